/* main.c -- the program: inputs in order, each file a fresh session, then perhaps a REPL. */
#include "contract/residue.h"
#include "lang/command_line.h"
#include "lang/complain/complain_file.h"
#include "lang/draw/picture_format.h"
#include "lang/language.h"
#include "lang/mcp.h"
#include "lang/prompt/repl.h"
#include "lang/report/report.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/session/library.h"
#include "lang/statement/run.h"
#include "lang/text/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Session session; /* the one that runs, for the signal handler */

static void
on_interrupt(int signal_number)
{
    (void)signal_number;
    session.interrupted = true;
}

static void
catch_signals(void)
{
    struct sigaction act = {.sa_handler = on_interrupt};
    sigemptyset(&act.sa_mask);
    sigaction(SIGINT, &act, NULL);
    act.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &act, NULL);
    sigaction(SIGXFSZ, &act, NULL); /* a file that may not grow: the write fails, and is told */
}

static bool
may_color(int fd)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fd) && !(no && *no) && !(term && strcmp(term, "dumb") == 0);
}

/* Does the locale speak UTF-8?  The first of these that is set decides. */
static bool
may_unicode(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; !(value && *value) && i < sizeof names / sizeof *names; i++)
        value = getenv(names[i]);
    const char *term = getenv("TERM");
    bool plain = isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") == 0;
    return value && !plain && (strstr(value, "UTF-8") || strstr(value, "utf8") ||
                               strstr(value, "UTF8") || strstr(value, "utf-8"));
}

/* Is there a prompt in the end? */
static bool
talks(const Options *o)
{
    return o->interactive || (!o->inputs.count && !o->report && isatty(STDIN_FILENO));
}

static void
start_session(Session *s, const Options *o, Report *report)
{
    session_init(s, o, language);
    s->out.file = stdout;
    s->err.file = stderr;
    if (talks(o))
        journal_start(s);
    s->library = library_folder();
    s->complain.color = o->color_err;
    s->style.color = o->color_out;
    s->style.shorten = isatty(STDOUT_FILENO) != 0;
    s->style.prose = isatty(STDOUT_FILENO) ? o->width : 0;
    s->complain.width = isatty(STDERR_FILENO) ? (size_t)o->width : 0;
    if (isatty(STDERR_FILENO) && !o->json)
        s->budget.tick = progress_tick;
    if (!report)
        return;
    s->style.shorten = false; /* a page is the same wherever it was made */
    s->style.width = 80;
    s->style.prose = 0;
    s->complain.width = 0;
    report_listen(report, s);
    s->listener = report_listener(report);
}

/* All is forgotten but which files the program has read. */
static void
begin_again(Session *s, const Options *o, Report *report)
{
    FileIds read = s->read;
    s->read = (FileIds){0};
    journal_clear(s);
    session_clear(s);
    start_session(s, o, report);
    s->read = read;
}

typedef struct Totals {
    size_t passed, failed;
    int status;
} Totals;

static void
end_session(const Session *s, int status, Totals *t)
{
    t->passed += s->passed;
    t->failed += s->complain.errors;
    if (status > t->status)
        t->status = status;
}

static void
run_text(Session *s, const char *name, const char *text)
{
    session_run(s, source_new(name, "", text, strlen(text)));
}

static void
run_standard_input(Session *s)
{
    session_note_read(s, STDIN_FILENO);
    Source *source = source_of_descriptor(s, STDIN_FILENO, "<stdin>", "");
    if (source)
        session_run(s, source);
    else if (!complain_source_limit(s, (Span){0}, "standard input"))
        complain_unreadable(&s->complain, "standard input", strerror(errno));
}

static void
run_input(Session *s, const Input *in)
{
    if (in->is_text)
        run_text(s, "-e", in->text);
    else if (strcmp(in->text, "-") == 0)
        run_standard_input(s);
    else
        session_run_file(s, in->text);
}

/* What --no-files forbids is for scripts; this file is the user's own wish. */
static void
write_report(Session *s, Report *report)
{
    Sink page;
    Span nowhere = {0};
    Budget most = {.output = s->options.max_output};
    sink_init_within(&page, &most);
    report_write(report, &page);
    s->out.also = s->err.also = NULL;
    s->options.no_files = false;
    s->complain.status = session_status(s);
    if (!file_write(s, s->options.report, &page, nowhere))
        s->complain.errors--; /* of the scripts' own there are no more than before */
    sink_clear(&page);
}

/* A file begins a fresh session; a text goes on in the one before it.  The last one stays in *s and
 * is not cleared: the program ends with it, and the system takes back the memory of a network with
 * a hundred thousand variables at once; giving it back piece by piece takes half a second. */
static Totals
run_all(Session *s, const Options *o)
{
    Totals tally = {0};
    Report *report = o->report ? report_new(false, o->max_output) : NULL;
    start_session(s, o, report);
    bool used = false;
    for (size_t i = 0; i < o->inputs.count; i++) {
        const Input *in = &o->inputs.at[i];
        if (used && !in->is_text) {
            end_session(s, session_status(s), &tally);
            begin_again(s, o, report);
        }
        used = true;
        run_input(s, in);
        bool stop = (s->complain.status && !o->keep_going && !o->interactive) ||
                    s->complain.status == EXIT_INTERRUPTED;
        if (stop)
            break;
    }
    if (talks(o)) {
        tally.status = 0;
        session_note_read(s, STDIN_FILENO);
        repl_run(s);
    } else if (!o->inputs.count) {
        run_standard_input(s);
    }
    if (report)
        write_report(s, report);
    end_session(s, session_status(s), &tally);
    report_free(report);
#ifdef __SANITIZE_ADDRESS__
    journal_clear(s);
    session_clear(s); /* then what it has lost shows */
#endif
    return tally;
}

/* Everything written must have arrived: a full disk is a failure. */
static int
close_output(int status)
{
    bool failed = ferror(stdout) != 0;
    if (fclose(stdout) != 0)
        failed = true;
    if (!failed)
        return status;
    fprintf(stderr, "catgut: cannot write to standard output\n");
    return status > EXIT_WRONG ? status : EXIT_WRONG;
}

/* A name that is not known would leave the user with another kernel than he measures. */
static bool
kernel_is_there(void)
{
    const char *name = getenv("CATGUT_KERNEL");
    if (!name || kernel_named(name))
        return true;
    fprintf(stderr, "catgut: CATGUT_KERNEL is plain, avx2, ifma or neon, as far as the processor "
                    "has it; this one is not here\n");
    return false;
}

int
main(int argc, char **argv)
{
    Sink err, out;
    sink_init_file(&err, stderr);
    sink_init_file(&out, stdout);
    rational_start();
    catch_signals();
    Options o;
    Command command = command_read(&o, argc, argv, &err);
    o.color_out = may_color(STDOUT_FILENO);
    o.color_err = may_color(STDERR_FILENO);
    o.unicode = may_unicode();
    o.width = terminal_width();
    Totals tally = {0};
    if (command == COMMAND_HELP)
        command_help(&out);
    else if (command == COMMAND_VERSION)
        command_version(&out);
    else if (command == COMMAND_MCP)
        tally.status = mcp_serve();
    else if (command == COMMAND_WRONG || !kernel_is_there())
        tally.status = EXIT_USAGE;
    else
        tally = run_all(&session, &o);
    if (command == COMMAND_RUN && o.keep_going)
        fprintf(o.json ? stderr : stdout, "%zu passed, %zu failed\n", tally.passed, tally.failed);
    options_clear(&o);
    exit(close_output(
        tally.status)); /* `session` can still be reached, if somebody looks for leaks */
}

/* main.c -- the program: inputs in order, each file a fresh session, then perhaps a REPL. */
#include "base/sink.h"
#include "contract/residue.h"
#include "lang/command_line.h"
#include "lang/editor/lsp.h"
#include "lang/kernel/kernel_spec.h"
#include "lang/mcp.h"
#include "lang/prompt/repl.h"
#include "lang/text/excerpt.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static Output output; /* for the signal handler */

static void
on_interrupt(int signal_number)
{
    (void)signal_number;
    output_interrupt(&output);
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

/* Is it about jobs? */
static bool
has_jobs(const CommandLine *l)
{
    return l->jobs || l->job || l->join;
}

/* Is there a prompt in the end?  What is laid out may be typed as well. */
static bool
talks(const CommandLine *l)
{
    bool runs = !l->report && l->session.stage != CATGUT_LAYOUT && !has_jobs(l);
    return l->interactive || (!l->inputs.count && runs && isatty(STDIN_FILENO));
}

/* A page is the same wherever it was made. */
static Catgut *
open_session(CommandLine *l)
{
    CatgutOptions *o = &l->session;
    output_ask(&output, o);
    o->remember = talks(l);
    o->page = l->report != NULL;
    if (o->page) {
        o->shorten = false;
        o->width = 80;
        o->prose = 0;
        o->prose_errors = -1;
    }
    return catgut_open(o);
}

static int
run_input(Catgut *c, const Input *in)
{
    if (in->is_text)
        return catgut_run(c, "-e", in->text, strlen(in->text), NULL, NULL);
    if (strcmp(in->text, "-") == 0)
        return catgut_run_input(c, STDIN_FILENO, "<stdin>", NULL, NULL);
    return catgut_run_file(c, in->text, NULL, NULL);
}

/* Does this end the run? */
static bool
stops(const CommandLine *l, int status)
{
    return status == CATGUT_NO_MEMORY || status == CATGUT_INTERRUPTED ||
           (status && !l->session.keep_going && !l->interactive);
}

static int
higher(int a, int b)
{
    return a > b ? a : b;
}

/* A file begins a fresh session; a text goes on in the one before it. */
static int
run_inputs(Catgut *c, const CommandLine *l)
{
    int all = CATGUT_OK;
    for (size_t i = 0; i < l->inputs.count && !stops(l, all); i++) {
        const Input *in = &l->inputs.at[i];
        if (output.interrupted)
            return CATGUT_INTERRUPTED;
        int status = i && !in->is_text ? catgut_begin_again(c) : CATGUT_OK;
        all = higher(all, status ? status : run_input(c, in));
    }
    return all;
}

static int
run_jobs(Catgut *c, const CommandLine *l)
{
    if (l->jobs)
        return catgut_make_jobs(c, l->jobs, l->inputs.at[0].text, NULL, NULL);
    return l->job ? catgut_run_job(c, l->job, NULL, NULL)
                  : catgut_join_jobs(c, l->join, NULL, NULL);
}

static int
run_all(Catgut *c, const CommandLine *l)
{
    int status = has_jobs(l) ? run_jobs(c, l) : run_inputs(c, l);
    if (status == CATGUT_NO_MEMORY)
        return status;
    if (talks(l))
        status = repl_run(&output, &l->session);
    else if (!l->inputs.count && !has_jobs(l))
        status = catgut_run_input(c, STDIN_FILENO, "<stdin>", NULL, NULL);
    if (l->report && status != CATGUT_NO_MEMORY)
        status = higher(status, catgut_write_page(c, l->report));
    return status;
}

/* The session stays open: the program ends with it, and the system takes back the memory of a
 * network with a hundred thousand variables at once; giving it back piece by piece takes half a
 * second. */
static int
run(CommandLine *l)
{
    size_t passed, failed;
    Catgut *c = open_session(l);
    if (!c)
        return CATGUT_LIMIT;
    output.session = c;
    int status = run_all(c, l);
    catgut_totals(c, &passed, &failed);
    if (status == CATGUT_NO_MEMORY)
        return CATGUT_LIMIT;
    if (l->session.keep_going)
        fprintf(l->session.json ? stderr : stdout, "%zu passed, %zu failed\n", passed, failed);
#ifdef __SANITIZE_ADDRESS__
    output.session = NULL;
    catgut_close(c); /* then what it has lost shows */
#endif
    return status;
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
    return higher(status, CATGUT_WRONG);
}

/* A name that is not known would leave the user with another kernel than he measures. */
static bool
kernel_is_there(void)
{
    const char *name = getenv("CATGUT_KERNEL");
    char shown[80];
    if (!name || !*name || kernel_named(name))
        return true;
    fprintf(stderr, "catgut: CATGUT_KERNEL is plain, avx2, ifma or neon, as far as the processor "
                    "has it; `%s` is not here\n", quote_text(shown, name, strlen(name)));
    return false;
}

int
main(int argc, char **argv)
{
    Sink err, out;
    sink_init_file(&err, stderr);
    sink_init_file(&out, stdout);
    catch_signals();
    CommandLine line;
    Command command = command_read(&line, argc, argv, &err);
    int status = CATGUT_OK;
    if (command == COMMAND_HELP)
        command_help(&out);
    else if (command == COMMAND_VERSION)
        command_version(&out);
    else if (command == COMMAND_MCP)
        status = mcp_serve();
    else if (command == COMMAND_LSP)
        status = lsp_serve();
    else if (command == COMMAND_KERNEL)
        status = kernel_spec_write(&out, &err) ? CATGUT_OK : CATGUT_USAGE;
    else if (command == COMMAND_WRONG || !kernel_is_there())
        status = CATGUT_USAGE;
    else
        status = run(&line);
    command_clear(&line);
    exit(close_output(status)); /* the session can still be reached, if somebody looks for leaks */
}

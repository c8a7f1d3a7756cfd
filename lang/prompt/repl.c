/* repl.c -- the conversation; see repl.h.
 *
 * Lines come from the line editor or from plain reading.  They gather until they are whole
 * statements, then the session runs them. */
#include "lang/prompt/repl.h"

#include "lang/prompt/history.h"
#include "lang/prompt/line_editor.h"
#include "lang/prompt/plain_input.h"
#include "lang/text/version.h"
#include "lang/text/xdg_path.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Repl {
    Catgut *c;
    Output *out;
    const CatgutOptions *o;
    bool terminal; /* standard input is one */
    bool edited;   /* the editor reads */
    LineEditor editor;
    PlainInput lines;   /* where it does not */
    Sink line;     /* the line read last */
    Sink typed;    /* lines of statements that want more */
    unsigned going_on; /* what catgut_add_line said of them; 0: there are none */
    char open[4];      /* what is open in them */
    History record;
    int status;
} Repl;

/* ---- lines ---- */

/* `catgut> `, or what is open, under its end.  Readline wants to be told what takes no room. */
static void
write_prompt(const Repl *r, Sink *to)
{
    bool color = r->edited && r->o->color;
    sink_put(to, color ? "\001\033[1m\002" : "");
    if (r->going_on)
        sink_print(to, "%6s> ", r->open);
    else
        sink_put(to, "catgut> ");
    sink_put(to, color ? "\001\033[0m\002" : "");
}

/* The next line, in r->line.  A conversation through a pipe has no prompt. */
static LineResult
read_line(Repl *r)
{
    Sink prompt;
    sink_init(&prompt);
    write_prompt(r, &prompt);
    LineResult result;
    if (r->edited) {
        result = line_editor_read(&r->editor, &r->line, &r->typed, r->going_on != 0,
                                  sink_text(&prompt));
    } else {
        if (r->terminal)
            fputs(sink_text(&prompt), stdout);
        fflush(stdout);
        result = plain_input_read(&r->lines, &r->line);
    }
    sink_clear(&prompt);
    return result;
}

static bool
is_blank(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strchr(" \t\r\n", text[i]) || !text[i])
            return false;
    return true;
}

/* ---- statements ---- */

/* Starts the work on a line: earlier interrupts are over, and the window may have another width. */
static void
start_work(Repl *r, bool together)
{
    output_begin(r->out);
    if (r->edited && !r->o->json)
        pager_start(&r->out->pager, together);
    catgut_set_width(r->c, terminal_width());
}

/* status: of the work; false: the conversation is over. */
static bool
end_work(Repl *r, int status)
{
    bool interrupted = r->out->interrupted, written = pager_end(&r->out->pager);
    output_begin(r->out);
    if (interrupted && !r->terminal)
        r->status = CATGUT_INTERRUPTED;
    if (status == CATGUT_NO_MEMORY)
        r->status = status;
    return written && !r->out->failed && !r->status;
}

static void
remember(Repl *r, const char *text)
{
    if (r->edited && history_add(&r->record, text))
        line_editor_keep(r->record.entries.at[r->record.entries.count - 1]);
}

/* Without the ends of lines at its end. */
static void
trim_end(Sink *text)
{
    while (text->count && is_blank(text->text + text->count - 1, 1))
        text->text[--text->count] = '\0';
}

/* Runs what has gathered; false when the conversation is over. */
static bool
run_typed(Repl *r)
{
    Sink text = r->typed;
    sink_init(&r->typed);
    r->going_on = 0;
    bool go_on = true;
    trim_end(&text);
    if (text.count) {
        remember(r, sink_text(&text));
        start_work(r, false);
        go_on = end_work(r, catgut_run(r->c, "<repl>", sink_text(&text), text.count, NULL, NULL));
    } else {
        catgut_add_line(r->c, NULL, 0, NULL);
    }
    sink_clear(&text);
    return go_on;
}

/* What stands behind this command of the prompt itself; NULL: the line is another. */
static const char *
behind(const char *line, const char *command)
{
    size_t n = strlen(command);
    bool is = strncmp(line, command, n) == 0 && strchr(" \t\r", line[n]) != NULL;
    return is ? line + n + strspn(line + n, " \t\r") : NULL;
}

static void
set(Repl *r, const char *rest)
{
    Pager *p = &r->out->pager;
    if (strcmp(rest, "pager off") == 0 || strcmp(rest, "pager on") == 0)
        p->off = strcmp(rest, "pager off") == 0;
    else if (*rest && strcmp(rest, "pager") != 0)
        fputs("there is `:set pager on` and `:set pager off`\n", stderr);
    else
        printf("pager %s\n", p->off ? "off" : "on");
}

/* What stands behind a command that leaves; NULL: the line is another. */
static const char *
behind_quit(const char *line)
{
    static const char *const commands[] = {":quit", ":q", ":exit"};
    const char *rest = NULL;
    for (size_t i = 0; !rest && i < sizeof commands / sizeof *commands; i++)
        rest = behind(line, commands[i]);
    return rest;
}

static bool
run_colon(Repl *r, const char *line, size_t count)
{
    Sink text;
    sink_init(&text);
    sink_add(&text, line, count);
    trim_end(&text);
    const char *said = sink_text(&text), *setting = behind(said, ":set");
    const char *quit = behind_quit(said);
    bool go_on = !quit || *quit;
    remember(r, said);
    if (setting) {
        set(r, setting);
    } else if (quit && *quit) {
        fputs("`:quit` leaves, and takes nothing behind it\n", stderr);
    } else if (go_on) {
        start_work(r, true);
        go_on = end_work(r, catgut_command(r->c, said, text.count, NULL, NULL));
    }
    sink_clear(&text);
    return go_on;
}

/* More of a statement, or a new one. */
static bool
take_text(Repl *r, const char *text, size_t count)
{
    if (r->going_on)
        sink_put(&r->typed, "\n");
    sink_add(&r->typed, text, count);
    r->going_on = catgut_add_line(r->c, text, count, r->open);
    return r->going_on || run_typed(r);
}

/* Commands come before statements in what was pasted, and one line each. */
static bool
take_commands(Repl *r, const char **text, size_t *count)
{
    for (;;) {
        size_t blank = 0;
        while (blank < *count && is_blank(*text + blank, 1))
            blank++;
        if (blank == *count || (*text)[blank] != ':')
            return true;
        const char *start = *text + blank;
        const char *end = memchr(start, '\n', *count - blank);
        size_t length = end ? (size_t)(end - start) : *count - blank;
        *count -= blank + length;
        *text = start + length;
        if (!run_colon(r, start, length))
            return false;
    }
}

/* A blank line ends what is incomplete, unless it stands between braces, where a model is typed, or
 * is part of a paste that goes on. */
static bool
take_line_read(Repl *r)
{
    const char *text = sink_text(&r->line);
    size_t count = r->line.count;
    if (r->going_on && is_blank(text, count) && !(r->going_on & CATGUT_IN_BRACE))
        return (r->terminal && plain_input_waiting(&r->lines)) || run_typed(r);
    if (!r->going_on && !take_commands(r, &text, &count))
        return false;
    if (!r->going_on && is_blank(text, count))
        return true;
    int status = r->going_on ? CATGUT_NO_COMMAND
                             : catgut_command(r->c, text, count, NULL, NULL);
    return status == CATGUT_NO_COMMAND ? take_text(r, text, count) : end_work(r, status);
}

/* ^C at the prompt: drops the line, and the incomplete statement before it.  The signal may have
 * ended a write of the editor's, which is no failure of the output. */
static bool
drop_line(Repl *r)
{
    output_begin(r->out);
    catgut_add_line(r->c, NULL, 0, NULL);
    sink_clear(&r->typed);
    r->going_on = 0;
    if (r->terminal) {
        clearerr(stdout);
        fputs("\n", stdout);
        return true;
    }
    r->status = CATGUT_INTERRUPTED;
    return false;
}

/* The end leaves; what is incomplete then gets its complaint.  Typed inside a bracket, it ends only
 * what was being typed. */
static bool
leave(Repl *r)
{
    if (r->terminal && !(r->edited && line_editor_ends_line()))
        fputs("\n", stdout);
    if (r->terminal && (r->going_on & CATGUT_IN_BRACKET)) {
        plain_input_restart(&r->lines);
        return run_typed(r);
    }
    if (r->going_on)
        run_typed(r);
    return false;
}

static bool
take_turn(Repl *r)
{
    switch (read_line(r)) {
    case LINE_READ:
        return take_line_read(r);
    case LINE_INTERRUPTED:
        return drop_line(r);
    case LINE_END:
        break;
    }
    return leave(r);
}

/* ---- the beginning ---- */

static void
greet(const Repl *r)
{
    if (r->terminal && !r->o->json)
        printf("catgut " CATGUT_VERSION ": exact causal reasoning with string diagrams\n"
               ":help for help, Tab completes, ^D leaves\n");
}

/* Of what it does nothing can be taken back. */
static void
run_startup(Repl *r)
{
    char *path = xdg_path("XDG_CONFIG_HOME", ".config", "catgut/init.diag", false);
    if (path && access(path, F_OK) == 0) {
        start_work(r, true);
        end_work(r, catgut_run_file(r->c, path, NULL, NULL));
        catgut_converse(r->c, -1);
    }
    memory_free(path);
}

static void
start(Repl *r, Output *out, const CatgutOptions *o)
{
    *r = (Repl){.c = out->session, .out = out, .o = o, .terminal = isatty(STDIN_FILENO) != 0};
    r->edited = line_editor_open(&r->editor, r->c, &out->interrupted);
    sink_init(&r->line);
    sink_init(&r->typed);
    plain_input_init(&r->lines, STDIN_FILENO, o->max_source, &out->interrupted);
    catgut_converse(r->c, STDIN_FILENO);
    output_begin(out);
    greet(r);
    if (!o->no_files)
        run_startup(r);
    bool keeps = r->edited && !o->no_files;
    history_open(&r->record,
                keeps ? xdg_path("XDG_STATE_HOME", ".local/state", "catgut/history", true) : NULL);
    for (size_t i = 0; i < r->record.entries.count && r->edited; i++)
        line_editor_keep(r->record.entries.at[i]);
}

int
repl_run(Output *out, const CatgutOptions *o)
{
    Repl r;
    start(&r, out, o);
    while (!r.status && take_turn(&r))
        continue;
    history_clear(&r.record);
    plain_input_clear(&r.lines);
    sink_clear(&r.typed);
    sink_clear(&r.line);
    return r.status;
}

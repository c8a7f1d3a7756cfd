/* line_editor.c -- see line_editor.h. */
#include "lang/prompt/line_editor.h"

#ifndef CATGUT_NO_READLINE

#include "base/library.h"
#include "lang/prompt/history.h"

#include <readline/history.h>
#include <readline/readline.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#define EACH_NAME(USE)                    \
    USE(rl_callback_handler_install)      \
    USE(rl_callback_handler_remove)       \
    USE(rl_callback_read_char)            \
    USE(rl_pending_signal)                \
    USE(rl_check_signals)                 \
    USE(rl_variable_bind)                 \
    USE(rl_variable_value)                \
    USE(using_history)                    \
    USE(stifle_history)                   \
    USE(add_history)                      \
    USE(rl_readline_version)              \
    USE(rl_readline_name)                 \
    USE(rl_line_buffer)                   \
    USE(rl_persistent_signal_handlers)    \
    USE(rl_completer_quote_characters)    \
    USE(rl_attempted_completion_function) \
    USE(rl_attempted_completion_over)     \
    USE(rl_completion_word_break_hook)    \
    USE(rl_completion_append_character)   \
    USE(rl_completion_suppress_quote)     \
    USE(rl_filename_completion_desired)   \
    USE(rl_filename_quoting_desired)      \
    USE(rl_sort_completion_matches)

/* Its functions, and where its variables are. */
typedef struct Readline {
#define USE(name) __typeof__(&name) name;
    EACH_NAME(USE)
#undef USE
    int *rl_eof_found; /* since 8.2, else NULL */
} Readline;

static Readline readline_at;
static LineEditor *edited;

static bool
find_names(Readline *r)
{
    static const char *const names[] = {"libreadline.so.8", "libreadline.so", "libreadline.dylib",
                                        NULL};
    void *library = library_open(names);
    bool found = library != NULL;
#define USE(name) found = found && (*(void **)&r->name = LIBRARY_FIND(library, name)) != NULL;
    EACH_NAME(USE)
#undef USE
    if (found)
        *(void **)&r->rl_eof_found = library_find(library, "rl_eof_found");
    return found;
}
#undef EACH_NAME

/* ---- a line ---- */

static void
take_line(char *text)
{
    readline_at.rl_callback_handler_remove();
    edited->taken = true;
    edited->ended = !text;
    sink_clear(edited->line);
    if (text)
        sink_put(edited->line, text);
    free(text);
}

/* Waits with signals held back until the wait itself; false after ^C. */
static bool
wait_for_input(const atomic_bool *interrupted)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    if (!*interrupted && !readline_at.rl_pending_signal()) {
        fd_set set;
        FD_ZERO(&set);
        FD_SET(STDIN_FILENO, &set);
        pselect(STDIN_FILENO + 1, &set, NULL, NULL, NULL, &before);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (readline_at.rl_pending_signal())
        readline_at.rl_check_signals();
    return !*interrupted;
}

static bool
has_input(void)
{
    fd_set set;
    struct timeval now = {0};
    FD_ZERO(&set);
    FD_SET(STDIN_FILENO, &set);
    return select(STDIN_FILENO + 1, &set, NULL, NULL, &now) > 0;
}

LineResult
line_editor_read(LineEditor *e, Sink *line, const Sink *before, bool goes_on, const char *prompt)
{
    e->line = line;
    e->before = before;
    e->goes_on = goes_on;
    e->taken = e->ended = false;
    edited = e;
    if (readline_at.rl_eof_found)
        *readline_at.rl_eof_found = 0; /* an end inside a bracket was not the last */
    readline_at.rl_callback_handler_install(prompt, take_line);
    while (!e->taken && wait_for_input(e->interrupted))
        if (has_input())
            readline_at.rl_callback_read_char();
    if (!e->taken)
        readline_at.rl_callback_handler_remove();
    edited = NULL;
    if (!e->taken)
        return LINE_INTERRUPTED;
    return e->ended ? LINE_END : LINE_READ;
}

/* ---- completion ---- */

/* Readline's list of matches: what they have in common, then each. */
static char **
list_matches(const CatgutWords *c, const char *before, size_t count)
{
    size_t n = c->count, common = strlen(c->words[0]);
    char **list = malloc((n + 2) * sizeof *list);
    for (size_t i = 0; list && i < n; i++) {
        const char *word = c->words[i];
        size_t length = strlen(word), same = 0;
        while (same < common && word[same] == c->words[0][same])
            same++;
        common = same;
        char *match = malloc(count + length + 1);
        if (match) {
            memcpy(match, before, count);
            memcpy(match + count, word, length + 1);
        }
        list[i + 1] = match;
    }
    if (!list)
        return NULL;
    list[0] = malloc(count + common + 1);
    if (list[0] && list[1]) {
        memcpy(list[0], list[1], count + common);
        list[0][count + common] = '\0';
    }
    list[n + 1] = NULL;
    if (n == 1) {
        free(list[1]);
        list[1] = NULL;
    }
    return list;
}

/* What readline replaces begins at `start` of its line, our words perhaps further on. */
static char **
matches_for(const char *text, int start, int end)
{
    (void)text;
    Sink all;
    sink_init(&all);
    sink_add(&all, sink_text(edited->before), edited->before->count);
    if (edited->goes_on)
        sink_put(&all, "\n");
    size_t offset = all.count;
    sink_add(&all, *readline_at.rl_line_buffer, (size_t)end);
    *readline_at.rl_attempted_completion_over = 1;
    CatgutWords *c = catgut_complete(edited->session, sink_text(&all), all.count);
    char **list = NULL;
    if (c) {
        const char *from = sink_text(&all) + offset + start;
        const char *words = sink_text(&all) + c->start;
        *readline_at.rl_completion_append_character = c->spaced ? ' ' : '\0';
        *readline_at.rl_filename_completion_desired = c->files;
        *readline_at.rl_filename_quoting_desired = 0;
        if (c->files && c->count == 1 && c->words[0][strlen(c->words[0]) - 1] == '/')
            *readline_at.rl_completion_suppress_quote = 1;
        if (c->count > 0 && words >= from)
            list = list_matches(c, from, (size_t)(words - from));
    }
    catgut_free(c);
    sink_clear(&all);
    return list;
}

/* Where readline's words end: as the language has it, but a path is one word. */
static char *
word_breaks(void)
{
    static char language[] = " \t\n\"\\@$><=;|&{}()[]*+-/,.:^!#~%?`";
    static char path[] = " \t\n";
    const char *line = *readline_at.rl_line_buffer, *at = line + strspn(line, " \t");
    return strncmp(at, ":l", 2) == 0 || strncmp(at, ":s", 2) == 0 ? path : language;
}

/* ---- the beginning ---- */

bool
line_editor_open(LineEditor *e, Catgut *session, const atomic_bool *interrupted)
{
    Readline *r = &readline_at;
    *e = (LineEditor){.session = session, .interrupted = interrupted};
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !find_names(r))
        return false;
    *r->rl_readline_name = "catgut";
    *r->rl_persistent_signal_handlers = 1;
    *r->rl_completer_quote_characters = "\"";
    *r->rl_attempted_completion_function = matches_for;
    *r->rl_completion_word_break_hook = word_breaks;
    *r->rl_sort_completion_matches = 0;
    r->rl_variable_bind("enable-bracketed-paste", "on");
    r->rl_variable_bind("mark-directories", "off"); /* our words for folders have their slash */
    r->using_history();
    r->stifle_history(HISTORY_MAX);
    return true;
}

void
line_editor_keep(const char *text)
{
    readline_at.add_history(text);
}

/* Since 8.1, where it brackets pastes. */
bool
line_editor_ends_line(void)
{
    const char *brackets = readline_at.rl_variable_value("enable-bracketed-paste");
    return *readline_at.rl_readline_version >= 0x0801 && brackets && strcmp(brackets, "on") == 0;
}

#else

bool
line_editor_open(LineEditor *e, Catgut *session, const atomic_bool *interrupted)
{
    *e = (LineEditor){.session = session, .interrupted = interrupted};
    return false;
}

LineResult
line_editor_read(LineEditor *e, Sink *line, const Sink *before, bool goes_on, const char *prompt)
{
    (void)e;
    (void)line;
    (void)before;
    (void)goes_on;
    (void)prompt;
    return LINE_END;
}

void
line_editor_keep(const char *text)
{
    (void)text;
}

bool
line_editor_ends_line(void)
{
    return false;
}

#endif

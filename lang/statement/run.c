/* run.c -- texts and files, statement by statement; see run.h. */
#include "lang/statement/run.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/complain/complain_name.h"
#include "lang/outline/format.h"
#include "lang/read/reader.h"
#include "lang/report/notebook.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/session/loss.h"
#include "lang/session/meaning.h"
#include "lang/statement/show.h"
#include "network/table.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- running ---- */

/* Has all been written that the statement had to say?  It complains where the statement has told of
 * no limit: whoever says what a statement has to say need not look. */
static bool
is_whole(Session *s, Span at)
{
    if (!s->budget.cut)
        return true;
    sink_restart(&s->out);
    sink_restart(&s->err);
    if (s->forms.json)
        sink_restart(s->forms.json);
    if (s->forms.latex)
        sink_trim(s->forms.latex, SIZE_MAX);
    if (s->forms.svg)
        sink_trim(s->forms.svg, SIZE_MAX);
    if (s->complain.status < EXIT_LIMIT)
        complain_stopped(&s->complain, &s->budget, at);
    s->budget.cut = false;
    return false;
}

static bool
print_tokens(Session *s, const Source *source)
{
    Lexer l = {.source = source, .names = &s->names, .complain = &s->complain};
    bool ok = true;
    s->budget.cut = false;
    for (Token t = lexer_next(&l, &s->arena); t.kind != TOKEN_END;
         t = lexer_next(&l, &s->arena)) {
        if (sink_is_cut(&s->out))
            break;
        if (t.kind == TOKEN_BAD) {
            ok = false;
            continue;
        }
        size_t line, column;
        source_place(source, t.at.start, &line, &column);
        sink_print(&s->out, "%zu:%zu ", line, column);
        token_write_name(&t, &s->out);
        sink_print(&s->out, " %.*s\n", (int)(t.at.end - t.at.start), source->text + t.at.start);
    }
    arena_clear(&s->arena);
    ok = is_whole(s, (Span){source, l.at, l.at}) && ok;
    return sink_end(&s->out) && ok;
}

/* With its connection strings: they are in the file that it would be written to. */
static bool
print_layout(Session *s, const Source *source)
{
    Sink text;
    sink_init(&text);
    sink_add(&text, source->text, source->count);
    secrets_restore(&source->secrets, text.text);
    bool ok = format_write(source->name, sink_text(&text), text.count, &s->names, &s->complain,
                           &s->budget, &s->out);
    sink_clear(&text);
    return ok;
}

/* The text in another form. */
static bool
print_form(Session *s, const Source *source)
{
    bool ok = true;
    s->budget.cut = false;
    s->out.as_is = true;
    if (s->options.stage == STAGE_LAYOUT)
        ok = print_layout(s, source);
    else
        notebook_write(source, &s->out);
    ok = is_whole(s, (Span){source, 0, 0}) && ok;
    ok = sink_end(&s->out) && ok;
    s->out.as_is = false;
    return ok;
}

/* at: its text. */
static bool
run_with_journal(Session *s, const Node *n, Span at)
{
    journal_start_statement(s);
    bool ok = session_statement(s, n);
    journal_end_statement(s, n, at, ok);
    return ok;
}

static bool
write_tree(Session *s, const Node *n)
{
    s->budget.cut = false;
    node_write(n, &s->out);
    return is_whole(s, n->at);
}

/* While it runs, the status is its own. */
static bool
run_one(Session *s, const Node *n, Span at)
{
    int before = s->complain.status;
    s->complain.status = 0;
    bool ok = s->options.stage == STAGE_AST ? write_tree(s, n) : run_with_journal(s, n, at);
    if (before > s->complain.status)
        s->complain.status = before;
    return ok;
}

static bool
must_stop(const Session *s)
{
    Stop stop = s->budget.stop;
    return stop == STOP_INTERRUPT || stop == STOP_TIME || stop == STOP_OUTPUT;
}

/* False: whoever listens wants no more. */
static bool
tell(Session *s, Span at, uint32_t end, const Node *n)
{
    Listener *l = s->listener;
    if (!l || (s->import_depth && !l->imported))
        return true;
    return s->import_depth ? l->imported(l) : l->statement(l, at, end, n);
}

/* Statement after statement.  A wrong one ends the run unless -k says otherwise. */
static bool
run_statements(Session *s, Reader *r)
{
    bool all = true, ended = false;
    while (!ended) {
        Node *n = NULL;
        Arena outer = s->arena;
        s->arena = (Arena){0};
        s->budget.stop = STOP_NOT;
        s->budget.next_check = 0; /* each statement looks at the clock at least once */
        ReadResult read = reader_next(r, &s->arena, &n);
        bool stopped = read == READ_WRONG && s->budget.stop != STOP_NOT;
        Span at = reader_statement(r);
        bool ok = read == READ_STATEMENT && run_one(s, n, at);
        bool stay = tell(s, at, reader_place(r), n);
        arena_clear(&s->arena);
        s->arena = outer;
        all = all && (ok || read == READ_END);
        ended = read == READ_END;
        if (!sink_end(&s->out) || stopped || must_stop(s) || !stay)
            break;
        if (!ok && !s->options.keep_going && !s->interactive)
            break;
    }
    if (!ended && s->listener && !s->import_depth)
        s->listener->rest(s->listener, r->lexer.source);
    return all;
}

/* at: where it is asked for. */
static bool
run_source(Session *s, Source *source, Span at)
{
    size_t place;
    array_push(&s->sources, source);
    if (!source_is_text(source, &place))
        return complain_not_text(&s->complain, at, source, place);
    if (s->options.stage == STAGE_TOKENS)
        return print_tokens(s, source);
    if (s->options.stage >= STAGE_LAYOUT)
        return print_form(s, source);
    Reader r;
    reader_init(&r, source, &s->names, &s->complain, s->interactive);
    r.budget = &s->budget;
    r.held = &s->held;
    r.parse.places = s->options.stage != STAGE_AST;
    r.tells = s->options.keep_going && !s->interactive;
    bool ok = run_statements(s, &r);
    reader_clear(&r);
    return ok;
}

bool
session_run(Session *s, Source *source)
{
    return run_source(s, source, (Span){0});
}

static void
note_script(Session *s, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return;
    Import mine = {real, true};
    array_push(&s->imports, mine);
}

bool
session_run_file(Session *s, const char *path)
{
    const char *foreign = foreign_name(s->language, path);
    if (foreign)
        return complain_foreign_run(&s->complain, path, foreign);
    if (file_ends_in(path, ".ipynb"))
        return complain_notebook_run(&s->complain, path);
    Source *source = source_read_file(s, path);
    if (!source && complain_source_limit(s, (Span){0}, path))
        return false;
    if (!source)
        return complain_unreadable(&s->complain, path, strerror(errno));
    size_t place = s->imports.count;
    note_script(s, path);
    bool ok = session_run(s, source);
    if (place < s->imports.count)
        s->imports.at[place].reading = false;
    return ok;
}

bool
session_import(Session *s, const char *path, Span at)
{
    Source *source = source_read_file(s, path);
    if (!source && complain_source_limit(s, at, path))
        return false;
    if (!source)
        return complain_import_missing(&s->complain, at, s->library, path, strerror(errno));
    bool interactive = s->interactive, redefine = s->redefine;
    s->interactive = s->redefine = false;
    bool ok = run_source(s, source, at);
    s->interactive = interactive;
    s->redefine = redefine;
    return ok;
}

int
session_status(Session *s)
{
    if (!sink_end(&s->out) && s->complain.status < EXIT_WRONG)
        s->complain.status = EXIT_WRONG;
    return s->complain.status;
}

/* A bare expression is shown.  An action is NULL where no folder of the language has the word. */
static bool
run_statement(Session *s, const Action *action, const Node *n)
{
    if (!n->word)
        return show_expression(s, n->kids[0], NULL, n->at);
    return action ? action->run(s, n) : complain_not_yet(&s->complain, n->at, n->word);
}

bool
session_statement(Session *s, const Node *n)
{
    const Action *action = action_of(s->language, n);
    s->budget.stop = STOP_NOT;
    s->budget.cut = false;
    budget_begin(&s->budget);
    s->staging = s->staged = false;
    s->asked = &s->context;
    size_t errors = s->complain.errors;
    s->blamed = 0;
    if (n->word && !(action && action->asks)) {
        kept_context_clear(&s->kept);
        table_store_clear(s->meaning.tables);
    }
    bool ok = run_statement(s, action, n) || session_staged(s);
    ok = is_whole(s, n->at) && ok;
    if (!ok && s->options.keep_going && !s->interactive)
        loss_add(s, n);
    assert(ok || s->complain.errors > errors);
    s->staging = s->staged = false;
    for (size_t i = 0; i < s->counted.count; i++)
        row_state_end(s->counted.at[i]);
    if (ok && s->report && !s->import_depth && action && action->figure)
        action->figure(s, n);
    return ok;
}

/* session.c -- what outlives a statement, and running texts; see session.h. */
#include "lang/session.h"

#include "lang/elaborate.h"
#include "lang/identifying.h"
#include "lang/reader.h"
#include "lang/report.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

volatile sig_atomic_t session_interrupted;

void
session_init(Session *s, const Options *o)
{
    *s = (Session){.options = *o};
    signature_init(&s->signature);
    sink_init_file(&s->out, stdout);
    sink_init_file(&s->err, stderr);
    s->complain = (Complainer){.err = &s->err};
    if (o->json)
        s->complain.json = &s->out;
    s->style = (Style){.digits = o->digits, .width = o->width ? o->width : 80,
                       .unicode = o->unicode, .budget = &s->budget};
    s->budget.bytes = o->max_memory;
    s->budget.interrupt = &session_interrupted;
    s->budget.deadline = o->max_time ? budget_now() + o->max_time : 0;
    s->asked = &s->context;
}

static void
clear_names(Session *s)
{
    for (size_t i = 0; i < s->values.count; i++)
        value_clear(&s->values.at[i].value);
    array_clear(&s->values);
    map_clear(&s->value_of);
    for (size_t i = 0; i < s->types.count; i++)
        array_clear(&s->types.at[i].wires);
    array_clear(&s->types);
    map_clear(&s->type_of);
    for (size_t i = 0; i < s->functors.count; i++) {
        functor_clear(s->functors.at[i]);
        memory_free(s->functors.at[i]);
    }
    array_clear(&s->functors);
    for (size_t i = 0; i < s->identified.count; i++)
        identified_free(s->identified.at[i]);
    array_clear(&s->identified);
}

static void
clear_sources(Session *s)
{
    for (size_t i = 0; i < s->sources.count; i++)
        source_free(s->sources.at[i]);
    array_clear(&s->sources);
    for (size_t i = 0; i < s->imports.count; i++)
        free(s->imports.at[i].path);
    array_clear(&s->imports);
    array_clear(&s->read);
    memory_free(s->library);
}

void
session_clear(Session *s)
{
    map_clear(&s->compared);
    context_clear(&s->context);
    clear_names(s);
    map_clear(&s->anonymous);
    meaning_clear(&s->meaning);
    conditionals_clear(&s->conditionals);
    signature_clear(&s->signature);
    names_clear(&s->names);
    clear_sources(s);
    arena_clear(&s->arena);
    sink_clear(&s->out);
    sink_clear(&s->err);
    *s = (Session){0};
}

const Value *
session_find(const Session *s, Name name)
{
    uint64_t i;
    return map_find(&s->value_of, map_key(name), &i) ? &s->values.at[i].value : NULL;
}

const PortList *
session_find_type(const Session *s, Name name)
{
    uint64_t i;
    return map_find(&s->type_of, map_key(name), &i) ? &s->types.at[i].wires : NULL;
}

/* ---- running ---- */

static bool
print_tokens(Session *s, const Source *source)
{
    Lexer l = {.source = source, .names = &s->names, .complain = &s->complain};
    bool ok = true;
    for (Token t = lexer_next(&l, &s->arena); t.kind != TOKEN_END;
         t = lexer_next(&l, &s->arena)) {
        if (t.kind == TOKEN_BAD) {
            ok = false;
            continue;
        }
        size_t line, column;
        source_place(source, t.at.start, &line, &column);
        sink_print(&s->out, "%zu:%zu %s %.*s\n", line, column, token_name(t.kind),
                   (int)(t.at.end - t.at.start), source->text + t.at.start);
    }
    arena_clear(&s->arena);
    return sink_end(&s->out) && ok;
}

static bool
run_one(Session *s, const Node *n)
{
    if (s->options.stage != STAGE_AST)
        return session_statement(s, n);
    node_write(n, &s->out);
    return true;
}

static bool
out_of_patience(const Session *s)
{
    return s->budget.stop == STOP_INTERRUPT || s->budget.stop == STOP_TIME;
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
        ReadResult read = reader_next(r, &s->arena, &n);
        bool ok = read == READ_STATEMENT && run_one(s, n);
        if (s->report && !s->import_depth)
            report_statement(s->report, r->lexer.source, reader_place(r), n);
        arena_clear(&s->arena);
        s->arena = outer;
        all = all && (ok || read == READ_END);
        ended = read == READ_END;
        if (!sink_end(&s->out) || out_of_patience(s))
            break;
        if (!ok && !s->options.keep_going && !s->interactive)
            break;
    }
    if (!ended && s->report && !s->import_depth)
        report_rest(s->report, r->lexer.source);
    return all;
}

bool
session_run(Session *s, Source *source)
{
    array_push(&s->sources, source);
    if (s->options.stage == STAGE_TOKENS)
        return print_tokens(s, source);
    Reader r;
    reader_init(&r, source, &s->names, &s->complain, s->interactive);
    bool ok = run_statements(s, &r);
    reader_clear(&r);
    return ok;
}

/* ---- files ---- */

/* How much room a file should have: one byte more than it is long, so that its end is seen. */
static size_t
room_for(int fd)
{
    enum { PART = 1 << 16 };
    struct stat about;
    bool known = fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size >= 0;
    return known && about.st_size < SOURCE_MAX ? (size_t)about.st_size + 1 : PART;
}

static bool
read_all(int fd, Sink *to)
{
    for (size_t room = room_for(fd);; room = to->count / 2 + 1) {
        char *at = sink_reserve(to, room);
        ssize_t n = read(fd, at, to->space - to->count - 1);
        if (n < 0 && errno == EINTR && !session_interrupted)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            return true;
        if (to->count + (size_t)n > SOURCE_MAX) {
            errno = EFBIG;
            return false;
        }
        to->count += (size_t)n;
        to->text[to->count] = '\0';
    }
}

static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + (slash == path) : 0;
    char *folder = memory_new(n + 1, 1);
    memcpy(folder, path, n);
    return folder;
}

Source *
source_of_descriptor(int fd, const char *name, const char *folder)
{
    Sink text;
    sink_init(&text);
    Source *source = NULL;
    if (read_all(fd, &text))
        source = source_take(name, folder, &text);
    int error = errno;
    sink_clear(&text);
    errno = error;
    return source;
}

void
session_note_read(Session *s, int fd)
{
    struct stat about;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
        array_push(&s->read, ((FileId){about.st_dev, about.st_ino}));
}

/* The file as a source, or NULL with errno. */
static Source *
read_file(Session *s, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    session_note_read(s, fd);
    char *folder = folder_of(path);
    Source *source = source_of_descriptor(fd, path, folder);
    int error = errno;
    memory_free(folder);
    close(fd);
    errno = error;
    return source;
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
    Source *source = read_file(s, path);
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
    Source *source = read_file(s, path);
    if (!source)
        return complain_import_missing(&s->complain, at, s->library, path, strerror(errno));
    bool interactive = s->interactive, redefine = s->redefine;
    s->interactive = s->redefine = false;
    bool ok = session_run(s, source);
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

/* ---- texts ---- */

/* One character of the text, with comments and runs of white space as one space. */
Name
span_text(Names *names, Span at)
{
    Sink text;
    sink_init(&text);
    bool quoted = false, space = false;
    for (uint32_t i = at.start; at.source && i < at.end; i++) {
        char c = at.source->text[i];
        if (c == '#' && !quoted)
            while (i + 1 < at.end && at.source->text[i + 1] != '\n')
                i++;
        if (!quoted && (c == '#' || c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
            space = text.count > 0;
            continue;
        }
        if (space)
            sink_put(&text, " ");
        space = false;
        sink_add(&text, &c, 1);
        if (quoted && c == '\\' && i + 1 < at.end)
            sink_add(&text, &at.source->text[++i], 1);
        else if (c == '"')
            quoted = !quoted;
    }
    Name name = names_add(names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

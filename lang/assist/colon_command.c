/* colon_command.c -- see colon_command.h.  A wrong command gets a sentence without a code, as
 * commands are no part of the language. */
#include "lang/assist/colon_command.h"

#include "lang/assist/help.h"
#include "lang/assist/save.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/elaborate/elaborate.h"
#include "lang/read/reader.h"
#include "lang/session/file.h"
#include "lang/session/journal.h"
#include "lang/statement/run.h"
#include "lang/text/excerpt.h"
#include "lang/text/nearest.h"
#include "lang/text/xdg_path.h"

#include <string.h>

const char *const colon_command_names[] = {"help", "load", "names", "quit", "reload",
                                           "save", "set",  "type", "undo", NULL};

enum { LABELS_SHOWN = 12 };

/* ---- types ---- */

static void
write_ports(const PortList *in, const PortList *out, Sink *to)
{
    if (in->count) {
        ports_write(in, to);
        sink_put(to, " -> ");
    }
    ports_write(out, to);
}

static void
write_diagram_type(const Diagram *d, Sink *out)
{
    PortList in = {0}, results = {0};
    ends_to_ports(&in, d, &d->inputs);
    ends_to_ports(&results, d, &d->outputs);
    write_ports(&in, &results, out);
    array_clear(&results);
    array_clear(&in);
}

/* The variables of one kind, after `before` if there are any. */
static void
write_variables(const Model *m, bool latent, const char *before, Sink *out)
{
    for (size_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        if (!v->name || v->latent != latent)
            continue;
        sink_put(out, before);
        word_write_name(v->name, out);
        before = ", ";
    }
}

static bool
has_parent(const Vertex *v, uint32_t parent)
{
    for (size_t i = 0; i < v->parents.count; i++)
        if (v->parents.at[i] == parent)
            return true;
    return false;
}

/* The hidden causes without a name: `; hidden X <-> Y, Y <-> Z`. */
static void
write_hidden_pairs(const Model *m, Sink *out)
{
    const char *before = "; hidden ";
    for (uint32_t i = 0; i < m->vertices.count; i++) {
        const Vertex *v = &m->vertices.at[i];
        if (v->name || !has_parent(&m->vertices.at[v->ends[0]], i) ||
            !has_parent(&m->vertices.at[v->ends[1]], i))
            continue;
        sink_put(out, before);
        word_write_name(m->vertices.at[v->ends[0]].name, out);
        sink_put(out, " <-> ");
        word_write_name(m->vertices.at[v->ends[1]].name, out);
        before = ", ";
    }
}

static void write_value_type(const Value *v, Sink *out);

static void
write_tuple(const Value *v, Sink *out)
{
    for (size_t i = 0; i < v->parts.count; i++) {
        sink_put(out, i ? ", " : "(");
        write_value_type(&v->parts.at[i], out);
    }
    sink_put(out, ")");
}

/* What can be said of a value in a line: `Bit -> Bit * Bit`, `a number`, `a model with variables
 * S, T, C; latent H`. */
static void
write_value_type(const Value *v, Sink *out)
{
    if (v->kind == VALUE_DIAGRAM)
        write_diagram_type(&v->diagram, out);
    else if (v->kind == VALUE_MATRIX)
        write_ports(&v->in, &v->out, out);
    else if (v->kind == VALUE_TUPLE)
        write_tuple(v, out);
    else
        sink_put(out, value_kind_name(v));
    if (v->kind == VALUE_DIAGRAM && v->is_comb)
        sink_put(out, "   # a comb");
    if (v->kind == VALUE_MATRIX && v->weighted)
        sink_put(out, "   # weighted");
    if (v->kind == VALUE_MODEL) {
        write_variables(&v->model, false, " with variables ", out);
        write_variables(&v->model, true, "; latent ", out);
        write_hidden_pairs(&v->model, out);
    }
}

static bool
is_atomic(const TypeBinding *b)
{
    return b->wires.count == 1 && b->wires.at[0].type->name == b->name && !b->wires.at[0].name;
}

/* `type Bit = {0, 1}`, on one line of a sensible length. */
static void
write_type(const TypeBinding *b, Sink *out)
{
    sink_put(out, "type ");
    word_write_name(b->name, out);
    const Type *t = is_atomic(b) ? b->wires.at[0].type : NULL;
    if (!t) {
        sink_put(out, " = ");
        ports_write(&b->wires, out);
    } else if (t->size && !t->range && t->size > LABELS_SHOWN) {
        sink_print(out, "   # %u labels", (unsigned)t->size);
    } else if (t->size) {
        sink_put(out, " = ");
        type_write_carrier(t, out);
    } else {
        sink_put(out, "   # abstract");
    }
    sink_put(out, "\n");
}

/* ---- commands ---- */

static void
run_help(Session *s, const char *topic)
{
    char shown[80];
    topic += *topic == ':';
    if (!*topic) {
        help_write_list((size_t)s->style.prose, &s->out);
    } else if (!help_write_about(topic, (size_t)s->style.prose, &s->out)) {
        const char *near = help_suggest(topic);
        sink_print(&s->err, "there is no help on `%s`", quote_text(shown, topic, strlen(topic)));
        if (near)
            sink_print(&s->err, "; did you mean `:help %s`?\n", near);
        else
            sink_put(&s->err, "; `:help` lists what there is\n");
    }
}

/* What was typed for a file: perhaps in quotes, `~/` for the home folder. */
static Name
read_path(Session *s, const char *text)
{
    Sink path;
    size_t n = strlen(text);
    bool quoted = n > 1 && (*text == '"' || *text == '\'') && text[n - 1] == *text;
    text += quoted;
    n -= quoted ? 2 : 0;
    sink_init(&path);
    size_t home = path_write_home(text, n, &path);
    for (size_t i = home; i < n; i++) {
        i += quoted && text[i] == '\\' && i + 1 < n;
        sink_add(&path, text + i, 1);
    }
    return names_take(&s->names, &path);
}

/* Runs a file as a script: it ends at its first mistake.  The same file may be loaded again. */
static void
load(Session *s, Name path)
{
    Journal *j = s->journal;
    bool interactive = s->interactive;
    s->interactive = false;
    if (j) {
        j->load = ++j->loads;
        j->loaded = path;
    }
    session_run_file(s, path);
    if (j)
        j->load = 0;
    s->interactive = interactive;
}

static void
run_load(Session *s, const char *rest)
{
    Span nowhere = {0};
    Name path = read_path(s, rest);
    if (!*path)
        sink_put(&s->err, "`:load` wants a file: `:load model.diag`\n");
    else if (s->options.no_files)
        complain_no_files(&s->complain, nowhere);
    else
        load(s, path);
}

/* What the last `:load` has done, its imports too, is taken back before the file is run again. */
static void
run_reload(Session *s, const char *rest)
{
    Journal *j = s->journal;
    if (*rest)
        sink_print(&s->err, "`:reload` is the last `:load` again: to load another, `:load FILE`\n");
    else if (!j || !j->loaded)
        sink_put(&s->err, "nothing has been loaded yet: `:load FILE`\n");
    if (*rest || !j || !j->loaded)
        return;
    journal_undo_load(s, j->loads);
    load(s, j->loaded);
}

/* ---- what was done here ---- */

/* The part of a path before its last slash; "" without one. */
static Name
folder_of(Session *s, Name path)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash ? (size_t)(slash - path) + (slash == path) : 0;
    return names_add(&s->names, path, n);
}

static void
save(Session *s, Name path)
{
    Sink text;
    sink_init_within(&text, &s->budget);
    s->budget.cut = false;
    SaveResult r = save_write(s, folder_of(s, path), &text);
    if (sink_is_cut(&text))
        complain_stopped(&s->complain, &s->budget, (Span){0});
    else if (file_write_script(s, path, &text))
        sink_print(&s->out, "%zu statement%s saved\n", r.statements,
                   r.statements == 1 ? "" : "s");
    if (r.twice && !sink_is_cut(&text))
        sink_print(&s->err, "`%s` is given twice there, since something still needs what it was "
                            "first: `:load` reads that, a script may not\n", r.twice);
    s->budget.cut = false;
    sink_clear(&text);
}

static void
run_save(Session *s, const char *rest)
{
    char shown[80];
    Name path = read_path(s, rest);
    if (!file_has_ending(path, ".diag"))
        sink_put(&s->err, "`:save` wants a new file that ends in .diag: `:save lesson.diag`\n");
    else if (s->options.no_files)
        sink_put(&s->err, "--no-files forbids writing files\n");
    else if (!file_takes_script(s, path))
        sink_print(&s->err, "`%s` is there already, and is not written over: choose a new name\n",
                   quote_text(shown, path, strlen(path)));
    else if (s->journal)
        save(s, path);
}

static void
run_undo(Session *s, const char *rest)
{
    char shown[80];
    Span at;
    uint32_t load;
    if (*rest) {
        sink_put(&s->err, "`:undo` takes the last statement back, and nothing behind it\n");
    } else if (!s->journal || !journal_undo(s, &at, &load)) {
        sink_put(&s->err, "there is nothing to take back\n");
    } else if (load) {
        sink_print(&s->out, "taken back: all of `:load %s`\n",
                   quote_text(shown, at.source->name, strlen(at.source->name)));
    } else {
        Name text = span_text(&s->names, at);
        sink_print(&s->out, "taken back: `%s`\n", quote_text(shown, text, strlen(text)));
    }
}

static void
write_type_of(Session *s, const Node *n)
{
    const Node *e = n->kids[0];
    uint64_t place;
    bool name = e->kind == NODE_NAME || e->kind == NODE_STRING;
    if (name && !session_find(s, e->text) &&
        map_find(&s->type_of, map_key(e->text), &place)) {
        write_type(&s->types.at[place], &s->out);
        return;
    }
    Value v = {0};
    s->budget.stop = STOP_NOT;
    s->asked = &s->context;
    if (elaborate(s, &v, e)) {
        write_value_type(&v, &s->out);
        sink_put(&s->out, "\n");
    }
    value_clear(&v);
}

static void
run_type(Session *s, const char *text)
{
    Source *source = source_new("<repl>", "", text, strlen(text));
    array_push(&s->sources, source);
    Reader r;
    Node *n = NULL;
    reader_init(&r, source, &s->names, &s->complain, true);
    ReadResult read = reader_next(&r, &s->arena, &n);
    if (read == READ_END || (read == READ_STATEMENT && n->kind != NODE_EXPRESSION))
        sink_put(&s->err, "`:type` wants an expression: `:type copy[Bit] ; swap`\n");
    else if (read == READ_STATEMENT)
        write_type_of(s, n);
    reader_clear(&r);
    arena_clear(&s->arena);
}

/* The `use` that is in force, as it was written. */
static void
write_use(Session *s)
{
    const Journal *j = s->journal;
    for (size_t i = j ? j->records.count : 0; i-- > 0;)
        for (size_t k = 0; k < j->records.at[i].changes.count; k++)
            if (j->records.at[i].changes.at[k].kind == CHANGE_CONTEXT) {
                sink_print(&s->out, "%s   # questions without `in` are asked there\n",
                           span_text(&s->names, j->records.at[i].at));
                return;
            }
}

static void
run_names(Session *s, const char *rest)
{
    if (*rest) {
        sink_put(&s->err, "`:names` lists all that is there; of one, `:type` says what it is\n");
        return;
    }
    for (size_t i = 0; i < s->types.count; i++)
        write_type(&s->types.at[i], &s->out);
    for (size_t i = 0; i < s->values.count; i++) {
        word_write_name(s->values.at[i].name, &s->out);
        sink_put(&s->out, " : ");
        write_value_type(&s->values.at[i].value, &s->out);
        sink_put(&s->out, "\n");
    }
    write_use(s);
    if (!s->types.count && !s->values.count)
        sink_put(&s->out, "nothing is defined yet\n");
}

/* Of the prompt itself, which takes them before they come here. */
static void
run_outside(Session *s, const char *rest)
{
    (void)rest;
    sink_put(&s->err, "`:quit` and `:set` are for the prompt of the program\n");
}

typedef struct Command {
    const char *name;
    void (*run)(Session *s, const char *rest);
} Command;

static const Command commands[] = {
    {"help", run_help}, {"load", run_load}, {"names", run_names},   {"quit", run_outside},
    {"type", run_type}, {"save", run_save}, {"reload", run_reload}, {"undo", run_undo},
    {"h", run_help},    {"l", run_load},    {"n", run_names},       {"set", run_outside},
    {"t", run_type},    {"r", run_reload},
};

static void
complain_command(Session *s, const char *name)
{
    char shown[80];
    size_t count = sizeof colon_command_names / sizeof *colon_command_names - 1;
    const char *near = nearest_word(name, colon_command_names, count);
    sink_print(&s->err, "there is no command `:%s`", quote_text(shown, name, strlen(name)));
    if (near)
        sink_print(&s->err, "; did you mean `:%s`?\n", near);
    else
        sink_put(&s->err, "; `:help prompt` lists what there is\n");
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Between blanks; NUL bytes end a line. */
static Name
trimmed(Session *s, const char *text, size_t count)
{
    const char *nul = memchr(text, '\0', count);
    if (nul)
        count = (size_t)(nul - text);
    while (count && is_blank(*text))
        text++, count--;
    while (count && is_blank(text[count - 1]))
        count--;
    return names_add(&s->names, text, count);
}

/* The command that such a word asks for; NULL: none. */
static const char *
command_meant(const char *word)
{
    static const char *const words[][2] = {
        {"quit", ":quit"},  {"exit", ":quit"}, {"bye", ":quit"},   {"logout", ":quit"},
        {"q", ":quit"},     {"help", ":help"}, {"?", ":help"},     {"man", ":help"},
        {"info", ":help"},  {"names", ":names"}, {"ls", ":names"}, {"who", ":names"},
        {"load", ":load"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

bool
colon_command_suggest(Session *s, const char *line, size_t count)
{
    Name text = trimmed(s, line, count);
    size_t length = *text == '?' ? 1 : strcspn(text, " \t(;");
    Name word = names_add(&s->names, text, length);
    Name rest = trimmed(s, text + length, strlen(text + length));
    const char *meant = command_meant(word);
    bool called = strcmp(rest, "()") == 0 || strcmp(rest, ";") == 0;
    bool other = *rest && !called && (strcmp(meant ? meant : "", ":quit") == 0 ||
                                      strpbrk(rest, "=+*<>()[]{};,") != NULL);
    if (!meant || other || session_find(s, word))
        return false;
    char shown[80];
    quote_text(shown, called ? "" : rest, called ? 0 : strlen(rest));
    sink_print(&s->err, "commands of the prompt begin with a colon: `%s%s%s`\n", meant,
               *shown ? " " : "", shown);
    return true;
}

static void
run(Session *s, Name name, Name rest)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0) {
            commands[i].run(s, rest);
            return;
        }
    complain_command(s, name);
}

bool
colon_command_run(Session *s, const char *line, size_t count)
{
    Name text = trimmed(s, line, count);
    if (*text++ != ':')
        return false;
    size_t length = strcspn(text, " \t");
    Name name = names_add(&s->names, text, length);
    run(s, name, trimmed(s, text + length, strlen(text + length)));
    return true;
}

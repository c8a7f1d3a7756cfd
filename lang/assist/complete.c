/* complete.c -- see complete.h.  The characters of the line tell where the cursor stands (in a
 * string, a comment, a ket, after `=`); the tables of the parser tell what may follow there. */
#include "lang/assist/complete.h"

#include "grammar.h"
#include "lang/assist/colon_command.h"
#include "lang/assist/concepts.h"
#include "lang/assist/help.h"
#include "lang/read/reader.h"
#include "lang/text/xdg_path.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { WORDS_MAX = 5000, RANGE_MAX = 100, KINDS_MAX = 80, NOWHERE = -1 };

/* The text before the cursor, and the part of it that the words must begin with. */
typedef struct Finder {
    Completions *to;
    Session *s;
    const char *text;
    size_t count;
    size_t from;      /* the prefix is text[from ... count) */
    size_t statement; /* where the statement begins that is being typed */
} Finder;

void
completions_clear(Completions *c)
{
    for (size_t i = 0; i < c->words.count; i++)
        memory_free(c->words.at[i]);
    array_clear(&c->words);
    *c = (Completions){0};
}

static void
add(Finder *f, const char *word)
{
    size_t prefix = f->count - f->from, n = strlen(word);
    if (n < prefix || memcmp(word, f->text + f->from, prefix) != 0 || n == 0 ||
        f->to->words.count == WORDS_MAX)
        return;
    char *copy = memory_new(n + 1, 1);
    memcpy(copy, word, n);
    array_push(&f->to->words, copy);
}

/* As it is written in source, or bare between quotes that stand already. */
static void
add_name(Finder *f, Name name)
{
    Sink text;
    sink_init(&text);
    if (name && f->to->quoted)
        sink_put(&text, name);
    else if (name)
        word_write_name(name, &text);
    add(f, sink_text(&text));
    sink_clear(&text);
}

/* ---- looking at the text ---- */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '\'' || (unsigned char)c >= 0x80;
}

static size_t
word_start(const char *text, size_t end)
{
    while (end > 0 && is_word(text[end - 1]))
        end--;
    return end;
}

/* Where the last statement of the text begins. */
static size_t
last_statement(const Finder *f)
{
    Source *source = source_new("", NULL, f->text, f->count);
    Arena a = {0};
    Reader r;
    Node *n;
    size_t start = 0;
    reader_init(&r, source, &f->s->names, NULL, true);
    while (reader_next(&r, &a, &n) != READ_END) {
        Span at = reader_statement(&r);
        start = at.end > at.start ? at.start : start;
        arena_clear(&a);
    }
    reader_clear(&r);
    arena_clear(&a);
    source_free(source);
    return start;
}

/* Does the statement begin with this word? */
static bool
begins_with(const Finder *f, const char *word)
{
    size_t end = f->statement, n = strlen(word);
    while (end < f->count && is_word(f->text[end]))
        end++;
    return end - f->statement == n && memcmp(f->text + f->statement, word, n) == 0;
}

/* The kinds of token that may stand there in the statement. */
static size_t
expected(const Finder *f, size_t at, int *kinds)
{
    return reader_expects(f->text + f->statement, at - f->statement, &f->s->names, kinds,
                          KINDS_MAX);
}

static size_t
before_blanks(const char *text, size_t end)
{
    while (end > 0 && is_blank(text[end - 1]))
        end--;
    return end;
}

static size_t
line_start(const char *text, size_t count)
{
    while (count > 0 && text[count - 1] != '\n')
        count--;
    return count;
}

/* Is the cursor in a comment?  In a string, its quote is at *quote, else that is NOWHERE.  A string
 * and a comment end with their line. */
static bool
in_comment(const Finder *f, long *quote)
{
    *quote = NOWHERE;
    for (size_t i = line_start(f->text, f->count); i < f->count; i++) {
        if (*quote == NOWHERE && f->text[i] == '#')
            return true;
        if (*quote != NOWHERE && f->text[i] == '\\')
            i++;
        else if (f->text[i] == '"')
            *quote = *quote == NOWHERE ? (long)i : NOWHERE;
    }
    return false;
}

static bool
ends_with_word(const char *text, size_t end, const char *word)
{
    end = before_blanks(text, end);
    size_t start = word_start(text, end), n = strlen(word);
    return end - start == n && memcmp(text + start, word, n) == 0;
}

/* The `|` of a ket that has not ended, or NOWHERE. */
static long
open_ket(const Finder *f)
{
    for (size_t i = f->from; i > 0; i--) {
        char c = f->text[i - 1];
        if (c == '|')
            return (long)i - 1;
        if (!is_word(c) && c != ',' && c != ' ' && c != '-' && c != '"')
            break;
    }
    return NOWHERE;
}

/* The innermost bracket that is open at the end, or NOWHERE.  Brackets inside strings are counted
 * too: they are rare, and a wrong guess only costs a suggestion. */
static long
open_bracket(const char *text, size_t end)
{
    size_t closed = 0;
    for (size_t i = end; i > 0; i--) {
        char c = text[i - 1];
        if (c == ')' || c == '}' || c == ']')
            closed++;
        else if ((c == '(' || c == '{' || c == '[') && closed-- == 0)
            return (long)i - 1;
    }
    return NOWHERE;
}

/* The end of the name before an `=` or `!=` that stands before `end`; 0 when there is none. */
static size_t
equated(const char *text, size_t end)
{
    end = before_blanks(text, end);
    if (end == 0 || text[end - 1] != '=')
        return 0;
    end--;
    if (end > 0 && text[end - 1] == '!')
        end--;
    else if (end > 0 && strchr("=<>:", text[end - 1]))
        return 0;
    return before_blanks(text, end);
}

/* ---- what there is ---- */

static void
add_labels(Finder *f, const Type *t)
{
    if (t->range && t->size > RANGE_MAX)
        return;
    for (uint32_t i = 0; i < t->size && f->to->words.count < WORDS_MAX; i++) {
        Sink label;
        sink_init(&label);
        if (f->to->quoted)
            type_write_text(t, i, &label);
        else
            type_write_label(t, i, &label);
        add(f, sink_text(&label));
        sink_clear(&label);
    }
}

static void
add_all_labels(Finder *f)
{
    for (size_t i = 0; i < f->s->types.count; i++)
        for (size_t k = 0; k < f->s->types.at[i].wires.count; k++)
            add_labels(f, f->s->types.at[i].wires.at[k].type);
}

/* A variable or wire called `own`.  Where `name` is NULL, `own` is a word to offer; where it is
 * equal to `own`, the labels of its type are. */
static void
add_variable(Finder *f, Name name, Name own, const Type *t)
{
    if (!name)
        add_name(f, own);
    else if (own == name && t)
        add_labels(f, t);
}

static void
add_ends(Finder *f, Name name, const Diagram *d, const EndList *ends)
{
    for (size_t i = 0; i < ends->count; i++)
        add_variable(f, name, ends->at[i].name, d->wires.at[ends->at[i].wire]);
}

static void
add_ports(Finder *f, Name name, const PortList *ports)
{
    for (size_t i = 0; i < ports->count; i++)
        add_variable(f, name, ports->at[i].name, ports->at[i].type);
}

static void
add_vertices(Finder *f, Name name, const Model *m, bool latent)
{
    for (size_t i = 0; i < m->vertices.count; i++)
        if (latent || !m->vertices.at[i].latent)
            add_variable(f, name, m->vertices.at[i].name, m->vertices.at[i].type);
}

/* The variables of all models, and the named wires. */
static void
add_variables(Finder *f, Name name)
{
    for (size_t i = 0; i < f->s->values.count; i++) {
        const Value *v = &f->s->values.at[i].value;
        if (v->kind == VALUE_MODEL)
            add_vertices(f, name, &v->model, true);
        add_ends(f, name, &v->diagram, &v->diagram.inputs);
        add_ends(f, name, &v->diagram, &v->diagram.outputs);
        add_ports(f, name, &v->in);
        add_ports(f, name, &v->out);
    }
}

static void
add_values(Finder *f)
{
    for (size_t i = 0; i < f->s->values.count; i++)
        add_name(f, f->s->values.at[i].name);
}

static bool
is_state(const Value *v)
{
    return (v->kind == VALUE_DIAGRAM && !v->diagram.inputs.count) ||
           (v->kind == VALUE_MATRIX && !v->in.count);
}

/* What a question is asked in: models, states, and functors, which make a state of a model. */
static void
add_contexts(Finder *f, bool models, bool states)
{
    for (size_t i = 0; i < f->s->values.count; i++) {
        const Value *v = &f->s->values.at[i].value;
        if ((models && v->kind == VALUE_MODEL) || (states && is_state(v)) ||
            v->kind == VALUE_FUNCTOR)
            add_name(f, f->s->values.at[i].name);
    }
}

static void
add_models(Finder *f)
{
    for (size_t i = 0; i < f->s->values.count; i++)
        if (f->s->values.at[i].value.kind == VALUE_MODEL)
            add_name(f, f->s->values.at[i].name);
}

/* What an effect may be about: what can be observed of a model. */
static void
add_observed(Finder *f)
{
    for (size_t i = 0; i < f->s->values.count; i++)
        if (f->s->values.at[i].value.kind == VALUE_MODEL)
            add_vertices(f, NULL, &f->s->values.at[i].value.model, false);
}

static void
add_types(Finder *f)
{
    for (size_t i = 0; i < f->s->types.count; i++)
        add_name(f, f->s->types.at[i].name);
}

static void
add_notions(Finder *f, bool explained_only)
{
    const Notion *n;
    for (size_t i = 0; (n = notion_at(f->s->language, i)) != NULL; i++)
        if (n->explain || !explained_only)
            add(f, n->word);
}

/* Names in the statement that is being typed: the wires of a block, the variables of a model. */
static void
add_typed(Finder *f)
{
    Source *source = source_new("", NULL, f->text, f->from);
    Arena a = {0};
    Lexer l = {.source = source, .names = &f->s->names};
    for (Token t = lexer_next(&l, &a); t.kind != TOKEN_END; t = lexer_next(&l, &a))
        if (t.kind == TOKEN_NAME)
            add_name(f, t.text);
    arena_clear(&a);
    source_free(source);
}

/* ---- files ---- */

/* Scripts come first; a command of the prompt reads those only. */
static bool
is_readable_kind(const char *name, bool import)
{
    static const char *const ends[] = {".diag", ".bif",  ".xmlbif", ".bifxml",  ".net",
                                       ".uai",  ".xdsl", ".dag",    ".dagitty", ".dot",
                                       ".gv",   ".gml",  ".lav",    ".lavaan",  ".edges",
                                      ".csv",  ".tsv"};
    size_t n = strlen(name), packed = n;
    if (n > 3 && strcasecmp(name + n - 3, ".gz") == 0)
        packed = n - 3;
    for (size_t i = 1; import && i < sizeof ends / sizeof *ends; i++) {
        size_t k = strlen(ends[i]);
        if (packed > k && strncasecmp(name + packed - k, ends[i], k) == 0)
            return true;
    }
    size_t k = strlen(ends[0]);
    return n > k && strcmp(name + n - k, ends[0]) == 0;
}

/* `within` is what was typed of the path up to its last slash. */
static void
add_entry(Finder *f, const char *folder, const char *within, const char *name, bool import)
{
    struct stat about;
    Sink path, word;
    sink_init(&path);
    sink_init(&word);
    sink_print(&path, "%s/%s", folder, name);
    sink_print(&word, "%s%s", within, name);
    bool is_folder = stat(sink_text(&path), &about) == 0 && S_ISDIR(about.st_mode);
    if (is_folder)
        sink_put(&word, "/");
    if (is_folder || is_readable_kind(name, import))
        add(f, sink_text(&word));
    sink_clear(&word);
    sink_clear(&path);
}

static void
add_folder(Finder *f, const char *folder, const char *within, bool import)
{
    DIR *d = opendir(folder);
    size_t name = f->from + strlen(within);
    bool hidden = name < f->count && f->text[name] == '.';
    for (const struct dirent *e; d && (e = readdir(d)) != NULL;)
        if ((e->d_name[0] == '.') == hidden && strcmp(e->d_name, ".") != 0)
            add_entry(f, folder, within, e->d_name, import);
    if (d)
        closedir(d);
}

/* Paths from the working folder and, for an import, from the standard library. */
static void
add_files(Finder *f, bool import)
{
    size_t slash = f->count;
    while (slash > f->from && f->text[slash - 1] != '/')
        slash--;
    Name within = names_add(&f->s->names, f->text + f->from, slash - f->from);
    f->to->files = true;
    Sink folder;
    sink_init(&folder);
    size_t home = import ? 0 : path_write_home(within, strlen(within), &folder);
    sink_put(&folder, *within ? within + home : ".");
    if (!f->s->options.no_files)
        add_folder(f, sink_text(&folder), within, import);
    sink_clear(&folder);
    if (!import || !f->s->library || *within == '/')
        return;
    if (f->s->options.no_files && strstr(within, ".."))
        return;
    sink_print(&folder, "%s/%s", f->s->library, within);
    add_folder(f, sink_text(&folder), within, true);
    sink_clear(&folder);
}

/* ---- places ---- */

/* Inside a string: a file, or a name or label that needs its quotes. */
static void
complete_string(Finder *f, size_t quote)
{
    f->from = quote + 1;
    f->to->quoted = true;
    if (ends_with_word(f->text, quote, "import")) {
        add_files(f, true);
    } else if (!ends_with_word(f->text, quote, "to")) {
        add_values(f);
        add_types(f);
        add_variables(f, NULL);
        add_all_labels(f);
    }
}

/* In brackets after `X =`, or in braces after `X = {`, where X is a variable: its labels.  True
 * when there are some that fit, and nothing else could be meant. */
static bool
complete_event(Finder *f)
{
    long bracket = open_bracket(f->text, f->from);
    bool braces = bracket != NOWHERE && f->text[bracket] == '{';
    size_t end = bracket == NOWHERE ? 0
                 : braces           ? equated(f->text, (size_t)bracket)
                                    : equated(f->text, f->from);
    if (!end)
        return false;
    size_t start = word_start(f->text, end), before = before_blanks(f->text, f->from);
    add_variables(f, names_add(&f->s->names, f->text + start, end - start));
    return f->to->words.count > 0 && strchr("={,", f->text[before - 1]) != NULL;
}

/* After `identify`, `bounds`, `estimate`, `identify e =` or `witness F1, F2 =`. */
static bool
wants_effect(const Finder *f)
{
    const char *text = f->text;
    if (ends_with_word(text, f->from, "identify") || ends_with_word(text, f->from, "bounds") ||
        ends_with_word(text, f->from, "estimate"))
        return true;
    size_t start = word_start(text, equated(text, f->from));
    if (!start || ends_with_word(text, start, "identify"))
        return start > 0;
    size_t comma = before_blanks(text, start);
    return comma > 0 && text[comma - 1] == ',' &&
           ends_with_word(text, word_start(text, before_blanks(text, comma - 1)), "witness");
}

/* What something is shown or drawn as. */
static void
add_forms(Finder *f)
{
    static const char *const drawn[] = {"svg",   "text", "tikz", "dot",
                                        "graph", "up",   "dark", "standalone"};
    enum { PLOTTED = 3, DRAWN = sizeof drawn / sizeof *drawn };
    size_t count = begins_with(f, "draw") ? DRAWN : begins_with(f, "plot") ? PLOTTED : 0;
    for (size_t i = 0; i < count; i++)
        add(f, drawn[i]);
    if (count)
        return;
    add(f, "diagram");
    add(f, "latex");
    add(f, "fraction");
    add(f, "decimals");
}

/* Behind the dot of `m.`, where m is a model: its variables.  True when m is one. */
static bool
complete_path(Finder *f)
{
    if (f->from == 0 || f->text[f->from - 1] != '.')
        return false;
    size_t end = f->from - 1, start = word_start(f->text, end);
    const Value *v = session_find(f->s, names_add(&f->s->names, f->text + start, end - start));
    if (!v || v->kind != VALUE_MODEL)
        return false;
    add_vertices(f, NULL, &v->model, true);
    return true;
}

/* Does a bar stand between two places, outside of inner brackets? */
static bool
has_bar(const char *text, size_t from, size_t to)
{
    int depth = 0;
    for (size_t i = from; i < to; i++) {
        depth += text[i] == '(' || text[i] == '{';
        depth -= text[i] == ')' || text[i] == '}';
        if (text[i] == '|' && depth == 0)
            return true;
    }
    return false;
}

/* Does a word end there whose calls ask of variables: P, E, a decision, or a quantity? */
static bool
ends_with_question(const Finder *f, size_t end)
{
    static const char *const words[] = {"P", "E", "best", "MEU"};
    bool found = false;
    const Notion *n;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        found = found || ends_with_word(f->text, end, words[i]);
    for (size_t i = 0; !found && (n = notion_at(f->s->language, i)) != NULL; i++)
        found = n->expand && ends_with_word(f->text, end, n->word);
    return found;
}

/* Where a question wants a variable: in P(, TE(, most( or marginals(, behind a comma or the bar,
 * and in the do( of one.  True when the cursor is there. */
static bool
complete_question(Finder *f)
{
    const char *text = f->text;
    long bracket = open_bracket(text, f->from);
    size_t before = before_blanks(text, f->from);
    if (bracket == NOWHERE || text[bracket] != '(' || !strchr("(,|", text[before - 1]))
        return false;
    size_t at = (size_t)bracket;
    bool condition = has_bar(text, at + 1, f->from);
    bool does = ends_with_word(text, at, "do") || ends_with_word(text, at, "jeffrey");
    long outer = does ? open_bracket(text, word_start(text, before_blanks(text, at))) : bracket;
    if (outer == NOWHERE || text[outer] != '(')
        return false;
    size_t question = (size_t)outer;
    bool all = ends_with_word(text, question, "marginals");
    if (!all && !ends_with_question(f, question) && !ends_with_word(text, question, "most"))
        return false;
    bool shape = begins_with(f, "identify") || begins_with(f, "witness");
    if (shape)
        add_observed(f);
    else
        add_variables(f, NULL);
    if (!does && (condition || all))
        add(f, "do");
    if (!does && !shape && (condition || all))
        add(f, "jeffrey");
    return true;
}

/* What makes a model of a model. */
static void
add_surgery(Finder *f)
{
    static const char *const words[] = {"cut", "do", "mute", "hide", "unroll"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        add(f, words[i]);
}

/* After words that only a few words can follow.  True when one of those fits. */
static bool
complete_place(Finder *f)
{
    if (ends_with_word(f->text, f->from, "use")) {
        add_contexts(f, true, true);
        add_surgery(f);
    } else if (ends_with_word(f->text, f->from, "of")) {
        add_models(f);
    } else if (wants_effect(f)) {
        add(f, "P");
    } else if (ends_with_word(f->text, f->from, "explain")) {
        add_notions(f, true);
    } else if (ends_with_word(f->text, f->from, "in")) {
        add_contexts(f, true, true);
        add_surgery(f);
    } else if (ends_with_word(f->text, f->from, "with")) {
        add_contexts(f, false, false);
    } else if (ends_with_word(f->text, f->from, "from")) {
        add_contexts(f, false, true);
    } else if (ends_with_word(f->text, f->from, "as")) {
        add_forms(f);
    } else if (ends_with_word(f->text, f->from, "assume") && !begins_with(f, "bounds")) {
        add(f, "implications");
        add(f, "independent");
        add(f, "not");
        add(f, "positive");
    }
    return f->to->words.count > 0;
}

static bool
has(const int *kinds, size_t count, int kind)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* All that a token of this kind can be, if that is known. */
static void
add_kind(Finder *f, int kind)
{
    const Keyword *k;
    for (size_t i = 0; (k = keyword_at(i)) != NULL; i++)
        if (k->kind == kind)
            add(f, k->text);
    if (!token_is_keyword(kind) && token_text(kind))
        add(f, token_text(kind));
}

/* Adds the words of these kinds of token.  Without a prefix, words that begin another statement are
 * left out. */
static void
add_words(Finder *f, const int *kinds, size_t count)
{
    bool empty = f->from == f->count;
    bool begins = before_blanks(f->text, f->from) <= line_start(f->text, f->from);
    bool next = empty && !begins && has(kinds, count, TOKEN_TYPE);
    size_t before = f->to->words.count;
    for (size_t i = 0; i < count; i++)
        if (!(next && token_starts_statement(kinds[i])))
            add_kind(f, kinds[i]);
    f->to->spaced = !empty && f->to->words.count == before + 1 && before == 0;
}

/* Adds names.  Where the parser accepts no ket, a type is wanted, else an expression. */
static void
add_names(Finder *f, bool ket, bool paren)
{
    long bracket = open_bracket(f->text, f->from);
    bool index = bracket != NOWHERE && f->text[bracket] == '[';
    if (ket)
        add_notions(f, false);
    if (!ket && paren) {
        add_types(f);
        return;
    }
    if (index || ends_with_word(f->text, f->from, "show") ||
        ends_with_word(f->text, f->from, "type"))
        add_types(f);
    add_values(f);
    add_variables(f, NULL);
    add_typed(f);
}

static void
complete_code(Finder *f)
{
    int kinds[KINDS_MAX];
    f->from = word_start(f->text, f->count);
    f->statement = last_statement(f);
    if (complete_question(f))
        return;
    long bar = open_ket(f);
    if (bar != NOWHERE) {
        size_t n = expected(f, (size_t)bar, kinds);
        add_all_labels(f);
        if (!has(kinds, n, TOKEN_BAR))
            return;
        add_names(f, true, true);
    }
    if (complete_event(f) || (bar == NOWHERE && (complete_path(f) || complete_place(f))))
        return;
    size_t n = expected(f, f->from, kinds);
    add_words(f, kinds, n);
    bool ket = has(kinds, n, TOKEN_KET), paren = has(kinds, n, TOKEN_LPAREN);
    if (bar == NOWHERE && (n == 0 || has(kinds, n, TOKEN_NAME)))
        add_names(f, ket || n == 0, paren);
    if (f->to->words.count > 1)
        f->to->spaced = false;
}

static void
complete_statement(Finder *f)
{
    long quote;
    if (in_comment(f, &quote))
        return;
    if (quote != NOWHERE)
        complete_string(f, (size_t)quote);
    else
        complete_code(f);
}

/* ---- commands of the prompt ---- */

static void
complete_argument(Finder *f, const char *command, size_t length)
{
    if (strncmp("help", command, length) == 0) {
        for (size_t i = 0; i < help_count(); i++)
            if (help_at(i)->topic)
                add(f, help_at(i)->topic);
        for (size_t i = 0; i < concept_count(); i++)
            add(f, concept_at(i)->word);
    } else if (strncmp("load", command, length) == 0 || strncmp("save", command, length) == 0) {
        f->to->quoted = f->from < f->count && f->text[f->from] == '"';
        f->from += f->to->quoted;
        add_files(f, false);
    } else if (strncmp("set", command, length) == 0 && length > 1) {
        add(f, "pager off");
        add(f, "pager on");
    } else if (strncmp("type", command, length) == 0) {
        Finder rest = {f->to, f->s, f->text + f->from, f->count - f->from, 0, 0};
        complete_statement(&rest);
        f->from += rest.from;
    }
}

static void
complete_command(Finder *f, size_t colon)
{
    size_t end = colon + 1;
    while (end < f->count && !is_blank(f->text[end]))
        end++;
    f->from = end;
    while (f->from < f->count && is_blank(f->text[f->from]))
        f->from++;
    if (end < f->count) {
        complete_argument(f, f->text + colon + 1, end - colon - 1);
        return;
    }
    f->from = colon + 1;
    f->to->spaced = true;
    for (size_t i = 0; colon_command_names[i]; i++)
        add(f, colon_command_names[i]);
}

static int
compare_words(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
sort_words(Completions *c)
{
    size_t kept = 0;
    if (c->words.count)
        qsort(c->words.at, c->words.count, sizeof *c->words.at, compare_words);
    for (size_t i = 0; i < c->words.count; i++) {
        if (kept > 0 && strcmp(c->words.at[kept - 1], c->words.at[i]) == 0)
            memory_free(c->words.at[i]);
        else
            c->words.at[kept++] = c->words.at[i];
    }
    c->words.count = kept;
}

void
complete(Completions *to, Session *s, const char *text, size_t count)
{
    completions_clear(to);
    Finder f = {to, s, text, count, count, 0};
    size_t first = 0;
    while (first < count && is_blank(text[first]))
        first++;
    if (first < count && text[first] == ':')
        complete_command(&f, first);
    else
        complete_statement(&f);
    sort_words(to);
    to->start = f.from;
    to->spaced = to->spaced && to->words.count == 1;
}

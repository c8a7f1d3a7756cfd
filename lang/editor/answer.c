/* answer.c -- see answer.h. */
#include "lang/editor/answer.h"

#include "lang/editor/check.h"
#include "show/json.h"

#include <string.h>

enum { LINES_MOST = 24 };

/* ---- names ---- */

/* The names of the document; NULL: none can be had. */
static CatgutNames *
names_of(const Asked *a)
{
    if (!a->d->session)
        return NULL;
    return catgut_names(a->d->session, sink_text(&a->d->text), a->d->text.count);
}

/* The name at the place, or right before it; NULL: there is none. */
static const CatgutName *
name_at(const CatgutNames *names, size_t at)
{
    const CatgutName *found = NULL;
    for (size_t i = 0; names && i < names->count && names->names[i].start <= at; i++)
        if (at <= names->names[i].end)
            found = &names->names[i];
    return found;
}

/* Is the thing named in those bytes? */
static bool
is_named_within(const CatgutNames *names, size_t thing, size_t from, size_t to)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->names[i].thing == thing && names->names[i].start >= from &&
            names->names[i].end <= to)
            return true;
    return false;
}

/* Is the name given at n?  near: in a thing that the statement of the name names. */
static bool
is_definition(const CatgutNames *names, const CatgutName *of, const CatgutName *n, bool near)
{
    return n->thing == of->thing && n->defines && (!of->defines || n == of) &&
           (!near || is_named_within(names, n->within, of->from, of->to));
}

enum { DEFINITIONS_MOST = 50 };

typedef struct Definitions {
    const CatgutName *at[DEFINITIONS_MOST];
    size_t count;
} Definitions;

/* Where the name is given: of variables with one name, those of a model that stands in the same
 * statement, if there are any. */
static void
find_definitions(const CatgutNames *names, const CatgutName *of, Definitions *to)
{
    bool near = false;
    for (size_t i = 0; i < names->count; i++)
        near = near || is_definition(names, of, &names->names[i], true);
    for (size_t i = 0; i < names->count && to->count < DEFINITIONS_MOST; i++)
        if (is_definition(names, of, &names->names[i], near))
            to->at[to->count++] = &names->names[i];
}

static void
write_location(const Asked *a, size_t start, size_t end, Sink *out)
{
    sink_put(out, "{\"uri\":");
    json_write_string(a->d->uri, out);
    sink_put(out, ",\"range\":");
    documents_write_range(a->documents, a->d, start, end, out);
    sink_put(out, "}");
}

/* In a file that is imported. */
static void
write_place(const Asked *a, const char *name, Sink *out)
{
    CatgutPlace *p = catgut_place(a->d->session, name);
    if (p && *p->file == '/') {
        Sink uri;
        size_t column = documents_columns(a->documents, p->before, strlen(p->before));
        sink_init(&uri);
        uri_write(p->file, &uri);
        sink_put(out, "{\"uri\":");
        json_write_text(sink_text(&uri), uri.count, out);
        sink_print(out, ",\"range\":{\"start\":{\"line\":%zu,\"character\":%zu},\"end\":"
                        "{\"line\":%zu,\"character\":%zu}}}",
                   p->line - 1, column, p->line - 1, column);
        sink_clear(&uri);
    }
    catgut_free(p);
}

bool
answer_definition(const Asked *a, Sink *out, Sink *why)
{
    (void)why;
    CatgutNames *names = names_of(a);
    const CatgutName *n = name_at(names, a->at);
    Definitions found = {.count = 0};
    if (n)
        find_definitions(names, n, &found);
    sink_put(out, "[");
    for (size_t i = 0; i < found.count; i++) {
        sink_put(out, i ? "," : "");
        write_location(a, found.at[i]->start, found.at[i]->end, out);
    }
    if (n && !found.count)
        write_place(a, n->name, out);
    sink_put(out, "]");
    catgut_free(names);
    return true;
}

bool
answer_references(const Asked *a, Sink *out, Sink *why)
{
    (void)why;
    CatgutNames *names = names_of(a);
    const CatgutName *n = name_at(names, a->at);
    const char *comma = "";
    sink_put(out, "[");
    for (size_t i = 0; n && i < names->count; i++)
        if (names->names[i].thing == n->thing) {
            sink_put(out, comma);
            write_location(a, names->names[i].start, names->names[i].end, out);
            comma = ",";
        }
    sink_put(out, "]");
    catgut_free(names);
    return true;
}

/* ---- hover ---- */

/* So many lines of a text at most. */
static void
put_lines(const char *text, size_t count, Sink *out)
{
    size_t at = 0, lines = 0;
    for (; at < count && lines < LINES_MOST; lines++) {
        const char *end = memchr(text + at, '\n', count - at);
        size_t next = end ? (size_t)(end - text) + 1 : count;
        sink_add(out, text + at, next - at);
        at = next;
    }
    if (out->count && out->text[out->count - 1] != '\n')
        sink_put(out, "\n");
    if (at < count)
        sink_put(out, "...\n");
}

static void
put_block(const char *text, size_t count, Sink *out)
{
    sink_put(out, "```catgut\n");
    put_lines(text, count, out);
    sink_put(out, "```\n");
}

static bool
hear_value(void *out, const CatgutResult *r)
{
    if (r->status == CATGUT_OK && *r->text)
        put_block(r->text, strlen(r->text), out);
    return true;
}

/* What the session shows for a name. */
static void
put_value(const Asked *a, const CatgutName *n, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "show ");
    sink_add(&text, sink_text(&a->d->text) + n->start, n->end - n->start);
    rpc_set_running(a->rpc, a->d->session, true);
    catgut_run(a->d->session, "hover", sink_text(&text), text.count, hear_value, out);
    rpc_set_running(a->rpc, NULL, false);
    sink_clear(&text);
}

static void
put_definition(const Asked *a, const CatgutName *n, Sink *out)
{
    if (strcmp(n->kind, "value") != 0 && strcmp(n->kind, "type") != 0)
        sink_print(out, "%s\n", n->word);
    put_block(sink_text(&a->d->text) + n->from, n->to - n->from, out);
}

/* A word of the language, or of the field. */
static void
put_help(const Asked *a, size_t start, size_t end, Sink *out)
{
    char *word = text_copy(sink_text(&a->d->text) + start, end - start);
    char *help = *word ? catgut_help(a->d->session, word, 0) : NULL;
    if (help)
        put_block(help, strlen(help), out);
    catgut_free(help);
    memory_free(word);
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '\'' ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* What the statement at the place said when it was run. */
static void
put_answer(const Asked *a, Sink *out)
{
    for (size_t i = 0; i < a->d->remarks.count; i++) {
        const Remark *r = &a->d->remarks.at[i];
        if (r->severity == SEVERITY_ANSWER && r->start <= a->at && a->at <= r->end)
            put_block(r->message, strlen(r->message), out);
    }
}

static void
put_about_name(const Asked *a, const CatgutNames *names, const CatgutName *n, Sink *text)
{
    bool value = strcmp(n->kind, "value") == 0;
    CatgutPlace *place = catgut_place(a->d->session, n->name);
    if (value && place)
        put_value(a, n, text);
    Definitions found = {.count = 0};
    if (!text->count)
        find_definitions(names, n, &found);
    for (size_t i = 0; i < found.count; i++)
        put_definition(a, found.at[i], text);
    if (!text->count)
        put_help(a, n->start, n->end, text);
    if (place && value && strcmp(place->file, a->d->path) != 0)
        sink_print(text, "%s:%zu\n", place->file, place->line);
    catgut_free(place);
}

bool
answer_hover(const Asked *a, Sink *out, Sink *why)
{
    (void)why;
    Sink text;
    sink_init(&text);
    const char *source = sink_text(&a->d->text);
    size_t start = a->at, end = a->at;
    CatgutNames *names = names_of(a);
    const CatgutName *n = name_at(names, a->at);
    while (start > 0 && is_letter(source[start - 1]))
        start--;
    while (end < a->d->text.count && is_letter(source[end]))
        end++;
    if (n)
        put_about_name(a, names, n, &text);
    else if (a->d->session) {
        put_answer(a, &text);
        put_help(a, start, end, &text);
    }
    if (text.count) {
        sink_put(out, "{\"contents\":{\"kind\":\"markdown\",\"value\":");
        json_write_text(sink_text(&text), text.count, out);
        sink_put(out, "},\"range\":");
        documents_write_range(a->documents, a->d, n ? n->start : start, n ? n->end : end, out);
        sink_put(out, "}");
    } else {
        sink_put(out, "null");
    }
    catgut_free(names);
    sink_clear(&text);
    return true;
}

/* ---- completion ---- */

enum { AS_VARIABLE = 6, AS_KEYWORD = 14, AS_FILE = 17 }; /* CompletionItemKind */

bool
answer_completion(const Asked *a, Sink *out, Sink *why)
{
    (void)why;
    CatgutWords *w =
        a->d->session ? catgut_complete(a->d->session, sink_text(&a->d->text), a->at) : NULL;
    sink_put(out, "[");
    for (size_t i = 0; w && i < w->count; i++) {
        int kind = w->files ? AS_FILE : w->spaced ? AS_KEYWORD : AS_VARIABLE;
        sink_print(out, "%s{\"label\":", i ? "," : "");
        json_write_string(w->words[i], out);
        sink_print(out, ",\"kind\":%d,\"textEdit\":{\"range\":", kind);
        documents_write_range(a->documents, a->d, w->start, a->at, out);
        sink_put(out, ",\"newText\":");
        json_write_string(w->words[i], out);
        sink_put(out, "}}");
    }
    sink_put(out, "]");
    catgut_free(w);
    return true;
}

/* ---- symbols ---- */

/* Its SymbolKind. */
static int
symbol_kind(const CatgutName *n)
{
    enum { FIELD = 8, CLASS = 5, ENUM = 10, INTERFACE = 11, FUNCTION = 12, VARIABLE = 13,
           CONSTANT = 14, MEMBER = 22 };
    static const struct {
        const char *word;
        int kind;
    } kinds[] = {
        {"type", ENUM},        {"label", MEMBER},      {"model", CLASS},  {"variable", FIELD},
        {"channel", FUNCTION}, {"box", FUNCTION},      {"state", CONSTANT}, {"functor", INTERFACE},
        {"diagram", FUNCTION}, {"function", FUNCTION},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(n->word, kinds[i].word) == 0)
            return kinds[i].kind;
    return VARIABLE;
}

static void
write_symbol(const Asked *a, const CatgutNames *names, const CatgutName *n, Sink *out)
{
    sink_put(out, "{\"name\":");
    json_write_string(n->name, out);
    sink_print(out, ",\"detail\":\"%s\",\"kind\":%d,\"range\":", n->word, symbol_kind(n));
    documents_write_range(a->documents, a->d, n->from, n->to, out);
    sink_put(out, ",\"selectionRange\":");
    documents_write_range(a->documents, a->d, n->start, n->end, out);
    if (n->within == SIZE_MAX) {
        const char *comma = "";
        sink_put(out, ",\"children\":[");
        for (const CatgutName *in = n + 1; in < names->names + names->count && in->end <= n->to;
             in++)
            if (in->defines && in->within == n->thing) {
                sink_put(out, comma);
                write_symbol(a, names, in, out);
                comma = ",";
            }
        sink_put(out, "]");
    }
    sink_put(out, "}");
}

bool
answer_symbols(const Asked *a, Sink *out, Sink *why)
{
    (void)why;
    CatgutNames *names = names_of(a);
    const char *comma = "";
    sink_put(out, "[");
    for (size_t i = 0; names && i < names->count; i++)
        if (names->names[i].defines && names->names[i].within == SIZE_MAX) {
            sink_put(out, comma);
            write_symbol(a, names, &names->names[i], out);
            comma = ",";
        }
    sink_put(out, "]");
    catgut_free(names);
    return true;
}

/* ---- rename ---- */

/* The text with each name of the thing written anew. */
static void
put_renamed(const Asked *a, const CatgutNames *names, size_t thing, const char *to, Sink *out)
{
    const char *text = sink_text(&a->d->text);
    size_t at = 0;
    for (size_t i = 0; i < names->count; i++) {
        const CatgutName *n = &names->names[i];
        if (n->thing != thing)
            continue;
        sink_add(out, text + at, n->start - at);
        sink_put(out, to);
        at = n->end;
    }
    sink_add(out, text + at, a->d->text.count - at);
}

/* Do the same places name the same things? */
static bool
is_same_shape(const CatgutNames *x, const CatgutNames *y)
{
    if (!y || x->count != y->count)
        return false;
    for (size_t i = 0; i < x->count; i++)
        if (x->names[i].thing != y->names[i].thing || x->names[i].defines != y->names[i].defines ||
            x->names[i].unsure != y->names[i].unsure ||
            strcmp(x->names[i].kind, y->names[i].kind) != 0)
            return false;
    return true;
}

/* Why not; NULL: nothing speaks against it. */
static const char *
against_rename(const CatgutNames *names, const CatgutName *n, const char *to)
{
    bool given = false, shared = strcmp(n->kind, "variable") == 0 || strcmp(n->kind, "label") == 0;
    size_t length = strlen(n->name);
    for (size_t i = 0; i < names->count; i++) {
        const CatgutName *m = &names->names[i];
        if (strcmp(m->name, to) == 0)
            return "the text has a thing of this name already";
        if (m->thing == n->thing && m->unsure)
            return "at some place it is not sure what the name is of";
        given = given || (m->thing == n->thing && m->defines);
        if (shared && strncmp(m->name, n->name, length) == 0 && m->name[length] == '_' &&
            strspn(m->name + length + 1, "0123456789") == strlen(m->name + length + 1))
            return "the text has names of its steps, such as X_1, too";
    }
    if (names->unread)
        return "a statement of the text cannot be read, and may have the name, too";
    if (!given)
        return "the name is not given in this text";
    bool elsewhere = shared && names->other_files;
    return elsewhere ? "the name may stand in files that this one imports" : NULL;
}

static void
write_edits(const Asked *a, const CatgutNames *names, size_t thing, const char *to, Sink *out)
{
    const char *comma = "";
    sink_put(out, "{\"changes\":{");
    json_write_string(a->d->uri, out);
    sink_put(out, ":[");
    for (size_t i = 0; i < names->count; i++)
        if (names->names[i].thing == thing) {
            sink_print(out, "%s{\"range\":", comma);
            documents_write_range(a->documents, a->d, names->names[i].start, names->names[i].end,
                                  out);
            sink_put(out, ",\"newText\":");
            json_write_string(to, out);
            sink_put(out, "}");
            comma = ",";
        }
    sink_put(out, "]}}");
}

/* The text that would come of it is looked at: the same names in the same places, and no complaint
 * that was not there. */
static bool
is_good_result(const Asked *a, const CatgutNames *names, size_t thing, const char *to, Sink *why)
{
    Sink text;
    sink_init(&text);
    put_renamed(a, names, thing, to, &text);
    CatgutNames *after = catgut_names(a->d->session, sink_text(&text), text.count);
    bool good = is_same_shape(names, after);
    if (!good)
        sink_put(why, "this cannot be a name there");
    good = good && check_text(a->d, &text, a->rpc, why);
    catgut_free(after);
    sink_clear(&text);
    return good;
}

bool
answer_rename(const Asked *a, Sink *out, Sink *why)
{
    const char *to = json_text(a->params, "newName");
    CatgutNames *names = names_of(a);
    const CatgutName *n = name_at(names, a->at);
    const char *against = !to ? "a rename wants a newName" : "no name stands there";
    if (to && n)
        against = against_rename(names, n, to);
    sink_put(why, against ? against : "");
    bool ok = !against && is_good_result(a, names, n->thing, to, why);
    if (ok)
        write_edits(a, names, n->thing, to, out);
    catgut_free(names);
    return ok;
}

/* ---- layout ---- */

static bool
hear_wrong(void *who, const CatgutResult *r)
{
    Sink *why = who;
    if (r->complaint_count)
        sink_print(why, "line %zu: %s", r->complaints[0].line, r->complaints[0].message);
    return true;
}

/* Only the lines that differ are replaced, in one piece. */
static void
write_difference(const Asked *a, const char *to, Sink *out)
{
    const char *from = sink_text(&a->d->text);
    size_t n = a->d->text.count, m = strlen(to), start = 0, same = 0;
    while (start < n && start < m && from[start] == to[start])
        start++;
    while (start > 0 && from[start - 1] != '\n')
        start--;
    while (same < n - start && same < m - start && from[n - 1 - same] == to[m - 1 - same])
        same++;
    while (same > 0 && from[n - same - 1] != '\n')
        same--;
    if (start == n && start == m)
        return;
    sink_put(out, "{\"range\":");
    documents_write_range(a->documents, a->d, start, n - same, out);
    sink_put(out, ",\"newText\":");
    json_write_text(to + start, m - start - same, out);
    sink_put(out, "}");
}

bool
answer_formatting(const Asked *a, Sink *out, Sink *why)
{
    char *to = a->d->session ? catgut_format(a->d->session, a->d->path, sink_text(&a->d->text),
                                             a->d->text.count, hear_wrong, why)
                             : NULL;
    if (!to)
        return false;
    sink_put(out, "[");
    write_difference(a, to, out);
    sink_put(out, "]");
    catgut_free(to);
    return true;
}

/* ---- what is sure to be meant ---- */

static void
write_action(const Asked *a, const Remark *r, Sink *out)
{
    Sink title;
    sink_init(&title);
    sink_print(&title, "Write `%s`", r->fix);
    sink_put(out, "{\"title\":");
    json_write_text(sink_text(&title), title.count, out);
    sink_put(out, ",\"kind\":\"quickfix\",\"isPreferred\":true,\"edit\":{\"changes\":{");
    json_write_string(a->d->uri, out);
    sink_put(out, ":[{\"range\":");
    documents_write_range(a->documents, a->d, r->start, r->end, out);
    sink_put(out, ",\"newText\":");
    json_write_string(r->fix, out);
    sink_put(out, "}]}}}");
    sink_clear(&title);
}

bool
answer_actions(const Asked *a, Sink *out, Sink *why)
{
    size_t start, end;
    const char *comma = "";
    if (!documents_bytes(a->documents, a->d, json_member(a->params, "range"), &start, &end)) {
        sink_put(why, "a code action wants a range");
        return false;
    }
    sink_put(out, "[");
    for (size_t i = 0; i < a->d->remarks.count && !a->d->dirty; i++) {
        const Remark *r = &a->d->remarks.at[i];
        if (!r->fix || r->start > end || r->end < start)
            continue;
        sink_put(out, comma);
        write_action(a, r, out);
        comma = ",";
    }
    sink_put(out, "]");
    return true;
}

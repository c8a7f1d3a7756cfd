/* run_export.c -- export m to "m.dag": the kind of the value and the name of the file tell the
 * format, or `as` does. */
#include "lang/exchange/run_export.h"

#include "lang/class/class_value.h"
#include "lang/elaborate/elaborate.h"
#include "lang/exchange/complain_exchange.h"
#include "lang/exchange/format.h"
#include "lang/export/complain_export.h"
#include "lang/export/export_diagram.h"
#include "lang/export/export_graph.h"
#include "lang/export/export_network.h"
#include "lang/report/voice.h"
#include "lang/session/file.h"

#include <string.h>

/* What a file of this value would hold; false: there is no such format.  A model without numbers is
 * a graph, or its diagram where the format asked for is one of diagrams. */
static bool
kind_of(FormatKind *kind, const Value *v, const Node *n)
{
    static const FormatKind of_model[] = {FORMAT_GRAPH, FORMAT_DIAGRAM};
    static const FormatKind of_diagram[] = {FORMAT_TABLE, FORMAT_DIAGRAM};
    const char *path = n->kids[EXPORT_FILE]->text;
    const Format *named = n->text ? format_find(n->text) : NULL;
    bool class = class_in(v), model = class || v->kind == VALUE_MODEL;
    const FormatKind *may = model ? of_model : of_diagram;
    *kind = n->kids[EXPORT_WITH] ? FORMAT_NETWORK : may[0];
    if (!class && *kind == may[0] && !format_of_output(path, may[0], n->text) &&
        ((named && named->kind == may[1]) || format_of_output(path, may[1], n->text)))
        *kind = may[1];
    return class ? *kind == FORMAT_GRAPH : model || (*kind != FORMAT_NETWORK &&
                     (v->kind == VALUE_DIAGRAM || v->kind == VALUE_MATRIX));
}

static bool
is_written(FormatKind kind)
{
    const Format *f;
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        if (f->kind == kind && format_writes(f))
            return true;
    return false;
}

static bool
complain_endings(Session *s, const Node *file, FormatKind kind)
{
    Sink endings;
    const Format *f;
    const char *between = "";
    sink_init(&endings);
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        if (f->kind == kind && format_writes(f) &&
            format_of_output(f->suffixes[0], kind, NULL) == f) { /* others have it with `as` */
            sink_print(&endings, "%s%s", between, f->suffixes[0]);
            between = ", ";
        }
    complain_export_ending(&s->complain, file->at, file->text, sink_text(&endings));
    sink_clear(&endings);
    return false;
}

/* The file may be called as those of another kind are. */
static bool
complain_other_kind(Session *s, const Node *n, FormatKind kind, const Value *v)
{
    static const char *const write[] = {
        [FORMAT_NETWORK] = "m with F", [FORMAT_GRAPH] = "m", [FORMAT_DIAGRAM] = "d"};
    const Node *file = n->kids[EXPORT_FILE];
    const char *found = kind == FORMAT_NETWORK ? "a model with numbers"
                        : kind == FORMAT_GRAPH ? "a model without numbers"
                                               : value_kind_name(v);
    for (FormatKind other = FORMAT_NETWORK; other <= FORMAT_DIAGRAM; other++) {
        const Format *f = format_of_output(file->text, other, NULL);
        if (f)
            return complain_export_kind(&s->complain, file->at, file->text, f->name, found,
                                        write[other]);
    }
    return complain_endings(s, file, kind);
}

/* The format that `as` names, which may have several lines in the list. */
static bool
find_named(Session *s, const Format **to, const Node *n, FormatKind kind, const Value *v)
{
    const Node *file = n->kids[EXPORT_FILE];
    const Format *any = format_find(n->text);
    *to = format_of_output(file->text, kind, n->text);
    if (*to)
        return true;
    if (!any)
        return complain_no_format(&s->complain, n->text_at, n->text);
    if (any->kind != kind)
        return complain_export_value(&s->complain, n->text_at, v, any->name);
    if (!format_writes(any))
        return complain_only_read(&s->complain, n->text_at, any->name);
    return complain_export_as(&s->complain, file->at, file->text, any->name, any->suffixes[0]);
}

static bool
find_format(Session *s, const Format **to, const Node *n, const Value *v)
{
    FormatKind kind;
    const Node *file = n->kids[EXPORT_FILE];
    if (!kind_of(&kind, v, n) || !is_written(kind))
        return complain_export_value(&s->complain, n->kids[EXPORT_VALUE]->at, v, NULL);
    if (n->text)
        return find_named(s, to, n, kind, v);
    *to = format_of_output(file->text, kind, NULL);
    return *to || complain_other_kind(s, n, kind, v);
}

static bool
write_value(Session *s, const Format *f, const Value *v, const Node *n, Sink *text, Sink *told)
{
    Span at = n->kids[EXPORT_VALUE]->at;
    GraphShape shape = {f->word, f->name, f->write, f->lines};
    const ModelClass *class = class_in(v);
    NetworkForm form = {f->word, f->write_network, f->fractions, f->nameless};
    if (f->kind == FORMAT_TABLE)
        return f->write_state(s, v, n, text, told);
    if (class)
        return export_graph(s, &class->model, &class->lines, at, &shape, text, told);
    if (f->kind == FORMAT_GRAPH)
        return export_graph(s, &v->model, NULL, at, &shape, text, told);
    if (f->kind == FORMAT_DIAGRAM)
        return export_diagram(s, v, n, f->word, f->write_diagram, text, told);
    return export_network(s, n, &form, text, told);
}

static bool
export_value(Session *s, const Value *v, const Node *n)
{
    const Format *f;
    Sink text, told;
    if (!find_format(s, &f, n, v))
        return false;
    sink_init_within(&text, &s->budget);
    sink_init(&told);
    bool ok =
        write_value(s, f, v, n, &text, &told) && write_exported(s, n->kids[EXPORT_FILE], &text);
    if (ok && told.count)
        say_text(s, "exported", &told);
    sink_clear(&told);
    sink_clear(&text);
    return ok;
}

bool
run_export(Session *s, const Node *n)
{
    Value v = {.kind = VALUE_NONE};
    bool ok = elaborate(s, &v, n->kids[EXPORT_VALUE]) && export_value(s, &v, n);
    value_clear(&v);
    return ok;
}

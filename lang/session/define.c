/* define.c -- names and types get their values; what all of them may hold; see define.h.
 *
 * What values take is counted as they come and go (Session.held), since many small ones can fill
 * the memory as well as a large one. */
#include "lang/session/define.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/session/journal.h"
#include "lang/text/nearest.h"

#include <string.h>

/* ---- names ---- */

bool
may_define(Session *s, Name name, Span at)
{
    uint64_t old;
    if (strcmp(name, "_") == 0 || strcmp(name, "undefined") == 0 || strcmp(name, "%") == 0 ||
        notion_find(s->language, name))
        return complain_reserved(&s->complain, at, name);
    if (!s->redefine && map_find(&s->value_of, map_key(name), &old))
        return complain_defined_twice(&s->complain, at, name, s->values.at[old].at);
    return true;
}

bool
afford_bytes(Session *s, uint64_t bytes, Span at)
{
    enum { SMALL = 1 << 20 };
    uint64_t all = s->held + bytes + names_bytes(&s->names);
    if (all > SMALL && !budget_allows(&s->budget, all))
        return complain_stopped(&s->complain, &s->budget, at);
    s->held += bytes;
    return true;
}

bool
afford_value(Session *s, const Value *v, Span at)
{
    uint64_t bytes = value_bytes(v);
    if (!budget_allows(&s->budget, s->held + bytes))
        return complain_stopped(&s->complain, &s->budget, at);
    s->held += bytes;
    return true;
}

bool
define(Session *s, Name name, Span at, Value *v)
{
    if (!may_define(s, name, at) || !afford_value(s, v, at))
        return false;
    Binding b = {.name = name, .at = at};
    value_swap(&b.value, v);
    if (!s->kept.asked)
        kept_context_clear(&s->kept);
    uint64_t old;
    if (map_find(&s->value_of, map_key(name), &old)) {
        s->held -= value_bytes(&s->values.at[old].value);
        journal_add_value(s, name, at, &s->values.at[old]);
        value_clear(&s->values.at[old].value);
        s->values.at[old] = b;
        return true;
    }
    map_set_at(&s->value_of, map_key(name), s->values.count);
    array_push(&s->values, b);
    journal_add_value(s, name, at, NULL);
    return true;
}

enum { TYPE_BYTES = 500 }; /* of a type, its binding, and its place in maps */

/* Two lists of the same labels in the same order? */
static bool
same_carrier(const Type *a, const Type *b)
{
    bool same = a->size && a->size == b->size && a->range == b->range && a->first == b->first;
    for (size_t i = 0; same && i < a->labels.count; i++)
        same = a->labels.at[i] == b->labels.at[i];
    return same;
}

/* A type that an imported file declares with the same name and labels as a type that is there is
 * that type.  So a script may declare its own Bit before it imports files that declare theirs. */
static bool
is_declared(const TypeBinding *b, Span at, const PortList *wires)
{
    return b->at.source != at.source && b->wires.count == 1 && wires->count == 1 &&
           b->wires.at[0].type->name == wires->at[0].type->name &&
           same_carrier(b->wires.at[0].type, wires->at[0].type);
}

bool
define_type(Session *s, Name name, Span at, PortList *wires)
{
    uint64_t old;
    bool again = map_find(&s->type_of, map_key(name), &old);
    if (again && s->import_depth && is_declared(&s->types.at[old], at, wires))
        return true;
    if (again && !s->redefine)
        return complain_defined_twice(&s->complain, at, name, s->types.at[old].at);
    if (!afford_bytes(s, TYPE_BYTES + wires->count * sizeof(Port), at))
        return false;
    TypeBinding b = {.name = name, .at = at, .wires = *wires};
    *wires = (PortList){0};
    if (again) {
        journal_add_type(s, name, at, &s->types.at[old]);
        array_clear(&s->types.at[old].wires);
        s->types.at[old] = b;
        return true;
    }
    map_set_at(&s->type_of, map_key(name), s->types.count);
    array_push(&s->types, b);
    journal_add_type(s, name, at, NULL);
    return true;
}

void
forget_definitions(Session *s, size_t values, size_t types)
{
    for (size_t i = values; i < s->values.count; i++) {
        s->held -= value_bytes(&s->values.at[i].value);
        value_clear(&s->values.at[i].value);
    }
    for (size_t i = types; i < s->types.count; i++)
        array_clear(&s->types.at[i].wires);
    if (!s->kept.asked)
        kept_context_clear(&s->kept);
    s->values.count = values;
    s->types.count = types;
    map_clear(&s->value_of);
    map_clear(&s->type_of);
    for (size_t i = 0; i < values; i++)
        map_set_at(&s->value_of, map_key(s->values.at[i].name), i);
    for (size_t i = 0; i < types; i++)
        map_set_at(&s->type_of, map_key(s->types.at[i].name), i);
}

bool
complain_call(Session *s, const Node *call)
{
    const Notion *n = notion_called(s, call);
    return complain_usage(&s->complain, call->at, n->word, n->usage);
}

Name
suggest_value(const Session *s, Name name)
{
    Nearest n = nearest_start(name);
    for (size_t i = 0; i < s->values.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&n, s->values.at[i].name);
    for (size_t i = 0; notion_at(s->language, i); i++)
        nearest_consider(&n, notion_at(s->language, i)->word);
    return n.best;
}

Name
suggest_type(const Session *s, Name name)
{
    Nearest n = nearest_start(name);
    for (size_t i = 0; i < s->types.count && i < NEAREST_CANDIDATES; i++)
        nearest_consider(&n, s->types.at[i].name);
    return n.best;
}

/* Bytes that a wire of a diagram takes in the end, with its box and readers, the copies made in
 * composing, and evaluation. */
enum { WIRE_BYTES = 400 };

bool
diagram_affords(Session *s, uint64_t size, const Node *n)
{
    if (size <= DIAGRAM_MAX && (!s->budget.bytes || size < s->budget.bytes / WIRE_BYTES))
        return true;
    return complain_diagram_too_large(&s->complain, n->at, size);
}

bool
end_row(Session *s, Matrix *m, bool undefined, Span at)
{
    return matrix_end_row_within(m, undefined, &s->budget) ||
           complain_stopped(&s->complain, &s->budget, at);
}

bool
matrix_affords(Session *s, const Matrix *m, const Node *n)
{
    return (budget_step(&s->budget, 1) &&
            budget_allows(&s->budget, s->held + matrix_bytes(m))) ||
           complain_stopped(&s->complain, &s->budget, n->at);
}

Span
defined_at(const Session *s, Name name)
{
    uint64_t position;
    if (map_find(&s->value_of, map_key(name), &position))
        return s->values.at[position].at;
    if (map_find(&s->type_of, map_key(name), &position))
        return s->types.at[position].at;
    return (Span){0};
}

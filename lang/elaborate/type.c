/* type.c -- types and carriers; see type.h. */
#include "lang/elaborate/type.h"

#include "lang/complain/complain_name.h"
#include "lang/complain/complain_type.h"
#include "lang/elaborate/label.h"
#include "lang/session/define.h"
#include "lang/session/loss.h"

#include <string.h>

/* ---- types ---- */

static bool
add_product(Session *s, PortList *to, const Node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (!elaborate_type(s, to, n->kids[i]))
            return false;
    return true;
}

static bool
add_named(Session *s, PortList *to, const Node *n)
{
    const PortList *wires = session_find_type(s, n->text);
    if (!wires && loss_has(s, n->text, n->at))
        return false;
    if (!wires)
        return complain_unknown_type(&s->complain, n->at, n->text, suggest_type(s, n->text));
    if (!diagram_affords(s, to->count + wires->count, n))
        return false;
    for (size_t i = 0; i < wires->count; i++)
        array_push(to, wires->at[i]);
    return true;
}

/* Adds the wires of a type to what is there. */
bool
elaborate_type(Session *s, PortList *to, const Node *n)
{
    switch (n->kind) {
    case NODE_NAME:
    case NODE_STRING:
        return add_named(s, to, n);
    case NODE_NUMBER:
        return strcmp(n->text, "1") == 0 || complain_number_as_type(&s->complain, n->at);
    case NODE_PRODUCT:
        return add_product(s, to, n);
    case NODE_WIRE: {
        const Type *type;
        if (!elaborate_one_type(s, &type, n->kids[0]))
            return false;
        Port port = {n->text, type};
        array_push(to, port);
        return true;
    }
    default:
        return complain_not_a_type(&s->complain, n->at);
    }
}

bool
elaborate_one_type(Session *s, const Type **to, const Node *n)
{
    PortList wires = {0};
    bool ok = elaborate_type(s, &wires, n);
    if (ok && wires.count != 1)
        ok = complain_one_wire(&s->complain, n->at, &wires);
    if (ok)
        *to = wires.at[0].type;
    array_clear(&wires);
    return ok;
}

/* ---- carriers ---- */

static bool
carrier_range(Session *s, Type *t, const Node *n)
{
    int64_t first, last;
    if (!range_label(s, &n->labels[0], &first) ||
        !range_label(s, &n->labels[n->label_count - 1], &last))
        return false;
    if (n->label_count != 2)
        return complain_range_form(&s->complain, n->at);
    if (last < first)
        return complain_range_empty(&s->complain, n->at);
    if ((uint64_t)last - (uint64_t)first >= TYPE_SIZE_MAX)
        return complain_range_large(&s->complain, n->at);
    type_set_range(t, first, (uint32_t)((uint64_t)last - (uint64_t)first + 1));
    return true;
}

enum { LABEL_BYTES = 80 }; /* of a label in its list and its index */

/* The labels of a SET or RANGE become t's. */
bool
elaborate_carrier(Session *s, Type *t, const Node *n)
{
    if (n->kind == NODE_RANGE)
        return carrier_range(s, t, n);
    if (!n->label_count)
        return complain_carrier_empty(&s->complain, n->at);
    if (!afford_bytes(s, (uint64_t)n->label_count * LABEL_BYTES, n->at))
        return false;
    for (uint32_t i = 0; i < n->label_count; i++)
        if (!label_is_short(s, &n->labels[i]))
            return false;
        else if (!type_add_label(t, n->labels[i].text))
            return complain_label_twice(&s->complain, n->labels[i].at, n->labels[i].text);
    return true;
}

/* block.c -- diagrams with named wires: blocks, and applications f(x, y).
 *
 * A Block is the diagram so far and the names of its wires.  A name stands for one wire; reading it
 * twice copies it, not reading it discards it. */
#include "lang/elaborate/block.h"

#include "lang/complain/complain_diagram.h"
#include "lang/complain/complain_formula.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/formula.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/type.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

#include <string.h>

void
block_clear(Block *b)
{
    diagram_clear(&b->diagram);
    map_clear(&b->local_of);
}

void
block_add(Block *b, Name name, uint32_t wire)
{
    map_set_at(&b->local_of, map_key(name), wire);
}

static bool
local(const Block *b, const Node *n, uint32_t *wire)
{
    uint64_t found;
    if (n->kind != NODE_NAME && n->kind != NODE_STRING)
        return false;
    if (!map_find(&b->local_of, map_key(n->text), &found))
        return false;
    *wire = (uint32_t)found;
    return true;
}

/* Does this call give a value rather than read wires: P(...), cut(...), F(lung)? */
static bool
is_value_call(Session *s, const Node *n)
{
    const Node *f = n->kids[0];
    if (n->count > 2)
        return true;
    if (f->kind != NODE_NAME && f->kind != NODE_STRING)
        return false;
    const Value *v = session_find(s, f->text);
    if (v)
        return v->kind == VALUE_FUNCTOR || (v->kind == VALUE_ANSWER && v->answer->class->call);
    const Notion *notion = notion_find(s->language, f->text);
    return notion && notion->elaborate;
}

/* Are these wires of the types that are wanted from position `from` on?  Only what is known of both
 * is compared, and a wrong number of wires is seen later. */
static bool
check_argument(Session *s, const Block *b, const WireList *wires, const Node *n, const Hint *all,
               size_t from)
{
    for (size_t i = 0; all && all->known && i < wires->count; i++) {
        const Type *has = b->diagram.wires.at[wires->at[i]];
        const Type *wants = from + i < all->types.count ? all->types.at[from + i] : NULL;
        if (has && wants && has != wants)
            return complain_wire_type(&s->complain, n->at, from + i, all->types.count, has, wants);
    }
    return true;
}

/* How many wires kets give, or a bare `uniform`; -1: n is something else, whose width is found
 * otherwise. */
static int64_t
width_alone(const Session *s, const Node *n)
{
    if (n->kind == NODE_NAME)
        return strcmp(n->text, "uniform") == 0 && !session_find(s, n->text) ? 1 : -1;
    return is_kets(n) ? (int64_t)ket_width(n) : -1;
}

static bool
elaborate_arguments(Session *s, Block *b, WireList *to, const Node *list, const Hint *all)
{
    WireList one = {0};
    Hint mine = {0};
    bool ok = true;
    for (uint32_t i = 0; ok && i < list->count; i++) {
        const Node *a = list->kids[i];
        size_t at = to->count;
        hint_part(&mine, all, &at, width_alone(s, a));
        ok = elaborate_wires(s, b, &one, a, mine.known ? &mine : NULL) &&
             check_argument(s, b, &one, a, all, to->count);
        wires_add(to, &one);
    }
    array_clear(&mine.types);
    array_clear(&one);
    return ok;
}

static bool
apply(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint)
{
    uint32_t wire;
    if (local(b, n->kids[0], &wire))
        return complain_call_of_wire(&s->complain, n->kids[0]->at, n->kids[0]->text);
    Wiring w = {.s = s, .d = &b->diagram};
    WireList in = {0};
    Hint wants = {.known = true};
    bool ok = wiring_hint(&w, &wants, n->kids[0]) &&
              elaborate_arguments(s, b, &in, n->kids[1], &wants) &&
              wiring_add(&w, n->kids[0], &in, hint, to);
    array_clear(&wants.types);
    array_clear(&in);
    wiring_clear(&w);
    return ok;
}

/* The first part of a chain reads named wires, each other part the wires of the one before. */
static bool
elaborate_chain(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint)
{
    Wiring w = {.s = s, .d = &b->diagram};
    WireList first = {0};
    Hint next = {.known = true};
    bool ok = wiring_hint(&w, &next, n->kids[1]) &&
              elaborate_wires(s, b, &first, n->kids[0], next.known ? &next : NULL) &&
              wiring_add_chain(&w, n, 1, &first, hint, to);
    array_clear(&next.types);
    array_clear(&first);
    wiring_clear(&w);
    return ok;
}

/* A closed expression: a state, kets, P(...). */
static bool
elaborate_closed(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint)
{
    Wiring w = {.s = s, .d = &b->diagram};
    WireList none = {0};
    int64_t width = 0;
    bool ok = width_in(&w, n, &width);
    if (ok && width != 0)
        ok = complain_wants_arguments(&s->complain, n->at, width);
    ok = ok && wiring_add(&w, n, &none, hint, to);
    wiring_clear(&w);
    return ok;
}

/* ---- formulas ---- */

static bool
has_port(const PortList *ports, Name name)
{
    for (size_t i = 0; i < ports->count; i++)
        if (ports->at[i].name == name)
            return true;
    return false;
}

/* The named wires in an expression, each once; a wire may have two names. */
static void
find_wires(const Block *b, const Node *n, PortList *to, WireList *wires)
{
    uint32_t wire;
    if (local(b, n, &wire) && !has_port(to, n->text)) {
        array_push(wires, wire);
        array_push(to, ((Port){n->text, b->diagram.wires.at[wire]}));
    }
    for (uint32_t i = 0; i < n->count; i++)
        if (n->kids[i])
            find_wires(b, n->kids[i], to, wires);
}

/* What the place wants, else the one type that all inputs have; NULL: nothing says it. */
static const Type *
result_type(const PortList *in, const Hint *hint)
{
    const Type *t = in->at[0].type;
    if (hint && hint->known && hint->types.count)
        return hint->types.at[0];
    for (size_t i = 1; i < in->count; i++)
        t = in->at[i].type == t ? t : NULL;
    return t;
}

static bool
add_formula(Session *s, Block *b, WireList *to, const Node *n, const PortList *in,
            const WireList *reads, const Hint *hint)
{
    Value v = {0};
    PortList out = {0};
    array_push(&out, ((Port){NULL, result_type(in, hint)}));
    bool ok = true;
    for (size_t i = 0; ok && i < in->count; i++)
        ok = in->at[i].type || complain_unknown_wire(&s->complain, n->at, false);
    if (ok && !out.at[0].type)
        ok = complain_formula_type(&s->complain, n->at);
    ok = ok && elaborate_formula(s, &v, n, in, &out, true) &&
         diagram_affords(s, b->diagram.wires.count + (uint64_t)v.diagram.wires.count + 1, n);
    if (ok && v.kind == VALUE_MATRIX) {
        const Box *box = anonymous_box(s, &v, true);
        array_push(to, diagram_add_box(&b->diagram, box, reads->at, n->at.start));
    } else if (ok) {
        array_add_zeroed(to, 1);
        diagram_add(&b->diagram, &v.diagram, reads->at, to->at);
    }
    array_clear(&out);
    value_clear(&v);
    return ok;
}

/* f(x) + y of wires is none; x * y is wires side by side.  *is: it is a formula, and was added. */
static bool
elaborate_wire_formula(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint,
                       bool *is)
{
    PortList in = {0};
    WireList reads = {0};
    bool ok = true;
    if (n->kind != NODE_PRODUCT && has_formula_form(s, n))
        find_wires(b, n, &in, &reads);
    *is = in.count && is_formula(s, n, &in);
    if (*is)
        ok = add_formula(s, b, to, n, &in, &reads, hint);
    array_clear(&reads);
    array_clear(&in);
    return ok;
}

bool
elaborate_wires(Session *s, Block *b, WireList *to, const Node *n, const Hint *hint)
{
    uint32_t wire;
    bool is;
    to->count = 0;
    if (local(b, n, &wire)) {
        array_push(to, wire);
        return true;
    }
    bool ok = elaborate_wire_formula(s, b, to, n, hint, &is);
    if (is)
        return ok;
    if (n->kind == NODE_CALL && !is_value_call(s, n))
        return apply(s, b, to, n, hint);
    if (n->kind == NODE_PRODUCT && is_composite(s, n))
        return elaborate_arguments(s, b, to, n, hint);
    if (n->kind == NODE_THEN)
        return elaborate_chain(s, b, to, n, hint);
    return elaborate_closed(s, b, to, n, hint);
}

bool
block_known(Session *s, Block *b, const WireList *out, const Node *n, const Hint *hint)
{
    Wiring w = {.s = s, .d = &b->diagram};
    wiring_take_hint(&w, out, hint);
    return wiring_known(&w, n);
}

static bool
new_local(Session *s, Block *b, const Node *name, uint32_t wire)
{
    if (strcmp(name->text, "_") == 0)
        return true;
    if (map_find(&b->local_of, map_key(name->text), NULL))
        return complain_wire_twice(&s->complain, name->at, name->text);
    block_add(b, name->text, wire);
    return true;
}

static bool
elaborate_parameters(Session *s, Block *b, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *p = list->kids[i];
        const Type *type;
        if (!elaborate_one_type(s, &type, p->kids[0]))
            return false;
        uint32_t wire = diagram_add_input(&b->diagram, type, p->text);
        if (!new_local(s, b, p, wire))
            return false;
    }
    return true;
}

static bool
elaborate_bind(Session *s, Block *b, const Node *n)
{
    const Node *names = n->kids[0];
    WireList wires = {0};
    bool ok = elaborate_wires(s, b, &wires, n->kids[1], NULL);
    if (ok && wires.count != names->count)
        ok = complain_bind_count(&s->complain, n->at, names->count, wires.count);
    for (uint32_t i = 0; ok && i < names->count; i++)
        ok = new_local(s, b, names->kids[i], wires.at[i]);
    array_clear(&wires);
    return ok;
}

static bool
elaborate_return(Session *s, Block *b, const Node *n)
{
    const Node *e = n->kind == NODE_EQUAL ? n->kids[1] : n;
    if (n->kind == NODE_EQUAL && n->kids[0]->kind != NODE_NAME && n->kids[0]->kind != NODE_STRING)
        return complain_not_a_name(&s->complain, n->kids[0]->at);
    if (n->kind == NODE_SOFT || n->kind == NODE_LIKELY || n->kind == NODE_ARROW ||
        n->kind == NODE_WAY)
        return complain_usage(&s->complain, n->at, "return", "return x, y or return F = x");
    uint32_t wire;
    Name name = n->kind == NODE_EQUAL ? n->kids[0]->text : local(b, e, &wire) ? e->text : NULL;
    WireList wires = {0};
    bool ok = elaborate_wires(s, b, &wires, e, NULL);
    if (ok && n->kind == NODE_EQUAL && wires.count != 1)
        ok = complain_bind_count(&s->complain, n->at, 1, wires.count);
    for (size_t i = 0; ok && i < wires.count; i++)
        diagram_add_output(&b->diagram, wires.at[i], name);
    array_clear(&wires);
    return ok;
}

bool
elaborate_block(Session *s, Diagram *to, const Node *n)
{
    Block b = {0};
    bool ok = elaborate_parameters(s, &b, n->kids[0]);
    for (uint32_t i = 0; ok && i < n->kids[1]->count; i++)
        ok = elaborate_bind(s, &b, n->kids[1]->kids[i]);
    for (uint32_t i = 0; ok && i < n->kids[2]->count; i++)
        ok = elaborate_return(s, &b, n->kids[2]->kids[i]);
    WireList none = {0};
    ok = ok && block_known(s, &b, &none, n, NULL);
    if (ok)
        diagram_swap(to, &b.diagram);
    block_clear(&b);
    return ok;
}

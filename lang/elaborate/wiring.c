/* wiring.c -- point-free diagrams; see wiring.h.
 *
 * Parts are added to one diagram that grows in place: each reads wires that are there and gives new
 * ones, so a long chain takes linear time.  The type of a wire may be unknown at first (an input of
 * `copy`, a bare `uniform`); it is settled by the first part that reads the wire.  How many wires
 * `id`, `copy` and `discard` take follows from what stands around them. */
#include "lang/elaborate/wiring.h"

#include "lang/complain/complain_diagram.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/type.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

/* ---- wiring up ---- */

static void
name_wire(Wiring *w, uint32_t wire, Name name)
{
    if (w->names.count <= wire)
        array_add_zeroed(&w->names, wire + 1 - w->names.count);
    if (name)
        w->names.at[wire] = name;
}

static Name
wire_name(const Wiring *w, uint32_t wire)
{
    return wire < w->names.count ? w->names.at[wire] : NULL;
}

static bool
meet_types(Wiring *w, const WireList *in, const Diagram *g, const Node *n)
{
    if (in->count != g->inputs.count)
        return complain_wire_count(&w->s->complain, n->at, in->count, g->inputs.count);
    for (size_t i = 0; i < in->count; i++) {
        const Type *has = w->d->wires.at[in->at[i]];
        const Type *wants = g->wires.at[g->inputs.at[i].wire];
        if (has && has != wants)
            return complain_wire_type(&w->s->complain, n->at, i, in->count, has, wants);
        if (!wire_name(w, in->at[i]))
            name_wire(w, in->at[i], g->inputs.at[i].name);
    }
    return true;
}

/* Adds a diagram that reads these wires. */
static bool
wire_part(Wiring *w, const Diagram *g, const Node *n, const WireList *in, WireList *out)
{
    if (!meet_types(w, in, g, n) ||
        !diagram_affords(w->s, w->d->wires.count + (uint64_t)g->wires.count, n))
        return false;
    out->count = 0;
    array_add_zeroed(out, g->outputs.count);
    size_t uses = w->d->uses.count;
    diagram_add(w->d, g, in->at, out->at);
    for (size_t i = uses; i < w->d->uses.count; i++)
        w->d->uses.at[i].origin = n->at.start;
    for (size_t i = 0; i < out->count; i++)
        name_wire(w, out->at[i], g->outputs.at[i].name);
    return true;
}

static bool
check_word_types(Wiring *w, const Node *n, const TypeList *types, const WireList *in)
{
    if (in->count != types->count)
        return complain_wire_count(&w->s->complain, n->at, in->count, types->count);
    for (size_t i = 0; i < in->count; i++) {
        const Type **has = &w->d->wires.at[in->at[i]];
        if (*has && *has != types->at[i])
            return complain_wire_type(&w->s->complain, n->at, i, in->count, *has, types->at[i]);
        *has = types->at[i];
    }
    return true;
}

static bool
wire_uniform(Wiring *w, const Node *n, const TypeList *types, const Hint *hint, WireList *out)
{
    const TypeList *list = n->kind == NODE_INDEX   ? types
                           : hint && hint->known ? &hint->types
                                                 : NULL;
    size_t count = list ? list->count : 1;
    if (!diagram_affords(w->s, w->d->wires.count + (uint64_t)count, n))
        return false;
    for (size_t i = 0; i < count; i++) {
        const Type *t = list ? list->at[i] : NULL;
        array_push(out, diagram_add_uniform(w->d, w->s->signature.uniform, t, n->at.start));
    }
    return true;
}

/* swap exchanges two wires, swap[A, B] two bundles. */
static bool
wire_swap(Wiring *w, const Node *n, const WireList *in, WireList *out)
{
    size_t left = 1;
    if (n->kind == NODE_INDEX) {
        PortList first = {0};
        if (!elaborate_type(w->s, &first, n->kids[1]->kids[0]))
            return false;
        left = first.count;
        array_clear(&first);
    } else if (in->count != 2) {
        return complain_wire_count(&w->s->complain, n->at, in->count, 2);
    }
    for (size_t i = left; i < in->count; i++)
        array_push(out, in->at[i]);
    for (size_t i = 0; i < left; i++)
        array_push(out, in->at[i]);
    return true;
}

static bool
wire_word(Wiring *w, const Node *n, WiringWord word, const WireList *in, const Hint *hint,
          WireList *out)
{
    TypeList types = {0};
    bool ok = n->kind != NODE_INDEX || wiring_word_types(w, n, &types);
    if (ok && word == WORD_SWAP && n->kind == NODE_INDEX && n->kids[1]->count != 2)
        ok = complain_swap(&w->s->complain, n->at);
    if (ok && word == WORD_UNIFORM && in->count)
        ok = complain_wire_count(&w->s->complain, n->at, in->count, 0);
    if (ok && n->kind == NODE_INDEX && word != WORD_UNIFORM)
        ok = check_word_types(w, n, &types, in);
    out->count = 0;
    size_t copies = word == WORD_COPY ? 2 : word == WORD_ID;
    for (size_t k = 0; ok && k < copies; k++)
        for (size_t i = 0; i < in->count; i++)
            array_push(out, in->at[i]);
    if (ok && word == WORD_SWAP)
        ok = wire_swap(w, n, in, out);
    if (ok && word == WORD_UNIFORM)
        ok = wire_uniform(w, n, &types, hint, out);
    array_clear(&types);
    return ok;
}

bool
wiring_add_chain(Wiring *w, const Node *n, uint32_t first, const WireList *in, const Hint *hint,
                 WireList *out)
{
    WireList now = {0}, next = {0};
    array_set(&now, in);
    bool ok = true;
    for (uint32_t i = first; ok && i < n->count; i++) {
        Hint mine = {.known = true};
        bool last = i + 1 == n->count;
        if (!last && wiring_uses_hint(w->s, n->kids[i]))
            ok = wiring_hint(w, &mine, n->kids[i + 1]);
        else
            mine.known = false;
        ok = ok && wiring_add(w, n->kids[i], &now, last ? hint : &mine, &next);
        WireList swapped = now;
        now = next;
        next = swapped;
        array_clear(&mine.types);
    }
    if (ok)
        array_set(out, &now);
    array_clear(&next);
    array_clear(&now);
    return ok;
}

/* How many of the incoming wires each factor reads. */
static bool
share(Wiring *w, const Node *n, size_t total, WidthList *widths)
{
    int64_t known = 0, open = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        int64_t width;
        if (!width_in(w, n->kids[i], &width))
            return false;
        array_push(widths, width);
        known += width < 0 ? 0 : width;
        open += width < 0;
    }
    int64_t left = (int64_t)total - known;
    if (left < 0 || (open == 0 && left > 0))
        return complain_wire_count(&w->s->complain, n->at, total, (size_t)known);
    if (open > 1 && left != open)
        return complain_share(&w->s->complain, n->at, (size_t)left, (size_t)open);
    for (size_t i = 0; i < widths->count; i++)
        if (widths->at[i] < 0)
            widths->at[i] = open == 1 ? left : 1;
    return true;
}

/* If just one factor does not know how many wires it gives, it gives the rest of what the hint
 * wants. */
static bool
outputs_of(Wiring *w, const Node *n, const Hint *hint, WidthList *to)
{
    int64_t known = 0, open = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        int64_t width;
        if (!wiring_width_out(w, n->kids[i], &width))
            return false;
        array_push(to, width);
        known += width < 0 ? 0 : width;
        open += width < 0;
    }
    for (size_t i = 0; i < to->count && open == 1; i++)
        if (to->at[i] < 0 && hint->known && (int64_t)hint->types.count >= known)
            to->at[i] = (int64_t)hint->types.count - known;
    return true;
}

static bool
wire_factors(Wiring *w, const Node *n, const WireList *in, const Hint *hint,
             const WidthList *widths, const WidthList *outs, WireList *out)
{
    WireList mine = {0}, given = {0};
    Hint part_hint = {0};
    size_t at = 0, hint_at = 0;
    bool ok = true;
    out->count = 0;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        mine.count = 0;
        for (int64_t k = 0; k < widths->at[i]; k++)
            array_push(&mine, in->at[at++]);
        hint_part(&part_hint, hint, &hint_at, outs->count ? outs->at[i] : -1);
        ok = wiring_add(w, n->kids[i], &mine, part_hint.known ? &part_hint : NULL, &given);
        for (size_t k = 0; ok && k < given.count; k++)
            array_push(out, given.at[k]);
    }
    array_clear(&part_hint.types);
    array_clear(&given);
    array_clear(&mine);
    return ok;
}

static bool
wire_product(Wiring *w, const Node *n, const WireList *in, const Hint *hint, WireList *out)
{
    WidthList widths = {0}, outs = {0};
    WireList all = {0};
    bool ok = share(w, n, in->count, &widths);
    if (ok && hint && hint->known && wiring_uses_hint(w->s, n))
        ok = outputs_of(w, n, hint, &outs);
    ok = ok && wire_factors(w, n, in, hint, &widths, &outs, &all);
    if (ok)
        array_set(out, &all);
    array_clear(&all);
    array_clear(&outs);
    array_clear(&widths);
    return ok;
}

static bool
power_count(Wiring *w, const Node *n, uint64_t *to)
{
    mpq_t q;
    mpq_init(q);
    bool ok = elaborate_number(w->s, q, n->kids[1]);
    if (ok && (mpz_cmp_ui(mpq_denref(q), 1) != 0 || mpq_sgn(q) < 0))
        ok = complain_exponent(&w->s->complain, n->kids[1]->at);
    if (ok && !mpz_fits_ulong_p(mpq_numref(q)))
        ok = complain_diagram_too_large(&w->s->complain, n->at, UINT64_MAX);
    if (ok)
        *to = mpz_get_ui(mpq_numref(q));
    mpq_clear(q);
    return ok;
}

/* f ^ 0 is the identity on what f reads: the wires take their types from f. */
static bool
wire_nothing(Wiring *w, const Node *f, const WireList *in)
{
    Hint wants = {.known = true};
    bool ok = wiring_hint(w, &wants, f);
    for (size_t i = 0; ok && wants.known && i < in->count && i < wants.types.count; i++) {
        const Type **has = &w->d->wires.at[in->at[i]], *type = wants.types.at[i];
        if (*has && type && *has != type)
            ok = complain_wire_type(&w->s->complain, f->at, i, in->count, *has, type);
        else if (type)
            *has = type;
    }
    array_clear(&wants.types);
    return ok;
}

static bool
wire_power(Wiring *w, const Node *n, const WireList *in, WireList *out)
{
    uint64_t count;
    if (!power_count(w, n, &count))
        return false;
    if (count > DIAGRAM_MAX)
        return complain_diagram_too_large(&w->s->complain, n->at, count);
    WireList now = {0}, next = {0};
    array_set(&now, in);
    uint64_t before = w->d->wires.count;
    bool ok = count > 0 || wire_nothing(w, n->kids[0], in);
    for (uint64_t i = 0; ok && i < count; i++) {
        ok = wiring_add(w, n->kids[0], &now, NULL, &next);
        if (ok && next.count != now.count)
            ok = complain_power(&w->s->complain, n->at, now.count, next.count);
        if (ok && i == 0)
            ok = diagram_affords(w->s, before + (w->d->wires.count - before) * count, n);
        WireList swapped = now;
        now = next;
        next = swapped;
    }
    if (ok)
        array_set(out, &now);
    array_clear(&next);
    array_clear(&now);
    return ok;
}

/* Kets take their types from the hint, so they are elaborated where they stand. */
static bool
wire_kets(Wiring *w, const Node *n, const WireList *in, const Hint *hint, WireList *out)
{
    Value v = {0};
    Diagram g = {0};
    bool ok = elaborate_kets(w->s, &v, n, hint) && value_to_diagram(w->s, &g, &v, n) &&
              wire_part(w, &g, n, in, out);
    diagram_clear(&g);
    value_clear(&v);
    return ok;
}

bool
wiring_add(Wiring *w, const Node *n, const WireList *in, const Hint *hint, WireList *out)
{
    if (!budget_step(&w->s->budget, 1))
        return complain_stopped(&w->s->complain, &w->s->budget, n->at);
    WiringWord word = node_wiring_word(w->s, n);
    if (word != WORD_NONE)
        return wire_word(w, n, word, in, hint, out);
    if (n->kind == NODE_THEN)
        return wiring_add_chain(w, n, 0, in, hint, out);
    if (n->kind == NODE_POWER && is_composite(w->s, n))
        return wire_power(w, n, in, out);
    if (is_composite(w->s, n))
        return wire_product(w, n, in, hint, out);
    if (is_kets(n))
        return wire_kets(w, n, in, hint, out);
    if (n->kind == NODE_UNIT) {
        out->count = 0;
        return in->count == 0 || complain_wire_count(&w->s->complain, n->at, in->count, 0);
    }
    size_t p;
    return wiring_part(w, n, &p) && wire_part(w, &w->parts.at[p], n, in, out);
}

/* Adds the outputs, each named after its wire.  A name that two different wires have is left out.
 */
static void
name_outputs(Wiring *w, const WireList *out)
{
    Map first = {0}, clash = {0};
    uint64_t wire;
    for (size_t i = 0; i < out->count; i++) {
        Name name = wire_name(w, out->at[i]);
        if (name && map_find(&first, map_key(name), &wire) && wire != out->at[i])
            map_set_at(&clash, map_key(name), 1);
        if (name)
            map_set_at(&first, map_key(name), out->at[i]);
    }
    for (size_t i = 0; i < out->count; i++) {
        Name name = wire_name(w, out->at[i]);
        bool mine = name && !map_find(&clash, map_key(name), NULL);
        diagram_add_output(w->d, out->at[i], mine ? name : NULL);
    }
    map_clear(&clash);
    map_clear(&first);
}

void
wiring_take_hint(Wiring *w, const WireList *out, const Hint *hint)
{
    for (size_t i = 0; hint && hint->known && i < out->count && i < hint->types.count; i++)
        if (!w->d->wires.at[out->at[i]])
            w->d->wires.at[out->at[i]] = hint->types.at[i];
}

/* Complains about the first wire whose type is still unknown. */
bool
wiring_known(Wiring *w, const Node *n)
{
    for (size_t i = 0; i < w->d->wires.count; i++)
        if (!w->d->wires.at[i])
            return complain_unknown_wire(&w->s->complain, n->at, i < w->d->inputs.count);
    return true;
}

static bool
start_wiring(Wiring *w, const Node *n, const TypeList *in, WireList *wires)
{
    int64_t width = 0;
    if (!in && !wiring_width_alone(w, n, &width))
        return false;
    size_t count = in ? in->count : (size_t)width;
    for (size_t i = 0; i < count; i++)
        array_push(wires, diagram_add_input(w->d, in ? in->at[i] : NULL, NULL));
    return true;
}

bool
elaborate_wiring(Session *s, Value *to, const Node *n, const Hint *hint, const TypeList *in)
{
    Diagram d = {0};
    Wiring w = {.s = s, .d = &d};
    WireList wires = {0}, out = {0};
    bool ok = start_wiring(&w, n, in, &wires) && wiring_add(&w, n, &wires, hint, &out);
    if (ok)
        wiring_take_hint(&w, &out, hint);
    ok = ok && wiring_known(&w, n);
    if (ok) {
        for (size_t i = 0; i < d.inputs.count; i++)
            d.inputs.at[i].name = wire_name(&w, d.inputs.at[i].wire);
        name_outputs(&w, &out);
        value_take_diagram(to, &d);
    }
    array_clear(&out);
    array_clear(&wires);
    wiring_clear(&w);
    diagram_clear(&d);
    return ok;
}

bool
elaborate_typed(Session *s, Value *to, const Node *n, const TypeList *in, const TypeList *out)
{
    Hint hint = {.known = true};
    array_set(&hint.types, out);
    bool wiring = is_composite(s, n) || node_wiring_word(s, n) != WORD_NONE;
    bool ok = wiring && !looks_like_number(s, n) ? elaborate_wiring(s, to, n, &hint, in)
                                                 : elaborate_hinted(s, to, n, &hint);
    array_clear(&hint.types);
    return ok;
}

/* plug.c -- combs with their holes filled: f[g]; see plug.h.
 *
 * A filling is elaborated with the types of its hole, so that `copy` and `uniform` may stand there
 * as they are. */
#include "lang/elaborate/plug.h"

#include "lang/complain/complain_diagram.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"

static void
hole_types(const Diagram *f, const Hole *h, TypeList *in, TypeList *out)
{
    for (size_t i = 0; i < h->from.count; i++)
        array_push(in, f->wires.at[f->outputs.at[h->from.at[i]].wire]);
    for (size_t i = 0; i < h->to.count; i++)
        array_push(out, f->wires.at[f->inputs.at[h->to.at[i]].wire]);
}

static bool
ends_are(const Diagram *d, const EndList *ends, const TypeList *types)
{
    bool same = ends->count == types->count;
    for (size_t i = 0; same && i < types->count; i++)
        same = d->wires.at[ends->at[i].wire] == types->at[i];
    return same;
}

/* What goes into hole i: wiring takes its types from the hole. */
static bool
elaborate_filling(Session *s, Diagram *to, const Diagram *f, const Hole *h, const Node *n)
{
    Value v = {0};
    TypeList in = {0}, out = {0};
    hole_types(f, h, &in, &out);
    bool ok = elaborate_typed(s, &v, n, &in, &out) && value_to_diagram(s, to, &v, n);
    if (ok && (!ends_are(to, &to->inputs, &in) || !ends_are(to, &to->outputs, &out)))
        ok = complain_filling(&s->complain, n->at, to, &in, &out);
    array_clear(&out);
    array_clear(&in);
    value_clear(&v);
    return ok;
}

bool
elaborate_plug(Session *s, Value *to, const Value *comb, const Node *n)
{
    const Node *args = n->kids[1];
    size_t holes = comb->comb.holes.count;
    if (args->count != holes)
        return complain_holes(&s->complain, n->at, args->count, holes);
    Diagram *g = memory_new(holes, sizeof *g);
    const Diagram **list = memory_new(holes, sizeof *list);
    bool ok = true;
    for (size_t i = 0; i < holes; i++) {
        list[i] = &g[i];
        ok = ok && elaborate_filling(s, &g[i], &comb->diagram, &comb->comb.holes.at[i],
                                     args->kids[i]);
    }
    if (ok) {
        Diagram d = {0};
        comb_plug(&d, &comb->diagram, &comb->comb, list);
        value_take_diagram(to, &d);
        diagram_clear(&d);
    }
    for (size_t i = 0; i < holes; i++)
        diagram_clear(&g[i]);
    memory_free(list);
    memory_free(g);
    return ok;
}

/* functor_apply.c -- functors applied to models and diagrams; see functor_apply.h.
 *
 * How large the result of a call will be is known, and affordable, before it is made: the image of
 * a box may be a large diagram. */
#include "lang/elaborate/functor_apply.h"

#include "lang/complain/complain_name.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"

/* ---- applying one ---- */

static uint64_t
model_map_size(const Model *m, const Functor *f)
{
    uint64_t size = 0;
    for (size_t i = 0; i < m->vertices.count; i++) {
        uint64_t one = diagram_map_size(&m->vertices.at[i].mechanism, f);
        size = one > UINT64_MAX - size ? UINT64_MAX : size + one;
    }
    return size;
}

bool
model_apply(Session *s, Model *to, const Model *m, const Functor *f)
{
    (void)s;
    Model mapped = {0};
    model_set(&mapped, m);
    for (size_t i = 0; i < mapped.vertices.count; i++) {
        Vertex *v = &mapped.vertices.at[i];
        v->type = functor_type(f, v->type);
        diagram_map(&v->mechanism, &v->mechanism, f);
    }
    model_swap(to, &mapped);
    model_clear(&mapped);
    return true;
}

bool
functor_apply(Session *s, Value *to, const Functor *f, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count != 1)
        return complain_functor_usage(&s->complain, n->at, f->name);
    Value v = {0};
    Model m = {0};
    Diagram d = {0};
    bool ok = elaborate(s, &v, args->kids[0]);
    if (ok && v.kind == VALUE_MODEL) {
        ok = diagram_affords(s, model_map_size(&v.model, f), n) && model_apply(s, &m, &v.model, f);
        if (ok)
            model_state(&d, &m);
    } else if (ok && (ok = value_to_diagram(s, &d, &v, args->kids[0]))) {
        ok = diagram_affords(s, diagram_map_size(&d, f), n);
        if (ok)
            diagram_map(&d, &d, f);
    }
    if (ok)
        value_take_diagram(to, &d);
    diagram_clear(&d);
    model_clear(&m);
    value_clear(&v);
    return ok;
}

/* world_formula.c -- formulas of counterfactuals, and what makes them short; see
 * world_formula.h. */
#include "worlds/world_formula.h"

#include "graph/separation.h"
#include "surgery/simplify.h"

#include <stdlib.h>

static void
factor_free(WorldFactor *f)
{
    array_clear(&f->heads);
    array_clear(&f->givens);
}

static void
product_free(WorldProduct *p)
{
    for (size_t i = 0; i < p->factors.count; i++)
        factor_free(&p->factors.at[i]);
    array_clear(&p->factors);
    array_clear(&p->bound);
}

void
world_formula_clear(WorldFormula *f)
{
    for (size_t i = 0; i < f->over.count; i++)
        product_free(&f->over.at[i]);
    for (size_t i = 0; i < f->under.count; i++)
        product_free(&f->under.at[i]);
    array_clear(&f->over);
    array_clear(&f->under);
    array_clear(&f->any);
    *f = (WorldFormula){0};
}

const WorldEvent *
variable_event(const WorldProduct *p, uint32_t code)
{
    if (code >= FORMULA_OWN || !p->part->event[code].any)
        return NULL;
    return &p->part->event[code];
}

typedef struct Making {
    WorldFormula *to;
    const WorldQuestion *q;
    const WorldData *data;
    const Graph *g;
    Budget *b;
    uint32_t own;           /* the next variable of one's own */
    const WorldPart *given; /* in which nothing is asked for */
} Making;

/* ---- combs as factors ---- */

/* What stands for a vertex of the comb in this term. */
static uint32_t
code_in(const WorldComb *c, const WorldTerm *t, uint32_t vertex)
{
    uint32_t code = UINT32_MAX;
    for (size_t i = 0; code == UINT32_MAX && i < c->vertices.count; i++)
        if (c->vertices.at[i] == vertex)
            code = c->read.at[i];
    for (size_t i = 0; code == UINT32_MAX && i < c->inputs.count; i++)
        if (c->inputs.at[i] == vertex)
            code = c->read.at[c->vertices.count + i];
    for (size_t i = 0; i < t->fixes.count; i++)
        if (t->fixes.at[i].wire == code)
            return GROWN_POINT | t->fixes.at[i].label;
    return code;
}

static void
add_arg(ArgList *to, uint32_t vertex, uint32_t code)
{
    array_push(to, ((WorldArg){vertex, code}));
}

/* The comb by itself: P(C | do(inputs)). */
static void
add_whole(WorldProduct *to, const WorldComb *c, const WorldTerm *t, bool done,
          const WorldComb *itself)
{
    WorldFactor f = {.done = done, .comb = itself};
    for (size_t i = 0; i < c->vertices.count; i++)
        add_arg(&f.heads, c->vertices.at[i], code_in(c, t, c->vertices.at[i]));
    for (size_t i = 0; i < c->inputs.count; i++)
        add_arg(&f.givens, c->inputs.at[i], code_in(c, t, c->inputs.at[i]));
    array_push(&to->factors, f);
}

/* The variables of a recipe's factor, by what stands for them; what nothing stands for does not
 * matter, or is bound. */
static void
add_variables(Making *m, WorldProduct *to, ArgList *list, const Estimand *e, const WireList *from,
              const WorldComb *c, const WorldTerm *t, uint32_t *known)
{
    const Recipe *r = &e->recipes.at[e->recipes.count - 1];
    for (size_t i = 0; i < from->count; i++) {
        uint32_t x = from->at[i], v = e->vertex_of.at[x];
        if (known[x] == UINT32_MAX && !wires_has(&r->bound, x))
            known[x] = code_in(c, t, v);
        if (known[x] == UINT32_MAX) {
            known[x] = m->own++;
            add_arg(wires_has(&r->bound, x) ? &to->bound : &m->to->any, v, known[x]);
        }
        add_arg(list, v, known[x]);
    }
}

/* The comb's own estimand, where it is a product of conditionals. */
static bool
add_product(Making *m, WorldProduct *to, const WorldComb *c, const WorldTerm *t, const Estimand *e)
{
    const Recipe *r = &e->recipes.at[e->recipes.count - 1];
    for (size_t i = 0; i < r->factors.count; i++)
        if (r->factors.at[i].from != FROM_OBSERVED)
            return false;
    uint32_t *known = memory_new(e->vertex_of.count, sizeof *known);
    memset(known, 0xff, e->vertex_of.count * sizeof *known);
    for (size_t i = 0; i < r->factors.count; i++) {
        WorldFactor f = {.data = c->data};
        add_variables(m, to, &f.heads, e, &r->factors.at[i].heads, c, t, known);
        add_variables(m, to, &f.givens, e, &r->factors.at[i].givens, c, t, known);
        array_push(&to->factors, f);
    }
    memory_free(known);
    return true;
}

static bool
add_comb(Making *m, WorldProduct *to, const WorldComb *c, const WorldTerm *t)
{
    Estimand simple = {0};
    const WorldComb *itself = m->data->all ? NULL : c;
    if (!c->found.identified) {
        add_whole(to, c, t, c->inputs.count > 0, itself);
        return true;
    }
    bool going = estimand_simplify(&simple, &c->found.estimand, m->g, m->b);
    if (going && !add_product(m, to, c, t, &c->found.estimand) &&
        !add_product(m, to, c, t, &simple))
        add_whole(to, c, t, c->inputs.count > 0, itself);
    estimand_clear(&simple);
    return going;
}

/* ---- a part as products ---- */

static bool
is_asked_for(const Making *m, const WorldPart *p, uint32_t wire)
{
    for (size_t i = 0; p != m->given && i < p->grown.at.count; i++)
        if (m->q->atoms.at[i].free && p->grown.at.at[i] == wire)
            return true;
    return false;
}

static bool
args_have(const ArgList *l, uint32_t code)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].code == code)
            return true;
    return false;
}

/* Every wire that a factor mentions and nobody asked for is summed. */
static void
bind_wires(const Making *m, WorldProduct *p)
{
    for (size_t i = 0; i < p->factors.count; i++)
        for (int side = 0; side < 2; side++) {
            const WorldFactor *f = &p->factors.at[i];
            const ArgList *l = side ? &f->givens : &f->heads;
            for (size_t k = 0; k < l->count; k++) {
                uint32_t code = l->at[k].code;
                if (code < FORMULA_OWN && !args_have(&p->bound, code) &&
                    !is_asked_for(m, p->part, code))
                    array_push(&p->bound, l->at[k]);
            }
        }
}

static bool
add_part(Making *m, void *list, const WorldPart *part)
{
    ARRAY(WorldProduct) *to = list;
    bool going = true;
    for (size_t i = 0; going && i < part->terms.count; i++) {
        const WorldTerm *t = &part->terms.at[i];
        WorldProduct p = {.minus = t->minus, .part = part};
        for (size_t k = 0; going && k < t->combs.count; k++)
            going = add_comb(m, &p, &part->combs.at[t->combs.at[k]], t);
        bind_wires(m, &p);
        array_push(to, p);
    }
    return going;
}

/* ---- laws ---- */

static bool
is_bound_freely(const WorldProduct *p, uint32_t code)
{
    return args_have(&p->bound, code) && !variable_event(p, code);
}

/* How many factors mention the variable, in all. */
static size_t
mentions(const WorldProduct *p, uint32_t code)
{
    size_t count = 0;
    for (size_t i = 0; i < p->factors.count; i++)
        count +=
            args_have(&p->factors.at[i].heads, code) || args_have(&p->factors.at[i].givens, code);
    return count;
}

static void
remove_arg(ArgList *l, uint32_t code)
{
    size_t kept = 0;
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].code != code)
            l->at[kept++] = l->at[i];
    l->count = kept;
}

static void
remove_factor(WorldProduct *p, size_t i)
{
    factor_free(&p->factors.at[i]);
    for (size_t k = i + 1; k < p->factors.count; k++)
        p->factors.at[k - 1] = p->factors.at[k];
    p->factors.count--;
}

/* The sum over a head that nobody else reads leaves the rest of its factor. */
static void
drop_summed(WorldProduct *p)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = p->factors.count; i-- > 0;) {
            WorldFactor *f = &p->factors.at[i];
            for (size_t k = f->heads.count; k-- > 0;) {
                uint32_t code = f->heads.at[k].code;
                if (code & GROWN_POINT || !is_bound_freely(p, code) || mentions(p, code) > 1)
                    continue;
                remove_arg(&f->heads, code);
                remove_arg(&p->bound, code);
                changed = true;
            }
            if (!f->heads.count) {
                remove_factor(p, i);
                changed = true;
            }
        }
    }
}

static const WorldArg *
find_vertex(const ArgList *l, uint32_t vertex)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].vertex == vertex)
            return &l->at[i];
    return NULL;
}

/* Do all of `some` stand in `all`, with the same codes? */
static bool
args_within(const ArgList *some, const ArgList *all)
{
    bool within = true;
    for (size_t i = 0; within && i < some->count; i++) {
        const WorldArg *a = find_vertex(all, some->at[i].vertex);
        within = a && a->code == some->at[i].code;
    }
    return within;
}

static void
vertices_of(WireList *to, const ArgList *l, const ArgList *without)
{
    for (size_t i = 0; i < l->count; i++)
        if (!without || !find_vertex(without, l->at[i].vertex))
            array_push(to, l->at[i].vertex);
}

/* Is P(heads | givens) the same as given all of the joint so far? */
static bool
continues(const Making *m, const WorldFactor *f, const ArgList *joint)
{
    WireList heads = {0}, rest = {0}, givens = {0};
    bool yes = !f->done && args_within(&f->givens, joint);
    for (size_t i = 0; yes && i < f->heads.count; i++)
        yes = !find_vertex(joint, f->heads.at[i].vertex);
    if (yes) {
        vertices_of(&heads, &f->heads, NULL);
        vertices_of(&givens, &f->givens, NULL);
        vertices_of(&rest, joint, &f->givens);
        yes = !rest.count || separated(m->g, NULL, &heads, &rest, &givens);
    }
    array_clear(&givens);
    array_clear(&rest);
    array_clear(&heads);
    return yes;
}

/* Was nothing done in this set of the data?  Only there the shape separates as it stands. */
static bool
is_observed(const Making *m, size_t data)
{
    return m->data->all || m->data->done.at[data].count == 0;
}

/* The factors that a chain makes P(joint), marked in `taken`. */
static void
find_joint(const Making *m, const WorldProduct *p, ArgList *joint, bool *taken)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < p->factors.count; i++) {
            const WorldFactor *f = &p->factors.at[i];
            if (taken[i] || !is_observed(m, f->data) || !continues(m, f, joint))
                continue;
            for (size_t k = 0; k < f->heads.count; k++)
                array_push(joint, f->heads.at[k]);
            taken[i] = changed = true;
        }
    }
}

/* The marked factors become P(heads | givens), which is put in front. */
static void
replace_factors(WorldProduct *p, const bool *taken, WorldFactor *with)
{
    for (size_t i = p->factors.count; i-- > 0;)
        if (taken[i])
            remove_factor(p, i);
    if (!with->heads.count) {
        factor_free(with);
        return;
    }
    array_push(&p->factors, *with);
    for (size_t i = p->factors.count - 1; i > 0; i--)
        p->factors.at[i] = p->factors.at[i - 1];
    p->factors.at[0] = *with;
}

/* The factors that have the variable as a head, and as a given; false: there are others. */
static bool
find_link(const WorldProduct *p, uint32_t code, size_t *head, size_t *given)
{
    bool one = false, two = false;
    for (size_t i = 0; i < p->factors.count; i++) {
        bool in = args_have(&p->factors.at[i].heads, code);
        bool out = args_have(&p->factors.at[i].givens, code);
        if ((in && (out || one)) || (out && two))
            return false;
        if (in)
            *head = i;
        if (out)
            *given = i;
        one = one || in;
        two = two || out;
    }
    return one && two;
}

/* sum_m P(m | a) P(y | a, b, m) = P(y | a, b), where the shape separates m from b given a. */
static bool
sum_link(const Making *m, WorldProduct *p, WorldArg link)
{
    size_t head = 0, given = 0;
    if (!is_bound_freely(p, link.code) || !find_link(p, link.code, &head, &given))
        return false;
    const WorldFactor *f = &p->factors.at[head];
    WorldFactor *g = &p->factors.at[given];
    if (f->done || g->done || f->data != g->data || f->heads.count != 1 ||
        !args_within(&f->givens, &g->givens))
        return false;
    WireList a = {0}, b = {0}, mid = {0};
    array_push(&mid, link.vertex);
    vertices_of(&a, &f->givens, NULL);
    for (size_t i = 0; i < g->givens.count; i++)
        if (g->givens.at[i].code != link.code && !wires_has(&a, g->givens.at[i].vertex))
            array_push(&b, g->givens.at[i].vertex);
    bool yes = !b.count || (is_observed(m, f->data) && separated(m->g, NULL, &mid, &b, &a));
    if (yes) {
        remove_arg(&g->givens, link.code);
        remove_arg(&p->bound, link.code);
        remove_factor(p, head);
    }
    array_clear(&mid);
    array_clear(&b);
    array_clear(&a);
    return yes;
}

static void
sum_links(const Making *m, WorldProduct *p)
{
    for (size_t i = p->bound.count; i-- > 0;)
        if (i < p->bound.count && sum_link(m, p, p->bound.at[i]))
            i = p->bound.count;
}

/* One joint of observed conditionals, if the product is nothing else. */
static bool
product_joint(const Making *m, WorldProduct *p)
{
    ArgList joint = {0};
    bool *taken = memory_new(p->factors.count, sizeof *taken), all = p->factors.count > 0;
    find_joint(m, p, &joint, taken);
    for (size_t i = 0; i < p->factors.count; i++)
        all = all && taken[i];
    if (all && p->factors.count > 1) {
        WorldFactor f = {.heads = joint, .data = p->factors.at[0].data};
        joint = (ArgList){0};
        replace_factors(p, taken, &f);
        drop_summed(p);
    }
    array_clear(&joint);
    memory_free(taken);
    return all && !p->bound.count;
}

/* P(a, b) / P(b) = P(a | b), where the lower part is P(b). */
static void
divide_joint(const Making *m, WorldFormula *f)
{
    WorldProduct *over = &f->over.at[0], *under = &f->under.at[0];
    const ArgList *b = &under->factors.at[0].heads;
    ArgList joint = {0};
    bool *taken = memory_new(over->factors.count, sizeof *taken);
    find_joint(m, over, &joint, taken);
    if (args_within(b, &joint)) {
        WorldFactor with = {.data = under->factors.at[0].data};
        for (size_t i = 0; i < joint.count; i++)
            if (!find_vertex(b, joint.at[i].vertex))
                array_push(&with.heads, joint.at[i]);
        array_set(&with.givens, b);
        replace_factors(over, taken, &with);
        drop_summed(over);
        product_free(under);
        f->under.count = 0;
    }
    array_clear(&joint);
    memory_free(taken);
}

static bool
same_args(const ArgList *a, const ArgList *b)
{
    return a->count == b->count && args_within(a, b);
}

/* Factors without variables, which stand in both, cancel. */
static void
cancel_factors(WorldProduct *over, WorldProduct *under)
{
    for (size_t i = over->factors.count; i-- > 0;)
        for (size_t k = under->factors.count; k-- > 0;) {
            const WorldFactor *x = &over->factors.at[i], *y = &under->factors.at[k];
            bool points = true;
            for (size_t a = 0; a < x->heads.count; a++)
                points = points && (x->heads.at[a].code & GROWN_POINT);
            for (size_t a = 0; a < x->givens.count; a++)
                points = points && (x->givens.at[a].code & GROWN_POINT);
            if (points && x->done == y->done && x->comb == y->comb && x->data == y->data &&
                same_args(&x->heads, &y->heads) && same_args(&x->givens, &y->givens)) {
                remove_factor(over, i);
                remove_factor(under, k);
                break;
            }
        }
}

static void
shorten(const Making *m, WorldFormula *f)
{
    for (size_t i = 0; i < f->over.count; i++) {
        drop_summed(&f->over.at[i]);
        sum_links(m, &f->over.at[i]);
    }
    for (size_t i = 0; i < f->under.count; i++) {
        drop_summed(&f->under.at[i]);
        sum_links(m, &f->under.at[i]);
    }
    bool joint = f->under.count == 1 && product_joint(m, &f->under.at[0]);
    if (f->over.count == 1 && f->under.count == 1) {
        cancel_factors(&f->over.at[0], &f->under.at[0]);
        if (joint && f->under.at[0].factors.count == 1 && !f->under.at[0].factors.at[0].done &&
            !f->under.at[0].factors.at[0].givens.count)
            divide_joint(m, f);
        if (f->under.count && !f->under.at[0].factors.count) {
            product_free(&f->under.at[0]);
            f->under.count = 0;
        }
    }
    for (size_t i = 0; f->over.count > 1 && i < f->over.count; i++)
        product_joint(m, &f->over.at[i]);
}

bool
world_formula_make(WorldFormula *to, const WorldAnswer *a, const WorldQuestion *q,
                   const WorldData *data, const Graph *g, Budget *b)
{
    world_formula_clear(to);
    Making m = {.to = to, .q = q, .data = data, .g = g, .b = b, .own = FORMULA_OWN,
                .given = &a->given};
    bool going = add_part(&m, &to->over, &a->asked) &&
                 (!a->conditional || add_part(&m, &to->under, &a->given));
    if (going)
        shorten(&m, to);
    return going;
}

void
world_formula_combs(WorldFormula *to, const WorldAnswer *a, const WorldQuestion *q)
{
    Making m = {.to = to, .q = q, .given = &a->given};
    world_formula_clear(to);
    for (int under = 0; under < (a->conditional ? 2 : 1); under++) {
        const WorldPart *part = under ? &a->given : &a->asked;
        for (size_t i = 0; i < part->terms.count; i++) {
            const WorldTerm *t = &part->terms.at[i];
            WorldProduct p = {.minus = t->minus, .part = part};
            for (size_t k = 0; k < t->combs.count; k++)
                add_whole(&p, &part->combs.at[t->combs.at[k]], t, true, NULL);
            bind_wires(&m, &p);
            if (under)
                array_push(&to->under, p);
            else
                array_push(&to->over, p);
        }
    }
}

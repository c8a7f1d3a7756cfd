/* world_text.c -- formulas of counterfactuals as text; see world_text.h.
 *
 * In a product the variables of one vertex are told apart by primes; what is asked for has none. */
#include "lang/worlds/world_text.h"

#include "lang/elaborate/vertex.h"
#include "lang/worlds/world_reader.h"
#include "show/formula.h"

/* ---- names of variables ---- */

typedef struct Writer {
    const WorldQuestion *q;
    const Name *name_of;
    const Graph *g;
    const WorldData *data;
    Sink *out;
    const WorldProduct *p; /* the product under way */
    ArgList named;         /* its variables, in the order of their names */
} Writer;

static void
name_variable(Writer *w, WorldArg a)
{
    if (a.code & GROWN_POINT)
        return;
    for (size_t i = 0; i < w->named.count; i++)
        if (w->named.at[i].code == a.code)
            return;
    array_push(&w->named, a);
}

static bool
is_bound(const WorldProduct *p, uint32_t code)
{
    for (size_t i = 0; i < p->bound.count; i++)
        if (p->bound.at[i].code == code)
            return true;
    return false;
}

/* Free variables come first, so that they get the plain names. */
static void
name_variables(Writer *w)
{
    w->named.count = 0;
    for (int bound = 0; bound < 2; bound++)
        for (size_t i = 0; i < w->p->factors.count; i++) {
            const WorldFactor *f = &w->p->factors.at[i];
            for (size_t k = 0; k < f->heads.count; k++)
                if (is_bound(w->p, f->heads.at[k].code) == bound)
                    name_variable(w, f->heads.at[k]);
            for (size_t k = 0; k < f->givens.count; k++)
                if (is_bound(w->p, f->givens.at[k].code) == bound)
                    name_variable(w, f->givens.at[k]);
        }
}

static void
write_name(const Writer *w, WorldArg a)
{
    word_write_name(w->name_of[a.vertex], w->out);
    for (size_t i = 0; i < w->named.count && w->named.at[i].code != a.code; i++)
        if (w->named.at[i].vertex == a.vertex)
            sink_put(w->out, "'");
}

void
world_arg_write(const WorldQuestion *q, const Name *name_of, WorldArg a, Sink *out)
{
    word_write_name(name_of[a.vertex], out);
    if (!(a.code & GROWN_POINT))
        return;
    sink_put(out, " = ");
    type_write_label(q->model->vertices.at[a.vertex].type, a.code & ~GROWN_POINT, out);
}

static void
write_arg(const Writer *w, WorldArg a)
{
    if (a.code & GROWN_POINT)
        world_arg_write(w->q, w->name_of, a, w->out);
    else
        write_name(w, a);
}

static void
write_args(const Writer *w, const ArgList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        sink_put(w->out, i ? ", " : "");
        write_arg(w, l->at[i]);
    }
}

/* ---- a product ---- */

/* Was the vertex done in the experiment that the factor is of? */
static bool
is_done(const Writer *w, const WorldFactor *f, uint32_t vertex)
{
    return f->done || wires_has(&w->data->done.at[f->data], vertex);
}

/* `P(Y | do(X = 0), Z)`; what an experiment has set, and nothing reads, is told too. */
static void
write_factor(const Writer *w, const WorldFactor *f)
{
    bool any = false, given = false;
    sink_put(w->out, "P(");
    write_args(w, &f->heads);
    for (size_t i = 0; i < f->givens.count; i++) {
        if (!is_done(w, f, f->givens.at[i].vertex))
            continue;
        sink_put(w->out, any ? ", " : " | do(");
        write_arg(w, f->givens.at[i]);
        any = true;
    }
    for (size_t i = 0; !f->done && i < w->data->done.at[f->data].count; i++) {
        uint32_t v = w->data->done.at[f->data].at[i];
        bool read = false;
        for (size_t k = 0; k < f->givens.count; k++)
            read = read || f->givens.at[k].vertex == v;
        if (read)
            continue;
        sink_put(w->out, any ? ", " : " | do(");
        word_write_name(w->name_of[v], w->out);
        any = true;
    }
    sink_put(w->out, any ? ")" : "");
    for (size_t i = 0; i < f->givens.count; i++) {
        if (is_done(w, f, f->givens.at[i].vertex))
            continue;
        sink_put(w->out, given || any ? ", " : " | ");
        write_arg(w, f->givens.at[i]);
        given = true;
    }
    sink_put(w->out, ")");
}

/* ` in {1, 2}`, ` != 0`: what an event leaves of a variable. */
static void
write_event(const Writer *w, WorldArg a)
{
    const WorldEvent *e = variable_event(w->p, a.code);
    const Type *t = w->q->model->vertices.at[a.vertex].type;
    if (!e)
        return;
    const WireList *l = &e->set.labels;
    bool one = l->count == 1;
    sink_put(w->out, e->set.complement ? one ? " != " : " not in {" : one ? " = " : " in {");
    for (size_t i = 0; i < l->count; i++) {
        sink_put(w->out, i ? ", " : "");
        type_write_label(t, l->at[i], w->out);
    }
    sink_put(w->out, one ? "" : "}");
}

/* The places of the bound variables, causes first. */
static uint32_t *
order_bound(const Writer *w)
{
    size_t n = w->p->bound.count;
    uint32_t *order = memory_new(n, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        size_t k = i;
        uint32_t rank = w->g->rank[w->p->bound.at[i].vertex];
        while (k > 0 && w->g->rank[w->p->bound.at[order[k - 1]].vertex] > rank) {
            order[k] = order[k - 1];
            k--;
        }
        order[k] = i;
    }
    return order;
}

/* The last of the ordered variables that the factor mentions, from 1; 0: none. */
static size_t
level_of(const Writer *w, const uint32_t *order, const WorldFactor *f)
{
    for (size_t i = w->p->bound.count; i > 0; i--) {
        uint32_t code = w->p->bound.at[order[i - 1]].code;
        for (size_t k = 0; k < f->heads.count; k++)
            if (f->heads.at[k].code == code)
                return i;
        for (size_t k = 0; k < f->givens.count; k++)
            if (f->givens.at[k].code == code)
                return i;
    }
    return 0;
}

static void
write_sum(const Writer *w, const uint32_t *order, size_t from, size_t to)
{
    bool one = to - from == 1 && !variable_event(w->p, w->p->bound.at[order[from]].code);
    sink_put(w->out, one ? "sum_" : "sum_{");
    for (size_t i = from; i < to; i++) {
        WorldArg a = w->p->bound.at[order[i]];
        sink_put(w->out, i > from ? ", " : "");
        write_name(w, a);
        write_event(w, a);
    }
    sink_put(w->out, one ? " " : "} ");
}

/* The factors, causes first: by the last of their heads. */
static uint32_t *
order_factors(const Writer *w)
{
    size_t n = w->p->factors.count;
    uint32_t *order = memory_new(n, sizeof *order), *rank = memory_new(n, sizeof *rank);
    for (uint32_t i = 0; i < n; i++) {
        const WorldFactor *f = &w->p->factors.at[i];
        for (size_t k = 0; k < f->heads.count; k++)
            if (w->g->rank[f->heads.at[k].vertex] > rank[i])
                rank[i] = w->g->rank[f->heads.at[k].vertex];
        size_t at = i;
        for (; at > 0 && rank[order[at - 1]] > rank[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    memory_free(rank);
    return order;
}

static void
write_product(Writer *w, const WorldProduct *p)
{
    bool any = false;
    w->p = p;
    name_variables(w);
    uint32_t *order = order_bound(w), *factor = order_factors(w);
    size_t summed = 0;
    for (size_t level = 0; level <= p->bound.count; level++) {
        bool here = false;
        for (size_t i = 0; i < p->factors.count; i++)
            here = here || level_of(w, order, &p->factors.at[i]) == level;
        if (!here)
            continue;
        sink_put(w->out, any ? " " : "");
        if (level > summed)
            write_sum(w, order, summed, level);
        summed = level;
        any = false;
        for (size_t i = 0; i < p->factors.count; i++) {
            const WorldFactor *f = &p->factors.at[factor[i]];
            if (level_of(w, order, f) != level)
                continue;
            sink_put(w->out, any ? " " : "");
            write_factor(w, f);
            any = true;
        }
    }
    if (!p->factors.count)
        sink_put(w->out, "1");
    memory_free(factor);
    memory_free(order);
}

/* ---- the whole ---- */

static void
write_products(Writer *w, const WorldProduct *at, size_t count)
{
    bool first = true;
    for (int minus = 0; minus < 2; minus++) /* what is added comes first */
        for (size_t i = 0; i < count; i++) {
            if (at[i].minus != minus)
                continue;
            sink_put(w->out, first ? minus ? "-" : "" : minus ? " - " : " + ");
            bool sum = count > 1 && at[i].bound.count;
            sink_put(w->out, sum ? "(" : "");
            write_product(w, &at[i]);
            sink_put(w->out, sum ? ")" : "");
            first = false;
        }
}

/* One that needs no parentheses beside a fraction's line. */
static bool
is_plain(const WorldProduct *at, size_t count)
{
    return count == 1 && at[0].factors.count == 1 && !at[0].bound.count;
}

static void
write_side(Writer *w, const WorldProduct *at, size_t count)
{
    bool plain = is_plain(at, count);
    sink_put(w->out, plain ? "" : "(");
    write_products(w, at, count);
    sink_put(w->out, plain ? "" : ")");
}

static bool
any_listed(const WorldFormula *f, uint32_t code)
{
    for (size_t i = 0; i < f->any.count; i++)
        if (f->any.at[i].code == code)
            return true;
    return false;
}

static void
write_any(const Writer *w, const WorldFormula *f)
{
    bool said = false;
    for (size_t i = 0; i < w->named.count; i++) {
        if (!any_listed(f, w->named.at[i].code))
            continue;
        sink_put(w->out, said ? ", " : "  for any ");
        write_name(w, w->named.at[i]);
        said = true;
    }
}

/* `where P(X, Y | do(M)) = ...` for each comb that stands for itself. */
static void
write_where(const Writer *w, const WorldFormula *f, const char *margin)
{
    ARRAY(const WorldComb *) told = {0};
    for (size_t i = 0; i < f->over.count + f->under.count; i++) {
        const WorldProduct *p = i < f->over.count ? &f->over.at[i]
                                                  : &f->under.at[i - f->over.count];
        for (size_t k = 0; k < p->factors.count; k++) {
            const WorldComb *c = p->factors.at[k].comb;
            bool known = !c || !c->found.identified;
            for (size_t j = 0; j < told.count; j++)
                known = known || wires_compare(&told.at[j]->vertices, &c->vertices) == 0;
            if (known)
                continue;
            array_push(&told, c);
            sink_print(w->out, "\n%swhere P(", margin);
            for (size_t j = 0; j < c->vertices.count; j++) {
                sink_put(w->out, j ? ", " : "");
                word_write_name(w->name_of[c->vertices.at[j]], w->out);
            }
            sink_put(w->out, c->inputs.count ? " | do(" : "");
            for (size_t j = 0; j < c->inputs.count; j++) {
                sink_put(w->out, j ? ", " : "");
                word_write_name(w->name_of[c->inputs.at[j]], w->out);
            }
            sink_put(w->out, c->inputs.count ? ")) = " : ") = ");
            FormulaNames names = {.name_of = w->name_of, .form = FORMULA_TEXT, .rank = w->g->rank};
            formula_write(&c->found.estimand, &names, w->out);
        }
    }
    array_clear(&told);
}

void
world_formula_write(const WorldFormula *f, const WorldQuestion *q, const WorldData *data,
                    const Graph *g, const Name *name_of, const char *margin, Sink *out)
{
    Writer w = {.q = q, .name_of = name_of, .g = g, .data = data, .out = out};
    if (f->under.count)
        write_side(&w, f->over.at, f->over.count);
    else
        write_products(&w, f->over.at, f->over.count);
    write_any(&w, f);
    if (f->under.count) {
        sink_put(out, " / ");
        write_side(&w, f->under.at, f->under.count);
    }
    write_where(&w, f, margin);
    array_clear(&w.named);
}

void
world_read_write(Session *s, const Grown *g, uint32_t vertex, uint32_t read, Sink *out)
{
    const WorldQuestion *q = g->question;
    if (read & GROWN_POINT) {
        const Vertex *v = &q->model->vertices.at[vertex];
        word_write_name(v->name ? v->name : edge_name(s, q->model, v), out);
        sink_put(out, " = ");
        type_write_label(v->type, read & ~GROWN_POINT, out);
        return;
    }
    const GrownWire *w = &g->wires.at[read];
    world_write(s, q, w->vertex, w->world, out);
    sink_put(out, w->world == q->plain ? " as it happens" : "");
}

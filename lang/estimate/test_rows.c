/* test_rows.c -- tests of what counts alone tell: independences, and instruments; see tests.h. */
#include "lang/complain/complain_evaluate.h"
#include "lang/estimate/tests.h"
#include "lang/session/meaning.h"

#include <string.h>

/* The rows by some variables. */
typedef struct Tallied {
    Query query;
    TypeList types;
    Matrix shares;
} Tallied;

static void
tallied_init(Tallied *r, const Tests *x)
{
    *r = (Tallied){.query.diagram = &x->sample.context.state.diagram};
    matrix_init_empty(&r->shares);
}

static void
tallied_clear(Tallied *r)
{
    array_clear(&r->types);
    matrix_clear(&r->shares);
    query_clear(&r->query);
}

static void
add_head(Tallied *r, const Tests *x, uint32_t vertex)
{
    const Diagram *d = r->query.diagram;
    uint32_t head = x->sample.context.output_of.at[vertex];
    array_push(&r->query.heads, head);
    array_push(&r->types, d->wires.at[d->outputs.at[head].wire]);
}

static void
add_heads(Tallied *r, const Tests *x, const WireList *vertices)
{
    for (size_t i = 0; i < vertices->count; i++)
        add_head(r, x, vertices->at[i]);
}

static bool
find_shares(Tallied *r, Tests *x)
{
    Session *s = x->sample.s;
    ReachedRow reached;
    if (!session_evaluate(s, &r->shares, &r->query, x->node, &reached))
        return false;
    return !r->shares.undefined.at[0] ||
           complain_undefined_inside(&s->complain, x->sample.at->at, reached.box, reached.event);
}

static bool
count_entry(const Tallied *r, Tests *x, size_t e, uint64_t *to)
{
    return sample_count(&x->sample, to, &r->shares.weight.at[e],
                        matrix_entry_tuple(&r->shares, e), &r->types);
}

/* Do two entries begin with the same so many labels? */
static bool
begins_alike(const Matrix *m, size_t a, size_t b, size_t labels)
{
    return memcmp(matrix_entry_tuple(m, a), matrix_entry_tuple(m, b),
                  labels * sizeof(uint32_t)) == 0;
}

/* ---- independences ---- */

/* The entries of (given, of, v), in their order, are cells: what is given is the stratum. */
static bool
take_cells(GCellList *to, Tests *x, const Tallied *r, size_t given)
{
    const Matrix *m = &r->shares;
    size_t of = m->out.count - 1;
    GCell c = {0};
    bool ok = true;
    for (size_t e = 0; ok && e < m->weight.count; e++) {
        c.stratum += e && !begins_alike(m, e - 1, e, given);
        c.column += e && !begins_alike(m, e - 1, e, of);
        c.row = matrix_entry_tuple(m, e)[of];
        ok = count_entry(r, x, e, &c.count);
        array_push(to, c);
    }
    return ok;
}

bool
test_independence(Tests *x, Tested *t, const Independence *i)
{
    Tallied r;
    GCellList cells = {0};
    tallied_init(&r, x);
    add_heads(&r, x, &i->given);
    add_heads(&r, x, &i->of);
    add_head(&r, x, i->v);
    bool ok = find_shares(&r, x) && take_cells(&cells, x, &r, i->given.count) &&
              (g_test_make(&t->g, &cells, &x->sample.s->budget) || tests_stopped(x));
    array_clear(&cells);
    tallied_clear(&r);
    return ok;
}

/* ---- instruments ---- */

/* `X = 1, W = 0`: where the largest sum is; `first` is an entry of its stratum. */
static Name
write_where(const Tests *x, const Tallied *r, const Tested *t, const Instrumental *i, size_t first)
{
    Session *s = x->sample.s;
    const uint32_t *tuple = matrix_entry_tuple(&r->shares, first);
    size_t given = i->given.count;
    Sink text;
    sink_init(&text);
    for (size_t k = 0; k <= given; k++) {
        size_t head = k ? k - 1 : given + 1;
        sink_put(&text, k ? ", " : "");
        word_write_name(x->name_of[k ? i->given.at[k - 1] : i->x], &text);
        sink_put(&text, " = ");
        type_write_label(r->types.at[head], k ? tuple[head] : t->arms.label, &text);
    }
    return names_take(&s->names, &text);
}

/* The entries of (given, z, x, y): those of each stratum together, as a table with zeros. */
static bool
take_strata(Tests *x, Tested *t, const Tallied *r, const Instrumental *i, uint64_t *counts)
{
    const Matrix *m = &r->shares;
    Arms *a = &t->arms;
    size_t given = i->given.count, first = 0, largest = 0;
    uint64_t cells = (uint64_t)a->z * a->x * a->y, stratum = 0;
    bool ok = true;
    for (size_t e = 0; ok && e < m->weight.count; e++) {
        const uint32_t *tuple = matrix_entry_tuple(m, e) + given;
        ok = count_entry(r, x, e, &counts[((size_t)tuple[0] * a->x + tuple[1]) * a->y + tuple[2]]);
        if (e + 1 < m->weight.count && begins_alike(m, e, e + 1, given))
            continue;
        ok = ok && (arms_add(a, stratum, counts) || tests_stopped(x));
        largest = a->stratum == stratum ? first : largest;
        memset(counts, 0, cells * sizeof *counts);
        first = e + 1;
        stratum++;
    }
    if (ok && a->sums)
        t->where = write_where(x, r, t, i, largest);
    return ok;
}

static bool
find_arms(Tests *x, Tested *t, Tallied *r, const Instrumental *i)
{
    const Arms *a = &t->arms;
    uint64_t cells = (uint64_t)a->z * a->x * a->y;
    if (!budget_allows(&x->sample.s->budget, cells * sizeof(uint64_t)))
        return tests_stopped(x);
    uint64_t *counts = memory_new(cells + 1, sizeof *counts);
    bool ok = find_shares(r, x) && take_strata(x, t, r, i, counts);
    memory_free(counts);
    return ok;
}

bool
test_instrument(Tests *x, Tested *t, const Instrumental *i)
{
    Tallied r;
    tallied_init(&r, x);
    add_heads(&r, x, &i->given);
    add_head(&r, x, i->z);
    add_head(&r, x, i->x);
    add_head(&r, x, i->y);
    size_t first = i->given.count;
    arms_init(&t->arms, r.types.at[first]->size, r.types.at[first + 1]->size,
              r.types.at[first + 2]->size, &x->sample.s->budget);
    t->large = arms_sums(&t->arms);
    t->large = t->large > ARMS_SUMS_MAX ? t->large : 0;
    bool ok = t->large || find_arms(x, t, &r, i);
    tallied_clear(&r);
    return ok;
}

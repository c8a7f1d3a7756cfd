/* marginal.c -- the marginal of a recipe: heads that nobody wants are summed, and a conditional
 * whose heads are summed and read nowhere sums to one, so it vanishes; then what only it read. */
#include "diagram/estimand.h"

/* What is known of a variable: `readers` factors read it, `giver` has it as a head. */
typedef struct Variable {
    uint32_t readers, giver;
    bool bound, dropped;
} Variable;

typedef struct Marginal {
    Recipe *r;
    Map index; /* variable -> place in variables */
    ARRAY(Variable) variables;
    WireList unread; /* bound variables without readers, not dropped yet */
    WireList left;   /* of each factor: its heads that are not dropped */
} Marginal;

static Variable *
variable(Marginal *m, uint32_t v)
{
    uint64_t at;
    if (!map_find(&m->index, v, &at)) {
        at = m->variables.count;
        map_set_at(&m->index, v, at);
        array_push(&m->variables, (Variable){0});
    }
    return &m->variables.at[at];
}

/* The heads outside `keep` become bound. */
static void
sum_heads(Recipe *r, const WireList *keep)
{
    Map kept = {0};
    size_t heads = 0;
    map_add_wires(&kept, keep);
    for (size_t i = 0; i < r->heads.count; i++)
        if (map_find(&kept, r->heads.at[i], NULL))
            r->heads.at[heads++] = r->heads.at[i];
        else
            array_push(&r->bound, r->heads.at[i]);
    r->heads.count = heads;
    map_clear(&kept);
}

static void
find_readers(Marginal *m)
{
    for (uint32_t i = 0; i < m->r->factors.count; i++) {
        const Factor *f = &m->r->factors.at[i];
        array_push(&m->left, (uint32_t)f->heads.count);
        for (size_t k = 0; k < f->heads.count; k++)
            variable(m, f->heads.at[k])->giver = i;
        for (size_t k = 0; k < f->givens.count; k++)
            variable(m, f->givens.at[k])->readers++;
    }
    for (size_t i = 0; i < m->r->bound.count; i++) {
        Variable *v = variable(m, m->r->bound.at[i]);
        v->bound = true;
        if (v->readers == 0)
            array_push(&m->unread, m->r->bound.at[i]);
    }
}

static void
drop_unread(Marginal *m)
{
    while (m->unread.count > 0) {
        Variable *v = variable(m, m->unread.at[--m->unread.count]);
        v->dropped = true;
        if (--m->left.at[v->giver] > 0)
            continue;
        const Factor *f = &m->r->factors.at[v->giver];
        for (size_t k = 0; k < f->givens.count; k++) {
            Variable *g = variable(m, f->givens.at[k]);
            if (--g->readers == 0 && g->bound)
                array_push(&m->unread, f->givens.at[k]);
        }
    }
}

static void
keep_undropped(Marginal *m, WireList *list)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!variable(m, list->at[i])->dropped)
            list->at[count++] = list->at[i];
    list->count = count;
}

static void
compress(Marginal *m)
{
    size_t count = 0;
    Recipe *r = m->r;
    keep_undropped(m, &r->bound);
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor *f = &r->factors.at[i];
        keep_undropped(m, &f->heads);
        if (f->heads.count > 0)
            r->factors.at[count++] = *f;
        else
            factor_clear(f);
    }
    r->factors.count = count;
}

void
recipe_marginal(Recipe *to, const Recipe *r, const WireList *keep)
{
    Recipe made = {0};
    Marginal m = {.r = &made};
    recipe_set(&made, r);
    sum_heads(&made, keep);
    find_readers(&m);
    drop_unread(&m);
    compress(&m);
    map_clear(&m.index);
    array_clear(&m.variables);
    array_clear(&m.unread);
    array_clear(&m.left);
    recipe_clear(to);
    *to = made;
}

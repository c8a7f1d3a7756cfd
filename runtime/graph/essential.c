/* essential.c -- which arrows all DAGs equivalent to this one have.
 *
 * The algorithm is Label-Edges of Chickering 1995.  Arrows are taken by their heads in the model's
 * order, at one head the latest tail first.  Each is compelled or reversible, told from the arrows
 * before it: x -> y is compelled when an arrow w -> x is and w is no parent of y, or when y has a
 * parent that is neither x nor a parent of x; either then holds for all arrows into y that are not
 * labelled yet. */
#include "graph/markov.h"

#include <assert.h>
#include <stdlib.h>

void
essential_clear(Essential *e)
{
    array_clear(&e->arrows);
    array_clear(&e->lines);
}

typedef enum Label { UNLABELLED, COMPELLED, REVERSIBLE } Label;

typedef struct Labels {
    const Graph *g;
    uint8_t *of;    /* of each arrow, as it stands in the rows of parents */
    uint32_t *mark; /* of the parents of one head: their places in its row, plus one; else 0 */
    WireList tails; /* these parents, in the order of rank */
} Labels;

/* What is not labelled yet among the arrows into y. */
static void
label_rest(Labels *l, uint32_t y, Label label)
{
    for (uint32_t i = l->g->parents.start.at[y]; i < l->g->parents.start.at[y + 1]; i++)
        if (l->of[i] == UNLABELLED)
            l->of[i] = (uint8_t)label;
}

/* The compelled arrows w -> x compel w -> y.  False: such a w is no parent of y. */
static bool
compel_through(Labels *l, uint32_t x, uint32_t y)
{
    const Rows *r = &l->g->parents;
    for (uint32_t i = r->start.at[x]; i < r->start.at[x + 1]; i++) {
        uint32_t w = r->of.at[i];
        if (l->of[i] != COMPELLED)
            continue;
        if (!l->mark[w])
            return false;
        l->of[r->start.at[y] + l->mark[w] - 1] = COMPELLED;
    }
    return true;
}

/* Has y a parent that is not x, and not a parent of x? */
static bool
has_other_parent(const Labels *l, uint32_t x, uint32_t y)
{
    size_t of_x, of_y, shared = 0;
    const uint32_t *parents = rows_at(&l->g->parents, x, &of_x);
    rows_at(&l->g->parents, y, &of_y);
    for (size_t i = 0; i < of_x; i++)
        shared += l->mark[parents[i]] != 0;
    return shared + 1 < of_y;
}

static void
label_arrow(Labels *l, uint32_t x, uint32_t y)
{
    if (!compel_through(l, x, y) || has_other_parent(l, x, y))
        label_rest(l, y, COMPELLED);
    else
        label_rest(l, y, REVERSIBLE);
}

static void
label_head(Labels *l, uint32_t y)
{
    const Rows *r = &l->g->parents;
    uint32_t first = r->start.at[y], end = r->start.at[y + 1];
    l->tails.count = 0;
    for (uint32_t i = first; i < end; i++) {
        array_push(&l->tails, r->of.at[i]);
        l->mark[r->of.at[i]] = i - first + 1;
    }
    sort_by_rank(&l->tails, l->g->rank);
    for (size_t i = l->tails.count; i-- > 0;)
        if (l->of[first + l->mark[l->tails.at[i]] - 1] == UNLABELLED)
            label_arrow(l, l->tails.at[i], y);
    for (uint32_t i = first; i < end; i++)
        l->mark[r->of.at[i]] = 0;
}

typedef struct Line {
    uint32_t from, to;
} Line;
typedef ARRAY(Line) LineList;

static int
compare_lines(const void *x, const void *y)
{
    const Line *a = x, *b = y;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static void
put_sorted(WireList *to, LineList *from)
{
    if (from->count)
        qsort(from->at, from->count, sizeof *from->at, compare_lines);
    to->count = 0;
    for (size_t i = 0; i < from->count; i++) {
        array_push(to, from->at[i].from);
        array_push(to, from->at[i].to);
    }
}

static void
collect(Essential *to, const Labels *l)
{
    const Rows *r = &l->g->parents;
    LineList arrows = {0}, lines = {0};
    for (uint32_t y = 0; y < l->g->count; y++)
        for (uint32_t i = r->start.at[y]; i < r->start.at[y + 1]; i++) {
            uint32_t x = r->of.at[i];
            if (l->of[i] == COMPELLED)
                array_push(&arrows, ((Line){x, y}));
            else
                array_push(&lines, x < y ? ((Line){x, y}) : ((Line){y, x}));
        }
    put_sorted(&to->arrows, &arrows);
    put_sorted(&to->lines, &lines);
    array_clear(&arrows);
    array_clear(&lines);
}

void
essential_graph(Essential *to, const Graph *g)
{
    Labels l = {.g = g,
                .of = memory_new(g->parents.of.count, sizeof *l.of),
                .mark = memory_new(g->count, sizeof *l.mark)};
    for (size_t i = 0; i < g->order.count; i++) {
        assert(g->observed[i]);
        label_head(&l, g->order.at[i]);
    }
    collect(to, &l);
    memory_free(l.of);
    memory_free(l.mark);
    array_clear(&l.tails);
}

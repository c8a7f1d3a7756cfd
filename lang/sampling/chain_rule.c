/* chain_rule.c -- see chain_rule.h.
 *
 * A node is a list of labels that rows begin with: it has the weights of the next label, and a node
 * below it for each that was drawn.  Of a table its weights are sums of the entries in a range. */
#include "lang/sampling/chain_rule.h"

#include "evaluate/evaluate.h"
#include "lang/complain/complain_evaluate.h"
#include "sampling/inverse.h"

enum { SMALL_TABLE = 1 << 12 };

typedef struct ChainNode {
    ARRAY(__mpq_struct) weight; /* of each label that is possible */
    ARRAY(uint32_t) label;
    ARRAY(size_t) from; /* of a table: where its entries begin; one more at the end */
    Inverse inverse;
} ChainNode;

typedef struct ChainRule {
    Session *s;
    const Node *n;
    NumberQuery *asked;  /* NULL: */
    const Matrix *table; /* all rows are there */
    size_t depth;        /* how many labels a row has */
    ARRAY(ChainNode *) nodes;
    Map below; /* node and label -> node */
    uint64_t bytes;
    uint32_t *labels; /* of the row that is drawn */
} ChainRule;

static void
chain_rule_clear(ChainRule *c)
{
    for (size_t i = 0; i < c->nodes.count; i++) {
        ChainNode *x = c->nodes.at[i];
        for (size_t k = 0; k < x->weight.count; k++)
            mpq_clear(&x->weight.at[k]);
        if (x->inverse.cut)
            inverse_clear(&x->inverse);
        array_clear(&x->weight);
        array_clear(&x->label);
        array_clear(&x->from);
        memory_free(x);
    }
    array_clear(&c->nodes);
    map_clear(&c->below);
    memory_free(c->labels);
}

static bool
stopped(ChainRule *c)
{
    return complain_stopped(&c->s->complain, &c->s->budget, c->n->at);
}

static void
add_weight(ChainNode *x, uint32_t label, const mpq_t weight)
{
    if (!x->label.count || x->label.at[x->label.count - 1] != label) {
        array_push(&x->label, label);
        array_add_zeroed(&x->weight, 1);
        mpq_init(&x->weight.at[x->weight.count - 1]);
    }
    __mpq_struct *sum = &x->weight.at[x->weight.count - 1];
    mpq_add(sum, sum, weight);
}

/* The entries from..to of the table, by their label at this depth. */
static bool
sum_entries(ChainRule *c, ChainNode *x, size_t from, size_t to, size_t depth)
{
    for (size_t e = from; e < to; e++) {
        const uint32_t *tuple = matrix_entry_tuple(c->table, e);
        size_t labels = x->label.count;
        add_weight(x, tuple[depth], &c->table->weight.at[e]);
        if (x->label.count > labels)
            array_push(&x->from, e);
        if (!budget_step(&c->s->budget, 1 + mpz_size(mpq_denref(&c->table->weight.at[e]))))
            return stopped(c);
    }
    array_push(&x->from, to);
    return true;
}

/* The engine's answer for the next label. */
static bool
ask_next(ChainRule *c, ChainNode *x, size_t depth)
{
    const Query *all = &c->asked->query;
    Query q = {.diagram = all->diagram};
    Trouble t = {0};
    Matrix m;
    matrix_init_empty(&m);
    array_push(&q.heads, all->heads.at[depth]);
    array_set(&q.events, &all->events);
    for (size_t i = 0; i < depth; i++) {
        Event e = {.position = all->heads.at[i], .condition = true};
        array_push(&e.labels, c->labels[i]);
        array_push(&q.events, e);
    }
    Outcome outcome = evaluate(&m, &q, &c->s->meaning, &c->s->budget, &t);
    bool ok = session_complain(c->s, outcome, &t, c->n);
    if (ok && m.undefined.at[0]) {
        ReachedRow reached = {0};
        if (t.box)
            reached = (ReachedRow){t.box, trouble_event(c->s, &t)};
        ok = number_query_undefined(c->asked, c->n, &reached);
    }
    for (size_t e = 0; ok && e < m.weight.count; e++)
        add_weight(x, *matrix_entry_tuple(&m, e), &m.weight.at[e]);
    for (size_t i = all->events.count; i < q.events.count; i++)
        array_clear(&q.events.at[i].labels);
    q.events.count = 0; /* the others are the question's */
    query_clear(&q);
    trouble_clear(&t);
    matrix_clear(&m);
    return ok;
}

/* from, to: of a table, the entries that begin so. */
static ChainNode *
add_node(ChainRule *c, size_t from, size_t to, size_t depth)
{
    enum { LABEL_BYTES = 80, NODE_BYTES = 256 };
    ChainNode *x = memory_new(1, sizeof *x);
    *x = (ChainNode){0};
    array_push(&c->nodes, x);
    if (!(c->table ? sum_entries(c, x, from, to, depth) : ask_next(c, x, depth)))
        return NULL;
    c->bytes += NODE_BYTES + x->label.count * LABEL_BYTES;
    if (!budget_allows(&c->s->budget, c->bytes) ||
        !inverse_init(&x->inverse, x->weight.at, x->weight.count, &c->s->budget)) {
        stopped(c);
        return NULL;
    }
    return x;
}

/* The node of the labels that were drawn, the last of which is the k-th of node `at`. */
static bool
find_below(ChainRule *c, size_t *at, size_t k, size_t depth)
{
    uint64_t found, key = (uint64_t)*at << 32 | k;
    if (!map_find(&c->below, key, &found)) {
        const ChainNode *x = c->nodes.at[*at];
        found = c->nodes.count;
        map_set_at(&c->below, key, found);
        if (!add_node(c, c->table ? x->from.at[k] : 0, c->table ? x->from.at[k + 1] : 0, depth))
            return false;
    }
    *at = (size_t)found;
    return true;
}

static bool
draw_row(ChainRule *c, Random *random)
{
    size_t at = 0;
    for (size_t i = 0; i < c->depth; i++) {
        if (i > 0) {
            size_t k = 0; /* the place of the label before this one */
            while (c->nodes.at[at]->label.at[k] != c->labels[i - 1])
                k++;
            if (!find_below(c, &at, k, i))
                return false;
        }
        const ChainNode *x = c->nodes.at[at];
        c->labels[i] = x->label.at[inverse_draw(&x->inverse, random)];
    }
    return budget_step(&c->s->budget, c->depth + 1) || stopped(c);
}

static bool
draw_rows(ChainRule *c, DrawnRows *to, uint64_t rows, Random *random)
{
    Budget *b = &c->s->budget;
    c->labels = memory_new(c->depth, sizeof *c->labels);
    bool ok = c->depth == 0 || add_node(c, 0, c->table ? c->table->weight.count : 0, 0);
    b->total = rows;
    for (uint64_t r = 0; ok && r < rows; r++) {
        b->done = r;
        ok = draw_row(c, random);
        if (ok)
            drawn_rows_add(to, c->labels);
    }
    chain_rule_clear(c);
    return ok;
}

bool
chain_rule_draw_matrix(DrawnRows *to, const Matrix *state, uint64_t rows, Random *random,
                       const Node *n)
{
    ChainRule c = {.s = to->s, .n = n, .table = state, .depth = to->out.count};
    return draw_rows(&c, to, rows, random);
}

static bool
is_small(const PortList *out)
{
    uint64_t size = 1;
    for (size_t i = 0; i < out->count && size <= SMALL_TABLE; i++)
        size *= out->at[i].type->size;
    return size <= SMALL_TABLE;
}

bool
chain_rule_draw(DrawnRows *to, NumberQuery *a, uint64_t rows, Random *random, const Node *n)
{
    ChainRule c = {.s = to->s, .n = n, .asked = a, .depth = to->out.count};
    if (!is_small(&to->out))
        return draw_rows(&c, to, rows, random);
    Matrix m;
    ReachedRow reached;
    matrix_init_empty(&m);
    bool ok = session_evaluate(to->s, &m, &a->query, n, &reached);
    if (ok && m.undefined.at[0])
        ok = number_query_undefined(a, n, &reached);
    ok = ok && chain_rule_draw_matrix(to, &m, rows, random, n);
    matrix_clear(&m);
    return ok;
}

/* entropy.c -- entropy and mutual information; see entropy.h.
 *
 *   H(X | Z)    = - sum p(x, z) log p(x | z)
 *   I(X; Y | Z) =   sum p(x, y, z) log (p(x, y, z) p(z) / (p(x, z) p(y, z)))
 *
 * The ratios are exact, so a term whose ratio is one is none: independence, and what is certain,
 * are seen at once. */
#include "lang/information/entropy.h"

#include "lang/ask/query.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/information/bits.h"
#include "lang/information/complain_information.h"
#include "lang/session/define.h"

#include <string.h>

enum { LEFT, RIGHT, GIVEN, GROUPS }; /* the X, Y and Z of I(X; Y | Z) */

typedef struct Informed {
    Session *s;
    const Node *call;
    Node *heads, *conditions;  /* of the P(...) whose answer is the joint state */
    WireList columns[GROUPS];  /* places among the heads */
    NumberQuery query;
    Matrix joint;
} Informed;

/* ---- the call ---- */

static bool
add_name(Informed *x, const Node *n, int group)
{
    if (!node_is_name(n))
        return complain_not_informative(&x->s->complain, n->at);
    uint32_t at = 0;
    while (at < x->heads->count && x->heads->kids[at]->text != n->text)
        at++;
    if (at == x->heads->count)
        node_add(&x->s->arena, x->heads, (Node *)n);
    if (!wires_has(&x->columns[group], at))
        array_push(&x->columns[group], at);
    return true;
}

/* X, or {X, Y} */
static bool
add_names(Informed *x, const Node *n, int group)
{
    if (n->kind != NODE_SET)
        return add_name(x, n, group);
    for (uint32_t i = 0; i < n->label_count; i++) {
        Node *name = node_new(&x->s->arena, NODE_NAME, n->labels[i].at);
        name->text = n->labels[i].text;
        if (!add_name(x, name, group))
            return false;
    }
    return true;
}

/* What stands left of the bar; `;` once in it where there are two sides. */
static bool
add_heads(Informed *x, bool two)
{
    const Node *list = x->call->kids[1];
    int group = LEFT;
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *n = list->kids[i];
        bool turns = n->kind == NODE_THEN && n->count == 2 && two && group == LEFT;
        if (n->kind == NODE_THEN && !turns)
            return complain_call(x->s, x->call);
        if (turns && !add_names(x, n->kids[0], group))
            return false;
        group = turns ? RIGHT : group;
        if (!add_names(x, turns ? n->kids[1] : n, group))
            return false;
    }
    return (list->count && (group == RIGHT) == two) || complain_call(x->s, x->call);
}

/* What stands right of it: variables to average over, and what is given. */
static bool
add_conditions(Informed *x)
{
    Question q = {0};
    const Node *last = NULL;
    bool ok = true;
    question_read(&q, x->call);
    for (size_t i = q.heads; ok && i < q.items.count; i++) {
        const QuestionItem *item = &q.items.at[i];
        if (!item->within && !item_is_event(item) && !item_is_soft(item))
            ok = add_names(x, item->node, GIVEN);
        else if (item->within && (item->form == ITEM_FREE || item->form == ITEM_SET))
            ok = complain_information_do(&x->s->complain, item->node->at);
        else if (item->argument != last)
            node_add(&x->s->arena, x->conditions, item->argument);
        last = item->argument;
    }
    question_clear(&q);
    return ok;
}

/* P(all variables | what is given) */
static Node *
joint_call(Informed *x)
{
    Arena *a = &x->s->arena;
    Node *n = node_new(a, NODE_CALL, x->call->at), *word = node_new(a, NODE_NAME, x->call->at);
    word->text = names_add_text(&x->s->names, "P");
    node_add(a, n, word);
    node_add(a, n, x->heads);
    if (x->conditions->count)
        node_add(a, n, x->conditions);
    n->at = x->call->at;
    return n;
}

static bool
read_call(Informed *x, bool two)
{
    x->heads = node_new(&x->s->arena, NODE_LIST, x->call->at);
    x->conditions = node_new(&x->s->arena, NODE_LIST, x->call->at);
    if (!add_heads(x, two) || !add_conditions(x))
        return false;
    x->query.s = x->s;
    x->query.node = joint_call(x);
    ReachedRow reached;
    bool ok = number_query_read(&x->query, false) &&
              session_evaluate(x->s, &x->joint, &x->query.query, x->query.node, &reached);
    if (ok && x->joint.undefined.at[0])
        ok = number_query_undefined(&x->query, x->query.node, &reached);
    return ok;
}

/* ---- the sum ---- */

static void
take_columns(uint32_t *to, const uint32_t *tuple, const WireList *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        to[i] = tuple[columns->at[i]];
}

/* A marginal of the joint state, and the columns that it has. */
typedef struct Margin {
    WireList columns;
    Matrix matrix;
    uint32_t *tuple; /* room for one of its entries */
} Margin;

static void
margin_clear(Margin *m)
{
    array_clear(&m->columns);
    matrix_clear(&m->matrix);
    memory_free(m->tuple);
}

/* Of one or two groups of variables. */
static bool
make_margin(Margin *to, const Informed *x, int group, int other)
{
    SizeList none = {0}, sizes = {0};
    to->columns = (WireList){0};
    wires_add(&to->columns, &x->columns[group]);
    for (size_t i = 0; i < x->columns[other].count; i++)
        if (!wires_has(&to->columns, x->columns[other].at[i]))
            array_push(&to->columns, x->columns[other].at[i]);
    for (size_t i = 0; i < to->columns.count; i++)
        array_push(&sizes, x->joint.out.at[to->columns.at[i]]);
    to->tuple = memory_new(to->columns.count + 1, sizeof *to->tuple);
    matrix_clear(&to->matrix);
    matrix_init(&to->matrix, &none, &sizes);
    for (size_t e = 0; e < x->joint.weight.count; e++) {
        take_columns(to->tuple, matrix_entry_tuple(&x->joint, e), &to->columns);
        matrix_add_entry(&to->matrix, to->tuple, &x->joint.weight.at[e]);
    }
    array_clear(&sizes);
    return matrix_end_row_within(&to->matrix, false, &x->s->budget) ||
           complain_stopped(&x->s->complain, &x->s->budget, x->call->at);
}

static void
margin_weight(mpq_t to, const Margin *m, const uint32_t *tuple)
{
    take_columns(m->tuple, tuple, &m->columns);
    matrix_entry(to, &m->matrix, 0, m->tuple);
}

/* by is multiplied to it, or, inverse, divided by. */
static bool
scale(mpq_t to, mpq_t by, bool inverse)
{
    if (!rational_fits_product(to, by))
        return false;
    if (inverse)
        mpq_div(to, to, by);
    else
        mpq_mul(to, to, by);
    return true;
}

/* The ratio of one entry: its weight over the first margin's, and, of information, the third's over
 * the second's. */
static bool
find_ratio(mpq_t to, const Informed *x, size_t e, const Margin *m, bool two)
{
    const uint32_t *tuple = matrix_entry_tuple(&x->joint, e);
    mpq_t one;
    mpq_init(one);
    mpq_set(to, &x->joint.weight.at[e]);
    margin_weight(one, &m[0], tuple);
    bool ok = scale(to, one, true);
    if (ok && two) {
        margin_weight(one, &m[1], tuple);
        ok = scale(to, one, true);
        margin_weight(one, &m[2], tuple);
        ok = ok && scale(to, one, false);
    }
    mpq_clear(one);
    return ok;
}

static bool
add_entries(LogSum *to, const Informed *x, const Margin *m, bool two)
{
    Session *s = x->s;
    mpq_t ratio, times;
    mpq_inits(ratio, times, NULL);
    bool ok = true;
    for (size_t e = 0; ok && e < x->joint.weight.count; e++) {
        ok = find_ratio(ratio, x, e, m, two) ||
             complain_number_too_large(&s->complain, x->call->at);
        mpq_set(times, &x->joint.weight.at[e]);
        if (!two)
            mpq_neg(times, times);
        if (ok)
            log_sum_add(to, times, ratio);
        if (ok && !budget_step(&s->budget, 10))
            ok = complain_stopped(&s->complain, &s->budget, x->call->at);
    }
    mpq_clears(ratio, times, NULL);
    return ok;
}

/* Entropy: given the given.  Information: of each side with the given, and of that alone. */
static bool
add_all(LogSum *to, const Informed *x, bool two)
{
    static const int groups[3][2] = {{LEFT, GIVEN}, {RIGHT, GIVEN}, {GIVEN, GIVEN}};
    Margin m[3] = {0};
    size_t count = two ? 3 : 1;
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        matrix_init_empty(&m[i].matrix);
    for (size_t i = 0; ok && i < count; i++)
        ok = make_margin(&m[i], x, two ? groups[i][0] : GIVEN, GIVEN);
    ok = ok && add_entries(to, x, m, two);
    for (size_t i = 0; i < count; i++)
        margin_clear(&m[i]);
    return ok;
}

static bool
elaborate_sum(Session *s, Value *to, const Node *call, bool two)
{
    Informed x = {.s = s, .call = call};
    LogSum sum = {0};
    matrix_init_empty(&x.joint);
    bool ok = read_call(&x, two) && matrix_affords(s, &x.joint, call) && add_all(&sum, &x, two) &&
              value_set_bits(s, to, &sum, call);
    log_sum_clear(&sum);
    matrix_clear(&x.joint);
    number_query_clear(&x.query);
    for (int i = 0; i < GROUPS; i++)
        array_clear(&x.columns[i]);
    return ok;
}

bool
elaborate_entropy(Session *s, Value *to, const Node *call)
{
    return elaborate_sum(s, to, call, false);
}

bool
elaborate_information(Session *s, Value *to, const Node *call)
{
    return elaborate_sum(s, to, call, true);
}

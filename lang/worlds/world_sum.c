/* world_sum.c -- see world_sum.h.
 *
 * What an event or arithmetic makes of labels is not told here: it is asked for, row by row, of a
 * uniform state with a wire for each variable, as any question in a state. */
#include "lang/worlds/world_sum.h"

#include "graph/graph.h"
#include "lang/ask/mean.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_event.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/event_names.h"
#include "lang/elaborate/label.h"
#include "lang/elaborate/mean_terms.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/vertex.h"
#include "lang/read/question.h"
#include "lang/worlds/world_reader.h"

enum { CELLS = 4096 };

void
world_sum_init(WorldSum *t)
{
    *t = (WorldSum){0};
    mpq_init(t->constant);
}

void
world_sum_clear(WorldSum *t)
{
    for (size_t i = 0; i < t->list.count; i++)
        mpq_clear(t->list.at[i].times);
    array_clear(&t->list);
    mpq_clear(t->constant);
}

bool
world_sum_is_call(const WorldSum *t, const Node *call)
{
    return t->list.count == 1 && t->list.at[0].call == call &&
           mpq_cmp_ui(t->list.at[0].times, 1, 1) == 0 && !mpq_sgn(t->constant);
}

static void
push(WorldSum *to, const Node *call, const mpq_t times)
{
    WorldSummand t = {.call = call};
    mpq_init(t.times);
    mpq_set(t.times, times);
    array_push(&to->list, t);
}

/* ---- variables of an event ---- */

/* A variable in its world: what is written, and what it is called in the state. */
typedef struct Wire {
    Node *node;
    Name name;
    const Type *type;
} Wire;

typedef struct Cells {
    Session *s;
    const Model *m;
    const Node *call;
    ARRAY(Wire) wires;
    ARRAY(__mpq_struct) value; /* of each combination of labels, the last wire fastest */
} Cells;

static void
cells_clear(Cells *c)
{
    for (size_t i = 0; i < c->value.count; i++)
        mpq_clear(&c->value.at[i]);
    array_clear(&c->value);
    array_clear(&c->wires);
}

static const Wire *
find_wire(const Cells *c, Name name)
{
    for (size_t i = 0; i < c->wires.count; i++)
        if (c->wires.at[i].name == name)
            return &c->wires.at[i];
    return NULL;
}

/* `of`: the vertex that stands in `node`, in some world. */
static bool
add_wire(Cells *c, Node *node, Name name, const Node *of)
{
    uint32_t v;
    if (find_wire(c, name))
        return true;
    if (!find_vertex(c->s, c->m, of, &v))
        return false;
    const Type *t = c->m->vertices.at[v].type;
    if (!t->size)
        return complain_no_carrier(&c->s->complain, node->at, t);
    array_push(&c->wires, ((Wire){node, name, t}));
    return true;
}

/* The same tree, with a name for each variable in brackets; NULL: it has complained. */
static Node *
rename_worlds(Cells *c, Node *n)
{
    Node *to = node_new(&c->s->arena, n->kind, n->at);
    if (n->kind == NODE_INDEX) {
        to->kind = NODE_NAME;
        to->text = span_text(&c->s->names, n->at);
        return add_wire(c, n, to->text, n->kids[0]) ? to : NULL;
    }
    *to = *n;
    to->kids = NULL;
    to->count = to->space = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        Node *kid = rename_worlds(c, n->kids[i]);
        if (!kid)
            return NULL;
        node_add(&c->s->arena, to, kid);
    }
    to->at = n->at;
    return to;
}

/* A name that is no label of what it is compared with is a variable, or a number of the session. */
static bool
meet_name(void *more, const Node *name, const Node *of)
{
    Cells *c = more;
    uint32_t v, position;
    const Wire *left = of ? find_wire(c, of->text) : NULL;
    const Value *number = session_find(c->s, name->text);
    const Type *t = left ? left->type : NULL;
    if (of && !t && model_find(c->m, of->text, &v))
        t = c->m->vertices.at[v].type;
    if (find_wire(c, name->text) || (t && type_find(t, name->text, &position)))
        return true;
    if (model_find(c->m, name->text, &v))
        return add_wire(c, (Node *)name, name->text, name);
    if (t)
        return label_find(c->s, t, name->text, name->at, &position);
    return (number && number->kind == VALUE_NUMBER) || find_vertex(c->s, c->m, name, &v);
}

/* ---- what it makes of labels ---- */

static void
add_state(Cells *c, Diagram *d)
{
    for (size_t i = 0; i < c->wires.count; i++) {
        const Wire *w = &c->wires.at[i];
        uint32_t wire = diagram_add_uniform(d, c->s->signature.uniform, w->type, 0);
        diagram_add_output(d, wire, w->name);
    }
}

/* `P(heads | wires)`, or E. */
static Node *
question_of_wires(Cells *c, Node *heads)
{
    Arena *a = &c->s->arena;
    Node *call = node_new(a, NODE_CALL, c->call->at), *list = node_new(a, NODE_LIST, heads->at);
    for (size_t i = 0; i < c->wires.count; i++) {
        Node *name = node_new(a, NODE_NAME, c->wires.at[i].node->at);
        name->text = c->wires.at[i].name;
        node_add(a, list, name);
    }
    node_add(a, call, c->call->kids[0]);
    node_add(a, call, heads);
    node_add(a, call, list);
    call->at = c->call->at;
    return call;
}

static size_t
count_cells(const Cells *c)
{
    size_t count = 1;
    for (size_t i = 0; i < c->wires.count && count <= CELLS; i++)
        count *= c->wires.at[i].type->size;
    return count;
}

static bool
complain_cells(Cells *c)
{
    char text[32];
    snprintf(text, sizeof text, "more than %d", CELLS);
    return complain_too_large(&c->s->complain, c->call->at, text, CELLS);
}

/* The value of what is asked for each combination of labels. */
static bool
evaluate_cells(Cells *c, Node *heads)
{
    Session *s = c->s;
    const Context *outer = s->asked;
    Context state = {.kind = CONTEXT_STATE};
    Diagram d = {0};
    Value v = {0};
    mpq_t q;
    if (count_cells(c) > CELLS)
        return complain_cells(c);
    diagram_init(&d);
    add_state(c, &d);
    value_take_diagram(&state.state, &d);
    s->asked = &state;
    bool ok = elaborate(s, &v, question_of_wires(c, heads));
    s->asked = outer;
    for (size_t r = 0; ok && r < matrix_rows(&v.matrix); r++) {
        mpq_init(q);
        matrix_entry(q, &v.matrix, r, NULL);
        array_push(&c->value, *q);
    }
    value_clear(&v);
    context_clear(&state);
    return ok;
}

/* Finds the wires in the heads, and the values. */
static bool
read_cells(Cells *c, bool mean)
{
    const Node *list = c->call->kids[1];
    Node *heads = node_new(&c->s->arena, NODE_LIST, list->at);
    for (uint32_t i = 0; i < list->count; i++) {
        Node *head = rename_worlds(c, list->kids[i]);
        if (!head || !(mean ? arithmetic_names(c->s, head, meet_name, c)
                            : event_names(c->s, head, meet_name, c)))
            return false;
        node_add(&c->s->arena, heads, head);
    }
    return evaluate_cells(c, heads);
}

/* ---- combinations as questions ---- */

/* The label of wire `at` in a combination. */
static uint32_t
cell_label(const Cells *c, size_t cell, size_t at)
{
    for (size_t i = c->wires.count - 1; i > at; i--)
        cell /= c->wires.at[i].type->size;
    return (uint32_t)(cell % c->wires.at[at].type->size);
}

/* `P(wires each in their set | conditions)`; in[i]: whether each label of wire i is. */
static Node *
call_of_sets(const Cells *c, const VertexSet *in)
{
    Arena *a = &c->s->arena;
    Node *call = node_new(a, NODE_CALL, c->call->at), *list = node_new(a, NODE_LIST, c->call->at);
    Node *word = node_new(a, NODE_NAME, c->call->kids[0]->at);
    word->text = names_add_text(&c->s->names, "P");
    for (size_t i = 0; i < c->wires.count; i++) {
        const Wire *w = &c->wires.at[i];
        Node *event = node_new(a, NODE_EQUAL, w->node->at);
        Node *set = node_new(a, NODE_SET, w->node->at);
        if (in[i].members.count == w->type->size && (list->count || i + 1 < c->wires.count))
            continue;
        for (uint32_t k = 0; k < w->type->size; k++) {
            Sink text;
            sink_init(&text);
            type_write_text(w->type, k, &text);
            Name label = names_take(&c->s->names, &text);
            if (in[i].has[k])
                node_add_label(a, set, label, w->node->at);
        }
        node_add(a, event, w->node);
        node_add(a, event, set);
        node_add(a, list, event);
    }
    node_add(a, call, word);
    node_add(a, call, list);
    if (c->call->count > 2)
        node_add(a, call, c->call->kids[2]);
    call->at = c->call->at;
    return call;
}

static VertexSet *
new_sets(const Cells *c)
{
    VertexSet *in = memory_new(c->wires.count, sizeof *in);
    for (size_t i = 0; i < c->wires.count; i++)
        vertex_set_init(&in[i], c->wires.at[i].type->size);
    return in;
}

static void
free_sets(const Cells *c, VertexSet *in)
{
    for (size_t i = 0; i < c->wires.count; i++)
        vertex_set_clear(&in[i]);
    memory_free(in);
}

/* Adds a term where the combinations that count, or, `less`, the others, are all of one set for
 * each wire.  False: they are not. */
static bool
add_rectangle(const Cells *c, WorldSum *to, const mpq_t times, bool less)
{
    VertexSet *in = new_sets(c);
    size_t count = 0, all = 1;
    for (size_t k = 0; k < c->value.count; k++) {
        if ((mpq_sgn(&c->value.at[k]) != 0) == less)
            continue;
        count++;
        for (size_t i = 0; i < c->wires.count; i++)
            vertex_set_add(&in[i], cell_label(c, k, i));
    }
    for (size_t i = 0; i < c->wires.count; i++)
        all *= in[i].members.count;
    bool is = count && all == count;
    if (is) {
        mpq_t t;
        mpq_init(t);
        mpq_set(t, times);
        if (less) {
            mpq_add(to->constant, to->constant, times);
            mpq_neg(t, t);
        }
        push(to, call_of_sets(c, in), t);
        mpq_clear(t);
    }
    free_sets(c, in);
    return is;
}

/* Combinations that differ in the last wire alone, and have one value, are a term. */
static bool
add_rows(const Cells *c, WorldSum *to, const mpq_t times)
{
    const Wire *last = &c->wires.at[c->wires.count - 1];
    bool ok = true;
    mpq_t t;
    mpq_init(t);
    for (size_t k = 0; ok && k < c->value.count; k++) {
        const size_t row = k / last->type->size;
        mpq_srcptr value = &c->value.at[k];
        VertexSet *in = new_sets(c);
        bool first = mpq_sgn(value) != 0;
        for (size_t i = row * last->type->size; i < (row + 1) * last->type->size; i++)
            if (mpq_equal(&c->value.at[i], value)) {
                first = first && i >= k;
                vertex_set_add(&in[c->wires.count - 1], cell_label(c, i, c->wires.count - 1));
            }
        for (size_t i = 0; i + 1 < c->wires.count; i++)
            vertex_set_add(&in[i], cell_label(c, k, i));
        ok = rational_fits_product(value, times) ||
             complain_number_too_large(&c->s->complain, c->call->at);
        if (ok && first) {
            mpq_mul(t, value, times);
            push(to, call_of_sets(c, in), t);
        }
        free_sets(c, in);
    }
    mpq_clear(t);
    return ok;
}

static bool
add_cells(Session *s, WorldSum *to, const Model *m, const Node *call, const mpq_t times, bool data)
{
    Cells c = {.s = s, .m = m, .call = call};
    bool mean = !node_is_question(call), ok = read_cells(&c, mean);
    size_t before = to->list.count;
    if (ok && !mean && (add_rectangle(&c, to, times, false) || add_rectangle(&c, to, times, true)))
        data = false;
    else if (ok && data && (!mean || c.wires.count > 1))
        ok = mean ? complain_bracket_joined(&s->complain, call->at)
                  : complain_event_form(&s->complain, call->at);
    else if (ok)
        ok = add_rows(&c, to, times);
    if (ok && to->list.count == before) { /* zero: what is given has to be possible all the same */
        mpq_t zero;
        mpq_init(zero);
        VertexSet *in = new_sets(&c);
        for (size_t i = 0; i < c.wires.count; i++)
            for (uint32_t k = 0; k < c.wires.at[i].type->size; k++)
                vertex_set_add(&in[i], k);
        push(to, call_of_sets(&c, in), zero);
        free_sets(&c, in);
        mpq_clear(zero);
    }
    cells_clear(&c);
    return ok;
}

/* ---- sums of means ---- */

static bool add_quantity(Session *s, WorldSum *to, const Model *m, const Node *n, const mpq_t times,
                         bool data);

/* A number, and what asks: in this order, or divided by it. */
static bool
add_multiple(Session *s, WorldSum *to, const Model *m, const Node *n, const mpq_t times, bool data)
{
    bool divides = n->kind == NODE_QUOTIENT, first = !divides && !node_is_effect(n->kids[0]);
    mpq_t by;
    mpq_init(by);
    bool ok = divides ? elaborate_divisor(s, by, n->kids[1])
                      : elaborate_number(s, by, n->kids[first ? 0 : 1]);
    if (ok && divides)
        mpq_inv(by, by);
    ok = ok && (rational_fits_product(by, times) || complain_number_too_large(&s->complain, n->at));
    if (ok)
        mpq_mul(by, by, times);
    ok = ok && add_quantity(s, to, m, n->kids[first ? 1 : 0], by, data);
    mpq_clear(by);
    return ok;
}

/* What mean_terms makes of a mean: sums and multiples. */
static bool
add_quantity(Session *s, WorldSum *to, const Model *m, const Node *n, const mpq_t times, bool data)
{
    bool ok = true;
    mpq_t minus;
    switch (n->kind) {
    case NODE_SUM:
        for (uint32_t i = 0; ok && i < n->count; i++)
            ok = add_quantity(s, to, m, n->kids[i], times, data);
        return ok;
    case NODE_NEGATE:
        mpq_init(minus);
        mpq_neg(minus, times);
        ok = add_quantity(s, to, m, n->kids[0], minus, data);
        mpq_clear(minus);
        return ok;
    case NODE_PRODUCT:
    case NODE_QUOTIENT:
        return add_multiple(s, to, m, n, times, data);
    default:
        return world_sum_add(s, to, m, n, times, data);
    }
}

bool
world_sum_add(Session *s, WorldSum *to, const Model *m, const Node *call, const mpq_t times,
              bool data)
{
    bool mean = !node_is_question(call);
    const Node *sum = mean ? mean_terms(s, call) : NULL;
    const Node *head = call->kids[1]->count ? call->kids[1]->kids[0] : NULL;
    if (sum)
        return add_quantity(s, to, m, sum, times, data);
    bool joined = mean ? call->kids[1]->count == 1 && is_arithmetic(head)
                       : world_heads_join(m, call);
    if (joined)
        return add_cells(s, to, m, call, times, data);
    push(to, call, times);
    return true;
}

/* ---- variances ---- */

static Node *
mean_of(Session *s, const Node *call, Node *head)
{
    Node *n = node_new(&s->arena, NODE_CALL, call->at);
    Node *word = node_new(&s->arena, NODE_NAME, call->kids[0]->at);
    Node *heads = node_new(&s->arena, NODE_LIST, head->at);
    word->text = names_add_text(&s->names, "E");
    node_add(&s->arena, heads, head);
    node_add(&s->arena, n, word);
    node_add(&s->arena, n, heads);
    if (call->count > 2)
        node_add(&s->arena, n, call->kids[2]);
    n->at = call->at;
    return n;
}

static Node *
product_of(Session *s, Span at, Node *a, Node *b)
{
    Node *n = node_new(&s->arena, NODE_PRODUCT, at);
    node_add(&s->arena, n, a);
    node_add(&s->arena, n, b);
    n->at = at;
    return n;
}

bool
world_moment_read(Session *s, WorldMoment *to, const Node *call)
{
    const Node *list = call->kids[1];
    uint32_t count = call->kids[0]->text[0] == 'V' ? 1 : 2;
    Question q = {0};
    question_read(&q, call);
    bool fixed = list->count == count && question_is_fixed(&q, q.heads);
    question_clear(&q);
    if (!fixed)
        return complain_usage(&s->complain, call->at, call->kids[0]->text,
                              count == 1 ? "Var(Y[X = 0] | Z = 1)"
                                         : "Cov(Y[X = 0], Y[X = 1] | Z = 1)");
    Node *a = list->kids[0], *b = list->kids[count - 1];
    to->product = mean_of(s, call, product_of(s, call->at, a, b));
    to->mean[0] = mean_of(s, call, a);
    to->mean[1] = mean_of(s, call, b);
    return true;
}

Node *
world_moment(Session *s, const Node *call)
{
    WorldMoment m;
    if (!world_moment_read(s, &m, call))
        return NULL;
    Node *sum = node_new(&s->arena, NODE_SUM, call->at);
    Node *minus = node_new(&s->arena, NODE_NEGATE, call->at);
    node_add(&s->arena, minus, product_of(s, call->at, m.mean[0], m.mean[1]));
    node_add(&s->arena, sum, m.product);
    node_add(&s->arena, sum, minus);
    return sum;
}

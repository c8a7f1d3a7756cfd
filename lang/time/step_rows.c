/* step_rows.c -- see step_rows.h. */
#include "lang/time/step_rows.h"

#include "lang/ask/query.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/elaborate/vertex.h"
#include "lang/time/complain_time.h"

#include <string.h>

typedef struct StepRows {
    Session *s;
    const Node *call;
    WireList copied;     /* for each head, 1 if each step has one */
    uint32_t seen, done; /* the last steps in which something was */
    uint32_t steps;      /* how many there are */
    uint32_t first, end;
    Matrix answer;
    PortList out;
    ReachedRow reached;
} StepRows;

/* ---- which rows ---- */

static bool
is_variable(const Session *s, Name name)
{
    uint32_t v;
    return model_find(&s->asked->model, name, &v);
}

bool
needs_step_rows(const Session *s, const Question *q)
{
    bool needs = q->heads > 1;
    for (size_t i = 0; i < q->items.count; i++) {
        const QuestionItem *x = &q->items.at[i];
        if (x->head)
            needs = needs || (node_is_name(x->name) && is_variable(s, x->name->text));
        else
            needs = needs || item_is_soft(x) || x->form == ITEM_EVENT ||
                    (item_is_event(x) && node_is_name(x->value) &&
                     is_variable(s, x->value->text));
    }
    return needs && q->heads;
}

/* How many steps have this head?  There are no more than of any. */
static bool
count_copies(StepRows *x, const Node *head)
{
    WireList copies = {0};
    add_steps(x->s, &copies, &x->s->asked->model, head->text);
    uint32_t count = (uint32_t)copies.count;
    x->steps = count < x->steps ? count : x->steps;
    array_clear(&copies);
    return count ||
           complain_no_steps(&x->s->complain, head->at, &x->s->asked->model, head->text);
}

static bool
find_steps(StepRows *x, const Question *q)
{
    const char *word = x->call->kids[0]->text;
    x->steps = UINT32_MAX;
    for (size_t i = 0; i < q->items.count; i++) {
        const QuestionItem *item = &q->items.at[i];
        const Node *name =
            item->head ? NULL : last_step_name(x->s, &x->s->asked->model, item->node);
        uint32_t step = name ? named_step(name->text) : 0;
        uint32_t *last = item->within ? &x->done : &x->seen;
        if (item->head && (item->form != ITEM_FREE || !node_is_name(item->name)))
            return complain_over_steps(&x->s->complain, item->node->at, word);
        if (!item->head && !item->value && item->form != ITEM_EVENT)
            return complain_over_steps(&x->s->complain, item->node->at, word);
        if (name && !is_variable(x->s, name->text))
            return complain_unknown_vertex(&x->s->complain, name->at, &x->s->asked->model,
                                           name->text);
        *last = step > *last ? step : *last;
        if (!item->head)
            continue;
        array_push(&x->copied, !is_variable(x->s, item->name->text));
        if (x->copied.at[i] && !count_copies(x, item->name))
            return false;
    }
    return true;
}

static bool
find_rows(StepRows *x, const Question *q)
{
    bool predict = strcmp(x->call->kids[0]->text, "predict") == 0;
    bool all_once = x->steps == UINT32_MAX;
    const Node *head = q->items.at[0].name;
    uint32_t last = x->seen ? x->seen : x->done;
    if (predict ? all_once : !last)
        return complain_over_steps(&x->s->complain, x->call->at, x->call->kids[0]->text);
    x->first = predict ? x->seen + 1 : 1;
    x->end = (predict ? x->steps : last) + 1;
    if (x->steps < (predict ? x->first : last))
        return complain_no_step(
            &x->s->complain, head->at, head->text, x->steps,
            step_name(&x->s->names, head->text, predict ? x->first : last));
    return true;
}

/* ---- a row ---- */

/* What of n is of steps up to k; parts of an `and` by themselves. */
static void
add_conditions(StepRows *x, Node *to, Node *n, uint32_t k)
{
    if (n->kind == NODE_AND)
        for (uint32_t i = 0; i < n->count; i++)
            add_conditions(x, to, n->kids[i], k);
    else if (last_step(x->s, &x->s->asked->model, n) <= k ||
             (n->kind == NODE_CALL && strcmp(n->kids[0]->text, "do") == 0))
        node_add(&x->s->arena, to, n);
}

/* P(S_k, B | what was seen). */
static Node *
question_of_step(StepRows *x, const Question *q, uint32_t k)
{
    Arena *a = &x->s->arena;
    bool filter = strcmp(x->call->kids[0]->text, "filter") == 0;
    Node *call = node_new(a, NODE_CALL, x->call->at);
    Node *heads = node_new(a, NODE_LIST, x->call->kids[1]->at);
    Node *given = node_new(a, NODE_LIST, x->call->kids[2]->at);
    Node *word = node_new(a, NODE_NAME, x->call->kids[0]->at);
    word->text = names_add_text(&x->s->names, "P");
    for (size_t i = 0; i < q->heads; i++) {
        const Node *head = q->items.at[i].name;
        Node *name = node_new(a, NODE_NAME, head->at);
        name->text =
            x->copied.at[i] ? step_name(&x->s->names, head->text, k) : head->text;
        node_add(a, heads, name);
    }
    const Node *list = x->call->kids[2];
    for (uint32_t i = 0; i < list->count; i++)
        add_conditions(x, given, list->kids[i], filter ? k : UINT32_MAX);
    node_add(a, call, word);
    node_add(a, call, heads);
    if (given->count)
        node_add(a, call, given);
    call->at = x->call->at;
    return call;
}

static bool
add_row(StepRows *x, const Question *q, uint32_t k)
{
    NumberQuery a = {.s = x->s, .node = question_of_step(x, q, k)};
    ReachedRow reached = {0};
    Matrix m;
    matrix_init_empty(&m);
    bool ok = number_query_read(&a, false) &&
              session_evaluate(x->s, &m, &a.query, x->call, &reached);
    bool defined = ok && !m.undefined.at[0];
    if (ok && k == x->first) {
        SizeList in = {0}, out = {0};
        for (size_t i = 0; i < a.out.count; i++) {
            array_push(&out, a.out.at[i].type->size);
            array_push(&x->out, ((Port){q->items.at[i].name->text, a.out.at[i].type}));
        }
        array_push(&in, x->end - x->first);
        matrix_clear(&x->answer);
        matrix_init(&x->answer, &in, &out);
        array_clear(&out);
        array_clear(&in);
    }
    for (size_t e = 0; defined && e < m.start.at[1]; e++)
        matrix_add_entry(&x->answer, matrix_entry_tuple(&m, e), &m.weight.at[e]);
    if (ok)
        matrix_end_row(&x->answer, !defined);
    if (ok && !defined && k + 1 == x->end && !x->answer.weight.count)
        ok = number_query_undefined(&a, x->call, &reached);
    matrix_clear(&m);
    number_query_clear(&a);
    return ok;
}

/* ---- the answer ---- */

const Type *
step_type(Session *s, uint32_t first, uint32_t end)
{
    uint64_t found;
    Sink text;
    sink_init(&text);
    sink_print(&text, "steps %u..%u", (unsigned)first, (unsigned)end);
    Name key = names_take(&s->names, &text);
    if (map_find(&s->kernel_boxes, map_key(key), &found))
        return s->signature.types.at[found];
    Type *t = signature_add_type(&s->signature, NULL);
    type_set_range(t, first, end - first);
    map_set_at(&s->kernel_boxes, map_key(key), s->signature.types.count - 1);
    return t;
}

bool
elaborate_step_rows(Session *s, Value *to, const Node *call, const Question *q)
{
    StepRows x = {.s = s, .call = call};
    PortList in = {0};
    matrix_init_empty(&x.answer);
    bool ok = call->count > 2 || complain_over_steps(&s->complain, call->at, call->kids[0]->text);
    ok = ok && find_steps(&x, q) && find_rows(&x, q);
    for (uint32_t k = x.first; ok && k < x.end; k++)
        ok = add_row(&x, q, k) && (budget_step(&s->budget, 100) ||
                                   complain_stopped(&s->complain, &s->budget, call->at));
    if (ok) {
        array_push(&in, ((Port){names_add_text(&s->names, "step"), step_type(s, x.first, x.end)}));
        value_take_matrix(to, &x.answer, &in, &x.out, false);
    }
    array_clear(&in);
    array_clear(&x.out);
    array_clear(&x.copied);
    matrix_clear(&x.answer);
    return ok;
}

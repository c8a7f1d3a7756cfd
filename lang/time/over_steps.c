/* over_steps.c -- filter, smooth and predict; see over_steps.h.
 *
 * Smoothing is all marginals at once.  Filtering goes forward: what later steps read of the steps
 * so far is a state on the wires between them, the frontier; it takes the place of all boxes before
 * (the interface of Murphy 2002, section 3.2).  So the work is linear in the steps. */
#include "lang/time/over_steps.h"

#include "lang/ask/query.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/define.h"
#include "lang/time/complain_time.h"
#include "lang/time/step_rows.h"

#include <string.h>

typedef struct Steps {
    Session *s;
    const Node *call;
    NumberQuery ask;     /* the model, and what was seen, as events on ask.asked */
    const Type *type;    /* of the variable that is asked */
    uint32_t seen;       /* the last step in which something was seen */
    uint32_t first, end; /* the rows: steps first ... end - 1 */
    WireList vertices;   /* S_1, S_2, ...: that of step k at k - 1 */
    uint32_t *step_of;   /* of each vertex */
    uint32_t *last;      /* the last step in which it is read, by what is asked or seen */
    uint32_t *wire;      /* of each vertex, in the diagram of a step */
    WireList *in_step;   /* the vertices of each step, 0 ... end - 1, each after its parents */
    WireList frontier;   /* what is behind steps so far, ... */
    const Box *belief;   /* ... and its state; NULL: it has no wires */
    Matrix answer;
    ReachedRow reached;
    bool apart; /* each row is a question by itself */
} Steps;

static void
steps_clear(Steps *x)
{
    for (uint32_t k = 0; x->in_step && k < x->end; k++)
        array_clear(&x->in_step[k]);
    memory_free(x->in_step);
    memory_free(x->step_of);
    memory_free(x->last);
    memory_free(x->wire);
    array_clear(&x->vertices);
    array_clear(&x->frontier);
    matrix_clear(&x->answer);
    number_query_clear(&x->ask);
}

static bool
is_word(const Steps *x, const char *word)
{
    return strcmp(x->call->kids[0]->text, word) == 0;
}

/* ---- which steps ---- */

/* The step of each vertex: that of its name, or of what it reads, if later; an unnamed latent is
 * there when the first of its ends is. */
static void
find_steps(Steps *x)
{
    const Model *m = x->ask.model;
    x->step_of = memory_new(m->vertices.count, sizeof *x->step_of);
    x->last = memory_new(m->vertices.count, sizeof *x->last);
    x->wire = memory_new(m->vertices.count, sizeof *x->wire);
    for (size_t i = 0; i < m->order.count; i++) {
        uint32_t v = m->order.at[i];
        const Vertex *vertex = &m->vertices.at[v];
        uint32_t step = named_step(vertex->name);
        if (!vertex->name) {
            uint32_t a = named_step(m->vertices.at[vertex->ends[0]].name);
            uint32_t b = named_step(m->vertices.at[vertex->ends[1]].name);
            step = a < b ? a : b;
        }
        for (size_t k = 0; k < vertex->parents.count; k++)
            if (x->step_of[vertex->parents.at[k]] > step)
                step = x->step_of[vertex->parents.at[k]];
        x->step_of[v] = step;
    }
}

/* The last step in which something was done. */
static uint32_t
last_done(const Steps *x)
{
    const Question *q = &x->ask.question;
    uint32_t last = 0;
    for (size_t i = q->heads; i < q->items.count; i++) {
        const QuestionItem *item = &q->items.at[i];
        uint32_t step = item->within ? last_step(x->s, x->ask.model, item->node) : 0;
        last = step > last ? step : last;
    }
    return last;
}

/* Which steps are rows, and is there an S in each?  Where nothing was seen, as far as something
 * was done. */
static bool
find_rows(Steps *x, const Node *head)
{
    const Model *m = x->ask.model;
    const WireList *asked = &x->ask.asked;
    for (size_t i = 0; i < x->ask.query.events.count; i++) {
        uint32_t step = x->step_of[asked->at[x->ask.query.events.at[i].position]];
        x->seen = step > x->seen ? step : x->seen;
    }
    add_steps(x->s, &x->vertices, m, head->text);
    bool predict = is_word(x, "predict");
    x->first = predict ? x->seen + 1 : 1;
    uint32_t last = x->seen ? x->seen : last_done(x);
    x->end = (predict ? (uint32_t)x->vertices.count : last) + 1;
    uint32_t wanted = predict ? x->first : last;
    if (x->vertices.count < wanted && !x->vertices.count)
        return complain_no_steps(&x->s->complain, head->at, m, head->text);
    if (x->vertices.count < wanted)
        return complain_no_step(&x->s->complain, head->at, head->text,
                                (uint32_t)x->vertices.count,
                                step_name(&x->s->names, head->text, wanted));
    if (!wanted)
        return complain_over_steps(&x->s->complain, x->call->at, x->call->kids[0]->text);
    x->type = m->vertices.at[x->vertices.at[0]].type;
    return true;
}

/* ---- the question ---- */

static bool
read_conditions(Steps *x)
{
    Map unused = {0};
    size_t opened = 0;
    const Question *q = &x->ask.question;
    bool ok = true;
    for (size_t i = q->heads; ok && i < q->items.count; i++) {
        const QuestionItem *item = &q->items.at[i];
        bool plain = item->within ? !x->ask.opened.count : item_is_event(item);
        ok = plain ? number_query_add(&x->ask, item, &unused, &opened)
                   : complain_over_steps(&x->s->complain, item->node->at, x->call->kids[0]->text);
    }
    map_clear(&unused);
    return ok;
}

static bool
read_question(Steps *x)
{
    Question *q = &x->ask.question;
    const Context *c = x->s->asked;
    question_read(q, x->call);
    if (c->kind == CONTEXT_MODEL && needs_step_rows(x->s, q)) {
        x->apart = true;
        return true;
    }
    const QuestionItem *head = q->heads == 1 ? &q->items.at[0] : NULL;
    if (!head || head->form != ITEM_FREE || !node_is_name(head->name))
        return complain_over_steps(&x->s->complain, x->call->at, x->call->kids[0]->text);
    if (!number_query_start(&x->ask))
        return false;
    if (c->kind != CONTEXT_MODEL)
        return complain_steps_in_state(&x->s->complain, x->call->at, x->call->kids[0]->text,
                                       c->name);
    if (!number_query_do(&x->ask) || !read_conditions(x))
        return false;
    find_steps(x);
    return find_rows(x, head->name);
}

/* ---- forward ---- */

/* In which step is each vertex read last, by what leads to an S or to what was seen? */
static void
find_last(Steps *x)
{
    const Model *m = x->ask.model;
    bool *needed = memory_new(m->vertices.count, sizeof *needed);
    for (uint32_t k = 1; k < x->end; k++)
        needed[x->vertices.at[k - 1]] = true;
    for (size_t i = 0; i < x->ask.query.events.count; i++)
        needed[x->ask.asked.at[x->ask.query.events.at[i].position]] = true;
    for (size_t i = m->order.count; i-- > 0;) {
        uint32_t v = m->order.at[i];
        const WireList *parents = &m->vertices.at[v].parents;
        for (size_t k = 0; needed[v] && k < parents->count; k++) {
            uint32_t p = parents->at[k];
            needed[p] = true;
            x->last[p] = x->step_of[v] > x->last[p] ? x->step_of[v] : x->last[p];
        }
    }
    x->in_step = memory_new(x->end, sizeof *x->in_step);
    for (size_t i = 0; i < m->order.count; i++) {
        uint32_t v = m->order.at[i];
        if (needed[v] && x->step_of[v] < x->end)
            array_push(&x->in_step[x->step_of[v]], v);
    }
    memory_free(needed);
}

/* What is behind step k: of the frontier before and of the step, what a later one reads. */
static void
move_frontier(const Steps *x, uint32_t k, WireList *to)
{
    const WireList *both[] = {&x->frontier, &x->in_step[k]};
    for (int i = 0; i < 2; i++)
        for (size_t j = 0; j < both[i]->count; j++)
            if (x->last[both[i]->at[j]] > k)
                array_push(to, both[i]->at[j]);
}

/* The boxes of step k behind the belief so far. */
static void
step_diagram(const Steps *x, uint32_t k, Diagram *to)
{
    uint32_t *wire = x->wire;
    const Model *m = x->ask.model;
    if (x->belief) {
        uint32_t first = diagram_add_box(to, x->belief, NULL, 0);
        for (uint32_t i = 0; i < x->frontier.count; i++)
            wire[x->frontier.at[i]] = first + i;
    }
    for (size_t i = 0; i < x->in_step[k].count; i++) {
        uint32_t v = x->in_step[k].at[i];
        const Vertex *vertex = &m->vertices.at[v];
        WireList in = {0};
        for (size_t j = 0; j < vertex->parents.count; j++)
            array_push(&in, wire[vertex->parents.at[j]]);
        diagram_add(to, &vertex->mechanism, in.at, &wire[v]);
        array_clear(&in);
    }
}

static uint32_t
add_output(Diagram *d, uint32_t wire)
{
    diagram_add_output(d, wire, NULL);
    return (uint32_t)d->outputs.count - 1;
}

/* The state of `heads` behind step k, given what was seen in it.  *defined: that has not
 * probability zero. */
static bool
ask_step(Steps *x, uint32_t k, const WireList *heads, Matrix *to, bool *defined)
{
    Diagram d = {0};
    Query q = {.diagram = &d};
    step_diagram(x, k, &d);
    for (size_t i = 0; i < heads->count; i++)
        array_push(&q.heads, add_output(&d, x->wire[heads->at[i]]));
    for (size_t i = 0; i < x->ask.query.events.count; i++) {
        Event e = x->ask.query.events.at[i];
        uint32_t v = x->ask.asked.at[e.position];
        if (x->step_of[v] != k)
            continue;
        e.position = add_output(&d, x->wire[v]);
        e.labels = (WireList){0};
        array_set(&e.labels, &x->ask.query.events.at[i].labels);
        array_push(&q.events, e);
    }
    ReachedRow reached;
    bool ok = session_evaluate(x->s, to, &q, x->call, &reached);
    if (ok && reached.box)
        x->reached = reached;
    *defined = ok && !to->undefined.at[0];
    query_clear(&q);
    diagram_clear(&d);
    return ok;
}

static bool
has_types(const Box *b, const Model *m, const WireList *vertices)
{
    bool same = b && b->out.count == vertices->count;
    for (size_t i = 0; same && i < vertices->count; i++)
        same = b->out.at[i] == m->vertices.at[vertices->at[i]].type;
    return same;
}

/* The belief is this state on these vertices. */
static void
take_belief(Steps *x, WireList *frontier, Matrix *m)
{
    const Model *model = x->ask.model;
    array_clear(&x->frontier);
    x->frontier = *frontier;
    if (!has_types(x->belief, model, frontier)) {
        TypeList none = {0}, types = {0};
        for (size_t i = 0; i < frontier->count; i++)
            array_push(&types, model->vertices.at[frontier->at[i]].type);
        x->belief =
            types.count ? signature_add_box(&x->s->signature, "belief", &none, &types) : NULL;
        array_clear(&types);
    }
    if (x->belief)
        meaning_add(&x->s->meaning, x->belief->id, m);
}

static void
add_row(Steps *x, const Matrix *m, bool defined)
{
    for (size_t e = 0; defined && e < m->start.at[1]; e++)
        matrix_add_entry(&x->answer, matrix_entry_tuple(m, e), &m->weight.at[e]);
    matrix_end_row(&x->answer, !defined);
}

/* Step k: its row, and the belief behind it. */
static bool
go_forward(Steps *x, uint32_t k, bool *defined)
{
    WireList frontier = {0}, head = {0};
    Matrix m;
    matrix_init_empty(&m);
    bool ok = true, row = k >= x->first;
    if (row && *defined) {
        array_push(&head, x->vertices.at[k - 1]);
        ok = ask_step(x, k, &head, &m, defined);
    }
    if (ok && row)
        add_row(x, &m, *defined);
    if (ok && *defined && k + 1 < x->end) {
        move_frontier(x, k, &frontier);
        matrix_clear(&m);
        matrix_init_empty(&m);
        ok = ask_step(x, k, &frontier, &m, defined);
        if (ok && *defined)
            take_belief(x, &frontier, &m);
    }
    if (x->frontier.at != frontier.at)
        array_clear(&frontier);
    array_clear(&head);
    matrix_clear(&m);
    return ok;
}

static bool
answer_forward(Steps *x)
{
    size_t boxes = x->s->signature.boxes.count;
    bool ok = true, defined = true;
    find_last(x);
    for (uint32_t k = 0; ok && k < x->end; k++)
        ok = go_forward(x, k, &defined);
    meaning_forget(&x->s->meaning, (uint32_t)boxes);
    return ok;
}

/* ---- all at once ---- */

static bool
answer_smooth(Steps *x)
{
    NumberQuery *a = &x->ask;
    Trouble t = {0};
    for (uint32_t k = x->first; k < x->end; k++)
        array_push(&a->query.heads, number_query_output(a, x->vertices.at[k - 1]));
    model_diagram_needed(&a->diagram, a->model, &a->asked);
    a->query.diagram = &a->diagram;
    a->query.digits = session_digits(x->s, x->call);
    size_t count = a->query.heads.count;
    Matrix *each = memory_new(count, sizeof *each);
    for (size_t i = 0; i < count; i++)
        matrix_init_empty(&each[i]);
    bool ok = session_evaluate_all(x->s, each, &a->query, &t, x->call);
    if (ok && t.box)
        x->reached = (ReachedRow){t.box, trouble_event(x->s, &t)};
    for (size_t i = 0; i < count; i++) {
        if (ok)
            add_row(x, &each[i], !each[i].undefined.at[0]);
        matrix_clear(&each[i]);
    }
    memory_free(each);
    trouble_clear(&t);
    return ok;
}

/* ---- the answer ---- */

/* No row without a value is an answer. */
static bool
has_row(Steps *x)
{
    for (size_t r = 0; r < x->answer.undefined.count; r++)
        if (!x->answer.undefined.at[r])
            return true;
    return number_query_undefined(&x->ask, x->call, &x->reached);
}

static void
take_answer(Steps *x, Value *to)
{
    PortList in = {0}, out = {0};
    Port step = {names_add_text(&x->s->names, "step"), step_type(x->s, x->first, x->end)};
    Port head = {x->ask.question.items.at[0].name->text, x->type};
    array_push(&in, step);
    array_push(&out, head);
    value_take_matrix(to, &x->answer, &in, &out, false);
    array_clear(&in);
    array_clear(&out);
}

bool
elaborate_over_steps(Session *s, Value *to, const Node *call)
{
    Steps x = {.s = s, .call = call, .ask = {.s = s, .node = call}};
    matrix_init_empty(&x.answer);
    bool ok = read_question(&x);
    if (ok && x.apart) {
        ok = elaborate_step_rows(s, to, call, &x.ask.question);
        steps_clear(&x);
        return ok;
    }
    if (ok) {
        SizeList in = {0}, out = {0};
        array_push(&in, x.end - x.first);
        array_push(&out, x.type->size);
        matrix_clear(&x.answer);
        matrix_init(&x.answer, &in, &out);
        array_clear(&in);
        array_clear(&out);
        ok = is_word(&x, "smooth") ? answer_smooth(&x) : answer_forward(&x);
    }
    if (ok && (ok = has_row(&x)))
        take_answer(&x, to);
    steps_clear(&x);
    return ok;
}

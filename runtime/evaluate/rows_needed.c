/* rows_needed.c -- see rows_needed.h.
 *
 * The boxes are found as an evaluation would come to them: in the question, in what it is divided
 * by, and in the conditional boxes of both, as deep as they go. */
#include "evaluate/rows_needed.h"

#include "network/slice.h"

typedef struct Needed {
    const Tools *tools;
    BoxList boxes;        /* of states that are counted */
    BoxList conditionals; /* that have been met */
    Map met;              /* both, by their ids */
} Needed;

static void
add_diagram(Needed *n, const Diagram *d)
{
    for (size_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        bool conditional = box->kind == BOX_CONDITIONAL;
        if ((!conditional && !box->rows) || meaning_find(n->tools->meaning, box->id) ||
            map_find(&n->met, box->id, NULL))
            continue;
        map_set_at(&n->met, box->id, 1);
        if (conditional)
            array_push(&n->conditionals, box);
        else
            array_push(&n->boxes, box);
    }
}

static void
add_query(Needed *n, const Query *q)
{
    Ask a = {0};
    for (int left = 0; left < 2; left++) {
        ask_query(&a, q, left);
        add_diagram(n, &a.diagram);
    }
    ask_clear(&a);
}

static void
add_heads(Needed *n, const Query *q)
{
    Query one = *q;
    for (size_t i = 0; i < q->heads.count; i++) {
        one.heads.at = q->heads.at + i;
        one.heads.count = 1;
        add_query(n, &one);
    }
}

/* False: the budget says stop. */
static bool
find_boxes(Needed *n, const Query *q, bool each)
{
    if (each)
        add_heads(n, q);
    else
        add_query(n, q);
    for (size_t i = 0; i < n->conditionals.count; i++) {
        Slice s;
        slice_init(&s, n->conditionals.at[i]->conditional);
        add_query(n, &s.query);
        slice_clear(&s);
        if (!budget_step(n->tools->budget, 1 + q->diagram->uses.count / 16))
            return false;
    }
    return true;
}

static Outcome
count(Needed *n, const Box *wanted, Sink *plan)
{
    const Tools *w = n->tools;
    if (!map_find(&n->met, wanted->id, NULL))
        array_push(&n->boxes, wanted);
    if (plan)
        row_boxes_write_plan(w->meaning, &n->boxes, plan);
    row_trouble_clear(&w->trouble->rows);
    TallyResult result = row_boxes_count(w->meaning, &n->boxes, w->budget, &w->trouble->rows);
    if (result == TALLY_FAILED)
        return OUTCOME_NO_ROWS;
    if (result == TALLY_STOPPED)
        return w->budget->stop == STOP_MEMORY ? OUTCOME_MANY_ROWS : OUTCOME_STOPPED;
    return OUTCOME_DONE;
}

bool
rows_needed(Outcome *outcome, const Query *q, bool each, const Tools *w, Sink *plan)
{
    const Box *wanted = w->trouble->box;
    if (*outcome != OUTCOME_NO_MEANING || !wanted->rows)
        return false;
    Needed n = {.tools = w};
    w->trouble->box = NULL;
    *outcome = find_boxes(&n, q, each) ? count(&n, wanted, plan) : OUTCOME_STOPPED;
    array_clear(&n.boxes);
    array_clear(&n.conditionals);
    map_clear(&n.met);
    return *outcome == OUTCOME_DONE;
}

/* gradient.c -- derivatives of an answer by the entries of tables; see gradient.h.
 *
 * A *flow* says of each entry of a box's table how the numbers of the answer change with its
 * logarithm.  Through an entry of a table that a diagram reads in one place goes the mass of the
 * assignments that read it there: the entry times its derivative.  That is asked of the diagram,
 * with the wires of the place shown besides.  Flows are carried on from the newest box to the
 * oldest, since a conditional box is younger than those in its diagram. */
#include "statistics/gradient.h"

#include "diagram/conditional.h"
#include "evaluate/evaluate.h"


enum { NUMBER_BYTES = 96 }; /* of a rational, about */

typedef struct Flow {
    const Box *box;
    const Matrix *matrix;
    mpq_t *through; /* slope s, entry e: at s * entries + e */
    size_t entries;
} Flow;

typedef struct Work {
    Gradient *to;
    const Query *q;
    const Box *const *boxes; /* by whose entries the derivatives are */
    size_t count;
    Meaning *meaning;
    Budget *budget;
    Trouble trouble; /* of questions besides the first */
    ARRAY(Flow) flows;
    Map flow_of; /* box's id -> place in flows */
    mpq_t one;   /* scratch */
} Work;

/* ---- numbers ---- */

static mpq_t *
numbers_new(size_t count)
{
    mpq_t *n = memory_new(count + 1, sizeof *n);
    for (size_t i = 0; i < count; i++)
        mpq_init(n[i]);
    return n;
}

static void
numbers_free(mpq_t *n, size_t count)
{
    for (size_t i = 0; n && i < count; i++)
        mpq_clear(n[i]);
    memory_free(n);
}

void
stratum_clear(Stratum *s)
{
    array_clear(&s->names);
    array_clear(&s->types);
    array_clear(&s->labels);
    mpq_clear(s->mass);
}

void
gradient_init(Gradient *g)
{
    *g = (Gradient){0};
    matrix_init_empty(&g->answer);
}

void
gradient_clear(Gradient *g)
{
    for (size_t i = 0; i < g->slopes.count; i++) {
        Slope *s = &g->slopes.at[i];
        memory_free(s->tuple);
        mpq_clear(s->value);
        numbers_free(s->by, g->entries);
    }
    array_clear(&g->slopes);
    for (size_t i = 0; i < g->strata.count; i++)
        stratum_clear(&g->strata.at[i]);
    array_clear(&g->strata);
    matrix_clear(&g->answer);
}

/* The place of this tuple among the entries of a row; SIZE_MAX: it has none, its weight is zero. */
static size_t
find_entry(const Matrix *m, size_t row, const uint32_t *tuple)
{
    size_t low = m->start.at[row], high = m->start.at[row + 1], ports = m->out.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2, p = 0;
        const uint32_t *at = matrix_entry_tuple(m, middle);
        while (p < ports && at[p] == tuple[p])
            p++;
        if (p == ports)
            return middle;
        if (at[p] < tuple[p])
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

/* ---- slopes ---- */

/* The place of a tuple of the heads in a row of all slopes. */
static size_t
find_slope(const Gradient *g, size_t row, const uint32_t *tuple)
{
    size_t at = row;
    for (size_t p = 0; p < g->answer.out.count; p++)
        at = at * g->answer.out.at[p] + tuple[p];
    return at;
}

/* One for each number that the answer can have. */
static bool
make_slopes(Work *w)
{
    Gradient *g = w->to;
    size_t width = g->answer.out.count, rows = matrix_rows(&g->answer);
    uint64_t each = size_product(&g->answer.out);
    uint64_t bytes = each > UINT64_MAX / NUMBER_BYTES / (rows + 1) / (g->entries + 1)
                         ? UINT64_MAX
                         : each * rows * (g->entries + 1) * NUMBER_BYTES;
    if (!budget_allows(w->budget, bytes) || !budget_step(w->budget, each * rows))
        return false;
    for (size_t i = 0; i < each * rows; i++) {
        Slope s = {.row = i / each, .tuple = memory_new(width + 1, sizeof *s.tuple)};
        for (size_t p = width, rest = i % each; p-- > 0; rest /= g->answer.out.at[p])
            s.tuple[p] = (uint32_t)(rest % g->answer.out.at[p]);
        s.undefined = g->answer.undefined.at[s.row];
        mpq_init(s.value);
        if (!s.undefined)
            matrix_entry(s.value, &g->answer, s.row, s.tuple);
        s.by = numbers_new(g->entries);
        array_push(&g->slopes, s);
    }
    return true;
}

/* ---- flows ---- */

/* Is it one by whose entries the derivatives are? */
static bool
is_table(const Work *w, const Box *b)
{
    bool is = false;
    for (size_t i = 0; !is && i < w->count; i++)
        is = w->boxes[i] == b;
    return is;
}

static bool
is_changing(const Work *w, const Box *b)
{
    return b->kind == BOX_CONDITIONAL || is_table(w, b);
}

/* The flow of a box, made where there is none yet; NULL: the budget says stop. */
static Flow *
find_flow(Work *w, const Box *box)
{
    uint64_t at;
    if (map_find(&w->flow_of, box->id, &at))
        return &w->flows.at[at];
    Flow f = {.box = box, .matrix = meaning_find(w->meaning, box->id)};
    f.entries = f.matrix->weight.count;
    size_t count = f.entries * w->to->slopes.count;
    if (!budget_allows(w->budget, (uint64_t)count * NUMBER_BYTES))
        return NULL;
    f.through = numbers_new(count);
    map_set_at(&w->flow_of, box->id, w->flows.count);
    array_push(&w->flows, f);
    return &w->flows.at[w->flows.count - 1];
}

/* Which uses reach an output that the query mentions; to be freed. */
static bool *
find_live(const Query *q)
{
    const Diagram *d = q->diagram;
    bool *wire = memory_new(d->wires.count, sizeof *wire);
    bool *live = memory_new(d->uses.count, sizeof *live);
    for (size_t i = 0; i < q->heads.count; i++)
        wire[d->outputs.at[q->heads.at[i]].wire] = true;
    for (size_t i = 0; i < q->givens.count; i++)
        if (!q->givens.at[i].input)
            wire[d->outputs.at[q->givens.at[i].position].wire] = true;
    for (size_t i = 0; i < q->events.count; i++)
        wire[d->outputs.at[q->events.at[i].position].wire] = true;
    for (size_t i = d->uses.count; i-- > 0;) {
        const Use *u = &d->uses.at[i];
        for (size_t k = 0; k < box_outputs(u->box); k++)
            live[i] = live[i] || wire[u->out + k];
        for (size_t k = 0; live[i] && k < u->box->in.count; k++)
            wire[d->reads.at[u->in + k]] = true;
    }
    memory_free(wire);
    return live;
}

/* The question q, which also shows the wires of one place; left: with its heads and the events left
 * of the bar, else only what it is conditioned on. */
typedef struct Shown {
    Diagram diagram;
    Query query;
} Shown;

static void
shown_clear(Shown *s)
{
    array_clear(&s->query.heads);
    array_clear(&s->query.givens);
    array_clear(&s->query.events); /* their labels are the other query's */
    diagram_clear(&s->diagram);
}

static void
show_wire(Shown *s, uint32_t wire)
{
    array_push(&s->query.heads, (uint32_t)s->diagram.outputs.count);
    diagram_add_output(&s->diagram, wire, NULL);
}

static void
shown_make(Shown *s, const Query *q, const Use *u, bool left)
{
    *s = (Shown){0};
    diagram_set(&s->diagram, q->diagram);
    if (left)
        array_set(&s->query.heads, &q->heads);
    array_set(&s->query.givens, &q->givens);
    for (size_t i = 0; i < q->events.count; i++)
        if (left || q->events.at[i].condition)
            array_push(&s->query.events, q->events.at[i]);
    for (size_t i = 0; i < u->box->in.count; i++)
        show_wire(s, q->diagram->reads.at[u->in + i]);
    for (size_t i = 0; i < u->box->out.count; i++)
        show_wire(s, u->out + (uint32_t)i);
    s->query.diagram = &s->diagram;
}

/* What each place of a diagram passes to its box: `add` gets each assignment that was met, in the
 * row it stands in: the heads, what goes through them, and the entry of the box. */
typedef bool AddThrough(Work *w, const void *more, size_t row, const uint32_t *heads,
                        const mpq_t weight, Flow *to, size_t entry);

static bool
add_matrix(Work *w, const Matrix *m, size_t heads, const Use *u, AddThrough *add, const void *more)
{
    Flow *f = find_flow(w, u->box);
    if (!f)
        return false;
    for (size_t row = 0; row < matrix_rows(m); row++)
        for (size_t e = m->start.at[row]; e < m->start.at[row + 1]; e++) {
            const uint32_t *tuple = matrix_entry_tuple(m, e), *in = tuple + heads;
            size_t at = matrix_find_row(f->matrix, in);
            at = find_entry(f->matrix, at, in + u->box->in.count);
            if (at != SIZE_MAX && !add(w, more, row, tuple, &m->weight.at[e], f, at))
                return false;
        }
    return true;
}

static Outcome
add_place(Work *w, const Query *q, const Use *u, bool left, AddThrough *add, const void *more)
{
    Shown s;
    Matrix m;
    matrix_init_empty(&m);
    shown_make(&s, q, u, left);
    Outcome o = evaluate(&m, &s.query, w->meaning, w->budget, &w->trouble);
    if (o == OUTCOME_DONE && !add_matrix(w, &m, left ? q->heads.count : 0, u, add, more))
        o = OUTCOME_STOPPED;
    shown_clear(&s);
    matrix_clear(&m);
    return o;
}

static Outcome
add_places(Work *w, const Query *q, bool left, AddThrough *add, const void *more)
{
    Outcome o = OUTCOME_DONE;
    bool *live = find_live(q);
    for (size_t i = 0; o == OUTCOME_DONE && i < q->diagram->uses.count; i++)
        if (live[i] && is_changing(w, q->diagram->uses.at[i].box))
            o = add_place(w, q, &q->diagram->uses.at[i], left, add, more);
    memory_free(live);
    return o;
}

/* ---- the answer: N / D ---- */

/* P(heads, events, place | conditions) passes to its number of the answer as much as it is. */
static bool
add_over(Work *w, const void *more, size_t row, const uint32_t *heads, const mpq_t weight, Flow *to,
         size_t entry)
{
    (void)more;
    mpq_t *x = &to->through[find_slope(w->to, row, heads) * to->entries + entry];
    mpq_add(*x, *x, weight);
    return budget_step(w->budget, 1);
}

/* P(place | conditions) takes from each number of its row so much of that. */
static bool
add_under(Work *w, const void *more, size_t row, const uint32_t *heads, const mpq_t weight,
          Flow *to, size_t entry)
{
    (void)more;
    (void)heads;
    size_t each = w->to->slopes.count / matrix_rows(&w->to->answer);
    for (size_t s = row * each; s < (row + 1) * each; s++) {
        mpq_mul(w->one, weight, w->to->slopes.at[s].value);
        mpq_t *x = &to->through[s * to->entries + entry];
        mpq_sub(*x, *x, w->one);
    }
    return budget_step(w->budget, each);
}

static bool
is_conditioned(const Query *q)
{
    bool is = query_has_event(q, true);
    for (size_t i = 0; i < q->givens.count; i++)
        is = is || !q->givens.at[i].input;
    return is;
}

/* ---- conditional boxes ---- */

/* A conditional box on the way back: how the answer changes with the masses of its diagram. */
typedef struct Inner {
    Query query;     /* P(heads | givens) for each value of the inputs, also the idle ones */
    size_t *row_of;  /* row of the query -> row of the box that it gave; SIZE_MAX: none */
    const Matrix *matrix;
    mpq_t *by;       /* as through of its flow: of each head given the givens */
    size_t slopes, entries;
} Inner;

/* A row of the box is the one of the first idle values at which it is defined. */
static void
find_rows(Inner *x, const Matrix *all)
{
    size_t rows = matrix_rows(x->matrix), each = rows ? matrix_rows(all) / rows : 0;
    x->row_of = memory_new(matrix_rows(all) + 1, sizeof *x->row_of);
    for (size_t r = 0; r < matrix_rows(all); r++)
        x->row_of[r] = SIZE_MAX;
    for (size_t r = 0; r < rows; r++)
        for (size_t i = r * each; i < (r + 1) * each; i++)
            if (!all->undefined.at[i]) {
                x->row_of[i] = r;
                break;
            }
}

/* With T = M(g, h) / M(g):  d log T = dM(g, h) / M(g, h) - dM(g) / M(g).  What goes through all
 * heads of a row is taken off each. */
static bool
find_changes(Work *w, Inner *x, const Flow *f)
{
    x->by = numbers_new(x->slopes * x->entries);
    mpq_t sum;
    mpq_init(sum);
    for (size_t s = 0; s < x->slopes; s++)
        for (size_t r = 0; r < matrix_rows(x->matrix); r++) {
            size_t from = x->matrix->start.at[r], to = x->matrix->start.at[r + 1];
            const mpq_t *through = (const mpq_t *)&f->through[s * x->entries];
            mpq_set_ui(sum, 0, 1);
            for (size_t e = from; e < to; e++)
                mpq_add(sum, sum, through[e]);
            for (size_t e = from; e < to; e++) {
                mpq_t *by = &x->by[s * x->entries + e];
                mpq_div(*by, through[e], &x->matrix->weight.at[e]);
                mpq_sub(*by, *by, sum);
            }
        }
    mpq_clear(sum);
    return budget_step(w->budget, x->slopes * x->entries);
}

static bool
add_inner(Work *w, const void *more, size_t row, const uint32_t *heads, const mpq_t weight,
          Flow *to, size_t entry)
{
    const Inner *x = more;
    size_t from = x->row_of[row];
    size_t e = from == SIZE_MAX ? SIZE_MAX : find_entry(x->matrix, from, heads);
    for (size_t s = 0; e != SIZE_MAX && s < x->slopes; s++) {
        const mpq_t *by = (const mpq_t *)&x->by[s * x->entries + e];
        if (mpq_sgn(*by) == 0)
            continue;
        mpq_mul(w->one, weight, *by);
        mpq_t *t = &to->through[s * to->entries + entry];
        mpq_add(*t, *t, w->one);
    }
    return budget_step(w->budget, x->slopes);
}

static void
inner_query(Query *q, const Conditional *c)
{
    *q = (Query){.diagram = &c->state};
    for (uint32_t i = 0; i < c->state.outputs.count; i++)
        if (i < c->givens)
            array_push(&q->givens, ((Given){false, i}));
        else
            array_push(&q->heads, i);
    for (uint32_t i = 0; i < c->state.inputs.count; i++)
        array_push(&q->givens, ((Given){true, i}));
}

/* ---- strata ---- */

/* Is nothing but the state asked? */
static bool
is_of_state(const Work *w, const Query *q)
{
    const Diagram *d = q->diagram;
    bool is = d->inputs.count == 0, *live = find_live(q);
    for (size_t i = 0; is && i < d->uses.count; i++)
        is = !live[i] || is_table(w, d->uses.at[i].box);
    memory_free(live);
    return is;
}

static void
add_stratum(Work *w, const Diagram *d, const WireList *outputs, const uint32_t *labels,
            size_t row, const mpq_t mass)
{
    Stratum s = {.row = row};
    for (size_t i = 0; i < outputs->count; i++) {
        const End *e = &d->outputs.at[outputs->at[i]];
        array_push(&s.names, e->name);
        array_push(&s.types, d->wires.at[e->wire]);
        array_push(&s.labels, labels[i]);
    }
    mpq_init(s.mass);
    mpq_set(s.mass, mass);
    array_push(&w->to->strata, s);
}

/* Does the answer depend on this row of the box? */
static bool
is_met(const Work *w, const Flow *f, size_t row)
{
    for (size_t s = 0; s < w->to->slopes.count; s++)
        for (size_t e = f->matrix->start.at[row]; e < f->matrix->start.at[row + 1]; e++)
            if (mpq_sgn(f->through[s * f->entries + e]))
                return true;
    return false;
}

/* The rows of a conditional of the state in which nobody is; givens: its first outputs. */
static bool
add_empty_strata(Work *w, const Flow *f, const WireList *givens)
{
    enum { STRATUM_BYTES = 256 };
    const Matrix *m = f->matrix;
    uint32_t *tuple = memory_new(m->in.count + 1, sizeof *tuple);
    mpq_t none;
    bool ok = true;
    mpq_init(none);
    for (size_t row = 0; ok && row < matrix_rows(m); row++) {
        if (!m->undefined.at[row])
            continue;
        matrix_row_tuple(m, row, tuple);
        add_stratum(w, &f->box->conditional->state, givens, tuple, SIZE_MAX, none);
        ok = budget_step(w->budget, 1) &&
             budget_allows(w->budget, w->to->strata.count * STRATUM_BYTES);
    }
    mpq_clear(none);
    memory_free(tuple);
    return ok;
}

/* Each row of a conditional of the state is a stratum. */
static Outcome
add_strata(Work *w, const Flow *f)
{
    const Conditional *c = f->box->conditional;
    Query q = {.diagram = &c->state};
    Matrix m;
    for (uint32_t i = 0; i < c->givens; i++)
        array_push(&q.heads, i);
    if (!c->givens || !is_of_state(w, &q)) {
        query_clear(&q);
        return OUTCOME_DONE;
    }
    matrix_init_empty(&m);
    Outcome o = evaluate(&m, &q, w->meaning, w->budget, &w->trouble);
    if (o == OUTCOME_DONE && !add_empty_strata(w, f, &q.heads))
        o = OUTCOME_STOPPED;
    for (size_t e = 0; o == OUTCOME_DONE && e < m.weight.count; e++) {
        const uint32_t *g = matrix_entry_tuple(&m, e);
        if (is_met(w, f, matrix_find_row(f->matrix, g)))
            add_stratum(w, &c->state, &q.heads, g, SIZE_MAX, &m.weight.at[e]);
    }
    query_clear(&q);
    matrix_clear(&m);
    return o;
}

/* What the question itself is conditioned on, where it is asked of the state: the mass of each row
 * that is defined.  An event of several labels is told as UINT32_MAX. */
static Outcome
add_own_strata(Work *w)
{
    Query q = {.diagram = w->q->diagram};
    WireList outputs = {0}, labels = {0};
    Matrix m;
    if (!is_conditioned(w->q) || !is_of_state(w, w->q))
        return OUTCOME_DONE;
    matrix_init_empty(&m);
    for (size_t i = 0; i < w->q->givens.count; i++) {
        array_push(&q.heads, w->q->givens.at[i].position);
        array_push(&outputs, w->q->givens.at[i].position);
    }
    array_add_zeroed(&labels, outputs.count);
    for (size_t i = 0; i < w->q->events.count; i++) {
        Event e = w->q->events.at[i];
        if (!e.condition)
            continue;
        e.condition = false;
        array_push(&q.events, e);
        array_push(&outputs, e.position);
        array_push(&labels, e.labels.count == 1 && !e.complement ? e.labels.at[0] : UINT32_MAX);
    }
    Outcome o = evaluate(&m, &q, w->meaning, w->budget, &w->trouble);
    for (size_t e = 0; o == OUTCOME_DONE && e < m.weight.count; e++) {
        for (size_t i = 0; i < q.heads.count; i++)
            labels.at[i] = matrix_entry_tuple(&m, e)[i];
        size_t row = matrix_find_row(&w->to->answer, labels.at);
        add_stratum(w, w->q->diagram, &outputs, labels.at, row, &m.weight.at[e]);
    }
    array_clear(&q.heads);
    array_clear(&q.events);
    array_clear(&outputs);
    array_clear(&labels);
    matrix_clear(&m);
    return o;
}

/* ---- back to the tables ---- */

static Outcome
carry_on(Work *w, size_t flow)
{
    const Flow f = w->flows.at[flow];
    Inner x = {.matrix = f.matrix, .slopes = w->to->slopes.count, .entries = f.entries};
    Matrix all;
    matrix_init_empty(&all);
    inner_query(&x.query, f.box->conditional);
    Outcome o = evaluate(&all, &x.query, w->meaning, w->budget, &w->trouble);
    if (o == OUTCOME_DONE) {
        find_rows(&x, &all);
        o = find_changes(w, &x, &f) ? add_strata(w, &f) : OUTCOME_STOPPED;
    }
    if (o == OUTCOME_DONE)
        o = add_places(w, &x.query, true, add_inner, &x);
    numbers_free(x.by, x.slopes * x.entries);
    memory_free(x.row_of);
    query_clear(&x.query);
    matrix_clear(&all);
    return o;
}

/* The youngest box whose flow was not carried on; SIZE_MAX: none. */
static size_t
find_youngest(const Work *w, uint32_t below)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < w->flows.count; i++) {
        const Box *b = w->flows.at[i].box;
        if (b->kind == BOX_CONDITIONAL && b->id < below &&
            (found == SIZE_MAX || b->id > w->flows.at[found].box->id))
            found = i;
    }
    return found;
}

static Outcome
carry_all(Work *w)
{
    Outcome o = OUTCOME_DONE;
    uint32_t below = UINT32_MAX;
    size_t next;
    while (o == OUTCOME_DONE && (next = find_youngest(w, below)) != SIZE_MAX) {
        below = w->flows.at[next].box->id;
        o = carry_on(w, next);
    }
    return o;
}

/* The derivatives by the entries of a table, which stand from `first` on. */
static void
take_slopes(Work *w, const Box *box, size_t first)
{
    uint64_t at;
    if (!map_find(&w->flow_of, box->id, &at))
        return;
    const Flow *f = &w->flows.at[at];
    for (size_t s = 0; s < w->to->slopes.count; s++)
        for (size_t e = 0; e < f->entries; e++)
            mpq_div(w->to->slopes.at[s].by[first + e], f->through[s * f->entries + e],
                    &f->matrix->weight.at[e]);
}

static void
take_all(Work *w)
{
    size_t first = 0;
    for (size_t i = 0; i < w->count; i++) {
        take_slopes(w, w->boxes[i], first);
        first += meaning_find(w->meaning, w->boxes[i]->id)->weight.count;
    }
}

static void
work_clear(Work *w)
{
    for (size_t i = 0; i < w->flows.count; i++)
        numbers_free(w->flows.at[i].through, w->flows.at[i].entries * w->to->slopes.count);
    array_clear(&w->flows);
    map_clear(&w->flow_of);
    mpq_clear(w->one);
}

Outcome
gradient_find(Gradient *to, const Query *q, const Box *const *boxes, size_t count,
              Meaning *meaning, Budget *b, Trouble *t)
{
    Work w = {.to = to, .q = q, .boxes = boxes, .count = count, .meaning = meaning, .budget = b};
    mpq_init(w.one);
    Outcome o = evaluate(&to->answer, q, meaning, b, t);
    bool asked = o == OUTCOME_DONE;
    for (size_t i = 0; i < count; i++)
        to->entries += meaning_find(meaning, boxes[i]->id)->weight.count;
    if (o == OUTCOME_DONE) {
        o = make_slopes(&w) ? add_places(&w, q, true, add_over, NULL) : OUTCOME_STOPPED;
    }
    if (o == OUTCOME_DONE && is_conditioned(q))
        o = add_places(&w, q, false, add_under, NULL);
    if (o == OUTCOME_DONE)
        o = carry_all(&w);
    if (o == OUTCOME_DONE)
        o = add_own_strata(&w);
    if (o == OUTCOME_DONE)
        take_all(&w);
    if (asked && o != OUTCOME_DONE) {
        trouble_clear(t);
        *t = w.trouble;
        w.trouble = (Trouble){0};
    }
    trouble_clear(&w.trouble);
    work_clear(&w);
    return o;
}

Outcome
gradient_values(Gradient *to, const Query *q, Meaning *meaning, Budget *b, Trouble *t)
{
    Work w = {.to = to, .budget = b};
    Outcome o = evaluate(&to->answer, q, meaning, b, t);
    return o == OUTCOME_DONE && !make_slopes(&w) ? OUTCOME_STOPPED : o;
}

/* testable_implication.c -- states that contradict their model; see testable_implication.h. */
#include "lang/identify/testable_implication.h"

#include "data/row_state.h"
#include "evaluate/evaluate.h"
#include "graph/markov.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/elaborate/vertex.h"

enum { STATEMENTS = 100, ROWS = 4096, WORK = 200000 };

/* Rows come in blocks, one a value of what is given: are the defined rows of each block equal? */
static bool
blocks_agree(const Matrix *m, size_t block)
{
    for (size_t first = 0; first < matrix_rows(m); first += block) {
        size_t defined = SIZE_MAX;
        for (size_t r = first; r < first + block; r++) {
            if (m->undefined.at[r])
                continue;
            if (defined == SIZE_MAX)
                defined = r;
            if (!matrix_rows_equal(m, defined, m, r))
                return false;
        }
    }
    return true;
}

/* The sizes of the types of these vertices, multiplied; more than ROWS: some number above it. */
static size_t
count_rows(const Context *c, const WireList *list)
{
    size_t rows = 1;
    for (size_t i = 0; i < list->count && rows <= ROWS; i++) {
        size_t size = c->model.vertices.at[list->at[i]].type->size;
        rows = size > ROWS ? ROWS + 1 : rows * size;
    }
    return rows;
}

/* P(v | given, of) on the state: what is `of` varies fastest. */
static void
make_query(Query *q, const Context *c, const Independence *i)
{
    q->diagram = &c->state.diagram;
    array_push(&q->heads, c->output_of.at[i->v]);
    for (size_t k = 0; k < i->given.count; k++)
        array_push(&q->givens, ((Given){false, c->output_of.at[i->given.at[k]]}));
    for (size_t k = 0; k < i->of.count; k++)
        array_push(&q->givens, ((Given){false, c->output_of.at[i->of.at[k]]}));
}

/* Does the statement hold?  One that would take too much to check is taken to hold. */
static bool
check_statement(Session *s, const Context *c, const Independence *i, bool *holds)
{
    size_t block = count_rows(c, &i->of), rows = count_rows(c, &i->given);
    *holds = true;
    if (block > ROWS || rows > ROWS || block * rows > ROWS)
        return true;
    Query q = {0};
    Matrix m;
    SizeList none = {0};
    Trouble t = {0};
    Cost cost = {0}, most = {WORK, WORK};
    matrix_init(&m, &none, &none);
    make_query(&q, c, i);
    Outcome outcome = evaluate_cost(&cost, &q, &s->meaning, &most, &s->budget);
    if (outcome == OUTCOME_DONE)
        outcome = evaluate(&m, &q, &s->meaning, &s->budget, &t);
    if (outcome == OUTCOME_DONE)
        *holds = blocks_agree(&m, block);
    trouble_clear(&t);
    matrix_clear(&m);
    query_clear(&q);
    return outcome != OUTCOME_STOPPED;
}

static void
warn_statement(Session *s, const Context *c, const Independence *i, Span at)
{
    Sink text;
    Name *names = vertex_names(s, &c->shape);
    sink_init(&text);
    word_write_name(names[i->v], &text);
    sink_put(&text, " is independent of ");
    set_write(names, &i->of, &text);
    if (i->given.count) {
        sink_put(&text, " given ");
        set_write(names, &i->given, &text);
    }
    warn(&s->complain, at, "the model `%s` implies that %s: in this state it is not",
         c->shape.name, sink_text(&text));
    sink_clear(&text);
    memory_free(names);
}

uint64_t
context_key(const Context *c)
{
    const Diagram *d = &c->state.diagram;
    uint64_t h = hash_number(map_key(c->shape.name) ^ d->wires.count);
    for (size_t i = 0; i < d->uses.count; i++)
        h = hash_number(h ^ d->uses.at[i].box->id);
    h = hash_number(h ^ hash_bytes(d->reads.at, d->reads.count * sizeof *d->reads.at));
    for (size_t i = 0; i < d->outputs.count; i++)
        h = hash_number(h ^ d->outputs.at[i].wire);
    for (size_t i = 0; i < c->shape.vertices.count; i++)
        h = hash_number(h ^ map_key(c->shape.vertices.at[i].fixed));
    return h;
}

static bool
check_statements(Session *s, const Context *c, const IndependenceList *list, Span at)
{
    for (size_t i = 0; i < list->count; i++) {
        bool holds;
        if (!check_statement(s, c, &list->at[i], &holds))
            return false;
        if (!holds) {
            warn_statement(s, c, &list->at[i], at);
            return true;
        }
    }
    return true;
}

bool
warn_contradiction(Session *s, const Context *c, Span at)
{
    uint64_t key = context_key(c);
    if (diagram_has_rows(&c->state.diagram))
        return true;
    if (map_find(&s->compared, key, NULL))
        return true;
    Graph g = {0};
    Projection p = {0};
    IndependenceList list = {0};
    bool complete;
    graph_make(&g, &c->shape);
    bool ok = projection_make(&p, &g, &s->budget);
    if (ok) {
        independences(&list, &complete, &p, STATEMENTS, &s->budget);
        ok = s->budget.stop == STOP_NOT && check_statements(s, c, &list, at);
    }
    if (ok)
        map_set_at(&s->compared, key, 1);
    independence_list_clear(&list);
    projection_clear(&p);
    graph_clear(&g);
    return ok || complain_stopped(&s->complain, &s->budget, at);
}

/* counterfactual.c -- P and E of worlds, with numbers; see counterfactual.h. */
#include "lang/worlds/counterfactual.h"

#include "lang/ask/mean.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/convert.h"
#include "lang/session/define.h"
#include "lang/session/loss.h"
#include "lang/session/meaning.h"
#include "lang/worlds/answer_rows.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/known_bound.h"
#include "lang/worlds/needed_twice.h"
#include "lang/worlds/observed_worlds.h"
#include "lang/worlds/world_sum.h"
#include "lang/worlds/world_text.h"
#include "worlds/closed.h"

typedef struct Imagined {
    Session *s;
    const Node *node;
    const WorldSum *terms; /* the sum that node is a part of, perhaps all */
    bool mean;
    WorldReader reader;
    WorldQuestion question; /* of the row under way */
    Grown seen, asked;      /* what is given pushed; what is asked as well */
    AnswerRows answer;
    bool point;    /* boxes are needed twice, and yet any model of these tables has one answer, */
    mpq_t certain; /* this */
} Imagined;

static void
imagined_clear(Imagined *x)
{
    world_reader_clear(&x->reader);
    grown_clear(&x->seen);
    grown_clear(&x->asked);
    world_question_clear(&x->question);
    answer_rows_clear(&x->answer);
    mpq_clear(x->certain);
}

/* ---- which atoms ---- */

typedef enum Which { GIVEN, WHOLE } Which;

/* The conditions alone, or all atoms, but for events that leave every label; to be freed. */
static bool *
atoms_that_count(const Imagined *x, Which which)
{
    const WorldQuestion *q = &x->question;
    bool *counts = memory_new(q->atoms.count, sizeof *counts);
    for (size_t i = 0; i < q->atoms.count; i++) {
        const Atom *a = &q->atoms.at[i];
        const Type *t = q->model->vertices.at[a->vertex].type;
        bool says = a->free || label_set_count(&a->event, t) < t->size;
        counts[i] = says && (which == WHOLE || a->condition);
    }
    return counts;
}

static bool
push(Imagined *x, Grown *g, Which which, Clash *clash)
{
    bool *counts = atoms_that_count(x, which);
    bool ok = grown_push(g, counts, clash, &x->s->budget) ||
              complain_stopped(&x->s->complain, &x->s->budget, x->node->at);
    memory_free(counts);
    return ok;
}

/* ---- growing ---- */

static bool
grow_worlds(Imagined *x, Grown *to)
{
    uint32_t at;
    switch (grow(to, &x->question, &at, &x->s->budget)) {
    case GROW_CYCLE:
        return complain_world_cycle(&x->s->complain, x->node->at,
                                    x->question.model->vertices.at[at].name);
    case GROW_STOPPED:
        return complain_stopped(&x->s->complain, &x->s->budget, x->node->at);
    case GROW_DONE:
        break;
    }
    return true;
}

/* Both diagrams; *never: what is asked contradicts itself or what is given. */
static bool
grow_both(Imagined *x, Clash *given, bool *never)
{
    Clash asked;
    bool ok = grow_worlds(x, &x->seen) && push(x, &x->seen, GIVEN, given) &&
              grow_worlds(x, &x->asked) && push(x, &x->asked, WHOLE, &asked);
    *never = ok && asked.found;
    return ok;
}

/* ---- boxes that are no functions ---- */

/* Where a grown wire is: `X = 0, Z` for what it reads, and the other one does not. */
static void
write_reads(Imagined *x, const Grown *g, uint32_t wire, uint32_t other, Sink *out)
{
    const GrownWire *w = &g->wires.at[wire], *o = &g->wires.at[other];
    const WireList *parents = grown_parents(g, wire);
    bool any = false;
    for (uint32_t k = 0; k < w->in_count; k++) {
        uint32_t read = g->reads.at[w->in + k];
        if (o->function == w->function && read == g->reads.at[o->in + k])
            continue;
        sink_put(out, any ? ", " : "");
        any = true;
        world_read_write(x->s, g, parents->at[k], read, out);
    }
}

static void
complain_repeat(Imagined *x, const Grown *g, const Closed *c, const uint32_t uses[2],
                const Sink *ends, const Sink *help)
{
    const ClosedBox *a = &c->box.at[uses[0]], *b = &c->box.at[uses[1]];
    const Vertex *v = &x->question.model->vertices.at[a->vertex];
    const Box *box = c->diagram.uses.at[uses[0]].box;
    Sink text, one, other;
    sink_init(&text);
    sink_init(&one);
    sink_init(&other);
    if (v->mechanism.uses.count > 1)
        sink_print(&text, "`%.80s` in ", box->name);
    sink_put(&text, "the box of ");
    word_write_name(v->name ? v->name : edge_name(x->s, x->question.model, v), &text);
    write_reads(x, g, a->wire, b->wire, &one);
    write_reads(x, g, b->wire, a->wire, &other);
    complain_undetermined(&x->s->complain, x->node->at, sink_text(&text), sink_text(&one),
                          sink_text(&other), x->s->asked->functor, sink_text(ends),
                          sink_text(help));
    sink_clear(&other);
    sink_clear(&one);
    sink_clear(&text);
}

/* The tables do not say how rows of a box go together.  False: it has complained, or the answer is
 * certain all the same. */
static bool
refuse_repeat(Imagined *x, const Grown *g, const Closed *c, const uint32_t uses[2])
{
    KnownEnds ends = {0};
    mpq_init(ends.value);
    sink_init(&ends.between);
    sink_init(&ends.help);
    bool ok = known_bound_find(&ends, x->s, x->question.model, x->node, x->terms);
    x->point = ok && ends.point;
    mpq_set(x->certain, ends.value);
    if (ok && !ends.point && x->terms->open)
        *x->terms->open = true;
    else if (ok && !ends.point)
        complain_repeat(x, g, c, uses, &ends.between, &ends.help);
    sink_clear(&ends.help);
    sink_clear(&ends.between);
    mpq_clear(ends.value);
    return false;
}

/* ---- evaluating ---- */

/* The atoms in g, evaluated.  *repeats: it would need a box that is no function twice; then it is
 * not, unless there is no other way (`last`): then uses that are one are made one, and two that are
 * left are complained about. */
static bool
evaluate_grown(Imagined *x, Matrix *to, const Grown *g, Which which, bool conditional, bool last,
               bool *repeats)
{
    Session *s = x->s;
    Closed c = {0};
    Query q = {0};
    ReachedRow reached;
    uint32_t uses[2];
    bool *counts = atoms_that_count(x, which);
    bool ok = closed_make(&c, g, counts, &s->signature, &s->budget) ||
              complain_stopped(&s->complain, &s->budget, x->node->at);
    *repeats = ok && has_repeats(s, &c);
    if (ok)
        closed_query(&q, &c, g, conditional);
    if (*repeats && last) {
        ok = settle_repeats(s, &c, &q, x->node, repeats, uses);
        if (ok && *repeats)
            ok = refuse_repeat(x, g, &c, uses);
    }
    if (ok && !*repeats)
        ok = session_evaluate(s, to, &q, x->node, &reached);
    if (ok && !*repeats && reached.box && !conditional)
        ok = complain_undefined_inside(&s->complain, x->node->at, reached.box, reached.event);
    query_clear(&q);
    closed_clear(&c);
    memory_free(counts);
    return ok;
}

/* Every weight of the one row over that of the one entry of `by`; undefined where that is zero. */
static void
divide_row(Matrix *m, const Matrix *by)
{
    mpq_t mass, weight;
    mpq_inits(mass, weight, NULL);
    matrix_entry(mass, by, 0, NULL);
    bool undefined = mpq_sgn(mass) == 0;
    Matrix divided;
    matrix_init(&divided, &m->in, &m->out);
    for (size_t e = 0; !undefined && e < m->start.at[1]; e++) {
        mpq_div(weight, &m->weight.at[e], mass);
        matrix_add_entry(&divided, matrix_entry_tuple(m, e), weight);
    }
    matrix_end_row(&divided, undefined);
    matrix_swap(m, &divided);
    matrix_clear(&divided);
    mpq_clears(mass, weight, NULL);
}

/* Nothing: what is asked cannot happen. */
static void
make_never(const Imagined *x, Matrix *to)
{
    SizeList none = {0}, out = {0};
    for (size_t i = 0; i < x->answer.out.count; i++)
        array_push(&out, x->answer.out.at[i].type->size);
    Matrix zero;
    matrix_init(&zero, &none, &out);
    matrix_end_row(&zero, false);
    matrix_swap(to, &zero);
    matrix_clear(&zero);
    array_clear(&out);
}

/* P(gamma, delta) in one diagram over P(delta) in the other. */
static bool
evaluate_apart(Imagined *x, Matrix *to, bool never)
{
    SizeList none = {0};
    Matrix mass;
    bool repeats, ok = true;
    matrix_init(&mass, &none, &none);
    if (never)
        make_never(x, to);
    else
        ok = evaluate_grown(x, to, &x->asked, WHOLE, false, true, &repeats);
    ok = ok && evaluate_grown(x, &mass, &x->seen, GIVEN, false, true, &repeats);
    if (ok)
        divide_row(to, &mass);
    matrix_clear(&mass);
    return ok;
}

static bool
complain_clash(Imagined *x, const Clash *clash)
{
    Sink one, other;
    sink_init(&one);
    sink_init(&other);
    atom_write(x->s, &x->question, &x->question.atoms.at[clash->atoms[0]], &one);
    atom_write(x->s, &x->question, &x->question.atoms.at[clash->atoms[1]], &other);
    complain_contradiction(&x->s->complain, x->node->at, sink_text(&one), sink_text(&other));
    sink_clear(&other);
    sink_clear(&one);
    return false;
}

/* The row for the labels that the reader's rows have. */
static bool
evaluate_row(Imagined *x, Matrix *to)
{
    Clash given;
    bool never, repeats = false;
    if (!world_reader_read(&x->reader, &x->question) || !grow_both(x, &given, &never))
        return false;
    if (given.found && !x->answer.in.count)
        return complain_clash(x, &given);
    if (given.found) {
        make_never(x, to);
        to->undefined.at[0] = true;
        return true;
    }
    bool ok = true;
    if (!never)
        ok = evaluate_grown(x, to, &x->seen, WHOLE, true, false, &repeats);
    if (ok && (never || repeats))
        ok = evaluate_apart(x, to, never);
    return ok;
}

/* ---- all rows ---- */

enum { ROW_BYTES = 64 }; /* of a row with one entry, at least */

static bool
complain_rows(Imagined *x, uint64_t rows, uint64_t most)
{
    Sink text;
    sink_init(&text);
    if (rows == UINT64_MAX)
        sink_put(&text, "more than 2^64");
    else
        sink_print(&text, "%llu", (unsigned long long)rows);
    complain_too_large(&x->s->complain, x->node->at, sink_text(&text), most);
    sink_clear(&text);
    return false;
}

static bool
evaluate_rows(Imagined *x)
{
    Session *s = x->s;
    SizeList none = {0};
    bool ok = world_reader_read(&x->reader, &x->question), more = true;
    if (!ok)
        return false;
    answer_rows_start(&x->answer, &x->reader, &x->question);
    if (x->mean && !answer_rows_has_mean(s, &x->answer, &x->reader, x->node))
        return false;
    uint64_t rows = size_product(&x->answer.table.in), most = limit_bytes(&s->budget) / ROW_BYTES;
    if (rows > most)
        return complain_rows(x, rows, most);
    while (ok && more) {
        Matrix row;
        matrix_init(&row, &none, &none);
        ok = evaluate_row(x, &row);
        if (ok)
            answer_rows_add(&x->answer, &row);
        matrix_clear(&row);
        more = ok && world_reader_next(&x->reader);
        if (ok && !budget_step(&s->budget, 10))
            ok = complain_stopped(&s->complain, &s->budget, x->node->at);
    }
    return ok;
}

/* ---- the door ---- */

static bool
start(Imagined *x)
{
    Session *s = x->s;
    const Context *c = s->asked;
    s->consulted |= CONSULTED_SHAPE | CONSULTED_NUMBERS;
    question_read(&x->reader.question, x->node);
    if (!x->reader.question.heads)
        return complain_usage(&s->complain, x->node->at, x->node->kids[0]->text,
                              node_is_question(x->node) ? "P(Y[X = 0] | X = 1)"
                                                        : "E(Y[X = 0] | X = 1)");
    if (c->kind == CONTEXT_NONE)
        return !loss_has_context(s, x->node->at) && complain_no_context(&s->complain, x->node->at);
    if (c->kind == CONTEXT_STATE)
        return complain_worlds_in_state(&s->complain, x->node->at, c->name);
    x->reader.s = s;
    x->reader.model = &c->model;
    return is_closed_model(s, &c->shape, x->node->at);
}

/* `X = 1, Z[W = 0] = 1` */
static bool
complain_never(Imagined *x)
{
    Sink text;
    bool any = false;
    sink_init(&text);
    for (size_t i = 0; i < x->question.atoms.count; i++) {
        if (!x->question.atoms.at[i].condition)
            continue;
        sink_put(&text, any ? ", " : "");
        atom_write(x->s, &x->question, &x->question.atoms.at[i], &text);
        any = true;
    }
    complain_undefined(&x->s->complain, x->node->at, sink_text(&text));
    sink_clear(&text);
    return false;
}

/* One term of a sum.  *certain: to is the value of all of it. */
static bool
imagine_term(Session *s, Value *to, const WorldSum *terms, const Node *call, bool *certain)
{
    bool mean = !node_is_question(call);
    if (s->asked->kind == CONTEXT_FROM)
        return observed_worlds(s, to, call, mean);
    Imagined x = {.s = s, .node = call, .terms = terms, .mean = mean};
    answer_rows_init(&x.answer);
    mpq_init(x.certain);
    bool ok = start(&x) && evaluate_rows(&x);
    if (ok && answer_rows_undefined(&x.answer))
        ok = complain_never(&x);
    ok = ok && answer_rows_take(s, &x.answer, &x.question, mean, call, to);
    if (x.point) {
        value_set_number(to, x.certain);
        ok = *certain = true;
    }
    imagined_clear(&x);
    return ok;
}

/* ---- sums ---- */

/* A number, or a row for each label of what is given without a value, summed. */
typedef struct Sum {
    ARRAY(__mpq_struct) rows;
    ARRAY(bool) undefined;
    PortList in;
    bool is_number;
} Sum;

static void
sum_clear(Sum *x)
{
    for (size_t r = 0; r < x->rows.count; r++)
        mpq_clear(&x->rows.at[r]);
    array_clear(&x->rows);
    array_clear(&x->undefined);
    array_clear(&x->in);
}

/* The rows of the first term, with a number in each. */
static void
sum_start(Sum *x, const Value *v, const mpq_t number)
{
    mpq_t q;
    x->is_number = v->kind == VALUE_NUMBER;
    for (size_t i = 0; i < v->in.count; i++)
        array_push(&x->in, v->in.at[i]);
    for (size_t r = 0; r < (x->is_number ? 1 : matrix_rows(&v->matrix)); r++) {
        mpq_init(q);
        mpq_set(q, number);
        array_push(&x->rows, *q);
        array_push(&x->undefined, false);
    }
}

/* False: it would be longer than is kept. */
static bool
sum_add(Sum *x, const Value *v, const mpq_t times)
{
    bool ok = true;
    mpq_t q;
    mpq_init(q);
    for (size_t r = 0; ok && r < x->rows.count; r++) {
        if (x->is_number)
            mpq_set(q, v->number);
        else
            matrix_entry(q, &v->matrix, r, NULL);
        x->undefined.at[r] = x->undefined.at[r] || (!x->is_number && v->matrix.undefined.at[r]);
        ok = mean_add(&x->rows.at[r], q, times);
    }
    mpq_clear(q);
    return ok;
}

static void
sum_take(Sum *x, Value *to)
{
    Matrix m;
    SizeList in = {0}, none = {0};
    PortList out = {0};
    if (x->is_number) {
        value_set_number(to, &x->rows.at[0]);
        return;
    }
    ports_to_sizes(&in, &x->in);
    matrix_init(&m, &in, &none);
    for (size_t r = 0; r < x->rows.count; r++) {
        if (!x->undefined.at[r])
            matrix_add_entry(&m, NULL, &x->rows.at[r]);
        matrix_end_row(&m, x->undefined.at[r]);
    }
    value_take_matrix(to, &m, &x->in, &out, true);
    matrix_clear(&m);
    array_clear(&in);
}

static bool
imagine_sum(Session *s, Value *to, const WorldSum *t, const Node *call)
{
    Sum sum = {0};
    Value v = {0};
    bool ok = true, certain = false;
    for (size_t i = 0; ok && !certain && i < t->list.count; i++) {
        ok = imagine_term(s, &v, t, t->list.at[i].call, &certain);
        if (ok && !i)
            sum_start(&sum, &v, t->constant);
        ok = ok && (certain || sum_add(&sum, &v, t->list.at[i].times) ||
                    complain_number_too_large(&s->complain, call->at));
    }
    if (ok && certain)
        value_swap(to, &v);
    else if (ok)
        sum_take(&sum, to);
    value_clear(&v);
    sum_clear(&sum);
    return ok;
}

/* Adds `times` the call to t, and evaluates all of it. */
static bool
imagine(Session *s, Value *to, WorldSum *t, const Node *call, const mpq_t times)
{
    bool certain, data = s->asked->kind == CONTEXT_FROM, ok = true;
    if (s->asked->kind == CONTEXT_MODEL || data)
        ok = world_sum_add(s, t, &s->asked->model, call, times, data);
    if (ok && (!t->list.count || world_sum_is_call(t, call)))
        return imagine_term(s, to, t, call, &certain);
    return ok && imagine_sum(s, to, t, call);
}

bool
elaborate_counterfactual(Session *s, Value *to, const Node *call)
{
    WorldSum t;
    mpq_t one;
    world_sum_init(&t);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    bool ok = asks_one_model(s, call) && imagine(s, to, &t, call, one);
    mpq_clear(one);
    world_sum_clear(&t);
    return ok;
}

/* ---- variances ---- */

/* *open: the tables do not determine it; there is no complaint about that. */
static bool
imagine_mean(Session *s, Value *to, const Node *call, bool *open)
{
    WorldSum t;
    mpq_t one;
    *open = false;
    if (!call_has_worlds(call))
        return elaborate(s, to, call);
    world_sum_init(&t);
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    t.open = open;
    bool ok = imagine(s, to, &t, call, one) || *open;
    mpq_clear(one);
    world_sum_clear(&t);
    return ok;
}

/* The product of two means is linear in the ways in which rows go together where one of them is
 * determined: then what is taken off is a number, or a multiple of the other mean.  Else one of
 * them is complained about. */
static bool
imagine_moment(Session *s, Value *to, const WorldMoment *m, const Value mean[2],
               const bool open[2])
{
    const int known = open[0] ? 1 : 0;
    WorldSum t;
    mpq_t q;
    bool ok = true;
    world_sum_init(&t);
    mpq_init(q);
    t.no_ends = open[0] && open[1];
    if (!t.no_ends)
        mpq_neg(q, mean[known].number);
    if (!open[0] && !open[1]) {
        ok = rational_fits_product(q, mean[1].number) ||
             complain_number_too_large(&s->complain, m->product->at);
        if (ok)
            mpq_mul(t.constant, q, mean[1].number);
    } else if (!t.no_ends) {
        ok = world_sum_add(s, &t, &s->asked->model, m->mean[!known], q, false);
    }
    mpq_set_ui(q, 1, 1);
    ok = ok && imagine(s, to, &t, t.no_ends ? m->mean[0] : m->product, q);
    mpq_clear(q);
    world_sum_clear(&t);
    return ok;
}

bool
elaborate_world_moment(Session *s, Value *to, const Node *call)
{
    WorldMoment m;
    Value mean[2] = {0};
    bool open[2];
    bool ok = asks_one_model(s, call) && world_moment_read(s, &m, call) &&
              imagine_mean(s, &mean[0], m.mean[0], &open[0]) &&
              imagine_mean(s, &mean[1], m.mean[1], &open[1]) &&
              imagine_moment(s, to, &m, mean, open);
    value_clear(&mean[0]);
    value_clear(&mean[1]);
    return ok;
}

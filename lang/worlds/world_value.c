/* world_value.c -- formulas of counterfactuals over data; see world_value.h. */
#include "lang/worlds/world_value.h"

typedef struct Valuing {
    const WorldSource *from;
    const WorldRow *row;
    const Type *bit;
    Trouble *t;
} Valuing;

static Outcome
ask(const Valuing *x, Matrix *to, const Query *q)
{
    return world_ask(to, x->from, q, x->t);
}

/* ---- a sum of products ---- */

/* Where the table's row for this tuple (heads, then givens) has its number. */
static void
table_entry(mpq_t to, bool *undefined, const Matrix *m, const uint32_t *tuple, size_t heads)
{
    size_t row = matrix_find_row(m, tuple + heads);
    *undefined = m->undefined.at[row];
    if (!*undefined)
        matrix_entry(to, m, row, tuple);
}

/* The table as what a box of two labels means, which reads the heads, then the givens. */
static void
bit_matrix(Matrix *to, const Matrix *table)
{
    SizeList in = {0}, out = {0};
    uint32_t one = 1, zero = 0;
    mpq_t number, rest;
    mpq_inits(number, rest, NULL);
    for (size_t i = 0; i < table->out.count; i++)
        array_push(&in, table->out.at[i]);
    for (size_t i = 0; i < table->in.count; i++)
        array_push(&in, table->in.at[i]);
    array_push(&out, 2);
    matrix_clear(to);
    matrix_init(to, &in, &out);
    uint64_t rows = size_product(&in);
    uint32_t *tuple = memory_new(in.count, sizeof *tuple);
    for (size_t r = 0; r < rows; r++) {
        bool undefined;
        matrix_row_tuple(to, r, tuple);
        table_entry(number, &undefined, table, tuple, table->out.count);
        if (!undefined) {
            mpq_set_ui(rest, 1, 1);
            mpq_sub(rest, rest, number);
            matrix_add_entry(to, &zero, rest);
            matrix_add_entry(to, &one, number);
        }
        matrix_end_row(to, undefined);
    }
    memory_free(tuple);
    array_clear(&out);
    array_clear(&in);
    mpq_clears(number, rest, NULL);
}

/* A product under way, as a diagram. */
typedef struct Product {
    Diagram diagram;
    Query query;
    Map wire_of; /* variable -> wire */
    mpz_t scale; /* how often a uniform state is too small */
} Product;

static uint32_t
arg_wire(const Valuing *x, Product *p, WorldArg a)
{
    uint64_t found;
    Signature *s = &x->from->s->signature;
    const Type *t = x->row->question.model->vertices.at[a.vertex].type;
    if (x->from->numbers)
        t = x->from->numbers->vertices.at[a.vertex].type;
    if (a.code & GROWN_POINT)
        return diagram_add_box(&p->diagram, signature_point(s, t, a.code & ~GROWN_POINT), NULL, 0);
    if (map_find(&p->wire_of, a.code, &found))
        return (uint32_t)found;
    uint32_t wire = diagram_add_uniform(&p->diagram, s->uniform, t, 0);
    map_set_at(&p->wire_of, a.code, wire);
    mpz_mul_ui(p->scale, p->scale, t->size);
    return wire;
}

static void
add_event(Product *p, uint32_t wire, const LabelSet *labels)
{
    Event e = {.position = (uint32_t)p->diagram.outputs.count, .complement = labels->complement};
    array_set(&e.labels, &labels->labels);
    diagram_add_output(&p->diagram, wire, NULL);
    array_push(&p->query.events, e);
}

static Outcome
add_factor(const Valuing *x, Product *p, const WorldFactor *f)
{
    Session *s = x->from->s;
    Matrix table, bits;
    TypeList in = {0}, out = {0};
    WireList reads = {0};
    uint32_t one = 1;
    LabelSet yes = {.labels = {&one, 1, 1}};
    matrix_init_empty(&table);
    matrix_init_empty(&bits);
    Outcome o = world_table(&table, x->from, f, x->t);
    if (o == OUTCOME_DONE && !budget_allows(&s->budget, 8 * matrix_bytes(&table)))
        o = OUTCOME_STOPPED;
    if (o == OUTCOME_DONE) {
        for (size_t i = 0; i < f->heads.count; i++)
            array_push(&reads, arg_wire(x, p, f->heads.at[i]));
        for (size_t i = 0; i < f->givens.count; i++)
            array_push(&reads, arg_wire(x, p, f->givens.at[i]));
        for (size_t i = 0; i < reads.count; i++)
            array_push(&in, p->diagram.wires.at[reads.at[i]]);
        array_push(&out, x->bit);
        bit_matrix(&bits, &table);
        const Box *box = signature_add_box(&s->signature, NULL, &in, &out);
        meaning_add(&s->meaning, box->id, &bits);
        if (x->from->watch)
            x->from->watch->made(x->from->watch->more, box);
        add_event(p, diagram_add_box(&p->diagram, box, reads.at, 0), &yes);
    }
    array_clear(&reads);
    array_clear(&out);
    array_clear(&in);
    matrix_clear(&bits);
    matrix_clear(&table);
    return o;
}

static void
add_heads(const Valuing *x, Product *p, const WorldProduct *of, bool heads)
{
    const WorldQuestion *q = &x->row->question;
    for (size_t i = 0; heads && i < q->atoms.count; i++) {
        const Atom *a = &q->atoms.at[i];
        uint32_t at = of->part->grown.at.at[i];
        uint64_t wire;
        if (!a->free)
            continue;
        uint32_t label;
        if (!(at & GROWN_POINT) && variable_event(of, at) &&
            label_set_one(&variable_event(of, at)->set, grown_type(&of->part->grown, at), &label))
            at = GROWN_POINT | label;
        if (at & GROWN_POINT || !map_find(&p->wire_of, at, &wire))
            wire = arg_wire(x, p, (WorldArg){a->vertex, at});
        array_push(&p->query.heads, (uint32_t)p->diagram.outputs.count);
        diagram_add_output(&p->diagram, (uint32_t)wire, NULL);
    }
}

/* What the part's events leave of the variables. */
static void
add_events(const Valuing *x, Product *p, const WorldProduct *of)
{
    for (size_t i = 0; i < of->bound.count; i++) {
        const WorldEvent *e = variable_event(of, of->bound.at[i].code);
        if (e)
            add_event(p, arg_wire(x, p, of->bound.at[i]), &e->set);
    }
    for (size_t i = 0; i < of->part->grown.at.count; i++) {
        uint32_t at = of->part->grown.at.at[i];
        const WorldEvent *e = at & GROWN_POINT ? NULL : variable_event(of, at);
        const Atom *a = &x->row->question.atoms.at[i];
        if (a->free && e && map_find(&p->wire_of, at, NULL))
            add_event(p, arg_wire(x, p, (WorldArg){a->vertex, at}), &e->set);
    }
}

/* A variable that does not matter gets a label: the first. */
static void
fix_any(const Valuing *x, Product *p)
{
    for (size_t i = 0; i < x->row->formula.any.count; i++) {
        WorldArg a = x->row->formula.any.at[i];
        const Type *t = x->row->question.model->vertices.at[a.vertex].type;
        if (x->from->numbers)
            t = x->from->numbers->vertices.at[a.vertex].type;
        map_set_at(&p->wire_of, a.code,
                   diagram_add_box(&p->diagram,
                                   signature_point(&x->from->s->signature, t, 0), NULL, 0));
    }
}

/* to: the product's number for each value of the heads, or, without them, one number. */
static Outcome
product_value(const Valuing *x, Matrix *to, const WorldProduct *of, bool heads)
{
    Product p = {0};
    Outcome o = OUTCOME_DONE;
    mpq_t weight, scale;
    mpz_init_set_ui(p.scale, 1);
    mpq_inits(weight, scale, NULL);
    p.query.diagram = &p.diagram;
    fix_any(x, &p);
    for (size_t i = 0; o == OUTCOME_DONE && i < of->factors.count; i++)
        o = add_factor(x, &p, &of->factors.at[i]);
    if (o == OUTCOME_DONE) {
        add_heads(x, &p, of, heads);
        add_events(x, &p, of);
        o = ask(x, to, &p.query);
    }
    mpq_set_z(scale, p.scale);
    for (size_t e = 0; o == OUTCOME_DONE && e < to->start.at[1]; e++) {
        mpq_mul(weight, &to->weight.at[e], scale);
        matrix_set_weight(to, e, weight);
    }
    if (of->minus)
        mpq_neg(scale, scale);
    if (o == OUTCOME_DONE && x->from->watch)
        x->from->watch->product(x->from->watch->more, scale, !heads);
    mpq_clears(weight, scale, NULL);
    mpz_clear(p.scale);
    map_clear(&p.wire_of);
    query_clear(&p.query);
    diagram_clear(&p.diagram);
    return o;
}

/* to += m, or -= */
static void
add_matrix(Matrix *to, const Matrix *m, bool minus)
{
    Matrix sum;
    mpq_t weight;
    mpq_init(weight);
    matrix_init(&sum, &m->in, &m->out);
    bool undefined = m->undefined.at[0] || (matrix_rows(to) && to->undefined.at[0]);
    for (size_t e = 0; !undefined && matrix_rows(to) && e < to->start.at[1]; e++)
        matrix_add_entry(&sum, matrix_entry_tuple(to, e), &to->weight.at[e]);
    for (size_t e = 0; !undefined && e < m->start.at[1]; e++) {
        mpq_set(weight, &m->weight.at[e]);
        if (minus)
            mpq_neg(weight, weight);
        matrix_add_entry(&sum, matrix_entry_tuple(m, e), weight);
    }
    matrix_end_row(&sum, undefined);
    matrix_swap(to, &sum);
    matrix_clear(&sum);
    mpq_clear(weight);
}

static Outcome
sum_value(const Valuing *x, Matrix *to, const WorldProduct *at, size_t count, bool heads)
{
    Outcome o = OUTCOME_DONE;
    for (size_t i = 0; o == OUTCOME_DONE && i < count; i++) {
        Matrix one;
        matrix_init_empty(&one);
        o = product_value(x, &one, &at[i], heads);
        if (o == OUTCOME_DONE)
            add_matrix(to, &one, at[i].minus);
        matrix_clear(&one);
    }
    return o;
}

static void
divide(Matrix *to, const Matrix *by)
{
    Matrix divided;
    mpq_t mass, weight;
    mpq_inits(mass, weight, NULL);
    matrix_entry(mass, by, 0, NULL);
    bool undefined = to->undefined.at[0] || by->undefined.at[0] || mpq_sgn(mass) == 0;
    matrix_init(&divided, &to->in, &to->out);
    for (size_t e = 0; !undefined && e < to->start.at[1]; e++) {
        mpq_div(weight, &to->weight.at[e], mass);
        matrix_add_entry(&divided, matrix_entry_tuple(to, e), weight);
    }
    matrix_end_row(&divided, undefined);
    matrix_swap(to, &divided);
    matrix_clear(&divided);
    mpq_clears(mass, weight, NULL);
}

Outcome
world_value(Matrix *to, const WorldSource *from, const WorldRow *row, Trouble *t)
{
    const WorldFormula *f = &row->formula;
    Session *s = from->s;
    uint32_t first = (uint32_t)s->signature.boxes.count;
    Type *bit = signature_add_type(&s->signature, NULL);
    type_set_range(bit, 0, 2);
    Valuing x = {from, row, bit, t};
    Matrix under;
    matrix_init_empty(&under);
    matrix_clear(to);
    matrix_init_empty(to);
    Outcome o = sum_value(&x, to, f->over.at, f->over.count, true);
    if (o == OUTCOME_DONE && f->under.count) {
        o = sum_value(&x, &under, f->under.at, f->under.count, false);
        if (o == OUTCOME_DONE)
            divide(to, &under);
    }
    matrix_clear(&under);
    meaning_forget(&s->meaning, first);
    return o;
}

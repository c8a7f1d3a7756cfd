/* expression.c -- expressions to values: numbers, truth, sums and products, and who handles the
 * rest.  Trees are at most NODE_DEPTH_MAX deep, so recursion over them is safe. */
#include "lang/elaborate.h"

#include "lang/suggest.h"
#include "lang/shape.h"
#include "lang/identifying.h"

#include <assert.h>
#include <string.h>

/* ---- numbers ---- */

/* Is every variable of this argument list given a value? */
static bool
all_fixed(const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *a = list->kids[i];
        if (a->kind == NODE_CALL) {
            if (!all_fixed(a->kids[1]))
                return false;
        } else if (a->kind != NODE_EQUAL && a->kind != NODE_SOFT && a->kind != NODE_COMPARE) {
            return false;
        }
    }
    return true;
}

static bool
call_is_number(const Session *s, const Node *n)
{
    const Node *f = n->kids[0];
    if (f->kind != NODE_NAME || session_find(s, f->text))
        return false;
    bool mean = strcmp(f->text, "E") == 0;
    if (!mean && strcmp(f->text, "P") != 0)
        return false;
    return (mean || all_fixed(n->kids[1])) && (n->count < 3 || all_fixed(n->kids[2]));
}

static bool
all_numbers(const Session *s, const Node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (!looks_like_number(s, n->kids[i]))
            return false;
    return true;
}

bool
looks_like_number(const Session *s, const Node *n)
{
    const Value *v;
    switch (n->kind) {
    case NODE_NUMBER:
    case NODE_QUOTIENT:
        return true;
    case NODE_NAME:
        v = session_find(s, n->text);
        return v && v->kind == VALUE_NUMBER;
    case NODE_NEGATE:
    case NODE_POWER:
    case NODE_SUM:
    case NODE_IN:
    case NODE_WITH:
    case NODE_FROM:
        return looks_like_number(s, n->kids[0]);
    case NODE_PRODUCT:
        return all_numbers(s, n);
    case NODE_CALL:
        return call_is_number(s, n);
    default:
        return false;
    }
}

static bool
read_number(Session *s, mpq_t to, const Node *n)
{
    RationalRead read = rational_read(to, n->text, strlen(n->text));
    assert(read != RATIONAL_MALFORMED); /* the lexer knows what a number is */
    return read == RATIONAL_READ || complain_number_too_large(&s->complain, n->at);
}

bool
elaborate_number(Session *s, mpq_t to, const Node *n)
{
    if (n->kind == NODE_NUMBER)
        return read_number(s, to, n);
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_NUMBER)
        ok = complain_wanted(&s->complain, n->at, "a number", &v);
    if (ok)
        mpq_set(to, v.number);
    value_clear(&v);
    return ok;
}

static bool
elaborate_quotient(Session *s, Value *to, const Node *n)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    bool ok = elaborate_number(s, a, n->kids[0]) && elaborate_number(s, b, n->kids[1]);
    if (ok && mpq_sgn(b) == 0)
        ok = complain_division_by_zero(&s->complain, n->kids[1]->at);
    else if (ok && !rational_fits_product(a, b))
        ok = complain_number_too_large(&s->complain, n->at);
    if (ok) {
        mpq_div(a, a, b);
        value_set_number(to, a);
    }
    mpq_clear(b);
    mpq_clear(a);
    return ok;
}

static void
raise_to(mpq_t q, unsigned long n)
{
    mpz_pow_ui(mpq_numref(q), mpq_numref(q), n);
    mpz_pow_ui(mpq_denref(q), mpq_denref(q), n);
}

/* base ^ (a whole number); the exponent may be negative. */
static bool
elaborate_number_power(Session *s, Value *to, const Node *n)
{
    mpq_t base, power;
    mpq_init(base);
    mpq_init(power);
    bool ok = elaborate_number(s, base, n->kids[0]) && elaborate_number(s, power, n->kids[1]);
    bool small = mpz_fits_slong_p(mpq_numref(power)) != 0;
    long e = small ? mpz_get_si(mpq_numref(power)) : 0;
    unsigned long size = e < 0 ? 0ul - (unsigned long)e : (unsigned long)e;
    if (ok && mpz_cmp_ui(mpq_denref(power), 1) != 0)
        ok = complain_exponent(&s->complain, n->kids[1]->at);
    else if (ok && (!small || !rational_fits_power(base, size)))
        ok = complain_number_too_large(&s->complain, n->at);
    else if (ok && e < 0 && mpq_sgn(base) == 0)
        ok = complain_division_by_zero(&s->complain, n->kids[0]->at);
    if (ok) {
        if (e < 0)
            mpq_inv(base, base);
        raise_to(base, size);
        value_set_number(to, base);
    }
    mpq_clear(power);
    mpq_clear(base);
    return ok;
}

static bool
fold_numbers(Session *s, Value *to, const Node *n, bool product)
{
    mpq_t all, one;
    mpq_init(all);
    mpq_init(one);
    if (product)
        mpq_set_ui(all, 1, 1);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        ok = elaborate_number(s, one, n->kids[i]);
        if (ok && !rational_fits_product(all, one))
            ok = complain_number_too_large(&s->complain, n->at);
        if (ok && product)
            mpq_mul(all, all, one);
        else if (ok)
            mpq_add(all, all, one);
    }
    if (ok)
        value_set_number(to, all);
    mpq_clear(one);
    mpq_clear(all);
    return ok;
}

/* ---- weighted sums of states and channels ---- */

static bool
scale(Session *s, Matrix *m, const mpq_t by, const Node *n)
{
    mpq_t product;
    mpq_init(product);
    bool ok = true;
    for (size_t i = 0; ok && i < m->weight.count; i++) {
        mpq_mul(product, &m->weight.at[i], by);
        matrix_set_weight(m, i, product);
        ok = matrix_affords(s, m, n);
    }
    mpq_clear(product);
    return ok;
}

/* by * v, where v is a matrix; zero leaves no entries. */
static bool
scale_matrix(Session *s, Value *v, const mpq_t by, const Node *n)
{
    if (mpq_sgn(by) != 0) {
        if (!scale(s, &v->matrix, by, n))
            return false;
        settle_weight(v);
        return true;
    }
    Matrix m;
    matrix_init(&m, &v->matrix.in, &v->matrix.out);
    for (size_t r = 0; r < matrix_rows(&v->matrix); r++)
        matrix_end_row(&m, v->matrix.undefined.at[r]);
    matrix_swap(&m, &v->matrix);
    matrix_clear(&m);
    v->weighted = true;
    return true;
}

static bool
add_row(Session *s, Matrix *to, const Value *v, size_t row, const Node *n)
{
    const Matrix *m = &v->matrix;
    bool ok = true;
    for (size_t e = m->start.at[row]; ok && e < m->start.at[row + 1]; e++) {
        matrix_add_entry(to, matrix_entry_tuple(m, e), &m->weight.at[e]);
        ok = matrix_affords(s, to, n);
    }
    return ok;
}

static bool
add_matrices(Session *s, Value *to, const Value *terms, const Node *n)
{
    Matrix sum;
    matrix_init(&sum, &terms->matrix.in, &terms->matrix.out);
    bool ok = true;
    for (size_t r = 0; ok && r < matrix_rows(&terms->matrix); r++) {
        bool undefined = false;
        for (uint32_t i = 0; i < n->count; i++)
            undefined = undefined || terms[i].matrix.undefined.at[r];
        for (uint32_t i = 0; ok && i < n->count && !undefined; i++)
            ok = add_row(s, &sum, &terms[i], r, n);
        matrix_end_row(&sum, undefined);
    }
    if (ok) {
        value_take_matrix(to, &sum, &terms->in, &terms->out, true);
        settle_weight(to);
    }
    matrix_clear(&sum);
    return ok;
}

static bool
elaborate_term(Session *s, Value *to, const Node *n, const Value *first, const Hint *hint)
{
    Value v = {0};
    bool ok = elaborate_hinted(s, &v, n, hint) && value_to_matrix(s, to, &v, n);
    if (ok && first && (!ports_equal(&first->in, &to->in) || !ports_equal(&first->out, &to->out)))
        ok = complain_sum_types(&s->complain, n->at, first, to);
    value_clear(&v);
    return ok;
}

static bool
elaborate_mixture(Session *s, Value *to, const Node *n, const Hint *hint)
{
    ARRAY(Value) terms = {0};
    uint64_t bytes = 0;
    array_add_zeroed(&terms, n->count);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        ok = elaborate_term(s, &terms.at[i], n->kids[i], i ? &terms.at[0] : NULL, hint);
        bytes += value_bytes(&terms.at[i]);
        if (ok && !budget_allows(&s->budget, s->held + bytes))
            ok = complain_stopped(&s->complain, &s->budget, n->at);
    }
    ok = ok && add_matrices(s, to, terms.at, n);
    for (size_t i = 0; i < terms.count; i++)
        value_clear(&terms.at[i]);
    array_clear(&terms);
    return ok;
}

static bool
elaborate_sum(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (is_kets(n))
        return elaborate_kets(s, to, n, hint);
    if (looks_like_number(s, n->kids[0]))
        return fold_numbers(s, to, n, false);
    return elaborate_mixture(s, to, n, hint);
}

static bool
elaborate_negate(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (is_kets(n))
        return elaborate_kets(s, to, n, hint);
    Value v = {0};
    mpq_t minus;
    mpq_init(minus);
    mpq_set_si(minus, -1, 1);
    bool ok = elaborate_hinted(s, &v, n->kids[0], hint);
    if (ok && v.kind == VALUE_NUMBER) {
        mpq_neg(v.number, v.number);
        value_swap(to, &v);
    } else if (ok) {
        ok = value_to_matrix(s, to, &v, n->kids[0]) && scale_matrix(s, to, minus, n);
    }
    mpq_clear(minus);
    value_clear(&v);
    return ok;
}

/* The factors that are not numbers, side by side. */
static bool
elaborate_rest(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Node *rest = node_new(&s->arena, NODE_PRODUCT, n->at);
    for (uint32_t i = 0; i < n->count; i++)
        if (!looks_like_number(s, n->kids[i]))
            node_add(&s->arena, rest, n->kids[i]);
    return elaborate_hinted(s, to, rest->count == 1 ? rest->kids[0] : rest, hint);
}

/* Numbers and diagrams mixed: the numbers scale what the diagrams mean. */
static bool
elaborate_scaled(Session *s, Value *to, const Node *n, const Hint *hint)
{
    mpq_t by, one;
    mpq_init(by);
    mpq_init(one);
    mpq_set_ui(by, 1, 1);
    bool ok = true;
    for (uint32_t i = 0; ok && i < n->count; i++) {
        if (!looks_like_number(s, n->kids[i]))
            continue;
        ok = elaborate_number(s, one, n->kids[i]);
        if (ok && !rational_fits_product(by, one))
            ok = complain_number_too_large(&s->complain, n->at);
        if (ok)
            mpq_mul(by, by, one);
    }
    Value v = {0};
    ok = ok && elaborate_rest(s, &v, n, hint) && value_to_matrix(s, to, &v, n) &&
         scale_matrix(s, to, by, n);
    value_clear(&v);
    mpq_clear(one);
    mpq_clear(by);
    return ok;
}

static bool
elaborate_product(Session *s, Value *to, const Node *n, const Hint *hint)
{
    uint32_t numbers = 0;
    for (uint32_t i = 0; i < n->count; i++)
        numbers += looks_like_number(s, n->kids[i]);
    if (numbers == n->count)
        return fold_numbers(s, to, n, true);
    if (numbers)
        return elaborate_scaled(s, to, n, hint);
    return elaborate_wiring(s, to, n, hint, NULL);
}

/* ---- names and calls ---- */

static bool
elaborate_name(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Value *v = session_find(s, n->text);
    if (v) {
        value_set(to, v);
        return true;
    }
    if (n->kind == NODE_NAME && is_wiring_word(n->text))
        return elaborate_wiring(s, to, n, hint, NULL);
    return complain_unknown_name(&s->complain, n->at, n->text, suggest_value(s, n->text),
                                 session_find_type(s, n->text) != NULL);
}

static bool
elaborate_path(Session *s, Value *to, const Node *n)
{
    Value v = {0};
    uint32_t vertex;
    Diagram d = {0};
    bool ok = elaborate(s, &v, n->kids[0]);
    if (ok && v.kind != VALUE_MODEL)
        ok = complain_wanted(&s->complain, n->kids[0]->at, "a model before `.`", &v);
    if (ok && !find_box(s, &v.model, n->text, &vertex))
        ok = complain_unknown_vertex(&s->complain, n->text_at, &v.model, n->text);
    if (ok && v.model.vertices.at[vertex].open)
        ok = complain_open_vertex(&s->complain, n->text_at, n->text);
    if (ok) {
        const Vertex *x = &v.model.vertices.at[vertex];
        diagram_set(&d, &x->mechanism);
        d.outputs.at[0].name = x->name;
        value_take_diagram(to, &d);
    }
    diagram_clear(&d);
    value_clear(&v);
    return ok;
}

typedef enum Notion {
    NOTION_NONE, NOTION_P, NOTION_E, NOTION_CUT, NOTION_DO, NOTION_COMB, NOTION_DISINTEGRATE,
    NOTION_INVERT, NOTION_MARGINALS, NOTION_SHAPE
} Notion;

static Notion
notion_of(Name name)
{
    static const struct {
        const char *text;
        Notion notion;
    } list[] = {
        {"P", NOTION_P}, {"E", NOTION_E}, {"cut", NOTION_CUT}, {"do", NOTION_DO},
        {"comb", NOTION_COMB}, {"disintegrate", NOTION_DISINTEGRATE}, {"invert", NOTION_INVERT},
        {"marginals", NOTION_MARGINALS},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(name, list[i].text) == 0)
            return list[i].notion;
    return shape_word(name) == SHAPE_NONE ? NOTION_NONE : NOTION_SHAPE;
}

bool
is_notion(Name name)
{
    return notion_of(name) != NOTION_NONE || is_wiring_word(name);
}

static bool
elaborate_notion(Session *s, Value *to, const Node *n, Notion notion)
{
    switch (notion) {
    case NOTION_P:
    case NOTION_E:
        return elaborate_query(s, to, n, notion == NOTION_E);
    case NOTION_CUT:
        return elaborate_cut(s, to, n);
    case NOTION_DO:
        return elaborate_do(s, to, n);
    case NOTION_COMB:
        return elaborate_comb(s, to, n);
    case NOTION_DISINTEGRATE:
        return elaborate_disintegrate(s, to, n);
    case NOTION_INVERT:
        return elaborate_invert(s, to, n);
    case NOTION_MARGINALS:
        return elaborate_marginals(s, to, n);
    case NOTION_SHAPE:
        return elaborate_shape(s, to, n);
    case NOTION_NONE:
        break;
    }
    return false;
}

/* f(x, y): wires that need no block around them. */
static bool
elaborate_application(Session *s, Value *to, const Node *n, const Hint *hint)
{
    Block b = {0};
    WireList out = {0};
    bool ok = elaborate_wires(s, &b, &out, n, hint) && block_known(s, &b, &out, n, hint);
    for (size_t i = 0; ok && i < out.count; i++)
        diagram_add_output(&b.diagram, out.at[i], NULL);
    if (ok)
        value_take_diagram(to, &b.diagram);
    array_clear(&out);
    block_clear(&b);
    return ok;
}

static bool
elaborate_call(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Node *f = n->kids[0];
    const Value *v = f->kind == NODE_NAME ? session_find(s, f->text) : NULL;
    if (f->kind == NODE_NAME && !v && notion_of(f->text) != NOTION_NONE)
        return elaborate_notion(s, to, n, notion_of(f->text));
    if (n->count > 2)
        return complain_bar_outside(&s->complain, n->at);
    if (v && v->kind == VALUE_FUNCTOR)
        return functor_apply(s, to, v->functor, n);
    if (v && v->kind == VALUE_ESTIMAND)
        return apply_estimand(s, to, v->identified, n);
    return elaborate_application(s, to, n, hint);
}

static bool
elaborate_index(Session *s, Value *to, const Node *n, const Hint *hint)
{
    const Node *f = n->kids[0];
    if (f->kind == NODE_NAME && !session_find(s, f->text) && is_wiring_word(f->text))
        return elaborate_wiring(s, to, n, hint, NULL);
    Value v = {0};
    bool ok = elaborate(s, &v, f);
    if (ok && !v.is_comb)
        ok = complain_wanted(&s->complain, f->at, "a comb before `[`", &v);
    ok = ok && elaborate_plug(s, to, &v, n);
    value_clear(&v);
    return ok;
}

bool
elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (!budget_step(&s->budget, 1))
        return complain_stopped(&s->complain, &s->budget, n->at);
    switch (n->kind) {
    case NODE_NUMBER: {
        mpq_t q;
        mpq_init(q);
        bool ok = read_number(s, q, n);
        if (ok)
            value_set_number(to, q);
        mpq_clear(q);
        return ok;
    }
    case NODE_NAME:
    case NODE_STRING:
        return elaborate_name(s, to, n, hint);
    case NODE_PATH:
        return elaborate_path(s, to, n);
    case NODE_KET:
    case NODE_WEIGHT:
        return elaborate_kets(s, to, n, hint);
    case NODE_SUM:
        return elaborate_sum(s, to, n, hint);
    case NODE_NEGATE:
        return elaborate_negate(s, to, n, hint);
    case NODE_PRODUCT:
        return elaborate_product(s, to, n, hint);
    case NODE_QUOTIENT:
        return elaborate_quotient(s, to, n);
    case NODE_POWER:
        if (looks_like_number(s, n->kids[0]))
            return elaborate_number_power(s, to, n);
        return elaborate_wiring(s, to, n, hint, NULL);
    case NODE_THEN:
    case NODE_UNIT:
        return elaborate_wiring(s, to, n, hint, NULL);
    case NODE_CALL:
        return elaborate_call(s, to, n, hint);
    case NODE_INDEX:
        return elaborate_index(s, to, n, hint);
    case NODE_NOT:
    case NODE_COMPARE:
        return elaborate_truth(s, to, n);
    case NODE_IN:
    case NODE_WITH:
    case NODE_FROM:
        return elaborate_in(s, to, n);
    case NODE_TABLE:
        return elaborate_table(s, to, n, NULL, NULL);
    default:
        return complain_not_a_value(&s->complain, n->at);
    }
}

bool
elaborate(Session *s, Value *to, const Node *n)
{
    return elaborate_hinted(s, to, n, NULL);
}

bool
elaborate_diagram(Session *s, Diagram *to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n) && value_to_diagram(s, to, &v, n);
    value_clear(&v);
    return ok;
}

bool
elaborate_model(Session *s, Value *to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_MODEL)
        ok = complain_wanted(&s->complain, n->at, "a model", &v);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}

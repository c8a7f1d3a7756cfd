/* estimated_worlds.c -- counterfactuals from rows; see estimated.h.
 *
 * A counterfactual that is identified is a sum of products of tables of the data, perhaps divided
 * by another; each table is a question to the sample.  Its derivatives by the tables' numbers and
 * theirs by the shares of the rows make its own.  lang/worlds makes the number: it asks for the
 * table of each factor, makes a box of it, and asks for the product of these boxes.  Here both
 * questions are answered with derivatives: those of the tables are kept beside the boxes until the
 * product is there. */
#include "lang/estimate/estimated.h"

#include "lang/complain/complain_query.h"
#include "lang/elaborate/label.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/identify_worlds.h"
#include "lang/worlds/observed_worlds.h"
#include "lang/worlds/world_value.h"

#include <assert.h>

/* The table of a factor, and the box that it became. */
typedef struct FactorTable {
    Gradient table;
    const Box *box;
} FactorTable;

typedef struct Watching {
    Sample *x;
    Findings *found; /* NULL: no derivatives */
    ARRAY(FactorTable) factors; /* of the product under way; the last one perhaps without its box */
    Gradient product;           /* what was asked of their boxes; empty before */
    PartList over, under;       /* sums so far: each number of the row; one number */
} Watching;

static void
factors_clear(Watching *w)
{
    for (size_t i = 0; i < w->factors.count; i++)
        gradient_clear(&w->factors.at[i].table);
    w->factors.count = 0;
}

/* ---- questions ---- */

static Outcome
ask_gradient(Watching *w, Gradient *to, const Query *q, const Box *const *boxes, size_t count,
             Trouble *t)
{
    Session *s = w->x->s;
    if (w->found)
        return gradient_find(to, q, boxes, count, &s->meaning, &s->budget, t);
    return gradient_values(to, q, &s->meaning, &s->budget, t);
}

static Outcome
ask_table(Watching *w, const Query *q, Trouble *t, const Matrix **answer)
{
    FactorTable f = {.box = NULL};
    gradient_init(&f.table);
    Outcome o = ask_gradient(w, &f.table, q, &w->x->box, 1, t);
    array_push(&w->factors, f);
    *answer = &w->factors.at[w->factors.count - 1].table.answer;
    return o;
}

static Outcome
ask_product(Watching *w, const Query *q, Trouble *t, const Matrix **answer)
{
    ARRAY(const Box *) boxes = {0};
    for (size_t i = 0; i < w->factors.count; i++)
        array_push(&boxes, w->factors.at[i].box);
    Outcome o = ask_gradient(w, &w->product, q, boxes.at, boxes.count, t);
    *answer = &w->product.answer;
    array_clear(&boxes);
    return o;
}

/* Is nothing of the sample in the diagram?  Then it is the product that is asked. */
static bool
is_product(const Watching *w, const Query *q)
{
    bool is = true;
    for (size_t i = 0; is && i < q->diagram->uses.count; i++) {
        const Box *box = q->diagram->uses.at[i].box;
        is = box != w->x->box && box->kind != BOX_CONDITIONAL;
    }
    return is;
}

static Outcome
ask(void *more, Matrix *to, const Query *q, Trouble *t)
{
    Watching *w = more;
    const Matrix *answer;
    Outcome o = is_product(w, q) ? ask_product(w, q, t, &answer) : ask_table(w, q, t, &answer);
    if (o == OUTCOME_DONE)
        matrix_set(to, answer);
    return o;
}

static void
made(void *more, const Box *box)
{
    Watching *w = more;
    w->factors.at[w->factors.count - 1].box = box;
}

/* ---- from boxes to rows ---- */

/* The number of the table that row `row` of its box says. */
static const Slope *
find_slope(const Watching *w, const FactorTable *f, size_t row)
{
    const Gradient *g = &f->table;
    const Matrix *bits = meaning_find(&w->x->s->meaning, f->box->id);
    size_t heads = g->answer.out.count;
    uint32_t *tuple = memory_new(bits->in.count + 1, sizeof *tuple);
    matrix_row_tuple(bits, row, tuple);
    size_t at = matrix_find_row(&g->answer, tuple + heads);
    for (size_t p = 0; p < heads; p++)
        at = at * g->answer.out.at[p] + tuple[p];
    memory_free(tuple);
    return &g->slopes.at[at];
}

/* Which rows of a table matter, so that their strata do. */
static void
keep_strata(FactorTable *f, const bool *met)
{
    size_t kept = 0;
    StratumList *l = &f->table.strata;
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i].row == SIZE_MAX || met[l->at[i].row])
            l->at[kept++] = l->at[i];
        else
            stratum_clear(&l->at[i]);
    l->count = kept;
}

/* to += times * (the derivatives of a number of the product by the entries of one factor, from
 * `first` on) * (those of the entries by the rows). */
static void
add_factor(Watching *w, Part *to, const Slope *product, size_t first, const FactorTable *f,
           const mpq_t times, bool *met)
{
    const Matrix *bits = meaning_find(&w->x->s->meaning, f->box->id);
    size_t entries = f->table.entries;
    mpq_t scale, none;
    mpq_inits(scale, none, NULL);
    for (size_t row = 0; row < matrix_rows(bits); row++)
        for (size_t e = bits->start.at[row]; e < bits->start.at[row + 1]; e++) {
            const Slope *slope = find_slope(w, f, row);
            mpq_mul(scale, times, product->by[first + e]);
            if (mpq_sgn(scale) == 0 || !bits->index.at[e])
                continue;
            met[slope->row] = true;
            part_add(to, entries, scale, none, (const mpq_t *)slope->by);
        }
    mpq_clears(scale, none, NULL);
}

/* How many derivatives each number has. */
static size_t
count_entries(const Watching *w)
{
    return w->found ? meaning_find(&w->x->s->meaning, w->x->box->id)->weight.count : 0;
}

/* The numbers of the sum so far; made where there are none. */
static void
reserve_parts(const Watching *w, PartList *to)
{
    to->entries = count_entries(w);
    while (to->count < w->product.slopes.count)
        parts_add(to);
}

static void
add_product(void *more, const mpq_t times, bool under)
{
    Watching *w = more;
    PartList *to = under ? &w->under : &w->over;
    reserve_parts(w, to);
    for (size_t i = 0; i < w->product.slopes.count; i++) {
        const Slope *slope = &w->product.slopes.at[i];
        to->at[i].undefined = to->at[i].undefined || slope->undefined;
        part_add(&to->at[i], 0, times, slope->value, NULL);
    }
    size_t first = 0;
    for (size_t k = 0; w->found && k < w->factors.count; k++) {
        FactorTable *f = &w->factors.at[k];
        bool *met = memory_new(matrix_rows(&f->table.answer) + 1, sizeof *met);
        for (size_t i = 0; i < w->product.slopes.count; i++)
            if (!w->product.slopes.at[i].undefined)
                add_factor(w, &to->at[i], &w->product.slopes.at[i], first, f, times, met);
        first += meaning_find(&w->x->s->meaning, f->box->id)->weight.count;
        keep_strata(f, met);
        findings_take(w->found, &f->table);
        memory_free(met);
    }
    gradient_clear(&w->product);
    gradient_init(&w->product);
    factors_clear(w);
}

/* ---- rows ---- */

/* What is 0, 1 or undefined whatever the rows are. */
static void
add_known(Watching *w, const Matrix *row)
{
    uint64_t each = size_product(&row->out);
    uint32_t *tuple = memory_new(row->out.count + 1, sizeof *tuple);
    w->over.entries = count_entries(w);
    for (uint64_t i = 0; i < each; i++) {
        Part *p = parts_add(&w->over);
        uint64_t rest = i;
        for (size_t k = row->out.count; k-- > 0; rest /= row->out.at[k])
            tuple[k] = (uint32_t)(rest % row->out.at[k]);
        p->undefined = row->undefined.at[0];
        if (!p->undefined)
            matrix_entry(p->value, row, 0, tuple);
    }
    memory_free(tuple);
}

/* Each number over the one below the line. */
static void
divide(Watching *w)
{
    for (size_t i = 0; w->under.count && i < w->over.count; i++) {
        PartList one = {.at = &w->over.at[i], .count = 1, .entries = w->over.entries};
        PartList quotient = {.entries = one.entries};
        mpq_t times;
        mpq_init(times);
        mpq_set_ui(times, 1, 1);
        Part *p = parts_add(&quotient);
        part_add(p, one.entries, times, one.at->value, (const mpq_t *)one.at->by);
        p->undefined = one.at->undefined;
        part_apply(PART_QUOTIENT, &quotient, &w->under);
        Part swapped = *one.at;
        *one.at = quotient.at[0];
        quotient.at[0] = swapped;
        parts_clear(&quotient);
        mpq_clear(times);
    }
}

/* The numbers are those that lang/worlds found. */
static bool
same_values(const Watching *w, const Matrix *row)
{
    mpq_t sum, own;
    mpq_inits(sum, own, NULL);
    bool same = true;
    for (size_t i = 0; i < w->over.count; i++) {
        same = same && w->over.at[i].undefined == row->undefined.at[0];
        if (!w->over.at[i].undefined)
            mpq_add(own, own, w->over.at[i].value);
    }
    matrix_row_sum(sum, row, 0);
    same = same && mpq_equal(sum, own);
    mpq_clears(sum, own, NULL);
    return same;
}

static Outcome
find_row(Watching *w, const Estimated *q, const WorldRow *r, Trouble *t)
{
    WorldWatch watch = {w, ask, made, add_product};
    WorldSource from = {.s = w->x->s, .effect = &q->worlds, .context = &w->x->context,
                        .watch = &watch};
    PortList in = {0}, out = {0};
    Outcome o = OUTCOME_DONE;
    Matrix row;
    matrix_init_empty(&row);
    world_ports(&q->worlds.reader, &r->question, &in, &out);
    if (observed_row_known(&row, r, &out)) {
        add_known(w, &row);
    } else {
        o = world_value(&row, &from, r, t);
        if (o == OUTCOME_DONE)
            divide(w);
        assert(o != OUTCOME_DONE || same_values(w, &row));
    }
    array_clear(&in);
    array_clear(&out);
    matrix_clear(&row);
    return o;
}

/* The numbers of a row move over; of a mean, one. */
static bool
take_row(Watching *w, const Estimated *q, PartList *to)
{
    bool ok = true;
    mpq_t times;
    mpq_init(times);
    mpq_set_ui(times, 1, 1);
    to->entries = w->over.entries;
    for (size_t i = 0; ok && i < w->over.count; i++) {
        const Part *from = &w->over.at[i];
        if (!q->mean || i == 0)
            parts_add(to)->undefined = from->undefined;
        if (from->undefined || (q->mean && mpq_sgn(from->value) == 0))
            continue;
        ok = !q->mean || label_number(times, q->label_type, (uint32_t)i) ||
             complain_mean_label(&w->x->s->complain, q->node->at, q->label_type, (uint32_t)i);
        if (ok)
            part_add(&to->at[to->count - 1], to->entries, times, from->value,
                     (const mpq_t *)from->by);
    }
    mpq_clear(times);
    parts_clear(&w->over);
    parts_clear(&w->under);
    w->over = w->under = (PartList){0};
    return ok;
}

bool
estimated_worlds_check(Session *s, const Estimated *q)
{
    const WorldEffect *e = &q->worlds;
    PortList in = {0}, out = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < e->rows.count; i++) {
        WorldVerdict v = e->rows.at[i]->answer.verdict;
        ok = v == WORLDS_IDENTIFIED || v == WORLDS_NEVER || v == WORLDS_ALWAYS ||
             v == WORLDS_UNDEFINED || complain_world_row(s, e, e->rows.at[i], q->node);
    }
    world_ports(&e->reader, &e->rows.at[0]->question, &in, &out);
    if (ok && q->mean && (out.count != 1 || e->reader.question.heads != 1))
        ok = complain_mean(&s->complain, q->node->kids[1]->at);
    array_clear(&in);
    array_clear(&out);
    return ok;
}

bool
estimated_worlds_find(Sample *x, const Estimated *q, PartList *to, Findings *found)
{
    Session *s = x->s;
    Watching w = {.x = x, .found = found};
    Trouble t = {0};
    bool ok = true;
    gradient_init(&w.product);
    for (size_t i = 0; ok && i < q->worlds.rows.count; i++) {
        Outcome o = find_row(&w, q, q->worlds.rows.at[i], &t);
        ok = o == OUTCOME_DONE ? take_row(&w, q, to) : session_complain(s, o, &t, q->node);
    }
    if (ok && found && !q->in.count && to->at[0].undefined)
        ok = complain_undefined_from(&s->complain, q->node->at, false);
    factors_clear(&w);
    array_clear(&w.factors);
    gradient_clear(&w.product);
    parts_clear(&w.over);
    parts_clear(&w.under);
    trouble_clear(&t);
    return ok;
}

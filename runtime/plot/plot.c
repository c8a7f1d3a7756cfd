/* plot.c -- what a plot shows: which values stand side by side, which outcomes, on what scale; see
 * plot.h.  plot_text.c and plot_svg.c draw it. */
#include "plot/plot.h"

#include <assert.h>

enum {
    ALL_MAX = 24,     /* so many outcomes are all shown, also those of probability 0 */
    LABELS_MAX = 40,  /* the most that are shown of more */
    SCALE_MOST = 12,  /* characters of the fraction at the end of the scale */
    LINES_MAX = 240   /* the most bars of a panel, about */
};

/* ---- the scale ---- */

static void
set_power_of_ten(mpq_t to, long exponent)
{
    mpq_set_ui(to, 1, 1);
    mpz_ui_pow_ui(exponent < 0 ? mpq_denref(to) : mpq_numref(to), 10,
                  (unsigned long)(exponent < 0 ? -exponent : exponent));
}

/* A power of ten at most as large as q, which is positive, and not much smaller. */
static long
exponent_below(const mpq_t q)
{
    return (long)mpz_sizeinbase(mpq_numref(q), 10) - (long)mpz_sizeinbase(mpq_denref(q), 10) - 2;
}

/* The least of 1, 2, 5, 10, 20, ... times a power of ten that q is not above. */
static void
round_up(mpq_t to, const mpq_t q)
{
    static const unsigned long steps[] = {2, 5, 2};
    mpq_t step;
    mpq_init(step);
    mpq_set_ui(to, 1, 1);
    if (mpq_sgn(q) > 0)
        set_power_of_ten(to, exponent_below(q));
    for (size_t i = 0; mpq_cmp(to, q) < 0; i = (i + 1) % 3) {
        mpq_set_ui(step, steps[i], i == 1 ? 2 : 1); /* 1 * 2, 2 * 5/2, 5 * 2 */
        mpq_canonicalize(step);
        mpq_mul(to, to, step);
    }
    mpq_clear(step);
}

uint64_t
plot_units(const mpq_t weight, const mpq_t scale, uint64_t units)
{
    if (mpq_sgn(weight) == 0)
        return 0;
    mpz_t n, d;
    mpz_init(n);
    mpz_init(d);
    mpz_mul(n, mpq_numref(weight), mpq_denref(scale));
    mpz_abs(n, n);
    mpz_mul_ui(n, n, (unsigned long)(2 * units));
    mpz_mul(d, mpq_denref(weight), mpq_numref(scale));
    mpz_add(n, n, d);
    mpz_mul_2exp(d, d, 1);
    mpz_fdiv_q(n, n, d);
    uint64_t found = mpz_get_ui(n);
    mpz_clear(d);
    mpz_clear(n);
    return found ? found : 1;
}

/* It has one digit that is not zero. */
void
plot_write_scale(const Plot *p, Sink *out)
{
    if (rational_width(p->scale) > SCALE_MOST)
        decimal_write(p->scale, 1, out);
    else
        rational_write(p->scale, out);
}

static void
find_scale(Plot *p)
{
    mpq_t size, most;
    mpq_init(size);
    mpq_init(most);
    for (size_t i = 0; i < p->parts.count; i++) {
        const PlotPart *part = &p->parts.at[i];
        for (size_t k = 0; k < part->weight.count; k++) {
            if (part->bars.at[k / part->titles.count].rest)
                continue;
            mpq_abs(size, &part->weight.at[k]);
            p->negative = p->negative || mpq_sgn(&part->weight.at[k]) < 0;
            if (mpq_cmp(size, most) > 0)
                mpq_set(most, size);
        }
    }
    round_up(p->scale, most);
    mpq_clear(most);
    mpq_clear(size);
}

/* ---- which outcomes ---- */

/* Outcomes that are shown: tuples of labels, in their order. */
typedef struct Outcomes {
    size_t width; /* of each tuple */
    ARRAY(uint32_t) tuples;
    ARRAY(__mpq_struct) size; /* while they are chosen: the largest weight of each */
    size_t count;
    size_t least; /* of LABELS_MAX that are kept: the smallest, the last of equals */
    bool all;   /* nothing that has a weight is left out ... */
    bool zeros; /* ... but what has none is */
} Outcomes;

static void
outcomes_clear(Outcomes *o)
{
    for (size_t i = 0; i < o->size.count; i++)
        mpq_clear(&o->size.at[i]);
    array_clear(&o->size);
    array_clear(&o->tuples);
}

static const uint32_t *
outcome_at(const Outcomes *o, size_t i)
{
    return o->width ? &o->tuples.at[i * o->width] : NULL;
}

static int
compare_tuples(const uint32_t *a, const uint32_t *b, size_t width)
{
    for (size_t i = 0; i < width; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

/* All tuples there are, in order. */
static void
add_all(Outcomes *o, const SizeList *sizes, uint64_t count)
{
    array_add_zeroed(&o->tuples, (size_t)count * o->width);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t left = i;
        for (size_t k = o->width; k-- > 0; left /= sizes->at[k])
            o->tuples.at[i * o->width + k] = (uint32_t)(left % sizes->at[k]);
    }
    o->count = (size_t)count;
    o->all = true;
}

static void
find_least(Outcomes *o)
{
    o->least = 0;
    for (size_t i = 1; o->count == LABELS_MAX && i < o->count; i++)
        if (mpq_cmp(&o->size.at[i], &o->size.at[o->least]) <= 0)
            o->least = i;
}

static void
remove_at(Outcomes *o, size_t i)
{
    mpq_clear(&o->size.at[i]);
    size_t after = o->count - i - 1, w = o->width;
    memmove(&o->size.at[i], &o->size.at[i + 1], after * sizeof *o->size.at);
    memmove(&o->tuples.at[i * w], &o->tuples.at[(i + 1) * w], after * w * sizeof *o->tuples.at);
    o->count--;
    o->size.count--;
    o->tuples.count -= w;
}

static void
insert_at(Outcomes *o, size_t i, const uint32_t *tuple, const mpq_t size)
{
    size_t after = o->count - i, w = o->width;
    array_add_zeroed(&o->size, 1);
    array_add_zeroed(&o->tuples, w);
    memmove(&o->size.at[i + 1], &o->size.at[i], after * sizeof *o->size.at);
    memmove(&o->tuples.at[(i + 1) * w], &o->tuples.at[i * w], after * w * sizeof *o->tuples.at);
    mpq_init(&o->size.at[i]);
    mpq_set(&o->size.at[i], size);
    memcpy(&o->tuples.at[i * w], tuple, w * sizeof *tuple);
    o->count++;
}

/* The outcome with this weight in some row: kept while it is among the largest.  The same one may
 * come again, heavier, also after it was dropped. */
static void
consider_outcome(Outcomes *o, const uint32_t *tuple, const mpq_t size)
{
    size_t i = 0;
    int order = 1;
    bool full = o->count == LABELS_MAX;
    if (full && !o->all && mpq_cmp(size, &o->size.at[o->least]) <= 0)
        return;
    while (i < o->count && (order = compare_tuples(outcome_at(o, i), tuple, o->width)) < 0)
        i++;
    bool found = i < o->count && order == 0;
    o->all = o->all && (found || !full);
    if (found && mpq_cmp(size, &o->size.at[i]) > 0)
        mpq_set(&o->size.at[i], size);
    if (!found && full) {
        if (mpq_cmp(size, &o->size.at[o->least]) <= 0)
            return;
        remove_at(o, o->least);
        i -= o->least < i;
    }
    if (!found)
        insert_at(o, i, tuple, size);
    find_least(o);
}

/* The outcomes of values of the same ends. */
static void
choose(Outcomes *o, const PlotValue *values, size_t count)
{
    const Matrix *first = values[0].shown->matrix;
    o->width = first->out.count;
    uint64_t all = size_product(&first->out);
    if (all <= ALL_MAX) {
        add_all(o, &first->out, all);
        return;
    }
    mpq_t size;
    mpq_init(size);
    o->all = true;
    for (size_t v = 0; v < count; v++) {
        const Matrix *m = values[v].shown->matrix;
        for (size_t e = 0; e < m->weight.count; e++) {
            mpq_abs(size, &m->weight.at[e]);
            consider_outcome(o, matrix_entry_tuple(m, e), size);
        }
    }
    mpq_clear(size);
    o->zeros = o->all && o->count < all;
}

/* ---- texts ---- */

static const char *
keep(Plot *p, const Sink *text)
{
    enum { SHOWN = 120 };
    Sink shown = {0};
    word_write_shown(sink_text(text), SHOWN, &shown);
    char *kept = arena_new(&p->arena, shown.count + 1);
    memcpy(kept, sink_text(&shown), shown.count);
    sink_clear(&shown);
    return kept;
}

static void
write_port(const Port *port, Sink *out)
{
    if (port->name)
        word_write_name(port->name, out);
    else
        type_write(port->type, out);
}

/* `S, T, C`: names of wires, or of their types. */
static const char *
make_head(Plot *p, const PortList *ports)
{
    Sink text;
    sink_init(&text);
    for (size_t i = 0; i < ports->count; i++) {
        sink_put(&text, i ? ", " : "");
        write_port(&ports->at[i], &text);
    }
    const char *head = keep(p, &text);
    sink_clear(&text);
    return head;
}

/* `S = smoker, T = tar` */
static const char *
make_key(Plot *p, const PortList *ports, const uint32_t *tuple)
{
    Sink text;
    sink_init(&text);
    for (size_t i = 0; i < ports->count; i++) {
        sink_put(&text, i ? ", " : "");
        write_port(&ports->at[i], &text);
        sink_put(&text, " = ");
        type_write_label(ports->at[i].type, tuple[i], &text);
    }
    const char *key = keep(p, &text);
    sink_clear(&text);
    return key;
}

static const char *
make_label(Plot *p, const PortList *ports, const uint32_t *tuple)
{
    Sink text;
    sink_init(&text);
    tuple_write(ports, tuple, &text);
    const char *label = keep(p, &text);
    sink_clear(&text);
    return label;
}

/* ---- parts ---- */

static mpq_ptr
add_weight(PlotPart *part)
{
    array_add_zeroed(&part->weight, 1);
    mpq_ptr q = &part->weight.at[part->weight.count - 1];
    mpq_init(q);
    return q;
}

static void
add_bars(Plot *p, PlotPart *part, const PlotValue *values, const Outcomes *o, size_t row)
{
    size_t panels = part->titles.count;
    for (size_t i = 0; i < o->count; i++) {
        const uint32_t *tuple = outcome_at(o, i);
        PlotBar bar = {make_label(p, &values[0].shown->out, tuple), part->groups.count - 1, false};
        array_push(&part->bars, bar);
        for (size_t v = 0; v < panels; v++)
            matrix_entry(add_weight(part), values[v].shown->matrix, row, tuple);
    }
}

/* What the bars of a row leave out, in each panel. */
static void
add_rest(Plot *p, PlotPart *part, const PlotValue *values, const Outcomes *o, size_t row)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "(all others)");
    PlotBar bar = {keep(p, &text), part->groups.count - 1, true};
    sink_clear(&text);
    array_push(&part->bars, bar);
    size_t panels = part->titles.count, from = part->weight.count - o->count * panels;
    for (size_t v = 0; v < panels; v++) {
        mpq_ptr rest = add_weight(part);
        matrix_row_sum(rest, values[v].shown->matrix, row);
        for (size_t i = 0; i < o->count; i++)
            mpq_sub(rest, rest, &part->weight.at[from + i * panels + v]);
    }
}

static void
add_row(Plot *p, PlotPart *part, const PlotValue *values, const Outcomes *o, size_t row)
{
    const Shown *first = values[0].shown;
    uint32_t *tuple = memory_new(first->in.count, sizeof *tuple);
    matrix_row_tuple(first->matrix, row, tuple);
    PlotGroup group = {make_key(p, &first->in, tuple)};
    memory_free(tuple);
    array_push(&part->groups, group);
    for (size_t v = 0; v < part->titles.count; v++)
        array_push(&part->undefined, values[v].shown->matrix->undefined.at[row]);
    add_bars(p, part, values, o, row);
    if (!o->all)
        add_rest(p, part, values, o, row);
}

static void
add_title(Plot *p, PlotPart *part, const char *title)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, title);
    array_push(&part->titles, keep(p, &text));
    sink_clear(&text);
}

static void
add_part(Plot *p, const PlotValue *values, size_t count)
{
    PlotPart part = {.head = make_head(p, &values[0].shown->out)};
    Outcomes o = {0};
    for (size_t v = 0; v < count; v++)
        add_title(p, &part, values[v].title);
    choose(&o, values, count);
    part.zeros_left = o.zeros;
    part.rows = matrix_rows(values[0].shown->matrix);
    size_t lines = o.count ? LINES_MAX / o.count : LINES_MAX;
    for (size_t r = 0; r < part.rows && r < lines; r++)
        add_row(p, &part, values, &o, r);
    outcomes_clear(&o);
    array_push(&p->parts, part);
}

/* Numbers are the bars of one panel, labelled by what is asked. */
static void
add_numbers(Plot *p, const PlotValue *values, size_t count)
{
    PlotPart part = {.head = "", .rows = 1};
    PlotGroup group = {""};
    add_title(p, &part, "");
    array_push(&part.groups, group);
    array_push(&part.undefined, false);
    for (size_t v = 0; v < count; v++) {
        Sink text;
        sink_init(&text);
        sink_put(&text, values[v].title);
        PlotBar bar = {keep(p, &text), 0, false};
        sink_clear(&text);
        array_push(&part.bars, bar);
        matrix_entry(add_weight(&part), values[v].shown->matrix, 0, NULL);
    }
    array_push(&p->parts, part);
}

/* ---- the whole ---- */

static bool
same_types(const PortList *a, const PortList *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->at[i].type == b->at[i].type;
    return same;
}

static bool
is_number(const PlotValue *v)
{
    return !v->shown->in.count && !v->shown->out.count;
}

void
plot_init(Plot *p, const PlotValue *values, size_t count)
{
    *p = (Plot){0};
    mpq_init(p->scale);
    assert(count);
    for (size_t from = 0, to; from < count; from = to) {
        const Shown *first = values[from].shown;
        for (to = from + 1; to < count && same_types(&values[to].shown->in, &first->in) &&
                            same_types(&values[to].shown->out, &first->out);)
            to++;
        if (is_number(&values[from]))
            add_numbers(p, values + from, to - from);
        else
            add_part(p, values + from, to - from);
    }
    find_scale(p);
}

static void
part_clear(PlotPart *part)
{
    for (size_t i = 0; i < part->weight.count; i++)
        mpq_clear(&part->weight.at[i]);
    array_clear(&part->weight);
    array_clear(&part->undefined);
    array_clear(&part->bars);
    array_clear(&part->groups);
    array_clear(&part->titles);
}

void
plot_clear(Plot *p)
{
    for (size_t i = 0; i < p->parts.count; i++)
        part_clear(&p->parts.at[i]);
    array_clear(&p->parts);
    mpq_clear(p->scale);
    arena_clear(&p->arena);
}

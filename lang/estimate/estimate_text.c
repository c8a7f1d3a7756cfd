/* estimate_text.c -- estimates as text and JSON; see estimate_text.h. */
#include "lang/estimate/estimate_text.h"

#include "show/fraction.h"
#include "show/json.h"
#include "statistics/spread.h"

/* Fewer rows than this make a stratum thin. */
enum { THIN = 5 };

/* ---- pieces ---- */

static void
write_spread(const Estimate *e, int side, int digits, Sink *out)
{
    Spread s = {e->value, e->variance, side};
    if (spread_write(&s, digits, out) != REAL_WRITTEN)
        sink_put(out, "?"); /* half-way between two decimals to REAL_BITS_MAX: never seen */
}

/* An end of the interval. */
static void
write_end(const Estimates *x, const Estimate *e, int side, Sink *out)
{
    int digits = x->sample.s->style.digits;
    if (x->sample.times)
        decimal_write(side < 0 ? e->low : e->high, digits, out);
    else
        write_spread(e, side, digits, out);
}

/* `S = smoker, T = clean` */
static void
write_stratum(const Stratum *s, Sink *out)
{
    for (size_t i = 0; i < s->names.count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(s->names.at[i] ? s->names.at[i] : "_", out);
        sink_put(out, s->labels.at[i] == UINT32_MAX ? " as given" : " = ");
        if (s->labels.at[i] != UINT32_MAX)
            type_write_label(s->types.at[i], s->labels.at[i], out);
    }
}

/* How many rows are in the stratum, with what was added to its cells. */
static void
find_rows(mpq_t to, const Estimates *x, const Stratum *s)
{
    mpq_mul(to, s->mass, x->sample.weight);
}

/* Of the strata that it divides by. */
typedef struct Positivity {
    size_t empty, thin, filled; /* nobody is in it; fewer than THIN rows are; others, and those */
    const Stratum *thinnest;    /* NULL: all are empty, or there are none */
} Positivity;

static Positivity
find_positivity(const Estimates *x)
{
    Positivity p = {0};
    mpq_t rows;
    mpq_init(rows);
    for (size_t i = 0; i < x->findings.strata.count; i++) {
        const Stratum *s = &x->findings.strata.at[i];
        bool empty = mpq_sgn(s->mass) == 0;
        p.empty += empty;
        if (empty)
            continue;
        find_rows(rows, x, s);
        p.filled++;
        p.thin += mpq_cmp_ui(rows, THIN, 1) < 0;
        if (!p.thinnest || mpq_cmp(s->mass, p.thinnest->mass) < 0)
            p.thinnest = s;
    }
    mpq_clear(rows);
    return p;
}

static void
write_rows(const Estimates *x, Sink *out)
{
    const Sample *m = &x->sample;
    sink_print(out, "of %llu row%s", (unsigned long long)m->rows, m->rows == 1 ? "" : "s");
    if (mpq_sgn(m->added)) {
        sink_put(out, " and ");
        rational_write(m->added, out);
        sink_print(out, " added to each of %llu cells", (unsigned long long)m->cells);
    }
}

/* ---- text ---- */

static void
write_value_line(const Estimates *x, size_t i, Sink *out)
{
    const Estimate *e = &x->list.at[i];
    const Style *style = &x->sample.s->style;
    if (x->list.count > 1) {
        estimated_write_part(&x->quantity, i, out);
        sink_put(out, ": ");
    }
    if (e->undefined) {
        sink_put(out, "undefined\n");
        return;
    }
    fraction_write(e->value, style, out);
    sink_put(out, "   ");
    comment_open(style, out);
    if (mpz_cmp_ui(mpq_denref(e->value), 1) != 0) {
        decimal_write(e->value, style->digits, out);
        sink_put(out, ", ");
    }
    write_rows(x, out);
    comment_close(style, out);
    sink_put(out, "\n");
}

static void
write_spread_line(const Estimates *x, size_t i, Sink *out)
{
    const Estimate *e = &x->list.at[i];
    if (e->undefined)
        return;
    sink_put(out, "  standard error ");
    write_spread(e, 0, x->sample.s->style.digits, out);
    sink_put(out, ", 95 % interval ");
    write_end(x, e, -1, out);
    sink_put(out, " to ");
    write_end(x, e, 1, out);
    sink_put(out, "\n");
    if (x->sample.times) {
        sink_print(out, "  by %llu resamples, seed %llu", (unsigned long long)x->sample.times,
                   (unsigned long long)x->sample.seed);
        if (e->defined < x->sample.times)
            sink_print(out, "; it is undefined in %llu, which are left out",
                       (unsigned long long)(x->sample.times - e->defined));
        sink_put(out, "\n");
    }
    if (mpq_sgn(e->variance) == 0)
        sink_put(out, "  the rows show no spread: this says nothing of how far it may be off\n");
}

static bool
has_undefined(const Estimates *x)
{
    bool has = false;
    for (size_t i = 0; i < x->list.count; i++)
        has = has || x->list.at[i].undefined;
    return has;
}

static void
write_strata_lines(const Estimates *x, Sink *out)
{
    Positivity p = find_positivity(x);
    mpq_t rows;
    if (p.thinnest) {
        const Stratum *s = p.thinnest;
        mpq_init(rows);
        find_rows(rows, x, s);
        sink_put(out, "  thinnest stratum: ");
        write_stratum(s, out);
        sink_put(out, ", ");
        fraction_write(rows, &x->sample.s->style, out);
        sink_put(out, mpq_cmp_ui(rows, 1, 1) == 0 ? " row\n" : " rows\n");
        mpq_clear(rows);
    }
    if (p.thin)
        sink_print(out,
                   "  positivity: %zu of %zu strata %s fewer than %d rows; the interval may be "
                   "far off\n",
                   p.thin, p.filled, p.thin == 1 ? "has" : "have", THIN);
    if (p.empty)
        sink_print(out, "  positivity: %zu %s empty%s\n", p.empty,
                   p.empty == 1 ? "stratum is" : "strata are",
                   has_undefined(x) ? "" : ", and not needed with these rows");
    if (x->findings.varies)
        sink_print(out,
                   "  `%s` depends on what the model says it does not (a Verma constraint); the "
                   "first label is taken\n",
                   x->findings.varies->name);
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Estimates *x = what;
    (void)s;
    for (size_t i = 0; i < x->list.count; i++) {
        write_value_line(x, i, out);
        write_spread_line(x, i, out);
    }
    write_strata_lines(x, out);
}

/* ---- JSON ---- */

static void
write_json_sink(Sink *text, Sink *out)
{
    json_write_text(sink_text(text), text->count, out);
    text->count = 0;
}

/* `"value":"1/2","decimal":"0.5"`, the names with a word before them or none. */
static void
write_json_number(const Estimates *x, const char *name, const mpq_t q, Sink *out)
{
    sink_print(out, "\"%s\":\"", name);
    rational_write(q, out);
    sink_put(out, "\",\"decimal\":\"");
    decimal_write(q, x->sample.s->style.digits, out);
    sink_put(out, "\"");
}

static void
write_json_estimate(const Estimates *x, size_t i, Sink *out)
{
    const Estimate *e = &x->list.at[i];
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(out, "{");
    if (x->list.count > 1) {
        estimated_write_part(&x->quantity, i, &text);
        sink_put(out, "\"event\":");
        write_json_sink(&text, out);
        sink_put(out, ",");
    }
    if (e->undefined) {
        sink_put(out, "\"undefined\":true}");
        sink_clear(&text);
        return;
    }
    write_json_number(x, "value", e->value, out);
    sink_put(out, ",\"variance\":\"");
    rational_write(e->variance, out);
    sink_put(out, "\",\"standard_error\":\"");
    write_spread(e, 0, x->sample.s->style.digits, out);
    sink_put(out, "\",\"interval\":[\"");
    write_end(x, e, -1, out);
    sink_put(out, "\",\"");
    write_end(x, e, 1, out);
    sink_put(out, "\"]");
    if (x->sample.times)
        sink_print(out, ",\"defined\":%llu", (unsigned long long)e->defined);
    sink_put(out, "}");
    sink_clear(&text);
}

static void
write_json_strata(const Estimates *x, Sink *out)
{
    Positivity p = find_positivity(x);
    Sink text;
    mpq_t rows;
    sink_init_within(&text, out->budget);
    mpq_init(rows);
    if (p.thinnest) {
        write_stratum(p.thinnest, &text);
        sink_put(out, ",\"thinnest\":{\"event\":");
        write_json_sink(&text, out);
        find_rows(rows, x, p.thinnest);
        sink_put(out, ",\"rows\":\"");
        rational_write(rows, out);
        sink_put(out, "\"}");
    }
    sink_print(out, ",\"strata\":%zu,\"thin\":%zu,\"empty\":%zu", p.filled, p.thin, p.empty);
    if (x->findings.varies) {
        sink_put(&text, x->findings.varies->name);
        sink_put(out, ",\"varies\":");
        write_json_sink(&text, out);
    }
    mpq_clear(rows);
    sink_clear(&text);
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const Estimates *x = what;
    const Sample *m = &x->sample;
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(&text, span_text(&s->names, x->asked->at));
    sink_put(out, "{\"kind\":\"estimate\",\"of\":");
    write_json_sink(&text, out);
    sink_print(out, ",\"rows\":%llu", (unsigned long long)m->rows);
    if (mpq_sgn(m->added)) {
        sink_put(out, ",\"smooth\":\"");
        rational_write(m->added, out);
        sink_print(out, "\",\"cells\":%llu", (unsigned long long)m->cells);
    }
    if (m->times)
        sink_print(out, ",\"bootstrap\":%llu,\"seed\":%llu", (unsigned long long)m->times,
                   (unsigned long long)m->seed);
    sink_put(out, ",\"estimates\":[");
    for (size_t i = 0; i < x->list.count; i++) {
        sink_put(out, i ? "," : "");
        write_json_estimate(x, i, out);
    }
    sink_put(out, "]");
    write_json_strata(x, out);
    sink_put(out, "}\n");
    sink_clear(&text);
}

const Voice estimate_voice = {.text = write_text, .json = write_json};

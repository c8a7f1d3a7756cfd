/* test_text.c -- what a test says, as text and JSON; see tests.h. */
#include "lang/elaborate/vertex.h"
#include "lang/estimate/tests.h"
#include "show/fraction.h"
#include "show/json.h"

enum { REPAIRS_SHOWN = 6, ROWS_A_DEGREE = 5 };

/* ---- text ---- */

/* `instrument Z of X -> Y given {W}` */
static void
write_instrument(const Tests *x, const Instrumental *i, Sink *out)
{
    sink_put(out, "instrument ");
    word_write_name(x->name_of[i->z], out);
    sink_put(out, " of ");
    word_write_name(x->name_of[i->x], out);
    sink_put(out, " -> ");
    word_write_name(x->name_of[i->y], out);
    if (i->given.count) {
        sink_put(out, " given ");
        set_write(x->name_of, &i->given, out);
    }
}

static const Instrumental *
instrument_of(const Tests *x, size_t test)
{
    return &x->instruments.at[test - x->facts.count];
}

static void
write_repair(const Tests *x, const Repair *r, Sink *out)
{
    word_write_name(x->name_of[r->from], out);
    sink_put(out, r->cause ? " <-> " : " -> ");
    word_write_name(x->name_of[r->to], out);
}

/* what: `would be explained by`; none: what is said where nothing would. */
static void
write_repairs(const Tests *x, const RepairList *l, const char *what, const char *none, Sink *out)
{
    if (!l->count) {
        sink_print(out, "  %s\n", none);
        return;
    }
    sink_print(out, "  %s ", what);
    for (size_t i = 0; i < l->count && i < REPAIRS_SHOWN; i++) {
        sink_put(out, i ? ", or " : "");
        write_repair(x, &l->at[i], out);
    }
    if (l->count > REPAIRS_SHOWN)
        sink_print(out, ", or %zu others", l->count - REPAIRS_SHOWN);
    sink_put(out, "\n");
}

static void
write_p(const Tested *t, Sink *out)
{
    sink_print(out, ", p %s", t->p);
    if (t->adjusted)
        sink_print(out, ", adjusted %s", t->adjusted);
    sink_put(out, "\n");
}

static void
write_freedom(const char *statistic, const Tested *t, uint64_t freedom, Sink *out)
{
    sink_print(out, "  %s %s, %llu degree%s of freedom", statistic, t->statistic,
               (unsigned long long)freedom, freedom == 1 ? "" : "s");
    write_p(t, out);
}

static void
write_independence(const Tests *x, const Tested *t, Sink *out)
{
    if (!t->p) {
        sink_put(out, "  in no stratum do both sides vary\n");
        return;
    }
    write_freedom("G^2", t, t->g.freedom, out);
    if (t->g.rows / ROWS_A_DEGREE < t->g.freedom)
        sink_print(out, "  fewer than %d rows a degree of freedom: p is a rough guess\n",
                   ROWS_A_DEGREE);
    if (t->fails)
        write_repairs(x, &t->repairs, "would be explained by",
                      "no single arrow or common cause would explain it", out);
}

static void
write_verma(const Tested *t, Sink *out)
{
    const Wald *w = &t->wald;
    if (t->p)
        write_freedom("Wald's chi-square", t, w->freedom, out);
    else if (!t->large && !t->undefined && !w->blind)
        sink_put(out, "  the rows show no difference, and no spread of one\n");
    if (t->undefined)
        sink_print(out, "  undefined, and left out: %llu row%s of the kernel, the first where %s\n",
                   (unsigned long long)t->undefined, t->undefined == 1 ? "" : "s", t->where);
    if (w->blind)
        sink_print(out, "  left out: %llu difference%s of which the rows show no spread\n",
                   (unsigned long long)w->blind, w->blind == 1 ? "" : "s");
    if (t->p && !t->adjusted)
        sink_print(out, "  it divides by a stratum of %llu row%s: p is a rough guess\n",
                   (unsigned long long)t->thinnest, t->thinnest == 1 ? "" : "s");
}

/* `  sum_Y max_Z P(X, Y | Z, W)` */
static void
write_sum(const Tests *x, const Instrumental *i, Sink *out)
{
    Name z = x->name_of[i->z], y = x->name_of[i->y];
    sink_put(out, "  sum_");
    word_write_name(y, out);
    sink_put(out, " max_");
    word_write_name(z, out);
    sink_put(out, " P(");
    word_write_name(x->name_of[i->x], out);
    sink_put(out, ", ");
    word_write_name(y, out);
    sink_put(out, " | ");
    word_write_name(z, out);
    sink_put(out, i->given.count ? ", " : "");
    write_vertex_names(x->name_of, &i->given, out);
    sink_put(out, ")");
}

static void
write_arms(const Tests *x, const Tested *t, const Instrumental *i, Sink *out)
{
    const Arms *a = &t->arms;
    const Style *style = &x->sample.s->style;
    if (!t->p && !t->large)
        sink_put(out, "  in no stratum does the instrument vary\n");
    if (!t->p)
        return;
    write_sum(x, i, out);
    sink_put(out, " is at most ");
    fraction_write(a->largest, style, out);
    if (mpz_cmp_ui(mpq_denref(a->largest), 1) != 0) {
        sink_put(out, " = ");
        decimal_write(a->largest, style->digits, out);
    }
    sink_print(out, ", where %s; 1 is allowed\n", t->where);
    sink_print(out, "  score %s, the largest of %llu sums, %llu of which can be 1 at once",
               t->statistic, (unsigned long long)a->sums, (unsigned long long)a->most);
    write_p(t, out);
}

static const char *
outcome(const Tested *t)
{
    if (!t->p)
        return "cannot be tested";
    if (!t->adjusted)
        return "does not count";
    return t->fails ? "fails" : "not rejected";
}

static void
write_large(const Tested *t, Sink *out)
{
    const char *what = t->kind == TESTED_VERMA ? "differences" : "sums";
    if (t->large == UINT64_MAX)
        sink_print(out, "  too large: 2^64 %s or more\n", what);
    else
        sink_print(out, "  too large: %llu %s\n", (unsigned long long)t->large, what);
}

static void
write_test(const Tests *x, size_t i, Sink *out)
{
    const Tested *t = &x->tested.at[i];
    if (t->kind == TESTED_INSTRUMENT)
        write_instrument(x, instrument_of(x, i), out);
    else
        shape_write_fact(&x->facts.at[i], out);
    sink_print(out, ": %s\n", outcome(t));
    if (t->large)
        write_large(t, out);
    if (t->kind == TESTED_INDEPENDENCE)
        write_independence(x, t, out);
    else if (t->kind == TESTED_VERMA)
        write_verma(t, out);
    else
        write_arms(x, t, instrument_of(x, i), out);
}

static const char *
verdict(const Tests *x)
{
    if (!x->holm.tests.count)
        return "nothing to test";
    return x->fails ? "rejected" : "not rejected";
}

/* Are they independences alone? */
static bool
are_independences(const Tests *x)
{
    return x->basis.count == x->tested.count;
}

static void
write_verdict(const Tests *x, Sink *out)
{
    size_t count = x->holm.tests.count;
    const char *what = are_independences(x) ? "independence" : "test";
    sink_print(out, "verdict: %s", verdict(x));
    if (!count)
        sink_put(out, ": the model implies nothing that these rows could contradict");
    else if (x->fails)
        sink_print(out, " at 5 %%: %zu of %zu %ss fail", x->fails, count, what);
    else
        sink_print(out, " at 5 %%, by %zu %s%s", count, what, count == 1 ? "" : "s");
    sink_print(out, ", of %llu rows\n", (unsigned long long)x->sample.rows);
    if (x->failed.count > 1 && x->failed.count == x->fails)
        write_repairs(x, &x->repairs, "all of it would be explained by",
                      "no single arrow or common cause would explain all of it", out);
    else if (x->failed.count > 1)
        write_repairs(x, &x->repairs, "what fails of the independences would be explained by",
                      "no single arrow or common cause would explain all these independences", out);
    if (!x->complete)
        sink_put(out, "  not all: a limit was reached, the model may imply more\n");
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Tests *x = what;
    (void)s;
    for (size_t i = 0; i < x->tested.count; i++)
        write_test(x, i, out);
    write_verdict(x, out);
}

/* ---- JSON ---- */

static void
write_json_repairs(const Tests *x, const RepairList *l, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(out, ",\"repairs\":[");
    for (size_t i = 0; i < l->count; i++) {
        write_repair(x, &l->at[i], &text);
        sink_put(out, i ? "," : "");
        json_write_text(sink_text(&text), text.count, out);
        text.count = 0;
    }
    sink_put(out, "]");
    sink_clear(&text);
}

static void
write_json_instrument(const Tests *x, const Tested *t, const Instrumental *i, Sink *out)
{
    const Arms *a = &t->arms;
    NameList given = {0};
    shape_add_names(&given, &x->sample.context.model, &i->given);
    sink_put(out, "\"instrument\":");
    json_write_string(x->name_of[i->z], out);
    sink_put(out, ",\"cause\":");
    json_write_string(x->name_of[i->x], out);
    sink_put(out, ",\"effect\":");
    json_write_string(x->name_of[i->y], out);
    sink_put(out, ",\"given\":");
    shape_write_names_json(&given, out);
    array_clear(&given);
    if (!t->p)
        return;
    sink_print(out, ",\"sums\":%llu,\"most\":%llu,\"largest\":\"",
               (unsigned long long)a->sums, (unsigned long long)a->most);
    rational_write(a->largest, out);
    sink_put(out, "\",\"where\":");
    json_write_string(t->where, out);
}

static void
write_json_verma(const Tested *t, Sink *out)
{
    const Wald *w = &t->wald;
    sink_print(out, ",\"freedom\":%llu,\"undefined\":%llu,\"blind\":%llu,\"thinnest\":%llu",
               (unsigned long long)w->freedom, (unsigned long long)t->undefined,
               (unsigned long long)w->blind, (unsigned long long)t->thinnest);
    if (t->where) {
        sink_put(out, ",\"where\":");
        json_write_string(t->where, out);
    }
}

static void
write_json_test(const Tests *x, size_t i, Sink *out)
{
    static const char *const by[] = {"G^2", "Wald", "score"};
    const Tested *t = &x->tested.at[i];
    sink_put(out, "{");
    if (t->kind == TESTED_INSTRUMENT)
        write_json_instrument(x, t, instrument_of(x, i), out);
    else
        shape_write_fact_json(&x->facts.at[i], out);
    sink_print(out, ",\"by\":\"%s\"", by[t->kind]);
    if (t->large)
        sink_print(out, ",\"large\":%llu", (unsigned long long)t->large);
    if (t->kind == TESTED_INDEPENDENCE)
        sink_print(out, ",\"freedom\":%llu,\"strata\":%llu", (unsigned long long)t->g.freedom,
                   (unsigned long long)t->g.strata);
    if (t->kind == TESTED_VERMA)
        write_json_verma(t, out);
    if (t->p)
        sink_print(out, ",\"statistic\":\"%s\",\"p\":\"%s\"", t->statistic, t->p);
    if (t->adjusted)
        sink_print(out, ",\"adjusted\":\"%s\",\"fails\":%s", t->adjusted,
                   t->fails ? "true" : "false");
    if (t->fails && t->kind == TESTED_INDEPENDENCE)
        write_json_repairs(x, &t->repairs, out);
    sink_put(out, "}");
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const Tests *x = what;
    (void)s;
    sink_put(out, "{\"kind\":\"test\",\"model\":");
    json_write_string(x->sample.context.name, out);
    sink_print(out, ",\"rows\":%llu,\"tests\":[", (unsigned long long)x->sample.rows);
    for (size_t i = 0; i < x->tested.count; i++) {
        sink_put(out, i ? "," : "");
        write_json_test(x, i, out);
    }
    sink_print(out, "],\"verdict\":\"%s\"", verdict(x));
    if (x->failed.count > 1)
        write_json_repairs(x, &x->repairs, out);
    sink_print(out, ",\"complete\":%s}\n",
               x->complete ? "true" : "false");
}

const Voice tests_voice = {.text = write_text, .json = write_json};

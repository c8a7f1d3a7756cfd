/* test_text.c -- what a test says, as text and JSON; see tests.h. */
#include "lang/elaborate/vertex.h"
#include "lang/estimate/tests.h"
#include "show/json.h"

enum { REPAIRS_SHOWN = 6, ROWS_A_DEGREE = 5 };

/* ---- text ---- */

static void
write_statement(const Tests *x, const Independence *i, Sink *out)
{
    word_write_name(x->name_of[i->v], out);
    sink_put(out, " independent of ");
    write_vertex_names(x->name_of, &i->of, out);
    if (i->given.count) {
        sink_put(out, " given ");
        set_write(x->name_of, &i->given, out);
    }
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
write_test(const Tests *x, size_t i, Sink *out)
{
    const Tested *t = &x->tested[i];
    const GTest *g = &t->g;
    write_statement(x, &x->basis.at[i], out);
    if (!t->p) {
        sink_put(out, ": cannot be tested\n  in no stratum do both sides vary\n");
        return;
    }
    sink_print(out, "%s\n  G^2 %s, %llu degree%s of freedom, p %s, adjusted %s\n",
               t->fails ? ": fails" : ": not rejected", t->statistic,
               (unsigned long long)g->freedom, g->freedom == 1 ? "" : "s", t->p, t->adjusted);
    if (g->rows / ROWS_A_DEGREE < g->freedom)
        sink_print(out, "  fewer than %d rows a degree of freedom: p is a rough guess\n",
                   ROWS_A_DEGREE);
    if (t->fails)
        write_repairs(x, &t->repairs, "would be explained by",
                      "no single arrow or common cause would explain it", out);
}

static const char *
verdict(const Tests *x)
{
    if (!x->holm.tests.count)
        return "nothing to test";
    return x->failed.count ? "rejected" : "not rejected";
}

static void
write_verdict(const Tests *x, Sink *out)
{
    sink_print(out, "verdict: %s", verdict(x));
    if (!x->holm.tests.count)
        sink_put(out, ": the model implies no independence that these rows could contradict");
    else if (x->failed.count)
        sink_print(out, " at 5 %%: %zu of %zu independences fail", x->failed.count,
                   x->holm.tests.count);
    else
        sink_print(out, " at 5 %%, by %zu independence%s", x->holm.tests.count,
                   x->holm.tests.count == 1 ? "" : "s");
    sink_print(out, ", of %llu rows\n", (unsigned long long)x->sample.rows);
    if (x->failed.count > 1)
        write_repairs(x, &x->repairs, "all of it would be explained by",
                      "no single arrow or common cause would explain all of it", out);
    if (x->constraints.count)
        sink_print(out, "  not tested: %zu Verma constraint%s, see `implications`\n",
                   x->constraints.count, x->constraints.count == 1 ? "" : "s");
    if (!x->complete)
        sink_put(out, "  not all: a limit was reached, the model may imply more\n");
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Tests *x = what;
    (void)s;
    for (size_t i = 0; i < x->basis.count; i++)
        write_test(x, i, out);
    write_verdict(x, out);
}

/* ---- JSON ---- */

static void
write_json_names(const Tests *x, const WireList *l, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < l->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(x->name_of[l->at[i]], out);
    }
    sink_put(out, "]");
}

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
write_json_test(const Tests *x, size_t i, Sink *out)
{
    const Tested *t = &x->tested[i];
    const Independence *n = &x->basis.at[i];
    sink_put(out, "{\"variable\":");
    json_write_string(x->name_of[n->v], out);
    sink_put(out, ",\"of\":");
    write_json_names(x, &n->of, out);
    sink_put(out, ",\"given\":");
    write_json_names(x, &n->given, out);
    sink_print(out, ",\"freedom\":%llu,\"strata\":%llu", (unsigned long long)t->g.freedom,
               (unsigned long long)t->g.strata);
    if (t->p)
        sink_print(out, ",\"statistic\":\"%s\",\"p\":\"%s\",\"adjusted\":\"%s\",\"fails\":%s",
                   t->statistic, t->p, t->adjusted, t->fails ? "true" : "false");
    if (t->fails)
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
    for (size_t i = 0; i < x->basis.count; i++) {
        sink_put(out, i ? "," : "");
        write_json_test(x, i, out);
    }
    sink_print(out, "],\"verdict\":\"%s\"", verdict(x));
    if (x->failed.count > 1)
        write_json_repairs(x, &x->repairs, out);
    sink_print(out, ",\"constraints\":%zu,\"complete\":%s}\n", x->constraints.count,
               x->complete ? "true" : "false");
}

const Voice tests_voice = {.text = write_text, .json = write_json};

/* premise_text.c -- see premise_text.h. */
#include "lang/premise/premise_text.h"

#include "lang/complain/complain_evaluate.h"
#include "show/json.h"

/* ---- sets and statements ---- */

static void
put_name(const PremiseQuestion *q, uint32_t v, Sink *out)
{
    word_write_name(q->names.at[v], out);
}

static size_t
put_names(const PremiseQuestion *q, Mask set, const char *between, Sink *out)
{
    size_t count = 0;
    for (uint32_t v = 0; v < q->names.count; v++) {
        if (!(set >> v & 1))
            continue;
        sink_put(out, count++ ? between : "");
        put_name(q, v, out);
    }
    return count;
}

static void
put_set(const PremiseQuestion *q, Mask set, Sink *out)
{
    bool several = set & (set - 1);
    sink_put(out, several ? "{" : "");
    put_names(q, set, ", ", out);
    sink_put(out, several ? "}" : "");
}

void
premise_put_triple(const PremiseQuestion *q, const Triple *t, Sink *out)
{
    sink_put(out, "independent(");
    put_set(q, t->a, out);
    sink_put(out, ", ");
    put_set(q, t->b, out);
    sink_put(out, t->given ? " | " : "");
    put_names(q, t->given, ", ", out);
    sink_put(out, ")");
}

void
premise_put_names_json(const PremiseQuestion *q, Mask set, Sink *out)
{
    bool more = false;
    sink_put(out, "[");
    for (uint32_t v = 0; v < q->names.count; v++) {
        if (!(set >> v & 1))
            continue;
        sink_put(out, more ? "," : "");
        json_write_string(q->names.at[v], out);
        more = true;
    }
    sink_put(out, "]");
}

/* ---- graphs ---- */

void
premise_put_graph(const PremiseQuestion *q, const Dag *d, const Dag *joined, Sink *out)
{
    bool any = false;
    for (uint32_t u = 0; u < q->names.count; u++)
        for (uint32_t v = 0; v < q->names.count; v++) {
            bool arrow = d->parents[v] >> u & 1, back = d->parents[u] >> v & 1;
            bool line = joined && u < v && !arrow && !back &&
                        ((joined->parents[v] >> u & 1) || (joined->parents[u] >> v & 1));
            if (!arrow && !line)
                continue;
            sink_put(out, any ? ", " : "");
            put_name(q, u, out);
            sink_put(out, arrow ? " -> " : " -- ");
            put_name(q, v, out);
            any = true;
        }
    sink_put(out, any ? "" : "no arrows");
}

void
premise_put_graph_json(const PremiseQuestion *q, const Dag *d, Sink *out)
{
    bool any = false;
    sink_put(out, "[");
    for (uint32_t u = 0; u < q->names.count; u++)
        for (uint32_t v = 0; v < q->names.count; v++) {
            if (!(d->parents[v] >> u & 1))
                continue;
            sink_put(out, any ? ",[" : "[");
            json_write_string(q->names.at[u], out);
            sink_put(out, ",");
            json_write_string(q->names.at[v], out);
            sink_put(out, "]");
            any = true;
        }
    sink_put(out, "]");
}

/* ---- counterexamples ---- */

static bool
refute(Refutation *to, const Claims *c, bool positive, Budget *b)
{
    uint32_t pairs;
    bool found = false;
    if (dag_allows(c, &pairs) && !dag_find(&to->dag, &found, c, b))
        return false;
    to->by = found ? REFUTED_BY_GRAPH : REFUTED_NOT;
    if (found)
        return true;
    if (positive || c->count > SUMS_MAX) {
        to->leaning = leaning_find(c);
        to->by = to->leaning ? REFUTED_BY_LEANING : REFUTED_NOT;
        return true;
    }
    bool ok = sums_find(&to->sums, &found, c, b);
    to->by = found ? REFUTED_BY_SUMS : REFUTED_NOT;
    return ok;
}

bool
premise_refute(Refutation *to, const PremiseQuestion *q, const Triple *t)
{
    Claims c = {.count = q->claims.count};
    array_set(&c.hold, &q->claims.hold);
    array_set(&c.fail, &q->claims.fail);
    array_push(&c.fail, *t);
    *to = (Refutation){0};
    bool ok = refute(to, &c, q->positive, &q->s->budget) ||
              complain_stopped(&q->s->complain, &q->s->budget, q->asked->at);
    claims_clear(&c);
    return ok;
}

static Mask
fair_ones(const Sums *s)
{
    Mask fair = 0;
    for (uint32_t v = 0; v < s->count; v++)
        fair |= (Mask)s->fair[v] << v;
    return fair;
}

static void
put_sums(const PremiseQuestion *q, const Sums *s, Sink *out)
{
    Mask fair = fair_ones(s);
    size_t count = put_names(q, fair, ", ", out);
    sink_put(out, count > 1 ? ": fair bits" : ": a fair bit");
    for (uint32_t v = 0; v < s->count; v++) {
        if (s->fair[v])
            continue;
        sink_put(out, ", ");
        put_name(q, v, out);
        sink_put(out, " = ");
        if (s->of[v])
            put_names(q, s->of[v], " xor ", out);
        else
            sink_put(out, "0");
    }
}

void
premise_put_refutation(const PremiseQuestion *q, const Refutation *r, Sink *out)
{
    switch (r->by) {
    case REFUTED_NOT:
        return;
    case REFUTED_BY_GRAPH:
        premise_put_graph(q, &r->dag, NULL, out);
        sink_put(out, ", with tables that are not special");
        return;
    case REFUTED_BY_SUMS:
        put_sums(q, &r->sums, out);
        return;
    case REFUTED_BY_LEANING:
        sink_put(out, "fair bits, but ");
        put_names(q, r->leaning, " xor ", out);
        sink_put(out, " is 0 with probability 3/4");
        return;
    }
}

void
premise_put_refutation_json(const PremiseQuestion *q, const Refutation *r, Sink *out)
{
    switch (r->by) {
    case REFUTED_NOT:
        return;
    case REFUTED_BY_GRAPH:
        sink_put(out, "{\"graph\":");
        premise_put_graph_json(q, &r->dag, out);
        break;
    case REFUTED_BY_SUMS:
        sink_put(out, "{\"fair\":");
        premise_put_names_json(q, fair_ones(&r->sums), out);
        sink_put(out, ",\"sums\":{");
        for (uint32_t v = 0, n = 0; v < r->sums.count; v++) {
            if (r->sums.fair[v])
                continue;
            sink_put(out, n++ ? "," : "");
            json_write_string(q->names.at[v], out);
            sink_put(out, ":");
            premise_put_names_json(q, r->sums.of[v], out);
        }
        sink_put(out, "}");
        break;
    case REFUTED_BY_LEANING:
        sink_put(out, "{\"leaning\":");
        premise_put_names_json(q, r->leaning, out);
        break;
    }
    sink_put(out, "}");
}

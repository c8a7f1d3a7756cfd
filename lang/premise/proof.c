/* proof.c -- see proof.h. */
#include "lang/premise/proof.h"

#include "base/utf8.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/premise/complain_premise.h"
#include "lang/premise/premise_text.h"
#include "lang/report/voice.h"
#include "show/json.h"

typedef struct Proved {
    PremiseQuestion q;
    Proof lines; /* empty: it does not follow by the laws */
    Refutation refutation;
} Proved;

static const char *
law_name(Law l)
{
    static const char *const names[] = {"premise", "decomposition", "weak union", "contraction",
                                        "intersection"};
    return names[l];
}

static bool
takes_two(Law l)
{
    return l == LAW_CONTRACTION || l == LAW_INTERSECTION;
}

static bool
complain_denied(const PremiseQuestion *q, const Triple *t)
{
    Sink text;
    sink_init(&text);
    premise_put_triple(q, t, &text);
    bool ok =
        complain_denied_premise(&q->s->complain, q->node->kids[ACTION_BY]->at, sink_text(&text));
    sink_clear(&text);
    return ok;
}

static bool
prove(Proved *p)
{
    const PremiseQuestion *q = &p->q;
    const Triple *t = &q->question.triple;
    Closure c = {0};
    bool ok = closure_make(&c, q->claims.count, &q->claims.hold, q->positive, &q->s->budget) ||
              complain_stopped(&q->s->complain, &q->s->budget, q->asked->at);
    for (size_t i = 0; ok && i < q->claims.fail.count; i++)
        if (closure_has(&c, &q->claims.fail.at[i]))
            ok = complain_denied(q, &q->claims.fail.at[i]);
    if (ok && closure_has(&c, t))
        closure_prove(&p->lines, &c, t);
    closure_clear(&c);
    return ok && (p->lines.count || premise_refute(&p->refutation, q, t));
}

/* ---- said ---- */

/* `independent(A, D | B)`, of each line, in columns of the same width. */
static size_t
widest(const Proved *p)
{
    size_t most = 0;
    for (size_t i = 0; i < p->lines.count; i++) {
        Sink text;
        sink_init(&text);
        premise_put_triple(&p->q, &p->lines.at[i].says, &text);
        size_t columns = utf8_columns(sink_text(&text), text.count);
        most = columns > most ? columns : most;
        sink_clear(&text);
    }
    return most;
}

static void
put_line(const Proved *p, size_t i, size_t width, Sink *out)
{
    const ProofLine *l = &p->lines.at[i];
    Sink text;
    sink_init(&text);
    premise_put_triple(&p->q, &l->says, &text);
    size_t columns = utf8_columns(sink_text(&text), text.count);
    sink_print(out, "%3zu  %s%*s   %s", i + 1, sink_text(&text), (int)(width - columns), "",
               law_name(l->law));
    sink_clear(&text);
    if (l->law != LAW_PREMISE)
        sink_print(out, " of %u", l->from[0] + 1);
    if (takes_two(l->law))
        sink_print(out, " and %u", l->from[1] + 1);
    sink_put(out, "\n");
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Proved *p = what;
    sink_put(out, p->lines.count     ? "follows: "
                  : p->refutation.by ? "does not follow: "
                                     : "unknown: ");
    premise_put_triple(&p->q, &p->q.question.triple, out);
    sink_put(out, p->lines.count
                      ? p->q.positive ? ", in every state without zeros\n" : ", in every state\n"
                      : "\n");
    size_t width = widest(p);
    for (size_t i = 0; i < p->lines.count; i++)
        put_line(p, i, width, out);
    if (p->lines.count)
        return;
    if (!p->refutation.by) {
        sink_put(out, "  not derivable by these laws, which are not complete; no small state "
                      "refutes it\n");
        return;
    }
    sink_put(out, "  the premises hold, and it does not: ");
    premise_put_refutation(&p->q, &p->refutation, out);
    sink_put(out, "\n");
}

static void
put_line_json(const Proved *p, const ProofLine *l, Sink *out)
{
    sink_put(out, "{\"independent\":[");
    premise_put_names_json(&p->q, l->says.a, out);
    sink_put(out, ",");
    premise_put_names_json(&p->q, l->says.b, out);
    sink_put(out, "],\"given\":");
    premise_put_names_json(&p->q, l->says.given, out);
    sink_print(out, ",\"law\":\"%s\",\"from\":[", law_name(l->law));
    if (l->law != LAW_PREMISE)
        sink_print(out, "%u", l->from[0] + 1);
    if (takes_two(l->law))
        sink_print(out, ",%u", l->from[1] + 1);
    sink_put(out, "]}");
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const Proved *p = what;
    sink_put(out, "{\"kind\":\"proof\",\"question\":");
    json_write_string(span_text(&s->names, p->q.asked->at), out);
    sink_print(out, ",\"status\":\"%s\",\"lines\":[",
               p->lines.count     ? "follows"
               : p->refutation.by ? "does not follow"
                                  : "unknown");
    for (size_t i = 0; i < p->lines.count; i++) {
        sink_put(out, i ? "," : "");
        put_line_json(p, &p->lines.at[i], out);
    }
    sink_put(out, "]");
    if (!p->lines.count && p->refutation.by) {
        sink_put(out, ",\"refuted\":");
        premise_put_refutation_json(&p->q, &p->refutation, out);
    }
    sink_put(out, "}\n");
}

static const Voice proof_voice = {.text = write_text, .json = write_json};

bool
explain_proof(Session *s, const Node *n)
{
    Proved p = {0};
    bool ok = premise_question_read(&p.q, s, n, true) && prove(&p);
    if (ok)
        say(s, &proof_voice, &p);
    premise_question_clear(&p.q);
    array_clear(&p.lines);
    return ok;
}

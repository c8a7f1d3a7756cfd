/* entailed.c -- see entailed.h. */
#include "lang/premise/entailed.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/premise/complain_premise.h"
#include "lang/premise/premise_text.h"
#include "lang/report/voice.h"
#include "show/json.h"

#include <inttypes.h>

enum { CLASSES_MAX = 20 };

typedef enum InStates { IN_STATES_UNASKED, IN_STATES, IN_STATES_NOT, IN_STATES_UNKNOWN } InStates;

/* The same question, by another reading. */
typedef struct Reading {
    Relation relation;
    uint64_t yes;
} Reading;

typedef struct Entailed {
    PremiseQuestion q;
    DagAnswer answer;
    Reading others[2];
    size_t other_count;
    InStates in_states; /* of an independence that is entailed */
    Refutation refutation;
    bool listing; /* the classes are told too */
} Entailed;

static void
entailed_clear(Entailed *e)
{
    premise_question_clear(&e->q);
    dag_answer_clear(&e->answer);
}

/* ---- found ---- */

static bool
ask(DagAnswer *to, const PremiseQuestion *q, const RelationQuestion *r)
{
    return dag_ask(to, &q->claims, r, &q->s->budget) ||
           complain_stopped(&q->s->complain, &q->s->budget, q->asked->at);
}

static bool
ask_others(Entailed *e)
{
    bool ok = true;
    for (int i = 0; ok && i < 2; i++) {
        RelationQuestion r = e->q.question;
        r.relation = e->q.word->others[i];
        if (r.relation == e->q.word->relation)
            continue;
        DagAnswer a = {0};
        ok = ask(&a, &e->q, &r);
        e->others[e->other_count++] = (Reading){r.relation, a.yes};
        dag_answer_clear(&a);
    }
    return ok;
}

/* An independence of all graphs: does it hold in every state too? */
static bool
ask_states(Entailed *e)
{
    const PremiseQuestion *q = &e->q;
    const Triple *t = &q->question.triple;
    if (q->word->relation != RELATION_INDEPENDENT || e->answer.yes != e->answer.size)
        return true;
    Closure c = {0};
    bool ok = closure_make(&c, q->claims.count, &q->claims.hold, q->positive, &q->s->budget) ||
              complain_stopped(&q->s->complain, &q->s->budget, q->asked->at);
    bool follows = ok && closure_has(&c, t);
    e->in_states = IN_STATES;
    if (ok && !follows) {
        ok = premise_refute(&e->refutation, q, t);
        e->in_states = e->refutation.by ? IN_STATES_NOT : IN_STATES_UNKNOWN;
    }
    closure_clear(&c);
    return ok;
}

static bool
find(Entailed *e)
{
    const PremiseQuestion *q = &e->q;
    uint32_t pairs;
    if (!dag_allows(&q->claims, &pairs))
        return complain_many_graphs(&q->s->complain, q->asked->at, q->names.count, pairs);
    if (!ask(&e->answer, q, &q->question))
        return false;
    if (!e->answer.size)
        return complain_no_graph(&q->s->complain, q->node->kids[ACTION_BY]->at);
    return ask_others(e) && ask_states(e);
}

/* ---- said ---- */

static uint64_t
yes_of(const Entailed *e, uint64_t yes)
{
    return e->q.no ? e->answer.size - yes : yes;
}

static const char *
status(const Entailed *e, uint64_t yes)
{
    return yes == e->answer.size ? "entailed" : yes ? "open" : "impossible";
}

/* "open: in 2 of 3 DAGs" */
static void
put_count(const Entailed *e, uint64_t yes, const char *between, Sink *out)
{
    sink_print(out, "%s%s in ", status(e, yes), between);
    if (yes && yes < e->answer.size)
        sink_print(out, "%" PRIu64 " of ", yes);
    else
        sink_put(out, yes ? "all of " : "none of ");
    sink_print(out, "%" PRIu64 " %s", e->answer.size, e->answer.size == 1 ? "DAG" : "DAGs");
}

/* What the relation means, of the two that it is asked of. */
static void
put_means(const Entailed *e, Sink *out)
{
    const Node *call = e->q.asked, *sides = call->kids[1];
    for (const char *at = e->q.word->means; *at; at++) {
        if (*at == 'X' || *at == 'Y')
            sink_put(out, span_text(&e->q.s->names, sides->kids[*at == 'Y']->at));
        else
            sink_add(out, at, 1);
    }
    if (e->q.question.triple.given)
        sink_print(out, " given %s", span_text(&e->q.s->names, call->kids[2]->at));
}

static void
put_example(const Entailed *e, const char *what, const Dag *d, Sink *out)
{
    if (!d->count)
        return;
    sink_print(out, "  %s: ", what);
    premise_put_graph(&e->q, d, NULL, out);
    sink_put(out, "\n");
}

static void
put_in_states(const Entailed *e, Sink *out)
{
    if (e->in_states == IN_STATES)
        sink_put(out, "  and in every state, by the laws of independence\n");
    if (e->in_states == IN_STATES_UNKNOWN)
        sink_put(out, "  in every state? not by the laws of independence\n");
    if (e->in_states != IN_STATES_NOT)
        return;
    sink_put(out, "  but not in every state: ");
    premise_put_refutation(&e->q, &e->refutation, out);
    sink_put(out, "\n");
}

static void
put_classes(const Entailed *e, Sink *out)
{
    size_t count = e->answer.classes.count;
    sink_put(out, "the classes, of those that imply the same independences:\n");
    for (size_t i = 0; i < count && i < CLASSES_MAX; i++) {
        const DagClass *c = &e->answer.classes.at[i];
        uint64_t yes = e->q.no ? c->size - c->yes : c->yes;
        sink_put(out, "  ");
        premise_put_graph(&e->q, &c->always, &c->member, out);
        sink_print(out, "   # %" PRIu64 " of %" PRIu64 "\n", yes, c->size);
    }
    if (count > CLASSES_MAX)
        sink_print(out, "# not all: the limit is %d of %zu classes\n", CLASSES_MAX, count);
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Entailed *e = what;
    const DagAnswer *a = &e->answer;
    put_count(e, yes_of(e, a->yes), ":", out);
    sink_print(out, ", %zu %s\n", a->classes.count, a->classes.count == 1 ? "class" : "classes");
    sink_print(out, "  %s: ", span_text(&s->names, e->q.asked->at));
    put_means(e, out);
    sink_put(out, "\n");
    put_example(e, "yes", e->q.no ? &a->without : &a->with, out);
    put_example(e, "no", e->q.no ? &a->with : &a->without, out);
    put_in_states(e, out);
    for (size_t i = 0; i < e->other_count; i++) {
        sink_print(out, "  %s: ", relation_reading(e->others[i].relation));
        put_count(e, yes_of(e, e->others[i].yes), ",", out);
        sink_put(out, "\n");
    }
    if (e->listing)
        put_classes(e, out);
}

static void
put_count_json(const Entailed *e, uint64_t yes, Sink *out)
{
    yes = yes_of(e, yes);
    sink_print(out, "\"status\":\"%s\",\"yes\":%" PRIu64, status(e, yes), yes);
}

static void
put_means_json(const char *means, Sink *out)
{
    sink_put(out, "\"means\":");
    json_write_string(means, out);
}

static void
put_example_json(const Entailed *e, const char *key, const Dag *d, Sink *out)
{
    if (!d->count)
        return;
    sink_print(out, ",\"%s\":", key);
    premise_put_graph_json(&e->q, d, out);
}

static void
put_in_states_json(const Entailed *e, Sink *out)
{
    static const char *const says[] = {NULL, "yes", "no", "unknown"};
    if (e->in_states == IN_STATES_UNASKED)
        return;
    sink_print(out, ",\"every state\":\"%s\"", says[e->in_states]);
    if (e->in_states != IN_STATES_NOT)
        return;
    sink_put(out, ",\"refuted\":");
    premise_put_refutation_json(&e->q, &e->refutation, out);
}

static void
put_classes_json(const Entailed *e, Sink *out)
{
    const DagAnswer *a = &e->answer;
    sink_put(out, ",\"listed\":[");
    for (size_t i = 0; i < a->classes.count && i < CLASSES_MAX; i++) {
        const DagClass *c = &a->classes.at[i];
        sink_put(out, i ? ",{\"member\":" : "{\"member\":");
        premise_put_graph_json(&e->q, &c->member, out);
        sink_put(out, ",\"always\":");
        premise_put_graph_json(&e->q, &c->always, out);
        sink_print(out, ",\"dags\":%" PRIu64 ",\"yes\":%" PRIu64 "}", c->size,
                   e->q.no ? c->size - c->yes : c->yes);
    }
    sink_put(out, a->classes.count > CLASSES_MAX ? "],\"complete\":false" : "]");
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const Entailed *e = what;
    const DagAnswer *a = &e->answer;
    sink_put(out, "{\"kind\":\"entailed\",\"question\":");
    json_write_string(span_text(&s->names, action_subject(e->q.node)->at), out);
    sink_put(out, ",");
    put_count_json(e, a->yes, out);
    sink_print(out, ",\"dags\":%" PRIu64 ",\"classes\":%zu,", a->size, a->classes.count);
    Sink means;
    sink_init(&means);
    put_means(e, &means);
    put_means_json(sink_text(&means), out);
    sink_clear(&means);
    put_example_json(e, "for", e->q.no ? &a->without : &a->with, out);
    put_example_json(e, "against", e->q.no ? &a->with : &a->without, out);
    put_in_states_json(e, out);
    sink_put(out, e->other_count ? ",\"readings\":[" : "");
    for (size_t i = 0; i < e->other_count; i++) {
        sink_put(out, i ? ",{" : "{");
        put_means_json(relation_reading(e->others[i].relation), out);
        sink_put(out, ",");
        put_count_json(e, e->others[i].yes, out);
        sink_put(out, "}");
    }
    sink_put(out, e->other_count ? "]" : "");
    if (e->listing)
        put_classes_json(e, out);
    sink_put(out, "}\n");
}

static const Voice entailed_voice = {.text = write_text, .json = write_json};

static bool
answer(Session *s, const Node *n, bool listing)
{
    Entailed e = {.listing = listing};
    bool ok = premise_question_read(&e.q, s, n, false) && find(&e);
    if (ok)
        say(s, &entailed_voice, &e);
    entailed_clear(&e);
    return ok;
}

bool
run_entailed(Session *s, const Node *n)
{
    return answer(s, n, false);
}

bool
explain_entailed(Session *s, const Node *n)
{
    return answer(s, n, true);
}

/* worth_answer.c -- see worth_answer.h. */
#include "lang/identify/worth_answer.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/draw/figure.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/run_identify.h"
#include "lang/read/question.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/shape/explain_shape.h"
#include "lang/shape/shape_class.h"
#include "lang/text/wrap.h"
#include "show/json.h"
#include "surgery/worth.h"

/* ---- the question ---- */

/* The effect that a call asks about, and what is worth measuring for it. */
static bool
read_worth(Session *s, EffectQuery *q, Worth *to, const Node *call)
{
    const Node *args = call->kids[1];
    if (call->count > 2 || args->count != 1 || !node_is_effect(args->kids[0]))
        return complain_call(s, call);
    const Node *effect = args->kids[0];
    return elaborate_effect_call(s, q, effect, effect) &&
           (worth_find(to, &q->graph, &q->effect, &s->budget) ||
            complain_stopped(&s->complain, &s->budget, call->at));
}

static bool
is_known(const Worth *w)
{
    return w->sets.count == 1 && !w->sets.at[0].count;
}

/* `identifiable as it is`, or what was not tried; NULL: nothing. */
static Name
remark(Session *s, const Worth *w)
{
    Sink text;
    sink_init(&text);
    if (is_known(w))
        sink_put(&text, "identifiable as it is");
    else if (w->tried < w->latents)
        sink_print(&text, "perhaps not all: sets of more than %zu were not tried", w->tried);
    if (text.count)
        return names_take(&s->names, &text);
    sink_clear(&text);
    return NULL;
}

bool
elaborate_worth(Session *s, Value *to, const Node *call)
{
    EffectQuery q = {0};
    Worth found = {0};
    NameSets sets = {0};
    bool ok = read_worth(s, &q, &found, call);
    for (size_t i = 0; i < found.sets.count; i++) {
        NameList names = {0};
        for (size_t k = 0; k < found.sets.at[i].count; k++)
            array_push(&names, q.name_of[found.sets.at[i].at[k]]);
        array_push(&sets.sets, names);
    }
    sets.cut = found.tried < found.latents;
    sets.reason = remark(s, &found);
    if (ok)
        value_take_sets(to, &sets);
    worth_clear(&found);
    effect_query_clear(&q);
    return ok;
}

/* ---- explain ---- */

enum { EXPLAINED = 10 }; /* sets of which the formula is told */

/* The same question where these are observed. */
static void
observe(EffectQuery *to, const EffectQuery *q, const WireList *set)
{
    model_set(&to->model, &q->model);
    effect_set(&to->effect, &q->effect);
    array_set(&to->given, &q->given);
    to->call = q->call;
    if (q->plan_of) {
        model_set(&to->after, &q->after);
        to->plan_of = memory_new(q->model.vertices.count, sizeof *to->plan_of);
        memcpy(to->plan_of, q->plan_of, q->model.vertices.count * sizeof *to->plan_of);
    }
    for (size_t i = 0; i < set->count; i++) {
        Vertex *v = &to->model.vertices.at[set->at[i]];
        v->latent = false;
        v->name = q->name_of[set->at[i]];
    }
}

static bool
explain_set(Session *s, const EffectQuery *q, const WireList *set, Span at, Sink *out)
{
    Identified i = {0};
    observe(&i.question, q, set);
    bool ok = effect_query_shape(s, &i.question, at) &&
              answer_identified(s, &i, q->call, NULL);
    if (ok) {
        sink_put(out, set->count ? "  were " : "  identifiable as it is");
        if (set->count) {
            set_write(q->name_of, set, out);
            sink_put(out, " observed");
        }
        sink_put(out, "\n    = ");
        write_formula(&i.question, identified_shown(&i), "      ", out);
        if (criterion_is_told(&i.question, &i.ground)) {
            sink_put(out, "    ");
            write_criterion(&i.question, &i.ground, out);
            sink_put(out, "\n");
        }
        sink_put(out, "    ");
        write_check(&i.check, out);
        sink_put(out, "\n");
    }
    identified_clear(&i);
    return ok;
}

/* What is said: the question, and its text. */
typedef struct WorthReasons {
    const Node *call;
    Sink text;
} WorthReasons;

static void
write_reasons(Session *s, const void *what, Sink *out)
{
    const Sink *text = &((const WorthReasons *)what)->text;
    wrap_write_lines(sink_text(text), (size_t)s->style.prose, out);
}

static void
write_reasons_json(Session *s, const void *what, Sink *out)
{
    const WorthReasons *r = what;
    sink_put(out, "{\"kind\":\"explain\",\"question\":");
    json_write_string(span_text(&s->names, r->call->at), out);
    sink_put(out, ",\"text\":");
    json_write_text(sink_text(&r->text), r->text.count, out);
    sink_put(out, "}\n");
}

static const Voice reasons_voice = {.text = write_reasons, .json = write_reasons_json};

static bool
explain_call(Session *s, const Node *call, const Node *in)
{
    EffectQuery q = {0};
    Worth found = {0};
    WorthReasons r = {.call = call};
    sink_init(&r.text);
    bool ok = read_worth(s, &q, &found, call) && (!in || context_is_used(s, in));
    if (ok) {
        effect_query_write_asked(&q, &r.text);
        sink_put(&r.text, "\n");
    }
    for (size_t i = 0; ok && i < found.sets.count && i < EXPLAINED; i++)
        ok = explain_set(s, &q, &found.sets.at[i], call->at, &r.text);
    if (found.sets.count > EXPLAINED)
        sink_print(&r.text, "  and %zu sets more\n", found.sets.count - EXPLAINED);
    Name more = ok && !is_known(&found) ? remark(s, &found) : NULL;
    if (more)
        sink_print(&r.text, "  %s\n", more);
    if (ok) {
        figure_add_model(s, &q.model);
        say(s, &reasons_voice, &r);
    }
    sink_clear(&r.text);
    worth_clear(&found);
    effect_query_clear(&q);
    return ok;
}

bool
explain_worth(Session *s, const Node *n)
{
    return explain_of_shape(s, n, explain_call);
}

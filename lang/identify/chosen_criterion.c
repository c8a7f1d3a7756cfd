/* chosen_criterion.c -- reading the set that is to give an effect; see chosen_criterion.h. */
#include "lang/identify/chosen_criterion.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_model.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/shape/shape_text.h"

enum { OTHERS_MOST = 50 };

/* ---- the set ---- */

static bool
add_vertex(Session *s, const EffectQuery *q, const Label *l, WireList *set)
{
    uint32_t v;
    if (!model_find(&q->model, l->text, &v))
        return complain_unknown_vertex(&s->complain, l->at, &q->model, l->text);
    if (q->model.vertices.at[v].latent)
        return complain_latent_asked(&s->complain, l->at, l->text);
    if (wires_has(set, v))
        return complain_asked_twice(&s->complain, l->at, l->text);
    const WireList *lists[] = {&q->effect.y, &q->effect.x, &q->effect.z};
    for (int i = 0; i < 3; i++)
        if (wires_has(lists[i], v))
            return complain_roles(&s->complain, l->at, l->text, "yxz"[i], 's');
    array_push(set, v);
    return true;
}

static bool
read_set(Session *s, const EffectQuery *q, const Node *by, WireList *set)
{
    bool ok = true;
    for (uint32_t i = 0; ok && i < by->label_count; i++)
        ok = add_vertex(s, q, &by->labels[i], set);
    return ok;
}

static void
write_reason(const EffectQuery *q, const AdjustReason *why, Sink *out)
{
    if (why->fault == ADJUST_FORBIDDEN) {
        word_write_name(q->name_of[why->vertex], out);
        bool on = wires_has(&why->path, why->vertex);
        sink_put(out, on ? " is on the causal path " : " descends from the causal path ");
        shape_write_path(&q->model, &q->graph, &why->path, out);
    } else if (why->fault == ADJUST_OPEN) {
        sink_put(out, "With it ");
        shape_write_path(&q->model, &q->graph, &why->path, out);
        sink_put(out, " is open");
    } else {
        sink_put(out, "Given conditions, neither they nor the set may descend from what is done");
    }
}

static bool
refuse_set(Session *s, const EffectQuery *q, const WireList *set, const AdjustReason *why, Span at)
{
    Sink name, effect, reason;
    sink_init(&name);
    sink_init(&effect);
    sink_init(&reason);
    set_write(q->name_of, set, &name);
    effect_query_write(q, &effect);
    write_reason(q, why, &reason);
    complain_not_by(&s->complain, at, sink_text(&name), sink_text(&effect), sink_text(&reason));
    sink_clear(&reason);
    sink_clear(&effect);
    sink_clear(&name);
    return false;
}

static bool
choose_set(Session *s, Identified *i, const Node *by)
{
    const EffectQuery *q = &i->question;
    WireList set = {0};
    AdjustReason why = {0}, other = {0};
    bool ok = read_set(s, q, by, &set);
    if (ok && i->found.identified) {
        ground_find_by(&i->ground, &why, &q->graph, &q->effect, &set);
        if (i->ground.kind == GROUND_GENERAL && i->found.effect.x.count > q->effect.x.count)
            ground_find_by(&i->ground, &other, &q->graph, &i->found.effect, &set);
        ok = i->ground.kind != GROUND_GENERAL || refuse_set(s, q, &set, &why, by->at);
    }
    adjust_reason_clear(&other);
    adjust_reason_clear(&why);
    array_clear(&set);
    return ok;
}

/* ---- all ---- */

static bool
is_shown(const Identified *i, const Ground *ground)
{
    return ground->kind == i->ground.kind && wires_compare(&ground->by, &i->ground.by) == 0;
}

static bool
list_others(Session *s, Identified *i, Span at)
{
    const EffectQuery *q = &i->question;
    size_t count = 0;
    bool ok = ground_find_all(&i->others, &i->complete, &q->graph, &q->effect, OTHERS_MOST,
                              &s->budget);
    for (size_t k = 0; k < i->others.count; k++)
        if (is_shown(i, &i->others.at[k]))
            ground_clear(&i->others.at[k]);
        else
            i->others.at[count++] = i->others.at[k];
    i->others.count = count;
    return ok || complain_stopped(&s->complain, &s->budget, at);
}

bool
choose_criterion(Session *s, Identified *i, const Node *by)
{
    if (by && i->question.effect.plans.count)
        return complain_by_plan(&s->complain, by->at);
    if (by && by->kind == NODE_SET)
        return choose_set(s, i, by);
    return !by || !i->found.identified || list_others(s, i, by->at);
}

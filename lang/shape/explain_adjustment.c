/* explain_adjustment.c -- why a set adjusts or is a front door, why a variable is an instrument,
 * and why none does; see explain_adjustment.h for the form. */
#include "lang/shape/explain_adjustment.h"

#include "graph/adjust.h"
#include "lang/shape/shape_answer.h"
#include "lang/shape/shape_class.h"

#include <assert.h>

/* ---- adjustment ---- */

static void
put_effect(PathText *t)
{
    path_text_put_set(t, &t->q->x);
    path_text_put(t, " -> ");
    path_text_put_set(t, &t->q->y);
}

/* A, B */
static void
put_names(PathText *t, const WireList *set)
{
    for (size_t i = 0; i < set->count; i++) {
        path_text_put(t, i ? ", " : "");
        path_text_put_name(t, set->at[i]);
    }
}

/* P(Y | do(X)) = sum_Z P(Z) P(Y | X, Z) */
static void
put_adjustment_formula(PathText *t, const WireList *z)
{
    path_text_put(t, "P(");
    put_names(t, &t->q->y);
    path_text_put(t, " | do(");
    put_names(t, &t->q->x);
    path_text_put(t, ")) = ");
    if (z->count) {
        path_text_put(t, "sum_");
        shape_write_set(t->model, z, true, &t->out);
        path_text_put(t, " P(");
        put_names(t, z);
        path_text_put(t, ") ");
    }
    path_text_put(t, "P(");
    put_names(t, &t->q->y);
    path_text_put(t, " | ");
    put_names(t, &t->q->x);
    path_text_put(t, z->count ? ", " : "");
    put_names(t, z);
    path_text_put(t, ")\n");
}

static bool
is_causal(const PathText *t, const WireList *path)
{
    for (size_t i = 0; i + 1 < path->count; i++)
        if (!has_arrow(t->graph, path->at[i], path->at[i + 1]))
            return false;
    return true;
}

/* Does only its first vertex belong to X? */
static bool
is_proper(const PathText *t, const WireList *path)
{
    for (size_t i = 1; i < path->count; i++)
        if (wires_has(&t->q->x, path->at[i]))
            return false;
    return true;
}

static bool
is_proper_not_causal(const PathText *t, const WireList *path)
{
    return is_proper(t, path) && !is_causal(t, path);
}

static void
put_forbidden(PathText *t, const AdjustReason *why)
{
    uint32_t v = why->vertex;
    path_text_put(t, "  ");
    path_text_put_name(t, v);
    if (wires_has(&why->path, v)) {
        path_text_put(t, " may not be adjusted for: it is on the causal path\n");
        path_text_put_path(t, 4, &why->path);
        return;
    }
    WireList way = {0}, end = list_one(v);
    for (size_t i = why->path.count; i-- > 1 && !way.count;)
        path_text_find_way(&way, t, why->path.at[i], &end);
    path_text_put(t, " may not be adjusted for: it descends from the causal path\n");
    path_text_put_path(t, 4, &why->path);
    path_text_put(t, "  by the way\n");
    path_text_put_path(t, 4, &way);
    array_clear(&end);
    array_clear(&way);
}

static bool
put_adjusting(PathText *t, size_t indent, const WireList *z)
{
    sink_fill(&t->out, ' ', indent);
    put_adjustment_formula(t, z);
    sink_fill(&t->out, ' ', indent);
    path_text_put(t, "every path that is not causal is blocked:\n");
    return path_text_put_blocked_paths(t, indent + 2, &t->q->x, &t->q->y, z, is_proper_not_causal);
}

bool
explain_adjusts(PathText *t, bool *truth)
{
    const ShapeQuestion *q = t->q;
    AdjustReason why = {0};
    AdjustFault fault = adjusts(&why, t->graph, &q->x, &q->y, &q->z);
    bool ok = true;
    *truth = fault == ADJUST_VALID;
    path_text_put_truth(t, *truth);
    shape_write_set(t->model, &q->z, false, &t->out);
    path_text_put(t, *truth ? " adjusts for " : " does not adjust for ");
    put_effect(t);
    path_text_put(t, "\n");
    if (fault == ADJUST_VALID) {
        ok = put_adjusting(t, 2, &q->z);
    } else if (fault == ADJUST_FORBIDDEN) {
        put_forbidden(t, &why);
    } else {
        path_text_put(t, "  a path that is not causal is open:\n");
        path_text_put_open_path(t, 4, &why.path, &q->z);
    }
    adjust_reason_clear(&why);
    return ok;
}

static void
put_rest(PathText *t, size_t told, size_t all, bool complete)
{
    if (told < all || !complete)
        sink_print(&t->out, "# %zu of %s%zu sets\n", told, complete ? "" : "more than ", all);
}

static void
put_no_adjustment(PathText *t, const AdjustReason *why)
{
    const ShapeQuestion *q = t->q;
    WireList most = {0};
    path_text_put(t, "none\n");
    if (why->fault == ADJUST_FORBIDDEN) {
        put_forbidden(t, why);
        return;
    }
    adjustment_candidate(&most, t->graph, &q->x, &q->y, &q->rules);
    path_text_put(t, " ");
    path_text_put_given(t, &most);
    path_text_put(t, most.count ? ", every ancestor that may be adjusted for, "
                              : " no ancestor may be adjusted for, and ");
    path_text_put(t, "a path that is not causal is open:\n");
    path_text_put_open_path(t, 4, &why->path, &most);
    array_clear(&most);
}

/* Where a member of the optimal set acts on what lies on the causal paths. */
static void
put_outer_parents(PathText *t, const WireList *set)
{
    const ShapeQuestion *q = t->q;
    VertexSet causal;
    vertex_set_init(&causal, t->graph->count);
    causal_vertices(&causal, t->graph, &q->x, &q->y);
    sort_vertices(&causal.members);
    for (size_t i = 0; i < set->count; i++)
        for (size_t k = 0; k < causal.members.count; k++)
            if (has_arrow(t->graph, set->at[i], causal.members.at[k])) {
                WireList arrow = list_one(set->at[i]);
                array_push(&arrow, causal.members.at[k]);
                path_text_put_path(t, 4, &arrow);
                array_clear(&arrow);
            }
    vertex_set_clear(&causal);
}

static bool
explain_optimal(PathText *t)
{
    const ShapeQuestion *q = t->q;
    WireList set = {0};
    AdjustReason why = {0};
    bool ok = true;
    Optimum found = optimal_adjustment(&set, &why, t->graph, &q->x, &q->y, &q->rules);
    if (found == OPTIMAL_NONE) {
        put_no_adjustment(t, &why);
    } else {
        shape_write_set(t->model, &set, false, &t->out);
        path_text_put(t, found == OPTIMAL_OF_ALL
                           ? "\n  no adjustment set has a smaller asymptotic variance: it "
                             "has all that acts on the\n  causal paths from outside"
                           : "\n  no minimal adjustment set has a smaller asymptotic variance: "
                             "it is the one nearest to ");
        if (found == OPTIMAL_OF_MINIMAL)
            path_text_put_set(t, &q->y);
        path_text_put(t, found == OPTIMAL_OF_ALL && set.count ? ":\n" : "\n");
        if (found == OPTIMAL_OF_ALL)
            put_outer_parents(t, &set);
        ok = put_adjusting(t, 2, &set);
    }
    if (found == OPTIMAL_OF_MINIMAL)
        path_text_put(t, "# " OPTIMAL_OF_FEW "\n");
    adjust_reason_clear(&why);
    array_clear(&set);
    return ok;
}

bool
explain_adjustment(PathText *t)
{
    const ShapeQuestion *q = t->q;
    SetList list = {0};
    AdjustReason why = {0};
    bool complete, ok = true;
    size_t i = 0;
    if (q->optimal)
        return explain_optimal(t);
    adjustment_sets(&list, &complete, &why, t->graph, &q->x, &q->y, &q->rules, SHAPE_SETS_MAX,
                    &q->s->budget);
    ok = q->s->budget.stop == STOP_NOT;
    for (; ok && i < list.count && i < SHAPE_PATHS_MAX; i++) {
        sort_vertices(&list.at[i]);
        shape_write_set(t->model, &list.at[i], false, &t->out);
        path_text_put(t, "\n");
        ok = put_adjusting(t, 2, &list.at[i]);
    }
    if (ok && !list.count)
        put_no_adjustment(t, &why);
    put_rest(t, i, list.count, complete);
    adjust_reason_clear(&why);
    set_list_clear(&list);
    return ok;
}

/* ---- front doors ---- */

/* Without the arrows out of `from`, the paths to `to` are its back-door paths. */
static bool
put_backdoor_paths(PathText *t, const WireList *from, const WireList *to, const WireList *given)
{
    VertexSet muted;
    Mutilation m = {.muted = &muted};
    vertex_set_init(&muted, t->graph->count);
    for (size_t i = 0; i < from->count; i++)
        vertex_set_add(&muted, from->at[i]);
    t->cut = &m;
    bool ok = path_text_put_blocked_paths(t, 4, from, to, given, NULL);
    t->cut = NULL;
    vertex_set_clear(&muted);
    return ok;
}

/* The causal paths from X to Y, a line each. */
static bool
put_causal_paths(PathText *t)
{
    const ShapeQuestion *q = t->q;
    PathList list = {0};
    WireList none = {0};
    bool complete;
    path_text_find_paths(t, &list, &complete, &q->x, &q->y, &none, is_causal);
    for (size_t i = 0; i < list.count; i++)
        path_text_put_path(t, 4, &list.at[i].vertices);
    if (!complete)
        sink_print(&t->out, "    and more: these are the %zu shortest\n", list.count);
    else if (!list.count)
        path_text_put(t, "    there is no such path\n");
    path_list_clear(&list);
    return q->s->budget.stop == STOP_NOT;
}

static bool
put_frontdoor(PathText *t, const WireList *z)
{
    const ShapeQuestion *q = t->q;
    WireList none = {0};
    shape_write_set(t->model, z, false, &t->out);
    path_text_put(t, "\n  it meets every causal path:\n");
    if (!put_causal_paths(t))
        return false;
    path_text_put(t, "  every back-door path from ");
    path_text_put_set(t, &q->x);
    path_text_put(t, " to it is blocked:\n");
    if (!put_backdoor_paths(t, &q->x, z, &none))
        return false;
    path_text_put(t, "  every back-door path from it to ");
    path_text_put_set(t, &q->y);
    path_text_put(t, " is blocked");
    path_text_put_given(t, &q->x);
    path_text_put(t, ":\n");
    return put_backdoor_paths(t, z, &q->y, &q->x);
}

/* A path of this kind that is open, if there is one. */
static bool
put_open_backdoor(PathText *t, const WireList *from, const WireList *to, const WireList *given)
{
    VertexSet muted;
    WireList path = {0};
    Mutilation m = {.muted = &muted};
    vertex_set_init(&muted, t->graph->count);
    for (size_t i = 0; i < from->count; i++)
        vertex_set_add(&muted, from->at[i]);
    bool open = open_path(&path, t->graph, &m, from, to, given);
    if (open) {
        path_text_put(t, "  an open back-door path from ");
        path_text_put_set(t, from);
        path_text_put(t, " to ");
        path_text_put_set(t, to);
        path_text_put_given(t, given);
        path_text_put(t, ":\n");
        t->cut = &m;
        path_text_put_open_path(t, 4, &path, given);
        t->cut = NULL;
    }
    array_clear(&path);
    vertex_set_clear(&muted);
    return open;
}

/* What keeps this vertex of a causal path out of a front door. */
static void
put_no_door(PathText *t, uint32_t v)
{
    const ShapeQuestion *q = t->q;
    WireList z = list_one(v), none = {0};
    if (!put_open_backdoor(t, &q->x, &z, &none) && !put_open_backdoor(t, &z, &q->y, &q->x)) {
        path_text_put(t, "  ");
        path_text_put_name(t, v);
        path_text_put(t, " does not meet every causal path\n");
    }
    array_clear(&z);
}

/* Does no observed vertex stand between its ends? */
static bool
is_bare(const PathText *t, const WireList *path)
{
    for (size_t i = 1; i + 1 < path->count; i++)
        if (t->graph->observed[path->at[i]])
            return false;
    return is_causal(t, path);
}

static bool
put_no_frontdoor(PathText *t)
{
    const ShapeQuestion *q = t->q;
    PathList bare = {0};
    VertexSet causal;
    WireList none = {0};
    bool complete;
    path_text_put(t, "none\n");
    path_text_find_paths(t, &bare, &complete, &q->x, &q->y, &none, is_bare);
    if (bare.count) {
        path_text_put(t, "  no observed variable stands on this causal path:\n");
        path_text_put_path(t, 4, &bare.at[0].vertices);
    }
    vertex_set_init(&causal, t->graph->count);
    causal_vertices(&causal, t->graph, &q->x, &q->y);
    sort_vertices(&causal.members);
    for (size_t i = 0, told = 0; !bare.count && i < causal.members.count; i++) {
        uint32_t v = causal.members.at[i];
        if (t->graph->observed[v] && !wires_has(&q->y, v) && told++ < SHAPE_PATHS_MAX)
            put_no_door(t, v);
    }
    vertex_set_clear(&causal);
    path_list_clear(&bare);
    return q->s->budget.stop == STOP_NOT;
}

bool
explain_frontdoor(PathText *t)
{
    const ShapeQuestion *q = t->q;
    SetList list = {0};
    bool complete, ok;
    size_t i = 0;
    frontdoor_sets(&list, &complete, t->graph, &q->x, &q->y, SHAPE_SETS_MAX, &q->s->budget);
    ok = q->s->budget.stop == STOP_NOT;
    for (; ok && i < list.count && i < SHAPE_PATHS_MAX; i++) {
        sort_vertices(&list.at[i]);
        ok = put_frontdoor(t, &list.at[i]);
    }
    if (ok && !list.count)
        ok = put_no_frontdoor(t);
    put_rest(t, i, list.count, complete);
    set_list_clear(&list);
    return ok;
}

/* ---- instruments ---- */

/* The arrows that begin the causal paths from X to Y are taken away. */
static bool
put_exclusion(PathText *t, const WireList *z, const WireList *given)
{
    const ShapeQuestion *q = t->q;
    VertexSet tails, heads;
    Mutilation m = {.tails = &tails, .heads = &heads};
    vertex_set_init(&tails, t->graph->count);
    vertex_set_init(&heads, t->graph->count);
    vertex_set_add(&tails, q->x.at[0]);
    causal_vertices(&heads, t->graph, &q->x, &q->y);
    path_text_put(t, "  without the causal paths from ");
    put_effect(t);
    path_text_put(t, ", nothing joins it to ");
    path_text_put_set(t, &q->y);
    path_text_put_given(t, given);
    path_text_put(t, ":\n");
    t->cut = &m;
    bool ok = path_text_put_blocked_paths(t, 4, z, &q->y, given, NULL);
    t->cut = NULL;
    vertex_set_clear(&heads);
    vertex_set_clear(&tails);
    return ok;
}

static bool
put_instrument(PathText *t, const Instrument *i)
{
    const ShapeQuestion *q = t->q;
    WireList z = list_one(i->z), path = {0};
    path_text_put(t, "  it is joined to ");
    path_text_put_set(t, &q->x);
    path_text_put_given(t, &i->given);
    path_text_put(t, ":\n");
    bool open = open_path(&path, t->graph, NULL, &z, &q->x, &i->given);
    assert(open);
    if (open)
        path_text_put_open_path(t, 4, &path, &i->given);
    bool ok = put_exclusion(t, &z, &i->given);
    array_clear(&path);
    array_clear(&z);
    return ok;
}

/* The one thing that keeps z from being an instrument given w. */
static void
put_instrument_fault(PathText *t, const InstrumentReason *why, uint32_t z, const WireList *w)
{
    const ShapeQuestion *q = t->q;
    if (why->fault == INSTRUMENT_DESCENDS) {
        WireList way = {0}, end = list_one(z);
        path_text_put_name(t, z);
        path_text_put(t, " is an effect of ");
        path_text_put_set(t, &q->x);
        path_text_put(t, ":\n");
        path_text_find_way(&way, t, q->x.at[0], &end);
        path_text_put_path(t, 4, &way);
        array_clear(&end);
        array_clear(&way);
    } else if (why->fault == INSTRUMENT_FORBIDDEN) {
        path_text_put_name(t, why->vertex);
        path_text_put(t, " is on a causal path, or descends from one\n");
    } else if (why->fault == INSTRUMENT_APART) {
        path_text_put(t, "nothing joins ");
        path_text_put_name(t, z);
        path_text_put(t, " to ");
        path_text_put_set(t, &q->x);
        path_text_put_given(t, w);
        path_text_put(t, "\n");
    } else {
        path_text_put_name(t, z);
        path_text_put(t, " is joined to ");
        path_text_put_set(t, &q->y);
        path_text_put(t, " in another way");
        path_text_put_given(t, w);
        path_text_put(t, ":\n");
        path_text_put_open_path(t, 4, &why->path, w);
    }
}

/* Why none that is joined to X is one, with nothing given. */
static void
put_no_instruments(PathText *t)
{
    const ShapeQuestion *q = t->q;
    InstrumentReason why = {0};
    const WireList none = {0};
    size_t told = 0;
    path_text_put(t, "none\n");
    for (uint32_t v = 0; v < t->graph->count && told < SHAPE_PATHS_MAX; v++) {
        if (!t->graph->observed[v] || v == q->x.at[0] || v == q->y.at[0] ||
            wires_has(&q->rules.without, v))
            continue;
        is_instrument(&why, t->graph, q->x.at[0], q->y.at[0], v, &none);
        if (why.fault == INSTRUMENT_APART)
            continue;
        path_text_put(t, "  ");
        put_instrument_fault(t, &why, v, &none);
        told++;
    }
    if (!told)
        path_text_put(t, "  no variable that may be one is joined to the cause\n");
    instrument_reason_clear(&why);
}

static bool
explain_instrument(PathText *t, bool *truth)
{
    const ShapeQuestion *q = t->q;
    InstrumentReason why = {0};
    Instrument at = {q->instrument.at[0], q->z};
    *truth = is_instrument(&why, t->graph, q->x.at[0], q->y.at[0], at.z, &q->z) == INSTRUMENT_VALID;
    path_text_put_truth(t, *truth);
    path_text_put_name(t, at.z);
    path_text_put_given(t, &q->z);
    path_text_put(t, *truth ? " is an instrument for " : " is no instrument for ");
    put_effect(t);
    path_text_put(t, "\n");
    bool ok = true;
    if (*truth)
        ok = put_instrument(t, &at);
    if (!*truth) {
        path_text_put(t, "  ");
        put_instrument_fault(t, &why, at.z, &q->z);
    }
    instrument_reason_clear(&why);
    return ok;
}

bool
explain_instruments(PathText *t, bool *truth)
{
    const ShapeQuestion *q = t->q;
    if (q->instrument.count)
        return explain_instrument(t, truth);
    InstrumentList list = {0};
    bool complete, ok = instruments(&list, &complete, t->graph, q->x.at[0], q->y.at[0],
                                    &q->rules.without, SHAPE_SETS_MAX, &q->s->budget);
    size_t i = 0;
    for (; ok && i < list.count && i < SHAPE_PATHS_MAX; i++) {
        path_text_put_name(t, list.at[i].z);
        path_text_put_given(t, &list.at[i].given);
        path_text_put(t, "\n");
        ok = put_instrument(t, &list.at[i]);
    }
    if (ok && !list.count)
        put_no_instruments(t);
    if (i < list.count)
        sink_print(&t->out, "# %zu of %zu instruments\n", i, list.count);
    if (ok && !complete)
        path_text_put(t, INSTRUMENTS_CUT);
    instrument_list_clear(&list);
    return ok;
}

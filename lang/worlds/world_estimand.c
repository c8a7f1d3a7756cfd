/* world_estimand.c -- estimands of counterfactuals; see world_estimand.h.
 *
 * The tree of the question is kept: applied to states it is asked from them, so that abstract types
 * become those of the states, and what comes out is what `in m from omega` gives. */
#include "lang/worlds/world_estimand.h"

#include "diagram/write.h"
#include "lang/complain/complain_name.h"
#include "lang/identify/observed_state.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/identify_worlds.h"
#include "lang/worlds/observed_worlds.h"
#include "lang/worlds/world_diagram.h"
#include "lang/worlds/world_text.h"
#include "show/json.h"

#include <string.h>

typedef struct WorldEstimand {
    Answer answer;
    WorldEffect effect; /* does not move: its questions borrow its model */
    Arena arena;        /* of the call */
    const Node *call;
} WorldEstimand;

static const WorldEstimand *
estimand_in(const Answer *a)
{
    return (const WorldEstimand *)a;
}

static void
free_answer(Answer *a)
{
    WorldEstimand *e = (WorldEstimand *)a;
    world_effect_clear(&e->effect);
    arena_clear(&e->arena);
    memory_free(e);
}

/* ---- e(omega, trial) ---- */

/* Was this done in one of the experiments that e is about? */
static bool
is_expected(const WorldEstimand *e, const WireList *done)
{
    const WorldData *data = &e->effect.data;
    bool found = data->all;
    for (size_t i = 0; !found && i < data->done.count; i++)
        found = wires_same_set(&data->done.at[i], done);
    return found;
}

static bool
check_states(Session *s, const WorldEstimand *e, const Context *c, const Node *args)
{
    const WireList none = {0};
    size_t experiment = 0;
    for (uint32_t i = 0; i < args->count; i++) {
        bool observed = c->state.kind != VALUE_NONE &&
                        (experiment == c->experiments.count ||
                         c->experiments.at[experiment].name != span_text(&s->names,
                                                                         args->kids[i]->at));
        const WireList *done = observed ? &none : &c->experiments.at[experiment++].done;
        if (!is_expected(e, done))
            return complain_other_experiment(&s->complain, args->kids[i]->at,
                                             e->effect.data_text);
    }
    return true;
}

static bool
call(Session *s, Value *to, const Answer *a, const Node *n)
{
    const WorldEstimand *e = estimand_in(a);
    const Node *args = n->kids[1];
    if (!args->count || n->count > 2)
        return complain_usage(&s->complain, n->at, n->kids[0]->kind == NODE_NAME
                                                       ? n->kids[0]->text
                                                       : "an estimand",
                              "e(omega), or e(omega, trial)");
    const Context *outer = s->asked;
    Context c = {.name = e->effect.model.name};
    Value model = {.kind = VALUE_MODEL};
    model_set(&model.model, &e->effect.model);
    bool ok = from_context(s, &c, &model, n, args->kids, args->count) &&
              has_all_wires(s, &c, args->kids[0]->at) && check_states(s, e, &c, args);
    if (ok) {
        s->asked = &c;
        ok = observed_worlds_at(s, to, e->call, n, strcmp(e->call->kids[0]->text, "E") == 0);
        s->asked = outer;
    }
    value_clear(&model);
    context_clear(&c);
    return ok;
}

/* Has everything a value, or is it a mean? */
static bool
is_number(const Answer *a)
{
    const WorldEstimand *e = estimand_in(a);
    const WorldQuestion *q = &e->effect.rows.at[0]->question;
    bool number = !e->effect.reader.rows.count, mean = strcmp(e->call->kids[0]->text, "E") == 0;
    for (size_t i = 0; !mean && number && i < q->atoms.count; i++)
        number = !q->atoms.at[i].free;
    return number;
}

/* ---- printed ---- */

static void
write_answer(Session *s, const Answer *a, Sink *out)
{
    write_world_rows(s, &estimand_in(a)->effect, out);
}

static void
write_answer_page(Session *s, const Answer *a, Sink *out)
{
    write_world_page(s, &estimand_in(a)->effect, out);
}

static void
write_answer_json(Session *s, const Answer *a, Sink *out)
{
    write_world_json(s, &estimand_in(a)->effect, out);
}

static void
write_latex(Session *s, const void *what, Sink *out)
{
    (void)s;
    sink_print(out, "%s\n", sink_text(what));
}

static void
write_latex_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    json_write_kind("latex", what, out);
}

static void
write_latex_itself(Session *s, const void *what, Sink *out)
{
    (void)s;
    sink_put(out, sink_text(what));
}

static const Voice latex_voice = {
    .text = write_latex, .json = write_latex_json, .latex = write_latex_itself};

static void
show_latex(Session *s, const WorldEstimand *e)
{
    Sink text;
    sink_init_within(&text, &s->budget);
    write_world_latex(&e->effect, &text);
    say(s, &latex_voice, &text);
    sink_clear(&text);
}

/* ---- drawn ---- */

/* A row's worlds.  False: the budget. */
static bool
make_worlds(Session *s, Diagram *to, const WorldEstimand *e, size_t row)
{
    const WorldRow *r = e->effect.rows.at[row];
    Grown g = {0};
    bool ok = world_grow(s, &g, &e->effect, r);
    if (ok) {
        bool *all = memory_new(r->question.atoms.count, sizeof *all);
        memset(all, true, r->question.atoms.count);
        world_diagram(s, to, &e->effect, r, &g, all, true);
        memory_free(all);
    }
    grown_clear(&g);
    return ok;
}

static void
show_diagram(Session *s, const WorldEstimand *e, Name name)
{
    Sink text;
    sink_init_within(&text, &s->budget);
    for (size_t i = 0; i < e->effect.rows.count; i++) {
        Diagram d = {0};
        if (make_worlds(s, &d, e, i))
            diagram_write(&d, name ? name : names_add_text(&s->names, "estimand"), &text);
        diagram_clear(&d);
    }
    say_text(s, "diagram", &text);
    sink_clear(&text);
}

static bool
show_as(Session *s, const Answer *a, const char *form, Name name)
{
    if (strcmp(form, "latex") == 0)
        show_latex(s, estimand_in(a));
    else if (strcmp(form, "diagram") == 0 || strcmp(form, "source") == 0)
        show_diagram(s, estimand_in(a), name);
    else
        return false;
    return true;
}

static void
add_scenes(Session *s, const Answer *a, SceneList *to, size_t most, Name title)
{
    const WorldEstimand *e = estimand_in(a);
    for (size_t i = 0; i < e->effect.rows.count; i++) {
        Diagram d = {0};
        Scene scene = {0};
        if (make_worlds(s, &d, e, i)) {
            scene_add_diagram(&scene, &d, most);
            if (e->effect.rows.count > 1)
                scene_set_title(&scene, 0, title);
            array_push(to, scene);
        }
        diagram_clear(&d);
    }
}

static const AnswerClass class = {
    .name = "an estimand",
    .free = free_answer,
    .write = write_answer,
    .write_json = write_answer_json,
    .write_page = write_answer_page,
    .show_as = show_as,
    .is_number = is_number,
    .call = call,
    .scenes = add_scenes,
};

/* ---- identify e = ... ---- */

/* The first row that is not known. */
static bool
check_known(Session *s, const WorldEffect *e)
{
    for (size_t i = 0; i < e->rows.count; i++) {
        WorldVerdict v = e->rows.at[i]->answer.verdict;
        if (v == WORLDS_CONFLICT || v == WORLDS_HEDGE)
            return complain_world_row(s, e, e->rows.at[i], e->call);
    }
    return true;
}

static bool
define_estimand(Session *s, const Node *n, const Node *name)
{
    WorldEstimand *e = memory_new(1, sizeof *e);
    Value v = {0};
    e->answer.class = &class;
    value_set_answer(&v, &e->answer);
    bool ok = may_define(s, name->text, name->at) && world_effect_make(s, &e->effect, n) &&
              check_known(s, &e->effect) && say_worlds_named(s, &e->effect, name->text);
    if (ok) {
        e->call = node_copy(&e->arena, e->effect.call);
        e->effect.call = e->effect.context = NULL;
        ok = define(s, name->text, name->at, &v);
    }
    value_clear(&v);
    return ok;
}

bool
identify_as_worlds(Session *s, const Node *n, const Node *name)
{
    return name ? define_estimand(s, n, name) : identify_worlds(s, n);
}

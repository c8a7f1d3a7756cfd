/* estimand.c -- estimands as values; see estimand.h. */
#include "lang/identify/estimand.h"

#include "diagram/write.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/draw/figure.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/observed_state.h"
#include "lang/report/voice.h"
#include "show/formula.h"
#include "show/json.h"
#include "show/xml.h"

#include <inttypes.h>
#include <string.h>

void
identified_clear(Identified *i)
{
    effect_query_clear(&i->question);
    identification_clear(&i->found);
    estimand_clear(&i->derived);
    array_clear(&i->forgotten);
    ground_clear(&i->ground);
    ground_list_clear(&i->others);
    *i = (Identified){0};
}

const Estimand *
identified_shown(const Identified *i)
{
    return i->ground.kind == GROUND_GENERAL ? &i->derived : &i->ground.estimand;
}

/* ---- the answer ---- */

enum { FORMULA_MENTIONS = 2000000, MATH_MENTIONS = 5000, FORMULA_WIDTH = 88 };

/* The formula, or how long it would be.  Text without a width, for programs, is in full. */
static void
formula_text(const EffectQuery *q, const Estimand *e, FormulaForm form, size_t width, Sink *out)
{
    size_t size = estimand_size(e);
    bool full = form == FORMULA_TEXT && width == 0;
    FormulaNames names = {.name_of = q->name_of, .form = form, .width = width,
                          .observed = full ? NULL : q->graph.observed, .plan_of = q->plan_of};
    if (size <= FORMULA_MENTIONS)
        formula_write(e, &names, out);
    else
        sink_print(out, "(a formula that mentions %zu variables: too long to be written)", size);
}

void
write_formula(const EffectQuery *q, const Estimand *e, const char *margin, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    formula_text(q, e, FORMULA_TEXT, FORMULA_WIDTH, &text);
    const char *line = sink_text(&text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, line == sink_text(&text) ? "" : margin);
        sink_add(out, line, (size_t)(end - line) + 1);
    }
    if (*line)
        sink_print(out, "%s%s\n", line == sink_text(&text) ? "" : margin, line);
    sink_clear(&text);
}

void
write_math(const EffectQuery *q, const Estimand *e, Sink *out)
{
    Sink asked;
    sink_init(&asked);
    effect_query_write(q, &asked);
    sink_put(out, "<div class=\"math\"><p>");
    xml_write_string(sink_text(&asked), out);
    sink_put(out, " = " FORMULA_PIECE);
    if (estimand_size(e) <= MATH_MENTIONS)
        formula_text(q, e, FORMULA_MATHML, 0, out);
    else
        sink_put(out, "<mtext>a long formula</mtext>");
    sink_put(out, FORMULA_PIECE_END "</p></div>\n");
    sink_clear(&asked);
}

void
effect_query_write_asked(const EffectQuery *q, Sink *out)
{
    effect_query_write(q, out);
    sink_put(out, " in ");
    if (q->written)
        sink_put(out, q->written);
    else
        word_write_name(q->model.name, out);
}

static const char *const criteria[] = {"general", "no adjustment", "back door", "front door"};

bool
criterion_is_told(const EffectQuery *q, const Ground *ground)
{
    return ground->kind != GROUND_GENERAL && (q->effect.x.count > 0 || q->effect.plans.count > 0);
}

void
write_criterion(const EffectQuery *q, const Ground *ground, Sink *out)
{
    if (!criterion_is_told(q, ground))
        return;
    sink_put(out, criteria[ground->kind]);
    if (!ground->by.count)
        return;
    sink_put(out, " by ");
    set_write(q->name_of, &ground->by, out);
}

void
write_check(const SelfCheck *c, Sink *out)
{
    if (c->certainty)
        sink_print(out, "checked: a wrong formula would pass with probability below 2^-%" PRIu64,
                   c->certainty);
    else if (c->why)
        sink_print(out, "not checked: %s", c->why);
    else if (c->entries)
        sink_print(out, "not checked: would take %" PRIu64 " table entries or more", c->entries);
    else if (c->work)
        sink_print(out, "not checked: would take %" PRIu64 " multiplications or more", c->work);
    else
        sink_put(out, "not checked");
}

static void
write_json_formula(const char *key, const Identified *i, const Estimand *e, FormulaForm form,
                   Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    formula_text(&i->question, e, form, 0, &text);
    sink_print(out, ",\"%s\":", key);
    json_write_text(sink_text(&text), text.count, out);
    sink_clear(&text);
}

/* ---- estimands as values ---- */

typedef struct EstimandAnswer {
    Answer answer;
    Identified identified;
} EstimandAnswer;

static const Identified *
identified_in(const Answer *a)
{
    return &((const EstimandAnswer *)a)->identified;
}

static void
free_answer(Answer *a)
{
    identified_clear(&((EstimandAnswer *)a)->identified);
    memory_free(a);
}

/* Does the state have what the formula is made of, and types of what is done? */
static bool
has_enough(Session *s, const Identified *i, const Context *c, Span at)
{
    const Estimand *e = identified_shown(i);
    WireList read = {0};
    array_set(&read, &i->question.given);
    for (size_t r = 0; r < e->recipes.count; r++)
        for (size_t k = 0; k < e->recipes.at[r].factors.count; k++) {
            wires_add(&read, &e->recipes.at[r].factors.at[k].heads);
            wires_add(&read, &e->recipes.at[r].factors.at[k].givens);
        }
    uint32_t lacks = UINT32_MAX;
    for (size_t k = 0; k < read.count; k++)
        if (wires_has(&c->lacking, e->vertex_of.at[read.at[k]]))
            lacks = e->vertex_of.at[read.at[k]];
    array_clear(&read);
    return lacks == UINT32_MAX ||
           complain_state_lacks(&s->complain, at, i->question.name_of[lacks]);
}

/* e(omega). */
static bool
call(Session *s, Value *to, const Answer *a, const Node *n)
{
    const Identified *i = identified_in(a);
    const Node *args = n->kids[1];
    if (args->count != 1)
        return complain_usage(&s->complain, n->at, n->kids[0]->kind == NODE_NAME ? n->kids[0]->text
                                                                      : "an estimand",
                              "e(omega)");
    Context c = {0};
    Value model = {.kind = VALUE_MODEL};
    Diagram d = {0};
    model_set(&model.model, &i->question.model);
    bool ok = from_context(s, &c, &model, n, args->kids, 1) && is_observed(s, &c, args->kids[0]) &&
              has_enough(s, i, &c, args->kids[0]->at) &&
              effect_query_plans_fit(s, &i->question, &c, args->kids[0]->at);
    if (ok) {
        ObservedState o = {&c.state.diagram, c.output_of.at, i->question.name_of,
                           &i->question.after};
        effect_query_channel(s, &d, &i->question, identified_shown(i), &o, &s->conditionals);
        value_take_diagram(to, &d);
    }
    diagram_clear(&d);
    value_clear(&model);
    context_clear(&c);
    return ok;
}

static void
write_answer(Session *s, const Answer *a, Sink *out)
{
    (void)s;
    const Identified *i = identified_in(a);
    effect_query_write(&i->question, out);
    sink_put(out, "\n  = ");
    write_formula(&i->question, identified_shown(i), "    ", out);
}

static void
write_answer_page(Session *s, const Answer *a, Sink *out)
{
    (void)s;
    const Identified *i = identified_in(a);
    write_math(&i->question, identified_shown(i), out);
}

void
write_json_criterion(const EffectQuery *q, const Ground *ground, Sink *out)
{
    sink_print(out, ",\"criterion\":\"%s\",\"by\":[", criteria[ground->kind]);
    for (size_t k = 0; k < ground->by.count; k++) {
        sink_put(out, k ? "," : "");
        json_write_string(q->name_of[ground->by.at[k]], out);
    }
    sink_put(out, "]");
}

/* Those of `identify ... all`. */
static void
write_json_others(const Identified *i, Sink *out)
{
    if (!i->others.count)
        return;
    sink_put(out, ",\"others\":[");
    for (size_t k = 0; k < i->others.count; k++) {
        sink_put(out, k ? ",{\"kind\":\"identify\"" : "{\"kind\":\"identify\"");
        write_json_criterion(&i->question, &i->others.at[k], out);
        write_json_formula("formula", i, &i->others.at[k].estimand, FORMULA_TEXT, out);
        sink_put(out, "}");
    }
    sink_put(out, i->complete ? "]" : "],\"complete\":false");
}

static void write_diagrams(Session *s, const Identified *i, Name name, Sink *out);

void
write_json_identified(Session *s, const Identified *i, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"identified\"");
    write_json_criterion(&i->question, &i->ground, out);
    write_json_formula("formula", i, identified_shown(i), FORMULA_TEXT, out);
    write_json_formula("latex", i, identified_shown(i), FORMULA_LATEX, out);
    write_diagrams(s, i, names_add_text(&s->names, "estimand"), &text);
    sink_put(out, ",\"diagram\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_print(out, ",\"checked\":%" PRIu64, i->check.certainty);
    write_json_others(i, out);
    sink_put(out, "}\n");
    sink_clear(&text);
}

static void
write_answer_json(Session *s, const Answer *a, Sink *out)
{
    write_json_identified(s, identified_in(a), out);
}

void
write_latex_formula(const Identified *i, Sink *out)
{
    formula_text(&i->question, identified_shown(i), FORMULA_LATEX, 0, out);
}

/* A formula is one line; in JSON it has no end. */
static void
write_latex(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Sink *text = what;
    sink_add(out, sink_text(text), text->count);
    sink_put(out, "\n");
}

static void
write_latex_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Sink *text = what;
    json_write_kind("latex", text, out);
}

static void
write_latex_itself(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Sink *text = what;
    sink_add(out, sink_text(text), text->count);
}

static const Voice latex_voice = {
    .text = write_latex, .json = write_latex_json, .latex = write_latex_itself};

static void
show_latex(Session *s, const Identified *i)
{
    Sink text;
    sink_init_within(&text, &s->budget);
    write_latex_formula(i, &text);
    say(s, &latex_voice, &text);
    sink_clear(&text);
}

/* The model's own observed state, with the output of each observed vertex. */
static void
own_state(Diagram *state, WireList *output_of, const Model *m)
{
    WireList observed = {0};
    model_observed(m, &observed);
    array_add_zeroed(output_of, m->vertices.count);
    for (uint32_t k = 0; k < observed.count; k++)
        output_of->at[observed.at[k]] = k;
    model_diagram(state, m, &observed);
    array_clear(&observed);
}

void
effect_query_diagram(Session *s, Diagram *to, const EffectQuery *q, const Estimand *e)
{
    Diagram state = {0};
    WireList output_of = {0};
    own_state(&state, &output_of, &q->model);
    ObservedState o = {&state, output_of.at, q->name_of, &q->after};
    effect_query_channel(s, to, q, e, &o, &s->conditionals);
    array_clear(&output_of);
    diagram_clear(&state);
}

/* `Q[X, Y]`, as the boxes that are conditionals of the recipe call it. */
static Name
recipe_name(Session *s, const Identified *i, const Recipe *r)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "Q[");
    for (size_t k = 0; k < r->heads.count; k++) {
        sink_put(&text, k ? ", " : "");
        word_write_name(i->question.name_of[r->heads.at[k]], &text);
    }
    sink_put(&text, "]");
    return names_take(&s->names, &text);
}

/* One diagram for each recipe that is made of others, in their order, the last being the answer;
 * `to` and `names` have room for all.  The names of all but the last are Q[...].  Returns how many.
 */
static size_t
make_diagrams(Session *s, const Identified *i, Diagram *to, Name *names)
{
    const Estimand *e = identified_shown(i);
    Diagram state = {0};
    WireList output_of = {0};
    own_state(&state, &output_of, &i->question.model);
    ObservedState o = {&state, output_of.at, i->question.name_of, &i->question.after};
    size_t count = 0;
    for (uint32_t r = 0; r + 1 < e->recipes.count; r++) {
        if (e->recipes.at[r].given)
            continue;
        recipe_diagram(&to[count], e, r, &o, &s->conditionals, &s->signature, &s->names);
        names[count++] = recipe_name(s, i, &e->recipes.at[r]);
    }
    effect_query_channel(s, &to[count], &i->question, e, &o, &s->conditionals);
    array_clear(&output_of);
    diagram_clear(&state);
    return count + 1;
}

/* Its recipes, a `diagram` block each, the last one under this name. */
static void
write_diagrams(Session *s, const Identified *i, Name name, Sink *out)
{
    size_t n = identified_shown(i)->recipes.count;
    Diagram *d = memory_new(n, sizeof *d);
    Name *names = memory_new(n, sizeof *names);
    n = make_diagrams(s, i, d, names);
    for (size_t r = 0; r < n; r++) {
        diagram_write(&d[r], r + 1 < n ? names[r] : name, out);
        diagram_clear(&d[r]);
    }
    memory_free(names);
    memory_free(d);
}

/* Its recipes as source; in a page also the whole, drawn. */
typedef struct Recipes {
    const Identified *identified;
    Name name;
} Recipes;

static void
write_recipes(Session *s, const void *what, Sink *out)
{
    const Recipes *r = what;
    write_diagrams(s, r->identified, r->name, out);
}

static void
write_recipes_json(Session *s, const void *what, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    write_recipes(s, what, &text);
    json_write_kind("diagram", &text, out);
    sink_clear(&text);
}

static void
write_recipes_page(Session *s, const void *what, Sink *out)
{
    const Recipes *r = what;
    Diagram d = {0};
    effect_query_diagram(s, &d, &r->identified->question,
                         identified_shown(r->identified));
    figure_write_diagram(s, &d, "The estimand", out);
    diagram_clear(&d);
}

static const Voice recipes_voice = {
    .text = write_recipes, .json = write_recipes_json, .page = write_recipes_page};

static void
show_diagrams(Session *s, const Identified *i, Name name)
{
    say(s, &recipes_voice, &(Recipes){i, name ? name : names_add_text(&s->names, "estimand")});
}

static bool
show_as(Session *s, const Answer *a, const char *form, Name name)
{
    if (strcmp(form, "latex") == 0)
        show_latex(s, identified_in(a));
    else if (strcmp(form, "diagram") == 0 || strcmp(form, "source") == 0)
        show_diagrams(s, identified_in(a), name);
    else
        return false;
    return true;
}

/* The recipes that it is made of, each under its name, then itself. */
static void
add_scenes(Session *s, const Answer *a, SceneList *to, size_t most, Name title)
{
    const Identified *i = identified_in(a);
    size_t count = identified_shown(i)->recipes.count;
    Diagram *diagrams = memory_new(count, sizeof *diagrams);
    Name *names = memory_new(count, sizeof *names);
    count = make_diagrams(s, i, diagrams, names);
    names[count - 1] = title;
    for (size_t k = 0; k < count; k++) {
        Scene scene = {0};
        scene_add_diagram(&scene, &diagrams[k], most);
        if (count > 1)
            scene_set_title(&scene, 0, names[k]);
        array_push(to, scene);
        diagram_clear(&diagrams[k]);
    }
    memory_free(names);
    memory_free(diagrams);
}

static const AnswerClass estimand_class = {
    .name = "an estimand",
    .free = free_answer,
    .write = write_answer,
    .write_json = write_answer_json,
    .write_page = write_answer_page,
    .show_as = show_as,
    .call = call,
    .scenes = add_scenes,
};

void
value_take_identified(Value *to, Identified *i)
{
    EstimandAnswer *kept = memory_new(1, sizeof *kept);
    *kept = (EstimandAnswer){{.class = &estimand_class}, *i};
    kept->identified.question.call = NULL; /* the trees are the statement's */
    kept->identified.question.context = kept->identified.question.from = NULL;
    *i = (Identified){0};
    value_set_answer(to, &kept->answer);
}

const Identified *
value_identified(const Value *v)
{
    bool is_estimand = v->kind == VALUE_ANSWER && v->answer->class == &estimand_class;
    return is_estimand ? identified_in(v->answer) : NULL;
}

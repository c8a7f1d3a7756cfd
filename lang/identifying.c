/* identifying.c -- identify: the verdict, the estimand, the hedge. */
#include "lang/helpful.h"

#include "diagram/write.h"
#include "lang/report.h"
#include "show/formula.h"
#include "show/json.h"
#include "show/xml.h"
#include "surgery/simplify.h"

#include <inttypes.h>
#include <string.h>

void
identified_clear(Identified *i)
{
    question_clear(&i->question);
    identification_clear(&i->found);
    estimand_clear(&i->shown);
    *i = (Identified){0};
}

void
identified_free(Identified *i)
{
    identified_clear(i);
    memory_free(i);
}

/* ---- the answer ---- */

enum { FORMULA_MENTIONS = 2000000, MATH_MENTIONS = 5000 };

/* The formula, or how long it would be. */
static void
formula_text(const Question *q, const Estimand *e, FormulaForm form, Sink *out)
{
    size_t size = estimand_size(e);
    FormulaNames names = {q->name_of, form};
    if (size <= FORMULA_MENTIONS)
        formula_write(e, &names, out);
    else
        sink_print(out, "(a formula that mentions %zu variables: too long to be written)", size);
}

void
write_formula(const Question *q, const Estimand *e, const char *margin, Sink *out)
{
    Sink text;
    sink_init(&text);
    formula_text(q, e, FORMULA_TEXT, &text);
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
write_math(const Question *q, const Estimand *e, Sink *out)
{
    Sink asked;
    sink_init(&asked);
    question_write(q, &asked);
    sink_put(out, "<div class=\"math\"><math display=\"block\"><mrow><mtext>");
    xml_write_string(sink_text(&asked), out);
    sink_put(out, "</mtext><mo>=</mo>");
    if (estimand_size(e) <= MATH_MENTIONS)
        formula_text(q, e, FORMULA_MATHML, out);
    else
        sink_put(out, "<mtext>a long formula</mtext>");
    sink_put(out, "</mrow></math></div>\n");
    sink_clear(&asked);
}

static bool
check_answer(Session *s, Identified *i, Span at)
{
    const Estimand *both[] = {&i->found.estimand, &i->shown};
    if (!self_check(s, &i->check, &i->question, both, 2, s->options.checks, at))
        return false;
    if (!i->check.failed)
        return true;
    Sink text;
    sink_init(&text);
    write_formula(&i->question, &i->shown, "", &text);
    if (text.count)
        text.text[text.count - 1] = '\0';
    complain_self_check(&s->complain, at, sink_text(&text));
    sink_clear(&text);
    return false;
}

bool
make_identified(Session *s, Identified *to, const Node *expr)
{
    Identified i = {0};
    bool ok = elaborate_question(s, &i.question, expr);
    const Question *q = &i.question;
    if (ok && !identify(&i.found, &q->graph, &q->projection, &q->effect, &s->budget))
        ok = complain_stopped(&s->complain, &s->budget, expr->at);
    if (ok && i.found.identified &&
        !estimand_simplify(&i.shown, &i.found.estimand, &q->graph, &s->budget))
        ok = complain_stopped(&s->complain, &s->budget, expr->at);
    ok = ok && (!i.found.identified || check_answer(s, &i, expr->at));
    if (ok) {
        identified_clear(to);
        *to = i;
    } else {
        identified_clear(&i);
    }
    return ok;
}

void
write_asked(const Question *q, Sink *out)
{
    question_write(q, out);
    sink_put(out, " in ");
    word_write_name(q->model.name, out);
}

void
write_check(const SelfCheck *c, Sink *out)
{
    if (c->passed)
        sink_print(out, "checked exactly on %u random interpretation%s", c->passed,
                   c->passed == 1 ? "" : "s");
    else if (c->why)
        sink_print(out, "not checked: %s", c->why);
    else if (c->entries > SELF_CHECK_ENTRIES)
        sink_print(out, "not checked: would take %" PRIu64 " table entries or more", c->entries);
    else if (c->work)
        sink_print(out, "not checked: would take more than %d multiplications", SELF_CHECK_WORK);
    else
        sink_put(out, "not checked");
}

static void
write_identified(const Identified *i, Name name, Sink *out)
{
    sink_put(out, "identified: ");
    if (name) {
        word_write_name(name, out);
        sink_put(out, " = ");
    }
    write_asked(&i->question, out);
    sink_put(out, "\n  = ");
    write_formula(&i->question, &i->shown, "    ", out);
    sink_put(out, "  ");
    write_check(&i->check, out);
    sink_put(out, "\n");
}

/* ---- not identifiable ---- */

/* "H", "the common cause of X and Y" */
static void
write_latent(const Question *q, uint32_t v, Sink *out)
{
    const Vertex *x = &q->model.vertices.at[v];
    if (x->name) {
        word_write_name(x->name, out);
        return;
    }
    sink_put(out, "the common cause of ");
    word_write_name(q->name_of[x->ends[0]], out);
    sink_put(out, " and ");
    word_write_name(q->name_of[x->ends[1]], out);
}

static void
write_help(const Question *q, const Helpful *help, Sink *out)
{
    for (size_t i = 0; i < help->sets.count; i++) {
        const WireList *set = &help->sets.at[i];
        sink_put(out, i ? ", or " : "  identifiable if one observed ");
        for (size_t k = 0; k < set->count; k++) {
            sink_put(out, k ? " and " : "");
            write_latent(q, set->at[k], out);
        }
    }
    sink_put(out, help->sets.count ? "\n" : "");
    if (help->tried < help->latents)
        sink_print(out, "  (of %zu hidden variables %zu were tried)\n", help->latents, help->tried);
}

static void
write_hedge(const Identified *i, const Helpful *help, Sink *out)
{
    const Question *q = &i->question;
    sink_put(out, "not identifiable: ");
    write_asked(q, out);
    sink_put(out, "\n  hedge: ");
    set_write(q->name_of, &i->found.large, out);
    sink_put(out, " over ");
    set_write(q->name_of, &i->found.small, out);
    sink_put(out, "\n  the effect needs how ");
    set_write(q->name_of, &i->found.small, out);
    sink_put(out, " comes about by itself; but hidden causes join all of ");
    set_write(q->name_of, &i->found.large, out);
    sink_put(out, ",\n  and nothing of that can be discarded or split off\n");
    write_help(q, help, out);
}

/* ---- JSON ---- */

static void
write_json_set(const Name *name_of, const WireList *set, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < set->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(name_of[set->at[i]], out);
    }
    sink_put(out, "]");
}

static void
write_json_formula(const char *key, const Identified *i, FormulaForm form, Sink *out)
{
    Sink text;
    sink_init(&text);
    formula_text(&i->question, &i->shown, form, &text);
    sink_print(out, ",\"%s\":", key);
    json_write_text(sink_text(&text), text.count, out);
    sink_clear(&text);
}

static void
write_json_identified(Session *s, const Identified *i, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"identified\"");
    write_json_formula("formula", i, FORMULA_TEXT, out);
    write_json_formula("latex", i, FORMULA_LATEX, out);
    write_estimand_diagrams(s, i, names_add_text(&s->names, "estimand"), &text);
    sink_put(out, ",\"diagram\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_print(out, ",\"checked\":%u}\n", i->check.passed);
    sink_clear(&text);
}

static void
write_json_hedge(const Identified *i, const Helpful *help, Sink *out)
{
    const Name *names = i->question.name_of;
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"not identifiable\",\"hedge\":{\"large\":");
    write_json_set(names, &i->found.large, out);
    sink_put(out, ",\"small\":");
    write_json_set(names, &i->found.small, out);
    sink_put(out, "},\"would help\":[");
    for (size_t k = 0; k < help->sets.count; k++) {
        sink_put(out, k ? "," : "");
        write_json_set(names, &help->sets.at[k], out);
    }
    sink_put(out, "]");
    if (help->tried < help->latents)
        sink_print(out, ",\"tried\":%zu,\"latents\":%zu", help->tried, help->latents);
    sink_put(out, "}\n");
}

/* ---- the statement ---- */

static bool
refuse(Session *s, const Identified *i, const Node *n)
{
    Sink effect, large, small;
    sink_init(&effect);
    sink_init(&large);
    sink_init(&small);
    question_write(&i->question, &effect);
    set_write(i->question.name_of, &i->found.large, &large);
    set_write(i->question.name_of, &i->found.small, &small);
    complain_not_identifiable(&s->complain, n->at, sink_text(&effect), sink_text(&large),
                              sink_text(&small));
    sink_clear(&small);
    sink_clear(&large);
    sink_clear(&effect);
    return false;
}

static bool
show_hedge(Session *s, const Identified *i, const Node *n)
{
    Helpful help = {0};
    bool ok = helpful_find(s, &help, i, n->at);
    if (ok && s->options.json)
        write_json_hedge(i, &help, &s->out);
    else if (ok)
        write_hedge(i, &help, &s->out);
    helpful_clear(&help);
    return ok;
}

static bool
define_estimand(Session *s, const Node *n, Identified *i)
{
    Identified *kept = memory_new(1, sizeof *kept);
    *kept = *i;
    kept->question.call = kept->question.context = kept->question.from = NULL; /* the statement's */
    *i = (Identified){0};
    array_push(&s->identified, kept);
    Value v = {.kind = VALUE_ESTIMAND, .identified = kept};
    return define(s, n->text, n->text_at, &v);
}

bool
run_identify(Session *s, const Node *n)
{
    Identified i = {0};
    const Node *e = n->kids[0];
    bool ok = (!n->text || may_define(s, n->text, n->text_at)) && make_identified(s, &i, e);
    if (ok && !i.found.identified)
        ok = n->text ? refuse(s, &i, e) : show_hedge(s, &i, e);
    else if (ok && s->options.json)
        write_json_identified(s, &i, &s->out);
    else if (ok)
        write_identified(&i, n->text, &s->out);
    if (ok && i.found.identified && s->report)
        write_math(&i.question, &i.shown, report_figure(s->report));
    if (ok && n->text)
        ok = define_estimand(s, n, &i);
    identified_clear(&i);
    return ok;
}

/* ---- estimands as values ---- */

bool
apply_estimand(Session *s, Value *to, const Identified *i, const Node *n)
{
    const Node *args = n->kids[1];
    if (args->count != 1)
        return complain_usage(&s->complain, n->at, n->kids[0]->kind == NODE_NAME ? n->kids[0]->text
                                                                      : "an estimand",
                              "e(omega)");
    Context c = {0};
    Value model = {.kind = VALUE_MODEL};
    Diagram d = {0};
    model_set(&model.model, &i->question.model);
    bool ok = from_context(s, &c, &model, n, args->kids[0]);
    if (ok) {
        Observed o = {&c.state.diagram, c.output_of.at, i->question.name_of};
        question_channel(s, &d, &i->question, &i->found.estimand, &o, &s->conditionals);
        value_take_diagram(to, &d);
    }
    diagram_clear(&d);
    value_clear(&model);
    context_clear(&c);
    return ok;
}

void
write_estimand(Session *s, const Identified *i, Sink *out)
{
    if (s->options.json && out == &s->out) {
        write_json_identified(s, i, out);
        return;
    }
    question_write(&i->question, out);
    sink_put(out, "\n  = ");
    write_formula(&i->question, &i->shown, "    ", out);
    if (s->report && out == &s->out)
        write_math(&i->question, &i->shown, report_figure(s->report));
}

void
write_estimand_latex(Session *s, const Identified *i, Sink *out)
{
    Sink text;
    sink_init(&text);
    formula_text(&i->question, &i->shown, FORMULA_LATEX, &text);
    if (s->options.json)
        sink_put(out, "{\"kind\":\"latex\",\"text\":");
    if (s->options.json)
        json_write_text(sink_text(&text), text.count, out);
    else
        sink_add(out, sink_text(&text), text.count);
    sink_put(out, s->options.json ? "}\n" : "\n");
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
question_diagram(Session *s, Diagram *to, const Question *q, const Estimand *e)
{
    Diagram state = {0};
    WireList output_of = {0};
    own_state(&state, &output_of, &q->model);
    Observed o = {&state, output_of.at, q->name_of};
    question_channel(s, to, q, e, &o, &s->conditionals);
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
    Name name = names_add(&s->names, sink_text(&text), text.count);
    sink_clear(&text);
    return name;
}

void
estimand_diagrams(Session *s, const Identified *i, Diagram *to, Name *names)
{
    const Estimand *e = &i->shown;
    Diagram state = {0};
    WireList output_of = {0};
    own_state(&state, &output_of, &i->question.model);
    Observed o = {&state, output_of.at, i->question.name_of};
    uint32_t last = (uint32_t)e->recipes.count - 1;
    for (uint32_t r = 0; r < last; r++) {
        recipe_diagram(&to[r], e, r, &o, &s->conditionals, &s->signature, &s->names);
        names[r] = recipe_name(s, i, &e->recipes.at[r]);
    }
    question_channel(s, &to[last], &i->question, e, &o, &s->conditionals);
    array_clear(&output_of);
    diagram_clear(&state);
}

void
write_estimand_diagrams(Session *s, const Identified *i, Name name, Sink *out)
{
    size_t n = i->shown.recipes.count;
    Diagram *d = memory_new(n, sizeof *d);
    Name *names = memory_new(n, sizeof *names);
    estimand_diagrams(s, i, d, names);
    for (size_t r = 0; r < n; r++) {
        diagram_write(&d[r], r + 1 < n ? names[r] : name, out);
        diagram_clear(&d[r]);
    }
    memory_free(names);
    memory_free(d);
}

/* identify_worlds.c -- the verdict about a counterfactual; see identify_worlds.h. */
#include "lang/worlds/identify_worlds.h"

#include "lang/elaborate/vertex.h"
#include "lang/identify/complain_identify.h"
#include "lang/report/voice.h"
#include "lang/worlds/complain_worlds.h"
#include "lang/worlds/world_check.h"
#include "lang/worlds/world_text.h"
#include "show/json.h"
#include "show/latex.h"
#include "show/xml.h"

static void
write_formula_of(const WorldEffect *e, const WorldRow *r, const char *margin, Sink *out)
{
    world_formula_write(&r->formula, &r->question, &e->data, &e->graph, e->name_of, margin, out);
}

/* ---- why not ---- */

/* `Y is needed at X = 0 and at X = 1`: where the inputs of two boxes of a vertex differ. */
static void
write_two_boxes(Session *s, const WorldRow *r, const WorldConflict *c, Sink *out)
{
    const Grown *g = c->grown;
    const GrownWire *a = &g->wires.at[c->boxes[0]], *b = &g->wires.at[c->boxes[1]];
    const WireList *parents = grown_parents(g, c->boxes[0]);
    word_write_name(r->question.model->vertices.at[c->vertex].name, out);
    sink_put(out, " is needed at ");
    for (int side = 0; side < 2; side++) {
        const GrownWire *w = side ? b : a;
        bool any = false;
        sink_put(out, side ? " and at " : "");
        for (uint32_t k = 0; k < w->in_count; k++) {
            if (g->reads.at[a->in + k] == g->reads.at[b->in + k])
                continue;
            sink_put(out, any ? ", " : "");
            world_read_write(s, g, parents->at[k], g->reads.at[w->in + k], out);
            any = true;
        }
    }
}

static void
write_conflict(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out)
{
    const WorldConflict *c = &r->answer.conflict;
    if (c->two_boxes) {
        write_two_boxes(s, r, c, out);
        sink_put(out, ", with the same noise; no experiment shows both\n");
        return;
    }
    word_write_name(e->name_of[c->grown->wires.at[c->boxes[1]].vertex], out);
    sink_put(out, " reads ");
    world_read_write(s, c->grown, c->vertex, c->read[1], out);
    if (c->own) {
        sink_put(out, ", and shares hidden causes with ");
        word_write_name(e->name_of[c->vertex], out);
        sink_put(out, ", whose own value is not that; no experiment shows both\n");
    } else {
        sink_put(out, " and ");
        word_write_name(e->name_of[c->grown->wires.at[c->boxes[0]].vertex], out);
        sink_put(out, " reads ");
        world_read_write(s, c->grown, c->vertex, c->read[0], out);
        sink_put(out, ", and they share hidden causes; no experiment shows both\n");
    }
}

static void
write_hedge(const WorldEffect *e, const WorldRow *r, Sink *out)
{
    const WorldAnswer *a = &r->answer;
    sink_put(out, "it needs P(");
    write_vertex_names(e->name_of, &a->comb, out);
    sink_put(out, a->inputs.count ? " | do(" : "");
    write_vertex_names(e->name_of, &a->inputs, out);
    sink_put(out, a->inputs.count ? "))" : ")");
    sink_put(out, ", which does not follow from the data\n");
    if (!a->hedge_tried)
        return;
    sink_put(out, "  hedge: ");
    set_write(e->name_of, &a->hedge.large, out);
    sink_put(out, " over ");
    set_write(e->name_of, &a->hedge.small, out);
    sink_put(out, "\n");
}

void
write_world_reason(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out)
{
    if (r->answer.verdict == WORLDS_CONFLICT)
        write_conflict(s, e, r, out);
    else
        write_hedge(e, r, out);
    sink_trim(out, 1);
}

/* ---- a verdict ---- */

void
write_world_clash(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out)
{
    const Clash *c = &r->answer.clash;
    if (c->of_all) {
        sink_put(out, "whatever ");
        word_write_name(e->name_of[c->vertex], out);
        sink_put(out, " is, it cannot all happen\n");
        return;
    }
    atom_write(s, &r->question, &r->question.atoms.at[c->atoms[0]], out);
    if (c->atoms[0] == c->atoms[1]) {
        sink_put(out, " cannot happen\n");
        return;
    }
    sink_put(out, " and ");
    atom_write(s, &r->question, &r->question.atoms.at[c->atoms[1]], out);
    sink_put(out, " cannot both happen\n");
}

static const char *const status_of[] = {
    [WORLDS_IDENTIFIED] = "identified", [WORLDS_NEVER] = "identified",
    [WORLDS_ALWAYS] = "identified",     [WORLDS_UNDEFINED] = "undefined",
    [WORLDS_CONFLICT] = "not identifiable", [WORLDS_HEDGE] = "not identifiable",
};

/* ` because X has two values` */
static void
write_carrier(const WorldEffect *e, const WorldAnswer *a, Sink *out)
{
    if (a->carrier == UINT32_MAX)
        return;
    uint32_t size = e->model.vertices.at[a->carrier].type->size;
    sink_put(out, "because ");
    word_write_name(e->name_of[a->carrier], out);
    if (size == 2)
        sink_put(out, " has two values\n  ");
    else
        sink_print(out, " has these %u values\n  ", (unsigned)size);
}

/* `checked exactly on 3 random functional models` */
static void
write_check(const WorldCheck *c, Sink *out)
{
    if (c->models)
        sink_print(out, "(checked exactly on %u random functional models)\n", (unsigned)c->models);
    else
        sink_put(out, c->too_large ? "(not checked: that would take too much)\n"
                                   : "(not checked, as it was wanted)\n");
}

/* ` at Y[X = 1] = 0`: the one label of what is asked for without an event. */
static void
write_known(Session *s, const WorldRow *r, Sink *out)
{
    const WorldQuestion *q = &r->question;
    bool any = false;
    for (size_t i = 0; i < q->atoms.count; i++) {
        uint32_t label;
        if (!q->atoms.at[i].free || !world_known_label(r, i, &label))
            continue;
        sink_put(out, any ? ", " : " at ");
        world_write(s, q, q->atoms.at[i].vertex, q->atoms.at[i].world, out);
        sink_put(out, " = ");
        type_write_label(q->model->vertices.at[q->atoms.at[i].vertex].type, label, out);
        any = true;
    }
}

static bool
is_conditional(const WorldRow *r)
{
    bool any = false;
    for (size_t i = 0; i < r->question.atoms.count; i++)
        any = any || r->question.atoms.at[i].condition;
    return any;
}

/* What is said of one row, each further line after `  `. */
static void
write_row(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out)
{
    switch (r->answer.verdict) {
    case WORLDS_IDENTIFIED:
        sink_put(out, "  = ");
        write_formula_of(e, r, "    ", out);
        sink_put(out, "\n  ");
        write_carrier(e, &r->answer, out);
        write_check(&r->check, out);
        return;
    case WORLDS_NEVER:
        sink_put(out, is_conditional(r) ? "  = 0, where what is given can happen: " : "  = 0: ");
        write_world_clash(s, e, r, out);
        return;
    case WORLDS_ALWAYS:
        sink_put(out, "  = 1");
        write_known(s, r, out);
        sink_put(out, is_conditional(r) ? ": what is given implies it\n"
                                        : ": nothing else can happen\n");
        return;
    case WORLDS_UNDEFINED:
        sink_put(out, "  ");
        write_world_clash(s, e, r, out);
        return;
    case WORLDS_CONFLICT:
        sink_put(out, "  ");
        write_conflict(s, e, r, out);
        return;
    case WORLDS_HEDGE:
        sink_put(out, "  ");
        write_hedge(e, r, out);
    }
}

void
write_world_labels(const WorldEffect *e, const WorldRow *r, Sink *out)
{
    for (size_t i = 0; i < r->labels.count; i++) {
        const RowVariable *x = &e->reader.rows.at[i];
        sink_print(out, "%s%s = ", i ? ", " : "", x->name);
        type_write_label(x->type, r->labels.at[i], out);
    }
}

/* A verdict, perhaps under a name. */
typedef struct NamedWorlds {
    const WorldEffect *effect;
    Name name;
} NamedWorlds;

static void
write_name_equals(Name name, Sink *out)
{
    if (!name)
        return;
    word_write_name(name, out);
    sink_put(out, " = ");
}

static void
write_verdict(Session *s, const void *what, Sink *out)
{
    const WorldEffect *e = ((const NamedWorlds *)what)->effect;
    Name name = ((const NamedWorlds *)what)->name;
    if (e->rows.count == 1) {
        sink_print(out, "%s: ", status_of[e->rows.at[0]->answer.verdict]);
        write_name_equals(name, out);
        world_effect_write_asked(s, e, out);
        sink_put(out, "\n");
        write_row(s, e, e->rows.at[0], out);
        return;
    }
    write_name_equals(name, out);
    world_effect_write_asked(s, e, out);
    sink_put(out, "\n");
    for (size_t i = 0; i < e->rows.count; i++) {
        const WorldRow *r = e->rows.at[i];
        sink_put(out, "for ");
        write_world_labels(e, r, out);
        sink_print(out, ": %s\n", status_of[r->answer.verdict]);
        write_row(s, e, r, out);
    }
}

/* ---- as a value, and for a page ---- */

/* The formula in a form, or 0 or 1; false: neither. */
static bool
write_known_as(const WorldEffect *e, const WorldRow *r, FormulaForm form, Sink *out)
{
    bool math = form == FORMULA_MATHML;
    switch (r->answer.verdict) {
    case WORLDS_IDENTIFIED:
        world_formula_write_as(&r->formula, &r->question, &e->data, &e->graph, e->name_of, form,
                               "    ", out);
        return true;
    case WORLDS_NEVER: sink_put(out, math ? "<mn>0</mn>" : "0"); return true;
    case WORLDS_ALWAYS: sink_put(out, math ? "<mn>1</mn>" : "1"); return true;
    default: return false;
    }
}

void
write_world_rows(Session *s, const WorldEffect *e, Sink *out)
{
    sink_print(out, "%s\n", e->question);
    for (size_t i = 0; i < e->rows.count; i++) {
        const WorldRow *r = e->rows.at[i];
        sink_put(out, e->rows.count > 1 ? "  for " : "  = ");
        if (e->rows.count > 1) {
            write_world_labels(e, r, out);
            sink_put(out, ": ");
        }
        if (!write_known_as(e, r, FORMULA_TEXT, out)) {
            sink_put(out, "undefined: ");
            write_world_clash(s, e, r, out);
        } else {
            sink_put(out, "\n");
        }
    }
}

/* One row by itself; of several each with its labels, on a line of its own. */
void
write_world_latex(const WorldEffect *e, Sink *out)
{
    bool several = e->rows.count > 1;
    sink_put(out, several ? "\\begin{aligned}\n" : "");
    for (size_t i = 0; i < e->rows.count; i++) {
        const WorldRow *r = e->rows.at[i];
        sink_put(out, several ? i ? " \\\\\n& " : "& " : "");
        if (!write_known_as(e, r, FORMULA_LATEX, out))
            sink_put(out, "\\text{undefined}");
        for (size_t k = 0; several && k < r->labels.count; k++) {
            const RowVariable *x = &e->reader.rows.at[k];
            sink_put(out, k ? ", " : " \\quad\\text{for } ");
            latex_write_name(x->name, out);
            sink_put(out, " = ");
            formula_label_write(x->type, r->labels.at[k], FORMULA_LATEX, out);
        }
    }
    sink_put(out, several ? "\n\\end{aligned}" : "");
}

void
write_world_page(Session *s, const WorldEffect *e, Sink *out)
{
    (void)s;
    for (size_t i = 0; i < e->rows.count; i++) {
        const WorldRow *r = e->rows.at[i];
        Sink formula, labels;
        sink_init_within(&formula, out->budget);
        sink_init(&labels);
        write_world_labels(e, r, &labels);
        if (write_known_as(e, r, FORMULA_MATHML, &formula)) {
            sink_put(out, "<div class=\"math\"><p>");
            xml_write_string(e->question, out);
            sink_put(out, e->rows.count > 1 ? " for " : "");
            xml_write_string(e->rows.count > 1 ? sink_text(&labels) : "", out);
            sink_put(out, " = " FORMULA_PIECE);
            sink_add(out, sink_text(&formula), formula.count);
            sink_put(out, FORMULA_PIECE_END "</p></div>\n");
        }
        sink_clear(&labels);
        sink_clear(&formula);
    }
}

static void
write_verdict_page(Session *s, const void *what, Sink *out)
{
    write_world_page(s, ((const NamedWorlds *)what)->effect, out);
}

/* ---- JSON ---- */

static void
write_json_row(Session *s, const WorldEffect *e, const WorldRow *r, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(out, "\"status\":");
    json_write_string(status_of[r->answer.verdict], out);
    if (r->answer.verdict == WORLDS_IDENTIFIED)
        write_formula_of(e, r, "  ", &text);
    else if (r->answer.verdict == WORLDS_NEVER || r->answer.verdict == WORLDS_ALWAYS)
        sink_put(&text, r->answer.verdict == WORLDS_NEVER ? "0" : "1");
    if (text.count) {
        sink_put(out, ",\"formula\":");
        json_write_text(sink_text(&text), text.count, out);
        text.count = 0;
        write_known_as(e, r, FORMULA_LATEX, &text);
        sink_put(out, ",\"latex\":");
        json_write_text(sink_text(&text), text.count, out);
    } else {
        write_row(s, e, r, &text);
        sink_put(out, ",\"why\":");
        sink_trim(&text, 1);
        size_t margin = text.count < 2 ? text.count : 2;
        json_write_text(sink_text(&text) + margin, text.count - margin, out);
    }
    if (r->answer.verdict == WORLDS_IDENTIFIED)
        sink_print(out, ",\"checked\":%u", (unsigned)r->check.models);
    if (r->answer.carrier != UINT32_MAX) {
        sink_put(out, ",\"carrier\":");
        json_write_string(e->name_of[r->answer.carrier], out);
    }
    sink_clear(&text);
}

void
write_world_json(Session *s, const WorldEffect *e, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    world_effect_write_asked(s, e, &text);
    sink_put(out, "{\"kind\":\"identify\",\"question\":");
    json_write_text(sink_text(&text), text.count, out);
    sink_put(out, ",");
    if (e->rows.count == 1) {
        write_json_row(s, e, e->rows.at[0], out);
    } else {
        sink_put(out, "\"rows\":[");
        for (size_t i = 0; i < e->rows.count; i++) {
            text.count = 0;
            write_world_labels(e, e->rows.at[i], &text);
            sink_put(out, i ? ",{\"for\":" : "{\"for\":");
            json_write_text(sink_text(&text), text.count, out);
            sink_put(out, ",");
            write_json_row(s, e, e->rows.at[i], out);
            sink_put(out, "}");
        }
        sink_put(out, "]");
    }
    sink_put(out, "}\n");
    sink_clear(&text);
}

static void
write_verdict_json(Session *s, const void *what, Sink *out)
{
    write_world_json(s, ((const NamedWorlds *)what)->effect, out);
}

static void
write_verdict_latex(Session *s, const void *what, Sink *out)
{
    (void)s;
    write_world_latex(((const NamedWorlds *)what)->effect, out);
}

static const Voice verdict_voice = {.text = write_verdict,
                                    .json = write_verdict_json,
                                    .page = write_verdict_page,
                                    .latex = write_verdict_latex};

/* ---- the statement ---- */

bool
check_world_row(Session *s, WorldCheck *to, const WorldEffect *e, const WorldRow *r, Span at)
{
    if (!world_check(s, to, e, r))
        return false;
    if (!to->failed)
        return true;
    Sink text;
    sink_init(&text);
    write_formula_of(e, r, "  ", &text);
    complain_self_check(&s->complain, at, sink_text(&text));
    sink_clear(&text);
    return false;
}

/* Nothing is said before every formula has passed. */
static bool
check_world_rows(Session *s, WorldEffect *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < e->rows.count; i++) {
        WorldRow *r = e->rows.at[i];
        if (r->answer.verdict == WORLDS_IDENTIFIED)
            ok = check_world_row(s, &r->check, e, r, e->call->at);
    }
    return ok;
}

bool
say_worlds_named(Session *s, WorldEffect *e, Name name)
{
    bool ok = check_world_rows(s, e);
    if (ok)
        say(s, &verdict_voice, &(NamedWorlds){e, name});
    return ok;
}

bool
say_worlds(Session *s, WorldEffect *e)
{
    return say_worlds_named(s, e, NULL);
}

bool
complain_world_row(Session *s, const WorldEffect *e, const WorldRow *r, const Node *at)
{
    Sink asked, why;
    sink_init(&asked);
    sink_init(&why);
    world_effect_write_asked(s, e, &asked);
    write_world_reason(s, e, r, &why);
    complain_not_from(&s->complain, at->at, sink_text(&asked), sink_text(&why));
    sink_clear(&why);
    sink_clear(&asked);
    return false;
}

bool
identify_worlds(Session *s, const Node *n)
{
    WorldEffect e = {0};
    bool ok = world_effect_make(s, &e, n) && world_effect_by_value(s, &e) && say_worlds(s, &e);
    world_effect_clear(&e);
    return ok;
}

/* show.c -- show; see show.h.  A diagram is shown by what it means, but a lone box without a
 * meaning as it was declared. */
#include "lang/statement/show.h"

#include "diagram/write.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/complain/words.h"
#include "lang/draw/figure.h"
#include "lang/elaborate/elaborate.h"
#include "lang/report/voice.h"
#include "lang/session/convert.h"
#include "lang/session/meaning.h"
#include "lang/session/print.h"

#include <string.h>

/* Is every box of the diagram deterministic? */
static bool
is_function(const Diagram *d)
{
    for (size_t i = 0; i < d->uses.count; i++)
        if (!d->uses.at[i].box->deterministic)
            return false;
    return true;
}

static Name
shown_name(const Session *s, const Node *n)
{
    bool named = (n->kind == NODE_NAME || n->kind == NODE_STRING) && strcmp(n->text, "%") != 0;
    return named && session_find(s, n->text) ? n->text : NULL;
}

/* A lone box without a meaning is shown as it was declared. */
static bool
is_bare_box(const Session *s, const Value *v)
{
    const Diagram *d = &v->diagram;
    return v->kind == VALUE_DIAGRAM && d->uses.count == 1 && d->uses.at[0].box->kind == BOX_FREE &&
           !box_has_meaning(s, d->uses.at[0].box);
}

static void
write_bare_box(Session *s, const Value *v)
{
    const Diagram *d = &v->diagram;
    PortList in = {0}, out = {0};
    Sink text;
    sink_init_within(&text, &s->budget);
    ends_to_ports(&in, d, &d->inputs);
    ends_to_ports(&out, d, &d->outputs);
    sink_print(&text, "box %s : ", d->uses.at[0].box->name);
    if (in.count) {
        ports_write(&in, &text);
        sink_put(&text, " -> ");
    }
    ports_write(&out, &text);
    sink_put(&text, "\n");
    say_text(s, "box", &text);
    sink_clear(&text);
    array_clear(&out);
    array_clear(&in);
}

/* ---- what is shown ---- */

/* A value under its name, and how it looks in a page. */
typedef struct ShownValue {
    const Value *value;
    Name name;
    bool function;     /* of a matrix: each row is one label with certainty */
    const char *title; /* of its picture, or NULL: it has none */
    const Node *node;
} ShownValue;

static void
write_shown(Session *s, const void *what, Sink *out)
{
    const ShownValue *v = what;
    if (v->value->kind == VALUE_MATRIX)
        write_matrix(v->value, v->name, v->function, &s->style, out);
    else
        write_value(s, v->value, v->name, &s->style, out);
}

static void
write_shown_json(Session *s, const void *what, Sink *out)
{
    const ShownValue *v = what;
    if (v->value->kind == VALUE_MATRIX)
        write_matrix_json(v->value, v->name, v->function, &s->style, out);
    else
        write_value_json(s, v->value, v->name, &s->style, out);
}

static void
write_shown_page(Session *s, const void *what, Sink *out)
{
    const ShownValue *v = what;
    const Value *value = v->value;
    if (value->kind == VALUE_ANSWER && value->answer->class->write_page)
        value->answer->class->write_page(s, value->answer, out);
    else if (v->title)
        figure_write_value(s, value, v->title, v->node, out);
}

static const Voice shown_voice = {
    .text = write_shown, .json = write_shown_json, .page = write_shown_page};

static bool
show_meaning(Session *s, const Value *v, Name name, const Node *n)
{
    Value m = {0};
    bool ok = session_meaning(s, &m, &v->diagram, n);
    if (ok)
        say(s, &shown_voice, &(ShownValue){.value = &m, .name = name,
                                           .function = is_function(&v->diagram)});
    value_clear(&m);
    return ok;
}

/* What a part of several values is called, where it is of one variable: a marginal, and the
 * function of a decision. */
static Name
part_name(const Value *v)
{
    const Diagram *d = &v->diagram;
    if (v->kind == VALUE_MATRIX && v->out.count == 1)
        return v->out.at[0].name;
    return v->kind == VALUE_DIAGRAM && d->outputs.count == 1 && is_function(d)
               ? d->outputs.at[0].name
               : NULL;
}

static bool
show_parts(Session *s, const Value *v, const Node *n)
{
    for (size_t i = 0; i < v->parts.count && budget_step(&s->budget, 1); i++) {
        const Value *part = &v->parts.at[i];
        Name name = part_name(part);
        if (name && part->kind == VALUE_MATRIX)
            say(s, &shown_voice, &(ShownValue){.value = part, .name = name});
        else if (!(name ? show_meaning(s, part, name, n) : show_value(s, part, n)))
            return false;
    }
    return true;
}

static void
show_stage(Session *s, const Model *m)
{
    Diagram d = {0};
    model_state(&d, m);
    diagram_write_stage(&d, &s->out);
    diagram_clear(&d);
}

bool
show_value(Session *s, const Value *v, const Node *n)
{
    if (v->kind == VALUE_TUPLE)
        return show_parts(s, v, n);
    bool bare = is_bare_box(s, v) && !s->options.stage;
    if (v->kind == VALUE_DIAGRAM && !bare)
        return show_meaning(s, v, shown_name(s, n), n);
    if (bare)
        write_bare_box(s, v);
    else if (v->kind == VALUE_MODEL && s->options.stage == STAGE_DIAGRAM)
        show_stage(s, &v->model);
    else
        say(s, &shown_voice, &(ShownValue){.value = v, .name = shown_name(s, n), .node = n,
                                           .title = v->kind == VALUE_MODEL ? v->model.name : NULL});
    return true;
}

static bool
show_as_diagram(Session *s, const Value *v, const Node *n)
{
    Value d = {.kind = VALUE_DIAGRAM};
    Name name = shown_name(s, n), title = span_text(&s->names, n->at);
    bool ok = true;
    if (v->kind == VALUE_MODEL) {
        model_state(&d.diagram, &v->model);
        title = name = name ? name : v->model.name;
    } else {
        ok = value_to_diagram(s, &d.diagram, v, n);
    }
    if (ok)
        say(s, &shown_voice, &(ShownValue){.value = &d, .name = name, .title = title, .node = n});
    value_clear(&d);
    return ok;
}

/* Has it a form of that name, and was it written so? */
static bool
show_answer_as(Session *s, const Value *v, Name as, const Node *n)
{
    return v->kind == VALUE_ANSWER && v->answer->class->show_as &&
           v->answer->class->show_as(s, v->answer, as, shown_name(s, n));
}

/* What is asked in a context, without that: a question, if it is nothing else. */
static const Node *
asked_alone(const Node *e)
{
    while (e->kind == NODE_IN || e->kind == NODE_WITH || e->kind == NODE_FROM)
        e = e->kids[0];
    return e;
}

static bool
has_decimals(const Value *v)
{
    return v->kind == VALUE_NUMBER || v->kind == VALUE_MATRIX || v->kind == VALUE_DIAGRAM ||
           v->kind == VALUE_TUPLE;
}

/* A type's name, where no value has it: its declaration. */
static bool
show_type(Session *s, const Node *n, bool *done)
{
    *done = (n->kind == NODE_NAME || n->kind == NODE_STRING) && !session_find(s, n->text) &&
            session_find_type(s, n->text);
    if (!*done)
        return true;
    const PortList *wires = session_find_type(s, n->text);
    Sink text;
    sink_init_within(&text, &s->budget);
    sink_put(&text, "type ");
    word_write_name(n->text, &text);
    bool atomic = wires->count == 1 && wires->at[0].type->name == n->text;
    if (!atomic || wires->at[0].type->size)
        sink_put(&text, " = ");
    if (atomic)
        type_write_carrier(wires->at[0].type, &text);
    else
        ports_write(wires, &text);
    sink_put(&text, "\n");
    say_text(s, "type", &text);
    sink_clear(&text);
    return true;
}

/* A conversation may go on with it as `%`, where the memory holds it. */
static void
keep_last(Session *s, Value *v)
{
    if (!s->interactive || s->import_depth)
        return;
    s->held -= value_bytes(&s->last);
    value_swap(&s->last, v);
    if (s->budget.bytes && s->held + value_bytes(&s->last) > s->budget.bytes)
        value_clear(&s->last);
    s->held += value_bytes(&s->last);
}

/* Shows what e is worth, in the form that is asked for. */
static bool
show_as(Session *s, const Value *v, const Node *e, Name as, Span as_at)
{
    if (!as || strcmp(as, "fraction") == 0 || (s->style.decimals && has_decimals(v)))
        return show_value(s, v, e);
    if (show_answer_as(s, v, as, e))
        return true;
    if (s->style.decimals)
        return complain_no_decimals(&s->complain, as_at);
    if (strcmp(as, "diagram") == 0 || strcmp(as, "source") == 0)
        return show_as_diagram(s, v, e);
    return strcmp(as, "latex") == 0 ? complain_no_formula(&s->complain, as_at)
                                    : complain_show_as(&s->complain, as_at, as);
}

bool
show_expression(Session *s, const Node *e, Name as, Span as_at)
{
    bool done;
    if (!show_type(s, e, &done) || done)
        return true;
    Value v = {0};
    Style style = s->style;
    s->style.decimals = as && (strcmp(as, "decimals") == 0 || strcmp(as, "decimal") == 0);
    s->style.shorten = style.shorten && !(as && strcmp(as, "fraction") == 0);
    s->rounded = s->style.decimals ? asked_alone(e) : NULL;
    s->staging = true;
    bool ok = elaborate(s, &v, e) && show_as(s, &v, e, as, as_at), decimals = s->style.decimals;
    if (ok && s->budget.stop != STOP_NOT)
        ok = complain_stopped(&s->complain, &s->budget, e->at);
    s->style.decimals = style.decimals;
    s->style.shorten = style.shorten;
    s->rounded = NULL;
    s->staging = false;
    if (ok && !decimals)
        keep_last(s, &v);
    value_clear(&v);
    return ok;
}

bool
run_show(Session *s, const Node *n)
{
    return show_expression(s, action_subject(n), n->text, n->text_at);
}

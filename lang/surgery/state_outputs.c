/* state_outputs.c -- the named outputs of a state, taken one by one; see state_outputs.h. */
#include "lang/surgery/state_outputs.h"

#include "lang/complain/complain_name.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/vertex.h"
#include "lang/session/convert.h"

void
state_outputs_clear(StateOutputs *w)
{
    diagram_clear(&w->diagram);
    map_clear(&w->taken);
}

bool
state_outputs_read(StateOutputs *w, const Node *n)
{
    Value v = {0};
    w->node = n;
    bool ok = elaborate(w->s, &v, n);
    if (ok && v.kind == VALUE_MODEL)
        ok = complain_wanted(&w->s->complain, n->at, "a state (apply a functor to the model)", &v);
    ok = ok && value_to_diagram(w->s, &w->diagram, &v, n);
    if (ok && w->diagram.inputs.count)
        ok = complain_open_context(&w->s->complain, n->at, w->diagram.inputs.count);
    value_clear(&v);
    return ok;
}

static bool
take_output(StateOutputs *w, WireList *to, Name name, Span at)
{
    uint32_t i;
    if (!find_output_named(w->s, &w->diagram, name, at, &i))
        return false;
    if (map_find(&w->taken, i, NULL))
        return complain_asked_twice(&w->s->complain, at, name);
    map_set_at(&w->taken, i, 1);
    array_push(to, i);
    return true;
}

bool
state_outputs_take(StateOutputs *w, WireList *to, const Node *n)
{
    if (n->kind == NODE_NAME || n->kind == NODE_STRING)
        return take_output(w, to, n->text, n->at);
    if (n->kind != NODE_SET)
        return complain_not_a_name(&w->s->complain, n->at);
    for (uint32_t i = 0; i < n->label_count; i++)
        if (!take_output(w, to, n->labels[i].text, n->labels[i].at))
            return false;
    return true;
}

void
state_outputs_take_rest(StateOutputs *w, WireList *to)
{
    for (uint32_t i = 0; i < w->diagram.outputs.count; i++)
        if (!map_find(&w->taken, i, NULL))
            array_push(to, i);
}

static void
write_names(const StateOutputs *w, const WireList *outputs, Sink *out)
{
    for (size_t i = 0; i < outputs->count; i++) {
        Name name = w->diagram.outputs.at[outputs->at[i]].name;
        sink_put(out, i ? ", " : "");
        word_write_name(name ? name : "_", out);
    }
}

Name
state_outputs_conditional(const StateOutputs *w, const WireList *heads, const WireList *givens)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, "(P(");
    write_names(w, heads, &text);
    sink_put(&text, givens->count ? " | " : "");
    write_names(w, givens, &text);
    sink_print(&text, ") in %s)", span_text(&w->s->names, w->node->at));
    return names_take(&w->s->names, &text);
}

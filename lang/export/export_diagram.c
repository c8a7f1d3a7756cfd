/* export_diagram.c -- diagrams as texts of other programs; see export_diagram.h. */
#include "lang/export/export_diagram.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/session/convert.h"

static void
tell(const DiagramOutput *o, const char *word, Sink *to)
{
    if (o->lost & LOST_TYPES)
        sink_print(to, "# %s does not say the types of wires\n", word);
    if (o->lost & LOST_DETERMINISTIC)
        sink_print(to, "# %s does not say which boxes are deterministic\n", word);
    if (o->lost & LOST_NAMES)
        sink_print(to, "# %s has other names for some boxes; comments in the text tell which\n",
                   word);
}

bool
export_diagram(Session *s, const Value *v, const Node *n, const char *word, DiagramWriter *write,
               Sink *text, Sink *told)
{
    const Node *value = n->kids[EXPORT_VALUE];
    Diagram d = {0};
    bool ok = true;
    if (v->kind == VALUE_MODEL)
        model_state(&d, &v->model);
    else
        ok = value_to_diagram(s, &d, v, value);
    DiagramOutput o = {.diagram = &d, .out = text, .budget = &s->budget};
    if (ok)
        ok = write(&o) || complain_stopped(&s->complain, &s->budget, value->at);
    if (ok)
        tell(&o, word, told);
    diagram_clear(&d);
    return ok;
}

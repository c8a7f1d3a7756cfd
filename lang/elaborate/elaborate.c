/* elaborate.c -- finds and runs the rule for a node; see elaborate.h.  Trees are at most
 * NODE_DEPTH_MAX deep, so recursion over them is safe. */
#include "lang/elaborate/elaborate.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/session/convert.h"

bool
elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (!budget_step(&s->budget, 1))
        return complain_stopped(&s->complain, &s->budget, n->at);
    Elaborate *rule = s->rules[n->kind];
    return rule ? rule(s, to, n, hint) : complain_not_a_value(&s->complain, n->at);
}

bool
elaborate(Session *s, Value *to, const Node *n)
{
    return elaborate_hinted(s, to, n, NULL);
}

bool
elaborate_diagram(Session *s, Diagram *to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n) && value_to_diagram(s, to, &v, n);
    value_clear(&v);
    return ok;
}

bool
elaborate_model(Session *s, Value *to, const Node *n)
{
    Value v = {0};
    bool ok = elaborate(s, &v, n);
    if (ok && v.kind != VALUE_MODEL)
        ok = complain_wanted(&s->complain, n->at, "a model", &v);
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}

/* elaborate.c -- expressions to values: numbers, truth, sums and products, and who handles the
 * rest.  Trees are at most NODE_DEPTH_MAX deep, so recursion over them is safe. */
#include "lang/elaborate/elaborate.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_name.h"
#include "lang/elaborate/call.h"
#include "lang/elaborate/compare.h"
#include "lang/elaborate/kernel_table.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/mixture.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/wiring.h"
#include "lang/session/convert.h"

bool
elaborate_hinted(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (!budget_step(&s->budget, 1))
        return complain_stopped(&s->complain, &s->budget, n->at);
    switch (n->kind) {
    case NODE_NUMBER: {
        mpq_t q;
        mpq_init(q);
        bool ok = elaborate_literal(s, q, n);
        if (ok)
            value_set_number(to, q);
        mpq_clear(q);
        return ok;
    }
    case NODE_NAME:
    case NODE_STRING:
        return elaborate_name(s, to, n, hint);
    case NODE_PATH:
        return elaborate_path(s, to, n);
    case NODE_KET:
    case NODE_WEIGHT:
        return elaborate_kets(s, to, n, hint);
    case NODE_SUM:
        return elaborate_sum(s, to, n, hint);
    case NODE_NEGATE:
        return elaborate_negate(s, to, n, hint);
    case NODE_PRODUCT:
        return elaborate_product(s, to, n, hint);
    case NODE_QUOTIENT:
        return elaborate_quotient(s, to, n);
    case NODE_POWER:
        if (looks_like_number(s, n->kids[0]))
            return elaborate_number_power(s, to, n);
        return elaborate_wiring(s, to, n, hint, NULL);
    case NODE_THEN:
    case NODE_UNIT:
        return elaborate_wiring(s, to, n, hint, NULL);
    case NODE_CALL:
        return elaborate_call(s, to, n, hint);
    case NODE_INDEX:
        return elaborate_index(s, to, n, hint);
    case NODE_NOT:
    case NODE_COMPARE:
        return elaborate_truth(s, to, n);
    case NODE_IN:
    case NODE_WITH:
    case NODE_FROM:
        return elaborate_in(s, to, n);
    case NODE_TABLE:
        return elaborate_table(s, to, n, NULL, NULL);
    default:
        return complain_not_a_value(&s->complain, n->at);
    }
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

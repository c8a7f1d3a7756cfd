/* formula.c -- see formula.h. */
#include "lang/elaborate/formula.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_formula.h"
#include "lang/elaborate/formula_chain.h"
#include "lang/session/meaning.h"

#include <string.h>

static bool
is_noisy(FormulaWord word)
{
    return word == FORMULA_NOISY_OR || word == FORMULA_NOISY_MAX;
}

bool
has_formula_form(const Session *s, const Node *n)
{
    switch (n->kind) {
    case NODE_SUM:
    case NODE_PRODUCT:
    case NODE_QUOTIENT:
    case NODE_NEGATE:
    case NODE_POWER:
    case NODE_NOT:
    case NODE_AND:
    case NODE_OR:
        return true;
    case NODE_COMPARE:
        return n->count == 2 && strcmp(n->text, "===") != 0;
    case NODE_CALL: {
        FormulaWord word = formula_word(s, n->kids[0]);
        return word && !is_noisy(word) && n->count == 2 && n->kids[1]->count;
    }
    default:
        return false;
    }
}

/* Is it built of inputs, numbers, and what has no value?  *reads: also of an input. */
static bool
is_built(const Session *s, const Node *n, const PortList *in, bool *reads)
{
    if (node_is_name(n)) {
        bool input = formula_port(in, n) != SIZE_MAX;
        const Value *v = session_find(s, n->text);
        *reads = *reads || input;
        return input || !v || v->kind == VALUE_NUMBER;
    }
    if (!has_formula_form(s, n))
        return n->kind == NODE_NUMBER;
    const Node *list = n->kind == NODE_CALL ? n->kids[1] : n;
    for (uint32_t i = 0; i < list->count; i++)
        if (!is_built(s, list->kids[i], in, reads))
            return false;
    return true;
}

bool
is_formula(const Session *s, const Node *n, const PortList *in)
{
    bool reads = false;
    if (!in->count)
        return false;
    if (node_is_name(n))
        return formula_port(in, n) != SIZE_MAX ? !session_find(s, n->text)
                                               : formula_word(s, n) != FORMULA_NONE;
    if (n->kind == NODE_CALL && is_noisy(formula_word(s, n->kids[0])))
        return true;
    return has_formula_form(s, n) && is_built(s, n, in, &reads) && reads;
}

/* A chain of few rows as the table that it is. */
static bool
multiply_out(Session *s, Value *chain, const Node *n)
{
    Value table = {0};
    bool staging = s->staging;
    s->staging = false; /* a stage is that of a question */
    bool ok = session_meaning(s, &table, &chain->diagram, n);
    s->staging = staging;
    if (ok)
        value_swap(chain, &table);
    value_clear(&table);
    return ok;
}

static bool
have_carriers(Session *s, const PortList *ports, const Node *n)
{
    for (size_t i = 0; i < ports->count; i++)
        if (!ports->at[i].type->size)
            return complain_no_carrier(&s->complain, n->at, ports->at[i].type);
    return true;
}

/* A word that stands alone takes all inputs. */
static bool
is_alone(const PortList *in, const Node *n)
{
    return n->kind == NODE_NAME && formula_port(in, n) == SIZE_MAX;
}

/* The inputs that a word takes, where it takes nothing else. */
static bool
find_order(Session *s, const Node *n, const PortList *in, WireList *order)
{
    bool ok = is_alone(in, n) || n->kind == NODE_CALL;
    for (uint32_t i = 0; is_alone(in, n) && i < in->count; i++)
        array_push(order, i);
    for (uint32_t i = 0; n->kind == NODE_CALL && ok && i < n->kids[1]->count; i++) {
        size_t port = formula_port(in, n->kids[1]->kids[i]);
        ok = port != SIZE_MAX;
        array_push(order, (uint32_t)port);
    }
    return ok && order->count > 1 && budget_step(&s->budget, in->count * order->count / 16);
}

/* A word, arithmetic or a comparison. */
static bool
elaborate_function(Session *s, Value *to, const Node *n, const PortList *in, const Port *out)
{
    WireList order = {0};
    FormulaWord word = formula_word(s, n->kind == NODE_CALL ? n->kids[0] : n);
    FormulaRow r = {.s = s,
                    .n = n,
                    .word = is_alone(in, n) ? word : FORMULA_NONE,
                    .in = in,
                    .out = out->type};
    bool chain = port_rows(in) > FORMULA_ROWS && find_order(s, n, in, &order);
    bool ok = chain ? formula_chain(s, to, n, word, in, &order, out) : formula_table(&r, to, out);
    array_clear(&order);
    return ok;
}

bool
elaborate_formula(Session *s, Value *to, const Node *n, const PortList *in, const PortList *out,
                  bool function)
{
    const Node *name = n->kind == NODE_CALL ? n->kids[0] : n;
    FormulaWord word = formula_word(s, name);
    if (out->count != 1)
        return complain_formula_outputs(&s->complain, n->at, out);
    if (!have_carriers(s, in, n) || !have_carriers(s, out, n))
        return false;
    if (!is_noisy(word) || formula_port(in, n) != SIZE_MAX)
        return elaborate_function(s, to, n, in, out->at);
    if (function)
        return complain_noisy_function(&s->complain, n->at, name->text);
    Value v = {0};
    bool ok = noisy_chain(s, &v, n, word, in, out->at) &&
              (port_rows(in) > FORMULA_ROWS || multiply_out(s, &v, n));
    if (ok)
        value_swap(to, &v);
    value_clear(&v);
    return ok;
}

/* core.c -- a rule for each kind of expression. */
#include "lang/elaborate/call.h"
#include "lang/elaborate/compare.h"
#include "lang/elaborate/kernel_table.h"
#include "lang/elaborate/ket.h"
#include "lang/elaborate/mixture.h"
#include "lang/elaborate/normalise.h"
#include "lang/elaborate/number.h"
#include "lang/elaborate/question_context.h"
#include "lang/elaborate/wiring.h"

static bool
elaborate_wired(Session *s, Value *to, const Node *n, const Hint *hint)
{
    return elaborate_wiring(s, to, n, hint, NULL);
}

static bool
elaborate_power(Session *s, Value *to, const Node *n, const Hint *hint)
{
    if (looks_like_number(s, n->kids[0]))
        return elaborate_number_power(s, to, n);
    return elaborate_wiring(s, to, n, hint, NULL);
}

/* A table without a declared type. */
static bool
elaborate_bare_table(Session *s, Value *to, const Node *n, const Hint *hint)
{
    (void)hint;
    return elaborate_table(s, to, n, NULL, NULL);
}

static const Rule rules[] = {
    {NODE_NUMBER, elaborate_literal},
    {NODE_NAME, elaborate_name},
    {NODE_STRING, elaborate_name},
    {NODE_PATH, elaborate_path},
    {NODE_KET, elaborate_kets},
    {NODE_WEIGHT, elaborate_kets},
    {NODE_SUM, elaborate_sum},
    {NODE_NEGATE, elaborate_negate},
    {NODE_PRODUCT, elaborate_product},
    {NODE_QUOTIENT, elaborate_quotient},
    {NODE_POWER, elaborate_power},
    {NODE_THEN, elaborate_wired},
    {NODE_UNIT, elaborate_wired},
    {NODE_CALL, elaborate_call},
    {NODE_INDEX, elaborate_index},
    {NODE_NOT, elaborate_not},
    {NODE_COMPARE, elaborate_compare},
    {NODE_IN, elaborate_in},
    {NODE_WITH, elaborate_in},
    {NODE_TABLE, elaborate_bare_table},
    {0},
};

/* The first are parts of diagrams, so they have no value by themselves: wiring.c adds them to one.
 */
static const Notion words[] = {
    {.word = "id", .usage = "id, or id[A]"},
    {.word = "copy", .usage = "copy, or copy[A]"},
    {.word = "discard", .usage = "discard, or discard[A]"},
    {.word = "swap", .usage = "swap, or swap[A, B]"},
    {.word = "uniform", .usage = "uniform, or uniform[A]"},
    {.word = "normalise",
     .usage = "normalise(3|a> + 1|b>)",
     .elaborate = elaborate_normalise,
     .hinted = elaborate_normalise_hinted},
    {0},
};

const Capability core = {.notions = words, .rules = rules};

/* question.c -- see question.h. */
#include "tests/bench/networks/question.h"

enum { TENTH = 10 };

static const char *const names[KINDS] = {
    [KIND_ONE] = "one",
    [KIND_CONDITIONAL] = "conditional",
    [KIND_ALL] = "all",
    [KIND_ALL_LEAVES] = "all/leaves",
    [KIND_ALL_TENTH] = "all/tenth",
    [KIND_ONE_LEAVES] = "one/leaves",
    [KIND_ONE_TENTH] = "one/tenth",
};

const char *
kind_name(Kind k)
{
    return names[k];
}

bool
kind_find(Kind *to, const char *name)
{
    for (*to = 0; *to < KINDS; (*to)++)
        if (strcmp(names[*to], name) == 0)
            return true;
    return false;
}

bool
kind_is_all(Kind k)
{
    return k == KIND_ALL || k == KIND_ALL_LEAVES || k == KIND_ALL_TENTH;
}

/* The one vertex of KIND_CONDITIONAL: the last leaf but the deepest vertex. */
static uint32_t
condition_of(const Net *n, uint32_t deepest)
{
    uint32_t found = deepest ? 0 : 1;
    for (uint32_t i = 0; i < n->vertices.count; i++)
        if (i != deepest && !n->vertices.at[i].inner)
            found = i;
    return found;
}

static uint32_t
find_deepest(const Net *n, const bool *observed)
{
    uint32_t best = 0, most = 0;
    for (uint32_t i = 0; i < n->vertices.count; i++)
        if (!observed[i] && n->vertices.at[i].depth >= most) {
            most = n->vertices.at[i].depth;
            best = i;
        }
    return best;
}

static void
find_observed(bool *observed, const Net *n, Kind k)
{
    for (uint32_t i = 0; i < n->vertices.count; i++) {
        if (k == KIND_ALL_LEAVES || k == KIND_ONE_LEAVES)
            observed[i] = !n->vertices.at[i].inner;
        else
            observed[i] = (k == KIND_ALL_TENTH || k == KIND_ONE_TENTH) &&
                          n->vertices.at[i].file % TENTH == 0;
    }
    if (k == KIND_CONDITIONAL && n->vertices.count > 1)
        observed[condition_of(n, find_deepest(n, observed))] = true;
}

void
question_make(Query *to, const Net *n, Kind k)
{
    bool *observed = memory_new(n->vertices.count, sizeof *observed);
    *to = (Query){.diagram = &n->diagram};
    find_observed(observed, n, k);
    for (uint32_t i = 0; i < n->vertices.count; i++) {
        if (!observed[i])
            continue;
        Event e = {.position = i, .condition = true};
        array_push(&e.labels, n->vertices.at[i].sample);
        array_push(&to->events, e);
    }
    if (!kind_is_all(k))
        array_push(&to->heads, find_deepest(n, observed));
    for (uint32_t i = 0; kind_is_all(k) && i < n->vertices.count; i++)
        array_push(&to->heads, i);
    memory_free(observed);
}

Outcome
question_answer(Matrix *to, const Query *q, Kind k, Net *n, Budget *b)
{
    Trouble t = {0};
    Outcome outcome = kind_is_all(k) ? evaluate_marginals(to, q, &n->meaning, b, &t)
                                     : evaluate(to, q, &n->meaning, b, &t);
    trouble_clear(&t);
    return outcome;
}

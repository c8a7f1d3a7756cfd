/* point_check.c -- see point_check.h. */
#include "evaluate/point_check.h"

#include "base/saturate.h"
#include "evaluate/point_program.h"

enum {
    LEAST = 4,  /* a point that tells fewer bits tells nothing */
    DIVISORS_BITS = 57,
    RETRIES = 20 /* a formula that divides by zero at so many points has no value */
};

typedef struct Checker {
    PointProgram program;
    PointTableList tables;
    WireList scope; /* of the truth and an estimand */
    WireList value; /* of each vertex */
    PointCheck *to;
} Checker;

static void
checker_clear(Checker *c)
{
    for (size_t i = 0; i < c->tables.count; i++)
        point_table_clear(&c->tables.at[i]);
    array_clear(&c->tables);
    array_clear(&c->scope);
    array_clear(&c->value);
    point_program_clear(&c->program);
}

/* ---- comparing ---- */

static uint64_t
entry(const Checker *c, const PointAnswer *a)
{
    size_t at = 0;
    for (size_t i = 0; i < a->scope.count; i++)
        at = at * c->program.sizes.at[a->scope.at[i]] + c->value.at[a->scope.at[i]];
    return c->tables.at[a->table].at[at];
}

/* The next values of the scope; false: those were the last, and all are zero again. */
static bool
next_value(Checker *c)
{
    for (size_t i = c->scope.count; i-- > 0;) {
        uint32_t v = c->scope.at[i];
        if (++c->value.at[v] < c->program.sizes.at[v])
            return true;
        c->value.at[v] = 0;
    }
    return false;
}

static void
union_scope(Checker *c, const PointAnswer *a, const PointAnswer *b)
{
    array_set(&c->scope, &a->scope);
    for (size_t i = 0; i < b->scope.count; i++)
        if (!wires_has(&a->scope, b->scope.at[i]))
            array_push(&c->scope, b->scope.at[i]);
}

/* Entry by entry. */
static bool
agree(Checker *c, const PointAnswer *truth, const PointAnswer *found)
{
    bool same = true, more = true;
    union_scope(c, truth, found);
    while (more) {
        same = same && entry(c, truth) == entry(c, found);
        more = next_value(c);
    }
    return same;
}

static void
compare(Checker *c)
{
    const PointProgram *p = &c->program;
    for (size_t i = 1; !c->to->failed && i < p->answers.count; i++) {
        c->to->failed = !agree(c, &p->answers.at[0], &p->answers.at[i]);
        c->to->wrong = i - 1;
    }
}

/* ---- points ---- */

/* How many points make it so certain; 0: no number does. */
static uint64_t
count_points(const PointProgram *p, uint64_t certainty)
{
    uint64_t each = UINT64_MAX, wanted = certainty << POINT_LOG_BITS;
    for (size_t i = 1; i < p->answers.count; i++) {
        uint64_t tells = point_bound_certainty(&p->answers.at[0].bound, &p->answers.at[i].bound);
        each = tells < each ? tells : each;
    }
    bool few = p->divisors >> DIVISORS_BITS == 0; /* then not half of the points are drawn again */
    return each < (uint64_t)LEAST << POINT_LOG_BITS || !few ? 0 : (wanted + each - 1) / each;
}

static bool
run_point(Checker *c, Random *r, Budget *b)
{
    PointEnd end = POINT_DIVIDED;
    for (int i = 0; i < RETRIES && end == POINT_DIVIDED; i++)
        end = point_program_run(&c->tables, &c->program, r, b);
    if (end == POINT_DONE)
        compare(c);
    else if (end == POINT_DIVIDED)
        c->to->failed = true;
    return end != POINT_STOPPED;
}

static Outcome
run_points(Checker *c, uint64_t seed, Budget *b)
{
    Random r = random_start(seed);
    array_add_zeroed(&c->value, c->program.sizes.count);
    for (uint64_t i = 0; i < c->to->points && !c->to->failed; i++)
        if (!run_point(c, &r, b))
            return OUTCOME_STOPPED;
    c->to->passed = !c->to->failed;
    return OUTCOME_DONE;
}

Outcome
point_check(PointCheck *to, const PointQuestion *q, uint64_t certainty, uint64_t seed,
            Budget *b)
{
    Checker c = {.to = to};
    *to = (PointCheck){.certainty = certainty};
    Outcome outcome = point_program_make(&c.program, q, b);
    to->entries = c.program.entries;
    to->work = c.program.work;
    if (outcome == OUTCOME_DONE) {
        to->points = count_points(&c.program, certainty);
        to->work = saturate_times(to->work, to->points);
        if (!to->points || to->work > q->most_work)
            outcome = OUTCOME_TOO_LARGE;
    }
    if (outcome == OUTCOME_DONE)
        outcome = run_points(&c, seed, b);
    checker_clear(&c);
    return outcome;
}

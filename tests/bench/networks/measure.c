/* measure.c -- see measure.h. */
#include "tests/bench/networks/measure.h"

#include "contract/residue.h"
#include "tests/bench/networks/carry.h"
#include "tests/bench/networks/clock.h"
#include "tests/bench/networks/doubles.h"

#include <stdlib.h>

enum { REPEATS_MAX = 1000 };

const char *const kernel_names[KERNELS] = {"ifma", "avx2", "neon", "plain"};

static const double tolerance = 1e-6; /* of a probability in doubles */

typedef struct Repeats {
    double at[REPEATS_MAX], sum;
    unsigned count;
} Repeats;

static bool
repeats_add(Repeats *r, double seconds, const Limits *limits)
{
    r->at[r->count++] = seconds;
    r->sum += seconds;
    return r->count < limits->repeats && r->count < REPEATS_MAX && r->sum < limits->repeating;
}

static double
repeats_median(Repeats *r)
{
    qsort(r->at, r->count, sizeof *r->at, compare_doubles);
    return r->at[r->count / 2];
}

static void
time_whole(Figures *to, Matrix *answers, const Query *q, Kind k, Net *n, const Limits *limits)
{
    Repeats r = {.count = 0};
    double seconds;
    do {
        double start = clock_spent();
        Budget budget = {.bytes = limits->bytes};
        budget.deadline = budget_now() + (int64_t)(limits->seconds * 1e9);
        to->outcome = question_answer(answers, q, k, n, &budget);
        seconds = clock_spent() - start;
    } while (repeats_add(&r, seconds, limits) && to->outcome == OUTCOME_DONE);
    to->whole = repeats_median(&r);
}

static Matrix *
answers_new(const Query *q)
{
    SizeList none = {0};
    Matrix *answers = memory_new(q->heads.count, sizeof *answers);
    for (size_t i = 0; i < q->heads.count; i++)
        matrix_init(&answers[i], &none, &none);
    return answers;
}

static void
answers_free(Matrix *answers, const Query *q)
{
    for (size_t i = 0; i < q->heads.count; i++)
        matrix_clear(&answers[i]);
    memory_free(answers);
}

/* With the other kernels, for a shorter time, and the plain one where it takes no long one. */
static void
time_kernels(Figures *to, const Matrix *answers, const Query *q, Kind k, Net *n,
             const Limits *limits)
{
    enum { SHORTER = 5, PLAIN = 20 };
    const Kernel *usual = kernel_best();
    Limits shorter = *limits;
    shorter.repeating /= SHORTER;
    for (size_t i = 0; i < KERNELS; i++) {
        const Kernel *kernel = kernel_named(kernel_names[i]);
        Figures other;
        if (!kernel || kernel == usual ||
            (kernel == kernel_plain() && to->whole * PLAIN > limits->repeating))
            continue;
        Matrix *same = answers_new(q);
        setenv("CATGUT_KERNEL", kernel_names[i], 1);
        time_whole(&other, same, q, k, n, &shorter);
        to->kernels[i] = other.outcome == OUTCOME_DONE ? other.whole / to->whole : 0;
        for (size_t h = 0; h < q->heads.count && other.outcome == OUTCOME_DONE; h++)
            to->wrong |= !matrix_equal(&same[h], &answers[h], NULL);
        answers_free(same, q);
    }
    setenv("CATGUT_KERNEL", usual->name, 1);
}

/* Is the answer what carrying out the plan gives? */
static bool
agrees(const Carry *c, const Query *q, const Matrix *answers, double most)
{
    for (size_t i = 0; i < q->heads.count; i++)
        if (carry_distance(c, &answers[i], i) > most)
            return false;
    return true;
}

static void
run_floor(Figures *to, const Elimination *e, const Query *q, const Matrix *answers,
          const Limits *limits)
{
    Repeats r = {.count = 0};
    Carry c;
    bool more;
    do {
        carry_run(&c, e, false, limits->floor);
        more = !c.late && repeats_add(&r, c.seconds, limits);
        to->products = c.products;
        if (!c.late && to->outcome == OUTCOME_DONE && !agrees(&c, q, answers, tolerance))
            to->wrong = true;
        carry_clear(&c);
    } while (more);
    to->floats = r.count ? repeats_median(&r) : -1;
}

static void
run_oracle(Figures *to, const Elimination *e, const Query *q, const Matrix *answers,
           const Limits *limits)
{
    Carry c;
    carry_run(&c, e, true, limits->oracle);
    to->exact = c.late ? -1 : c.seconds;
    if (!c.late && to->outcome == OUTCOME_DONE && !agrees(&c, q, answers, 0))
        to->wrong = true;
    carry_clear(&c);
}

/* The elimination; the times of its parts are the least of some. */
static void
plan_again(Elimination *to, const Query *q, Kind k, Net *n, const Limits *limits)
{
    enum { AGAIN = 5 };
    double interpret = 1e9, planning = 1e9, sum = 0;
    for (int i = 0; i < AGAIN && (i == 0 || sum < limits->repeating / AGAIN); i++) {
        Budget budget = {.bytes = limits->bytes};
        if (i)
            elimination_end(to);
        elimination_begin(to, q, kind_is_all(k), &n->meaning, &budget);
        interpret = to->interpret < interpret ? to->interpret : interpret;
        planning = to->planning < planning ? to->planning : planning;
        sum += to->interpret + to->planning;
    }
    to->interpret = interpret;
    to->planning = planning;
}

static void
measure_plan(Figures *to, Net *n, Kind k, const Query *q, const Matrix *answers,
             const Limits *limits)
{
    Elimination e;
    mpz_t denominator;
    mpz_init(denominator);
    plan_again(&e, q, k, n, limits);
    to->interpret = e.interpret;
    to->planning = e.planning;
    network_denominator(denominator, &e.network);
    to->bits = mpz_sizeinbase(denominator, 2);
    if (e.usable && limits->floor > 0)
        run_floor(to, &e, q, answers, limits);
    if (e.usable && limits->oracle > 0)
        run_oracle(to, &e, q, answers, limits);
    elimination_end(&e);
    mpz_clear(denominator);
}

void
measure(Figures *to, Net *n, Kind k, const Limits *limits)
{
    Query q;
    question_make(&q, n, k);
    *to = (Figures){.floats = -1, .exact = -1};
    Matrix *answers = answers_new(&q);
    time_whole(to, answers, &q, k, n, limits);
    if (to->outcome == OUTCOME_DONE)
        time_kernels(to, answers, &q, k, n, limits);
    measure_plan(to, n, k, &q, answers, limits);
    answers_free(answers, &q);
    query_clear(&q);
}

double
figures_score(const Figures *f)
{
    bool known = f->outcome == OUTCOME_DONE && f->floats > 0;
    return known ? f->whole * f->products / f->floats : 0;
}

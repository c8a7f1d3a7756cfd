/* exact_networks.c -- are the answers in real networks exact?
 *
 *     exact_networks [--seconds S] [--memory GB] [--seed N] FILE.bif...
 *
 * For each network, without evidence, with every leaf and with every tenth vertex observed: all
 * marginals are states that sum to one; the same network with its variables in another order gives
 * the same; so does each variable asked by itself, and the plan carried out in mpq.  And for random
 * pairs, P(X | E = e) is P(X, E = e) / P(E = e), in the other order too.  What has to be skipped
 * after S seconds is counted: of the variables asked by themselves those that are left, of mpq all.
 * Fails when anything differs. */
#include "tests/bench/networks/carry.h"
#include "tests/bench/networks/question.h"

#include "base/random.h"

#include <stdio.h>
#include <stdlib.h>

enum { PAIRS = 20 };

typedef struct Exact {
    double seconds;
    uint64_t bytes, seed;
    Net net, twin;
    uint32_t *twin_of; /* of each vertex, the vertex of the twin */
    size_t checks, wrong;
} Exact;

static Budget
fresh_budget(const Exact *x)
{
    Budget b = {.bytes = x->bytes};
    b.deadline = budget_now() + (int64_t)(x->seconds * 1e9);
    return b;
}

static void
check(Exact *x, bool good, const char *what, const char *name)
{
    x->checks++;
    x->wrong += !good;
    if (!good)
        printf("WRONG: %s of %s\n", what, name);
}

/* ---- answers ---- */

typedef struct Answers {
    Query query;
    Matrix *of; /* each head */
    Outcome outcome;
} Answers;

static void
ask(Answers *a, Exact *x, Net *n, Kind k)
{
    SizeList none = {0};
    Budget b = fresh_budget(x);
    question_make(&a->query, n, k);
    a->of = memory_new(a->query.heads.count, sizeof *a->of);
    for (size_t i = 0; i < a->query.heads.count; i++)
        matrix_init(&a->of[i], &none, &none);
    a->outcome = question_answer(a->of, &a->query, k, n, &b);
}

static void
answers_clear(Answers *a)
{
    for (size_t i = 0; i < a->query.heads.count; i++)
        matrix_clear(&a->of[i]);
    memory_free(a->of);
    query_clear(&a->query);
}

static Name
head_name(const Exact *x, const Answers *a, size_t head)
{
    return x->net.vertices.at[a->query.heads.at[head]].type->name;
}

static bool
is_state(const Matrix *m)
{
    mpq_t sum;
    mpq_init(sum);
    matrix_row_sum(sum, m, 0);
    bool good = mpq_cmp_ui(sum, 1, 1) == 0;
    for (size_t e = 0; e < m->weight.count; e++)
        good = good && mpq_sgn(&m->weight.at[e]) > 0;
    mpq_clear(sum);
    return good;
}

static void
check_states(Exact *x, const Answers *a)
{
    for (size_t i = 0; i < a->query.heads.count; i++)
        check(x, is_state(&a->of[i]), "the sum", head_name(x, a, i));
}

/* False: the twin's answer does not come in time. */
static bool
check_twin(Exact *x, const Answers *a, Kind k)
{
    Answers b;
    ask(&b, x, &x->twin, k);
    size_t *place = memory_new(x->net.vertices.count, sizeof *place);
    for (size_t i = 0; i < b.query.heads.count; i++)
        place[b.query.heads.at[i]] = i;
    bool done = b.outcome == OUTCOME_DONE;
    for (size_t i = 0; done && i < a->query.heads.count; i++)
        check(x, matrix_equal(&a->of[i], &b.of[place[x->twin_of[a->query.heads.at[i]]]], NULL),
              "the twin's marginal", head_name(x, a, i));
    memory_free(place);
    answers_clear(&b);
    return done;
}

/* How many were asked by themselves, within the time: every step-th, then the ones between. */
static size_t
check_alone(Exact *x, const Answers *a)
{
    size_t done = 0, count = a->query.heads.count, step = 7;
    Budget b = fresh_budget(x);
    for (size_t start = 0; start < step && b.stop == STOP_NOT; start++)
        for (size_t i = start; i < count && b.stop == STOP_NOT; i += step) {
            SizeList none = {0};
            Matrix m;
            Query one = a->query;
            one.heads.at = a->query.heads.at + i;
            one.heads.count = 1;
            matrix_init(&m, &none, &none);
            if (question_answer(&m, &one, KIND_ONE, &x->net, &b) == OUTCOME_DONE) {
                check(x, matrix_equal(&m, &a->of[i], NULL), "the single answer",
                      head_name(x, a, i));
                done++;
            }
            matrix_clear(&m);
        }
    return done;
}

/* False: it takes too long. */
static bool
check_oracle(Exact *x, const Answers *a)
{
    Elimination e;
    Carry c;
    Budget b = fresh_budget(x);
    bool done = false;
    elimination_begin(&e, &a->query, true, &x->net.meaning, &b);
    if (e.usable) {
        carry_run(&c, &e, true, x->seconds);
        done = !c.late;
        for (size_t i = 0; done && i < a->query.heads.count; i++)
            check(x, carry_distance(&c, &a->of[i], i) == 0, "the answer in mpq",
                  head_name(x, a, i));
        carry_clear(&c);
    }
    elimination_end(&e);
    return done;
}

static void
check_kind(Exact *x, const char *network, Kind k)
{
    Answers a;
    int64_t start = budget_now();
    ask(&a, x, &x->net, k);
    printf("%-12s %-11s %9.3f s", network, kind_name(k), (double)(budget_now() - start) / 1e9);
    fflush(stdout);
    if (a.outcome != OUTCOME_DONE) {
        printf("   skipped: no answer within the limits\n");
    } else {
        check_states(x, &a);
        bool twin = check_twin(x, &a, k);
        size_t alone = check_alone(x, &a);
        bool oracle = check_oracle(x, &a);
        printf("   %4zu marginals; twin: %s; alone: %4zu; mpq: %s\n", a.query.heads.count,
               twin ? "all" : "skipped", alone, oracle ? "all" : "skipped");
    }
    answers_clear(&a);
}

/* ---- pairs ---- */

/* P(X, E = e) or P(X | E = e) in a net. */
static bool
ask_pair(Matrix *to, Exact *x, Net *n, uint32_t head, uint32_t seen, bool condition)
{
    Query q = {.diagram = &n->diagram};
    Event e = {.position = seen, .condition = condition};
    Budget b = fresh_budget(x);
    array_push(&e.labels, n->vertices.at[seen].sample);
    array_push(&q.events, e);
    array_push(&q.heads, head);
    bool done = question_answer(to, &q, KIND_ONE, n, &b) == OUTCOME_DONE;
    query_clear(&q);
    return done;
}

/* Is given * mass = joint, entry by entry? */
static bool
is_bayes(const Matrix *given, const Matrix *joint)
{
    mpq_t mass, entry;
    mpq_init(entry);
    mpq_init(mass);
    matrix_row_sum(mass, joint, 0);
    bool good = given->weight.count == joint->weight.count;
    for (size_t e = 0; good && e < given->weight.count; e++) {
        mpq_mul(entry, &given->weight.at[e], mass);
        good = mpq_equal(entry, &joint->weight.at[e]) && given->index.at[e] == joint->index.at[e];
    }
    mpq_clear(mass);
    mpq_clear(entry);
    return good;
}

static bool
check_pair(Exact *x, uint32_t head, uint32_t seen)
{
    SizeList none = {0};
    Matrix given, joint, other;
    matrix_init(&given, &none, &none);
    matrix_init(&joint, &none, &none);
    matrix_init(&other, &none, &none);
    Name name = x->net.vertices.at[head].type->name;
    bool done = ask_pair(&given, x, &x->net, head, seen, true) &&
                ask_pair(&joint, x, &x->net, head, seen, false) &&
                ask_pair(&other, x, &x->twin, x->twin_of[head], x->twin_of[seen], true);
    if (done) {
        check(x, is_bayes(&given, &joint), "the conditional", name);
        check(x, matrix_equal(&given, &other, NULL), "the twin's conditional", name);
    }
    matrix_clear(&given);
    matrix_clear(&joint);
    matrix_clear(&other);
    return done;
}

static void
check_pairs(Exact *x, const char *network)
{
    Random r = random_start(x->seed);
    uint32_t count = (uint32_t)x->net.vertices.count, done = 0;
    int64_t start = budget_now(), end = start + (int64_t)(x->seconds * 1e9);
    for (int i = 0; i < PAIRS && budget_now() < end; i++) {
        uint32_t head = random_below(&r, count), seen = random_below(&r, count);
        if (head != seen)
            done += check_pair(x, head, seen);
    }
    printf("%-12s %-11s %9.3f s   %4u conditionals in two orders, and by their quotient\n",
           network, "pairs", (double)(budget_now() - start) / 1e9, done);
}

/* ---- a network ---- */

static void
check_file(Exact *x, const char *path)
{
    static const Kind kinds[] = {KIND_ALL, KIND_ALL_LEAVES, KIND_ALL_TENTH};
    const char *slash = strrchr(path, '/');
    char network[64];
    snprintf(network, sizeof network, "%s", slash ? slash + 1 : path);
    network[strcspn(network, ".")] = '\0';
    if (!net_read(&x->net, path, x->seed)) {
        check(x, false, "the form", path);
        return;
    }
    if (net_read_twin(&x->twin, path, &x->net, x->seed)) {
        x->twin_of = memory_new(x->net.vertices.count, sizeof *x->twin_of);
        for (uint32_t i = 0; i < x->twin.vertices.count; i++)
            x->twin_of[x->twin.vertices.at[i].file] = i;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            check_kind(x, network, kinds[i]);
        check_pairs(x, network);
        memory_free(x->twin_of);
        net_clear(&x->twin);
    }
    net_clear(&x->net);
}

int
main(int count, char **words)
{
    Exact x = {.seconds = 10, .bytes = UINT64_C(2) << 30, .seed = 1};
    int at = 1;
    rational_start();
    for (; at + 1 < count && words[at][0] == '-'; at += 2) {
        if (strcmp(words[at], "--seconds") == 0)
            x.seconds = atof(words[at + 1]);
        else if (strcmp(words[at], "--memory") == 0)
            x.bytes = (uint64_t)(atof(words[at + 1]) * (1 << 30));
        else if (strcmp(words[at], "--seed") == 0)
            x.seed = strtoull(words[at + 1], NULL, 10);
    }
    if (at == count) {
        puts("no networks: see make exact-networks");
        return EXIT_SUCCESS;
    }
    for (; at < count; at++)
        check_file(&x, words[at]);
    printf("%zu passed, %zu failed\n", x.checks - x.wrong, x.wrong);
    return x.wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}

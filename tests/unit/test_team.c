/* test_team.c -- threads that work together (team.h). */
#define _GNU_SOURCE /* sched_setaffinity */
#include "base/memory.h"
#include "base/team.h"
#include "tests/suite.h"

#include <check.h>
#include <sched.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>

enum { PARTS = 500, WORKERS = 4 };

typedef struct Count {
    atomic_size_t of[PARTS], workers;
    size_t fails; /* at this part, or PARTS */
    bool takes_memory;
    size_t bytes; /* that are refused to it */
} Count;

static bool
count_part(void *count, size_t at, size_t worker, Budget *b)
{
    Count *c = count;
    ck_assert_uint_lt(worker, WORKERS);
    atomic_fetch_add(&c->of[at], 1);
    if (at == c->fails && c->takes_memory)
        memory_refuse(c->bytes);
    if (at == c->fails)
        return budget_allows(b, b->bytes + 1);
    b->done += 2;
    return budget_step(b, 3);
}

START_TEST(test_each_part_is_done_once)
{
    Count c = {.fails = PARTS};
    Budget b = {.done = 5};
    ck_assert(team_each(count_part, &c, PARTS, (size_t)_i, &b));
    for (size_t i = 0; i < PARTS; i++)
        ck_assert_uint_eq(c.of[i], 1);
    ck_assert_uint_eq(b.done, 5 + 2 * PARTS);
    ck_assert(b.stop == STOP_NOT);
}
END_TEST

START_TEST(test_no_parts_are_no_work)
{
    Budget b = {0};
    Count c = {.fails = PARTS};
    ck_assert(team_each(count_part, &c, 0, WORKERS, &b));
}
END_TEST

/* Who stops stops all, and the caller hears why. */
START_TEST(test_one_stop_is_all_stop)
{
    Count c = {.fails = 20};
    Budget b = {.bytes = 1000};
    ck_assert(!team_each(count_part, &c, PARTS, (size_t)_i, &b));
    ck_assert(b.stop == STOP_MEMORY);
}
END_TEST

static void
refuse_within_team(void *count)
{
    Budget b = {0};
    bool going = team_each(count_part, count, PARTS, WORKERS, &b);
    ck_abort_msg("memory was refused, and all went on: %d", going);
}

START_TEST(test_memory_refused_to_one_is_refused_to_the_caller)
{
    Count c = {.fails = 20, .takes_memory = true, .bytes = 77 * (size_t)_i};
    size_t refused = 1;
    ck_assert(!memory_guard(refuse_within_team, &c, &refused));
    ck_assert_uint_eq(refused, c.bytes);
}
END_TEST

static bool
never_end(void *started, size_t worker, size_t workers, Budget *b)
{
    (void)worker;
    (void)workers;
    atomic_store((atomic_bool *)started, true);
    while (budget_step(b, 1))
        continue;
    return false;
}

START_TEST(test_interrupts_and_deadlines_reach_all)
{
    atomic_bool interrupt = true, started = false;
    Budget b = {.interrupt = &interrupt};
    ck_assert(!team_run(never_end, &started, WORKERS, &b));
    ck_assert(b.stop == STOP_INTERRUPT);
    b = (Budget){.deadline = budget_now() + 1000000};
    ck_assert(!team_run(never_end, &started, WORKERS, &b));
    ck_assert(b.stop == STOP_TIME);
    ck_assert(started);
}
END_TEST

static atomic_uint_fast64_t seen;

/* who: the total that is wanted, which comes at last. */
static void
see_progress(void *who, uint64_t done, uint64_t total)
{
    uint64_t wanted = *(uint64_t *)who;
    ck_assert(total == wanted || total == 10);
    if (total == wanted)
        atomic_store(&seen, done);
}

static bool
work_until_seen(void *total, size_t worker, size_t workers, Budget *b)
{
    (void)workers;
    b->done = 1;
    b->total = worker == 1 && total ? *(uint64_t *)total : 0;
    while (!atomic_load(&seen))
        if (!budget_step(b, 1024))
            return false;
    return true;
}

START_TEST(test_progress_is_all_workers)
{
    uint64_t total = _i ? 20 : 10;
    Budget b = {.tick = see_progress, .who = &total, .total = 10};
    atomic_store(&seen, 0);
    ck_assert(team_run(work_until_seen, _i ? &total : NULL, WORKERS, &b));
    ck_assert_uint_le(seen, WORKERS);
    ck_assert_uint_eq(b.done, WORKERS);
}
END_TEST

/* ---- how many ---- */

START_TEST(test_processors_are_those_that_may_be_used)
{
#ifdef CPU_COUNT
    cpu_set_t before, one;
    ck_assert_int_eq(sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    ck_assert_int_eq(sched_setaffinity(0, sizeof one, &one), 0);
    uint32_t there = team_processors();
    ck_assert_int_eq(sched_setaffinity(0, sizeof before, &before), 0);
    ck_assert_uint_eq(there, 1);
#endif
    ck_assert_uint_ge(team_processors(), 1);
}
END_TEST

START_TEST(test_threads_need_addresses)
{
    struct rlimit before, little;
    ck_assert_int_eq(getrlimit(RLIMIT_AS, &before), 0);
    little = before;
    little.rlim_cur = 100 << 20;
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &little), 0);
    uint32_t there = team_processors();
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &before), 0);
    ck_assert_uint_eq(there, 1);
}
END_TEST

/* ---- pieces ---- */

enum { PIECES = 300, PIECE_PARTS = 7 };

typedef struct Chain {
    Pieces pieces;
    uint64_t values[PIECES + 1][PIECE_PARTS]; /* each piece from the one before */
} Chain;

typedef struct Link {
    Chain *chain;
    size_t piece;
} Link;

static bool
sum_before(void *link, size_t part, size_t parts)
{
    const Link *l = link;
    uint64_t sum = part;
    for (size_t i = 0; i < parts; i++)
        sum += l->chain->values[l->piece - 1][i] * (i + 1) % 1000003;
    l->chain->values[l->piece][part] += sum;
    return true;
}

static bool
run_chain(void *chain, size_t worker, size_t workers, Budget *b)
{
    Chain *c = chain;
    (void)workers;
    for (size_t i = 1; i <= PIECES; i++) {
        Link l = {c, i};
        uint32_t piece = (uint32_t)i;
        if (worker ? !pieces_help(&c->pieces, piece, PIECE_PARTS, sum_before, &l, b)
                   : !pieces_lead(&c->pieces, piece, PIECE_PARTS, sum_before, &l, b))
            return false;
    }
    return true;
}

START_TEST(test_pieces_are_done_in_order)
{
    Chain *alone = memory_new(1, sizeof *alone), *team = memory_new(1, sizeof *team);
    Budget b = {0};
    ck_assert(team_run(run_chain, alone, 1, &b));
    ck_assert(team_run(run_chain, team, WORKERS, &b));
    ck_assert_int_eq(memcmp(alone->values, team->values, sizeof alone->values), 0);
    ck_assert_uint_ne(team->values[PIECES][0], 0);
    memory_free(alone);
    memory_free(team);
}
END_TEST

typedef struct Stumble {
    Pieces pieces;
    size_t who; /* ends; the leader is 0 */
    bool takes_memory;
} Stumble;

typedef struct Step {
    const Stumble *all;
    size_t worker;
    Budget *budget;
} Step;

/* One of them ends in the first part that it gets. */
static bool
stumble(void *mine, size_t part, size_t parts)
{
    const Step *s = mine;
    (void)part;
    (void)parts;
    if (s->worker != s->all->who) { /* it takes its time, so that all have their turn */
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        return true;
    }
    if (s->all->takes_memory)
        memory_refuse(5);
    s->budget->stop = STOP_NUMBER;
    return false;
}

static bool
lead_or_help(void *all, size_t worker, size_t workers, Budget *b)
{
    Stumble *s = all;
    Step mine = {s, worker, b};
    (void)workers;
    for (uint32_t piece = 1;; piece++)
        if (worker ? !pieces_help(&s->pieces, piece, PIECE_PARTS, stumble, &mine, b)
                   : !pieces_lead(&s->pieces, piece, PIECE_PARTS, stumble, &mine, b))
            return false;
}

static void
stumble_in_team(void *all)
{
    Budget b = {0};
    bool going = team_run(lead_or_help, all, WORKERS, &b);
    ck_assert(!going && b.stop == STOP_NUMBER);
}

/* Nobody waits for a leader, or a part, that does not come any more. */
START_TEST(test_who_stops_within_a_piece_is_not_waited_for)
{
    Stumble s = {.who = (size_t)_i % 2, .takes_memory = _i < 2};
    size_t refused = 0;
    ck_assert(memory_guard(stumble_in_team, &s, &refused) == !s.takes_memory);
    ck_assert_uint_eq(refused, s.takes_memory ? 5 : 0);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("team");
    TCase *t = tcase_create("team");
    tcase_add_loop_test(t, test_each_part_is_done_once, 0, WORKERS + 1);
    tcase_add_test(t, test_no_parts_are_no_work);
    tcase_add_loop_test(t, test_one_stop_is_all_stop, 1, WORKERS + 1);
    tcase_add_loop_test(t, test_memory_refused_to_one_is_refused_to_the_caller, 0, 2);
    tcase_add_test(t, test_interrupts_and_deadlines_reach_all);
    tcase_add_loop_test(t, test_progress_is_all_workers, 0, 2);
    tcase_add_test(t, test_processors_are_those_that_may_be_used);
    tcase_add_test(t, test_threads_need_addresses);
    tcase_add_loop_test(t, test_pieces_are_done_in_order, 0, 20);
    tcase_add_loop_test(t, test_who_stops_within_a_piece_is_not_waited_for, 0, 4);
    suite_add_tcase(s, t);
    return s;
}

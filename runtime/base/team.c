/* team.c -- see team.h. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "base/team.h"

#include "base/memory.h"

uint64_t
team_grain(const Budget *b)
{
    enum { GRAIN = 200000 };
    return b->grain ? b->grain : GRAIN;
}

size_t
team_worth(const Budget *b, uint64_t multiplications)
{
    uint64_t worth = multiplications / team_grain(b);
    worth = worth > b->threads ? b->threads : worth;
    return worth > 1 ? (size_t)worth : 1;
}

#ifdef __wasm__ /* where one thread is all there is */

uint32_t
team_processors(void)
{
    return 1;
}

bool
team_run(TeamWork *work, void *who, size_t most, Budget *b)
{
    (void)most;
    return work(who, 0, 1, b);
}

static void
give_way(void)
{
}

#else

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY = 20000000 }; /* nanoseconds */

/* Those that it may run on; where that is not known, all. */
static long
count_processors(void)
{
#ifdef CPU_COUNT
    cpu_set_t may;
    if (sched_getaffinity(0, sizeof may, &may) == 0)
        return CPU_COUNT(&may);
#endif
    return sysconf(_SC_NPROCESSORS_ONLN);
}

/* A thread's stack and heap take addresses, most of which are never used. */
static long
count_address_spaces(long most)
{
    enum { EACH = 1 << 28 };
    struct rlimit all;
    if (getrlimit(RLIMIT_AS, &all) || all.rlim_cur == RLIM_INFINITY)
        return most;
    return all.rlim_cur / EACH < (rlim_t)most ? (long)(all.rlim_cur / EACH) : most;
}

uint32_t
team_processors(void)
{
    enum { MOST = 64 };
    long there = count_processors();
    there = count_address_spaces(there < MOST ? there : MOST);
    return there < 1 ? 1 : (uint32_t)there;
}

typedef struct Team Team;

typedef struct Member {
    Team *team;
    size_t number;
    pthread_t thread;
    Budget budget;
    atomic_uint_fast64_t done, total; /* the budget's, as of its last tick */
    bool failed;
    bool broken;    /* memory was refused to it: */
    size_t refused; /* so many bytes */
} Member;

struct Team {
    TeamWork *work;
    void *who;
    Member *workers;
    size_t count; /* known once the lock was free */
    atomic_bool halt;
    pthread_mutex_t lock; /* of what follows */
    pthread_cond_t ended;
    size_t running;
};

/* ---- a worker's thread ---- */

static void
work_on(void *worker)
{
    Member *w = worker;
    w->failed = !w->team->work(w->team->who, w->number, w->team->count, &w->budget);
}

static void *
run_worker(void *worker)
{
    Member *w = worker;
    Team *t = w->team;
    pthread_mutex_lock(&t->lock);
    pthread_mutex_unlock(&t->lock);
    w->broken = !memory_guard(work_on, w, &w->refused);
    if (w->broken || w->failed)
        atomic_store(&t->halt, true);
    pthread_mutex_lock(&t->lock);
    t->running--;
    pthread_cond_signal(&t->ended);
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

static void
note_progress(void *worker, uint64_t done, uint64_t total)
{
    Member *w = worker;
    atomic_store_explicit(&w->done, done, memory_order_relaxed);
    atomic_store_explicit(&w->total, total, memory_order_relaxed);
}

/* ---- the caller's ---- */

/* Signals are for the caller's thread.  No worker goes on before all are there. */
static void
start_workers(Team *t, size_t most, const Budget *b)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    pthread_mutex_lock(&t->lock);
    for (; t->count < most; t->count++) {
        Member *w = &t->workers[t->count];
        w->team = t;
        w->number = t->count;
        w->budget = (Budget){.bytes = b->bytes,
                             .grain = b->grain,
                             .interrupt = &t->halt,
                             .tick = note_progress,
                             .who = w,
                             .output = b->output};
        if (pthread_create(&w->thread, NULL, run_worker, w))
            break;
    }
    t->running = t->count;
    pthread_mutex_unlock(&t->lock);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* before: what was done when the team began. */
static void
add_progress(Budget *b, const Team *t, uint64_t before)
{
    b->done = before;
    for (size_t i = 0; i < t->count; i++) {
        uint64_t total = atomic_load_explicit(&t->workers[i].total, memory_order_relaxed);
        b->done += atomic_load_explicit(&t->workers[i].done, memory_order_relaxed);
        b->total = total ? total : b->total;
    }
}

static bool
wait_a_little(Team *t)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_EVERY;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&t->lock);
    if (t->running)
        pthread_cond_timedwait(&t->ended, &t->lock, &until);
    bool running = t->running;
    pthread_mutex_unlock(&t->lock);
    return running;
}

static void
watch_workers(Team *t, Budget *b)
{
    uint64_t done = b->done;
    while (wait_a_little(t)) {
        add_progress(b, t, done);
        b->next_check = 0; /* look at the clock now */
        if (!budget_step(b, 1))
            atomic_store(&t->halt, true);
    }
    for (size_t i = 0; i < t->count; i++)
        pthread_join(t->workers[i].thread, NULL);
    b->done = done;
    for (size_t i = 0; i < t->count; i++)
        b->done += t->workers[i].budget.done;
}

/* One that was halted stopped because of another. */
static void
take_over(Budget *b, const Member *w)
{
    Stop stop = w->budget.stop;
    if (b->stop == STOP_NOT && stop != STOP_INTERRUPT)
        b->stop = stop;
}

bool
team_run(TeamWork *work, void *who, size_t most, Budget *b)
{
    if (most <= 1)
        return work(who, 0, 1, b);
    Team t = {.work = work, .who = who, .workers = memory_new(most, sizeof *t.workers)};
    pthread_mutex_init(&t.lock, NULL);
    pthread_cond_init(&t.ended, NULL);
    start_workers(&t, most, b);
    bool alone = t.count == 0, broken = false;
    size_t refused = 0;
    watch_workers(&t, b);
    for (size_t i = 0; i < t.count; i++) {
        take_over(b, &t.workers[i]);
        refused = broken ? refused : t.workers[i].refused;
        broken |= t.workers[i].broken;
    }
    pthread_cond_destroy(&t.ended);
    pthread_mutex_destroy(&t.lock);
    memory_free(t.workers);
    if (broken)
        memory_refuse(refused);
    return alone ? work(who, 0, 1, b) : b->stop == STOP_NOT;
}

/* It sleeps: threads that only yield may keep all others from running. */
static void
give_way(void)
{
    static const struct timespec a_little = {.tv_nsec = 20000};
    nanosleep(&a_little, NULL);
}

#endif

/* ---- part by part ---- */

typedef struct Parts {
    TeamPart *part;
    void *who;
    size_t count;
    atomic_size_t next;
} Parts;

static bool
take_parts(void *parts, size_t worker, size_t workers, Budget *b)
{
    Parts *p = parts;
    (void)workers;
    size_t at = atomic_fetch_add(&p->next, 1);
    for (; at < p->count; at = atomic_fetch_add(&p->next, 1))
        if (!p->part(p->who, at, worker, b))
            return false;
    return true;
}

bool
team_each(TeamPart *part, void *who, size_t parts, size_t most, Budget *b)
{
    Parts p = {.part = part, .who = who, .count = parts};
    return team_run(take_parts, &p, most < parts ? most : parts, b);
}

/* ---- pieces ---- */

/* False: the budget said stop. */
static bool
wait_a_turn(size_t turn, Budget *b)
{
    enum { EAGER = 1 << 12 };
    if (turn > EAGER)
        give_way();
    return budget_step(b, 0);
}

static bool
take_piece(Pieces *p, uint32_t piece, uint32_t parts, PiecePart *part, void *who)
{
    uint_fast64_t at = atomic_load(&p->at);
    while (at >> 32 == piece && (uint32_t)at < parts) {
        if (!atomic_compare_exchange_weak(&p->at, &at, at + 1))
            continue;
        if (!part(who, (uint32_t)at, parts))
            return false;
        atomic_fetch_add(&p->done, 1);
        at = atomic_load(&p->at);
    }
    return true;
}

bool
pieces_lead(Pieces *p, uint32_t piece, uint32_t parts, PiecePart *part, void *who, Budget *b)
{
    atomic_store(&p->done, 0);
    atomic_store(&p->at, (uint64_t)piece << 32);
    if (!take_piece(p, piece, parts, part, who))
        return false;
    for (size_t turn = 0; atomic_load(&p->done) < parts; turn++)
        if (!wait_a_turn(turn, b))
            return false;
    return true;
}

bool
pieces_help(Pieces *p, uint32_t piece, uint32_t parts, PiecePart *part, void *who, Budget *b)
{
    for (size_t turn = 0; atomic_load(&p->at) >> 32 < piece; turn++)
        if (!wait_a_turn(turn, b))
            return false;
    return take_piece(p, piece, parts, part, who);
}

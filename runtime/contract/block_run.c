/* block_run.c -- see block_run.h and block_store.h. */
#include "contract/block_run.h"

#include "base/saturate.h"
#include "contract/elimination.h"

/* ---- what is collected, as words ---- */

/* The residues of one number that belong to these blocks, from *first on; the result is how many.
 * A narrow number belongs to the first block. */
static size_t
columns(const Residues *r, BlockRange blocks, size_t *first)
{
    size_t from = blocks.from * LANES, to = blocks.to * LANES;
    *first = r->primes ? from : 0;
    if (r->primes == 0)
        return blocks.from == 0;
    to = to < r->primes ? to : r->primes;
    return from < to ? to - from : 0;
}

static void
pack(Words *to, const Collected *c, BlockRange blocks)
{
    for (size_t i = 0; i < c->steps; i++)
        array_push(to, c->alive[i]);
    for (size_t k = 0; k < c->count; k++) {
        const Residues *r = &c->lists[k];
        size_t first, here = columns(r, blocks, &first), width = r->primes ? r->primes : 1;
        for (size_t i = 0; i < r->count; i++)
            for (size_t j = 0; j < here; j++)
                array_push(to, r->at[i * width + first + j]);
    }
}

/* False: there are more words, or fewer, than these blocks have. */
static bool
unpack(const Collected *c, BlockRange blocks, const Words *from)
{
    size_t first, count = c->steps, at = c->steps;
    for (size_t k = 0; k < c->count; k++)
        count += c->lists[k].count * columns(&c->lists[k], blocks, &first);
    if (count != from->count)
        return false;
    for (size_t i = 0; i < c->steps; i++)
        if (from->at[i])
            c->alive[i] = true;
    for (size_t k = 0; k < c->count; k++) {
        Residues *r = &c->lists[k];
        size_t here = columns(r, blocks, &first), width = r->primes ? r->primes : 1;
        for (size_t i = 0; i < r->count; i++, at += here)
            for (size_t j = 0; j < here; j++)
                r->at[i * width + first + j] = from->at[at + j];
    }
    return true;
}

static void
forget(const Collected *c)
{
    for (size_t i = 0; i < c->steps; i++)
        c->alive[i] = false;
    for (size_t k = 0; k < c->count; k++) {
        const Residues *r = &c->lists[k];
        for (size_t i = 0; i < r->count * (r->primes ? r->primes : 1); i++)
            r->at[i] = 0;
    }
}

/* ---- a run ---- */

/* False: something is not there. */
static bool
read_blocks(const Collected *c, size_t blocks, BlockStore *s)
{
    Words words = {0};
    bool there = true;
    for (BlockRange r = {0}; r.from < blocks && there; r.from = r.to) {
        words.count = 0;
        there = s->read(s, &r, &words) && r.to > r.from && r.to <= blocks && unpack(c, r, &words);
    }
    array_clear(&words);
    return there;
}

static bool
run_some(Modular *m, const Collected *c, BlockRange some, ModularRun *run, void *who,
         uint64_t times, Budget *b)
{
    m->blocks = some;
    if (!modular_run(m, run, who, times, b))
        return false;
    Words words = {0};
    pack(&words, c, some);
    b->blocks->write(b->blocks, &words);
    array_clear(&words);
    b->stop = STOP_PUT_OFF;
    return false;
}

/* Is there room for its words, besides, and for whoever keeps them to copy them? */
static bool
has_room(const Modular *m, const Budget *b)
{
    enum { COPIES = 3 };
    return !b->bytes || saturate_times(COPIES, m->plan.network->shape.bytes) <= b->bytes;
}

static BlockOrder
ask(const Modular *m, uint64_t times, BlockStore *s, BlockRange *some)
{
    const ModularPlan *p = &m->plan;
    Words words = {0};
    elimination_write(&words, p->network, p->order, p->back, m->limit);
    uint64_t work = saturate_times(times, plan_figure(p->order->cost));
    BlockOrder order = s->order(s, &words, m->blocks.to, work, some);
    array_clear(&words);
    return order;
}

bool
block_run(Modular *m, const Collected *c, ModularRun *run, void *who, uint64_t times, Budget *b)
{
    BlockRange some = m->blocks;
    BlockOrder order = BLOCKS_ALL;
    if (b->blocks && m->blocks.to > 1 && has_room(m, b))
        order = ask(m, times, b->blocks, &some);
    if (order == BLOCKS_NONE)
        b->stop = STOP_PUT_OFF;
    if (order == BLOCKS_NONE)
        return false;
    if (order == BLOCKS_SOME)
        return run_some(m, c, some, run, who, times, b);
    if (order == BLOCKS_READ && read_blocks(c, m->blocks.to, b->blocks))
        return budget_step(b, 1);
    if (order == BLOCKS_READ)
        forget(c);
    return modular_run(m, run, who, times, b);
}

/* meaning.c -- what boxes mean, by their ids; see matrix.h.  A Meaning owns its matrices, each in
 * memory of its own, so that one that was found stays where it is while others are added. */
#include "num/matrix.h"

#include <assert.h>

void
meaning_clear(Meaning *m)
{
    for (size_t i = 0; i < m->of.count; i++)
        if (m->of.at[i]) {
            matrix_clear(m->of.at[i]);
            memory_free(m->of.at[i]);
        }
    array_clear(&m->of);
    array_clear(&m->versions);
}

void
meaning_add(Meaning *m, uint32_t box, Matrix *matrix)
{
    if (box >= m->of.count) {
        array_add_zeroed(&m->versions, box + (size_t)1 - m->of.count);
        array_add_zeroed(&m->of, box + (size_t)1 - m->of.count);
    }
    m->versions.at[box] = ++m->last;
    if (!m->of.at[box])
        m->of.at[box] = memory_new(1, sizeof *m->of.at[box]);
    matrix_swap(m->of.at[box], matrix);
}

const Matrix *
meaning_find(const Meaning *m, uint32_t box)
{
    return box < m->of.count ? m->of.at[box] : NULL;
}

uint64_t
meaning_version(const Meaning *m, uint32_t box)
{
    assert(meaning_find(m, box));
    return m->versions.at[box];
}

void
meaning_forget(Meaning *m, uint32_t first)
{
    for (size_t i = first; i < m->of.count; i++)
        if (m->of.at[i]) {
            matrix_clear(m->of.at[i]);
            memory_free(m->of.at[i]);
        }
    if (m->of.count > first)
        m->of.count = m->versions.count = first;
}

void
meaning_forget_one(Meaning *m, uint32_t box)
{
    if (!meaning_find(m, box))
        return;
    matrix_clear(m->of.at[box]);
    memory_free(m->of.at[box]);
    m->of.at[box] = NULL;
}

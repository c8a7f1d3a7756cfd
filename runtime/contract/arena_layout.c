/* arena_layout.c -- see arena_layout.h.  Tables are allocated and released in the order in which
 * they come and go: the steps that are not split first, then those that are, which are carried out
 * once for each value and lie in the same places each time, and the way back in that order. */
#include "contract/arena_layout.h"

#include "contract/free_list.h"

/* A place for a table, if it is wide. */
static void
allocate(ModularPlan *m, FreeList *s, size_t *offset, size_t step, uint64_t bound)
{
    size_t size = modular_plan_size(m, step);
    *offset = bound > NARROW ? free_list_take(s, size) : NO_OFFSET;
    m->narrow_entries += bound > NARROW ? 0 : size;
}

static void
release(ModularPlan *m, FreeList *s, size_t offset, size_t step)
{
    if (offset != NO_OFFSET)
        free_list_add(s, offset, modular_plan_size(m, step));
}

static void
allocate_result(ModularPlan *m, FreeList *s, size_t step)
{
    allocate(m, s, &m->offsets.at[step], step,
             m->bounds.at[m->network->shape.factors.count + step]);
}

static void
allocate_adjoint(ModularPlan *m, FreeList *s, size_t step)
{
    allocate(m, s, &m->back_offsets.at[step], step, m->back_bounds.at[step]);
}

typedef void Change(ModularPlan *m, FreeList *s, size_t made, size_t step);

/* Each result that the step consumes. */
static void
each_consumed(ModularPlan *m, FreeList *s, size_t step, Change *change)
{
    const PlanStep *p = &m->order->steps.at[step];
    size_t first = m->network->shape.factors.count;
    for (size_t k = 0; k < p->factors; k++)
        if (m->order->consumed.at[p->first_factor + k] >= first)
            change(m, s, m->order->consumed.at[p->first_factor + k] - first, step);
}

static bool
is_border(const ModularPlan *m, size_t made, size_t step)
{
    return m->split_step.at[step] && !m->split_step.at[made];
}

/* A result that is not split and has a split reader stays, and so does its adjoint. */
static void
release_result(ModularPlan *m, FreeList *s, size_t made, size_t step)
{
    if (!is_border(m, made, step))
        release(m, s, m->offsets.at[made], made);
}

static void
allocate_border_adjoint(ModularPlan *m, FreeList *s, size_t made, size_t step)
{
    if (is_border(m, made, step))
        allocate_adjoint(m, s, made);
}

static void
allocate_inner_adjoint(ModularPlan *m, FreeList *s, size_t made, size_t step)
{
    if (!is_border(m, made, step))
        allocate_adjoint(m, s, made);
}

static void
lay_out_forward(ModularPlan *m, FreeList *s, bool split)
{
    for (size_t i = 0; i < m->order->steps.count; i++) {
        if (m->split_step.at[i] != split)
            continue;
        allocate_result(m, s, i);
        if (!m->back)
            each_consumed(m, s, i, release_result);
    }
}

static void
lay_out_back(ModularPlan *m, FreeList *s, bool split)
{
    for (size_t i = m->order->steps.count; i-- > 0;) {
        if (m->split_step.at[i] != split)
            continue;
        each_consumed(m, s, i, allocate_inner_adjoint);
        each_consumed(m, s, i, release_result);
        release(m, s, m->back_offsets.at[i], i);
    }
}

void
arena_layout(ModularPlan *m)
{
    size_t steps = m->order->steps.count;
    FreeList s = {0};
    m->narrow_entries = 0;
    for (size_t i = 0; i < steps; i++)
        m->offsets.at[i] = m->back_offsets.at[i] = NO_OFFSET;
    lay_out_forward(m, &s, false);
    for (size_t i = 0; i < steps && m->back; i++)
        each_consumed(m, &s, i, allocate_border_adjoint);
    lay_out_forward(m, &s, true);
    if (m->back) {
        lay_out_back(m, &s, true);
        lay_out_back(m, &s, false);
    }
    m->wide_entries = s.most;
    free_list_clear(&s);
}

/* arena_layout.c -- see modular.h.  Steps that are not split come first, then those that are, once
 * for each value, and back in that order: the first seats are the same each time. */
#include "contract/modular.h"

#include "contract/free_list.h"

/* A table comes: a long one to a seat. */
static void
come(Modular *m, Space *s, size_t *seat, size_t step, uint64_t bound)
{
    size_t size = modular_size(m, step);
    *seat = bound > NARROW ? space_take(s, size) : NO_SEAT;
    m->narrow += bound > NARROW ? 0 : size;
}

static void
leave(Modular *m, Space *s, size_t seat, size_t step)
{
    if (seat != NO_SEAT)
        space_add(s, seat, modular_size(m, step));
}

static void
result_comes(Modular *m, Space *s, size_t step)
{
    come(m, s, &m->seats.at[step], step, m->bounds.at[m->network->shape.factors.count + step]);
}

static void
adjoint_comes(Modular *m, Space *s, size_t step)
{
    come(m, s, &m->back_seats.at[step], step, modular_adjoint_bound(m, step));
}

typedef void Change(Modular *m, Space *s, size_t made, size_t step);

/* Each result that the step consumes. */
static void
each_consumed(Modular *m, Space *s, size_t step, Change *change)
{
    const PlanStep *p = &m->plan->steps.at[step];
    size_t first = m->network->shape.factors.count;
    for (size_t k = 0; k < p->factors; k++)
        if (m->plan->consumed.at[p->first_factor + k] >= first)
            change(m, s, m->plan->consumed.at[p->first_factor + k] - first, step);
}

static bool
is_border(const Modular *m, size_t made, size_t step)
{
    return m->split_step.at[step] && !m->split_step.at[made];
}

/* A result that is not split and has a split reader stays, and so does its adjoint. */
static void
leave_forward(Modular *m, Space *s, size_t made, size_t step)
{
    if (!is_border(m, made, step))
        leave(m, s, m->seats.at[made], made);
}

static void
border_comes(Modular *m, Space *s, size_t made, size_t step)
{
    if (is_border(m, made, step))
        adjoint_comes(m, s, made);
}

static void
inner_comes(Modular *m, Space *s, size_t made, size_t step)
{
    if (!is_border(m, made, step))
        adjoint_comes(m, s, made);
}

static void
seat_forward(Modular *m, Space *s, bool split)
{
    for (size_t i = 0; i < m->plan->steps.count; i++) {
        if (m->split_step.at[i] != split)
            continue;
        result_comes(m, s, i);
        if (!m->back)
            each_consumed(m, s, i, leave_forward);
    }
}

static void
seat_back(Modular *m, Space *s, bool split)
{
    for (size_t i = m->plan->steps.count; i-- > 0;) {
        if (m->split_step.at[i] != split)
            continue;
        each_consumed(m, s, i, inner_comes);
        each_consumed(m, s, i, leave_forward);
        leave(m, s, m->back_seats.at[i], i);
    }
}

void
modular_seat(Modular *m)
{
    size_t steps = m->plan->steps.count;
    Space s = {0};
    m->narrow = 0;
    for (size_t i = 0; i < steps; i++)
        m->seats.at[i] = m->back_seats.at[i] = NO_SEAT;
    seat_forward(m, &s, false);
    for (size_t i = 0; i < steps && m->back; i++)
        each_consumed(m, &s, i, border_comes);
    seat_forward(m, &s, true);
    if (m->back) {
        seat_back(m, &s, true);
        seat_back(m, &s, false);
    }
    m->seated = s.most;
    space_clear(&s);
}

/* closure.c -- see closure.h.  A statement has a number, to whose base four a digit for each
 * variable says where it stands; the first variable of a and b stands in a. */
#include "independence/closure.h"

typedef struct Deduction {
    Closure *closure;
    Mask all;
    bool positive;
} Deduction;

void
closure_clear(Closure *c)
{
    array_clear(&c->lines);
    memory_free(c->at);
    *c = (Closure){0};
}

/* The bits of a mask, two places apart. */
static uint32_t
spread(Mask m)
{
    uint32_t to = 0;
    for (uint32_t v = 0; v < CLOSURE_VERTICES_MAX; v++)
        to |= (m >> v & 1) << 2 * v;
    return to;
}

static Triple
ordered(const Triple *t)
{
    Mask first = (t->a | t->b) & -(t->a | t->b);
    return first & t->a ? *t : (Triple){t->b, t->a, t->given};
}

static uint32_t
number_of(const Triple *t)
{
    Triple o = ordered(t);
    return spread(o.a) | spread(o.b) << 1 | spread(o.given) * 3;
}

/* Its line plus one; 0: it is not there yet. */
static uint32_t
line_of(const Closure *c, Mask a, Mask b, Mask given)
{
    return c->at[number_of(&(Triple){a, b, given})];
}

static void
conclude(Closure *c, Triple says, Law law, uint32_t first, uint32_t second)
{
    uint32_t *at = &c->at[number_of(&says)];
    if (*at)
        return;
    array_push(&c->lines, ((ProofLine){ordered(&says), law, {first, second}}));
    *at = (uint32_t)c->lines.count;
}

/* a indep b | given, where b can be taken apart. */
static void
take_apart(Closure *c, const Triple *t, uint32_t line)
{
    for (Mask b = (t->b - 1) & t->b; b; b = (b - 1) & t->b) {
        conclude(c, (Triple){t->a, b, t->given}, LAW_DECOMPOSITION, line, line);
        conclude(c, (Triple){t->a, b, t->given | (t->b & ~b)}, LAW_WEAK_UNION, line, line);
    }
}

/* With each a indep d | b given; and as the second, with each a indep b' | given' where b' and
 * given' are given here. */
static void
contract(const Deduction *d, const Triple *t, uint32_t line)
{
    Closure *c = d->closure;
    Mask rest = d->all & ~(t->a | t->b | t->given);
    for (Mask more = rest; more; more = (more - 1) & rest) {
        uint32_t other = line_of(c, t->a, more, t->b | t->given);
        if (other)
            conclude(c, (Triple){t->a, t->b | more, t->given}, LAW_CONTRACTION, line, other - 1);
    }
    for (Mask b = t->given; b; b = (b - 1) & t->given) {
        uint32_t other = line_of(c, t->a, b, t->given & ~b);
        if (other)
            conclude(c, (Triple){t->a, t->b | b, t->given & ~b}, LAW_CONTRACTION, other - 1, line);
    }
}

/* With each a indep d | b c, where d is given here, and c the rest of it. */
static void
intersect(Closure *c, const Triple *t, uint32_t line)
{
    for (Mask d = t->given; d; d = (d - 1) & t->given) {
        Mask given = t->given & ~d;
        uint32_t other = line_of(c, t->a, d, t->b | given);
        if (other)
            conclude(c, (Triple){t->a, t->b | d, given}, LAW_INTERSECTION, line, other - 1);
    }
}

static void
follow(const Deduction *d, uint32_t line)
{
    Triple says = d->closure->lines.at[line].says;
    const Triple sides[] = {says, {says.b, says.a, says.given}};
    for (int i = 0; i < 2; i++) {
        take_apart(d->closure, &sides[i], line);
        contract(d, &sides[i], line);
        if (d->positive)
            intersect(d->closure, &sides[i], line);
    }
}

bool
closure_make(Closure *to, uint32_t count, const TripleList *premises, bool positive, Budget *b)
{
    enum { STEPS = 40 };
    size_t all = (size_t)1 << 2 * count;
    if (!budget_allows(b, all * (sizeof *to->at + sizeof(ProofLine))))
        return false;
    to->at = memory_new(all, sizeof *to->at);
    Deduction d = {to, ((Mask)1 << count) - 1, positive};
    for (uint32_t i = 0; i < premises->count; i++)
        conclude(to, premises->at[i], LAW_PREMISE, i, i);
    for (uint32_t line = 0; line < to->lines.count; line++) {
        if (!budget_step(b, STEPS))
            return false;
        follow(&d, line);
    }
    return true;
}

bool
closure_has(const Closure *c, const Triple *t)
{
    return line_of(c, t->a, t->b, t->given);
}

void
closure_prove(Proof *to, const Closure *c, const Triple *t)
{
    uint32_t last = line_of(c, t->a, t->b, t->given);
    uint32_t *place = memory_new(last, sizeof *place); /* 1: it is needed; then its new line */
    place[last - 1] = 1;
    for (uint32_t i = last; i-- > 0;) {
        const ProofLine *l = &c->lines.at[i];
        if (place[i] && l->law != LAW_PREMISE)
            place[l->from[0]] = place[l->from[1]] = 1;
    }
    for (uint32_t i = 0; i < last; i++) {
        if (!place[i])
            continue;
        ProofLine l = c->lines.at[i];
        if (l.law != LAW_PREMISE)
            l.from[0] = place[l.from[0]], l.from[1] = place[l.from[1]];
        place[i] = (uint32_t)to->count;
        array_push(to, l);
    }
    memory_free(place);
}

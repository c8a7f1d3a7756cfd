/* self_check.c -- estimands held against surgery at random points; see self_check.h. */
#include "lang/identify/self_check.h"

#include "base/saturate.h"
#include "evaluate/point_check.h"
#include "lang/complain/complain_evaluate.h"

/* What may be held, for each entry that may. */
enum { ENTRY_BYTES = 16 };

static const char *
reason(Outcome outcome, const PointCheck *c, const PointQuestion *q)
{
    if (outcome == OUTCOME_TOO_LARGE && c->entries <= q->most_entries && c->work <= q->most_work)
        return "its formula divides so often that trying it would tell nothing";
    return NULL;
}

static bool
check(Session *s, SelfCheck *to, const PointQuestion *q, uint64_t certainty, Span at)
{
    PointCheck c;
    Outcome outcome = point_check(&c, q, certainty, 0, &s->budget);
    if (outcome == OUTCOME_STOPPED)
        return complain_stopped(&s->complain, &s->budget, at);
    to->failed = c.failed;
    to->certainty = c.passed ? c.certainty : 0;
    to->why = reason(outcome, &c, q);
    if (outcome == OUTCOME_TOO_LARGE && c.entries > q->most_entries)
        to->entries = c.entries;
    else if (!to->why)
        to->work = c.work;
    return true;
}

bool
self_check(Session *s, SelfCheck *to, const EffectQuery *q, const Estimand *const *estimands,
           size_t count, uint32_t times, uint64_t work, Span at)
{
    uint64_t room = s->budget.bytes ? s->budget.bytes / ENTRY_BYTES : UINT64_MAX;
    PointQuestion point = {&q->model, &q->effect, estimands, count,
                           room < SELF_CHECK_ENTRIES ? room : SELF_CHECK_ENTRIES,
                           saturate_times(work, times)};
    *to = (SelfCheck){0};
    if (times == 0)
        return true;
    return check(s, to, &point, (uint64_t)SELF_CHECK_CERTAINTY * times, at);
}

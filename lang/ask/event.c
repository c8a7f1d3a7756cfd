/* event.c -- the labels of an event; see event.h. */
#include "lang/ask/event.h"

#include "lang/complain/complain_query.h"
#include "lang/elaborate/label.h"

#include <stdlib.h>

static int
compare_positions(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

static void
sort_labels(WireList *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, compare_positions);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!kept || list->at[kept - 1] != list->at[i])
            list->at[kept++] = list->at[i];
    list->count = kept;
}

enum { EVENT_RANGE_MAX = 10000000 };

/* {a..b}: the labels from a to b, in the order of the type. */
static bool
event_range(Session *s, WireList *to, const Node *value, const Type *t)
{
    uint32_t first, last;
    const Label *from = &value->labels[0], *end = &value->labels[value->label_count - 1];
    if (!label_find(s, t, from->text, from->at, &first) ||
        !label_find(s, t, end->text, end->at, &last))
        return false;
    if (value->label_count != 2 || last < first || last - first >= EVENT_RANGE_MAX)
        return complain_event_range(&s->complain, value->at);
    for (uint32_t i = first; i <= last; i++)
        array_push(to, i);
    return true;
}

bool
event_labels(Session *s, WireList *to, const Node *value, const Type *t)
{
    Label one;
    const Label *labels;
    uint32_t count, position;
    if (value->kind == NODE_RANGE)
        return event_range(s, to, value, t);
    if (!node_labels(s, value, &one, &labels, &count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!label_find(s, t, labels[i].text, labels[i].at, &position))
            return false;
        array_push(to, position);
    }
    sort_labels(to);
    return true;
}

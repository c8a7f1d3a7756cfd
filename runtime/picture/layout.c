/* layout.c -- see layout.h. */
#include "picture/layout.h"

int
measure_label(const Measure *m, const char *label)
{
    return m->along && label ? m->letter : label_width(label) * m->letter;
}

void
layout_clear(Layout *l)
{
    array_clear(&l->items);
    array_clear(&l->legs);
    memory_free(l->order);
    memory_free(l->start);
    memory_free(l->leg_start);
    memory_free(l->in_x);
    memory_free(l->out_x);
    *l = (Layout){0};
}

void
layout_widen(Layout *l, const Scene *s, int by)
{
    for (size_t i = 0; i < l->items.count; i++) {
        l->items.at[i].left += by;
        l->items.at[i].right += by;
    }
    for (size_t i = 0; i < l->legs.count; i++) {
        l->legs.at[i].begin += by;
        l->legs.at[i].end += by;
    }
    for (size_t i = 0; i < s->ins.count; i++)
        l->in_x[i] += by;
    for (size_t i = 0; i < s->outs.count; i++)
        l->out_x[i] += by;
    l->width += 2 * by;
}

void
layout_port_span(const Layout *l, const Scene *s, uint32_t v, uint32_t looks, int *first, int *last)
{
    const SceneNode *n = &s->nodes.at[v];
    *first = INT32_MAX;
    *last = INT32_MIN;
    for (uint32_t k = n->in; k < n->in + n->in_count; k++) {
        if (looks != ALL_LOOKS && !(s->ins.at[k].looks & looks))
            continue;
        *first = l->in_x[k] < *first ? l->in_x[k] : *first;
        *last = l->in_x[k] > *last ? l->in_x[k] : *last;
    }
    for (uint32_t k = n->out; k < n->out + n->out_count; k++) {
        *first = l->out_x[k] < *first ? l->out_x[k] : *first;
        *last = l->out_x[k] > *last ? l->out_x[k] : *last;
    }
}

void
layout_sides(const Layout *l, const Scene *s, const Measure *m, uint32_t v, uint32_t look,
             int *left, int *right)
{
    const SceneNode *n = &s->nodes.at[v];
    const Item *item = &l->items.at[v];
    int first, last, width = measure_label(m, n->look[look].label) + m->pad;
    *left = item->left;
    *right = item->right;
    layout_port_span(l, s, v, 1u << look, &first, &last);
    width = width < last - first + 2 * m->margin ? last - first + 2 * m->margin : width;
    if (s->looks < 2 || first > last || width >= item->right - item->left)
        return;
    *left = (first + last - width) / 2;
    *left = *left < item->left ? item->left : *left;
    *left = *left + width > item->right ? item->right - width : *left;
    *right = *left + width;
}

/* bayes.c -- see bayes.h: what a network owns, and what a mistake owns. */
#include "bayes/bayes.h"

#include "diagram/model.h"

enum { FEW_LABELS = 8 /* that are looked through; the others are in a map */ };

void
bayes_clear(BayesNet *b)
{
    for (size_t i = 0; i < b->variables.count; i++) {
        BayesVariable *v = &b->variables.at[i];
        array_clear(&v->labels);
        map_clear(&v->index);
        array_clear(&v->parents);
        memory_free(v->numbers);
        memory_free(v->given);
    }
    array_clear(&b->variables);
    map_clear(&b->index);
    for (size_t i = 0; i < b->longs.count; i++)
        mpq_clear(&b->longs.at[i]);
    array_clear(&b->longs);
    *b = (BayesNet){0};
}

void
bayes_mistake_clear(BayesMistake *m)
{
    array_clear(&m->labels);
    *m = (BayesMistake){0};
}

void
bayes_add_label(BayesVariable *v, Name label)
{
    if (v->labels.count >= FEW_LABELS)
        map_set_at(&v->index, map_key(label), v->labels.count);
    array_push(&v->labels, label);
}

static bool
is_text(Name name, const char *text, size_t count)
{
    return strncmp(name, text, count) == 0 && name[count] == '\0';
}

bool
bayes_find_label(const BayesVariable *v, const char *text, size_t count, Names *names, uint32_t *to)
{
    uint64_t found;
    for (uint32_t i = 0; i < v->labels.count && i < FEW_LABELS; i++)
        if (is_text(v->labels.at[i], text, count)) {
            *to = i;
            return true;
        }
    if (v->labels.count <= FEW_LABELS ||
        !map_find(&v->index, map_key(names_add(names, text, count)), &found))
        return false;
    *to = (uint32_t)found;
    return true;
}

bool
bayes_sort(const BayesNet *b, BayesList *order, BayesList *cycle)
{
    Model shape = {0};
    WireList found = {0};
    for (size_t i = 0; i < b->variables.count; i++) {
        Vertex v = {0};
        array_set(&v.parents, &b->variables.at[i].parents);
        model_add_vertex(&shape, &v);
    }
    bool ok = model_sort(&shape, &found);
    array_set(order, &shape.order);
    array_set(cycle, &found);
    array_clear(&found);
    model_clear(&shape);
    return ok;
}

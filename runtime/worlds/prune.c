/* prune.c -- labels that are ruled out; see prune.h.
 *
 * A contradiction needs two wires that become one, so two boxes of one vertex: where there are
 * none, there is nothing to do.  A label is tried by pushing it. */
#include "worlds/prune.h"

enum { LABELS_MAX = 16 }; /* of a type that is tried; a larger one counts as large */

/* Has some vertex two boxes among these wires? */
static bool
has_two_boxes(const Grown *g, const bool *needed)
{
    bool *met = memory_new(g->question->model->vertices.count, sizeof *met), found = false;
    for (uint32_t i = 0; !found && i < g->wires.count; i++) {
        if (!needed[i])
            continue;
        found = met[g->wires.at[i].vertex];
        met[g->wires.at[i].vertex] = true;
    }
    memory_free(met);
    return found;
}

static bool
is_on_atom(const Grown *g, const bool *counts, uint32_t wire)
{
    for (size_t i = 0; i < g->at.count; i++)
        if (g->at.at[i] == wire && (counts[i] || g->question->atoms.at[i].free))
            return true;
    return false;
}

/* Would this label contradict what is known? */
static bool
contradicts(const Grown *g, const bool *counts, uint32_t wire, uint32_t label, bool *yes, Budget *b)
{
    Grown tried = {0};
    LabelSet one = {0};
    Clash clash = {0};
    grown_set(&tried, g);
    array_push(&one.labels, label);
    grown_add_fact(&tried, wire, &one);
    bool going = grown_push(&tried, counts, &clash, b);
    *yes = clash.found;
    array_clear(&one.labels);
    grown_clear(&tried);
    return going;
}

/* The labels that are left of a wire; *fewer: than there were. */
static bool
left_of(LabelSet *to, const Grown *g, const bool *counts, uint32_t wire, bool *fewer, Budget *b)
{
    LabelSet known;
    bool any = grown_event(&known, g, counts, wire), yes, going = true;
    const Type *t = grown_type(g, wire);
    *fewer = false;
    for (uint32_t label = 0; going && label < t->size; label++) {
        if (any && !label_set_has(&known, label))
            continue;
        going = contradicts(g, counts, wire, label, &yes, b);
        if (yes)
            *fewer = true;
        else
            array_push(&to->labels, label);
    }
    array_clear(&known.labels);
    return going;
}

/* Rules out what it can of one wire; the wires may have other numbers then. */
static bool
prune_one(Grown *g, const bool *counts, uint32_t wire, bool *changed, Clash *clash, Budget *b)
{
    LabelSet left = {0};
    bool going = left_of(&left, g, counts, wire, changed, b);
    if (going && *changed && !left.labels.count) {
        *clash = (Clash){.found = true, .of_all = true, .vertex = g->wires.at[wire].vertex};
    } else if (going && *changed) {
        grown_add_fact(g, wire, &left);
        going = grown_push(g, counts, clash, b);
    }
    array_clear(&left.labels);
    return going;
}

bool
grown_prune(Grown *g, const bool *counts, const bool *needed, uint32_t *vertex, Clash *clash,
            Budget *b)
{
    bool again = true, going = true;
    *clash = (Clash){0};
    while (again && going && !clash->found) {
        bool *needs = grown_needed(g, needed);
        again = false;
        if (has_two_boxes(g, needs))
            for (uint32_t i = 0; going && !again && i < g->wires.count; i++) {
                const Type *t = grown_type(g, i);
                uint32_t v = g->wires.at[i].vertex;
                if (!needs[i] || t->size < 2 || t->size > LABELS_MAX || is_on_atom(g, counts, i))
                    continue;
                going = prune_one(g, counts, i, &again, clash, b);
                if (again)
                    *vertex = v;
            }
        memory_free(needs);
    }
    return going;
}

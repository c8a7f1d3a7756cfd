/* undefined.c -- see undefined.h. */
#include "evaluate/undefined.h"

static bool
has_undefined(const Matrix *m)
{
    for (size_t row = 0; row < matrix_rows(m); row++)
        if (m->undefined.at[row])
            return true;
    return false;
}

void
undefined_find_partial(WireList *uses, const Diagram *d, const Meaning *meaning)
{
    Map known = {0};
    for (uint32_t i = 0; i < d->uses.count; i++) {
        const Box *box = d->uses.at[i].box;
        const Matrix *m = meaning_find(meaning, box->id);
        uint64_t partial;
        if (box->kind == BOX_UNIFORM || box->kind == BOX_POINT || !m)
            continue;
        if (!map_find(&known, box->id, &partial)) {
            partial = has_undefined(m);
            map_set_at(&known, box->id, partial);
        }
        if (partial)
            array_push(uses, i);
    }
    map_clear(&known);
}

static const uint32_t *
use_reads(const Diagram *d, const Use *u)
{
    return u->box->in.count ? &d->reads.at[u->in] : NULL;
}

/* Are no undefined rows reached at all, whatever the inputs are?  One question for all uses; false
 * also where it would be too large to answer. */
static Outcome
never_reached(bool *never, const Ask *a, const WireList *partial, const Tools *w)
{
    const Diagram *d = &a->diagram;
    Ask all = {0};
    ask_diagram(&all, d);
    for (size_t i = 0; i < d->inputs.count; i++)
        array_push(&all.givens, d->inputs.at[i].wire);
    for (size_t i = 0; i < partial->count; i++) {
        const Use *u = &d->uses.at[partial->at[i]];
        ask_add_mask(&all, meaning_find(w->meaning, u->box->id), false, use_reads(d, u));
    }
    ask_prune(&all);

    Matrix mass;
    Trouble unused = {0};
    matrix_init_empty(&mass);
    Tools tools = {
        .meaning = w->meaning, .budget = w->budget, .trouble = &unused, .store = w->store};
    Outcome outcome = eliminate(&mass, &all, &tools);
    *never = outcome == OUTCOME_DONE;
    for (size_t row = 0; *never && row < matrix_rows(&mass); row++)
        *never = mass.start.at[row] < mass.start.at[row + 1] &&
                 mpq_cmp_ui(&mass.weight.at[mass.start.at[row]], 1, 1) == 0;
    trouble_clear(&unused);
    matrix_clear(&mass);
    ask_clear(&all);
    return outcome == OUTCOME_TOO_LARGE ? OUTCOME_DONE : outcome;
}

/* Where a use meets an undefined row of its box: heads its inputs, rows and events those of the
 * question.  What other undefined rows might give is not ruled out, or two of them could hide each
 * other. */
static void
ask_reached(Ask *to, const Ask *a, const Use *u, const Matrix *m)
{
    ask_diagram(to, &a->diagram);
    to->fill = true;
    for (size_t p = 0; p < u->box->in.count; p++)
        array_push(&to->heads, a->diagram.reads.at[u->in + p]);
    array_set(&to->givens, &a->givens);
    array_set(&to->events, &a->events);
    ask_add_mask(to, m, true, use_reads(&a->diagram, u));
    ask_prune(to);
}

static Outcome
mark_reached(bool *undefined, const Ask *a, const Use *u, const Tools *w)
{
    const Matrix *m = meaning_find(w->meaning, u->box->id);
    Ask reached = {0};
    Matrix mass;
    matrix_init_empty(&mass);
    ask_reached(&reached, a, u, m);
    Outcome outcome = eliminate(&mass, &reached, w);
    for (size_t row = 0; outcome == OUTCOME_DONE && row < matrix_rows(&mass); row++) {
        size_t entry = mass.start.at[row];
        if (entry == mass.start.at[row + 1])
            continue;
        undefined[row] = true;
        if (w->trouble->box)
            continue;
        w->trouble->box = u->box;
        w->trouble->row = m->in.count ? matrix_find_row(m, &mass.index.at[entry * m->in.count]) : 0;
    }
    matrix_clear(&mass);
    ask_clear(&reached);
    return outcome;
}

static size_t
count_rows(const Ask *a)
{
    size_t rows = 1;
    for (size_t i = 0; i < a->givens.count; i++)
        rows *= a->diagram.wires.at[a->givens.at[i]]->size;
    return rows;
}

Outcome
undefined_find_rows(bool **undefined, const Ask *a, const Tools *w)
{
    WireList partial = {0};
    Outcome outcome = OUTCOME_DONE;
    undefined_find_partial(&partial, &a->diagram, w->meaning);
    if (partial.count) {
        size_t rows = count_rows(a);
        bool never;
        if (!*undefined)
            *undefined = memory_new(rows, sizeof **undefined);
        outcome = never_reached(&never, a, &partial, w);
        for (size_t i = 0; i < partial.count && outcome == OUTCOME_DONE && !never; i++)
            outcome = mark_reached(*undefined, a, &a->diagram.uses.at[partial.at[i]], w);
    }
    array_clear(&partial);
    return outcome;
}

/* known.c -- which components of a known model matter: those of which two rows are needed at once,
 * so that their coupling does; see finding.h. */
#include "bounds/finding.h"

typedef bool PartAct(Finding *f, const BoundPart *p);

/* Calls `act` for all parts in which something can happen, until it says false. */
static bool
for_parts(Finding *f, PartAct *act)
{
    bool going = true;
    for (size_t i = 0; going && i < f->terms.count; i++) {
        const TermParts *t = &f->terms.at[i];
        going = !t->conditional || act(f, &t->given);
        going = going && (t->asked.never || act(f, &t->asked));
    }
    for (size_t i = 0; going && i < f->assumed.count; i++)
        going = f->assumed.at[i].never || act(f, &f->assumed.at[i]);
    return going;
}

/* The component of a wire that is needed, or UINT32_MAX. */
static uint32_t
component_at(const Bound *b, const BoundPart *p, uint32_t wire)
{
    uint32_t vertex = p->grown.wires.at[wire].vertex;
    return p->needed[wire] && vertex < b->noise.first ? b->responses.component_of.at[vertex]
                                                      : UINT32_MAX;
}

static const Matrix *
table_at(const Bound *b, uint32_t component)
{
    uint32_t vertex = b->responses.components.at[component].vertices.at[0].vertex;
    return meaning_find(&b->tables, vertex);
}

/* Wires of a part that are of one vertex: two of its rows are needed at once.  All others are plain
 * so far. */
static bool
mark_repeated(Finding *f, const BoundPart *p)
{
    Bound *b = f->b;
    bool *met = memory_new(b->responses.components.count + 1, sizeof *met);
    for (uint32_t w = 0; w < p->grown.wires.count; w++) {
        uint32_t c = component_at(b, p, w);
        if (c == UINT32_MAX)
            continue;
        b->plain[c] = true;
        if (!table_at(b, c))
            continue;
        if (met[c] && !matrix_is_function(table_at(b, c)))
            b->matters[c] = true;
        met[c] = true;
    }
    memory_free(met);
    return budget_step(f->budget, p->grown.wires.count);
}

/* What the first atom of an assumption speaks of is restricted by it. */
static void
mark_assumed(Finding *f)
{
    Bound *b = f->b;
    for (size_t i = 0; i < b->assumed.count; i++) {
        uint32_t vertex = b->assumed.at[i].question.atoms.at[0].vertex;
        for (uint32_t w = 0; w < f->assumed.at[i].grown.wires.count; w++)
            if (f->assumed.at[i].grown.wires.at[w].vertex == vertex)
                b->matters[b->responses.component_of.at[vertex]] = meaning_find(&b->tables, vertex);
    }
}

/* ---- rows that are read ---- */

/* From the parent `k` on, the first ones having made `row`. */
static void
mark_rows(Bound *b, const BoundPart *p, uint32_t wire, ResponseComponent *c, size_t k,
          uint32_t row)
{
    const ResponseVertex *v = &c->vertices.at[0];
    if (k == v->parents.count) {
        c->idle.at[row] = false;
        return;
    }
    uint32_t size = b->model.vertices.at[v->parents.at[k]].type->size;
    uint32_t read = p->grown.reads.at[p->grown.wires.at[wire].in + k];
    bool point = read & GROWN_POINT;
    for (uint32_t l = 0; l < size; l++)
        if (!point || l == (read & ~GROWN_POINT))
            mark_rows(b, p, wire, c, k + 1, row * size + l);
}

static bool
mark_part_rows(Finding *f, const BoundPart *p)
{
    Bound *b = f->b;
    bool going = true;
    for (uint32_t w = 0; going && w < p->grown.wires.count; w++) {
        uint32_t at = component_at(b, p, w);
        if (at == UINT32_MAX || !b->matters[at])
            continue;
        ResponseComponent *c = &b->responses.components.at[at];
        if (c->idle.count)
            mark_rows(b, p, w, c, 0, 0);
        going = budget_step(f->budget, 1 + c->idle.count);
    }
    return going;
}

/* Rows that are idle, or points, have labels that are given. */
static void
give_labels(Bound *b, uint32_t component)
{
    ResponseComponent *c = &b->responses.components.at[component];
    const Matrix *table = table_at(b, component);
    for (uint32_t r = 0; r < c->idle.count; r++) {
        if (c->idle.at[r])
            c->given.at[r] = 0;
        else if (table->start.at[r + 1] - table->start.at[r] == 1)
            c->given.at[r] = table->index.at[table->start.at[r]];
    }
}

/* Is there a row left that is none of these? */
static bool
has_free_row(const ResponseComponent *c)
{
    bool free = c->wide;
    for (size_t i = 0; !free && i < c->given.count; i++)
        free = c->given.at[i] == UINT32_MAX;
    return free;
}

BoundVerdict
finding_know(Finding *f)
{
    Bound *b = f->b;
    bool going = for_parts(f, mark_repeated);
    mark_assumed(f);
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        for (uint32_t k = 0; b->matters[i] && k < b->responses.components.at[i].sites; k++)
            array_push(&b->responses.components.at[i].idle, true);
    going = going && for_parts(f, mark_part_rows);
    for (uint32_t i = 0; going && i < b->responses.components.count; i++) {
        if (b->matters[i]) {
            give_labels(b, i);
            b->matters[i] = b->assumed.count || has_free_row(&b->responses.components.at[i]);
        }
        if (b->plain[i] && !table_at(b, i))
            return BOUND_UNKNOWN;
        if (b->plain[i] && !b->matters[i])
            going = noise_model_fix(&b->noise, i, table_at(b, i), f->budget);
    }
    return going ? BOUND_FOUND : BOUND_STOPPED;
}

/* box_rows.c -- see box_rows.h.
 *
 * What a box means is there, or is evaluated first: conditionals, and states that are rows. */
#include "lang/sampling/box_rows.h"

#include "lang/complain/complain_evaluate.h"
#include "lang/session/meaning.h"
#include "sampling/box_sampler.h"

typedef struct BoxRows {
    Session *s;
    const Node *n;
    Diagram d;
    const Matrix **matrices; /* of each use */
    Map made_of;             /* box -> its place in made */
    ARRAY(Matrix *) made;
} BoxRows;

static void
box_rows_clear(BoxRows *b)
{
    for (size_t i = 0; i < b->made.count; i++) {
        matrix_clear(b->made.at[i]);
        memory_free(b->made.at[i]);
    }
    array_clear(&b->made);
    map_clear(&b->made_of);
    memory_free(b->matrices);
    diagram_clear(&b->d);
}

/* A box that has to be evaluated: all its rows. */
static bool
evaluate_box(BoxRows *b, const Box *box, const Matrix **to)
{
    uint64_t place;
    if (!map_find(&b->made_of, map_key(box), &place)) {
        Diagram d = {0};
        Query q = {0};
        ReachedRow reached;
        WireList reads = {0};
        Matrix *made = memory_new(1, sizeof *made);
        matrix_init_empty(made);
        for (size_t i = 0; i < box->in.count; i++)
            array_push(&reads, diagram_add_input(&d, box->in.at[i], NULL));
        uint32_t wire = diagram_add_box(&d, box, reads.at, b->n->at.start);
        for (uint32_t i = 0; i < box->out.count; i++)
            diagram_add_output(&d, wire + i, NULL);
        query_all(&q, &d);
        place = b->made.count;
        map_set_at(&b->made_of, map_key(box), place);
        array_push(&b->made, made);
        bool ok = session_evaluate(b->s, made, &q, b->n, &reached);
        array_clear(&reads);
        query_clear(&q);
        diagram_clear(&d);
        if (!ok)
            return false;
    }
    *to = b->made.at[place];
    return true;
}

static bool
find_matrices(BoxRows *b)
{
    for (size_t i = 0; i < b->d.wires.count; i++)
        if (!b->d.wires.at[i]->size)
            return complain_no_carrier(&b->s->complain, b->n->at, b->d.wires.at[i]);
    b->matrices = memory_new(b->d.uses.count, sizeof *b->matrices);
    for (size_t i = 0; i < b->d.uses.count; i++) {
        const Box *box = b->d.uses.at[i].box;
        b->matrices[i] = meaning_find(&b->s->meaning, box->id);
        if (!b->matrices[i] && box->kind != BOX_UNIFORM && box->kind != BOX_POINT &&
            !evaluate_box(b, box, &b->matrices[i]))
            return false;
    }
    return true;
}

/* A row without a value was met. */
static bool
complain_reached(BoxRows *b, const BoxSampler *a)
{
    Trouble t = {.box = a->diagram.uses.at[a->bad_use].box, .row = a->bad_row};
    return complain_undefined_inside(&b->s->complain, b->n->at, t.box, trouble_event(b->s, &t));
}

static bool
draw_rows(BoxRows *b, DrawnRows *to, BoxSampler *a, uint64_t rows, Random *random)
{
    Budget *budget = &b->s->budget;
    uint32_t *labels = memory_new(b->d.outputs.count, sizeof *labels);
    Drawn drawn = DRAWN;
    budget->total = rows;
    for (uint64_t r = 0; drawn == DRAWN && r < rows; r++) {
        budget->done = r;
        drawn = box_sampler_draw(a, random, budget);
        for (size_t i = 0; i < b->d.outputs.count; i++)
            labels[i] = a->label.at[b->d.outputs.at[i].wire];
        if (drawn == DRAWN)
            drawn_rows_add(to, labels);
    }
    memory_free(labels);
    if (drawn == DRAWN_UNDEFINED)
        return complain_reached(b, a);
    return drawn == DRAWN || complain_stopped(&b->s->complain, budget, b->n->at);
}

bool
box_rows_draw(DrawnRows *to, const Diagram *d, uint64_t rows, Random *random, const Node *n)
{
    BoxRows b = {.s = to->s, .n = n};
    BoxSampler a = {0};
    diagram_set(&b.d, d);
    diagram_prune(&b.d);
    bool ok = find_matrices(&b);
    if (ok && !box_sampler_init(&a, &b.d, b.matrices, &b.s->budget))
        ok = complain_stopped(&b.s->complain, &b.s->budget, n->at);
    ok = ok && draw_rows(&b, to, &a, rows, random);
    box_sampler_clear(&a);
    box_rows_clear(&b);
    return ok;
}

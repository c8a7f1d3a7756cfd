/* world.h -- random syntax, and a slow meaning for it that shares no code with the program's.
 *
 * A World is a random signature.  An interpretation gives each type a carrier of two or three
 * values (at least the type's own), each box a random table of numbers modulo a prime whose rows
 * sum to one, and a deterministic one a random function.  The meaning of a diagram is found by
 * trying every value of every wire.  Two diagrams that are equal by the laws have equal meanings;
 * two that are not have different ones in most interpretations, as a polynomial that is not zero
 * has few zeros. */
#ifndef CATGUT_TESTS_WORLD_H
#define CATGUT_TESTS_WORLD_H

#include "base/random.h"
#include "diagram/conditional.h"
#include "tests/law/modulo.h"

#include <check.h>

enum { WORLD_TYPES = 3, WORLD_BOXES = 9, WORLD_WORK = 30000 };

typedef struct World {
    Names names;
    Signature s;
    const Type *types[WORLD_TYPES];
    const Box *boxes[WORLD_BOXES];
    Random r;
} World;

static inline const Type *
world_type(World *x)
{
    return x->types[random_below(&x->r, WORLD_TYPES)];
}

static inline void
world_types(World *x, TypeList *to, size_t count)
{
    while (to->count < count)
        array_push(to, world_type(x));
}

static inline Box *
world_box(World *x, size_t in, size_t out)
{
    TypeList from = {0}, to = {0};
    world_types(x, &from, in);
    world_types(x, &to, out);
    Box *b = signature_add_box(&x->s, names_add_text(&x->names, "box"), &from, &to);
    array_clear(&from);
    array_clear(&to);
    return b;
}

static inline void
world_init(World *x, uint64_t seed)
{
    *x = (World){.r = random_start(seed)};
    signature_init(&x->s);
    for (size_t i = 0; i < WORLD_TYPES; i++) {
        Type *t = signature_add_type(&x->s, names_add_text(&x->names, "T"));
        type_set_range(t, 0, 2);
        x->types[i] = t;
    }
    for (size_t i = 0; i < WORLD_BOXES; i++) {
        Box *b = world_box(x, random_below(&x->r, 3), 1 + random_below(&x->r, 8) / 5);
        b->deterministic = random_below(&x->r, 2);
        x->boxes[i] = b;
    }
}

static inline void
world_clear(World *x)
{
    signature_clear(&x->s);
    names_clear(&x->names);
}

/* ---- random diagrams */

/* A wire of this type: one that is there, or a new state. */
static inline uint32_t
world_wire(World *x, Diagram *d, const Type *type)
{
    uint32_t n = (uint32_t)d->wires.count;
    uint32_t from = n ? random_below(&x->r, n) : 0;
    for (uint32_t i = 0; i < n; i++)
        if (d->wires.at[(from + i) % n] == type)
            return (from + i) % n;
    if (random_below(&x->r, 2))
        return diagram_add_uniform(d, x->s.uniform, type, 0);
    return diagram_add_box(d, signature_point(&x->s, type, random_below(&x->r, 2)), NULL, 0);
}

static inline void
world_add_box(World *x, Diagram *d, const Box *box)
{
    uint32_t reads[8];
    for (size_t i = 0; i < box->in.count; i++)
        reads[i] = world_wire(x, d, box->in.at[i]);
    diagram_add_box(d, box, reads, 0);
}

/* A diagram with these inputs and outputs and about n boxes. */
static inline void
world_diagram(World *x, Diagram *d, const TypeList *in, const TypeList *out, size_t n)
{
    diagram_clear(d);
    for (size_t i = 0; i < in->count; i++)
        diagram_add_input(d, in->at[i], NULL);
    for (size_t i = 0; i < n; i++)
        world_add_box(x, d, x->boxes[random_below(&x->r, WORLD_BOXES)]);
    for (size_t i = 0; i < out->count; i++)
        diagram_add_output(d, world_wire(x, d, out->at[i]), NULL);
}

/* ---- meanings */

typedef struct Table {
    size_t rows, columns;
    ARRAY(uint64_t) at; /* row after row */
} Table;

static inline void
table_clear(Table *t)
{
    array_clear(&t->at);
    t->rows = t->columns = 0;
}

static inline void
table_make(Table *t, size_t rows, size_t columns)
{
    table_clear(t);
    t->rows = rows;
    t->columns = columns;
    array_add_zeroed(&t->at, rows * columns);
}

static inline bool
table_equal(const Table *a, const Table *b)
{
    return a->rows == b->rows && a->columns == b->columns &&
           memcmp(a->at.at, b->at.at, a->at.count * sizeof *a->at.at) == 0;
}

typedef struct Interpretation {
    const World *world;
    uint64_t seed;
} Interpretation;

static inline uint32_t
carrier(const Interpretation *m, const Type *t)
{
    for (size_t i = 0; i < WORLD_TYPES; i++)
        if (m->world->types[i] == t)
            return 2 + (uint32_t)(m->seed >> i) % 2;
    ck_abort_msg("a type of another world");
    return 0;
}

static inline size_t
carriers(const Interpretation *m, const TypeList *types)
{
    size_t n = 1;
    for (size_t i = 0; i < types->count; i++)
        n *= carrier(m, types->at[i]);
    return n;
}

/* Row `row` of a free box: the same numbers whenever it is asked. */
static inline void
random_row(const Interpretation *m, const Box *box, size_t row, uint64_t *to, size_t columns)
{
    Random r = random_start(m->seed * 1000003 + box->id * 1009 + row);
    uint64_t last = 1;
    if (box->deterministic) {
        memset(to, 0, columns * sizeof *to);
        to[random_below(&r, (uint32_t)columns)] = 1;
        return;
    }
    for (size_t i = 0; i + 1 < columns; i++) {
        to[i] = random_next(&r) % PRIME;
        last = (last + PRIME - to[i]) % PRIME;
    }
    to[columns - 1] = last;
}

static inline void meaning(Table *to, const Interpretation *m, const Diagram *d);

/* w(a, b) / w(a). */
static inline void
conditional_table(Table *to, const Interpretation *m, const Box *box)
{
    Table w = {0};
    meaning(&w, m, &box->conditional->state);
    table_make(to, carriers(m, &box->in), carriers(m, &box->out));
    for (size_t a = 0; a < to->rows; a++) {
        uint64_t sum = 0;
        for (size_t b = 0; b < to->columns; b++)
            sum = (sum + w.at.at[a * to->columns + b]) % PRIME;
        ck_assert(sum != 0 || to->columns == 0);
        for (size_t b = 0; b < to->columns; b++)
            to->at.at[a * to->columns + b] =
                times(w.at.at[a * to->columns + b], inverse(sum));
    }
    table_clear(&w);
}

static inline void
box_table(Table *to, const Interpretation *m, const Box *box, const Type *type)
{
    if (box->kind == BOX_CONDITIONAL) {
        conditional_table(to, m, box);
        return;
    }
    table_make(to, carriers(m, &box->in),
               box->kind == BOX_UNIFORM ? carrier(m, type) : carriers(m, &box->out));
    for (size_t i = 0; i < to->columns && box->kind == BOX_UNIFORM; i++)
        to->at.at[i] = inverse(to->columns);
    if (box->kind == BOX_POINT)
        to->at.at[box->point] = 1;
    for (size_t i = 0; i < to->rows && box->kind == BOX_FREE; i++)
        random_row(m, box, i, to->at.at + i * to->columns, to->columns);
}

/* Trying values: of each wire its value, of each use its table, and how far we are. */
typedef struct Trial {
    const Interpretation *m;
    const Diagram *d;
    uint32_t *value;
    Table *tables;
    Table *result;
    size_t row;
} Trial;

static inline uint32_t
trial_carrier(const Trial *t, uint32_t wire)
{
    return carrier(t->m, t->d->wires.at[wire]);
}

/* The column of the values of the outputs; the row of a use, of the values that it reads. */
static inline size_t
trial_column(const Trial *t)
{
    size_t column = 0;
    for (size_t i = 0; i < t->d->outputs.count; i++) {
        uint32_t w = t->d->outputs.at[i].wire;
        column = column * trial_carrier(t, w) + t->value[w];
    }
    return column;
}

static inline size_t
trial_row(const Trial *t, const Use *u)
{
    size_t row = 0;
    for (size_t i = 0; i < u->box->in.count; i++) {
        uint32_t w = t->d->reads.at[u->in + i];
        row = row * trial_carrier(t, w) + t->value[w];
    }
    return row;
}

/* The values of n wires from `first` are the digits of `number`. */
static inline void
trial_digits(Trial *t, uint32_t first, size_t n, size_t number)
{
    for (size_t i = n; i-- > 0;) {
        uint32_t w = first + (uint32_t)i, c = trial_carrier(t, w);
        t->value[w] = (uint32_t)(number % c);
        number /= c;
    }
}

static inline void
try_uses(Trial *t, size_t use, uint64_t weight)
{
    if (use == t->d->uses.count) {
        uint64_t *at = &t->result->at.at[t->row * t->result->columns + trial_column(t)];
        *at = (*at + weight) % PRIME;
        return;
    }
    const Use *u = &t->d->uses.at[use];
    const Table *table = &t->tables[use];
    size_t row = trial_row(t, u);
    for (size_t c = 0; c < table->columns; c++) {
        uint64_t p = table->at.at[row * table->columns + c];
        if (p == 0)
            continue;
        trial_digits(t, u->out, box_outputs(u->box), c);
        try_uses(t, use + 1, times(weight, p));
    }
}

static inline void
try_inputs(Trial *t, size_t rows)
{
    for (t->row = 0; t->row < rows; t->row++) {
        size_t rest = t->row;
        for (size_t i = t->d->inputs.count; i-- > 0;) {
            uint32_t w = t->d->inputs.at[i].wire, c = trial_carrier(t, w);
            t->value[w] = (uint32_t)(rest % c);
            rest /= c;
        }
        try_uses(t, 0, 1);
    }
}

static inline size_t
ends_size(const Interpretation *m, const Diagram *d, const EndList *ends)
{
    size_t n = 1;
    for (size_t i = 0; i < ends->count; i++)
        n *= carrier(m, d->wires.at[ends->at[i].wire]);
    return n;
}

static inline void
meaning(Table *to, const Interpretation *m, const Diagram *d)
{
    size_t rows = ends_size(m, d, &d->inputs);
    table_make(to, rows, ends_size(m, d, &d->outputs));
    Trial t = {.m = m, .d = d, .result = to};
    t.value = memory_new(d->wires.count, sizeof *t.value);
    t.tables = memory_new(d->uses.count, sizeof *t.tables);
    for (size_t i = 0; i < d->uses.count; i++) {
        const Use *u = &d->uses.at[i];
        box_table(&t.tables[i], m, u->box, box_outputs(u->box) ? d->wires.at[u->out] : NULL);
    }
    try_inputs(&t, rows);
    for (size_t i = 0; i < d->uses.count; i++)
        table_clear(&t.tables[i]);
    memory_free(t.tables);
    memory_free(t.value);
}

/* Can every value be tried soon enough? */
static inline bool
is_small(const Diagram *d)
{
    size_t work = 1;
    for (size_t i = 0; i < d->inputs.count && work < WORLD_WORK; i++)
        work *= 3;
    for (size_t i = 0; i < d->uses.count && work < WORLD_WORK; i++)
        for (size_t j = 0; j < box_outputs(d->uses.at[i].box); j++)
            work *= d->uses.at[i].box->deterministic ? 1 : 3;
    return work < WORLD_WORK;
}

/* Have they the same meaning in the interpretations with these seeds? */
static inline bool
means_same(const World *x, const Diagram *a, const Diagram *b, uint64_t first, uint64_t end)
{
    bool same = true;
    Table s = {0}, t = {0};
    for (uint64_t seed = first; same && seed < end; seed++) {
        Interpretation m = {.world = x, .seed = seed};
        meaning(&s, &m, a);
        meaning(&t, &m, b);
        same = table_equal(&s, &t);
    }
    table_clear(&s);
    table_clear(&t);
    return same;
}

#endif

/* kernels.h -- random types, boxes with exact meanings, and diagrams of them, for law tests.
 *
 * Carriers have one to three labels; kernels have small whole weights, many of them zero; boxes
 * come back, wires are read twice and put out twice. */
#ifndef CATGUT_TESTS_KERNELS_H
#define CATGUT_TESTS_KERNELS_H

#include "base/random.h"
#include "diagram/diagram.h"
#include "num/matrix.h"

enum { KERNEL_TYPES = 3 };

typedef struct Kernels {
    Names names;
    Signature s;
    Meaning meaning;
    Random r;
    const Type *types[KERNEL_TYPES];
    ARRAY(const Box *) boxes; /* with a meaning */
    bool positive;            /* kernels without zeros, and no points */
    bool partial;             /* some rows of kernels are undefined */
} Kernels;

static inline void
kernels_init(Kernels *k, uint64_t seed)
{
    *k = (Kernels){.r = random_start(seed)};
    signature_init(&k->s);
    for (uint32_t i = 0; i < KERNEL_TYPES; i++) {
        char text[] = {(char)('A' + i), '\0'};
        Type *t = signature_add_type(&k->s, names_add_text(&k->names, text));
        type_set_range(t, 0, i == 0 ? 2 : 1 + random_below(&k->r, 3));
        k->types[i] = t;
    }
}

static inline void
kernels_clear(Kernels *k)
{
    meaning_clear(&k->meaning);
    signature_clear(&k->s);
    names_clear(&k->names);
    array_clear(&k->boxes);
}

static inline const Type *
random_type(Kernels *k)
{
    return k->types[random_below(&k->r, KERNEL_TYPES)];
}

static inline uint32_t
random_weight(Kernels *k)
{
    uint32_t weight = random_below(&k->r, 6);
    return k->positive ? weight + 1 : weight < 2 ? 0 : weight;
}

/* One row: whole weights over their sum, or the whole row at one place for a function. */
static inline void
random_row(Kernels *k, Matrix *m, bool function)
{
    uint32_t size = (uint32_t)size_product(&m->out), weights[64] = {0}, sum = 0;
    for (uint32_t i = 0; i < size; i++)
        sum += weights[i] = function ? 0 : random_weight(k);
    if (sum == 0)
        sum = weights[random_below(&k->r, size)] = 1;
    bool undefined = k->partial && random_below(&k->r, 4) == 0;
    mpq_t q;
    mpq_init(q);
    for (uint32_t i = 0; i < size && !undefined; i++) {
        uint32_t tuple[4] = {0}, rest = i;
        for (size_t p = m->out.count; p-- > 0; rest /= m->out.at[p])
            tuple[p] = rest % m->out.at[p];
        mpq_set_ui(q, weights[i], sum);
        mpq_canonicalize(q);
        matrix_add_entry(m, tuple, q);
    }
    mpq_clear(q);
    matrix_end_row(m, undefined);
}

/* A random kernel between these types. */
static inline void
random_kernel(Kernels *k, Matrix *m, const TypeList *from, const TypeList *to)
{
    SizeList in = {0}, out = {0};
    for (size_t i = 0; i < from->count; i++)
        array_push(&in, from->at[i]->size);
    for (size_t i = 0; i < to->count; i++)
        array_push(&out, to->at[i]->size);
    matrix_init(m, &in, &out);
    bool function = !k->positive && random_below(&k->r, 4) == 0;
    for (uint64_t row = 0, rows = size_product(&in); row < rows; row++)
        random_row(k, m, function);
    array_clear(&in);
    array_clear(&out);
}

static inline const Box *
random_box(Kernels *k, const TypeList *from, const TypeList *to)
{
    Box *box = signature_add_box(&k->s, names_add_text(&k->names, "k"), from, to);
    Matrix m;
    random_kernel(k, &m, from, to);
    meaning_add(&k->meaning, box->id, &m);
    matrix_clear(&m);
    array_push(&k->boxes, box);
    return box;
}

/* A new box that reads random wires of d, at most three, and makes one wire or two. */
static inline void
add_new_box(Kernels *k, Diagram *d)
{
    TypeList from = {0}, to = {0};
    uint32_t reads[3] = {0};
    size_t in = d->wires.count ? random_below(&k->r, 4) : 0, out = 1 + random_below(&k->r, 2);
    for (size_t i = 0; i < in; i++) {
        reads[i] = random_below(&k->r, (uint32_t)d->wires.count);
        array_push(&from, d->wires.at[reads[i]]);
    }
    for (size_t i = 0; i < out; i++)
        array_push(&to, random_type(k));
    diagram_add_box(d, random_box(k, &from, &to), reads, 0);
    array_clear(&from);
    array_clear(&to);
}

/* A wire of d with this type, if one is found. */
static inline bool
find_wire(Kernels *k, const Diagram *d, const Type *t, uint32_t *wire)
{
    for (int tries = 0; tries < 20 && d->wires.count; tries++) {
        *wire = random_below(&k->r, (uint32_t)d->wires.count);
        if (d->wires.at[*wire] == t)
            return true;
    }
    return false;
}

/* A box that is there already, if wires of its types are found. */
static inline bool
add_old_box(Kernels *k, Diagram *d)
{
    if (k->boxes.count == 0)
        return false;
    const Box *box = k->boxes.at[random_below(&k->r, (uint32_t)k->boxes.count)];
    uint32_t reads[3] = {0};
    for (size_t i = 0; i < box->in.count; i++)
        if (!find_wire(k, d, box->in.at[i], &reads[i]))
            return false;
    diagram_add_box(d, box, reads, 0);
    return true;
}

static inline void
add_random_box(Kernels *k, Diagram *d)
{
    uint32_t kind = random_below(&k->r, 8);
    const Type *t = random_type(k);
    if (kind == 0 && !k->positive)
        diagram_add_box(d, signature_point(&k->s, t, random_below(&k->r, t->size)), NULL, 0);
    else if (kind == 1)
        diagram_add_uniform(d, k->s.uniform, t, 0);
    else if (kind > 3 || !add_old_box(k, d))
        add_new_box(k, d);
}

/* Inputs of these types, then boxes until there are so many wires, and random outputs. */
static inline void
random_diagram(Kernels *k, Diagram *d, const TypeList *inputs, size_t wires, size_t outputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        diagram_add_input(d, inputs->at[i], NULL);
    while (d->wires.count < wires)
        add_random_box(k, d);
    for (size_t i = 0; i < outputs; i++)
        diagram_add_output(d, random_below(&k->r, (uint32_t)d->wires.count), NULL);
}

static inline void
random_types(Kernels *k, TypeList *to, size_t count)
{
    to->count = 0;
    for (size_t i = 0; i < count; i++)
        array_push(to, random_type(k));
}

/* A closed diagram whose outputs are so many distinct wires. */
static inline void
random_state(Kernels *k, Diagram *d, size_t wires, size_t outputs)
{
    TypeList none = {0};
    random_diagram(k, d, &none, wires, 0);
    uint32_t left = (uint32_t)outputs, count = (uint32_t)d->wires.count;
    for (uint32_t at = 0; left; at++)
        if (random_below(&k->r, count - at) < left) {
            diagram_add_output(d, at, NULL);
            left--;
        }
}

#endif

/* sample.h -- a small signature that the unit tests of diagrams share. */
#ifndef CATGUT_TESTS_SAMPLE_H
#define CATGUT_TESTS_SAMPLE_H

#include "diagram/write.h"

#include <check.h>
#include <stdarg.h>

typedef struct Sample {
    Names names;
    Signature s;
    const Type *bit, *die;
    const Box *fair;  /* Bit */
    const Box *noisy; /* Bit -> Bit */
    const Box *flip;  /* Bit -> Bit, deterministic */
    const Box * xor ; /* Bit * Bit -> Bit, deterministic */
    const Box *split; /* Bit -> Bit * Die */
    const Box *both;  /* Bit -> Bit * Bit, deterministic */
    const Box *stop;  /* Bit -> 1 */
} Sample;

static inline Name
sample_name(Sample *x, const char *text)
{
    return names_add_text(&x->names, text);
}

/* A box whose types are spelled: "bb" and "d" for Bit * Bit -> Die. */
static inline Box *
sample_box(Sample *x, const char *name, const char *in, const char *out)
{
    TypeList from = {0}, to = {0};
    for (; *in; in++)
        array_push(&from, *in == 'b' ? x->bit : x->die);
    for (; *out; out++)
        array_push(&to, *out == 'b' ? x->bit : x->die);
    Box *b = signature_add_box(&x->s, sample_name(x, name), &from, &to);
    array_clear(&from);
    array_clear(&to);
    return b;
}

static inline const Box *
sample_function(Sample *x, const char *name, const char *in, const char *out)
{
    Box *b = sample_box(x, name, in, out);
    b->deterministic = true;
    return b;
}

static inline void
sample_init(Sample *x)
{
    *x = (Sample){0};
    signature_init(&x->s);
    Type *bit = signature_add_type(&x->s, sample_name(x, "Bit"));
    ck_assert(type_add_label(bit, sample_name(x, "0")));
    ck_assert(type_add_label(bit, sample_name(x, "1")));
    Type *die = signature_add_type(&x->s, sample_name(x, "Die"));
    type_set_range(die, 1, 6);
    x->bit = bit;
    x->die = die;
    x->fair = sample_box(x, "fair", "", "b");
    x->noisy = sample_box(x, "noisy", "b", "b");
    x->flip = sample_function(x, "flip", "b", "b");
    x->xor = sample_function(x, "xor", "bb", "b");
    x->split = sample_box(x, "split", "b", "bd");
    x->both = sample_function(x, "both", "b", "bb");
    x->stop = sample_box(x, "stop", "b", "");
}

static inline void
sample_clear(Sample *x)
{
    signature_clear(&x->s);
    names_clear(&x->names);
}

/* box added to d, reading the wires that follow, as many as it has inputs. */
static inline uint32_t
sample_add(Diagram *d, const Box *box, ...)
{
    uint32_t reads[8] = {0};
    va_list args;
    va_start(args, box);
    for (size_t i = 0; i < box->in.count; i++)
        reads[i] = va_arg(args, uint32_t);
    va_end(args);
    return diagram_add_box(d, box, reads, 0);
}

static inline void
sample_expect(Sink *got, const char *wanted)
{
    ck_assert_str_eq(sink_text(got), wanted);
    sink_clear(got);
}

/* What --stage=diagram says of d. */
static inline void
sample_expect_stage(const Diagram *d, const char *wanted)
{
    Sink s = {0};
    diagram_write_stage(d, &s);
    sample_expect(&s, wanted);
}

#endif

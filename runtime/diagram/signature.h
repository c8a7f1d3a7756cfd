/* signature.h -- the generators a syntax is free on: types and boxes.
 *
 * A Signature owns its types and boxes; they live as long as it does, and everything else borrows
 * them.  Two wires have the same type, two boxes are the same generator, exactly when the pointers
 * are equal (types and boxes are nominal). */
#ifndef CATGUT_DIAGRAM_SIGNATURE_H
#define CATGUT_DIAGRAM_SIGNATURE_H

#include "base/array.h"
#include "base/map.h"
#include "base/name.h"
#include "base/sink.h"

#include <stdbool.h>
#include <stdint.h>

enum { TYPE_SIZE_MAX = 0x7fffffff }; /* the most labels a type may have */

/* An atomic type.  size 0: abstract, a wire with no carrier yet.  Labels are either listed or the
 * integers first, first + 1, ... */
typedef struct Type {
    Name name; /* as declared; NULL for the type of an unnamed latent */
    uint32_t size;
    bool range;
    int64_t first;
    ARRAY(Name) labels; /* of a listed type, in order */
    Map index;          /* label -> position */
} Type;

typedef enum BoxKind {
    BOX_FREE,    /* a generator: channel, function, state or box; a meaning may be known for it */
    BOX_UNIFORM, /* the uniform state; one box for every type, its output's type is the wire's */
    BOX_POINT,   /* the state |label>; deterministic */
    BOX_CONDITIONAL /* a conditional of a state, see diagram/conditional.h */
} BoxKind;

typedef ARRAY(const Type *) TypeList;
typedef ARRAY(Name) NameList;

typedef struct Box {
    uint32_t id; /* 0, 1, 2, ... in the order of birth */
    BoxKind kind;
    bool deterministic;
    bool latent; /* a hidden cause, or noise: pictures say so */
    Name name;        /* how source says it: `noisy`, `lung.T`, `F(lung.T)`, `(1/3|0> + 2/3|1>)`;
                         NULL for a point */
    TypeList in, out; /* both empty for BOX_UNIFORM: see box_outputs */
    NameList in_names, out_names; /* what pictures call these wires; empty, or NULL: not known */
    uint32_t point;   /* BOX_POINT: the label's position */
    const struct Conditional *conditional; /* BOX_CONDITIONAL, see conditional.h */
    struct RowState *rows; /* BOX_FREE: a state that is counted, see data/row_state.h; else NULL */
    ARRAY(uint32_t) counts; /* then: which of its variables the outputs are */
} Box;

/* How many output wires a use of the box has: one for the uniform box. */
static inline size_t
box_outputs(const Box *b)
{
    return b->kind == BOX_UNIFORM ? 1 : b->out.count;
}

typedef struct Signature {
    ARRAY(Type *) types;
    ARRAY(Box *) boxes;
    const Box *uniform; /* born with the signature, named `uniform` */
    Map points;         /* hash of (type, label) -> a point's id; private */
} Signature;

void signature_init(Signature *s);
void signature_clear(Signature *s);

/* A new abstract type; name may be NULL.  Give it a carrier once, before anybody uses it. */
Type *signature_add_type(Signature *s, Name name);
void type_set_range(Type *t, int64_t first, uint32_t size);
/* One more label; false if it is there already.  The type becomes a listed one. */
bool type_add_label(Type *t, Name label);

bool type_find(const Type *t, Name label, uint32_t *position);
/* The label as source: quoted where it must be. */
void type_write_label(const Type *t, uint32_t position, Sink *out);
/* The label as plain text, without quotes. */
void type_write_text(const Type *t, uint32_t position, Sink *out);
/* `{0, 1}`, `{1..6}`; nothing for an abstract type. */
void type_write_carrier(const Type *t, Sink *out);
/* The type as source: its name, the carrier of a nameless one, `_` for the type of an unnamed
 * latent or one not known (NULL). */
void type_write(const Type *t, Sink *out);

/* A new box, kind BOX_FREE, with these types (copied). */
Box *signature_add_box(Signature *s, Name name, const TypeList *in, const TypeList *out);
/* The state |label>: one box for each label of each type. */
const Box *signature_point(Signature *s, const Type *t, uint32_t position);

/* The box as source calls it, without arguments: its name, `|label>`, `uniform[Bit]`.  `type` is
 * that of its output wire; only uniform reads it. */
void box_write(const Box *b, const Type *type, Sink *out);

/* Can this text stand as a name without quotes?  (well-formed UTF-8: a letter as utf8.h has it,
 * then letters, digits and '; not a keyword; not `_` alone.) */
bool word_is_name(const char *text);
/* A name as source: plain where it can be, else quoted, with \" and \\ and \n, \t, and \xHH for
 * each byte of any other control character and of what is not UTF-8. */
void word_write_name(const char *text, Sink *out);
/* A text in quotes, escaped so. */
void word_write_string(const char *text, Sink *out);
/* A label as source: also plain when it is an integer such as 12 or -3. */
void word_write_label(const char *text, Sink *out);
/* A text as a label of a picture, on one line of at most `most` columns: escaped as inside quotes
 * where a character is not seen, and shortened: a name in its middle, what is more than a name (an
 * expression, a kernel) at its end. */
void word_write_shown(const char *text, size_t most, Sink *out);

#endif

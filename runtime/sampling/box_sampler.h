/* box_sampler.h -- rows of a state, drawn box by box: each box after those that it reads.
 *
 * The boxes that reach no output are left out; the others come in the order of the diagram.  A box
 * draws all its outputs at once, from its row, whose entries are in lexicographic order
 * (inverse.h); a row with one entry takes no random digits.  The time of a row is linear in the
 * boxes. */
#ifndef CATGUT_SAMPLING_BOX_SAMPLER_H
#define CATGUT_SAMPLING_BOX_SAMPLER_H

#include "diagram/diagram.h"
#include "num/matrix.h"
#include "sampling/inverse.h"

/* A box, or the uniform state of a type. */
typedef struct SampledBox {
    const Matrix *matrix;  /* NULL: uniform, or a point */
    __mpq_struct *one;     /* of a uniform state: as many ones as it has labels */
    size_t labels;
    Map row;               /* a row -> its place in rows */
    ARRAY(Inverse) rows;   /* those that were met */
} SampledBox;

typedef struct BoxSampler {
    Diagram diagram;
    ARRAY(SampledBox) boxes;
    ARRAY(size_t) box_of;  /* of each use: a place in boxes; SIZE_MAX: a point */
    ARRAY(uint32_t) label; /* of each wire, in the row that was drawn last */
    size_t bad_use, bad_row; /* where a row without a value was met */
} BoxSampler;

typedef enum Drawn { DRAWN, DRAWN_UNDEFINED, DRAWN_STOPPED } Drawn;

/* A closed diagram, of whose boxes `matrices` says what they mean, one for each use; NULL where it
 * is uniform or a point.  They are borrowed.  False: the budget says stop. */
bool box_sampler_init(BoxSampler *a, const Diagram *d, const Matrix *const *matrices,
                    Budget *b) MUST_CHECK;
void box_sampler_clear(BoxSampler *a);
/* One more row: a->label.  UNDEFINED: a row without a value was met, of bad_use's box. */
Drawn box_sampler_draw(BoxSampler *a, Random *random, Budget *b) MUST_CHECK;

#endif

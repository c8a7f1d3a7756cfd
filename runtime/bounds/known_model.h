/* known_model.h -- a model whose boxes are all known, with a table for each vertex.
 *
 * A box that is no function stands for every function of its inputs and of noise that has its rows:
 * nothing is said of how two of its rows go together.  So bounds on a counterfactual of such a
 * model are ends over all couplings of these rows, as they are ends over all weights of response
 * types where the rows were observed (bound.h): its vertices, hidden causes too, are taken for
 * observed ones that have no noise in common.
 *
 * A mechanism that is one box, or of functions alone, is one table.  Any other is taken apart: each
 * use of a box is a vertex of its own, behind those of the model, and one with several outputs is
 * one for all of them together, with a function for each.  So noise inside a mechanism is not
 * drawn anew in each world. */
#ifndef CATGUT_BOUNDS_KNOWN_MODEL_H
#define CATGUT_BOUNDS_KNOWN_MODEL_H

#include "diagram/model.h"
#include "num/matrix.h"
#include "network/outcome.h"

/* The vertex that a use of a box in the mechanism of `of` became. */
typedef struct KnownUse {
    uint32_t of;
    const Box *box;
} KnownUse;

typedef struct KnownModel {
    Signature signature; /* types of its own */
    Model model;         /* without mechanisms; vertices keep the numbers they had */
    Meaning table;       /* of each vertex: its parents, in their order -> its labels; none where a
                            box has no meaning, or the table would be too large */
    ARRAY(KnownUse) uses; /* of each vertex that was added */
} KnownModel;

void known_model_init(KnownModel *k);
void known_model_clear(KnownModel *k);

/* m is closed, and its functor has been applied.  False: the budget. */
bool known_model_make(KnownModel *to, const Model *m, Meaning *meaning, Budget *b) MUST_CHECK;

#endif

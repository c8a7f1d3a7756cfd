/* pieces.h -- what is asked as a sum of products, where all but one of the components follow from
 * the data.
 *
 * A part is the sum, over the labels of all wires that go from one component to another or to an
 * atom, of products of what each component does with them.  Of another component than the main one
 * each factor may be a linear form in its data, whatever these are (linear_express); then the part
 * is
 *
 *     sum over k of  F_k . (c_k . q)      F_k products of such forms, which are probabilities
 *
 * with q the weights of the main component's response types.  A bound of each c_k . q, times F_k,
 * then bounds the whole, for all data. */
#ifndef CATGUT_BOUNDS_PIECES_H
#define CATGUT_BOUNDS_PIECES_H

#include "bounds/finding.h"

typedef struct Piece {
    BoundProduct others; /* F_k; the form of the main component is 1 */
    LinearNumbers costs; /* c_k */
} Piece;

typedef ARRAY(Piece) PieceList;
void pieces_clear(PieceList *l);

/* Adds times * the part; number: NULL, or of the labels of its free atom.  *found: it could be
 * written so, and not with too much work. */
BoundVerdict pieces_add(PieceList *to, bool *found, Finding *f, const BoundPart *p, uint32_t main,
                        const mpq_t times, const LinearNumbers *number);
/* Fewer pieces: those with equal products, and those with equal costs that differ in one form,
 * become one. */
BoundVerdict pieces_join(PieceList *l, Finding *f);

/* The product's value where the data are what they are. */
void product_value(mpq_t to, const Bound *b, const BoundProduct *p);

#endif

/* network.h -- a diagram, its meanings and its evidence as variables and factors.
 *
 * A wire is a variable, unless it can have one value only (a point, an event X = x, a carrier with
 * one label): then it is fixed, and every factor is read at that value.  A box is a factor; boxes
 * share their tables, and a use of a box is a view: an offset and a stride for each of its
 * variables. A wire that a box reads twice has both strides added up, so nothing is ever copied.  A
 * uniform box is only a denominator.  An event that allows several labels is a table of zeros and
 * ones.
 *
 * A box whose table would be large and mostly zero is a hidden variable, one value for
 * each entry that is not zero: a table of their weights, and for each wire a table of zeros and
 * ones that says which value the entry gives it. */
#ifndef CATGUT_NETWORK_NETWORK_H
#define CATGUT_NETWORK_NETWORK_H

#include "network/ask.h"
#include "network/outcome.h"
#include "network/plan.h"
#include "network/table.h"

#define NO_WIRE UINT32_MAX

/* A head or a given: the variable it is, or the only label it can have.  `some`: a variable that
 * has lost values (reduce.h); those it has are the network's labels from `first` on. */
typedef struct Place {
    bool fixed, some;
    uint32_t at;
    uint32_t size;
    size_t first;
} Place;
typedef ARRAY(Place) PlaceList;

typedef struct Factor {
    size_t table;
    size_t offset;
    const Box *box; /* NULL: evidence */
} Factor;

typedef struct Network {
    Shape shape;
    ARRAY(uint32_t) wires; /* of each variable, in the ask's diagram; NO_WIRE: hidden */
    ARRAY(Factor) factors; /* beside shape.factors */
    ARRAY(size_t) strides; /* beside shape.scopes */
    ARRAY(Table) tables;
    PlaceList heads, givens;
    WireList labels;
    bool impossible; /* the evidence contradicts itself: all is zero */
} Network;

void network_clear(Network *n);

/* The network of a pruned ask.  Conditional boxes in it have been evaluated.  Whole tables of boxes
 * are looked for in the store, and go there; it outlives the network.  NULL: no store. */
Outcome network_interpret(Network *to, const Ask *a, const Meaning *m, TableStore *store, Budget *b,
                          Trouble *t) MUST_CHECK;

/* The product of all denominators. */
void network_denominator(mpz_t to, const Network *n);

/* The most entries that an answer can have, by the sizes of the kept variables. */
void network_answer_size(mpz_t to, const Network *n);

#endif

/* premise_text.h -- statements, graphs and small states in words. */
#ifndef CATGUT_PREMISE_PREMISE_TEXT_H
#define CATGUT_PREMISE_PREMISE_TEXT_H

#include "independence/sums.h"
#include "lang/premise/premise_question.h"

/* `independent(A, {B, C} | D)` */
void premise_put_triple(const PremiseQuestion *q, const Triple *t, Sink *out);
/* `A -> B, C`, an arrow each, or `no arrows`.  joined: with a line for each pair that is joined
 * there and not in d; NULL: none. */
void premise_put_graph(const PremiseQuestion *q, const Dag *d, const Dag *joined, Sink *out);
/* ["A","B"] */
void premise_put_names_json(const PremiseQuestion *q, Mask set, Sink *out);
/* [["A","B"]]: the arrows. */
void premise_put_graph_json(const PremiseQuestion *q, const Dag *d, Sink *out);

/* A state in which the premises hold, and something does not. */
typedef enum RefutingState {
    REFUTED_NOT,
    REFUTED_BY_GRAPH,
    REFUTED_BY_SUMS,
    REFUTED_BY_LEANING
} RefutingState;
typedef struct Refutation {
    RefutingState by;
    Dag dag; /* one where what is refuted is not separated; with tables that are not special it
                does not hold */
    Sums sums;
    Mask leaning;
} Refutation;

/* Looks for one against the triple.  False: it has complained. */
bool premise_refute(Refutation *to, const PremiseQuestion *q, const Triple *t);
/* `A, B are fair bits, C = A xor B` */
void premise_put_refutation(const PremiseQuestion *q, const Refutation *r, Sink *out);
void premise_put_refutation_json(const PremiseQuestion *q, const Refutation *r, Sink *out);

#endif

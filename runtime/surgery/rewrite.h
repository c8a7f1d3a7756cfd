/* rewrite.h -- the laws by which the factors of one recipe become fewer.
 *
 *   chain      P(A | G) P(B | A, G) = P(A, B | G), of the observed state or of one recipe
 *   shorten    P(A | G, c) = P(A | G) when A and c are separated given G
 *   eliminate  sum_z P(z | G) P(w | z, H) = P(w | G, H) when z is separated from H given G, and w
 *              from G given z and H; likewise for all the factors that mention z, and others;
 *              also after P(z | G) P(w | z, G) = P(w | G) P(z | w, G)
 *   join       P(A | G) P(B | H) = P(A, B | G), H in A and G, when B is separated from the rest of
 *              these given H
 *
 * The separations are those of the observed state (Pearl 1988), so the laws but the first are for
 * its conditionals alone.  They are those of Tikka & Karvanen 2017, "Simplifying probabilistic
 * expressions in causal inference", as far as one joint conditional reaches. */
#ifndef CATGUT_SURGERY_REWRITE_H
#define CATGUT_SURGERY_REWRITE_H

#include "diagram/estimand.h"
#include "graph/bayes_ball.h"

typedef struct Rewriter {
    const Estimand *e; /* of the variables */
    const Graph *g;
    Budget *budget;
    bool stopped;  /* the budget ran out: changes so far are good ones */
    uint64_t left; /* how many more vertices and arrows separations may look at */
    BayesBall ball;
    uint32_t *mark; /* scratch, by vertex: 0 between uses */
} Rewriter;

void rewriter_init(Rewriter *w, const Estimand *e, const Graph *g, Budget *b);
void rewriter_clear(Rewriter *w);

/* Applies the laws as often as possible; true: some law was applied.  The last three only while
 * `left` lasts. */
bool recipe_rewrite(Recipe *r, Rewriter *w);

#endif

/* bayes_ball.h -- many questions of separation about one graph, each in time linear in what it
 * visits.
 *
 * Bayes-ball (Shachter 1998, "Bayes-ball: the rational pastime"). separation.h answers one question
 * and gives a path; here the answer is only yes or no, and the arrays are kept from one question to
 * the next.  Given vertices are visited as well: those that are not visited are not needed
 * (requisite observations). */
#ifndef CATGUT_GRAPH_BAYES_BALL_H
#define CATGUT_GRAPH_BAYES_BALL_H

#include "graph/graph.h"

typedef struct BayesBall {
    const Graph *g;
    uint8_t *marks; /* of each vertex */
    WireList marked, queue;
    uint64_t steps; /* arrows looked at, in all */
} BayesBall;
void bayes_ball_init(BayesBall *b, const Graph *g);
void bayes_ball_clear(BayesBall *b);

/* From some vertices to others; the three lists have no common members. */
void bayes_ball_run(BayesBall *b, const WireList *from, const WireList *to, const WireList *given);
/* Was v visited, which is one of `to` or given?  If it is given: is it needed?  Else: is v
 * connected with one of `from`? */
bool bayes_ball_has_met(const BayesBall *b, uint32_t v);

#endif

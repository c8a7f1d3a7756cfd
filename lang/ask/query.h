/* query.h -- P and E with numbers: in a state, in a model with a functor, or of a model from a
 * state.
 *
 * A question becomes a closed diagram (surgery done, asked wires as outputs, do(X) as inputs) and a
 * Query over it. */
#ifndef CATGUT_ASK_QUERY_H
#define CATGUT_ASK_QUERY_H

#include "lang/session/meaning.h"

typedef struct NumberQuery {
    Session *s;
    const Node *node;
    Query query;
    Model model;      /* a copy, with what is done; only in a model */
    WireList asked;   /* vertices that are outputs, in a model */
    WireList opened;
    Map output_of;    /* vertex -> output, in a model */
    Diagram diagram;
    ARRAY(const Node *) given; /* the name of each given, for its port */
    PortList in, out;
    Sink event;       /* the fixed conditions, in words */
} NumberQuery;

/* P(...) and E(...). */
bool elaborate_probability(Session *s, Value *to, const Node *call);
bool elaborate_mean(Session *s, Value *to, const Node *call);
/* Are they numbers, by their form? */
bool probability_is_number(const Session *s, const Node *call);
bool mean_is_number(const Session *s, const Node *call);
void number_query_clear(NumberQuery *a);
bool node_is_do(const Node *n);
uint32_t number_query_output(NumberQuery *a, uint32_t v);
bool node_is_event(const Node *n);
bool number_query_add_condition(NumberQuery *a, const Node *item, Map *free, size_t *opened);
/* All the interventions first: they decide what the labels and wires are. */
bool number_query_do(NumberQuery *a, const Node *conditions);
bool number_query_start(NumberQuery *a);
void number_query_finish(NumberQuery *a);
bool number_query_undefined(NumberQuery *a, const Node *n, const Reached *reached);

#endif

/* query.h -- a question about a diagram, in terms of its ends. */
#ifndef CATGUT_NETWORK_QUERY_H
#define CATGUT_NETWORK_QUERY_H

#include "diagram/diagram.h"

/* An end of the diagram that is a row of the answer. */
typedef struct Given {
    bool input;        /* an input of the diagram, else an output conditioned on */
    uint32_t position; /* among the inputs, or among the outputs */
} Given;

/* An event on an output: the allowed labels. */
typedef struct Event {
    uint32_t position; /* among the outputs */
    bool condition;    /* right of the bar */
    bool complement;   /* the labels listed are the ones not allowed */
    WireList labels;   /* increasing */
} Event;

/* P(heads, events | givens, conditions): heads are output positions.  Outputs nobody mentions are
 * discarded.  Every input of the diagram is a given. */
typedef struct Query {
    const Diagram *diagram;
    WireList heads;
    ARRAY(Given) givens;
    ARRAY(Event) events;
    int digits; /* each entry may be the nearest decimal with so many, in place of the exact one; 0:
                   none may */
} Query;
void query_clear(Query *q);

/* The plain meaning of d: heads its outputs, givens its inputs. */
void query_all(Query *q, const Diagram *d);

/* Is there an event right of the bar, or left of it? */
bool query_has_event(const Query *q, bool condition);

/* The places of the heads in the query, ordered by their wires, the last wire first: what stands
 * late in a diagram depends on most of it. */
void query_sort_heads(WireList *to, const Query *q);

/* How many labels of a type this large the event allows, and is this one among them? */
uint32_t event_count(const Event *e, uint32_t size);
bool event_allows(const Event *e, uint32_t label);

#endif

/* derived.h -- variables that others decide: X + Y, or whether X = 1 or Y < Z.
 *
 * A question's diagram gets a deterministic box for each step that joins two wires, so what is
 * asked is evaluated as anything else; a long `or` is a chain of small boxes, not a table of all
 * its variables.  What reads one wire needs no box: it is a number for each label. */
#ifndef CATGUT_ASK_DERIVED_H
#define CATGUT_ASK_DERIVED_H

#include "lang/ask/number_query.h"
#include "linear/linear.h"

/* An event is 1 where it happens, else 0.  {0} is none yet. */
typedef struct Derived {
    bool constant;        /* there is no wire, and one number */
    bool event;
    uint32_t wire;        /* of the question's diagram */
    LinearNumbers number; /* for each label of the wire */
} Derived;
void derived_clear(Derived *d);

/* Every variable in n, an event or arithmetic, becomes an output of a. */
bool derived_find(NumberQuery *a, const Node *n, bool event);
/* Then, with a->diagram made: what n is, an event or a number. */
bool derived_event(NumberQuery *a, Derived *to, const Node *n);
bool derived_number(NumberQuery *a, Derived *to, const Node *n);
/* The output of a->diagram that shows the wire. */
uint32_t derived_output(NumberQuery *a, const Derived *d);
/* Is there no variable in this arithmetic? */
bool is_constant(const NumberQuery *a, const Node *n);

#endif

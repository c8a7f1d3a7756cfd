/* slot.h -- a component in the worlds of a question, as a function of what it reads of others. */
#ifndef CATGUT_BOUNDS_SLOT_H
#define CATGUT_BOUNDS_SLOT_H

#include "bounds/finding.h"

/* The component's wires of a part, as a function of what they read from elsewhere. */
typedef struct Slot {
    const Bound *b;
    const BoundPart *p;
    uint32_t component;
    WireList wires;   /* of the component, each after what it reads */
    WireList inputs;  /* of others, that these read */
    WireList outputs; /* of `wires`, those that others or atoms read */
    uint32_t *label;  /* of each wire */
    uint64_t values;  /* of the inputs together */
} Slot;

/* The needed wires of the component in the part. */
void slot_make(Slot *s, const Bound *b, const BoundPart *p, uint32_t component);
void slot_clear(Slot *s);
/* What the type's outputs are together, as a number, where the inputs have their labels: the places
 * of the labels, the last output's fastest. */
uint64_t slot_respond(Slot *s, uint32_t type);
/* The next values of the inputs; false: those were the last. */
bool slot_next_inputs(Slot *s);

#endif

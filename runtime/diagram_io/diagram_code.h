/* diagram_code.h -- diagrams as texts of other programs: DisCoPy (Python) and Chyp.
 *
 * Boxes stand in the order of the diagram, each after those it reads from. */
#ifndef CATGUT_DIAGRAM_IO_DIAGRAM_CODE_H
#define CATGUT_DIAGRAM_IO_DIAGRAM_CODE_H

#include "diagram/diagram.h"

/* What a text does not say of its diagram. */
enum {
    LOST_TYPES = 1,         /* wires have no types */
    LOST_NAMES = 2,         /* boxes whose names are no names there have others */
    LOST_DETERMINISTIC = 4, /* which boxes are deterministic */
};

typedef struct DiagramOutput {
    const Diagram *diagram;
    Sink *out;
    Budget *budget;
    unsigned lost;
} DiagramOutput;

/* False: the budget says stop. */
typedef bool DiagramWriter(DiagramOutput *o) MUST_CHECK;

/* A program that makes the diagram, called `diagram`, in discopy.markov (1.1 and later), by a
 * function of Python from wires to wires. */
DiagramWriter discopy_write;
/* A term of generators with `copy` and `discard`, and the laws of the Markov category as rules:
 * copies are commutative and associative, what is discarded might as well not have been made, and
 * what is deterministic can be copied. */
DiagramWriter chyp_write;

/* ---- for this folder alone ---- */

/* The boxes of a diagram, each once, in the order of their first use.  A uniform box is one for
 * each type of its wire. */
typedef struct Generator {
    const Box *box;
    const Type *uniform; /* the type, of the uniform box; else NULL */
} Generator;

typedef struct GeneratorList {
    ARRAY(Generator) at;
    ARRAY(uint32_t) of; /* of each use, its generator */
} GeneratorList;

void generators_init(GeneratorList *g, const Diagram *d);
void generators_clear(GeneratorList *g);
/* As source calls it. */
void generator_write(const Generator *g, Sink *out);

#endif

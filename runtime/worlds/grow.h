/* grow.h -- the worlds of a question as one diagram, grown merged, and evidence pushed into it.
 *
 * All worlds share the noise.  So a wire of the grown diagram is a vertex and what it reads: two
 * worlds in which a vertex reads the same wires have one wire there, and a vertex without parents
 * has one in all worlds.  Replacements that cannot reach an atom, `Y[M = M]` and equal worlds
 * vanish by this alone (Shpitser & Pearl 2007, make-cg; Lorenz & Tull 2023).
 *
 * What is read is a wire, or a *point*: a label that was put there.  An event of one label makes
 * its wire a point for all who read it, in every world; then more wires are equal.  The wire itself
 * stays: it is where the event is.  Events of several labels push nothing.
 *
 * A Grown owns its lists and borrows the question. */
#ifndef CATGUT_WORLDS_GROW_H
#define CATGUT_WORLDS_GROW_H

#include "worlds/world_question.h"

#define GROWN_POINT UINT32_C(0x80000000) /* this bit and a label's position: a point, no wire */

typedef struct GrownWire {
    uint32_t vertex;
    uint32_t function;     /* of the question's functions, or GROWN_OWN: its own mechanism */
    uint32_t in, in_count; /* reads[in ... in + in_count), in the order of the parents */
    uint32_t world;        /* the first one in which it is, */
    uint64_t worlds;       /* and a bit for each of the first 64 */
} GrownWire;

#define GROWN_OWN UINT32_MAX

/* What is known of a wire besides the atoms. */
typedef struct GrownFact {
    uint32_t wire;
    LabelSet labels;
} GrownFact;

typedef struct Grown {
    const WorldQuestion *question;
    ARRAY(GrownWire) wires; /* each after the wires it reads */
    WireList reads;
    WireList at; /* for each atom of the question: its wire, or the point it is at */
    ARRAY(GrownFact) facts; /* count as events */
    Map known;   /* hash of a wire -> the last one with it; private */
    WireList same_hash;
} Grown;

void grown_clear(Grown *g);
uint64_t grown_bytes(const Grown *g); /* what it takes, about */
void grown_set(Grown *to, const Grown *g);
/* One more fact: the wire has one of these labels (copied). */
void grown_add_fact(Grown *g, uint32_t wire, const LabelSet *labels);

typedef enum GrowOutcome { GROW_DONE, GROW_STOPPED, GROW_CYCLE } GrowOutcome;

/* Grows the worlds of q: what its atoms need, and nothing else.  Linear in worlds times the
 * vertices needed.  GROW_CYCLE: a function put in reads what comes after it; *at is a vertex on the
 * way.  GROW_STOPPED: b says why. */
GrowOutcome grow(Grown *to, const WorldQuestion *q, uint32_t *at, Budget *b) MUST_CHECK;

/* Two atoms that cannot both hold; one may be alone (`X[X = 1] = 0`), or contradict a fact, then
 * they are the same.  Or some that cannot all hold: no label of `vertex` is left (prune.h). */
typedef struct Clash {
    bool found;
    uint32_t atoms[2];
    bool of_all;
    uint32_t vertex;
} Clash;

/* Pushes the events of the atoms that count (an array of one answer for each atom; free atoms never
 * do), and merges, until nothing changes.  Looks for contradictions among them first: where one is
 * found, g stays as it was at that moment. */
bool grown_push(Grown *g, const bool *counts, Clash *clash, Budget *b) MUST_CHECK;

/* What the events of those atoms, and facts, leave of this wire's labels; false: none is on it. */
bool grown_event(LabelSet *to, const Grown *g, const bool *counts, uint32_t wire);

/* Is a wire needed, for the atoms of which `counts` is true, or for a fact?  A fact that was pushed
 * stays an event: the events that its wire led to are weaker without it.  One answer a wire; to be
 * freed. */
bool *grown_needed(const Grown *g, const bool *counts);

const Type *grown_type(const Grown *g, uint32_t wire);
/* The parents that a wire reads, in the order of its reads. */
const WireList *grown_parents(const Grown *g, uint32_t wire);

#endif

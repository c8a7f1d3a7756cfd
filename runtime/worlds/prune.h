/* prune.h -- labels that declared carriers rule out, where nobody has looked. */
#ifndef CATGUT_WORLDS_PRUNE_H
#define CATGUT_WORLDS_PRUNE_H

#include "worlds/grow.h"

/* Of each wire that the atoms of `needed` need, and on which there is no atom that counts or is
 * free, the labels that would contradict what the atoms that count say are ruled out, by a fact; a
 * wire with one label left is pushed.  Until nothing changes, or one has no label left: a clash.
 * *vertex: one that has fewer labels now, if any. */
bool grown_prune(Grown *g, const bool *counts, const bool *needed, uint32_t *vertex, Clash *clash,
                 Budget *b) MUST_CHECK;

#endif

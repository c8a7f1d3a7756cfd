/* latents_needed.h -- which latents would make an effect identifiable, if they were observed. */
#ifndef CATGUT_IDENTIFY_LATENTS_NEEDED_H
#define CATGUT_IDENTIFY_LATENTS_NEEDED_H

#include "lang/identify/estimand.h"

typedef struct LatentsNeeded {
    SetList sets;           /* of latents: all of one; or, where there is none, some of two */
    size_t tried, latents;  /* how many were tried alone, of how many */
} LatentsNeeded;

void latents_needed_clear(LatentsNeeded *h);
/* i: not identified.  False: stopped, and it has complained. */
bool latents_needed_find(Session *s, LatentsNeeded *to, const Identified *i, Span at);

#endif

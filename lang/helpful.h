/* helpful.h -- what one could observe to make an effect identifiable. */
#ifndef CATGUT_HELPFUL_H
#define CATGUT_HELPFUL_H

#include "lang/identifying.h"

typedef struct Helpful {
    SetList sets;           /* of latents: all of one; or, where there is none, some of two */
    size_t tried, latents;  /* how many alone, of how many: in large models not all are */
} Helpful;
void helpful_clear(Helpful *h);

/* i: not identified.  False: stopped, and it has complained. */
bool helpful_find(Session *s, Helpful *to, const Identified *i, Span at);

#endif

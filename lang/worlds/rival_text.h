/* rival_text.h -- two functional models as source. */
#ifndef CATGUT_WORLDS_RIVAL_TEXT_H
#define CATGUT_WORLDS_RIVAL_TEXT_H

#include "lang/worlds/world_effect.h"
#include "worlds/rival.h"

/* Declarations: types, functions, then the two models, under these names and the vertices' own.
 * All other names are new.  Noise and coins are latents; a vertex that is read by none of its rules
 * is tossed in place. */
void rival_write(Session *s, const WorldEffect *e, const RivalPair *pair, const Name names[2],
                 Sink *out);

#endif

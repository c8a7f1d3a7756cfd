/* witness_functor.h -- a linear model over bits as the declaration of a functor. */
#ifndef CATGUT_WITNESS_WITNESS_FUNCTOR_H
#define CATGUT_WITNESS_WITNESS_FUNCTOR_H

#include "lang/identify/effect_query.h"
#include "surgery/parity_model.h"

/* How many labels each vertex's type has, or gets where it is abstract: as few as will do. */
void witness_sizes(uint32_t *size, const EffectQuery *q, const Witness *w);
/* How many entries all tables have, saturated. */
uint64_t witness_entries(const EffectQuery *q, const uint32_t *size);
/* `functor F : M { ... }`, with a comment for each vertex, without a newline at the end. */
void witness_write(const EffectQuery *q, const uint32_t *size, const Mechanism *mechanisms,
                   Name name, Sink *out);

#endif

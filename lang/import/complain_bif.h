/* complain_bif.h -- complaints about networks in BIF: E160 to E169.
 *
 * Their places are in the imported file, but for E160. */
#ifndef CATGUT_IMPORT_COMPLAIN_BIF_H
#define CATGUT_IMPORT_COMPLAIN_BIF_H

#include "io/bif.h"
#include "lang/complain/complain.h"

/* An import that does not say what the model and the functor are called. */
/* It is compressed, and is broken, or cannot be expanded here at all. */
bool complain_compressed(Complainer *c, Span at, Name file, bool absent);
bool complain_bif_names(Complainer *c, Span at, Name file);
/* A mistake that bif_read found, of any kind but that the budget stopped it. */
bool complain_bif(Complainer *c, const Source *source, const BifMistake *m);
/* There are so many numbers that are not zero, and room only for `limit`. */
bool complain_bif_size(Complainer *c, Span at, uint64_t numbers, uint64_t limit);
/* `rows` rows do not sum to one; m is about the first of them. */
bool complain_bif_sum(Complainer *c, const Source *source, const Bif *b, const BifMistake *m,
                      uint64_t rows);
/* bif_repair could not repair the row of m. */
bool complain_bif_repair(Complainer *c, const Source *source, const Bif *b, const BifMistake *m);
/* A warning about what `repaired` changed; nothing where it changed nothing. */
void warn_bif_repaired(Complainer *c, Span at, Name file, const BifRepair *r);

#endif

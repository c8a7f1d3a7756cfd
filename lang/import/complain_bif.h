/* complain_bif.h -- complaints about networks in BIF: E160 to E169.
 *
 * Their places are in the imported file, but for E160. */
#ifndef CATGUT_IMPORT_COMPLAIN_BIF_H
#define CATGUT_IMPORT_COMPLAIN_BIF_H

#include "io/bif.h"
#include "lang/complain/complain.h"

/* An import that does not say what the model and the functor are called. */
bool complain_bif_names(Complainer *c, Span at, Name file);
/* A mistake that bif_read found, of any kind but that the budget stopped it. */
bool complain_bif(Complainer *c, const Source *source, const BifMistake *m);
/* There are so many numbers that are not zero, and room only for `limit`. */
bool complain_bif_size(Complainer *c, Span at, uint64_t numbers, uint64_t limit);
/* The row of m has this sum, not one.  `repaired` would mend all the rows that are so, and they are
 * this many; 0: it would not. */
bool complain_bif_sum(Complainer *c, const Source *source, const BifMistake *m, const mpq_t sum,
                      uint64_t rows);
/* bif_repair could not repair the row of m. */
bool complain_bif_repair(Complainer *c, const Source *source, const Bif *b, const BifMistake *m,
                         const mpq_t within);
/* Not a mistake: what `repaired` did, in a warning; nothing where it did nothing. */
void warn_bif_repaired(Complainer *c, Span at, Name file, const BifRepair *r);

#endif

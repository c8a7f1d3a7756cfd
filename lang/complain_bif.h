/* complain_bif.h -- complaints about networks in BIF: E160 to E169.
 *
 * Their places are in the imported file, but for E160. */
#ifndef CATGUT_COMPLAIN_BIF_H
#define CATGUT_COMPLAIN_BIF_H

#include "lang/complain_meaning.h"

#include "io/bif.h"

/* An import that does not say what the model and the functor are called. */
bool complain_bif_names(Session *s, Span at, Name file);
/* What bif_read found; `importing` is the place of the import, where a limit was reached. */
bool complain_bif(Session *s, const Source *source, const BifMistake *m, Span importing);
/* So many numbers that are not zero, and room for so many. */
bool complain_bif_size(Session *s, Span at, uint64_t numbers, uint64_t limit);
/* `rows` rows do not sum to one; m is about the first of them. */
bool complain_bif_sum(Session *s, const Source *source, const Bif *b, const BifMistake *m,
                      uint64_t rows);
/* bif_repair could not repair the row of m. */
bool complain_bif_repair(Session *s, const Source *source, const Bif *b, const BifMistake *m);
/* Not a mistake: what `repaired` did, in a warning; nothing where it did nothing. */
void warn_bif_repaired(Session *s, Span at, Name file, const BifRepair *r);

#endif

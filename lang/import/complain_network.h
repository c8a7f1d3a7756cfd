/* complain_network.h -- complaints about networks in BIF: E160 to E169.
 *
 * Their places are in the imported file, but for E160. */
#ifndef CATGUT_IMPORT_COMPLAIN_NETWORK_H
#define CATGUT_IMPORT_COMPLAIN_NETWORK_H

#include "bayes/bif.h"
#include "lang/complain/complain.h"

/* An import that does not say what the model and the functor are called. */
bool complain_network_names(Complainer *c, Span at, Name file);
/* A mistake that its reader found, of any kind but that the budget stopped it. */
bool complain_network(Complainer *c, const Source *source, const BayesMistake *m);
/* There are so many numbers that are not zero, and room only for `limit`. */
bool complain_network_size(Complainer *c, Span at, uint64_t numbers, uint64_t limit);
/* The row of m has this sum, not one.  `repaired` would mend all the rows that are so, and they are
 * this many; 0: it would not. */
bool complain_network_sum(Complainer *c, const Source *source, const BayesMistake *m,
                          const mpq_t sum, uint64_t rows);
/* bayes_repair could not repair the row of m. */
bool complain_network_repair(Complainer *c, const Source *source, const BayesNet *b,
                             const BayesMistake *m, const mpq_t within);
/* Not a mistake: the file is of a format without names. */
void warn_network_nameless(Complainer *c, Span at, Name file);
/* Not a mistake: what `repaired` did, in a warning; nothing where it did nothing. */
void warn_network_repaired(Complainer *c, Span at, Name file, const BayesRepair *r);

#endif

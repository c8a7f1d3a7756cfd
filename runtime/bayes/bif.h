/* bif.h -- Bayesian networks in BIF, the Interchange Format for Bayesian Networks (Cozman
 * 1996-1998, version 0.15), read as programs really write it.
 *
 * Read are `network`, `variable` and `probability` blocks in any order, the others also inside the
 * first; names and labels in quotes or any run of characters but blanks , | ; { } ( ) [ ] " and
 * comments (`//`, `#`, and those between slashes and stars); intervals such as [0,5) as labels;
 * `,` and `|` as blanks; `table`, `default`, rows by the labels of the parents in any order;
 * properties, which mean nothing here, but for those that say that tables hold something else than
 * probabilities: a file with one of them is refused. Numbers are exact: 0.1 is 1/10.
 *
 * As in the definition of the format, in a `table` the variable itself is slowest and the last
 * parent fastest. */
#ifndef CATGUT_BAYES_BIF_H
#define CATGUT_BAYES_BIF_H

#include "bayes/bayes.h"

/* Reads text[0 ... count), after which there is a NUL.  False: *m says what is wrong, and *to is
 * empty. One pass, but for blocks that come before what they name, which are read again. */
bool bif_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
              Budget *budget) MUST_CHECK;

#endif

/* latex.h -- names and labels in LaTeX, for formulas, pictures and plots.
 *
 * All is mathematics: a letter stands as it is, its number or what follows `_` below it (X, X_{12},
 * U_{XY}), words upright (\mathrm{Tar}), what is no word as \text, of amsmath.  Greek letters are
 * written by their names, other letters beyond Latin as `?`. */
#ifndef CATGUT_SHOW_LATEX_H
#define CATGUT_SHOW_LATEX_H

#include "base/sink.h"

/* A name, within mathematics. */
void latex_write_name(const char *name, Sink *out);

/* A label between `$`: names, numbers, kets and signs, as they are written in Catgut.  Nothing for
 * NULL. */
void latex_write_label(const char *label, Sink *out);

#endif

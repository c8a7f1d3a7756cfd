/* latex.h -- text inside LaTeX, for pictures and plots. */
#ifndef CATGUT_SHOW_LATEX_H
#define CATGUT_SHOW_LATEX_H

#include "base/sink.h"

/* A label: one variable (X, X12, X') in mathematics, anything else as text, with characters that
 * mean something in LaTeX escaped.  Greek letters are written by their names, other letters beyond
 * Latin as `?`.  Nothing for NULL. */
void latex_write_label(const char *label, Sink *out);

#endif

/* latex.h -- text inside LaTeX; for show/ alone. */
#ifndef CATGUT_SHOW_LATEX_H
#define CATGUT_SHOW_LATEX_H

#include "base/sink.h"

/* A label: one variable (X, X12, X') in mathematics, anything else as text, with what LaTeX would
 * take for its own spelt out.  Letters beyond Latin become `?`, but the Greek ones. */
void latex_write_label(const char *label, Sink *out);

#endif

/* notebook.h -- a script as a notebook of Jupyter. */
#ifndef CATGUT_REPORT_NOTEBOOK_H
#define CATGUT_REPORT_NOTEBOOK_H

#include "lang/text/source.h"

/* In nbformat 4.5, byte for byte as Jupyter itself saves it: notes are cells of Markdown,
 * statements that stand together a cell of code, without outputs.  What cannot be read as
 * statements is code too. */
void notebook_write(const Source *source, Sink *out);

#endif

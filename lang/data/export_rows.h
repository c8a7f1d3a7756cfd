/* export_rows.h -- export omega to "omega.csv": a state as rows with counts. */
#ifndef CATGUT_DATA_EXPORT_ROWS_H
#define CATGUT_DATA_EXPORT_ROWS_H

#include "lang/session/session.h"

/* A row for each combination of labels that has a probability, with the smallest whole numbers that
 * are in their proportion; of a state that came from rows, their counts.  Read back with the
 * weights that `told` names it is the same state.  n: the export, whose file's ending tells the
 * delimiter.
 * False: complained. */
bool export_rows(Session *s, const Value *v, const Node *n, Sink *text, Sink *told);

/* A cell, in quotes where a reader could take it for something else; what stands between two, in a
 * file of this name; has each wire a name of its own, for its column?  If not, complains at n. */
void row_write_cell(const char *text, Sink *out);
const char *row_delimiter(const char *path);
bool row_names_fit(Session *s, const PortList *out, const Node *n);
/* Is the text of a label UTF-8?  If not, complains at n. */
bool row_text_fits(Session *s, const char *text, const Node *n);

#endif

/* export_diagram.h -- diagrams as texts of other programs. */
#ifndef CATGUT_EXPORT_EXPORT_DIAGRAM_H
#define CATGUT_EXPORT_EXPORT_DIAGRAM_H

#include "diagram_io/diagram_code.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* The diagram of the value (that of a model has its observed variables as outputs), to be written
 * to a file; `told` gets comments about what the text does not say.  False: complained. */
bool export_diagram(Session *s, const Value *v, const Node *n, const char *word,
                    DiagramWriter *write, Sink *text, Sink *told);

#endif

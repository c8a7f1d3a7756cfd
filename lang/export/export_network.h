/* export_network.h -- models with numbers as networks of other programs. */
#ifndef CATGUT_EXPORT_EXPORT_NETWORK_H
#define CATGUT_EXPORT_EXPORT_NETWORK_H

#include "bayes/bayes_write.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* How a format is written. */
typedef struct NetworkForm {
    const char *word; /* "bif" */
    BayesWriter *write;
    bool fractions; /* it says 1/3 */
    bool nameless;  /* it has no names */
} NetworkForm;

/* `export m with F to "x.bif"`: the network of the model, with what F makes of its boxes, to be
 * written to a file; `told` gets comments about what the text does not say.  A number that the
 * format cannot say is a mistake, unless the export is `rounded`, which a warning tells. */
bool export_network(Session *s, const Node *n, const NetworkForm *form, Sink *text, Sink *told);

#endif

/* import_network.h -- networks of other programs as models with functors. */
#ifndef CATGUT_IMPORT_IMPORT_NETWORK_H
#define CATGUT_IMPORT_IMPORT_NETWORK_H

#include "bayes/bayes.h"
#include "lang/session/session.h"

#include <stdbool.h>

/* `import "x.bif" as m with F`, where `path` is the file that was found, and `read` knows its
 * format. */
bool import_network(Session *s, const char *path, const Node *n, BayesReader *read);

#endif

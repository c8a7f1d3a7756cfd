/* formula_chain.h -- formulas as tables, and as chains of tables. */
#ifndef CATGUT_ELABORATE_FORMULA_CHAIN_H
#define CATGUT_ELABORATE_FORMULA_CHAIN_H

#include "lang/elaborate/formula_term.h"

/* The most rows of a word's table: what has more becomes a chain. */
enum { FORMULA_ROWS = 1024 };

/* How many rows a table of these inputs has; saturated. */
uint64_t port_rows(const PortList *in);
/* The table, a row for each value of the inputs. */
bool formula_table(FormulaRow *r, Value *to, const Port *out);
/* or, and, xor, sum, max, min, equal: of two inputs or more, in this order. */
bool formula_chain(Session *s, Value *to, const Node *n, FormulaWord word, const PortList *in,
                   const WireList *order, const Port *out);
/* noisy_or(...) and noisy_max(...). */
bool noisy_chain(Session *s, Value *to, const Node *n, FormulaWord word, const PortList *in,
                 const Port *out);
/* The box of this matrix at the end of d: the wire that it gives. */
uint32_t chain_add(Session *s, Diagram *d, Value *matrix, bool function, const uint32_t *reads);

#endif

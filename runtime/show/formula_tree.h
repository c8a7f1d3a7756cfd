/* formula_tree.h -- a recipe as an expression: products, nested sums and ratios of conditionals.
 *
 * This stands between an estimand and its formula, and is for this folder alone.  Sums are nested
 * so that no factor stands in a sum that it does not need, as elimination would compute them: the
 * elimination tree of the bound variables (Liu 1990).  Short recipes that are used once are written
 * in place, as ratios where they are conditioned; of others conditionals are called as P's are.
 *
 * Invariant.  Nodes are linked by places in one array, so nothing recurses.  The first node is a
 * product. */
#ifndef CATGUT_SHOW_FORMULA_TREE_H
#define CATGUT_SHOW_FORMULA_TREE_H

#include "diagram/estimand.h"

#define NOTHING UINT32_MAX /* no node, no symbol */

typedef enum FormulaKind {
    FORMULA_PRODUCT,  /* of its children */
    FORMULA_SUM,      /* over heads, of the product of its children */
    FORMULA_RATIO,    /* of its two children, which are products */
    FORMULA_OBSERVED, /* P(heads | givens) */
    FORMULA_PLAN,     /* k(heads | givens), of a recipe that is given */
    FORMULA_CALL      /* of a recipe that has a name: Q(heads | givens; inputs) */
} FormulaKind;

typedef struct FormulaNode {
    FormulaKind kind;
    uint32_t recipe; /* of a call */
    uint32_t parent, first, last, next, before;
    WireList heads, givens, inputs; /* symbols */
} FormulaNode;

typedef enum SymbolKind {
    SYMBOL_FREE,  /* a head or an input of the whole */
    SYMBOL_BOUND, /* by a sum */
    SYMBOL_ANY    /* any value will do */
} SymbolKind;

/* A variable as it is written: its vertex's name, marked `level` times. */
typedef struct Symbol {
    SymbolKind kind;
    uint32_t vertex;
    uint32_t level;
    uint32_t shadows; /* of a bound one: a symbol that it is written like where that is free */
} Symbol;

/* How a recipe comes into the formula. */
typedef enum RecipePlace { PLACE_NONE, PLACE_NAMED, PLACE_INLINE } RecipePlace;
/* Of each recipe; to be freed.  The last one is named. */
RecipePlace *formula_tree_places(const Estimand *e);

typedef struct FormulaTree {
    const Estimand *e;
    const RecipePlace *places;
    ARRAY(FormulaNode) nodes;
    ARRAY(Symbol) symbols;
    WireList any; /* the symbols of kind ANY, in the order of writing */

    /* Scratch, NOTHING or 0 between uses: by variable ... */
    uint32_t *symbol_of, *place_of;
    /* ... and by vertex. */
    uint32_t *any_of, *shadowed, *used, *met;
} FormulaTree;

void formula_tree_init(FormulaTree *x, const Estimand *e, const RecipePlace *places);
void formula_tree_clear(FormulaTree *x);
/* The expression of the recipe, whose heads and inputs are the first symbols, in this order. */
void formula_tree_make(FormulaTree *x, uint32_t recipe);

/* The nodes in the order of writing: each is entered, then its children are, then it is left. */
typedef struct FormulaWalk {
    const FormulaTree *x;
    uint32_t at;
    bool entered;
} FormulaWalk;
FormulaWalk formula_tree_start(const FormulaTree *x);
bool formula_tree_next(FormulaWalk *w); /* false: that was all */

#endif

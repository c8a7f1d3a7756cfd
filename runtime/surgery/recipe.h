/* recipe.h -- an estimand applied to a state: diagrams whose boxes are conditionals of it. */
#ifndef CATGUT_SURGERY_RECIPE_H
#define CATGUT_SURGERY_RECIPE_H

#include "diagram/estimand.h"
#include "diagram/model.h"
#include "surgery/disintegrate.h"

/* The diagram of the estimand's recipe r over this state: inputs and outputs are r's, in its order,
 * named.  output_of: vertex -> the state's output (UINT32_MAX: it has none, and is not read);
 * name_of: vertex -> its name; plans: the model with the plans as mechanisms, on the state's types,
 * or NULL where there are none.  Each other factor is one box of kind BOX_CONDITIONAL.  No number
 * is looked at. */
typedef struct ObservedState {
    const Diagram *state;
    const uint32_t *output_of;
    const Name *name_of;
    const Model *plans;
} ObservedState;
void recipe_diagram(Diagram *to, const Estimand *e, uint32_t recipe, const ObservedState *o,
                    Conditionals *c, Signature *s, Names *names);

#endif

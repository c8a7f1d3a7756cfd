/* shape_class.h -- what questions about a shape give, as data: sets of variables, instruments,
 * independences, each a class of answers (lang/value/answer.h).
 *
 * An answer holds names, in the order in which they are shown, and nothing of the model it came
 * from.  Two of a class are equal when they list the same, in whatever order; why there is none is
 * not compared. */
#ifndef CATGUT_SHAPE_SHAPE_CLASS_H
#define CATGUT_SHAPE_SHAPE_CLASS_H

#include "graph/adjust.h"
#include "graph/markov.h"
#include "lang/shape/shape_text.h"
#include "lang/value/value.h"

/* Said of instruments where sets were left untried. */
#define INSTRUMENTS_CUT "# perhaps not all: other sets were not tried\n"

/* Sets of names, in an order that does not depend on how they were found. */
typedef struct NameSets {
    ARRAY(NameList) sets;
    bool cut;    /* a limit was reached: there are more */
    Name reason; /* where there are none: why; of a cut list: of which limit; or NULL */
    Name note;   /* what else is to be said of them, or NULL */
} NameSets;

/* A variable is an instrument given those in `given`; or it is independent of those in `of` given
 * those in `given`.  The independence holds in the observed state, or, where `comb` is not empty,
 * in the comb of `comb` after all but `kept` was discarded. */
typedef struct ShapeFact {
    Name variable;
    NameList of, given;
    NameList comb, kept;
} ShapeFact;

typedef ARRAY(ShapeFact) ShapeFacts;
void shape_facts_clear(ShapeFacts *l);
/* One more; the sets, now ascending, by their names in the model. */
void shape_add_independence(ShapeFacts *to, const Model *m, Independence *i);
void shape_add_verma(ShapeFacts *to, const Model *m, Verma *v);
/* `A independent of B given {C}`; in JSON the keys `variable`, `of`, `given`, and of a comb `comb`
 * and `kept`, without brackets. */
void shape_write_fact(const ShapeFact *f, Sink *out);
void shape_write_fact_json(const ShapeFact *f, Sink *out);
/* ["A","B"] */
void shape_write_names_json(const NameList *names, Sink *out);

/* Each takes the contents of its argument and leaves it empty. */
void value_take_sets(Value *to, NameSets *sets);
void value_take_instruments(Value *to, ShapeFacts *instruments, bool cut);
void value_take_implications(Value *to, ShapeFacts *independences, ShapeFacts *constraints,
                             bool cut);

#endif

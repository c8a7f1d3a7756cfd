/* context.h -- what P(...) is asked in. */
#ifndef CATGUT_SESSION_CONTEXT_H
#define CATGUT_SESSION_CONTEXT_H

#include "lang/value/value.h"

/* What an experiment showed: P(all other observed vertices | do(what was done)). */
typedef struct Experiment {
    Value state;        /* a diagram; its inputs are what was done */
    WireList done;      /* vertices, in the order of the inputs */
    WireList output_of; /* its output for each other observed vertex */
    Name name;          /* what it is called, for messages */
} Experiment;

/* What P(...) is asked in: a state, a model whose boxes a functor gave meanings, or a model's shape
 * and the states that were measured: the one that was observed, and those of experiments. */
typedef struct Context {
    enum { CONTEXT_NONE, CONTEXT_STATE, CONTEXT_MODEL, CONTEXT_FROM, CONTEXT_CLASS } kind;
    Value state; /* a diagram with named ends, or a matrix; from experiments alone: none; the
                    answer of a class of models, about which only the notions ask that say so */
    Model model; /* with the functor applied, or with the types of the state */
    Model shape; /* as it was declared */
    Value class;        /* from: the class of which the model is a member, or none */
    WireList output_of; /* from: the state's output for each observed vertex */
    WireList lacking;   /* from: vertices that the state has no wire for; they are latent here */
    ARRAY(Experiment) experiments; /* from: the experiments */
    Name functor;
    Name name; /* what the state or model is called, for messages */
} Context;

/* The context `in model with functor` of the last question, while nothing but questions is asked:
 * many are asked in the same one, and it takes as long to make as the model is large. */
typedef struct KeptContext {
    Name model, functor; /* NULL: no functor, and no model: none is kept */
    Context context;
    bool asked; /* by a question that has not ended */
} KeptContext;
void kept_context_clear(KeptContext *k);

/* What of a context has been used so far. */
enum { CONSULTED_SHAPE = 1, CONSULTED_NUMBERS = 2 };

void context_clear(Context *c);
void context_swap(Context *a, Context *b);
/* About how many bytes its values take. */
uint64_t context_bytes(const Context *c);

#endif

/* estimated.h -- what is estimated: P, E and what is made of them, with derivatives.
 *
 * A quantity is read once, in the context of a sample, and found as often as the sample's table
 * changes: with its derivatives by the entries of the table, or, for a bootstrap, without. */
#ifndef CATGUT_ESTIMATE_ESTIMATED_H
#define CATGUT_ESTIMATE_ESTIMATED_H

#include "lang/ask/derived.h"
#include "lang/ask/query.h"
#include "lang/estimate/part.h"
#include "lang/estimate/sample.h"
#include "lang/worlds/world_effect.h"

typedef enum EstimatedKind {
    ESTIMATED_NOTHING,
    ESTIMATED_NUMBER, /* number */
    ESTIMATED_CALL,   /* query */
    ESTIMATED_WORLDS, /* worlds: P or E with brackets */
    ESTIMATED_SUM,    /* of its kids; those below are of two or, negated, of one */
    ESTIMATED_NEGATE,
    ESTIMATED_PRODUCT,
    ESTIMATED_QUOTIENT,
    ESTIMATED_POWER /* of its kid; power */
} EstimatedKind;

typedef struct Estimated Estimated;
struct Estimated {
    EstimatedKind kind;
    const Node *node;
    mpq_t number;
    NumberQuery query;
    WorldEffect worlds;
    PortList in, out; /* of a call: the wires that make it a table, besides that of a mean, */
    bool mean;
    const Type *label_type; /* whose labels are numbers, or */
    LinearNumbers reckoned; /* what arithmetic makes of each label of a wire of its own */
    int64_t power;
    Estimated *kids;
    size_t count;
};
void estimated_clear(Estimated *q);
/* n: the expression without its context; to: zeroed, and stays where it is.  The sample's context
 * is asked.  False: it has complained. */
bool estimated_read(Session *s, Estimated *to, const Node *n);

/* Marks what it reads of the sample; see sample_mark. */
void estimated_mark(Sample *x, const Estimated *q, bool *more);

/* What is found on the way. */
typedef struct Findings {
    StratumList strata; /* that it divides by, each once; also those in which nobody is */
    Map known;          /* hash of a stratum -> its place */
    const Box *varies;  /* Trouble.varies */
} Findings;
void findings_clear(Findings *f);
/* The strata of g move over, each once. */
void findings_take(Findings *f, Gradient *g);

/* The numbers of the quantity: one, or, for a single P or E, one for each row and value that was
 * left free, in lexicographic order.  found: NULL, or with derivatives.  In a bootstrap (found
 * NULL) what is undefined is marked; else it is a complaint where the quantity is one number. */
bool estimated_find(Sample *x, const Estimated *q, PartList *to, Findings *found);
/* The same of a call with brackets (estimated_worlds.c).  Before: is each row of q->worlds
 * identified or decided by logic alone, and, of a mean, one variable asked for?  Else it complains.
 */
bool estimated_worlds_check(Session *s, const Estimated *q);
bool estimated_worlds_find(Sample *x, const Estimated *q, PartList *to, Findings *found);
/* The row and the value of a part, `S = smoker, C = cancer`; nothing where there is one part. */
void estimated_write_part(const Estimated *q, size_t part, Sink *out);

#endif

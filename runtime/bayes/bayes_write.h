/* bayes_write.h -- networks, which have no cycles, as texts of other programs.
 *
 * What is written in a format that has a reader here reads back to the same network: variables,
 * labels and parents in their order, the same numbers; but for names in UAI's format, which has
 * none, and for the order of variables in XDSL, where each stands behind its parents.  What a
 * format cannot say is not left out: the writer stops and names it. */
#ifndef CATGUT_BAYES_BAYES_WRITE_H
#define CATGUT_BAYES_BAYES_WRITE_H

#include "bayes/bayes.h"

typedef struct BayesOutput {
    const BayesNet *net;
    Name title; /* of the network */
    Sink *out;
    Name unsaid, unsaid_of; /* a name, or a label of `unsaid_of`, that the format cannot say */
    /* The first name or label that is written, and read here, but is none to the program whose
     * format it is, and how many there are. */
    Name odd, odd_of;
    uint64_t odds;
} BayesOutput;

/* False: o->unsaid is a name that cannot be written, and what is in o->out is no text.  Numbers are
 * decimals. */
typedef bool BayesWriter(BayesOutput *o) MUST_CHECK;

/* The comment that a network written here begins with, so that one that somebody else wrote can be
 * told (lang/text/mark.c); UAI has no comments. */
#define BAYES_MARK "written by Catgut"
BayesWriter bif_write, hugin_write, uai_write; /* bayes_write.c */
BayesWriter xmlbif_write, xdsl_write;          /* xml_write.c */
BayesWriter pgmpy_network_write,
    bnlearn_network_write; /* code_write.c: fractions are written as such */

/* Every name and label is allowed by `allows`, else o->unsaid is the first that is not.  `odd` may
 * be NULL: names it is true of are counted.  `labels`: of labels, else of the variables. */
bool bayes_names_allowed(BayesOutput *o, bool labels, bool (*allows)(Name name),
                         bool (*odd)(Name name)) MUST_CHECK;
/* A letter or _, then also digits: what most programs want of a name. */
bool bayes_name_is_plain(Name name);

#endif

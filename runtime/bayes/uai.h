/* uai.h -- Bayesian networks in the format of the UAI inference competitions.
 *
 * BAYES, how many variables there are, how many labels each has, how many tables; of each table how
 * many variables it is about, and which, the child last; then of each how many numbers it has, and
 * these, the last variable fastest.  The format has no names: variables become x0, x1, ..., labels
 * 0, 1, ....  Its MARKOV networks are refused. */
#ifndef CATGUT_BAYES_UAI_H
#define CATGUT_BAYES_UAI_H

#include "bayes/bayes.h"

/* As bif_read in bif.h. */
bool uai_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
              Budget *budget) MUST_CHECK;

/* A variable, and its label; both by their number. */
typedef struct UaiSeen {
    uint32_t variable, label;
} UaiSeen;

/* What was seen, in several samples perhaps: of the first one seen[0 ... ends[0]), and so on. */
typedef struct UaiEvidence {
    ARRAY(UaiSeen) seen;
    ARRAY(size_t) ends;
} UaiEvidence;

/* The evidence about a network, which stands beside it in a file of its name and .evid: of each
 * sample how many variables were seen, and pairs of one and its label, counted from 0.  In the
 * older of its two forms there stands before them how many samples there are; there is one in the
 * newer.  It is the form that makes the file whole; where both do, the older if the first number
 * stands on a line of its own. */
bool uai_read_evidence(UaiEvidence *to, BayesMistake *m, const BayesNet *net, const char *text,
                       size_t count, Names *names, Budget *budget) MUST_CHECK;
void uai_evidence_clear(UaiEvidence *e);

#endif

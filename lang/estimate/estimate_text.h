/* estimate_text.h -- what an estimate says, as text and JSON. */
#ifndef CATGUT_ESTIMATE_ESTIMATE_TEXT_H
#define CATGUT_ESTIMATE_ESTIMATE_TEXT_H

#include "lang/estimate/estimated.h"
#include "lang/report/voice.h"

/* One number with its spread. */
typedef struct Estimate {
    mpq_t value, variance;
    mpq_t low, high;  /* of a bootstrap: its percentiles */
    bool undefined;
    uint64_t defined; /* in how many resamples it has a value */
} Estimate;

typedef struct Estimates {
    Sample sample;
    const Node *asked;  /* the whole expression */
    Estimated quantity;
    Findings findings;
    ARRAY(Estimate) list;
} Estimates;

extern const Voice estimate_voice; /* `what` is an Estimates */

#endif

/* complain_time.h -- complaints about steps of time: E315 to E323. */
#ifndef CATGUT_TIME_COMPLAIN_TIME_H
#define CATGUT_TIME_COMPLAIN_TIME_H

#include "diagram/model.h"
#include "lang/complain/complain.h"
#include "num/rational.h"

bool complain_steps(Complainer *c, Span at, const mpq_t found);
bool complain_step_twice(Complainer *c, Span at, Name vertex);
bool complain_step_types(Complainer *c, Span at, const Vertex *before, const Vertex *after);
/* `once`, which is there before the steps, reads `copied`. */
bool complain_reads_step(Complainer *c, Span at, Name once, Name copied);
bool complain_copy_name(Complainer *c, Span at, Name copy, Name vertex);
bool complain_shared_cause(Complainer *c, Span at, Name once, Name copied);
/* filter, smooth or predict, not written as they are. */
bool complain_over_steps(Complainer *c, Span at, Name word);
/* There are so many steps of `family`, and `missing` is asked for. */
bool complain_no_step(Complainer *c, Span at, Name family, uint32_t steps, Name missing);
/* m has no S_1 for this S. */
bool complain_no_steps(Complainer *c, Span at, const Model *m, Name family);
bool complain_steps_in_state(Complainer *c, Span at, Name word, Name context);

#endif

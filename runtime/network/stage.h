/* stage.h -- a network and a plan as text, for --stage=network and --stage=plan. */
#ifndef CATGUT_NETWORK_STAGE_H
#define CATGUT_NETWORK_STAGE_H

#include "network/network.h"
#include "network/plan.h"

/* Variables are called after their wires' names, else `w3`; a hidden one is `h3`. */
void network_write(const Network *n, const Ask *a, Sink *out);

/* `limit` in bytes is what the plan was made for. */
void plan_write(const Plan *p, const Network *n, const Ask *a, uint64_t limit, Sink *out);

#endif

/* imagination.c -- the words of this folder: P and E where a bracket stands in them. */
#include "lang/ask/query.h"
#include "lang/worlds/counterfactual.h"
#include "lang/worlds/explain_worlds.h"
#include "lang/worlds/world_estimand.h"
#include "lang/worlds/world_diagram.h"
#include "lang/worlds/world_reader.h"
#include "lang/worlds/witness_worlds.h"

static const Notion notions[] = {
    {.word = "P",
     .usage = "P(Y[X = 0] | X = 1)",
     .elaborate = elaborate_counterfactual,
     .is_number = probability_is_number,
     .explain = explain_worlds,
     .identify = identify_as_worlds,
     .diagram = draw_worlds,
     .witness = witness_worlds,
     .takes = call_has_worlds},
    {.word = "E",
     .usage = "E(Y[X = 0] | X = 1)",
     .elaborate = elaborate_counterfactual,
     .is_number = mean_is_number,
     .explain = explain_worlds,
     .identify = identify_as_worlds,
     .diagram = draw_worlds,
     .takes = call_has_worlds},
    {.word = "Var",
     .usage = "Var(Y[X = 0] | X = 1)",
     .elaborate = elaborate_world_moment,
     .is_number = mean_is_number,
     .takes = call_has_worlds},
    {.word = "Cov",
     .usage = "Cov(Y[X = 0], Y[X = 1] | X = 1)",
     .elaborate = elaborate_world_moment,
     .is_number = mean_is_number,
     .takes = call_has_worlds},
    {0},
};

const Capability imagination = {.notions = notions};

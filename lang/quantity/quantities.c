/* quantities.c -- the words of named quantities. */
#include "lang/quantity/fairness.h"
#include "lang/quantity/quantity.h"
#include "lang/quantity/quantity_words.h"

#define ROW(called, how, means, kind)                                                             \
    {.word = called,                                                                              \
     .usage = how,                                                                                \
     .elaborate = elaborate_quantity,                                                             \
     .is_number = quantity_is_number,                                                             \
     .explain = explain_quantity,                                                                 \
     .expand = quantity_expand},

static const Notion notions[] = {
    QUANTITY_WORDS(ROW)
    {.word = "fairness",
     .usage = "fairness(X -> Y), or fairness(X -> Y | Z)",
     .elaborate = elaborate_fair},
    {0},
};

#undef ROW

const Capability quantities = {.notions = notions};

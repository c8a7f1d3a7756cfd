/* quantities.c -- the words of named quantities. */
#include "lang/quantity/fairness.h"
#include "lang/quantity/quantity.h"

#define ROW(name, how)                                                                            \
    {.word = name,                                                                                \
     .usage = how,                                                                                \
     .elaborate = elaborate_quantity,                                                             \
     .is_number = quantity_is_number,                                                             \
     .expand = quantity_expand}

static const Notion notions[] = {
    ROW("TE", "TE(X -> Y, 0 -> 1)"),
    ROW("ETT", "ETT(X -> Y, 0 -> 1)"),
    ROW("ATT", "ATT(X -> Y, 0 -> 1)"),
    ROW("ATU", "ATU(X -> Y, 0 -> 1)"),
    ROW("CDE", "CDE(X -> Y, 0 -> 1, M = m)"),
    ROW("NDE", "NDE(X -> Y, 0 -> 1)"),
    ROW("NIE", "NIE(X -> Y, 0 -> 1)"),
    ROW("PSE", "PSE(X -> Y, 0 -> 1, X -> M -> Y)"),
    ROW("PN", "PN(X -> Y, 0 -> 1)"),
    ROW("PS", "PS(X -> Y, 0 -> 1)"),
    ROW("PNS", "PNS(X -> Y, 0 -> 1)"),
    ROW("PD", "PD(X -> Y, 0 -> 1)"),
    ROW("PE", "PE(X -> Y, 0 -> 1)"),
    ROW("CtfDE", "CtfDE(X -> Y, 0 -> 1 | X = 0)"),
    ROW("CtfIE", "CtfIE(X -> Y, 0 -> 1 | X = 0)"),
    ROW("CtfSE", "CtfSE(X -> Y, 0 -> 1)"),
    {.word = "fairness",
     .usage = "fairness(X -> Y), or fairness(X -> Y | Z)",
     .elaborate = elaborate_fair},
    {0},
};

const Capability quantities = {.notions = notions};

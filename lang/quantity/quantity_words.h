/* quantity_words.h -- the named quantities, each with its usage, its definition and what may stand
 * behind the change: WORD(word, usage, definition, MORE).
 *
 * In a definition X, Y, a, b, y, z and M stand for what the call gives, W for Y as the ways make
 * it.
 * `@` stands where the event of Y comes, and makes the mean E a probability, where there is one.
 * What is in braces is written once for each mediator, or for each value that CDE holds.
 *
 * The list is expanded in quantity.c and quantities.c. */
#ifndef CATGUT_QUANTITY_QUANTITY_WORDS_H
#define CATGUT_QUANTITY_QUANTITY_WORDS_H

#define QUANTITY_WORDS(WORD)                                                                      \
    WORD("TE", "TE(X -> Y, 0 -> 1)", "E(Y[X = b]@) - E(Y[X = a]@)", NOTHING)                      \
    WORD("ETT", "ETT(X -> Y, 0 -> 1)", "E(Y[X = b]@ | X = b) - E(Y[X = a]@ | X = b)", NOTHING)    \
    WORD("ATT", "ATT(X -> Y, 0 -> 1)", "E(Y[X = b]@ | X = b) - E(Y[X = a]@ | X = b)", NOTHING)    \
    WORD("ATU", "ATU(X -> Y, 0 -> 1)", "E(Y[X = b]@ | X = a) - E(Y[X = a]@ | X = a)", NOTHING)    \
    WORD("CDE", "CDE(X -> Y, 0 -> 1, M = m)",                                                     \
         "E(Y[X = b{, M = m}]@) - E(Y[X = a{, M = m}]@)", VALUES)                                 \
    WORD("NDE", "NDE(X -> Y, 0 -> 1)", "E(Y[X = b{, M = M[X = a]}]@) - E(Y[X = a]@)", NOTHING)    \
    WORD("NIE", "NIE(X -> Y, 0 -> 1)", "E(Y[X = a{, M = M[X = b]}]@) - E(Y[X = a]@)", NOTHING)    \
    WORD("PSE", "PSE(X -> Y, 0 -> 1, X -> M -> Y)", "E(W@) - E(Y[X = a]@)", WAYS)                 \
    WORD("PN", "PN(X -> Y, 0 -> 1)", "P(Y[X = a] != y | X = b, Y = y)", EVENT)                    \
    WORD("PS", "PS(X -> Y, 0 -> 1)", "P(Y[X = b] = y | X = a, Y != y)", EVENT)                    \
    WORD("PNS", "PNS(X -> Y, 0 -> 1)", "P(Y[X = b] = y, Y[X = a] != y)", EVENT)                   \
    WORD("PD", "PD(X -> Y, 0 -> 1)", "P(Y[X = a] != y | Y = y)", EVENT)                           \
    WORD("PE", "PE(X -> Y, 0 -> 1)", "P(Y[X = b] = y | Y != y)", EVENT)                           \
    WORD("CtfDE", "CtfDE(X -> Y, 0 -> 1 | X = 0)",                                                \
         "E(Y[X = b{, M = M[X = a]}]@ | X = z) - E(Y[X = a]@ | X = z)", GIVEN)                    \
    WORD("CtfIE", "CtfIE(X -> Y, 0 -> 1 | X = 0)",                                                \
         "E(Y[X = a{, M = M[X = b]}]@ | X = z) - E(Y[X = a]@ | X = z)", GIVEN)                    \
    WORD("CtfSE", "CtfSE(X -> Y, 0 -> 1)", "E(Y[X = a]@ | X = b) - E(Y@ | X = a)", NOTHING)

#endif

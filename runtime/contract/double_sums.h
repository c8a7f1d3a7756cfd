/* double_sums.h -- sums of products of doubles, as a kernel of contractions (contraction.h): the
 * tables have one double for each entry.
 *
 * In which order terms are added up and factors multiplied is not told, only how often a result can
 * have been rounded: once for each operand and factor, and for the terms as double_sums_rounds
 * says, once more where it is added to what is there. */
#ifndef CATGUT_CONTRACT_DOUBLE_SUMS_H
#define CATGUT_CONTRACT_DOUBLE_SUMS_H

#include "contract/residue.h"

const Kernel *kernel_doubles(void);

/* How often a sum of so many terms is rounded, at most. */
uint64_t double_sums_rounds(size_t terms);

#endif

/* double_sums.h -- sums of products of doubles, as a kernel of contractions (contraction.h): the
 * tables have one double for each entry.
 *
 * In which order terms are added up and factors multiplied is not told, only how often a result can
 * have been rounded: once for each operand and factor, and once for each term. */
#ifndef CATGUT_CONTRACT_DOUBLE_SUMS_H
#define CATGUT_CONTRACT_DOUBLE_SUMS_H

#include "contract/residue.h"

const Kernel *kernel_doubles(void);

#endif

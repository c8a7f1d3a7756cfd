/* kernel_spec.h -- telling Jupyter that there is a kernel for Catgut. */
#ifndef CATGUT_KERNEL_KERNEL_SPEC_H
#define CATGUT_KERNEL_KERNEL_SPEC_H

#include "base/sink.h"

/* Writes kernel.json for this person, where Jupyter looks for it, and says so on `out`; it names
 * the catgut_kernel.py that was installed with the program, or that of the source tree.  False,
 * after a sentence on `err`: there is no such file, or kernel.json cannot be written. */
bool kernel_spec_write(Sink *out, Sink *err);

#endif

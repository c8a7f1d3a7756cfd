/* language.c -- a folder is in the language when its line is here. */
#include "lang/language.h"

#define CAPABILITIES           \
    CAPABILITY(core)           \
    CAPABILITY(surgery)        \
    CAPABILITY(drawing)        \
    CAPABILITY(explanations)   \
    CAPABILITY(classes)        \
    CAPABILITY(shapes)         \
    CAPABILITY(premises)       \
    CAPABILITY(identification) \
    CAPABILITY(questions)      \
    CAPABILITY(informing)      \
    CAPABILITY(imagination)    \
    CAPABILITY(quantities)     \
    CAPABILITY(bounding)       \
    CAPABILITY(estimating)     \
    CAPABILITY(sampling)       \
    CAPABILITY(functionals)    \
    CAPABILITY(stepping)       \
    CAPABILITY(deciding)       \
    CAPABILITY(statements)     \
    CAPABILITY(exchanging)     \
    CAPABILITY(witnesses)

#define CAPABILITY(name) extern const Capability name;
CAPABILITIES
#undef CAPABILITY

#define CAPABILITY(name) &name,
const Language language[] = {CAPABILITIES NULL};

/* language.c -- a folder is in the language when its line is here. */
#include "lang/language.h"

#include "lang/ask/questions.h"
#include "lang/elaborate/core.h"
#include "lang/identify/identification.h"
#include "lang/shape/shapes.h"
#include "lang/surgery/surgery.h"

const Language language[] = {
    &core,
    &surgery,
    &shapes,
    &identification,
    &questions,
    NULL,
};

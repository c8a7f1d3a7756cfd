/* language.c -- a folder is in the language when its line is here. */
#include "lang/language.h"

#include "lang/ask/questions.h"
#include "lang/draw/drawing.h"
#include "lang/elaborate/core.h"
#include "lang/explain/explanations.h"
#include "lang/identify/identification.h"
#include "lang/import/importing.h"
#include "lang/shape/shapes.h"
#include "lang/statement/statements.h"
#include "lang/surgery/surgery.h"
#include "lang/witness/witnesses.h"

const Language language[] = {
    &core,
    &surgery,
    &drawing,
    &explanations,
    &shapes,
    &identification,
    &questions,
    &statements,
    &importing,
    &witnesses,
    NULL,
};

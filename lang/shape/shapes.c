/* shapes.c -- the words of questions about a shape, in the language. */
#include "lang/shape/explain_shape.h"
#include "lang/shape/shape_answer.h"
#include "lang/shape/shape_words.h"

#define ROW(kind, called, how)                                                                     \
    {.word = called,                                                                               \
     .usage = how,                                                                                 \
     .elaborate = elaborate_shape,                                                                 \
     .explain = explain_shape,                                                                     \
     .of_class = true},

static const Notion notions[] = {SHAPE_WORDS(ROW){0}};

#undef ROW

const Capability shapes = {.notions = notions};

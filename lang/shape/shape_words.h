/* shape_words.h -- the words of questions about a shape, each with its usage: WORD(KIND, word,
 * usage).  The list is expanded in shape_question.h and .c, which tell the words apart, and in
 * shapes.c, which adds them to the language. */
#ifndef CATGUT_SHAPE_SHAPE_WORDS_H
#define CATGUT_SHAPE_SHAPE_WORDS_H

#define SHAPE_WORDS(WORD)                                                                          \
    WORD(COMPONENTS, "components", "components(lung)")                                             \
    WORD(ANCESTORS, "ancestors", "ancestors(C) in lung, or ancestors({S, T}) in lung")             \
    WORD(DESCENDANTS, "descendants", "descendants(S) in lung, or descendants({S, T}) in lung")     \
    WORD(PARENTS, "parents", "parents(C) in lung, or parents({S, T}) in lung")                     \
    WORD(CHILDREN, "children", "children(S) in lung, or children({S, T}) in lung")                 \
    WORD(BLANKET, "blanket", "blanket(T) in lung")                                                 \
    WORD(INDEPENDENT, "independent", "independent(S, C | T) in lung, with sets as {S, T}")         \
    WORD(PATHS, "paths", "paths(S, C | T) in lung, with sets as {S, T}")                           \
    WORD(SEPARATOR, "separator",                                                                   \
         "separator(S, C) in lung, or separator(S, C, with {T}, without {H}, all)")                \
    WORD(ADJUSTS, "adjusts", "adjusts({Z}, X -> Y) in trial")                                      \
    WORD(ADJUSTMENT, "adjustment",                                                                 \
         "adjustment(X -> Y) in trial, or adjustment(X -> Y, with {A}, without {B}, all)")         \
    WORD(FRONTDOOR, "frontdoor", "frontdoor(S -> C) in lung")                                      \
    WORD(INSTRUMENTS, "instruments",                                                               \
         "instruments(X -> Y) in iv, perhaps `, without {B}`, or instruments(Z, X -> Y | W)")      \
    WORD(IMPLICATIONS, "implications", "implications(lung)")                                       \
    WORD(ESSENTIAL, "essential", "essential(trial)")                                               \
    WORD(EQUIVALENT, "equivalent", "equivalent(m, n)")

#endif

/* complain.h -- every sentence said about a mistake.
 *
 * Whoever returns false first has complained, once.  Each complaint is one typed function here that
 * returns false, so that a caller can `return complain_...(...)`.  Codes are stable; doc/errors.md
 * has an entry for each, tests/golden one case for each.
 *
 * A complaint says, in this order: the place; what was found and what was wanted; the source line
 * with a caret; what to do. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_H
#define CATGUT_COMPLAIN_COMPLAIN_H

#include "lang/text/source.h"

typedef enum Verdict { WRONG, NOT_IDENTIFIABLE, UNDEFINED, GAVE_UP } Verdict;

enum { EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_LIMIT = 3, EXIT_INTERRUPTED = 130 };

typedef struct Complainer {
    Sink *err;  /* text goes here */
    Sink *json; /* and one JSON object a complaint here; NULL: no */
    bool color;
    int status;    /* the exit status so far: the highest wins */
    size_t errors; /* how many complaints so far */
} Complainer;

/* The one door.  `code` is like "E012"; help may be NULL: what to do, a sentence.  at.source may be
 * NULL: no place.  Status and exit code are WRONG and 1 for complain. */
bool complain(Complainer *c, const char *code, Span at, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
bool complain_as(Complainer *c, Verdict verdict, int status, const char *code, Span at,
                 const char *help, const char *format, ...) __attribute__((format(printf, 7, 8)));
/* A mistake that has been told already: it counts, and nothing is said. */
bool complain_again(Complainer *c);
/* `file:line:column: warning: ...`, with its line; changes no status; not in JSON. */
void warn(Complainer *c, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif

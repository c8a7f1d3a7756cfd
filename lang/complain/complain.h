/* complain.h -- how every mistake is reported.
 *
 * Whoever returns false first has complained, exactly once.  Each complaint is one typed function
 * in a complain_*.h that returns false, so that a caller can `return complain_...(...)`.  Codes are
 * stable; doc/errors.md has an entry for each, tests/golden one case for each.
 *
 * A complaint says, in this order: the place; what was found and what was wanted; the source line
 * with a caret; what to do. */
#ifndef CATGUT_COMPLAIN_COMPLAIN_H
#define CATGUT_COMPLAIN_COMPLAIN_H

#include "lang/text/source.h"

typedef enum Verdict { WRONG, NOT_IDENTIFIABLE, UNDEFINED, GAVE_UP } Verdict;

enum { EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_LIMIT = 3, EXIT_INTERRUPTED = 130 };

/* A complaint in parts, for whoever shows it in a way of his own. */
typedef struct Complaint {
    bool warning;
    const char *code, *verdict; /* NULL: none, as warnings have */
    Span at;
    const char *message, *help; /* sentences; help may be NULL */
    const char *fix;            /* what would be right in the place of `at`; NULL: not known */
    const Sink *text;           /* as it is printed */
} Complaint;

typedef struct Complainer {
    Sink *err;  /* text goes here; NULL: nowhere */
    Sink *json; /* and one JSON object a complaint here; NULL: no */
    void (*hear)(void *who, const Complaint *x); /* who is told of each; NULL: nobody */
    void *who;
    size_t width; /* columns of the terminal that hears them; 0: it is none */
    bool color;
    const char *fix; /* of the next complaint, see complain_fix */
    int status;    /* the exit status so far: the highest wins */
    size_t errors; /* how many complaints so far */
} Complainer;

/* All complaints go through these two.  `code` is like "E012". help: what to do, a sentence, or
 * NULL. at.source may be NULL: no place.  For complain the verdict is WRONG and the exit status 1.
 */
bool complain(Complainer *c, const char *code, Span at, const char *help, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
bool complain_as(Complainer *c, Verdict verdict, int status, const char *code, Span at,
                 const char *help, const char *format, ...) __attribute__((format(printf, 7, 8)));
/* What the place of the next complaint should say, as it is written in source; it lives till then.
 * For a complaint that can be sure what was meant: it is near, and it is there. */
void complain_fix(Complainer *c, const char *fix);
/* A mistake that has been told already: it counts, and nothing is said. */
bool complain_again(Complainer *c);
/* `file:line:column: warning: ...`, with its line; changes no status; not in JSON. */
void warn(Complainer *c, Span at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What the reader passes over behind a mistake, before it goes on: `file:line:column: skipped:
 * lines 3 to 5 ...`; in JSON too, of kind "skipped".  Changes no status. */
void tell_skipped(Complainer *c, Span at, bool to_the_end);

#endif

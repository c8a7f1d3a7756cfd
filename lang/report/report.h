/* report.h -- a script and what came of it, as one page.
 *
 * A Report listens to a session: what is printed, what is complained about, and, from those who can
 * say it better than in letters, figures and steps.  After each statement all this is put under the
 * statement's text.  The session goes on as if nobody listened.
 *
 * The page is HTML with its style inside: no scripts, no files, nothing from a network. */
#ifndef CATGUT_REPORT_REPORT_H
#define CATGUT_REPORT_REPORT_H

#include "lang/session/session.h"

#include <stdint.h>

typedef struct Report Report;

/* A step of a derivation, folded.  Parts without text are left out; text has no markup. */
typedef struct ReportStep {
    const char *head; /* `1. Discard` */
    const char *text, *law, *diagram, *numbers;
    const char *math, *picture; /* HTML */
    bool open; /* unfolded to begin with */
} ReportStep;

/* Alone: a page about one statement, which shows also what that is about. */
Report *report_new(bool alone);
bool report_is_alone(const Report *r);
void report_free(Report *r);
/* Listens to this session from here on (and no more to the one before). */
void report_listen(Report *r, Session *s);
/* A statement of this source is over; `end` is where the next one starts.  n is NULL where the text
 * was wrong, or there is only what stands after the last statement. */
void report_statement(Report *r, const Source *source, uint32_t end, const Node *n);
/* The run of this source ends before its last statement. */
void report_rest(Report *r, const Source *source);
/* While a statement runs: what it prints from here on is not put into the page, or is again. */
void report_mute(Report *r, bool mute);
/* HTML of its own, which the caller writes now: after what was printed so far. */
Sink *report_figure(Report *r);
/* So many ids (see plot_write_html) that are used nowhere else in the page: the first of them. */
unsigned *report_ids(Report *r);
void report_step(Report *r, const ReportStep *step);
/* The page so far: all sources, with their tallies. */
void report_write(Report *r, Sink *to);
/* The same about one statement: no tallies, and this title. */
void report_write_as(Report *r, const char *title, Sink *to);

#endif

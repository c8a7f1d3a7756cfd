/* report.h -- a script and its results, as one page.
 *
 * A session that has a Report tells it everything that is printed and every complaint; statements
 * that can show more in a page than text add figures and steps.  After each statement all this is
 * put under the text of the statement.  A session with a page runs as it would without.
 *
 * The page is one HTML file with its style inside: it has no scripts and loads nothing. */
#ifndef CATGUT_REPORT_REPORT_H
#define CATGUT_REPORT_REPORT_H

#include "lang/session/session.h"

#include <stdint.h>

typedef struct Report Report;

/* A step of a derivation, which the reader of the page can unfold.  Parts without text are left
 * out.  All but `math` and `picture` is plain text. */
typedef struct ReportStep {
    const char *head; /* `1. Discard` */
    const char *text, *law, *diagram, *numbers;
    const char *math, *picture; /* HTML */
    bool open; /* unfolded to begin with */
} ReportStep;

/* alone: the page is about one statement, and also shows the model that this is about.
 * most: bytes of a page that is still written, 0: no limit.  A longer one is cut off where it is
 * that long, so that its frame makes it longer than this in any case. */
Report *report_new(bool alone, size_t most);
bool report_is_alone(const Report *r);
void report_free(Report *r);
/* From here on the report is about this session, and no longer about the one before. */
void report_listen(Report *r, Session *s);
/* Who puts each statement into the page, if the session tells it. */
Listener *report_listener(Report *r);
/* For whoever wants no page: what this statement has shown, without its text and its complaints.
 * n as for a Listener. */
void report_take(Report *r, const Node *n, Sink *html);
/* While mute is true, what the running statement prints is not put into the page. */
void report_mute(Report *r, bool mute);
/* A sink for HTML that the caller writes now; it stands after what was printed so far. */
Sink *report_figure(Report *r);
/* The next id that is used nowhere in the page (see plot_write_html); the caller adds to it as many
 * as it uses. */
unsigned *report_ids(Report *r);
void report_step(Report *r, const ReportStep *step);
/* Writes the page so far: all sources, each with how many checks held and how many mistakes there
 * were. */
void report_write(Report *r, Sink *to);
/* Writes a page about one statement, under this title and without the counts. */
void report_write_as(Report *r, const char *title, Sink *to);

#endif

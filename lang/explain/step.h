/* step.h -- an explanation, step by step: as text, as JSON, and folded in a page.
 *
 * Steps writes each step as soon as it is added, or keeps it for the one JSON object at the end. */
#ifndef CATGUT_EXPLAIN_STEP_H
#define CATGUT_EXPLAIN_STEP_H

#include "lang/session/session.h"

/* What one step says.  Parts without text are left out. */
typedef struct ExplainStep {
    const char *move;   /* its name */
    Sink text;          /* what is done; a sentence a line, without an end */
    Sink law;           /* why it may be done: a sentence */
    Sink formula, diagram, numbers;
    Sink body;          /* what comes of it, in place of these three */
    Sink drawn;         /* the diagram, where people read it */
    Sink math, picture; /* for a page: the formulas typeset, the diagrams drawn */
} ExplainStep;

typedef struct Steps {
    Session *s;
    bool headed;      /* a line of its own stands above the first step */
    size_t open_from; /* in a page, steps from this number on are unfolded */
    size_t count;
    ARRAY(ExplainStep) kept; /* for JSON */
} Steps;

void explain_step_init(ExplainStep *t, const char *move);
void explain_step_clear(ExplainStep *t);
void steps_clear(Steps *s);
/* For a page, where one listens: a diagram, or a model beside what surgery made of it. */
void steps_draw_diagram(const Steps *s, ExplainStep *t, const Diagram *d, const char *title);
void steps_draw_surgery(const Steps *s, ExplainStep *t, const Model *before, const Model *after,
                        const WireList *asked);
/* The step is over: the list takes it. */
void steps_add(Steps *s, ExplainStep *t);
/* The same where the step was written completely (ok); else the step is cleared.  Returns ok. */
bool steps_add_if(Steps *s, ExplainStep *t, bool ok);
/* The steps as objects with commas between them. */
void steps_write_json(const Steps *s, Sink *out);
/* The end of an explanation that is nothing but steps: its one JSON object, if all went well. */
void steps_finish(Steps *t, bool ok);

#endif

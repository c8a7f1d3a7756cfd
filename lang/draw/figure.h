/* figure.h -- pictures of diagrams and models in a page.
 *
 * Each writes HTML, one figure, or nothing where there is nothing to see or a limit was reached: a
 * page lacks a picture then, and the run goes on as without a page. */
#ifndef CATGUT_DRAW_FIGURE_H
#define CATGUT_DRAW_FIGURE_H

#include "lang/session/session.h"

void figure_write_scene(Session *s, const Scene *scene, const char *title, Sink *out);
void figure_write_diagram(Session *s, const Diagram *d, const char *title, Sink *out);
/* A model beside what surgery made of it. */
void figure_write_surgery(Session *s, const Model *before, const Model *after, Sink *out);
/* Into the page that listens: what the statement has just declared, if that has a name ... */
void figure_add_declared(Session *s, const Node *n);
/* ... and, of the values that a `let` has just declared, the combs. */
void figure_add_combs(Session *s, const Node *let);
/* Into a page about one statement alone: the model that this is about, with its source. */
void figure_introduce(Session *s, const Model *m);
/* A model, or a diagram under this title; nothing while a file is imported. */
void figure_write_value(Session *s, const Value *v, const char *title, const Node *n, Sink *out);

#endif

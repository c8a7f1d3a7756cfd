/* figure.h -- pictures of diagrams and models in a page.
 *
 * Each function writes one figure as HTML, or nothing where there is nothing to draw or a limit was
 * reached.  That is no mistake: the page then lacks a picture, and the run goes on. */
#ifndef CATGUT_DRAW_FIGURE_H
#define CATGUT_DRAW_FIGURE_H

#include "lang/session/session.h"

void figure_write_scene(Session *s, const Scene *scene, const char *title, Sink *out);
void figure_write_diagram(Session *s, const Diagram *d, const char *title, Sink *out);
/* A model beside what surgery made of it, or alone where that is itself; `asked`: of which vertices
 * a question is (NULL: none). */
void figure_write_surgery(Session *s, const Model *before, const Model *after,
                          const WireList *asked, Sink *out);
/* Adds to the page, if there is one, what the statement has just declared, if it has a name ... */
void figure_add_declared(Session *s, const Node *n);
/* ... and, of the values that a `let` has just declared, the combs. */
void figure_add_combs(Session *s, const Node *let);
/* Adds to a page about one statement the model that this is about, with its source. */
void figure_add_model(Session *s, const Model *m);
/* A model, or a diagram under this title; nothing while a file is imported. */
void figure_write_value(Session *s, const Value *v, const char *title, const Node *n, Sink *out);

#endif

/* scene_value.h -- values as scenes, and scenes as text. */
#ifndef CATGUT_DRAW_SCENE_VALUE_H
#define CATGUT_DRAW_SCENE_VALUE_H

#include "lang/session/session.h"
#include "picture/picture.h"

/* The style of text drawings on standard output; each line of them starts with the margin. */
TextStyle session_text_style(const Session *s, const char *margin);
/* The scene of a value that has one: a diagram, a comb, a model.  `as` is "graph", or NULL. */
bool scene_of_value(Session *s, Scene *to, const Value *v, const char *as, size_t most,
                    const Node *n);
/* A diagram drawn as text; a model beside what surgery made of it, or alone where that is itself,
 * where the two have a picture in common, about a question of the vertices `asked` (NULL: of none).
 * Nothing where a limit was reached. */
void scene_value_write_diagram(Session *s, const Diagram *d, const char *margin, Sink *out);
void scene_value_write_surgery(Session *s, const Model *before, const Model *after,
                               const WireList *asked, const char *margin, Sink *out);

#endif

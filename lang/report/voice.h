/* voice.h -- one way to print a result: the statement says how it is written in each form, and the
 * session decides in which it is. */
#ifndef CATGUT_REPORT_VOICE_H
#define CATGUT_REPORT_VOICE_H

#include "lang/session/session.h"

typedef struct Voice {
    void (*text)(Session *s, const void *what, Sink *out);
    /* One object, with its newline; NULL: nothing. */
    void (*json)(Session *s, const void *what, Sink *out);
    /* HTML for a page, below the text; NULL: none.  Called only where the session has a page. */
    void (*page)(Session *s, const void *what, Sink *out);
    bool replaces; /* in a page the HTML stands in the place of the text */
    /* A formula without a frame, and a picture as a file would hold it; NULL: none. */
    void (*latex)(Session *s, const void *what, Sink *out);
    void (*svg)(Session *s, const void *what, Sink *out);
} Voice;

void say(Session *s, const Voice *v, const void *what);
/* What is text in every form; in JSON an object of this kind with the text in it. */
void say_text(Session *s, const char *kind, const Sink *text);

/* For what is shown in a page only: has the session a page, and is it about this statement alone,
 * so that it should also show the model that this is about? */
bool page_listens(const Session *s);
bool page_is_alone(const Session *s);

#endif

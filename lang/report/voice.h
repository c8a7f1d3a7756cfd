/* voice.h -- how a statement speaks: a thing is said once, and the session decides whether it is
 * written as text or as JSON, and whether a page that listens shows more than the text. */
#ifndef CATGUT_REPORT_VOICE_H
#define CATGUT_REPORT_VOICE_H

#include "lang/session/session.h"

typedef struct Voice {
    void (*text)(Session *s, const void *what, Sink *out);
    /* One object, with its newline; NULL: nothing. */
    void (*json)(Session *s, const void *what, Sink *out);
    /* HTML for a page, below the text; NULL: none.  Called only where a page listens. */
    void (*page)(Session *s, const void *what, Sink *out);
    bool replaces; /* in a page the HTML stands in the place of the text */
} Voice;

void say(Session *s, const Voice *v, const void *what);
/* What is text in every form; in JSON an object of this kind with the text in it. */
void say_text(Session *s, const char *kind, const Sink *text);

/* For who has something to show in a page only: does one listen, and is it about this statement
 * alone, so that it shows also what that is about? */
bool page_listens(const Session *s);
bool page_is_alone(const Session *s);

#endif

/* door.h -- what a session of the library is, for the files that make catgut.h. */
#ifndef CATGUT_DOOR_H
#define CATGUT_DOOR_H

#include "base/array.h"
#include "lang/catgut.h"
#include "lang/read/pending.h"
#include "lang/report/report.h"
#include "lang/session/session.h"

/* What the session writes goes to the caller. */
typedef struct Gate {
    SinkGate gate;
    Catgut *c;
    bool errors;
} Gate;

struct Catgut {
    Listener listener; /* the session's */
    Session s;
    CatgutOptions asked; /* without the library, which the session has */
    char *folder; /* of texts */
    Gate out, err;
    size_t passed, failed; /* in sessions before this one */
    Pending typed;
    Report *report; /* the page, or for the HTML of results; or NULL */
    Sink json, latex, svg;
    ARRAY(CatgutComplaint) complaints; /* of the statement that runs */
    Arena texts;                       /* theirs */
    size_t sources;                    /* of the session, before the run */
    size_t from;                       /* where the text of the next statement begins */
    bool ended;                        /* the listener wants no more */
    int status;                        /* of the run, so far */
    CatgutListener *hear;
    void *who;
    bool broken; /* the system refused memory in the middle of something */
};

typedef void DoorWork(Catgut *c, void *job);

/* All that takes memory goes through it.  False: the system refused some, now or before, and the
 * work is not done. */
bool door_try(Catgut *c, DoorWork *work, void *job);
/* The same with somebody who hears; the work begins with door_start_run and ends with
 * door_end_run.  The status. */
int door_run_with(Catgut *c, DoorWork *work, void *job, CatgutListener *hear, void *who);
void door_start_run(Catgut *c);
void door_end_run(Catgut *c);

/* Longer than a text may be? */
bool door_is_too_long(const Catgut *c, size_t count);

/* The caller's, by catgut_free. */
char *door_copy(const char *text);

#endif

/* telling.h -- an explanation while it is written: paths, and where they are open or blocked. */
#ifndef CATGUT_TELLING_H
#define CATGUT_TELLING_H

#include "lang/shape.h"

typedef struct Telling {
    ShapeAsked *q;
    const Model *model; /* of the paths that are told of: q's, or its other one */
    const Graph *graph;
    const Mutilation *cut; /* arrows that are taken away just now, or NULL */
    Sink out;
} Telling;

bool list_has(const WireList *list, uint32_t v);
WireList list_one(uint32_t v);

void telling_put(Telling *t, const char *text);
void telling_put_truth(Telling *t, bool truth); /* "true: " */
void telling_put_name(Telling *t, uint32_t v);
void telling_put_set(Telling *t, const WireList *set);   /* S, or {S, T} */
void telling_put_given(Telling *t, const WireList *set); /* " given {T}", or nothing */
/* A line that is indented so. */
void telling_put_path(Telling *t, size_t indent, const WireList *path);

/* The path, and below it why it is open: at each collider, or because there is none. */
void telling_put_open_path(Telling *t, size_t indent, const WireList *path, const WireList *given);

/* A shortest way along arrows from `from` to one of `to`; nothing where there is none. */
void telling_find_way(WireList *path, const Telling *t, uint32_t from, const WireList *to);

/* The paths from one of a to one of b that are wanted (NULL: all), the shortest first, at most
 * SHAPE_PATHS_MAX; complete: these are all. */
typedef bool PathKind(const Telling *t, const WireList *path);
void telling_find_paths(Telling *t, PathList *to, bool *complete, const WireList *a,
                        const WireList *b, const WireList *given, PathKind *wanted);
/* The same as lines, each path with where it is blocked.  False: the budget ran out. */
bool telling_put_blocked_paths(Telling *t, size_t indent, const WireList *a, const WireList *b,
                               const WireList *given, PathKind *wanted) MUST_CHECK;

/* shape_effect.c: adjusts, adjustment, frontdoor, instruments.  False: the budget ran out. */
bool explain_adjusts(Telling *t, bool *truth) MUST_CHECK;
bool explain_adjustment(Telling *t) MUST_CHECK;
bool explain_frontdoor(Telling *t) MUST_CHECK;
bool explain_instruments(Telling *t) MUST_CHECK;

#endif

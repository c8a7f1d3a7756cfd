/* path_text.h -- an explanation while it is written: paths, and where they are open or blocked. */
#ifndef CATGUT_SHAPE_PATH_TEXT_H
#define CATGUT_SHAPE_PATH_TEXT_H

#include "graph/separation.h"
#include "lang/shape/shape_question.h"

typedef struct PathText {
    ShapeQuestion *q;
    const Model *model; /* of the paths that are told of: q's, or its other one */
    const Graph *graph;
    const Mutilation *cut; /* arrows that are taken away just now, or NULL */
    Sink out;
} PathText;

/* The paths from one of a to one of b that are wanted (NULL: all), the shortest first, at most
 * SHAPE_PATHS_MAX; complete: these are all. */
typedef bool PathKind(const PathText *t, const WireList *path);

bool list_has(const WireList *list, uint32_t v);
WireList list_one(uint32_t v);
void path_text_put(PathText *t, const char *text);
void path_text_put_truth(PathText *t, bool truth); /* "true: " */
void path_text_put_name(PathText *t, uint32_t v);
void path_text_put_set(PathText *t, const WireList *set);   /* S, or {S, T} */
void path_text_put_given(PathText *t, const WireList *set); /* " given {T}", or nothing */
/* A line that is indented so. */
void path_text_put_path(PathText *t, size_t indent, const WireList *path);
/* The path, and below it why it is open: at each collider, or because there is none. */
void path_text_put_open_path(PathText *t, size_t indent, const WireList *path,
                             const WireList *given);
/* A shortest way along arrows from `from` to one of `to`; nothing where there is none. */
void path_text_find_way(WireList *path, const PathText *t, uint32_t from, const WireList *to);
void path_text_find_paths(PathText *t, PathList *to, bool *complete, const WireList *a,
                        const WireList *b, const WireList *given, PathKind *wanted);
/* The same as lines, each path with where it is blocked.  False: the budget ran out. */
bool path_text_put_blocked_paths(PathText *t, size_t indent, const WireList *a, const WireList *b,
                               const WireList *given, PathKind *wanted) MUST_CHECK;

#endif

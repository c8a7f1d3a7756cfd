/* path_text.h -- the text of an explanation while it is written: paths, and where they are open or
 * blocked. */
#ifndef CATGUT_SHAPE_PATH_TEXT_H
#define CATGUT_SHAPE_PATH_TEXT_H

#include "graph/separation.h"
#include "lang/shape/shape_question.h"

typedef struct PathText {
    ShapeQuestion *q;
    const Model *model; /* whose paths are written: the one of q, or its other one */
    const Graph *graph;
    const Mutilation *cut; /* arrows that are left out of the paths, or NULL */
    Sink out;
} PathText;

/* Which paths are wanted. */
typedef bool PathKind(const PathText *t, const WireList *path);

WireList list_one(uint32_t v);
void path_text_put(PathText *t, const char *text);
void path_text_put_truth(PathText *t, bool truth); /* "true: " */
void path_text_put_name(PathText *t, uint32_t v);
void path_text_put_set(PathText *t, const WireList *set);   /* S, or {S, T} */
void path_text_put_given(PathText *t, const WireList *set); /* " given {T}", or nothing */
/* The path as a line, indented by so many spaces. */
void path_text_put_path(PathText *t, size_t indent, const WireList *path);
/* The path as a line, and below it why it is open: for each collider the given descendant; or that
 * it has no collider. */
void path_text_put_open_path(PathText *t, size_t indent, const WireList *path,
                             const WireList *given);
/* A shortest way along arrows from `from` to one of `to`; nothing where there is none. */
void path_text_find_way(WireList *path, const PathText *t, uint32_t from, const WireList *to);
void path_text_find_paths(PathText *t, PathList *to, bool *complete, const WireList *a,
                        const WireList *b, const WireList *given, PathKind *wanted);
/* Writes these paths, each with where it is blocked.  False: the budget ran out. */
bool path_text_put_blocked_paths(PathText *t, size_t indent, const WireList *a, const WireList *b,
                               const WireList *given, PathKind *wanted) MUST_CHECK;

#endif

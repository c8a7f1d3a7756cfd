/* draft.h -- a model with its functor, or a model alone, made from data: for readers of other
 * formats, which have names, labels and tables, but no tree of a declaration.
 *
 * A reader says who the two will be, asks for the names before it opens its file, and when it has
 * read it and seen that all is well, adds all vertices, the parents of each, and then the table of
 * each:
 *
 *     Draft d = {0};
 *     draft_init(&d, s, (DraftName){model, at}, (DraftName){functor, at}, file_at);
 *     bool ok = draft_check_names(&d) && ...;
 *     for each variable v:  draft_add_vertex(&d, name, labels, count);
 *     for each cause of v:  draft_add_parent(&d, v, cause);
 *     for each variable v:  draft_add_table(&d, v, &matrix);
 *     ok = ok && draft_define(&d, bytes);
 *     draft_clear(&d);
 *
 * A model alone has no name of a functor, and no tables: its vertices are added by
 * draft_add_variable, then their parents, then A <-> B, and at last the box of each.
 *
 * What comes of it is what the declarations `model m { ... }` and `functor F : m { ... }` would
 * have made: boxes called `m.X`, images called `F(m.X)`.  A type is called like its variable.
 * Where that name is a type of other labels already it is `m.X`, with as many primes as it takes; a
 * type of the same labels is taken as it is, so that models with the same variables can be
 * compared.
 *
 * A draft that is cleared before it was defined leaves no name and no type behind. */
#ifndef CATGUT_SESSION_DRAFT_H
#define CATGUT_SESSION_DRAFT_H

#include "lang/session/session.h"

typedef struct DraftName {
    Name name;
    Span at; /* where a mistake about it points, and where it is defined */
} DraftName;

typedef struct Draft {
    Session *s;
    DraftName model, functor;
    Span at;          /* of the file: where a lack of time or memory is told */
    Model vertices;   /* the model so far */
    Functor *images;  /* the functor so far; NULL: there is none, or the session has it */
    bool defined;
    size_t types;     /* how many the session had before */
} Draft;

void draft_init(Draft *d, Session *s, DraftName model, DraftName functor, Span at);
void draft_clear(Draft *d);

/* May the names be defined, and are they two?  If not, complains. */
bool draft_check_names(const Draft *d);
/* The next vertex, observed, with a type of these labels (at least one, none twice), in this order.
 * Names and labels are of the session's names; no name comes twice. */
void draft_add_vertex(Draft *d, Name name, const Name *labels, size_t count);
/* The next vertex of a model alone.  Without a type it has that of its own name, which is declared,
 * abstract, where there is none of one wire.  False: complained, for lack of memory. */
bool draft_add_variable(Draft *d, Name name, const Type *type, bool latent);
/* A <-> B, an unnamed latent behind all vertices. */
void draft_add_confounder(Draft *d, uint32_t a, uint32_t b);
/* The box of a vertex whose parents are all there, called `m.NAME`. */
void draft_add_box(Draft *d, uint32_t vertex, Name name);
/* The vertices are numbered as they were added; a vertex may be added after its children.  Parents
 * are added in the order in which the child's table goes by them. */
void draft_add_parent(Draft *d, uint32_t vertex, uint32_t parent);
/* What the box of the vertex means, once all parents are there: rows by them, the last one fastest,
 * each summing to one.  The matrix is taken, and left empty. */
void draft_add_table(Draft *d, uint32_t vertex, Matrix *table);
/* Each vertex after its parents; or it complains about a cycle. */
bool draft_sort(Draft *d);
/* Defines the model and the functor, or neither and complains: about a cycle, a name, or memory.
 * `bytes` is about what the tables take, which stays as long as the session. */
bool draft_define(Draft *d, uint64_t bytes);

#endif

/* format.h -- the files of other programs that are read and written: one list.
 *
 * A format is known by its word (`from dagitty`, `as dagitty`) and by the suffixes of its files, in
 * any case, also with `.gz` behind them where they are read.  What a file holds decides how its
 * import is written:
 *
 *     import "x.bif" as m with F        a network: a model and a functor
 *     import "x.dag" as m of T          a graph: a model
 *
 * A new format is a line in format.c. */
#ifndef CATGUT_EXCHANGE_FORMAT_H
#define CATGUT_EXCHANGE_FORMAT_H

#include "lang/import/import_graph.h"

typedef enum FormatKind { FORMAT_NETWORK, FORMAT_GRAPH } FormatKind;

enum { FORMAT_SUFFIXES = 3 };

typedef struct Format {
    FormatKind kind;
    const char *word;
    const char *suffixes[FORMAT_SUFFIXES]; /* NULL behind the last; the first is written in help */
    const char *name; /* "a graph of dagitty" */
    /* Reads a network from the file at `path`; NULL: it is not read, or not so. */
    bool (*import)(Session *s, const char *path, const Node *n);
    /* Reads a graph; NULL: the same. */
    GraphReader *read;
} Format;

/* The i-th; NULL past the last. */
const Format *format_at(size_t i);
/* The format of this word, or NULL. */
const Format *format_find(const char *word);
/* The first that is read and has the suffix of this file, or NULL. */
const Format *format_of_file(const char *path);

#endif

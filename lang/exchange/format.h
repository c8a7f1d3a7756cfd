/* format.h -- the files of other programs that are read and written: one list.
 *
 * A format is known by its word (`from dagitty`, `as dagitty`) and by the suffixes of its files, in
 * any case, also with `.gz` behind them where they are read.  What a file holds decides how its
 * import is written:
 *
 *     import "x.bif" as m with F        a network: a model and a functor
 *     import "x.dag" as m of T          a graph: a model
 *
 *     import "x.csv" as w of m          a table: a state, see lang/data
 *
 * and what is exported, its own format among those of one suffix.  A new format is a line in
 * format.c; one that is written to files of several programs may have several lines. */
#ifndef CATGUT_EXCHANGE_FORMAT_H
#define CATGUT_EXCHANGE_FORMAT_H

#include "bayes/bayes_write.h"
#include "diagram_io/diagram_code.h"
#include "graph_io/graph_write.h"
#include "lang/import/import_graph.h"
#include "lang/import/import_network.h"

typedef enum FormatKind { FORMAT_NETWORK, FORMAT_GRAPH, FORMAT_DIAGRAM, FORMAT_TABLE } FormatKind;

enum { FORMAT_SUFFIXES = 3 };

typedef struct Format {
    FormatKind kind;
    const char *word;
    const char *suffixes[FORMAT_SUFFIXES]; /* NULL behind the last; the first is written in help */
    const char *name; /* "a graph of dagitty" */
    BayesReader *read_network; /* NULL: it is not read, or no network */
    BayesWriter *write_network;
    bool fractions, nameless; /* such a network says 1/3; it has no names */
    /* The same of graphs. */
    GraphReader *read;
    GraphWriter *write;
    bool lines; /* such a graph says A -- B */
    DiagramWriter *write_diagram; /* NULL: no diagram */
    /* Writes a state as rows; `told` gets comments, lines that begin with `# `, about what the text
     * does not say. */
    bool (*write_state)(Session *s, const Value *v, const Node *n, Sink *text, Sink *told);
} Format;

/* The i-th; NULL past the last. */
const Format *format_at(size_t i);
/* The first format of this word, or NULL. */
const Format *format_find(const char *word);
bool format_reads(const Format *f);
bool format_writes(const Format *f);
/* The first that is read and has the suffix of this file, or NULL. */
const Format *format_of_file(const char *path);
/* The first that is written, of this kind and word (NULL: any), to files of this name, or NULL.  A
 * terminal or a pipe takes all, if there is a word. */
const Format *format_of_output(const char *path, FormatKind kind, const char *word);

#endif

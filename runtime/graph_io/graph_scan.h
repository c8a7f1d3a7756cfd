/* graph_scan.h -- what all readers of graphs have in common: the text, a place in it, and the graph
 * that comes of it.
 *
 * The bytes are looked at once, before a reader starts: it finds well-formed UTF-8 without controls
 * (but tabs, line ends and form feeds), and a NUL past the end, so that it may look one byte ahead.
 */
#ifndef CATGUT_GRAPH_IO_GRAPH_SCAN_H
#define CATGUT_GRAPH_IO_GRAPH_SCAN_H

#include "graph_io/causal_graph.h"

typedef struct GraphScan {
    const char *text;
    uint32_t at, count;
    CausalGraph *graph;
    GraphMistake *mistake;
    Names *names;
    Budget *budget;
} GraphScan;

/* What stands between words, besides blanks and ends of lines. */
enum {
    COMMENT_HASH = 1,  /* # to the end of the line */
    COMMENT_SLASH = 2, /* the same from two slashes, and between slashes and stars */
    COMMENT_BANG = 4,  /* ! to the end of the line */
    BLANK_SEMICOLON = 8,
    BLANK_LINE = 16 /* the end of a line is a blank */
};

/* Reads the text into the graph.  False: *s->mistake says why. */
typedef bool GraphReader(GraphScan *s);

/* A text of at most 2^31 - 1 bytes, with a NUL behind it.  False: *m says what is wrong with it,
 * and *to is empty. */
bool graph_read(CausalGraph *to, GraphMistake *m, GraphReader *reader, const char *text,
                size_t count, Names *names, Budget *budget) MUST_CHECK;

/* Past blanks and comments of these kinds.  False: a comment is not closed. */
bool graph_scan_blanks(GraphScan *s, unsigned kinds) MUST_CHECK;
/* The end of a word from `at`: letters, digits, _ and what stands in `more`; all of Unicode beyond
 * ASCII are letters. */
uint32_t graph_scan_word(const GraphScan *s, uint32_t at, const char *more);
/* The name with this text, which stands from start to end.  False: it is empty or too long. */
bool graph_scan_name(GraphScan *s, const char *text, size_t length, uint32_t start, uint32_t end,
                     Name *to) MUST_CHECK;
/* The vertex of this name. */
bool graph_scan_vertex(GraphScan *s, Name name, uint32_t start, uint32_t end,
                       uint32_t *vertex) MUST_CHECK;
/* What stands from start to end should be something else.  Always false. */
bool graph_scan_refuse(GraphScan *s, GraphFault fault, uint32_t start, uint32_t end,
                       const char *wanted);
/* Is it an attribute that gives a role?  Then *role is the one that it gives by what stands behind
 * its `=` (NULL: nothing does), 0 where that says no: `latent`, `latent=true` and `observed=no` all
 * say the same. */
bool graph_role(const char *attribute, const char *value, unsigned *role);

#endif

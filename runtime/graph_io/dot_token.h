/* dot_token.h -- the words of dagitty's and Graphviz' texts, which have one form.
 *
 * A word is a run of letters, digits, _ and points, perhaps with a minus before it, or a text in
 * quotes, of which several may be added up with +.  Graphviz also has HTML between < and >. */
#ifndef CATGUT_GRAPH_IO_DOT_TOKEN_H
#define CATGUT_GRAPH_IO_DOT_TOKEN_H

#include "graph_io/graph_scan.h"

typedef enum DotKind { DOT_END, DOT_WORD, DOT_EDGE, DOT_MARK } DotKind;

typedef struct DotToken {
    DotKind kind;
    uint32_t start, end;
    bool bare;   /* a word without quotes */
    bool apart;  /* the end of a line or `;` stands before it */
    char mark;   /* { } [ ] = , : */
    Sink *text;  /* of a word; the lexer's */
} DotToken;

typedef struct DotLexer {
    GraphScan *s;
    bool graphviz; /* else dagitty's rules of quoting count */
    DotToken token; /* the one that is looked at */
    Sink text;
} DotLexer;

void dot_lexer_clear(DotLexer *l);
/* Goes on to the next token.  False: there is none that is well-formed. */
bool dot_lexer_next(DotLexer *l) MUST_CHECK;
/* The name that the word says. */
bool dot_token_name(DotLexer *l, Name *to) MUST_CHECK;
/* Is it this bare word, in any case? */
bool dot_token_is(const DotLexer *l, const char *word);
bool dot_token_is_mark(const DotLexer *l, char mark);

#endif

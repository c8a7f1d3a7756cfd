/* reader.h -- whole statements out of a source.
 *
 * Files, the REPL, the standard library and the fuzzers all read by this.  A statement ends before
 * a keyword that begins a statement and that the parser does not accept there (`show d as diagram`
 * goes on), before a line that could not continue it, or at the end of the text.  So a mistake
 * takes no whole statement before it along. */
#ifndef CATGUT_READ_READER_H
#define CATGUT_READ_READER_H

#include "lang/read/heard.h"
#include "lang/read/lexer.h"

typedef enum ReadResult {
    READ_STATEMENT, /* *statement is whole, in the arena */
    READ_END,       /* no more text */
    READ_WRONG,     /* complained; the reader stands before the next statement's keyword */
    READ_MORE       /* (reader_wants_more only) the text so far wants more */
} ReadResult;

/* The parser holds a pointer into its Reader: a Reader stays where it was initialised. */
typedef struct Reader {
    Lexer lexer;
    Parse parse;
    Parser *parser;
    Token ahead; /* read, not yet fed */
    bool has_ahead;
    bool bare;  /* may a statement be a bare expression? (the REPL) */
    bool tells; /* what is passed over behind a mistake is told */
    bool whole; /* at the end of the text, finish what could end there; else READ_MORE */
    Heard heard; /* of the statement that is being read */
    Budget *budget;       /* what reading may take; NULL: anything */
    const uint64_t *held; /* bytes that are held besides; only with a budget */
} Reader;

void reader_init(Reader *r, const Source *s, Names *names, Complainer *c, bool bare);
void reader_clear(Reader *r);
/* After READ_WRONG it may be called again: the reader goes on at the next line that starts with a
 * statement's keyword. */
ReadResult reader_next(Reader *r, Arena *a, Node **statement);
/* The table that NODE_UNREAD stands for, from its place, by a bare reader of its source that reads
 * nothing else. */
const Node *reader_again(Reader *r, Arena *a, Span at);
/* The text of the statement that was read last, from its first token to its last. */
Span reader_statement(const Reader *r);
/* Where in the source the text of the next statement begins: at its first token. */
uint32_t reader_place(const Reader *r);
/* For a REPL: is this text whole (READ_STATEMENT, also when it is wrong in a way that more text
 * cannot mend, or empty), or does it want more (READ_MORE)?  `open` gets what is open, for the
 * prompt: "", "{", "(", "[" or "...".  Never complains.
 * A text is whole when its last statement could end there. */
ReadResult reader_wants_more(const char *text, size_t count, Names *names, char open[4]);
/* The same for a text that grows: the source that the reader was initialised with (bare, without a
 * complainer) is longer than last time, what is new begins with a newline, and it said READ_MORE.
 * The arena lives as long as the reader. */
ReadResult reader_grow(Reader *r, Arena *a, char open[4]);
/* The words that could come at the end of this text, for completion: keywords and punctuation the
 * parser would take (kinds, see token_name), at most `space`, in the order of their codes. */
size_t reader_expects(const char *text, size_t count, Names *names, int *kinds, size_t space);

#endif

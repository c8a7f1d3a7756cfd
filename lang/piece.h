/* piece.h -- what was typed since the last prompt: a text that grows until it is whole.
 *
 * A Piece owns its text and reads it on where it stopped, so that a statement of many lines costs
 * what its length is.  It stays where it was initialised. */
#ifndef CATGUT_PIECE_H
#define CATGUT_PIECE_H

#include "lang/reader.h"

typedef struct Piece {
    Sink text;
    Source source; /* the same text */
    Names *names;
    Reader reader;
    Arena arena;
    bool begun;
} Piece;

void piece_init(Piece *p, Names *names);
void piece_clear(Piece *p);
/* Back to no text. */
void piece_restart(Piece *p);

typedef enum PieceResult { PIECE_WHOLE, PIECE_OPEN, PIECE_TOO_LONG } PieceResult;

/* One more line (or several).  PIECE_WHOLE: it can be run, or is wrong in a way that more text
 * cannot mend.  PIECE_OPEN: `open` says what is open, as reader_wants_more does.  PIECE_TOO_LONG:
 * the text stays what it was. */
PieceResult piece_add(Piece *p, const char *line, size_t count, char open[4]);

#endif

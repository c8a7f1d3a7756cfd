/* notes.h -- the prose of a script: comments that stand on lines of their own.
 *
 * A statement with its notes is a piece of the source, one after the other: first blank lines and
 * comments, then the statement, to the end of its last line. */
#ifndef CATGUT_TEXT_NOTES_H
#define CATGUT_TEXT_NOTES_H

#include "lang/text/source.h"

typedef struct Piece {
    const char *text;
    size_t count;
} Piece;

/* Without the blanks around it. */
Piece piece_trimmed(Piece p);
/* The first line, without its end, taken off the piece. */
Piece piece_next_line(Piece *p);
/* Lines of comment and blank lines at the start of the piece, taken off it. */
Piece piece_next_notes(Piece *p);
/* Is there more than the end of a line? */
bool notes_are_apart(Piece notes);
/* The first line of the first comment, taken off it, if it stands alone or ends a sentence; without
 * its full stop.  Else, nothing. */
Piece notes_next_title(Piece *notes);
/* What a line of comment says; nothing: it is blank.  *lines: it is indented, and stays a line,
 * also with what it is indented by beyond three blanks. */
Piece note_words(Piece line, bool *lines);
/* Where the piece ends that begins at `from`; the next statement begins at `end`, and the comments
 * above it are its own. */
uint32_t statement_end(const Source *source, uint32_t from, uint32_t end);

#endif

/* mark.h -- how a file says that Catgut wrote it, so that none is written over that it did not.
 *
 * It stands at the end, so that a file to which somebody has added something of their own does not
 * say so any more: in a comment, `# written by Catgut`, where the format has comments; in a text of
 * a PNG; in a line of one blank where blanks mean nothing (.dag, .uai, .txt).  A table has no room
 * for any of these: one name of its head is in quotes though it need not be, which other programs
 * do with all or with none.  Networks begin with their comment. */
#ifndef CATGUT_TEXT_MARK_H
#define CATGUT_TEXT_MARK_H

#include <stdbool.h>
#include <stddef.h>

/* `bytes` go in before the at-th byte of the text, the earlier first; NULL: nothing does. */
typedef struct MarkPart {
    size_t at, count;
    const char *bytes;
} MarkPart;

enum { MARK_PARTS = 2 };

/* What is put into a text that is written to a file of this name. */
void mark_find(MarkPart parts[MARK_PARTS], const char *path, const char *text, size_t count);
/* May it be written to, as far as marks tell: it has one, or is empty, or no plain file, or not
 * there? */
bool mark_allows(const char *path);

#endif

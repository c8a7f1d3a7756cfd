/* secret.h -- connection strings in texts: nobody is to see them.
 *
 * A connection string begins with `odbc:` and may hold a password.  Where a text comes in, it is
 * overwritten with asterisks before anything else looks at the text, so that no complaint, no
 * stage, no page, no history and no saved script can show it.  A string that says no more than the
 * name of a data source, `odbc:DSN=name`, stays as it is. */
#ifndef CATGUT_TEXT_SECRET_H
#define CATGUT_TEXT_SECRET_H

#include "base/array.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Secret {
    uint32_t start, count; /* where in the text it stands: the bytes from `odbc:` on */
    char *bytes;           /* what stood there */
    char *text;            /* what that says, \" and \\ as in strings; ends in NUL; NULL: nothing */
} Secret;

typedef ARRAY(Secret) Secrets;

/* Overwrites what follows `odbc:` in each of them, up to the quote that ends it or else the end of
 * the line; the text keeps its length.  kept: gets what they said; NULL: that is lost. */
void secrets_hide(char *text, size_t count, Secrets *kept);
/* What stood at this byte, or NULL. */
const char *secrets_find(const Secrets *s, uint32_t start);
/* Into a copy of the text they come back. */
void secrets_restore(const Secrets *s, char *text);
void secrets_clear(Secrets *s);

#endif

/* digest.h -- SHA-256 (FIPS 180-4): what tells whether bytes are the same ones. */
#ifndef CATGUT_BASE_DIGEST_H
#define CATGUT_BASE_DIGEST_H

#include <stddef.h>

enum { DIGEST_HEX = 64 };

/* In lower case, as sha256sum prints it, and a NUL. */
void digest_find(char to[DIGEST_HEX + 1], const void *bytes, size_t count);

#endif

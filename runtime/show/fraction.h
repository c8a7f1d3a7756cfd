/* fraction.h -- fractions that may be shortened, and the other pieces that tables and plots are
 * made of. */
#ifndef CATGUT_SHOW_FRACTION_H
#define CATGUT_SHOW_FRACTION_H

#include "num/rational.h"
#include "show/style.h"

/* How many characters (not bytes) memory holds. */
size_t piece_width(const Sink *s);

/* Forgets what memory holds, keeps the room. */
void piece_start(Sink *s);

/* q as source, or its decimal where the style wants that.  True: it was long and the
 * style let it be shortened, `1234...5678/9876...4321`. */
bool fraction_write(const mpq_t q, const Style *style, Sink *out);

/* Behind what is rounded. */
#define ROUNDED "correctly rounded"

/* How many digits the numerator and the denominator have; 0: an integer has none. */
void fraction_digits(const mpq_t q, size_t *over, size_t *under);
/* `1,203 and 1,210`, or one number. */
void digits_write(size_t over, size_t under, Sink *out);

/* What stands between these two is a comment: dim where the style has colour. */
void comment_open(const Style *style, Sink *out); /* `# ` */
void comment_close(const Style *style, Sink *out);

#endif

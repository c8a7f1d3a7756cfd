/* fraction.c -- see fraction.h.  Only what is printed is ever shortened, and only where the style
 * says so. */
#include "show/fraction.h"

#include <string.h>

enum {
    FRACTION_MAX = 60, /* the longest one that is never shortened */
    PART_MAX = 20,     /* the same for the numerator or denominator of a longer one */
    PART_SHOWN = 4     /* digits left at each end of a shortened part */
};

size_t
piece_width(const Sink *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->count; i++)
        n += ((unsigned char)s->text[i] & 0xc0) != 0x80;
    return n;
}

void
piece_start(Sink *s)
{
    s->count = 0;
    if (s->text)
        s->text[0] = '\0';
}

void
comment_open(const Style *style, Sink *out)
{
    sink_put(out, style->color ? "\033[2m# " : "# ");
}

void
comment_close(const Style *style, Sink *out)
{
    sink_put(out, style->color ? "\033[0m" : "");
}

static void
write_part(const char *digits, size_t n, Sink *out)
{
    if (n <= PART_MAX) {
        sink_add(out, digits, n);
        return;
    }
    sink_add(out, digits, PART_SHOWN);
    sink_put(out, "...");
    sink_add(out, digits + n - PART_SHOWN, PART_SHOWN);
}

/* A fraction as text, taken apart. */
typedef struct Parts {
    Sink text;
    const char *over, *under;       /* digits, without sign */
    size_t over_count, under_count; /* under_count 0: an integer */
} Parts;

static void
parts_init(Parts *p, const mpq_t q)
{
    sink_init(&p->text);
    rational_write(q, &p->text);
    p->over = p->text.text + (mpq_sgn(q) < 0);
    p->over_count = strcspn(p->over, "/");
    p->under = p->over + p->over_count;
    p->under += *p->under == '/';
    p->under_count = strlen(p->under);
}

static void
parts_clear(Parts *p)
{
    sink_clear(&p->text);
}

static bool
parts_are_long(const Parts *p)
{
    return p->text.count > FRACTION_MAX;
}

static void
parts_write_short(const Parts *p, Sink *out)
{
    sink_put(out, p->over != p->text.text ? "-" : "");
    write_part(p->over, p->over_count, out);
    sink_put(out, p->under_count ? "/" : "");
    write_part(p->under, p->under_count, out);
}

bool
fraction_write(const mpq_t q, const Style *style, Sink *out)
{
    if (style->decimals) {
        decimal_write(q, style->digits, out);
        return false;
    }
    if (!style->shorten || rational_width(q) <= FRACTION_MAX) {
        rational_write(q, out);
        return false;
    }
    Parts p;
    parts_init(&p, q);
    bool is_long = parts_are_long(&p);
    if (is_long)
        parts_write_short(&p, out);
    else
        sink_put(out, sink_text(&p.text));
    parts_clear(&p);
    return is_long;
}

/* 1,203 */
static void
write_count(size_t n, Sink *out)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", n);
    for (int i = 0; i < length; i++) {
        sink_put(out, i && (length - i) % 3 == 0 ? "," : "");
        sink_add(out, digits + i, 1);
    }
}

void
fraction_digits(const mpq_t q, size_t *over, size_t *under)
{
    Parts p;
    parts_init(&p, q);
    *over = p.over_count;
    *under = p.under_count;
    parts_clear(&p);
}

void
digits_write(size_t over, size_t under, Sink *out)
{
    write_count(over, out);
    if (under) {
        sink_put(out, " and ");
        write_count(under, out);
    }
}

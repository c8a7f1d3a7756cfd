/* number.c -- see number.h.  The exact number comes first, a decimal beside it as a comment. */
#include "show/number.h"

#include "show/fraction.h"

static void
write_what_was_shortened(const mpq_t q, Sink *out)
{
    size_t over, under;
    fraction_digits(q, &over, &under);
    sink_put(out, under ? " (a fraction of " : " (an integer of ");
    digits_write(over, under, out);
    sink_put(out, " digits; show ... as fraction: whole, as decimals: short)");
}

void
number_write(const mpq_t q, const Style *style, Sink *out)
{
    bool shortened = fraction_write(q, style, out);
    if (style->decimals || shortened || mpz_cmp_ui(mpq_denref(q), 1) != 0) {
        sink_put(out, "   ");
        comment_open(style, out);
        if (style->decimals)
            sink_put(out, ROUNDED);
        else
            decimal_write(q, style->digits, out);
        if (shortened)
            write_what_was_shortened(q, out);
        comment_close(style, out);
    }
    sink_put(out, "\n");
}

void
number_write_json(const mpq_t q, const Style *style, Sink *out)
{
    sink_put(out, "{\"kind\":\"number\",");
    if (style->decimals) {
        sink_put(out, "\"rounded\":true");
    } else {
        sink_put(out, "\"value\":\"");
        rational_write(q, out);
        sink_put(out, "\"");
    }
    sink_put(out, ",\"decimal\":\"");
    decimal_write(q, style->digits, out);
    sink_put(out, "\"}\n");
}

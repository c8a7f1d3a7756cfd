/* label.c -- labels that are numbers: the ends of ranges, and means. */
#include "lang/elaborate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool
range_label(Session *s, const Label *l, int64_t *to)
{
    char *end;
    errno = 0;
    long long n = strtoll(l->text, &end, 10);
    if (*end || end == l->text)
        return complain_range_form(&s->complain, l->at);
    if (errno)
        return complain_range_large(&s->complain, l->at);
    *to = n;
    return true;
}

static bool
read_signed(mpq_t to, const char *text)
{
    bool minus = *text == '-';
    if (rational_read(to, text + minus, strlen(text + minus)) != RATIONAL_READ)
        return false;
    if (minus)
        mpq_neg(to, to);
    return true;
}

bool
label_number(mpq_t to, const Type *t, uint32_t position)
{
    Sink text;
    sink_init(&text);
    type_write_text(t, position, &text);
    bool ok = read_signed(to, sink_text(&text));
    sink_clear(&text);
    return ok;
}

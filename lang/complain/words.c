/* words.c -- types, ports, rows and numbers inside a sentence, shortened; see words.h. */
#include "lang/complain/words.h"

#include "diagram/write.h"

#include <string.h>

const char *
type_name(const Type *t)
{
    return t && t->name ? t->name : "a type without a name";
}

const char *
shorten(Words *w, Sink *long_one)
{
    const char *text = sink_text(long_one);
    size_t most = sizeof w->text - 20, count = strlen(text);
    while (count > most && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--; /* no character is torn */
    snprintf(w->text, sizeof w->text, "%.*s%s", (int)most, text, count > most ? "..." : "");
    sink_clear(long_one);
    return w->text;
}

const char *
ports_words(Words *w, const PortList *ports)
{
    Sink text;
    sink_init(&text);
    ports_write(ports, &text);
    return shorten(w, &text);
}

const char *
arrow_words(Words *w, const PortList *in, const PortList *out)
{
    Sink text;
    sink_init(&text);
    if (in->count) {
        ports_write(in, &text);
        sink_put(&text, " -> ");
    }
    ports_write(out, &text);
    return shorten(w, &text);
}

const char *
types_words(Words *w, const TypeList *in, const TypeList *out)
{
    PortList a = {0}, b = {0};
    for (size_t i = 0; i < in->count; i++)
        array_push(&a, ((Port){NULL, in->at[i]}));
    for (size_t i = 0; i < out->count; i++)
        array_push(&b, ((Port){NULL, out->at[i]}));
    arrow_words(w, &a, &b);
    array_clear(&b);
    array_clear(&a);
    return w->text;
}

const char *
diagram_words(Words *w, const Diagram *d)
{
    Sink text;
    sink_init(&text);
    if (d->inputs.count) {
        diagram_write_ends(d, &d->inputs, &text);
        sink_put(&text, " -> ");
    }
    diagram_write_ends(d, &d->outputs, &text);
    return shorten(w, &text);
}

const char *
tuple_words(Words *w, const PortList *ports, const uint32_t *tuple)
{
    Sink text;
    sink_init(&text);
    tuple_write(ports, tuple, &text);
    return shorten(w, &text);
}

const char *
rational_words(Words *w, const mpq_t q)
{
    Sink text;
    sink_init(&text);
    if (rational_width(q) > 150) {
        sink_put(&text, "about ");
        decimal_write(q, 12, &text);
    } else {
        rational_write(q, &text);
    }
    return shorten(w, &text);
}

/* A whole number's digits; of many those at both ends, and how many there are. */
static void
put_digits(const char *digits, size_t count, Sink *out)
{
    enum { WHOLE = 40, END = 12 };
    if (count <= WHOLE) {
        sink_add(out, digits, count);
        return;
    }
    sink_add(out, digits, END);
    sink_put(out, "...");
    sink_add(out, digits + count - END, END);
    sink_print(out, " (%zu digits)", count - (*digits == '-'));
}

const char *
digits_words(Words *w, const mpq_t q)
{
    Sink whole, text;
    sink_init(&whole);
    sink_init(&text);
    rational_write(q, &whole);
    const char *at = sink_text(&whole), *line = strchr(at, '/');
    put_digits(at, line ? (size_t)(line - at) : whole.count, &text);
    if (line) {
        sink_put(&text, text.count > 40 ? " / " : "/");
        put_digits(line + 1, strlen(line + 1), &text);
    }
    sink_clear(&whole);
    return shorten(w, &text);
}

void
fix_by_name(Complainer *c, Words *w, Name near)
{
    Sink text;
    sink_init(&text);
    if (near)
        word_write_name(near, &text);
    if (text.count && text.count < sizeof w->text)
        complain_fix(c, memcpy(w->text, text.text, text.count + 1));
    sink_clear(&text);
}

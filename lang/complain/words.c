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
    snprintf(w->text, sizeof w->text, "%.180s%s", text, strlen(text) > 180 ? "..." : "");
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

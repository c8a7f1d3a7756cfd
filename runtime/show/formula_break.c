/* formula_break.c -- see formula_break.h.  Each line is chosen by itself, the longest way first. */
#include "show/formula_break.h"

#include <string.h>

/* From there on: its end, or the place where as many columns are over. */
static size_t
reach(const Sink *text, size_t from, size_t columns)
{
    size_t at = from;
    for (; at < text->count && text->text[at] != '\n'; at++) {
        bool starts = ((unsigned char)text->text[at] & 0xC0) != 0x80;
        if (starts && columns == 0)
            break;
        columns -= starts;
    }
    return at;
}

static uint64_t
rank(const FormulaBreak *b)
{
    return b->depth + ((uint64_t)b->kind << 32);
}

static size_t
indent(const FormulaBreak *b)
{
    enum { INDENT = 4, DEEPEST = 4 };
    return INDENT + 2 * (size_t)(b->depth < DEEPEST ? b->depth : DEEPEST);
}

/* Where the line ends that starts at `from` and is over at `most`: the best place in its last two
 * thirds, the last of several; else the last place before; else the first behind, if any. */
static const FormulaBreak *
choose(const FormulaBreakList *places, size_t *next, size_t from, size_t most)
{
    const FormulaBreak *early = NULL, *late = NULL;
    while (*next < places->count && places->at[*next].at <= from)
        ++*next;
    size_t i = *next;
    for (; i < places->count && places->at[i].at <= most + 1; i++) {
        const FormulaBreak *b = &places->at[i];
        if (b->at - from < (most - from) / 3)
            early = b;
        else if (!late || rank(b) <= rank(late))
            late = b;
    }
    if (late || early)
        return late ? late : early;
    return i < places->count ? &places->at[i] : NULL;
}

void
formula_break(const Sink *text, const FormulaBreakList *places, size_t width, Sink *out)
{
    const char *all = sink_text(text);
    size_t next = 0;
    for (size_t from = 0, margin = 0; from < text->count;) {
        size_t most = reach(text, from, width - margin);
        const char *stop = strchr(all + from, '\n');
        size_t end = stop ? (size_t)(stop - all) : text->count;
        const FormulaBreak *b = most < end ? choose(places, &next, from, most) : NULL;
        if (b && b->at >= end)
            b = NULL;
        size_t count = (b ? b->at : end) - from;
        while (b && all[from + count - 1] == ' ')
            count--;
        sink_add(out, all + from, count);
        sink_put(out, b || stop ? "\n" : "");
        from = b ? b->at : end + (stop != NULL);
        margin = b ? indent(b) : 0;
        sink_fill(out, ' ', margin);
    }
}

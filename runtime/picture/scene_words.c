/* scene_words.c -- the titles of a scene, and all of it in words, for readers who cannot see the
 * picture; see scene.h and picture.h. */
#include "picture/picture.h"

#include "base/utf8.h"

enum { TITLE_MOST = 1000 }; /* columns, of a title that is a program */

/* ---- titles ---- */

void
title_write(const char *text, Sink *out)
{
    Sink line = {0};
    for (const char *c = text; *c; c++) {
        bool blank = *c == ' ' || *c == '\t' || *c == '\n' || *c == '\r';
        if (!blank)
            sink_add(&line, c, 1);
        else if (line.count && line.text[line.count - 1] != ' ')
            sink_put(&line, " ");
    }
    word_write_shown(sink_text(&line), TITLE_MOST, out);
    sink_clear(&line);
}

size_t
title_line(const char *title, int columns)
{
    size_t count = strlen(title), end = 0, blank = 0;
    while (end < count) {
        uint32_t point;
        size_t n = utf8_read(title + end, count - end, &point);
        columns -= n ? utf8_width(point) : 1;
        if (columns < 0 && (blank || title[end] != ' '))
            return blank ? blank : end ? end : n ? n : 1;
        end += n ? n : 1;
        blank = title[end - 1] == ' ' ? end : blank;
    }
    return end;
}

static void
add_title(Titles *t, const char *title, int letter)
{
    int lines = 0;
    for (size_t n; title && *title; title += n, lines++) {
        n = title_line(title, t->columns);
        int width = ((int)utf8_columns(title, n) - (title[n - 1] == ' ')) * letter;
        t->width = width > t->width ? width : t->width;
    }
    t->lines = lines > t->lines ? lines : t->lines;
}

/* Of its longest word. */
static int
word_columns(const char *title)
{
    int most = 0;
    for (size_t n; title && *title; title += n + (title[n] != '\0')) {
        n = strcspn(title, " ");
        int columns = (int)utf8_columns(title, n);
        most = columns > most ? columns : most;
    }
    return most;
}

Titles
scene_titles(const Scene *s, int width, int letter)
{
    enum { ALONE = 60, BESIDE = 30 }; /* the columns that a title has at least */
    int least = s->looks > 1 ? BESIDE : ALONE;
    for (uint32_t i = 0; i < s->looks; i++) {
        int word = word_columns(s->title[i]);
        least = word <= least ? least : word < ALONE ? word : ALONE;
    }
    Titles t = {.columns = width / letter > least ? width / letter : least};
    for (uint32_t i = 0; i < s->looks; i++)
        add_title(&t, s->title[i], letter);
    t.more = s->looks > 1 && t.width > width ? (t.width - width + 1) / 2 : 0;
    return t;
}

void
scene_set_title(Scene *s, size_t look, const char *text)
{
    Sink title = {0};
    title_write(text, &title);
    s->title[look] = scene_text(s, sink_text(&title));
    sink_clear(&title);
}

/* ---- all of it ---- */

static const char *
sign_word(Sign sign)
{
    switch (sign) {
    case SIGN_STATE:
        return "state";
    case SIGN_UNIFORM:
        return "uniform state";
    case SIGN_EFFECT:
        return "effect";
    case SIGN_GROUND:
        return "discard";
    case SIGN_INPUT:
    case SIGN_THROUGH:
        return "input";
    case SIGN_OUTPUT:
        return "output";
    case SIGN_HOLE:
        return "hole";
    case SIGN_CUT:
        return "put in";
    case SIGN_VERTEX:
        return "variable";
    case SIGN_ARC:
        return "hidden common cause";
    default:
        return "box";
    }
}

static void
put_thing(const Scene *s, uint32_t v, Sink *out)
{
    const Look *look = &s->nodes.at[v].look[0];
    sink_put(out, look->label && *look->label ? look->label : sign_word(look->shape));
}

/* What it reads, or does not read any more, in the first picture. */
static void
put_sources(const Scene *s, const SceneNode *n, bool cut, bool line, Sink *out)
{
    const char *before = cut ? " cut from " : line ? " joined to " : " from ";
    for (uint32_t i = n->in; i < n->in + n->in_count; i++) {
        const SceneIn *in = &s->ins.at[i];
        uint32_t source = s->outs.at[in->wire].node;
        if (!(in->looks & 1) || (in->ground & 1) != cut || in->line != line ||
            source < s->late)
            continue;
        sink_put(out, before);
        put_thing(s, source, out);
        before = ", ";
    }
}

void
scene_write_words(const Scene *s, Sink *out)
{
    enum { MANY = 60 };
    size_t told = 0;
    if (s->looks > 1)
        sink_put(out, "The first picture: ");
    for (uint32_t v = 0; v < s->nodes.count && told < MANY; v++) {
        const SceneNode *n = &s->nodes.at[v];
        Sign sign = n->look[0].shape;
        if (sign == SIGN_INPUT || sign == SIGN_NONE || sign == SIGN_ARC)
            continue; /* told by who reads it */
        if (told++)
            sink_put(out, "; ");
        sink_put(out, sign_word(sign));
        if (n->look[0].label && *n->look[0].label)
            sink_print(out, " %s", n->look[0].label);
        put_sources(s, n, false, false, out);
        put_sources(s, n, false, true, out);
        put_sources(s, n, true, false, out);
    }
    sink_put(out, told < MANY && !s->note ? "." : "; and more.");
}

/* door_text.c -- see catgut.h: what helps who writes.  Texts are read, and not run. */
#include "lang/door.h"

#include "lang/assist/complete.h"
#include "lang/assist/help.h"
#include "lang/complain/complain_file.h"
#include "lang/outline/format.h"
#include "lang/outline/names.h"
#include "lang/report/page.h"
#include "lang/session/define.h"

#include <string.h>

typedef struct Typed {
    const char *text;
    size_t count;
    char *open;         /* of catgut_is_whole and catgut_add_line */
    unsigned within;    /* of catgut_add_line */
    bool whole;         /* of catgut_is_whole */
    CatgutWords *words; /* of catgut_complete */
    const char *name;   /* of catgut_format and catgut_place */
    char *laid_out;     /* of catgut_format */
    CatgutNames *names; /* of catgut_names */
    CatgutPlace *place; /* of catgut_place */
} Typed;

static void
add_line(Catgut *c, void *job)
{
    Typed *t = job;
    Pending *p = &c->typed;
    if (!t->text)
        pending_reset(p);
    else if (pending_add(p, t->text, t->count, t->open) == PENDING_OPEN)
        t->within = CATGUT_OPEN | (pending_is_bracketed(p) ? CATGUT_IN_BRACKET : 0) |
                    (pending_is_braced(p) ? CATGUT_IN_BRACE : 0);
}

unsigned
catgut_add_line(Catgut *c, const char *line, size_t count, char open[4])
{
    Typed t = {.text = line, .count = count, .open = open};
    return door_try(c, add_line, &t) ? t.within : 0;
}

static void
format(Catgut *c, void *job)
{
    Typed *f = job;
    Sink out;
    sink_init(&out);
    door_start_run(c);
    if (door_is_too_long(c, f->count))
        complain_source_too_large(&c->s.complain, (Span){0}, f->name);
    else if (format_write(f->name, f->text ? f->text : "", f->count, &c->s.names, &c->s.complain,
                          &c->s.budget, &out))
        f->laid_out = door_copy(sink_text(&out));
    sink_clear(&out);
    door_end_run(c);
}

char *
catgut_format(Catgut *c, const char *name, const char *text, size_t count, CatgutListener *hear,
              void *who)
{
    Typed f = {.name = name, .text = text, .count = count};
    return door_run_with(c, format, &f, hear, who) == CATGUT_NO_MEMORY ? NULL : f.laid_out;
}

static void
look_whether_whole(Catgut *c, void *job)
{
    Typed *t = job;
    t->whole = reader_wants_more(t->text, t->count, &c->s.names, t->open) != READ_MORE;
}

bool
catgut_is_whole(Catgut *c, const char *text, size_t count, char open[4])
{
    Typed t = {.text = text, .count = count, .open = open};
    return door_try(c, look_whether_whole, &t) && t.whole;
}

/* All in one piece of memory. */
static CatgutWords *
words_in_one(const Completions *found)
{
    size_t n = found->words.count, bytes = sizeof(CatgutWords) + n * sizeof(char *);
    for (size_t i = 0; i < n; i++)
        bytes += strlen(found->words.at[i]) + 1;
    CatgutWords *to = memory_new(1, bytes);
    const char **words = (const char **)(to + 1);
    char *text = (char *)(words + n);
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(found->words.at[i]) + 1;
        words[i] = memcpy(text, found->words.at[i], length);
        text += length;
    }
    *to = (CatgutWords){n, found->start, found->quoted, found->files, found->spaced, words};
    return to;
}

static void
look_for_words(Catgut *c, void *job)
{
    Typed *t = job;
    Completions found = {0};
    complete(&found, &c->s, t->text, t->count);
    t->words = words_in_one(&found);
    completions_clear(&found);
}

CatgutWords *
catgut_complete(Catgut *c, const char *text, size_t count)
{
    Typed t = {.text = text, .count = count};
    return door_try(c, look_for_words, &t) ? t.words : NULL;
}

typedef struct Asked {
    const char *word; /* NULL: it is the style */
    int prose;
    char *answer;
} Asked;

static void
look_for_help(Catgut *c, void *job)
{
    (void)c;
    Asked *a = job;
    Sink out;
    sink_init(&out);
    if (!a->word)
        page_write_style(&out);
    if (!a->word || help_write_about(a->word, (size_t)a->prose, &out))
        a->answer = door_copy(sink_text(&out));
    sink_clear(&out);
}

char *
catgut_help(Catgut *c, const char *word, int prose)
{
    Asked a = {.word = word, .prose = prose};
    return door_try(c, look_for_help, &a) ? a.answer : NULL;
}

static CatgutNames *
names_in_one(const TextNames *found)
{
    size_t n = found->mentions.count;
    CatgutNames *to = memory_new(1, sizeof *to + n * sizeof(CatgutName));
    CatgutName *name = (CatgutName *)(to + 1);
    *to = (CatgutNames){n, found->other_files, found->unread, name};
    for (const Mention *m = found->mentions.at; n > 0; n--, m++)
        *name++ = (CatgutName){m->name, names_kind(m->kind), m->at.start, m->at.end, m->thing,
                               m->defines, m->unsure, m->word ? m->word : "", m->whole.start,
                               m->whole.end, m->within == THING_NONE ? SIZE_MAX : m->within};
    return to;
}

static void
look_for_names(Catgut *c, void *job)
{
    Typed *n = job;
    TextNames found = {0};
    door_start_run(c);
    Source *s = source_new("", "", n->text ? n->text : "", n->count);
    if (names_read(&found, s, &c->s.names, &c->s.budget))
        n->names = names_in_one(&found);
    text_names_clear(&found);
    source_free(s);
}

CatgutNames *
catgut_names(Catgut *c, const char *text, size_t count)
{
    Typed n = {.text = text, .count = count};
    return !door_is_too_long(c, count) && door_try(c, look_for_names, &n) ? n.names : NULL;
}

static void
look_for_place(Catgut *c, void *job)
{
    Typed *n = job;
    Span at = defined_at(&c->s, names_add_text(&c->s.names, n->name));
    if (!at.source)
        return;
    size_t length;
    const char *line = source_line(at.source, at.start, &length);
    length = (size_t)(at.source->text + at.start - line);
    n->place = memory_new(1, sizeof *n->place + length + 1);
    n->place->file = at.source->name;
    n->place->before = memcpy(n->place + 1, line, length);
    source_place(at.source, at.start, &n->place->line, &n->place->column);
}

CatgutPlace *
catgut_place(Catgut *c, const char *name)
{
    Typed n = {.name = name};
    return door_try(c, look_for_place, &n) ? n.place : NULL;
}

char *
catgut_style(Catgut *c)
{
    Asked a = {0};
    return door_try(c, look_for_help, &a) ? a.answer : NULL;
}

/* figure.h -- graphs for the tests of surgery, written as one draws them.
 *
 * "A -> B -> C; A <-> C; latent U V; U -> A B" has vertices in the order of their first mention,
 * and after them an unnamed latent for each <->.  An arrow between groups of names joins each of
 * one with each of the other.  Lists of vertices are written "A B", lists of sets "{A B} {C} {}".
 */
#ifndef CATGUT_TESTS_FIGURE_H
#define CATGUT_TESTS_FIGURE_H

#include "base/sink.h"
#include "graph/separation.h"

#include <check.h>

typedef struct Figure {
    Names names;
    Signature s;
    Model m;
    Graph g;
    WireList bows; /* pairs */
} Figure;

/* The next word of the text, up to a blank or one of `ends`; false: there is none before such an
 * end. */
static inline bool
figure_word(const char **text, const char *ends, const char **word, size_t *length)
{
    *text += strspn(*text, " ");
    *word = *text;
    *length = strcspn(*text, " ;{}");
    if (*length == 0 || strchr(ends, **text))
        return false;
    *text += *length;
    return true;
}

static inline uint32_t
figure_vertex(const Figure *f, const char *word, size_t length)
{
    for (uint32_t v = 0; v < f->m.vertices.count; v++) {
        Name name = f->m.vertices.at[v].name;
        if (name && strlen(name) == length && memcmp(name, word, length) == 0)
            return v;
    }
    return UINT32_MAX;
}

static inline uint32_t
figure_add(Figure *f, const char *word, size_t length)
{
    uint32_t v = figure_vertex(f, word, length);
    if (v != UINT32_MAX)
        return v;
    Vertex x = {.name = names_add(&f->names, word, length)};
    x.type = signature_add_type(&f->s, x.name);
    model_add_vertex(&f->m, &x);
    return (uint32_t)f->m.vertices.count - 1;
}

/* The arrow between two groups: "->", "<-" or "<->". */
static inline void
figure_join(Figure *f, const WireList *a, const WireList *b, const char *arrow, size_t length)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            if (length == 3) {
                array_push(&f->bows, a->at[i]);
                array_push(&f->bows, b->at[k]);
            } else if (*arrow == '-') {
                array_push(&f->m.vertices.at[b->at[k]].parents, a->at[i]);
            } else {
                array_push(&f->m.vertices.at[a->at[i]].parents, b->at[k]);
            }
        }
}

static inline bool
figure_is_arrow(const char *word, size_t length)
{
    return (length == 2 && (memcmp(word, "->", 2) == 0 || memcmp(word, "<-", 2) == 0)) ||
           (length == 3 && memcmp(word, "<->", 3) == 0);
}

static inline void
figure_statement(Figure *f, const char **text)
{
    WireList before = {0}, group = {0};
    const char *word, *arrow = NULL;
    size_t length, arrow_length = 0;
    bool latent = strncmp(*text, "latent ", 7) == 0;
    if (latent)
        *text += 7;
    for (bool more = true; more;) {
        more = figure_word(text, ";", &word, &length);
        if (more && !figure_is_arrow(word, length)) {
            array_push(&group, figure_add(f, word, length));
            f->m.vertices.at[group.at[group.count - 1]].latent |= latent;
            continue;
        }
        if (arrow)
            figure_join(f, &before, &group, arrow, arrow_length);
        arrow = word;
        arrow_length = length;
        array_set(&before, &group);
        group.count = 0;
    }
    array_clear(&before);
    array_clear(&group);
}

static inline void
figure_init(Figure *f, const char *text)
{
    WireList cycle = {0};
    *f = (Figure){0};
    signature_init(&f->s);
    while (*text) {
        figure_statement(f, &text);
        text += strspn(text, "; ");
    }
    for (size_t i = 0; i < f->bows.count; i += 2) {
        uint32_t u = (uint32_t)f->m.vertices.count;
        Vertex x = {.ends = {f->bows.at[i], f->bows.at[i + 1]}, .latent = true};
        x.type = signature_add_type(&f->s, names_add_text(&f->names, "latent"));
        model_add_vertex(&f->m, &x);
        array_push(&f->m.vertices.at[x.ends[0]].parents, u);
        array_push(&f->m.vertices.at[x.ends[1]].parents, u);
    }
    ck_assert(model_sort(&f->m, &cycle));
    graph_make(&f->g, &f->m);
}

static inline void
figure_clear(Figure *f)
{
    array_clear(&f->bows);
    graph_clear(&f->g);
    model_clear(&f->m);
    signature_clear(&f->s);
    names_clear(&f->names);
}

/* The vertices with these names, in this order. */
static inline WireList
figure_read(const Figure *f, const char **text)
{
    WireList list = {0};
    const char *word;
    size_t length;
    while (figure_word(text, ";{}", &word, &length)) {
        array_push(&list, figure_vertex(f, word, length));
        ck_assert_msg(list.at[list.count - 1] != UINT32_MAX, "no vertex %.*s", (int)length, word);
    }
    return list;
}

static inline WireList
figure_list(const Figure *f, const char *text)
{
    return figure_read(f, &text);
}

/* The sets written so, sorted as sets are listed. */
static inline void
figure_sets(const Figure *f, SetList *to, const char *text)
{
    for (text += strspn(text, " "); *text == '{'; text += strspn(text, " }")) {
        text++;
        WireList set = figure_read(f, &text);
        sort_vertices(&set);
        array_push(to, set);
    }
    sort_sets(to);
}

static inline void
figure_print(Sink *to, const Figure *f, const WireList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        Name name = f->m.vertices.at[list->at[i]].name;
        sink_print(to, "%s%s", i ? " " : "", name ? name : "<->");
    }
}

static inline void
figure_expect(const Figure *f, const WireList *list, const char *wanted)
{
    Sink s;
    sink_init(&s);
    figure_print(&s, f, list);
    ck_assert_str_eq(sink_text(&s), wanted);
    sink_clear(&s);
}

/* These are the sets that are written, in order; `where` is said when they are not. */
static inline void
figure_expect_sets(const Figure *f, const SetList *sets, const char *wanted, const char *where)
{
    Sink is, ought;
    SetList right = {0};
    sink_init(&is);
    sink_init(&ought);
    figure_sets(f, &right, wanted);
    for (size_t i = 0; i < sets->count; i++) {
        sink_put(&is, "{");
        figure_print(&is, f, &sets->at[i]);
        sink_put(&is, "} ");
    }
    for (size_t i = 0; i < right.count; i++) {
        sink_put(&ought, "{");
        figure_print(&ought, f, &right.at[i]);
        sink_put(&ought, "} ");
    }
    ck_assert_msg(strcmp(sink_text(&is), sink_text(&ought)) == 0, "%s: %s, not %s", where,
                  sink_text(&is), sink_text(&ought));
    set_list_clear(&right);
    sink_clear(&is);
    sink_clear(&ought);
}

#endif

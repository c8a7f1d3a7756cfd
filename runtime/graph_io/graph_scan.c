/* graph_scan.c -- what all readers of graphs have in common; see graph_scan.h. */
#include "graph_io/graph_scan.h"

#include "base/utf8.h"

#include <strings.h>

bool
graph_scan_refuse(GraphScan *s, GraphFault fault, uint32_t start, uint32_t end, const char *wanted)
{
    return graph_refuse(s->mistake, fault, start, end, wanted);
}

static bool
is_control(uint32_t point)
{
    return (point < 0x20 && !(point >= '\t' && point <= '\r')) || point == 0x7f;
}

static bool
check_bytes(GraphScan *s)
{
    for (uint32_t i = 0, n; i < s->count; i += n) {
        uint32_t point;
        n = (uint32_t)utf8_read(s->text + i, s->count - i, &point);
        if (n == 0 || is_control(point))
            return graph_scan_refuse(s, GRAPH_BAD_BYTE, i, i + 1, NULL);
        if ((i & 0xffff) == 0 && !budget_step(s->budget, 0x10000 / 16))
            return graph_scan_refuse(s, GRAPH_STOPPED, i, i, NULL);
    }
    return true;
}

bool
graph_read(CausalGraph *to, GraphMistake *m, GraphReader *reader, const char *text, size_t count,
           Names *names, Budget *budget)
{
    *to = (CausalGraph){.ancestral = false};
    *m = (GraphMistake){.fault = GRAPH_FINE};
    GraphScan s = {.text = text, .count = (uint32_t)count, .graph = to, .mistake = m,
                   .names = names, .budget = budget};
    if (count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        s.at = 3;
    bool ok = check_bytes(&s) && reader(&s) && causal_graph_check(to, m);
    if (!ok)
        causal_graph_clear(to);
    return ok;
}

/* ---- between words ---- */

static uint32_t
line_end(const GraphScan *s, uint32_t at)
{
    const char *end = memchr(s->text + at, '\n', s->count - at);
    return end ? (uint32_t)(end - s->text) : s->count;
}

static bool
is_line_comment(const char *p, unsigned kinds)
{
    return (*p == '#' && (kinds & COMMENT_HASH)) || (*p == '!' && (kinds & COMMENT_BANG)) ||
           (p[0] == '/' && p[1] == '/' && (kinds & COMMENT_SLASH));
}

static bool
is_blank(char c, unsigned kinds)
{
    if (c == '\n')
        return kinds & BLANK_LINE;
    return c == ' ' || (c >= '\t' && c <= '\r') || (c == ';' && (kinds & BLANK_SEMICOLON));
}

bool
graph_scan_blanks(GraphScan *s, unsigned kinds)
{
    while (s->at < s->count) {
        const char *p = s->text + s->at;
        if (is_blank(*p, kinds)) {
            s->at++;
        } else if (is_line_comment(p, kinds)) {
            s->at = line_end(s, s->at);
        } else if (p[0] == '/' && p[1] == '*' && (kinds & COMMENT_SLASH)) {
            const char *end = strstr(p + 2, "*/");
            if (!end)
                return graph_scan_refuse(s, GRAPH_NOT_CLOSED, s->at, s->at + 2, "comment");
            s->at = (uint32_t)(end - s->text) + 2;
        } else {
            break;
        }
    }
    return true;
}

uint32_t
graph_scan_word(const GraphScan *s, uint32_t at, const char *more)
{
    for (;; at++) {
        unsigned char c = (unsigned char)s->text[at];
        bool letter = c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
                      (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (at >= s->count || !(letter || (c && strchr(more, c))))
            return at;
    }
}

/* ---- names and roles ---- */

bool
graph_scan_name(GraphScan *s, const char *text, size_t length, uint32_t start, uint32_t end,
                Name *to)
{
    if (length == 0)
        return graph_scan_refuse(s, GRAPH_NO_NAME, start, end, NULL);
    if (length > NAME_MOST)
        return graph_scan_refuse(s, GRAPH_LONG_NAME, start, end, NULL);
    *to = names_add(s->names, text, length);
    return true;
}

bool
graph_scan_vertex(GraphScan *s, Name name, uint32_t start, uint32_t end, uint32_t *vertex)
{
    return causal_graph_add_vertex(s->graph, s->mistake, s->budget, name, start, end, vertex);
}

static bool
is_one_of(const char *text, const char *const *words)
{
    while (*words && strcasecmp(text, *words) != 0)
        words++;
    return *words;
}

bool
graph_role(const char *attribute, const char *value, unsigned *role)
{
    static const char *const yes[] = {"yes", "true", "1", NULL};
    static const char *const no[] = {"no", "false", "0", NULL};
    static const struct {
        const char *word;
        unsigned role;
        bool short_form; /* only where no value stands behind it */
    } roles[] = {
        {"latent", VERTEX_LATENT, false},     {"unobserved", VERTEX_LATENT, false},
        {"exposure", VERTEX_EXPOSURE, false}, {"source", VERTEX_EXPOSURE, true},
        {"outcome", VERTEX_OUTCOME, false},   {"target", VERTEX_OUTCOME, true},
        {"adjusted", VERTEX_ADJUSTED, false}, {"selected", VERTEX_SELECTED, false},
        {"l", VERTEX_LATENT, true},           {"u", VERTEX_LATENT, true},
        {"e", VERTEX_EXPOSURE, true},         {"o", VERTEX_OUTCOME, true},
        {"a", VERTEX_ADJUSTED, true},         {"s", VERTEX_SELECTED, true},
    };
    *role = 0;
    if (value && strcmp(attribute, "observed") == 0) {
        *role = is_one_of(value, no) ? VERTEX_LATENT : 0;
        return true;
    }
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(attribute, roles[i].word) == 0 && (!value || !roles[i].short_form)) {
            *role = !value || is_one_of(value, yes) ? roles[i].role : 0;
            return true;
        }
    return false;
}

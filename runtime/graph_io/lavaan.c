/* lavaan.c -- graphs as formulas; see lavaan.h. */
#include "graph_io/lavaan.h"

/* A variable of a formula; what is fixed to zero is not there. */
typedef struct Term {
    uint32_t vertex;
    bool none; /* an intercept, or fixed to zero */
    uint32_t start, end;
} Term;

typedef ARRAY(Term) Terms;

enum {
    COMMENTS = COMMENT_HASH | COMMENT_BANG,
    WITHIN = COMMENTS | BLANK_LINE, /* where more must come */
    BETWEEN = COMMENTS | BLANK_LINE | BLANK_SEMICOLON
};

static bool
refuse(GraphScan *s, const char *wanted)
{
    uint32_t end = s->at < s->count && s->text[s->at] != '\n' ? s->at + 1 : s->at;
    return graph_scan_refuse(s, GRAPH_UNEXPECTED, s->at, end, wanted);
}

static bool
is_at(const GraphScan *s, const char *sign)
{
    return strncmp(s->text + s->at, sign, strlen(sign)) == 0;
}

static void
note(GraphScan *s, const char *what)
{
    causal_graph_add_unkept(s->graph, names_add_text(s->names, what));
}

static bool
is_number(const char *text, uint32_t length)
{
    return length > 0 && strspn(text, "0123456789.eE+-") >= length &&
           (*text == '.' || *text == '-' || (*text >= '0' && *text <= '9'));
}

static bool
is_zero(const char *text, uint32_t length)
{
    return is_number(text, length) && strspn(text, "0.-") >= length;
}

/* ---- terms ---- */

/* The end of what may stand before a `*`: a name, a number, a text in quotes, a call. */
static uint32_t
modifier_end(const GraphScan *s, uint32_t at)
{
    if (s->text[at] == '"' || s->text[at] == '\'') {
        const char *close = strpbrk(s->text + at + 1, s->text[at] == '"' ? "\"\n" : "'\n");
        return close && *close != '\n' ? (uint32_t)(close - s->text) + 1 : at;
    }
    uint32_t end = graph_scan_word(s, at + (s->text[at] == '-'), ".");
    if (s->text[end] != '(')
        return end;
    const char *close = strpbrk(s->text + end, ")\n");
    return close && *close == ')' ? (uint32_t)(close - s->text) + 1 : at;
}

/* `b1*`, `0*`, `start(1)*`: past the stars.  Is the term fixed to zero? */
static bool
read_modifiers(GraphScan *s, bool *zero)
{
    for (;;) {
        uint32_t end = modifier_end(s, s->at), star = end;
        while (s->text[star] == ' ' || s->text[star] == '\t')
            star++;
        if (end == s->at || s->text[star] != '*')
            return true;
        *zero = *zero || is_zero(s->text + s->at, end - s->at);
        note(s, "coefficients");
        s->at = star + 1;
        if (!graph_scan_blanks(s, WITHIN))
            return false;
    }
}

static bool
read_term(GraphScan *s, Terms *to)
{
    Term t = {.none = false};
    Name name;
    if (!graph_scan_blanks(s, WITHIN) || !read_modifiers(s, &t.none))
        return false;
    t.start = s->at;
    t.end = graph_scan_word(s, s->at, ".");
    if (t.end == t.start)
        return refuse(s, "a variable");
    s->at = t.end;
    if (is_number(s->text + t.start, t.end - t.start)) {
        note(s, "intercepts");
        return true;
    }
    uint32_t other = s->text[t.end] == ':' ? graph_scan_word(s, t.end + 1, ".") : 0;
    if (other > t.end + 1)
        return graph_scan_refuse(s, GRAPH_TERM, t.start, other, "an interaction");
    if (!graph_scan_name(s, s->text + t.start, t.end - t.start, t.start, t.end, &name) ||
        !graph_scan_vertex(s, name, t.start, t.end, &t.vertex))
        return false;
    array_push(to, t);
    return true;
}

static bool
read_terms(GraphScan *s, Terms *to)
{
    for (;;) {
        if (!read_term(s, to) || !graph_scan_blanks(s, COMMENTS))
            return false;
        if (!is_at(s, "+"))
            return true;
        s->at++;
    }
}

/* ---- formulas ---- */

typedef enum Sign { SIGN_NONE, SIGN_CAUSES, SIGN_BOTH, SIGN_MEASURES } Sign;

static bool
read_sign(GraphScan *s, Sign *to)
{
    static const struct {
        const char *text;
        Sign sign;
    } signs[] = {{"~~", SIGN_BOTH}, {"=~", SIGN_MEASURES}, {"~", SIGN_CAUSES}};
    if (is_at(s, "<~"))
        return graph_scan_refuse(s, GRAPH_TERM, s->at, s->at + 2, "the sign of a composite");
    if (is_at(s, "~*~"))
        return graph_scan_refuse(s, GRAPH_TERM, s->at, s->at + 3, "the sign of a scale");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (is_at(s, signs[i].text)) {
            *to = signs[i].sign;
            s->at += (uint32_t)strlen(signs[i].text);
            return true;
        }
    return refuse(s, "`~`, `~~` or `=~`");
}

/* The edge between a term of the left side and one of the right side. */
static bool
make_edge(GraphScan *s, const Term *left, const Term *right, Sign sign)
{
    bool down = sign != SIGN_CAUSES; /* what is left is a cause, or one end of two */
    if (left->none || right->none || (sign == SIGN_BOTH && left->vertex == right->vertex))
        return true; /* a variance: the variable is there */
    GraphEdge e = {down ? left->vertex : right->vertex, down ? right->vertex : left->vertex,
                   sign == SIGN_BOTH, left->start, right->end, false};
    return causal_graph_add_edge(s->graph, s->mistake, s->budget, &e);
}

static bool
make_edges(GraphScan *s, const Terms *left, const Terms *right, Sign sign)
{
    for (size_t i = 0; i < left->count; i++) {
        if (sign == SIGN_MEASURES)
            s->graph->vertices.at[left->at[i].vertex].roles |= VERTEX_LATENT;
        for (size_t k = 0; k < right->count; k++)
            if (!make_edge(s, &left->at[i], &right->at[k], sign))
                return false;
    }
    return true;
}

/* Does the line say something of numbers only?  b := b1*b2, b1 == b2, b1 > 0, y | t1 */
static bool
skip_constraint(GraphScan *s)
{
    const char *line = s->text + s->at, *sign = strpbrk(line, "~=:<>|\n#!;");
    bool ends = !sign || strchr("\n#!;~", *sign), equal = !ends && sign[1] == '=';
    if (ends || sign[1] == '~' || (strchr(":=", *sign) && !equal))
        return false;
    note(s, *sign == '|' ? "thresholds" : "constraints");
    s->at += (uint32_t)strcspn(line, "\n;");
    return true;
}

static bool
read_formula(GraphScan *s, Terms *left, Terms *right)
{
    Sign sign = SIGN_NONE;
    left->count = right->count = 0;
    if (skip_constraint(s))
        return true;
    if (!read_terms(s, left) || !read_sign(s, &sign) || !read_terms(s, right) ||
        !graph_scan_blanks(s, COMMENTS))
        return false;
    if (s->at < s->count && s->text[s->at] != '\n' && s->text[s->at] != ';')
        return refuse(s, "`+`, or the end of the line");
    return make_edges(s, left, right, sign);
}

bool
lavaan_read(GraphScan *s)
{
    Terms left = {0}, right = {0};
    bool ok = true;
    while (ok) {
        ok = graph_scan_blanks(s, BETWEEN);
        if (!ok || s->at == s->count)
            break;
        ok = read_formula(s, &left, &right);
    }
    array_clear(&right);
    array_clear(&left);
    return ok;
}

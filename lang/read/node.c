/* node.c -- building trees in an arena, and writing them; see node.h. */
#include "lang/read/node.h"

#include "diagram/keyword.h"
#include "diagram/signature.h"

#include <string.h>

Node *
node_new(Arena *a, NodeKind kind, Span at)
{
    Node *n = arena_new(a, sizeof *n);
    n->kind = kind;
    n->depth = 1;
    n->at = at;
    n->text_at = at;
    return n;
}

void
node_add(Arena *a, Node *n, Node *kid)
{
    if (n->count == n->space) {
        n->space = n->space ? n->space * 2 : 2;
        Node **kids = arena_new(a, n->space * sizeof *kids);
        if (n->count)
            memcpy(kids, n->kids, n->count * sizeof *kids);
        n->kids = kids;
    }
    n->kids[n->count++] = kid;
    if (!kid)
        return;
    n->at = span_over(n->at, span_over(kid->at, kid->around));
    if (kid->depth >= n->depth && n->depth < UINT16_MAX)
        n->depth = (uint16_t)(kid->depth + 1);
}

void
node_add_label(Arena *a, Node *n, Name text, Span at)
{
    if (n->label_count == n->label_space) {
        n->label_space = n->label_space ? n->label_space * 2 : 2;
        Label *labels = arena_new(a, n->label_space * sizeof *labels);
        if (n->label_count)
            memcpy(labels, n->labels, n->label_count * sizeof *labels);
        n->labels = labels;
    }
    n->labels[n->label_count++] = (Label){text, at};
    n->at = span_over(n->at, at);
}

Node *
node_copy(Arena *a, const Node *n)
{
    Node *to = arena_new(a, sizeof *to);
    *to = *n;
    to->kids = n->count ? arena_new(a, n->count * sizeof *to->kids) : NULL;
    to->space = n->count;
    for (uint32_t i = 0; i < n->count; i++)
        to->kids[i] = n->kids[i] ? node_copy(a, n->kids[i]) : NULL;
    to->labels = n->label_count ? arena_new(a, n->label_count * sizeof *to->labels) : NULL;
    to->label_space = n->label_count;
    if (n->label_count)
        memcpy(to->labels, n->labels, n->label_count * sizeof *to->labels);
    return to;
}

Node *
node_unread(Arena *a, const Arena *before, Span at)
{
    arena_back(a, before);
    return node_new(a, NODE_UNREAD, at);
}

/* flat switch */
static const char *
kind_name(NodeKind kind)
{
    static const char *const names[] = {
        [NODE_NAME] = "name",
        [NODE_STRING] = "string",
        [NODE_NUMBER] = "number",
        [NODE_KET] = "ket",
        [NODE_PATH] = "path",
        [NODE_CALL] = "call",
        [NODE_INDEX] = "index",
        [NODE_NEGATE] = "negate",
        [NODE_NOT] = "not",
        [NODE_SUM] = "sum",
        [NODE_PRODUCT] = "product",
        [NODE_QUOTIENT] = "quotient",
        [NODE_POWER] = "power",
        [NODE_WEIGHT] = "weight",
        [NODE_THEN] = "then",
        [NODE_COMPARE] = "compare",
        [NODE_IN] = "in",
        [NODE_WITH] = "with",
        [NODE_FROM] = "from",
        [NODE_SET] = "set",
        [NODE_RANGE] = "range",
        [NODE_TABLE] = "table",
        [NODE_ROW] = "row",
        [NODE_UNREAD] = "unread",
        [NODE_UNIT] = "unit",
        [NODE_EQUAL] = "equal",
        [NODE_LIKELY] = "likely",
        [NODE_OR] = "or",
        [NODE_AND] = "and",
        [NODE_SOFT] = "soft",
        [NODE_ARROW] = "arrow",
        [NODE_WAY] = "way",
        [NODE_HAVING] = "having",
        [NODE_LIST] = "list",
        [NODE_WIRE] = "wire",
        [NODE_TYPE] = "type",
        [NODE_STATE] = "state",
        [NODE_STATE_OF] = "state-of",
        [NODE_CHANNEL] = "channel",
        [NODE_FUNCTION] = "function",
        [NODE_BOX] = "box",
        [NODE_LET] = "let",
        [NODE_DIAGRAM] = "diagram",
        [NODE_BIND] = "bind",
        [NODE_MODEL] = "model",
        [NODE_MODEL_TEXT] = "model-text",
        [NODE_VERTEX] = "vertex",
        [NODE_FIX] = "fix",
        [NODE_CHAIN] = "chain",
        [NODE_FUNCTOR] = "functor",
        [NODE_MEANING] = "meaning",
        [NODE_EDGE_MEANING] = "edge-meaning",
        [NODE_ACTION] = "action",
        [NODE_USE] = "use",
        [NODE_WITNESS] = "witness",
        [NODE_FUNCTIONALISE] = "functionalise",
        [NODE_ESTIMATE] = "estimate",
        [NODE_DRAW_ROWS] = "sample",
        [NODE_TEST] = "test",
        [NODE_SAMPLE] = "sample",
        [NODE_IMPORT] = "import",
        [NODE_COLUMN] = "column",
        [NODE_CASE] = "case",
        [NODE_OPTION] = "option",
        [NODE_EXPORT] = "export",
        [NODE_EXPRESSION] = "expression",
    };
    return names[kind];
}

static void
write_text(Name text, Sink *out)
{
    if (!text)
        return;
    sink_put(out, " ");
    word_write_name(text, out);
}

static void
write_tree(const Node *n, size_t indent, Sink *out)
{
    sink_fill(out, ' ', indent * 2);
    if (!n) {
        sink_put(out, "-\n");
        return;
    }
    sink_put(out, kind_name(n->kind));
    write_text(n->text, out);
    for (uint32_t i = 0; i < n->label_count; i++) {
        sink_put(out, i ? ", " : " ");
        word_write_label(n->labels[i].text, out);
    }
    sink_put(out, n->flag ? " *\n" : "\n");
    for (uint32_t i = 0; i < n->count && !sink_is_cut(out); i++)
        write_tree(n->kids[i], indent + 1, out);
}

/* Under its word; what is one expression, not a list, stands there by itself. */
static void
write_action(const Node *n, Sink *out)
{
    const Node *names = n->kids[ACTION_NAMES], *form = n->kids[ACTION_FORM];
    sink_put(out, n->word);
    for (uint32_t i = 0; names && i < names->count; i++)
        write_text(names->kids[i]->text, out);
    for (uint32_t i = 0; form && i < form->count; i++)
        write_text(form->kids[i]->text, out);
    sink_put(out, "\n");
    write_tree(word_takes(n->word) & TAKES_LIST ? n->kids[ACTION_LIST] : action_subject(n), 1, out);
    if (n->kids[ACTION_FILE])
        write_tree(n->kids[ACTION_FILE], 1, out);
    if (n->kids[ACTION_BY])
        write_tree(n->kids[ACTION_BY], 1, out);
}

void
node_write(const Node *n, Sink *out)
{
    if (n->kind == NODE_ACTION)
        write_action(n, out);
    else
        write_tree(n, 0, out);
}

/* ---- asking ---- */

bool
node_is_in(const Node *n)
{
    return n->kind == NODE_IN || n->kind == NODE_WITH || n->kind == NODE_FROM;
}

bool
node_is_name(const Node *n)
{
    return n->kind == NODE_NAME || n->kind == NODE_STRING;
}

const Node *
action_subject(const Node *action)
{
    return action->kids[ACTION_LIST]->kids[0];
}

const Node *
action_name(const Node *action)
{
    const Node *names = action->kids[ACTION_NAMES];
    return names ? names->kids[0] : NULL;
}

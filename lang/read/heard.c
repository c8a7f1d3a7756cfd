/* heard.c -- remembering the tokens of a statement; see heard.h. */
#include "lang/read/heard.h"

#include "grammar.h"
#include "diagram/keyword.h"

void
heard_start(Heard *h)
{
    h->brackets.count = 0;
    h->first = h->last = h->before = h->closed = h->compared = (Token){0};
    h->compared_in = h->called_in = 0;
    h->slashes = (Span){0};
    h->fed = 0;
    h->as = h->assigned = false;
    h->assuming = false;
}

void
heard_clear(Heard *h)
{
    array_clear(&h->brackets);
    *h = (Heard){0};
}

/* What looks like the start of a comment in other languages. */
static bool
is_slashes(Token a, Token b)
{
    if (a.at.end != b.at.start)
        return false;
    return (a.kind == TOKEN_MINUS && b.kind == TOKEN_MINUS) ||
           (a.kind == TOKEN_SLASH && (b.kind == TOKEN_SLASH || b.kind == TOKEN_STAR));
}

/* Is t the bracket of a call, or of an index? */
static bool
is_called(Token last, Token t)
{
    return (t.kind == TOKEN_LPAREN || t.kind == TOKEN_LBRACKET) &&
           (token_is_name(last.kind) || last.kind == TOKEN_RPAREN || last.kind == TOKEN_RBRACKET);
}

static void
add_bracket(Heard *h, Token t)
{
    if (token_opens(t.kind))
        array_push(&h->brackets, t);
    if (!h->called_in && is_called(h->last, t))
        h->called_in = h->brackets.count;
    if (!token_closes(t.kind) || h->brackets.count == 0)
        return;
    h->closed = h->brackets.at[--h->brackets.count];
    if (h->compared_in > h->brackets.count)
        h->compared.kind = 0;
    if (h->called_in > h->brackets.count)
        h->called_in = 0;
}

void
heard_add(Heard *h, Token t)
{
    add_bracket(h, t);
    if (t.kind == TOKEN_COMPARE) {
        h->compared = t;
        h->compared_in = h->brackets.count;
    }
    h->as = h->as || (t.kind == TOKEN_AS && !h->brackets.count);
    h->assigned = h->assigned || (t.kind == TOKEN_ASSIGN && !h->brackets.count);
    if (h->fed == 0)
        h->first = t;
    else if (is_slashes(h->last, t))
        h->slashes = span_over(h->last.at, t.at);
    h->assuming = h->assuming || t.kind == TOKEN_ASSUME;
    h->before = h->last;
    h->last = t;
    h->fed++;
}

/* Has a name been heard, or two with a comma between them where the word takes two? */
static bool
is_before_assign(const Heard *h, unsigned takes)
{
    bool two = (takes & TAKES_LIST) && h->fed == 4 && h->before.kind == TOKEN_COMMA;
    return (takes & TAKES_NAME) && (h->fed == 2 || two) && token_is_name(h->last.kind);
}

/* Does the word of the action take it, outside brackets? */
static bool
action_accepts(const Heard *h, int kind)
{
    unsigned takes = word_takes(h->first.text);
    switch (kind) {
    case TOKEN_ASSIGN: return h->assuming || is_before_assign(h, takes);
    case TOKEN_COMMA: return h->assuming || (takes & TAKES_LIST);
    case TOKEN_AS: return (takes & TAKES_AS) && !h->as;
    case TOKEN_TO: return takes & TAKES_TO;
    case TOKEN_BY: return takes & TAKES_BY;
    case TOKEN_ASSUME: return takes & TAKES_ASSUME;
    case TOKEN_ALL: return (takes & TAKES_BY) && !h->fresh;
    case TOKEN_FORM: return (takes & TAKES_FORMS) && !h->fresh;
    default: return true;
    }
}

/* Behind the `=` of a table, which may be a formula: `= a and (b or not c)`. */
static bool
is_formula(const Heard *h)
{
    bool table = h->first.kind == TOKEN_FUNCTION || h->first.kind == TOKEN_CHANNEL;
    return table && h->assigned && !h->called_in;
}

/* In parentheses that are no call's, `=`, `and` and `or` make an event, which is an argument. */
static bool
group_accepts(const Heard *h, int kind)
{
    const Token *open = heard_bracket(h);
    bool joins = kind == TOKEN_ASSIGN || kind == TOKEN_OR || kind == TOKEN_AND;
    if (joins && is_formula(h))
        return kind != TOKEN_ASSIGN;
    return !joins || !open || open->kind != TOKEN_LPAREN || h->called_in;
}

bool
heard_accepts(const Heard *h, const Parser *p, int kind)
{
    bool action = h->first.kind == TOKEN_ACTION && h->brackets.count == 0;
    return parser_accepts(p, kind) && (!action || action_accepts(h, kind)) &&
           group_accepts(h, kind);
}

const Token *
heard_bracket(const Heard *h)
{
    return h->brackets.count ? &h->brackets.at[h->brackets.count - 1] : NULL;
}

/* grammar.y -- the language, one statement at a time.
 *
 * The start symbol is one statement; the reader feeds the end (token 0) when the next statement's
 * keyword arrives, so that nothing waits for a token of the next.  There are no precedence
 * directives and no conflicts; long chains are lists, so trees stay flat.  Actions only build
 * nodes; nothing here knows what a name means, and nothing here complains. */
%name grammar
%token_prefix TOKEN_
%token_type {Token}
%default_type {Node *}
%extra_context {Parse *p}
%stack_size 4000
%stack_overflow { p->overflow = true; }
%syntax_error { (void)yymajor; (void)TOKEN; p->failed = true; }
%parse_failure { p->failed = true; }
%start_symbol statement

%include {
#include "lang/read/parser.h"

#include <assert.h>
#include <stdlib.h>

#define NEW(kind, t) node_new(p->arena, kind, (t).at)

static Node *
leaf(Parse *p, NodeKind kind, Token t)
{
    Node *n = node_new(p->arena, kind, t.at);
    n->text = t.text;
    n->text_at = t.at;
    return n;
}

static Node *
add(Parse *p, Node *n, Node *kid)
{
    node_add(p->arena, n, kid);
    if (n->depth > NODE_DEPTH_MAX && !p->deep)
        p->deep = kid;
    return n;
}

static Node *
wrap(Parse *p, NodeKind kind, Token t, Node *kid)
{
    return add(p, node_new(p->arena, kind, t.at), kid);
}

static Node *
pair(Parse *p, NodeKind kind, Node *a, Node *b)
{
    return add(p, add(p, node_new(p->arena, kind, a->at), a), b);
}

static Node *
list(Parse *p, Node *first)
{
    return add(p, node_new(p->arena, NODE_LIST, first->at), first);
}

/* The members of a list become kids of n. */
static Node *
add_all(Parse *p, Node *n, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        add(p, n, list->kids[i]);
    return n;
}

/* An empty list that stands where t does. */
static Node *
none(Parse *p, Token t)
{
    return node_new(p->arena, NODE_LIST, t.at);
}

static Node *
close(Node *n, Token t)
{
    n->at = span_over(n->at, t.at);
    return n;
}

static Node *
label(Parse *p, Node *n, Token t)
{
    node_add_label(p->arena, n, t.text, t.at);
    return n;
}

/* A number with a sign, as a label. */
static Node *
label_minus(Parse *p, Node *n, Token minus, Token t)
{
    size_t length = strlen(t.text);
    char *text = arena_new(p->arena, length + 2);
    text[0] = '-';
    memcpy(text + 1, t.text, length);
    node_add_label(p->arena, n, names_add(p->names, text, length + 1), span_over(minus.at, t.at));
    return n;
}

/* `O = |a,b,_,a>` says what O is in each step: O_1 = a, O_2 = b, O_4 = a.  It has so many steps at
 * least. */
static bool
is_sequence(const Node *n, uint32_t least)
{
    return n->kind == NODE_EQUAL && node_is_name(n->kids[0]) && n->kids[1]->kind == NODE_KET &&
           n->kids[1]->label_count >= least;
}

static Node *
step_event(Parse *p, const Node *sequence, uint32_t k)
{
    const Node *name = sequence->kids[0];
    const Label *l = &sequence->kids[1]->labels[k];
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s_%u", name->text, (unsigned)k + 1);
    Token variable = {.at = name->at, .text = names_take(p->names, &text)};
    Token value = {.at = l->at, .text = l->text};
    Node *n = pair(p, NODE_EQUAL, leaf(p, NODE_NAME, variable), leaf(p, NODE_STRING, value));
    n->at = sequence->at;
    return n;
}

/* The arguments of a call, where an event of each step is an argument of its own. */
static Node *
spread(Parse *p, Node *args, uint32_t least)
{
    bool any = false;
    for (uint32_t i = 0; i < args->count; i++)
        any = any || is_sequence(args->kids[i], least);
    if (!any)
        return args;
    Node *to = none(p, (Token){.at = args->at});
    for (uint32_t i = 0; i < args->count; i++) {
        const Node *n = args->kids[i];
        bool steps = is_sequence(n, least);
        for (uint32_t k = 0; steps && k < n->kids[1]->label_count; k++)
            if (strcmp(n->kids[1]->labels[k].text, "_") != 0)
                add(p, to, step_event(p, n, k));
        if (!steps)
            add(p, to, args->kids[i]);
    }
    return to;
}

/* Left of a bar only a question has steps: elsewhere `X = |a>` is X with a state.  In
 * `do(m, X = |a>)` it is, too, and `do(m, X = |a,b>)` says what X is in two steps. */
static Node *
spread_heads(Parse *p, const Node *f, Node *args)
{
    static const char *const asked[] = {"P",    "E",       "Var",        "Cov", "marginals",
                                        "most", "entropy", "information"};
    bool steps = false;
    if (f->kind == NODE_NAME && strcmp(f->text, "do") == 0)
        return spread(p, args, args->kids[0]->kind == NODE_EQUAL ? 1 : 2);
    for (size_t i = 0; f->kind == NODE_NAME && i < sizeof asked / sizeof *asked; i++)
        steps = steps || strcmp(f->text, asked[i]) == 0;
    return steps ? spread(p, args, 1) : args;
}

/* A statement: the keyword that it begins with, and its first kid. */
static Node *
begin(Parse *p, NodeKind kind, Token keyword, Node *kid)
{
    Node *n = wrap(p, kind, keyword, kid);
    n->word = keyword.text;
    return n;
}

static Node *
named(Node *n, Token name)
{
    n->text = name.text;
    n->text_at = name.at;
    return close(n, name);
}

/* weight n, missing as unknown, missing {"?", 97..99} drop */
static Node *
option(Parse *p, Token word, Token name, bool as)
{
    Node *n = add(p, leaf(p, NODE_OPTION, word), leaf(p, NODE_NAME, name));
    n->text_at = word.at;
    n->flag = as;
    return n;
}

/* An end of a range that is not there: a label without text. */
static Label
open_end(Parse *p, Token dots)
{
    return (Label){names_add(p->names, "", 0), dots.at};
}

static Node *
case_range(Parse *p, Node *from, Label to)
{
    node_add_label(p->arena, from, to.text, to.at);
    from->kind = NODE_RANGE;
    from->at = span_over(from->at, to.at);
    return from;
}

static Node *
node_case(Node *whens, const Node *value)
{
    whens->text = value->labels[0].text;
    whens->text_at = value->labels[0].at;
    whens->at = span_over(whens->at, value->at);
    return whens;
}

/* A statement, and the name that it declares. */
static Node *
declare(Parse *p, NodeKind kind, Token keyword, Token name)
{
    Node *n = NEW(kind, keyword);
    n->word = keyword.text;
    return named(n, name);
}

/* A vertex without a type. */
static Node *
untyped(Parse *p, Token name, Node *parents)
{
    Node *n = leaf(p, NODE_VERTEX, name);
    node_add(p->arena, n, NULL);
    return add(p, n, parents);
}

/* One more link of a chain of arrows, with what is before it: an ARROW, a BIARROW, or a LINE. */
typedef enum LinkSign { SIGN_ARROW, SIGN_BIARROW, SIGN_LINE } LinkSign;

static Node *
chain(Parse *p, Node *links, LinkSign sign, Node *ends)
{
    ends->flag = sign == SIGN_BIARROW;
    ends->text = sign == SIGN_LINE ? names_add_text(p->names, "--") : NULL;
    return add(p, links, ends);
}

/* The same, by an arrow that leads back. */
static Node *
back(Parse *p, Node *links, Token arrow, Node *ends)
{
    ends->text = arrow.text;
    return add(p, links, ends);
}

/* Is there a call in it that no `in` of its own says where to ask? */
static bool
asks(const Node *n)
{
    if (n->kind == NODE_CALL)
        return true;
    bool found = false;
    for (uint32_t i = 0; !node_is_in(n) && !found && i < n->count; i++)
        found = n->kids[i] && asks(n->kids[i]);
    return found;
}

/* What stands left of `e in m`, in a comparison or a list, is asked in m too.  One of the two has
 * to use m; it is e, if it asks anything. */
static Node *
reached(Parse *p, Node *n, Node *in)
{
    if (!node_is_in(in) || in->around.source || node_is_in(n) || !asks(n))
        return n;
    Node *r = wrap(p, in->kind, (Token){.at = n->at}, n);
    for (uint32_t i = 1; i < in->count; i++)
        add(p, r, in->kids[i]);
    r->at = n->at;
    r->flag = asks(in->kids[0]);
    in->flag = in->flag || !r->flag;
    return r;
}

/* `a == b within t in m` is `a == b in m within t`, and t is asked in m as well. */
static Node *
compared_within(Parse *p, Node *a, Token sign, Node *b, Node *t)
{
    Node *right = reached(p, b, t), *left = reached(p, a, node_is_in(right) ? right : t);
    bool reaches = right != b || (left != a && !node_is_in(b));
    Node *n = pair(p, NODE_COMPARE, left, right);
    add(p, n, reaches && !asks(t->kids[0]) ? t->kids[0] : t);
    n->text = sign.text;
    n->text_at = sign.at;
    return n;
}

/* One more word that says how: as svg, up. */
static Node *
form(Parse *p, Node *words, Token t)
{
    Node *word = leaf(p, NODE_NAME, t);
    return words ? add(p, words, word) : list(p, word);
}

static Node *
reach_list(Parse *p, Node *list)
{
    for (uint32_t i = list->count; i-- > 1;)
        list->kids[i - 1] = reached(p, list->kids[i - 1], list->kids[i]);
    return list;
}

/* heard_accepts has seen to it that there is nothing that this action does not take, and that what
 * stands before `=` is a name. */
static Node *
action(Parse *p, Token keyword, Node *names, Node *list, Node *form, Node *to, Node *by)
{
    Node *n = NEW(NODE_ACTION, keyword);
    n->word = keyword.text;
    node_add(p->arena, n, names);
    node_add(p->arena, n, reach_list(p, list));
    node_add(p->arena, n, to);
    node_add(p->arena, n, by);
    node_add(p->arena, n, form);
    if (form)
        n->text = form->kids[0]->text, n->text_at = form->kids[0]->at;
    return n;
}

/* An import with room for all that may stand behind its name. */
static Node *
imported(Parse *p, Node *import, Node *with, Node *of, Node *from)
{
    node_add(p->arena, import, with);
    node_add(p->arena, import, of);
    node_add(p->arena, import, from);
    node_add(p->arena, import, NULL);
    node_add(p->arena, import, NULL);
    return import;
}

static Node *
exported(Parse *p, Node *export, Token file, Node *with, Node *as)
{
    add(p, export, leaf(p, NODE_STRING, file));
    node_add(p->arena, export, with);
    if (as)
        export->text = as->text, export->text_at = as->at;
    return export;
}

/* How many rows were seen, and what is done with them. */
static Node *
sample(Parse *p, Token at, Node *rows, Node *smooth, Node *times, Node *seed)
{
    Node *n = none(p, at);
    n->kind = NODE_SAMPLE;
    Node *kids[] = {rows, smooth, times, seed};
    for (size_t i = 0; i < sizeof kids / sizeof *kids; i++)
        node_add(p->arena, n, kids[i]);
    return n;
}

static Node *
flagged(Node *n, Token t)
{
    n->flag = true;
    n->at = span_over(t.at, n->at);
    return n;
}

static Node *
having(Parse *p, Token word, Node *e)
{
    Node *n = wrap(p, NODE_HAVING, word, e);
    n->text = word.text;
    return n;
}

static Node *
table_row(Parse *p, Node *keys, Node *value)
{
    keys->kind = NODE_ROW;
    return add(p, keys, value);
}
}

%code {
struct Parser {
    yyParser yy;
    Parse *parse;
};

Parser *
parser_new(Parse *parse)
{
    Parser *p = memory_new(1, sizeof *p);
    p->parse = parse;
    grammarInit(&p->yy, parse);
    return p;
}

void
parser_free(Parser *p)
{
    if (p)
        grammarFinalize(&p->yy);
    memory_free(p);
}

void
parser_reset(Parser *p)
{
    grammarFinalize(&p->yy);
    grammarInit(&p->yy, p->parse);
    p->parse->result = NULL;
    p->parse->failed = p->parse->overflow = false;
    p->parse->deep = NULL;
}

void
parser_take(Parser *p, Token token)
{
    grammar(&p->yy, token.kind, token);
}

void
parser_finish(Parser *p)
{
    grammar(&p->yy, 0, (Token){0});
}

/* The states that reductions would push, above what is left of the real stack. */
typedef struct Walk {
    const yyStackEntry *top; /* of the real stack, what is still there */
    size_t count;
    YYACTIONTYPE pushed[64]; /* a reduction pushes one state, and few rules are empty */
} Walk;

static YYACTIONTYPE
walk_state(const Walk *w)
{
    return w->count ? w->pushed[w->count - 1] : w->top->stateno;
}

static void
walk_reduce(Walk *w, unsigned rule)
{
    size_t pop = (size_t)-yyRuleInfoNRhs[rule];
    size_t own = pop < w->count ? pop : w->count;
    w->count -= own;
    w->top -= pop - own;
    w->pushed[w->count] = yy_find_reduce_action(walk_state(w), yyRuleInfoLhs[rule]);
    w->count++;
}

bool
parser_accepts(const Parser *p, int kind)
{
    Walk w;
    w.top = p->yy.yytos;
    w.count = 0;
    for (;;) {
        YYACTIONTYPE act = yy_find_shift_action((YYCODETYPE)kind, walk_state(&w));
        if (act <= YY_MAX_SHIFTREDUCE || act == YY_ACCEPT_ACTION)
            return true;
        if (act < YY_MIN_REDUCE || act > YY_MAX_REDUCE)
            return false;
        walk_reduce(&w, (unsigned)(act - YY_MIN_REDUCE));
        if (w.count == sizeof w.pushed / sizeof *w.pushed)
            return false;
    }
}
}

/* ---- statements ---- */

statement ::= command(C).                          { p->result = C; }
statement ::= expr(E). {
    p->result = add(p, node_new(p->arena, NODE_EXPRESSION, E->at), E);
}

command(R) ::= TYPE(K) name(N).                    { R = declare(p, NODE_TYPE, K, N); }
command(R) ::= TYPE(K) name(N) ASSIGN typebody(B). {
    R = add(p, declare(p, NODE_TYPE, K, N), B);
}
typebody(R) ::= set(R).
typebody(R) ::= type(R).

command(R) ::= STATE(K) name(N) ASSIGN expr(E). {
    R = add(p, declare(p, NODE_STATE, K, N), E);
}
command(R) ::= STATE(K) name(N) COLON type(T) ASSIGN expr(E). {
    R = add(p, add(p, declare(p, NODE_STATE, K, N), E), T);
}
command(R) ::= STATE(K) name(N) OF name(M) ASSIGN expr(E). {
    R = add(p, add(p, declare(p, NODE_STATE_OF, K, N), E), leaf(p, NODE_NAME, M));
}
command(R) ::= CHANNEL(K) name(N) COLON type(A) ARROW type(B) ASSIGN event(E). {
    R = add(p, add(p, add(p, declare(p, NODE_CHANNEL, K, N), E), A), B);
}
command(R) ::= FUNCTION(K) name(N) COLON type(A) ARROW type(B) ASSIGN event(E). {
    R = add(p, add(p, add(p, declare(p, NODE_FUNCTION, K, N), E), A), B);
}
command(R) ::= BOX(K) name(N) COLON type(B). {
    R = add(p, add(p, declare(p, NODE_BOX, K, N), NULL), B);
}
command(R) ::= BOX(K) name(N) COLON type(A) ARROW type(B). {
    R = add(p, add(p, declare(p, NODE_BOX, K, N), A), B);
}
command(R) ::= LET(K) names(L) ASSIGN expr(E).     { R = add(p, begin(p, NODE_LET, K, L), E); }

command(R) ::= DIAGRAM(K) name(N) params(A) LBRACE binds(B) returns(V) RBRACE(Z). {
    R = close(add(p, add(p, add(p, declare(p, NODE_DIAGRAM, K, N), A), B), V), Z);
}
params(R) ::= .                                    { R = none(p, (Token){0}); }
params(R) ::= LPAREN RPAREN.                       { R = none(p, (Token){0}); }
params(R) ::= LPAREN wires(W) RPAREN.              { R = W; }
wires(R) ::= wire(W).                              { R = list(p, W); }
wires(R) ::= wires(L) COMMA wire(W).               { R = add(p, L, W); }
wire(R) ::= name(N) COLON type(T).                 { R = add(p, leaf(p, NODE_WIRE, N), T); }
binds(R) ::= .                                     { R = none(p, (Token){0}); }
binds(R) ::= binds(L) bind(B).                     { R = add(p, L, B); }
bind(R) ::= names(N) LARROW expr(E).               { R = pair(p, NODE_BIND, N, E); }
returns(R) ::= RETURN(K).                          { R = none(p, K); }
returns(R) ::= RETURN args(A).                     { R = A; }

command(R) ::= MODEL(K) name(N) LBRACE items(I) RBRACE(Z). {
    R = close(add(p, declare(p, NODE_MODEL, K, N), I), Z);
}
command(R) ::= MODEL(K) name(N) FROM name(W) text(S) of(T). {
    R = add(p, declare(p, NODE_MODEL_TEXT, K, N), leaf(p, NODE_NAME, W));
    add(p, R, S);
    node_add(p->arena, R, T);
}
text(R) ::= STRING(S).                             { R = leaf(p, NODE_STRING, S); }
text(R) ::= TEXT(S).                               { R = leaf(p, NODE_STRING, S); }
of(R) ::= .                                        { R = NULL; }
of(R) ::= OF name(T).                              { R = leaf(p, NODE_NAME, T); }
items(R) ::= .                                     { R = none(p, (Token){0}); }
items(R) ::= items(L) item(I).                     { R = add(p, L, I); }
item(R) ::= vertex(R).
item(R) ::= LATENT(K) vertex(V).                   { R = flagged(V, K); }
item(R) ::= chain(R).
chain(R) ::= ends(A) arrow(T) ends(B). {
    R = chain(p, wrap(p, NODE_CHAIN, (Token){.at = A->at}, A), T, B);
}
chain(R) ::= chain(C) arrow(T) ends(B).            { R = chain(p, C, T, B); }
chain(R) ::= chain(C) LARROW(T) ends(B).           { R = back(p, C, T, B); }
chain(R) ::= name(N) LARROW(K) name(A) arrow(T) ends(B). {
    Node *first = list(p, leaf(p, NODE_NAME, N)), *next = list(p, leaf(p, NODE_NAME, A));
    R = back(p, wrap(p, NODE_CHAIN, (Token){.at = first->at}, first), K, next);
    R = chain(p, R, T, B);
}
ends(R) ::= name(N).                               { R = list(p, leaf(p, NODE_NAME, N)); }
ends(R) ::= LBRACE names(L) RBRACE.                { R = L; }
%type arrow {LinkSign}
arrow(R) ::= ARROW.                                { R = SIGN_ARROW; }
arrow(R) ::= BIARROW.                              { R = SIGN_BIARROW; }
arrow(R) ::= MINUS MINUS.                          { R = SIGN_LINE; }
vertex(R) ::= name(N).                             { R = untyped(p, N, none(p, N)); }
vertex(R) ::= name(N) LARROW names(L).             { R = untyped(p, N, L); }
vertex(R) ::= name(N) ASSIGN expr(E). {
    R = untyped(p, N, E);
    R->kind = NODE_FIX;
}
vertex(R) ::= name(N) COLON type(T). {
    R = add(p, leaf(p, NODE_VERTEX, N), T);
    node_add(p->arena, R, none(p, N));
}
vertex(R) ::= name(N) COLON type(T) LARROW names(L). {
    R = add(p, add(p, leaf(p, NODE_VERTEX, N), T), L);
}
vertex(R) ::= name(N) COLON type(T) ASSIGN expr(E). {
    R = add(p, add(p, leaf(p, NODE_FIX, N), T), E);
}

command(R) ::= FUNCTOR(K) name(N) LBRACE meanings(L) RBRACE(Z). {
    R = close(add(p, add(p, declare(p, NODE_FUNCTOR, K, N), NULL), L), Z);
}
command(R) ::= FUNCTOR(K) name(N) COLON name(M) LBRACE meanings(L) RBRACE(Z). {
    R = close(add(p, add(p, declare(p, NODE_FUNCTOR, K, N), leaf(p, NODE_NAME, M)), L), Z);
}
meanings(R) ::= .                                  { R = none(p, (Token){0}); }
meanings(R) ::= meanings(L) meaning(M).            { R = add(p, L, M); }
meaning(R) ::= path(N) ASSIGN here(A) expr(E). {
    bool keep = !p->places || E->kind != NODE_TABLE || p->deep;
    R = pair(p, NODE_MEANING, N, keep ? E : node_unread(p->arena, &A, E->at));
}
%type here {Arena}
here(R) ::= .                                      { R = *p->arena; }
meaning(R) ::= name(A) BIARROW name(B) COLON set(S) ASSIGN expr(E). {
    R = pair(p, NODE_EDGE_MEANING, leaf(p, NODE_NAME, A), leaf(p, NODE_NAME, B));
    add(p, add(p, R, S), E);
}
path(R) ::= name(N).                               { R = leaf(p, NODE_NAME, N); }
path(R) ::= path(A) DOT name(N).                   { R = named(add(p, NEW(NODE_PATH, N), A), N); }

command(R) ::= ACTION(K) exprs(L) form(A) to(T) by(B). {
    R = action(p, K, NULL, L, A, T, B);
}
command(R) ::= ACTION(K) exprs(N) ASSIGN exprs(L) form(A) to(T) by(B). {
    R = action(p, K, N, L, A, T, B);
}
by(R) ::= .                                        { R = NULL; }
by(R) ::= BY set(S).                               { R = S; }
by(R) ::= ALL(K).                                  { R = leaf(p, NODE_NAME, K); }
by(R) ::= ASSUME args(A).                          { R = A; }
as(R) ::= .                                        { R = NULL; }
as(R) ::= AS name(N).                              { R = leaf(p, NODE_NAME, N); }
form(R) ::= .                                      { R = NULL; }
form(R) ::= form(A) AS name(N).                    { R = form(p, A, N); }
form(R) ::= form(A) AS DIAGRAM(N).                 { R = form(p, A, N); }
form(R) ::= form(A) AS MODEL(N).                   { R = form(p, A, N); }
form(R) ::= form(A) FORM(N).                       { R = form(p, A, N); }
to(R) ::= .                                        { R = NULL; }
to(R) ::= TO STRING(S).                            { R = leaf(p, NODE_STRING, S); }
exprs(R) ::= expr(E).                              { R = list(p, E); }
exprs(R) ::= exprs(L) COMMA expr(E).               { R = add(p, L, E); }

command(R) ::= USE(K) then(C).                     { R = begin(p, NODE_USE, K, C); }
command(R) ::= USE(K) then(C) WITH then(F).        { R = add(p, begin(p, NODE_USE, K, C), F); }
command(R) ::= USE(K) then(C) FROM states(W). {
    R = add_all(p, begin(p, NODE_USE, K, C), W);
    R->flag = true; /* from */
}
command(R) ::= FUNCTIONALISE(K) name(N) ASSIGN then(C). {
    R = add(p, declare(p, NODE_FUNCTIONALISE, K, N), C);
}
command(R) ::= FUNCTIONALISE(K) name(N) ASSIGN then(C) WITH then(F). {
    R = add(p, add(p, declare(p, NODE_FUNCTIONALISE, K, N), C), F);
}
command(R) ::= ESTIMATE(K) expr(E) sample(S).      { R = add(p, begin(p, NODE_ESTIMATE, K, E), S); }
command(R) ::= TEST(K) then(M) FROM then(W) counted(N). {
    R = add(p, add(p, begin(p, NODE_TEST, K, M), W), sample(p, K, N, NULL, NULL, NULL));
}
sample(R) ::= counted(N) smoothed(E) resampled(B). {
    R = sample(p, (Token){0}, N, E, B ? B->kids[0] : NULL, B ? B->kids[1] : NULL);
}
counted(R) ::= .                                   { R = NULL; }
counted(R) ::= OF NUMBER(N) ROWS.                  { R = leaf(p, NODE_NUMBER, N); }
smoothed(R) ::= .                                  { R = NULL; }
smoothed(R) ::= SMOOTH quotient(E).                { R = E; }
resampled(R) ::= .                                 { R = NULL; }
resampled(R) ::= BY BOOTSTRAP NUMBER(N) SEED NUMBER(S). {
    R = pair(p, NODE_LIST, leaf(p, NODE_NUMBER, N), leaf(p, NODE_NUMBER, S));
}
command(R) ::= SAMPLE(K) drawing(D). {
    R = add_all(p, NEW(NODE_DRAW_ROWS, K), D);
    R->word = K.text;
}
command(R) ::= SAMPLE(K) name(A) ASSIGN drawing(D). {
    R = add_all(p, declare(p, NODE_DRAW_ROWS, K, A), D);
}
drawing(R) ::= NUMBER(N) OF expr(E) SEED NUMBER(S) to(T). {
    R = pair(p, NODE_LIST, leaf(p, NODE_NUMBER, N), E);
    add(p, add(p, R, leaf(p, NODE_NUMBER, S)), T);
}
command(R) ::= WITNESS(K) name(A) COMMA name(B) ASSIGN expr(E). {
    R = begin(p, NODE_WITNESS, K, leaf(p, NODE_NAME, A));
    add(p, add(p, R, leaf(p, NODE_NAME, B)), E);
}
command(R) ::= import(I).                          { R = imported(p, I, NULL, NULL, NULL); }
command(R) ::= import(I) AS name(N) written(W) mapping(B). {
    R = imported(p, named(I, N), NULL, NULL, W);
    R->kids[IMPORT_FIELDS] = B;
}
command(R) ::= import(I) AS name(N) written(W) WITH name(F) repaired(Z). {
    R = imported(p, named(I, N), leaf(p, NODE_NAME, F), NULL, W);
    R->flag = Z != NULL;
    R->kids[IMPORT_WITHIN] = Z && Z->count ? Z->kids[0] : NULL;
}
command(R) ::= import(I) AS name(N) written(W) OF name(M) mapping(B). {
    R = imported(p, named(I, N), NULL, leaf(p, NODE_NAME, M), W);
    R->kids[IMPORT_FIELDS] = B;
}
import(R) ::= IMPORT(K) STRING(S). {
    R = begin(p, NODE_IMPORT, K, leaf(p, NODE_STRING, S));
}
import(R) ::= IMPORT(K) STRING(S) TABLE name(T). {
    R = label(p, begin(p, NODE_IMPORT, K, leaf(p, NODE_STRING, S)), T);
    close(R, T);
}
mapping(R) ::= .                                   { R = NULL; }
mapping(R) ::= LBRACE(A) fields(L) RBRACE(Z). {
    R = close(L, Z);
    R->at = span_over(A.at, R->at);
}
fields(R) ::= .                                    { R = none(p, (Token){0}); }
fields(R) ::= fields(L) field(F).                  { R = add(p, L, F); }
field(R) ::= name(N) ASSIGN name(C). {
    R = add(p, leaf(p, NODE_COLUMN, N), leaf(p, NODE_NAME, C));
}
field(R) ::= name(N) ASSIGN name(C) LBRACE cases(L) RBRACE(Z). {
    R = add(p, leaf(p, NODE_COLUMN, N), leaf(p, NODE_NAME, C));
    R = close(add(p, R, L), Z);
}
field(R) ::= name(K) name(N).                      { R = option(p, K, N, false); }
field(R) ::= name(K) AS name(N).                   { R = option(p, K, N, true); }
field(R) ::= name(K) LBRACE whens(L) RBRACE name(N). {
    R = add(p, option(p, K, N, false), list(p, L));
}
field(R) ::= name(K) LBRACE whens(L) RBRACE AS name(N). {
    R = add(p, option(p, K, N, true), list(p, L));
}
cases(R) ::= case(C).                              { R = list(p, C); }
cases(R) ::= cases(L) case(C).                     { R = add(p, L, C); }
case(R) ::= whens(L) ARROW signed(V).              { R = node_case(L, V); }
whens(R) ::= when(W). {
    R = wrap(p, NODE_CASE, (Token){.at = W->at}, W);
}
whens(R) ::= whens(L) COMMA when(W).               { R = add(p, L, W); }
when(R) ::= signed(R).
when(R) ::= signed(A) DOTDOT signed(B).            { R = case_range(p, A, B->labels[0]); }
when(R) ::= signed(A) DOTDOT(D).                   { R = case_range(p, A, open_end(p, D)); }
when(R) ::= DOTDOT(D) signed(B). {
    R = node_new(p->arena, NODE_SET, D.at);
    node_add_label(p->arena, R, names_add(p->names, "", 0), D.at);
    R = case_range(p, R, B->labels[0]);
}
signed(R) ::= plain(N).                            { R = label(p, NEW(NODE_SET, N), N); }
signed(R) ::= MINUS(M) NUMBER(N).                  { R = label_minus(p, NEW(NODE_SET, M), M, N); }
written(R) ::= .                                   { R = NULL; }
written(R) ::= FROM name(W).                       { R = leaf(p, NODE_NAME, W); }
repaired(R) ::= .                                  { R = NULL; }
repaired(R) ::= REPAIRED(K).                       { R = none(p, K); }
repaired(R) ::= REPAIRED(K) WITHIN sum(E).         { R = wrap(p, NODE_LIST, K, E); }
command(R) ::= EXPORT(K) expr(E) TO STRING(S) as(A). {
    R = exported(p, begin(p, NODE_EXPORT, K, E), S, NULL, A);
}
command(R) ::= EXPORT(K) then(E) WITH then(F) TO STRING(S) as(A) rounded(Z). {
    R = exported(p, begin(p, NODE_EXPORT, K, E), S, F, A);
    R->flag = Z != NULL;
}
rounded(R) ::= .                                   { R = NULL; }
rounded(R) ::= ROUNDED(K).                         { R = none(p, K); }

/* ---- names, labels, types ---- */

%type name {Token}
name(R) ::= NAME(R).
name(R) ::= STRING(R).
names(R) ::= name(N).                              { R = list(p, leaf(p, NODE_NAME, N)); }
names(R) ::= names(L) COMMA name(N).               { R = add(p, L, leaf(p, NODE_NAME, N)); }

%type plain {Token}
plain(R) ::= NAME(R).
plain(R) ::= STRING(R).
plain(R) ::= NUMBER(R).
labels(R) ::= plain(N).                            { R = label(p, NEW(NODE_SET, N), N); }
labels(R) ::= MINUS(M) NUMBER(N).                  { R = label_minus(p, NEW(NODE_SET, M), M, N); }
labels(R) ::= labels(L) COMMA plain(N).            { R = label(p, L, N); }
labels(R) ::= labels(L) COMMA MINUS(M) NUMBER(N).  { R = label_minus(p, L, M, N); }
keys(R) ::= plain(N).                              { R = label(p, NEW(NODE_SET, N), N); }
keys(R) ::= SIGN(M) NUMBER(N).                     { R = label_minus(p, NEW(NODE_SET, M), M, N); }
keys(R) ::= keys(L) COMMA plain(N).                { R = label(p, L, N); }
keys(R) ::= keys(L) COMMA MINUS(M) NUMBER(N).      { R = label_minus(p, L, M, N); }

set(R) ::= LBRACE(A) labels(L) RBRACE(Z). {
    R = close(L, Z);
    R->at = span_over(A.at, R->at);
}
set(R) ::= LBRACE(A) labels(L) DOTDOT plain(N) RBRACE(Z). {
    R = close(label(p, L, N), Z);
    R->kind = NODE_RANGE;
    R->at = span_over(A.at, R->at);
}
set(R) ::= LBRACE(A) labels(L) DOTDOT MINUS(M) NUMBER(N) RBRACE(Z). {
    R = close(label_minus(p, L, M, N), Z);
    R->kind = NODE_RANGE;
    R->at = span_over(A.at, R->at);
}
set(R) ::= LBRACE(A) RBRACE(Z).                    { R = close(NEW(NODE_SET, A), Z); }

table(R) ::= LBRACE(A) rows(L) RBRACE(Z). {
    R = close(L, Z);
    R->at = span_over(A.at, R->at);
}
rows(R) ::= labels(K) ARROW value(V). {
    R = list(p, table_row(p, K, V));
    R->kind = NODE_TABLE;
}
rows(R) ::= rows(L) keys(K) ARROW value(V).        { R = add(p, L, table_row(p, K, V)); }
value(R) ::= then(R).

type(R) ::= typeatom(R).
type(R) ::= types(R).
types(R) ::= typeatom(A) STAR typeatom(B).         { R = pair(p, NODE_PRODUCT, A, B); }
types(R) ::= types(A) STAR typeatom(B).            { R = add(p, A, B); }
typeatom(R) ::= name(N).                           { R = leaf(p, NODE_NAME, N); }
typeatom(R) ::= NUMBER(N).                         { R = leaf(p, NODE_NUMBER, N); }
typeatom(R) ::= LPAREN(A) wire(W) RPAREN(Z). {
    R = close(W, Z);
    R->at = span_over(A.at, R->at);
}
typeatom(R) ::= LPAREN type(T) RPAREN.             { R = T; }

/* ---- expressions, loose to tight ---- */

expr(R) ::= NOT(K) expr(E).                        { R = wrap(p, NODE_NOT, K, E); }
expr(R) ::= compare(R).
compare(R) ::= in(R).
compare(R) ::= in(A) COMPARE(O) in(B). {
    R = pair(p, NODE_COMPARE, reached(p, A, B), B);
    R->text = O.text;
    R->text_at = O.at;
}
compare(R) ::= in(A) COMPARE(O) in(B) WITHIN in(T). { R = compared_within(p, A, O, B, T); }
in(R) ::= then(R).
in(R) ::= in(E) IN then(C).                        { R = pair(p, NODE_IN, E, C); }
in(R) ::= in(E) IN then(C) WITH then(F).           { R = add(p, pair(p, NODE_WITH, E, C), F); }
in(R) ::= in(E) IN then(C) FROM states(S). {
    R = add_all(p, pair(p, NODE_FROM, E, C), S);
}
states(R) ::= then(S).                             { R = list(p, S); }
states(R) ::= states(L) ALSO then(S).              { R = add(p, L, S); }
then(R) ::= sum(R).
then(R) ::= thens(R).
thens(R) ::= sum(A) SEMICOLON sum(B).              { R = pair(p, NODE_THEN, A, B); }
thens(R) ::= thens(A) SEMICOLON sum(B).            { R = add(p, A, B); }
sum(R) ::= product(R).
sum(R) ::= sums(R).
sums(R) ::= product(A) PLUS product(B).            { R = pair(p, NODE_SUM, A, B); }
sums(R) ::= product(A) MINUS(M) product(B). {
    R = pair(p, NODE_SUM, A, wrap(p, NODE_NEGATE, M, B));
}
sums(R) ::= sums(A) PLUS product(B).               { R = add(p, A, B); }
sums(R) ::= sums(A) MINUS(M) product(B).           { R = add(p, A, wrap(p, NODE_NEGATE, M, B)); }
product(R) ::= weight(R).
product(R) ::= products(R).
products(R) ::= weight(A) STAR weight(B).          { R = pair(p, NODE_PRODUCT, A, B); }
products(R) ::= products(A) STAR weight(B).        { R = add(p, A, B); }
weight(R) ::= quotient(R).
weight(R) ::= weighted(R).
weighted(R) ::= quotient(E) ket(K).                { R = pair(p, NODE_WEIGHT, E, K); }
weighted(R) ::= ket(R).
weighted(R) ::= weighted(A) SLASH unary(B).        { R = pair(p, NODE_QUOTIENT, A, B); }
ket(R) ::= KET(K). {
    R = NEW(NODE_KET, K);
    for (uint32_t i = 0; i < K.label_count; i++)
        node_add_label(p->arena, R, K.labels[i].text, K.labels[i].at);
}
quotient(R) ::= unary(R).
quotient(R) ::= quotient(A) SLASH unary(B).        { R = pair(p, NODE_QUOTIENT, A, B); }
unary(R) ::= MINUS(M) unary(E).                    { R = wrap(p, NODE_NEGATE, M, E); }
unary(R) ::= power(R).
power(R) ::= postfix(R).
power(R) ::= postfix(A) CARET unary(B).            { R = pair(p, NODE_POWER, A, B); }
postfix(R) ::= primary(R).
postfix(R) ::= postfix(F) DOT name(N). {
    R = named(add(p, node_new(p->arena, NODE_PATH, F->at), F), N);
}
postfix(R) ::= postfix(F) LPAREN(A) RPAREN(Z). {
    R = close(pair(p, NODE_CALL, F, none(p, A)), Z);
}
postfix(R) ::= postfix(F) LPAREN asks(A) RPAREN(Z). {
    R = close(pair(p, NODE_CALL, F, spread_heads(p, F, A)), Z);
}
postfix(R) ::= postfix(F) LPAREN asks(A) BAR args(B) RPAREN(Z). {
    R = close(add(p, pair(p, NODE_CALL, F, spread_heads(p, F, A)), spread(p, B, 1)), Z);
}
postfix(R) ::= postfix(F) LPAREN(A) BAR args(B) RPAREN(Z). {
    R = close(add(p, pair(p, NODE_CALL, F, none(p, A)), spread(p, B, 1)), Z);
}
postfix(R) ::= postfix(F) LBRACKET args(A) RBRACKET(Z). {
    R = close(pair(p, NODE_INDEX, F, spread(p, A, 1)), Z);
}
primary(R) ::= NAME(N).                            { R = leaf(p, NODE_NAME, N); }
primary(R) ::= STRING(N).                          { R = leaf(p, NODE_STRING, N); }
primary(R) ::= NUMBER(N).                          { R = leaf(p, NODE_NUMBER, N); }
primary(R) ::= set(R).
primary(R) ::= table(R).
primary(R) ::= LPAREN(A) RPAREN(Z).                { R = close(NEW(NODE_UNIT, A), Z); }
primary(R) ::= LPAREN(A) event(E) RPAREN(Z).       { R = E; R->around = span_over(A.at, Z.at); }

asks(R) ::= ask(A).                                { R = list(p, A); }
asks(R) ::= asks(L) COMMA ask(A).                  { R = add(p, L, A); }
ask(R) ::= arg(R).
ask(R) ::= WITH(K) expr(E).                        { R = having(p, K, E); }
ask(R) ::= WITHOUT(K) expr(E).                     { R = having(p, K, E); }
args(R) ::= arg(A).                                { R = list(p, A); }
args(R) ::= args(L) COMMA arg(A).                  { R = add(p, L, A); }
arg(R) ::= event(R).
arg(R) ::= compare(A) LIKELY expr(B).              { R = pair(p, NODE_LIKELY, A, B); }
arg(R) ::= compare(A) SOFT expr(B).                { R = pair(p, NODE_SOFT, A, B); }
arg(R) ::= way(R).
way(R) ::= compare(A) ARROW expr(B).               { R = pair(p, NODE_ARROW, A, B); }
way(R) ::= way(W) ARROW expr(B).                   { R = add(p, W, B); R->kind = NODE_WAY; }

/* Any expression, or what may be so; heard_accepts sees to it that `=` stands in the arguments of
 * a call only, `and` and `or` there and in formulas. */
event(R) ::= all(R).
event(R) ::= any(R).
any(R) ::= all(A) OR all(B).                       { R = pair(p, NODE_OR, A, B); }
any(R) ::= any(A) OR all(B).                       { R = add(p, A, B); }
all(R) ::= fact(R).
all(R) ::= facts(R).
facts(R) ::= fact(A) AND fact(B).                  { R = pair(p, NODE_AND, A, B); }
facts(R) ::= facts(A) AND fact(B).                 { R = add(p, A, B); }
fact(R) ::= NOT(K) fact(E).                        { R = wrap(p, NODE_NOT, K, E); }
fact(R) ::= compare(R).
fact(R) ::= compare(A) ASSIGN compare(B).          { R = pair(p, NODE_EQUAL, A, B); }

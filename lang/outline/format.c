/* format.c -- see format.h.  The text is a list of pieces, tokens and comments.
 *
 * First each line moves as a whole: its first piece stands so far right of an anchor, a piece
 * before it (indent).  Then, from left to right, each piece gets its column: right behind the one
 * before it, or with all that it is in line with (place).  That is done again until nothing moves:
 * once, but for texts that are made for it. */
#include "lang/outline/format.h"

#include "base/utf8.h"
#include "grammar.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_file.h"
#include "lang/read/reader.h"

#include <stdlib.h>
#include <string.h>

enum { COMMENT = -2, STEP = 2, GOES_ON = 4, TAB = 8, ROUNDS = 12, NONE = -1 };

typedef struct Piece {
    int kind; /* of a token, or COMMENT */
    uint32_t start, end;
    uint32_t breaks;      /* line ends before it */
    bool item;            /* a statement begins here, or a part of one that has a line of its own */
    bool wraps;           /* a text of several lines */
    size_t depth;         /* brackets that are open around it */
    long statement;       /* where its statement begins; NONE: before the first */
    size_t nth;           /* pieces before it on its line, from the item that it is a part of on */
    long gap, normal;     /* blanks before it: that there are, that there need be */
    long column, width;   /* where it stands, after its line has moved */
    long token;           /* behind a comment: the next that is none, or NONE */
    long anchor, offset;  /* of the first piece of a line, unless it is free */
    bool free;            /* the first piece of a line that goes on with an item */
    long up;              /* another piece of its group, or itself: see group_of */
    long move;            /* how far its group moves; of the one that stands for it */
    bool grouped, moved, placed;
    long to;              /* its column in the end */
} Piece;

typedef struct Layout {
    const Source *source;
    const char *text; /* the same, with connection strings as they stand */
    ARRAY(Piece) pieces;
    ARRAY(uint32_t) items; /* where they begin */
} Layout;

/* ---- items ---- */

/* `{A, B} -> C` begins at its bracket, which no node has. */
static uint32_t
chain_start(const Node *n)
{
    const char *text = n->at.source->text;
    const Node *ends = n->kids[0];
    uint32_t start = n->at.start, end = ends->kids[ends->count - 1]->at.end;
    while (text[end] == ' ' || text[end] == '\t')
        end++;
    if (text[end] != '}')
        return start;
    while (start > 0 && text[start] != '{')
        start--;
    return start;
}

static void
find_items(Layout *l, const Node *n)
{
    switch (n->kind) {
    case NODE_VERTEX: case NODE_FIX: case NODE_BIND: case NODE_MEANING: case NODE_EDGE_MEANING:
    case NODE_ROW: case NODE_COLUMN: case NODE_OPTION: case NODE_CASE:
        array_push(&l->items, n->at.start);
        break;
    case NODE_CHAIN: array_push(&l->items, chain_start(n)); break;
    default: break;
    }
    for (uint32_t i = 0; i < n->count; i++)
        if (n->kids[i])
            find_items(l, n->kids[i]);
}

static int
compare_places(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Reads the text, for its items.  False after a complaint. */
static bool
read_items(Layout *l, Names *names, Complainer *c, Budget *b)
{
    static const uint64_t none;
    Arena a = {0};
    Reader r;
    Node *n;
    ReadResult read;
    reader_init(&r, l->source, names, c, false);
    r.budget = b;
    r.held = &none;
    while ((read = reader_next(&r, &a, &n)) == READ_STATEMENT) {
        array_push(&l->items, reader_statement(&r).start);
        find_items(l, n);
        arena_clear(&a);
    }
    reader_clear(&r);
    arena_clear(&a);
    if (l->items.count)
        qsort(l->items.at, l->items.count, sizeof *l->items.at, compare_places);
    return read == READ_END;
}

/* ---- pieces ---- */

static long
columns(const Layout *l, uint32_t from, uint32_t to)
{
    return (long)utf8_columns(l->text + from, to - from);
}

static void
add_piece(Layout *l, int kind, uint32_t start, uint32_t end)
{
    Piece p = {.kind = kind, .start = start, .end = end, .anchor = NONE};
    p.wraps = kind == TOKEN_TEXT && memchr(l->source->text + start, '\n', end - start);
    p.width = p.wraps ? 0 : columns(l, start, end);
    p.item = kind == TOKEN_RETURN;
    p.up = (long)l->pieces.count;
    array_push(&l->pieces, p);
}

/* The comments between two tokens. */
static void
add_comments(Layout *l, uint32_t from, uint32_t to)
{
    const char *text = l->source->text;
    while (from < to) {
        const char *sign = memchr(text + from, '#', to - from);
        if (!sign)
            return;
        const char *line = memchr(sign, '\n', (size_t)(text + to - sign));
        from = line ? (uint32_t)(line - text) : to;
        uint32_t end = from;
        while (strchr(" \t\r", text[end - 1]))
            end--;
        add_piece(l, COMMENT, (uint32_t)(sign - text), end);
    }
}

static void
add_pieces(Layout *l, Names *names)
{
    Arena a = {0};
    Lexer lexer = {.source = l->source, .names = names};
    Token t;
    do {
        uint32_t before = lexer.at;
        t = lexer_next(&lexer, &a);
        add_comments(l, before, t.at.start);
        if (t.kind != TOKEN_END)
            add_piece(l, t.kind, t.at.start, t.at.end);
        arena_clear(&a);
    } while (t.kind != TOKEN_END);
}

/* Line ends and blanks before each piece; each on its own line is column 0 here. */
static void
measure_gaps(Layout *l)
{
    const char *text = l->text;
    uint32_t at = l->source->count >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    long column = 0;
    for (size_t i = 0, item = 0; i < l->pieces.count; i++) {
        Piece *p = &l->pieces.at[i];
        long before = column;
        for (; at < p->start; at++) {
            if (text[at] == '\n') {
                p->breaks++;
                column = before = 0;
            } else if (text[at] == '\t') {
                column += TAB - column % TAB;
            } else if (text[at] != '\r') {
                column++;
            }
        }
        p->breaks += i == 0;
        p->gap = column - before;
        p->column = column;
        at = p->end;
        const char *line = text + at;
        while (p->wraps && line[-1] != '\n')
            line--;
        column = p->wraps ? columns(l, (uint32_t)(line - text), at) : column + p->width;
        while (item < l->items.count && l->items.at[item] < p->start)
            item++;
        p->item = p->item || (item < l->items.count && l->items.at[item] == p->start);
        p->nth = p->breaks || p->item ? 0 : p[-1].nth + 1;
    }
}

static void
find_tokens(Layout *l)
{
    long token = NONE;
    for (size_t i = l->pieces.count; i-- > 0;) {
        l->pieces.at[i].token = token;
        if (l->pieces.at[i].kind != COMMENT)
            token = (long)i;
    }
}

/* ---- blanks that there need be ---- */

static bool
is_operand_end(int kind)
{
    return token_is_name(kind) || token_closes(kind) || kind == TOKEN_NUMBER || kind == TOKEN_KET;
}

static bool
is_word(int kind)
{
    return token_is_name(kind) || kind == TOKEN_NUMBER || kind == TOKEN_TEXT ||
           token_is_keyword(kind);
}

/* Signs with a blank on either side. */
static bool
stands_apart(int kind)
{
    static const int kinds[] = {TOKEN_ASSIGN, TOKEN_COLON, TOKEN_ARROW, TOKEN_LARROW,
                                TOKEN_BIARROW, TOKEN_STAR, TOKEN_SEMICOLON, TOKEN_PLUS,
                                TOKEN_BAR, TOKEN_LIKELY, TOKEN_SOFT, TOKEN_COMPARE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* Is the operator at i one of a row of them, names and numbers between, with `+` or `*` in it? */
static bool
is_in_sum(const Layout *l, size_t i)
{
    size_t from = i, to = i, n = l->pieces.count;
    const Piece *p = l->pieces.at;
    while (from > 1 && (p[from].kind == TOKEN_MINUS || p[from].kind == TOKEN_SLASH))
        from -= 2;
    while (to + 2 < n && (p[to].kind == TOKEN_MINUS || p[to].kind == TOKEN_SLASH))
        to += 2;
    return p[from].kind == TOKEN_PLUS || p[from].kind == TOKEN_STAR || p[to].kind == TOKEN_PLUS ||
           p[to].kind == TOKEN_STAR;
}

/* Does the minus at i subtract?  A sign, and `A -- B`, are left alone, and so is `n-1`. */
static bool
is_difference(const Layout *l, size_t i)
{
    const Piece *p = &l->pieces.at[i];
    return p->kind == TOKEN_MINUS && i > 0 && !p->item && is_operand_end(p[-1].kind) &&
           i + 1 < l->pieces.count && p[1].kind != TOKEN_MINUS &&
           (p->gap || p[1].gap || is_in_sum(l, i));
}

/* Before the piece at i, on its line.  Where both ways are usual, as it is. */
static long
normal_gap(const Layout *l, size_t i, const Piece *opener)
{
    const Piece *p = &l->pieces.at[i], *before = p - 1;
    int a = before->kind, b = p->kind;
    long as_is = p->gap > 0;
    if (b == COMMENT)
        return 1;
    if (b == TOKEN_COMMA || a == TOKEN_LPAREN || a == TOKEN_LBRACKET || b == TOKEN_RPAREN ||
        b == TOKEN_RBRACKET || (a == TOKEN_LBRACE && b == TOKEN_RBRACE))
        return 0;
    if (b == TOKEN_RBRACE && opener && !opener[1].breaks)
        return opener[1].gap > 0;
    if (b == TOKEN_DOT || a == TOKEN_DOT)
        return a == TOKEN_NUMBER || b == TOKEN_NUMBER ? as_is : 0;
    if (b == TOKEN_SEMICOLON)
        return as_is;
    if (stands_apart(a) || stands_apart(b) || is_difference(l, i) || is_difference(l, i - 1))
        return 1;
    if (is_word(b) && (is_word(a) || token_closes(a)))
        return 1;
    return b == TOKEN_LBRACE && (is_word(a) || token_closes(a)) ? 1 : as_is;
}

/* ---- lines ---- */

typedef struct Bracket {
    long opener, head; /* the piece, and the first one of its line; NONE outside of all */
    long item;         /* the last one that began inside, or around */
} Bracket;

/* Does something stand right of the piece on its line? */
static bool
hangs(const Layout *l, long i)
{
    const Piece *next = &l->pieces.at[i + 1];
    return (size_t)i + 1 < l->pieces.count && !next->breaks && next->kind != COMMENT;
}

/* Does a line in the bracket stand under what follows that on its line, and not far left of it? */
static bool
is_hanging(const Layout *l, const Bracket *b, const Piece *p)
{
    return b->opener != NONE && hangs(l, b->opener) &&
           p->column > l->pieces.at[b->head].column + STEP;
}

/* Where an item of a bracket stands that begins a line. */
static void
anchor_item(const Layout *l, const Bracket *b, Piece *p)
{
    bool hanging = is_hanging(l, b, p);
    p->anchor = hanging ? b->opener + 1 : b->head;
    p->offset = b->opener == NONE || hanging ? 0 : STEP;
}

static void
anchor_closer(const Layout *l, const Bracket *b, Piece *p)
{
    p->anchor = is_hanging(l, b, p) ? b->opener : b->head;
    p->offset = 0;
}

/* What goes on with an item stays where it stands beside it. */
static void
anchor_rest(const Layout *l, const Bracket *b, Piece *p, const long *moved)
{
    p->anchor = b->item;
    long offset = b->item == NONE ? 0 : p->column + moved[b->item] - l->pieces.at[b->item].column;
    p->offset = offset < STEP ? GOES_ON : offset;
    p->free = true;
}

/* A comment stands under the one of the line before, or where what follows it would. */
static void
anchor_comment(const Layout *l, const Bracket *b, size_t i, const long *moved)
{
    Piece *p = &l->pieces.at[i];
    const Piece *before = i > 0 && p->breaks == 1 ? p - 1 : NULL;
    bool told = before && before->kind == COMMENT && (!before->breaks || before->free);
    const Piece *follows = p->token == NONE ? NULL : &l->pieces.at[p->token];
    if (told && p->column + moved[i - 1] == before->column) {
        p->anchor = (long)i - 1;
        p->free = true;
    } else if (!follows || follows->item || token_closes(follows->kind)) {
        anchor_item(l, b, p);
    } else {
        anchor_rest(l, b, p, moved);
    }
}

static void
anchor_line(const Layout *l, const Bracket *b, size_t i, const long *moved)
{
    Piece *p = &l->pieces.at[i];
    if (p->kind == COMMENT)
        anchor_comment(l, b, i, moved);
    else if (p->item)
        anchor_item(l, b, p);
    else if (token_closes(p->kind))
        anchor_closer(l, b, p);
    else
        anchor_rest(l, b, p, moved);
}

/* Moves each line to where it belongs, and says how many blanks each piece wants before it. */
static void
indent(Layout *l)
{
    ARRAY(Bracket) open = {0};
    size_t n = l->pieces.count;
    long head = NONE, move = 0, *moved = memory_new(n, sizeof *moved);
    array_push(&open, ((Bracket){NONE, NONE, NONE}));
    for (size_t i = 0; i < n; i++) {
        Piece *p = &l->pieces.at[i];
        Bracket *b = &open.at[open.count - 1];
        const Piece *opener = b->opener == NONE ? NULL : &l->pieces.at[b->opener];
        if (p->breaks) {
            anchor_line(l, b, i, moved);
            head = (long)i;
            long to = (p->anchor == NONE ? 0 : l->pieces.at[p->anchor].column) + p->offset;
            move = to - p->column;
        } else {
            p->normal = normal_gap(l, i, opener);
        }
        moved[i] = move;
        p->column += move;
        p->depth = open.count - (token_closes(p->kind) && open.count > 1);
        if (p->item)
            b->item = (long)i;
        p->statement = open.at[0].item;
        Bracket inner = {(long)i, head, b->item};
        if (token_opens(p->kind))
            array_push(&open, inner);
        else if (token_closes(p->kind) && open.count > 1)
            open.count--;
    }
    memory_free(moved);
    array_clear(&open);
}

/* ---- columns ---- */

static long
group_of(Layout *l, long i)
{
    Piece *p = l->pieces.at;
    for (; p[i].up != i; i = p[i].up)
        p[i].up = p[p[i].up].up;
    return i;
}

static long
excess(const Piece *p)
{
    return p->gap > p->normal ? p->gap - p->normal : 0;
}

static bool
may_be_in_line(const Piece *p)
{
    return p->breaks ? p->free && p->kind != COMMENT : !p[-1].wraps && !p->wraps;
}

/* Is it a part of what stands before it, as in `1/2`? */
static bool
is_glued(const Piece *p)
{
    return !p->breaks && !p->gap && !p->normal;
}

/* Did somebody put one of them further right for the other?  What is alike may stand so; else
 * both were moved, or it is by chance. */
static bool
is_meant(const Piece *x, const Piece *y)
{
    bool a = !x->breaks && excess(x), b = !y->breaks && excess(y);
    bool kets = x->kind == TOKEN_KET && y->kind == TOKEN_KET;
    bool comments = x->kind == COMMENT && y->kind == COMMENT;
    bool signs = stands_apart(x->kind) && stands_apart(y->kind);
    bool alike = kets || comments || signs || (x->kind == y->kind && x->nth == y->nth);
    if (!kets && (is_glued(x) || is_glued(y)))
        return false;
    return !x->breaks != !y->breaks || (a && b) || (alike && (a || b));
}

/* Two pieces of neighbouring lines that begin or end in one column, and one of them for that; in
 * two statements they have as many brackets around. */
static void
put_in_line(Layout *l, long a, long b)
{
    Piece *x = &l->pieces.at[a], *y = &l->pieces.at[b];
    bool alike = x->statement == y->statement || x->depth == y->depth || x->kind == COMMENT ||
                 y->kind == COMMENT;
    if (!may_be_in_line(x) || !may_be_in_line(y) || !is_meant(x, y) || !alike)
        return;
    x->grouped = y->grouped = true;
    l->pieces.at[group_of(l, b)].up = group_of(l, a);
}

/* Pieces of one line. */
typedef struct Line {
    size_t from, to;
} Line;

static void
compare_lines(Layout *l, Line a, Line b)
{
    const Piece *p = l->pieces.at;
    for (size_t i = a.from, k = b.from; i < a.to && k < b.to;) {
        long x = p[i].column, y = p[k].column;
        if (x == y || (!p[i].breaks && !p[k].breaks && x + p[i].width == y + p[k].width))
            put_in_line(l, (long)i, (long)k);
        if (x + p[i].width < y + p[k].width || (x + p[i].width == y + p[k].width && x <= y))
            i++;
        else
            k++;
    }
}

/* A line of no more than a comment may stand between two that are compared. */
static void
find_groups(Layout *l)
{
    const Piece *p = l->pieces.at;
    Line before = {0}, here = {0};
    for (size_t i = 1; i <= l->pieces.count; i++) {
        if (i < l->pieces.count && !p[i].breaks)
            continue;
        here.to = i;
        compare_lines(l, before, here);
        if (i < l->pieces.count && p[i].breaks > 1)
            before = (Line){0};
        else if (p[here.from].kind != COMMENT)
            before = here;
        here.from = i;
    }
}

typedef struct Order {
    long column;
    size_t piece;
} Order;

static int
compare_order(const void *a, const void *b)
{
    const Order *x = a, *y = b;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->piece > y->piece) - (x->piece < y->piece);
}

/* The column behind the piece before it, with the blanks that there need be. */
static long
nearest_column(const Layout *l, size_t i)
{
    const Piece *p = &l->pieces.at[i], *before = p - 1;
    if (before->wraps)
        return p->column - p->gap + p->normal;
    return (before->placed ? before->to : before->column) + before->width + p->normal;
}

/* Every member moves as far as the one that has least room; what all have beyond that stays. */
static void
move_group(Layout *l, size_t group, const size_t *next)
{
    long move = 0, least = 0;
    bool any = false;
    for (size_t i = group; i != (size_t)NONE; i = next[i]) {
        const Piece *p = &l->pieces.at[i];
        if (p->breaks)
            continue;
        long need = nearest_column(l, i) - p->column;
        move = any && move > need ? move : need;
        least = any && least < excess(p) ? least : excess(p);
        any = true;
    }
    l->pieces.at[group].move = move + least;
    l->pieces.at[group].moved = true;
}

static void
place_piece(Layout *l, size_t i, const size_t *next)
{
    Piece *p = &l->pieces.at[i];
    if (p->grouped && !is_glued(p)) {
        size_t group = (size_t)group_of(l, (long)i);
        if (!l->pieces.at[group].moved)
            move_group(l, group, next);
        p->to = p->column + l->pieces.at[group].move;
    } else if (p->breaks) {
        p->to = (p->anchor == NONE ? 0 : l->pieces.at[p->anchor].to) + p->offset;
    } else {
        p->to = nearest_column(l, i);
        if (excess(p) && p->kind == COMMENT)
            p->to += excess(p);
        else if (excess(p) && p->item)
            p->to += 1;
    }
    p->placed = true;
}

/* next: the other members of a group, from the one that stands for it on. */
static void
place(Layout *l)
{
    size_t n = l->pieces.count;
    Order *order = memory_new(n, sizeof *order);
    size_t *next = memory_new(n, sizeof *next);
    find_groups(l);
    for (size_t i = 0; i < n; i++) {
        order[i] = (Order){l->pieces.at[i].column, i};
        next[i] = (size_t)NONE;
    }
    for (size_t i = 0; i < n; i++) {
        size_t group = (size_t)group_of(l, (long)i);
        if (group != i) {
            next[i] = next[group];
            next[group] = i;
        }
    }
    qsort(order, n, sizeof *order, compare_order);
    for (size_t i = 0; i < n; i++)
        place_piece(l, order[i].piece, next);
    memory_free(order);
    memory_free(next);
}

/* ---- writing ---- */

static void
write_pieces(const Layout *l, Sink *out)
{
    long column = 0;
    for (size_t i = 0; i < l->pieces.count; i++) {
        const Piece *p = &l->pieces.at[i];
        const char *text = l->text + p->start;
        size_t length = p->end - p->start, line = 0;
        if (p->breaks && i > 0) {
            sink_put(out, p->breaks > 1 ? "\n\n" : "\n");
            column = 0;
        }
        long least = p->breaks ? 0 : column + p->normal, to = p->to > least ? p->to : least;
        sink_fill(out, ' ', (size_t)(to - column));
        sink_add(out, text, length);
        for (size_t k = 0; p->wraps && k < length; k++)
            line = text[k] == '\n' ? k + 1 : line;
        column = p->wraps ? (long)utf8_columns(text + line, length - line) : to + p->width;
    }
    if (l->pieces.count)
        sink_put(out, "\n");
}

/* One round; false after a complaint. */
static bool
lay_out(const Source *s, const char *text, Names *names, Complainer *c, Budget *b, Sink *out)
{
    Layout l = {.source = s, .text = text};
    bool ok = read_items(&l, names, c, b);
    if (ok) {
        add_pieces(&l, names);
        measure_gaps(&l);
        find_tokens(&l);
    }
    if (ok && l.pieces.count) {
        indent(&l);
        place(&l);
        write_pieces(&l, out);
    }
    array_clear(&l.pieces);
    array_clear(&l.items);
    return ok;
}

/* Is it text, and is there memory for its pieces? */
static bool
may_be_laid_out(const Source *s, Complainer *c, Budget *b)
{
    enum { BYTES = 200 };
    size_t place;
    if (!source_is_text(s, &place))
        return complain_not_text(c, (Span){0}, s, place);
    if (!b || budget_allows(b, (uint64_t)s->count * BYTES))
        return true;
    return complain_stopped(c, b, (Span){s, 0, 0});
}

bool
format_write(const char *name, const char *text, size_t count, Names *names, Complainer *c,
             Budget *b, Sink *out)
{
    Sink last;
    sink_init(&last);
    sink_add(&last, text, count);
    bool ok = true, same = false;
    for (int i = 0; ok && !same && i < ROUNDS; i++) {
        Source *s = source_new(name, "", sink_text(&last), last.count);
        Sink to;
        sink_init(&to);
        ok = may_be_laid_out(s, c, b) && lay_out(s, sink_text(&last), names, c, b, &to);
        same = to.count == last.count && memcmp(sink_text(&to), sink_text(&last), to.count) == 0;
        source_free(s);
        sink_clear(&last);
        last = to;
    }
    if (ok)
        sink_add(out, sink_text(&last), last.count);
    sink_clear(&last);
    return ok;
}

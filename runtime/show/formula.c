/* formula.c -- expressions written; see formula.h for the form and formula_tree.h for the shape.
 *
 * Text, LaTeX and MathML differ only in how a thing is spelt: a name, a bar, a ratio.  Recipes get
 * their numbers as they are first met, which is also the order of their lines. */
#include "show/formula.h"

#include "show/formula_break.h"
#include "show/formula_tree.h"
#include "show/latex.h"
#include "show/xml.h"

enum {
    HEADS_FULL = 8, /* heads of a recipe up to which all lists are written in full */
    LIST_SHORT = 6, /* variables that stay on one line of a page */
    RUN_LEAST = 4   /* variables of which the middle ones may be left out */
};

typedef struct Writer {
    const Estimand *e;
    const FormulaNames *names;
    const FormulaTree *x;
    Sink *out;
    uint32_t *number; /* of a recipe: of its Q, or 0 */
    WireList lines;   /* the recipe of each line */
    Map namesakes;    /* hash of a name without its primes -> is it several vertices'? */
    uint32_t *place;  /* of a vertex among the observed ones; NULL: lists are in full */
    uint32_t depth;   /* of parentheses, and in MathML of ratios */
    FormulaBreakList breaks;
} Writer;

static bool
is_text(const Writer *w)
{
    return w->names->form == FORMULA_TEXT;
}

static void
put(const Writer *w, const char *text, const char *latex, const char *math)
{
    const char *const forms[] = {text, latex, math};
    sink_put(w->out, forms[w->names->form]);
}

/* ---- where a line may end ---- */

/* A place in the text of formula_write, behind what was written. */
static void
note_break(Writer *w, BreakKind kind)
{
    array_push(&w->breaks, ((FormulaBreak){w->out->count, w->depth, kind}));
}

/* A blank between factors.  Pieces of MathML that stand side by side are lines of their own where
 * there is no room for both. */
static void
put_break(Writer *w)
{
    put(w, " ", " ", w->depth ? "<mspace width=\".2em\"/>" : FORMULA_PIECE_END FORMULA_PIECE);
    note_break(w, BREAK_FACTOR);
}

/* Between lists. */
static void
put_bar(Writer *w, const char *text, const char *latex, const char *math)
{
    put(w, text, latex, math);
    note_break(w, BREAK_LIST);
}

/* In a page only a long list is torn. */
static void
put_comma(Writer *w, const WireList *list)
{
    bool torn = w->depth == 0 && list->count > LIST_SHORT;
    put(w, ", ", ", ", torn ? "<mo>,</mo>" FORMULA_PIECE_END FORMULA_PIECE : "<mo>,</mo>");
    note_break(w, BREAK_LIST);
}

/* ---- names ---- */

static size_t
length_unmarked(const char *text)
{
    size_t n = strlen(text);
    while (n > 1 && text[n - 1] == '\'')
        n--;
    return n;
}

/* Which names differ by primes alone, so that a bound copy of one might be taken for another. */
static void
find_namesakes(Writer *w)
{
    bool primes = false;
    for (uint32_t v = 0; !primes && v < w->e->vertices; v++) {
        const char *text = w->names->name_of[v];
        primes = text && text[length_unmarked(text)] != '\0';
    }
    for (uint32_t v = 0; primes && v < w->e->vertices; v++) {
        const char *text = w->names->name_of[v];
        uint64_t hash = text ? hash_bytes(text, length_unmarked(text)) : 0;
        if (text)
            map_set_at(&w->namesakes, hash, map_find(&w->namesakes, hash, NULL));
    }
}

static bool
has_namesakes(const Writer *w, const char *text)
{
    uint64_t more = 0;
    return map_find(&w->namesakes, hash_bytes(text, length_unmarked(text)), &more) && more;
}

static void
write_name(const Writer *w, const char *name, bool quotes)
{
    if (w->names->form == FORMULA_LATEX)
        latex_write_name(name, w->out);
    else if (w->names->form == FORMULA_MATHML)
        xml_write_string(name, w->out);
    else if (quotes)
        sink_put(w->out, name);
    else
        word_write_name(name, w->out);
}

static void
write_primes(const Writer *w, uint32_t level)
{
    if (w->names->form != FORMULA_MATHML) {
        sink_fill(w->out, '\'', level);
        return;
    }
    if (!level)
        return;
    sink_put(w->out, "<mo>");
    for (uint32_t i = 0; i < level; i++)
        sink_put(w->out, "&#8242;");
    sink_put(w->out, "</mo></msup>");
}

/* A bound copy has primes, behind quotes (or brackets) where the name alone would mislead. */
static void
write_copy(const Writer *w, uint32_t vertex, uint32_t level)
{
    const char *name = w->names->name_of[vertex];
    bool apart = level > 0 && has_namesakes(w, name);
    bool quotes = apart && word_is_name(name);
    put(w, "", "", level ? "<msup><mi>" : "<mi>");
    if (apart)
        put(w, quotes ? "\"" : "", "(", "(");
    write_name(w, name, quotes);
    if (apart)
        put(w, quotes ? "\"" : "", ")", ")");
    put(w, "", "", "</mi>");
    write_primes(w, level);
}

static void
write_symbol(const Writer *w, uint32_t symbol)
{
    const Symbol *s = &w->x->symbols.at[symbol];
    write_copy(w, s->vertex, s->level);
}

/* The place after those that follow the i-th in the model, with as many primes. */
static size_t
run_end(const Writer *w, const WireList *symbols, size_t i)
{
    const Symbol *s = &w->x->symbols.at[symbols->at[i]];
    size_t end = i + 1;
    while (end < symbols->count) {
        const Symbol *next = &w->x->symbols.at[symbols->at[end]];
        if (next->level != s->level || w->place[next->vertex] != w->place[s->vertex] + (end - i))
            break;
        end++;
    }
    return end;
}

static void
write_symbols(Writer *w, const WireList *symbols)
{
    for (size_t i = 0; i < symbols->count; i++) {
        size_t end = w->place ? run_end(w, symbols, i) : i + 1;
        if (i)
            put_comma(w, symbols);
        write_symbol(w, symbols->at[i]);
        if (end - i < RUN_LEAST)
            continue;
        put(w, ", ..., ", ", \\ldots, ", "<mo>,</mo><mo>&#8230;</mo><mo>,</mo>");
        i = end - 1;
        write_symbol(w, symbols->at[i]);
    }
}

/* ---- nodes ---- */

static const FormulaNode *
node_at(const Writer *w, uint32_t node)
{
    return &w->x->nodes.at[node];
}

static bool
is_kind(const Writer *w, uint32_t node, FormulaKind kind)
{
    return node != NOTHING && node_at(w, node)->kind == kind;
}

/* Does anything stand after it, in the product it is in? */
static bool
has_next(const Writer *w, const FormulaNode *n)
{
    while (n->next == NOTHING && is_kind(w, n->parent, FORMULA_PRODUCT))
        n = node_at(w, n->parent);
    return n->next != NOTHING && !is_kind(w, n->parent, FORMULA_RATIO);
}

/* Is it all that the formula, or one side of a ratio, is? */
static bool
is_alone(const Writer *w, const FormulaNode *n)
{
    while (n->next == NOTHING && n->before == NOTHING && is_kind(w, n->parent, FORMULA_PRODUCT))
        n = node_at(w, n->parent);
    return n->parent == NOTHING || is_kind(w, n->parent, FORMULA_RATIO);
}

/* A product of one conditional. */
static bool
is_atom(const Writer *w, const FormulaNode *n)
{
    while (n->kind == FORMULA_PRODUCT && n->first != NOTHING && n->first == n->last)
        n = node_at(w, n->first);
    return n->kind == FORMULA_OBSERVED || n->kind == FORMULA_CALL || n->kind == FORMULA_PLAN;
}

static bool
has_parentheses(const Writer *w, const FormulaNode *n)
{
    if (n->kind == FORMULA_SUM)
        return has_next(w, n) || is_kind(w, n->before, FORMULA_SUM);
    if (n->kind == FORMULA_RATIO)
        return is_text(w) && !is_alone(w, n);
    return n->kind == FORMULA_PRODUCT && is_text(w) && is_kind(w, n->parent, FORMULA_RATIO) &&
           !is_atom(w, n);
}

static void
write_sum(Writer *w, const FormulaNode *n)
{
    bool several = n->heads.count > 1;
    put(w, several ? "sum_{" : "sum_", "\\sum_{", "<munder><mo>&#8721;</mo><mrow>");
    w->depth++;
    write_symbols(w, &n->heads);
    w->depth--;
    put(w, several ? "} " : " ", "} ", "</mrow></munder>");
    note_break(w, BREAK_SUM);
}

static void
write_number(const Writer *w, uint32_t recipe)
{
    put(w, "Q", "Q_{", "<msub><mi>Q</mi><mn>");
    sink_print(w->out, "%u", (unsigned)w->number[recipe]);
    put(w, "", "}", "</mn></msub>");
}

/* Are a recipe's inputs called here as behind `where`? */
static bool
has_own_inputs(const Writer *w, const FormulaNode *n)
{
    const WireList *inputs = &w->e->recipes.at[n->recipe].inputs;
    bool own = true;
    for (size_t i = 0; own && i < inputs->count; i++) {
        const Symbol *s = &w->x->symbols.at[n->inputs.at[i]];
        own = s->level == 0 && s->vertex == inputs->at[i];
    }
    return own;
}

static void
put_given(Writer *w)
{
    put_bar(w, " | ", " \\mid ",
            "<mo stretchy=\"false\" lspace=\".25em\" rspace=\".25em\">|</mo>");
}

/* P(heads | do(X), givens), where the data are of an experiment that set X. */
static void
write_experiment(Writer *w, const FormulaNode *n)
{
    WireList rest = {0};
    put_given(w);
    put(w, "do(", "\\mathrm{do}(", "<mi>do</mi><mo stretchy=\"false\">(</mo>");
    for (size_t i = 0; i < w->names->done->count; i++) {
        uint32_t v = w->names->done->at[i], symbol = NOTHING;
        for (size_t k = 0; k < n->givens.count; k++)
            if (w->x->symbols.at[n->givens.at[k]].vertex == v)
                symbol = n->givens.at[k];
        if (i)
            put_comma(w, w->names->done);
        if (symbol != NOTHING)
            write_symbol(w, symbol);
        else
            write_copy(w, v, 0);
    }
    put(w, ")", ")", "<mo stretchy=\"false\">)</mo>");
    for (size_t k = 0; k < n->givens.count; k++)
        if (!wires_has(w->names->done, w->x->symbols.at[n->givens.at[k]].vertex))
            array_push(&rest, n->givens.at[k]);
    if (rest.count)
        put_comma(w, &rest);
    write_symbols(w, &rest);
    array_clear(&rest);
}

static void
write_plan(const Writer *w, const FormulaNode *n)
{
    put(w, "", "", "<mi>");
    write_name(w, w->names->plan_of[w->x->symbols.at[n->heads.at[0]].vertex], false);
    put(w, "", "", "</mi>");
}

static void
write_conditional(Writer *w, const FormulaNode *n)
{
    bool recipe = n->kind == FORMULA_CALL;
    if (recipe && w->number[n->recipe] == 0) {
        w->number[n->recipe] = (uint32_t)w->lines.count;
        array_push(&w->lines, n->recipe);
    }
    if (recipe)
        write_number(w, n->recipe);
    else if (n->kind == FORMULA_PLAN)
        write_plan(w, n);
    else
        put(w, "P", "P", "<mi>P</mi>");
    put(w, "(", "(", "<mo stretchy=\"false\">(</mo>");
    write_symbols(w, &n->heads);
    if (n->kind == FORMULA_OBSERVED && w->names->done && w->names->done->count) {
        write_experiment(w, n);
    } else if (n->givens.count > 0) {
        put_given(w);
        write_symbols(w, &n->givens);
    }
    if (n->inputs.count > 0 && !(w->place && has_own_inputs(w, n))) {
        put_bar(w, "; ", "; ", "<mo>;</mo>");
        write_symbols(w, &n->inputs);
    }
    put(w, ")", ")", "<mo stretchy=\"false\">)</mo>");
}

static void
enter(Writer *w, const FormulaNode *n)
{
    if (n->before != NOTHING && is_kind(w, n->parent, FORMULA_RATIO)) {
        put(w, " ", "}{", "</mrow><mrow>");
        note_break(w, BREAK_FACTOR);
        put(w, "/ ", "", "");
    } else if (n->before != NOTHING) {
        put_break(w);
    }
    if (has_parentheses(w, n)) {
        put(w, "(", "\\left(", "<mrow><mo>(</mo>");
        w->depth++;
    }
    if (n->kind == FORMULA_RATIO) {
        put(w, "", "\\frac{", "<mfrac><mrow>");
        w->depth += !is_text(w);
    }
    else if (n->kind == FORMULA_SUM)
        write_sum(w, n);
    else if (n->kind == FORMULA_PRODUCT && n->first == NOTHING)
        put(w, "1", "1", "<mn>1</mn>");
    else if (n->kind != FORMULA_PRODUCT)
        write_conditional(w, n);
}

static void
leave(Writer *w, const FormulaNode *n)
{
    if (n->kind == FORMULA_RATIO) {
        put(w, "", "}", "</mrow></mfrac>");
        w->depth -= !is_text(w);
    }
    if (has_parentheses(w, n)) {
        put(w, ")", "\\right)", "<mo>)</mo></mrow>");
        w->depth--;
    }
}

/* ---- lines ---- */

static void
write_expression(Writer *w)
{
    FormulaWalk walk = formula_tree_start(w->x);
    do {
        const FormulaNode *n = node_at(w, walk.at);
        if (walk.entered)
            enter(w, n);
        else
            leave(w, n);
    } while (formula_tree_next(&walk));
    if (w->x->any.count > 0) {
        put(w, "  ", "", FORMULA_PIECE_END FORMULA_PIECE);
        note_break(w, BREAK_PART);
        put(w, "for any ", "\\quad\\text{for any } ",
            "<mspace width=\"1em\"/><mtext>for any&#160;</mtext>");
        write_symbols(w, &w->x->any);
    }
}

/* `where Q1(X, Y; R) = `: the first symbols are the heads and the inputs. */
static void
write_where(Writer *w, uint32_t recipe)
{
    const Recipe *r = &w->e->recipes.at[recipe];
    put(w, "\n  where ", " \\\\\n& \\quad\\text{where } ",
        FORMULA_PIECE_END "</p>\n<p>" FORMULA_PIECE "<mtext>where&#160;</mtext>");
    write_number(w, recipe);
    put(w, "(", "(", "<mo stretchy=\"false\">(</mo>");
    WireList heads = {0}, inputs = {0};
    for (uint32_t i = 0; i < r->heads.count + r->inputs.count; i++)
        array_push(i < r->heads.count ? &heads : &inputs, i);
    write_symbols(w, &heads);
    if (inputs.count && heads.count)
        put_bar(w, "; ", "; ", "<mo>;</mo>");
    write_symbols(w, &inputs);
    array_clear(&heads);
    array_clear(&inputs);
    put(w, ") = ", ") = ",
        "<mo stretchy=\"false\">)</mo><mo>=</mo>" FORMULA_PIECE_END FORMULA_PIECE);
    note_break(w, BREAK_PART);
}

static void
write_lines(Writer *w, FormulaTree *x)
{
    array_push(&w->lines, (uint32_t)w->e->recipes.count - 1);
    for (size_t i = 0; i < w->lines.count; i++) {
        formula_tree_make(x, w->lines.at[i]);
        if (i > 0)
            write_where(w, w->lines.at[i]);
        write_expression(w);
    }
}

/* Where lists may be kept short, and there are long ones. */
static void
find_places(Writer *w)
{
    bool brief = false;
    for (size_t i = 0; w->names->observed && i + 1 < w->e->recipes.count; i++)
        brief = brief || w->e->recipes.at[i].heads.count > HEADS_FULL;
    w->place = brief ? memory_new(w->e->vertices, sizeof *w->place) : NULL;
    for (uint32_t v = 0, place = 0; brief && v < w->e->vertices; v++)
        w->place[v] = w->names->observed[v] ? place++ : UINT32_MAX;
}

void
formula_write(const Estimand *e, const FormulaNames *names, Sink *out)
{
    Sink text;
    FormulaTree x;
    RecipePlace *places = formula_tree_places(e);
    Writer w = {.e = e, .names = names, .x = &x, .out = &text};
    sink_init(&text);
    formula_tree_init(&x, e, places);
    w.number = memory_new(e->recipes.count, sizeof *w.number);
    find_namesakes(&w);
    find_places(&w);
    write_lines(&w, &x);
    bool several = names->form == FORMULA_LATEX && w.lines.count > 1;
    sink_put(out, several ? "\\begin{aligned}\n& " : "");
    if (names->form == FORMULA_TEXT && names->width)
        formula_break(&text, &w.breaks, names->width, out);
    else
        sink_add(out, sink_text(&text), text.count);
    sink_put(out, several ? "\n\\end{aligned}" : "");
    map_clear(&w.namesakes);
    array_clear(&w.breaks);
    array_clear(&w.lines);
    memory_free(w.number);
    memory_free(w.place);
    memory_free(places);
    formula_tree_clear(&x);
    sink_clear(&text);
}

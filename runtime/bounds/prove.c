/* prove.c -- formulas that prove the ends, and symbolic bounds; see finding.h.
 *
 * With one component that matters the dual vertex is the formula.  With several the question is a
 * sum of pieces (pieces.h), each with a program of its own; the sum of their ends is a bound for
 * all data, and proves the end where it is equal to it here. */
#include "bounds/pieces.h"

/* ---- sums of products ---- */

/* The product of the other components' forms and this one, which is taken, of the main one. */
static void
add_product(BoundSum *to, const BoundProduct *others, uint32_t main, LinearNumbers *form)
{
    BoundProduct p = {0};
    bound_product_set(&p, others);
    linear_numbers_clear(&p.form.at[main]);
    p.form.at[main] = *form;
    *form = (LinearNumbers){0};
    array_push(to, p);
}

/* What the data say of the piece, whatever they are; *found: they do. */
static BoundVerdict
take_piece(BoundSum *to, bool *found, Finding *f, uint32_t main, const Piece *p)
{
    LinearNumbers y = {0};
    bool going = linear_express(&y, found, &f->b->programs.at[main], &p->costs, f->budget);
    if (going && *found)
        add_product(to, &p->others, main, &y);
    linear_numbers_clear(&y);
    return going ? BOUND_FOUND : BOUND_STOPPED;
}

static BoundVerdict
asked_pieces(PieceList *to, bool *found, Finding *f, uint32_t main)
{
    BoundVerdict v = BOUND_FOUND;
    *found = true;
    for (size_t i = 0; v == BOUND_FOUND && *found && i < f->terms.count; i++) {
        const BoundTerm *t = &f->b->terms.at[i];
        v = pieces_add(to, found, f, &f->terms.at[i].asked, main, t->times,
                       t->mean ? &t->number : NULL);
    }
    return v == BOUND_FOUND && *found ? pieces_join(to, f) : v;
}

/* P(delta) of the first term; *found: the data tell it, whatever they are. */
static BoundVerdict
find_under(BoundSum *to, bool *found, Finding *f, uint32_t main)
{
    PieceList pieces = {0};
    mpq_t one;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    BoundVerdict v = pieces_add(&pieces, found, f, &f->terms.at[0].given, main, one, NULL);
    if (v == BOUND_FOUND && *found)
        v = pieces_join(&pieces, f);
    for (size_t i = 0; v == BOUND_FOUND && *found && i < pieces.count; i++)
        v = take_piece(to, found, f, main, &pieces.at[i]);
    if (!*found)
        bound_sum_clear(to);
    pieces_clear(&pieces);
    mpq_clear(one);
    return v;
}

/* ---- what both parts of a ratio have in common ---- */

/* Have all products this form of the component, too? */
static bool
all_have(const BoundSum *sum, uint32_t component, const LinearNumbers *form)
{
    bool all = true;
    for (size_t i = 0; all && i < sum->count; i++)
        all = linear_numbers_equal(&sum->at[i].form.at[component], form);
    return all;
}

static void
drop_form(BoundSum *sum, uint32_t component)
{
    for (size_t i = 0; i < sum->count; i++)
        linear_numbers_clear(&sum->at[i].form.at[component]);
}

/* Forms that all products of both sums have, and the one of `under`, leave all of them. */
static void
cancel_forms(Bound *b, BoundSum *one, BoundSum *other, uint32_t kept)
{
    for (uint32_t i = 0; b->under.count == 1 && i < b->responses.components.count; i++) {
        const LinearNumbers *form = &b->under.at[0].form.at[i];
        if (i == kept || !form->count || !all_have(one, i, form) || !all_have(other, i, form))
            continue;
        drop_form(one, i);
        drop_form(other, i);
        drop_form(&b->under, i);
        b->cancelled = true;
    }
}

/* ---- one end ---- */

/* The end of the piece, for all data. */
static BoundVerdict
bound_piece(BoundSum *to, mpq_t value, Finding *f, const Piece *p, LinearSense sense)
{
    Bound *b = f->b;
    bool found;
    LinearEnd end;
    BoundVerdict v = take_piece(to, &found, f, b->main, p);
    linear_end_init(&end);
    if (v == BOUND_FOUND && !found) {
        program_set_costs(&b->programs.at[b->main], &p->costs);
        v = program_solve(b, b->main, &end, sense, f->budget);
        if (v == BOUND_FOUND)
            add_product(to, &p->others, b->main, &end.y);
    }
    if (v == BOUND_FOUND)
        product_value(value, b, &to->at[to->count - 1]);
    linear_end_clear(&end);
    return v;
}

static BoundVerdict
prove_end(Finding *f, const PieceList *pieces, int which)
{
    Bound *b = f->b;
    BoundEnd *e = &b->ends[which];
    mpq_t sum, value;
    BoundVerdict v = BOUND_FOUND;
    mpq_inits(sum, value, NULL);
    for (size_t i = 0; v == BOUND_FOUND && i < pieces->count; i++) {
        v = bound_piece(&e->proof, value, f, &pieces->at[i], which ? LINEAR_MOST : LINEAR_LEAST);
        mpq_add(sum, sum, value);
    }
    mpq_div(sum, sum, b->given);
    mpq_add(sum, sum, b->constant);
    e->proved = v == BOUND_FOUND && mpq_equal(sum, e->value);
    mpq_clears(sum, value, NULL);
    return v;
}

/* y of the upper part, before it was divided. */
static void
prove_alone(Bound *b)
{
    BoundProduct none = {0};
    for (size_t i = 0; i < b->responses.components.count; i++)
        array_push(&none.form, (LinearNumbers){0});
    for (int e = 0; e < 2; e++) {
        for (size_t i = 0; i < b->ends[e].y.count; i++)
            mpq_mul(&b->ends[e].y.at[i], &b->ends[e].y.at[i], b->given);
        add_product(&b->ends[e].proof, &none, b->main, &b->ends[e].y);
        b->ends[e].proved =
            b->responses.components.at[b->main].vertices.at[0].vertex < b->uses;
    }
    bound_product_clear(&none);
}

BoundVerdict
finding_prove(Finding *f)
{
    Bound *b = f->b;
    size_t many = 0;
    PieceList pieces = {0};
    bool found = true;
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        many += b->matters[i];
    if (many == 1)
        prove_alone(b);
    if (!many || b->known)
        return BOUND_FOUND;
    BoundVerdict v = many == 1 ? BOUND_FOUND : asked_pieces(&pieces, &found, f, b->main);
    for (int e = 0; many > 1 && v == BOUND_FOUND && found && e < 2; e++)
        v = prove_end(f, &pieces, e);
    if (v == BOUND_FOUND && found && f->terms.at[0].conditional)
        v = find_under(&b->under, &found, f, b->main);
    if (v == BOUND_FOUND && found)
        cancel_forms(b, &b->ends[0].proof, &b->ends[1].proof, UINT32_MAX);
    pieces_clear(&pieces);
    return v;
}

/* ---- symbolic bounds ---- */

static BoundVerdict
dual_corners(Finding *f, LinearCorners ends[2], uint32_t main, const LinearNumbers *costs)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    program_set_costs(&b->programs.at[main], costs);
    for (int e = 0; v == BOUND_FOUND && e < 2; e++) {
        b->linear_result = linear_dual_corners(&ends[e], &b->programs.at[main],
                                               e ? LINEAR_MOST : LINEAR_LEAST, CORNERS_MAX,
                                               f->budget);
        if (b->linear_result != LINEAR_SOLVED)
            v = b->linear_result == LINEAR_STOPPED ? BOUND_STOPPED : BOUND_LINEAR;
    }
    return v;
}

/* All pieces but one follow from the data; *open: that one, or SIZE_MAX.  *found: there are no
 * more. */
static BoundVerdict
sort_pieces(BoundSymbols *to, size_t *open, bool *found, Finding *f, uint32_t main,
            const PieceList *pieces)
{
    BoundVerdict v = BOUND_FOUND;
    *open = SIZE_MAX;
    for (size_t i = 0; v == BOUND_FOUND && *found && i < pieces->count; i++) {
        bool follows;
        v = take_piece(&to->fixed, &follows, f, main, &pieces->at[i]);
        if (v != BOUND_FOUND || follows)
            continue;
        *found = *open == SIZE_MAX;
        *open = i;
    }
    return v;
}

/* With this component for the main one. */
static BoundVerdict
try_symbols(Finding *f, BoundSymbols *to, uint32_t main, bool *found)
{
    Bound *b = f->b;
    PieceList pieces = {0};
    size_t open = SIZE_MAX;
    BoundVerdict v = asked_pieces(&pieces, found, f, main);
    if (v == BOUND_FOUND && *found)
        v = sort_pieces(to, &open, found, f, main, &pieces);
    if (v == BOUND_FOUND && *found && f->terms.at[0].conditional)
        v = find_under(&b->under, found, f, main);
    if (v == BOUND_FOUND && *found) {
        b->main = main;
        if (open != SIZE_MAX) {
            add_product(&to->open, &pieces.at[open].others, main, &(LinearNumbers){0});
            v = dual_corners(f, to->ends, main, &pieces.at[open].costs);
        }
        cancel_forms(b, &to->fixed, &to->open, open == SIZE_MAX ? UINT32_MAX : main);
    }
    if (!*found)
        bound_sum_clear(&to->fixed);
    pieces_clear(&pieces);
    return v;
}

/* Has it a vertex whose labels are given? */
static bool
has_function(const ResponseComponent *c)
{
    bool given = false;
    for (size_t i = 0; !given && i < c->given.count; i++)
        given = c->given.at[i] != UINT32_MAX;
    return given;
}

BoundVerdict
finding_symbols(Finding *f, BoundSymbols *to)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    bool found = false, conditional = false;
    for (size_t i = 0; i < f->terms.count; i++)
        conditional = conditional || f->terms.at[i].conditional;
    if (conditional && f->terms.count > 1)
        return BOUND_SYMBOLS;
    for (uint32_t i = 0; i < b->responses.components.count; i++)
        if (b->matters[i] && has_function(&b->responses.components.at[i])) {
            b->component = i;
            return BOUND_SUPPORT;
        }
    for (uint32_t i = 0; v == BOUND_FOUND && !found && i < b->responses.components.count; i++)
        if (b->matters[i])
            v = try_symbols(f, to, i, &found);
    return v == BOUND_FOUND && !found ? BOUND_SYMBOLS : v;
}

/* pieces.c -- see pieces.h. */
#include "bounds/pieces.h"

#include "base/saturate.h"
#include "bounds/slot.h"
#include "worlds/decide.h"

enum {
    PIECES_WORK = 1 << 22, /* response types looked at, at most, */
    PIECES_MAX = 64        /* and pieces */
};

static void
piece_clear(Piece *p)
{
    bound_product_clear(&p->others);
    linear_numbers_clear(&p->costs);
}

void
pieces_clear(PieceList *l)
{
    for (size_t i = 0; i < l->count; i++)
        piece_clear(&l->at[i]);
    array_clear(l);
}

static void
numbers_set(LinearNumbers *to, const LinearNumbers *from)
{
    linear_numbers_clear(to);
    linear_numbers_init(to, from->count);
    for (size_t i = 0; i < from->count; i++)
        mpq_set(&to->at[i], &from->at[i]);
}

static void
numbers_add(LinearNumbers *to, const LinearNumbers *more)
{
    for (size_t i = 0; i < to->count; i++)
        mpq_add(&to->at[i], &to->at[i], &more->at[i]);
}

void
bound_product_set(BoundProduct *to, const BoundProduct *p)
{
    bound_product_clear(to);
    for (size_t i = 0; i < p->form.count; i++) {
        array_push(&to->form, (LinearNumbers){0});
        if (p->form.at[i].count)
            numbers_set(&to->form.at[i], &p->form.at[i]);
    }
}

void
product_value(mpq_t to, const Bound *b, const BoundProduct *p)
{
    mpq_t form, x;
    mpq_inits(form, x, NULL);
    mpq_set_ui(to, 1, 1);
    for (size_t i = 0; i < p->form.count; i++) {
        if (!p->form.at[i].count)
            continue;
        mpq_set_ui(form, 0, 1);
        for (size_t k = 0; k < p->form.at[i].count; k++) {
            mpq_mul(x, &p->form.at[i].at[k], &b->rows.at[i].side.at[k]);
            mpq_add(form, form, x);
        }
        mpq_mul(to, to, form);
    }
    mpq_clears(form, x, NULL);
}

/* ---- one part ---- */

/* What another component does with these labels. */
typedef struct KnownForm {
    uint32_t component;
    uint64_t inputs, outputs;
    bool found;
    LinearNumbers y;
} KnownForm;

typedef struct Summing {
    Finding *f;
    const BoundPart *p;
    uint32_t main;
    ARRAY(Slot) slots;   /* of each component that has wires here */
    WireList open;       /* all their outputs */
    uint32_t *label;     /* of each wire */
    WorldEvent *event;   /* of each wire */
    ARRAY(KnownForm) forms;
    PieceList *to;
    bool *found;
    BoundVerdict v;
} Summing;

static void
summing_init(Summing *x)
{
    const Grown *g = &x->p->grown;
    x->label = memory_new(g->wires.count + 1, sizeof *x->label);
    x->event = memory_new(g->wires.count + 1, sizeof *x->event);
    for (uint32_t w = 0; w < g->wires.count; w++)
        if (x->p->needed[w])
            x->event[w].any = grown_event(&x->event[w].set, g, x->p->counts, w);
    for (uint32_t i = 0; i < x->f->b->responses.components.count; i++) {
        Slot s;
        slot_make(&s, x->f->b, x->p, i);
        wires_add(&x->open, &s.outputs);
        if (s.wires.count)
            array_push(&x->slots, s);
        else
            slot_clear(&s);
    }
}

static void
summing_clear(Summing *x)
{
    for (size_t i = 0; i < x->slots.count; i++)
        slot_clear(&x->slots.at[i]);
    for (size_t i = 0; i < x->forms.count; i++)
        linear_numbers_clear(&x->forms.at[i].y);
    for (size_t w = 0; w < x->p->grown.wires.count; w++)
        array_clear(&x->event[w].set.labels);
    memory_free(x->event);
    array_clear(&x->slots);
    array_clear(&x->forms);
    array_clear(&x->open);
    memory_free(x->label);
}

/* Response types that would be looked at. */
static uint64_t
work_of(const Summing *x)
{
    uint64_t work = 0, all = 1;
    for (size_t i = 0; i < x->open.count; i++)
        all = saturate_times(all, grown_type(&x->p->grown, x->open.at[i])->size);
    for (size_t i = 0; i < x->slots.count; i++) {
        uint32_t c = x->slots.at[i].component;
        work += saturate_times(all, x->f->b->responses.components.at[c].kept.count);
    }
    return work;
}

static uint64_t
code_of(const Summing *x, const WireList *wires)
{
    uint64_t code = 0;
    for (size_t i = 0; i < wires->count; i++)
        code = code * grown_type(&x->p->grown, wires->at[i])->size + x->label[wires->at[i]];
    return code;
}

/* Which of the component's response types do this. */
static void
indicate(Summing *x, Slot *s, LinearNumbers *to)
{
    const WireList *kept = &x->f->b->responses.components.at[s->component].kept;
    uint64_t outputs = code_of(x, &s->outputs);
    for (size_t i = 0; i < s->inputs.count; i++)
        s->label[s->inputs.at[i]] = x->label[s->inputs.at[i]];
    linear_numbers_init(to, kept->count);
    for (size_t i = 0; i < kept->count; i++)
        mpq_set_ui(&to->at[i], slot_respond(s, kept->at[i]) == outputs, 1);
}

static bool
is_all_ones(const LinearNumbers *n)
{
    bool ones = true;
    for (size_t i = 0; ones && i < n->count; i++)
        ones = mpq_cmp_ui(&n->at[i], 1, 1) == 0;
    return ones;
}

/* The form of what the component does, empty where it does nothing else; or NULL. */
static const LinearNumbers *
form_of(Summing *x, Slot *s)
{
    uint64_t inputs = code_of(x, &s->inputs), outputs = code_of(x, &s->outputs);
    for (size_t i = 0; i < x->forms.count; i++) {
        const KnownForm *k = &x->forms.at[i];
        if (k->component == s->component && k->inputs == inputs && k->outputs == outputs)
            return k->found ? &k->y : NULL;
    }
    KnownForm form = {.component = s->component, .inputs = inputs, .outputs = outputs};
    LinearNumbers costs;
    indicate(x, s, &costs);
    if (is_all_ones(&costs))
        form.found = true;
    else if (!linear_express(&form.y, &form.found, &x->f->b->programs.at[s->component], &costs,
                        x->f->budget))
        x->v = BOUND_STOPPED;
    linear_numbers_clear(&costs);
    array_push(&x->forms, form);
    return form.found ? &x->forms.at[x->forms.count - 1].y : NULL;
}

static bool
same_product(const BoundProduct *a, const BoundProduct *b)
{
    bool same = true;
    for (size_t i = 0; same && i < a->form.count; i++)
        same = linear_numbers_equal(&a->form.at[i], &b->form.at[i]);
    return same;
}

/* One more term: the product, which may be taken, of the main component's types. */
static void
add_piece(Summing *x, BoundProduct *others, const LinearNumbers *costs)
{
    for (size_t i = 0; i < x->to->count; i++)
        if (same_product(&x->to->at[i].others, others)) {
            numbers_add(&x->to->at[i].costs, costs);
            return;
        }
    Piece piece = {.others = *others};
    *others = (BoundProduct){0};
    numbers_set(&piece.costs, costs);
    array_push(x->to, piece);
    *x->found = x->to->count <= PIECES_MAX;
}

/* The labels are as they are. */
static void
add_labels(Summing *x, const mpq_t times)
{
    BoundProduct others = {0};
    LinearNumbers costs = {0};
    const Bound *b = x->f->b;
    for (size_t i = 0; i < b->responses.components.count; i++)
        array_push(&others.form, (LinearNumbers){0});
    for (size_t i = 0; x->v == BOUND_FOUND && *x->found && i < x->slots.count; i++) {
        Slot *s = &x->slots.at[i];
        if (s->component == x->main) {
            indicate(x, s, &costs);
            continue;
        }
        const LinearNumbers *y = form_of(x, s);
        *x->found = y != NULL;
        if (y && y->count)
            numbers_set(&others.form.at[s->component], y);
    }
    if (!costs.at) { /* the part does not speak of the main component: its weights sum to one */
        linear_numbers_init(&costs, b->responses.components.at[x->main].kept.count);
        for (size_t i = 0; i < costs.count; i++)
            mpq_set_ui(&costs.at[i], 1, 1);
    }
    for (size_t i = 0; i < costs.count; i++)
        mpq_mul(&costs.at[i], &costs.at[i], times);
    if (x->v == BOUND_FOUND && *x->found)
        add_piece(x, &others, &costs);
    bound_product_clear(&others);
    linear_numbers_clear(&costs);
}

static bool
is_allowed(const Summing *x)
{
    bool allowed = true;
    for (size_t i = 0; allowed && i < x->open.count; i++) {
        uint32_t w = x->open.at[i];
        allowed = !x->event[w].any || label_set_has(&x->event[w].set, x->label[w]);
    }
    return allowed;
}

static bool
next_labels(Summing *x)
{
    for (size_t i = x->open.count; i-- > 0;) {
        uint32_t w = x->open.at[i];
        if (++x->label[w] < grown_type(&x->p->grown, w)->size)
            return true;
        x->label[w] = 0;
    }
    return false;
}

/* The number of the label that the free atom has now. */
static void
take_mean(const Summing *x, mpq_t times, const LinearNumbers *number)
{
    const Grown *g = &x->p->grown;
    for (size_t i = 0; i < g->at.count; i++) {
        if (!x->p->counts[i] || !g->question->atoms.at[i].free)
            continue;
        uint32_t at = g->at.at[i];
        uint32_t label = at & GROWN_POINT ? at & ~GROWN_POINT : x->label[at];
        mpq_mul(times, times, &number->at[label]);
    }
}

BoundVerdict
pieces_add(PieceList *to, bool *found, Finding *f, const BoundPart *p, uint32_t main,
           const mpq_t times, const LinearNumbers *number)
{
    Summing x = {.f = f, .p = p, .main = main, .to = to, .found = found, .v = BOUND_FOUND};
    mpq_t weight;
    *found = true;
    if (p->never)
        return BOUND_FOUND;
    mpq_init(weight);
    summing_init(&x);
    *found = work_of(&x) <= PIECES_WORK;
    while (*found && x.v == BOUND_FOUND) {
        mpq_set(weight, times);
        if (number)
            take_mean(&x, weight, number);
        if (is_allowed(&x))
            add_labels(&x, weight);
        if (!budget_step(f->budget, 10 * x.slots.count))
            x.v = BOUND_STOPPED;
        if (!next_labels(&x))
            break;
    }
    summing_clear(&x);
    mpq_clear(weight);
    return x.v;
}

/* ---- fewer of them ---- */

static bool
is_zero(const LinearNumbers *n)
{
    bool zero = true;
    for (size_t i = 0; zero && i < n->count; i++)
        zero = mpq_sgn(&n->at[i]) == 0;
    return zero;
}

/* Does one form alone differ?  *at: which. */
static bool
differ_in_one(const BoundProduct *a, const BoundProduct *b, size_t *at)
{
    size_t many = 0;
    for (size_t i = 0; i < a->form.count; i++)
        if (!linear_numbers_equal(&a->form.at[i], &b->form.at[i])) {
            *at = i;
            many += a->form.at[i].count && b->form.at[i].count ? 1 : 2;
        }
    return many == 1;
}

static void
remove_piece(PieceList *l, size_t i)
{
    piece_clear(&l->at[i]);
    for (; i + 1 < l->count; i++)
        l->at[i] = l->at[i + 1];
    l->count--;
}

/* A form that is the sum of all weights is 1, and not written. */
static BoundVerdict
drop_one(BoundProduct *p, size_t component, Finding *f)
{
    const Bound *b = f->b;
    LinearNumbers ones, y = {0};
    bool found;
    linear_numbers_init(&ones, b->responses.components.at[component].kept.count);
    for (size_t i = 0; i < ones.count; i++)
        mpq_set_ui(&ones.at[i], 1, 1);
    bool going = linear_express(&y, &found, &b->programs.at[component], &ones, f->budget);
    if (going && found && linear_numbers_equal(&y, &p->form.at[component]))
        linear_numbers_clear(&p->form.at[component]);
    linear_numbers_clear(&y);
    linear_numbers_clear(&ones);
    return going ? BOUND_FOUND : BOUND_STOPPED;
}

/* Joins two pieces, if there are two that can be. */
static bool
join_two(PieceList *l, Finding *f, BoundVerdict *v)
{
    for (size_t i = 0; i < l->count; i++)
        for (size_t k = i + 1; k < l->count; k++) {
            size_t at = 0;
            if (same_product(&l->at[i].others, &l->at[k].others)) {
                numbers_add(&l->at[i].costs, &l->at[k].costs);
            } else if (linear_numbers_equal(&l->at[i].costs, &l->at[k].costs) &&
                       differ_in_one(&l->at[i].others, &l->at[k].others, &at)) {
                numbers_add(&l->at[i].others.form.at[at], &l->at[k].others.form.at[at]);
                *v = drop_one(&l->at[i].others, at, f);
            } else {
                continue;
            }
            remove_piece(l, k);
            return true;
        }
    return false;
}

BoundVerdict
pieces_join(PieceList *l, Finding *f)
{
    BoundVerdict v = BOUND_FOUND;
    bool joined = true;
    while (v == BOUND_FOUND && joined) {
        for (size_t i = l->count; i-- > 0;)
            if (is_zero(&l->at[i].costs))
                remove_piece(l, i);
        joined = join_two(l, f, &v);
    }
    return v;
}

/* complain_kernel.c -- complaints about types, labels, kets, tables and diagrams. */
#include "lang/complain_meaning.h"

#include "diagram/write.h"
#include "lang/excerpt.h"
#include "lang/suggest.h"

#include <string.h>

static const char *
type_name(const Type *t)
{
    return t && t->name ? t->name : "a type without a name";
}

/* `A * B`, shortened, in a buffer of the caller. */
typedef struct Words {
    char text[200];
} Words;

static const char *
shorten(Words *w, Sink *long_one)
{
    const char *text = sink_text(long_one);
    snprintf(w->text, sizeof w->text, "%.180s%s", text, strlen(text) > 180 ? "..." : "");
    sink_clear(long_one);
    return w->text;
}

static const char *
ports_words(Words *w, const PortList *ports)
{
    Sink text;
    sink_init(&text);
    ports_write(ports, &text);
    return shorten(w, &text);
}

static const char *
arrow_words(Words *w, const PortList *in, const PortList *out)
{
    Sink text;
    sink_init(&text);
    if (in->count) {
        ports_write(in, &text);
        sink_put(&text, " -> ");
    }
    ports_write(out, &text);
    return shorten(w, &text);
}

static const char *
types_words(Words *w, const TypeList *in, const TypeList *out)
{
    PortList a = {0}, b = {0};
    for (size_t i = 0; i < in->count; i++)
        array_push(&a, ((Port){NULL, in->at[i]}));
    for (size_t i = 0; i < out->count; i++)
        array_push(&b, ((Port){NULL, out->at[i]}));
    arrow_words(w, &a, &b);
    array_clear(&b);
    array_clear(&a);
    return w->text;
}

static const char *
diagram_words(Words *w, const Diagram *d)
{
    Sink text;
    sink_init(&text);
    if (d->inputs.count) {
        diagram_write_ends(d, &d->inputs, &text);
        sink_put(&text, " -> ");
    }
    diagram_write_ends(d, &d->outputs, &text);
    return shorten(w, &text);
}

static const char *
tuple_words(Words *w, const PortList *ports, const uint32_t *tuple)
{
    Sink text;
    sink_init(&text);
    tuple_write(ports, tuple, &text);
    return shorten(w, &text);
}

static const char *
rational_words(Words *w, const mpq_t q)
{
    Sink text;
    sink_init(&text);
    if (rational_width(q) > 150) {
        sink_put(&text, "about ");
        decimal_write(q, 12, &text);
    } else {
        rational_write(q, &text);
    }
    return shorten(w, &text);
}

/* ---- types and labels ---- */

bool
complain_number_as_type(Complainer *c, Span at)
{
    return complain(c, "E050", at, "`1` is the empty product; other types have names.",
                    "a number is not a type");
}

bool
complain_not_a_type(Complainer *c, Span at)
{
    return complain(c, "E050", at, "Types are written Bit, Bit * Bit, (A : Bit) or 1.",
                    "found an expression, wanted a type");
}

bool
complain_one_wire(Complainer *c, Span at, const PortList *found)
{
    Words w;
    return complain(c, "E051", at,
                    found->count ? "Give each of them a name of its own." : NULL,
                    "wanted the type of one wire, found `%s`, which is %zu", ports_words(&w, found),
                    found->count);
}

bool
complain_no_carrier(Complainer *c, Span at, const Type *t)
{
    char help[200];
    if (!t->name)
        return complain(c, "E039", at,
                        "Give them in a functor, `X <-> Y : {a, b} = ...`, and ask with it.",
                        "the unnamed cause of a `<->` has no labels here");
    snprintf(help, sizeof help,
             "Give them in a functor, `%.40s = {a, b}`, and ask with it; or where it is declared, "
             "`type %.40s = {a, b}`.", t->name, t->name);
    return complain(c, "E039", at, help,
                    "the type `%s` is abstract: it has no labels here", t->name);
}

bool
complain_unknown_label(Complainer *c, Span at, const Type *t, Name label)
{
    char found[80];
    Words w;
    Sink help;
    Name near = suggest_label(t, label);
    sink_init(&help);
    if (near)
        sink_print(&help, "Did you mean `%.60s`? ", near);
    sink_put(&help, "Its labels are ");
    type_write_carrier(t, &help);
    size_t length = help.count;
    shorten(&w, &help);
    if (length <= 180)
        snprintf(w.text + strlen(w.text), 2, ".");
    return complain(c, "E052", at, w.text, "`%s` has no label `%s`", type_name(t),
                    quote_text(found, label, strlen(label)));
}

bool
complain_not_a_label(Complainer *c, Span at)
{
    return complain(c, "E053", at, "Labels are names, whole numbers or quoted texts.",
                    "found an expression, wanted a label");
}

bool
complain_ambiguous_label(Complainer *c, Span at, Name label, const Type *a, const Type *b)
{
    char found[80];
    return complain(c, "E054", at,
                    "Say the type where it is declared, state x : T = ..., or with id, "
                    "|a> ; id[T].",
                    "the label `%s` could be of type `%s` or of type `%s`",
                    quote_text(found, label, strlen(label)), type_name(a), type_name(b));
}

bool
complain_label_of_no_type(Complainer *c, Span at, Name label)
{
    char found[80];
    return complain(c, "E054", at, "Declare one first: type T = {a, b}.",
                    "no type has the label `%s`", quote_text(found, label, strlen(label)));
}

bool
complain_labels_apart(Complainer *c, Span at, Name label, Name first)
{
    const char *help = "Labels in the same place of a state or table are of one type.";
    char one[80], other[80];
    if (!first)
        return complain(c, "E054", at, help,
                        "no type has all the labels that stand in the place of `%s`",
                        quote_text(other, label, strlen(label)));
    return complain(c, "E054", at, help,
                    "no type has both of the labels `%s` and `%s`",
                    quote_text(one, first, strlen(first)),
                    quote_text(other, label, strlen(label)));
}

bool
complain_label_twice(Complainer *c, Span at, Name label)
{
    char found[80];
    return complain(c, "E055", at, "Each label of a type stands once.",
                    "the label `%s` stands twice",
                    quote_text(found, label, strlen(label)));
}

bool
complain_carrier_empty(Complainer *c, Span at)
{
    return complain(c, "E056", at,
                    "A type without labels is abstract: leave out `= {}`.",
                    "a type needs at least one label");
}

bool
complain_range_form(Complainer *c, Span at)
{
    return complain(c, "E057", at, "A range is two whole numbers: {1..6}.",
                    "this is not a range");
}

bool
complain_range_empty(Complainer *c, Span at)
{
    return complain(c, "E057", at, "Write the smaller number first: {1..6}.",
                    "this range is empty: it ends before it begins");
}

bool
complain_range_large(Complainer *c, Span at)
{
    return complain_as(c, GAVE_UP, EXIT_LIMIT, "E058", at,
                       "A product of smaller types has as many values: type T = A * B.",
                       "this range is too large: a type has at most %d labels", TYPE_SIZE_MAX);
}

/* ---- kets and tables ---- */

bool
complain_ket_width(Complainer *c, Span at, size_t found, size_t wanted, bool all)
{
    return complain(c, "E059", at,
                    "A label for each wire, with commas between them: |0,1> is of type Bit * Bit.",
                    "found %zu label%s, %s %zu", found, found == 1 ? "" : "s",
                    all ? "the first has" : "wanted", wanted);
}

bool
complain_key_width(Complainer *c, Span at, size_t found, const PortList *in)
{
    Words w;
    return complain(c, "E059", at,
                    "Left of the arrow stands a label for each input, with commas between them.",
                    "this row starts with %zu label%s, wanted %zu: the inputs are `%s`", found,
                    found == 1 ? "" : "s", in->count, ports_words(&w, in));
}

bool
complain_table_without_kets(Complainer *c, Span at)
{
    return complain(c, "E054", at, "Declare it: channel c : A -> B = { ... }.",
                    "the type of this table cannot be told from its rows");
}

bool
complain_repeated_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple)
{
    Words w;
    return complain(c, "E060", at, "Each value of the inputs has one row.",
                    "the row `%s` stands twice", tuple_words(&w, in, tuple));
}

bool
complain_missing_row(Complainer *c, Span at, const PortList *in, const uint32_t *tuple)
{
    Words w, v;
    return complain(c, "E061", at,
                    "A table has a row for each value of its inputs; a row may be `undefined`.",
                    "the row `%s` is missing (the inputs are `%s`)", tuple_words(&w, in, tuple),
                    ports_words(&v, in));
}

bool
complain_row_type(Complainer *c, Span at, const Value *found, const PortList *wanted)
{
    Words v, w;
    return complain(c, "E062", at,
                    "Right of a row's arrow stands a state: kets with weights, or a name.",
                    "this row is `%s`, wanted a state of type `%s`",
                    arrow_words(&v, &found->in, &found->out), ports_words(&w, wanted));
}

/* A sum that is not one; where it is very long, what it lacks or has too much. */
static const char *
sum_words(Words *w, const mpq_t sum)
{
    if (rational_width(sum) <= 150)
        return rational_words(w, sum);
    Sink text;
    mpq_t rest;
    sink_init(&text);
    mpq_init(rest);
    mpq_set_ui(rest, 1, 1);
    mpq_sub(rest, sum, rest);
    sink_put(&text, mpq_sgn(rest) < 0 ? "1 minus about " : "1 plus about ");
    mpq_abs(rest, rest);
    decimal_write(rest, 6, &text);
    mpq_clear(rest);
    return shorten(w, &text);
}

bool
complain_row_sum(Complainer *c, Span at, const PortList *in, const uint32_t *row, const mpq_t sum)
{
    Words w, v;
    sum_words(&w, sum);
    if (in->count)
        return complain(c, "E063", at, "The probabilities of a row sum to exactly 1.",
                        "the row `%s` sums to %s, not to 1", tuple_words(&v, in, row), w.text);
    return complain(c, "E063", at, "The probabilities of a state sum to exactly 1.",
                    "this sums to %s, not to 1", w.text);
}

bool
complain_negative(Complainer *c, Span at, const PortList *in, const uint32_t *row,
                  const PortList *out, const uint32_t *ket, const mpq_t weight)
{
    const char *help = "A probability is not less than 0.";
    Words r, k, w;
    rational_words(&w, weight);
    tuple_words(&k, out, ket);
    if (in->count)
        return complain(c, "E064", at, help, "in the row `%s` the weight of |%s> is %s",
                        tuple_words(&r, in, row), k.text, w.text);
    return complain(c, "E064", at, help, "the weight of |%s> is %s", k.text, w.text);
}

bool
complain_sum_types(Complainer *c, Span at, const Value *first, const Value *other)
{
    Words v, w;
    return complain(c, "E065", at, "Only states and channels of the same type add up.",
                    "this term is `%s`, the first is `%s`",
                    arrow_words(&v, &other->in, &other->out),
                    arrow_words(&w, &first->in, &first->out));
}

bool
complain_not_a_function(Complainer *c, Span at, const PortList *in, const uint32_t *row)
{
    Words w;
    return complain(c, "E066", at,
                    "Declare it as a channel if it is meant to be random.",
                    "the row `%s` does not give one label with certainty, as a function does",
                    tuple_words(&w, in, row));
}

bool
complain_wants_rows(Complainer *c, Span at, const PortList *in)
{
    Words w;
    return complain(c, "E067", at, "Write { a -> ...  b -> ... }.",
                    "found a state, wanted a row for each value of `%s`", ports_words(&w, in));
}

bool
complain_declared_type(Complainer *c, Span at, const Diagram *found, const PortList *in,
                       const PortList *out)
{
    Words v, w;
    return complain(c, "E067", at, "Change the declared type, or what stands after `=`.",
                    "this is of type `%s`, declared was `%s`",
                    diagram_words(&v, found), arrow_words(&w, in, out));
}

bool
complain_state_with_inputs(Complainer *c, Span at, const Diagram *d)
{
    Words w;
    return complain(c, "E067", at, "Declare it with `channel` or `let`.",
                    "a state has no inputs, this is of type `%s`", diagram_words(&w, d));
}

/* ---- diagrams ---- */

bool
complain_wire_count(Complainer *c, Span at, size_t found, size_t wanted)
{
    if (wanted == 0)
        return complain(c, "E070", at,
                        "`f ; g` gives g what f returns; side by side they are `f * g`.",
                        "this reads no wires, found %zu", found);
    return complain(c, "E070", at,
                    "`id` lets a wire pass by, `copy` doubles it, `discard` ends it.",
                    "this reads %zu wire%s, found %zu", wanted, wanted == 1 ? "" : "s", found);
}

bool
complain_wire_type(Complainer *c, Span at, size_t wire, size_t of, const Type *found,
                   const Type *wanted)
{
    char help[200], which[60] = "";
    if (found->name == wanted->name)
        snprintf(help, sizeof help, "Two types of this name were declared; they are different.");
    else
        snprintf(help, sizeof help, "A channel from `%.40s` to `%.40s` would join them.",
                 type_name(found), type_name(wanted));
    if (of > 1)
        snprintf(which, sizeof which, " for wire %zu of %zu", wire + 1, of);
    return complain(c, "E071", at, help, "found `%s`, wanted `%s`%s", type_name(found),
                    type_name(wanted), which);
}

bool
complain_swap(Complainer *c, Span at)
{
    return complain(c, "E072", at, "Write swap[A, B], or swap alone for two wires.",
                    "swap takes two types");
}

bool
complain_share(Complainer *c, Span at, size_t wires, size_t open)
{
    return complain(c, "E073", at, "Say their types: id[A], copy[A], discard[A].",
                    "%zu wires could be shared out among %zu parts in several ways", wires, open);
}

bool
complain_power(Complainer *c, Span at, size_t in, size_t out)
{
    return complain(c, "E074", at,
                    "In `f ^ n` what f gives is what the next f reads; side by side it is `f * f`.",
                    "this reads %zu wire%s and gives %zu, so it does not follow itself", in,
                    in == 1 ? "" : "s", out);
}

bool
complain_unknown_wire(Complainer *c, Span at, bool input)
{
    return complain(c, "E075", at, "Write it: copy[Bit], id[Bit], uniform[Bit].",
                    "the type of %s cannot be told", input ? "an input" : "a wire");
}

bool
complain_call_of_wire(Complainer *c, Span at, Name name)
{
    return complain(c, "E076", at,
                    "A wire is read by its name alone, without parentheses.",
                    "`%s` is a wire here, not a channel", name);
}

bool
complain_wants_arguments(Complainer *c, Span at, int64_t count)
{
    if (count < 0)
        return complain(c, "E076", at, "Write f(x, y): its wires in parentheses.",
                        "this reads wires, and none are given");
    return complain(c, "E076", at, "Write f(x, y): its wires in parentheses.",
                    "this reads %lld wire%s, and none are given", (long long)count,
                    count == 1 ? "" : "s");
}

bool
complain_wire_twice(Complainer *c, Span at, Name name)
{
    return complain(c, "E077", at, "Choose another name.",
                    "the wire `%s` has a source already", name);
}

bool
complain_bind_count(Complainer *c, Span at, size_t names, size_t wires)
{
    return complain(c, "E078", at,
                    names < wires ? "Name each wire, with `_` for one that is not wanted."
                                  : "Each name is for one wire; `copy` doubles a wire.",
                    "%zu name%s for %zu wire%s", names, names == 1 ? "" : "s", wires,
                    wires == 1 ? "" : "s");
}

bool
complain_not_composable(Complainer *c, Span at, const Diagram *f, const Diagram *g)
{
    Words v, w;
    return complain(c, "E079", at, "Write invert(f, s), where `s ; f` has a meaning.",
                    "the state is `%s`, but the channel is `%s`", diagram_words(&v, f),
                    diagram_words(&w, g));
}

static bool
same_names(const EndList *a, const EndList *b)
{
    size_t found = 0;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count && a->count < 100 && b->count < 100; j++)
            found += a->at[i].name && a->at[i].name == b->at[j].name;
    return a->count && found == a->count && a->count == b->count;
}

bool
complain_sides(Complainer *c, Span at, const Diagram *f, const Diagram *g)
{
    Words v, w;
    bool order = same_names(&f->outputs, &g->outputs);
    return complain(c, "E068", at,
                    order ? "The names agree in another order: `swap` puts wires in order."
                          : "Only what is of the same type can be compared.",
                    "the left side is `%s`, the right side `%s`", diagram_words(&v, f),
                    diagram_words(&w, g));
}

bool
complain_sides_matrices(Complainer *c, Span at, const Value *a, const Value *b)
{
    Words v, w;
    return complain(c, "E068", at, "Only what is of the same type can be compared.",
                    "the left side is `%s`, the right side `%s`", arrow_words(&v, &a->in, &a->out),
                    arrow_words(&w, &b->in, &b->out));
}

bool
complain_holes(Complainer *c, Span at, size_t found, size_t wanted)
{
    return complain(c, "E069", at,
                    "Write f[g], with one channel for each hole: f[g, h].",
                    "this comb has %zu hole%s, found %zu to plug", wanted, wanted == 1 ? "" : "s",
                    found);
}

bool
complain_filling(Complainer *c, Span at, const Diagram *found, const TypeList *in,
                 const TypeList *out)
{
    Words v, w;
    return complain(c, "E069", at,
                    "The hole S -> T takes a channel from S to T, also `discard ; s` for a state "
                    "s.",
                    "this is `%s`, the hole wants `%s`", diagram_words(&v, found),
                    types_words(&w, in, out));
}

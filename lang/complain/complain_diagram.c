/* complain_diagram.c -- complaints about wires, the sides of comparisons, and holes; see
 * complain_diagram.h. */
#include "lang/complain/complain_diagram.h"

#include "lang/complain/words.h"

/* ---- diagrams ---- */

bool
complain_wire_count(Complainer *c, Span at, size_t found, size_t wanted)
{
    if (wanted == 0)
        return complain(c, "E070", at,
                        "`f ; g` gives g what f returns; side by side they are `f * g`. The same "
                        "for each input is `discard ; uniform`.",
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

/* Have they the same names, and not in the same places? */
static bool
in_other_order(const EndList *a, const EndList *b)
{
    size_t found = 0, at_home = 0;
    for (size_t i = 0; i < a->count && a->count == b->count; i++)
        at_home += a->at[i].name && a->at[i].name == b->at[i].name;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count && a->count < 100 && b->count < 100; j++)
            found += a->at[i].name && a->at[i].name == b->at[j].name;
    return at_home < a->count && found == a->count && a->count == b->count;
}

bool
complain_sides(Complainer *c, Span at, const Diagram *f, const Diagram *g)
{
    Words v, w;
    bool order = in_other_order(&f->outputs, &g->outputs);
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
complain_other_answers(Complainer *c, Span at)
{
    return complain(c, "E068", at, "Only answers of one kind can be compared.",
                    "the left side and the right side answer different questions");
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

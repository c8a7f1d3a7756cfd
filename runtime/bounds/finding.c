/* finding.c -- the worlds of a question, and which components matter for it; see finding.h. */
#include "bounds/finding.h"

/* ---- parts ---- */

static void
part_clear(BoundPart *p)
{
    grown_clear(&p->grown);
    memory_free(p->counts);
    memory_free(p->needed);
}

void
finding_init(Finding *f, Bound *b, Budget *budget)
{
    *f = (Finding){.b = b, .budget = budget};
}

void
finding_clear(Finding *f)
{
    for (size_t i = 0; i < f->terms.count; i++) {
        part_clear(&f->terms.at[i].asked);
        part_clear(&f->terms.at[i].given);
    }
    array_clear(&f->terms);
    for (size_t i = 0; i < f->assumed.count; i++)
        part_clear(&f->assumed.at[i]);
    array_clear(&f->assumed);
}

static void
mark_components(Finding *f, const BoundPart *p)
{
    Bound *b = f->b;
    for (size_t w = 0; w < p->grown.wires.count; w++) {
        uint32_t vertex = p->grown.wires.at[w].vertex;
        if (p->needed[w] && vertex < b->noise.first)
            b->matters[b->responses.component_of.at[vertex]] = true;
    }
}

/* The atoms of q, all or those that are given, grown and pushed. */
static BoundVerdict
grow_part(Finding *f, BoundPart *to, const WorldQuestion *q, bool given)
{
    Clash clash;
    uint32_t at;
    to->counts = memory_new(q->atoms.count + 1, sizeof *to->counts);
    for (size_t i = 0; i < q->atoms.count; i++)
        to->counts[i] = q->atoms.at[i].vertex < f->b->noise.first &&
                        (!given || q->atoms.at[i].condition);
    if (grow(&to->grown, q, &at, f->budget) != GROW_DONE ||
        !grown_push(&to->grown, to->counts, &clash, f->budget))
        return BOUND_STOPPED;
    to->needed = grown_needed(&to->grown, to->counts);
    to->never = clash.found;
    if (clash.found && given) {
        f->b->clash = clash;
        return BOUND_CLASH;
    }
    if (!clash.found && !f->b->known)
        mark_components(f, to);
    return BOUND_FOUND;
}

static BoundVerdict
grow_term(Finding *f, size_t i)
{
    WorldQuestion *q = &f->b->terms.at[i].question;
    TermParts parts = {0};
    f->b->term = (uint32_t)i;
    for (size_t k = 0; k < q->atoms.count; k++)
        parts.conditional = parts.conditional || q->atoms.at[k].condition;
    noise_model_ask(&f->b->noise, q);
    array_push(&f->terms, parts);
    TermParts *to = &f->terms.at[i];
    BoundVerdict v = to->conditional ? grow_part(f, &to->given, q, true) : BOUND_FOUND;
    return v == BOUND_FOUND ? grow_part(f, &to->asked, q, false) : v;
}

BoundVerdict
finding_grow(Finding *f)
{
    Bound *b = f->b;
    BoundVerdict v = BOUND_FOUND;
    for (size_t i = 0; v == BOUND_FOUND && i < b->terms.count; i++)
        v = grow_term(f, i);
    for (size_t i = 0; v == BOUND_FOUND && i < b->assumed.count; i++) {
        noise_model_ask(&b->noise, &b->assumed.at[i].question);
        array_push(&f->assumed, (BoundPart){0});
        v = grow_part(f, &f->assumed.at[i], &b->assumed.at[i].question, false);
    }
    if (v == BOUND_FOUND && b->known)
        v = finding_know(f);
    return v;
}

/* run_identify.c -- identify: the verdict, the estimand, the hedge; see run_identify.h.  Nothing
 * is said before the estimand has passed its check. */
#include "lang/identify/run_identify.h"

#include "lang/class/class_doubt.h"
#include "lang/complain/complain_evaluate.h"
#include "lang/complain/complain_query.h"
#include "lang/elaborate/elaborate.h"
#include "lang/elaborate/mean_terms.h"
#include "lang/elaborate/vertex.h"
#include "lang/identify/chosen_criterion.h"
#include "lang/identify/complain_identify.h"
#include "lang/identify/effect_quantity.h"
#include "lang/identify/latents_needed.h"
#include "lang/read/question.h"
#include "lang/report/voice.h"
#include "lang/session/define.h"
#include "lang/text/wrap.h"
#include "show/json.h"
#include "show/xml.h"
#include "surgery/forget.h"
#include "surgery/simplify.h"

#include <string.h>

static bool
check_answer(Session *s, Identified *i, Span at)
{
    ARRAY(const Estimand *) all = {0};
    array_push(&all, identified_shown(i));
    if (i->ground.kind == GROUND_GENERAL)
        array_push(&all, &i->found.estimand); /* explain has its numbers */
    for (size_t k = 0; k < i->others.count; k++)
        array_push(&all, &i->others.at[k].estimand);
    bool ok = self_check(s, &i->check, &i->question, all.at, all.count, s->options.checks,
                         SELF_CHECK_WORK, at);
    array_clear(&all);
    if (!ok)
        return false;
    if (!i->check.failed)
        return true;
    Sink text;
    sink_init(&text);
    write_formula(&i->question, identified_shown(i), "", &text);
    sink_trim(&text, 1);
    complain_self_check(&s->complain, at, sink_text(&text));
    sink_clear(&text);
    return false;
}

bool
answer_identified(Session *s, Identified *i, const Node *expr, const Node *by)
{
    const EffectQuery *q = &i->question;
    if (!identify(&i->found, &q->graph, &q->projection, &q->effect, &s->budget))
        return complain_stopped(&s->complain, &s->budget, expr->at);
    if (!effect_query_settled(s, q, &i->found, expr->at))
        return false;
    if (!i->found.determined)
        effect_forget_images(&i->question.effect);
    if (i->found.identified &&
        !(estimand_simplify(&i->derived, &i->found.estimand, &q->graph, &s->budget) &&
          effect_query_ground(&i->ground, q, &i->found, &s->budget) &&
          forget_free(&i->derived, &i->forgotten, &q->graph, &q->effect, &s->budget)))
        return complain_stopped(&s->complain, &s->budget, expr->at);
    return choose_criterion(s, i, by) &&
           (!i->found.identified || check_answer(s, i, expr->at));
}

/* The question of `i`, which is taken, answered. */
static bool
answer(Session *s, Identified *to, Identified *i, const Node *expr, const Node *by)
{
    bool ok = answer_identified(s, i, expr, by);
    if (ok) {
        identified_clear(to);
        *to = *i;
    } else {
        identified_clear(i);
    }
    return ok;
}

bool
make_identified(Session *s, Identified *to, const Node *expr, const Node *by)
{
    Identified i = {0};
    return elaborate_effect_query(s, &i.question, expr) && answer(s, to, &i, expr, by);
}

bool
make_identified_call(Session *s, Identified *to, const Node *call, const Node *whole,
                     const Node *by)
{
    Identified i = {0};
    return elaborate_effect_call(s, &i.question, call, whole) && answer(s, to, &i, call, by);
}

/* The verdict that an effect is identified, perhaps under a name. */
typedef struct NamedEffect {
    const Identified *identified;
    Name name;
} NamedEffect;

/* The formula, the criterion, the check. */
static void
write_lines(const Identified *i, size_t width, Sink *out)
{
    Sink check;
    sink_put(out, "\n  = ");
    write_formula(&i->question, identified_shown(i), "    ", out);
    if (criterion_is_told(&i->question, &i->ground)) {
        sink_put(out, "  ");
        write_criterion(&i->question, &i->ground, out);
        sink_put(out, "\n");
    }
    sink_init(&check);
    sink_put(&check, "  ");
    write_check(&i->check, &check);
    sink_put(&check, "\n");
    wrap_write_lines(sink_text(&check), width, out);
    sink_clear(&check);
}

static void
write_others(const Identified *i, Sink *out)
{
    for (size_t k = 0; k < i->others.count; k++) {
        sink_put(out, "  also ");
        write_criterion(&i->question, &i->others.at[k], out);
        sink_put(out, "\n    = ");
        write_formula(&i->question, &i->others.at[k].estimand, "      ", out);
    }
    if (i->others.count && !i->complete)
        sink_print(out, "  (and more: these are the first %zu)\n", i->others.count);
}

static void
write_identified(Session *s, const void *what, Sink *out)
{
    const Identified *i = ((const NamedEffect *)what)->identified;
    Name name = ((const NamedEffect *)what)->name;
    sink_put(out, "identified: ");
    if (name) {
        word_write_name(name, out);
        sink_put(out, " = ");
    }
    effect_query_write_asked(&i->question, out);
    write_lines(i, (size_t)s->style.prose, out);
    write_others(i, out);
}

static void
write_identified_json(Session *s, const void *what, Sink *out)
{
    write_json_identified(s, ((const NamedEffect *)what)->identified, out);
}

static void
write_page_criterion(const Identified *i, Sink *out)
{
    if (!criterion_is_told(&i->question, &i->ground))
        return;
    Sink text;
    sink_init(&text);
    write_criterion(&i->question, &i->ground, &text);
    sink_put(out, "<p class=\"law\">");
    xml_write_string(sink_text(&text), out);
    sink_put(out, "</p>\n");
    sink_clear(&text);
}

static void
write_identified_page(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Identified *i = ((const NamedEffect *)what)->identified;
    write_math(&i->question, identified_shown(i), out);
    write_page_criterion(i, out);
}

static void
write_identified_latex(Session *s, const void *what, Sink *out)
{
    (void)s;
    write_latex_formula(((const NamedEffect *)what)->identified, out);
}

static const Voice identified_voice = {.text = write_identified,
                                       .json = write_identified_json,
                                       .page = write_identified_page,
                                       .latex = write_identified_latex};

/* ---- not identifiable ---- */

/* "H", "the common cause of X and Y" */
static void
write_latent(const EffectQuery *q, uint32_t v, Sink *out)
{
    const Vertex *x = &q->model.vertices.at[v];
    if (x->name) {
        word_write_name(x->name, out);
        return;
    }
    sink_put(out, "the common cause of ");
    word_write_name(q->name_of[x->ends[0]], out);
    sink_put(out, " and ");
    word_write_name(q->name_of[x->ends[1]], out);
}

static void
write_help(const EffectQuery *q, const LatentsNeeded *help, Sink *out)
{
    for (size_t i = 0; i < help->sets.count; i++) {
        const WireList *set = &help->sets.at[i];
        sink_put(out, i ? ", or " : "  identifiable if one observed ");
        for (size_t k = 0; k < set->count; k++) {
            sink_put(out, k ? " and " : "");
            write_latent(q, set->at[k], out);
        }
    }
    sink_put(out, help->sets.count ? "\n" : "");
    if (help->tried < help->latents)
        sink_print(out, "  (of %zu hidden variables %zu were tried)\n", help->latents, help->tried);
}

/* The verdict that it is not, and what would help. */
typedef struct HedgeFound {
    const Identified *identified;
    const LatentsNeeded *help;
} HedgeFound;

static void
write_hedge(Session *s, const void *what, Sink *to)
{
    Sink text, *out = &text;
    sink_init_within(out, to->budget);
    const Identified *i = ((const HedgeFound *)what)->identified;
    const LatentsNeeded *help = ((const HedgeFound *)what)->help;
    const EffectQuery *q = &i->question;
    sink_put(out, "not identifiable: ");
    effect_query_write_asked(q, out);
    sink_put(out, "\n  hedge: ");
    set_write(q->name_of, &i->found.large, out);
    sink_put(out, " over ");
    set_write(q->name_of, &i->found.small, out);
    sink_put(out, "\n  the effect needs how ");
    set_write(q->name_of, &i->found.small, out);
    sink_put(out, " comes about by itself; but hidden causes join all of ");
    set_write(q->name_of, &i->found.large, out);
    sink_put(out, ",\n  and nothing of that can be discarded or split off\n");
    write_help(q, help, out);
    wrap_write_lines(sink_text(out), (size_t)s->style.prose, to);
    sink_clear(out);
}

/* ---- JSON ---- */

static void
write_json_set(const Name *name_of, const WireList *set, Sink *out)
{
    sink_put(out, "[");
    for (size_t i = 0; i < set->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(name_of[set->at[i]], out);
    }
    sink_put(out, "]");
}

static void
write_json_hedge(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Identified *i = ((const HedgeFound *)what)->identified;
    const LatentsNeeded *help = ((const HedgeFound *)what)->help;
    const Name *names = i->question.name_of;
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"not identifiable\",\"hedge\":{\"large\":");
    write_json_set(names, &i->found.large, out);
    sink_put(out, ",\"small\":");
    write_json_set(names, &i->found.small, out);
    sink_put(out, "},\"would help\":[");
    for (size_t k = 0; k < help->sets.count; k++) {
        sink_put(out, k ? "," : "");
        write_json_set(names, &help->sets.at[k], out);
    }
    sink_put(out, "]");
    if (help->tried < help->latents)
        sink_print(out, ",\"tried\":%zu,\"latents\":%zu", help->tried, help->latents);
    sink_put(out, "}\n");
}

static const Voice hedge_voice = {.text = write_hedge, .json = write_json_hedge};

/* ---- the statement ---- */

static bool
show_hedge(Session *s, const Identified *i, const Node *n)
{
    LatentsNeeded help = {0};
    bool ok = latents_needed_find(s, &help, i, n->at);
    if (ok)
        say(s, &hedge_voice, &(HedgeFound){i, &help});
    latents_needed_clear(&help);
    return ok;
}

static bool
define_estimand(Session *s, const Node *name, Identified *i)
{
    Value v = {0};
    value_take_identified(&v, i);
    bool ok = define(s, name->text, name->at, &v);
    value_clear(&v);
    return ok;
}

/* ---- quantities ---- */

/* The effects that an expression is made of, all identified. */
typedef struct Quantity {
    Name text;
    ARRAY(Identified) parts;
} Quantity;

static void
quantity_clear(Quantity *q)
{
    for (size_t k = 0; k < q->parts.count; k++)
        identified_clear(&q->parts.at[k]);
    array_clear(&q->parts);
}

static void
write_quantity(Session *s, const void *what, Sink *out)
{
    const Quantity *q = what;
    sink_print(out, "identified: %s", q->text);
    for (size_t k = 0; k < q->parts.count; k++) {
        sink_put(out, k ? "  and by " : ", by ");
        effect_query_write_asked(&q->parts.at[k].question, out);
        write_lines(&q->parts.at[k], (size_t)s->style.prose, out);
        write_others(&q->parts.at[k], out);
    }
}

static void
write_quantity_json(Session *s, const void *what, Sink *out)
{
    const Quantity *q = what;
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"identified\",\"question\":");
    json_write_string(q->text, out);
    sink_put(out, ",\"effects\":[");
    for (size_t k = 0; k < q->parts.count; k++) {
        Sink text;
        sink_init_within(&text, out->budget);
        effect_query_write(&q->parts.at[k].question, &text);
        sink_put(out, k ? ",{\"effect\":" : "{\"effect\":");
        json_write_text(sink_text(&text), text.count, out);
        sink_clear(&text);
        sink_init_within(&text, out->budget);
        write_json_identified(s, &q->parts.at[k], &text);
        sink_put(out, ",\"answer\":");
        sink_trim(&text, 1); /* the line end */
        sink_add(out, sink_text(&text), text.count);
        sink_put(out, "}");
        sink_clear(&text);
    }
    sink_put(out, "]}\n");
}

static void
write_quantity_page(Session *s, const void *what, Sink *out)
{
    (void)s;
    const Quantity *q = what;
    for (size_t k = 0; k < q->parts.count; k++) {
        write_math(&q->parts.at[k].question, identified_shown(&q->parts.at[k]), out);
        write_page_criterion(&q->parts.at[k], out);
    }
}

static const Voice quantity_voice = {
    .text = write_quantity, .json = write_quantity_json, .page = write_quantity_page};

/* The effect of the leaf, unless it is there; *hedge: it is not identifiable, and that is said. */
static bool
add_part(Session *s, Quantity *q, const EffectLeaf *leaf, const Node *by, bool *hedge)
{
    Identified i = {0};
    if (!make_identified_call(s, &i, leaf->call, leaf->whole, by))
        return false;
    bool ok = true, met = false;
    for (size_t k = 0; k < q->parts.count; k++)
        met = met || same_effect(&q->parts.at[k].question, &i.question);
    *hedge = !i.found.identified;
    if (*hedge)
        ok = show_hedge(s, &i, leaf->call);
    if (*hedge || met)
        identified_clear(&i);
    else
        array_push(&q->parts, i);
    return ok;
}

static bool
run_quantity(Session *s, const Node *e, const Node *by)
{
    Quantity q = {0};
    EffectLeafList leaves = {0};
    bool ok = find_effect_leaves(s, &leaves, e), hedge = false;
    q.text = span_text(&s->names, node_is_in(e) ? e->kids[0]->at : e->at);
    for (size_t k = 0; ok && !hedge && k < leaves.count; k++)
        ok = add_part(s, &q, &leaves.at[k], by, &hedge);
    if (ok && !hedge)
        say(s, &quantity_voice, &q);
    quantity_clear(&q);
    array_clear(&leaves);
    return ok;
}

/* ---- what other folders take ---- */

Node *
quantity_defined(Session *s, Node *e)
{
    const Notion *notion = notion_asked(s, e);
    if (!notion || !notion->expand)
        return e;
    if (!node_is_from_experiments(e) && !effect_query_asks_shape(s, e))
        return NULL; /* before anything is told */
    Value v = {0};
    const Node *call = node_is_in(e) ? e->kids[0] : e;
    bool model = s->asked->kind == CONTEXT_MODEL || s->asked->kind == CONTEXT_FROM;
    if (node_is_in(e) ? !elaborate_model(s, &v, e->kids[1])
                      : !model && !complain_no_shape(&s->complain, e->at))
        return NULL;
    Node *n = notion->expand(s, node_is_in(e) ? &v.model : &s->asked->shape, call);
    value_clear(&v);
    if (!n)
        return NULL;
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s = %s\n", span_text(&s->names, call->at), span_text(&s->names, n->at));
    say_text(s, "definition", &text);
    sink_clear(&text);
    return effect_in_context(s, e, n);
}

/* Who identifies this call, if another folder does: it has brackets, or data of experiments. */
static const Notion *
other_of(const Session *s, const Node *call, const Node *whole)
{
    const Notion *notion = notion_within(s, call, whole);
    return notion && notion->identify ? notion : NULL;
}

/* Does another folder identify one of the effects in it? */
static bool
has_others(Session *s, const EffectLeafList *leaves)
{
    bool any = false;
    for (size_t k = 0; k < leaves->count; k++)
        any = any || other_of(s, leaves->at[k].call, leaves->at[k].whole);
    return any;
}

static bool
identify_leaf(Session *s, const EffectLeaf *leaf)
{
    Identified i = {0};
    Node *whole = effect_in_context(s, leaf->whole, (Node *)leaf->call);
    const Notion *other = other_of(s, leaf->call, whole);
    if (other)
        return other->identify(s, whole, NULL);
    bool ok = make_identified_call(s, &i, leaf->call, whole, NULL);
    if (ok && !i.found.identified)
        ok = show_hedge(s, &i, leaf->call);
    else if (ok)
        say(s, &identified_voice, &(NamedEffect){&i, NULL});
    identified_clear(&i);
    return ok;
}

/* The effects of an expression one by one, where some are counterfactuals; *done: they were. */
static bool
identify_leaves(Session *s, const Node *e, bool *done)
{
    EffectLeafList leaves = {0};
    bool ok = find_effect_leaves(s, &leaves, e);
    *done = ok && has_others(s, &leaves);
    for (size_t k = 0; ok && *done && k < leaves.count; k++)
        ok = identify_leaf(s, &leaves.at[k]);
    array_clear(&leaves);
    return ok;
}

/* ---- classes of models ---- */

/* The verdict that the members of a class differ: the path, and two members. */
typedef struct DoubtFound {
    const EffectQuery *question;
    Sink path, rivals; /* the rivals as models, a line each */
} DoubtFound;

static void
write_doubt(Session *s, const void *what, Sink *out)
{
    (void)s;
    const DoubtFound *d = what;
    sink_put(out, "not identifiable: ");
    effect_query_write_asked(d->question, out);
    sink_print(
        out,
        "\n  %s is causal in some members only; if nothing else carries anything,\n"
        "  the effect is that of the path in the first of these, and none in the second:\n%s",
        sink_text(&d->path), sink_text(&d->rivals));
}

static void
write_doubt_json(Session *s, const void *what, Sink *out)
{
    (void)s;
    const DoubtFound *d = what;
    sink_put(out, "{\"kind\":\"identify\",\"status\":\"not identifiable\",\"path\":");
    json_write_string(sink_text(&d->path), out);
    sink_put(out, ",\"members\":[");
    const char *at = sink_text(&d->rivals);
    for (int i = 0; *at; i++) {
        size_t length = strcspn(at, "\n"), blanks = strspn(at, " ");
        sink_put(out, i ? "," : "");
        json_write_text(at + blanks, length - blanks, out);
        at += length + (at[length] != '\0');
    }
    sink_put(out, "]}\n");
}

static const Voice doubt_voice = {.text = write_doubt, .json = write_doubt_json};

static bool
show_doubt(Session *s, const EffectQuery *q)
{
    DoubtFound d = {.question = q};
    const ModelClass *class = class_in(&q->class);
    sink_init(&d.path);
    sink_init(&d.rivals);
    class_write_path(class, &q->doubt, &d.path);
    bool ok = class_write_rivals(s, class, &q->doubt, 4, q->call->at, &d.rivals);
    if (ok)
        say(s, &doubt_voice, &d);
    sink_clear(&d.path);
    sink_clear(&d.rivals);
    return ok;
}

static bool
is_of_class(Session *s, const Node *context, bool *is)
{
    Value v = {0};
    bool ok = elaborate(s, &v, context);
    *is = ok && class_in(&v);
    value_clear(&v);
    return ok;
}

bool
identify_doubt(Session *s, const Node *e, bool *said)
{
    EffectQuery q = {0};
    bool is = false;
    *said = false;
    const Node *call = node_is_in(e) ? e->kids[0] : e;
    if (!node_is_question(call))
        return true;
    if (node_is_in(e) ? !is_of_class(s, e->kids[1], &is) : false)
        return false;
    is = is || (!node_is_in(e) && (s->asked->kind == CONTEXT_CLASS || class_in(&s->asked->class)));
    bool ok = !is || elaborate_any_effect(s, &q, call, e);
    *said = ok && q.doubt.count && !q.effect.z.count;
    ok = ok && (!*said || show_doubt(s, &q));
    effect_query_clear(&q);
    return ok;
}

/* ---- the statement ---- */

static bool
identify_effect(Session *s, const Node *n, const Node *e)
{
    Identified i = {0};
    const Node *name = action_name(n);
    bool said = false;
    if (!name && (!identify_doubt(s, e, &said) || said))
        return said;
    bool ok = (!name || may_define(s, name->text, name->at)) &&
              effect_query_asks_shape(s, e) && make_identified(s, &i, e, n->kids[ACTION_BY]);
    if (ok && !i.found.identified)
        ok = name ? effect_query_complain(s, &i.question, &i.found, e->at) : show_hedge(s, &i, e);
    else if (ok)
        say(s, &identified_voice, &(NamedEffect){&i, name ? name->text : NULL});
    if (ok && name)
        ok = define_estimand(s, name, &i);
    identified_clear(&i);
    return ok;
}

bool
run_identify(Session *s, const Node *n)
{
    const Node *by = n->kids[ACTION_BY];
    bool plain = !action_name(n) && !by, done = false;
    const Node *e = plain ? quantity_defined(s, (Node *)action_subject(n)) : action_subject(n);
    bool call = e && notion_asked(s, e);
    const Notion *other = call ? other_of(s, node_is_in(e) ? e->kids[0] : e, e) : NULL;
    if (!e)
        return false;
    if (other && by)
        return complain_unused_criterion(&s->complain, by->at);
    bool sum = plain && other && mean_terms(s, node_is_in(e) ? e->kids[0] : e);
    if (other && !sum)
        return other->identify(s, e, action_name(n));
    if (action_name(n) || (!is_effect_quantity(e) && !sum))
        return identify_effect(s, n, e);
    if (plain && !identify_leaves(s, e, &done))
        return false;
    return done || run_quantity(s, e, by);
}

/* run_bounds.c -- the statement, and its answers as text and JSON; see run_bounds.h. */
#include "lang/bounds/run_bounds.h"

#include "lang/bounds/bound_model.h"
#include "lang/bounds/bound_refusal.h"
#include "lang/bounds/bound_text.h"
#include "lang/complain/complain_name.h"
#include "lang/report/voice.h"
#include "show/fraction.h"
#include "show/json.h"

#include <string.h>

enum { FORMULA_WIDTH = 80 }; /* a longer one has a line of its own */

static bool
is_point(const Bound *b)
{
    return mpq_equal(b->ends[0].value, b->ends[1].value);
}

/* ---- text ---- */

/* `2 vertices of T, one program each` */
static void
write_combinations(const BoundQuestion *q, Sink *out)
{
    const Bound *b = &q->bound;
    bool any = false;
    if (b->combinations < 2)
        return;
    sink_print(out, " (%llu vertices of ", (unsigned long long)b->combinations);
    for (uint32_t i = 0; i < b->responses.components.count; i++) {
        if (!b->matters[i] || b->settled[i] || i == b->main)
            continue;
        sink_put(out, any ? " with " : "");
        bound_component_write(q, i, out);
        any = true;
    }
    sink_put(out, ", two programs each)");
}

static void
write_comment(const BoundQuestion *q, Sink *out)
{
    const Bound *b = &q->bound;
    const Style *style = &q->s->style;
    bool point = is_point(b);
    sink_put(out, "   ");
    comment_open(style, out);
    if (mpz_cmp_ui(mpq_denref(b->ends[0].value), 1) != 0 ||
        mpz_cmp_ui(mpq_denref(b->ends[1].value), 1) != 0) {
        decimal_write(b->ends[0].value, style->digits, out);
        sink_put(out, point ? "" : " to ");
        if (!point)
            decimal_write(b->ends[1].value, style->digits, out);
        sink_put(out, ", ");
    }
    sink_put(out, point ? "a point" : b->is_outer ? "outer" : "sharp");
    write_combinations(q, out);
    int end = bound_end_is_trivial(q, 0); /* 0, where it is the upper one that needs a proof */
    bool formula = point && bound_end_is_proved(q, end) && !bound_end_is_trivial(q, end);
    Sink text;
    sink_init_within(&text, out->budget);
    if (formula)
        bound_end_write(q, end, &text);
    bool here = formula && text.count <= FORMULA_WIDTH;
    if (here)
        sink_print(out, ": %s", sink_text(&text));
    comment_close(style, out);
    sink_put(out, "\n");
    if (formula && !here)
        sink_print(out, "  = %s\n", sink_text(&text));
    sink_clear(&text);
}

static void
write_ends(const BoundQuestion *q, Sink *out)
{
    const Bound *b = &q->bound;
    const Style *style = &q->s->style;
    if (is_point(b)) {
        fraction_write(b->ends[0].value, style, out);
    } else {
        sink_put(out, "from ");
        fraction_write(b->ends[0].value, style, out);
        sink_put(out, " to ");
        fraction_write(b->ends[1].value, style, out);
    }
    write_comment(q, out);
    for (int e = 0; e < 2 && !is_point(b); e++) {
        if (!bound_end_is_proved(q, e))
            continue;
        sink_put(out, e ? "  upper = " : "  lower = ");
        bound_end_write(q, e, out);
        sink_put(out, "\n");
    }
    if (b->some_never) {
        sink_put(out, "  where ");
        bound_given_write(q, b->term, out);
        sink_put(out, " can happen at all; the data leave that open\n");
    }
}

static void
write_asked(const BoundQuestion *q, Sink *out)
{
    sink_print(out, "%s in %s", span_text(&q->s->names, q->asked->at), q->model);
}

static void
write_symbolic(const BoundQuestion *q, Sink *out)
{
    if (!q->symbols.open.count) {
        write_asked(q, out);
        sink_put(out, " is a point, whatever the data\n  = ");
        bound_corner_write(q, 0, 0, out);
        sink_put(out, "\n");
        return;
    }
    sink_put(out, q->bound.is_outer ? "outer bounds of " : "sharp bounds of ");
    write_asked(q, out);
    sink_put(out, "\n");
    for (int e = 0; e < 2; e++) {
        size_t points = bound_corners(q, e);
        sink_put(out, e ? "  upper = " : "  lower = ");
        if (points > 1)
            sink_print(out, "the %s of these %zu\n", e ? "least" : "largest", points);
        for (size_t i = 0; i < points; i++) {
            sink_put(out, points > 1 ? "    " : "");
            bound_corner_write(q, e, i, out);
            sink_put(out, "\n");
        }
    }
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const BoundQuestion *q = what;
    (void)s;
    if (bound_has_numbers(q))
        write_ends(q, out);
    else
        write_symbolic(q, out);
}

/* ---- JSON ---- */

static void
write_json_sink(Sink *text, Sink *out)
{
    json_write_text(sink_text(text), text->count, out);
    text->count = 0;
}

static void
write_json_end(const BoundQuestion *q, int which, Sink *out)
{
    const Bound *b = &q->bound;
    Sink text;
    sink_init_within(&text, out->budget);
    sink_print(out, ",\"%s\":{\"value\":\"", which ? "upper" : "lower");
    rational_write(b->ends[which].value, out);
    sink_put(out, "\",\"decimal\":\"");
    decimal_write(b->ends[which].value, q->s->style.digits, out);
    sink_put(out, "\"");
    if (bound_end_is_proved(q, which)) {
        bound_end_write(q, which, &text);
        sink_put(out, ",\"formula\":");
        write_json_sink(&text, out);
    }
    sink_put(out, "}");
    sink_clear(&text);
}

static void
write_json_corners(const BoundQuestion *q, int which, Sink *out)
{
    Sink text;
    sink_init_within(&text, out->budget);
    sink_print(out, ",\"%s\":[", which ? "upper" : "lower");
    for (size_t i = 0; i < bound_corners(q, which); i++) {
        sink_put(out, i ? "," : "");
        bound_corner_write(q, which, i, &text);
        write_json_sink(&text, out);
    }
    sink_put(out, "]");
    sink_clear(&text);
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const BoundQuestion *q = what;
    const Bound *b = &q->bound;
    Sink text;
    sink_init_within(&text, out->budget);
    sink_put(out, "{\"kind\":\"bounds\",\"of\":");
    write_asked(q, &text);
    write_json_sink(&text, out);
    if (q->assumed) {
        sink_put(&text, span_text(&s->names, q->assumed->at));
        sink_put(out, ",\"assumed\":");
        write_json_sink(&text, out);
    }
    sink_print(out, ",\"sharp\":%s", b->is_outer ? "false" : "true");
    if (bound_has_numbers(q))
        sink_print(out, ",\"point\":%s,\"combinations\":%llu,\"always_defined\":%s",
                   is_point(b) ? "true" : "false", (unsigned long long)b->combinations,
                   b->some_never ? "false" : "true");
    for (int e = 0; e < 2; e++) {
        if (bound_has_numbers(q))
            write_json_end(q, e, out);
        else
            write_json_corners(q, e, out);
    }
    sink_put(out, "}\n");
    sink_clear(&text);
}

static const Voice bounds_voice = {.text = write_text, .json = write_json};

/* ---- the statement ---- */

static bool
is_outer(Session *s, const Node *n, bool *outer)
{
    *outer = n->text != NULL;
    if (!n->text || strcmp(n->text, "outer") == 0)
        return true;
    return complain_usage(&s->complain, n->text_at, "bounds", "bounds P(Y[X = 0] = 1) in m from w "
                                                              "as outer");
}

static bool
run_one(Session *s, const Node *whole, const Node *n, bool outer)
{
    BoundQuestion q;
    const Node *names = n->kids[ACTION_NAMES];
    bound_question_init(&q, s);
    bool ok = bound_question_read(&q, whole, n->kids[ACTION_BY], outer) && bound_answer(&q);
    if (ok && names)
        ok = q.from ? bound_answer_complete(&q) : complain_bound_models(s, names);
    if (ok)
        say(s, &bounds_voice, &q);
    if (ok && names)
        ok = declare_bound_models(&q, names);
    bound_question_clear(&q);
    return ok;
}

bool
run_bounds(Session *s, const Node *n)
{
    const Node *list = n->kids[ACTION_LIST];
    bool outer, ok = is_outer(s, n, &outer);
    if (ok && n->kids[ACTION_NAMES])
        ok = check_bound_models(s, n);
    for (uint32_t i = 0; ok && i < list->count; i++)
        ok = run_one(s, list->kids[i], n, outer);
    return ok;
}

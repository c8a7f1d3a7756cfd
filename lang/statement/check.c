/* check.c -- check; see check.h.  A check that holds says nothing in a script.  One that fails
 * shows both sides, and where two tables differ first. */
#include "lang/statement/check.h"

#include "lang/complain/complain_name.h"
#include "lang/elaborate/compare.h"
#include "lang/report/voice.h"
#include "lang/session/print.h"
#include "show/json.h"

#include <string.h>

/* ---- check ---- */

static bool
write_side(Session *s, const char *side, const Value *v, Sink *out)
{
    Style plain = s->style;
    plain.color = false;
    sink_print(out, "    %s:\n", side);
    Sink text;
    sink_init_within(&text, out->budget);
    write_value(s, v, NULL, &plain, &text);
    const char *line = sink_text(&text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, "      ");
        sink_add(out, line, (size_t)(end - line) + 1);
    }
    sink_clear(&text);
    return true;
}

static void
write_weight(const Value *v, size_t entry, const char *side, Sink *out)
{
    mpq_t zero;
    mpq_init(zero);
    rational_write(entry == SIZE_MAX ? zero : &v->matrix.weight.at[entry], out);
    sink_print(out, " on the %s", side);
    mpq_clear(zero);
}

/* "first difference: at smoker, |tar,cancer> is 1/2 on the left, 1/3 on the right" */
static void
write_difference(const Value *a, const Value *b, const MatrixPlace *p, Sink *out)
{
    sink_put(out, "    first difference: ");
    if (a->in.count) {
        uint32_t *tuple = memory_new(a->in.count, sizeof *tuple);
        matrix_row_tuple(&a->matrix, p->row, tuple);
        sink_put(out, "at ");
        tuple_write(&a->in, tuple, out);
        sink_put(out, ", ");
        memory_free(tuple);
    }
    if (a->matrix.undefined.at[p->row] || b->matrix.undefined.at[p->row]) {
        sink_print(out, "undefined on the %s only\n",
                   a->matrix.undefined.at[p->row] ? "left" : "right");
        return;
    }
    const Value *side = p->entry_a != SIZE_MAX ? a : b;
    size_t entry = p->entry_a != SIZE_MAX ? p->entry_a : p->entry_b;
    sink_put(out, "|");
    tuple_write(&side->out, matrix_entry_tuple(&side->matrix, entry), out);
    sink_put(out, "> is ");
    write_weight(a, p->entry_a, "left", out);
    sink_put(out, ", ");
    write_weight(b, p->entry_b, "right", out);
    sink_put(out, "\n");
}

/* How far two numbers are apart that should be near. */
static void
write_apart(const mpq_t a, const mpq_t b, int digits, Sink *out)
{
    mpq_t apart;
    mpq_init(apart);
    mpq_sub(apart, a, b);
    mpq_abs(apart, apart);
    sink_put(out, "    they differ by about ");
    decimal_write(apart, digits, out);
    sink_put(out, "\n");
    mpq_clear(apart);
}

static void
write_sides(Session *s, const Value *a, const Value *b, const Node *n, const MatrixPlace *p)
{
    Sink *out = &s->err;
    write_side(s, "left", a, out);
    write_side(s, "right", b, out);
    if (n->count > 2 && a->kind == VALUE_NUMBER)
        write_apart(a->number, b->number, s->style.digits, out);
    if (a->kind == VALUE_MATRIX && b->kind == VALUE_MATRIX && strcmp(n->text, "==") == 0)
        write_difference(a, b, p, out);
}

/* What was checked, and did it hold? */
typedef struct CheckResult {
    const Node *node;
    bool truth;
} CheckResult;

/* A check that holds prints nothing in a script. */
static void
write_checked(Session *s, const void *what, Sink *out)
{
    const CheckResult *c = what;
    if (c->truth && s->interactive)
        sink_put(out, "true\n");
}

static void
write_checked_json(Session *s, const void *what, Sink *out)
{
    const CheckResult *c = what;
    size_t line, column;
    source_place(c->node->at.source, c->node->at.start, &line, &column);
    sink_print(out, "{\"kind\":\"check\",\"value\":%s,\"line\":%zu,\"text\":",
               c->truth ? "true" : "false", line);
    json_write_string(span_text(&s->names, c->node->at), out);
    sink_put(out, "}\n");
}

static const Voice checked_voice = {.text = write_checked, .json = write_checked_json};

/* A question that `explain` can give reasons for? */
static bool
has_reasons(const Session *s, const Node *e)
{
    const Notion *notion = notion_asked(s, e);
    return notion && notion->explain;
}

/* In JSON the result has said it already. */
static bool
complain_failed(Session *s, const Node *e)
{
    Sink *json = s->complain.json;
    s->complain.json = NULL;
    complain_check(&s->complain, e->at,
                   has_reasons(s, e) ? "`explain`, in the place of `check`, says why." : NULL);
    s->complain.json = json;
    return false;
}

bool
run_check(Session *s, const Node *n)
{
    const Node *e = action_subject(n);
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = false, ok, compare = e->kind == NODE_COMPARE;
    s->staging = true;
    if (compare) {
        ok = elaborate_sides(s, &a, &b, e) && compare_values(s, &truth, &a, &b, e, &first);
    } else {
        ok = elaborate(s, &a, e);
        if (ok && a.kind != VALUE_TRUTH)
            ok = complain_wanted(&s->complain, e->at, "a comparison to check", &a);
        truth = ok && a.truth;
    }
    s->staging = false;
    if (ok) {
        s->passed += truth;
        say(s, &checked_voice, &(CheckResult){e, truth});
    }
    if (ok && !truth) {
        ok = complain_failed(s, e);
        if (compare)
            write_sides(s, &a, &b, e, &first);
    }
    value_clear(&b);
    value_clear(&a);
    return ok;
}

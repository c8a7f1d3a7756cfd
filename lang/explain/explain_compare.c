/* explain_compare.c -- explain, with a comparison; see explain_compare.h. */
#include "lang/explain/explain_compare.h"

#include "diagram/write.h"
#include "lang/draw/figure.h"
#include "lang/elaborate/compare.h"
#include "lang/explain/step.h"
#include "lang/report/voice.h"
#include "lang/session/convert.h"
#include "lang/session/print.h"

#include <string.h>

/* ---- comparisons ---- */

/* A side of ===: its normal form. */
static bool
write_normal(Session *s, const Value *v, ExplainStep *to, const Node *n)
{
    Diagram d = {0};
    bool ok = v->kind == VALUE_MODEL || value_to_diagram(s, &d, v, n);
    if (v->kind == VALUE_MODEL)
        model_state(&d, &v->model);
    if (ok) {
        diagram_normalise(&d);
        diagram_write(&d, names_add_text(&s->names, "normal"), &to->body);
        if (page_listens(s))
            figure_write_diagram(s, &d, "The normal form", &to->picture);
    }
    diagram_clear(&d);
    return ok;
}

static bool
explain_side(Steps *t, const Node *n, const Value *v, const char *move, bool syntax)
{
    ExplainStep step;
    explain_step_init(&step, move);
    sink_put(&step.law, syntax
                            ? "In normal form unread boxes are dropped, and equal deterministic "
                              "ones merged."
                        : v->kind == VALUE_ANSWER ? "What it lists counts, in whatever order."
                                                  : "Meanings are exact, so equal is equal.");
    bool ok = true;
    if (syntax)
        ok = write_normal(t->s, v, &step, n);
    else
        write_plain_value(t->s, v, &step.body);
    return steps_add_if(t, &step, ok);
}

static void
explain_verdict(Steps *t, bool truth, const char *law)
{
    ExplainStep step;
    explain_step_init(&step, "Compared");
    sink_put(&step.law, law);
    sink_put(&step.body, truth ? "true\n" : "false\n");
    steps_add(t, &step);
}

bool
explain_comparison(Session *s, const Node *n)
{
    Steps t = {.s = s, .open_from = 1};
    Value a = {0}, b = {0};
    MatrixPlace first = {0};
    bool truth = false, syntax = strcmp(n->text, "===") == 0;
    bool ok = elaborate_sides(s, &a, &b, n) && compare_values(s, &truth, &a, &b, n, &first) &&
              explain_side(&t, n->kids[0], &a, "The left side", syntax) &&
              explain_side(&t, n->kids[1], &b, "The right side", syntax);
    if (ok)
        explain_verdict(&t, truth,
                        syntax                   ? "Equal diagrams have equal normal forms."
                        : a.kind == VALUE_ANSWER ? "They are compared line by line."
                        : n->count > 2 ? "They are compared entry by entry, up to what `within` "
                                           "allows."
                                                 : "They are compared entry by entry.");
    steps_finish(&t, ok);
    value_clear(&b);
    value_clear(&a);
    return ok;
}

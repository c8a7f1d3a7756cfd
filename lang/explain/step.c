/* step.c -- steps of an explanation; see step.h. */
#include "lang/explain/step.h"

#include "lang/draw/figure.h"
#include "lang/report/report.h"
#include "lang/report/voice.h"
#include "lang/text/wrap.h"
#include "show/json.h"

#include <string.h>

void
explain_step_init(ExplainStep *t, const char *move)
{
    *t = (ExplainStep){.move = move};
    sink_init(&t->text);
    sink_init(&t->law);
    sink_init(&t->formula);
    sink_init(&t->diagram);
    sink_init(&t->numbers);
    sink_init(&t->body);
    sink_init(&t->drawn);
    sink_init(&t->math);
    sink_init(&t->picture);
}

void
explain_step_clear(ExplainStep *t)
{
    sink_clear(&t->text);
    sink_clear(&t->law);
    sink_clear(&t->formula);
    sink_clear(&t->diagram);
    sink_clear(&t->numbers);
    sink_clear(&t->body);
    sink_clear(&t->drawn);
    sink_clear(&t->math);
    sink_clear(&t->picture);
}

void
steps_clear(Steps *s)
{
    for (size_t i = 0; i < s->kept.count; i++)
        explain_step_clear(&s->kept.at[i]);
    array_clear(&s->kept);
}

/* ---- as text ---- */

static void
write_indented(const Sink *text, const char *margin, Sink *out)
{
    const char *line = sink_text(text);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        sink_put(out, margin);
        sink_add(out, line, (size_t)(end - line) + 1);
    }
}

static void
write_head(const ExplainStep *t, size_t number, size_t width, Sink *out)
{
    Sink head;
    sink_init(&head);
    sink_print(&head, "%zu. %s%s", number, t->move, t->text.count ? ": " : "\n");
    sink_put(out, sink_text(&head));
    if (t->text.count)
        wrap_write(&t->text, width, head.count, 3, out);
    sink_clear(&head);
}

static void
write_step(const ExplainStep *t, size_t number, size_t width, Sink *out)
{
    write_head(t, number, width, out);
    write_indented(&t->formula, "   ", out);
    sink_put(out, "   ");
    wrap_write(&t->law, width, 3, 3, out);
    sink_put(out, sink_text(&t->drawn));
    write_indented(&t->numbers, "     ", out);
    write_indented(&t->body, "     ", out);
}

/* ---- as JSON ---- */

static void
write_json_part(const char *key, const Sink *text, Sink *out)
{
    if (!text->count)
        return;
    sink_print(out, ",\"%s\":", key);
    json_write_text(sink_text(text), text->count, out);
}

static void
write_json_step(const ExplainStep *t, Sink *out)
{
    sink_put(out, "{\"move\":");
    json_write_string(t->move, out);
    write_json_part("text", &t->text, out);
    write_json_part("law", &t->law, out);
    write_json_part("formula", &t->formula, out);
    write_json_part("diagram", &t->diagram, out);
    write_json_part("numbers", &t->numbers, out);
    write_json_part("text", &t->body, out);
    sink_put(out, "}");
}

void
steps_write_json(const Steps *s, Sink *out)
{
    for (size_t i = 0; i < s->kept.count; i++) {
        sink_put(out, i ? "," : "");
        write_json_step(&s->kept.at[i], out);
    }
}

/* ---- in a page ---- */

void
steps_draw_diagram(const Steps *s, ExplainStep *t, const Diagram *d, const char *title)
{
    if (page_listens(s->s))
        figure_write_diagram(s->s, d, title, &t->picture);
}

/* Replaces the picture of the step by one of the surgery, if that can be drawn. */
void
steps_draw_surgery(const Steps *s, ExplainStep *t, const Model *before, const Model *after,
                   const WireList *asked)
{
    if (!page_listens(s->s))
        return;
    Sink both;
    sink_init(&both);
    figure_write_surgery(s->s, before, after, asked, &both);
    if (both.count) {
        sink_clear(&t->picture);
        t->picture = both;
    }
}

/* Puts the step into the page.  Its text is muted there, so that it does not appear twice. */
static void
add_to_report(const Steps *s, const ExplainStep *t)
{
    Sink head;
    sink_init(&head);
    sink_print(&head, "%zu. %s", s->count, t->move);
    bool drawn = t->picture.count && t->body.count;
    ReportStep step = {
        .head = sink_text(&head), .text = sink_text(&t->text), .law = sink_text(&t->law),
        .math = sink_text(&t->math), .picture = sink_text(&t->picture),
        .diagram = sink_text(drawn ? &t->body : &t->diagram),
        .numbers = sink_text(t->body.count && !drawn ? &t->body : &t->numbers),
        .open = s->count >= s->open_from,
    };
    report_step(s->s->report, &step);
    report_mute(s->s->report, true);
    sink_clear(&head);
}

void
steps_add(Steps *s, ExplainStep *t)
{
    s->count++;
    if (s->s->report)
        add_to_report(s, t);
    if (!s->s->mute) {
        sink_put(&s->s->out, s->headed || s->count > 1 ? "\n" : "");
        write_step(t, s->count, (size_t)s->s->style.prose, &s->s->out);
    }
    if (s->s->report)
        report_mute(s->s->report, false);
    if (s->s->forms.json)
        array_push(&s->kept, *t);
    else
        explain_step_clear(t);
}

bool
steps_add_if(Steps *s, ExplainStep *t, bool ok)
{
    if (ok)
        steps_add(s, t);
    else
        explain_step_clear(t);
    return ok;
}

void
steps_finish(Steps *t, bool ok)
{
    Sink *json = t->s->forms.json;
    if (ok && json) {
        sink_put(json, "{\"kind\":\"explain\",\"steps\":[");
        steps_write_json(t, json);
        sink_put(json, "]}\n");
    }
    steps_clear(t);
}

/* voice.c -- see voice.h.  A page hears what is printed by itself (Sink.also); only what it shows
 * besides, or instead, is handed to it here. */
#include "lang/report/voice.h"

#include "lang/report/report.h"
#include "show/json.h"

/* Nothing is begun in the page for what turns out to be nothing. */
static void
write_page(Session *s, const Voice *v, const void *what)
{
    Sink html;
    sink_init_within(&html, &s->budget);
    v->page(s, what, &html);
    if (html.count)
        sink_add(report_figure(s->report), sink_text(&html), html.count);
    sink_clear(&html);
}

void
say(Session *s, const Voice *v, const void *what)
{
    bool page = s->report && v->page;
    if (page && v->replaces)
        report_mute(s->report, true);
    if (!s->mute)
        v->text(s, what, &s->out);
    if (s->forms.json && v->json)
        v->json(s, what, s->forms.json);
    if (s->forms.latex && v->latex)
        v->latex(s, what, s->forms.latex);
    if (s->forms.svg && v->svg)
        v->svg(s, what, s->forms.svg);
    if (page && v->replaces)
        report_mute(s->report, false);
    if (page)
        write_page(s, v, what);
}

void
say_text(Session *s, const char *kind, const Sink *text)
{
    if (!s->mute)
        sink_add(&s->out, sink_text(text), text->count);
    if (s->forms.json)
        json_write_kind(kind, text, s->forms.json);
}

bool
page_listens(const Session *s)
{
    return s->report != NULL;
}

bool
page_is_alone(const Session *s)
{
    return s->report && report_is_alone(s->report);
}

/* run_explain.c -- explain: who can say why, and where it goes; see run_explain.h. */
#include "lang/explain/run_explain.h"

#include "lang/complain/complain_file.h"
#include "lang/complain/complain_query.h"
#include "lang/complain/words.h"
#include "lang/explain/explain_compare.h"
#include "lang/read/question.h"
#include "lang/report/report.h"
#include "lang/session/define.h"
#include "lang/session/file.h"
#include "lang/session/unknown_name.h"
#include "show/xml.h"

/* The explanation of the notion, whatever context it is asked in.  Of P(...) from experiments, that
 * of who identifies it. */
bool
explain_question(Session *s, const Node *e)
{
    const Node *call = e;
    while (node_is_in(call))
        call = call->kids[0];
    const Notion *notion = call->kind == NODE_CALL ? notion_within(s, call, e) : NULL;
    if (notion && notion->explain)
        return notion->explain(s, e);
    const Node *word = call->kind == NODE_CALL ? call->kids[0] : NULL;
    if (word && node_is_name(word) && !notion_find(s->language, word->text) &&
        !session_find(s, word->text))
        return complain_unknown_value(s, word);
    return complain_not_explained(&s->complain, node_is_in(e) ? e->kids[0]->at : e->at,
                                  notion && node_is_effect(call));
}

static bool
explain(Session *s, const Node *n)
{
    const Node *e = action_subject(n);
    return e->kind == NODE_COMPARE ? explain_comparison(s, e) : explain_question(s, e);
}

static void
put_written(const char *file, Sink *out)
{
    sink_put(out, "<p class=\"cut\">written to <code>");
    xml_write_string(file, out);
    sink_put(out, "</code></p>\n");
}

/* Writes the explanation as a page to a file; nothing is printed. */
static bool
explain_to_page(Session *s, const Node *n, Explain *explain_it)
{
    const Node *e = action_subject(n), *file = n->kids[ACTION_FILE];
    if (!file_takes_page(file->text))
        return complain_not_a_page(&s->complain, file->at, file->text);
    Report *outer = s->report, *page = report_new(true, s->options.max_output);
    Sink out = s->out, text, *err = s->err.also;
    Forms forms = s->forms;
    bool mute = s->mute, shorten = s->style.shorten;
    sink_init_within(&s->out, &s->budget);
    sink_init_within(&text, &s->budget);
    s->forms = (Forms){0};
    s->mute = s->style.shorten = false;
    s->out.most = 1; /* only the page wants it */
    report_listen(page, s);
    bool ok = explain_it(s, n);
    if (ok)
        report_write_as(page, span_text(&s->names, e->at), &text);
    sink_clear(&s->out);
    s->out = out;
    s->forms = forms;
    s->mute = mute;
    s->style.shorten = shorten;
    s->report = outer;
    s->err.also = err;
    ok = ok && write_file(s, file, &text);
    if (ok && outer)
        put_written(file->text, report_figure(outer));
    report_free(page);
    sink_clear(&text);
    return ok;
}

bool
explain_to(Session *s, const Node *n, Explain *explain_it)
{
    return n->kids[ACTION_FILE] ? explain_to_page(s, n, explain_it) : explain_it(s, n);
}

bool
run_explain(Session *s, const Node *n)
{
    return explain_to(s, n, explain);
}

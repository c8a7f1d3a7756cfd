/* report.c -- see report.h.  Consecutive statements that print nothing share one block of source.
 * Comments in front of a statement become prose. */
#include "lang/report/report.h"

#include "diagram/keyword.h"
#include "lang/report/highlight.h"
#include "lang/report/page.h"
#include "lang/text/notes.h"
#include "show/xml.h"

#include <string.h>

enum { PRINTED_MOST = 1 << 16 }; /* bytes of what one statement prints that a page shows */

struct Report {
    Listener listener;
    Session *session;
    bool alone;
    Sink text, err; /* what the session has said since it was last looked at */
    Sink parts;     /* HTML of the statement that runs */
    unsigned ids;
    bool folded;    /* is there a step that is folded to begin with? */

    const Source *source; /* of the section that is open; NULL: none */
    Sink name;            /* its name; the source may be freed before the page is written */
    uint32_t from;        /* where the next statement's text begins */
    size_t passed, wrong; /* checks and complaints of the session, when last looked at ... */
    size_t passed_before, wrong_before; /* ... and when the section began */
    Sink title;    /* of the section, as HTML; empty: its name */
    Sink code;     /* highlighted source that is not yet in the section */
    Sink section;  /* HTML */
    Sink body;     /* the sections before */
    Sink contents; /* a line for each of them */
    Sink first;    /* the title of the first section, as plain text */
    size_t sections;
};

Report *
report_new(bool alone, size_t most)
{
    Report *r = memory_new(1, sizeof *r);
    r->alone = alone;
    r->parts.most = r->code.most = r->section.most = r->body.most = most;
    r->text.most = r->err.most = PRINTED_MOST;
    return r;
}

bool
report_is_alone(const Report *r)
{
    return r->alone;
}

void
report_free(Report *r)
{
    if (!r)
        return;
    Sink *const all[] = {&r->text, &r->err,     &r->parts, &r->title, &r->name,
                         &r->code, &r->section, &r->body,  &r->first, &r->contents};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        sink_clear(all[i]);
    memory_free(r);
}

void
report_mute(Report *r, bool mute)
{
    r->session->out.also = mute ? NULL : &r->text;
}

unsigned *
report_ids(Report *r)
{
    return &r->ids;
}

static void
empty(Sink *s)
{
    s->count = s->lost = 0;
    if (s->text)
        s->text[0] = '\0';
}

/* Backquotes mark code. */
static void
put_prose(Piece p, Sink *out)
{
    bool code = false;
    while (p.count) {
        const char *quote = memchr(p.text, '`', p.count);
        const char *end = p.text + p.count;
        bool pair = quote && (code || memchr(quote + 1, '`', (size_t)(end - quote - 1)));
        size_t n = pair ? (size_t)(quote - p.text) : p.count;
        xml_write_text(p.text, n, out);
        if (pair)
            sink_put(out, code ? "</code>" : "<code>");
        code = pair ? !code : code;
        n += pair;
        p.text += n;
        p.count -= n;
    }
}

/* ---- what was printed ---- */

/* Without the escapes of colours. */
static void
put_plain(const Sink *text, Sink *out)
{
    const char *at = sink_text(text), *end = at + text->count;
    while (at < end) {
        const char *escape = memchr(at, '\033', (size_t)(end - at));
        if (!escape) {
            sink_add(out, at, (size_t)(end - at));
            return;
        }
        sink_add(out, at, (size_t)(escape - at));
        const char *stop = memchr(escape, 'm', (size_t)(end - escape));
        at = stop ? stop + 1 : end;
    }
}

static void
put_lost(const Sink *text, Sink *out)
{
    if (text->lost)
        sink_print(out, "<p class=\"cut\">%zu more bytes are not shown here; "
                        "the program prints them.</p>\n", text->lost);
}

/* Printed text that is not source: only its comments are highlighted. */
static void
put_sentences(const char *text, size_t count, Sink *out)
{
    while (count) {
        const char *end = memchr(text, '\n', count);
        size_t n = end ? (size_t)(end - text) + 1 : count;
        bool comment = *text == '#';
        sink_put(out, comment ? "<span class=\"c\">" : "");
        xml_write_text(text, n, out);
        sink_put(out, comment ? "</span>" : "");
        text += n;
        count -= n;
    }
}

/* Does the text begin as source does?  A bare name is no sign of that, as a sentence may begin with
 * one. */
static bool
is_source(const char *text)
{
    size_t n = strcspn(text, " \n");
    return word_starts_statement(text, n) || strchr("#{|-0123456789", *text) != NULL;
}

/* A block without its last line ends. */
static void
put_pre(const Report *r, const char *class, const char *text, size_t count, bool marked, Sink *out)
{
    while (count && text[count - 1] == '\n')
        count--;
    sink_print(out, "<pre class=\"%s\">", class);
    if (marked && is_source(text))
        highlight_write(text, count, r->session->language, out);
    else
        put_sentences(text, count, out);
    sink_put(out, "</pre>\n");
}

static void
put_block(const Report *r, Sink *text, const char *class, bool marked, Sink *out)
{
    if (!text->count)
        return;
    Sink plain;
    sink_init(&plain);
    put_plain(text, &plain);
    put_pre(r, class, sink_text(&plain), plain.count, marked, out);
    put_lost(text, out);
    sink_clear(&plain);
    empty(text);
}

Sink *
report_figure(Report *r)
{
    put_block(r, &r->text, "out", false, &r->parts);
    return &r->parts;
}

static void
put_source_part(const Report *r, const char *text, Sink *out)
{
    if (text && *text)
        put_pre(r, "out", text, strlen(text), true, out);
}

/* Its source stands folded below. */
static void
put_picture(const Report *r, const char *picture, const char *source, Sink *out)
{
    sink_put(out, picture);
    if (!source || !*source)
        return;
    sink_put(out, "<details class=\"source\"><summary>as source</summary>\n");
    put_source_part(r, source, out);
    sink_put(out, "</details>\n");
}

void
report_step(Report *r, const ReportStep *step)
{
    Sink *out = report_figure(r);
    r->folded |= !step->open;
    sink_print(out, "<details class=\"step\"%s><summary><b>", step->open ? " open" : "");
    xml_write_string(step->head, out);
    sink_put(out, step->text && *step->text ? ":</b>" : "</b>");
    if (step->text && *step->text) {
        sink_put(out, " <span>");
        xml_write_string(step->text, out);
        sink_put(out, "</span>");
    }
    sink_put(out, "</summary>\n");
    sink_put(out, step->math ? step->math : "");
    if (step->law && *step->law) {
        sink_put(out, "<p class=\"law\">");
        put_prose((Piece){step->law, strlen(step->law)}, out);
        sink_put(out, "</p>\n");
    }
    if (step->picture && *step->picture)
        put_picture(r, step->picture, step->diagram, out);
    else
        put_source_part(r, step->diagram, out);
    put_source_part(r, step->numbers, out);
    sink_put(out, "</details>\n");
}

/* ---- notes ---- */

typedef enum Block { BLOCK_NONE, BLOCK_PROSE, BLOCK_LINES } Block;

static void
change_block(Block *now, Block to, Sink *out)
{
    static const char *const open[] = {"", "<p>", "<pre class=\"lines\">"};
    static const char *const close[] = {"", "</p>\n", "</pre>\n"};
    if (*now == to) {
        sink_put(out, to == BLOCK_NONE ? "" : "\n");
        return;
    }
    sink_put(out, close[*now]);
    sink_put(out, open[to]);
    *now = to;
}

/* Comment lines as paragraphs; what is indented stays in lines. */
static void
put_notes(Piece notes, Sink *out)
{
    Block block = BLOCK_NONE;
    while (notes.count) {
        bool lines;
        Piece words = note_words(piece_next_line(&notes), &lines);
        change_block(&block, !words.count ? BLOCK_NONE : lines ? BLOCK_LINES : BLOCK_PROSE, out);
        if (lines)
            xml_write_text(words.text, words.count, out);
        else
            put_prose(words, out);
    }
    change_block(&block, BLOCK_NONE, out);
}

/* The first line of the first comment, if it is one. */
static void
take_title(Report *r, Piece *notes)
{
    Piece title = notes_next_title(notes);
    put_prose(title, &r->title);
    if (!r->first.count)
        sink_add(&r->first, title.text, title.count);
}

/* ---- sections ---- */

static void
close_code(Report *r)
{
    if (!r->code.count)
        return;
    sink_put(&r->section, "<pre class=\"src\">");
    sink_add(&r->section, sink_text(&r->code), r->code.count);
    sink_put(&r->section, "</pre>\n");
    empty(&r->code);
}

static void
put_tally(const Report *r, Sink *out)
{
    size_t passed = r->passed - r->passed_before, wrong = r->wrong - r->wrong_before;
    if (passed)
        sink_print(out, " <span class=\"ok\">%zu check%s</span>", passed,
                   passed == 1 ? " holds" : "s hold");
    if (wrong)
        sink_print(out, " <span class=\"bad\">%zu complaint%s</span>", wrong,
                   wrong == 1 ? "" : "s");
}

/* The title of the section, or the name of its file where it has none. */
static void
put_title(const Report *r, Sink *out)
{
    if (r->title.count)
        sink_add(out, sink_text(&r->title), r->title.count);
    else
        xml_write_string(sink_text(&r->name), out);
}

static void
close_section(Report *r)
{
    if (!r->source)
        return;
    close_code(r);
    Sink *out = &r->body;
    r->sections++;
    sink_print(out, "<article id=\"s%zu\">\n<header><h1>", r->sections);
    put_title(r, out);
    sink_print(&r->contents, "<li><a href=\"#s%zu\">", r->sections);
    put_title(r, &r->contents);
    sink_put(&r->contents, "</a></li>\n");
    sink_put(out, "</h1>\n<p class=\"tally\">");
    if (r->title.count) {
        sink_put(out, "<code>");
        xml_write_string(sink_text(&r->name), out);
        sink_put(out, "</code>");
    }
    put_tally(r, out);
    sink_put(out, "</p></header>\n");
    sink_add(out, sink_text(&r->section), r->section.count);
    sink_put(out, "</article>\n");
    if (!r->first.count)
        sink_put(&r->first, sink_text(&r->name));
    empty(&r->title);
    empty(&r->section);
    r->source = NULL;
}

static void
open_section(Report *r, const Source *source)
{
    close_section(r);
    r->source = source;
    empty(&r->name);
    sink_put(&r->name, source->name);
    r->from = 0;
    r->passed_before = r->passed;
    r->wrong_before = r->wrong;
}

void
report_listen(Report *r, Session *s)
{
    close_section(r);
    r->session = s;
    r->passed = s->passed;
    r->wrong = s->complain.errors;
    s->report = r;
    s->out.also = &r->text;
    s->err.also = &r->err;
}

/* ---- statements ---- */

/* Is what the statement prints source?  A bare expression is shown. */
static bool
prints_source(const Language *l, const Node *n)
{
    const Action *action = n ? action_of(l, n) : NULL;
    return n && (!n->word || (action && action->prints_source));
}

static void
put_code(Report *r, Piece code, bool apart)
{
    if (r->code.count)
        sink_put(&r->code, apart ? "\n\n" : "\n");
    highlight_write(code.text, code.count, r->session->language, &r->code);
    if (r->session->passed > r->passed)
        sink_put(&r->code, "<span class=\"holds\">  &#10003; holds</span>");
}

static void
put_source(Report *r, uint32_t end)
{
    bool first = r->from == 0 && !r->section.count;
    Piece all = {r->source->text + r->from, end - r->from};
    Piece notes = piece_next_notes(&all), code = piece_trimmed(all);
    bool apart = notes_are_apart(notes);
    if (first)
        take_title(r, &notes);
    if (piece_trimmed(notes).count) {
        close_code(r);
        sink_put(&r->section, "<div class=\"note\">\n");
        put_notes(notes, &r->section);
        sink_put(&r->section, "</div>\n");
    }
    if (code.count)
        put_code(r, code, apart);
    r->from = end;
}

/* Puts a statement into the page that has just been run. */
static bool
hear_statement(Listener *l, Span at, uint32_t end, const Node *n)
{
    Report *r = (Report *)l;
    if (at.source != r->source)
        open_section(r, at.source);
    put_source(r, n || r->err.count ? statement_end(at.source, r->from, end) : end);
    if (r->parts.count || r->text.count || r->err.count) {
        close_code(r);
        sink_add(&r->section, sink_text(&r->parts), r->parts.count);
        put_block(r, &r->text, "out", prints_source(r->session->language, n),
                  &r->section);
        bool warned = r->session->complain.errors == r->wrong;
        put_block(r, &r->err, warned ? "warn" : "err", false, &r->section);
    }
    empty(&r->parts);
    r->passed = r->session->passed;
    r->wrong = r->session->complain.errors;
    return true;
}

/* The run was stopped: the statements that were not run are put into the page as source. */
static void
hear_rest(Listener *l, const Source *source)
{
    Report *r = (Report *)l;
    if (source != r->source)
        open_section(r, source);
    Piece rest = piece_trimmed((Piece){source->text + r->from, source->count - r->from});
    close_code(r);
    if (!rest.count)
        return;
    sink_put(&r->section, "<p class=\"cut\">What follows was not run.</p>\n");
    sink_put(&r->section, "<pre class=\"src\">");
    highlight_write(rest.text, rest.count, r->session->language, &r->section);
    sink_put(&r->section, "</pre>\n");
}

Listener *
report_listener(Report *r)
{
    r->listener = (Listener){hear_statement, NULL, hear_rest};
    return &r->listener;
}

void
report_take(Report *r, const Node *n, Sink *html)
{
    if (r->parts.lost)
        empty(&r->parts); /* half of a page is none */
    sink_add(html, sink_text(&r->parts), r->parts.count);
    put_block(r, &r->text, "out", prints_source(r->session->language, n), html);
    empty(&r->parts);
    empty(&r->err);
}

/* ---- the page ---- */

void
report_write(Report *r, Sink *to)
{
    close_section(r);
    put_block(r, &r->err, "err", false, &r->body); /* of files that could not be read */
    Sink all;
    sink_init(&all);
    if (r->sections > 1)
        sink_print(&all, "<nav><ol>\n%s</ol></nav>\n", sink_text(&r->contents));
    sink_add(&all, sink_text(&r->body), r->body.count);
    page_write(r->first.count ? sink_text(&r->first) : "Catgut", &all, r->folded, to);
    sink_clear(&all);
}

void
report_write_as(Report *r, const char *title, Sink *to)
{
    report_figure(r);
    close_code(r);
    Sink *out = &r->body;
    sink_put(out, "<article>\n<header><h1>");
    xml_write_string(title, out);
    sink_put(out, "</h1></header>\n");
    sink_add(out, sink_text(&r->parts), r->parts.count);
    sink_put(out, "</article>\n");
    page_write(title, out, r->folded, to);
}

/* run_plot.c -- plot e, e as svg to "file"; see run_plot.h.  All values are evaluated before
 * anything is drawn, so that a mistake leaves no half plot. runtime/plot/plot.h draws it. */
#include "lang/draw/run_plot.h"

#include "lang/complain/complain_file.h"
#include "lang/complain/complain_name.h"
#include "lang/draw/complain_draw.h"
#include "lang/draw/scene_value.h"
#include "lang/elaborate/elaborate.h"
#include "lang/report/report.h"
#include "lang/report/voice.h"
#include "lang/session/file.h"
#include "lang/session/meaning.h"
#include "plot/plot.h"
#include "show/json.h"
#include "show/number.h"

#include <string.h>

/* A value that can be plotted: always a matrix, a number as one without ends. */
typedef struct Item {
    Value value;
    Shown shown;
    Name title;
} Item;

typedef struct PlotItems {
    Session *s;
    ARRAY(Item) items;
    ARRAY(PlotValue) plotted;
} PlotItems;

static void
plot_items_clear(PlotItems *p)
{
    for (size_t i = 0; i < p->items.count; i++) {
        value_clear(&p->items.at[i].value);
        array_clear(&p->items.at[i].shown.in);
        array_clear(&p->items.at[i].shown.out);
    }
    array_clear(&p->items);
    array_clear(&p->plotted);
}

/* ---- values ---- */

static void
number_to_matrix(Value *to, const mpq_t q)
{
    SizeList none = {0};
    PortList no_ports = {0};
    Matrix m;
    matrix_init(&m, &none, &none);
    matrix_add_entry(&m, NULL, q);
    matrix_end_row(&m, false);
    value_take_matrix(to, &m, &no_ports, &no_ports, true);
    matrix_clear(&m);
}

static bool
add_value(PlotItems *p, const Value *v, Name title, const Node *n)
{
    Item item = {.title = title};
    bool ok = true;
    if (v->kind == VALUE_NUMBER)
        number_to_matrix(&item.value, v->number);
    else if (v->kind == VALUE_MATRIX)
        value_set(&item.value, v);
    else if (v->kind == VALUE_DIAGRAM)
        ok = session_meaning(p->s, &item.value, &v->diagram, n);
    else
        ok = complain_wanted(&p->s->complain, n->at, "a number, a state or a channel to plot", v);
    if (ok)
        array_push(&p->items, item);
    else
        value_clear(&item.value);
    return ok;
}

/* `marginals(...): C`, or with its place where that part has not one wire with a name. */
static Name
part_title(Session *s, Name title, const Value *v, size_t place)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "%s: ", title);
    if (v->kind == VALUE_MATRIX && v->out.count == 1 && v->out.at[0].name)
        word_write_name(v->out.at[0].name, &text);
    else
        sink_print(&text, "%zu", place + 1);
    return names_take(&s->names, &text);
}

static bool
add_expression(PlotItems *p, const Node *e)
{
    Session *s = p->s;
    Value v = {0};
    Name title = span_text(&s->names, e->at);
    s->staging = true;
    bool ok = elaborate(s, &v, e);
    if (ok && v.kind != VALUE_TUPLE)
        ok = add_value(p, &v, title, e);
    for (size_t i = 0; ok && v.kind == VALUE_TUPLE && i < v.parts.count; i++)
        ok = add_value(p, &v.parts.at[i], part_title(s, title, &v.parts.at[i], i), e);
    s->staging = false;
    value_clear(&v);
    return ok;
}

static bool
add_all(PlotItems *p, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (!add_expression(p, list->kids[i]))
            return false;
    for (size_t i = 0; i < p->items.count; i++) {
        Item *item = &p->items.at[i];
        item->shown.matrix = &item->value.matrix;
        item->shown.weighted = item->value.weighted;
        array_set(&item->shown.in, &item->value.in);
        array_set(&item->shown.out, &item->value.out);
        array_push(&p->plotted, ((PlotValue){item->title, &item->shown}));
    }
    return true;
}

/* ---- forms ---- */

typedef enum Form { FORM_NONE, FORM_TEXT, FORM_SVG, FORM_TIKZ, FORM_PNG, FORM_PDF } Form;

static const char *const endings[] = {".", ".txt", ".svg", ".tex", ".png", ".pdf"};
static const char *const form_names[] = {"", "text", "svg", "tikz"};

/* What `as` says, else the ending of the file, else text. */
static bool
find_form(Session *s, Form *form, const Node *n)
{
    const Node *to = n->kids[ACTION_FILE];
    *form = FORM_NONE;
    for (Form f = FORM_TEXT; f <= (n->text ? FORM_TIKZ : FORM_PDF); f++)
        if (n->text ? strcmp(n->text, form_names[f]) == 0
                    : to && file_has_ending(to->text, endings[f]))
            *form = f;
    if (*form == FORM_NONE && n->text)
        return complain_plot_as(&s->complain, n->text_at, n->text);
    if (*form == FORM_NONE && to)
        return complain_draw_suffix(&s->complain, to->at, to->text,
                                    ".svg, .tex, .txt, .png or .pdf");
    if (n->text && to && !file_takes(to->text, endings[*form]))
        return complain_other_suffix(&s->complain, to->at, to->text, n->text, endings[*form]);
    if (*form > FORM_TIKZ && !picture_paints())
        return complain_no_cairo(&s->complain, to->at, to->text);
    if (*form == FORM_NONE)
        *form = FORM_TEXT;
    return true;
}

static void
write_value_json(const Shown *shown, const Style *style, Sink *out)
{
    Sink text;
    mpq_t number;
    sink_init_within(&text, out->budget);
    mpq_init(number);
    if (shown->in.count || shown->out.count) {
        shown_write_json(shown, style, &text);
    } else {
        matrix_entry(number, shown->matrix, 0, NULL);
        number_write_json(number, style, &text);
    }
    sink_trim(&text, 1); /* the line end */
    sink_add(out, sink_text(&text), text.count);
    mpq_clear(number);
    sink_clear(&text);
}

static void
write_json(const Session *s, const PlotItems *p, const Plot *plot, Sink *out)
{
    sink_put(out, "{\"kind\":\"plot\",\"scale\":\"");
    rational_write(plot->scale, out);
    sink_put(out, "\",\"panels\":[");
    for (size_t i = 0; i < p->items.count; i++) {
        sink_print(out, "%s{\"title\":", i ? "," : "");
        json_write_string(p->items.at[i].title, out);
        sink_put(out, ",\"value\":");
        write_value_json(&p->items.at[i].shown, &s->style, out);
        sink_put(out, "}");
    }
    sink_put(out, "]}\n");
}

static bool
write_to_file(Session *s, const Plot *plot, Form form, const char *title, const Node *to)
{
    Style plain = s->style;
    plain.color = plain.shorten = false;
    plain.width = 80;
    Sink text;
    sink_init_within(&text, &s->budget);
    bool ok = true;
    if (form == FORM_SVG)
        plot_write_svg(plot, &plain, &text);
    else if (form == FORM_TEXT)
        plot_write(plot, &plain, &text);
    else if (form == FORM_TIKZ)
        plot_write_tikz(plot, &plain, title, &text);
    else if (!plot_write_image(plot, &plain, form == FORM_PNG ? IMAGE_PNG : IMAGE_PDF, title,
                               &text))
        ok = complain_unwritable(&s->complain, to->at, to->text,
                                 "cairo cannot paint a picture of this size");
    ok = ok && write_file(s, to, &text);
    sink_clear(&text);
    return ok;
}

/* ---- what is said ---- */

/* A plot in a form, or in a file. */
typedef struct PlotShown {
    const PlotItems *items;
    const Plot *plot;
    Form form;
    bool filed;
} PlotShown;

static void
write_plot(Session *s, const void *what, Sink *out)
{
    const PlotShown *p = what;
    Style style = s->style;
    style.width = session_text_style(s, "").width;
    if (p->filed)
        return;
    if (p->form == FORM_SVG)
        plot_write_svg(p->plot, &s->style, out);
    else if (p->form == FORM_TIKZ)
        plot_write_tikz(p->plot, &s->style, p->items->items.at[0].title, out);
    else
        plot_write(p->plot, &style, out);
}

static void
write_plot_json(Session *s, const void *what, Sink *out)
{
    const PlotShown *p = what;
    if (!p->filed)
        write_json(s, p->items, p->plot, out);
}

/* In a page a plot is a picture, not its text. */
static void
write_plot_page(Session *s, const void *what, Sink *out)
{
    const PlotShown *p = what;
    unsigned *ids = report_ids(s->report);
    *ids = plot_write_html(p->plot, &s->style, *ids, out);
}

static void
write_plot_picture(Session *s, const void *what, Sink *out)
{
    plot_write_svg(((const PlotShown *)what)->plot, &s->style, out);
}

static const Voice plot_voice = {.text = write_plot,
                                 .json = write_plot_json,
                                 .page = write_plot_page,
                                 .replaces = true,
                                 .svg = write_plot_picture};

static bool
show_plot(const PlotItems *p, Form form, const Node *to)
{
    Plot plot;
    plot_init(&plot, p->plotted.at, p->plotted.count);
    bool ok = !to || write_to_file(p->s, &plot, form, p->items.at[0].title, to);
    if (ok)
        say(p->s, &plot_voice, &(PlotShown){p, &plot, form, to != NULL});
    plot_clear(&plot);
    return ok;
}

bool
run_plot(Session *s, const Node *n)
{
    PlotItems p = {.s = s};
    Form form;
    bool ok = find_form(s, &form, n) && add_all(&p, n->kids[ACTION_LIST]);
    if (ok && p.plotted.count)
        ok = show_plot(&p, form, n->kids[ACTION_FILE]);
    plot_items_clear(&p);
    return ok;
}

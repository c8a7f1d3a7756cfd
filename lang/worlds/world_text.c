/* world_text.c -- formulas of counterfactuals, written; see world_text.h.
 *
 * In a product the variables of one vertex are told apart by primes; what is asked for has none. */
#include "lang/worlds/world_text.h"

#include "base/utf8.h"
#include "lang/elaborate/vertex.h"
#include "lang/worlds/world_reader.h"
#include "show/latex.h"
#include "show/xml.h"

#include <string.h>

/* ---- names of variables ---- */

typedef struct Writer {
    const WorldQuestion *q;
    const Name *name_of;
    const Graph *g;
    const WorldData *data;
    FormulaForm form;
    Sink *out;
    const WorldProduct *p; /* the product under way */
    ArgList named;         /* its variables, in the order of their names */
} Writer;

static void
put(const Writer *w, const char *text, const char *latex, const char *math)
{
    const char *const forms[] = {text, latex, math};
    sink_put(w->out, forms[w->form]);
}

static void
put_comma(const Writer *w)
{
    put(w, ", ", ", ", "<mo>,</mo>");
}

static void
name_variable(Writer *w, WorldArg a)
{
    if (a.code & GROWN_POINT)
        return;
    for (size_t i = 0; i < w->named.count; i++)
        if (w->named.at[i].code == a.code)
            return;
    array_push(&w->named, a);
}

static bool
is_bound(const WorldProduct *p, uint32_t code)
{
    for (size_t i = 0; i < p->bound.count; i++)
        if (p->bound.at[i].code == code)
            return true;
    return false;
}

/* Free variables come first, so that they get the plain names. */
static void
name_variables(Writer *w)
{
    w->named.count = 0;
    for (int bound = 0; bound < 2; bound++)
        for (size_t i = 0; i < w->p->factors.count; i++) {
            const WorldFactor *f = &w->p->factors.at[i];
            for (size_t k = 0; k < f->heads.count; k++)
                if (is_bound(w->p, f->heads.at[k].code) == bound)
                    name_variable(w, f->heads.at[k]);
            for (size_t k = 0; k < f->givens.count; k++)
                if (is_bound(w->p, f->givens.at[k].code) == bound)
                    name_variable(w, f->givens.at[k]);
        }
}

static void
write_vertex(const Writer *w, uint32_t vertex)
{
    const char *name = w->name_of[vertex];
    if (w->form == FORMULA_LATEX)
        latex_write_name(name, w->out);
    else if (w->form == FORMULA_MATHML)
        xml_write_string(name, w->out);
    else
        word_write_name(name, w->out);
}

/* Does it stand as it is within mathematics? */
static bool
is_numeral(const char *text)
{
    return text[0] && text[strspn(text, "-0123456789./")] == '\0';
}

void
formula_label_write(const Type *t, uint32_t label, FormulaForm form, Sink *out)
{
    Sink text;
    sink_init(&text);
    if (form == FORMULA_TEXT)
        type_write_label(t, label, &text);
    else
        type_write_text(t, label, &text); /* without quotes */
    if (form == FORMULA_LATEX && !is_numeral(sink_text(&text))) {
        latex_write_name(sink_text(&text), out);
    } else if (form == FORMULA_MATHML) {
        sink_put(out, "<mi mathvariant=\"normal\">");
        xml_write_string(sink_text(&text), out);
        sink_put(out, "</mi>");
    } else {
        sink_put(out, sink_text(&text));
    }
    sink_clear(&text);
}

static void
write_label(const Writer *w, uint32_t vertex, uint32_t label)
{
    const Type *t = w->q->model->vertices.at[vertex].type;
    formula_label_write(t, label, w->form, w->out);
}

static void
write_name(const Writer *w, WorldArg a)
{
    uint32_t primes = 0;
    for (size_t i = 0; i < w->named.count && w->named.at[i].code != a.code; i++)
        primes += w->named.at[i].vertex == a.vertex;
    put(w, "", "", primes ? "<msup><mi>" : "<mi>");
    write_vertex(w, a.vertex);
    put(w, "", "", primes ? "</mi><mo>" : "</mi>");
    for (uint32_t i = 0; i < primes; i++)
        put(w, "'", "'", "&#8242;");
    put(w, "", "", primes ? "</mo></msup>" : "");
}

const WireList *
world_comb_done(const WorldData *data, const WorldComb *c)
{
    return data->all ? NULL : &data->done.at[c->data];
}

void
world_arg_write(const WorldQuestion *q, const Name *name_of, WorldArg a, Sink *out)
{
    word_write_name(name_of[a.vertex], out);
    if (!(a.code & GROWN_POINT))
        return;
    sink_put(out, " = ");
    type_write_label(q->model->vertices.at[a.vertex].type, a.code & ~GROWN_POINT, out);
}

static void
write_arg(const Writer *w, WorldArg a)
{
    if (!(a.code & GROWN_POINT)) {
        write_name(w, a);
        return;
    }
    put(w, "", "", "<mi>");
    write_vertex(w, a.vertex);
    put(w, " = ", " = ", "</mi><mo>=</mo>");
    write_label(w, a.vertex, a.code & ~GROWN_POINT);
}

static void
write_args(const Writer *w, const ArgList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        if (i)
            put_comma(w);
        write_arg(w, l->at[i]);
    }
}

/* ---- a product ---- */

/* Was the vertex done in the experiment that the factor is of? */
static bool
is_done(const Writer *w, const WorldFactor *f, uint32_t vertex)
{
    return f->done || wires_has(&w->data->done.at[f->data], vertex);
}

/* ` | `, where something is given, but for the first time `, `. */
static void
put_given(const Writer *w, bool *any)
{
    if (*any)
        put_comma(w);
    else
        put(w, " | ", " \\mid ",
            "<mo stretchy=\"false\" lspace=\".25em\" rspace=\".25em\">|</mo>");
    *any = true;
}

/* Before the next one that is done. */
static void
put_done(const Writer *w, bool *any)
{
    if (*any) {
        put_comma(w);
        return;
    }
    put_given(w, any);
    put(w, "do(", "\\operatorname{do}(", "<mi>do</mi><mo stretchy=\"false\">(</mo>");
}

/* `P(Y | do(X = 0), Z)`; what an experiment has set, and nothing reads, is told too. */
static void
write_factor(const Writer *w, const WorldFactor *f)
{
    bool any = false;
    put(w, "P(", "P(", "<mi>P</mi><mo stretchy=\"false\">(</mo>");
    write_args(w, &f->heads);
    for (size_t i = 0; i < f->givens.count; i++) {
        if (!is_done(w, f, f->givens.at[i].vertex))
            continue;
        put_done(w, &any);
        write_arg(w, f->givens.at[i]);
    }
    for (size_t i = 0; !f->done && i < w->data->done.at[f->data].count; i++) {
        uint32_t v = w->data->done.at[f->data].at[i];
        bool read = false;
        for (size_t k = 0; k < f->givens.count; k++)
            read = read || f->givens.at[k].vertex == v;
        if (read)
            continue;
        put_done(w, &any);
        put(w, "", "", "<mi>");
        write_vertex(w, v);
        put(w, "", "", "</mi>");
    }
    if (any)
        put(w, ")", ")", "<mo stretchy=\"false\">)</mo>");
    for (size_t i = 0; i < f->givens.count; i++) {
        if (is_done(w, f, f->givens.at[i].vertex))
            continue;
        put_given(w, &any);
        write_arg(w, f->givens.at[i]);
    }
    put(w, ")", ")", "<mo stretchy=\"false\">)</mo>");
}

/* ` in {1, 2}`, ` != 0`: what an event leaves of a variable. */
static void
write_event(const Writer *w, WorldArg a)
{
    const WorldEvent *e = variable_event(w->p, a.code);
    if (!e)
        return;
    const WireList *l = &e->set.labels;
    bool one = l->count == 1, rest = e->set.complement;
    if (one)
        put(w, rest ? " != " : " = ", rest ? " \\neq " : " = ",
            rest ? "<mo>&#8800;</mo>" : "<mo>=</mo>");
    else
        put(w, rest ? " not in {" : " in {", rest ? " \\notin \\{" : " \\in \\{",
            rest ? "<mo>&#8713;</mo><mo>{</mo>" : "<mo>&#8712;</mo><mo>{</mo>");
    for (size_t i = 0; i < l->count; i++) {
        if (i)
            put_comma(w);
        write_label(w, a.vertex, l->at[i]);
    }
    if (!one)
        put(w, "}", "\\}", "<mo>}</mo>");
}

/* The places of the bound variables, causes first. */
static uint32_t *
order_bound(const Writer *w)
{
    size_t n = w->p->bound.count;
    uint32_t *order = memory_new(n, sizeof *order);
    for (uint32_t i = 0; i < n; i++) {
        size_t k = i;
        uint32_t rank = w->g->rank[w->p->bound.at[i].vertex];
        while (k > 0 && w->g->rank[w->p->bound.at[order[k - 1]].vertex] > rank) {
            order[k] = order[k - 1];
            k--;
        }
        order[k] = i;
    }
    return order;
}

/* The last of the ordered variables that the factor mentions, from 1; 0: none. */
static size_t
level_of(const Writer *w, const uint32_t *order, const WorldFactor *f)
{
    for (size_t i = w->p->bound.count; i > 0; i--) {
        uint32_t code = w->p->bound.at[order[i - 1]].code;
        for (size_t k = 0; k < f->heads.count; k++)
            if (f->heads.at[k].code == code)
                return i;
        for (size_t k = 0; k < f->givens.count; k++)
            if (f->givens.at[k].code == code)
                return i;
    }
    return 0;
}

static void
write_sum(const Writer *w, const uint32_t *order, size_t from, size_t to)
{
    bool one = to - from == 1 && !variable_event(w->p, w->p->bound.at[order[from]].code);
    put(w, one ? "sum_" : "sum_{", "\\sum_{", "<munder><mo>&#8721;</mo><mrow>");
    for (size_t i = from; i < to; i++) {
        WorldArg a = w->p->bound.at[order[i]];
        if (i > from)
            put_comma(w);
        write_name(w, a);
        write_event(w, a);
    }
    put(w, one ? " " : "} ", "} ", "</mrow></munder>");
}

/* The factors, causes first: by the last of their heads. */
static uint32_t *
order_factors(const Writer *w)
{
    size_t n = w->p->factors.count;
    uint32_t *order = memory_new(n, sizeof *order), *rank = memory_new(n, sizeof *rank);
    for (uint32_t i = 0; i < n; i++) {
        const WorldFactor *f = &w->p->factors.at[i];
        for (size_t k = 0; k < f->heads.count; k++)
            if (w->g->rank[f->heads.at[k].vertex] > rank[i])
                rank[i] = w->g->rank[f->heads.at[k].vertex];
        size_t at = i;
        for (; at > 0 && rank[order[at - 1]] > rank[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    memory_free(rank);
    return order;
}

/* Between factors. */
static void
put_times(const Writer *w, bool any)
{
    if (any)
        put(w, " ", " ", "<mspace width=\".2em\"/>");
}

static void
write_product(Writer *w, const WorldProduct *p)
{
    bool any = false;
    w->p = p;
    name_variables(w);
    uint32_t *order = order_bound(w), *factor = order_factors(w);
    size_t summed = 0;
    for (size_t level = 0; level <= p->bound.count; level++) {
        bool here = false;
        for (size_t i = 0; i < p->factors.count; i++)
            here = here || level_of(w, order, &p->factors.at[i]) == level;
        if (!here)
            continue;
        put_times(w, any);
        if (level > summed)
            write_sum(w, order, summed, level);
        summed = level;
        any = false;
        for (size_t i = 0; i < p->factors.count; i++) {
            const WorldFactor *f = &p->factors.at[factor[i]];
            if (level_of(w, order, f) != level)
                continue;
            put_times(w, any);
            write_factor(w, f);
            any = true;
        }
    }
    if (!p->factors.count)
        put(w, "1", "1", "<mn>1</mn>");
    memory_free(factor);
    memory_free(order);
}

/* ---- the whole ---- */

/* Before a product. */
static void
put_sign(const Writer *w, bool first, bool minus)
{
    if (minus)
        put(w, first ? "-" : " - ", first ? "-" : " - ", "<mo>&#8722;</mo>");
    else if (!first)
        put(w, " + ", " + ", "<mo>+</mo>");
}

static void
write_products(Writer *w, const WorldProduct *at, size_t count)
{
    bool first = true;
    for (int minus = 0; minus < 2; minus++) /* what is added comes first */
        for (size_t i = 0; i < count; i++) {
            if (at[i].minus != minus)
                continue;
            put_sign(w, first, minus);
            bool sum = count > 1 && at[i].bound.count;
            if (sum)
                put(w, "(", "\\left(", "<mrow><mo>(</mo>");
            write_product(w, &at[i]);
            if (sum)
                put(w, ")", "\\right)", "<mo>)</mo></mrow>");
            first = false;
        }
}

/* One that needs no parentheses beside a fraction's line. */
static bool
is_plain(const WorldProduct *at, size_t count)
{
    return count == 1 && at[0].factors.count == 1 && !at[0].bound.count;
}

static void
write_side(Writer *w, const WorldProduct *at, size_t count)
{
    bool plain = w->form != FORMULA_TEXT || is_plain(at, count);
    sink_put(w->out, plain ? "" : "(");
    write_products(w, at, count);
    sink_put(w->out, plain ? "" : ")");
}

static bool
any_listed(const WorldFormula *f, uint32_t code)
{
    for (size_t i = 0; i < f->any.count; i++)
        if (f->any.at[i].code == code)
            return true;
    return false;
}

static void
write_any(const Writer *w, const WorldFormula *f)
{
    bool said = false;
    for (size_t i = 0; i < w->named.count; i++) {
        if (!any_listed(f, w->named.at[i].code))
            continue;
        if (said)
            put_comma(w);
        else
            put(w, "  for any ", "\\quad\\text{for any } ",
                "<mspace width=\"1em\"/><mtext>for any&#160;</mtext>");
        write_name(w, w->named.at[i]);
        said = true;
    }
}

static void
write_vertices(const Writer *w, const WireList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        if (i)
            put_comma(w);
        put(w, "", "", "<mi>");
        write_vertex(w, l->at[i]);
        put(w, "", "", "</mi>");
    }
}

/* `P(X, Y | do(M)) = ` */
static void
write_comb(const Writer *w, const WorldComb *c)
{
    bool any = false;
    put(w, "P(", "P(", "<mi>P</mi><mo stretchy=\"false\">(</mo>");
    write_vertices(w, &c->vertices);
    if (c->inputs.count) {
        put_done(w, &any);
        write_vertices(w, &c->inputs);
        put(w, ")", ")", "<mo stretchy=\"false\">)</mo>");
    }
    put(w, ") = ", ") = ", "<mo stretchy=\"false\">)</mo><mo>=</mo>");
}

/* A comb by its own estimand: on the line of its name, or below where that is too long. */
static void
write_estimand(const Writer *w, const WorldComb *c, const char *margin)
{
    enum { WIDTH = 92, MARGIN = 12 };
    Sink line, text;
    FormulaNames names = {.name_of = w->name_of, .form = FORMULA_TEXT,
                          .observed = w->g->observed, .width = WIDTH - MARGIN,
                          .done = world_comb_done(w->data, c)};
    sink_init(&line);
    sink_init_within(&text, w->out->budget);
    sink_print(&line, "%swhere ", margin);
    Writer beside = *w;
    beside.out = &line;
    write_comb(&beside, c);
    formula_write(&c->found.estimand, &names, &text);
    const char *at = sink_text(&text);
    size_t first = strcspn(at, "\n");
    bool fits = utf8_columns(sink_text(&line), line.count) + utf8_columns(at, first) <= WIDTH;
    sink_put(w->out, "\n");
    sink_add(w->out, sink_text(&line), line.count - !fits);
    for (; *at; at += first + (at[first] == '\n')) {
        first = strcspn(at, "\n");
        if (!fits)
            sink_print(w->out, "\n%s    ", margin);
        sink_add(w->out, at, first);
        fits = false;
    }
    sink_clear(&text);
    sink_clear(&line);
}

/* `where P(X, Y | do(M)) = ...` for each comb that stands for itself. */
static void
write_where(const Writer *w, const WorldFormula *f, const char *margin)
{
    bool text = w->form == FORMULA_TEXT;
    ARRAY(const WorldComb *) told = {0};
    for (size_t i = 0; i < f->over.count + f->under.count; i++) {
        const WorldProduct *p = i < f->over.count ? &f->over.at[i]
                                                  : &f->under.at[i - f->over.count];
        for (size_t k = 0; k < p->factors.count; k++) {
            const WorldComb *c = p->factors.at[k].comb;
            bool known = !c || !c->found.identified;
            for (size_t j = 0; j < told.count; j++)
                known = known || wires_compare(&told.at[j]->vertices, &c->vertices) == 0;
            if (known)
                continue;
            array_push(&told, c);
            if (text) {
                write_estimand(w, c, margin);
                continue;
            }
            put(w, margin, " \\\\\n& \\quad\\text{",
                FORMULA_PIECE_END "</p>\n<p>" FORMULA_PIECE "<mtext>");
            put(w, "where ", "where } ", "where&#160;</mtext>");
            write_comb(w, c);
            FormulaNames names = {.name_of = w->name_of, .form = w->form,
                                   .observed = w->g->observed,
                                   .done = world_comb_done(w->data, c)};
            formula_write(&c->found.estimand, &names, w->out);
        }
    }
    array_clear(&told);
}

/* Does a comb stand for itself, which is told behind `where`? */
static bool
has_where(const WorldFormula *f)
{
    bool any = false;
    for (size_t i = 0; !any && i < f->over.count + f->under.count; i++) {
        const WorldProduct *p = i < f->over.count ? &f->over.at[i]
                                                  : &f->under.at[i - f->over.count];
        for (size_t k = 0; k < p->factors.count; k++)
            any = any || (p->factors.at[k].comb && p->factors.at[k].comb->found.identified);
    }
    return any;
}

void
world_formula_write_as(const WorldFormula *f, const WorldQuestion *q, const WorldData *data,
                       const Graph *g, const Name *name_of, FormulaForm form, const char *margin,
                       Sink *out)
{
    Writer w = {.q = q, .name_of = name_of, .g = g, .data = data, .form = form, .out = out};
    bool text = form == FORMULA_TEXT, lines = form == FORMULA_LATEX && has_where(f);
    sink_put(out, lines ? "\\begin{aligned}\n& " : "");
    if (f->under.count)
        put(&w, "", "\\frac{", "<mfrac><mrow>");
    if (f->under.count)
        write_side(&w, f->over.at, f->over.count);
    else
        write_products(&w, f->over.at, f->over.count);
    Sink any; /* named as in what was written last */
    sink_init(&any);
    w.out = text ? out : &any;
    write_any(&w, f);
    w.out = out;
    if (f->under.count) {
        put(&w, " / ", "}{", "</mrow><mrow>");
        write_side(&w, f->under.at, f->under.count);
        put(&w, "", "}", "</mrow></mfrac>");
    }
    sink_add(out, sink_text(&any), any.count);
    sink_clear(&any);
    write_where(&w, f, margin);
    sink_put(out, lines ? "\n\\end{aligned}" : "");
    array_clear(&w.named);
}

void
world_formula_write(const WorldFormula *f, const WorldQuestion *q, const WorldData *data,
                    const Graph *g, const Name *name_of, const char *margin, Sink *out)
{
    world_formula_write_as(f, q, data, g, name_of, FORMULA_TEXT, margin, out);
}

void
world_read_write(Session *s, const Grown *g, uint32_t vertex, uint32_t read, Sink *out)
{
    const WorldQuestion *q = g->question;
    if (read & GROWN_POINT) {
        const Vertex *v = &q->model->vertices.at[vertex];
        word_write_name(v->name ? v->name : edge_name(s, q->model, v), out);
        sink_put(out, " = ");
        type_write_label(v->type, read & ~GROWN_POINT, out);
        return;
    }
    const GrownWire *w = &g->wires.at[read];
    world_write(s, q, w->vertex, w->world, out);
    sink_put(out, w->world == q->plain ? " as it happens" : "");
}

/* test_plot.c -- plots: the scale, the length of bars, what is chosen of many outcomes, and the
 * texts to the character. */
#include "plot/plot_panel.h"
#include "show/xml.h"

#include "base/random.h"
#include "base/utf8.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

/* A small world of types, and up to three values. */
typedef struct World {
    Names names;
    Signature signature;
    Type *bit, *cancer, *odd, *wide, *wordy;
    Matrix matrix[3];
    Shown shown[3];
    PlotValue plotted[3];
    size_t count;
    Style style;
    Plot plot;
    Sink out;
} World;

static World w;

static void
setup(void)
{
    w = (World){.style = {.digits = 6, .width = 80, .unicode = true}};
    signature_init(&w.signature);
    w.bit = signature_add_type(&w.signature, names_add_text(&w.names, "Bit"));
    type_set_range(w.bit, 0, 2);
    w.cancer = signature_add_type(&w.signature, names_add_text(&w.names, "Cancer"));
    type_add_label(w.cancer, names_add_text(&w.names, "cancer"));
    type_add_label(w.cancer, names_add_text(&w.names, "healthy"));
    w.odd = signature_add_type(&w.signature, names_add_text(&w.names, "Odd"));
    type_add_label(w.odd, names_add_text(&w.names, "<b>&\"'"));
    type_add_label(w.odd, names_add_text(&w.names, "\xe7\x99\x8c"));
    w.wordy = signature_add_type(&w.signature, names_add_text(&w.names, "Wordy"));
    type_add_label(w.wordy, names_add_text(&w.names, "longer than a line of a panel can ever be"));
    type_add_label(w.wordy, names_add_text(&w.names, "and-this-one-has-no-blank-to-be-broken-at"));
    w.wide = signature_add_type(&w.signature, names_add_text(&w.names, "Wide"));
    type_set_range(w.wide, 1, 1000);
}

static void
teardown(void)
{
    plot_clear(&w.plot);
    for (size_t i = 0; i < w.count; i++) {
        array_clear(&w.shown[i].in);
        array_clear(&w.shown[i].out);
        matrix_clear(&w.matrix[i]);
    }
    sink_clear(&w.out);
    signature_clear(&w.signature);
    names_clear(&w.names);
}

/* One more value: in and out may be NULL.  Rows are parted by `;`, weights by blanks, one for each
 * output in order; an empty row is undefined. */
static void
value(const char *title, Type *in, Type *out, const char *rows)
{
    size_t i = w.count++;
    SizeList ins = {0}, outs = {0};
    Port from = {NULL, in}, to = {NULL, out};
    if (in)
        array_push(&w.shown[i].in, from), array_push(&ins, in->size);
    if (out)
        array_push(&w.shown[i].out, to), array_push(&outs, out->size);
    matrix_init(&w.matrix[i], &ins, &outs);
    array_clear(&ins);
    array_clear(&outs);
    char *copy = strdup(rows), *next;
    for (char *row = copy; row; row = next) {
        next = strchr(row, ';');
        if (next)
            *next++ = '\0';
        uint32_t tuple = 0;
        mpq_t q;
        mpq_init(q);
        for (char *p = strtok(row, " "); p; p = strtok(NULL, " "), tuple++) {
            ck_assert_int_eq(mpq_set_str(q, p, 10), 0);
            mpq_canonicalize(q);
            if (mpq_sgn(q) != 0)
                matrix_add_entry(&w.matrix[i], &tuple, q);
        }
        mpq_clear(q);
        matrix_end_row(&w.matrix[i], tuple == 0);
    }
    free(copy);
    w.shown[i].matrix = &w.matrix[i];
    w.plotted[i] = (PlotValue){title, &w.shown[i]};
}

static const char *
drawn(void)
{
    plot_init(&w.plot, w.plotted, w.count);
    plot_write(&w.plot, &w.style, &w.out);
    return sink_text(&w.out);
}

static uint64_t
units(const char *weight, const char *scale, uint64_t of)
{
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    mpq_set_str(a, weight, 10);
    mpq_set_str(b, scale, 10);
    uint64_t n = plot_units(a, b, of);
    mpq_clear(a);
    mpq_clear(b);
    return n;
}

START_TEST(test_units)
{
    ck_assert_uint_eq(units("0", "1", 100), 0);
    ck_assert_uint_eq(units("1", "1", 100), 100);
    ck_assert_uint_eq(units("1/3", "1", 100), 33);
    ck_assert_uint_eq(units("2/3", "1", 100), 67);
    ck_assert_uint_eq(units("1/8", "1", 100), 13); /* 12.5 goes up */
    ck_assert_uint_eq(units("1/8", "1/2", 100), 25);
    ck_assert_uint_eq(units("-1/8", "1/2", 100), 25);
    ck_assert_uint_eq(units("1/1000000", "1", 100), 1); /* not zero is seen */
    ck_assert_uint_eq(units("999999/1000000", "1", 100), 100);
}
END_TEST

/* Never further from the exact length than half a unit, but for the least bar. */
START_TEST(test_units_are_nearest)
{
    Random r = random_start(7);
    for (int i = 0; i < 2000; i++) {
        unsigned long n = random_below(&r, 1000), d = 1 + random_below(&r, 1000);
        uint64_t of = 1 + random_below(&r, 500);
        mpq_t weight, scale, length, found;
        mpq_inits(weight, scale, length, found, NULL);
        mpq_set_ui(weight, n, d);
        mpq_canonicalize(weight);
        mpq_set_ui(scale, 1 + random_below(&r, 9), 1 + random_below(&r, 9));
        mpq_canonicalize(scale);
        mpq_div(length, weight, scale);
        mpq_set_ui(found, of, 1);
        mpq_mul(length, length, found);
        uint64_t got = plot_units(weight, scale, of);
        mpq_set_ui(found, got, 1);
        mpq_sub(length, length, found);
        mpq_abs(length, length);
        ck_assert(mpq_cmp_ui(length, 1, 2) <= 0 || (n && got == 1));
        mpq_clears(weight, scale, length, found, NULL);
    }
}
END_TEST

static void
assert_scale(const char *weight, const char *scale)
{
    value("x", NULL, NULL, weight);
    plot_init(&w.plot, w.plotted, w.count);
    plot_write_scale(&w.plot, &w.out);
    ck_assert_str_eq(sink_text(&w.out), scale);
    plot_clear(&w.plot);
    sink_clear(&w.out);
    matrix_clear(&w.matrix[--w.count]);
}

START_TEST(test_scale)
{
    assert_scale("0", "1");
    assert_scale("1", "1");
    assert_scale("3/4", "1");
    assert_scale("1/2", "1/2");
    assert_scale("1/3", "1/2");
    assert_scale("1/5", "1/5");
    assert_scale("19/100", "1/5");
    assert_scale("1/700", "1/500");
    assert_scale("11/10", "2");
    assert_scale("3", "5");
    assert_scale("-7", "10");
    assert_scale("1/12345678", "1/10000000");
    assert_scale("1/3456789012345", "5e-13");
    assert_scale("1000000000000000000000001", "2e+24");
    value("x", NULL, NULL, "1"); /* for teardown */
    plot_init(&w.plot, w.plotted, w.count);
}
END_TEST

START_TEST(test_one)
{
    w.style.width = 40;
    value("P(C | S)", w.bit, w.cancer, "17/21 4/21;");
    ck_assert_str_eq(drawn(), "Cancer     P(C | S)\n"
                              "Bit = 0\n"
                              "  cancer   ███████████████████████▌\n"
                              "           17/21  0.809524\n"
                              "  healthy  █████▌\n"
                              "           4/21  0.190476\n"
                              "Bit = 1\n"
                              "  cancer   undefined\n"
                              "  healthy  undefined\n"
                              "           0                           1\n");
}
END_TEST

START_TEST(test_two)
{
    value("seeing", NULL, w.cancer, "17/21 4/21");
    value("doing", NULL, w.cancer, "3/4 1/4");
    w.style.unicode = false;
    w.style.width = 100;
    ck_assert_str_eq(drawn(),
                     "Cancer   seeing                                        doing\n"
                     "cancer   ######################       17/21  0.809524  "
                     "####################           3/4  0.75\n"
                     "healthy  #####                         4/21  0.190476  "
                     "#######                        1/4  0.25\n"
                     "         0                         1                   "
                     "0                         1\n");
}
END_TEST

/* The seventh of a thousand outcomes, and so on: the largest forty, in their order. */
START_TEST(test_many)
{
    Sink text;
    sink_init(&text);
    for (unsigned i = 0; i < 1000; i++)
        sink_print(&text, "%u/499500 ", i * 7 % 1000);
    value("many", NULL, w.wide, sink_text(&text));
    sink_clear(&text);
    plot_init(&w.plot, w.plotted, w.count);
    const PlotPart *part = &w.plot.parts.at[0];
    ck_assert_uint_eq(part->bars.count, 41);
    mpq_t sum;
    mpq_init(sum);
    long before = 0;
    for (size_t i = 0; i < 40; i++) {
        long label = atol(part->bars.at[i].label);
        ck_assert_int_gt(label, before);
        ck_assert_int_ge((label - 1) * 7 % 1000, 960);
        before = label;
    }
    for (size_t i = 0; i < 41; i++)
        mpq_add(sum, sum, &part->weight.at[i]);
    ck_assert(part->bars.at[40].rest);
    ck_assert(mpq_cmp_ui(sum, 1, 1) == 0);
    mpq_clear(sum);
}
END_TEST

START_TEST(test_rows_left_out)
{
    Sink text;
    sink_init(&text);
    for (unsigned i = 0; i < 1000; i++)
        sink_put(&text, i ? ";1 0" : "1 0");
    value("rows", w.wide, w.cancer, sink_text(&text));
    sink_clear(&text);
    const char *last = strstr(drawn(), "# ");
    ck_assert_ptr_nonnull(last);
    ck_assert_str_eq(last, "# left out: 880 of 1000 rows; ask for them by value\n");
}
END_TEST

START_TEST(test_sparse)
{
    value("sparse", NULL, w.wide, "1/3 0 2/3");
    ck_assert_str_eq(drawn(), "Wide  sparse\n"
                              "1     ███████████████████▋"
                              "                                         1/3  0.333333\n"
                              "3     ███████████████████████████████████████▍"
                              "                     2/3  0.666667\n"
                              "      0                                                         1\n"
                              "# left out: what has weight 0\n");
}
END_TEST

START_TEST(test_signs)
{
    w.style.width = 40;
    value("up", NULL, NULL, "5");
    value("down", NULL, NULL, "-3");
    ck_assert_str_eq(drawn(), "up                   ███████████████   5\n"
                              "down        █████████                 -3\n"
                              "      -5             0             5\n");
}
END_TEST

START_TEST(test_wide_characters)
{
    w.style.width = 50;
    value("x", NULL, w.odd, "1/2 1/2");
    ck_assert_str_eq(drawn(), "Odd        x\n"
                              "\"<b>&\\\"'\"  █████████████████████████████  1/2  0.5\n"
                              "\xe7\x99\x8c         █████████████████████████████  1/2  0.5\n"
                              "           0                         1/2\n");
}
END_TEST

START_TEST(test_xml)
{
    xml_write_text("a<b>&\"'\xff\x01\n\xe2\x80\xae", 13, &w.out);
    ck_assert_str_eq(sink_text(&w.out),
                     "a&lt;b&gt;&amp;&quot;&#39;\xef\xbf\xbd\xef\xbf\xbd\n\xef\xbf\xbd");
}
END_TEST

START_TEST(test_svg)
{
    value("a <b>", NULL, w.odd, "1/2 1/2");
    plot_init(&w.plot, w.plotted, w.count);
    plot_write_svg(&w.plot, &w.style, &w.out);
    const char *text = sink_text(&w.out);
    ck_assert_ptr_null(strstr(text, "<b>"));
    ck_assert_ptr_nonnull(strstr(text, "a &lt;b&gt;"));
    ck_assert_ptr_nonnull(strstr(text, "width=\"336\" height=\"12\"><title>&quot;&lt;b&gt;&amp;"));
    ck_assert_ptr_null(strstr(text, "script"));
    ck_assert_ptr_null(strstr(text, "prefers-color-scheme"));
    ck_assert_ptr_null(strstr(text, "class=\"b\""));
}
END_TEST

/* Where a mark is: texts by the most that their characters take. */
typedef struct Room {
    int left, right, top, low;
} Room;

static Room
room_of(const PanelMark *m)
{
    if (m->kind == PANEL_SCALE)
        return (Room){0, m->width, m->y - 6, m->y};
    if (m->kind == PANEL_BAR_MARK)
        return (Room){m->x, m->x + m->width, m->y, m->y + PANEL_BAR};
    int width = 8 * (int)utf8_columns(m->text, strlen(m->text));
    width += m->more ? 8 * (2 + (int)strlen(m->more)) : 0;
    int left = m->anchor < 0 ? m->x : m->anchor ? m->x - width : m->x - width / 2;
    return (Room){left, left + width, m->y, m->y + PANEL_LINE};
}

static void
expect_apart(const Panels *v)
{
    for (size_t i = 0; i < v->marks.count; i++) {
        Room a = room_of(&v->marks.at[i]);
        ck_assert_int_ge(a.left, 0);
        ck_assert_int_le(a.right, v->width);
        ck_assert_int_ge(a.top, 0);
        ck_assert_int_le(a.low, v->height);
        for (size_t k = 0; k < i; k++) {
            Room b = room_of(&v->marks.at[k]);
            ck_assert(a.right <= b.left || b.right <= a.left || a.low <= b.top || b.low <= a.top);
        }
    }
}

/* No line of the text is wider than it may be. */
static void
expect_fits(void)
{
    plot_write(&w.plot, &w.style, &w.out);
    const char *line = sink_text(&w.out);
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        ck_assert_msg(utf8_columns(line, (size_t)(end - line)) <= (size_t)w.style.width, "%.*s",
                      (int)(end - line), line);
    sink_clear(&w.out);
}

/* Rows of a channel into one of the types: random weights, some rows undefined. */
static void
random_rows(Random *r, Sink *text, size_t rows, size_t columns)
{
    for (size_t i = 0; i < rows; i++) {
        bool undefined = rows > 1 && random_below(r, 8) == 0;
        sink_put(text, i ? ";" : "");
        for (size_t k = 0; !undefined && k < columns; k++)
            sink_print(text, "%s%u%0*u/%u ", random_below(r, 20) ? "" : "-",
                       random_below(r, 100), (int)random_below(r, 20) + 1, 7u,
                       1 + random_below(r, 1000000));
    }
}

/* No text and no bar lies on another, and all are within their panel. */
START_TEST(test_marks_apart)
{
    Random r = random_start(3);
    for (int i = 0; i < 150; i++) {
        Type *const types[] = {w.bit, w.cancer, w.odd, w.wordy};
        Type *in = random_below(&r, 2) ? types[random_below(&r, 4)] : NULL;
        Type *out = types[random_below(&r, 4)];
        size_t values = 1 + random_below(&r, 3);
        for (size_t k = 0; k < values; k++) {
            Sink text;
            sink_init(&text);
            random_rows(&r, &text, in ? in->size : 1, out->size);
            value(k ? "P(C | do(S = smoker), T = a label, U = another) in lung from omega" : "x",
                  in, out, sink_text(&text));
            sink_clear(&text);
        }
        plot_init(&w.plot, w.plotted, w.count);
        Panels v;
        panels_init(&v, &w.plot, &w.style);
        panels_start(&v, 0);
        for (size_t k = 0; k < values; k++) {
            panels_make(&v, k);
            expect_apart(&v);
        }
        panels_clear(&v);
        w.style.unicode = i % 2;
        w.style.width = 80 + i;
        expect_fits();
        teardown();
        setup();
    }
    value("x", NULL, NULL, "1"); /* for teardown */
    plot_init(&w.plot, w.plotted, w.count);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("plot");
    TCase *t = tcase_create("plot");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_units);
    tcase_add_test(t, test_units_are_nearest);
    tcase_add_test(t, test_scale);
    tcase_add_test(t, test_one);
    tcase_add_test(t, test_two);
    tcase_add_test(t, test_many);
    tcase_add_test(t, test_rows_left_out);
    tcase_add_test(t, test_sparse);
    tcase_add_test(t, test_signs);
    tcase_add_test(t, test_wide_characters);
    tcase_add_test(t, test_xml);
    tcase_add_test(t, test_svg);
    tcase_add_test(t, test_marks_apart);
    suite_add_tcase(s, t);
    return s;
}

/* test_table.c -- what is printed, to the character: numbers, states, channels, JSON. */
#include "show/json.h"
#include "show/number.h"
#include "show/table.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

/* A small world of types, and one matrix over them. */
typedef struct World {
    Names names;
    Signature signature;
    Type *bit, *smoking, *tar, *cancer, *die, *odd, *wide;
    Matrix matrix;
    Shown shown;
    Style style;
    Sink out;
} World;

static World w;

static Type *
add_type(const char *name, const char *const *labels)
{
    Type *t = signature_add_type(&w.signature, names_add_text(&w.names, name));
    for (; *labels; labels++)
        ck_assert(type_add_label(t, names_add_text(&w.names, *labels)));
    return t;
}

static void
setup(void)
{
    w = (World){.style = {.digits = 6, .width = 80}};
    signature_init(&w.signature);
    w.bit = add_type("Bit", (const char *[]){"0", "1", NULL});
    w.smoking = add_type("Smoking", (const char *[]){"smoker", "nonsmoker", NULL});
    w.tar = add_type("Tar", (const char *[]){"tar", "clean", NULL});
    w.cancer = add_type("Cancer", (const char *[]){"cancer", "healthy", NULL});
    w.odd = add_type("Odd type", (const char *[]){"-2", "gr\xc3\xbc\xc3\x9f", "a \"b\"\xff", NULL});
    w.die = signature_add_type(&w.signature, names_add_text(&w.names, "Die"));
    type_set_range(w.die, -1, 3);
    w.wide = signature_add_type(&w.signature, names_add_text(&w.names, "Wide"));
    type_set_range(w.wide, 1, 100000);
}

static void
teardown(void)
{
    sink_clear(&w.out);
    array_clear(&w.shown.in);
    array_clear(&w.shown.out);
    matrix_clear(&w.matrix);
    signature_clear(&w.signature);
    names_clear(&w.names);
}

static void
add_port(PortList *ports, SizeList *sizes, Type *t, const char *name)
{
    array_push(ports, ((Port){.name = name ? names_add_text(&w.names, name) : NULL, .type = t}));
    array_push(sizes, t->size);
}

typedef struct Wire {
    const char *name;
    Type **type;
} Wire;

/* A new matrix with these ends; lists end with a wire without a type. */
static void
start(const char *name, const Wire *in, const Wire *out)
{
    SizeList ins = {0}, outs = {0};
    matrix_clear(&w.matrix);
    w.shown.in.count = w.shown.out.count = 0;
    for (; in->type; in++)
        add_port(&w.shown.in, &ins, *in->type, in->name);
    for (; out->type; out++)
        add_port(&w.shown.out, &outs, *out->type, out->name);
    matrix_init(&w.matrix, &ins, &outs);
    w.shown.matrix = &w.matrix;
    w.shown.name = name ? names_add_text(&w.names, name) : NULL;
    w.shown.weighted = false;
    array_clear(&ins);
    array_clear(&outs);
}

#define WIRES(...) ((const Wire[]){__VA_ARGS__{NULL, NULL}})
#define NONE ((const Wire[]){{NULL, NULL}})

/* A row: one weight for each tuple of outputs in order, "0" for none; NULL: undefined. */
static void
row(const char *weights)
{
    uint32_t tuple[8] = {0};
    char *copy = strdup(weights ? weights : "");
    mpq_t q;
    mpq_init(q);
    for (char *p = strtok(copy, " "); p; p = strtok(NULL, " ")) {
        ck_assert_int_eq(mpq_set_str(q, p, 10), 0);
        mpq_canonicalize(q);
        if (mpq_sgn(q) != 0)
            matrix_add_entry(&w.matrix, tuple, q);
        for (size_t i = w.matrix.out.count; i-- > 0 && ++tuple[i] == w.matrix.out.at[i];)
            tuple[i] = 0;
    }
    matrix_end_row(&w.matrix, !weights);
    mpq_clear(q);
    free(copy);
}

static void
expect(const char *text)
{
    sink_clear(&w.out);
    shown_write(&w.shown, &w.style, &w.out);
    ck_assert_str_eq(sink_text(&w.out), text);
}

static void
expect_json(const char *text)
{
    sink_clear(&w.out);
    shown_write_json(&w.shown, &w.style, &w.out);
    ck_assert_str_eq(sink_text(&w.out), text);
}

/* ---- numbers ---- */

static void
expect_number(const char *number, const char *text)
{
    mpq_t q;
    mpq_init(q);
    ck_assert_int_eq(mpq_set_str(q, number, 10), 0);
    mpq_canonicalize(q);
    sink_clear(&w.out);
    number_write(q, &w.style, &w.out);
    mpq_clear(q);
    ck_assert_str_eq(sink_text(&w.out), text);
}

START_TEST(test_numbers)
{
    expect_number("17/21", "17/21   # 0.809524\n");
    expect_number("1/2", "1/2   # 0.5\n");
    expect_number("2", "2\n");
    expect_number("0", "0\n");
    expect_number("-1/3", "-1/3   # -0.333333\n");
    w.style.digits = 3;
    expect_number("17/21", "17/21   # 0.81\n");
    w.style.color = true;
    expect_number("1/2", "1/2   \033[2m# 0.5\033[0m\n");
    expect_number("7", "7\n");
}
END_TEST

#define NINES "99999999999999999999999999999999999999999999999999" /* 50 */

START_TEST(test_long_numbers)
{
    expect_number("1234" NINES "/1000", "1234" NINES "/1000   # 1.235e+50\n");
    w.style.shorten = true;
    /* 58 + 1 + 1 characters are not long, 59 + 1 + 1 are */
    expect_number("12345673" NINES "/2", "12345673" NINES "/2   # 6.17284e+56\n");
    expect_number("123456789" NINES "/2",
                  "1234...9999/2   # 6.17284e+57 (a fraction of 59 and 1 digits; "
                  "show ... as fraction: whole, as decimals: short)\n");
    expect_number("-1/98765432" NINES "7",
                  "-1/9876...9997   # -1.0125e-59 (a fraction of 1 and 59 digits; "
                  "show ... as fraction: whole, as decimals: short)\n");
    expect_number("1234" NINES NINES, "1234...9999   # 1.235e+103 (an integer of 104 digits; "
                                      "show ... as fraction: whole, as decimals: short)\n");
}
END_TEST

START_TEST(test_very_long_number)
{
    mpq_t q;
    mpq_init(q);
    mpz_ui_pow_ui(mpq_numref(q), 10, 1202);
    mpz_add_ui(mpq_numref(q), mpq_numref(q), 1);
    mpz_ui_pow_ui(mpq_denref(q), 10, 1203);
    w.style.shorten = true;
    number_write(q, &w.style, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "1000...0001/1000...0000   # 0.1 (a fraction of 1,203 and "
                                        "1,204 digits; show ... as fraction: whole, "
                                        "as decimals: short)\n");
    sink_clear(&w.out);
    number_write_json(q, &w.style, &w.out);
    ck_assert(strstr(sink_text(&w.out), "...") == NULL);
    ck_assert_uint_gt(w.out.count, 2400);
    mpq_clear(q);
}
END_TEST

START_TEST(test_number_json)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 17, 21);
    number_write_json(q, &w.style, &w.out);
    mpq_set_si(q, -2, 1);
    number_write_json(q, &w.style, &w.out);
    mpq_clear(q);
    ck_assert_str_eq(sink_text(&w.out),
                     "{\"kind\":\"number\",\"value\":\"17/21\",\"decimal\":"
                     "\"0.809524\"}\n"
                     "{\"kind\":\"number\",\"value\":\"-2\",\"decimal\":\"-2\"}\n");
}
END_TEST

/* ---- states ---- */

START_TEST(test_state_on_a_line)
{
    start(NULL, NONE, WIRES({NULL, &w.cancer}, ));
    row("3/5 2/5");
    expect("3/5|cancer> + 2/5|healthy>   # 0.6, 0.4\n");
    w.shown.name = names_add_text(&w.names, "c");
    expect("state c : Cancer = 3/5|cancer> + 2/5|healthy>   # 0.6, 0.4\n");
    w.style.color = true;
    expect("state c : Cancer = 3/5|cancer> + 2/5|healthy>   \033[2m# 0.6, 0.4\033[0m\n");
}
END_TEST

START_TEST(test_state_points)
{
    start("x", NONE, WIRES({"B", &w.bit}, {NULL, &w.cancer}, ));
    row("0 0 0 1");
    expect("state x : (B : Bit) * Cancer = |1,healthy>\n");
    start(NULL, NONE, NONE);
    row("1");
    expect("|>\n");
    w.shown.name = names_add_text(&w.names, "state");
    expect("state \"state\" : 1 = |>\n");
}
END_TEST

START_TEST(test_state_on_many_lines)
{
    start("omega", NONE, WIRES({"S", &w.smoking}, {"T", &w.tar}, {"C", &w.cancer}, ));
    row("1/2 1/10 1/100 1/50 1/10 1/20 0 11/50");
    expect("state omega : (S : Smoking) * (T : Tar) * (C : Cancer) =\n"
           "      1/2|smoker,tar,cancer>       +   # 0.5\n"
           "     1/10|smoker,tar,healthy>      +   # 0.1\n"
           "    1/100|smoker,clean,cancer>     +   # 0.01\n"
           "     1/50|smoker,clean,healthy>    +   # 0.02\n"
           "     1/10|nonsmoker,tar,cancer>    +   # 0.1\n"
           "     1/20|nonsmoker,tar,healthy>   +   # 0.05\n"
           "    11/50|nonsmoker,clean,healthy>     # 0.22\n");
    w.shown.name = NULL;
    expect("# (S : Smoking) * (T : Tar) * (C : Cancer)\n"
           "  1/2|smoker,tar,cancer>       +   # 0.5\n"
           " 1/10|smoker,tar,healthy>      +   # 0.1\n"
           "1/100|smoker,clean,cancer>     +   # 0.01\n"
           " 1/50|smoker,clean,healthy>    +   # 0.02\n"
           " 1/10|nonsmoker,tar,cancer>    +   # 0.1\n"
           " 1/20|nonsmoker,tar,healthy>   +   # 0.05\n"
           "11/50|nonsmoker,clean,healthy>     # 0.22\n");
}
END_TEST

START_TEST(test_state_just_fits)
{
    start("c", NONE, WIRES({NULL, &w.cancer}, ));
    row("3/5 2/5");
    w.style.width = 58;
    expect("state c : Cancer = 3/5|cancer> + 2/5|healthy>   # 0.6, 0.4\n");
    w.style.width = 57;
    expect("state c : Cancer =\n"
           "    3/5|cancer>  +   # 0.6\n"
           "    2/5|healthy>     # 0.4\n");
    w.style.width = 0;
    w.shown.name = NULL;
    expect("# Cancer\n"
           "3/5|cancer>  +   # 0.6\n"
           "2/5|healthy>     # 0.4\n");
}
END_TEST

START_TEST(test_state_weighted)
{
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    w.shown.weighted = true;
    row("0 0");
    expect("0|0>\n");
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    w.shown.weighted = true;
    row("1 -1/3");
    expect("1|0> + -1/3|1>   # 1, -0.333333\n");
    w.shown.name = names_add_text(&w.names, "d");
    expect("let d = 1|0> + -1/3|1>   # 1, -0.333333\n");
    w.style.width = 10;
    expect("# Bit\n"
           "let d =\n"
           "       1|0> +   # 1\n"
           "    -1/3|1>     # -0.333333\n");
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    w.shown.weighted = true;
    w.style.width = 80;
    row("2 1");
    expect("2|0> + 1|1>\n");
}
END_TEST

START_TEST(test_state_characters)
{
    start("\xc3\xb6 1", NONE,
          WIRES({"gr\xc3\xb6\xc3\x9f"
                 "e",
                 &w.odd}, ));
    row("1/3 1/3 1/3");
    w.style.width = 40;
    expect("state \"\xc3\xb6 1\" : (gr\xc3\xb6\xc3\x9f"
           "e : \"Odd type\") =\n"
           "    1/3|-2>            +   # 0.333333\n"
           "    1/3|gr\xc3\xbc\xc3\x9f>          +   # 0.333333\n"
           "    1/3|\"a \\\"b\\\"\\xff\">     # 0.333333\n");
}
END_TEST

START_TEST(test_state_shortened)
{
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    row("1/123456789" NINES NINES " 123456789" NINES "/1123456789" NINES);
    w.style.shorten = true;
    expect("1/1234...9999|0> + 1234...9999/1123...9999|1>   # 8.1e-109, 0.10989\n"
           "# (long fractions are shortened, the longest has 59 and 60 digits; "
           "show ... as fraction: whole, as decimals: short)\n");
}
END_TEST

/* Wide fractions stick out; they do not push the others away. */
START_TEST(test_state_sticks_out)
{
    char number[400] = "1/1";
    memset(number + 3, '0', 300);
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    row(strcat(number, " 1/2"));
    shown_write(&w.shown, &w.style, &w.out);
    const char *last = strstr(sink_text(&w.out), "+   # 1e-300\n");
    ck_assert_ptr_nonnull(last);
    ck_assert_uint_eq(strspn(strchr(last, '\n') + 1, " "), 200 - strlen("1/2"));
}
END_TEST

START_TEST(test_large_state)
{
    start("big", NONE, WIRES({NULL, &w.wide}, ));
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, 1, 100000);
    for (uint32_t i = 0; i < 100000; i++)
        matrix_add_entry(&w.matrix, &i, q);
    matrix_end_row(&w.matrix, false);
    mpq_clear(q);
    shown_write(&w.shown, &w.style, &w.out);
    const char *head = "state big : Wide =\n    1/100000|1>      +   # 0.00001\n";
    const char *tail = "+   # 0.00001\n    1/100000|100000>     # 0.00001\n";
    ck_assert_int_eq(strncmp(sink_text(&w.out), head, strlen(head)), 0);
    ck_assert_str_eq(sink_text(&w.out) + w.out.count - strlen(tail), tail);
}
END_TEST

/* ---- channels ---- */

START_TEST(test_channel)
{
    start("coins", WIRES({NULL, &w.bit}, ), WIRES({NULL, &w.bit}, {NULL, &w.bit}, ));
    row("81/100 9/100 9/100 1/100");
    row("1/25 4/25 4/25 16/25");
    w.style.width = 86;
    expect("channel coins : Bit -> Bit * Bit = {\n"
           "  0 -> 81/100|0,0> + 9/100|0,1> + 9/100|1,0> + 1/100|1,1>   # 0.81, 0.09, 0.09, 0.01\n"
           "  1 ->   1/25|0,0> +  4/25|0,1> +  4/25|1,0> + 16/25|1,1>   # 0.04, 0.16, 0.16, 0.64\n"
           "}\n");
}
END_TEST

START_TEST(test_channel_without_a_name)
{
    start(NULL, WIRES({"S", &w.smoking}, ), WIRES({"C", &w.cancer}, ));
    row("17/21 4/21");
    row("12/37 25/37");
    expect("# (S : Smoking) -> (C : Cancer)\n"
           "{ smoker    -> 17/21|cancer> +  4/21|healthy>   # 0.809524, 0.190476\n"
           "  nonsmoker -> 12/37|cancer> + 25/37|healthy>   # 0.324324, 0.675676\n"
           "}\n");
    w.style.color = true;
    expect("\033[2m# (S : Smoking) -> (C : Cancer)\033[0m\n"
           "{ smoker    -> 17/21|cancer> +  4/21|healthy>   \033[2m# 0.809524, 0.190476\033[0m\n"
           "  nonsmoker -> 12/37|cancer> + 25/37|healthy>   \033[2m# 0.324324, 0.675676\033[0m\n"
           "}\n");
}
END_TEST

START_TEST(test_channel_of_functions)
{
    start("xor", WIRES({NULL, &w.bit}, {NULL, &w.bit}, ), WIRES({NULL, &w.bit}, ));
    row("1 0");
    row("0 1");
    row("0 1");
    row("1 0");
    expect("channel xor : Bit * Bit -> Bit = {\n"
           "  0,0 -> |0>\n"
           "  0,1 -> |1>\n"
           "  1,0 -> |1>\n"
           "  1,1 -> |0>\n"
           "}\n");
}
END_TEST

/* Rows of several kinds; negative keys stand as they are typed. */
START_TEST(test_channel_mixed)
{
    start("f", WIRES({"X", &w.die}, {NULL, &w.tar}, ), WIRES({NULL, &w.cancer}, ));
    row("1/2 1/2");
    row("1 0");
    row(NULL);
    row("0 1");
    row("1/3 2/3");
    row(NULL);
    expect("channel f : (X : Die) * Tar -> Cancer = {\n"
           "  -1,tar   -> 1/2|cancer>  + 1/2|healthy>   # 0.5, 0.5\n"
           "  -1,clean ->    |cancer>\n"
           "  0,tar    -> undefined\n"
           "  0,clean  ->    |healthy>\n"
           "  1,tar    -> 1/3|cancer>  + 2/3|healthy>   # 0.333333, 0.666667\n"
           "  1,clean  -> undefined\n"
           "}\n");
}
END_TEST

START_TEST(test_channel_undefined)
{
    start(NULL, WIRES({NULL, &w.bit}, ), WIRES({NULL, &w.bit}, ));
    row(NULL);
    row(NULL);
    expect("# Bit -> Bit\n{ 0 -> undefined\n  1 -> undefined\n}\n");
    w.style.width = 1;
    expect("# Bit -> Bit\n{ 0 -> undefined\n  1 -> undefined\n}\n");
}
END_TEST

START_TEST(test_channel_wrapped)
{
    start("c", WIRES({NULL, &w.bit}, ), WIRES({NULL, &w.bit}, {NULL, &w.bit}, ));
    row("81/100 9/100 9/100 1/100");
    row("0 1/2 1/2 0");
    w.style.width = 50;
    expect("channel c : Bit -> Bit * Bit = {\n"
           "  0 -> 81/100|0,0> +  9/100|0,1> +   # 0.81, 0.09\n"
           "        9/100|1,0> +  1/100|1,1>     # 0.09, 0.01\n"
           "  1 ->    1/2|0,1> +    1/2|1,0>     # 0.5, 0.5\n"
           "}\n");
    w.style.width = 10;
    expect("channel c : Bit -> Bit * Bit = {\n"
           "  0 -> 81/100|0,0> +   # 0.81\n"
           "        9/100|0,1> +   # 0.09\n"
           "        9/100|1,0> +   # 0.09\n"
           "        1/100|1,1>     # 0.01\n"
           "  1 ->    1/2|0,1> +   # 0.5\n"
           "          1/2|1,0>     # 0.5\n"
           "}\n");
}
END_TEST

/* No wrapped line is longer than the width, none stops before it must. */
START_TEST(test_channel_widths)
{
    start(NULL, WIRES({NULL, &w.bit}, ), WIRES({NULL, &w.bit}, {NULL, &w.tar}, {NULL, &w.bit}, ));
    row("1/8 1/8 1/8 1/8 1/8 1/8 1/8 1/8");
    row("1 0 0 0 0 0 0 0");
    size_t fewest = SIZE_MAX;
    for (w.style.width = 36; w.style.width < 200; w.style.width++) {
        sink_clear(&w.out);
        shown_write(&w.shown, &w.style, &w.out);
        size_t longest = 0, lines = 0;
        for (const char *p = sink_text(&w.out); *p; p += strcspn(p, "\n") + 1, lines++)
            longest = strcspn(p, "\n") > longest ? strcspn(p, "\n") : longest;
        ck_assert_uint_le(longest, (size_t)w.style.width);
        fewest = lines < fewest ? lines : fewest;
        ck_assert_uint_eq(lines, fewest); /* a wider page never takes more lines */
    }
    ck_assert_uint_eq(fewest, 4);
}
END_TEST

START_TEST(test_channel_weighted)
{
    start(NULL, WIRES({"A", &w.bit}, ), NONE);
    w.shown.weighted = true;
    row("1/3");
    row("1");
    expect("# (A : Bit) -> 1\n{ 0 -> 1/3|>   # 0.333333\n  1 ->   1|>\n}\n");
    start("f", WIRES({"A", &w.bit}, ), WIRES({NULL, &w.tar}, ));
    w.shown.weighted = true;
    row("0 0");
    row("1/3 0");
    expect("# (A : Bit) -> Tar\nlet f = {\n  0 ->   0|tar>\n  1 -> 1/3|tar>   # 0.333333\n}\n");
}
END_TEST

START_TEST(test_pieces)
{
    start(NULL, WIRES({"S", &w.smoking}, {NULL, &w.bit}, ), NONE);
    ports_write(&w.shown.in, &w.out);
    sink_put(&w.out, ";");
    ports_write(&w.shown.out, &w.out);
    sink_put(&w.out, ";");
    tuple_write(&w.shown.in, (const uint32_t[]){0, 1}, &w.out);
    sink_put(&w.out, ";");
    tuple_write(&w.shown.out, NULL, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "(S : Smoking) * Bit;1;smoker,1;");
}
END_TEST

/* ---- JSON ---- */

START_TEST(test_json_text)
{
    json_write_text("a\"b\\\n\t\r\b\f\x01\x1f/\x7f", 13, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "\"a\\\"b\\\\\\n\\t\\r\\b\\f\\u0001\\u001f/\\u007f\"");
    sink_clear(&w.out);
    json_write_text("x\0y", 3, &w.out);
    ck_assert_str_eq(sink_text(&w.out), "\"x\\u0000y\"");
    sink_clear(&w.out);
    json_write_text("\xc3\xbc", 1, &w.out); /* the text ends inside the character */
    ck_assert_str_eq(sink_text(&w.out), "\"\xef\xbf\xbd\"");
    sink_clear(&w.out);
    json_write_string("", &w.out);
    ck_assert_str_eq(sink_text(&w.out), "\"\"");
}
END_TEST

static void
expect_text(const char *text, const char *json)
{
    sink_clear(&w.out);
    json_write_string(text, &w.out);
    ck_assert_str_eq(sink_text(&w.out), json);
}

#define BAD "\xef\xbf\xbd"

START_TEST(test_json_utf8)
{
    expect_text("\xc3\xbc\xe2\x86\x92\xf0\x9f\x98\x80", "\"\xc3\xbc\xe2\x86\x92\xf0\x9f\x98\x80\"");
    expect_text("a\xff"
                "b",
                "\"a" BAD "b\"");
    expect_text("\x80", "\"" BAD "\"");
    expect_text("\xc3", "\"" BAD "\"");         /* cut short */
    expect_text("\xe2\x86", "\"" BAD BAD "\""); /* one for each byte */
    expect_text("\xc3(", "\"" BAD "(\"");       /* no continuation */
    expect_text("\xc0\xaf", "\"" BAD BAD "\""); /* overlong */
    expect_text("\xe0\x80\xaf", "\"" BAD BAD BAD "\"");
    expect_text("\xed\xa0\x80", "\"" BAD BAD BAD "\""); /* a surrogate */
    expect_text("\xed\x9f\xbf", "\"\xed\x9f\xbf\"");
    expect_text("\xf4\x8f\xbf\xbf", "\"\\udbff\\udfff\""); /* no character */
    expect_text("\xf4\x90\x80\x80", "\"" BAD BAD BAD BAD "\""); /* past the last */
    expect_text("\xf8\x88\x80\x80\x80", "\"" BAD BAD BAD BAD BAD "\"");
}
END_TEST

START_TEST(test_json_state)
{
    start("name is not said", NONE, WIRES({"C", &w.cancer}, {NULL, &w.odd}, ));
    row("3/5 0 0 0 1/5 1/5");
    expect_json("{\"kind\":\"state\",\"wires\":[{\"name\":\"C\",\"type\":\"Cancer\"},"
                "{\"name\":null,\"type\":\"Odd type\"}],\"entries\":["
                "{\"labels\":[\"cancer\",\"-2\"],\"p\":\"3/5\"},"
                "{\"labels\":[\"healthy\",\"gr\xc3\xbc\xc3\x9f\"],\"p\":\"1/5\"},"
                "{\"labels\":[\"healthy\",\"a \\\"b\\\"" BAD "\"],\"p\":\"1/5\"}]}\n");
    start(NULL, NONE, NONE);
    row("1");
    expect_json("{\"kind\":\"state\",\"wires\":[],\"entries\":[{\"labels\":[],\"p\":\"1\"}]}\n");
    start(NULL, NONE, WIRES({NULL, &w.bit}, ));
    w.shown.weighted = true;
    row("0 0");
    expect_json(
        "{\"kind\":\"state\",\"weighted\":true,\"wires\":[{\"name\":null,\"type\":\"Bit\"}],"
        "\"entries\":[]}\n");
}
END_TEST

START_TEST(test_json_channel)
{
    start(NULL, WIRES({"D", &w.die}, ), WIRES({"C", &w.cancer}, ));
    row("1/3 2/3");
    row(NULL);
    row("0 1");
    expect_json("{\"kind\":\"channel\",\"inputs\":[{\"name\":\"D\",\"type\":\"Die\"}],"
                "\"outputs\":[{\"name\":\"C\",\"type\":\"Cancer\"}],\"rows\":["
                "{\"given\":[\"-1\"],\"entries\":[{\"labels\":[\"cancer\"],\"p\":\"1/3\"},"
                "{\"labels\":[\"healthy\"],\"p\":\"2/3\"}]},"
                "{\"given\":[\"0\"],\"undefined\":true},"
                "{\"given\":[\"1\"],\"entries\":[{\"labels\":[\"healthy\"],\"p\":\"1\"}]}]}\n");
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("table");
    TCase *t = tcase_create("table");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, test_numbers);
    tcase_add_test(t, test_long_numbers);
    tcase_add_test(t, test_very_long_number);
    tcase_add_test(t, test_number_json);
    tcase_add_test(t, test_state_on_a_line);
    tcase_add_test(t, test_state_points);
    tcase_add_test(t, test_state_on_many_lines);
    tcase_add_test(t, test_state_just_fits);
    tcase_add_test(t, test_state_weighted);
    tcase_add_test(t, test_state_characters);
    tcase_add_test(t, test_state_shortened);
    tcase_add_test(t, test_state_sticks_out);
    tcase_add_test(t, test_large_state);
    tcase_add_test(t, test_channel);
    tcase_add_test(t, test_channel_without_a_name);
    tcase_add_test(t, test_channel_of_functions);
    tcase_add_test(t, test_channel_mixed);
    tcase_add_test(t, test_channel_undefined);
    tcase_add_test(t, test_channel_wrapped);
    tcase_add_test(t, test_channel_widths);
    tcase_add_test(t, test_channel_weighted);
    tcase_add_test(t, test_pieces);
    tcase_add_test(t, test_json_text);
    tcase_add_test(t, test_json_utf8);
    tcase_add_test(t, test_json_state);
    tcase_add_test(t, test_json_channel);
    suite_add_tcase(s, t);
    return s;
}

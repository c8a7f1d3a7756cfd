/* test_lexer.c -- what texts are which tokens. */
#include "diagram/keyword.h"
#include "diagram/signature.h"
#include "grammar.h"
#include "lang/read/lexer.h"
#include "reading.h"

#include "base/utf8.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

/* All tokens of a text as one line: `NAME x, `=`, NUMBER 3`. */
static void
write_tokens(const char *text, size_t count, Sink *out)
{
    Reading r;
    reading_init(&r, text, count);
    Lexer l = {.source = r.source, .names = &r.names, .complain = &r.complain};
    for (;;) {
        Token t = lexer_next(&l, &r.arena);
        ck_assert_uint_le(t.at.start, t.at.end);
        if (t.kind == TOKEN_END)
            break;
        if (out->count)
            sink_put(out, " ");
        if (t.kind == TOKEN_BAD) {
            sink_put(out, "BAD");
            continue;
        }
        const char *kind = token_text(t.kind) ? token_text(t.kind) : token_name(t.kind);
        if (t.kind == TOKEN_NAME || t.kind == TOKEN_NUMBER || t.kind == TOKEN_ACTION)
            sink_put(out, t.text);
        else if (t.kind == TOKEN_STRING || t.kind == TOKEN_COMPARE)
            sink_print(out, "%s[%s]", t.kind == TOKEN_STRING ? "string" : "compare", t.text);
        else if (t.kind == TOKEN_KET) {
            sink_put(out, "ket[");
            for (uint32_t i = 0; i < t.label_count; i++)
                sink_print(out, i ? ",%s" : "%s", t.labels[i].text);
            sink_put(out, "]");
        } else
            sink_put(out, kind);
    }
    reading_clear(&r);
}

static void
check_tokens(const char *text, const char *wanted)
{
    Sink out;
    sink_init(&out);
    write_tokens(text, strlen(text), &out);
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
}

START_TEST(test_numbers)
{
    check_tokens("0 00 12 1.5 1e5 1E5 1e-3 1.25e+10 25% 2.5e-1%",
                 "0 00 12 1.5 1e5 1E5 1e-3 1.25e+10 25% 2.5e-1%");
    check_tokens("1..6", "1 .. 6");
    check_tokens("-3..-1", "- 3 .. - 1");
    check_tokens("1.x", "1 . x");
    check_tokens("1. 5", "1 . 5");
    check_tokens("f.5", "f . 5");
    check_tokens("1.5.3", "1.5 . 3");
    check_tokens("3/4-1", "3 / 4 - 1");
    check_tokens(".5", "BAD");
    check_tokens("x+.5", "x + BAD");
    check_tokens("3rd 4_ 1e 1ex 5'", "BAD BAD BAD BAD BAD");
    check_tokens("1e+ 2", "BAD + 2");
    check_tokens("25%% 7", "25% BAD 7");
}
END_TEST

START_TEST(test_names)
{
    check_tokens("x x' x1_' _ _x P do", "x x' x1_' _ _x P do");
    check_tokens("α été 中文 x₁ Ωmega", "α été 中文 x₁ Ωmega");
    check_tokens("a-b", "a - b");
    check_tokens("typ types Type type", "typ types Type type");
    check_tokens("'x", "BAD x");
}
END_TEST

START_TEST(test_keywords)
{
    static const char *const words[] = {
        "type",     "state",   "channel",  "function",      "box",    "let",     "diagram",
        "show",     "draw",    "plot",     "check",         "model",  "functor", "use",
        "identify", "explain", "bounds",   "witness",       "import", "export",  "to",
        "of",       "as",      "in",       "functionalise", "with",   "from",    "not",
        "latent",   "return",  "repaired", "rounded",       "within",
        "without",
    };
    size_t known = 0, opens = 0;
    for (; keyword_at(known + opens); keyword_at(known + opens)->opens ? opens++ : known++)
        ;
    ck_assert_uint_eq(opens, 2);
    ck_assert_uint_eq(known, sizeof words / sizeof *words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        int kind = token_keyword(words[i], length);
        ck_assert(token_is_keyword(kind));
        ck_assert(kind == TOKEN_ACTION || strcmp(token_text(kind), words[i]) == 0);
        ck_assert(word_is_keyword(words[i], length));
        ck_assert(token_starts_statement(kind) == word_starts_statement(words[i], length));
        ck_assert_int_eq(token_keyword(words[i], length - 1), 0);
    }
}
END_TEST

/* Whatever stands in the list is read, is quoted where it is a name, and says what it starts. */
START_TEST(test_list_of_keywords)
{
    const Keyword *k;
    for (size_t i = 0; (k = keyword_at(i)) != NULL; i++) {
        Sink name, wanted;
        sink_init(&name);
        sink_init(&wanted);
        word_write_name(k->text, &name);
        sink_print(&wanted, k->opens ? "%s" : "string[%s]", k->text);
        check_tokens(k->text, k->opens ? sink_text(&wanted) : k->text);
        check_tokens(sink_text(&name), sink_text(&wanted));
        ck_assert(token_starts_statement(k->kind) == k->starts);
        ck_assert(word_starts_statement(k->text, strlen(k->text)) == k->starts);
        ck_assert(k->kind == TOKEN_ACTION || word_takes(k->text) == 0);
        sink_clear(&wanted);
        sink_clear(&name);
    }
    ck_assert(word_takes("draw") == TAKES_DRAWN);
    ck_assert(word_takes("check") == 0 && word_takes("drawn") == 0 && word_takes("") == 0);
}
END_TEST

START_TEST(test_every_kind_has_a_name)
{
    for (int kind = 0; kind <= TOKEN_SOFT; kind++)
        ck_assert_str_ne(token_name(kind), "something wrong");
}
END_TEST

START_TEST(test_signs)
{
    check_tokens("= == === := : -> <- <-> < <= > >= !=",
                 "= compare[==] compare[===] := : -> <- <-> compare[<] compare[<=] compare[>] "
                 "compare[>=] compare[!=]");
    check_tokens("{}()[],;+-*/^.|..", "{ } ( ) [ ] , ; + - * / ^ . | ..");
    check_tokens("x<-1", "x <- 1");
    check_tokens("x<->y", "x <-> y");
    check_tokens("x< -1", "x compare[<] - 1");
    check_tokens("a->b", "a -> b");
    check_tokens("====", "compare[===] =");
}
END_TEST

START_TEST(test_unicode_twins)
{
    check_tokens("f ⊗ g", "f * g");
    check_tokens("a → b ← c ↔ d", "a -> b <- c <-> d");
    check_tokens("a ≡ b", "a compare[===] b");
    check_tokens("|0⟩ a ⟩ b", "ket[0] a compare[>] b");
    check_tokens("−3 |−3⟩ |a,−1.5>", "- 3 ket[-3] ket[a,-1.5]");
    check_tokens("f⊗g", "f * g");
}
END_TEST

START_TEST(test_kets)
{
    check_tokens("1/2|0>+p|a,b>", "1 / 2 ket[0] + p ket[a,b]");
    check_tokens("|> |⟩ | >", "ket[] ket[] ket[]");
    check_tokens("| a , -1 ,\"x y\", 25% >", "ket[a,-1,x y,25%]");
    check_tokens("|\"a>b\">", "ket[a>b]");
    check_tokens("|x'>", "ket[x']");
    check_tokens("|0>==|1>", "ket[0] compare[==] ket[1]");
    check_tokens("|0>===|1>", "ket[0] compare[===] ket[1]");
    check_tokens("|0>|1>", "ket[0] ket[1]");
    check_tokens("|\"state\">", "ket[state]");
}
END_TEST

START_TEST(test_bars)
{
    check_tokens("P(A | B)", "P ( A | B )");
    check_tokens("P(A|B=b, C) > 1/2", "P ( A | B = b , C ) compare[>] 1 / 2");
    check_tokens("P(A | do(S = s)) < P(B|C) > 0",
                 "P ( A | do ( S = s ) ) compare[<] P ( B | C ) compare[>] 0");
    check_tokens("|Y>=3", "| Y compare[>=] 3");
    check_tokens("|0,\n1>", "| 0 , 1 compare[>]");
    check_tokens("|a b>", "| a b compare[>]");
    check_tokens("|a,>", "| a , compare[>]");
    check_tokens("|,a>", "| , a compare[>]");
    check_tokens("|a # >\n>", "| a compare[>]");
    check_tokens("||a>", "| ket[a]");
    check_tokens("|- 1>", "| - 1 compare[>]");
}
END_TEST

START_TEST(test_bad_kets)
{
    check_tokens("|state> x", "BAD x");
    check_tokens("|3rd> x", "BAD x");
    check_tokens("|a,\"\\q\"> x", "BAD x");
}
END_TEST

START_TEST(test_strings)
{
    check_tokens("\"\" \"a b\" \"\\\"\\\\\"", "string[] string[a b] string[\"\\]");
    check_tokens("\"a\\n\\t\\x41\\x7aB\"", "string[a\n\tAzB]");
    check_tokens("\"é # |\" x", "string[é # |] x");
    check_tokens("\"\\xc3\\xa9\"", "string[é]");
    check_tokens("\"abc\nx", "BAD x");
    check_tokens("\"abc", "BAD");
    check_tokens("\"abc\\\nx", "BAD x");
    check_tokens("\"abc\\", "BAD");
    check_tokens("\"\\x00\" x", "BAD x");
    check_tokens("\"\\x4\" \"\\x\" \"\\X41\" \"\\\xc3\xa9\" x", "BAD BAD BAD BAD x");
    check_tokens("\"a\xff\" \"\x01\" \"a\tb\" x", "BAD BAD string[a\tb] x");
}
END_TEST

START_TEST(test_blanks_and_comments)
{
    check_tokens("\xef\xbb\xbfx", "x");
    check_tokens("x\xef\xbb\xbf", "x BAD");
    check_tokens("a\tb\r\nc\r\r\nd\r", "a b c d");
    check_tokens("a\rb", "a BAD b");
    check_tokens("a # \"\xff\x01 | anything\nb # end", "a b");
    check_tokens("a#", "a");
    check_tokens("", "");
    check_tokens("a\vb\fc", "a BAD b BAD c");
    Sink out;
    sink_init(&out);
    write_tokens("# a\0b\nx\0\0y", 10, &out);
    ck_assert_str_eq(sink_text(&out), "x BAD y");
    sink_clear(&out);
}
END_TEST

START_TEST(test_strangers)
{
    check_tokens("a\xff\xfe\xfd b", "a BAD b");
    check_tokens("\xc3(", "BAD (");
    check_tokens("\xed\xa0\x80x \xc0\x80 \xf5\x80\x80\x80 \xe2\x8a", "BAD x BAD BAD BAD");
    check_tokens("a\u200bb \u202e x\u00a0y", "a BAD b BAD x BAD y");
    check_tokens("“a” ‘b’ ： ＝ ≤ ≠ × a…b", "BAD a BAD BAD b BAD BAD BAD BAD BAD BAD a BAD b");
    check_tokens("@ $ & ! ? ` \\ %", "BAD BAD BAD BAD BAD BAD BAD BAD");
}
END_TEST

/* What word.c writes without quotes reads back as a name, for each character there is. */
START_TEST(test_names_written_are_read)
{
    size_t wrong = 0;
    Reading r;
    reading_init(&r, "", 0);
    for (uint32_t p = 1; p < 0x30000; p++) {
        char text[8] = "a";
        size_t n = 1;
        if (p >= 0xd800 && p < 0xe000)
            continue;
        if (p < 0x80)
            text[n++] = (char)p;
        else if (p < 0x800) {
            text[n++] = (char)(0xc0 | p >> 6);
            text[n++] = (char)(0x80 | (p & 63));
        } else if (p < 0x10000) {
            text[n++] = (char)(0xe0 | p >> 12);
            text[n++] = (char)(0x80 | (p >> 6 & 63));
            text[n++] = (char)(0x80 | (p & 63));
        } else {
            text[n++] = (char)(0xf0 | p >> 18);
            text[n++] = (char)(0x80 | (p >> 12 & 63));
            text[n++] = (char)(0x80 | (p >> 6 & 63));
            text[n++] = (char)(0x80 | (p & 63));
        }
        Source *s = source_new("t", "", text, n);
        Lexer l = {.source = s, .names = &r.names};
        Token t = lexer_next(&l, &r.arena);
        bool whole = t.kind == TOKEN_NAME && t.at.end == n;
        wrong += whole != word_is_name(text);
        source_free(s);
    }
    ck_assert_uint_eq(wrong, 0);
    reading_clear(&r);
}
END_TEST

START_TEST(test_places)
{
    const char *text = "\xef\xbb\xbf" "é = x\n\n\t\xff" "α";
    Source *s = source_new("t", NULL, text, strlen(text));
    size_t line, column, length;
    source_place(s, 3, &line, &column);
    ck_assert(line == 1 && column == 1);
    source_place(s, 6, &line, &column);
    ck_assert(line == 1 && column == 3);
    source_place(s, (uint32_t)(s->count - 2), &line, &column);
    ck_assert(line == 3 && column == 3);
    source_place(s, (uint32_t)s->count, &line, &column);
    ck_assert(line == 3 && column == 4);
    ck_assert_mem_eq(source_line(s, 4, &length), "é = x", 6);
    ck_assert_uint_eq(length, 6);
    ck_assert_str_eq(s->folder, "");
    source_line(s, 10, &length);
    ck_assert_uint_eq(length, 0);
    source_free(s);
    source_free(NULL);
}
END_TEST

START_TEST(test_spans)
{
    Source *s = source_new("t", "d", "abcdef", 6);
    Span a = {s, 1, 2}, b = {s, 4, 5}, none = {NULL, 0, 0};
    Span over = span_over(b, a);
    ck_assert(over.start == 1 && over.end == 5);
    over = span_over(none, a);
    ck_assert(over.source == s && over.start == 1 && over.end == 2);
    over = span_over(a, none);
    ck_assert(over.source == s && over.start == 1 && over.end == 2);
    source_free(s);
}
END_TEST

START_TEST(test_token_lines)
{
    Reading r;
    reading_init(&r, "let x =\n  \"a\" |0>", 17);
    Lexer l = {.source = r.source, .names = &r.names, .complain = &r.complain};
    Sink out;
    sink_init(&out);
    Token t;
    do {
        t = lexer_next(&l, &r.arena);
        token_write(&t, &out);
    } while (t.kind != TOKEN_END);
    ck_assert_str_eq(sink_text(&out), "1:1 `let`\n1:5 a name x\n1:7 `=`\n2:3 a string \"a\"\n"
                                      "2:7 a ket |0>\n2:10 the end of the text\n");
    sink_clear(&out);
    reading_clear(&r);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("lexer");
    TCase *t = tcase_create("lexer");
    tcase_add_test(t, test_numbers);
    tcase_add_test(t, test_names);
    tcase_add_test(t, test_keywords);
    tcase_add_test(t, test_list_of_keywords);
    tcase_add_test(t, test_every_kind_has_a_name);
    tcase_add_test(t, test_signs);
    tcase_add_test(t, test_unicode_twins);
    tcase_add_test(t, test_kets);
    tcase_add_test(t, test_bars);
    tcase_add_test(t, test_bad_kets);
    tcase_add_test(t, test_strings);
    tcase_add_test(t, test_blanks_and_comments);
    tcase_add_test(t, test_strangers);
    tcase_add_test(t, test_names_written_are_read);
    tcase_add_test(t, test_places);
    tcase_add_test(t, test_spans);
    tcase_add_test(t, test_token_lines);
    suite_add_tcase(s, t);
    return s;
}

/* test_complain.c -- the exact words of complaints about reading, and the form of all of them. */
#include "lang/complain/complain.h"
#include "lang/text/excerpt.h"
#include "reading.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>

typedef struct Case {
    bool bare;
    const char *text, *said;
} Case;

/* A text and all that is said about it. */
static const Case cases[] = {
    {false, "let x = \001\002 3",
     "t:1:9: error: byte 0x01 is a control byte (the first of 2 such bytes) [E001]\n"
     "    let x = \\x01\\x02 3\n"
     "            ^~~~~~~~\n"},
    {false, "let x = \"a\377b\"",
     "t:1:11: error: byte 0xff is not UTF-8 text [E001]\n"
     "    let x = \"a\\xffb\"\n"
     "              ^~~~\n"},
    {false, "let x\342\200\213 = 3",
     "t:1:6: error: the character U+200B cannot be seen [E002]\n"
     "    let x\\u{200b} = 3\n"
     "         ^~~~~~~~\n"
     "    Take it out, or write it inside a string.\n"},
    {false, "let x =\302\2403",
     "t:1:8: error: the character U+00A0 is not a plain space [E002]\n"
     "    let x =\\u{a0}3\n"
     "           ^~~~~~\n"
     "    Write a space.\n"},
    {false, "let x = “a”",
     "t:1:9: error: `“` (U+201C) is not a character of the language [E003]\n"
     "    let x = “a”\n"
     "            ^\n"
     "    Write `\"`.\n"},
    {false, "let x = ‘a’",
     "t:1:9: error: `‘` (U+2018) is not a character of the language [E003]\n"
     "    let x = ‘a’\n"
     "            ^\n"
     "    Write `'`, or `\"` around a string.\n"},
    {false, "state f ： Bit = k",
     "t:1:9: error: `：` (U+FF1A) is not a character of the language [E003]\n"
     "    state f ： Bit = k\n"
     "            ^\n"
     "    Write `:`.\n"},
    {false, "check a ≤ b",
     "t:1:9: error: `≤` (U+2264) is not a character of the language [E003]\n"
     "    check a ≤ b\n"
     "            ^\n"
     "    Write `<=`.\n"},
    {false, "show @",
     "t:1:6: error: `@` means nothing here [E004]\n"
     "    show @\n"
     "         ^\n"
     "    In a name or a label it stands in double quotes: \"...\".\n"},
    {false, "show 'abc'",
     "t:1:6: error: `'` means nothing here [E004]\n"
     "    show 'abc'\n"
     "         ^\n"
     "    Strings stand in double quotes: \"...\".\n"},
    {false, "show a % b",
     "t:1:8: error: `%` means nothing here [E004]\n"
     "    show a % b\n"
     "           ^\n"
     "    A per cent sign follows its number without a space: `25%`.\n"},
    {false, "show !a",
     "t:1:6: error: `!` means nothing here [E004]\n"
     "    show !a\n"
     "         ^\n"
     "    `!=` compares; the opposite of a statement is `not`.\n"},
    {false, "draw d to \"abc",
     "t:1:11: error: this string is not closed [E005]\n"
     "    draw d to \"abc\n"
     "              ^~~~\n"
     "    A string ends on its line with `\"`; `\\n` is a new line in it.\n"},
    {false, "let x = \"a\\qb\"",
     "t:1:11: error: `\\q` is not an escape [E006]\n"
     "    let x = \"a\\qb\"\n"
     "              ^~\n"
     "    There are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\xHH`.\n"},
    {false, "let x = \"\\x4\"",
     "t:1:10: error: `\\x4` is not an escape [E006]\n"
     "    let x = \"\\x4\"\n"
     "             ^~~\n"
     "    There are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\xHH`.\n"},
    {false, "let x = \"\\x00\"",
     "t:1:10: error: a string cannot contain a NUL byte [E006]\n"
     "    let x = \"\\x00\"\n"
     "             ^~~~\n"},
    {false, "let x = .5 + 1",
     "t:1:9: error: a number starts with a digit [E007]\n"
     "    let x = .5 + 1\n"
     "            ^~\n"
     "    Write `0.5`.\n"},
    {false, "type T = {1st, 2nd}",
     "t:1:11: error: `1st` is neither a number nor a name [E008]\n"
     "    type T = {1st, 2nd}\n"
     "              ^~~\n"
     "    As a name or a label it is quoted: `\"1st\"`; a product is written with `*`.\n"},
    {false, "state f = 1/2|3rd>",
     "t:1:15: error: `3rd` is neither a number nor a name [E008]\n"
     "    state f = 1/2|3rd>\n"
     "                  ^~~\n"
     "    As a name or a label it is quoted: `\"3rd\"`; a product is written with `*`.\n"},
    {false, "state f = 1/2|0,\n"
     " 1> + 1/2|1>",
     "t:1:14: error: this `|` starts no ket [E009]\n"
     "    state f = 1/2|0,\n"
     "                 ^\n"
     "    A ket stands on one line: `|`, labels with commas between them, `>`.\n"},
    {false, "show a || b",
     "t:1:8: error: this `|` starts no ket [E009]\n"
     "    show a || b\n"
     "           ^\n"
     "    A ket stands on one line: `|`, labels with commas between them, `>`.\n"},
    {false, "show x)\n",
     "t:1:7: error: `)` closes nothing [E013]\n"
     "    show x)\n"
     "          ^\n"},
    {false, "show }",
     "t:1:6: error: `}` closes nothing [E013]\n"
     "    show }\n"
     "         ^\n"},
    {false, "}",
     "t:1:1: error: `}` closes nothing [E013]\n"
     "    }\n"
     "    ^\n"},
    {false, "let 3 = x",
     "t:1:5: error: unexpected `3`: expected a name [E010]\n"
     "    let 3 = x\n"
     "        ^\n"},
    {false, "show f(a,)",
     "t:1:10: error: unexpected `)`: expected an expression [E010]\n"
     "    show f(a,)\n"
     "             ^\n"},
    {false, "type T = {a b}",
     "t:1:13: error: unexpected `b`: expected `}`, `,` or `..` [E010]\n"
     "    type T = {a b}\n"
     "                ^\n"},
    {false, "type T {a}",
     "t:1:8: error: unexpected `{`: expected `=` or the next statement [E010]\n"
     "    type T {a}\n"
     "           ^\n"},
    {false, "show -)",
     "t:1:7: error: `)` closes nothing [E013]\n"
     "    show -)\n"
     "          ^\n"},
    {false, "show x as 3",
     "t:1:11: error: unexpected `3`: expected a name [E010]\n"
     "    show x as 3\n"
     "              ^\n"},
    {false, "import foo",
     "t:1:8: error: unexpected `foo`: expected a string [E010]\n"
     "    import foo\n"
     "           ^~~\n"
     "    The name of a file stands in quotes: \"lesson.diag\".\n"},
    {false, "functor F { A = }",
     "t:1:17: error: unexpected `}`: expected an expression [E010]\n"
     "    functor F { A = }\n"
     "                    ^\n"},
    {false, "type T = {1..}",
     "t:1:14: error: unexpected `}`: expected a label [E010]\n"
     "    type T = {1..}\n"
     "                 ^\n"},
    {false, "check a == not b",
     "t:1:12: error: unexpected `not`: expected an expression [E010]\n"
     "    check a == not b\n"
     "               ^~~\n"
     "    `not` stands before a whole comparison; further inside it needs parentheses.\n"},
    {false, "box b : A -> B = {}",
     "t:1:16: error: unexpected `=`: expected `*` or the next statement [E010]\n"
     "    box b : A -> B = {}\n"
     "                   ^\n"
     "    A box has no table: `channel` has.\n"},
    {false, "diagram d(b : B) { x = noisy(b) return x }",
     "t:1:22: error: unexpected `=`: expected `,` or `<-` [E010]\n"
     "    diagram d(b : B) { x = noisy(b) return x }\n"
     "                         ^\n"
     "    In a diagram a wire is given by `<-`.\n"},
    {false, "diagram d(x : A) { y <- f(x) }",
     "t:1:30: error: unexpected `}`: expected a name, `in`, `return` or an operator [E010]\n"
     "    diagram d(x : A) { y <- f(x) }\n"
     "                                 ^\n"
     "    A diagram says at its end what it gives: `return x`.\n"},
    {false, "state x : Bit -> Bit = k",
     "t:1:15: error: unexpected `->`: expected `=` or `*` [E010]\n"
     "    state x : Bit -> Bit = k\n"
     "                  ^~\n"},
    {false, "from x",
     "t:1:1: error: unexpected `from`: expected a statement [E010]\n"
     "    from x\n"
     "    ^~~~\n"},
    {false, "let x =",
     "t:1:8: error: the statement is not finished: expected an expression [E011]\n"
     "    let x =\n"
     "           ^\n"},
    {false, "let x =   # later\n"
     "\n"
     "show y",
     "t:1:8: error: the statement is not finished: expected an expression [E011]\n"
     "    let x =   # later\n"
     "           ^\n"},
    {false, "let\n"
     "  x\n"
     "  =\n"
     "show y",
     "t:3:4: error: the statement is not finished: expected an expression [E011]\n"
     "      =\n"
     "       ^\n"
     "    The statement starts with `let` at line 1.\n"},
    {false, "type T =",
     "t:1:9: error: the statement is not finished: expected a type [E011]\n"
     "    type T =\n"
     "            ^\n"},
    {false, "export d",
     "t:1:9: error: the statement is not finished: expected `to`, `with`, `in` or an operator "
     "[E011]\n"
     "    export d\n"
     "            ^\n"},
    {false, "channel f : A -> B = { 0 -> k\n"
     "\n"
     "show f",
     "t:3:1: error: `{` opened at line 1 is not closed [E012]\n"
     "    show f\n"
     "    ^~~~\n"
     "    `show` starts a statement: close with `}` before it.\n"},
    {false, "channel f : A -> B = { 0 -> k\n",
     "t:1:22: error: `{` opened at line 1 is not closed [E012]\n"
     "    channel f : A -> B = { 0 -> k\n"
     "                         ^\n"
     "    The text ends without its `}`.\n"},
    {false, "show f(a\n"
     "let y = [b",
     "t:2:1: error: `(` opened at line 1 is not closed [E012]\n"
     "    let y = [b\n"
     "    ^~~\n"
     "    `let` starts a statement: close with `)` before it.\n"
     "t:2:9: error: unexpected `[`: expected an expression [E010]\n"
     "    let y = [b\n"
     "            ^\n"},
    {false, "show f(a]",
     "t:1:9: error: `]` does not close `(` opened at line 1 [E013]\n"
     "    show f(a]\n"
     "            ^\n"
     "    It is closed by `)`.\n"},
    {false, "show f([a)",
     "t:1:8: error: unexpected `[`: expected an expression, `)` or `|` [E010]\n"
     "    show f([a)\n"
     "           ^\n"},
    {false, "let to = 3",
     "t:1:5: error: `to` is a word of the language [E015]\n"
     "    let to = 3\n"
     "        ^~\n"
     "    As a name or a label it is quoted: `\"to\"`.\n"},
    {false, "model m {\n"
     "  state : Bit\n"
     "}",
     "t:2:3: error: `state` is a word of the language [E015]\n"
     "      state : Bit\n"
     "      ^~~~~\n"
     "    As a name or a label it is quoted: `\"state\"`.\n"},
    {false, "state f = 1/2|state>",
     "t:1:15: error: `state` is a word of the language [E015]\n"
     "    state f = 1/2|state>\n"
     "                  ^~~~~\n"
     "    As a name or a label it is quoted: `\"state\"`.\n"},
    {false, "let x = show y",
     "t:1:9: error: `show` begins a statement, and this is one already [E015]\n"
     "    let x = show y\n"
     "            ^~~~\n"
     "    `let` names a value, and a statement has none.\n"},
    {false, "let x = show",
     "t:1:9: error: `show` is a word of the language [E015]\n"
     "    let x = show\n"
     "            ^~~~\n"
     "    As a name or a label it is quoted: `\"show\"`.\n"},
    {false, "fair ; noisy   # hello",
     "t:1:1: error: a statement starts with a keyword [E016]\n"
     "    fair ; noisy   # hello\n"
     "    ^~~~\n"
     "    To see its value write `show fair ; noisy`.\n"},
    {false, "(1 + 2)",
     "t:1:1: error: a statement starts with a keyword [E016]\n"
     "    (1 + 2)\n"
     "    ^\n"
     "    To see its value write `show (1 + 2)`.\n"},
    {false, "stat fair = k",
     "t:1:1: error: `stat` starts no statement [E017]\n"
     "    stat fair = k\n"
     "    ^~~~\n"
     "    Did you mean `state`?\n"},
    {false, "shwo x",
     "t:1:1: error: `shwo` starts no statement [E017]\n"
     "    shwo x\n"
     "    ^~~~\n"
     "    Did you mean `show`?\n"},
    {false, "SHOW x",
     "t:1:1: error: `SHOW` starts no statement [E017]\n"
     "    SHOW x\n"
     "    ^~~~\n"
     "    Did you mean `show`?\n"},
    {true, "lat y = 3",
     "t:1:1: error: `lat` starts no statement [E017]\n"
     "    lat y = 3\n"
     "    ^~~\n"
     "    Did you mean `let`?\n"},
    {false, "show x\n"
     "lett y = 3",
     "t:2:1: error: `lett` starts no statement [E017]\n"
     "    lett y = 3\n"
     "    ^~~~\n"
     "    Did you mean `let`?\n"},
    {false, "x = 3",
     "t:1:1: error: a name is given a value by `let` [E018]\n"
     "    x = 3\n"
     "    ^\n"
     "    Write `let x = ...`.\n"},
    {true, "x = 3",
     "t:1:1: error: a name is given a value by `let` [E018]\n"
     "    x = 3\n"
     "    ^\n"
     "    Write `let x = ...`.\n"},
    {false, "a, b = comb(x)",
     "t:1:1: error: a name is given a value by `let` [E018]\n"
     "    a, b = comb(x)\n"
     "    ^~~~\n"
     "    Write `let a, b = ...`.\n"},
    {false, "show 1\n"
     "x <- f(y)",
     "t:2:1: error: a name is given a value by `let` [E018]\n"
     "    x <- f(y)\n"
     "    ^\n"
     "    Write `let x = ...`.\n"},
    {false, "let x = 3;\n"
     "let y = 4",
     "t:1:10: error: `;` is composition, and nothing follows to compose with [E019]\n"
     "    let x = 3;\n"
     "             ^\n"
     "    Take it out: nothing stands at the end of a statement, or of a line.\n"},
    {false, "type Bit = {0,1};\n"
     "show x",
     "t:1:17: error: `;` is composition, and nothing follows to compose with [E019]\n"
     "    type Bit = {0,1};\n"
     "                    ^\n"
     "    Take it out: nothing stands at the end of a statement, or of a line.\n"},
    {false, "show x;",
     "t:1:7: error: `;` is composition, and nothing follows to compose with [E019]\n"
     "    show x;\n"
     "          ^\n"
     "    Take it out: nothing stands at the end of a statement, or of a line.\n"},
    {false, "diagram d(a : A) {\n"
     " x <- f(a);\n"
     " y <- g(x)\n"
     " return y }",
     "t:2:11: error: `;` is composition, and nothing follows to compose with [E019]\n"
     "     x <- f(a);\n"
     "              ^\n"
     "    Take it out: nothing stands at the end of a statement, or of a line.\n"},
    {false, "diagram d(a : A) {\n"
     " x <- f(a)\n"
     " return x; }",
     "t:3:10: error: `;` is composition, and nothing follows to compose with [E019]\n"
     "     return x; }\n"
     "             ^\n"
     "    Take it out: nothing stands at the end of a statement, or of a line.\n"},
    {false, "channel f : A -> B = {0 -> k, 1 -> l}",
     "t:1:29: error: no comma stands between rows or items [E020]\n"
     "    channel f : A -> B = {0 -> k, 1 -> l}\n"
     "                                ^\n"
     "    Take it out.\n"},
    {false, "model m { X : Bit, Y : Bit }",
     "t:1:18: error: no comma stands between rows or items [E020]\n"
     "    model m { X : Bit, Y : Bit }\n"
     "                     ^\n"
     "    Take it out.\n"},
    {false, "model m { X : Bit <- Y, Z : Bit }",
     "t:1:23: error: no comma stands between rows or items [E020]\n"
     "    model m { X : Bit <- Y, Z : Bit }\n"
     "                          ^\n"
     "    Take it out.\n"},
    {false, "channel f : A*A -> B = {(0,0) -> k}",
     "t:1:25: error: the labels of a row stand without parentheses [E021]\n"
     "    channel f : A*A -> B = {(0,0) -> k}\n"
     "                            ^\n"
     "    Write `0,0 -> ...`.\n"},
    {false, "channel f : A*A -> B = {0,0 -> k (0,1) -> l}",
     "t:1:34: error: the labels of a row stand without parentheses [E021]\n"
     "    channel f : A*A -> B = {0,0 -> k (0,1) -> l}\n"
     "                                     ^~~~~\n"
     "    Write `0,0 -> ...`.\n"},
    {false, "// hello",
     "t:1:1: error: `//` starts no comment [E022]\n"
     "    // hello\n"
     "    ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "/* hello */",
     "t:1:1: error: `/*` starts no comment [E022]\n"
     "    /* hello */\n"
     "    ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "-- hello",
     "t:1:1: error: `--` starts no comment [E022]\n"
     "    -- hello\n"
     "    ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "show x // the x",
     "t:1:8: error: `//` starts no comment [E022]\n"
     "    show x // the x\n"
     "           ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "show x /* the x */",
     "t:1:8: error: `/*` starts no comment [E022]\n"
     "    show x /* the x */\n"
     "           ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "show y -- the y is",
     "t:1:8: error: `--` starts no comment [E022]\n"
     "    show y -- the y is\n"
     "           ^~\n"
     "    A comment starts with `#`.\n"},
    {false, "channel noisy = {0 -> k}",
     "t:1:9: error: a channel says both its types [E023]\n"
     "    channel noisy = {0 -> k}\n"
     "            ^~~~~\n"
     "    Write `channel k : A -> B = { ... }`; what has no inputs is a `state`.\n"},
    {false, "function f : A = k",
     "t:1:16: error: a function says both its types [E023]\n"
     "    function f : A = k\n"
     "                   ^\n"
     "    Write `function f : A -> B = { ... }`.\n"},
    {false, "box b",
     "t:1:5: error: a box says its types [E023]\n"
     "    box b\n"
     "        ^\n"
     "    Write `box b : A -> B`.\n"},
    {false, "model m { S : B -> T }",
     "t:1:17: error: an arrow of a model stands between the names of variables [E024]\n"
     "    model m { S : B -> T }\n"
     "                    ^~\n"
     "    Write `S -> T`, `S <-> T` or `{S, R} -> T`.\n"},
    {false, "diagram d(b) { return b }",
     "t:1:11: error: an input of a diagram says its type [E023]\n"
     "    diagram d(b) { return b }\n"
     "              ^\n"
     "    Write `diagram d(x : Type) { ... }`.\n"},
    {false, "check a = b",
     "t:1:9: error: `=` declares; it does not compare [E025]\n"
     "    check a = b\n"
     "            ^\n"
     "    Write `==` for the same meaning, `===` for the same diagram.\n"},
    {false, "check not (a = b)",
     "t:1:14: error: `=` declares; it does not compare [E025]\n"
     "    check not (a = b)\n"
     "                 ^\n"
     "    Write `==` for the same meaning, `===` for the same diagram.\n"},
    {false, "diagram d(b : B) { x <- noisy b return x }",
     "t:1:31: error: nothing joins `noisy` and `b` [E026]\n"
     "    diagram d(b : B) { x <- noisy b return x }\n"
     "                                  ^\n"
     "    Write `noisy(b)` to apply, `noisy ; b` to compose.\n"},
    {false, "show noisy b",
     "t:1:12: error: nothing joins `noisy` and `b` [E026]\n"
     "    show noisy b\n"
     "               ^\n"
     "    Write `noisy(b)` to apply, `noisy ; b` to compose.\n"},
    {false, "show 2 x",
     "t:1:8: error: nothing joins `2` and `x` [E026]\n"
     "    show 2 x\n"
     "           ^\n"
     "    Write `2|x>` for a label, `2 * x` for a product.\n"},
    {false, "check a == b == c",
     "t:1:14: error: comparisons do not follow one another [E027]\n"
     "    check a == b == c\n"
     "                 ^~\n"
     "    Write two statements, or put one comparison in parentheses.\n"},
    {false, "check f(a == b) < c == d",
     "t:1:21: error: comparisons do not follow one another [E027]\n"
     "    check f(a == b) < c == d\n"
     "                        ^~\n"
     "    Write two statements, or put one comparison in parentheses.\n"},
    {false, "show f((a == b) ; {0 -> c < d})",
     "t:1:27: error: unexpected `<`: expected a label, `}` or an operator [E010]\n"
     "    show f((a == b) ; {0 -> c < d})\n"
     "                              ^\n"},
    {true, "; noisy",
     "t:1:1: error: a statement cannot start with `;` [E028]\n"
     "    ; noisy\n"
     "    ^\n"
     "    When a statement goes on, its operator stands at the end of the line before.\n"},
    {false, "* noisy",
     "t:1:1: error: a statement cannot start with `*` [E028]\n"
     "    * noisy\n"
     "    ^\n"
     "    When a statement goes on, its operator stands at the end of the line before.\n"},
    {true, "a == b\n"
     "== c",
     "t:2:1: error: a statement cannot start with `==` [E028]\n"
     "    == c\n"
     "    ^~\n"
     "    When a statement goes on, its operator stands at the end of the line before.\n"},
    {false, "show (X | Y > 3)",
     "t:1:9: error: `| Y >` is read as a ket [E029]\n"
     "    show (X | Y > 3)\n"
     "            ^~~~~\n"
     "    A bar before a condition stands in a question: P(X | Y > 3).\n"},
};

START_TEST(test_words)
{
    const Case *c = &cases[_i];
    Reading r;
    reading_init(&r, c->text, strlen(c->text));
    reading_run(&r, c->bare);
    ck_assert_str_eq(sink_text(&r.said), c->said);
    ck_assert_int_eq(r.complain.status, EXIT_WRONG);
    reading_clear(&r);
}
END_TEST

/* Every code from E001 to E029 has a case above or below. */
START_TEST(test_all_codes_are_tried)
{
    for (int code = 1; code <= 29; code++) {
        char text[16];
        snprintf(text, sizeof text, "[E%03d]", code);
        bool found = code == 14; /* test_too_deep */
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            found |= strstr(cases[i].said, text) != NULL;
        ck_assert_msg(found, "%s", text);
    }
}
END_TEST

/* The first line of what is said about a text. */
static void
check_first_line(const char *text, size_t count, const char *wanted)
{
    Reading r;
    reading_init(&r, text, count);
    reading_run(&r, false);
    const char *said = sink_text(&r.said);
    size_t length = strcspn(said, "\n");
    ck_assert_uint_eq(length, strlen(wanted));
    ck_assert_mem_eq(said, wanted, length);
    reading_clear(&r);
}

START_TEST(test_nul_bytes)
{
    check_first_line("show \0", 6, "t:1:6: error: byte 0x00 is a NUL byte [E001]");
    check_first_line("show \0\0\xff x", 10,
                     "t:1:6: error: byte 0x00 is a NUL byte (the first of 3 such bytes) [E001]");
    check_first_line("show \"a\0\"", 9, "t:1:8: error: byte 0x00 is a NUL byte [E001]");
}
END_TEST

START_TEST(test_too_deep)
{
    static const struct {
        const char *start, *part, *wanted;
    } texts[] = {
        {"show ", "(", "t:1:1006: error: more than 1000 brackets are open here [E014]"},
        {"show ", "-", "t:1:4004: error: this is nested more than 1000 deep [E014]"},
        {"show a", ".a", "t:1:6: error: this is nested more than 1000 deep [E014]"},
        {"show\na", "\n.a", "t:2:1: error: this is nested more than 1000 deep [E014]"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Sink text;
        sink_init(&text);
        sink_put(&text, texts[i].start);
        for (int n = 0; n < 5000; n++)
            sink_put(&text, texts[i].part);
        check_first_line(sink_text(&text), text.count, texts[i].wanted);
        sink_clear(&text);
    }
}
END_TEST

START_TEST(test_json)
{
    Reading r;
    const char *text = "show x\n  x = \"a\\q\"";
    reading_init(&r, text, strlen(text));
    reading_run(&r, false);
    ck_assert_str_eq(sink_text(&r.json),
                     "{\"kind\":\"error\",\"status\":\"wrong\",\"code\":\"E018\","
                     "\"message\":\"a name is given a value by `let`\","
                     "\"file\":\"t\",\"line\":2,\"column\":3}\n");
    reading_clear(&r);
}
END_TEST

START_TEST(test_verdicts_and_status)
{
    Sink said, json;
    sink_init(&said);
    sink_init(&json);
    Complainer c = {.err = &said, .json = &json};
    Span nowhere = {0};
    ck_assert(!complain_as(&c, GAVE_UP, EXIT_LIMIT, "E900", nowhere, "wait", "too %s", "long"));
    ck_assert_int_eq(c.status, EXIT_LIMIT);
    ck_assert(!complain(&c, "E901", nowhere, NULL, "wrong"));
    ck_assert_int_eq(c.status, EXIT_LIMIT);
    complain_as(&c, UNDEFINED, EXIT_INTERRUPTED, "E902", nowhere, NULL, "a\nb\033");
    complain_as(&c, NOT_IDENTIFIABLE, EXIT_WRONG, "E903", nowhere, NULL, "no");
    ck_assert_int_eq(c.status, EXIT_INTERRUPTED);
    ck_assert_uint_eq(c.errors, 4);
    ck_assert_str_eq(sink_text(&said),
                     "catgut: error: too long [E900]\n    wait\ncatgut: error: wrong [E901]\n"
                     "catgut: error: a b\\x1b [E902]\ncatgut: error: no [E903]\n");
    ck_assert_str_eq(
        sink_text(&json),
        "{\"kind\":\"error\",\"status\":\"gave up\",\"code\":\"E900\",\"message\":\"too long\"}\n"
        "{\"kind\":\"error\",\"status\":\"wrong\",\"code\":\"E901\",\"message\":\"wrong\"}\n"
        "{\"kind\":\"error\",\"status\":\"undefined\",\"code\":\"E902\","
        "\"message\":\"a b\\\\x1b\"}\n"
        "{\"kind\":\"error\",\"status\":\"not identifiable\",\"code\":\"E903\","
        "\"message\":\"no\"}\n");
    sink_clear(&said);
    sink_clear(&json);
}
END_TEST

START_TEST(test_silence)
{
    Span nowhere = {0};
    ck_assert(!complain(NULL, "E900", nowhere, NULL, "x"));
    warn(NULL, nowhere, "x");
    Complainer c = {0};
    ck_assert(!complain(&c, "E900", nowhere, NULL, "x"));
    warn(&c, nowhere, "x");
    ck_assert_uint_eq(c.errors, 1);
}
END_TEST

START_TEST(test_colour_and_warnings)
{
    Source *s = source_new("a\x1b" "b.diag", NULL, "let x = 1\n", 10);
    Sink said;
    sink_init(&said);
    Complainer c = {.err = &said, .color = true};
    Span at = {s, 4, 5};
    complain(&c, "E900", at, "help", "m");
    warn(&c, at, "n");
    ck_assert_str_eq(sink_text(&said),
                     "a\\x1bb.diag:1:5: \033[1;31merror:\033[0m m [E900]\n"
                     "    let x = 1\n        ^\n"
                     "    help\n"
                     "a\\x1bb.diag:1:5: warning: n\n    let x = 1\n        ^\n");
    ck_assert_int_eq(c.status, EXIT_WRONG);
    ck_assert_uint_eq(c.errors, 1);
    sink_clear(&said);
    source_free(s);
}
END_TEST

START_TEST(test_long_message)
{
    Sink said;
    sink_init(&said);
    Complainer c = {.err = &said};
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    complain(&c, "E900", (Span){0}, NULL, "%s", text);
    ck_assert_uint_eq(said.count, strlen("catgut: error:  [E900]\n") + sizeof text - 1);
    sink_clear(&said);
}
END_TEST

static void
check_excerpt(const char *text, uint32_t start, uint32_t end, const char *wanted)
{
    Source *s = source_new("t", NULL, text, strlen(text));
    Sink out;
    sink_init(&out);
    excerpt_write((Span){s, start, end}, 0, &out);
    ck_assert_str_eq(sink_text(&out), wanted);
    sink_clear(&out);
    source_free(s);
}

START_TEST(test_excerpts)
{
    check_excerpt("abc\ndef\n", 4, 7, "    def\n    ^~~\n");
    check_excerpt("abc\ndef\n", 1, 6, "    abc\n     ^~\n");
    check_excerpt("abc\r\ndef\n", 1, 9, "    abc\n     ^~\n");
    check_excerpt("abc", 3, 3, "    abc\n       ^\n");
    check_excerpt("abc\n", 3, 4, "    abc\n       ^\n");
    check_excerpt("abc\n", 4, 4, "    \n    ^\n");
    check_excerpt("", 0, 0, "    \n    ^\n");
    check_excerpt("\ta\x1b" "b", 1, 4, "     a\\x1bb\n     ^~~~~~\n");
    check_excerpt("é\xff→x", 3, 6, "    é\\xff→x\n         ^\n");
    check_excerpt("\xef\xbb\xbf" "ab", 4, 5, "    ab\n     ^\n");
    check_excerpt("a\u202eb\xc2\x85", 4, 5, "    a\\u{202e}b\\u{85}\n             ^\n");
}
END_TEST

START_TEST(test_windows)
{
    char text[1001], wanted[400];
    for (size_t i = 0; i < 1000; i++)
        text[i] = (char)('a' + i % 26);
    text[1000] = '\0';
    snprintf(wanted, sizeof wanted, "    %.90s...\n    ^~\n", text);
    check_excerpt(text, 0, 2, wanted);
    snprintf(wanted, sizeof wanted, "    ...%.90s...\n       %45s^~~\n", text + 455, "");
    check_excerpt(text, 500, 503, wanted);
    snprintf(wanted, sizeof wanted, "    ...%.90s\n       %90s^\n", text + 910, "");
    check_excerpt(text, 1000, 1000, wanted);
    text[90] = '\0';
    snprintf(wanted, sizeof wanted, "    %.90s\n    %89s^\n", text, "");
    check_excerpt(text, 89, 90, wanted);
}
END_TEST

static void
check_quote(const char *text, size_t count, const char *wanted)
{
    char to[80];
    memset(to, 'Z', sizeof to);
    ck_assert_ptr_eq(quote_text(to, text, count), to);
    ck_assert_str_eq(to, wanted);
}

START_TEST(test_quotes)
{
    check_quote("", 0, "");
    check_quote("abc", 2, "ab");
    check_quote("a\nb\t\x01\xff", 6, "a b \\x01\\xff");
    check_quote("a\0b", 3, "a\\x00b");
    char text[400], wanted[80];
    memset(text, 'x', sizeof text);
    check_quote(text, 60, memcpy(memset(wanted, 0, sizeof wanted), text, 60));
    memcpy(wanted + 60, "...", 4);
    check_quote(text, 61, wanted);
    check_quote(text, 400, wanted);
    for (size_t i = 0; i < 400; i += 2)
        memcpy(text + i, "é", 2);
    memcpy(wanted, text, 76);
    memcpy(wanted + 76, "...", 4);
    check_quote(text, 400, wanted);
    for (size_t i = 0; i + 3 < 400; i += 4)
        memcpy(text + i, "\xf0\x9f\x98\x80", 4);
    memcpy(wanted, text, 76);
    check_quote(text, 400, wanted);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("complain");
    TCase *t = tcase_create("complain");
    tcase_add_loop_test(t, test_words, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(t, test_all_codes_are_tried);
    tcase_add_test(t, test_nul_bytes);
    tcase_add_test(t, test_too_deep);
    tcase_add_test(t, test_json);
    tcase_add_test(t, test_verdicts_and_status);
    tcase_add_test(t, test_silence);
    tcase_add_test(t, test_colour_and_warnings);
    tcase_add_test(t, test_long_message);
    tcase_add_test(t, test_excerpts);
    tcase_add_test(t, test_windows);
    tcase_add_test(t, test_quotes);
    suite_add_tcase(s, t);
    return s;
}

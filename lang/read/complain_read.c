/* complain_read.c -- the sentences about mistakes of reading, E001 to E029; see complain_read.h.
 * The lexer, the reader and diagnose.c find the mistakes; here are only the sentences. */
#include "lang/read/complain_read.h"

#include "grammar.h"
#include "base/utf8.h"
#include "lang/text/excerpt.h"

#include <string.h>

enum { QUOTED = 80, HELP = 400 };

static unsigned
line_of(Span at)
{
    size_t line, column;
    source_place(at.source, at.start, &line, &column);
    return (unsigned)line;
}

/* ---- characters ---- */

bool
complain_bytes(Complainer *c, Span at)
{
    unsigned char byte = (unsigned char)at.source->text[at.start];
    const char *what = byte == 0 ? "a NUL byte" : byte < 0x80 ? "a control byte" : "not UTF-8 text";
    if (at.end - at.start > 1)
        return complain(c, "E001", at, NULL, "byte 0x%02x is %s (the first of %u such bytes)", byte,
                        what, (unsigned)(at.end - at.start));
    return complain(c, "E001", at, NULL, "byte 0x%02x is %s", byte, what);
}

bool
complain_name_long(Complainer *c, Span at)
{
    return complain(c, "E105", at, NULL, "a name or label has at most %d bytes", NAME_MOST);
}

static uint32_t
first_point(Span at)
{
    uint32_t point = 0;
    utf8_read(at.source->text + at.start, at.source->count - at.start, &point);
    return point;
}

bool
complain_invisible(Complainer *c, Span at)
{
    uint32_t point = first_point(at);
    bool blank = utf8_is_blank(point);
    return complain(c, "E002", at,
                    blank ? "Write a space." : "Take it out, or write it inside a string.",
                    "the character U+%04X %s", (unsigned)point,
                    blank ? "is not a plain space" : "cannot be seen");
}

bool
complain_look_alike(Complainer *c, Span at)
{
    char ascii[4] = "", text[QUOTED], help[HELP];
    uint32_t point = first_point(at);
    utf8_looks_like(point, ascii);
    snprintf(help, sizeof help, "Write `%s`%s.", ascii,
             ascii[0] == '\'' ? ", or `\"` around a string" : "");
    if (ascii[0] != '\'')
        complain_fix(c, ascii);
    return complain(c, "E003", at, help, "`%s` (U+%04X) is not a character of the language",
                    quote_span(text, at), (unsigned)point);
}

bool
complain_character(Complainer *c, Span at)
{
    char text[QUOTED];
    const char *help = "In a name or a label it stands in double quotes: \"...\".";
    switch (at.source->text[at.start]) {
    case '\'': help = "Strings stand in double quotes: \"...\"."; break;
    case '%': help = "A per cent sign follows its number without a space: `25%`."; break;
    case '&': help = "A comma joins events: `P(X = a, Y = b)`."; break;
    case '!': help = "`!=` compares; the opposite of a statement is `not`."; break;
    default: break;
    }
    return complain(c, "E004", at, help, "`%s` means nothing here", quote_span(text, at));
}

/* ---- strings, numbers, kets ---- */

bool
complain_string_open(Complainer *c, Span at)
{
    return complain(c, "E005", at,
                    "A string ends on its line with `\"`; `\\n` is a new line in it.",
                    "this string is not closed");
}

bool
complain_text_open(Complainer *c, Span at)
{
    return complain(c, "E005", at, "It ends with three quotes, as it begins.",
                    "this text is not closed");
}

bool
complain_escape(Complainer *c, Span at)
{
    char text[QUOTED];
    return complain(c, "E006", at, "There are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\xHH`.",
                    "`%s` is not an escape", quote_span(text, at));
}

bool
complain_string_nul(Complainer *c, Span at)
{
    return complain(c, "E006", at, NULL, "a string cannot contain a NUL byte");
}

bool
complain_number_point(Complainer *c, Span at)
{
    char text[QUOTED], help[HELP];
    snprintf(help, sizeof help, "Write `0%s`.", quote_span(text, at));
    return complain(c, "E007", at, help, "a number starts with a digit");
}

bool
complain_number_letters(Complainer *c, Span at)
{
    char text[QUOTED], help[HELP];
    quote_span(text, at);
    snprintf(help, sizeof help,
             "As a name or a label it is quoted: `\"%s\"`; a product is written with `*`.", text);
    return complain(c, "E008", at, help, "`%s` is neither a number nor a name", text);
}

bool
complain_ket(Complainer *c, Span at)
{
    return complain(c, "E009", at,
                    "A ket stands on one line: `|`, labels with commas between them, `>`.",
                    "this `|` starts no ket");
}

bool
complain_ket_condition(Complainer *c, Span at)
{
    char text[QUOTED];
    return complain(c, "E029", at, "A bar before a condition stands in a question: P(X | Y > 3).",
                    "`%s` is read as a ket", quote_span(text, at));
}

/* ---- the shape of a statement ---- */

bool
complain_unexpected(Complainer *c, Span at, const char *help, const char *expected)
{
    char text[QUOTED];
    return complain(c, "E010", at, help, "unexpected `%s`: expected %s", quote_span(text, at),
                    expected);
}

bool
complain_unfinished(Complainer *c, Span at, Token keyword, const char *expected,
                    const char *place)
{
    char text[QUOTED], help[HELP];
    unsigned line = line_of(keyword.at);
    snprintf(help, sizeof help, "The statement starts with `%s` at line %u.",
             quote_span(text, keyword.at), line);
    return complain(c, "E011", at, place ? place : line == line_of(at) ? NULL : help,
                    "the statement is not finished: expected %s", expected);
}

static char
closer_of(Token bracket)
{
    return bracket.kind == TOKEN_LBRACE ? '}' : bracket.kind == TOKEN_LPAREN ? ')' : ']';
}

bool
complain_not_closed(Complainer *c, Token found, Token bracket)
{
    char text[QUOTED], help[HELP], open[QUOTED];
    quote_span(open, bracket.at);
    if (found.kind == TOKEN_END) {
        snprintf(help, sizeof help, "The text ends without its `%c`.", closer_of(bracket));
        return complain(c, "E012", bracket.at, help, "`%s` opened at line %u is not closed", open,
                        line_of(bracket.at));
    }
    snprintf(help, sizeof help, "`%s` starts a statement: close with `%c` before it.",
             quote_span(text, found.at), closer_of(bracket));
    return complain(c, "E012", found.at, help, "`%s` opened at line %u is not closed", open,
                    line_of(bracket.at));
}

bool
complain_mismatch(Complainer *c, Token found, Token bracket)
{
    char text[QUOTED], open[QUOTED], help[HELP];
    snprintf(help, sizeof help, "It is closed by `%c`.", closer_of(bracket));
    return complain(c, "E013", found.at, help, "`%s` does not close `%s` opened at line %u",
                    quote_span(text, found.at), quote_span(open, bracket.at), line_of(bracket.at));
}

bool
complain_closes_nothing(Complainer *c, Token found)
{
    char text[QUOTED];
    return complain(c, "E013", found.at, NULL, "`%s` closes nothing", quote_span(text, found.at));
}

bool
complain_too_deep(Complainer *c, Span at)
{
    return complain(c, "E014", at, "Give a part of it a name with `let`.",
                    "this is nested more than %d deep", NODE_DEPTH_MAX);
}

bool
complain_too_many_brackets(Complainer *c, Span at)
{
    return complain(c, "E014", at, "Give a part of it a name with `let`.",
                    "more than %d brackets are open here", NODE_DEPTH_MAX);
}

/* ---- words ---- */

bool
complain_keyword(Complainer *c, Token word)
{
    char help[HELP];
    snprintf(help, sizeof help, "As a name or a label it is quoted: `\"%s\"`.", word.text);
    return complain(c, "E015", word.at, help, "`%s` is a word of the language", word.text);
}

bool
complain_second_statement(Complainer *c, Token word, Token first, bool named)
{
    char begun[QUOTED], help[HELP];
    quote_span(begun, first.at);
    bool identify = strcmp(word.text, "identify") == 0;
    bool shows = strcmp(begun, "draw") == 0 || strcmp(begun, "show") == 0;
    if (named && identify)
        snprintf(help, sizeof help, "It gives the name itself: `identify e = P(...) in m`.");
    else if (named)
        snprintf(help, sizeof help, "`let` names a value, and a statement has none.");
    else if (identify && shows)
        snprintf(help, sizeof help,
                 "Leave out `%s`. With a name, `identify e = P(...) in m`, there is something to "
                 "%s: `%s e`.",
                 begun, begun, begun);
    else
        snprintf(help, sizeof help, "Leave out `%s`, or let it stand on a line of its own.", begun);
    return complain(c, "E015", word.at, help, "`%s` begins a statement, and this is one already",
                    word.text);
}

/* From here to the end of the line, without a comment. */
static Span
rest_of_line(Span at)
{
    size_t length;
    const char *line = source_line(at.source, at.start, &length);
    size_t end = (size_t)(line - at.source->text) + length, start = at.start;
    const char *comment = end > start ? memchr(at.source->text + start, '#', end - start) : NULL;
    if (comment)
        end = (size_t)(comment - at.source->text);
    while (end > at.end && at.source->text[end - 1] == ' ')
        end--;
    return (Span){at.source, at.start, end > at.end ? (uint32_t)end : at.end};
}

bool
complain_no_keyword(Complainer *c, Span at, bool shown)
{
    char text[QUOTED], help[HELP];
    quote_span(text, rest_of_line(at));
    if (shown)
        snprintf(help, sizeof help, "To see its value write `show %s`.", text);
    else
        snprintf(help, sizeof help,
                 "Such as `let`, `type`, `state`, `channel`, `model`, `show` and `check`.");
    return complain(c, "E016", at, help, "a statement starts with a keyword");
}

bool
complain_misspelt(Complainer *c, Token word, const char *keyword)
{
    char text[QUOTED], help[HELP];
    snprintf(help, sizeof help, "Did you mean `%s`?", keyword);
    complain_fix(c, keyword);
    return complain(c, "E017", word.at, help, "`%s` starts no statement",
                    quote_span(text, word.at));
}

bool
complain_misspelt_word(Complainer *c, Token word, const char *meant)
{
    char text[QUOTED], help[HELP];
    snprintf(help, sizeof help, "Did you mean `%s`?", meant);
    complain_fix(c, meant);
    return complain(c, "E010", word.at, help, "unexpected `%s`", quote_span(text, word.at));
}

bool
complain_operator_first(Complainer *c, Token found)
{
    char text[QUOTED];
    return complain(c, "E028", found.at,
                    "When a statement goes on, its operator stands at the end of the line before.",
                    "a statement cannot start with `%s`", quote_span(text, found.at));
}

bool
complain_command(Complainer *c, Token colon)
{
    char text[QUOTED];
    Span at = colon.at;
    const Source *s = at.source;
    while (at.end < s->count && s->text[at.end] >= 'a' && s->text[at.end] <= 'z')
        at.end++;
    if (at.end == colon.at.end)
        return complain_operator_first(c, colon);
    return complain(c, "E028", at,
                    "The prompt takes it, on a line of its own; so does `catgut -i`, from a pipe.",
                    "`%s` is a command of the prompt, and no statement", quote_span(text, at));
}

/* ---- what other languages do ---- */

bool
complain_let(Complainer *c, Span names)
{
    char text[QUOTED], help[HELP];
    snprintf(help, sizeof help, "Write `let %s = ...`.", quote_span(text, names));
    return complain(c, "E018", names, help, "a name is given a value by `let`");
}

bool
complain_semicolon(Complainer *c, Span at)
{
    return complain(c, "E019", at,
                    "Take it out: nothing stands at the end of a statement, or of a line.",
                    "`;` is composition, and nothing follows to compose with");
}

bool
complain_comma(Complainer *c, Span at)
{
    return complain(c, "E020", at, "Take it out.", "no comma stands between rows or items");
}

bool
complain_row_key(Complainer *c, Span at)
{
    return complain(c, "E021", at, "Write `0,0 -> ...`.",
                    "the labels of a row stand without parentheses");
}

bool
complain_comment(Complainer *c, Span at)
{
    char text[QUOTED];
    return complain(c, "E022", at, "A comment starts with `#`.", "`%s` starts no comment",
                    quote_span(text, at));
}

bool
complain_no_type(Complainer *c, Token statement, Span at)
{
    switch (statement.kind) {
    case TOKEN_DIAGRAM:
        return complain(c, "E023", at, "Write `diagram d(x : Type) { ... }`.",
                        "an input of a diagram says its type");
    case TOKEN_BOX:
        return complain(c, "E023", at, "Write `box b : A -> B`.", "a box says its types");
    case TOKEN_FUNCTION:
        return complain(c, "E023", at, "Write `function f : A -> B = { ... }`.",
                        "a function says both its types");
    default:
        return complain(c, "E023", at,
                        "Write `channel k : A -> B = { ... }`; what has no inputs is a `state`.",
                        "a channel says both its types");
    }
}

bool
complain_model_arrow(Complainer *c, Span at)
{
    return complain(c, "E024", at, "Write `S -> T`, `S <-> T` or `{S, R} -> T`.",
                    "an arrow of a model stands between the names of variables");
}

bool
complain_equality(Complainer *c, Span at, bool asked)
{
    if (asked)
        return complain(c, "E025", at, "Join two events: `P(X = Y and Y = 3)`.",
                        "`=` does not follow another one");
    return complain(c, "E025", at, "Write `==` for the same meaning, `===` for the same diagram.",
                    "`=` declares; it does not compare");
}

/* `estimate` and `test` are names anywhere else. */
static bool
complain_statement_inside(Complainer *c, Span at, const char *word)
{
    const char *help = strcmp(word, "test") == 0
                           ? "It stands first on its line: `test M from w of 1000 rows`."
                           : "It stands first on its line, before all that is estimated: `estimate "
                             "P(A = 1) - P(B = 1) in w`.";
    return complain(c, "E026", at, help, "`%s` is a statement, and gives no value", word);
}

bool
complain_application(Complainer *c, Token function, Token argument)
{
    char f[QUOTED], x[QUOTED], help[HELP];
    quote_span(f, function.at);
    quote_span(x, argument.at);
    if (strcmp(f, "estimate") == 0 || strcmp(f, "test") == 0)
        return complain_statement_inside(c, function.at, f);
    if (function.kind == TOKEN_NUMBER && strcmp(x, "%") == 0)
        snprintf(help, sizeof help, "A per cent sign follows its number without a space: `%s%%`.",
                 f);
    else if (function.kind == TOKEN_NUMBER && token_is_name(argument.kind))
        snprintf(help, sizeof help, "Write `%s|%s>` for a label, `%s * %s` for a product.", f, x, f,
                 x);
    else if (strcmp(f, "do") == 0)
        snprintf(help, sizeof help, "What is done stands in parentheses: `do(%s)`.", x);
    else if (strcmp(x, "bootstrap") == 0)
        snprintf(help, sizeof help, "Write `by bootstrap 2000 seed 1`.");
    else if (function.kind == TOKEN_STRING)
        snprintf(help, sizeof help, "The file comes last: `... %s to %s`.", x, f);
    else if (strcmp(f, "graph") == 0)
        snprintf(help, sizeof help, "Write `draw %s as graph`.", x);
    else if (function.kind == TOKEN_NUMBER || argument.kind == TOKEN_NUMBER)
        snprintf(help, sizeof help, "Write `%s * %s`.", f, x);
    else
        snprintf(help, sizeof help, "Write `%s(%s)` to apply, `%s ; %s` to compose.", f, x, f, x);
    return complain(c, "E026", argument.at, help, "nothing joins `%s` and `%s`", f, x);
}

/* What to do instead; NULL where the word is not known. */
static const char *
infix_help(const char *word)
{
    static const char *const words[][2] = {
        {"or", "Events are joined in a question, `P(X = a or Y = b)`; labels by `or(a, b)`."},
        {"and", "Events are joined in a question, `P(X = a and Y = b)`; labels by `and(a, b)`."},
        {"given", "A condition stands behind a bar: `P(Y | X = x)`."},
        {"if", "A condition stands behind a bar: `P(Y | X = x)`."},
        {"where", "A condition stands behind a bar: `P(Y | X = x)`."},
        {"when", "A condition stands behind a bar: `P(Y | X = x)`."},
        {"is", "Write `==` for the same meaning, `===` for the same diagram."},
        {"equals", "Write `==` for the same meaning, `===` for the same diagram."},
        {"under", "A functor gives a model its numbers: `P(Y) in m with F`."},
        {"using", "A functor gives a model its numbers: `P(Y) in m with F`."},
        {"then", "Diagrams are composed by `;`."},
        {"times", "Write `*`."},
        {"plus", "Write `+`."},
        {"minus", "Write `-`."},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(word, words[i][0]) == 0)
            return words[i][1];
    return NULL;
}

bool
complain_infix(Complainer *c, Token word)
{
    const char *help = infix_help(word.text);
    if (help)
        complain(c, "E026", word.at, help, "`%s` joins no expressions", word.text);
    return help != NULL;
}

bool
complain_joined_evidence(Complainer *c, Token word)
{
    return complain(c, "E026", word.at,
                    "Likelihoods, `B ~ 2|t> + 1|f>`, stand behind a comma of their own; `or` and "
                    "`and` join events.",
                    "`%s` joins no evidence that is not certain", word.text);
}

bool
complain_chain(Complainer *c, Span at, bool asked)
{
    if (asked)
        return complain(c, "E027", at, "Join two events: `P(2 < X and X < 5)`.",
                        "comparisons do not follow one another");
    return complain(c, "E027", at, "Write two statements, or put one comparison in parentheses.",
                    "comparisons do not follow one another");
}

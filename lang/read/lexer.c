/* lexer.c -- text to tokens; see lexer.h.
 *
 * The scan_ functions change nothing: each returns where the thing that starts at `at` ends, or
 * `at` itself when there is none.  The read_ functions make tokens and complain.  A text has a NUL
 * byte past its end, so one byte ahead can always be read.  Every byte is looked at a bounded
 * number of times. */
#include "lang/read/lexer.h"

#include "grammar.h"
#include "base/utf8.h"
#include "lang/read/complain_read.h"

#include <string.h>

/* ---- looking ---- */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static uint32_t
scan_digits(const Source *s, uint32_t at)
{
    while (is_digit(s->text[at]))
        at++;
    return at;
}

/* The character at `at`; 0 bytes at the end and where there is none. */
static uint32_t
read_point(const Source *s, uint32_t at, uint32_t *point)
{
    *point = 0;
    return (uint32_t)utf8_read(s->text + at, s->count - at, point);
}

/* Letters, digits, _ and ': what goes on with a name. */
static uint32_t
scan_word(const Source *s, uint32_t at)
{
    for (;;) {
        char c = s->text[at];
        uint32_t point, n = 1;
        bool plain = is_digit(c) || c == '\'' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!plain) {
            n = read_point(s, at, &point);
            if (n == 0 || !utf8_is_letter(point))
                return at;
        }
        at += n;
    }
}

static uint32_t
scan_name(const Source *s, uint32_t at)
{
    bool letter = !is_digit(s->text[at]) && s->text[at] != '\'';
    return letter ? scan_word(s, at) : at;
}

static uint32_t
scan_number(const Source *s, uint32_t at)
{
    uint32_t end = scan_digits(s, at);
    if (end == at)
        return at;
    if (s->text[end] == '.' && is_digit(s->text[end + 1]))
        end = scan_digits(s, end + 1);
    if (s->text[end] == 'e' || s->text[end] == 'E') {
        uint32_t digits = end + 1;
        if (s->text[digits] == '+' || s->text[digits] == '-')
            digits++;
        if (is_digit(s->text[digits]))
            end = scan_digits(s, digits);
    }
    return s->text[end] == '%' ? end + 1 : end;
}

static uint32_t
scan_string(const Source *s, uint32_t at)
{
    if (s->text[at] != '"')
        return at;
    for (uint32_t i = at + 1; i < s->count && s->text[i] != '\n'; i++) {
        if (s->text[i] == '"')
            return i + 1;
        if (s->text[i] == '\\' && i + 1 < s->count && s->text[i + 1] != '\n')
            i++;
    }
    return at;
}

/* A minus sign, ASCII or not. */
static uint32_t
scan_minus(const Source *s, uint32_t at)
{
    if (s->text[at] == '-')
        return at + 1;
    return strncmp(s->text + at, "\xe2\x88\x92", 3) == 0 ? at + 3 : at;
}

static uint32_t
scan_gap(const Source *s, uint32_t at)
{
    while (s->text[at] == ' ' || s->text[at] == '\t')
        at++;
    return at;
}

/* The end of a ket; `>=` is a comparison, but |0>==|0> compares two kets. */
static uint32_t
scan_ket_end(const Source *s, uint32_t at)
{
    const char *t = s->text + at;
    if (strncmp(t, "\xe2\x9f\xa9", 3) == 0)
        return at + 3;
    return t[0] == '>' && (t[1] != '=' || t[2] == '=') ? at + 1 : at;
}

/* Also what is no label but can only be meant as one: 3rd, a keyword. */
static uint32_t
scan_label(const Source *s, uint32_t at)
{
    if (s->text[at] == '"')
        return scan_string(s, at);
    uint32_t number = scan_minus(s, at), end = scan_number(s, number);
    if (end > number)
        return scan_word(s, end);
    return scan_name(s, at);
}

/* From the `|`; *count gets the number of labels. */
static uint32_t
scan_ket(const Source *s, uint32_t bar, uint32_t *count)
{
    *count = 0;
    uint32_t at = scan_gap(s, bar + 1), end = scan_ket_end(s, at);
    while (end == at) {
        end = scan_label(s, at);
        if (end == at)
            return bar;
        ++*count;
        at = scan_gap(s, end);
        end = scan_ket_end(s, at);
        if (end > at)
            break;
        if (s->text[at] != ',')
            return bar;
        end = at = scan_gap(s, at + 1);
    }
    return end;
}

/* Past carriage returns that end a line; `at` for others. */
static uint32_t
scan_returns(const Source *s, uint32_t at)
{
    uint32_t end = at;
    while (s->text[end] == '\r')
        end++;
    return end == s->count || s->text[end] == '\n' ? end : at;
}

/* Past blanks, ends of lines and comments. */
static uint32_t
scan_blanks(const Source *s, uint32_t at)
{
    if (at == 0 && s->count >= 3 && memcmp(s->text, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    for (;;) {
        char c = s->text[at];
        uint32_t end = at;
        if (c == ' ' || c == '\t' || c == '\n') {
            end = at + 1;
        } else if (c == '\r') {
            end = scan_returns(s, at);
        } else if (c == '#') {
            const char *line = memchr(s->text + at, '\n', s->count - at);
            end = line ? (uint32_t)(line - s->text) : (uint32_t)s->count;
        }
        if (end == at)
            return at;
        at = end;
    }
}

/* A byte that no text has: not UTF-8, or a control other than the tab and line ends. */
static uint32_t
scan_bad_byte(const Source *s, uint32_t at)
{
    unsigned char c = (unsigned char)s->text[at];
    uint32_t point;
    if (at == s->count || c == '\t' || c == '\n')
        return at;
    return c < 0x20 || c == 0x7f || read_point(s, at, &point) == 0 ? at + 1 : at;
}

static uint32_t
scan_invisible(const Source *s, uint32_t at)
{
    uint32_t point, n = read_point(s, at, &point);
    return point > 0x7f && (utf8_is_blank(point) || utf8_is_unseen(point)) ? at + n : at;
}

/* One `scan` after another. */
static uint32_t
scan_run(uint32_t (*scan)(const Source *, uint32_t), const Source *s, uint32_t at)
{
    for (uint32_t end = scan(s, at); end > at; end = scan(s, at))
        at = end;
    return at;
}

/* ---- tokens ---- */

static Span
span_to(const Lexer *l, uint32_t start, uint32_t end)
{
    return (Span){l->source, start, end};
}

/* The token from l->at to `end`, with this text. */
static Token
make(Lexer *l, int kind, uint32_t end, Name text)
{
    Token t = {.kind = kind, .at = span_to(l, l->at, end), .text = text};
    l->at = end;
    return t;
}

static Token
bad(Lexer *l, uint32_t end)
{
    return make(l, TOKEN_BAD, end, NULL);
}

static Name
name_of(Lexer *l, uint32_t start, uint32_t end)
{
    return names_add(l->names, l->source->text + start, end - start);
}

/* Is the name or string that starts there no longer than one may be? */
static bool
is_short(Lexer *l, uint32_t start, uint32_t end, size_t length)
{
    return length <= NAME_MOST || complain_name_long(l->complain, span_to(l, start, end));
}

static Token
read_name(Lexer *l, uint32_t end)
{
    if (!is_short(l, l->at, end, end - l->at))
        return bad(l, end);
    int keyword = token_keyword(l->source->text + l->at, end - l->at);
    return make(l, keyword ? keyword : TOKEN_NAME, end, name_of(l, l->at, end));
}

static Token
read_number(Lexer *l, uint32_t end)
{
    uint32_t word = scan_word(l->source, end);
    if (word > end) {
        complain_number_letters(l->complain, span_to(l, l->at, word));
        return bad(l, word);
    }
    return make(l, TOKEN_NUMBER, end, name_of(l, l->at, end));
}

/* The byte that the escape at `at` stands for, -1 if there is none. */
static int
read_escape(const char *at, uint32_t *length)
{
    *length = 2;
    switch (at[1]) {
    case '"': return '"';
    case '\\': return '\\';
    case 'n': return '\n';
    case 't': return '\t';
    case 'x': break;
    default: return -1;
    }
    int high = hex_digit(at[2]), low = high < 0 ? -1 : hex_digit(at[3]);
    *length = 4;
    return low < 0 ? -1 : high * 16 + low;
}

/* The escape at `at`, to be shown: whole characters, at most to the closing quote. */
static Span
escape_span(const Lexer *l, uint32_t at, uint32_t quote)
{
    uint32_t point, end = at + 1 + read_point(l->source, at + 1, &point);
    if (point == 'x')
        while (end < quote && end < at + 4 && hex_digit(l->source->text[end]) >= 0)
            end++;
    return span_to(l, at, end);
}

/* One character of a string at *at into the sink; false after a complaint. */
static bool
read_string_part(Lexer *l, uint32_t *at, uint32_t quote, Sink *out)
{
    const char *text = l->source->text + *at;
    uint32_t length = scan_run(scan_bad_byte, l->source, *at) - *at;
    if (length > 0)
        return complain_bytes(l->complain, span_to(l, *at, *at + length));
    if (*text != '\\') {
        uint32_t point;
        length = read_point(l->source, *at, &point);
        sink_add(out, text, length);
        *at += length;
        return true;
    }
    int byte = read_escape(text, &length);
    if (byte < 0)
        return complain_escape(l->complain, escape_span(l, *at, quote));
    if (byte == 0)
        return complain_string_nul(l->complain, span_to(l, *at, *at + length));
    char c = (char)byte;
    sink_add(out, &c, 1);
    *at += length;
    return true;
}

/* What the string from start to end says; NULL after a complaint. */
static Name
read_string_text(Lexer *l, uint32_t start, uint32_t end)
{
    Sink out;
    sink_init(&out);
    bool ok = true;
    for (uint32_t at = start + 1; ok && at < end - 1;)
        ok = read_string_part(l, &at, end - 1, &out);
    ok = ok && is_short(l, start, end, out.count);
    Name text = ok ? names_add(l->names, sink_text(&out), out.count) : NULL;
    sink_clear(&out);
    return text;
}

bool
lexer_has_text(const Source *s, uint32_t at)
{
    return strncmp(s->text + at, "\"\"\"", 3) == 0;
}

/* A text between three quotes: whatever stands there, on as many lines as it likes. */
static Token
read_long_text(Lexer *l)
{
    const Source *s = l->source;
    const char *end = strstr(s->text + l->at + 3, "\"\"\"");
    uint32_t past = end ? (uint32_t)(end - s->text) : 0;
    if (end)
        return make(l, TOKEN_TEXT, past + 3, name_of(l, l->at + 3, past));
    complain_text_open(l->complain, span_to(l, l->at, l->at + 3));
    return bad(l, (uint32_t)s->count);
}

static Token
read_string(Lexer *l)
{
    const Source *s = l->source;
    uint32_t end = scan_string(s, l->at);
    if (end == l->at) {
        const char *line = memchr(s->text + l->at, '\n', s->count - l->at);
        end = line ? (uint32_t)(line - s->text) : (uint32_t)s->count;
        complain_string_open(l->complain, span_to(l, l->at, end));
        return bad(l, end);
    }
    Name text = read_string_text(l, l->at, end);
    return text ? make(l, TOKEN_STRING, end, text) : bad(l, end);
}

/* ---- kets ---- */

/* The text of a number, its sign ASCII. */
static Name
signed_number(Lexer *l, uint32_t start, uint32_t number, uint32_t end)
{
    if (number - start <= 1)
        return name_of(l, start, end);
    Sink out;
    sink_init(&out);
    sink_put(&out, "-");
    sink_add(&out, l->source->text + number, end - number);
    return names_take(l->names, &out);
}

/* The text of the label that scan_label found; NULL after a complaint. */
static Name
read_label(Lexer *l, uint32_t start, uint32_t end)
{
    const Source *s = l->source;
    if (s->text[start] == '"')
        return read_string_text(l, start, end);
    uint32_t number = scan_minus(s, start);
    if (is_digit(s->text[number])) {
        if (!is_short(l, start, end, end - start))
            return NULL;
        if (scan_number(s, number) == end)
            return signed_number(l, start, number, end);
        complain_number_letters(l->complain, span_to(l, number, end));
        return NULL;
    }
    if (!is_short(l, start, end, end - start))
        return NULL;
    Name text = name_of(l, start, end);
    int keyword = token_keyword(s->text + start, end - start);
    if (!keyword)
        return text;
    complain_keyword(l->complain, (Token){keyword, span_to(l, start, end), text, NULL, 0});
    return NULL;
}

/* The ket from l->at to end, which scan_ket found. */
static Token
read_ket(Lexer *l, Arena *a, uint32_t end, uint32_t count)
{
    Label *labels = arena_new(a, count * sizeof *labels);
    uint32_t at = l->at + 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = scan_gap(l->source, at), stop = scan_label(l->source, start);
        labels[i] = (Label){read_label(l, start, stop), span_to(l, start, stop)};
        if (!labels[i].text)
            return bad(l, end);
        at = scan_gap(l->source, stop) + 1; /* past the comma */
    }
    Token t = make(l, TOKEN_KET, end, NULL);
    t.labels = labels;
    t.label_count = count;
    return t;
}

static Token
read_bar(Lexer *l, Arena *a)
{
    uint32_t count, end = scan_ket(l->source, l->at, &count);
    if (end > l->at)
        return read_ket(l, a, end, count);
    return make(l, TOKEN_BAR, l->at + 1, name_of(l, l->at, l->at + 1));
}

/* ---- signs ---- */

/* The longest sign that text starts with: its kind, or 0. */
static int
find_sign(const char *text, uint32_t *length)
{
    static const struct {
        char text[4];
        int kind;
    } signs[] = {
        {"<->", TOKEN_BIARROW}, {"===", TOKEN_COMPARE}, {"<-", TOKEN_LARROW},
        {"->", TOKEN_ARROW},    {"==", TOKEN_COMPARE},  {"<=", TOKEN_COMPARE},
        {">=", TOKEN_COMPARE},  {"!=", TOKEN_COMPARE},  {":=", TOKEN_SOFT},
        {"..", TOKEN_DOTDOT},   {"<", TOKEN_COMPARE},   {">", TOKEN_COMPARE},
        {"=", TOKEN_ASSIGN},    {":", TOKEN_COLON},     {"{", TOKEN_LBRACE},
        {"}", TOKEN_RBRACE},    {"(", TOKEN_LPAREN},    {")", TOKEN_RPAREN},
        {"[", TOKEN_LBRACKET},  {"]", TOKEN_RBRACKET},  {",", TOKEN_COMMA},
        {";", TOKEN_SEMICOLON}, {"+", TOKEN_PLUS},      {"-", TOKEN_MINUS},
        {"*", TOKEN_STAR},      {"/", TOKEN_SLASH},     {"^", TOKEN_CARET},
        {".", TOKEN_DOT},       {"~", TOKEN_LIKELY},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].text[0] != text[0])
            continue;
        *length = (uint32_t)strlen(signs[i].text);
        if (strncmp(text, signs[i].text, *length) == 0)
            return signs[i].kind;
    }
    return 0;
}

/* A character that starts nothing; `n` is its bytes. */
static Token
read_unknown(Lexer *l, uint32_t point, uint32_t n)
{
    const Source *s = l->source;
    char ascii[4];
    uint32_t end = scan_run(scan_bad_byte, s, l->at);
    if (end > l->at) {
        complain_bytes(l->complain, span_to(l, l->at, end));
        return bad(l, end);
    }
    end = scan_run(scan_invisible, s, l->at);
    if (end > l->at) {
        complain_invisible(l->complain, span_to(l, l->at, end));
        return bad(l, end);
    }
    if (utf8_looks_like(point, ascii))
        complain_look_alike(l->complain, span_to(l, l->at, l->at + n));
    else
        complain_character(l->complain, span_to(l, l->at, l->at + n));
    return bad(l, l->at + n);
}

/* `.5` where no name or bracket stands before it. */
static bool
is_bare_point(const Lexer *l)
{
    const char *t = l->source->text + l->at;
    if (t[0] != '.' || !is_digit(t[1]))
        return false;
    bool joined = l->at > 0 && ((t[-1] >= '0' && t[-1] <= '9') || (t[-1] >= 'a' && t[-1] <= 'z') ||
                                (t[-1] >= 'A' && t[-1] <= 'Z') || strchr("_')]\"", t[-1]) != NULL);
    return !joined;
}

static Token
read_sign(Lexer *l)
{
    const Source *s = l->source;
    if (is_bare_point(l)) {
        uint32_t end = scan_number(s, l->at + 1);
        complain_number_point(l->complain, span_to(l, l->at, end));
        return bad(l, end);
    }
    uint32_t point, length, n = read_point(s, l->at, &point);
    const char *twin = utf8_twin(point);
    const char *text = twin ? twin : s->text + l->at;
    int kind = find_sign(text, &length);
    if (kind == 0)
        return read_unknown(l, point, n);
    return make(l, kind, l->at + (twin ? n : length), names_add(l->names, text, length));
}

Token
lexer_next(Lexer *l, Arena *a)
{
    const Source *s = l->source;
    l->at = scan_blanks(s, l->at);
    if (l->at == s->count)
        return make(l, TOKEN_END, l->at, NULL);
    uint32_t end = scan_name(s, l->at);
    if (end > l->at)
        return read_name(l, end);
    end = scan_number(s, l->at);
    if (end > l->at)
        return read_number(l, end);
    switch (s->text[l->at]) {
    case '"': return lexer_has_text(s, l->at) ? read_long_text(l) : read_string(l);
    case '|': return read_bar(l, a);
    case '%': return l->prompt ? read_name(l, l->at + 1) : read_sign(l);
    default: return read_sign(l);
    }
}

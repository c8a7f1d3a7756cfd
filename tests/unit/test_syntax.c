/* test_syntax.c -- the syntax files of doc/editors are what the tables of the lexer and the
 * vocabulary make of them.
 *
 * SYNTAX=write build/tests/unit/test_syntax, from the top folder, writes them anew. */
#include "lang/language.h"
#include "lang/read/token.h"
#include "lang/session/vocabulary.h"
#include "show/json.h"
#include "tests/suite.h"

#include <stdlib.h>
#include <string.h>

typedef enum Words { STATEMENTS, OPENERS, INSIDE, NOTIONS } Words;

static const char head[] = "made from the tables of the lexer by tests/unit/test_syntax";

static void
add(Sink *out, const char *word, const char *between)
{
    sink_put(out, out->count ? between : "");
    sink_put(out, word);
}

/* The words of a kind, with something between them. */
static void
put_words(Words kind, const char *between, Sink *out)
{
    Sink words;
    const Keyword *k;
    const Notion *n;
    sink_init(&words);
    for (size_t i = 0; kind != NOTIONS && (k = keyword_at(i)) != NULL; i++)
        if (kind == (k->opens ? OPENERS : k->starts ? STATEMENTS : INSIDE))
            add(&words, k->text, between);
    for (size_t i = 0; kind == NOTIONS && (n = notion_at(language, i)) != NULL; i++)
        add(&words, n->word, between);
    sink_put(out, sink_text(&words));
    sink_clear(&words);
}

static void
put_between(const char *before, Words kind, const char *between, const char *after, Sink *out)
{
    sink_put(out, before);
    put_words(kind, between, out);
    sink_put(out, after);
}

#define VIM_STRING "\"\\%(\\\\.\\|[^\"\\\\]\\)*\""
#define VIM_LABEL                                                                                  \
    "\\%(" VIM_STRING "\\|[-\xe2\x88\x92]\\=\\d[[:alnum:]_'.%]*\\|\\k[[:alnum:]_'.]*\\)"

static void
write_vim(Sink *out)
{
    sink_print(out, "\" catgut.vim -- Catgut in Vim; %s.\n", head);
    sink_put(out, "if exists(\"b:current_syntax\")\n  finish\nendif\n\nsyn case match\n"
                  "syn iskeyword @,48-57,_,39,192-255\n\n");
    put_between("syn match catgutNotion /\\<\\%(", NOTIONS, "\\|", "\\)\\>\\ze\\s*[([]/\n", out);
    sink_put(out, "syn match catgutNotion /\\<\\%(id\\|copy\\|discard\\|swap\\|uniform\\)\\>/\n");
    sink_put(out, "syn match catgutOperator /[][(){}:;,=<>+*\\/^.~!-]\\||/\n");
    sink_put(out, "syn match catgutNumber "
                  "/\\<\\d\\+\\%(\\.\\d\\+\\)\\=\\%([eE][+-]\\=\\d\\+\\)\\=%\\=/\n");
    put_between("syn match catgutStatement /^\\s*\\zs\\%(", OPENERS, "\\|",
                "\\)\\>\\ze\\s\\+[[:alnum:]_(\"]/\n", out);
    sink_put(out, "syn match catgutKet /|\\s*"
                  "\\%(" VIM_LABEL "\\%(\\s*,\\s*" VIM_LABEL "\\)*,\\=\\)\\="
                  "\\s*\\%(>=\\@!\\|>\\%(==\\)\\@=\\|\xe2\x9f\xa9\\)/\n");
    put_between("syn keyword catgutStatement ", STATEMENTS, " ", "\n", out);
    put_between("syn keyword catgutWord ", INSIDE, " ", "\n", out);
    sink_put(out, "syn region catgutString start=/\"/ skip=/\\\\./ end=/\"/ oneline\n"
                  "syn region catgutString start=/\"\"\"/ end=/\"\"\"/\n"
                  "syn match catgutComment /#.*/ contains=@Spell\n\n"
                  "hi def link catgutStatement Statement\nhi def link catgutWord Keyword\n"
                  "hi def link catgutNotion Function\nhi def link catgutNumber Number\n"
                  "hi def link catgutKet Constant\nhi def link catgutOperator Operator\n"
                  "hi def link catgutString String\nhi def link catgutComment Comment\n\n"
                  "let b:current_syntax = \"catgut\"\n");
}

static void
put_rule(const char *name, const char *begin, const char *end, Sink *out)
{
    sink_print(out, "    {\n      \"name\": \"%s.catgut\",\n      \"%s\": ", name,
               end ? "begin" : "match");
    json_write_string(begin, out);
    if (end) {
        sink_put(out, ",\n      \"end\": ");
        json_write_string(end, out);
    }
    sink_put(out, "\n    },\n");
}

static void
put_word_rule(const char *name, const char *before, Words kind, const char *after, Sink *out)
{
    Sink text;
    sink_init(&text);
    put_between(before, kind, "|", after, &text);
    put_rule(name, sink_text(&text), NULL, out);
    sink_clear(&text);
}

#define STRING "\"(?:\\\\.|[^\"\\\\])*\""
#define LABEL "(?:" STRING "|[-\xe2\x88\x92]?\\d[\\w'.%]*|[\\w'][\\w'.]*)"

static void
write_textmate(Sink *out)
{
    sink_print(out, "{\n  \"comment\": \"%s\",\n", head);
    sink_put(out, "  \"name\": \"Catgut\",\n  \"scopeName\": \"source.catgut\",\n"
                  "  \"fileTypes\": [\"diag\"],\n  \"patterns\": [\n");
    put_rule("comment.line.number-sign", "#.*$", NULL, out);
    put_rule("string.quoted.triple", "\"\"\"", "\"\"\"", out);
    put_rule("string.quoted.double", STRING, NULL, out);
    put_rule("constant.other.ket",
             "\\|\\s*(?:" LABEL "(?:\\s*,\\s*" LABEL ")*,?)?\\s*(?:>(?!=)|>(?===)|\xe2\x9f\xa9)",
             NULL, out);
    put_word_rule("keyword.control", "(?<![\\w'])(?:", STATEMENTS, ")(?![\\w'])", out);
    put_word_rule("keyword.control", "^\\s*(?:", OPENERS, ")(?=\\s+[\\w(\"])", out);
    put_word_rule("keyword.other", "(?<![\\w'])(?:", INSIDE, ")(?![\\w'])", out);
    put_word_rule("support.function", "(?<![\\w'])(?:", NOTIONS, ")(?=\\s*[(\\[])", out);
    put_rule("support.function", "(?<![\\w'])(?:id|copy|discard|swap|uniform)(?![\\w'])", NULL,
             out);
    put_rule("variable.other", "(?![\\d'])[\\w][\\w']*", NULL, out);
    put_rule("constant.numeric", "\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?%?", NULL, out);
    put_rule("keyword.operator", "[-\\[\\](){}:;,=<>+*/^.~!|]", NULL, out);
    sink_trim(out, 2);
    sink_put(out, "\n  ]\n}\n");
}

static void
expect_file(const char *path, void (*write)(Sink *out))
{
    const char *how = getenv("SYNTAX");
    char there[1 << 16];
    Sink text;
    sink_init(&text);
    write(&text);
    FILE *file = fopen(path, how ? "w" : "r");
    ck_assert_msg(file != NULL, "%s is not there", path);
    if (how)
        ck_assert_uint_eq(fwrite(text.text, 1, text.count, file), text.count);
    size_t count = how ? 0 : fread(there, 1, sizeof there, file);
    fclose(file);
    ck_assert_msg(how || (count == text.count && memcmp(there, text.text, count) == 0),
                  "%s is out of date: SYNTAX=write build/tests/unit/test_syntax", path);
    sink_clear(&text);
}

START_TEST(syntax_files_have_the_words)
{
    expect_file("doc/editors/catgut.vim", write_vim);
    expect_file("doc/editors/catgut.tmLanguage.json", write_textmate);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("syntax");
    TCase *c = tcase_create("files");
    tcase_add_test(c, syntax_files_have_the_words);
    suite_add_tcase(s, c);
    return s;
}

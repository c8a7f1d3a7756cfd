/* test_repl.c -- what the prompt is made of: growing texts, plain lines, the history file, Tab. */
#include "lang/assist/complete.h"
#include "lang/language.h"
#include "lang/prompt/history.h"
#include "lang/prompt/output.h"
#include "lang/prompt/plain_input.h"
#include "lang/read/pending.h"
#include "lang/statement/run.h"
#include "tests/suite.h"

#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- pieces ---- */

static const char *const texts[] = {
    "", "# nothing", "show 1", "let x =", "1 +\n2", "1\n+ 2", "show 1\nshow",
    "model m {\n  X : Bit\n  # a comment\n\n  Y : Bit <- X\n}",
    "channel c : A -> B = { 0 -> 1/2|0> +\n 1/2|1>\n 1 -> |0>\n}\nshow (\nc ; (\nid) )",
    "let a = 1\n\nlet b = (a +\n\n b\nshow b", "model m {\nshow 1\n}", "let s = \"open\nshow 1",
    "f(x, [y, {1\n..\n2}\n])", "type T = {\na,\nb,\n}", ")", "show 1 |", "a <-\n", "\n\n\nshow 2 *",
    "let x = 1 +\n# one\n# two\n2\nlet y =", "show d as\ndiagram", "|0> ;\n|1",
};

/* A line at a time it says what reader_wants_more says of the text so far. */
START_TEST(test_piece)
{
    const char *text = texts[_i];
    size_t whole = strlen(text), to = 0;
    Names names = {0};
    Pending p;
    pending_init(&p, &names, 0);
    for (size_t from = 0; from <= whole; from = to + 1) {
        const char *end = strchr(text + from, '\n');
        to = end ? (size_t)(end - text) : whole;
        char open[4] = "", wanted[4] = "";
        PendingResult found = pending_add(&p, text + from, to - from, open);
        ReadResult more = reader_wants_more(text, to, &names, wanted);
        ck_assert_int_eq(found == PENDING_OPEN, more == READ_MORE);
        ck_assert_str_eq(open, wanted);
        ck_assert_uint_eq(p.text.count, to);
        ck_assert_mem_eq(sink_text(&p.text), text, to);
        if (found != PENDING_OPEN)
            break;
    }
    pending_reset(&p);
    ck_assert(!p.begun);
    char open[4];
    ck_assert_int_eq(pending_add(&p, "(", 1, open), PENDING_OPEN);
    ck_assert_str_eq(open, "(");
    pending_clear(&p);
    names_clear(&names);
}
END_TEST

/* ---- lines ---- */

START_TEST(test_lines)
{
    static const char said[] = "one\n\nth\0ree\r\nlast";
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq((int)write(ends[1], said, sizeof said - 1), (int)sizeof said - 1);
    close(ends[1]);
    PlainInput l;
    Sink line;
    sink_init(&line);
    atomic_bool interrupted = false;
    plain_input_init(&l, ends[0], 0, &interrupted);
    ck_assert(plain_input_waiting(&l));
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_READ);
    ck_assert_str_eq(sink_text(&line), "one");
    ck_assert(plain_input_waiting(&l));
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_READ);
    ck_assert_uint_eq(line.count, 0);
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_READ);
    ck_assert_uint_eq(line.count, 7);
    ck_assert_mem_eq(line.text, "th\0ree\r", 7);
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_READ);
    ck_assert_str_eq(sink_text(&line), "last");
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_END);
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_END);
    ck_assert(!plain_input_waiting(&l));
    interrupted = true;
    l.ended = false;
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_INTERRUPTED);
    sink_clear(&line);
    plain_input_clear(&l);
    close(ends[0]);
}
END_TEST

/* Of a line of 10 bytes comes one more than 4, and the next line is whole; a statement of several
 * lines counts as one text. */
START_TEST(test_long_lines)
{
    static const char said[] = "0123456789\n1234\n12345";
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq((int)write(ends[1], said, sizeof said - 1), (int)sizeof said - 1);
    close(ends[1]);
    PlainInput l;
    Sink line;
    sink_init(&line);
    atomic_bool interrupted = false;
    plain_input_init(&l, ends[0], 4, &interrupted);
    static const char *const wanted[] = {"01234", "1234", "12345"};
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(plain_input_read(&l, &line), LINE_READ);
        ck_assert_str_eq(sink_text(&line), wanted[i]);
    }
    ck_assert_int_eq(plain_input_read(&l, &line), LINE_END);
    sink_clear(&line);
    plain_input_clear(&l);
    close(ends[0]);
    Names names = {0};
    Pending p;
    char open[4];
    pending_init(&p, &names, 4);
    ck_assert_int_eq(pending_add(&p, "((", 2, open), PENDING_OPEN);
    ck_assert_int_eq(pending_add(&p, "1)", 2, open), PENDING_TOO_LONG);
    ck_assert_int_eq(pending_add(&p, "(", 1, open), PENDING_OPEN);
    pending_clear(&p);
    names_clear(&names);
}
END_TEST

START_TEST(test_width)
{
    ck_assert_int_ge(terminal_width(), 20);
}
END_TEST

/* ---- the history file ---- */

static char *
new_path(void)
{
    char *path = memory_new(64, 1);
    snprintf(path, 64, "/tmp/catgut-history-%ld", (long)getpid());
    unlink(path);
    return path;
}

START_TEST(test_record)
{
    static const char *const said[] = {"let x = 1", "model m {\n  X : Bit\n}", "\\",
                                       "a\\nb\n", "n"};
    enum { SAID = sizeof said / sizeof *said };
    History r;
    history_open(&r, new_path());
    ck_assert_uint_eq(r.entries.count, 0);
    for (size_t i = 0; i < SAID; i++) {
        ck_assert(history_add(&r, said[i]));
        ck_assert(!history_add(&r, said[i]));
    }
    ck_assert(!history_add(&r, ""));
    history_clear(&r);
    char *path = memory_new(64, 1);
    snprintf(path, 64, "/tmp/catgut-history-%ld", (long)getpid());
    history_open(&r, path);
    ck_assert_uint_eq(r.entries.count, SAID);
    for (size_t i = 0; i < SAID; i++)
        ck_assert_str_eq(r.entries.at[i], said[i]);
    unlink(r.path);
    history_clear(&r);
    history_open(&r, NULL);
    ck_assert(history_add(&r, "import \"odbc:PWD=a\" as w"));
    ck_assert_str_eq(r.entries.at[r.entries.count - 1], "import \"odbc:*****\" as w");
    ck_assert(history_add(&r, "kept here only"));
    history_clear(&r);
}
END_TEST

/* Of a file of many megabytes, most of it one line, only the end is looked at, and kept; the link
 * that led to it still does. */
START_TEST(test_record_long)
{
    char *path = new_path(), file[80];
    snprintf(file, sizeof file, "%s-file", path);
    FILE *f = fopen(file, "w");
    ck_assert_ptr_nonnull(f);
    for (int i = 0; i < 30000000; i++)
        fputc('x', f);
    fputs("\nshow 1\nshow 2\n", f);
    fclose(f);
    ck_assert_int_eq(symlink(file, path), 0);
    clock_t begun = clock();
    History r;
    history_open(&r, path);
    ck_assert(clock() - begun < CLOCKS_PER_SEC / 2);
    ck_assert_uint_eq(r.entries.count, 2);
    ck_assert_str_eq(r.entries.at[1], "show 2");
    struct stat about;
    ck_assert(lstat(path, &about) == 0 && S_ISLNK(about.st_mode));
    ck_assert(stat(path, &about) == 0 && about.st_size == 14);
    unlink(path);
    unlink(file);
    history_clear(&r);
}
END_TEST

/* ---- completion ---- */

static const char known[] =
    "type Weather = {sun, rain, \"no idea\"}\n"
    "type Die = {1..6}\n"
    "let probability = 1/7\n"
    "model causes { Season : Weather  Umbrella : Weather <- Season }\n"
    "state today : (W : Weather) * (D : Die) = uniform[Weather] * uniform[Die]\n"
    "function wet : Weather -> Weather = { sun -> |sun>  rain -> |rain>  \"no idea\" -> |rain> }\n"
    "functor moods : causes { Season = uniform  Umbrella = wet }\n"
    "model hidden { latent H : Weather  G : Weather <- H }\n"
    "identify learnt = P(Umbrella | do(Season)) in causes\n";

typedef struct Tab {
    const char *text;
    const char *words; /* each between blanks: they must be there; after `!`: they must not */
    size_t back;       /* the bytes that would be replaced */
    bool all;          /* and nothing else */
} Tab;

static const Tab tabs[] = {
    {"", " channel show today copy not ! to of ; -> latent Weather ", 0, false},
    {"cha", " channel ", 3, true},
    {"show prob", " probability ", 4, true},
    {"show today ", " as ; * + - ^ in ! show type -> : ", 0, false},
    {"show today a", " as assume ", 1, true},
    {"show today as ", " diagram fraction decimals latex ", 0, true},
    {"show ancestor(A, B) assume ", " implications independent not positive ", 0, true},
    {"explain independent(A, B) assume i", " implications independent ", 1, true},
    {"identify ", " P ", 0, true},
    {"identify e = ", " P ", 0, true},
    {"witness F, G = ", " P ", 0, true},
    {"witness F,G=P(Umbrella | do(Season)) in c", " causes ", 1, false},
    {"explain ", " P independent frontdoor ! today wet channel ", 0, false},
    {"identify P(Umbrella | do(Season)) in ", " causes cut do ! wet probability known ", 0, false},
    {"show P(Umbrella | do(Season)) in causes ", " from with ! causes ", 0, false},
    {"show P(Umbrella | do(Season)) in causes from ", " today moods ", 0, true},
    {"use causes with ", " moods ", 0, true},
    {"identify known = P(Umbrella | do(Season)) in causes\nshow kno", " known ", 3, true},
    {"identify known = P(Umbrella | do(Season)) in causes\nshow known a", " as assume ", 1, true},
    {"show learn", " learnt ", 5, true},
    {"show learnt(", " today ! diagram ", 0, false},
    {"channel f ", " : ", 0, true},
    {"state s : W", " Weather ", 1, true},
    {"channel c : Die -> D", " Die ", 1, true},
    {"show uniform[W", " W Weather ", 1, true},
    {"show id[Die] ; we", " wet ", 2, true},
    {"show 1/2|", " sun rain \"no ! show today 1/2 ", 0, false},
    {"show 1/2|r", " rain ", 1, true},
    {"show |sun,r", " rain ", 1, true},
    {"show P(W | D", " D ! sun Die ", 1, false},
    {"show P(W | D = 3, Um", " Umbrella ", 2, true},
    {"show P(", " D G H Season Umbrella W ", 0, true},
    {"show P(W, ", " D G H Season Umbrella W ", 0, true},
    {"show P(W |", " D G H Season Umbrella W do jeffrey ", 0, true},
    {"show P(W = sun | D = {1}, Um", " Umbrella ", 2, true},
    {"show P(W | do(", " D G H Season Umbrella W ", 0, true},
    {"show P(W | do(W = sun), d", " do ", 1, true},
    {"show P(W ", " = , | ! Season do ", 0, false},
    {"show E(", " D G H Season Umbrella W ", 0, true},
    {"show marginals(", " D G H Season Umbrella W do jeffrey ", 0, true},
    {"show most(", " D G H Season Umbrella W ", 0, true},
    {"show most(W | jeffrey(", " D G H Season Umbrella W ", 0, true},
    {"identify P(", " G Season Umbrella ", 0, true},
    {"identify e = P(Umbrella | ", " G Season Umbrella do ", 0, true},
    {"let a = 1\nidentify P(Umbrella | do(", " G Season Umbrella ", 0, true},
    {"show PN(", " D G H Season Umbrella W ", 0, true},
    {"identify NDE(Season -> Umbrella, ", " G Season Umbrella ", 0, true},
    {"use ", " causes cut hide mute do hidden moods today unroll ", 0, true},
    {"show causes.", " Season Umbrella ", 0, true},
    {"show hidden.", " G H ", 0, true},
    {"state new of ", " causes hidden ", 0, true},
    {"import \"spri", " sprinkler.bif ", 4, true},
    {":save prel", "", 4, false},
    {"show P(W = s", " sun ", 1, true},
    {"show P(W != s", " sun ", 1, true},
    {"show P(D = ", " 1 2 3 4 5 6 ", 0, true},
    {"show P(W = {sun, r", " rain ", 1, true},
    {"show P(W | do(D = 6, W = r", " rain ", 1, true},
    {"let W = s", " swap separator size smooth ", 1, true},
    {"show best(U", " Umbrella ", 1, true},
    {"show cut(causes, U", " Umbrella ", 1, true},
    {"show causes.S", " Season ", 1, true},
    {"model new { First : Weather  Second : Weather <- F", " First ", 1, true},
    {"model new { la", " latent ", 2, true},
    {"diagram d { wire <- today  ret", " return ", 3, true},
    {"diagram d { wire <- today\n return wi", " wire ", 2, true},
    {"functor F : causes { Season = { r", " rain ", 1, true},
    {"show 1 # sho", "", 0, true},
    {"import \"prel", " prelude.diag ", 4, true},
    {"show |\"no", " idea ", 2, false},
    {":", " help load names quit reload save set type undo ", 0, true},
    {"  :he", " help ", 2, true},
    {":help disin", " disintegrate ", 5, true},
    {":help cha", " channel ", 3, true},
    {":type prob", " probability ", 4, true},
    {":type P(W = r", " rain ", 1, true},
    {"let x = 1\nshow prob", " probability ", 4, true},
    {"show )) prob", " probability ", 4, true},
    {"show 1 draw today as ", " svg tikz ! fraction ", 0, false},
    {"# why\ndraw today\n  as ", " svg tikz ! fraction ", 0, false},
    {"draw today\nshow 1 as ", " diagram fraction decimals latex ", 0, true},
    {"bounds b = P(Umbrella | do(Season)) in causes\nshow ancestor(A, B) assume ",
     " implications independent not positive ", 0, true},
    {"show )) 1\nshow today as ", " diagram fraction decimals latex ", 0, true},
    {"show )) 1\nchannel f ", " : ", 0, true},
    {"identify\n P(", " G Season Umbrella ", 0, true},
    {"identify P(Umbrella |\n do(Season), ", " G Season Umbrella do ", 0, true},
    {"show today\n= draw today as ", " diagram fraction decimals latex ", 0, true},
    {"identifying\nshow P(", " D G H Season Umbrella W ", 0, true},
};

static bool
is_among(const Completions *c, const char *word, size_t length)
{
    for (size_t i = 0; i < c->words.count; i++)
        if (strlen(c->words.at[i]) >= length && strncmp(c->words.at[i], word, length) == 0 &&
            (c->words.at[i][length] == '\0' || word[0] == '"' || strcmp(word, "idea") == 0))
            return true;
    return false;
}

static void
check_words(const Tab *t, const Completions *c)
{
    bool wanted = true;
    size_t count = 0;
    for (const char *at = t->words + strspn(t->words, " "); *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (*at == '!')
            wanted = false;
        else if (strncmp(at, "idea", 4) != 0)
            ck_assert_msg(is_among(c, at, length) == wanted, "%s<Tab>: %.*s", t->text, (int)length,
                          at);
        count += wanted;
        at += length;
    }
    ck_assert_msg(!t->all || count == c->words.count, "%s<Tab>: %zu words, such as %s", t->text,
                  c->words.count, c->words.count ? c->words.at[0] : "");
}

START_TEST(test_complete)
{
    const Tab *t = &tabs[_i];
    Options o;
    Session s;
    options_init(&o);
    session_init(&s, &o, language);
    s.library = memory_new(sizeof "stdlib", 1);
    strcpy(s.library, "stdlib");
    ck_assert(session_run(&s, source_new("t", "", known, strlen(known))));
    Completions c = {0};
    size_t n = strlen(t->text);
    char *exact = malloc(n ? n : 1); /* no NUL after it */
    memcpy(exact, t->text, n);
    complete(&c, &s, exact, n);
    free(exact);
    check_words(t, &c);
    ck_assert_msg(t->words[0] == '\0' || n - c.start == t->back, "%s<Tab>: %zu", t->text,
                  n - c.start);
    for (size_t i = 0; i + 1 < c.words.count; i++)
        ck_assert_int_lt(strcmp(c.words.at[i], c.words.at[i + 1]), 0);
    completions_clear(&c);
    session_clear(&s);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("repl");
    TCase *c = tcase_create("repl");
    tcase_add_loop_test(c, test_piece, 0, (int)(sizeof texts / sizeof *texts));
    tcase_add_test(c, test_lines);
    tcase_add_test(c, test_long_lines);
    tcase_add_test(c, test_width);
    tcase_add_test(c, test_record);
    tcase_add_test(c, test_record_long);
    tcase_add_loop_test(c, test_complete, 0, (int)(sizeof tabs / sizeof *tabs));
    suite_add_tcase(s, c);
    return s;
}

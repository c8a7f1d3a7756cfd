/* test_command.c -- the command line: what is understood, and what is said about the rest. */
#include "lang/command_line.h"
#include "lang/text/version.h"
#include "tests/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 12 };

/* Reads the words after "catgut", which nobody writes to. */
static Command
read_words(CommandLine *o, Sink *err, const char *const words[WORDS_MAX])
{
    char *argv[WORDS_MAX + 2] = {(char *)"catgut"};
    int argc = 1;
    for (int i = 0; i < WORDS_MAX && words[i]; i++)
        argv[argc++] = (char *)words[i];
    return command_read(o, argc, argv, err);
}

typedef struct Line {
    const char *words[WORDS_MAX];
    Command command;
    const char *said;
} Line;

#define TRY "\ntry catgut --help\n"

static const Line lines[] = {
    {{0}, COMMAND_RUN, ""},
    {{"--help"}, COMMAND_HELP, ""},
    {{"-h"}, COMMAND_HELP, ""},
    {{"--version"}, COMMAND_VERSION, ""},
    {{"--version", "--help"}, COMMAND_VERSION, ""},
    {{"-kh", "--nonsense"}, COMMAND_HELP, ""},
    {{"--", "--help"}, COMMAND_RUN, ""},
    {{"--help=x"}, COMMAND_WRONG, "catgut: `--help` takes no value" TRY},
    {{"--json=yes"}, COMMAND_WRONG, "catgut: `--json` takes no value" TRY},
    {{"--nonsense", "--help"}, COMMAND_WRONG, "catgut: there is no option `--nonsense`" TRY},
    {{"--nonsense=3"}, COMMAND_WRONG, "catgut: there is no option `--nonsense`" TRY},
    {{"--jso"}, COMMAND_WRONG, "catgut: there is no option `--jso`; did you mean `--json`?" TRY},
    {{"--fromat=3"}, COMMAND_WRONG,
     "catgut: there is no option `--fromat`; did you mean `--format`?" TRY},
    {{"--formatformatformatformatformatformatformat"}, COMMAND_WRONG,
     "catgut: there is no option `--formatformatformatformatformatformatformat`" TRY},
    {{"--=x"}, COMMAND_WRONG, "catgut: there is no option `--`" TRY},
    {{"-x"}, COMMAND_WRONG, "catgut: there is no option `-x`" TRY},
    {{"-json"}, COMMAND_WRONG, "catgut: there is no option `-json`" TRY},
    {{"-kx"}, COMMAND_WRONG, "catgut: there is no option `-x`" TRY},
    {{"-\033[1m"}, COMMAND_WRONG, "catgut: there is no option `-\\x1b[1m`" TRY},
    {{"-e"}, COMMAND_WRONG, "catgut: `-e` wants statements" TRY},
    {{"a", "-ke"}, COMMAND_WRONG, "catgut: `-e` wants statements" TRY},
    {{"--report", "p.html", "a.diag"}, COMMAND_RUN, ""},
    {{"--report"}, COMMAND_WRONG, "catgut: `--report` wants a file such as page.html" TRY},
    {{"--report="}, COMMAND_WRONG,
     "catgut: `--report` wants a file such as page.html, not ``" TRY},
    {{"--report=p.htm", "a.diag"}, COMMAND_RUN, ""},
    {{"--report", "a.diag", "p.html"}, COMMAND_WRONG,
     "catgut: `--report` wants a file such as page.html, not `a.diag`" TRY},
    {{"--report=.html"}, COMMAND_WRONG,
     "catgut: `--report` wants a file such as page.html, not `.html`" TRY},
    {{"--report=p", "--json"}, COMMAND_WRONG, "catgut: `--report` does not go with `--json`" TRY},
    {{"-i", "--report=p"}, COMMAND_WRONG, "catgut: `--report` does not go with `-i`" TRY},
    {{"--scale", "0.04"}, COMMAND_WRONG,
     "catgut: `--scale` wants a factor such as 2 or 0.5, not `0.04`" TRY},
    {{"--scale=20.01"}, COMMAND_WRONG,
     "catgut: `--scale` wants a factor such as 2 or 0.5, not `20.01`" TRY},
    {{"--scale=1.005"}, COMMAND_WRONG,
     "catgut: `--scale` wants a factor such as 2 or 0.5, not `1.005`" TRY},
    {{"--scale=2x"}, COMMAND_WRONG,
     "catgut: `--scale` wants a factor such as 2 or 0.5, not `2x`" TRY},
    {{"--scale=20"}, COMMAND_RUN, ""},
    {{"--scale", "0.05"}, COMMAND_RUN, ""},
    {{"--digits"}, COMMAND_WRONG, "catgut: `--digits` wants a number from 1 to 1000" TRY},
    {{"--digits", "0"}, COMMAND_WRONG,
     "catgut: `--digits` wants a number from 1 to 1000, not `0`" TRY},
    {{"--digits=1001"}, COMMAND_WRONG,
     "catgut: `--digits` wants a number from 1 to 1000, not `1001`" TRY},
    {{"--digits=99999999999999999999"}, COMMAND_WRONG,
     "catgut: `--digits` wants a number from 1 to 1000, not `99999999999999999999`" TRY},
    {{"--digits="}, COMMAND_WRONG, "catgut: `--digits` wants a number from 1 to 1000, not ``" TRY},
    {{"--digits=-3"}, COMMAND_WRONG,
     "catgut: `--digits` wants a number from 1 to 1000, not `-3`" TRY},
    {{"--stage", "token"}, COMMAND_WRONG,
     "catgut: `--stage` wants tokens, ast, diagram, network or plan, not `token`" TRY},
    {{"--stage="}, COMMAND_WRONG,
     "catgut: `--stage` wants tokens, ast, diagram, network or plan, not ``" TRY},
    {{"--max-memory", "much"}, COMMAND_WRONG,
     "catgut: `--max-memory` wants a size such as 512M or 2G, not `much`" TRY},
    {{"--max-time=soon"}, COMMAND_WRONG,
     "catgut: `--max-time` wants a time such as 500ms, 30s or 2m, not `soon`" TRY},
};

START_TEST(test_lines)
{
    const Line *l = &lines[_i];
    CommandLine o;
    Sink err;
    sink_init(&err);
    Command c = read_words(&o, &err, l->words);
    ck_assert_str_eq(sink_text(&err), l->said);
    ck_assert_int_eq(c, l->command);
    command_clear(&o);
    sink_clear(&err);
}
END_TEST

START_TEST(test_defaults)
{
    CommandLine o;
    Sink err;
    sink_init(&err);
    ck_assert_int_eq(command_read(&o, 0, NULL, &err), COMMAND_RUN);
    ck_assert_uint_eq(o.inputs.count, 0);
    ck_assert(!o.session.json && !o.session.keep_going && !o.interactive && !o.session.no_files);
    ck_assert_int_eq(o.session.digits, 6);
    ck_assert_uint_eq(o.session.max_memory, 2147483648u);
    ck_assert_int_eq(o.session.max_time, 0);
    ck_assert_int_eq(o.session.stage, CATGUT_RESULTS);
    command_clear(&o);
}
END_TEST

START_TEST(test_flags)
{
    CommandLine o;
    Sink err;
    sink_init(&err);
    const char *const words[WORDS_MAX] = {"-ki", "--json", "--no-files", "--digits", "20",
                                          "--max-memory=1k", "--max-time", "1.5", "--stage=plan"};
    ck_assert_int_eq(read_words(&o, &err, words), COMMAND_RUN);
    ck_assert(o.session.json && o.session.keep_going && o.interactive && o.session.no_files);
    ck_assert_int_eq(o.session.digits, 20);
    ck_assert_uint_eq(o.session.max_memory, 1024);
    ck_assert_int_eq(o.session.max_time, 1500000000);
    ck_assert_int_eq(o.session.stage, CATGUT_PLAN);
    command_clear(&o);
}
END_TEST

START_TEST(test_inputs)
{
    CommandLine o;
    Sink err;
    sink_init(&err);
    const char *const words[WORDS_MAX] = {"a", "-e", "show 1", "-",  "-kefoo", "b",
                                          "-e", "-e", "--",    "-e", "--",     "-"};
    static const Input wanted[] = {{false, "a"}, {true, "show 1"}, {false, "-"}, {true, "foo"},
                                   {false, "b"}, {true, "-e"},     {false, "-e"}, {false, "--"},
                                   {false, "-"}};
    ck_assert_int_eq(read_words(&o, &err, words), COMMAND_RUN);
    ck_assert(o.session.keep_going);
    ck_assert_uint_eq(o.inputs.count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < o.inputs.count; i++) {
        ck_assert(o.inputs.at[i].is_text == wanted[i].is_text);
        ck_assert_str_eq(o.inputs.at[i].text, wanted[i].text);
    }
    command_clear(&o);
}
END_TEST

START_TEST(test_stages)
{
    const char *const names[] = {"tokens", "ast", "diagram", "network", "plan"};
    Sink err;
    sink_init(&err);
    for (int i = 0; i < 5; i++) {
        CommandLine o;
        const char *const words[WORDS_MAX] = {"--stage", names[i]};
        ck_assert_int_eq(read_words(&o, &err, words), COMMAND_RUN);
        ck_assert_int_eq(o.session.stage, CATGUT_TOKENS + i);
        command_clear(&o);
    }
}
END_TEST

START_TEST(test_sizes)
{
    static const struct {
        const char *text;
        uint64_t bytes;
    } good[] = {
        {"0", 0}, {"100", 100}, {"1K", 1024}, {"3m", 3145728}, {"2G", 2147483648u},
        {"1T", 1099511627776u}, {"18446744073709551615", UINT64_MAX},
        {"16777215T", 18446742974197923840u},
    };
    static const char *const bad[] = {"", "K", "-1", "+1", " 1", "1 ", "1KB", "1.5G", "1E", "0x10",
                                      "18446744073709551616", "16777216T", "18014398509481984K"};
    uint64_t bytes = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!size_read(bad[i], &bytes), "%s", bad[i]);
    ck_assert_uint_eq(bytes, 7);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ck_assert(size_read(good[i].text, &bytes));
        ck_assert_uint_eq(bytes, good[i].bytes);
    }
}
END_TEST

START_TEST(test_times)
{
    static const struct {
        const char *text;
        int64_t nanoseconds;
    } good[] = {
        {"0", 0}, {"1", 1000000000}, {"30s", 30000000000}, {"500ms", 500000000},
        {"2m", 120000000000}, {"1h", 3600000000000}, {"0.5", 500000000}, {"1.25ms", 1250000},
        {"0.000001s", 1000}, {"9223372035", 9223372035000000000},
    };
    static const char *const bad[] = {"", "s", "-1", "1 s", "1S", "1.", ".5", "1.0000001", "1us",
                                      "9223372036", "18446744073709551616", "2562047h", "1d"};
    int64_t time = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!time_read(bad[i], &time), "%s", bad[i]);
    ck_assert_int_eq(time, 7);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        ck_assert_msg(time_read(good[i].text, &time), "%s", good[i].text);
        ck_assert_int_eq(time, good[i].nanoseconds);
    }
}
END_TEST

/* The help names every option, in lines that fit a terminal. */
START_TEST(test_help)
{
    static const char *const names[] = {"-e ", "-i ", "-k ", "--json", "--digits", "--max-memory",
                                        "--max-time", "--no-files", "--stage", "--version",
                                        "--help"};
    Sink out;
    sink_init(&out);
    command_help(&out);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        ck_assert_ptr_nonnull(strstr(sink_text(&out), names[i]));
    for (const char *line = sink_text(&out); *line; line += strcspn(line, "\n") + 1)
        ck_assert_uint_lt(strcspn(line, "\n"), 90);
    sink_clear(&out);
    command_version(&out);
    ck_assert_str_eq(sink_text(&out), "catgut " CATGUT_VERSION "\n");
    sink_clear(&out);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("command");
    TCase *t = tcase_create("command");
    tcase_add_loop_test(t, test_lines, 0, (int)(sizeof lines / sizeof *lines));
    tcase_add_test(t, test_defaults);
    tcase_add_test(t, test_flags);
    tcase_add_test(t, test_inputs);
    tcase_add_test(t, test_stages);
    tcase_add_test(t, test_sizes);
    tcase_add_test(t, test_times);
    tcase_add_test(t, test_help);
    suite_add_tcase(s, t);
    return s;
}

/* test_catgut.c -- the library as a program sees it: lang/catgut.h. */
#include "lang/catgut.h"

#include "base/memory.h"
#include "tests/suite.h"

#include <check.h>
#include <gmp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FRONT "type Bit = {0, 1}\nmodel front { X : Bit  Z : Bit <- X  Y : Bit <- Z  X <-> Y }\n"

/* The results of the last run, each form one after the other. */
typedef struct Heard {
    size_t count, most; /* most: stop after so many; 0: never */
    char errors[4096], text[20000], json[16384], html[65536], svg[65536], latex[1024];
    char code[16], message[256];
    size_t start, end, line, column;
    int status;
} Heard;

static void
append(char *to, size_t space, const char *text)
{
    size_t n = strlen(to), m = strlen(text);
    ck_assert_uint_lt(n + m, space);
    memcpy(to + n, text, m + 1);
}

static bool
hear(void *who, const CatgutResult *r)
{
    Heard *h = who;
    append(h->text, sizeof h->text, r->text);
    append(h->errors, sizeof h->errors, r->errors);
    append(h->json, sizeof h->json, r->json);
    append(h->html, sizeof h->html, r->html);
    append(h->svg, sizeof h->svg, r->svg);
    append(h->latex, sizeof h->latex, r->latex);
    h->start = r->start;
    h->end = r->end;
    h->status = r->status;
    if (r->complaint_count) {
        append(h->code, sizeof h->code, r->complaints[0].code);
        append(h->message, sizeof h->message, r->complaints[0].message);
        h->line = r->complaints[0].line;
        h->column = r->complaints[0].column;
    }
    return ++h->count != h->most;
}

static Heard heard;

static int
run(Catgut *c, const char *text)
{
    size_t most = heard.most;
    heard = (Heard){.most = most};
    return catgut_run(c, "t", text, strlen(text), hear, &heard);
}

static Catgut *
open_conversation(bool conversation)
{
    CatgutOptions o;
    catgut_options(&o);
    o.conversation = conversation;
    o.library = "stdlib";
    Catgut *c = catgut_open(&o);
    ck_assert_ptr_nonnull(c);
    heard = (Heard){0};
    return c;
}

START_TEST(results_have_all_their_forms)
{
    Catgut *c = open_conversation(false);
    const char *identify = "identify P(Y | do(X)) in front";
    ck_assert_int_eq(run(c, "type Unused = {a, b}"), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 0); /* what says nothing is not heard */
    ck_assert_int_eq(run(c, FRONT), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 1); /* a model has pictures */
    ck_assert_str_eq(heard.text, "");
    ck_assert_int_eq(run(c, identify), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 1);
    ck_assert_uint_eq(heard.start, 0);
    ck_assert_uint_eq(heard.end, strlen(identify));
    ck_assert_ptr_nonnull(strstr(heard.text, "identified: P(Y | do(X)) in front"));
    ck_assert_int_eq(strncmp(heard.json, "{\"kind\":\"identify\"", 18), 0);
    ck_assert_ptr_nonnull(strstr(heard.html, "<math"));
    ck_assert_ptr_nonnull(strstr(heard.latex, "\\sum_{Z}"));
    ck_assert_str_eq(heard.svg, "");
    ck_assert_int_eq(run(c, "draw front"), CATGUT_OK);
    ck_assert_int_eq(strncmp(heard.svg, "<svg", 4), 0);
    ck_assert_ptr_nonnull(strstr(heard.html, "<figure>"));
    ck_assert_ptr_nonnull(strstr(heard.text, "X"));
    ck_assert_str_eq(heard.latex, "");
    ck_assert_int_eq(run(c, "show 1/3"), CATGUT_OK);
    ck_assert_ptr_nonnull(strstr(heard.html, "<pre"));
    catgut_close(c);
}
END_TEST

START_TEST(complaints_come_in_parts)
{
    Catgut *c = open_conversation(false);
    ck_assert_int_eq(run(c, "type Bit = {0, 1}\n  show nothing\nshow 1"), CATGUT_WRONG);
    ck_assert_uint_eq(heard.count, 1); /* the first mistake ends the run */
    ck_assert_int_eq(heard.status, CATGUT_WRONG);
    ck_assert_str_eq(heard.code, "E040");
    ck_assert_uint_eq(heard.line, 2);
    ck_assert_uint_eq(heard.column, 8);
    ck_assert_ptr_nonnull(strstr(heard.message, "`nothing`"));
    ck_assert_ptr_nonnull(strstr(heard.json, "\"kind\":\"error\""));
    ck_assert_str_eq(heard.text, "");
    ck_assert_int_eq(run(c, "show ("), CATGUT_WRONG); /* what could not be read */
    ck_assert_uint_eq(heard.count, 1);
    ck_assert_int_eq(run(c, "check 1 == 2"), CATGUT_WRONG);
    ck_assert_ptr_nonnull(strstr(heard.errors, "left"));
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK); /* and is over */
    ck_assert_str_eq(heard.text, "1\n");
    ck_assert_int_eq(catgut_run_file(c, "no/such.diag", hear, &heard), CATGUT_USAGE);
    catgut_close(c);
}
END_TEST

START_TEST(a_listener_ends_the_run)
{
    Catgut *c = open_conversation(false);
    heard.most = 2;
    ck_assert_int_eq(run(c, "show 1\nshow 2\nshow 3"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "1\n2\n");
    ck_assert_uint_eq(heard.start, 7);
    ck_assert_int_eq(catgut_run(c, "t", "show 1", 6, NULL, NULL), CATGUT_OK);
    catgut_close(c);
}
END_TEST

START_TEST(a_conversation_takes_back)
{
    Catgut *c = open_conversation(true);
    ck_assert(!catgut_undo(c));
    ck_assert_int_eq(run(c, "let a = 1\nlet a = 2\na"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "2\n");
    ck_assert_int_eq(run(c, "% + 1"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "3\n");
    ck_assert(catgut_undo(c));
    ck_assert_int_eq(run(c, "a"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "1\n");
    catgut_close(c);
    c = open_conversation(false);
    ck_assert_int_eq(run(c, "let a = 1\nlet a = 2"), CATGUT_WRONG);
    ck_assert(!catgut_undo(c));
    catgut_close(c);
}
END_TEST

START_TEST(what_helps_who_writes)
{
    Catgut *c = open_conversation(true);
    char open[4];
    ck_assert(catgut_is_whole(c, "show 1", 6, open));
    ck_assert(!catgut_is_whole(c, "model m {", 9, open));
    ck_assert_str_eq(open, "{");
    CatgutWords *w = catgut_complete(c, "show adj", 8);
    ck_assert_uint_ge(w->count, 1);
    ck_assert_uint_eq(w->start, 5);
    ck_assert_int_eq(strncmp(w->words[0], "adj", 3), 0);
    catgut_free(w);
    char *text = catgut_help(c, "PN", 72);
    ck_assert_ptr_nonnull(strstr(text, "necess"));
    catgut_free(text);
    text = catgut_help(c, "E052", 0);
    ck_assert_ptr_nonnull(text);
    catgut_free(text);
    ck_assert_ptr_null(catgut_help(c, "nosuchword", 0));
    text = catgut_style(c);
    ck_assert_ptr_nonnull(strstr(text, "{"));
    catgut_free(text);
    catgut_close(c);
}
END_TEST

START_TEST(limits_hold)
{
    CatgutOptions o;
    catgut_options(&o);
    o.max_source = 8;
    o.no_files = true;
    Catgut *c = catgut_open(&o);
    ck_assert_int_eq(run(c, "show 1 + 1"), CATGUT_LIMIT);
    ck_assert_str_eq(heard.code, "E106");
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK);
    catgut_close(c);
    o.max_source = 0;
    o.max_output = 10000;
    c = catgut_open(&o);
    ck_assert_int_eq(run(c, "type D = {0..999}"), CATGUT_OK);
    ck_assert_int_eq(run(c, "show uniform[D]"), CATGUT_LIMIT);
    ck_assert_str_eq(heard.code, "E104");
    int status = CATGUT_OK, runs = 0;
    for (; status == CATGUT_OK && runs < 1000; runs++) /* statement by statement in one run */
        status = run(c, "show uniform[D] ; discard[D]\nshow 1\nshow 1 + 1");
    ck_assert_int_eq(runs, 1000);
    catgut_close(c);
    o.digits = 0;
    ck_assert_ptr_null(catgut_open(&o));
    o.digits = 6;
    o.max_time = INT64_MAX;
    c = catgut_open(&o);
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK);
    heard = (Heard){0};
    ck_assert_int_eq(catgut_run(c, "no such file", NULL, 0, hear, &heard), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 0);
    char many[4000];
    ck_assert_int_eq(run(c, "type T = {\"0123456789012345678901234567890123456789\"}"), CATGUT_OK);
    many[0] = '\0';
    for (int i = 0; i < 150; i++)
        strcat(many, "show uniform[T]\n");
    ck_assert_int_eq(run(c, many), CATGUT_LIMIT); /* it is the run that is limited */
    ck_assert_str_eq(heard.code, "E104");
    const char *last = strrchr(heard.json, '{');
    ck_assert_ptr_nonnull(last);
    ck_assert_int_eq(strncmp(last, "{\"kind\":\"error\"", 15), 0);
    ck_assert(last == heard.json || last[-1] == '\n');
    catgut_close(c);
    o.size = 3;
    ck_assert_ptr_null(catgut_open(&o));
    catgut_close(NULL);
    catgut_free(NULL);
    c = catgut_open(NULL);
    ck_assert_int_eq(run(c, "show 1/3"), CATGUT_OK);
    catgut_close(c);
}
END_TEST

/* What it says comes one by one, and may be enough. */
START_TEST(imports_are_heard)
{
    char path[64], text[96];
    snprintf(path, sizeof path, "/tmp/catgut-import-%ld.diag", (long)getpid());
    snprintf(text, sizeof text, "show 7\nimport \"%s\"\nshow 8", path);
    FILE *f = fopen(path, "w");
    fputs("type Bit = {0, 1}\nshow 1\ndraw discard[Bit]\ndraw copy[Bit]\nshow 2\n", f);
    fclose(f);
    Catgut *c = open_conversation(false);
    ck_assert_int_eq(run(c, text), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 6);
    ck_assert_int_eq(strncmp(heard.text, "7\n1\n", 4), 0);
    ck_assert_ptr_nonnull(strstr(heard.text, "2\n8\n"));
    catgut_close(c);
    c = open_conversation(false);
    heard.most = 3;
    ck_assert_int_eq(run(c, text), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 3);
    ck_assert_int_eq(strncmp(heard.svg, "<svg", 4), 0);
    ck_assert_ptr_null(strstr(heard.svg + 4, "<svg"));
    ck_assert_uint_eq(heard.start, 7);
    catgut_close(c);
    remove(path);
}
END_TEST

/* What a session wrote: text, and complaints. */
typedef struct Written {
    char said[2][8192];
    int ends;
    bool fails;
} Written;

static bool
write_down(void *who, bool errors, const char *text, size_t count)
{
    Written *w = who;
    char part[4096];
    ck_assert_uint_lt(count, sizeof part);
    w->ends += !text;
    if (text)
        memcpy(part, text, count);
    part[count] = '\0';
    append(w->said[errors], sizeof w->said[errors], part);
    return !w->fails;
}

static Catgut *
open_writing(Written *w, CatgutOptions *o)
{
    *w = (Written){.ends = 0};
    o->write = write_down;
    o->who = w;
    o->library = "stdlib";
    Catgut *c = catgut_open(o);
    ck_assert_ptr_nonnull(c);
    heard = (Heard){0};
    return c;
}

START_TEST(text_comes_as_it_is_said)
{
    Written w;
    CatgutOptions o;
    catgut_options(&o);
    Catgut *c = open_writing(&w, &o);
    ck_assert_int_eq(run(c, "show 1/2\nshow 3"), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 0); /* nobody else hears it */
    ck_assert_str_eq(w.said[0], "1/2   # 0.5\n3\n");
    ck_assert_int_ge(w.ends, 2);
    ck_assert_int_eq(run(c, "show 4\nshow nothing\nshow 66"), CATGUT_WRONG);
    ck_assert_ptr_nonnull(strstr(w.said[0], "4\n"));
    ck_assert_ptr_null(strstr(w.said[0], "66"));
    ck_assert_ptr_nonnull(strstr(w.said[1], "t:2:6: error: "));
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK);
    w.fails = true; /* a full disk */
    ck_assert_int_eq(run(c, "show 7\nshow 8"), CATGUT_WRONG);
    ck_assert_ptr_null(strstr(w.said[0], "8\n"));
    catgut_close(c);
    o.json = true;
    c = open_writing(&w, &o);
    ck_assert_int_eq(run(c, "show 1/3\nshow nothing"), CATGUT_WRONG);
    ck_assert_int_eq(strncmp(w.said[0], "{\"kind\":\"number\"", 16), 0);
    ck_assert_ptr_nonnull(strstr(w.said[0], "\n{\"kind\":\"error\""));
    catgut_close(c);
    o.json = false;
    o.stage = CATGUT_TOKENS;
    c = open_writing(&w, &o);
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK);
    ck_assert_ptr_nonnull(strstr(w.said[0], "1:6 a number 1\n"));
    catgut_close(c);
    o.stage = CATGUT_LAYOUT;
    c = open_writing(&w, &o);
    ck_assert_int_eq(run(c, "show   1 # \033 \xff"), CATGUT_OK);
    ck_assert_str_eq(w.said[0], "show 1 # \033 \xff\n");
    ck_assert_int_eq(run(c, "show ("), CATGUT_WRONG);
    catgut_close(c);
}
END_TEST

/* Each file of the program: nothing is left but the totals, and what may not be written over. */
START_TEST(a_session_begins_again)
{
    char path[64], text[256];
    snprintf(path, sizeof path, "/tmp/catgut-begin-%ld.svg", (long)getpid());
    FILE *f = fopen(path, "w");
    fputs("show nothing\n", f);
    fclose(f);
    Catgut *c = open_conversation(false);
    int fd = fileno(f = fopen(path, "r"));
    ck_assert_int_eq(run(c, "let x = 1\ncheck x == 1\ncheck x == 2"), CATGUT_WRONG);
    ck_assert_int_eq(catgut_run_input(c, fd, "input", NULL, NULL), CATGUT_WRONG);
    ck_assert_int_eq(catgut_begin_again(c), CATGUT_OK);
    ck_assert_int_eq(run(c, "check 2 == 2\nshow x"), CATGUT_WRONG);
    ck_assert_str_eq(heard.code, "E040");
    size_t passed, failed;
    catgut_totals(c, &passed, &failed);
    ck_assert_uint_eq(passed, 2);
    ck_assert_uint_eq(failed, 3);
    snprintf(text, sizeof text, "type B = {0, 1}\ndraw discard[B] to \"%s\"", path);
    ck_assert_int_eq(run(c, text), CATGUT_USAGE);
    ck_assert_str_eq(heard.code, "E118");
    fclose(f);
    remove(path);
    catgut_close(c);
}
END_TEST

START_TEST(commands_of_the_prompt)
{
    CatgutOptions o;
    catgut_options(&o);
    o.remember = true;
    o.library = "stdlib";
    Catgut *c = catgut_open(&o);
    ck_assert_int_eq(run(c, "let a = 1\nlet a = 2"), CATGUT_WRONG); /* a script, so far */
    catgut_converse(c, -1);
    ck_assert(!catgut_undo(c));
    ck_assert_int_eq(run(c, "let a = 2\na"), CATGUT_OK);
    heard = (Heard){0};
    ck_assert_int_eq(catgut_command(c, ":names", 6, hear, &heard), CATGUT_OK);
    ck_assert_str_eq(heard.text, "a : a number\n");
    heard = (Heard){0};
    ck_assert_int_eq(catgut_command(c, " names ", 7, hear, &heard), CATGUT_OK);
    ck_assert_str_eq(heard.errors, "commands of the prompt begin with a colon: `:names`\n");
    ck_assert_int_eq(catgut_command(c, "show a", 6, hear, &heard), CATGUT_NO_COMMAND);
    heard = (Heard){0};
    ck_assert_int_eq(catgut_command(c, ":load no/such.diag", 18, hear, &heard), CATGUT_USAGE);
    ck_assert_str_eq(heard.code, "E116");
    ck_assert_int_eq(catgut_command(c, ":undo", 5, NULL, NULL), CATGUT_OK);
    ck_assert_int_eq(run(c, "a"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "1\n");
    catgut_close(c);
}
END_TEST

/* In a conversation a mistake ends a file, but not what is typed. */
START_TEST(files_end_at_a_mistake)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/catgut-file-%ld.diag", (long)getpid());
    FILE *f = fopen(path, "w");
    fputs("show nothing\nshow 2\n", f);
    fclose(f);
    Catgut *c = open_conversation(true);
    ck_assert_int_eq(catgut_run_file(c, path, hear, &heard), CATGUT_WRONG);
    ck_assert_str_eq(heard.text, "");
    ck_assert_int_eq(run(c, "show nothing\nshow 2\n"), CATGUT_WRONG);
    ck_assert_str_eq(heard.text, "2\n");
    catgut_close(c);
    remove(path);
}
END_TEST

START_TEST(lines_gather)
{
    CatgutOptions o;
    catgut_options(&o);
    o.max_source = 20;
    Catgut *c = catgut_open(&o);
    char open[4];
    ck_assert_uint_eq(catgut_add_line(c, "show (", 6, open), CATGUT_OPEN | CATGUT_IN_BRACKET);
    ck_assert_str_eq(open, "(");
    ck_assert_uint_eq(catgut_add_line(c, "1)", 2, open), 0);
    ck_assert_int_eq(run(c, "show (\n1)"), CATGUT_OK);
    ck_assert_uint_eq(catgut_add_line(c, "model m {", 9, open),
                      CATGUT_OPEN | CATGUT_IN_BRACKET | CATGUT_IN_BRACE);
    ck_assert_uint_eq(catgut_add_line(c, NULL, 0, NULL), 0);
    ck_assert_uint_eq(catgut_add_line(c, "let x =", 7, open), CATGUT_OPEN);
    ck_assert_uint_eq(catgut_add_line(c, "1 + 2 + 3 + 4 + 5", 17, open), 0); /* too long */
    catgut_close(c);
}
END_TEST

START_TEST(a_page_is_written)
{
    Written w;
    CatgutOptions o;
    char path[64], page[4096];
    snprintf(path, sizeof path, "/tmp/catgut-page-%ld.html", (long)getpid());
    catgut_options(&o);
    o.page = o.no_files = true;
    Catgut *c = open_writing(&w, &o);
    ck_assert_int_eq(run(c, "show 1/3"), CATGUT_OK);
    ck_assert_int_eq(catgut_begin_again(c), CATGUT_OK);
    ck_assert_int_eq(run(c, "show 2/7"), CATGUT_OK);
    ck_assert_int_eq(catgut_write_page(c, path), CATGUT_OK);
    ck_assert_int_eq(catgut_write_page(c, "/no/such/page.html"), CATGUT_USAGE);
    Catgut *without = catgut_open(NULL); /* there is no page */
    ck_assert_int_eq(catgut_write_page(without, path), CATGUT_WRONG);
    catgut_close(without);
    ck_assert_ptr_nonnull(strstr(w.said[1], "/no/such/page.html"));
    FILE *f = fopen(path, "r");
    bool third = false, seventh = false;
    while (fgets(page, sizeof page, f)) {
        third = third || strstr(page, "0.333333");
        seventh = seventh || (third && strstr(page, "0.285714"));
    }
    ck_assert(seventh);
    fclose(f);
    remove(path);
    catgut_close(c);
}
END_TEST

/* Of a script that asks little there are no jobs: joining them is running it. */
START_TEST(jobs_are_made_and_joined)
{
    Written w;
    CatgutOptions o;
    char script[64], folder[64], list[80];
    snprintf(script, sizeof script, "/tmp/catgut-jobs-%ld.diag", (long)getpid());
    snprintf(folder, sizeof folder, "/tmp/catgut-jobs-%ld", (long)getpid());
    snprintf(list, sizeof list, "%s/jobs", folder);
    FILE *f = fopen(script, "w");
    fputs("show 1/3\n", f);
    fclose(f);
    catgut_options(&o);
    Catgut *c = open_writing(&w, &o);
    ck_assert_int_eq(catgut_make_jobs(c, "/no/such/folder", script, NULL, NULL), CATGUT_USAGE);
    ck_assert_int_eq(catgut_make_jobs(c, folder, script, NULL, NULL), CATGUT_OK);
    ck_assert_ptr_nonnull(strstr(w.said[0], "no jobs"));
    ck_assert_ptr_null(strstr(w.said[0], "0.333333"));
    ck_assert_int_eq(catgut_run_job(c, list, NULL, NULL), CATGUT_USAGE);
    ck_assert_int_eq(catgut_join_jobs(c, script, NULL, NULL), CATGUT_USAGE);
    ck_assert_int_eq(catgut_join_jobs(c, folder, NULL, NULL), CATGUT_OK);
    ck_assert_ptr_nonnull(strstr(w.said[0], "0.333333"));
    catgut_close(c);
    remove(list);
    remove(folder);
    remove(script);
}
END_TEST

/* It is said and not run. */
START_TEST(a_script_becomes_a_notebook)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/catgut-script-%ld.diag", (long)getpid());
    FILE *f = fopen(path, "w");
    fputs("# One.\nlet x = 1\n", f);
    fclose(f);
    CatgutOptions o;
    catgut_options(&o);
    o.stage = CATGUT_NOTEBOOK;
    Catgut *c = catgut_open(&o);
    memset(&heard, 0, sizeof heard);
    ck_assert_int_eq(catgut_run_file(c, path, hear, &heard), CATGUT_OK);
    ck_assert_uint_eq(heard.count, 1);
    ck_assert_ptr_nonnull(strstr(heard.text, "\"# One\"\n"));
    ck_assert_ptr_nonnull(strstr(heard.text, "\"let x = 1\"\n"));
    remove(path);
    memset(&heard, 0, sizeof heard);
    ck_assert_int_eq(catgut_run_file(c, path, hear, &heard), CATGUT_USAGE);
    ck_assert_str_eq(heard.code, "E116");
    catgut_close(c);
    o.stage = CATGUT_RESULTS;
    c = catgut_open(&o);
    ck_assert_int_eq(run(c, "show x"), CATGUT_WRONG);
    catgut_close(c);
}
END_TEST

/* A caller who was compiled when `who` was the last member. */
START_TEST(old_callers_are_served)
{
    CatgutOptions o;
    memset(&o, 0x55, sizeof o);
    (catgut_options)(&o);
    ck_assert_uint_eq(o.size, offsetof(CatgutOptions, write));
    ck_assert_uint_eq(o.checks, 0x55555555);
    Catgut *c = catgut_open(&o);
    ck_assert_int_eq(run(c, "show 1/3"), CATGUT_OK);
    ck_assert_str_eq(heard.text, "1/3   # 0.333333\n");
    catgut_close(c);
    o.size = sizeof o + 8;
    ck_assert_ptr_null(catgut_open(&o));
}
END_TEST

static atomic_bool over;

/* Until the run that it means has begun and ended. */
static void *
interrupt_again(void *c)
{
    while (!over) {
        struct timespec t = {.tv_nsec = 5000000};
        nanosleep(&t, NULL);
        catgut_interrupt(c);
    }
    return NULL;
}

/* Ten million entries, added up and compared, take seconds. */
START_TEST(another_thread_interrupts)
{
    CatgutOptions o;
    catgut_options(&o);
    o.max_memory = 0;
    Catgut *c = catgut_open(&o);
    pthread_t other;
    over = false;
    ck_assert_int_eq(pthread_create(&other, NULL, interrupt_again, c), 0);
    int status = run(c, "type D = {0..9}\nstate s : D * D * D * D * D * D * D = uniform\n"
                        "let t = 1/2 * s + 1/2 * s\ncheck t == t\n");
    over = true;
    pthread_join(other, NULL);
    ck_assert_int_eq(status, CATGUT_INTERRUPTED);
    ck_assert_str_eq(heard.code, "E034");
    ck_assert_int_eq(run(c, "show 1"), CATGUT_OK); /* it is over */
    catgut_close(c);
}
END_TEST

/* What the library of linear programs, which has a state, is asked for. */
static const char IV[] =
    "type Bit = {0, 1}\nmodel iv { Z : Bit  X : Bit <- Z  Y : Bit <- X  X <-> Y }\n"
    "state d of iv = 1/4|0,0,0> + 1/8|0,1,0> + 1/8|0,1,1>\n"
    "                + 1/8|1,0,1> + 1/4|1,1,1> + 1/8|1,1,0>\n"
    "bounds P(Y = 1 | do(X = 1)) in iv from d\n";

/* Two sessions in two threads, with the same names and other values. */
static void *
count_in(void *value)
{
    Catgut *c = catgut_open(NULL);
    char text[512], wanted[16];
    snprintf(text, sizeof text, "let a = %d\nshow a * a\n%s", *(int *)value, IV);
    snprintf(wanted, sizeof wanted, "%d\n", *(int *)value * *(int *)value);
    bool ok = true;
    for (int i = 0; ok && i < 20; i++) {
        Heard *h = calloc(1, sizeof *h);
        catgut_close(c);
        c = catgut_open(NULL);
        catgut_run(c, "t", text, strlen(text), hear, h);
        bool known = *h->code || strstr(h->text, "from 1/2 to 3/4"); /* or there is no library */
        ok = known && strncmp(h->text, wanted, strlen(wanted)) == 0;
        free(h);
    }
    catgut_close(c);
    return ok ? value : NULL;
}

START_TEST(sessions_do_not_meet)
{
    pthread_t thread[3];
    int value[] = {7, 11, 13};
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, count_in, &value[i]), 0);
    for (int i = 0; i < 3; i++) {
        void *got;
        pthread_join(thread[i], &got);
        ck_assert_ptr_eq(got, &value[i]);
    }
    Catgut *a = open_conversation(false), *b = open_conversation(false);
    ck_assert_int_eq(run(a, "let x = 1"), CATGUT_OK);
    ck_assert_int_eq(run(b, "show x"), CATGUT_WRONG);
    catgut_interrupt(b);
    ck_assert_int_eq(run(a, "show x"), CATGUT_OK);
    catgut_close(a);
    catgut_close(b);
}
END_TEST

/* GMP's memory of number `left` is refused, and from then on none is. */
static atomic_long left;

static void
count_down(void)
{
    if (atomic_fetch_sub(&left, 1) == 1)
        memory_new(SIZE_MAX / 4, 2);
}

static void *
take(size_t n)
{
    count_down();
    return malloc(n);
}

static void *
take_more(void *p, size_t before, size_t n)
{
    (void)before;
    count_down();
    return realloc(p, n);
}

static void
give_back(void *p, size_t n)
{
    (void)n;
    free(p);
}

/* Wherever a number of the library of linear programs is refused, others can use it afterwards. */
static bool
lock_is_given_back(void)
{
    catgut_close(catgut_open(NULL));
    mp_set_memory_functions(take, take_more, give_back);
    for (long n = 1;; n += 37 + n / 4) {
        Catgut *c = catgut_open(NULL), *other = catgut_open(NULL);
        left = n;
        int status = run(c, IV);
        bool whole = left > 0;
        left = 0;
        if (status != (whole ? CATGUT_OK : CATGUT_NO_MEMORY) && !strstr(heard.code, "E19"))
            return false;
        if (run(other, IV) != CATGUT_OK && !strstr(heard.code, "E19"))
            return false; /* or there is no library */
        catgut_close(c);
        catgut_close(other);
        if (whole)
            return true;
    }
}

/* As memory.c does when malloc says no in the middle of a run. */
static bool
refuse(void *who, const CatgutResult *r)
{
    (void)who;
    (void)r;
    return memory_new(SIZE_MAX / 4, 2) != NULL;
}

static bool
refusal_is_told(void)
{
    Catgut *c = catgut_open(NULL), *other = catgut_open(NULL);
    bool ok = run(c, "show 1") == CATGUT_OK &&
              catgut_run(c, "t", "show 1", 6, refuse, NULL) == CATGUT_NO_MEMORY &&
              run(c, "show 1") == CATGUT_NO_MEMORY && !catgut_complete(c, "show", 4) &&
              run(other, "show 1") == CATGUT_OK;
    catgut_close(c);
    catgut_close(other);
    return ok;
}

/* The call says so, the process goes on, and another session never knows.  It is a process of its
 * own, as what the session had cannot be given back. */
START_TEST(memory_may_be_refused)
{
    static bool (*const cases[])(void) = {refusal_is_told, lock_is_given_back};
    int ends[2];
    char ok = 0;
    ck_assert_int_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        ok = cases[_i]();
        _exit(write(ends[1], &ok, 1) == 1 ? 0 : 1);
    }
    close(ends[1]);
    ck_assert_int_eq((int)read(ends[0], &ok, 1), 1);
    ck_assert(ok);
    close(ends[0]);
    waitpid(child, NULL, 0);
}
END_TEST

START_TEST(texts_are_laid_out)
{
    Catgut *c = open_conversation(false);
    const char *text = "show   1+2 # so\n\n\n";
    char *to = catgut_format(c, "t", text, strlen(text), hear, &heard);
    ck_assert_str_eq(to, "show 1 + 2 # so\n");
    catgut_free(to);
    ck_assert_ptr_null(catgut_format(c, "t", "show (", 6, hear, &heard));
    ck_assert_str_eq(heard.code, "E012");
    ck_assert_int_eq(heard.status, CATGUT_WRONG);
    ck_assert_ptr_null(catgut_format(c, "t", "show (", 6, NULL, NULL));
    catgut_close(c);
}
END_TEST

START_TEST(names_have_places)
{
    Catgut *c = open_conversation(false);
    const char *text = "type T = {a}\nstate s : T = |a>\nshow s\n";
    CatgutNames *names = catgut_names(c, text, strlen(text));
    ck_assert_uint_eq(names->count, 6);
    const CatgutName *s = &names->names[2], *shown = &names->names[5];
    ck_assert_str_eq(s->name, "s");
    ck_assert_str_eq(s->kind, "value");
    ck_assert_str_eq(s->word, "state");
    ck_assert(s->defines && !shown->defines && s->thing == shown->thing && !names->other_files);
    ck_assert_uint_eq(s->from, 13);
    ck_assert_uint_eq(s->to, 30);
    ck_assert_uint_eq(shown->start, 36);
    ck_assert_uint_eq(names->names[1].within, names->names[0].thing);
    ck_assert(!names->unread);
    catgut_free(names);
    names = catgut_names(c, "show s s", 8);
    ck_assert(names->unread);
    catgut_free(names);
    ck_assert_ptr_null(catgut_place(c, "s"));
    run(c, text);
    CatgutPlace *p = catgut_place(c, "s");
    ck_assert_str_eq(p->file, "t");
    ck_assert(p->line == 2 && p->column == 7);
    ck_assert_str_eq(p->before, "state ");
    catgut_free(p);
    p = catgut_place(c, "T");
    ck_assert(p->line == 1 && p->column == 6);
    catgut_free(p);
    catgut_close(c);
}
END_TEST

static bool
hear_fix(void *to, const CatgutResult *r)
{
    if (r->complaint_count)
        snprintf(to, 64, "%zu-%zu %s", r->complaints[0].start, r->complaints[0].end,
                 r->complaints[0].fix);
    return true;
}

START_TEST(complaints_say_what_was_meant)
{
    static const char *const cases[][2] = {
        {"type Tar = {tar, \"so clean\"}\nstate s : Tar = |taar>", "46-50 tar"},
        {"type Tar = {tar, \"so clean\"}\nstate s : Tar = |\"so cleam\">", "46-56 \"so clean\""},
        {"type Tar = {tar}\nstate s : Taar = |tar>", "27-31 Tar"},
        {"let long_name = 1\nshow longname", "23-31 long_name"},
        {"shwo 1", "0-4 show"},
        {"type T = {a}\nmodel m { Alpha : T }\nshow parents(Alhpa) in m", "48-53 Alpha"},
        {"show 1 \xe2\x80\x9c", "7-10 \""},
        {"show nothing_like_it", "5-20 "},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Catgut *c = open_conversation(false);
        char said[64] = "";
        catgut_run(c, "t", cases[i][0], strlen(cases[i][0]), hear_fix, said);
        ck_assert_str_eq(said, cases[i][1]);
        catgut_close(c);
    }
}
END_TEST

START_TEST(who_only_reads_writes_nothing)
{
    CatgutOptions o;
    catgut_options(&o);
    o.read_only = true;
    o.folder = "stdlib";
    o.library = "doc";
    Catgut *c = catgut_open(&o);
    ck_assert_int_eq(run(c, "import \"classics.diag\"\ntype B = {a}\nstate s : (X : B) = |a>\n"
                            "export s to \"test-catgut.csv\"\n"
                            "draw id[B] to \"test-catgut.svg\"\nshow s"), CATGUT_OK);
    ck_assert_ptr_nonnull(strstr(heard.text, "|a>"));
    ck_assert_int_ne(access("test-catgut.csv", F_OK), 0);
    ck_assert_int_ne(access("test-catgut.svg", F_OK), 0);
    catgut_close(c);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("catgut");
    TCase *t = tcase_create("catgut");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, results_have_all_their_forms);
    tcase_add_test(t, complaints_come_in_parts);
    tcase_add_test(t, a_listener_ends_the_run);
    tcase_add_test(t, a_conversation_takes_back);
    tcase_add_test(t, what_helps_who_writes);
    tcase_add_test(t, limits_hold);
    tcase_add_test(t, imports_are_heard);
    tcase_add_test(t, text_comes_as_it_is_said);
    tcase_add_test(t, a_session_begins_again);
    tcase_add_test(t, commands_of_the_prompt);
    tcase_add_test(t, files_end_at_a_mistake);
    tcase_add_test(t, lines_gather);
    tcase_add_test(t, a_page_is_written);
    tcase_add_test(t, jobs_are_made_and_joined);
    tcase_add_test(t, a_script_becomes_a_notebook);
    tcase_add_test(t, old_callers_are_served);
    tcase_add_test(t, another_thread_interrupts);
    tcase_add_test(t, sessions_do_not_meet);
    tcase_add_loop_test(t, memory_may_be_refused, 0, 2);
    tcase_add_test(t, texts_are_laid_out);
    tcase_add_test(t, names_have_places);
    tcase_add_test(t, complaints_say_what_was_meant);
    tcase_add_test(t, who_only_reads_writes_nothing);
    suite_add_tcase(s, t);
    return s;
}

/* test_file.c -- files that statements write, and those that are read: each test has a folder. */
#include "lang/session/file.h"
#include "tests/unit/run_case.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[200];

static void
start(void)
{
    const char *scratch = getenv("SCRATCH");
    snprintf(folder, sizeof folder, "%.150s/fileXXXXXX", scratch ? scratch : P_tmpdir);
    ck_assert(mkdtemp(folder) != NULL);
    ck_assert_int_eq(chdir(folder), 0);
}

static void
end(void)
{
    static const char *const made[] = {"a.txt", "b.txt", "link.txt", "s.diag", "link.svg", "sub"};
    for (size_t i = 0; i < COUNT(made); i++)
        remove(made[i]);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left there */
}

static bool
write_text(const char *path, const char *text)
{
    Sink s = {0};
    sink_put(&s, text);
    bool ok = file_write(&run.s, path, &s, (Span){0});
    sink_clear(&s);
    return ok;
}

static void
expect_file(const char *path, const char *wanted)
{
    Session other = {0}; /* what is read here is not noted in run.s */
    Source *source = source_read_file(&other, path);
    ck_assert_ptr_nonnull(source);
    ck_assert_str_eq(source->text, wanted);
    source_free(source);
    array_clear(&other.read);
}

START_TEST(a_file_is_replaced_whole)
{
    struct stat about;
    ck_assert(write_text("a.txt", "a long first text"));
    ck_assert_int_eq(chmod("a.txt", 0640), 0);
    ck_assert(write_text("a.txt", "short"));
    expect_file("a.txt", "short\n \n");
    ck_assert_int_eq(stat("a.txt", &about), 0);
    ck_assert_uint_eq(about.st_mode & 07777, 0640);
    ck_assert(write_text("a.txt", ""));
    expect_file("a.txt", "");
}
END_TEST

START_TEST(a_link_stays_one)
{
    struct stat about;
    ck_assert(write_text("a.txt", "old"));
    ck_assert_int_eq(symlink("a.txt", "link.txt"), 0);
    ck_assert(write_text("link.txt", "new"));
    expect_file("a.txt", "new\n \n");
    ck_assert_int_eq(lstat("link.txt", &about), 0);
    ck_assert(S_ISLNK(about.st_mode));
    ck_assert(file_is_same("a.txt", "link.txt"));
    ck_assert(!file_is_same("a.txt", "b.txt"));
}
END_TEST

START_TEST(what_was_read_is_not_written_over)
{
    ck_assert(write_text("a.txt", "data"));
    Source *source = source_read_file(&run.s, "./a.txt");
    ck_assert_str_eq(source->folder, ".");
    source_free(source);
    expect_refusal(write_text("a.txt", "x"),
                   "`a.txt` has been read by this program, so it is not written over [E118]");
    ck_assert_int_eq(link("a.txt", "b.txt"), 0); /* under whatever name */
    expect_refusal(write_text("b.txt", "x"), "`b.txt` has been read by this program");
    expect_file("a.txt", "data\n \n");
}
END_TEST

START_TEST(what_others_wrote_is_not_written_over)
{
    FILE *f = fopen("a.txt", "w");
    ck_assert_ptr_nonnull(f);
    fputs("notes", f);
    fclose(f);
    expect_refusal(write_text("a.txt", "x"),
                   "`a.txt` is there already and was not written by Catgut, or not by it alone");
    expect_file("a.txt", "notes");
    ck_assert_int_eq(truncate("a.txt", 0), 0);
    ck_assert(write_text("a.txt", "x") && write_text("a.txt", "y\n"));
    expect_file("a.txt", "y\n \n");
}
END_TEST

START_TEST(scripts_are_not_written_over)
{
    expect_refusal(write_text("s.diag", "x"), "`s.diag` is a script or a network");
    ck_assert_int_ne(access("s.diag", F_OK), 0);
    ck_assert_int_eq(close(creat("s.diag", 0600)), 0);
    ck_assert_int_eq(symlink("s.diag", "link.svg"), 0);
    expect_refusal(write_text("link.svg", "x"), "`link.svg` is a script or a network");
    run.s.options.no_files = true;
    expect_refusal(write_text("a.txt", "x"), "--no-files forbids writing this file [E115]");
}
END_TEST

START_TEST(what_cannot_be_written)
{
    ck_assert_int_eq(mkdir("sub", 0700), 0);
    expect_refusal(write_text("sub", "x"), "cannot write `sub`: Is a directory [E117]");
    expect_refusal(write_text("none/a.txt", "x"),
                   "cannot write `none/a.txt`: No such file or directory [E117]");
    ck_assert_int_eq(run.s.complain.status, EXIT_USAGE);
    ck_assert(write_text("/dev/null", "x"));
    errno = 0;
    ck_assert_ptr_null(source_read_file(&run.s, "none"));
    ck_assert_int_eq(errno, ENOENT);
}
END_TEST

START_TEST(names_end_so)
{
    ck_assert(file_has_ending("a.svg", ".svg") && !file_has_ending("a.SVG", ".svg"));
    ck_assert(!file_has_ending(".svg", ".svg") && !file_has_ending("sub/.svg", ".svg"));
    ck_assert(!file_has_ending("svg", ".svg") && !file_has_ending("", ".svg"));
    ck_assert(file_takes_page("new.html") && file_takes_page("new.htm"));
    ck_assert(!file_takes_page("new.txt") && file_takes_page("/dev/null"));
    ck_assert(file_takes("new.svg", ".svg") && !file_takes("new.html", ".svg"));
}
END_TEST

START_TEST(files_are_found_once)
{
    FoundFile f = {0};
    file_find(&f, NULL, "a.txt");
    ck_assert_ptr_null(f.path);
    file_find(&f, folder, "a.txt");
    ck_assert_ptr_null(f.real);
    ck_assert(write_text("a.txt", ""));
    file_find(&f, "", "a.txt");
    ck_assert_str_eq(f.path, "a.txt");
    ck_assert(file_is_same(f.real, "a.txt") && f.real[0] == '/');
    file_find(&f, "/", "b.txt"); /* what was found stays */
    ck_assert_str_eq(f.path, "a.txt");
    memory_free(f.path);
    free(f.real);
}
END_TEST

Suite *
suite(void)
{
    TCase *c = run_case("file", "");
    tcase_add_checked_fixture(c, start, end);
    tcase_add_test(c, a_file_is_replaced_whole);
    tcase_add_test(c, a_link_stays_one);
    tcase_add_test(c, what_was_read_is_not_written_over);
    tcase_add_test(c, what_others_wrote_is_not_written_over);
    tcase_add_test(c, scripts_are_not_written_over);
    tcase_add_test(c, what_cannot_be_written);
    tcase_add_test(c, names_end_so);
    tcase_add_test(c, files_are_found_once);
    return run_suite("file", c);
}

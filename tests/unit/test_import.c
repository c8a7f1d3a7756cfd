/* test_import.c -- an import that memory does not allow leaves no name behind. */
#include "tests/suite.h"
#include "tests/unit/run.h"

/* Started in the top folder, as tests/run does it. */
static const char *const import = "import \"tests/golden/parts/garden.bif\" as garden with G\n";

/* Allows it ever more memory; true once that is enough.  late: it failed when it had declared types
 * already. */
static bool
try_import(uint64_t bytes, bool *late)
{
    Run r;
    run_start_after(&r, BIT);
    size_t before = r.s.signature.types.count;
    r.s.budget.bytes = bytes;
    run_text(&r, import);
    bool done = r.ok;
    *late = !done && r.s.signature.types.count > before;
    r.s.budget.bytes = 0;
    if (!done) {
        ck_assert_ptr_nonnull(strstr(sink_text(&r.s.err), "[E032]"));
        run_text(&r, "type Rain = {wet, dry}\ntype Level = {low}\nlet garden = 1\nlet G = 2\n"
                     "type Other = {high}\nstate s : Rain * Bit * Other = |wet,1,high>\n");
        ck_assert_msg(r.ok, "after %d bytes: %s", (int)bytes, sink_text(&r.s.err));
    }
    run_end(&r);
    return done;
}

START_TEST(test_names_are_free_again)
{
    size_t lates = 0;
    bool late;
    for (uint64_t bytes = 64; !try_import(bytes, &late); bytes += 64) {
        ck_assert_uint_le(bytes, 1 << 20);
        lates += late;
    }
    ck_assert_uint_gt(lates, 0);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("import");
    TCase *t = tcase_create("import");
    tcase_add_test(t, test_names_are_free_again);
    suite_add_tcase(s, t);
    return s;
}

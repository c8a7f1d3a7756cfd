/* fuzz_eval.c -- any bytes as a script, run to its end within a small budget.
 *
 * Beside not crashing, leaking or hanging: a failed statement has complained, what was complained
 * about has an exit status, and nothing is said of an error where there was none; a page of it is
 * whole, and no text in it became a tag. */
#include "lang/command_line.h"
#include "lang/language.h"
#include "lang/report/report.h"
#include "lang/statement/run.h"
#include "tests/fuzz/require.h"

#include <string.h>

/* A first byte of j, p, n, i or h chooses JSON, a stage, the REPL's ways or a page, and is not part
 * of the script; scripts themselves begin with a keyword or a comment, so they are seeds as they
 * are. */
static bool
choose(Options *o, uint8_t byte)
{
    options_init(o);
    o->json = byte == 'j';
    o->keep_going = true;
    o->no_files = true;
    o->max_memory = 1 << 20;
    o->max_time = 500000000;
    o->stage = byte == 'p' ? STAGE_PLAN : byte == 'n' ? STAGE_NETWORK : STAGE_NONE;
    return byte && strchr("jpnih", byte);
}

static void
check_page(Report *r)
{
    static const char end[] = "</html>\n";
    Sink page;
    sink_init(&page);
    report_write(r, &page);
    require(page.count > strlen(end));
    require(strcmp(sink_text(&page) + page.count - strlen(end), end) == 0);
    require(!strstr(sink_text(&page), "<script"));
    sink_clear(&page);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Options o;
    Session s;
    if (size < 1 || size > 20000)
        return 0;
    rational_start();
    size_t skip = choose(&o, data[0]);
    session_init(&s, &o, language);
    s.interactive = data[0] == 'i';
    Report *report = data[0] == 'h' ? report_new(false, 0) : NULL;
    if (report)
        report_listen(report, &s);
    const char *text = (const char *)data + skip;
    bool ok = session_run(&s, source_new("fuzz.diag", "", text, size - skip));
    require(ok || s.complain.errors > 0);
    require((session_status(&s) != 0) == (s.complain.errors > 0));
    require(s.err.count > 0 || s.complain.errors == 0);
    if (report)
        check_page(report);
    report_free(report);
    session_clear(&s);
    return 0;
}

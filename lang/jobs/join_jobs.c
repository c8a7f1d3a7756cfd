/* join_jobs.c -- see join_jobs.h.  All that is done is looked through before the script runs, so
 * that nothing is printed of which the rest is missing. */
#include "lang/jobs/join_jobs.h"

#include "lang/jobs/complain_jobs.h"
#include "lang/jobs/done_jobs.h"
#include "lang/statement/run.h"

typedef struct Joining {
    BlockStore store;
    Session *s;
    JobFolder folder;
    size_t elimination; /* that is asked for */
} Joining;

/* Is it the text that the jobs were made of? */
static bool
check_script(const Joining *x)
{
    char digest[DIGEST_HEX + 1];
    const char *path = sink_text(&x->folder.script);
    return file_digest(digest, x->s, path) && (strcmp(digest, x->folder.digest) == 0 ||
                                               complain_script_changed(&x->s->complain, path));
}

static BlockOrder
order_done(BlockStore *store, const Words *words, size_t blocks, uint64_t work, BlockRange *some)
{
    Joining *x = (Joining *)store;
    char digest[DIGEST_HEX + 1];
    (void)blocks;
    (void)work;
    (void)some;
    words_digest(digest, words);
    x->elimination = folder_find(&x->folder, digest);
    return x->elimination ? BLOCKS_READ : BLOCKS_ALL;
}

static bool
read_blocks(BlockStore *store, BlockRange *range, Words *collected)
{
    const Joining *x = (const Joining *)store;
    return done_blocks(&x->folder, x->s, x->elimination, range, collected);
}

bool
jobs_join(Session *s, const char *folder)
{
    Joining x = {.store = {order_done, NULL, read_blocks}, .s = s};
    folder_init(&x.folder, folder);
    bool ok = folder_read(&x.folder, s) && check_script(&x) && jobs_are_done(&x.folder, s);
    if (ok) {
        s->budget.bytes = s->options.max_memory = x.folder.memory;
        s->budget.blocks = &x.store;
        ok = session_run_file(s, sink_text(&x.folder.script));
        s->budget.blocks = NULL;
    }
    folder_clear(&x.folder);
    return ok;
}

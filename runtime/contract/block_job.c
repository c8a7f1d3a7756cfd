/* block_job.c -- see block_job.h. */
#include "contract/block_job.h"

#include "contract/elimination.h"
#include "contract/modular_forward.h"
#include "contract/modular_reverse.h"

/* What would be read from all blocks goes nowhere. */
static void
run_back(const Elimination *e, Budget *b)
{
    bool possible, fits;
    size_t variables = e->network.shape.sizes.count;
    Table *none = memory_new(variables + 1, sizeof *none);
    (void)!modular_reverse_run(none, &possible, &fits, &e->network, &e->plan, e->limit, b);
    for (size_t v = 0; v < variables; v++)
        if (none[v].limb)
            table_clear(&none[v]);
    memory_free(none);
}

static void
run_forth(const Elimination *e, Budget *b)
{
    bool fits;
    Run run;
    run_init(&run, &e->network, &e->plan);
    run.way = WAY_MODULAR;
    (void)!modular_forward_run(&run, &fits, e->limit, b);
    run_clear(&run);
}

bool
block_job_run(const Words *elimination, bool *valid, Budget *b)
{
    Elimination e;
    *valid = elimination_read(&e, elimination);
    if (*valid && e.back)
        run_back(&e, b);
    else if (*valid)
        run_forth(&e, b);
    elimination_clear(&e);
    return b->stop == STOP_PUT_OFF;
}

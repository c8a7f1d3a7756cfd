/* outcome.c -- see outcome.h. */
#include "network/outcome.h"

#include "base/saturate.h"

void
trouble_clear(Trouble *t)
{
    sink_clear(&t->entries);
    row_trouble_clear(&t->rows);
    *t = (Trouble){0};
}

uint64_t
limit_bytes(const Budget *b)
{
    uint64_t most = sizeof most > sizeof(size_t) ? (uint64_t)1 << 31 : SIZE_MAX / 4;
    return b->bytes && b->bytes < most ? b->bytes : most;
}

Outcome
trouble_refuse(Trouble *t, const Budget *b, const mpz_t entries, const mpz_t bytes_each)
{
    mpz_t allowed;
    mpz_init_set_ui(allowed, limit_bytes(b));
    if (mpz_sgn(bytes_each))
        mpz_fdiv_q(allowed, allowed, bytes_each);
    t->limit = mpz_get_ui(allowed);
    t->bytes = limit_bytes(b);
    mpz_clear(allowed);

    char *digits = memory_new(mpz_sizeinbase(entries, 10) + 2, 1);
    mpz_get_str(digits, 10, entries);
    sink_clear(&t->entries);
    sink_put(&t->entries, digits);
    memory_free(digits);
    return OUTCOME_TOO_LARGE;
}

Outcome
trouble_refuse_entries(Trouble *t, const Budget *b, const mpz_t entries, uint64_t bytes_each,
                       uint64_t taken)
{
    uint64_t few = mpz_size(entries) <= 1 ? mpz_getlimbn(entries, 0) : UINT64_MAX;
    if (saturate_plus(saturate_times(few, bytes_each), taken) <= limit_bytes(b))
        return OUTCOME_DONE;
    mpz_t each, all;
    mpz_init_set_ui(each, bytes_each);
    mpz_init(all);
    mpz_mul(all, entries, each);
    mpz_add_ui(all, all, taken);
    Outcome outcome = OUTCOME_DONE;
    if (mpz_cmp_ui(all, limit_bytes(b)) > 0)
        outcome = trouble_refuse(t, b, entries, each);
    mpz_clear(all);
    mpz_clear(each);
    return outcome;
}

/* row_labels.c -- see row_labels.h. */
#include "lang/data/row_labels.h"

#include "lang/data/complain_data.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool
text_is_missing(const char *text)
{
    static const char *const words[] = {"", "NA", "N/A", "NULL"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* The number that the text is, in lowest terms; false: it is none. */
static bool
write_number(const char *text, Sink *to)
{
    mpq_t q;
    mpq_init(q);
    bool ok = row_number_read(q, text);
    sink_clear(to);
    if (ok)
        rational_write(q, to);
    mpq_clear(q);
    return ok;
}

/* ---- labels ---- */

void
label_finder_init(LabelFinder *f, const Type *t)
{
    *f = (LabelFinder){.type = t};
    Sink number;
    sink_init(&number);
    for (uint32_t i = 0; i < t->labels.count; i++) {
        const char *label = t->labels.at[i];
        texts_add(&f->texts, label, strlen(label));
        uint32_t before = (uint32_t)texts_count(&f->numbers);
        if (write_number(label, &number) &&
            texts_add(&f->numbers, sink_text(&number), number.count) == before)
            array_push(&f->number_at, i);
    }
    sink_clear(&number);
}

void
label_finder_clear(LabelFinder *f)
{
    texts_clear(&f->texts);
    texts_clear(&f->numbers);
    array_clear(&f->number_at);
}

/* In lowest terms an integer is digits with a sign. */
static bool
find_in_range(const Type *t, const char *number, uint32_t *position)
{
    char *end;
    errno = 0;
    long long n = strtoll(number, &end, 10);
    if (*end || errno || n < t->first || (uint64_t)n - (uint64_t)t->first >= t->size)
        return false;
    *position = (uint32_t)(n - t->first);
    return true;
}

bool
label_finder_find(const LabelFinder *f, const char *text, uint32_t *position)
{
    if (texts_find(&f->texts, text, strlen(text), position))
        return true;
    if (!f->type->range && !texts_count(&f->numbers))
        return false;
    Sink number;
    uint32_t code;
    sink_init(&number);
    bool found = write_number(text, &number);
    if (found && f->type->range) {
        found = find_in_range(f->type, sink_text(&number), position);
    } else if (found) {
        found = texts_find(&f->numbers, sink_text(&number), number.count, &code);
        if (found)
            *position = f->number_at.at[code];
    }
    sink_clear(&number);
    return found;
}

/* ---- cases ---- */

/* What texts a case has: one, or numbers from low to high. */
typedef struct CaseKey {
    const char *text; /* NULL: a range */
    bool number;      /* low is what the text is */
    bool from, to;    /* there is a low, a high end */
    mpq_t low, high;
    uint32_t value;
} CaseKey;

static uint32_t
find_value(CaseList *c, const Node *one)
{
    uint32_t i = 0;
    while (i < c->values.count && c->values.at[i].text != one->text)
        i++;
    if (i == c->values.count)
        array_push(&c->values, ((Label){one->text, one->text_at}));
    return i;
}

static bool
read_key(CaseKey *k, const Node *when)
{
    mpq_inits(k->low, k->high, NULL);
    const char *first = when->labels[0].text;
    if (when->kind != NODE_RANGE) {
        k->text = first;
        k->number = row_number_read(k->low, first);
        return true;
    }
    const char *last = when->labels[1].text;
    k->from = *first;
    k->to = *last;
    return (!k->from || row_number_read(k->low, first)) &&
           (!k->to || row_number_read(k->high, last)) &&
           (!k->from || !k->to || mpq_cmp(k->low, k->high) <= 0);
}

bool
case_list_init(CaseList *c, Session *s, const Node *list)
{
    *c = (CaseList){.list = list};
    size_t count = 0;
    for (uint32_t i = 0; i < list->count; i++)
        count += list->kids[i]->count;
    c->keys = memory_new(count + 1, sizeof *c->keys);
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *one = list->kids[i];
        uint32_t value = find_value(c, one);
        for (uint32_t k = 0; k < one->count; k++) {
            CaseKey *key = &c->keys[c->count++];
            key->value = value;
            if (!read_key(key, one->kids[k]))
                return complain_case_range(&s->complain, one->kids[k]->at);
        }
    }
    return true;
}

void
case_list_clear(CaseList *c)
{
    for (size_t i = 0; i < c->count; i++) {
        mpq_clear(c->keys[i].low);
        mpq_clear(c->keys[i].high);
    }
    memory_free(c->keys);
    array_clear(&c->values);
    *c = (CaseList){0};
}

/* number NULL: the text is none. */
static bool
has_text(const CaseKey *k, const char *text, const mpq_t number, bool is_number)
{
    if (k->text)
        return strcmp(k->text, text) == 0 ||
               (k->number && is_number && mpq_equal(k->low, number));
    return is_number && (!k->from || mpq_cmp(k->low, number) <= 0) &&
           (!k->to || mpq_cmp(number, k->high) <= 0);
}

size_t
case_list_find(const CaseList *c, const char *text, uint32_t *value)
{
    mpq_t number;
    mpq_init(number);
    bool is_number = row_number_read(number, text);
    size_t found = 0;
    for (size_t i = 0; i < c->count; i++)
        if (has_text(&c->keys[i], text, number, is_number) && found++ == 0)
            *value = c->keys[i].value;
    mpq_clear(number);
    return found;
}

/* ---- types ---- */

/* A text, and what it is as a number. */
typedef struct Candidate {
    const char *text;
    mpq_t number;
} Candidate;

static int
compare_texts(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    return strcmp(x->text, y->text);
}

/* Of equal numbers the shortest text comes first. */
static int
compare_numbers(const void *a, const void *b)
{
    const Candidate *x = a, *y = b;
    int order = mpq_cmp(x->number, y->number);
    if (order)
        return order;
    size_t m = strlen(x->text), n = strlen(y->text);
    return m != n ? (m < n ? -1 : 1) : strcmp(x->text, y->text);
}

/* a, a + 1, a + 2, ...: more of them than one would list? */
static bool
is_range(const Candidate *c, size_t count)
{
    enum { LISTED = 9 };
    mpz_t step;
    if (count <= LISTED || !mpz_fits_slong_p(mpq_numref(c[0].number)))
        return false;
    mpz_init(step);
    mpz_sub(step, mpq_numref(c[count - 1].number), mpq_numref(c[0].number));
    bool is = mpz_cmp_ui(step, count - 1) == 0;
    mpz_clear(step);
    for (size_t i = 0; is && i < count; i++)
        is = mpz_cmp_ui(mpq_denref(c[i].number), 1) == 0;
    return is;
}

static void
add_labels(Session *s, Type *t, const Candidate *c, size_t count, bool numbers)
{
    Sink text;
    sink_init(&text);
    for (size_t i = 0; i < count; i++) {
        bool whole = numbers && mpz_cmp_ui(mpq_denref(c[i].number), 1) == 0;
        sink_clear(&text);
        if (whole)
            rational_write(c[i].number, &text);
        else
            sink_put(&text, c[i].text);
        type_add_label(t, names_add(&s->names, sink_text(&text), text.count));
    }
    sink_clear(&text);
}

Type *
type_of_texts(Session *s, const Texts *texts, bool listed)
{
    size_t count = texts_count(texts), kept = 0;
    bool numbers = true;
    Candidate *c = memory_new(count + 1, sizeof *c);
    for (uint32_t i = 0; i < count; i++) {
        mpq_init(c[i].number);
        c[i].text = texts_text(texts, i);
        numbers = row_number_read(c[i].number, c[i].text) && numbers;
    }
    qsort(c, count, sizeof *c, numbers ? compare_numbers : compare_texts);
    for (size_t i = 0; i < count; i++)
        if (!numbers || i == 0 || !mpq_equal(c[kept - 1].number, c[i].number)) {
            Candidate other = c[kept];
            c[kept++] = c[i];
            c[i] = other;
        }
    Type *t = signature_add_type(&s->signature, NULL);
    if (numbers && kept && !listed && is_range(c, kept))
        type_set_range(t, mpz_get_si(mpq_numref(c[0].number)), (uint32_t)kept);
    else
        add_labels(s, t, c, kept, numbers);
    for (size_t i = 0; i < count; i++)
        mpq_clear(c[i].number);
    memory_free(c);
    return t;
}

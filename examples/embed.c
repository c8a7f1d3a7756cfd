/* embed.c -- Catgut inside a program.
 *
 *     cc embed.c $(pkg-config --cflags --libs catgut) -o embed && ./embed
 */
#include <catgut.h>

#include <stdio.h>
#include <string.h>

/* What a statement says comes here, in every form it has. */
static bool
hear(void *who, const CatgutResult *r)
{
    int *count = who;
    printf("result %d:\n%s", ++*count, r->text);
    if (*r->latex)
        printf("  as LaTeX: %s\n", r->latex);
    if (*r->svg)
        printf("  a picture of its own: %.4s...\n", r->svg);
    for (size_t i = 0; i < r->complaint_count; i++) {
        const CatgutComplaint *x = &r->complaints[i];
        printf("  %s at %zu:%zu: %s\n  %s\n", x->code, x->line, x->column, x->message, x->help);
    }
    return true;
}

static int
run(Catgut *c, const char *text)
{
    int count = 0, status = catgut_run(c, "lung", text, strlen(text), hear, &count);
    printf("status %d\n\n", status);
    return status;
}

int
main(void)
{
    CatgutOptions o;
    catgut_options(&o);
    o.no_files = true;
    o.max_memory = 64 << 20;
    o.max_time = INT64_C(2000000000);
    Catgut *c = catgut_open(&o);
    if (!c)
        return 1;
    run(c, "type Bit = {0, 1}\n"
           "model front { X : Bit  Z : Bit <- X  Y : Bit <- Z  X <-> Y }\n"
           "identify P(Y | do(X)) in front\n"
           "draw front\n");
    run(c, "show P(Y | do(X)) in frnt\n");
    CatgutWords *words = catgut_complete(c, "show adj", 8);
    for (size_t i = 0; words && i < words->count; i++)
        printf("it could go on: %s\n", words->words[i]);
    catgut_free(words);
    char open[4];
    printf("whole: %s\n", catgut_is_whole(c, "model m {", 9, open) ? "yes" : open);
    catgut_close(c);
    return 0;
}

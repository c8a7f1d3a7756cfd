/* bench_picture.c -- draws random models and chains of 100 to 10,000 variables as SVG: time,
 * crossings against barycentres alone, how large the picture is, and how much more time a variable
 * takes than in the size before.
 *
 * Each variable of a random model reads up to three of the twenty before it, so the model has about
 * half as many layers as variables.  A thousand variables are to take less than half a second. */
#include "base/random.h"
#include "picture/layers.h"
#include "picture/picture.h"

#include <stdio.h>
#include <time.h>

static void
make_model(Model *m, Names *names, Signature *s, uint32_t n, bool chain)
{
    Random r = random_start(n);
    const Type *type = signature_add_type(s, names_add_text(names, "T"));
    for (uint32_t v = 0; v < n; v++) {
        char name[16];
        snprintf(name, sizeof name, "V%u", v);
        Vertex x = {.name = names_add_text(names, name), .type = type};
        for (uint32_t k = chain ? v > 0 : random_below(&r, 4); k > 0 && v > 0; k--) {
            uint32_t parent = v - 1 - (chain ? 0 : random_below(&r, v < 20 ? v : 20));
            if (!wires_has(&x.parents, parent))
                array_push(&x.parents, parent);
        }
        model_add_vertex(m, &x);
    }
}

/* Seconds of the processor a variable. */
static double
draw(uint32_t n, bool chain, double before)
{
    Names names = {0};
    Signature signature;
    Model m = {0};
    const Model *models[] = {&m};
    Scene s = {0};
    Sink out = {0};
    Budget b = {0};
    Layout l = {0};
    Measure measure = {.grid = 10,
                       .letter = 9,
                       .pad = 20,
                       .port = 20,
                       .margin = 15,
                       .gap = 14,
                       .wire = 14,
                       .beside = 7,
                       .sign = 10,
                       .loose = true};
    signature_init(&signature);
    make_model(&m, &names, &signature, n, chain);
    clock_t start = clock();
    bool ok =
        scene_add_models(&s, models, 1, NULL, n) && scene_write_svg(&s, &(SvgStyle){0}, &b, &out);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC, each = took / n;
    ok = ok && layout_make(&l, &s, &measure, &b);
    printf("%6u variables, %s: %s in %6.3f s, %8zu bytes; %llu crossings, %llu by barycentres", n,
           chain ? "chain " : "random", ok ? "drawn" : "not drawn", took, out.count,
           (unsigned long long)l.crossings, (unsigned long long)l.baseline);
    if (before > 0)
        printf("; a variable takes %.2f times as long", each / before);
    printf("\n");
    layout_clear(&l);
    sink_clear(&out);
    scene_clear(&s);
    model_clear(&m);
    signature_clear(&signature);
    names_clear(&names);
    return each;
}

int
main(void)
{
    static const uint32_t sizes[] = {100, 300, 1000, 3000, 10000};
    for (int chain = 0; chain < 2; chain++) {
        double each = 0;
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            each = draw(sizes[i], chain, each);
    }
    return 0;
}

/* test_adjust.c -- adjustment, front doors and instruments: public cases, with their sources.
 *
 * The graphs and answers are those of the tests of dagitty (test/test/adjustment-dags.js,
 * test/tests.js, r/tests/testthat), pgmpy (tests/test_inference/test_CausalInference.py), DoWhy
 * (tests/causal_identifiers/example_graphs.py) and CausalInference.jl (test/gensearch.jl), and of
 * the papers they name, some more sets beside.  Two of pgmpy's are left out: it takes {z2} to be
 * valid in the graph of van der Zander et al. 2014, figure 2, where x1 -> z1 -> z2 <- y2 is open,
 * and age given yrsmill and laboract to be an instrument for deferenc, which is one for the direct
 * effect and none for the total one. */
#include "graph/adjust.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

static const char *polzer =
    "ToothLoss -> Mortality; Periodontitis Caries -> ToothLoss; "
    "Diabetes -> Mortality Periodontitis Hypertension Lipids; "
    "Obesity -> Mortality Periodontitis Diabetes Hypertension Lipids; "
    "Hypertension Lipids -> Mortality; "
    "Psychosocial -> ToothLoss Mortality Periodontitis Caries Diabetes Obesity Hypertension "
    "Alcohol "
    "Smoking Sport Lipids; "
    "Age Sex -> ToothLoss Mortality Periodontitis Caries Diabetes Obesity Hypertension "
    "Psychosocial "
    "Alcohol Smoking Sport Lipids; "
    "Alcohol -> ToothLoss Mortality Diabetes Obesity Hypertension Smoking Lipids; "
    "Smoking -> ToothLoss Mortality Periodontitis Diabetes Obesity Hypertension Sport; "
    "Sport -> Mortality Periodontitis Diabetes Obesity Hypertension Lipids";

static const char *allergy =
    "E Genetische -> D Sensibilisierung; Etnische -> Genetische D Stillen; Begleit -> D E; "
    "RauchenMutter -> D Stillen Schwangerschaft E; RauchenAnderer -> D Stillen E; "
    "Stillen -> Darmflora Sensibilisierung; Diaet -> Stillen D; Darmflora -> D Sensibilisierung E; "
    "Hausstaub -> Darmflora Sensibilisierung; "
    "Haustiere -> Hausstaub Darmflora Sensibilisierung Erreger; Sensibilisierung -> D; "
    "Allergen -> Darmflora E Sensibilisierung; Impfungen -> Darmflora E; VitD -> E; "
    "Infektionen -> E Darmflora Erreger D; Erreger -> E D; Geburtsmodus -> Erreger Darmflora; "
    "Geburtsort -> Erreger; Geschwister -> Sensibilisierung Erreger; "
    "Betreuung -> Infektionen Erreger Sensibilisierung; "
    "Antibiotika -> Infektionen Darmflora D Erreger";

static const char *acid =
    "x4 -> x5; x5 -> x7 x11; x6 -> x7 x14; x7 -> x9; x8 -> x14 x15; x9 -> x10; "
    "x10 -> x12 x15; x11 -> x12; x12 -> x13; x14 -> x16 -> x17; x1 -> x4 x3; "
    "x2 -> x3; x15 -> x17 x18; x3 -> x6 x5";

static const char *many =
    "1 -> E; 15 -> 14 -> 13 -> 12 -> 11 -> 10 -> 9 -> 8 -> 7 -> 6 -> 5 -> 4 -> 3 -> "
    "2 -> 1; 7 -> E; 8 -> D; 15 -> D; E -> D";

static const char *thoemmes = "latent e0 e1 e3 e4; e0 -> x; e1 -> s1; e2 -> s2 y; e3 -> s3; e4 -> "
                              "y; s1 -> s2 z; s2 -> s3 z2; "
                              "s3 -> y; x -> y s1; y -> z3";

static const char *shrier =
    "Coach -> Fitness Motivation; Genetics -> Fitness Fatigue Connective; "
    "Motivation -> Previous WarmUp; Pregame -> WarmUp; Connective -> Tissue Fatigue; "
    "Contact -> Intragame Previous; Tissue Intragame -> Injury; Fitness -> Pregame Fatigue; "
    "Fatigue -> Intragame Injury; WarmUp -> Intragame";

static const char *big =
    "S -> T; a -> h c T; b -> e f; d -> j i; e -> a f; f -> n; g -> d m j; h -> T S; i -> h T; "
    "i4 -> p; m -> j i; n -> c S; o -> y q; p -> q o; q -> y; x -> S o p; z -> T q p";

static const char *jl1 = "1 -> 2 -> 3 -> 4; 5 -> 1; 6 -> 5 4; 1 -> 7";
static const char *jl2 = "1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8";

/* ---- minimal adjustment sets ---- */

typedef struct Listed {
    const char *source, *figure, *x, *y, *sets;
} Listed;

static const Listed adjustments[] = {
    {"dagitty, M in a box", "x <- a -> m <- b -> y", "x", "y", "{}"},
    {"dagitty, Polzer et al. 2012", NULL, "ToothLoss", "Mortality",
     "{Age Alcohol Diabetes Obesity Psychosocial Sex Smoking Sport} "
     "{Age Alcohol Periodontitis Psychosocial Sex Smoking}"},
    {"dagitty, two exposures, two outcomes",
     "C -> Y1 m; X1 -> X2; X1 -> Y2 -> Y1; X2 -> Y1; X1 -> m2 -> m -> X2", "X1 X2", "Y1 Y2",
     "{C} {m m2}"},
    {"dagitty, Thoemmes 2013", NULL, "x", "y", "{}"},
    {"dagitty, xobs", "t -> xobs; u1 -> t y; u2 -> t xobs; xobs -> y", "xobs", "y", "{t u2} {u1}"},
    {"dagitty, S to T", "S -> T; h -> S; i -> h T; x -> S z; z -> T", "S", "T",
     "{h x} {h z} {i x} {i z}"},
    {"dagitty, very large dag", NULL, "E", "D",
     "{Allergen Antibiotika Begleit Betreuung Darmflora Erreger Geschwister Hausstaub Haustiere "
     "Infektionen RauchenAnderer RauchenMutter Stillen} "
     "{Allergen Antibiotika Begleit Darmflora Erreger Geburtsmodus Hausstaub Haustiere Infektionen "
     "RauchenAnderer RauchenMutter Stillen} "
     "{Allergen Begleit Darmflora Erreger Impfungen Infektionen RauchenAnderer RauchenMutter}"},
    {"dagitty, many variables but few paths", NULL, "E", "D", "{7} {8}"},
    {"dagitty, intermediate adjustment", "X -> Y I; I -> Y; Z -> X I; latent I", "X", "Y", "{Z}"},
    {"dagitty, small model with mediator", "Z -> X I; X -> I Y; I -> Y", "X", "Y", "{Z}"},
    {"dagitty, confounding triangle", "A -> B; C -> A B", "A", "B", "{C}"},
    {"dagitty, extended confounding triangle", "A -> B; C -> B A; D -> C A; E -> C B", "A", "B",
     "{C D} {C E}"},
    {"dagitty, Acid & de Campos 1996", NULL, "x3", "x15", "{x1} {x4}"},
    {"dagitty, three causes", "A -> U; B -> Z; Z -> E; U -> Z", "A E", "B", "{U Z}"},
    {"dagitty, B unobserved", "latent B; A -> E Z; B -> D Z; Z -> E D", "E", "D", "{A Z}"},
    {"dagitty, non-X-ancestor with an arrow", "X1 -> Y M1; Y -> M2; M1 -> M2; M2 -> X2", "X1 X2",
     "Y", ""},
    {"dagitty, non-X-ancestor without", "X1 -> M1; Y -> M2; M1 -> M2; M2 -> X2", "X1 X2", "Y",
     "{M1 M2}"},
    {"dagitty for R, pags", "X1 -> V1 -> X2 -> Y; V1 -> X3", "X1 X2 X3", "Y", "{}"},
    {"dagitty, M-bias", "D <-> Z; E -> D; E <-> Z", "E", "D", "{}"},
    {"pgmpy, game 1", "X -> A -> Y; A -> B", "X", "Y", "{}"},
    {"pgmpy, game 2", "X -> E -> Y; A -> B X; B -> C; D -> B E", "X", "Y", "{}"},
    {"pgmpy, game 3", "X -> Y A; B -> A Y X", "X", "Y", "{B}"},
    {"pgmpy, game 4", "A -> X B; C -> B Y", "X", "Y", "{}"},
    {"pgmpy, game 5", "A -> X B; C -> B Y; X -> Y; B -> X", "X", "Y", "{C} {A B}"},
    {"pgmpy, game 6", "X -> F -> Y; C -> X; A -> C D; B -> D E; D -> X Y; E -> Y", "X", "Y",
     "{C D} {A D} {D E} {B D}"},
    {"pgmpy, latent confounder", "latent Z; X -> Y; Z -> X Y", "X", "Y", ""},
    {"pgmpy, Simpson machine", "latent U; X -> Y; Z1 -> U Z3; U -> X Z2; Z3 -> Y Z2", "X", "Y",
     "{Z1} {Z3}"},
    {"DoWhy, Pearl 2009, section 3.3.1",
     "Z1 -> Z3 Z4; Z2 -> Z4 Z5; Z3 Z4 -> X; Z4 Z5 Z6 -> Y; X -> Z6", "X", "Y",
     "{Z1 Z4} {Z2 Z4} {Z3 Z4} {Z5 Z4}"},
    {"DoWhy, selection", "X -> Y; X Y -> Z1", "X", "Y", "{}"},
    {"DoWhy, no confounder", "X -> Y; Z1 -> X", "X", "Y", "{}"},
    {"DoWhy, Simpson 1c", "latent L1 L2; X -> Y; L1 -> X Z; L2 -> Z Y", "X", "Y", "{}"},
    {"DoWhy, Simpson 1d", "latent L1; X -> Y; L1 -> X Z; Z -> Y", "X", "Y", "{Z}"},
    {"DoWhy, Simpson 2a", "latent L; X -> Y Z; L -> Z Y", "X", "Y", "{}"},
    {"DoWhy, Simpson 2b", "latent L; X -> Y; Z L -> X; L -> Y", "X", "Y", ""},
    {"DoWhy, Simpson 2b, L observed", "X -> Y; Z L -> X; L -> Y", "X", "Y", "{L}"},
    {"DoWhy, Simpson machine 1", "latent L; X -> Y; Z1 -> L -> Z2; Z3 -> Z2 Y; L -> X", "X", "Y",
     "{}"},
    {"DoWhy, game 5, C unobserved", "latent C; A -> X B; B -> X; C -> B Y; X -> Y", "X", "Y",
     "{A B}"},
    {"DoWhy, no confounding", "X -> Y Z1; Z1 -> Y; Z2 -> Z1", "X", "Y", "{}"},
    {"DoWhy, cause of mediator 1", "latent U; X -> M -> Y; U -> X Z; Z -> M", "X", "Y", "{Z}"},
    {"DoWhy, cause of mediator 2", "latent U; X -> M -> Y; U -> Z M; Z -> X", "X", "Y", "{Z}"},
    {"DoWhy, M-bias", "latent U1 U2; X -> Y; U1 -> X M; U2 -> M Y; Z -> X", "X", "Y", "{}"},
    {"DoWhy, instrument", "latent U; X -> Y; U -> X Y; Z -> X", "X", "Y", ""},
    {"DoWhy, mediator", "X -> Y M; W -> X Y; M -> Y", "X", "Y", "{W}"},
    {"DoWhy, mediator with confounding", "X -> Y M; W1 -> X Y; W2 -> M Y; M -> Y", "X", "Y",
     "{W1}"},
    {"DoWhy, Shpitser et al. 2010, figure 1b", "X -> Z Y", "X", "Y", "{}"},
    {"DoWhy, van der Zander et al. 2014, figure 2", "X1 -> Y1 Z1; Z1 -> Z2 -> X2; Y2 -> Z2",
     "X1 X2", "Y1 Y2", "{Z1 Z2}"},
    {"DoWhy, Perkovic et al., example 8",
     "latent L; V5 V4 -> X1 -> V1 -> V2 -> X2 -> Y; X1 -> V3 -> Y; L -> V3 V2", "X1 X2", "Y",
     "{V1 V2}"},
    {"DoWhy, Perkovic et al., example 9", "X1 -> Y; V1 V2 -> X1; V3 -> V2 Y; X2 -> V1 Y", "X1 X2",
     "Y", "{V2} {V3}"},
    {"CausalInference.jl, first", NULL, "1", "4", "{5} {6}"},
    {"CausalInference.jl, second, 1 and 2 unobserved",
     "latent 1 2; 1 -> 3 4; 3 -> 6; 2 -> 5 4; 5 -> 8; 6 -> 7; 7 -> 8; 4 -> 6 8", "6", "8",
     "{3 4} {4 5}"},
    {"the front door", "S <-> C; S -> T -> C", "S", "C", ""},
    {"the wrong way", "Y -> X", "X", "Y", ""},
    {"nothing between", "X Y", "X", "Y", "{}"},
};

static const char *
figure_of(const char *source, const char *figure)
{
    static const struct {
        const char *part, *const *figure;
    } known[] = {{"Polzer", &polzer}, {"very large", &allergy}, {"Acid", &acid},
                 {"many", &many},     {"Thoemmes", &thoemmes},  {"Shrier", &shrier},
                 {"big", &big},       {"jl, first", &jl1},      {"jl, second", &jl2}};
    for (size_t i = 0; !figure && i < COUNT(known); i++)
        if (strstr(source, known[i].part))
            figure = *known[i].figure;
    ck_assert(figure != NULL);
    return figure;
}

START_TEST(test_adjustment_sets)
{
    const Listed *c = &adjustments[_i];
    Figure f;
    figure_init(&f, figure_of(c->source, c->figure));
    WireList x = figure_list(&f, c->x), y = figure_list(&f, c->y);
    SetList found = {0};
    AdjustReason why = {0};
    Budget budget = {0};
    bool complete;
    adjustment_sets(&found, &complete, &why, &f.g, &x, &y, &(SetRules){0}, 1000, &budget);
    ck_assert(complete);
    figure_expect_sets(&f, &found, c->sets, c->source);
    ck_assert_int_eq(why.fault, found.count ? ADJUST_VALID : ADJUST_OPEN);
    set_list_clear(&found);
    adjust_reason_clear(&why);
    array_clear(&x);
    array_clear(&y);
    figure_clear(&f);
}
END_TEST

/* ---- given sets ---- */

typedef struct Given {
    const char *source, *figure, *x, *y, *valid, *not_valid;
} Given;

static const Given givens[] = {
    {"dagitty, Thoemmes 2013", NULL, "x", "y", "{}", "{s2} {s1} {s3} {z3}"},
    {"dagitty, fork", "x <- z -> y", "x", "y", "{z}", "{}"},
    {"dagitty, two bows", "x <-> m <-> y; x -> y", "x", "y", "{}", "{m}"},
    {"dagitty, M graph with M in", "A -> B; U1 -> A M; U2 -> M B", "A", "B", "{M U1} {M U2} {U1}",
     "{M}"},
    {"dagitty, Acid & de Campos 1996", NULL, "x3", "x15", "{x1} {x4}", "{x9} {x16} {}"},
    {"dagitty, nested", "Z -> a b c; a -> b c; b -> c", "a", "c", "{Z}", "{Z b} {}"},
    {"dagitty, Z selected", "Z -> a b c; a -> b c; b -> c; c -> s", "a", "c", "{Z}", "{Z s}"},
    {"dagitty, big1 with y in", NULL, "S", "T",
     "{a h x y} {a h y z} {e h x y} {e h y z} {f h x y} {f h y z} {h n x y} {h n y z}",
     "{a h y} {x y} {h x y} {a x y}"},
    {"dagitty, Shrier & Platt 2008", NULL, "WarmUp", "Injury",
     "{Coach Fitness} {Fitness Fatigue Tissue} {Fitness Motivation}", "{Fitness} {Coach} {}"},
    {"dagitty, small3", "S -> T; x -> S p; z -> T p", "S", "T", "{p x} {p z} {}", "{p}"},
    {"dagitty, descendant of the outcome", "D -> g; E -> D", "E", "D", "{}", "{g}"},
    {"dagitty, child of the exposure", "x -> y2 y", "x", "y", "{y2} {}", ""},
    {"dagitty for R, M bias", "A B -> Z; A -> X; B -> Y", "X", "Y", "{A} {A Z} {B Z} {}", "{Z}"},
    {"dagitty for R, pags", "X1 -> V1 -> X2 -> Y; V1 -> X3", "X1 X2 X3", "Y", "{} {V1}", ""},
    {"dagitty for R, mediation", "x -> m -> y -> S", "x", "y", "{}", "{m} {S}"},
    {"dagitty, mediator and its child", "X -> I -> Y; I <- M -> Y; I -> J", "X", "Y", "{M} {}",
     "{I} {J M}"},
    {"pgmpy, validation", "A -> X B; C -> B Y; X -> Y; B -> X", "X", "Y", "{C} {A B} {A C}",
     "{} {A} {B}"},
    {"pgmpy, two on the way", "X -> Y; Z1 -> X Z2; Z2 -> Y", "X", "Y", "{Z1} {Z2} {Z1 Z2}", "{}"},
    {"pgmpy, from UAI 2014", "x1 -> y1 z1; z1 -> z2 -> x2; y2 -> z2", "x1 x2", "y1 y2", "{z1 z2}",
     "{z1} {z2} {}"},
    {"DoWhy, Pearl 2009, section 3.3.1",
     "Z1 -> Z3 Z4; Z2 -> Z4 Z5; Z3 Z4 -> X; Z4 Z5 Z6 -> Y; X -> Z6", "X", "Y", "{Z1 Z2 Z3 Z4 Z5}",
     "{Z4} {Z6} {Z5} {Z2} {Z1} {Z3} {Z1 Z3} {Z2 Z5} {Z1 Z2}"},
    {"DoWhy, selection", "X -> Y; X Y -> Z1", "X", "Y", "{}", "{Z1}"},
    {"DoWhy, Simpson 1c", "latent L1 L2; X -> Y; L1 -> X Z; L2 -> Z Y", "X", "Y", "{}", "{Z}"},
    {"DoWhy, Simpson 2a", "latent L; X -> Y Z; L -> Z Y", "X", "Y", "{}", "{Z}"},
    {"DoWhy, Simpson machine 1", "latent L; X -> Y; Z1 -> L -> Z2; Z3 -> Z2 Y; L -> X", "X", "Y",
     "{Z1 Z2 Z3}", "{Z2} {Z1 Z2}"},
    {"DoWhy, game 2", "A -> X B; B -> C; D -> B E; X -> E -> Y", "X", "Y", "{A B C D}",
     "{B} {C} {B C} {E}"},
    {"DoWhy, M-bias", "latent U1 U2; X -> Y; U1 -> X M; U2 -> M Y; Z -> X", "X", "Y", "{Z}",
     "{Z M} {M}"},
    {"DoWhy, instrument", "latent U; X -> Y; U -> X Y; Z -> X", "X", "Y", "", "{Z} {}"},
    {"DoWhy, mediator with confounding", "X -> Y M; W1 -> X Y; W2 -> M Y; M -> Y", "X", "Y",
     "{W1 W2}", "{M} {M W1}"},
    {"DoWhy, Shpitser et al. 2010, figure 1b", "X -> Z Y", "X", "Y", "{Z} {}", ""},
    {"DoWhy, Perkovic et al., example 9, all", "X1 -> Y; V1 V2 -> X1; V3 -> V2 Y; X2 -> V1 Y",
     "X1 X2", "Y", "{V2} {V3} {V2 V3} {V1 V3} {V1 V2} {V1 V2 V3}", "{} {V1}"},
    {"CausalInference.jl, first, all", NULL, "1", "4", "{5 7} {5} {6} {6 7} {5 6} {5 6 7}",
     "{} {7} {2 5 7} {2} {3} {3 6}"},
    {"CausalInference.jl, second", NULL, "6", "8", "{3 4} {4 5} {3 4 5} {2 4} {1 2 3 4 5}",
     "{2 4 7} {3 5} {7} {4}"},
    {"the empty causal path", "X -> C <- Y; A -> X Y", "X", "Y", "{A}", "{} {A C} {C}"},
};

static void
expect_validity(const Figure *f, const Given *c, const char *sets, bool valid)
{
    SetList list = {0};
    AdjustReason why = {0};
    WireList x = figure_list(f, c->x), y = figure_list(f, c->y);
    figure_sets(f, &list, sets);
    for (size_t i = 0; i < list.count; i++) {
        AdjustFault fault = adjusts(&why, &f->g, &x, &y, &list.at[i]);
        ck_assert_msg((fault == ADJUST_VALID) == valid, "%s: set %u of %s", c->source, (unsigned)i,
                      sets);
        ck_assert(fault == why.fault && (valid || why.path.count > 1));
    }
    adjust_reason_clear(&why);
    set_list_clear(&list);
    array_clear(&x);
    array_clear(&y);
}

START_TEST(test_adjusts)
{
    const Given *c = &givens[_i];
    Figure f;
    figure_init(&f, figure_of(c->source, c->figure));
    expect_validity(&f, c, c->valid, true);
    expect_validity(&f, c, c->not_valid, false);
    figure_clear(&f);
}
END_TEST

/* ---- reasons ---- */

static void
expect_reason(const char *figure, const char *x, const char *y, const char *z, const char *wanted)
{
    Figure f;
    Sink s;
    AdjustReason why = {0};
    figure_init(&f, figure);
    sink_init(&s);
    WireList lx = figure_list(&f, x), ly = figure_list(&f, y), lz = figure_list(&f, z);
    adjusts(&why, &f.g, &lx, &ly, &lz);
    if (why.fault == ADJUST_FORBIDDEN)
        sink_print(&s, "%s: ", f.m.vertices.at[why.vertex].name);
    if (why.fault == ADJUST_OPEN)
        sink_put(&s, "open: ");
    figure_print(&s, &f, &why.path);
    ck_assert_str_eq(sink_text(&s), wanted);
    adjust_reason_clear(&why);
    array_clear(&lx);
    array_clear(&ly);
    array_clear(&lz);
    sink_clear(&s);
    figure_clear(&f);
}

START_TEST(test_reasons)
{
    expect_reason("X -> M -> Y; M -> D -> E", "X", "Y", "E", "E: X M Y");
    expect_reason("X -> M -> Y; M -> D -> E", "X", "Y", "", "");
    expect_reason("X -> A -> B -> Y; X -> Y; B -> C", "X", "Y", "C", "C: X A B Y");
    expect_reason("X -> Y -> D", "X", "Y", "D", "D: X Y");
    expect_reason("X -> Y; X <-> Y", "X", "Y", "", "open: X <-> Y");
    expect_reason("X -> Y; U1 -> X M; U2 -> M Y", "X", "Y", "M", "open: X U1 M U2 Y");
    expect_reason("X1 -> Z -> X2 -> Y", "X1 X2", "Y", "Z", "");
    expect_reason("X1 -> Z -> X2 -> Y; Z -> Y", "X1 X2", "Y", "Z", "Z: X1 Z Y");
    expect_reason("X1 -> M -> X2 -> Y; M -> W -> V -> Y; M -> D", "X1 X2", "Y", "D",
                  "D: X1 M W V Y");
    expect_reason("X1 -> Z -> X2; Z -> Y -> W -> X2", "X1 X2", "Y", "", "open: X2 Z Y");
}
END_TEST

/* ---- front doors ---- */

static const Listed doors[] = {
    {"the front door", "S <-> C; S -> T -> C", "S", "C", "{T}"},
    {"two links", "X <-> Y; X -> A -> B -> Y", "X", "Y", "{A} {B}"},
    {"two doors", "X <-> Y; X -> A B; A B -> Y", "X", "Y", "{A B}"},
    {"two doors, an arrow between", "X <-> Y; X -> A B; A -> B; A B -> Y", "X", "Y", "{A B}"},
    {"an open door", "X <-> Y; X -> A -> Y; A <-> Y", "X", "Y", ""},
    {"a leaking door", "X <-> Y; X <-> A; X -> A -> Y", "X", "Y", ""},
    {"an arrow beside", "X <-> Y; X -> A -> Y; X -> Y", "X", "Y", ""},
    {"no causal path", "X <-> Y; X -> A", "X", "Y", "{}"},
    {"a latent link", "latent A; X <-> Y; X -> A -> B -> Y", "X", "Y", "{B}"},
    {"a helper closes the back door of B", "X <-> Y; X -> C B; C -> B Y; B -> Y", "X", "Y",
     "{B C}"},
    {"a helper of a helper", "latent P; X -> Z -> Y; P -> Z V; V -> Y; H -> V Y", "X", "Y",
     "{H V Z}"},
    {"one before two", "X -> B -> A C; A C -> Y", "X", "Y", "{B} {A C}"},
    {"two before one", "X -> A C; A C -> B -> Y", "X", "Y", "{B} {A C}"},
    {"two on one way", "latent P; X -> A -> B -> Y; A -> D -> Y; P -> A B", "X", "Y",
     "{A B} {B D}"},
    {"pgmpy, mediation", "X -> M -> Y", "X", "Y", "{M}"},
    {"DoWhy, singleton", "latent Z; X -> M1; Z -> X Y; M1 -> Y", "X", "Y", "{M1}"},
    {"DoWhy, doubleton", "latent Z; X -> M1 M2; Z -> X Y; M1 M2 -> Y", "X", "Y", "{M1 M2}"},
    {"DoWhy, none", "latent E; E -> X R; X R -> M; M -> Y", "X", "Y", ""},
    {"DoWhy, none, simple", "latent D; X D -> B; B D -> Y", "X", "Y", ""},
    {"DoWhy, none observed", "latent M2; X -> M1 M2; Z -> X Y; M1 M2 -> Y", "X", "Y", ""},
    {"DoWhy, Perkovic et al., example 9", "X1 -> Y; V1 V2 -> X1; V3 -> V2 Y; X2 -> V1 Y", "X1 X2",
     "Y", ""},
    {"CausalInference.jl, first", NULL, "1", "4", "{2} {3}"},
    {"CausalInference.jl, second", NULL, "6", "8", "{7}"},
};

START_TEST(test_frontdoor_sets)
{
    const Listed *c = &doors[_i];
    Figure f;
    figure_init(&f, figure_of(c->source, c->figure));
    WireList x = figure_list(&f, c->x), y = figure_list(&f, c->y);
    SetList found = {0};
    Budget budget = {0};
    bool complete;
    frontdoor_sets(&found, &complete, &f.g, &x, &y, 1000, &budget);
    ck_assert(complete);
    figure_expect_sets(&f, &found, c->sets, c->source);
    set_list_clear(&found);
    array_clear(&x);
    array_clear(&y);
    figure_clear(&f);
}
END_TEST

START_TEST(test_is_frontdoor)
{
    Figure f;
    SetList valid = {0}, not_valid = {0};
    figure_init(&f, jl1);
    WireList x = figure_list(&f, "1"), y = figure_list(&f, "4");
    figure_sets(&f, &valid, "{3} {7 2} {7 2 3} {7 3} {2} {2 3}"); /* all, in CausalInference.jl */
    figure_sets(&f, &not_valid, "{} {7} {5} {2 5} {2 6}");
    for (size_t i = 0; i < valid.count; i++)
        ck_assert(is_frontdoor(&f.g, &x, &y, &valid.at[i]));
    for (size_t i = 0; i < not_valid.count; i++)
        ck_assert(!is_frontdoor(&f.g, &x, &y, &not_valid.at[i]));
    set_list_clear(&valid);
    set_list_clear(&not_valid);
    array_clear(&x);
    array_clear(&y);
    figure_clear(&f);
}
END_TEST

/* ---- instruments ---- */

static const Listed instrument_cases[] = {
    {"dagitty, z given w", "latent u; w -> z -> x -> y; w -> u -> x; u -> y", "x", "y", "z|w"},
    {"dagitty, plain", "latent u; z -> x -> y; u -> x y", "x", "y", "z"},
    {"dagitty, u observed", "w -> z -> x -> y; w -> u -> x; u -> y", "x", "y", "w|u z|w z|u"},
    {"dagitty, u observed, z plain", "u; z -> x -> y; u -> x y", "x", "y", "z"},
    {"dagitty for R, basic", "i -> x -> y; y <-> x", "x", "y", "i"},
    {"dagitty for R, conditional", "y <- w -> i -> x -> y; y <-> x", "x", "y", "i|w"},
    {"pgmpy, model 1", "X -> Y; I -> X; W -> I; W <-> Y", "X", "Y", "I|W"},
    {"pgmpy, with Z", "latent U; Z -> X -> Y; U -> X Y; W -> I -> X; W -> Y", "X", "Y", "Z I|W"},
    {"pgmpy, union, yrsmill",
     "yrsmill -> unionsen; age -> laboract deferenc; deferenc -> laboract; "
     "deferenc laboract -> unionsen; yrsmill <-> age",
     "yrsmill", "unionsen", "age|laboract,deferenc"},
    {"pgmpy, union, laboract",
     "yrsmill -> unionsen; age -> laboract deferenc; deferenc -> laboract; "
     "deferenc laboract -> unionsen; yrsmill <-> age",
     "laboract", "unionsen", "age|yrsmill,deferenc"},
    {"pgmpy, union, age",
     "yrsmill -> unionsen; age -> laboract deferenc; deferenc -> laboract; "
     "deferenc laboract -> unionsen; yrsmill <-> age",
     "age", "laboract", "yrsmill"},
    {"pgmpy, union, deferenc",
     "yrsmill -> unionsen; age -> laboract deferenc; deferenc -> laboract; "
     "deferenc laboract -> unionsen; yrsmill <-> age",
     "deferenc", "unionsen", ""},
    {"nearest to z is smaller", "w -> z u1 u2; z -> x -> y; u1 u2 -> y; x <-> y", "x", "y",
     "w|u1,u2 z|w z|u1,u2"},
    {"nearest to y, of equal ones", "w1 w2 -> z -> x -> y; w1 -> u1; w2 -> u2; u1 u2 -> y; x <-> y",
     "x", "y", "w1|u1 w2|u2 z|w1,w2 z|w1,u2 z|w2,u1 z|u1,u2"},
    {"a bow", "X -> Y; X <-> Y", "X", "Y", ""},
    {"a proxy of the instrument", "latent U; U -> Z X; X -> Y; X <-> Y", "X", "Y", "Z"},
    {"a mediator", "Z -> X -> M -> Y; X <-> Y", "X", "Y", "Z"},
    {"a leak to the mediator", "Z -> X -> M -> Y; X <-> Y; Z -> M", "X", "Y", ""},
};

static void
print_instruments(Sink *to, const Figure *f, const InstrumentList *l)
{
    for (size_t i = 0; i < l->count; i++) {
        sink_print(to, "%s%s", i ? " " : "", f->m.vertices.at[l->at[i].z].name);
        for (size_t k = 0; k < l->at[i].given.count; k++)
            sink_print(to, "%s%s", k ? "," : "|", f->m.vertices.at[l->at[i].given.at[k]].name);
    }
}

START_TEST(test_instruments)
{
    const Listed *c = &instrument_cases[_i];
    Figure f;
    Sink s;
    figure_init(&f, c->figure);
    sink_init(&s);
    WireList x = figure_list(&f, c->x), y = figure_list(&f, c->y);
    InstrumentList found = {0};
    Budget budget = {0};
    bool complete;
    WireList none = {0};
    ck_assert(instruments(&found, &complete, &f.g, x.at[0], y.at[0], &none, 1000, &budget));
    ck_assert(complete);
    print_instruments(&s, &f, &found);
    ck_assert_str_eq(sink_text(&s), c->sets);
    instrument_list_clear(&found);
    array_clear(&x);
    array_clear(&y);
    sink_clear(&s);
    figure_clear(&f);
}
END_TEST

/* ---- limits ---- */

/* Eight ways in parallel, each with two links: one of each pair. */
START_TEST(test_limits)
{
    Figure f;
    Sink text;
    sink_init(&text);
    sink_put(&text, "x <-> y; ");
    for (int i = 0; i < 8; i++)
        sink_print(&text, "x -> a%d -> b%d -> y; z%d -> x; z%d -> y; ", i, i, i, i);
    figure_init(&f, sink_text(&text));
    WireList x = figure_list(&f, "x"), y = figure_list(&f, "y");
    SetList found = {0};
    Budget budget = {0};
    bool complete;
    frontdoor_sets(&found, &complete, &f.g, &x, &y, 1000, &budget);
    ck_assert(complete);
    ck_assert_uint_eq(found.count, 256);
    frontdoor_sets(&found, &complete, &f.g, &x, &y, 256, &budget);
    ck_assert(complete);
    frontdoor_sets(&found, &complete, &f.g, &x, &y, 20, &budget);
    ck_assert(!complete);
    ck_assert_uint_eq(found.count, 20);
    atomic_bool interrupt = 1;
    budget = (Budget){.interrupt = &interrupt};
    frontdoor_sets(&found, &complete, &f.g, &x, &y, 1000, &budget);
    ck_assert(!complete);
    InstrumentList l = {0};
    ck_assert(!instruments(&l, &complete, &f.g, x.at[0], y.at[0], &(WireList){0}, 1000, &budget));
    instrument_list_clear(&l);
    set_list_clear(&found);
    array_clear(&x);
    array_clear(&y);
    sink_clear(&text);
    figure_clear(&f);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("adjust");
    TCase *t = tcase_create("adjust");
    tcase_add_loop_test(t, test_adjustment_sets, 0, (int)COUNT(adjustments));
    tcase_add_loop_test(t, test_adjusts, 0, (int)COUNT(givens));
    tcase_add_test(t, test_reasons);
    tcase_add_loop_test(t, test_frontdoor_sets, 0, (int)COUNT(doors));
    tcase_add_test(t, test_is_frontdoor);
    tcase_add_loop_test(t, test_instruments, 0, (int)COUNT(instrument_cases));
    tcase_add_test(t, test_limits);
    suite_add_tcase(s, t);
    return s;
}

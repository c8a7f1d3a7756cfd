/* test_formula.c -- estimands as the books print them, and the form of what is printed.
 *
 * The graphs and what is expected of them: Pearl 2009, chapters 3 and 4; Pearl & Mackenzie 2018;
 * Tian & Pearl 2002; Shpitser & Pearl 2006; Tikka & Karvanen 2017. */
#include "show/latex.h"
#include "show/formula.h"
#include "surgery/identify.h"
#include "surgery/simplify.h"
#include "tests/suite.h"
#include "tests/unit/figure.h"

typedef struct Answer {
    Figure f;
    Projection p;
    Identification i;
    Estimand simple;
    Name *name_of;
} Answer;

static void
answer_init(Answer *a, const char *graph, const char *y, const char *x, const char *z)
{
    Budget budget = {0};
    *a = (Answer){0};
    figure_init(&a->f, graph);
    Effect e = {figure_list(&a->f, y), figure_list(&a->f, x), figure_list(&a->f, z),
                {0}};
    ck_assert(projection_make(&a->p, &a->f.g, &budget));
    ck_assert(identify(&a->i, &a->f.g, &a->p, &e, &budget));
    ck_assert_msg(a->i.identified, "%s", graph);
    ck_assert(estimand_simplify(&a->simple, &a->i.estimand, &a->f.g, &budget));
    ck_assert(estimand_is_sound(&a->simple));
    a->name_of = memory_new(a->f.g.count, sizeof *a->name_of);
    for (uint32_t v = 0; v < a->f.g.count; v++)
        a->name_of[v] = a->f.m.vertices.at[v].name;
    effect_clear(&e);
}

static void
answer_clear(Answer *a)
{
    memory_free(a->name_of);
    estimand_clear(&a->simple);
    identification_clear(&a->i);
    projection_clear(&a->p);
    figure_clear(&a->f);
}

static void
expect_text(const Estimand *e, const Name *name_of, FormulaForm form, const char *wanted)
{
    Sink s;
    sink_init(&s);
    formula_write(e, &(FormulaNames){.name_of = name_of, .form = form}, &s);
    ck_assert_str_eq(sink_text(&s), wanted);
    sink_clear(&s);
}

typedef struct Book {
    const char *graph, *y, *x, *z, *text;
} Book;

static const Book books[] = {
    /* the forms of the textbooks */
    {"X -> Y", "Y", "X", "", "P(Y | X)"},
    {"X -> M -> Y", "Y", "X", "", "P(Y | X)"},
    {"Y -> X", "Y", "X", "", "P(Y)"},
    {"S -> T -> C; S <-> C", "C", "S", "", "sum_T P(T | S) sum_S' P(S') P(C | S', T)"},
    {"S -> T -> C; S <-> C", "T C", "S", "", "P(T | S) sum_S' P(S') P(C | S', T)"},
    {"Z -> X -> Y; Z -> Y", "Y", "X", "", "sum_Z P(Z) P(Y | X, Z)"},
    {"Z1 Z2 -> X Y; X -> Y", "Y", "X", "", "sum_{Z1, Z2} P(Z1, Z2) P(Y | X, Z1, Z2)"},
    {"Z1 -> Z2 -> Y; Z1 Z2 -> X; X -> Y", "Y", "X", "", "sum_Z2 P(Z2) P(Y | X, Z2)"},
    {"X -> M -> Y; X -> Y; Z -> X Y", "Y", "X", "", "sum_Z P(Z) P(Y | X, Z)"},
    {"W -> R -> X -> Y; W <-> X; W <-> Y", "Y", "X", "",
     "(sum_W P(W) P(X, Y | R, W)) / (sum_W P(W) P(X | R, W))  for any R"},
    {"A -> B -> C -> D; B <-> D", "D", "C", "", "sum_B P(B) P(D | C, B)"},
    /* Pearl 2009, figure 3.4, and 3.8 (b), (f), (g): the last is a front door with a covariate */
    {"Z1 -> Z3 -> X; Z1 Z2 -> Z4; Z2 -> Z5 -> Y; Z4 -> X Y; X -> Z6 -> Y", "Y", "X", "",
     "sum_{Z2, Z4} P(Z2, Z4) P(Y | X, Z2, Z4)"},
    {"X -> Z -> Y; X -> Y; Z <-> Y", "Y", "X", "", "P(Y | X)"},
    {"X -> Z1 -> Z2 -> Y; X Z1 -> Y; X <-> Z2; Z1 <-> Y", "Y", "X", "",
     "sum_Z1 P(Z1 | X) sum_Z2 P(Y | X, Z1, Z2) sum_X' P(X') P(Z2 | X', Z1)"},
    {"Z2 -> X -> Z1 -> Y; Z2 -> Z1; Z2 -> Z3 -> Y; Z2 <-> X; Z2 <-> Y; X <-> Z3; X <-> Y", "Y", "X",
     "", "sum_Z2 P(Z2) sum_Z1 P(Z1 | X, Z2) sum_X' P(X' | Z2) P(Y | Z2, X', Z1)"},
    /* Tian & Pearl 2002 and Tikka & Karvanen 2017, the introductory example */
    {"Z2 -> X -> Z1 -> Y; Z2 -> Z1; Z2 -> Z3 -> Y; Z2 <-> X; Z2 <-> Y; X <-> Z3; X <-> Y",
     "Y Z1 Z2 Z3", "X", "", "P(Z2, Z3) P(Z1 | X, Z2) sum_X' P(X' | Z2, Z3) P(Y | Z2, Z3, X', Z1)"},
    /* Shpitser & Pearl 2006, figure 1 (a) */
    {"W1 -> X -> Y1; W2 -> Y2; W1 <-> W2; W1 <-> Y1; W1 <-> Y2", "Y1 Y2", "X", "",
     "P(Y2) sum_W1 P(W1) P(Y1 | X, W1)"},
    /* Tian 2002, page 90: a comb in a comb, whose denominator cancels */
    {"W1 -> W2 -> X -> Y; W3 -> W4 -> X; W1 <-> X; W1 <-> Y; W1 <-> W3; W3 <-> W2; W3 <-> W5; "
     "W5 <-> W4",
     "Y", "X", "",
     "(sum_W1 P(W1) sum_W3 P(W3 | W2, W1) P(X, Y | W2, W4, W1, W3)) / "
     "(sum_W1 P(W1) sum_W3 P(W3 | W2, W1) P(X | W2, W4, W1, W3))  for any W2, W4"},
    /* conditions */
    {"A -> B; A <-> B", "A", "", "B", "P(A | B)"},
    {"A -> C <- B", "A", "", "B", "P(A)"},
    {"A -> B -> C", "A B C", "", "", "P(A, B, C)"},
    {"Z -> W -> X Y; X -> Y", "Y", "X", "Z", "sum_W P(W | Z) P(Y | X, W)"},
    {"W -> X -> Y -> Z; W -> Y Z", "Y", "X", "Z",
     "(sum_W P(W) P(Y, Z | X, W)) / (sum_W P(W) P(Z | X, W))"},
    {"X -> Y -> W; X -> W; Z -> X Y", "Y", "X", "W",
     "(P(W | X, Y) sum_Z P(Z) P(Y | X, Z)) / (sum_Y P(W | X, Y) sum_Z P(Z) P(Y | X, Z))"},
    /* a free variable that is bound elsewhere gets the prime */
    {"X -> Z -> Y; X <- W -> Z; X <-> Y", "Y", "X", "",
     "sum_W P(W) sum_Z P(Z | X, W) sum_{W', X'} P(W', X') P(Y | W', X', Z)"},
    /* factors stay apart where one would have to be given more, and in an order that can be read */
    {"X -> V; W -> U", "V U", "X W", "", "P(V | X) P(U | W)"},
    {"X -> V; X W -> U", "V U", "X W", "", "P(V | X) P(U | X, W)"},
    {"Z -> W -> X -> U; W -> U; Z -> T", "W U T", "X", "", "P(W, T) P(U | X, W)"},
    /* products of sums */
    {"A -> X Y; B -> U V; X -> Y; U -> V", "Y V", "X U", "",
     "(sum_A P(A) P(Y | X, A)) (sum_B P(B) P(V | U, B))"},
};

START_TEST(test_book)
{
    Answer a;
    const Book *b = &books[_i];
    answer_init(&a, b->graph, b->y, b->x, b->z);
    expect_text(&a.simple, a.name_of, FORMULA_TEXT, b->text);
    answer_clear(&a);
}
END_TEST

START_TEST(test_latex)
{
    Answer a;
    answer_init(&a, "S -> T -> Cancer; S <-> Cancer", "Cancer", "S", "");
    expect_text(&a.simple, a.name_of, FORMULA_LATEX,
                "\\sum_{T} P(T \\mid S) \\sum_{S'} P(S') P(\\mathrm{Cancer} \\mid S', T)");
    answer_clear(&a);
    answer_init(&a, "W_1 -> R -> X -> Y; W_1 <-> X; W_1 <-> Y", "Y", "X", "");
    expect_text(&a.simple, a.name_of, FORMULA_LATEX,
                "\\frac{\\sum_{W_{1}} P(W_{1}) P(X, Y \\mid R, "
                "W_{1})}{\\sum_{W_{1}} P(W_{1}) "
                "P(X \\mid R, W_{1})}\\quad\\text{for any } R");
    answer_clear(&a);
    answer_init(&a, "A -> X Y; B -> U V; X -> Y; U -> V", "Y V", "X U", "");
    expect_text(&a.simple, a.name_of, FORMULA_LATEX,
                "\\left(\\sum_{A} P(A) P(Y \\mid X, A)\\right) "
                "\\left(\\sum_{B} P(B) P(V \\mid U, B)\\right)");
    answer_clear(&a);
}
END_TEST

START_TEST(test_labels)
{
    static const char *const labels[][2] = {
        {"X", "$X$"},
        {"R12'", "$R_{12}'$"},
        {"U_XY", "$U_{XY}$"},
        {"a_", "$\\mathrm{a\\_}$"},
        {"alpha", "$\\mathrm{alpha}$"},
        {"\316\261_1", "$\\alpha_{1}$"},
        {"Gr\303\266\303\237e", "$\\text{Gr\303\266\303\237e}$"},
        {"\346\227\245", "$\\text{?}$"},
        {"P(C | S, tar)", "$P(C \\mid S, \\mathrm{tar})$"},
        {"1/2|0> + 1/2|a_1,x>", "$1/2|0\\rangle  + 1/2|a_{1},x\\rangle $"},
        {"S = uniform", "$S = \\mathrm{uniform}$"},
        {"= a b", "$= a\\ b$"},
        {"\"...\" {#}", "$\\dots  \\{\\#\\}$"},
        {"x^2~\\", "$x\\text{\\textasciicircum{}}2\\text{\\textasciitilde{}}"
                   "\\text{\\textbackslash{}}$"},
        {"a > b | c", "$a > b \\mid c$"},
        {"", ""}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        Sink s = {0};
        latex_write_label(labels[i][0], &s);
        ck_assert_str_eq(sink_text(&s), labels[i][1]);
        sink_clear(&s);
    }
}
END_TEST

#define VARIABLE(name) "<mi>" name "</mi>"
#define BOUND(name) "<msup><mi>" name "</mi><mo>&#8242;</mo></msup>"
#define SUM(heads) "<munder><mo>&#8721;</mo><mrow>" heads "</mrow></munder>"
#define IN_PARENTHESES(x) "<mo stretchy=\"false\">(</mo>" x "<mo stretchy=\"false\">)</mo>"
#define GIVEN "<mo stretchy=\"false\" lspace=\".25em\" rspace=\".25em\">|</mo>"
#define SPACE "<mspace width=\".2em\"/>"
#define P(x) "<mi>P</mi>" IN_PARENTHESES(x)

#define PIECE FORMULA_PIECE_END FORMULA_PIECE

START_TEST(test_mathml)
{
    Answer a;
    answer_init(&a, "S -> T -> C; S <-> C", "C", "S", "");
    const Name odd[] = {"a < b", "T", "C", NULL};
    expect_text(&a.simple, odd, FORMULA_MATHML,
                SUM(VARIABLE("T")) P(VARIABLE("T") GIVEN VARIABLE("a &lt; b")) PIECE
                SUM(BOUND("a &lt; b")) P(BOUND("a &lt; b")) PIECE
                P(VARIABLE("C") GIVEN BOUND("a &lt; b") "<mo>,</mo>" VARIABLE("T")));
    answer_clear(&a);
    answer_init(&a, "W -> R -> X -> Y; W <-> X; W <-> Y", "Y", "X", "");
    expect_text(&a.simple, a.name_of, FORMULA_MATHML,
                "<mfrac><mrow>" SUM(VARIABLE("W")) P(VARIABLE("W")) SPACE
                P(VARIABLE("X") "<mo>,</mo>" VARIABLE("Y") GIVEN VARIABLE("R") "<mo>,</mo>"
                  VARIABLE("W"))
                "</mrow><mrow>" SUM(VARIABLE("W")) P(VARIABLE("W")) SPACE
                P(VARIABLE("X") GIVEN VARIABLE("R") "<mo>,</mo>" VARIABLE("W"))
                "</mrow></mfrac>" PIECE "<mspace width=\"1em\"/><mtext>for any&#160;</mtext>"
                VARIABLE("R"));
    answer_clear(&a);
}
END_TEST

/* Names that source would quote, and names that differ by primes. */
START_TEST(test_names)
{
    Answer a;
    answer_init(&a, "S -> T -> C; S <-> C", "C", "S", "");
    const Name odd[] = {"a smoker", "50%", "x^2", NULL};
    expect_text(&a.simple, odd, FORMULA_TEXT,
                "sum_\"50%\" P(\"50%\" | \"a smoker\") "
                "sum_\"a smoker\"' P(\"a smoker\"') P(\"x^2\" | \"a smoker\"', \"50%\")");
    expect_text(&a.simple, odd, FORMULA_LATEX,
                "\\sum_{\\text{50\\%}} P(\\text{50\\%} \\mid \\text{a smoker}) "
                "\\sum_{\\text{a smoker}'} P(\\text{a smoker}') P(\\text{x\\textasciicircum{}2} "
                "\\mid \\text{a smoker}', \\text{50\\%})");
    const Name marked[] = {"S", "S'", "C'", NULL};
    expect_text(&a.simple, marked, FORMULA_TEXT,
                "sum_S' P(S' | S) sum_\"S\"' P(\"S\"') P(C' | \"S\"', S')");
    expect_text(&a.simple, marked, FORMULA_LATEX,
                "\\sum_{S'} P(S' \\mid S) \\sum_{(S)'} P((S)') P(C' \\mid (S)', S')");
    answer_clear(&a);
}
END_TEST

/* ---- by hand */

static void
add_factor(Recipe *r, uint32_t from, const char *heads, const char *givens, const char *any)
{
    Factor f = {.from = from};
    for (; *heads; heads++)
        array_push(&f.heads, (uint32_t)(*heads - 'A'));
    for (; *givens; givens++)
        array_push(&f.givens, (uint32_t)(*givens - 'A'));
    for (; *any; any++)
        array_push(&f.any, (uint32_t)(*any - 'A'));
    array_push(&r->factors, f);
}

static void
add_recipe(Estimand *e, Recipe *r, const char *heads, const char *inputs, const char *bound)
{
    for (; *heads; heads++)
        array_push(&r->heads, (uint32_t)(*heads - 'A'));
    for (; *inputs; inputs++)
        array_push(&r->inputs, (uint32_t)(*inputs - 'A'));
    for (; *bound; bound++)
        array_push(&r->bound, (uint32_t)(*bound - 'A'));
    array_push(&e->recipes, *r);
    *r = (Recipe){0};
}

static const Name letters[] = {"A", "B", "C", "D", "E", "F"};

static void
estimand_start(Estimand *e)
{
    *e = (Estimand){.vertices = 6};
    for (uint32_t v = 0; v < 6; v++)
        array_push(&e->vertex_of, v);
}

/* A recipe that is used more than once has a line of its own, also where an inlined one mentions
 * it; lines are numbered as they are met. */
START_TEST(test_where)
{
    Estimand e;
    Recipe r = {0};
    estimand_start(&e);
    add_factor(&r, FROM_OBSERVED, "A", "", "");
    add_factor(&r, FROM_OBSERVED, "C", "AB", "");
    add_factor(&r, FROM_OBSERVED, "D", "ABC", "");
    add_recipe(&e, &r, "CD", "B", "A");
    add_factor(&r, 0, "C", "", "B");
    add_factor(&r, 0, "D", "CB", "");
    add_recipe(&e, &r, "CD", "B", "");
    add_factor(&r, 1, "D", "BC", "");
    add_recipe(&e, &r, "D", "BC", "");
    ck_assert(estimand_is_sound(&e));
    expect_text(&e, letters, FORMULA_TEXT,
                "(Q1(C; B') Q1(D | C; B)) / Q1(C; B')  for any B'\n"
                "  where Q1(C, D; B) = sum_A P(A) P(C | A, B) P(D | A, B, C)");
    expect_text(&e, letters, FORMULA_LATEX,
                "\\begin{aligned}\n"
                "& \\frac{Q_{1}(C; B') Q_{1}(D \\mid C; B)}"
                "{Q_{1}(C; B')}\\quad\\text{for any } B' \\\\\n"
                "& \\quad\\text{where } Q_{1}(C, D; B) = \\sum_{A} P(A) P(C \\mid A, B) "
                "P(D \\mid A, B, C)\n"
                "\\end{aligned}");
    estimand_clear(&e);
}
END_TEST

/* Copies, and vertices behind one that is not observed, are not in the middle of a list. */
START_TEST(test_short_lists)
{
    enum { VERTICES = 11 };
    static const Name name_of[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"};
    bool observed[VERTICES];
    Estimand e = {.vertices = VERTICES};
    Recipe r = {0};
    for (uint32_t v = 0; v < VERTICES; v++) {
        array_push(&e.vertex_of, v);
        observed[v] = v != 5;
    }
    add_factor(&r, FROM_OBSERVED, "ABCDEGHIJK", "", "");
    add_recipe(&e, &r, "ABCDEGHIJK", "", "");
    uint32_t a = estimand_add_variable(&e, 'A' - 'A'), h = estimand_add_variable(&e, 'H' - 'A');
    add_factor(&r, 0, "ABCDEGHIJK", "", "");
    r.factors.at[0].heads.at[0] = a;
    r.factors.at[0].heads.at[6] = h;
    add_factor(&r, 0, "A", "H", "");
    r.factors.at[1].givens.at[0] = h;
    add_recipe(&e, &r, "ABCDEGIJK", "H", "");
    array_push(&e.recipes.at[1].bound, a);
    array_push(&e.recipes.at[1].bound, h);
    ck_assert(estimand_is_sound(&e));
    Sink text;
    sink_init(&text);
    formula_write(&e, &(FormulaNames){.name_of = name_of, .observed = observed}, &text);
    ck_assert_str_eq(sink_text(&text),
                     "sum_H' Q1(B, ..., G, H', I, J, K) Q1(A | H')\n"
                     "  where Q1(A, ..., K) = P(A, ..., K)");
    sink_clear(&text);
    estimand_clear(&e);
}
END_TEST

/* What is not needed is not printed, above and below the line each for itself. */
START_TEST(test_marginals)
{
    Estimand e;
    Recipe r = {0};
    estimand_start(&e);
    add_factor(&r, FROM_OBSERVED, "AB", "", "");
    add_factor(&r, FROM_OBSERVED, "C", "B", "");
    add_factor(&r, FROM_OBSERVED, "DE", "AC", "");
    add_factor(&r, FROM_OBSERVED, "F", "E", "");
    add_recipe(&e, &r, "BCDF", "", "AE");
    add_factor(&r, 0, "D", "C", "");
    add_recipe(&e, &r, "D", "C", "");
    ck_assert(estimand_is_sound(&e));
    expect_text(&e, letters, FORMULA_TEXT,
                "(sum_B P(C | B) sum_A P(A, B) P(D | A, C)) / (sum_B P(B) P(C | B))");
    e.recipes.at[1].factors.at[0].givens.count = 0; /* no condition: no ratio */
    e.recipes.at[1].inputs.count = 0;
    expect_text(&e, letters, FORMULA_TEXT, "sum_{B, C} P(C | B) sum_A P(A, B) P(D | A, C)");
    estimand_clear(&e);
}
END_TEST

/* A target that is bound further out: below the line the sum has a variable of its own. */
START_TEST(test_bound_target)
{
    Estimand e;
    Recipe r = {0};
    estimand_start(&e);
    add_factor(&r, FROM_OBSERVED, "A", "", "");
    add_factor(&r, FROM_OBSERVED, "B", "A", "");
    add_factor(&r, FROM_OBSERVED, "C", "AB", "");
    add_recipe(&e, &r, "BC", "", "A");
    add_factor(&r, 0, "C", "B", "");
    add_factor(&r, FROM_OBSERVED, "B", "", "");
    add_factor(&r, FROM_OBSERVED, "D", "C", "");
    Factor f = r.factors.at[0];
    r.factors.at[0] = r.factors.at[1];
    r.factors.at[1] = f;
    array_push(&r.factors.at[2].givens, 1);
    add_recipe(&e, &r, "D", "", "BC");
    ck_assert(estimand_is_sound(&e));
    expect_text(&e, letters, FORMULA_TEXT,
                "sum_B P(B) sum_C ((sum_A P(A) P(B | A) P(C | A, B)) / (sum_A P(A) P(B | A))) "
                "P(D | C, B)");
    array_clear(&e.recipes.at[0].factors.at[2].givens); /* C -> B -> A now: C is needed below */
    array_push(&e.recipes.at[0].factors.at[2].givens, 0);
    array_push(&e.recipes.at[0].factors.at[1].givens, 2);
    f = e.recipes.at[0].factors.at[1];
    e.recipes.at[0].factors.at[1] = e.recipes.at[0].factors.at[2];
    e.recipes.at[0].factors.at[2] = f;
    ck_assert(estimand_is_sound(&e));
    expect_text(&e, letters, FORMULA_TEXT,
                "sum_B P(B) sum_C ((sum_A P(A) P(C | A) P(B | A, C)) / "
                "(sum_{C', A} P(A) P(C' | A) P(B | A, C'))) P(D | C, B)");
    estimand_clear(&e);
}
END_TEST

/* ---- size */

/* Napkins stacked k high. */
static void
tower(Sink *to, int k)
{
    for (int i = k; i > 0; i--)
        sink_print(to, "W%d -> R%d -> %s%.0d; ", i, i, i > 1 ? "W" : "X", i - 1);
    for (int i = k; i > 0; i--)
        sink_print(to, "W%d <-> %s%.0d; W%d <-> %s%.0d; ", i, i > 1 ? "W" : "X", i - 1, i,
                   i > 1 ? "R" : "Y", i - 1);
    sink_put(to, "X -> Y");
}

/* The formula; brief: the order is known, so that lists are kept short. */
static void
tower_text(Sink *text, int k, bool brief)
{
    Answer a;
    Sink graph;
    sink_init(&graph);
    tower(&graph, k);
    answer_init(&a, sink_text(&graph), "Y", "X", "");
    const bool *observed = brief ? a.f.g.observed : NULL;
    formula_write(&a.simple, &(FormulaNames){.name_of = a.name_of, .observed = observed}, text);
    answer_clear(&a);
    sink_clear(&graph);
}

static size_t
tower_size(int k, bool brief)
{
    Sink text;
    sink_init(&text);
    tower_text(&text, k, brief);
    size_t size = text.count;
    sink_clear(&text);
    return size;
}

START_TEST(test_tower)
{
    ck_assert_uint_lt(tower_size(4, false), 1000);
    ck_assert_uint_lt(tower_size(16, false), 10000);
    ck_assert_uint_lt(tower_size(32, false), 40000);
    ck_assert_uint_eq(tower_size(4, true), tower_size(4, false));
    ck_assert_uint_lt(tower_size(16, true), 2600);
    ck_assert_uint_lt(tower_size(32, true), 5200);
}
END_TEST

START_TEST(test_brief)
{
    Sink text;
    sink_init(&text);
    tower_text(&text, 5, true);
    const char *line = strstr(sink_text(&text), "  where Q2");
    ck_assert_ptr_nonnull(line);
    ck_assert_str_eq(line,
                     "  where Q2(W2, ..., Y; R4, R3) = sum_W3 Q3(W3) Q3(W2, ..., Y | R3, W3)  "
                     "for any R5\n"
                     "  where Q3(W3, ..., Y; R5, R4) = sum_W4 ((sum_W5 P(W5) P(W4, ..., Y | R5, "
                     "W5)) / (sum_W5 P(W5) P(W4, R4 | R5, W5))) sum_W5 P(W5) P(W4 | R5, W5)");
    sink_clear(&text);
}
END_TEST

/* Lines end between factors, in lists only where there is no other place, and lose no more than
 * blanks. */
static void
expect_broken(const Answer *a, size_t width, size_t widest)
{
    Sink whole, text;
    FormulaNames names = {.name_of = a->name_of, .observed = a->f.g.observed};
    sink_init(&whole);
    sink_init(&text);
    formula_write(&a->simple, &names, &whole);
    names.width = width;
    formula_write(&a->simple, &names, &text);
    size_t column = 0, most = 0;
    for (const char *t = sink_text(&text), *w = sink_text(&whole); *t || *w; t++) {
        column = *t == '\n' ? 0 : column + 1;
        most = column > most ? column : most;
        if (*t == ' ' || *t == '\n')
            continue;
        w += strspn(w, " \n");
        ck_assert_int_eq(*t, *w++);
    }
    ck_assert_uint_eq(most, widest);
    sink_clear(&text);
    sink_clear(&whole);
}

START_TEST(test_broken)
{
    Answer a;
    Sink graph, text;
    sink_init(&graph);
    sink_init(&text);
    tower(&graph, 2);
    answer_init(&a, sink_text(&graph), "Y", "X", "");
    FormulaNames names = {.name_of = a.name_of,
                          .form = FORMULA_TEXT,
                          .observed = a.f.g.observed,
                          .width = 44};
    formula_write(&a.simple, &names, &text);
    ck_assert_str_eq(sink_text(&text),
                     "Q1(Y | X; R2, R1)  for any R2, R1\n"
                     "  where Q1(X, Y; R2, R1) =\n"
                     "    sum_W1 ((sum_W2 P(W2)\n"
                     "        P(W1, R1, X, Y | R2, W2))\n"
                     "      / (sum_W2 P(W2) P(W1, R1 | R2, W2)))\n"
                     "    sum_W2 P(W2) P(W1 | R2, W2)");
    expect_broken(&a, 0, 139);
    expect_broken(&a, 88, 74);
    expect_broken(&a, 44, 42);
    expect_broken(&a, 24, 24);
    answer_clear(&a);
    sink_clear(&text);
    sink_clear(&graph);
}
END_TEST

/* Sums nested as deep as a chain is long. */
START_TEST(test_deep)
{
    enum { LONG = 20000 };
    Estimand e = {.vertices = LONG};
    Recipe r = {0};
    Sink text;
    Name *name_of = memory_new(LONG, sizeof *name_of);
    for (uint32_t v = 0; v < LONG; v++) {
        Factor f = {.from = FROM_OBSERVED};
        name_of[v] = "V";
        array_push(&e.vertex_of, v);
        array_push(&f.heads, v);
        if (v > 0)
            array_push(&f.givens, v - 1);
        array_push(&r.factors, f);
        if (v < LONG - 1)
            array_push(&r.bound, v);
    }
    array_push(&r.heads, LONG - 1);
    array_push(&e.recipes, r);
    sink_init(&text);
    formula_write(&e, &(FormulaNames){.name_of = name_of, .form = FORMULA_TEXT}, &text);
    ck_assert_uint_eq(text.count,
                      (LONG - 1) * strlen("sum_V P(V | V) ") + strlen("P(V | V)") - strlen(" | V"));
    sink_clear(&text);
    memory_free(name_of);
    estimand_clear(&e);
}
END_TEST

Suite *
suite(void)
{
    Suite *s = suite_create("formula");
    TCase *t = tcase_create("formula");
    tcase_add_loop_test(t, test_book, 0, sizeof books / sizeof *books);
    tcase_add_test(t, test_latex);
    tcase_add_test(t, test_labels);
    tcase_add_test(t, test_mathml);
    tcase_add_test(t, test_names);
    tcase_add_test(t, test_where);
    tcase_add_test(t, test_short_lists);
    tcase_add_test(t, test_marginals);
    tcase_add_test(t, test_bound_target);
    tcase_add_test(t, test_tower);
    tcase_add_test(t, test_brief);
    tcase_add_test(t, test_broken);
    tcase_add_test(t, test_deep);
    suite_add_tcase(s, t);
    return s;
}

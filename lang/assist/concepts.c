/* concepts.c -- see concepts.h.  The sentences are those of a first course; each ends with what to
 * type. */
#include "lang/assist/concepts.h"

static const Concept concepts[] = {
    {"effect", "what comes of doing something",
     "P(Y | do(X = x)): how Y is distributed when X is set to x, whatever X would have been.\n"
     "Seeing X = x tells of the causes of X as well; doing it does not.\n"
     "  show P(Y | do(X = 1)) in m with F\n"},
    {"confounding", "seeing and doing differ, for a common cause",
     "Where something moves both X and Y, P(Y | X) is not P(Y | do(X)).  `adjustment(X -> Y) in\n"
     "m` lists what can be held fixed so that they agree.\n"},
    {"identifiable", "what is observed decides the effect",
     "All models of this shape that agree on what is observed agree on the effect; a formula then\n"
     "gives it.  Where two of them differ, `witness` shows two.\n"
     "  identify P(Y | do(X)) in m\n"},
    {"estimand", "a formula for an effect, out of what is observed",
     "`identify e = P(Y | do(X)) in m` names one; e(omega) applies it to a state, `show e as\n"
     "latex` typesets it, `draw e` draws it.\n"},
    {"hedge", "why an effect is not identifiable",
     "Two sets of variables, the larger over the smaller, each joined by hidden causes, and both\n"
     "above what is asked for.  The effect needs how the smaller comes about by itself, and the\n"
     "hidden causes mix that with the rest (Shpitser & Pearl 2006).\n"
     "  explain P(Y | do(X)) in bow\n"},
    {"back door", "a path into the cause",
     "A path from X to Y that begins with an arrow into X carries what is not the effect of X.  A\n"
     "set that blocks all of them, without descendants of X on the causal paths, adjusts:\n"
     "P(Y | do(X)) = sum_Z P(Z) P(Y | X, Z).\n"
     "  show adjustment(X -> Y) in m\n"},
    {"front door", "the way from cause to effect is seen",
     "All of the effect goes through M, nothing hidden joins X and M, and X blocks what hidden\n"
     "causes do to M and Y.  Then the two halves of the way are known, and so is the whole.\n"
     "  show frontdoor(X -> Y) in m\n"},
    {"d-separation", "which independences a shape implies",
     "A path is blocked by what is given on it, unless arrows meet there; and where arrows meet,\n"
     "as long as neither that nor a descendant of it is given.  X and Y are separated when all\n"
     "paths are blocked, and then independent in every model of the shape.\n"
     "  explain independent(X, Y | Z) in m\n"},
    {"standard error", "how far an estimate from rows may be off",
     "The root of the variance that it has from sample to sample, by the delta method: exact\n"
     "derivatives by the counts, and the multinomial variance of these.  Where strata are not\n"
     "thin, 95 of a hundred intervals of 1.96 standard errors to both sides hold the truth.\n"
     "  estimate P(Y = 1 | do(X = 1)) in m from omega of 1000 rows\n"},
    {"bootstrap", "rows drawn again and again",
     "Each resample has as many rows as there are, drawn from them with repetition, and its own\n"
     "estimate.  The spread of these is the standard error, the middle 95 % of them the\n"
     "interval.  A seed gives the same rows on every machine.\n"
     "  estimate P(Y = 1) in omega of 1000 rows by bootstrap 2000 seed 1\n"},
    {"positivity", "every stratum has rows",
     "A formula that divides by P(X, Z) needs rows with each of these values that matter.  An\n"
     "empty stratum that is needed makes the number undefined; with a few rows it rests on\n"
     "those few.  `estimate` names the thinnest.\n"},
    {"g^2", "how far counts are from an independence",
     "2 sum O ln(O / E): O is a count, E the one that independence in its stratum would give.\n"
     "Where it holds, G^2 is spread like chi-square; the p-value is the chance of a larger one.\n"
     "  test m from omega of 1000 rows\n"},
    {"holm", "several tests, and one verdict",
     "Of many tests of what is true some come out small by chance.  The smallest of m p-values\n"
     "is multiplied by m, the next by m - 1, and so on: all together err in at most 5 of a\n"
     "hundred samples (Holm 1979).\n"
     "  test m from omega of 1000 rows\n"},
    {"collider", "where two arrows meet",
     "-> Z <-: Z blocks the path as long as nothing is known of it.  Knowing Z, or what comes of\n"
     "it, opens the path.\n  explain independent(X, Y | Z) in m\n"},
    {"component", "variables that hidden causes join",
     "Two variables are in one component when a chain of `<->` joins them.  The observed state is\n"
     "one comb for each (c-components: Tian & Pearl 2002).\n  show components(m)\n"},
    {"surgery", "what do does to a diagram",
     "The box of a variable is cut out, and a state is put in its place; all other boxes stay.\n"
     "  draw m, cut(m, X)\n"},
    {"instrument", "a variable that moves the cause alone",
     "It moves X, and Y only through X.  With a linear or monotone model that bounds or gives the\n"
     "effect.\n  show instruments(X -> Y) in m\n"},
    {"Verma constraint", "a constraint that is no independence",
     "Hidden causes can leave a trace that appears only in a comb: after an intervention that is\n"
     "identified, two variables are independent.\n  show implications(m)\n"
     "  test m from omega of 1000 rows\n"},
    {"do-calculus", "three rules for exchanging seeing and doing",
     "Pearl 1995.  Rule 2 exchanges an action for an observation, rule 3 drops an action.  Here\n"
     "they are moves on diagrams, and `explain` names the law of each step.\n"},
    {"Markov equivalent", "shapes that no observation tells apart",
     "They imply the same independences of what is observed.  `essential(m)` has the arrows that\n"
     "all of them share.\n  explain equivalent(m, n)\n"},
    {"counterfactual", "what would have been",
     "Y[X = 0] is Y as it would have been, had X been made 0, with the noise that there was.  A\n"
     "model whose boxes are functions of hidden causes answers every such question.\n"
     "  show P(Y[X = 0] = 1 | X = 1, Y = 1) in m with F\n"},
    {"world", "what happens where something is put in",
     "[X = 0] makes one.  All worlds of a question share their noise, so a box that reads the\n"
     "same in two of them is one box.\n  draw P(Y[X = 0], Y[X = 1]) in m\n"},
    {"noise", "what decides where a box is no function of its parents",
     "A hidden cause of the box alone, or of several, X <-> Y.  A table tells how often each\n"
     "label comes, and not what one and the same noise does in two rows.\n"
     "  functionalise G = m with F\n"},
    {"conflict", "why no data tell a counterfactual",
     "A variable would be needed in two worlds at once, with one noise.  Each experiment shows\n"
     "one world (Shpitser & Pearl 2007).  `witness` shows two models, `bounds` what the data say.\n"
     "  explain P(Y[X = 0] = 0, Y[X = 1] = 1) in m\n"},
    {"experiment", "data where something was set",
     "`from experiments` says that all were made, `from experiments({}, {X})` that one only\n"
     "looked and one set X.\n  identify P(Y[X = 0] | X = 1) in m from experiments\n"},
    {"functional model", "a model whose boxes are functions",
     "All that is by chance is in its hidden causes, so that every counterfactual has a value.\n"
     "  functionalise G = m with F\n"},
    {"mediator", "a variable on the way from cause to effect",
     "NDE holds mediators as they would have been, NIE lets them alone change.\n"
     "  show NDE(X -> Y, 0 -> 1) in m with F\n"},
    {"undefined", "a question without a value",
     "A conditional probability, where the condition cannot happen.  It is not zero, and not an\n"
     "error of yours: the state never shows such a case.\n"},
};

enum { CONCEPTS = sizeof concepts / sizeof *concepts };

size_t
concept_count(void)
{
    return CONCEPTS;
}

const Concept *
concept_at(size_t i)
{
    return &concepts[i];
}

static char
folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '-' || c == '_' ? ' ' : c;
}

static int
is_same(const char *a, const char *b)
{
    while (*a && folded(*a) == folded(*b))
        a++, b++;
    return *a == *b || (!*a && (*b == 's' && !b[1])); /* one plural */
}

const Concept *
concept_find(const char *word)
{
    for (size_t i = 0; i < CONCEPTS; i++)
        if (is_same(concepts[i].word, word))
            return &concepts[i];
    return NULL;
}

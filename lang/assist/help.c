/* help.c -- the topics of `:help`, in the order of its list; see help.h.
 *
 * A heading has no topic. tests/unit/test_help.c checks that every word of the language has a topic
 * and that every example runs in a fresh session. */
#include "lang/assist/help.h"

#include "lang/assist/concepts.h"
#include "lang/assist/error_topics.h"
#include "lang/text/nearest.h"
#include "lang/text/wrap.h"

#include <string.h>

#define BIT "type Bit = {0, 1}\n"
#define FAIR "state fair : Bit = 1/2|0> + 1/2|1>\n"
#define NOISY "channel noisy : Bit -> Bit = { 0 -> 9/10|0> + 1/10|1>\n" \
              "                               1 -> 1/5|0> + 4/5|1> }\n"
#define CHAIN "model chain { X : Bit  Y : Bit <- X }\n"
#define MEANS "functor F : chain { X = 1/2|0> + 1/2|1>\n" \
              "                    Y = { 0 -> 2/3|0> + 1/3|1>  1 -> |1> } }\n"
#define LUNG BIT "model lung {\n  latent H : Bit\n  S : Bit <- H\n  T : Bit <- S\n" \
                 "  C : Bit <- H, T\n}\n"
#define SEEN "state w of lung = 1/2|0,0,0> + 1/8|0,1,0> + 1/8|1,0,0> + 1/8|1,1,0> + 1/8|1,1,1>\n"
#define HIRING                                                                                     \
    "import \"prelude.diag\"\nmodel hiring {\n  latent V : Bit = 1/4|0> + 3/4|1>\n"                \
    "  latent W : Bit = 2/3|0> + 1/3|1>\n  X : Bit = fair\n  M : Bit = and(X, V)\n"                \
    "  Y : Bit = or(M, W)\n}\n"                                                                    \
    "model office { Z : Bit  X : Bit <- Z  M : Bit <- X, Z  Y : Bit <- X, M, Z }\n"
#define EVENT "With `Y = y` behind it the probability of that event in the place of the mean.\n"
#define YES "y is 1 or yes, or what is said: PN(X -> Y, a -> b, Y = y).\n"
#define TRIAL BIT "model trial { Z : Bit  X : Bit <- Z  Y : Bit <- X, Z }\n"
#define CLASS "model g { A -- B  B -> C }\n"
#define WALK "model walk { S0 : Bit  S : Bit <- S0  O : Bit <- S }\n" \
             "functor W : walk { S0 = |0>  S = { 0 -> 1/2|0> + 1/2|1>  1 -> |1> }\n" \
             "                   O = { 0 -> 4/5|0> + 1/5|1>  1 -> 1/5|0> + 4/5|1> } }\n" \
             "let steps = unroll(walk, S0 -> S, 4)\n"
#define PICNIC "type Joy = {-5, 0, 10}\n" \
               "model picnic {\n  Rain : Bit\n  Forecast : Bit <- Rain\n  Go : Bit <- Forecast\n" \
               "  Joy : Joy <- Rain, Go\n}\n" \
               "functor Fun : picnic {\n  Rain = 1/2|0> + 1/2|1>\n" \
               "  Forecast = { 0 -> 9/10|0> + 1/10|1>  1 -> 1/5|0> + 4/5|1> }\n" \
               "  Joy = { 0,0 -> |0>  1,0 -> |0>  0,1 -> |10>  1,1 -> |\"-5\"> }\n}\n"
#define GARDEN "import \"sprinkler.bif\" as garden with G\n"
#define THROWS "type Die = {1..6}\nstate throws : (A : Die) * (B : Die) = uniform\n"
#define WEATHER "type Sky = {sun, rain}\ntype Mood = {good, bad}\n" \
                "state day : (S : Sky) * (M : Mood) =\n" \
                "    1/2|sun,good> + 1/6|sun,bad> + 1/12|rain,good> + 1/4|rain,bad>\n"

static const Help topics[] = {
    {NULL, "Statements", "", NULL},
    {"type", "a type: labels, a product of types, or abstract",
     "Labels stand in braces, integers from a to b as {a..b}.  Without `=` the type is abstract:\n"
     "a wire whose labels a functor may give later.\n",
     BIT "type Die = {1..6}\ntype Throw = Die * Die\ntype Gene\nshow Throw\n"},
    {"state", "a probability distribution with a name",
     "The weights sum to one, exactly.  The type may be left out where the labels decide it.\n"
     "`state s of m = ...` is a state on the observed variables of the model m, in order.\n",
     BIT "state fair : Bit = 1/2|0> + 1/2|1>\nstate pair = fair * fair\nshow pair\n"},
    {"channel", "a table of conditional probabilities with a name",
     "A row for each label (or tuple of labels) of the input; each sums to one.\n",
     BIT NOISY "show noisy\n"},
    {"function", "a channel that is certain: each row is one ket",
     "Copying after a function is the same as applying it twice: `===` knows that.\n",
     BIT "function xor : Bit * Bit -> Bit = { 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }\n"
         "show (|1> * |1>) ; xor\n"},
    {"box", "a channel whose meaning is not known, or comes later from a functor",
     "Diagrams of boxes can be drawn and compared by `===` without any meaning.\n",
     BIT "box test : Bit -> Bit\ncheck test ; discard === discard[Bit]\n"
         "functor G { test = { 0 -> |1>  1 -> |0> } }\nshow G(test)\n"},
    {"let", "a name for the value of an expression, or names for several",
     "`let a, b = ...` takes what gives two values apart; `_` drops one.\n",
     BIT "let p = 1/10\nlet biased = p|0> + (1-p)|1>\nshow biased\n"},
    {"diagram", "a diagram with named wires",
     "Each line `x, y <- box(a, b)` names the wires that come out.  A wire that is read twice is\n"
     "copied, one that is never read is discarded.  `return` says what leaves.\n",
     BIT NOISY "diagram twins(b : Bit) {\n  x <- noisy(b)\n  y <- noisy(b)\n  return x, y\n}\n"
               "show twins\n"},
    {"show", "evaluates and prints, as source that reads back",
     "`show d as diagram` prints the diagram of d without evaluating it.\n",
     BIT FAIR NOISY "show fair ; noisy\nshow fair ; noisy as diagram\n"},
    {"draw", "a picture of a diagram, a model, a comb, an estimand, a functor",
     "Flow is down: triangles are states, dots copy a wire, grounds discard it.  Models with the\n"
     "same variables stand side by side, with what was cut and what was put in; `draw m as graph`\n"
     "is the graph of causes; what surgery cut is crossed out there.  `draw d to \"d.svg\"`\n"
     "writes a file: .svg .tex .dot .png .pdf; `draw d as tikz` prints a picture for \\input in a\n"
     "paper, `as tikz standalone` a document; `draw d as svg dark` is for dark slides,\n"
     "`draw d up` goes from bottom to top.\n",
     BIT NOISY "draw noisy ; noisy\n" CHAIN "draw chain, cut(chain, Y)\ndraw chain as graph\n"},
    {"plot", "numbers, states and channels as bars",
     "Those of the same types stand side by side, all on one scale.  `plot e to \"f.svg\"` writes\n"
     "a file, also .tex, .txt, .png and .pdf; `as svg` prints one.\n",
     WEATHER "plot day\nplot P(M | S = sun) in day, P(M | S = rain) in day\n"},
    {"check", "fails unless a comparison holds",
     "Both sides of a check that fails are printed, with the first difference.\n",
     BIT FAIR NOISY "check fair ; noisy == 11/20|0> + 9/20|1>\n"
                    "check not (noisy === noisy ; noisy)\n"},
    {"model", "a causal structure: variables, each with its direct causes",
     "`Y : T <- A, B` is caused by A and B; `X : T` by nothing; `latent` variables are not\n"
     "observed; `X <-> Y` have a hidden common cause; `X : T = e` is fixed in place.  Types may\n"
     "be left out: model m { X -> Z -> Y  X <-> Y  {A, B} -> X }.  Texts of dagitty and others\n"
     "make models as they are: model m from dagitty \"dag { X -> Y }\"; `:help import`.\n",
     BIT "model drug { latent H : Bit  X : Bit <- H  Y : Bit <- X, H }\nshow drug\n"
         "show do(drug, X = 1)\n"},
    {"functor", "a meaning for each box of a model, or for boxes anywhere",
     "`X = ...` gives the kets or the table of X, from its causes in order.  F(m) is then the\n"
     "state of the observed variables.\n",
     BIT CHAIN MEANS "show F(chain)\n"},
    {"use", "sets what the questions P(...) are asked in",
     "A state, a model with a functor, a model from a state, or a model alone, whose shape is\n"
     "asked about.\n",
     BIT CHAIN MEANS "use chain with F\nshow P(X = 1 | Y = 1)\n"},
    {"identify", "can an effect be known from observation?  by which formula?",
     "From the shape of a model alone.  The formula is checked at random points before it is\n"
     "shown, so that a wrong one would pass with a small probability, which is told.  Where\n"
     "there is none, a hedge proves it.  `identify e = ...` names the estimand: `e(w)` is its\n"
     "value on a state w; `show e as latex`, `show e as diagram`.\n",
     LUNG "identify P(C | do(S)) in lung\nidentify e = P(C | do(S), T) in lung\n" SEEN
          "show e(w)\nidentify P(C | do(S)) in cut(lung, S)\n"},
    {"explain", "an answer with its reasons",
     "An effect, move by move: discard, comb-disintegrate, plug; each with its law, and with the\n"
     "numbers where it is asked `from` a state.  Also a question about the shape.\n"
     "`explain e to \"why.html\"` makes a page of it, whose steps fold.\n",
     LUNG "explain P(C | do(S)) in lung\nexplain independent(T, H | S) in lung\n"},
    {"bounds", "the least and the most that the data allow",
     "Of one number made of P and E, over all models of the shape that have the state, with the\n"
     "formulas that prove both ends.  `bounds G1, G2 = ...` declares two models that attain them;\n"
     "without `from` the bounds are formulas; `assume Y[X = 1] >= Y[X = 0]` rules models out;\n"
     "`as outer` where several hidden causes hang together.\n",
     BIT "model bow { X : Bit  Y : Bit <- X  X <-> Y }\n"
         "state seen of bow = 1/3|0,0> + 1/6|0,1> + 1/2|1,1>\n"
         "bounds P(Y = 1 | do(X = 1)) in bow from seen\nbounds P(Y = 1 | do(X = 1)) in bow\n"},
    {"estimate", "a number from rows, and how far it may be off",
     "P, E, named quantities and arithmetic with them, of a state that is a sample: the exact\n"
     "value, its standard error and 95 % interval, and the thinnest stratum that it divides by.\n"
     "`of 1000 rows` says how many there were; `smooth 1/2` adds that much to each cell first;\n"
     "`by bootstrap 2000 seed 1` draws the rows again instead of using derivatives.\n",
     LUNG SEEN "estimate P(C = 1 | do(S = 1)) in lung from w of 800 rows\n"
               "estimate P(C = 1) in w of 800 rows by bootstrap 200 seed 1\n"},
    {"sample", "rows drawn from a state",
     "With exactly its probabilities; a seed gives the same rows on every machine.  Printed as\n"
     "counts over their number; `sample s = ...` keeps them as data, `to \"x.csv\"` writes them.\n"
     "Evidence stands in P(X | Z = z), and no row is thrown away.\n",
     BIT CHAIN MEANS "sample 1000 of F(chain) seed 1\n"
                     "sample s = 1000 of P(X | Y = 1) in chain with F seed 2\n"
                     "estimate P(X = 1) in s\n"},
    {"test", "are rows as a model implies?",
     "Each independence by G^2 in the strata of what is given, each Verma constraint by Wald's\n"
     "test, each instrument by the instrumental inequality, with p-values adjusted for their\n"
     "number (Holm); then a verdict at 5 %, and which arrow or common cause would explain the\n"
     "independences that fail.\n",
     BIT "model chain { A : Bit  B : Bit <- A  C : Bit <- B }\n"
         "state seen of chain = 0.3|0,0,0> + 0.1|0,0,1> + 0.1|0,1,1> + 0.2|1,0,0> + 0.3|1,1,1>\n"
         "test chain from seen of 100 rows\n"},
    {"witness", "two functors that agree on seeing and differ on doing",
     "For an effect that cannot be identified: both give the same observed state, and different\n"
     "effects.  They are functors like any other afterwards.  A counterfactual that cannot be\n"
     "known gets two models whose boxes are functions.\n",
     BIT "model bow { X : Bit  Y : Bit <- X  X <-> Y }\n"
         "witness G1, G2 = P(Y | do(X)) in bow\ncheck G1(bow) == G2(bow)\n"},
    {"import", "runs another file, once; or reads a network, a graph, or rows",
     "It is looked for beside this one (at the prompt: in the working folder), then in the\n"
     "standard library.  A network gets two names: its model, and the functor with its numbers.\n"
     "A graph is a model: import \"g.dag\" as m; `of Bit` gives its variables a type, and where\n"
     "the ending does not tell what it is, `from dagitty` does: .dag is dagitty; .dot, .gv dot;\n"
     ".gml gml; .lav lavaan; .edges edges; and of networks .bif bif; .xmlbif, .bifxml, .xml\n"
     "xmlbif; .net hugin; .uai uai; .xdsl xdsl.  The text of a graph may stand in the script:\n"
     "model m from dagitty \"dag { X -> Y }\", or between three quotes.\n"
     "A table (.csv, .tsv, or of a database: \"x.db\" table visits, \"odbc:DSN=x\" table visits)\n"
     "is a state: its rows, counted when a question needs them.  Columns are found by the names\n"
     "of a model's variables; a block says what else they are called, and their values:\n"
     "{ S = smokes { yes -> smoker  no -> nonsmoker }  weight n  missing drop }; or, where\n"
     "other cells have no value than empty ones, NA and NULL, missing {\"?\", 97..99} drop.\n",
     "import \"prelude.diag\"\nshow Bit\n" GARDEN
     "show P(Rain = yes | Grass = wet) in garden with G\n"},
    {"export", "writes a model, or a state as a table, for other programs",
     "As a graph, and with a functor as a network, in the format that the ending of the file\n"
     "tells, or `as`; beside those of `import`, a network for pgmpy (.py) and bnlearn (.R), and a\n"
     "diagram for DisCoPy (.py) and Chyp (.chyp).  What that format does not say, such as types,\n"
     "is told.  No file is written over that was read, or that Catgut did not write.  A state is\n"
     "a table (.csv, .tsv): its labels, and how often they come in a column `n`.\n",
     BIT CHAIN MEANS "export chain to \"chain.dag\"\n"
                     "export chain with F to \"chain.py\"\n"
                     "state w of chain = 1/3|0,0> + 1/6|0,1> + 1/2|1,1>\nexport w to \"seen.csv\"\n"
                     "import \"seen.csv\" as rows of chain { weight n }\n"
                     "check rows == w\nshow P(Y | do(X)) in chain from rows\n"},

    {NULL, "Words inside statements", "", NULL},
    {"to", "`draw d to \"d.svg\"`: into a file",
     "The suffix says what is written.  A file is written whole, or not at all.\n",
     BIT NOISY "draw noisy ; noisy to \"d.svg\"\n"},
    {"of", "`state s of m = ...`: on the observed variables of a model", "",
     BIT CHAIN "state seen of chain = 1/3|0,0> + 1/6|0,1> + 1/2|1,1>\n"
               "show P(X | Y = 1) in seen\n"},
    {"as", "`show d as diagram`: its source instead of its value",
     "`show e as latex`: the formula of an estimand; `show e as fraction`: its value with all\n"
     "digits, at a terminal too; `show e as decimals`: only its decimals, `--digits` long and\n"
     "correctly rounded, which in a large network take much less time than fractions.\n",
     BIT FAIR "show fair ; copy as diagram\n"},
    {"in", "`P(...) in c`: what a question is asked in",
     "A state, a model with a functor, or a model from a state.  It covers the whole expression\n"
     "before it, a comparison and a list as well, but for what has an `in` of its own.\n",
     WEATHER "show P(S = rain | M = bad) - P(S = rain) in day\n"},
    {"with", "`in m with F`: a model, and the functor that gives its meaning", "",
     BIT CHAIN MEANS "show P(Y = 1 | do(X = 0)) in chain with F\n"},
    {"from", "`in m from w`: a model, and what was observed of it",
     "The effect is identified from the shape of m and evaluated on the state w.  Nothing else is\n"
     "used: a latent variable is never seen.  `from w, t` has what experiments showed as well:\n"
     "channels whose inputs say what was done, by name.\n",
     LUNG SEEN "show P(C = 1 | do(S = 1)) in lung from w\nshow P(C | do(S)) in lung from w\n"
               "use lung from w\nshow P(C | do(T))\n"},
    {"not", "the opposite of a comparison", "", "check not (1/3 == 0.333)\n"},
    {"without", "`adjustment(X -> Y, without {B})`: sets that have nothing of B",
     "", TRIAL "show adjustment(X -> Y, without {Z}) in trial\n"},
    {"within", "`a == b within 1/1000`: equal but for so much",
     "For numbers; for states and channels entry by entry.  The difference is compared exactly.\n"
     "Without it, nothing is rounded: 1/3 is not 0.3333.\n",
     BIT FAIR "check 1/3 == 0.333 within 0.0005\ncheck not (1/3 == 0.333)\n"
              "check fair == 0.501|0> + 0.499|1> within 1/1000\n"},
    {"latent", "a variable that is never observed",
     "A functor may give it a meaning, and P(...) may then ask for it; a state of the model\n"
     "leaves it out.\n",
     "type Gene\n" BIT "model m { latent H : Gene  X : Bit <- H  Y : Bit <- H, X }\nshow m\n"},
    {"<->", "`X <-> Y` in a model: a hidden common cause without a name",
     "A functor gives it labels and weights: `X <-> Y : {0, 1} = ...`; its value comes last\n"
     "in the row keys of X and Y.\n",
     BIT "model bow { X : Bit  Y : Bit <- X  X <-> Y }\n"
         "functor B : bow {\n  X <-> Y : {0, 1} = 1/2|0> + 1/2|1>\n  X = { 0 -> |0>  1 -> |1> }\n"
         "  Y = { 0,0 -> |0>  0,1 -> |1>  1,0 -> |1>  1,1 -> |0> }\n}\n"
         "show P(Y = 1 | do(X = 1)) in bow with B\n"},
    {"functionalise", "a functional model of a model with tables",
     "`functionalise G = m with F`: a box that is no function gets a hidden cause of its own, so\n"
     "that every counterfactual has a value.  The states of all experiments stay the same.\n",
     BIT CHAIN MEANS "functionalise G = chain with F\nshow P(Y[X = 0] = 0, Y[X = 1] = 1) in G\n"},
    {"return", "what leaves a `diagram` block", "`return F = x` renames on the way out.\n",
     BIT NOISY "diagram d(b : Bit) {\n  x <- noisy(b)\n  return before = b, after = x\n}\n"
               "show d as diagram\n"},
    {"repaired", "`import ... repaired`: rows that are off by rounding",
     "What such a row of a network lacks, or has too much, goes into its largest entry (the first\n"
     "of equals), and is told.  Without this word it is an error, and so is a row that is off by\n"
     "more than 1/1000, unless `repaired within 1/100` allows it.\n",
     "import \"sprinkler.bif\" as garden with G repaired\n"},
    {"rounded", "`export ... rounded`: numbers that are no decimals",
     "Most formats of networks have decimals only, and 1/3 is none: without this word it is an\n"
     "error.  With it 17 digits are written, what a row then lacks goes into its largest entry,\n"
     "and a warning tells how much that changes.\n",
     GARDEN "export garden with G to \"garden.xmlbif\" rounded\n"},
    {"within", "`import ... repaired within 1/100`: how much a row may be off", "",
     "import \"sprinkler.bif\" as garden with G repaired within 1/100\n"},

    {NULL, "Notions", "", NULL},
    {"P", "a probability: P(A, B = b | C = c, D, do(X = x))",
     "Free variables on the left make a state, free ones on the right a channel, none a number.\n",
     WEATHER "show P(M = good | S = rain) in day\nshow P(M | S = sun) in day\n"
             "show P(M | S) in day\n"},
    {"or", "one event or the other: P(X = a or Z = b)",
     "In P(...) and right of its bar events are joined by `and`, `or`, `not` and parentheses;\n"
     "X = x, X < Y, X != Y and X + Y > 3 are events.\n",
     THROWS "show P(A = 6 or B = 6) in throws\nshow P(A < B | not (A = 1 or B = 1)) in throws\n"},
    {"and", "both events, as a comma has it: P(X = a and Z = b)", "It binds tighter than `or`.\n",
     THROWS "show P(A = 6 and B = 6 or A + B = 2) in throws\n"},
    {"E", "the mean of a variable whose labels are numbers, or of arithmetic with such", "",
     THROWS "show E(A) in throws\nshow E(A * B - 2 * A | A != 1) in throws\n"},
    {"Var", "the variance of a variable, or of arithmetic with variables", "",
     THROWS "show Var(A) in throws\nshow Var(A + B | A < B) in throws\n"},
    {"Cov", "the covariance of two variables, or of arithmetic with variables", "",
     THROWS "show Cov(A, A + B) in throws\n"},
    {"entropy", "the entropy of variables, in bits: entropy(X, Y | Z)",
     "What is free right of the bar is averaged over, what has a value is given.  A fraction is\n"
     "printed as one; any other number as a decimal, whose digits are proven.\n",
     WEATHER "show entropy(M) in day\nshow entropy(M | S) in day\n"
             "show entropy(M | S = sun) in day\n"},
    {"information", "the mutual information of variables, in bits: information(X; Y | Z)",
     "It is zero exactly where X and Y are independent given Z.\n",
     WEATHER "show information(M; S) in day\ncheck information(M; S) > 0 in day\n"},
    {"distance", "the total variation distance of two states; of channels, of their rows", "",
     WEATHER "show distance(P(M | S = sun), P(M | S = rain)) in day\n"},
    {"divergence", "the Kullback-Leibler divergence of two states, in bits",
     "It is infinite where the second has no weight and the first has some.\n",
     WEATHER "show divergence(P(M | S = sun), P(M)) in day\n"},
    {"marginals", "every variable's state, given events and interventions",
     "All from one pass: marginals(E = e, do(X = x)), or marginals() where nothing is known.\n",
     WEATHER "show marginals(M = good) in day\n"},
    {"most", "the most probable values: most(A, B | C = c), or most(| C = c) of all",
     "Exact, with all that are equally probable.  What is not asked for is summed out first.\n"
     "`explain` has the next share after it.  In a model of steps most(S | O = |a,b>) is the most\n"
     "probable sequence, as far as something was seen (Viterbi).\n",
     WEATHER "show most(S, M) in day\nshow most(S | M = bad) in day\n"
             "explain most(S | M = bad) in day\n"},
    {"~", "likelihoods of labels, right of the bar: P(A | B ~ 4|t> + 1|f>)",
     "Virtual evidence (Pearl): something was seen that depends on B alone, and is so many times\n"
     "as likely under one label as under another.  They need not sum to one; what is not listed\n"
     "has 0.  P(A | B ~ q) is in proportion to sum_b q(b) P(A, B = b).  What was known of B still\n"
     "counts; with `jeffrey` it does not.\n",
     WEATHER "show P(S | M ~ 4|good> + 1|bad>) in day\n"},
    {"jeffrey", "a new state of a variable, right of the bar: P(A | jeffrey(B = q))",
     "Jeffrey's rule: with all that is known B is now q, and what comes of each b is as before:\n"
     "P(A | jeffrey(B = q)) is sum_b q(b) P(A | B = b).  With `B ~ q` instead, q is added to what\n"
     "was known of B; the two agree where B was uniform.\n",
     WEATHER "show P(S | jeffrey(M = 4/5|good> + 1/5|bad>)) in day\n"
             "show P(M | jeffrey(M = 4/5|good> + 1/5|bad>)) in day\n"},
    {"do", "an intervention: a variable is set from outside",
     "In P(...): do(X = x), do(X) for each x, or do(X := k(Z)) by the channel k, a plan.\n"
     "do(m, X = x) is the model itself after it.\n",
     BIT CHAIN MEANS "show P(Y | do(X)) in chain with F\nshow F(do(chain, X = 1))\n"
                     "box plan : Bit\nidentify P(Y | do(X := plan)) in chain\n"},
    {"cut", "a model whose variable is cut off from its causes", "It is then uniform.\n",
     BIT CHAIN "show cut(chain, Y)\n"},
    {"mute", "a model without the arrows out of a variable",
     "For questions about the shape: what joins X and Y now are back-door paths.\n",
     BIT CHAIN "show mute(chain, X)\n"},
    {"hide", "a model with some variables latent",
     "hide(m, {X, Y}): what could be identified if X and Y were not observed?\n",
     BIT CHAIN "show hide(chain, X)\n"},
    {"unroll", "a model of one step, repeated",
     "unroll(m, S0 -> S, 10) has S_1 to S_10, each from the step before; S0 comes before the\n"
     "first.  What stands left of an arrow, or by itself, is there once, all else in each step.\n"
     "Then `O = |a,b,_,a>` in a call says what O is in steps 1, 2 and 4.\n",
     BIT WALK "show steps\nshow P(S_3 | O = |0,1,1>) in steps with W\n"},
    {"filter", "the state of each step, from what was seen up to it",
     "filter(S | O = |a,b,a>): a row for each step t, P(S_t | what was seen in steps 1 to t).\n"
     "Several variables may stand there, and such as are there once.\n",
     BIT WALK "show filter(S | O = |0,1,1>) in steps with W\n"},
    {"smooth", "the state of each step, from all that was seen",
     "smooth(S | O = |a,b,a>): a row for each step t, P(S_t | all that was seen).\n",
     BIT WALK "show smooth(S | O = |0,1,1>) in steps with W\n"},
    {"predict", "the state of each step to come",
     "predict(S | O = |a,b>): a row for each step behind those in which something was seen.\n",
     BIT WALK "show predict(S | O = |0,1>) in steps with W\n"},
    {"best", "the decisions that make a mean the largest",
     "best(D -> U): a function from what is known to D, to take the place of D's box, so that\n"
     "E(U) is the largest; D knows its causes that are observed.  best(D -> E -> U + V - 2 * C):\n"
     "several decisions in their order, each of which knows the earlier ones and what they knew.\n"
     "What counts is a sum of arithmetic of one variable each, U^2 / 2 + V.  `in m from w` takes\n"
     "what was observed, where that tells.  A tie is told.\n"
     "`explain best(D -> U) in m with F` tells what each choice is worth.\n",
     BIT PICNIC "let plan = best(Go -> Joy) in picnic with Fun\nshow plan\n"
                "show E(Joy) in do(picnic, Go := plan(Forecast)) with Fun\n"},
    {"MEU", "the largest mean that a utility can have",
     "MEU(D -> U) is E(U) when D is decided as `best(D -> U)` says.  What information is worth:\n"
     "the difference to MEU(D -> U) in cut(m, D), where D knows nothing.\n",
     BIT PICNIC "show MEU(Go -> Joy) in picnic with Fun\n"
                "show MEU(Go -> Joy) in cut(picnic, Go) with Fun\n"},
    {"comb", "a state taken apart around a hole",
     "comb(w, A -> B) is the comb f around the channel from A to B, and that channel t.  f[t] is\n"
     "w again; f[g] is w with g plugged in.\n",
     WEATHER "let f, t = comb(day, S -> M)\ncheck f[t] == day\nshow f[discard ; uniform]\n"},
    {"disintegrate", "a state as a marginal and a channel",
     "disintegrate(w, A): the state of A, and the channel from A to everything else.\n",
     WEATHER "let s, m = disintegrate(day, S)\nshow s\nshow m\n"},
    {"invert", "Bayesian inversion of a channel against a state", "",
     BIT FAIR NOISY "show invert(noisy, fair)\n"},
    {"id", "the channel that does nothing", "id[Bit] where the type is not clear.\n",
     BIT NOISY "check noisy ; id == noisy\n"},
    {"copy", "the same twice", "copy[Bit] where the type is not clear.\n",
     BIT FAIR "show fair ; copy\n"},
    {"discard", "forgets a wire", "", BIT FAIR NOISY "show fair ; copy ; (id * discard)\n"},
    {"swap", "crosses two wires", "", BIT "show (|0> * |1>) ; swap\n"},
    {"uniform", "all labels equally likely", "", "type Die = {1..6}\nshow uniform[Die]\n"},
    {"normalise", "counts as probabilities: each row divided by its sum",
     "A row of a channel that is zero becomes undefined.\n",
     BIT "state s : Bit = normalise(500|0> + 300|1>)\nshow s\n"
         "show normalise({ 0 -> 3|0> + 1|1>  1 -> 2|0> + 2|1> })\n"},
    {"formula", "a table by a rule: or, sum, a + 2 * b",
     "Words of all inputs: or, and, xor, sum, max, min, equal.  Arithmetic, comparisons, `not`\n"
     "and words of some terms, over the names of the inputs; in a functor those of the parents.\n"
     "Labels are numbers where they can be; no and yes, false and true count as 0 and 1.\n",
     BIT "function any : Bit * Bit * Bit -> Bit = or\n"
         "function majority : (a : Bit) * (b : Bit) * (c : Bit) -> Bit = a + b + c >= 2\n"
         "show majority\n"},
    {"noisy_or", "several causes, each of which may fail",
     "A number for each input: how likely it makes the output true by itself.  `leak = p` is a\n"
     "cause that is always there.  noisy_max(f, g) has a channel or table for each input, and the\n"
     "output is the largest of what they give.\n",
     BIT "channel c : Bit * Bit -> Bit = noisy_or(1/2, 4/5, leak = 1/100)\nshow c\n"
         "channel d : Bit * Bit -> Bit = noisy_max({ 0 -> |0>  1 -> uniform }, id)\n"},
    {"independent", "is there no open path between variables?",
     "independent(X, Y | Z) in m: separated by the shape of m, hence independent whatever its\n"
     "boxes mean (d-separation).  Sets stand in braces.  `explain` shows the open path, or where\n"
     "each path is blocked.\n",
     LUNG "show independent(S, C | T) in lung\nexplain independent(S, C | T) in lung\n"
          "check independent(T, H | S) in lung\n"},
    {"components", "the observed variables that hidden causes join",
     "The confounded components of a model: what `identify` works with.\n",
     LUNG "show components(lung)\n"},
    {"ancestors", "a variable, what causes it, what causes that, ...", "",
     LUNG "show ancestors(T) in lung\n"},
    {"descendants", "a variable, what it causes, what that causes, ...", "",
     LUNG "show descendants(S) in lung\n"},
    {"parents", "what has an arrow into a variable", "", LUNG "show parents(T) in lung\n"},
    {"children", "what a variable has an arrow into", "", LUNG "show children(S) in lung\n"},
    {"blanket", "what screens a variable off from all the others",
     "blanket(X) in m: the smallest set of observed variables given which X is independent of the\n"
     "rest (Markov blanket, Pearl).\n",
     LUNG "show blanket(T) in lung\n"},
    {"paths", "the paths between two variables, open or blocked",
     "paths(X, Y | Z) in m: each path, the shortest first, whether it is causal or back-door, and\n"
     "open or blocked given Z.  At most 1000 of each pair.\n",
     LUNG "show paths(S, C) in lung\nshow paths(S, C | T) in lung\n"},
    {"separator", "the sets of variables that separate two others",
     "separator(X, Y) in m: all minimal sets Z with independent(X, Y | Z), or none and why.\n"
     "separator(X, Y, with A, without B) in m: those that have A, and nothing of B; `, all`: also\n"
     "those that are not minimal.\n",
     LUNG "show separator(T, C) in lung\n"},
    {"adjustment", "the sets of variables that adjust for confounding",
     "adjustment(X -> Y) in m: all minimal sets Z with\n"
     "P(Y | do(X)) = sum_Z P(Z) P(Y | X, Z), or none and why.  Behind X -> Y: `with A` and\n"
     "`without B`, what a set must have and may not have; `all`, also those that are not minimal;\n"
     "`optimal`, the one that estimates with the least variance.\n",
     TRIAL "show adjustment(X -> Y) in trial\nshow adjustment(X -> Y, optimal) in trial\n"
           "explain adjustment(X -> Y) in trial\n"},
    {"worth", "what would make an effect known, were it measured",
     "worth(P(Y | do(X))) in m: the minimal sets of hidden causes with which it is identifiable;\n"
     "`explain` has the formula that each of them gives.\n",
     LUNG "show worth(P(T, C | do(S))) in lung\nshow worth(P(C | do(S))) in hide(lung, T)\n"
          "explain worth(P(C | do(S))) in hide(lung, T)\n"},
    {"adjusts", "does this set adjust for confounding?",
     "adjusts(Z, X -> Y) in m; `explain` says why not, or why.\n",
     TRIAL "check adjusts({Z}, X -> Y) in trial\nexplain adjusts({}, X -> Y) in trial\n"},
    {"frontdoor", "the sets of variables that are a front door",
     "frontdoor(X -> Y) in m: the whole effect passes through the set, and nothing hidden joins\n"
     "it to X, nor to Y but through X (Pearl).\n",
     LUNG "show frontdoor(S -> C) in lung\n"},
    {"instruments", "variables that reach an effect through its cause alone",
     "instruments(X -> Y) in m: each with the minimal sets given which that is so.\n"
     "instruments(X -> Y, without B) in m: where B is not measured.\n"
     "instruments(Z, X -> Y | W) in m: is Z one, given W?  `explain` says why, or why not.\n",
     BIT "model iv { W : Bit  Z : Bit <- W  X : Bit <- Z  Y : Bit <- X, W  X <-> Y }\n"
         "show instruments(X -> Y) in iv\n"},
    {"implications", "what a shape says about every state of its observed variables",
     "implications(m): independences from which all others follow, and constraints that appear\n"
     "only in a comb (Verma's).\n",
     BIT "model verma { A : Bit  B : Bit <- A  C : Bit <- B  D : Bit <- C  B <-> D }\n"
         "show implications(verma)\n"},
    {"equivalent", "do two models imply the same independences?",
     "equivalent(m, n): on the same observed variables.  `explain` tells one that differs.\n",
     BIT "model m { A : Bit  B : Bit <- A  D : Bit <- B }\n"
         "model n { A : Bit  D : Bit  B : Bit <- A, D }\n"
         "check not equivalent(m, n)\nexplain equivalent(m, n)\n"},
    {"essential", "the class of all models that imply what a model does",
     "essential(m): of a model without latent variables, the arrows that all of them have.  A\n"
     "line stands for an arrow that may be turned round.\n",
     TRIAL "show essential(trial)\n"},
    {"--", "`A -- B` in a model: a class of models, with an arrow either way",
     "Its members have all its arrows, an arrow for each line, and no two more that meet where\n"
     "nothing joins their beginnings.  Questions about the shape, and `identify`, answer for\n"
     "all.\n",
     CLASS "show g\nshow adjustment(B -> C) in g\nidentify P(C | do(B)) in g\n"},
    {"assume", "what follows from independences alone, without a model",
     "`show RELATION(A, B) assume PREMISES`: is it so in all DAGs that have the premises, in\n"
     "some, or in none?  Relations are parent, child, ancestor, descendant, common_cause,\n"
     "common_effect and independent(A, B | C).  `explain` lists the classes of DAGs; of an\n"
     "independence it gives a proof by the laws, or a state that refutes it.  Premises are\n"
     "independent(A, B | C), `not` before one that does not hold, implications(m), {A, B}: more\n"
     "variables, and `positive`: no zeros.\n"
     "With `bounds`, what is said of the models: `:help bounds`.\n",
     "show ancestor(A, C) assume independent(A, C | B), not independent(A, B)\n"
     "explain independent(A, D | B) assume independent(A, C | B), independent({A, B}, D | C)\n"},
    {"members", "the models that a class of models stands for",
     "members(g): at most 1000; members(g, 2) is the second, as a model.\n",
     CLASS "show members(g)\nlet m = members(g, 2)\nshow m\n"},
    {"size", "how many members a class of models has",
     "size(g): exactly, without listing them.\n", CLASS "check size(g) == 2\n"},
    {"maximal", "a class of models with all arrows that follow",
     "maximal(g): the same members; `explain` says why there is each of these arrows (Meek).\n",
     "model h { A -> B  B -- C }\nshow maximal(h)\nexplain maximal(h)\n"},

    {NULL, "Quantities", "", NULL},
    {"TE", "the total effect",
     "E(Y[X = b]) - E(Y[X = a]) for TE(X -> Y, a -> b) (Pearl 2001).\n" EVENT,
     HIRING "show TE(X -> Y, 0 -> 1) in hiring\n"},
    {"ETT", "the effect of treatment on the treated",
     "E(Y[X = b] | X = b) - E(Y[X = a] | X = b) (Heckman 1992; Pearl 2009, 8.2.5).\n" EVENT,
     HIRING "show ETT(X -> Y, 0 -> 1) in hiring\n"},
    {"ATT", "another name of ETT", EVENT, HIRING "show ATT(X -> Y, 0 -> 1) in hiring\n"},
    {"ATU", "the effect on those who were not treated",
     "E(Y[X = b] | X = a) - E(Y[X = a] | X = a) (Heckman 1992).\n" EVENT,
     HIRING "show ATU(X -> Y, 0 -> 1) in hiring\n"},
    {"CDE", "the controlled direct effect: with other variables held",
     "E(Y[X = b, M = m]) - E(Y[X = a, M = m]) for CDE(X -> Y, a -> b, M = m) (Pearl 2001).\n" EVENT,
     HIRING "show CDE(X -> Y, 0 -> 1, M = 1) in hiring\n"},
    {"NDE", "the natural direct effect: the mediators as they would have been",
     "E(Y[X = b, M = M[X = a]]) - E(Y[X = a]); M are all observed variables on directed ways from\n"
     "X to Y, or a set that follows, {M} (Robins & Greenland 1992; Pearl 2001).  TE from a to b\n"
     "is NDE from a to b less NIE from b to a.\n" EVENT,
     HIRING "show NDE(X -> Y, 0 -> 1) in hiring\nidentify NDE(X -> Y, 0 -> 1) in office\n"},
    {"NIE", "the natural indirect effect: the mediators alone change",
     "E(Y[X = a, M = M[X = b]]) - E(Y[X = a]) (Robins & Greenland 1992; Pearl 2001).\n" EVENT,
     HIRING "show NIE(X -> Y, 0 -> 1) in hiring\n"},
    {"PSE", "the effect along chosen ways alone",
     "PSE(X -> Y, a -> b, X -> M -> Y): each box reads a parent as X = b makes it where its arrow\n"
     "is on one of the ways that follow, and as X = a does elsewhere; less E(Y[X = a]) (Avin,\n"
     "Shpitser & Pearl 2005).\n" EVENT,
     HIRING "show PSE(X -> Y, 0 -> 1, X -> M -> Y) in hiring\n"},
    {"fairness", "would another value of X have changed how likely Y is?",
     "fairness(X -> Y): for all a, P(Y[X = a] | X, Z) = P(Y | X, Z), where Z are the observed\n"
     "variables that Y descends from, or those named: fairness(X -> Y | Z) (Kusner, Loftus,\n"
     "Russell & Silva 2017).  A warning tells the first case that differs.\n",
     HIRING "check fairness(Y -> M) in hiring\n"},
    {"PN", "the probability of necessity",
     "P(Y[X = a] != y | X = b, Y = y): would it not have happened (Pearl 1999; Tian & Pearl "
     "2000)?\n" YES,
     HIRING "show PN(X -> Y, 0 -> 1) in hiring\n"},
    {"PS", "the probability of sufficiency",
     "P(Y[X = b] = y | X = a, Y != y): would it have happened (Pearl 1999; Tian & Pearl "
     "2000)?\n" YES,
     HIRING "show PS(X -> Y, 0 -> 1) in hiring\n"},
    {"PNS", "the probability of necessity and sufficiency",
     "P(Y[X = b] = y, Y[X = a] != y) (Pearl 1999; Tian & Pearl 2000).\n" YES,
     HIRING "show PNS(X -> Y, 0 -> 1) in hiring\n"},
    {"PD", "the probability of disablement", "P(Y[X = a] != y | Y = y) (Pearl 1999).\n" YES,
     HIRING "show PD(X -> Y, 0 -> 1) in hiring\n"},
    {"PE", "the probability of enablement", "P(Y[X = b] = y | Y != y) (Pearl 1999).\n" YES,
     HIRING "show PE(X -> Y, 0 -> 1) in hiring\n"},
    {"CtfDE", "the counterfactual direct effect among those with X = z",
     "E(Y[X = b, M = M[X = a]] | X = z) - E(Y[X = a] | X = z) (Zhang & Bareinboim 2018).\n" EVENT,
     HIRING "show CtfDE(X -> Y, 0 -> 1 | X = 0) in hiring\n"},
    {"CtfIE", "the counterfactual indirect effect among those with X = z",
     "E(Y[X = a, M = M[X = b]] | X = z) - E(Y[X = a] | X = z) (Zhang & Bareinboim 2018).\n" EVENT,
     HIRING "show CtfIE(X -> Y, 0 -> 1 | X = 0) in hiring\n"},
    {"CtfSE", "the counterfactual spurious effect",
     "E(Y[X = a] | X = b) - E(Y | X = a) (Zhang & Bareinboim 2018).  E(Y | X = b) - E(Y | X = a)\n"
     "is CtfDE(a -> b | X = a) - CtfSE(b -> a) - CtfIE(b -> a | X = a).\n" EVENT,
     HIRING "show CtfSE(X -> Y, 0 -> 1) in hiring\n"},

    {NULL, "More", "", NULL},
    {"types", "what a wire carries",
     "A declared name, a product A * B, `1` for nothing; (X : Bit) is a Bit on a wire called X,\n"
     "which P and comb find by its name.  Two types are the same when they were declared once.\n",
     BIT "state s : (X : Bit) * (Y : Bit) = 1/2|0,0> + 1/2|1,1>\nshow P(Y | X = 1) in s\n"},
    {"kets", "|label>: certain to be this",
     "Sums with weights are distributions: 1/3|a> + 2/3|b>.  A ket stands on one line.  A keyword\n"
     "or anything odd is a label in quotes: |\"state\">.\n",
     "type Answer = {yes, no, \"don't know\"}\n"
     "state poll : Answer = 1/2|yes> + 3/10|no> + 1/5|\"don't know\">\nshow poll\n"},
    {"tables", "{ key -> distribution ... }: a row for each input",
     "Nothing stands between rows; several inputs make a key with commas.\n",
     BIT "channel or : Bit * Bit -> Bit = { 0,0 -> |0>  0,1 -> 1/10|0> + 9/10|1>\n"
         "                                  1,0 -> |1>  1,1 -> |1> }\nshow or\n"},
    {"numbers", "exact, always: 3/4, 0.25, 25%, 1e-3",
     "What is printed after `#` is the same number, rounded correctly.\n",
     "show 3/4 + 0.25 - 10%\nshow (2/3) ^ 20\ncheck 1/3 < 0.34\n"},
    {"events", "what P(...) is asked about",
     "X = x, X != x, X = {x, y}.  The probability of an impossible condition is undefined.\n",
     "type Die = {1..6}\nstate throw : (D : Die) = uniform[Die]\n"
     "show P(D = {5, 6} | D != 1) in throw\n"},
    {";", "one after the other: f ; g is f, then g", "What f gives is what g reads.\n",
     BIT FAIR NOISY "show fair ; noisy ; noisy\n"},
    {"*", "side by side, and the product of numbers and types", "A number times a state scales.\n",
     BIT FAIR NOISY "let mixed = 1/2 * fair + 1/2 * (fair ; noisy)\nshow mixed\n"
                    "show fair * fair\n"},
    {"^", "n in a row, and powers of numbers", "", BIT NOISY "show |0> ; noisy ^ 100\n"},
    {"==", "the same meaning, decided exactly", "Also between numbers, with != < <= > >=.\n",
     BIT FAIR "check fair ; copy ; swap == fair ; copy\n"},
    {"===", "the same diagram, decided without meanings",
     "Equal by the laws of copying and discarding alone, whatever the boxes mean.\n",
     BIT "box f : Bit -> Bit\nbox g : Bit -> Bit\n"
         "check (f * g) ; swap === swap ; (g * f)\n"},
    {"names", "letters, digits, _ and '",
     "Types, variables of a model and other names do not get in each other's way.  A word of the\n"
     "language is a name when quoted: \"state\".  At the prompt a name may be given again; values\n"
     "that exist keep the old one.\n",
     "let \"show\" = 1/2\nshow \"show\"\n"},
    {"prompt", "typing here",
     "A line that parses is run; one that wants more asks for more, and its prompt shows what is\n"
     "open.  A blank line ends a statement that went wrong.  An expression alone is shown.\n"
     "Tab completes, ^C clears the line or stops what is running, ^D leaves, or ends the\n"
     "statement inside a bracket.  Inside { } a blank line is only blank.  The arrow keys and ^R\n"
     "bring back what was typed before.\n"
     "  :help TOPIC   this          :load FILE   runs a file\n"
     "  :type EXPR    its type      :reload      the last file again, from fresh\n"
     "  :names        what is there :save FILE   writes what made it, as a new script\n"
     "  :quit         leaves        :undo        takes the last statement back\n"
     "  %             the value that was printed last\n"
     "What the screen does not hold goes through the program that PAGER names, or less;\n"
     "`:set pager off` ends that, and `:set` tells.\n",
     "show 1 + 1\n"},
    {"program", "what `catgut` does from a shell",
     "  catgut FILE     runs a script, -e 'show 1/3' a text; --json answers for programs\n"
     "  --report FILE   also a page, HTML, of all that it gives\n"
     "  --format        prints a script as it would best be laid out\n"
     "  --to-notebook   prints it as a notebook of Jupyter, where --install-kernel makes\n"
     "                  Catgut known\n"
     "  --lsp, --mcp    serve editors and language models\n"
     "  --threads N     the most that reckon at once; as many as processors, unless it is said\n"
     "  --jobs DIR FILE what of FILE is much work, as jobs for other machines: --job, --join\n"
     "`catgut --help` lists all.\n", "show 1/3\n"},
};

enum { TOPICS = sizeof topics / sizeof *topics };

/* Other ways to ask: the words on the right are topics. */
static const char *const aliases[][2] = {
    {"ket", "kets"},
    {"|", "kets"},
    {"table", "tables"},
    {"->", "tables"},
    {"number", "numbers"},
    {"event", "events"},
    {"repl", "prompt"},
    {"help", "prompt"},
    {"%", "prompt"},
    {"save", "prompt"},
    {"undo", "prompt"},
    {"set", "prompt"},
    {"pager", "prompt"},
    {"load", "prompt"},
    {"reload", "prompt"},
    {"quit", "prompt"},
    {"history", "prompt"},
    {"options", "program"},
    {"report", "program"},
    {"json", "program"},
    {"format", "program"},
    {"notebook", "program"},
    {"kernel", "program"},
    {"Jupyter", "program"},
    {"lsp", "program"},
    {"editor", "program"},
    {"mcp", "program"},
    {"threads", "program"},
    {"jobs", "program"},
    {"job", "program"},
    {"join", "program"},
    {"decimals", "as"},
    {"decimal", "as"},
    {"by", "estimate"},
    {"entailed", "assume"},
    {"premises", "assume"},
    {"name", "names"},
    {"labels", "type"},
    {"=", "let"},
    {"<-", "diagram"},
    {"counts", "normalise"},
    {"or", "formula"},
    {"and", "formula"},
    {"xor", "formula"},
    {"sum", "formula"},
    {"max", "formula"},
    {"min", "formula"},
    {"equal", "formula"},
    {"noisy_max", "noisy_or"},
    {"leak", "noisy_or"},
    {"normalize", "normalise"},
    {"rows", "import"},
    {"csv", "import"},
    {"sqlite", "import"},
    {"odbc", "import"},
    {"database", "import"},
    {"missing", "import"},
    {"weight", "import"},
    {"dagitty", "import"},
    {"graph", "import"},
    {"network", "import"},
    {"seed", "sample"},
    {"draw rows", "sample"},
    {"random", "sample"},
    {"time", "unroll"},
    {"decision", "best"},
    {"utility", "best"},
    {"policy", "best"},
    {"influence diagram", "best"},
    {"value of information", "MEU"},
    {"sequence", "unroll"},
    {"hidden Markov model", "filter"},
    {"confidence interval", "estimate"},
    {"Markov blanket", "blanket"},
    {"!=", "=="},
    {"<", "=="},
    {">", "=="},
    {":=", "do"},
    {"_", "let"},
};

size_t
help_count(void)
{
    return TOPICS;
}

const Help *
help_at(size_t i)
{
    return &topics[i];
}

static const Help *
find_topic(const char *topic)
{
    for (size_t i = 0; i < TOPICS; i++)
        if (topics[i].topic && strcmp(topics[i].topic, topic) == 0)
            return &topics[i];
    return NULL;
}

const Help *
help_find(const char *topic)
{
    const Help *h = find_topic(topic);
    for (size_t i = 0; !h && i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(aliases[i][0], topic) == 0)
            h = find_topic(aliases[i][1]);
    return h;
}

const char *
help_suggest(const char *topic)
{
    const char *names[TOPICS + 100];
    size_t count = 0;
    for (size_t i = 0; i < TOPICS; i++)
        if (topics[i].topic)
            names[count++] = topics[i].topic;
    for (size_t i = 0; i < concept_count() && count < TOPICS + 100; i++)
        names[count++] = concept_at(i)->word;
    const char *near = nearest_word(topic, names, count);
    return near && near[1] ? near : NULL; /* a letter alone is near to much */
}

static void
write_entry(const char *word, size_t room, const char *line, size_t width, Sink *out)
{
    Sink text;
    sink_init(&text);
    sink_put(&text, line);
    sink_print(out, "  %-*s ", (int)room, word);
    if (width)
        wrap_write(&text, width, room + 3, room + 3, out);
    else
        sink_print(out, "%s\n", line);
    sink_clear(&text);
}

void
help_write_list(size_t width, Sink *out)
{
    for (size_t i = 0; i < TOPICS; i++) {
        const Help *h = &topics[i];
        if (h->topic)
            write_entry(h->topic, 13, h->line, width, out);
        else
            sink_print(out, "%s%s\n", i > 0 ? "\n" : "", h->line);
    }
    sink_put(out, "\nWords of the field\n");
    for (size_t i = 0; i < concept_count(); i++)
        write_entry(concept_at(i)->word, 18, concept_at(i)->line, width, out);
    sink_put(out, "\n");
    wrap_write_lines(":help TOPIC says more, with an example; "
                     ":help E052 explains that complaint.\n", width, out);
}

/* Each line of the text after `margin`. */
static void
write_lines(const char *text, const char *margin, Sink *out)
{
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        sink_put(out, margin);
        sink_add(out, text, (size_t)(end - text) + 1);
    }
}

static void
help_write(const Help *h, size_t width, Sink *out)
{
    sink_print(out, "%s: %s\n", h->topic, h->line);
    wrap_write_paragraphs(h->text, width, out);
    if (h->example) {
        sink_put(out, "\n");
        write_lines(h->example, "    ", out);
    }
}

/* E052, or e052. */
static const ErrorTopic *
find_error(const char *code)
{
    if (*code != 'E' && *code != 'e')
        return NULL;
    for (const ErrorTopic *e = error_topics; e->code; e++)
        if (strcmp(e->code + 1, code + 1) == 0)
            return e;
    return NULL;
}

bool
help_write_about(const char *topic, size_t width, Sink *out)
{
    const Help *h = help_find(topic);
    const Concept *c = h ? NULL : concept_find(topic);
    const ErrorTopic *e = h || c ? NULL : find_error(topic);
    if (h) {
        help_write(h, width, out);
    } else if (c) {
        sink_print(out, "%s: %s\n", c->word, c->line);
        wrap_write_paragraphs(c->text, width, out);
    } else if (e) {
        sink_print(out, "%s: %s\n\n", e->code, e->title);
        wrap_write_paragraphs(e->text, width, out);
    }
    return h || c || e;
}

/* unknown_name.c -- what was probably meant by a name that nothing has; see unknown_name.h.  Each
 * guess is a function that writes its advice, or nothing where it does not apply; the first that
 * applies is told. */
#include "lang/session/unknown_name.h"

#include "lang/complain/complain_name.h"
#include "lang/complain/words.h"
#include "lang/session/define.h"

#include <string.h>

static void
guess_last(const Session *s, Name name, Sink *help)
{
    (void)s;
    if (strcmp(name, "%") == 0)
        sink_put(help, "It is what was printed last as it is, and nothing has been yet.");
    if (strcmp(name, "ans") == 0)
        sink_put(help, "At the prompt `%` is what was printed last.");
}

static void
guess_notion(const Session *s, Name name, Sink *help)
{
    const Notion *notion = notion_find(s->language, name);
    if (notion)
        sink_print(help, "It is not a value by itself: write %s.", notion->usage);
}

static void
guess_type(const Session *s, Name name, Sink *help)
{
    if (session_find_type(s, name))
        sink_put(help, "It is a type: types stand after `:`, and in copy[...].");
}

static void
guess_experiments(const Session *s, Name name, Sink *help)
{
    (void)s;
    if (strcmp(name, "experiment") == 0)
        sink_put(help, "Did you mean `experiments`?");
    if (strcmp(name, "experiments") == 0)
        sink_put(help, "It stands in `identify P(...) in m from experiments`; "
                       "numbers come from a state, `from w`.");
}

static void
guess_label(const Session *s, Name name, Sink *help)
{
    bool found = false;
    uint32_t position;
    for (size_t i = 0; !found && i < s->types.count; i++) {
        const PortList *wires = &s->types.at[i].wires;
        found = wires->count == 1 && type_find(wires->at[0].type, name, &position);
        if (!found)
            continue;
        sink_put(help, "It is a label of `");
        word_write_name(s->types.at[i].name, help);
        sink_put(help, "`: the state of it is written |");
        type_write_label(wires->at[0].type, position, help);
        sink_put(help, ">.");
    }
}

static void
write_variable(const Model *m, uint32_t vertex, Sink *help)
{
    Name name = m->vertices.at[vertex].name;
    sink_put(help, "It is a variable of the model `");
    word_write_name(m->name, help);
    if (!m->vertices.at[vertex].latent) {
        sink_put(help, "`: ask P(");
        word_write_name(name, help);
        sink_put(help, ") in it, or write `");
    } else {
        sink_put(help, "`: its box is `");
    }
    word_write_name(m->name, help);
    sink_put(help, ".");
    word_write_name(name, help);
    sink_put(help, m->vertices.at[vertex].latent ? "`." : "` for its box.");
}

/* Of the model that is asked in, or of the newest that has it. */
static void
guess_variable(const Session *s, Name name, Sink *help)
{
    const Model *m = &s->asked->shape;
    uint32_t vertex;
    bool found = model_find(m, name, &vertex);
    for (size_t i = s->values.count; !found && i-- > 0;) {
        m = &s->values.at[i].value.model;
        found = s->values.at[i].value.kind == VALUE_MODEL && model_find(m, name, &vertex);
    }
    if (found && m->name)
        write_variable(m, vertex, help);
}

/* Relations that are asked of premises alone, and the notion of a model that is near. */
static void
guess_relation(const Session *s, Name name, Sink *help)
{
    static const char *const words[][2] = {
        {"parent", "parents"},         {"child", "children"},   {"ancestor", "ancestors"},
        {"descendant", "descendants"}, {"common_cause", NULL}, {"common_effect", NULL},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const Notion *notion = words[i][1] ? notion_find(s->language, words[i][1]) : NULL;
        if (strcmp(name, words[i][0]) != 0)
            continue;
        if (notion)
            sink_print(help, "In a model write %s. ", notion->usage);
        sink_print(help,
                   "What independences alone tell of it is `show %s(A, B) assume "
                   "independent(A, C)`.",
                   name);
    }
}

/* What others call our notions. */
static void
guess_foreign(const Session *s, Name name, Sink *help)
{
    static const char *const words[][2] = {
        {"backdoor", "adjustment"},      {"back_door", "adjustment"},
        {"backdoors", "adjustment"},     {"front_door", "frontdoor"},
        {"dsep", "independent"},         {"d_sep", "independent"},
        {"dseparated", "independent"},   {"d_separated", "independent"},
        {"dsepar", "independent"},       {"indep", "independent"},
        {"iv", "instruments"},           {"instrument", "instruments"},
        {"intervene", "do"},             {"intervention", "do"},
        {"Pr", "P"},                     {"Prob", "P"},
        {"prob", "P"},                   {"probability", "P"},
        {"mean", "E"},                   {"expectation", "E"},
        {"expected", "E"},               {"condition", "disintegrate"},
        {"conditional", "disintegrate"}, {"bayes", "invert"},
        {"inverse", "invert"},           {"invertible", "invert"},
        {"identity", "id"},              {"dup", "copy"},
        {"delete", "discard"},           {"drop", "discard"},
        {"marginalise", "discard"},      {"marginalize", "discard"},
        {"path", "paths"},               {"all_paths", "paths"},
        {"mb", "blanket"},               {"markov_blanket", "blanket"},
        {"separators", "separator"},     {"separating", "separator"},
        {"cpdag", "essential"},          {"district", "components"},
        {"districts", "components"},     {"markov", "implications"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const Notion *notion = notion_find(s->language, words[i][1]);
        if (strcmp(name, words[i][0]) == 0 && notion)
            sink_print(help, "Did you mean `%s`?  Write %s.", notion->word, notion->usage);
    }
}

/* What others write as a call where there is a statement here. */
static void
guess_statement(const Session *s, Name name, Sink *help)
{
    static const char *const words[][2] = {
        {"print", "show"},   {"println", "show"}, {"display", "show"},
        {"assert", "check"}, {"load", "import"},  {"include", "import"},
    };
    (void)s;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i][0]) == 0)
            sink_print(help, "Did you mean the statement `%s`?", words[i][1]);
}

/* Words that make a table, where the types of its ends are said. */
static void
guess_formula(const Session *s, Name name, Sink *help)
{
    static const char *const words[] = {"or", "and", "xor", "sum", "max", "min", "equal"};
    (void)s;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0)
            sink_print(help, "It makes a table: function f : A * B -> C = %s.", name);
    if (strcmp(name, "noisy_or") == 0)
        sink_put(help, "It makes a table: channel c : A * B -> C = noisy_or(1/2, 2/3).");
    if (strcmp(name, "noisy_max") == 0)
        sink_put(help, "It makes a table: channel c : A * B -> C = noisy_max(f, g).");
}

static void
guess_near(const Session *s, Name name, Sink *help)
{
    Name near = suggest_value(s, name);
    if (near)
        sink_print(help, "Did you mean `%.60s`?", near);
}

static void
guess_nothing(const Session *s, Name name, Sink *help)
{
    (void)s;
    (void)name;
    sink_put(help, "Define it first, with let, state, channel, box, model, ...");
}

bool
complain_unknown_value(Session *s, const Node *n)
{
    static void (*const guesses[])(const Session *, Name, Sink *) = {
        guess_last,     guess_notion,  guess_experiments, guess_type,   guess_label,
        guess_variable, guess_relation, guess_foreign, guess_statement, guess_formula,
        guess_near,     guess_nothing,
    };
    Sink help;
    Words fix;
    size_t i = 0;
    sink_init(&help);
    for (; !help.count; i++)
        guesses[i](s, n->text, &help);
    bool near = guesses[i - 1] == guess_near;
    fix_by_name(&s->complain, &fix, near ? suggest_value(s, n->text) : NULL);
    complain_unknown_name(&s->complain, n->at, n->text, sink_text(&help));
    sink_clear(&help);
    return false;
}

/* complain_time.c -- complaints about steps of time; see complain_time.h. */
#include "lang/time/complain_time.h"

#include <string.h>

bool
complain_steps(Complainer *c, Span at, const mpq_t found)
{
    Sink text;
    sink_init(&text);
    rational_write(found, &text);
    complain(c, "E315", at, "Write how often the model is repeated: `unroll(m, S0 -> S, 10)`.",
             "found %.40s, wanted a number of steps: 1, 2, 3 and so on, up to a million",
             sink_text(&text));
    sink_clear(&text);
    return false;
}

bool
complain_step_twice(Complainer *c, Span at, Name vertex)
{
    return complain(c, "E316", at,
                    "Each variable stands once: `A -> B -> S` where S goes on from two steps "
                    "before.",
                    "`%s` stands twice among the steps", vertex);
}

bool
complain_step_types(Complainer *c, Span at, const Vertex *before, const Vertex *after)
{
    Sink text;
    sink_init(&text);
    sink_print(&text, "`%s` is `", before->name);
    type_write(before->type, &text);
    sink_print(&text, "`, `%s` is `", after->name);
    type_write(after->type, &text);
    complain(c, "E317", at, "What takes a variable's place in the next step has its type.", "%s`",
             sink_text(&text));
    sink_clear(&text);
    return false;
}

bool
complain_reads_step(Complainer *c, Span at, Name once, Name copied)
{
    char help[300];
    snprintf(help, sizeof help,
             "Name `%.60s` among what is there once too, or let `%.60s` not read it.", copied,
             once);
    return complain(c, "E318", at, help,
                    "`%s` is there once, and reads `%s`, of which each step has its own", once,
                    copied);
}

bool
complain_copy_name(Complainer *c, Span at, Name copy, Name vertex)
{
    return complain(c, "E319", at, "Call one of the two otherwise.",
                    "the copy `%s` of `%s` would have the name of another variable", copy, vertex);
}

bool
complain_shared_cause(Complainer *c, Span at, Name once, Name copied)
{
    return complain(c, "E320", at,
                    "Write the common cause as a variable, `latent U`, and name it, or not, among "
                    "what is there once.",
                    "`%s <-> %s` joins what is there once with what each step has", once, copied);
}

bool
complain_over_steps(Complainer *c, Span at, Name word)
{
    char help[200];
    snprintf(help, sizeof help,
             "Write variables, and what was seen of others in steps 1, 2 and so on: "
             "`%s(S | O = |a,b,a>)`.",
             word);
    return complain(c, "E321", at, help, "this is not how `%s` is written", word);
}

bool
complain_no_step(Complainer *c, Span at, Name family, uint32_t steps, Name missing)
{
    char help[200];
    snprintf(help, sizeof help,
             "The last step of `%.60s` is step %u. Unrolled further, the model has more: "
             "`unroll(m, S0 -> S, %u)`.",
             family, (unsigned)steps, (unsigned)named_step(missing));
    return complain(c, "E322", at, help, "there is no `%s` here, for this step of `%s`", missing,
                    family);
}

/* `Q`, `O` and so on: whatever has a first step. */
static void
list_steps(const Model *m, Sink *to)
{
    size_t listed = 0;
    for (size_t v = 0; v < m->vertices.count; v++) {
        const char *name = m->vertices.at[v].name;
        if (named_step(name) != 1)
            continue;
        if (listed == 10) {
            sink_put(to, ", ...");
            return;
        }
        sink_print(to, "%s%.*s", listed++ ? ", " : "", (int)(strrchr(name, '_') - name), name);
    }
}

bool
complain_no_steps(Complainer *c, Span at, const Model *m, Name family)
{
    Sink list, help;
    sink_init(&list);
    sink_init(&help);
    list_steps(m, &list);
    if (list.count)
        sink_print(&help, "Each step has its own %s.", sink_text(&list));
    else
        sink_put(&help, "Unroll the model: `... in unroll(m, S0 -> S, 10) with F`.");
    complain(c, "E322", at, sink_text(&help),
             "there is no `%s_1` here: `%s` is not a variable of each step", family, family);
    sink_clear(&help);
    sink_clear(&list);
    return false;
}

bool
complain_steps_in_state(Complainer *c, Span at, Name word, Name context)
{
    return complain(c, "E323", at, "Ask in a model, `... in unroll(m, S0 -> S, 10) with F`.",
                    "`%s` is asked in a model with a functor, and `%s` is none", word,
                    context ? context : "this");
}

/* complain_class.c -- complaints about classes of models; see complain_class.h. */
#include "lang/class/complain_class.h"

#include "lang/text/excerpt.h"

#include <string.h>

enum { TOLD = 6, REASONS = 3 }; /* vertices in a sentence, and those told about */

static void
put_name(Sink *out, const Model *m, uint32_t v)
{
    char text[80];
    Name name = m->vertices.at[v].name;
    sink_put(out, quote_text(text, name, strlen(name)));
}

/* "A (an arrow to B), C (B and D would meet in it)" */
static void
put_stuck(Sink *out, const Model *m, const Pdag *p, const WireList *stuck)
{
    for (size_t i = 0; i < stuck->count && i < REASONS; i++) {
        uint32_t by[2];
        bool on = pdag_leads_on(p, stuck, stuck->at[i], by);
        sink_put(out, i ? ", " : "");
        put_name(out, m, stuck->at[i]);
        sink_put(out, on ? " (it has an arrow to " : " (");
        put_name(out, m, by[0]);
        if (!on) {
            sink_put(out, " and ");
            put_name(out, m, by[1]);
            sink_put(out, " would meet in it");
        }
        sink_put(out, ")");
    }
    sink_put(out, stuck->count > REASONS ? ", and so on" : "");
}

bool
complain_no_member(Complainer *c, Span at, const Model *m, const Pdag *p, const WireList *stuck)
{
    Sink help, names;
    sink_init(&help);
    sink_init(&names);
    for (size_t i = 0; i < stuck->count && i < TOLD; i++) {
        sink_put(&names, i ? ", " : "");
        put_name(&names, m, stuck->at[i]);
    }
    sink_put(&names, stuck->count > TOLD ? ", ..." : "");
    sink_put(&help, "In a model one of them comes last: not ");
    put_stuck(&help, m, p, stuck);
    sink_put(&help, ". Two that nothing joins meet only where both arrows are there.");
    complain(c, "E305", at, sink_text(&help),
             "no model has these arrows and lines: of {%s} none can come last", sink_text(&names));
    sink_clear(&names);
    sink_clear(&help);
    return false;
}

bool
complain_class_vertex(Complainer *c, Span at, const Model *m, const Vertex *v)
{
    char name[80], text[170];
    if (v->name) {
        snprintf(text, sizeof text, "%s", quote_text(name, v->name, strlen(v->name)));
    } else {
        Sink ends;
        sink_init(&ends);
        put_name(&ends, m, v->ends[0]);
        sink_put(&ends, " <-> ");
        put_name(&ends, m, v->ends[1]);
        snprintf(text, sizeof text, "%s", sink_text(&ends));
        sink_clear(&ends);
    }
    if (v->latent)
        return complain(c, "E307", at,
                        "Lines `--` are for models that observe all their variables; classes with "
                        "hidden causes (PAGs) are not there yet.",
                        "`%s` is latent, in a class of models", text);
    bool put = v->fixed || v->open;
    return complain(c, "E307", at,
                    put ? "A class has no boxes: put it into a member."
                        : "It is joined to nothing: leave its edges out.",
                    put ? "a box was put into `%s`, in a class of models"
                        : "`%s` has one value, and edges, in a class of models",
                    text);
}

bool
complain_class_pair(Complainer *c, Span at, const Model *m, uint32_t u, uint32_t v)
{
    char x[80], y[80];
    Name a = m->vertices.at[u].name, b = m->vertices.at[v].name;
    quote_text(x, a, strlen(a));
    quote_text(y, b, strlen(b));
    if (u == v)
        return complain(c, "E308", at, "Nothing is its own cause.", "`%s -- %s` joins it to itself",
                        x, y);
    return complain(c, "E308", at, "An arrow where it is known, else a line `--`.",
                    "`%s` and `%s` are joined twice", x, y);
}

bool
complain_no_class(Complainer *c, Span at, Name model)
{
    char name[80];
    return complain(
        c, "E309", at,
        "`essential(m)` is the class of the models that imply what m does; `model g { A "
        "-- B }` declares one.",
        "`%s` has hidden causes, or boxes that were put in: it is no member of a class",
        quote_text(name, model, strlen(model)));
}

bool
complain_no_such_member(Complainer *c, Span at, Name class, size_t count)
{
    return complain(c, "E332", at, "`members(g)` prints them, the first one first.",
                    "`%s` has %zu member%s", class, count, count == 1 ? "" : "s");
}

bool
complain_members_differ(Complainer *c, Span at, const char *effect, const char *path, bool decided)
{
    return complain_as(
        c, NOT_IDENTIFIABLE, EXIT_WRONG, "E310", at,
        decided ? "`identify` shows two members that differ.  Write `->` for `--` where "
                  "it is known."
                : "What is given may still make it known; that is not decided here.",
        decided ? "the members of the class differ in %s: %s is causal in some only"
                : "perhaps the members of the class differ in %s: %s is causal in some "
                  "only",
        effect, path);
}

/* xml_write.c -- networks in XMLBIF and XDSL; see bayes_write.h. */
#include "bayes/bayes_write.h"

#include "base/utf8.h"

/* ---- texts ---- */

/* Has XML a way to write each of its characters? */
static bool
is_xml_text(Name name)
{
    size_t rest = strlen(name), n;
    for (; rest; name += n, rest -= n) {
        uint32_t point;
        n = utf8_read(name, rest, &point);
        if (n == 0 || (point < ' ' && !strchr("\t\n\r", (int)point)) || point == 0xfffe ||
            point == 0xffff)
            return false;
    }
    return true;
}

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks at its ends would not be part of it. */
static bool
is_content(Name name)
{
    return *name && !is_blank(*name) && !is_blank(name[strlen(name) - 1]) && is_xml_text(name);
}

/* As an id: it is not empty. */
static bool
is_id(Name name)
{
    return *name && is_xml_text(name);
}

/* As an id among others, between blanks. */
static bool
is_id_word(Name name)
{
    for (const char *p = name; *p; p++)
        if (is_blank(*p))
            return false;
    return is_id(name);
}

static bool
is_odd(Name name)
{
    return !bayes_name_is_plain(name);
}

/* What is markup becomes a reference, and so do blanks that a reader would change. */
static void
put_text(const BayesOutput *o, Name text)
{
    static const char *const references[256] = {
        ['&'] = "&amp;", ['<'] = "&lt;",   ['>'] = "&gt;",   ['"'] = "&quot;",
        ['\t'] = "&#9;", ['\n'] = "&#10;", ['\r'] = "&#13;",
    };
    for (; *text; text++) {
        const char *reference = references[(unsigned char)*text];
        if (reference)
            sink_put(o->out, reference);
        else
            sink_add(o->out, text, 1);
    }
}

static void
put_element(const BayesOutput *o, const char *name, Name text)
{
    sink_print(o->out, "<%s>", name);
    put_text(o, text);
    sink_print(o->out, "</%s>", name);
}

/* All numbers of a variable, a line for each row. */
static void
put_numbers(const BayesOutput *o, const BayesVariable *v)
{
    for (size_t i = 0; i < v->rows * v->labels.count; i++) {
        sink_put(o->out, i == 0 ? "" : i % v->labels.count ? " " : "\n      ");
        bayes_number_write(o->net, v->numbers[i], o->out);
    }
}

static const char XML_HEAD[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- " BAYES_MARK " -->\n";

/* ---- XMLBIF ---- */

static const char XMLBIF_HEAD[] =
    "<!DOCTYPE BIF [\n"
    "  <!ELEMENT BIF ( NETWORK )*>\n"
    "    <!ATTLIST BIF VERSION CDATA #REQUIRED>\n"
    "  <!ELEMENT NETWORK ( NAME, ( PROPERTY | VARIABLE | DEFINITION )* )>\n"
    "  <!ELEMENT NAME (#PCDATA)>\n"
    "  <!ELEMENT VARIABLE ( NAME, ( OUTCOME | PROPERTY )* )>\n"
    "    <!ATTLIST VARIABLE TYPE (nature|decision|utility) \"nature\">\n"
    "  <!ELEMENT OUTCOME (#PCDATA)>\n"
    "  <!ELEMENT DEFINITION ( FOR | GIVEN | TABLE | PROPERTY )*>\n"
    "  <!ELEMENT FOR (#PCDATA)>\n"
    "  <!ELEMENT GIVEN (#PCDATA)>\n"
    "  <!ELEMENT TABLE (#PCDATA)>\n"
    "  <!ELEMENT PROPERTY (#PCDATA)>\n"
    "]>\n"
    "<BIF VERSION=\"0.3\">\n<NETWORK>\n";

static void
put_definition(const BayesOutput *o, const BayesVariable *v)
{
    sink_put(o->out, "<DEFINITION>\n  ");
    put_element(o, "FOR", v->name);
    for (size_t k = 0; k < v->parents.count; k++) {
        sink_put(o->out, "\n  ");
        put_element(o, "GIVEN", o->net->variables.at[v->parents.at[k]].name);
    }
    sink_put(o->out, "\n  <TABLE>");
    put_numbers(o, v);
    sink_put(o->out, "</TABLE>\n</DEFINITION>\n");
}

bool
xmlbif_write(BayesOutput *o)
{
    if (!bayes_names_allowed(o, false, is_content, NULL) ||
        !bayes_names_allowed(o, true, is_content, NULL))
        return false;
    sink_put(o->out, XML_HEAD);
    sink_put(o->out, XMLBIF_HEAD);
    put_element(o, "NAME", is_content(o->title) ? o->title : "unknown");
    sink_put(o->out, "\n");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        const BayesVariable *v = &o->net->variables.at[i];
        sink_put(o->out, "<VARIABLE TYPE=\"nature\">\n  ");
        put_element(o, "NAME", v->name);
        for (size_t k = 0; k < v->labels.count; k++) {
            sink_put(o->out, "\n  ");
            put_element(o, "OUTCOME", v->labels.at[k]);
        }
        sink_put(o->out, "\n</VARIABLE>\n");
    }
    for (size_t i = 0; i < o->net->variables.count; i++)
        put_definition(o, &o->net->variables.at[i]);
    sink_put(o->out, "</NETWORK>\n</BIF>\n");
    return true;
}

/* ---- XDSL ---- */

static void
put_id(const BayesOutput *o, const char *element, Name id, const char *end)
{
    sink_print(o->out, "<%s id=\"", element);
    put_text(o, id);
    sink_print(o->out, "\"%s>", end);
}

static void
put_node(const BayesOutput *o, const BayesVariable *v)
{
    sink_put(o->out, "    ");
    put_id(o, "cpt", v->name, "");
    for (size_t k = 0; k < v->labels.count; k++) {
        sink_put(o->out, "\n      ");
        put_id(o, "state", v->labels.at[k], " /");
    }
    for (size_t k = 0; k < v->parents.count; k++) {
        sink_put(o->out, k ? " " : "\n      <parents>");
        put_text(o, o->net->variables.at[v->parents.at[k]].name);
    }
    sink_put(o->out, v->parents.count ? "</parents>\n" : "\n");
    sink_put(o->out, "      <probabilities>");
    put_numbers(o, v);
    sink_put(o->out, "</probabilities>\n    </cpt>\n");
}

/* Where GeNIe shows the nodes: in lines of eight. */
static void
put_places(const BayesOutput *o)
{
    enum { LINE = 8, WIDE = 120, HIGH = 80, BOX_WIDE = 96, BOX_HIGH = 48 };
    sink_put(o->out, "  <extensions>\n    <genie version=\"1.0\" name=\"");
    put_text(o, is_xml_text(o->title) ? o->title : "unknown");
    sink_put(o->out, "\">\n");
    for (size_t i = 0; i < o->net->variables.count; i++) {
        size_t x = i % LINE * WIDE + 20, y = i / LINE * HIGH + 20;
        sink_put(o->out, "      ");
        put_id(o, "node", o->net->variables.at[i].name, "");
        put_element(o, "name", o->net->variables.at[i].name);
        sink_print(o->out, "<position>%zu %zu %zu %zu</position></node>\n", x, y, x + BOX_WIDE,
                   y + BOX_HIGH);
    }
    sink_put(o->out, "    </genie>\n  </extensions>\n");
}

/* The id of a network is of the same form as that of a node, or it is left to another. */
static Name
network_id(const BayesOutput *o)
{
    return bayes_name_is_plain(o->title) ? o->title : "network";
}

/* GeNIe wants each node behind its parents. */
static void
put_nodes(const BayesOutput *o)
{
    size_t count = o->net->variables.count;
    BayesList order = {0}, cycle = {0};
    bool sorted = bayes_sort(o->net, &order, &cycle);
    for (size_t i = 0; sorted && i < count; i++)
        put_node(o, &o->net->variables.at[order.at[i]]);
    array_clear(&cycle);
    array_clear(&order);
}

bool
xdsl_write(BayesOutput *o)
{
    if (!bayes_names_allowed(o, false, is_id_word, is_odd) ||
        !bayes_names_allowed(o, true, is_id, is_odd))
        return false;
    sink_put(o->out, XML_HEAD);
    sink_print(o->out, "<smile version=\"1.0\" id=\"%s\" numsamples=\"10000\">\n  <nodes>\n",
               network_id(o));
    put_nodes(o);
    sink_put(o->out, "  </nodes>\n");
    put_places(o);
    sink_put(o->out, "</smile>\n");
    return true;
}

/* xmlbif.c -- the reader of XMLBIF; see xmlbif.h.  First all variables of the tree, then all
 * tables: a file may mix them. */
#include "bayes/xmlbif.h"

#include "bayes/bif_text.h"
#include "bayes/xml.h"

typedef struct Reader {
    Build build;
    Xml xml;
} Reader;

static const XmlElement *
element(const Reader *r, uint32_t i)
{
    return &r->xml.elements.at[i];
}

/* ---- mistakes ---- */

static bool
unexpected(Reader *r, const XmlElement *e, const char *wanted)
{
    r->build.mistake.found = BAYES_WORD;
    r->build.mistake.wanted = BAYES_KEYWORD;
    r->build.mistake.what = wanted;
    return build_fail(&r->build, BAYES_UNEXPECTED, e->tag);
}

static bool
missing(Reader *r, const XmlElement *e, const char *part)
{
    r->build.mistake.what = part;
    return build_fail(&r->build, BAYES_NO_PART, e->tag);
}

/* No text stands beside its elements. */
static bool
check_stray(Reader *r, const XmlElement *e, const char *wanted)
{
    if (!e->stray)
        return true;
    unexpected(r, e, wanted);
    r->build.mistake.start = e->stray;
    r->build.mistake.end = e->stray + 1;
    return false;
}

/* The text of an element that has nothing else in it. */
static bool
read_text(Reader *r, const XmlElement *e, XmlText *to)
{
    if (e->first)
        return unexpected(r, element(r, e->first), "text");
    *to = xml_text(&r->xml, e);
    return true;
}

static bool
read_name(Reader *r, const XmlElement *e, XmlText *to)
{
    return read_text(r, e, to) && (to->count || missing(r, e, "a name"));
}

static Name
name_of(Reader *r, const XmlText *t)
{
    return names_add(r->build.names, t->text, t->count);
}

/* ---- variables ---- */

static const char VARIABLE_PARTS[] = "<NAME>, <OUTCOME> or <PROPERTY>";

static bool
is_outcome(const Reader *r, const XmlElement *e)
{
    return xml_is(&r->xml, e, "OUTCOME") || xml_is(&r->xml, e, "VALUE");
}

/* The element of that name inside e, of which there may be one; 0: there is none. */
static bool
find_one(Reader *r, const XmlElement *e, const char *name, const char *wanted, uint32_t *to)
{
    *to = 0;
    for (uint32_t i = e->first; i; i = element(r, i)->next)
        if (xml_is(&r->xml, element(r, i), name)) {
            if (*to)
                return unexpected(r, element(r, i), wanted);
            *to = i;
        }
    return true;
}

/* Does it have labels that chance chooses from, as its TYPE says, in 0.3 an attribute, in 0.2 an
 * element? */
static bool
check_type(Reader *r, const XmlElement *e, Name name)
{
    const char *type = xml_attribute(&r->xml, e, "TYPE");
    if (type && strcmp(type, "nature") != 0)
        return build_fail_about(&r->build, BAYES_KIND, e->tag, names_add_text(r->build.names, type),
                                name);
    uint32_t inside;
    XmlText text;
    if (!find_one(r, e, "TYPE", VARIABLE_PARTS, &inside))
        return false;
    if (!inside)
        return true;
    if (!read_name(r, element(r, inside), &text))
        return false;
    return (text.count == 8 && memcmp(text.text, "discrete", 8) == 0) ||
           build_fail_about(&r->build, BAYES_KIND, text.at, name_of(r, &text), name);
}

static bool
read_labels(Reader *r, const XmlElement *e, uint32_t v)
{
    XmlText text;
    for (uint32_t i = e->first; i; i = element(r, i)->next) {
        const XmlElement *part = element(r, i);
        if (is_outcome(r, part)) {
            if (!read_name(r, part, &text) ||
                !build_add_label(&r->build, v, text.text, text.count, text.at))
                return false;
        } else if (!xml_is(&r->xml, part, "NAME") && !xml_is(&r->xml, part, "TYPE") &&
                   !xml_is(&r->xml, part, "PROPERTY")) {
            return unexpected(r, part, VARIABLE_PARTS);
        }
    }
    const BayesVariable *x = &r->build.net.variables.at[v];
    return x->labels.count > 0 ||
           build_fail_count(&r->build, BAYES_LABEL_COUNT, e->tag, x->name, 0, 0);
}

static bool
read_variable(Reader *r, const XmlElement *e)
{
    uint32_t name, v;
    XmlText text;
    if (!check_stray(r, e, VARIABLE_PARTS) || !find_one(r, e, "NAME", VARIABLE_PARTS, &name))
        return false;
    if (!name)
        return missing(r, e, "<NAME>");
    return read_name(r, element(r, name), &text) && check_type(r, e, name_of(r, &text)) &&
           build_add_variable(&r->build, name_of(r, &text), text.at, &v) && read_labels(r, e, v);
}

/* ---- tables ---- */

static const char TABLE_PARTS[] = "one <FOR>, one <TABLE>, <GIVEN> or <PROPERTY>";

static bool
check_property(Reader *r, const XmlElement *e)
{
    XmlText text = xml_text(&r->xml, e);
    return !bif_property_changes(text.text, text.count) ||
           build_fail(&r->build, BAYES_PROPERTY, text.at);
}

static bool
check_parts(Reader *r, const XmlElement *e)
{
    for (uint32_t i = e->first; i; i = element(r, i)->next) {
        const XmlElement *part = element(r, i);
        if (xml_is(&r->xml, part, "PROPERTY")) {
            if (!check_property(r, part))
                return false;
        } else if (!xml_is(&r->xml, part, "FOR") && !xml_is(&r->xml, part, "GIVEN") &&
                   !xml_is(&r->xml, part, "TABLE")) {
            return unexpected(r, part, TABLE_PARTS);
        }
    }
    return check_stray(r, e, TABLE_PARTS);
}

static bool
read_parents(Reader *r, const XmlElement *e, uint32_t v)
{
    XmlText text;
    uint32_t parent;
    for (uint32_t i = e->first; i; i = element(r, i)->next) {
        if (!xml_is(&r->xml, element(r, i), "GIVEN"))
            continue;
        if (!read_name(r, element(r, i), &text) ||
            !build_find_variable(&r->build, name_of(r, &text), text.at, &parent) ||
            !build_add_parent(&r->build, v, parent, text.at))
            return false;
    }
    return true;
}

static bool
read_table(Reader *r, const XmlElement *e)
{
    uint32_t of, table, v;
    XmlText name;
    if (!check_parts(r, e) || !find_one(r, e, "FOR", TABLE_PARTS, &of) ||
        !find_one(r, e, "TABLE", TABLE_PARTS, &table))
        return false;
    if (!of || !table)
        return missing(r, e, of ? "<TABLE>" : "<FOR>");
    XmlText numbers;
    if (!read_name(r, element(r, of), &name) || !read_text(r, element(r, table), &numbers) ||
        !build_find_variable(&r->build, name_of(r, &name), name.at, &v) ||
        !build_start_table(&r->build, v, name.at) || !read_parents(r, e, v))
        return false;
    NumberList list = xml_numbers(&r->xml, element(r, table), xml_is(&r->xml, e, "PROBABILITY"));
    return build_read_table(&r->build, v, &list);
}

/* ---- the network ---- */

static const char NETWORK_PARTS[] = "<VARIABLE>, <DEFINITION> or <PROPERTY>";

static bool
is_table(const Reader *r, const XmlElement *e)
{
    return xml_is(&r->xml, e, "DEFINITION") || xml_is(&r->xml, e, "PROBABILITY");
}

static bool
read_variables(Reader *r, const XmlElement *network)
{
    for (uint32_t i = network->first; i; i = element(r, i)->next) {
        const XmlElement *e = element(r, i);
        bool variable = xml_is(&r->xml, e, "VARIABLE");
        if (variable && !read_variable(r, e))
            return false;
        if (!variable && !is_table(r, e) && !xml_is(&r->xml, e, "NAME") &&
            !xml_is(&r->xml, e, "PROPERTY"))
            return unexpected(r, e, NETWORK_PARTS);
    }
    return r->build.net.variables.count > 0 || missing(r, network, "<VARIABLE>");
}

static bool
read_network(Reader *r)
{
    const XmlElement *root = element(r, 0);
    uint32_t n;
    if (!xml_is(&r->xml, root, "BIF"))
        return unexpected(r, root, "<BIF>");
    if (!find_one(r, root, "NETWORK", "one <NETWORK>", &n))
        return false;
    if (!n)
        return missing(r, root, "<NETWORK>");
    const XmlElement *network = element(r, n);
    if (!check_stray(r, network, NETWORK_PARTS) || !read_variables(r, network))
        return false;
    for (uint32_t i = network->first; i; i = element(r, i)->next)
        if (is_table(r, element(r, i)) && !read_table(r, element(r, i)))
            return false;
    return build_finish(&r->build);
}

bool
xmlbif_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
            Budget *budget)
{
    Reader r = {0};
    build_init(&r.build, BAYES_XMLBIF, names, budget);
    bool ok = xml_read(&r.xml, &r.build, text, count) && read_network(&r);
    xml_clear(&r.xml);
    build_end(&r.build, ok, to, m);
    return ok;
}

/* xdsl.c -- the reader of XDSL; see xdsl.h.  First the nodes with their states, then their tables:
 * a node may name parents that stand behind it. */
#include "bayes/xdsl.h"

#include "bayes/bayes_number.h"
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

/* The attribute `id`, which names a node and a state. */
static bool
read_id(Reader *r, const XmlElement *e, const char **to)
{
    *to = xml_attribute(&r->xml, e, "id");
    return (*to && **to) || missing(r, e, "an id");
}

/* The element of that name inside e; NULL: there is none. */
static bool
find_part(Reader *r, const XmlElement *e, const char *name, const char *said, const XmlElement **to)
{
    *to = NULL;
    for (uint32_t i = e->first; i; i = element(r, i)->next) {
        const XmlElement *part = element(r, i);
        if (!xml_is(&r->xml, part, name))
            continue;
        if (*to || part->first)
            return unexpected(r, *to ? part : element(r, part->first), *to ? said : "text");
        *to = part;
    }
    return true;
}

static bool
want_part(Reader *r, const XmlElement *e, const char *name, const char *said, const XmlElement **to)
{
    return find_part(r, e, name, said, to) && (*to || missing(r, e, said));
}

/* ---- words ---- */

/* The words of a text, one after the other. */
typedef struct Words {
    const Xml *xml;
    size_t at, end; /* in the text */
    size_t first, last;
    bool more;
} Words;

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
words_next(Words *w)
{
    const char *text = w->xml->text.at;
    while (w->at < w->end && is_blank(text[w->at]))
        w->at++;
    w->first = w->at;
    while (w->at < w->end && !is_blank(text[w->at]))
        w->at++;
    w->last = w->at;
    w->more = w->last > w->first;
}

static Words
words_of(const Reader *r, const XmlElement *e)
{
    Words w = {.xml = &r->xml, .at = e->text, .end = e->text + e->length};
    words_next(&w);
    return w;
}

static Place
words_place(const Words *w)
{
    return (Place){xml_place(w->xml, w->first), xml_place(w->xml, w->last - 1) + 1};
}

/* ---- nodes ---- */

static bool
is_table(const Reader *r, const XmlElement *e)
{
    return xml_is(&r->xml, e, "cpt") || xml_is(&r->xml, e, "deterministic") ||
           xml_is(&r->xml, e, "noisymax");
}

static bool
refuse_node(Reader *r, const XmlElement *e)
{
    const char *id = xml_attribute(&r->xml, e, "id");
    Name kind = names_add_text(r->build.names, r->xml.strings.at + e->name);
    return build_fail_about(&r->build, BAYES_KIND, e->tag, kind,
                            id ? names_add_text(r->build.names, id) : NULL);
}

static bool
read_node(Reader *r, const XmlElement *e)
{
    const char *id, *label;
    uint32_t v;
    if (!is_table(r, e))
        return refuse_node(r, e);
    if (!read_id(r, e, &id) ||
        !build_add_variable(&r->build, names_add_text(r->build.names, id), e->tag, &v))
        return false;
    for (uint32_t i = e->first; i; i = element(r, i)->next) {
        const XmlElement *state = element(r, i);
        if (xml_is(&r->xml, state, "state") &&
            (!read_id(r, state, &label) ||
             !build_add_label(&r->build, v, label, strlen(label), state->tag)))
            return false;
    }
    const BayesVariable *x = &r->build.net.variables.at[v];
    return x->labels.count > 0 ||
           build_fail_count(&r->build, BAYES_LABEL_COUNT, e->tag, x->name, 0, 0);
}

static bool
read_parents(Reader *r, const XmlElement *e, uint32_t v)
{
    const XmlElement *part;
    uint32_t parent;
    if (!find_part(r, e, "parents", "one <parents>", &part))
        return false;
    if (!part)
        return true;
    for (Words w = words_of(r, part); w.more; words_next(&w)) {
        Place at = words_place(&w);
        Name name = names_add(r->build.names, r->xml.text.at + w.first, w.last - w.first);
        if (!build_find_variable(&r->build, name, at, &parent) ||
            !build_add_parent(&r->build, v, parent, at))
            return false;
    }
    return true;
}

/* ---- tables ---- */

static bool
read_cpt(Reader *r, const XmlElement *e, uint32_t v)
{
    const XmlElement *part;
    if (!want_part(r, e, "probabilities", "one <probabilities>", &part))
        return false;
    NumberList list = xml_numbers(&r->xml, part, false);
    return build_read_table(&r->build, v, &list);
}

/* A state for each combination of the parents' states. */
static bool
read_deterministic(Reader *r, const XmlElement *e, uint32_t v)
{
    const XmlElement *part;
    if (!want_part(r, e, "resultingstates", "one <resultingstates>", &part))
        return false;
    uint64_t has = 0, labels = r->build.net.variables.at[v].labels.count;
    uint64_t wants = build_table_size(&r->build, v) / labels;
    for (Words w = words_of(r, part); w.more; words_next(&w))
        has++;
    BayesVariable *x = &r->build.net.variables.at[v];
    if (has != wants)
        return build_fail_count(&r->build, BAYES_STATE_COUNT, part->tag, x->name, has, wants);
    if (!build_make_table(&r->build, v))
        return false;
    Words w = words_of(r, part);
    for (size_t row = 0; row < x->rows; row++, words_next(&w)) {
        uint32_t label;
        Place at = words_place(&w);
        const char *text = r->xml.text.at + w.first;
        if (!bayes_find_label(x, text, w.last - w.first, r->build.names, &label))
            return build_fail_about(&r->build, BAYES_NO_LABEL, at,
                                    names_add(r->build.names, text, w.last - w.first), x->name);
        x->numbers[row * labels + label] = BAYES_ONE;
        x->given[row] = at.start;
        if (!build_step(&r->build, 1, at))
            return false;
    }
    return true;
}

/* ---- noisy maxima ---- */

/* The parameters of a noisy maximum: of each state of each parent, and last of what has no cause, a
 * row of so many numbers, one for each label from the strongest to the weakest. */
typedef struct Noisy {
    BayesNumber *numbers;
    size_t rows, labels;
    const XmlElement *part;
} Noisy;

static bool
refuse_noisy(Reader *r, Place at, uint32_t v)
{
    return build_fail_about(&r->build, BAYES_KIND, at, names_add_text(r->build.names, "noisymax"),
                            r->build.net.variables.at[v].name);
}

/* Are the states of every parent in the order of their strength? */
static bool
check_strengths(Reader *r, const XmlElement *e, uint32_t v)
{
    const XmlElement *part;
    if (!find_part(r, e, "strengths", "one <strengths>", &part))
        return false;
    if (!part)
        return true;
    const BayesVariable *x = &r->build.net.variables.at[v];
    Words w = words_of(r, part);
    for (size_t i = 0; i < x->parents.count; i++) {
        size_t states = r->build.net.variables.at[x->parents.at[i]].labels.count;
        for (size_t state = 0; state < states; state++, words_next(&w)) {
            char number[24];
            int n = snprintf(number, sizeof number, "%zu", state);
            if (w.last - w.first != (size_t)n ||
                memcmp(r->xml.text.at + w.first, number, (size_t)n) != 0)
                return refuse_noisy(r, part->tag, v);
        }
    }
    return !w.more || refuse_noisy(r, part->tag, v);
}

/* The weakest state of a parent causes nothing: its row is 0 ... 0 1. */
static bool
check_weakest(Reader *r, const Noisy *n, uint32_t v)
{
    const BayesVariable *x = &r->build.net.variables.at[v];
    size_t row = 0;
    for (size_t i = 0; i < x->parents.count; i++) {
        row += r->build.net.variables.at[x->parents.at[i]].labels.count;
        const BayesNumber *weakest = n->numbers + (row - 1) * n->labels;
        for (size_t k = 0; k < n->labels; k++)
            if (weakest[k] != (k + 1 == n->labels ? BAYES_ONE : 0))
                return refuse_noisy(r, n->part->tag, v);
    }
    return true;
}

static bool
read_parameters(Reader *r, Noisy *n, uint32_t v)
{
    const BayesVariable *x = &r->build.net.variables.at[v];
    uint64_t has = 0;
    n->labels = x->labels.count;
    n->rows = 1;
    for (size_t i = 0; i < x->parents.count; i++)
        n->rows += r->build.net.variables.at[x->parents.at[i]].labels.count;
    for (Words w = words_of(r, n->part); w.more; words_next(&w))
        has++;
    if (has != n->rows * n->labels)
        return build_fail_count(&r->build, BAYES_ROW_LENGTH, n->part->tag, x->name, has,
                                n->rows * n->labels);
    n->numbers = memory_new((size_t)has, sizeof *n->numbers);
    Words w = words_of(r, n->part);
    for (size_t i = 0; i < has; i++, words_next(&w)) {
        const char *stop;
        BayesFault fault =
            bayes_number_read(&r->build.net, &n->numbers[i], r->xml.text.at + w.first, &stop);
        if (fault == BAYES_FINE && stop != r->xml.text.at + w.last)
            fault = BAYES_NOT_A_NUMBER;
        if (fault != BAYES_FINE)
            return build_fail(&r->build, fault, words_place(&w));
    }
    return true;
}

/* How likely the effect of one row is no stronger than each label: sums of the row from its end,
 * times what stands in `to`. */
static void
multiply_tail(const Reader *r, mpq_t *to, const Noisy *n, size_t row, mpq_t sum, mpq_t one)
{
    mpq_set_ui(sum, 0, 1);
    for (size_t k = n->labels; k-- > 0;) {
        bayes_number(one, &r->build.net, n->numbers[row * n->labels + k]);
        mpq_add(sum, sum, one);
        mpq_mul(to[k], to[k], sum);
    }
}

/* The row of the table: the effects are independent, and the strongest of them is what is seen. */
static bool
expand_row(Reader *r, const Noisy *n, uint32_t v, size_t row, mpq_t *tail)
{
    BayesVariable *x = &r->build.net.variables.at[v];
    size_t rest = row, last = n->rows - 1;
    mpq_t *sum = &tail[n->labels], *one = &tail[n->labels + 1];
    for (size_t k = 0; k < n->labels; k++)
        mpq_set_ui(tail[k], 1, 1);
    multiply_tail(r, tail, n, last, *sum, *one);
    for (size_t i = x->parents.count; i-- > 0;) {
        size_t states = r->build.net.variables.at[x->parents.at[i]].labels.count;
        last -= states;
        multiply_tail(r, tail, n, last + rest % states, *sum, *one);
        rest /= states;
    }
    for (size_t k = 0; k < n->labels; k++) {
        if (k + 1 < n->labels)
            mpq_sub(tail[k], tail[k], tail[k + 1]);
        bayes_number_make(&r->build.net, &x->numbers[row * n->labels + k], tail[k]);
    }
    x->given[row] = n->part->tag.start;
    return build_charge(&r->build, 0, n->part->tag) &&
           build_step(&r->build, n->labels * (x->parents.count + 1), n->part->tag);
}

static bool
expand(Reader *r, const Noisy *n, uint32_t v)
{
    mpq_t *tail = memory_new(n->labels + 2, sizeof *tail);
    for (size_t k = 0; k < n->labels + 2; k++)
        mpq_init(tail[k]);
    bool ok = true;
    for (size_t row = 0; ok && row < r->build.net.variables.at[v].rows; row++)
        ok = expand_row(r, n, v, row, tail);
    for (size_t k = 0; k < n->labels + 2; k++)
        mpq_clear(tail[k]);
    memory_free(tail);
    return ok;
}

static bool
read_noisymax(Reader *r, const XmlElement *e, uint32_t v)
{
    Noisy n = {0};
    bool ok = want_part(r, e, "parameters", "one <parameters>", &n.part) &&
              check_strengths(r, e, v) && read_parameters(r, &n, v) && check_weakest(r, &n, v) &&
              build_make_table(&r->build, v) && expand(r, &n, v);
    memory_free(n.numbers);
    return ok;
}

/* ---- the network ---- */

static bool
read_table(Reader *r, const XmlElement *e, uint32_t v)
{
    if (!build_start_table(&r->build, v, e->tag) || !read_parents(r, e, v))
        return false;
    if (xml_is(&r->xml, e, "cpt"))
        return read_cpt(r, e, v);
    return xml_is(&r->xml, e, "noisymax") ? read_noisymax(r, e, v) : read_deterministic(r, e, v);
}

static bool
find_nodes(Reader *r, const XmlElement **to)
{
    const XmlElement *root = element(r, 0);
    *to = NULL;
    if (!xml_is(&r->xml, root, "smile"))
        return unexpected(r, root, "<smile>");
    for (uint32_t i = root->first; i; i = element(r, i)->next) {
        const XmlElement *e = element(r, i);
        if (xml_is(&r->xml, e, "dynamic") && e->first)
            return refuse_node(r, e);
        if (xml_is(&r->xml, e, "nodes") && *to)
            return unexpected(r, e, "one <nodes>");
        if (xml_is(&r->xml, e, "nodes"))
            *to = e;
    }
    return (*to && (*to)->first) || missing(r, *to ? *to : root, *to ? "<cpt>" : "<nodes>");
}

static bool
read_network(Reader *r)
{
    const XmlElement *nodes;
    if (!find_nodes(r, &nodes))
        return false;
    for (uint32_t i = nodes->first; i; i = element(r, i)->next)
        if (!read_node(r, element(r, i)))
            return false;
    uint32_t v = 0;
    for (uint32_t i = nodes->first; i; i = element(r, i)->next)
        if (!read_table(r, element(r, i), v++))
            return false;
    return build_finish(&r->build);
}

bool
xdsl_read(BayesNet *to, BayesMistake *m, const char *text, size_t count, Names *names,
          Budget *budget)
{
    Reader r = {0};
    build_init(&r.build, BAYES_XDSL, names, budget);
    bool ok = xml_read(&r.xml, &r.build, text, count) && read_network(&r);
    xml_clear(&r.xml);
    build_end(&r.build, ok, to, m);
    return ok;
}

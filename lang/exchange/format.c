/* format.c -- the list of formats; see format.h. */
#include "lang/exchange/format.h"

#include "bayes/bif.h"
#include "bayes/hugin.h"
#include "bayes/uai.h"
#include "bayes/xdsl.h"
#include "bayes/xmlbif.h"
#include "graph_io/dot.h"
#include "graph_io/edge_list.h"
#include "graph_io/gml.h"
#include "graph_io/lavaan.h"
#include "graph_io/source_code.h"
#include "lang/data/export_rows.h"
#include "lang/session/file.h"

#include <string.h>
#include <strings.h>

static const Format formats[] = {
    {FORMAT_NETWORK, "bif", {".bif"}, "a network in BIF", .read_network = bif_read,
     .write_network = bif_write},
    {FORMAT_NETWORK, "xmlbif", {".xmlbif", ".bifxml", ".xml"}, "a network in XMLBIF",
     .read_network = xmlbif_read, .write_network = xmlbif_write},
    {FORMAT_NETWORK, "hugin", {".net"}, "a network of Hugin", .read_network = hugin_read,
     .write_network = hugin_write},
    {FORMAT_NETWORK, "uai", {".uai"}, "a network of the UAI competitions", .read_network = uai_read,
     .write_network = uai_write, .nameless = true},
    {FORMAT_NETWORK, "xdsl", {".xdsl"}, "a network of GeNIe", .read_network = xdsl_read,
     .write_network = xdsl_write},
    {FORMAT_NETWORK, "pgmpy", {".py"}, "a network of pgmpy", .write_network = pgmpy_network_write,
     .fractions = true},
    {FORMAT_NETWORK, "bnlearn", {".R"}, "a network of bnlearn",
     .write_network = bnlearn_network_write, .fractions = true},
    {FORMAT_GRAPH, "dagitty", {".dag", ".dagitty"}, "a graph of dagitty", .read = dagitty_read,
     .write = dagitty_write, .lines = true},
    {FORMAT_GRAPH, "dot", {".dot", ".gv"}, "a graph of Graphviz", .read = dot_read,
     .write = dot_write, .lines = true},
    {FORMAT_GRAPH, "gml", {".gml"}, "a graph in GML", .read = gml_read, .write = gml_write,
     .lines = true},
    {FORMAT_GRAPH, "lavaan", {".lav", ".lavaan"}, "a graph as formulas", .read = lavaan_read,
     .write = lavaan_write},
    {FORMAT_GRAPH, "edges", {".edges"}, "a table of edges", .read = edge_list_read,
     .write = edge_list_write, .lines = true},
    {FORMAT_GRAPH, "edges", {".csv"}, "a table of edges", .write = edge_list_write, .lines = true},
    {FORMAT_GRAPH, "dagitty", {".R"}, "a graph for dagitty in R", .write = r_dagitty_write,
     .lines = true},
    {FORMAT_GRAPH, "bnlearn", {".R"}, "a graph for bnlearn in R", .write = bnlearn_write},
    {FORMAT_GRAPH, "pgmpy", {".py"}, "a graph for pgmpy in Python", .write = pgmpy_write},
    {FORMAT_DIAGRAM, "discopy", {".py"}, "a diagram of DisCoPy", .write_diagram = discopy_write},
    {FORMAT_DIAGRAM, "chyp", {".chyp"}, "a diagram of Chyp", .write_diagram = chyp_write},
    {FORMAT_TABLE, "csv", {".csv"}, "a table", .write_state = export_rows},
    {FORMAT_TABLE, "tsv", {".tsv"}, "a table", .write_state = export_rows},
};

const Format *
format_at(size_t i)
{
    return i < sizeof formats / sizeof *formats ? &formats[i] : NULL;
}

const Format *
format_find(const char *word)
{
    const Format *f;
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        if (strcmp(f->word, word) == 0)
            return f;
    return NULL;
}

/* Does text[0 ... n) end so, in capitals or not? */
static bool
ends_with(const char *text, size_t n, const char *end)
{
    size_t k = strlen(end);
    return n >= k && strncasecmp(text + n - k, end, k) == 0;
}

static bool
has_suffix(const Format *f, const char *path, size_t n)
{
    for (size_t i = 0; i < FORMAT_SUFFIXES && f->suffixes[i]; i++)
        if (ends_with(path, n, f->suffixes[i]))
            return true;
    return false;
}

bool
format_reads(const Format *f)
{
    return f->read_network || f->read || f->kind == FORMAT_TABLE;
}

bool
format_writes(const Format *f)
{
    return f->write_network || f->write || f->write_diagram || f->write_state;
}

const Format *
format_of_file(const char *path)
{
    const Format *f;
    size_t n = strlen(path);
    if (ends_with(path, n, ".gz"))
        n -= strlen(".gz");
    for (size_t i = 0; (f = format_at(i)) != NULL; i++)
        if (format_reads(f) && has_suffix(f, path, n))
            return f;
    return NULL;
}

const Format *
format_of_output(const char *path, FormatKind kind, const char *word)
{
    const Format *f;
    for (size_t i = 0; (f = format_at(i)) != NULL; i++) {
        if (f->kind != kind || !format_writes(f) || (word && strcmp(word, f->word) != 0))
            continue;
        if (has_suffix(f, path, strlen(path)) || (word && file_takes(path, f->suffixes[0])))
            return f;
    }
    return NULL;
}

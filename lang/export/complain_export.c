/* complain_export.c -- the words for mistakes in exports; see complain_export.h. */
#include "lang/export/complain_export.h"

#include "lang/text/excerpt.h"

#include <string.h>

bool
complain_export_value(Complainer *c, Span at, const Value *found, const char *format)
{
    if (format)
        return complain(c, "E230", at, "The ending of the file, or `as`, says another format.",
                        "%s is not written of %s", format, value_kind_name(found));
    return complain(c, "E230", at,
                    "A model is exported as a graph, export m to \"m.dag\", with its numbers, "
                    "export m with F to \"m.bif\"; a state as a table, export omega to "
                    "\"omega.csv\".",
                    "nothing is exported of %s", value_kind_name(found));
}

bool
complain_export_ending(Complainer *c, Span at, const char *path, const char *endings)
{
    char found[80], help[200];
    snprintf(help, sizeof help, "The ending says what is written: %.150s.", endings);
    return complain(c, "E231", at, help, "nothing is exported to `%s`",
                    quote_text(found, path, strlen(path)));
}

bool
complain_export_kind(Complainer *c, Span at, const char *path, const char *format,
                     const char *found, const char *write)
{
    char name[80], help[160];
    quote_text(name, path, strlen(path));
    snprintf(help, sizeof help, "Write export %s to \"%.80s\".", write, name);
    return complain(c, "E243", at, help, "`%s` is %s, and this is %s", name, format, found);
}

bool
complain_export_as(Complainer *c, Span at, const char *path, const char *format, const char *ending)
{
    char found[80], help[80];
    snprintf(help, sizeof help, "Call the file NAME%.20s.", ending);
    return complain(c, "E231", at, help, "%s is not written to `%s`", format,
                    quote_text(found, path, strlen(path)));
}

bool
complain_only_read(Complainer *c, Span at, const char *format)
{
    return complain(c, "E231", at, NULL, "%s is only read, not written", format);
}

bool
complain_unsaid_lines(Complainer *c, Span at, const char *format)
{
    return complain(c, "E311", at,
                    "Write it for dagitty, Graphviz, in GML or as a table of edges; or a member.",
                    "%s has no lines `--`", format);
}

bool
complain_unsaid_name(Complainer *c, Span at, Name name, const char *format)
{
    char found[80];
    return complain(c, "E232", at, "Write it in another format, or give the variable another name.",
                    "`%s` cannot be a name in %s",
                    quote_text(found, name, strlen(name)), format);
}

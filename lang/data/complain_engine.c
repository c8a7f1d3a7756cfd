/* complain_engine.c -- the words for what databases refuse; see complain_engine.h. */
#include "lang/data/complain_engine.h"

#include "lang/text/excerpt.h"
#include "lang/text/nearest.h"

#include <string.h>

/* The table that was probably meant: by its whole name, or by what stands behind its schema. */
static const char *
near_table(const TallyTrouble *t)
{
    const char *wanted = sink_text(&t->text);
    Nearest n = nearest_start(wanted), last = nearest_start(wanted);
    const char *whole = NULL;
    for (uint32_t i = 0; i < texts_count(&t->tables) && i < NEAREST_CANDIDATES; i++) {
        const char *table = texts_text(&t->tables, i), *dot = strrchr(table, '.');
        nearest_consider(&n, table);
        if (dot && strcmp(dot + 1, wanted) == 0)
            return table;
        const char *best = last.best;
        nearest_consider(&last, dot ? dot + 1 : NULL);
        whole = last.best != best ? table : whole;
    }
    return n.best ? n.best : whole;
}

/* `It has a, b and 3 more.` */
static void
put_tables(Sink *to, const TallyTrouble *t)
{
    enum { SHOWN = 5 };
    uint32_t count = (uint32_t)texts_count(&t->tables), shown = count < SHOWN ? count : SHOWN;
    char quoted[80];
    if (count == 0) {
        sink_put(to, "There are no tables, or none that you may see.");
        return;
    }
    sink_put(to, "There ");
    sink_put(to, count == 1 ? "is" : "are");
    for (uint32_t i = 0; i < shown; i++) {
        const char *table = texts_text(&t->tables, i);
        sink_put(to, i == 0 ? " " : i + 1 == count ? " and " : ", ");
        sink_print(to, "`%s`", quote_text(quoted, table, strlen(table)));
    }
    if (count > shown)
        sink_print(to, " and %u more", (unsigned)(count - shown));
    sink_put(to, ".");
}

bool
complain_no_table(Complainer *c, Span at, const char *file, const TallyTrouble *t)
{
    Sink help = {0};
    char wanted[80], close[80];
    const char *text = sink_text(&t->text), *near = near_table(t);
    if (!*text)
        sink_put(&help, "Write `table NAME` behind it. ");
    if (*text && near)
        sink_print(&help, "Did you mean `%s`?", quote_text(close, near, strlen(near)));
    else
        put_tables(&help, t);
    if (*text)
        complain(c, "E220", at, sink_text(&help), "`%s` has no table `%s`", file,
                 quote_text(wanted, text, strlen(text)));
    else
        complain(c, "E220", at, sink_text(&help), "which table of `%s`?", file);
    sink_clear(&help);
    return false;
}

bool
complain_engine(Complainer *c, Span at, const char *file, const char *said)
{
    return complain_as(c, WRONG, EXIT_USAGE, "E221", at,
                       "The database says so, or the driver on the way to it.",
                       "cannot read `%s`: %s", file, said);
}

bool
complain_odbc_forbidden(Complainer *c, Span at)
{
    return complain(c, "E222", at,
                    "Start it as catgut --allow-odbc, if you trust the script: it can then reach "
                    "whatever your drivers can.",
                    "this program may not connect to databases");
}

bool
complain_odbc_string(Complainer *c, Span at, bool hidden)
{
    return complain(c, "E223", at,
                    "Write import \"odbc:DSN=NAME\" table NAME as omega; DSN is the name of a data "
                    "source of this machine.",
                    hidden ? "the connection string was hidden when this text was written down"
                           : "a connection string is wanted behind odbc:");
}

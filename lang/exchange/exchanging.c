/* exchanging.c -- the statements that read other files and texts of other programs, and write them.
 */
#include "lang/data/open_rows.h"
#include "lang/draw/figure.h"
#include "lang/exchange/format.h"
#include "lang/exchange/run_export.h"
#include "lang/exchange/run_import.h"

static bool
is_from_text(const Node *n)
{
    return n->kind == NODE_MODEL_TEXT;
}

static const Action actions[] = {
    {.word = "export", .run = run_export},
    {.word = "import", .run = run_import, .figure = figure_add_declared},
    {.word = "model",
     .run = run_model_text,
     .figure = figure_add_declared,
     .takes = is_from_text},
    {0},
};

/* Is it in the list, by its suffix, or a table? */
static const char *
foreign(const char *path)
{
    const Format *f = format_of_file(path);
    return f ? f->name : name_is_rows_file(path) ? "a table" : NULL;
}

const Capability exchanging = {.actions = actions, .foreign = foreign};

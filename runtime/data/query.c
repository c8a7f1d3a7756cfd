/* query.c -- see query.h. */
#include "data/query.h"

#include <string.h>

void
query_put_name(Sink *to, const char *name, char quote)
{
    if (quote)
        sink_add(to, &quote, 1);
    for (; *name; name++) {
        if (quote && *name == quote)
            sink_add(to, &quote, 1);
        sink_add(to, name, 1);
    }
    if (quote)
        sink_add(to, &quote, 1);
}

bool
query_is_plain(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return *name && !strchr("0123456789", *name) && !name[strspn(name, letters)];
}

void
query_put_column(Sink *to, const RowSource *r, uint32_t column, char quote)
{
    sink_put(to, "t.");
    query_put_name(to, r->columns.at[column].name, quote);
}

void
query_put_columns(Sink *to, const RowSource *r, const ColumnList *columns, char quote)
{
    for (size_t k = 0; k < columns->count; k++) {
        sink_put(to, k ? ", " : "");
        query_put_column(to, r, columns->at[k], quote);
    }
}

void
query_find_columns(ColumnList *to, const RowSource *r, const ColumnList *scopes, size_t count)
{
    bool *used = memory_new(r->columns.count + 1, sizeof *used);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < scopes[i].count; k++)
            used[scopes[i].at[k]] = true;
    for (size_t i = 0; i < r->absent.count; i++)
        used[r->absent.at[i].column] = true;
    if (r->weight != NO_COLUMN)
        used[r->weight] = true;
    to->count = 0;
    for (uint32_t k = 0; k < r->columns.count; k++)
        if (used[k])
            array_push(to, k);
    memory_free(used);
}

/* import_rows.c -- see import_rows.h.
 *
 * All is checked before anything is declared; types that were made go again where the import comes
 * to nothing. */
#include "lang/data/import_rows.h"

#include "lang/data/complain_data.h"
#include "lang/data/import_said.h"
#include "lang/data/open_rows.h"
#include "lang/data/row_fields.h"
#include "lang/elaborate/elaborate.h"
#include "lang/session/define.h"

#include <string.h>

bool
rows_check_form(Session *s, const Node *n, bool rows)
{
    const Node *file = n->kids[IMPORT_FILE];
    if (rows)
        return (n->text && !n->kids[IMPORT_WITH]) ||
               complain_rows_form(&s->complain, n->at, file->text);
    bool like_rows = n->label_count || n->kids[IMPORT_FIELDS] || n->kids[IMPORT_OF];
    return !like_rows || complain_no_rows_form(&s->complain, n->at, file->text);
}

/* ---- the state ---- */

static RowState *
make_state(RowImport *r)
{
    Session *s = r->s;
    Sink name;
    sink_init(&name);
    word_write_name(r->n->text, &name);
    RowState *state = row_state_new(&s->signature, names_take(&s->names, &name), r->source);
    r->source = NULL;
    state->total = r->rows;
    for (size_t i = 0; i < r->fields.count; i++) {
        RowField *f = &r->fields.at[i];
        CountedVariable v = {.name = f->name, .type = f->type, .column = f->at};
        array_set(&v.label, &f->label);
        array_push(&state->variables, v);
    }
    return state;
}

bool
declare_row_state(Session *s, RowState *state, const Node *n, Span at)
{
    if (!afford_bytes(s, row_state_bytes(state), at)) {
        row_state_free(state);
        return false;
    }
    array_push(&s->counted, state);
    Diagram d = {0};
    Value v = {0};
    uint32_t wire = diagram_add_box(&d, row_state_box(state), NULL, 0);
    for (uint32_t i = 0; i < state->variables.count; i++)
        diagram_add_output(&d, wire + i, state->variables.at[i].name);
    value_take_diagram(&v, &d);
    bool ok = define(s, n->text, n->text_at, &v);
    value_clear(&v);
    diagram_clear(&d);
    return ok;
}

/* ---- the import ---- */

static bool
open_source(RowImport *r, const char *path)
{
    RowsAsked asked = {
        .name = r->file,
        .path = path,
        .format = r->n->kids[IMPORT_FROM] ? r->n->kids[IMPORT_FROM]->text : NULL,
        .table = r->n->label_count ? r->n->labels[0].text : NULL,
        .wanted = texts_count(&r->wanted) ? &r->wanted : NULL,
        .at = r->at,
    };
    r->source = rows_open(r->s, &asked);
    return r->source != NULL;
}

static bool
settle(RowImport *r, const char *path, const Model *m)
{
    size_t types = r->s->types.count, values = r->s->values.count;
    bool ok = row_fields_read(r, m) && open_source(r, path) && row_fields_find(r) &&
              row_fields_count(r) &&
              declare_row_state(r->s, make_state(r), r->n, r->at);
    if (ok)
        say_import(r, types);
    else if (r->s->types.count > types)
        forget_definitions(r->s, values, types);
    return ok;
}

/* How the source may be called: of a connection string nothing is shown. */
static Name
shown_name(Session *s, const Node *file)
{
    bool hidden = secrets_find(&file->at.source->secrets, file->at.start + 1) != NULL;
    return hidden ? names_add_text(&s->names, "odbc:...") : file->text;
}

bool
import_rows(Session *s, const char *path, const Node *n)
{
    const Node *of = n->kids[IMPORT_OF];
    const Node *file = n->kids[IMPORT_FILE];
    RowImport r = {.s = s, .n = n, .file = shown_name(s, file), .at = file->at};
    Value model = {0};
    bool ok = may_define(s, n->text, n->text_at) && (!of || elaborate_model(s, &model, of)) &&
              settle(&r, path, of ? &model.model : NULL);
    value_clear(&model);
    row_import_clear(&r);
    return ok;
}

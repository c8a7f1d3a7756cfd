/* import_said.c -- see import_said.h. */
#include "lang/data/import_said.h"

#include "lang/report/voice.h"
#include "lang/text/wrap.h"
#include "show/json.h"

#include <string.h>

typedef struct Said {
    const RowImport *r;
    size_t types;
} Said;

typedef unsigned long long Wide;

static void
write_names(const NameList *names, const char *what, Sink *out)
{
    if (!names->count)
        return;
    sink_print(out, "# %s: ", what);
    for (size_t i = 0; i < names->count; i++) {
        sink_put(out, i ? ", " : "");
        word_write_name(names->at[i], out);
    }
    sink_put(out, "\n");
}

/* In lines that are not too long. */
static void
write_variables(const RowImport *r, Sink *out)
{
    enum { LINE = 80 };
    Sink one;
    size_t column = strlen(r->n->text);
    sink_init(&one);
    for (size_t i = 0; i < r->fields.count; i++) {
        const RowField *f = &r->fields.at[i];
        sink_clear(&one);
        sink_put(&one, "(");
        word_write_name(f->name, &one);
        sink_put(&one, " : ");
        type_write(f->type, &one);
        sink_put(&one, i + 1 < r->fields.count ? ") *" : ")");
        bool fits = i == 0 || column + one.count < LINE;
        column = one.count + (fits ? column + 1 : 2);
        sink_print(out, "%s%s", fits ? " " : "\n#   ", sink_text(&one));
    }
    sink_clear(&one);
}

static void
write_types(Session *s, size_t first, Sink *out)
{
    for (size_t i = first; i < s->types.count; i++) {
        sink_put(out, "type ");
        word_write_name(s->types.at[i].name, out);
        sink_put(out, " = ");
        type_write_carrier(s->types.at[i].wires.at[0].type, out);
        sink_put(out, "\n");
    }
}

static void
write_text(Session *s, const void *what, Sink *out)
{
    const Said *said = what;
    const RowImport *r = said->r;
    write_types(s, said->types, out);
    sink_put(out, "# ");
    word_write_name(r->n->text, out);
    sink_put(out, " :");
    write_variables(r, out);
    sink_print(out, "\n# %llu row%s of ", (Wide)r->rows, r->rows == 1 ? "" : "s");
    word_write_string(r->file, out);
    if (r->dropped)
        sink_print(out, "; %llu without a value left out", (Wide)r->dropped);
    sink_put(out, "\n");
    write_names(&r->unused, "not used", out);
    for (size_t i = 0; i < r->unused.count; i++)
        if (strcmp(r->unused.at[i], "n") == 0)
            sink_put(out, "# if `n` says how many a row stands for: { weight n }\n");
    write_names(&r->many, "left out, with more than a thousand values", out);
}

static void
write_names_json(const NameList *names, const char *key, Sink *out)
{
    sink_print(out, ",\"%s\":[", key);
    for (size_t i = 0; i < names->count; i++) {
        sink_put(out, i ? "," : "");
        json_write_string(names->at[i], out);
    }
    sink_put(out, "]");
}

static void
write_type_json(const Type *t, Sink *out)
{
    Sink text;
    sink_init(&text);
    type_write(t, &text);
    json_write_string(sink_text(&text), out);
    sink_put(out, ",\"labels\":");
    sink_clear(&text);
    type_write_carrier(t, &text);
    json_write_string(sink_text(&text), out);
    sink_clear(&text);
}

static void
write_json(Session *s, const void *what, Sink *out)
{
    const RowImport *r = ((const Said *)what)->r;
    (void)s;
    sink_put(out, "{\"kind\":\"rows\",\"name\":");
    json_write_string(r->n->text, out);
    sink_put(out, ",\"file\":");
    json_write_string(r->file, out);
    sink_print(out, ",\"rows\":%llu,\"dropped\":%llu,\"variables\":[", (Wide)r->rows,
               (Wide)r->dropped);
    for (size_t i = 0; i < r->fields.count; i++) {
        sink_put(out, i ? ",{\"name\":" : "{\"name\":");
        json_write_string(r->fields.at[i].name, out);
        sink_put(out, ",\"column\":");
        json_write_string(r->fields.at[i].column, out);
        sink_put(out, ",\"type\":");
        write_type_json(r->fields.at[i].type, out);
        sink_put(out, "}");
    }
    sink_put(out, "]");
    write_names_json(&r->unused, "unused", out);
    write_names_json(&r->many, "left_out", out);
    sink_put(out, "}\n");
}

void
say_import(RowImport *r, size_t types)
{
    static const Voice voice = {.text = write_text, .json = write_json};
    Said said = {r, types};
    say(r->s, &voice, &said);
}

/* rival_text.c -- two functional models as source; see rival_text.h. */
#include "lang/worlds/rival_text.h"

enum { COLUMNS = 96 };


/* How a vertex of some type chooses among so many rules. */
typedef struct Choice {
    const Type *type;
    size_t rules;
    Name noise, function; /* the type of what decides, and what is done then */
    Name said[2];         /* the labels by which the noise leaves it to a rule */
} Choice;

/* What the vertices get, by their numbers. */
typedef struct Written {
    Name noise;       /* the latent, or NULL */
    size_t choice;    /* among the choices */
    Name function[2][2]; /* of each rule, in each model */
} Written;

typedef struct Writer {
    Session *s;
    const WorldEffect *e;
    const RivalPair *pair;
    const Name *names; /* of the models */
    Sink *out;
    NameList taken;  /* names made here */
    NameList types;  /* of each vertex: its type here */
    NameList coins;  /* of each coin: the latent */
    NameList coin_types; /* and its type */
    ARRAY(Choice) choices;
    ARRAY(Written) written;
} Writer;

/* ---- names ---- */

static bool
is_free(const Writer *w, Name name)
{
    uint32_t v;
    bool taken = session_find(w->s, name) || session_find_type(w->s, name) ||
                 notion_find(w->s->language, name) || model_find(&w->e->model, name, &v) ||
                 name == w->names[0] || name == w->names[1];
    for (size_t i = 0; !taken && i < w->taken.count; i++)
        taken = w->taken.at[i] == name;
    return !taken;
}

/* `prefix`, `a`, `_`, `b`, and as many primes as it takes; a and b may be NULL. */
static Name
new_name(Writer *w, const char *prefix, Name a, Name b)
{
    Name name = NULL;
    for (size_t primes = 0; !name || !is_free(w, name); primes++) {
        Sink text;
        sink_init(&text);
        sink_print(&text, "%s%s%s%s", prefix, a ? a : "", b ? "_" : "", b ? b : "");
        sink_fill(&text, '\'', primes);
        name = names_take(&w->s->names, &text);
    }
    array_push(&w->taken, name);
    return name;
}

/* A label that the type has not. */
static Name
new_label(Writer *w, const Type *t, const char *text)
{
    Sink name;
    sink_init(&name);
    sink_put(&name, text);
    Name label = names_take(&w->s->names, &name);
    uint32_t at;
    while (t->size && type_find(t, label, &at)) {
        sink_init(&name);
        sink_print(&name, "%s'", label);
        label = names_take(&w->s->names, &name);
    }
    return label;
}

static const Type *
type_of(const Writer *w, uint32_t v)
{
    return w->e->projected.vertices.at[v].type;
}

static void
write_label(const Type *t, uint32_t label, Sink *out)
{
    if (t->size)
        type_write_label(t, label, out);
    else
        sink_print(out, "%u", (unsigned)label);
}

/* ---- rows ---- */

/* Rows fill lines, two columns in. */
typedef struct RowWriter {
    Sink *out;
    size_t column;
    Sink key, row; /* of the row under way */
} RowWriter;

static void
rows_begin(RowWriter *r, Sink *out)
{
    *r = (RowWriter){.out = out};
    sink_init(&r->key);
    sink_init(&r->row);
    sink_put(out, " = {\n");
}

static void
rows_end(RowWriter *r)
{
    sink_put(r->out, "\n}\n");
    sink_clear(&r->key);
    sink_clear(&r->row);
}

/* The row of what stands in `key`: one label for certain. */
static void
rows_add(RowWriter *r, const Type *t, uint32_t label)
{
    sink_add(&r->row, sink_text(&r->key), r->key.count);
    sink_put(&r->row, " -> |");
    write_label(t, label, &r->row);
    sink_put(&r->row, ">");
    bool wraps = r->column && r->column + 2 + r->row.count > COLUMNS;
    sink_put(r->out, wraps ? "\n  " : "  ");
    r->column = (wraps ? 0 : r->column) + 2 + r->row.count;
    sink_add(r->out, sink_text(&r->row), r->row.count);
    r->key.count = r->row.count = 0;
}

/* ---- choices ---- */

static void
write_choice_labels(const Writer *w, const Choice *c)
{
    for (uint32_t k = 0; k < rival_size(c->type); k++) {
        write_label(c->type, k, w->out);
        sink_put(w->out, ", ");
    }
    for (size_t i = 0; i < c->rules; i++) {
        sink_put(w->out, i ? ", " : "");
        word_write_name(c->said[i], w->out);
    }
}

/* The noise says which label, or which of the others counts. */
static void
write_choice(Writer *w, const Choice *c, Name type)
{
    RowWriter r;
    uint32_t size = rival_size(c->type), rows = 1;
    sink_put(w->out, "type ");
    word_write_name(c->noise, w->out);
    sink_put(w->out, " = {");
    write_choice_labels(w, c);
    sink_put(w->out, "}\nfunction ");
    word_write_name(c->function, w->out);
    sink_put(w->out, " : ");
    word_write_name(c->noise, w->out);
    for (size_t i = 0; i <= c->rules; i++) {
        sink_put(w->out, i < c->rules ? " * " : " -> ");
        word_write_name(type, w->out);
        rows *= i < c->rules ? size : 1;
    }
    rows_begin(&r, w->out);
    for (uint32_t row = 0; row < (size + c->rules) * rows; row++) {
        uint32_t said = row / rows, left = row % rows, value[2] = {left % size, left % size};
        if (c->rules == 2)
            value[0] = left / size;
        if (said < size)
            write_label(c->type, said, &r.key);
        else
            word_write_name(c->said[said - size], &r.key);
        for (size_t i = 0; i < c->rules; i++) {
            sink_put(&r.key, ",");
            write_label(c->type, value[i], &r.key);
        }
        rows_add(&r, c->type, said < size ? said : value[said - size]);
    }
    rows_end(&r);
}

static size_t
find_choice(Writer *w, uint32_t v, size_t rules)
{
    const Type *t = type_of(w, v);
    for (size_t i = 0; i < w->choices.count; i++)
        if (w->choices.at[i].type == t && w->choices.at[i].rules == rules)
            return i;
    Choice c = {.type = t, .rules = rules};
    c.noise = new_name(w, rules == 2 ? "Noise2_" : "Noise_", w->types.at[v], NULL);
    c.function = new_name(w, rules == 2 ? "choose2_" : "choose_", w->types.at[v], NULL);
    c.said[0] = new_label(w, t, "rule");
    c.said[1] = new_label(w, t, "other");
    array_push(&w->choices, c);
    write_choice(w, &c, w->types.at[v]);
    return w->choices.count - 1;
}

/* ---- rules ---- */

static bool
is_same(const RivalRule *r)
{
    return wires_compare(&r->labels[0], &r->labels[1]) == 0;
}

static void
write_rule(Writer *w, uint32_t v, const RivalRule *r, int model, Name name)
{
    RowWriter rows;
    sink_put(w->out, "function ");
    word_write_name(name, w->out);
    for (size_t i = 0; i < r->parents.count + r->coins.count; i++) {
        sink_put(w->out, i ? " * " : " : ");
        word_write_name(i < r->parents.count ? w->types.at[r->parents.at[i]]
                                             : w->coin_types.at[r->coins.at[i - r->parents.count]],
                        w->out);
    }
    sink_put(w->out, " -> ");
    word_write_name(w->types.at[v], w->out);
    rows_begin(&rows, w->out);
    size_t places = r->parents.count + r->coins.count;
    uint32_t *value = memory_new(places, sizeof *value);
    for (size_t row = 0; row < r->labels[model].count; row++) {
        size_t left = row;
        for (size_t i = places; i-- > 0;) {
            uint32_t n = i < r->parents.count
                             ? rival_size(type_of(w, r->parents.at[i]))
                             : w->pair->coins.at[r->coins.at[i - r->parents.count]].size;
            value[i] = (uint32_t)(left % n);
            left /= n;
        }
        for (size_t i = 0; i < places; i++) {
            sink_put(&rows.key, i ? "," : "");
            if (i < r->parents.count)
                write_label(type_of(w, r->parents.at[i]), value[i], &rows.key);
            else
                sink_print(&rows.key, "%u", (unsigned)value[i]);
        }
        rows_add(&rows, type_of(w, v), r->labels[model].at[row]);
    }
    memory_free(value);
    rows_end(&rows);
}

static void
write_rules(Writer *w, uint32_t v)
{
    const RivalVertex *x = &w->pair->vertices.at[v];
    Name name = w->e->name_of[v];
    Written is = {0};
    for (size_t i = 0; i < x->rules.count; i++) {
        const RivalRule *r = &x->rules.at[i];
        for (int k = 0; k < 2; k++) {
            if (k && is_same(r)) {
                is.function[i][1] = is.function[i][0];
                continue;
            }
            Sink prefix;
            sink_init(&prefix);
            sink_print(&prefix, "%s_", is_same(r) ? "f" : w->names[k]);
            is.function[i][k] = new_name(w, sink_text(&prefix), name, NULL);
            sink_clear(&prefix);
            write_rule(w, v, r, k, is.function[i][k]);
        }
    }
    if (x->rules.count && x->noise[0].count) {
        is.choice = find_choice(w, v, x->rules.count);
        is.noise = new_name(w, "N_", name, NULL);
    }
    array_push(&w->written, is);
}

/* ---- models ---- */

/* `1/2|0> + 1/2|rule>` */
static void
write_noise(const Writer *w, uint32_t v, const WeightList *noise, const Choice *c)
{
    const Type *t = type_of(w, v);
    uint64_t sum = 0;
    bool any = false;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < noise->count; i++)
        sum += noise->at[i];
    for (size_t i = 0; i < noise->count; i++) {
        if (!noise->at[i])
            continue;
        sink_put(w->out, any ? " + " : "");
        any = true;
        mpq_set_ui(q, noise->at[i], sum);
        mpq_canonicalize(q);
        if (noise->at[i] != sum)
            rational_write(q, w->out);
        sink_put(w->out, "|");
        if (i < rival_size(t))
            write_label(t, (uint32_t)i, w->out);
        else
            word_write_name(c->said[i - rival_size(t)], w->out);
        sink_put(w->out, ">");
    }
    mpq_clear(q);
}

static void
write_call(const Writer *w, uint32_t v, size_t rule, int model)
{
    const RivalRule *r = &w->pair->vertices.at[v].rules.at[rule];
    word_write_name(w->written.at[v].function[rule][model], w->out);
    sink_put(w->out, "(");
    for (size_t i = 0; i < r->parents.count + r->coins.count; i++) {
        sink_put(w->out, i ? ", " : "");
        word_write_name(i < r->parents.count ? w->e->name_of[r->parents.at[i]]
                                             : w->coins.at[r->coins.at[i - r->parents.count]],
                        w->out);
    }
    sink_put(w->out, ")");
}

static void
write_vertex(const Writer *w, uint32_t v, int model)
{
    const RivalVertex *x = &w->pair->vertices.at[v];
    const Written *is = &w->written.at[v];
    sink_put(w->out, "  ");
    word_write_name(w->e->name_of[v], w->out);
    sink_put(w->out, " : ");
    word_write_name(w->types.at[v], w->out);
    sink_put(w->out, " = ");
    if (!x->rules.count) {
        write_noise(w, v, &x->noise[model], NULL);
    } else if (is->noise) {
        word_write_name(w->choices.at[is->choice].function, w->out);
        sink_put(w->out, "(");
        word_write_name(is->noise, w->out);
        for (size_t i = 0; i < x->rules.count; i++) {
            sink_put(w->out, ", ");
            write_call(w, v, i, model);
        }
        sink_put(w->out, ")");
    } else {
        write_call(w, v, 0, model);
    }
    sink_put(w->out, "\n");
}

static void
write_model(const Writer *w, int model)
{
    sink_put(w->out, "model ");
    word_write_name(w->names[model], w->out);
    sink_put(w->out, " {\n");
    for (size_t i = 0; i < w->coins.count; i++) {
        sink_put(w->out, "  latent ");
        word_write_name(w->coins.at[i], w->out);
        sink_put(w->out, " : ");
        word_write_name(w->coin_types.at[i], w->out);
        uint32_t size = w->pair->coins.at[i].size;
        for (uint32_t k = 0; k < size; k++)
            sink_print(w->out, "%s1/%u|%u>", k ? " + " : " = ", (unsigned)size, (unsigned)k);
        sink_put(w->out, "\n");
    }
    for (uint32_t v = 0; v < w->written.count; v++) {
        if (!w->written.at[v].noise)
            continue;
        const Choice *c = &w->choices.at[w->written.at[v].choice];
        sink_put(w->out, "  latent ");
        word_write_name(w->written.at[v].noise, w->out);
        sink_put(w->out, " : ");
        word_write_name(c->noise, w->out);
        sink_put(w->out, " = ");
        write_noise(w, v, &w->pair->vertices.at[v].noise[model], c);
        sink_put(w->out, "\n");
    }
    for (uint32_t v = 0; v < w->written.count; v++)
        if (!w->e->model.vertices.at[v].latent)
            write_vertex(w, v, model);
    sink_put(w->out, "}\n");
}

/* ---- the whole ---- */

/* Each abstract type gets labels under a new name; the others are called as they are. */
static void
write_types(Writer *w)
{
    for (uint32_t v = 0; v < w->e->model.vertices.count; v++) {
        const Type *t = type_of(w, v);
        Name name = t->name;
        for (uint32_t u = 0; !t->size && u < v; u++)
            if (type_of(w, u) == t)
                name = w->types.at[u];
        if (!t->size && name == t->name && !w->e->model.vertices.at[v].latent) {
            name = new_name(w, "", t->name, NULL);
            sink_put(w->out, "type ");
            word_write_name(name, w->out);
            sink_print(w->out, " = {0..%u}\n", (unsigned)rival_size(t) - 1);
        }
        array_push(&w->types, name);
    }
}

static void
write_coins(Writer *w)
{
    for (size_t i = 0; i < w->pair->coins.count; i++) {
        const RivalCoin *c = &w->pair->coins.at[i];
        Name type = NULL;
        for (size_t k = 0; k < i; k++)
            if (w->pair->coins.at[k].size == c->size)
                type = w->coin_types.at[k];
        if (!type) {
            type = new_name(w, c->size == 2 ? "coin" : "die", NULL, NULL);
            sink_put(w->out, "type ");
            word_write_name(type, w->out);
            sink_print(w->out, c->size == 2 ? " = {0, 1}\n" : " = {0..%u}\n",
                       (unsigned)c->size - 1);
        }
        array_push(&w->coin_types, type);
        array_push(&w->coins, new_name(w, "U_", w->e->name_of[c->ends[0]],
                                       c->ends[0] == c->ends[1] ? NULL
                                                                : w->e->name_of[c->ends[1]]));
    }
}

void
rival_write(Session *s, const WorldEffect *e, const RivalPair *pair, const Name names[2], Sink *out)
{
    Writer w = {.s = s, .e = e, .pair = pair, .names = names, .out = out};
    write_types(&w);
    write_coins(&w);
    for (uint32_t v = 0; v < pair->vertices.count; v++)
        write_rules(&w, v);
    for (int k = 0; k < 2; k++)
        write_model(&w, k);
    array_clear(&w.taken);
    array_clear(&w.types);
    array_clear(&w.coins);
    array_clear(&w.coin_types);
    array_clear(&w.choices);
    array_clear(&w.written);
}

/* names.c -- see names.h.  Twice over the statements: what is declared, then what each name is.
 *
 * What is asked of a place in a tree is a list of kinds, the likeliest first: the name is of the
 * first kind that the text declares it as, or that place's first where it declares none. */
#include "lang/outline/names.h"

#include "base/map.h"
#include "lang/read/reader.h"

#include <stdlib.h>
#include <string.h>

enum { KINDS = NAMES_WIRE + 1, NONE = -1 };

/* The kinds that a place takes. */
typedef struct Place {
    int kinds[KINDS]; /* ended by NONE */
} Place;

static const Place of_value = {{NAMES_VALUE, NONE}};
static const Place of_type = {{NAMES_TYPE, NONE}};
static const Place of_variable = {{NAMES_VARIABLE, NONE}};
static const Place of_label = {{NAMES_LABEL, NAMES_VARIABLE, NAMES_VALUE, NONE}};
static const Place of_expression = {{NAMES_VALUE, NAMES_TYPE, NAMES_VARIABLE, NAMES_LABEL, NONE}};
static const Place of_question = {{NAMES_VARIABLE, NAMES_VALUE, NAMES_LABEL, NAMES_TYPE, NONE}};
static const Place of_index = {{NAMES_TYPE, NAMES_VALUE, NAMES_VARIABLE, NONE}};
static const Place of_meaning = {{NAMES_VARIABLE, NAMES_TYPE, NONE}};

typedef struct Block {
    Map wires; /* the names bound in it -> their thing, unless that is a variable */
    bool open;
} Block;

typedef struct Reading {
    TextNames *to;
    const Source *source;
    Map declared;      /* name -> a bit for each kind */
    Map things[KINDS]; /* name -> its thing */
    uint32_t count;    /* of things */
    Block block;       /* the one that is read */
    Span statement;    /* the one that is read */
    Mention nowhere;   /* what is said of a name that is not written */
} Reading;

/* ---- what is declared ---- */

static void
declare(Reading *r, Name name, NameKind kind)
{
    uint64_t bits = 0;
    map_find(&r->declared, map_key(name), &bits);
    map_set_at(&r->declared, map_key(name), bits | 1U << kind);
}

static void
declare_names(Reading *r, const Node *list, NameKind kind)
{
    for (uint32_t i = 0; list && i < list->count; i++)
        declare(r, list->kids[i]->text, kind);
}

/* What leaves a block under a name is called by it elsewhere. */
static void
declare_returned(Reading *r, const Node *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Node *n = list->kids[i]->kind == NODE_EQUAL ? list->kids[i]->kids[0] : list->kids[i];
        if (n->kind == NODE_NAME)
            declare(r, n->text, NAMES_VARIABLE);
    }
}

static void
declare_items(Reading *r, const Node *n)
{
    for (uint32_t i = 0; i < n->count; i++) {
        const Node *item = n->kids[i];
        if (item->kind == NODE_CHAIN)
            for (uint32_t k = 0; k < item->count; k++)
                declare_names(r, item->kids[k], NAMES_VARIABLE);
        else
            declare(r, item->text, NAMES_VARIABLE);
    }
}

/* The names of wires in a type: (A : Bit). */
static void
declare_wires(Reading *r, const Node *n)
{
    if (!n)
        return;
    if (n->kind == NODE_WIRE)
        declare(r, n->text, NAMES_VARIABLE);
    for (uint32_t i = 0; i < n->count; i++)
        declare_wires(r, n->kids[i]);
}

static bool
names_a_value(const Node *n)
{
    switch (n->kind) {
    case NODE_STATE: case NODE_STATE_OF: case NODE_CHANNEL: case NODE_FUNCTION: case NODE_BOX:
    case NODE_DIAGRAM: case NODE_MODEL: case NODE_MODEL_TEXT: case NODE_FUNCTOR:
    case NODE_FUNCTIONALISE: case NODE_DRAW_ROWS: case NODE_IMPORT: return n->text != NULL;
    default: return false;
    }
}

static void
declare_statement(Reading *r, const Node *n)
{
    if (names_a_value(n))
        declare(r, n->text, NAMES_VALUE);
    switch (n->kind) {
    case NODE_TYPE:
        declare(r, n->text, NAMES_TYPE);
        if (n->count && n->kids[0]->kind == NODE_SET)
            for (uint32_t i = 0; i < n->kids[0]->label_count; i++)
                declare(r, n->kids[0]->labels[i].text, NAMES_LABEL);
        break;
    case NODE_LET: declare_names(r, n->kids[0], NAMES_VALUE); break;
    case NODE_ACTION: declare_names(r, n->kids[ACTION_NAMES], NAMES_VALUE); break;
    case NODE_WITNESS:
        declare(r, n->kids[0]->text, NAMES_VALUE);
        declare(r, n->kids[1]->text, NAMES_VALUE);
        break;
    case NODE_IMPORT:
        if (n->kids[IMPORT_WITH])
            declare(r, n->kids[IMPORT_WITH]->text, NAMES_VALUE);
        break;
    case NODE_DIAGRAM:
        declare_wires(r, n->kids[0]);
        declare_returned(r, n->kids[2]);
        break;
    case NODE_MODEL: declare_items(r, n->kids[0]); break;
    case NODE_STATE: case NODE_CHANNEL: case NODE_FUNCTION: case NODE_BOX:
        for (uint32_t i = n->kind == NODE_BOX ? 0 : 1; i < n->count; i++)
            declare_wires(r, n->kids[i]);
        break;
    default: break;
    }
    r->to->other_files = r->to->other_files || n->kind == NODE_IMPORT ||
                         n->kind == NODE_MODEL_TEXT || n->kind == NODE_EXPORT;
}

/* ---- what each name is ---- */

static uint32_t
thing_of(Reading *r, NameKind kind, Name name)
{
    uint64_t thing;
    if (!map_find(&r->things[kind], map_key(name), &thing))
        map_set_at(&r->things[kind], map_key(name), thing = r->count++);
    return (uint32_t)thing;
}

/* Is the name written there, as it is or in quotes?  `O = |a,b>` stands for names that are not. */
static bool
is_written(const Reading *r, Name name, Span at)
{
    size_t n = strlen(name);
    const char *text = r->source->text + at.start;
    return at.source == r->source &&
           (*text == '"' || (at.end - at.start == n && memcmp(text, name, n) == 0));
}

static Mention *
mention_as(Reading *r, NameKind kind, Name name, Span at)
{
    if (!name || !is_written(r, name, at) || strcmp(name, "_") == 0) {
        r->to->other_files = r->to->other_files || (name && strcmp(name, "_") != 0);
        return &r->nowhere;
    }
    Mention m = {
        .name = name, .kind = kind, .at = at, .whole = r->statement, .within = THING_NONE};
    m.thing = kind == NAMES_WIRE ? r->count : thing_of(r, kind, name);
    array_push(&r->to->mentions, m);
    return &r->to->mentions.at[r->to->mentions.count - 1];
}

static void
define(Reading *r, NameKind kind, Name name, Span at, Span whole, const char *word, uint32_t within)
{
    Mention *m = mention_as(r, kind, name, at);
    m->defines = true;
    m->whole = whole;
    m->word = word;
    m->within = within;
}

/* A wire of the block, which is called so nowhere else. */
static bool
find_wire(const Reading *r, Name name, uint64_t *thing)
{
    uint64_t bits = 0;
    map_find(&r->declared, map_key(name), &bits);
    return r->block.open && !(bits & 1U << NAMES_VARIABLE) &&
           map_find(&r->block.wires, map_key(name), thing);
}

static bool
is_wire(const Reading *r, Name name)
{
    return r->block.open && map_find(&r->block.wires, map_key(name), NULL);
}

static void
mention(Reading *r, const Place *place, Name name, Span at)
{
    uint64_t bits = 0, thing;
    int kind = NONE, found = 0;
    if (find_wire(r, name, &thing)) {
        mention_as(r, NAMES_WIRE, name, at)->thing = (uint32_t)thing;
        return;
    }
    if (is_wire(r, name)) {
        mention_as(r, NAMES_VARIABLE, name, at);
        return;
    }
    map_find(&r->declared, map_key(name), &bits);
    for (size_t i = 0; i < KINDS && place->kinds[i] != NONE; i++)
        if (bits & 1U << place->kinds[i]) {
            kind = kind == NONE ? place->kinds[i] : kind;
            found++;
        }
    mention_as(r, kind == NONE ? (NameKind)place->kinds[0] : (NameKind)kind, name, at)->unsure =
        found > 1;
}

static void
mention_labels(Reading *r, const Place *place, const Node *n)
{
    for (uint32_t i = 0; i < n->label_count; i++)
        mention(r, place, n->labels[i].text, n->labels[i].at);
}

static void visit(Reading *r, const Place *place, const Node *n);

static void
visit_from(Reading *r, const Place *place, const Node *n, uint32_t from)
{
    for (uint32_t i = from; i < n->count; i++)
        visit(r, place, n->kids[i]);
}

static void
visit_path(Reading *r, const Node *n)
{
    visit(r, &of_value, n->kids[0]);
    mention(r, &of_variable, n->text, n->text_at);
}

static void
visit_call(Reading *r, const Node *n)
{
    visit(r, n->kind == NODE_INDEX ? &of_expression : &of_value, n->kids[0]);
    const Place *place = n->kind == NODE_INDEX ? &of_index : &of_question;
    for (uint32_t i = 1; i < n->count; i++)
        if (n->kids[i])
            visit_from(r, place, n->kids[i], 0);
}

/* Any node of an expression, or a type. */
static void
visit(Reading *r, const Place *place, const Node *n)
{
    if (!n)
        return;
    switch (n->kind) {
    case NODE_NAME: case NODE_STRING: mention(r, place, n->text, n->at); break;
    case NODE_PATH: visit_path(r, n); break;
    case NODE_CALL: case NODE_INDEX: visit_call(r, n); break;
    case NODE_EQUAL: case NODE_LIKELY:
        visit(r, &of_question, n->kids[0]);
        visit(r, n->kind == NODE_EQUAL ? &of_label : &of_expression, n->kids[1]);
        break;
    case NODE_SOFT:
        visit(r, &of_variable, n->kids[0]);
        visit(r, &of_expression, n->kids[1]);
        break;
    case NODE_IN: case NODE_WITH: case NODE_FROM:
        visit(r, place, n->kids[0]);
        visit_from(r, &of_value, n, 1);
        break;
    case NODE_SET: mention_labels(r, place == &of_label ? &of_label : &of_question, n); break;
    case NODE_KET: case NODE_ROW:
        mention_labels(r, &of_label, n);
        visit_from(r, &of_expression, n, 0);
        break;
    case NODE_RANGE: mention_labels(r, &of_label, n); break;
    case NODE_WIRE:
        mention(r, &of_variable, n->text, n->text_at);
        visit(r, &of_type, n->kids[0]);
        break;
    default: visit_from(r, place, n, 0); break;
    }
}

/* ---- statements ---- */

static uint32_t
define_value(Reading *r, const Node *n)
{
    const char *word = n->word ? n->word : "value";
    define(r, NAMES_VALUE, n->text, n->text_at, n->at, word, THING_NONE);
    return thing_of(r, NAMES_VALUE, n->text);
}

static void
define_list(Reading *r, const Node *list, const Node *whole)
{
    for (uint32_t i = 0; list && i < list->count; i++)
        define(r, NAMES_VALUE, list->kids[i]->text, list->kids[i]->at, whole->at, whole->word,
               THING_NONE);
}

static void
visit_type(Reading *r, const Node *n)
{
    define(r, NAMES_TYPE, n->text, n->text_at, n->at, "type", THING_NONE);
    uint32_t type = thing_of(r, NAMES_TYPE, n->text);
    const Node *body = n->count ? n->kids[0] : NULL;
    for (uint32_t i = 0; body && body->kind == NODE_SET && i < body->label_count; i++)
        define(r, NAMES_LABEL, body->labels[i].text, body->labels[i].at, body->labels[i].at,
               "label", type);
    if (body && body->kind != NODE_SET && body->kind != NODE_RANGE)
        visit(r, &of_type, body);
}

/* A wire is bound: by a parameter, or by a line of the block. */
static void
bind(Reading *r, const Node *name, Span whole, uint32_t diagram)
{
    uint64_t bits = 0;
    map_find(&r->declared, map_key(name->text), &bits);
    bool leaves = bits & 1U << NAMES_VARIABLE;
    if (strcmp(name->text, "_") == 0)
        return;
    define(r, leaves ? NAMES_VARIABLE : NAMES_WIRE, name->text, name->text_at, whole,
           "wire", diagram);
    map_set_at(&r->block.wires, map_key(name->text), leaves ? 0 : r->count++);
}

static void
visit_diagram(Reading *r, const Node *n)
{
    uint32_t diagram = define_value(r, n);
    const Node *wires = n->kids[0], *binds = n->kids[1], *returned = n->kids[2];
    r->block.open = true;
    for (uint32_t i = 0; i < wires->count; i++) {
        bind(r, wires->kids[i], wires->kids[i]->at, diagram);
        visit(r, &of_type, wires->kids[i]->kids[0]);
    }
    for (uint32_t i = 0; i < binds->count; i++) {
        visit(r, &of_expression, binds->kids[i]->kids[1]);
        for (uint32_t k = 0; k < binds->kids[i]->kids[0]->count; k++)
            bind(r, binds->kids[i]->kids[0]->kids[k], binds->kids[i]->at, diagram);
    }
    for (uint32_t i = 0; i < returned->count; i++) {
        const Node *e = returned->kids[i];
        if (e->kind == NODE_EQUAL && e->kids[0]->kind == NODE_NAME)
            define(r, NAMES_VARIABLE, e->kids[0]->text, e->kids[0]->at, e->at, "wire", diagram);
        visit(r, &of_expression, e->kind == NODE_EQUAL ? e->kids[1] : e);
    }
    r->block.open = false;
    map_clear(&r->block.wires);
}

static void
visit_item(Reading *r, const Node *item, uint32_t model)
{
    if (item->kind == NODE_CHAIN) {
        for (uint32_t i = 0; i < item->count; i++)
            for (uint32_t k = 0; k < item->kids[i]->count; k++)
                mention(r, &of_variable, item->kids[i]->kids[k]->text, item->kids[i]->kids[k]->at);
        return;
    }
    define(r, NAMES_VARIABLE, item->text, item->text_at, item->at, "variable", model);
    visit(r, &of_type, item->kids[0]);
    visit(r, item->kind == NODE_FIX ? &of_question : &of_variable, item->kids[1]);
}

static void
visit_model(Reading *r, const Node *n)
{
    uint32_t model = define_value(r, n);
    for (uint32_t i = 0; i < n->kids[0]->count; i++)
        visit_item(r, n->kids[0]->kids[i], model);
}

static void
visit_functor(Reading *r, const Node *n)
{
    define_value(r, n);
    visit(r, &of_value, n->kids[0]);
    for (uint32_t i = 0; i < n->kids[1]->count; i++) {
        const Node *m = n->kids[1]->kids[i];
        bool edge = m->kind == NODE_EDGE_MEANING;
        visit(r, &of_meaning, m->kids[0]);
        if (edge)
            visit(r, &of_variable, m->kids[1]);
        visit_from(r, &of_expression, m, edge ? 2 : 1);
    }
}

static void
visit_import(Reading *r, const Node *n)
{
    if (n->text)
        define_value(r, n);
    if (n->kids[IMPORT_WITH])
        define(r, NAMES_VALUE, n->kids[IMPORT_WITH]->text, n->kids[IMPORT_WITH]->at, n->at,
               "functor", THING_NONE);
    visit(r, &of_index, n->kids[IMPORT_OF]);
    const Node *fields = n->kids[IMPORT_FIELDS];
    for (uint32_t i = 0; fields && i < fields->count; i++)
        if (fields->kids[i]->kind == NODE_COLUMN)
            mention(r, &of_variable, fields->kids[i]->text, fields->kids[i]->text_at);
}

static void
visit_action(Reading *r, const Node *n)
{
    define_list(r, n->kids[ACTION_NAMES], n);
    visit(r, &of_expression, n->kids[ACTION_LIST]);
    visit(r, &of_variable, n->kids[ACTION_BY]);
}

static void
visit_statement(Reading *r, const Node *n)
{
    r->statement = n->at;
    switch (n->kind) {
    case NODE_TYPE: visit_type(r, n); break;
    case NODE_STATE: case NODE_CHANNEL: case NODE_FUNCTION:
        define_value(r, n);
        visit(r, &of_expression, n->kids[0]);
        visit_from(r, &of_type, n, 1);
        break;
    case NODE_BOX:
        define_value(r, n);
        visit_from(r, &of_type, n, 0);
        break;
    case NODE_STATE_OF:
        define_value(r, n);
        visit(r, &of_expression, n->kids[0]);
        visit(r, &of_value, n->kids[1]);
        break;
    case NODE_LET:
        define_list(r, n->kids[0], n);
        visit_from(r, &of_expression, n, 1);
        break;
    case NODE_DIAGRAM: visit_diagram(r, n); break;
    case NODE_MODEL: visit_model(r, n); break;
    case NODE_MODEL_TEXT:
        define_value(r, n);
        visit(r, &of_type, n->kids[2]);
        break;
    case NODE_FUNCTOR: visit_functor(r, n); break;
    case NODE_FUNCTIONALISE:
        define_value(r, n);
        visit_from(r, &of_value, n, 0);
        break;
    case NODE_WITNESS:
        for (uint32_t i = 0; i < 2; i++)
            define(r, NAMES_VALUE, n->kids[i]->text, n->kids[i]->at, n->at, n->word, THING_NONE);
        visit_from(r, &of_expression, n, 2);
        break;
    case NODE_IMPORT: visit_import(r, n); break;
    case NODE_EXPORT:
        visit(r, &of_expression, n->kids[EXPORT_VALUE]);
        visit(r, &of_value, n->kids[EXPORT_WITH]);
        break;
    case NODE_DRAW_ROWS:
        if (n->text)
            define_value(r, n);
        visit(r, &of_expression, n->kids[DRAW_ROWS_OF]);
        break;
    case NODE_ACTION: visit_action(r, n); break;
    default: visit_from(r, &of_expression, n, 0); break;
    }
}

/* ---- the text ---- */

static int
compare_mentions(const void *a, const void *b)
{
    const Mention *x = a, *y = b;
    return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* `a, b in m` asks both in m: what stands once is mentioned twice. */
static void
sort_mentions(Mentions *m)
{
    size_t count = 0;
    if (m->count)
        qsort(m->at, m->count, sizeof *m->at, compare_mentions);
    for (size_t i = 0; i < m->count; i++)
        if (!count || m->at[count - 1].at.start != m->at[i].at.start)
            m->at[count++] = m->at[i];
    m->count = count;
}

bool
names_read(TextNames *to, const Source *s, Names *names, Budget *b)
{
    static const uint64_t none;
    ARRAY(Node *) statements = {0};
    Reading r = {.to = to, .source = s};
    Arena a = {0};
    Reader reader;
    Node *n;
    ReadResult read;
    reader_init(&reader, s, names, NULL, false);
    reader.budget = b;
    reader.held = &none;
    while ((read = reader_next(&reader, &a, &n)) != READ_END && (!b || b->stop == STOP_NOT))
        if (read == READ_STATEMENT)
            array_push(&statements, n);
        else
            to->unread = true;
    reader_clear(&reader);
    for (size_t i = 0; i < statements.count; i++)
        declare_statement(&r, statements.at[i]);
    for (size_t i = 0; i < statements.count; i++)
        visit_statement(&r, statements.at[i]);
    sort_mentions(&to->mentions);
    array_clear(&statements);
    map_clear(&r.declared);
    for (size_t i = 0; i < KINDS; i++)
        map_clear(&r.things[i]);
    arena_clear(&a);
    return read == READ_END;
}

void
text_names_clear(TextNames *t)
{
    array_clear(&t->mentions);
    *t = (TextNames){0};
}

const char *
names_kind(NameKind kind)
{
    static const char *const words[] = {
        [NAMES_TYPE] = "type",   [NAMES_VALUE] = "value", [NAMES_VARIABLE] = "variable",
        [NAMES_LABEL] = "label", [NAMES_WIRE] = "wire",
    };
    return words[kind];
}

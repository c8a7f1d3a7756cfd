/* scene.c -- from diagrams, combs and models to what a picture shows; see scene.h.
 *
 * Wires of a diagram get the number of their out-port through a table, NONE where they are not in
 * the picture. */
#include "picture/scene.h"

#include "base/utf8.h"
#include "diagram/conditional.h"

#include <assert.h>

#define NONE UINT32_MAX

enum { PORTS = 8, PRIMES_MOST = 3, VALUE_COLUMNS = 24 };

void
scene_clear(Scene *s)
{
    array_clear(&s->nodes);
    array_clear(&s->ins);
    array_clear(&s->outs);
    arena_clear(&s->texts);
    *s = (Scene){0};
}

static void
swap(Scene *a, Scene *b)
{
    Scene c = *a;
    *a = *b;
    *b = c;
}

const char *
scene_text(Scene *s, const char *text)
{
    size_t n = strlen(text);
    char *copy = arena_new(&s->texts, n + 1);
    memcpy(copy, text, n);
    return copy;
}

void
scene_end(Scene *s)
{
    Sink text = {0};
    sink_print(&text, "%zu more %s left out", s->left_out,
               s->graph           ? s->left_out == 1 ? "variable is" : "variables are"
               : s->left_out == 1 ? "box is"
                                  : "boxes are");
    s->note = s->left_out ? scene_text(s, sink_text(&text)) : NULL;
    sink_clear(&text);
}

static void
add_in(Scene *s, uint32_t node, uint32_t wire)
{
    SceneIn in = {.node = node, .wire = wire, .looks = UINT32_MAX};
    array_push(&s->ins, in);
}

uint32_t
scene_add(Scene *s, Sign shape, const char *label, const uint32_t *wires, size_t in, size_t out)
{
    uint32_t v = (uint32_t)s->nodes.count;
    SceneNode node = {.in = (uint32_t)s->ins.count,
                      .in_count = (uint32_t)in,
                      .out = (uint32_t)s->outs.count,
                      .out_count = (uint32_t)out};
    for (size_t k = 0; k < LOOKS_MAX; k++)
        node.look[k] = (Look){.shape = shape};
    node.look[0].label = label ? scene_text(s, label) : NULL;
    for (size_t k = 1; k < LOOKS_MAX; k++)
        node.look[k].label = node.look[0].label;
    array_push(&s->nodes, node);
    for (size_t i = 0; i < in; i++)
        add_in(s, v, wires[i]);
    for (size_t i = 0; i < out; i++) {
        SceneOut o = {.node = v};
        array_push(&s->outs, o);
    }
    s->looks = s->looks ? s->looks : 1;
    return v;
}

/* ---- labels ---- */

/* Without its quotes, and not too long. */
static const char *
put_label(Scene *s, const char *text)
{
    Sink plain = {0}, out = {0};
    for (; *text; text++)
        if (*text != '"')
            sink_add(&plain, text, 1);
    word_write_shown(sink_text(&plain), SHOWN_MOST, &out);
    const char *label = scene_text(s, sink_text(&out));
    sink_clear(&out);
    sink_clear(&plain);
    return label;
}

static bool
is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '\'' || (unsigned char)c >= 0x80;
}

/* `lung.T` is T here: whose it is, the title says. */
static const char *
skip_owner(const char *name)
{
    const char *at = name;
    while (is_word(*at))
        at++;
    return *at == '.' && at > name && at[1] ? skip_owner(at + 1) : name;
}

/* `F(lung.T)` becomes F(T).  `name`: as source calls the box; cleared. */
static const char *
name_of_box(Scene *s, Sink name)
{
    Sink out = {0};
    size_t n = name.count;
    if (n > 2 && name.text[0] == '(' && name.text[n - 1] == ')') {
        memmove(name.text, name.text + 1, n);
        name.text[n - 2] = '\0';
    }
    const char *text = skip_owner(sink_text(&name));
    const char *open = text;
    while (is_word(*open))
        open++;
    if (*open == '(' && open > text) {
        sink_add(&out, text, (size_t)(open - text) + 1);
        text = skip_owner(open + 1);
    }
    sink_put(&out, text);
    const char *label = put_label(s, sink_text(&out));
    sink_clear(&out);
    sink_clear(&name);
    return label;
}

static const char *
name_label(Scene *s, Name name)
{
    return put_label(s, name);
}

/* The variable of output i of a box; NULL: none. */
static Name
variable_name(const Box *box, size_t i)
{
    const Conditional *p = box->conditional;
    if (box->kind == BOX_CONDITIONAL)
        return p->state.outputs.at[p->givens + i].name;
    return i < box->out_names.count ? box->out_names.at[i] : NULL;
}

/* And of input i. */
static Name
variable_read(const Box *box, size_t i)
{
    const Conditional *p = box->conditional;
    if (box->kind != BOX_CONDITIONAL)
        return i < box->in_names.count ? box->in_names.at[i] : NULL;
    return i < p->givens ? p->state.outputs.at[i].name : p->state.inputs.at[i - p->givens].name;
}

static const char *
type_label(Scene *s, const Type *type)
{
    Sink text = {0};
    if (type && type->name)
        sink_put(&text, type->name);
    else if (type)
        type_write_carrier(type, &text);
    const char *label = put_label(s, sink_text(&text));
    sink_clear(&text);
    return label;
}

/* ---- diagrams and combs ---- */

typedef struct Drawing {
    Scene *s;
    const Diagram *d;
    uint32_t *port;     /* of each wire: its out-port, or NONE */
    const char **label; /* of each wire: its name, with primes; NULL where it has none */
    Name *variable;     /* of each wire: that name as source has it, without; or NULL */
    uint8_t *primes;    /* and how many primes it has there */
    Name *put_in;       /* of each wire: what all that read it call it; or NULL */
    Map taken;          /* hash of a name -> there is a wire called so */
    bool *read;
    size_t uses; /* how many are taken */
    size_t most; /* how many boxes, inputs and outputs there may be */
} Drawing;

static const char *
end_label(Scene *s, const Diagram *d, const End *end)
{
    return end->name ? name_label(s, end->name) : type_label(s, d->wires.at[end->wire]);
}

static Sign
use_shape(const Box *box)
{
    if (box->kind == BOX_UNIFORM)
        return SIGN_UNIFORM;
    if (!box->in.count)
        return SIGN_STATE;
    return box_outputs(box) ? SIGN_BOX : SIGN_EFFECT;
}

static bool
same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static void
take_name(Drawing *g, uint32_t wire, const char *name, Name variable)
{
    g->label[wire] = name;
    g->variable[wire] = variable;
    map_set_at(&g->taken, hash_bytes(name, strlen(name)), 1);
}

static bool
is_taken(const Drawing *g, Sink *name)
{
    return map_find(&g->taken, hash_bytes(sink_text(name), name->count), NULL);
}

/* A wire inside is called by its variable; a second one of the same variable has a prime. */
static void
name_outputs(Drawing *g, const Use *u)
{
    for (uint32_t i = 0; i < box_outputs(u->box); i++) {
        Name variable = g->label[u->out + i] ? NULL : variable_name(u->box, i);
        if (!variable)
            continue;
        Sink unique = {0};
        sink_put(&unique, name_label(g->s, variable));
        uint8_t *n = &g->primes[u->out + i];
        for (; *n < PRIMES_MOST && is_taken(g, &unique); ++*n)
            sink_put(&unique, "'");
        take_name(g, u->out + i, scene_text(g->s, sink_text(&unique)), variable);
        sink_clear(&unique);
    }
}

/* The name of a variable, with the primes that its wire has. */
static void
put_variable(const Drawing *g, Name name, uint32_t wire, Sink *own, Sink *now)
{
    word_write_name(name ? name : "", own);
    word_write_name(name ? name : "", now);
    if (name && g->variable[wire] == name)
        sink_fill(now, '\'', g->primes[wire]);
}

/* What stands in a conditional's brackets: as its name has it, and with the names of its wires. */
static void
put_arguments(const Drawing *g, const Use *u, Sink *own, Sink *now)
{
    const char *before = "(";
    for (uint32_t i = 0; i < u->box->out.count + u->box->in.count; i++) {
        uint32_t in = i - (uint32_t)u->box->out.count;
        bool head = i < u->box->out.count;
        if (i)
            before = in == 0 ? " | " : ", ";
        sink_put(own, before);
        sink_put(now, before);
        if (head)
            put_variable(g, variable_name(u->box, i), u->out + i, own, now);
        else
            put_variable(g, variable_read(u->box, in), g->d->reads.at[u->in + in], own, now);
    }
    sink_put(own, ")");
    sink_put(now, ")");
}

static const char *
box_label(const Drawing *g, const Use *u)
{
    if (u->box->kind == BOX_UNIFORM)
        return put_label(g->s, u->box->name);
    Sink name = {0}, own = {0}, now = {0};
    box_write(u->box, box_outputs(u->box) ? g->d->wires.at[u->out] : NULL, &name);
    if (u->box->kind == BOX_CONDITIONAL)
        put_arguments(g, u, &own, &now);
    if (own.count && name.count >= own.count &&
        strcmp(name.text + name.count - own.count, own.text) == 0) {
        name.count -= own.count;
        sink_put(&name, now.text);
    }
    sink_clear(&now);
    sink_clear(&own);
    return name_of_box(g->s, name);
}

/* What stands beside a wire inside: its name, else what its readers call it, else its type; where
 * its source does not say it. */
static void
label_wire(Drawing *g, uint32_t wire, const char *source)
{
    const char *label = g->label[wire]    ? g->label[wire]
                        : g->put_in[wire] ? name_label(g->s, g->put_in[wire])
                                          : type_label(g->s, g->d->wires.at[wire]);
    if (*label && !same_text(label, source))
        g->s->outs.at[g->port[wire]].label = label;
}

/* Is there everything that it reads, and room for its ports? */
static bool
has_room(const Drawing *g, const Use *u)
{
    size_t ports = g->s->ins.count + g->s->outs.count + u->box->in.count + box_outputs(u->box);
    bool room = g->most > SIZE_MAX / PORTS || ports <= g->most * PORTS;
    for (size_t i = 0; room && i < u->box->in.count; i++)
        room = g->port[g->d->reads.at[u->in + i]] != NONE;
    return room;
}

static void
add_use(Drawing *g, const Use *u)
{
    const Diagram *d = g->d;
    size_t out = box_outputs(u->box);
    if (!has_room(g, u)) {
        g->s->left_out++;
        return;
    }
    WireList in = {0};
    for (size_t i = 0; i < u->box->in.count; i++) {
        uint32_t wire = d->reads.at[u->in + i];
        g->read[wire] = true;
        array_push(&in, g->port[wire]);
    }
    name_outputs(g, u);
    const char *label = box_label(g, u);
    uint32_t v = scene_add(g->s, use_shape(u->box), label, in.at, in.count, out);
    Role role = u->box->latent ? ROLE_LATENT : ROLE_PLAIN;
    for (size_t k = 0; k < LOOKS_MAX; k++)
        g->s->nodes.at[v].look[k].role = role;
    for (uint32_t i = 0; i < out; i++) {
        g->port[u->out + i] = g->s->nodes.at[v].out + i;
        g->s->outs.at[g->port[u->out + i]].role = role;
        label_wire(g, u->out + i, label);
    }
    array_clear(&in);
}

static void
add_end(Drawing *g, Sign shape, const char *label, uint32_t wire, bool named)
{
    bool input = shape == SIGN_INPUT;
    uint32_t v = scene_add(g->s, shape, label, &g->port[wire], !input, input);
    g->s->nodes.at[v].kept = true;
    g->s->nodes.at[v].named = named;
    if (input)
        g->port[wire] = g->s->nodes.at[v].out;
    else
        g->read[wire] = true;
}

/* Wires that go on in what was left out, and wires that nobody reads. */
static void
add_loose_ends(Drawing *g)
{
    const Diagram *d = g->d;
    bool *later = memory_new(d->wires.count, sizeof *later);
    for (size_t i = g->uses; i < d->uses.count; i++)
        for (size_t k = 0; k < d->uses.at[i].box->in.count; k++)
            later[d->reads.at[d->uses.at[i].in + k]] = true;
    for (uint32_t w = 0; w < d->wires.count; w++) {
        if (g->port[w] == NONE || (g->read[w] && !later[w]))
            continue;
        scene_add(g->s, later[w] ? SIGN_OUTPUT : SIGN_GROUND, later[w] ? "..." : NULL, &g->port[w],
                  1, 0);
    }
    memory_free(later);
}

/* Drops the label of a wire that goes straight to an output with the same label. */
static void
drop_labels(Scene *s)
{
    uint32_t *readers = memory_new(s->outs.count, sizeof *readers);
    for (size_t i = 0; i < s->ins.count; i++)
        readers[s->ins.at[i].wire]++;
    for (size_t i = 0; i < s->ins.count; i++) {
        const SceneNode *n = &s->nodes.at[s->ins.at[i].node];
        SceneOut *o = &s->outs.at[s->ins.at[i].wire];
        if (n->look[0].shape == SIGN_OUTPUT && readers[s->ins.at[i].wire] == 1 &&
            same_text(n->look[0].label, o->label))
            o->label = NULL;
    }
    memory_free(readers);
}

/* Does input i leave a hole? */
static bool
in_hole(const SceneHole *holes, size_t n, uint32_t i)
{
    for (size_t h = 0; h < n; h++)
        if (wires_has(&holes[h].to, i))
            return true;
    return false;
}

/* What the boxes that read a wire call it, where they agree. */
static void
find_put_in(Drawing *g)
{
    const Diagram *d = g->d;
    bool *met = memory_new(d->wires.count, sizeof *met);
    for (size_t u = 0; u < d->uses.count; u++)
        for (size_t i = 0; i < d->uses.at[u].box->in.count; i++) {
            uint32_t wire = d->reads.at[d->uses.at[u].in + i];
            Name name = variable_read(d->uses.at[u].box, i);
            g->put_in[wire] = !met[wire] || g->put_in[wire] == name ? name : NULL;
            met[wire] = true;
        }
    memory_free(met);
}

static void
start_drawing(Drawing *g, Scene *s, const Diagram *d, size_t most)
{
    *g = (Drawing){
        .s = s, .d = d, .most = most, .uses = d->uses.count < most ? d->uses.count : most};
    g->port = memory_new(d->wires.count, sizeof *g->port);
    g->label = memory_new(d->wires.count, sizeof *g->label);
    g->variable = memory_new(d->wires.count, sizeof *g->variable);
    g->primes = memory_new(d->wires.count, sizeof *g->primes);
    g->put_in = memory_new(d->wires.count, sizeof *g->put_in);
    g->read = memory_new(d->wires.count, sizeof *g->read);
    find_put_in(g);
    for (size_t w = 0; w < d->wires.count; w++)
        g->port[w] = NONE;
    const EndList *ends[] = {&d->inputs, &d->outputs};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < ends[k]->count; i++)
            if (ends[k]->at[i].name)
                take_name(g, ends[k]->at[i].wire, name_label(s, ends[k]->at[i].name),
                          ends[k]->at[i].name);
    s->left_out = d->uses.count - g->uses;
}

static void
end_drawing(Drawing *g)
{
    size_t ends =
        g->d->inputs.count > g->d->outputs.count ? g->d->inputs.count : g->d->outputs.count;
    g->s->left_out += ends > g->most ? ends - g->most : 0;
    scene_end(g->s);
    drop_labels(g->s);
    memory_free(g->port);
    memory_free(g->label);
    memory_free(g->variable);
    memory_free(g->primes);
    memory_free(g->put_in);
    map_clear(&g->taken);
    memory_free(g->read);
}

/* What leaves a hole is there before the boxes that read it; what enters it is known only after
 * them. */
static void
add_hole(Drawing *g, const SceneHole *hole)
{
    const Diagram *d = g->d;
    uint32_t v = scene_add(g->s, SIGN_HOLE, "hole", NULL, 0, hole->to.count);
    for (size_t k = 0; k < LOOKS_MAX; k++)
        g->s->nodes.at[v].look[k].role = ROLE_HOLE;
    for (uint32_t i = 0; i < hole->to.count; i++) {
        const End *end = &d->inputs.at[hole->to.at[i]];
        g->port[end->wire] = g->s->nodes.at[v].out + i;
        g->s->outs.at[g->port[end->wire]].label = end_label(g->s, d, end);
    }
}

static void
fill_hole(Drawing *g, const SceneHole *hole, uint32_t v)
{
    SceneNode *n = &g->s->nodes.at[v];
    n->in = (uint32_t)g->s->ins.count;
    n->in_count = (uint32_t)hole->from.count;
    for (size_t i = 0; i < hole->from.count; i++) {
        const End *end = &g->d->outputs.at[hole->from.at[i]];
        g->read[end->wire] = true;
        add_in(g->s, v, g->port[end->wire]);
        g->s->outs.at[g->port[end->wire]].label = end_label(g->s, g->d, end);
    }
}

static void
add_inputs(Drawing *g, const SceneHole *holes, size_t n)
{
    const EndList *ends = &g->d->inputs;
    for (uint32_t i = 0; i < ends->count && i < g->most; i++)
        if (!in_hole(holes, n, i))
            add_end(g, SIGN_INPUT, end_label(g->s, g->d, &ends->at[i]), ends->at[i].wire,
                    ends->at[i].name != NULL);
}

static void
add_outputs(Drawing *g)
{
    const EndList *ends = &g->d->outputs;
    for (uint32_t i = 0; i < ends->count && i < g->most; i++)
        if (g->port[ends->at[i].wire] != NONE)
            add_end(g, SIGN_OUTPUT, end_label(g->s, g->d, &ends->at[i]), ends->at[i].wire,
                    ends->at[i].name != NULL);
}

/* What enters and what leaves a hole is seen too.  All stand below the frame. */
static void
add_comb_outputs(Drawing *g, const WireList *order)
{
    const Diagram *d = g->d;
    for (size_t i = 0; i < order->count; i++) {
        uint32_t at = order->at[i] / 2;
        const End *end = order->at[i] % 2 ? &d->inputs.at[at] : &d->outputs.at[at];
        add_end(g, SIGN_OUTPUT, end_label(g->s, d, end), end->wire, false);
    }
}

static void
add_all(Scene *s, const Diagram *d, const SceneHole *holes, size_t n, const WireList *order,
        size_t most)
{
    Drawing g;
    start_drawing(&g, s, d, most);
    add_inputs(&g, holes, n);
    uint32_t first = (uint32_t)s->nodes.count;
    for (size_t h = 0; h < n; h++)
        add_hole(&g, &holes[h]);
    for (size_t i = 0; i < g.uses; i++)
        add_use(&g, &d->uses.at[i]);
    for (uint32_t h = 0; h < n; h++)
        fill_hole(&g, &holes[h], first + h);
    if (order)
        add_comb_outputs(&g, order);
    else
        add_outputs(&g);
    add_loose_ends(&g);
    end_drawing(&g);
}

void
scene_add_diagram(Scene *s, const Diagram *d, size_t most)
{
    add_all(s, d, NULL, 0, NULL, most);
}

void
scene_add_comb(Scene *s, const Diagram *f, const SceneHole *holes, size_t n, const WireList *order)
{
    s->frame = true;
    add_all(s, f, holes, n, order, SIZE_MAX);
}

/* ---- less of it ---- */

static bool
is_end(const SceneNode *n)
{
    return n->look[0].shape == SIGN_OUTPUT || n->look[0].shape == SIGN_GROUND;
}

typedef struct ScenePart {
    Scene *to;
    const Scene *s;
    bool *chosen;   /* of each shape of s: does it stay? */
    uint32_t *wire; /* of each wire of s: its number in `to`, or NONE */
    bool *cut;      /* of each: does something read it that is left out? */
} ScenePart;

/* What it reads of what is left out comes from inputs. */
static void
open_wires(ScenePart *p, const SceneNode *n)
{
    for (uint32_t i = n->in; i < n->in + n->in_count && !p->s->graph; i++) {
        uint32_t wire = p->s->ins.at[i].wire;
        const SceneOut *out = &p->s->outs.at[wire];
        const char *name = out->label ? out->label : p->s->nodes.at[out->node].look[0].label;
        Sink label = {0};
        if (p->wire[wire] != NONE)
            continue;
        sink_print(&label, name ? "... %s" : "...", name);
        uint32_t v = scene_add(p->to, SIGN_INPUT, sink_text(&label), NULL, 0, 1);
        p->wire[wire] = p->to->nodes.at[v].out;
        p->to->outs.at[p->wire[wire]].role = out->role;
        sink_clear(&label);
    }
}

static void
keep_node(ScenePart *p, const SceneNode *n)
{
    open_wires(p, n);
    Scene *to = p->to;
    SceneNode copy = *n;
    uint32_t v = (uint32_t)to->nodes.count;
    copy.in = (uint32_t)to->ins.count;
    copy.in_count = 0;
    copy.out = (uint32_t)to->outs.count;
    for (uint32_t i = n->in; i < n->in + n->in_count; i++) {
        SceneIn in = p->s->ins.at[i];
        in.node = v;
        in.wire = p->wire[in.wire];
        if (in.wire == NONE)
            continue;
        array_push(&to->ins, in);
        copy.in_count++;
    }
    to->late += n < p->s->nodes.at + p->s->late;
    for (uint32_t i = n->out; i < n->out + n->out_count; i++) {
        SceneOut out = p->s->outs.at[i];
        out.node = v;
        p->wire[i] = (uint32_t)to->outs.count;
        array_push(&to->outs, out);
    }
    for (uint32_t k = 0; k < LOOKS_MAX; k++) {
        copy.look[k].label = n->look[k].label ? scene_text(to, n->look[k].label) : NULL;
        copy.look[k].name = n->look[k].name ? scene_text(to, n->look[k].name) : NULL;
    }
    array_push(&to->nodes, copy);
}

static void
leave_out(ScenePart *p, const SceneNode *n)
{
    for (uint32_t i = n->in; i < n->in + n->in_count; i++)
        p->cut[p->s->ins.at[i].wire] = true;
    p->to->left_out++;
}

void
scene_nearest(WireList *order, const bool *asked, size_t n, const TieList *ties)
{
    uint32_t *first = memory_new(n + 2, sizeof *first);
    uint32_t *list = memory_new(2 * ties->count, sizeof *list);
    bool *met = memory_new(n, sizeof *met);
    for (size_t i = 0; i < 2 * ties->count; i++)
        first[(i % 2 ? ties->at[i / 2].a : ties->at[i / 2].b) + 2]++;
    for (size_t v = 2; v < n + 2; v++)
        first[v] += first[v - 1];
    for (size_t i = 0; i < ties->count; i++) {
        list[first[ties->at[i].a + 1]++] = ties->at[i].b;
        list[first[ties->at[i].b + 1]++] = ties->at[i].a;
    }
    for (int wanted = 1; wanted >= 0; wanted--) {
        for (uint32_t v = 0; v < n; v++)
            if (!met[v] && asked[v] >= wanted)
                array_push(order, v), met[v] = true;
        for (size_t at = 0; wanted && at < order->count; at++)
            for (uint32_t i = first[order->at[at]]; i < first[order->at[at] + 1]; i++)
                if (!met[list[i]])
                    array_push(order, list[i]), met[list[i]] = true;
    }
    memory_free(met);
    memory_free(list);
    memory_free(first);
}

/* Which shapes stay, but for the ends, which go with their wires. */
static bool *
choose_nodes(const Scene *s, size_t most)
{
    size_t n = s->nodes.count;
    bool *chosen = memory_new(n, sizeof *chosen);
    WireList order = {0};
    TieList ties = {0};
    for (size_t i = 0; i < s->ins.count; i++) {
        Tie tie = {s->outs.at[s->ins.at[i].wire].node, s->ins.at[i].node};
        if (!is_end(&s->nodes.at[tie.b]))
            array_push(&ties, tie);
    }
    for (size_t v = 0; v < n; v++)
        chosen[v] = s->nodes.at[v].asked;
    scene_nearest(&order, chosen, n, &ties);
    memset(chosen, 0, n * sizeof *chosen);
    for (size_t i = 0; most && i < n; i++)
        if (!is_end(&s->nodes.at[order.at[i]])) {
            chosen[order.at[i]] = true;
            most--;
        }
    array_clear(&ties);
    array_clear(&order);
    return chosen;
}

void
scene_prune(Scene *to, const Scene *s, size_t most)
{
    Scene small = {.looks = s->looks, .graph = s->graph, .left_out = s->left_out};
    ScenePart p = {.to = &small, .s = s};
    p.chosen = choose_nodes(s, most);
    p.wire = memory_new(s->outs.count, sizeof *p.wire);
    p.cut = memory_new(s->outs.count, sizeof *p.cut);
    for (size_t w = 0; w < s->outs.count; w++)
        p.wire[w] = NONE;
    for (size_t v = 0; v < s->nodes.count; v++) {
        const SceneNode *n = &s->nodes.at[v];
        if (is_end(n) ? p.chosen[s->outs.at[s->ins.at[n->in].wire].node] : p.chosen[v])
            keep_node(&p, n);
        else if (!is_end(n))
            leave_out(&p, n);
    }
    for (size_t w = 0; w < s->outs.count; w++) {
        bool chosen = p.chosen[s->outs.at[w].node];
        if (chosen && s->outs.at[w].label)
            small.outs.at[p.wire[w]].label = scene_text(&small, s->outs.at[w].label);
        if (chosen && p.cut[w] && !s->graph)
            scene_add(&small, SIGN_OUTPUT, "...", &p.wire[w], 1, 0);
    }
    for (uint32_t k = 0; k < s->looks; k++)
        small.title[k] = s->title[k] ? scene_text(&small, s->title[k]) : NULL;
    scene_hide_inputs(&small);
    scene_end(&small);
    memory_free(p.wire);
    memory_free(p.cut);
    memory_free(p.chosen);
    swap(to, &small);
    scene_clear(&small);
}

void
scene_hide_inputs(Scene *s)
{
    uint32_t *looks = memory_new(s->outs.count, sizeof *looks);
    for (size_t i = 0; i < s->ins.count; i++)
        looks[s->ins.at[i].wire] |= s->ins.at[i].looks;
    for (size_t v = 0; v < s->nodes.count; v++) {
        SceneNode *n = &s->nodes.at[v];
        const Look *first = &n->look[0];
        bool added = first->shape == SIGN_INPUT && first->label && *first->label == '.';
        for (uint32_t k = 0; added && k < s->looks; k++)
            if (!(looks[n->out] >> k & 1))
                n->look[k].shape = SIGN_NONE;
    }
    memory_free(looks);
}

/* Of `S = uniform` the name alone, where the value is short. */
static const char *
shorter(Scene *s, const char *label, size_t most)
{
    size_t name = label ? strcspn(label, " ()|") : 0;
    const char *value = label && strncmp(label + name, " = ", 3) == 0 ? label + name : NULL;
    Sink first = {0}, text = {0};
    if (!label || (size_t)label_width(label) <= most)
        return label ? scene_text(s, label) : NULL;
    sink_add(&first, label, value ? name : strlen(label));
    word_write_shown(sink_text(&first), most, &text);
    if (value)
        sink_put(&text, label_width(value) <= VALUE_COLUMNS + 3 ? value : " = ...");
    label = scene_text(s, sink_text(&text));
    sink_clear(&text);
    sink_clear(&first);
    return label;
}

bool
scene_shorten(Scene *to, const Scene *s, size_t most)
{
    Scene brief = *s;
    bool longer = false;
    brief.texts = (Arena){0};
    memset(&brief.nodes, 0, sizeof brief.nodes);
    memset(&brief.ins, 0, sizeof brief.ins);
    memset(&brief.outs, 0, sizeof brief.outs);
    array_set(&brief.nodes, &s->nodes);
    array_set(&brief.ins, &s->ins);
    array_set(&brief.outs, &s->outs);
    for (uint32_t k = 0; k < s->looks; k++)
        brief.title[k] = s->title[k] ? scene_text(&brief, s->title[k]) : NULL;
    for (size_t v = 0; v < s->nodes.count; v++)
        for (uint32_t k = 0; k < LOOKS_MAX; k++) {
            Look *look = &brief.nodes.at[v].look[k];
            longer = longer || (look->label && (size_t)label_width(look->label) > most);
            look->label = shorter(&brief, look->label, most);
            look->name = shorter(&brief, look->name, most);
        }
    for (size_t i = 0; i < s->outs.count; i++) {
        const char **label = &brief.outs.at[i].label;
        longer = longer || (*label && (size_t)label_width(*label) > most);
        *label = shorter(&brief, *label, most);
    }
    brief.note = s->note ? scene_text(&brief, s->note) : NULL;
    scene_clear(to);
    if (longer)
        swap(to, &brief);
    scene_clear(&brief);
    return longer;
}

Sign
node_sign(const SceneNode *n)
{
    Sign sign = SIGN_NONE;
    for (size_t k = LOOKS_MAX; k-- > 0;)
        sign = n->look[k].shape ? n->look[k].shape : sign;
    return sign;
}

Role
wire_role(const Scene *s, uint32_t wire, uint32_t look)
{
    const SceneOut *o = &s->outs.at[wire];
    return s->nodes.at[o->node].look[look].role == ROLE_PUT_IN ? ROLE_PLAIN : o->role;
}

bool
node_is_wide(const SceneNode *n)
{
    switch (n->look[0].shape) {
    case SIGN_BOX:
    case SIGN_HOLE:
    case SIGN_CUT:
    case SIGN_VERTEX:
        return true;
    case SIGN_STATE:
    case SIGN_UNIFORM:
    case SIGN_EFFECT:
    case SIGN_THROUGH:
        return n->in_count + n->out_count - n->through != 1;
    default:
        return false;
    }
}

int
label_width(const char *label)
{
    size_t left = label ? strlen(label) : 0;
    int width = 0;
    while (left) {
        uint32_t point = '?';
        size_t n = utf8_read(label, left, &point);
        n = n ? n : 1;
        width += utf8_width(point);
        label += n;
        left -= n;
    }
    return width;
}

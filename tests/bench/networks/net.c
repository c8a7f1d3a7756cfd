/* net.c -- see net.h. */
#include "tests/bench/networks/net.h"

#include "base/random.h"
#include "diagram/model.h"
#include "bayes/bif.h"

static bool
read_text(Sink *to, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    char part[1 << 16];
    for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
        sink_add(to, part, n);
    fclose(file);
    return to->count > 0;
}

static bool
read_bif(BayesNet *to, Names *names, const char *path)
{
    Sink text;
    BayesMistake m = {0};
    BayesRepair repair;
    Budget budget = {0};
    sink_init(&text);
    mpq_inits(repair.most, repair.within, NULL);
    mpq_set_ui(repair.within, 1, 1);
    bool ok = read_text(&text, path) &&
              bif_read(to, &m, sink_text(&text), text.count, names, &budget) &&
              bayes_repair(to, &repair, &m);
    mpq_clears(repair.most, repair.within, NULL);
    bayes_mistake_clear(&m);
    sink_clear(&text);
    return ok;
}

/* Variable order[i] of the file becomes vertex i. */
static void
add_vertex(Net *n, const BayesNet *b, const WireList *order, const WireList *place)
{
    uint32_t file = order->at[n->vertices.count];
    const BayesVariable *x = &b->variables.at[file];
    Type *type = signature_add_type(&n->signature, x->name);
    for (size_t i = 0; i < x->labels.count; i++)
        type_add_label(type, x->labels.at[i]);
    NetVertex v = {.type = type, .file = file};
    for (size_t i = 0; i < x->parents.count; i++)
        array_push(&v.parents, place->at[x->parents.at[i]]);
    array_push(&n->vertices, v);
}

/* The box of vertex i, and what it means. */
static bool
add_box(Net *n, const BayesNet *b, uint32_t i)
{
    NetVertex *v = &n->vertices.at[i];
    TypeList in = {0}, out = {0};
    Matrix m;
    Budget budget = {0};
    for (size_t k = 0; k < v->parents.count; k++) {
        array_push(&in, n->vertices.at[v->parents.at[k]].type);
        n->vertices.at[v->parents.at[k]].inner = true;
    }
    array_push(&out, v->type);
    v->box = signature_add_box(&n->signature, v->type->name, &in, &out);
    bool ok = bayes_matrix(&m, b, v->file, &budget);
    meaning_add(&n->meaning, v->box->id, &m);
    matrix_clear(&m);
    array_clear(&out);
    array_clear(&in);
    return ok;
}

/* A label by chance, the parents having theirs. */
static void
sample(Net *n, uint32_t vertex, Random *r)
{
    NetVertex *v = &n->vertices.at[vertex];
    const Matrix *m = meaning_find(&n->meaning, v->box->id);
    uint32_t *tuple = memory_new(v->parents.count, sizeof *tuple);
    for (size_t i = 0; i < v->parents.count; i++)
        tuple[i] = n->vertices.at[v->parents.at[i]].sample;
    size_t row = matrix_find_row(m, tuple);
    double chance = (double)random_below(r, 1 << 30) / (1 << 30);
    for (size_t e = m->start.at[row]; e < m->start.at[row + 1] && chance >= 0; e++) {
        v->sample = m->index.at[e];
        chance -= mpq_get_d(&m->weight.at[e]);
    }
    memory_free(tuple);
}

/* Vertices after their parents. */
static void
find_order(const Net *n, WireList *to)
{
    Model shape = {0};
    WireList cycle = {0};
    for (size_t i = 0; i < n->vertices.count; i++) {
        Vertex v = {0};
        array_set(&v.parents, &n->vertices.at[i].parents);
        model_add_vertex(&shape, &v);
    }
    if (model_sort(&shape, &cycle))
        array_set(to, &shape.order);
    array_clear(&cycle);
    model_clear(&shape);
}

static void
make_diagram(Net *n, uint64_t seed)
{
    Random r = random_start(seed);
    WireList order = {0}, reads = {0};
    uint32_t *wire = memory_new(n->vertices.count, sizeof *wire);
    find_order(n, &order);
    for (size_t i = 0; i < order.count; i++) {
        NetVertex *v = &n->vertices.at[order.at[i]];
        reads.count = 0;
        for (size_t k = 0; k < v->parents.count; k++) {
            const NetVertex *parent = &n->vertices.at[v->parents.at[k]];
            array_push(&reads, wire[v->parents.at[k]]);
            v->depth = parent->depth + 1 > v->depth ? parent->depth + 1 : v->depth;
        }
        sample(n, order.at[i], &r);
        wire[order.at[i]] = diagram_add_box(&n->diagram, v->box, reads.at, 0);
    }
    for (size_t i = 0; i < n->vertices.count; i++)
        diagram_add_output(&n->diagram, wire[i], n->vertices.at[i].type->name);
    memory_free(wire);
    array_clear(&reads);
    array_clear(&order);
}

/* A shuffled order, or that of the file without a seed; and where each variable is in it. */
static void
make_order(WireList *order, WireList *place, size_t count, uint64_t shuffle)
{
    Random r = random_start(shuffle);
    array_add_zeroed(place, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = shuffle ? random_below(&r, i + 1) : i;
        array_push(order, i);
        order->at[i] = order->at[j];
        order->at[j] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        place->at[order->at[i]] = i;
}

static bool
read(Net *to, const char *path, uint64_t seed, uint64_t shuffle)
{
    Net n = {0};
    BayesNet b = {0};
    WireList order = {0}, place = {0};
    signature_init(&n.signature);
    bool ok = read_bif(&b, &n.names, path);
    make_order(&order, &place, b.variables.count, shuffle);
    for (size_t i = 0; ok && i < b.variables.count; i++)
        add_vertex(&n, &b, &order, &place);
    for (uint32_t i = 0; ok && i < b.variables.count; i++)
        ok = add_box(&n, &b, i);
    if (ok)
        make_diagram(&n, seed);
    else
        net_clear(&n);
    array_clear(&place);
    array_clear(&order);
    bayes_clear(&b);
    *to = n;
    to->meaning.tables = &to->tables;
    return ok;
}

bool
net_read(Net *to, const char *path, uint64_t seed)
{
    return read(to, path, seed, 0);
}

bool
net_read_twin(Net *to, const char *path, const Net *like, uint64_t seed)
{
    if (!read(to, path, 1, seed + 1))
        return false;
    for (size_t i = 0; i < to->vertices.count; i++)
        to->vertices.at[i].sample = like->vertices.at[to->vertices.at[i].file].sample;
    return true;
}

void
net_clear(Net *n)
{
    for (size_t i = 0; i < n->vertices.count; i++)
        array_clear(&n->vertices.at[i].parents);
    array_clear(&n->vertices);
    diagram_clear(&n->diagram);
    table_store_clear(&n->tables);
    meaning_clear(&n->meaning);
    signature_clear(&n->signature);
    names_clear(&n->names);
    *n = (Net){0};
}

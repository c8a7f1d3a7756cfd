/* rewrite.c -- fewer factors in one recipe; see rewrite.h.
 *
 * Each law takes some factors away and puts one in their place, so it all ends.  Factors stay in an
 * order where each follows those whose heads it reads. */
#include "surgery/rewrite.h"

enum {
    LOOKS = 1 << 24,   /* the most vertices and arrows of all separations: a tenth of a second */
    SCANS = 1 << 22,   /* the most bound variables times size of a recipe */
    JOINT_MOST = 12,   /* factors that become one to eliminate a variable */
    GROWTH_MOST = 3,   /* tries with more factors than those that mention it */
    REVERSAL_MOST = 5, /* factors of which all choices are tried */
    JOIN_MOST = 64     /* factors of which all pairs are tried */
};

void
rewriter_init(Rewriter *w, const Estimand *e, const Graph *g, Budget *b)
{
    *w = (Rewriter){.e = e, .g = g, .budget = b, .left = LOOKS};
    w->mark = memory_new((size_t)e->vertices + 1, sizeof *w->mark);
    bayes_ball_init(&w->ball, g);
}

void
rewriter_clear(Rewriter *w)
{
    memory_free(w->mark);
    bayes_ball_clear(&w->ball);
    *w = (Rewriter){0};
}

static uint32_t
vertex(const Rewriter *w, uint32_t variable)
{
    return w->e->vertex_of.at[variable];
}

static void
remove_value(WireList *list, uint32_t v)
{
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] != v)
            list->at[count++] = list->at[i];
    list->count = count;
}

/* Runs the ball, and counts its steps off `left`.  False: nothing is left. */
static bool
run_ball(Rewriter *w, const WireList *a, const WireList *b, const WireList *given)
{
    if (w->stopped || w->left == 0)
        return false;
    uint64_t before = w->ball.steps;
    bayes_ball_run(&w->ball, a, b, given);
    uint64_t steps = w->ball.steps - before + 1;
    w->left -= steps < w->left ? steps : w->left;
    w->stopped = !budget_step(w->budget, steps / 8 + 1);
    return true;
}

/* Are a and b separated given `given`?  Also false when `left` is used up. */
static bool
independent(Rewriter *w, const WireList *a, const WireList *b, const WireList *given)
{
    bool yes = b->count == 0 || run_ball(w, a, b, given);
    for (size_t i = 0; yes && i < b->count; i++)
        yes = !bayes_ball_has_met(&w->ball, b->at[i]);
    return yes;
}

static void
add_vertices(const Rewriter *w, WireList *to, const WireList *variables)
{
    for (size_t i = 0; i < variables->count; i++)
        array_push(to, vertex(w, variables->at[i]));
}

/* ---- shorten ---- */

static bool
shorten(Factor *f, Rewriter *w)
{
    WireList a = {0}, given = {0};
    size_t count = 0, before = f->givens.count;
    add_vertices(w, &a, &f->heads);
    add_vertices(w, &given, &f->givens);
    if (before > 0 && run_ball(w, &a, &(WireList){0}, &given)) {
        for (size_t i = 0; i < before; i++)
            if (bayes_ball_has_met(&w->ball, given.at[i]))
                f->givens.at[count++] = f->givens.at[i];
        f->givens.count = count;
    }
    array_clear(&a);
    array_clear(&given);
    return f->givens.count < before;
}

static bool
shorten_all(Recipe *r, Rewriter *w)
{
    bool changed = false;
    for (size_t i = 0; i < r->factors.count; i++)
        if (r->factors.at[i].from == FROM_OBSERVED)
            changed |= shorten(&r->factors.at[i], w);
    return changed;
}

/* ---- components: factors that share bound variables, directly or by others ---- */

static void
join_components(const Recipe *r, const WireList *list, uint32_t f, Map *first, uint32_t *up)
{
    for (size_t i = 0; i < list->count; i++) {
        uint64_t other;
        if (!map_find(first, list->at[i], &other))
            continue;
        if (other < r->factors.count)
            up[root_find(up, f)] = root_find(up, (uint32_t)other);
        else
            map_set_at(first, list->at[i], f);
    }
}

/* Of each factor; those without bound variables are one.  To be freed. */
static uint32_t *
find_components(const Recipe *r)
{
    Map first = {0};
    uint32_t count = (uint32_t)r->factors.count, *up = memory_new(count + 1, sizeof *up);
    uint32_t *of = memory_new(count + 1, sizeof *of);
    for (size_t i = 0; i < r->bound.count; i++)
        map_set_at(&first, r->bound.at[i], count);
    for (uint32_t f = 0; f < count; f++) {
        up[f] = f;
        join_components(r, &r->factors.at[f].heads, f, &first, up);
        join_components(r, &r->factors.at[f].givens, f, &first, up);
    }
    for (uint32_t f = 0; f < count; f++) {
        const Factor *x = &r->factors.at[f];
        bool bound = false;
        for (size_t i = 0; !bound && i < x->heads.count; i++)
            bound = map_find(&first, x->heads.at[i], NULL);
        for (size_t i = 0; !bound && i < x->givens.count; i++)
            bound = map_find(&first, x->givens.at[i], NULL);
        of[f] = bound ? root_find(up, f) : count;
    }
    map_clear(&first);
    memory_free(up);
    return of;
}

/* ---- chain ---- */

static uint64_t
set_hash(const WireList *list)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < list->count; i++)
        hash += hash_number(list->at[i]);
    return hash;
}

static uint64_t
chain_key(const Factor *f, uint64_t hash)
{
    return hash_number(hash ^ f->from);
}

/* Are f's givens what e is about, heads and givens? */
static bool
continues(const Factor *e, const Factor *f, Map *scratch)
{
    if (e->from != f->from || e->heads.count + e->givens.count != f->givens.count)
        return false;
    map_clear(scratch);
    map_add_wires(scratch, &e->heads);
    map_add_wires(scratch, &e->givens);
    for (size_t i = 0; i < f->givens.count; i++)
        if (!map_find(scratch, f->givens.at[i], NULL))
            return false;
    return true;
}

/* f's heads become e's. */
static void
append(Factor *e, Factor *f)
{
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&e->heads, f->heads.at[i]);
    factor_clear(f);
}

static bool
chain(Recipe *r, bool observed)
{
    Map last = {0}, scratch = {0}; /* hash of what a factor is about -> its place */
    size_t count = 0;
    uint32_t *component = find_components(r);
    for (size_t i = 0; i < r->factors.count; i++) {
        Factor f = r->factors.at[i];
        uint64_t at, given = set_hash(&f.givens), all = given + set_hash(&f.heads);
        bool met = map_find(&last, chain_key(&f, given), &at);
        if (met && f.from == FROM_OBSERVED)
            met = observed && component[at] == component[i];
        if (met && continues(&r->factors.at[at], &f, &scratch)) {
            append(&r->factors.at[at], &f);
        } else {
            at = count;
            component[count] = component[i];
            r->factors.at[count++] = f;
        }
        map_set_at(&last, chain_key(&r->factors.at[at], all), at);
    }
    bool changed = count < r->factors.count;
    r->factors.count = count;
    memory_free(component);
    map_clear(&last);
    map_clear(&scratch);
    return changed;
}

/* ---- joints ---- */

/* Several conditionals of the observed state as one, P(heads | givens). */
typedef struct Joint {
    WireList members; /* places of factors, ascending */
    WireList heads, givens;
} Joint;

static void
joint_clear(Joint *j)
{
    array_clear(&j->members);
    array_clear(&j->heads);
    array_clear(&j->givens);
}

static void
unmark(Rewriter *w, const WireList *variables)
{
    for (size_t i = 0; i < variables->count; i++)
        w->mark[vertex(w, variables->at[i])] = 0;
}

/* Heads and givens from the members.  False: two variables of one vertex cannot stand together. */
static bool
gather(const Recipe *r, Joint *j, Rewriter *w)
{
    bool plain = true;
    j->heads.count = j->givens.count = 0;
    for (size_t i = 0; i < j->members.count; i++) {
        const WireList *heads = &r->factors.at[j->members.at[i]].heads;
        for (size_t k = 0; k < heads->count; k++) {
            plain = plain && w->mark[vertex(w, heads->at[k])] == 0;
            w->mark[vertex(w, heads->at[k])] = heads->at[k] + 1;
            array_push(&j->heads, heads->at[k]);
        }
    }
    for (size_t i = 0; i < j->members.count; i++) {
        const WireList *givens = &r->factors.at[j->members.at[i]].givens;
        for (size_t k = 0; k < givens->count; k++) {
            uint32_t *mark = &w->mark[vertex(w, givens->at[k])];
            plain = plain && (*mark == 0 || *mark == givens->at[k] + 1);
            if (*mark == 0)
                array_push(&j->givens, givens->at[k]);
            *mark = givens->at[k] + 1;
        }
    }
    unmark(w, &j->heads);
    unmark(w, &j->givens);
    return plain;
}

/* To `to` the vertices of the list that are not marked. */
static void
add_unmarked(const Rewriter *w, WireList *to, const WireList *variables)
{
    for (size_t i = 0; i < variables->count; i++)
        if (w->mark[vertex(w, variables->at[i])] == 0)
            array_push(to, vertex(w, variables->at[i]));
}

/* May the factor condition on the heads before it and all the givens instead? */
static bool
may_read_all(const Factor *f, const WireList *before, const WireList *givens, Rewriter *w)
{
    WireList a = {0}, b = {0}, c = {0};
    add_vertices(w, &a, &f->heads);
    add_vertices(w, &c, &f->givens);
    for (size_t i = 0; i < c.count; i++)
        w->mark[c.at[i]] = 1;
    add_unmarked(w, &b, before);
    add_unmarked(w, &b, givens);
    for (size_t i = 0; i < c.count; i++)
        w->mark[c.at[i]] = 0;
    bool may = independent(w, &a, &b, &c);
    array_clear(&a);
    array_clear(&b);
    array_clear(&c);
    return may;
}

static bool
is_joint(const Recipe *r, Joint *j, Rewriter *w)
{
    WireList before = {0};
    bool is = gather(r, j, w);
    for (size_t i = 0; is && i < j->members.count; i++) {
        const Factor *f = &r->factors.at[j->members.at[i]];
        is = may_read_all(f, &before, &j->givens, w);
        for (size_t k = 0; k < f->heads.count; k++)
            array_push(&before, f->heads.at[k]);
    }
    array_clear(&before);
    return is;
}

static bool
reads_any(const Factor *f, const Map *variables)
{
    for (size_t i = 0; i < f->givens.count; i++)
        if (map_find(variables, f->givens.at[i], NULL))
            return true;
    return false;
}

/* The factors between the first and the last member that read from members, directly or not, have
 * to come after the joint.  False: the joint reads from one of them. */
static bool
find_later(const Recipe *r, const Joint *j, WireList *later)
{
    Map from = {0}, after = {0};
    size_t next = 0;
    for (uint32_t i = j->members.at[0]; i <= j->members.at[j->members.count - 1]; i++) {
        const Factor *f = &r->factors.at[i];
        if (j->members.at[next] == i) {
            map_add_wires(&from, &f->heads);
            next++;
        } else if (reads_any(f, &from)) {
            map_add_wires(&from, &f->heads);
            map_add_wires(&after, &f->heads);
            array_push(later, i);
        }
    }
    bool apart = true;
    for (size_t i = 0; apart && i < j->givens.count; i++)
        apart = !map_find(&after, j->givens.at[i], NULL);
    map_clear(&from);
    map_clear(&after);
    return apart;
}

/* The joint instead of its members; their lists are cleared. */
static void
replace(Recipe *r, Joint *j, const WireList *later)
{
    Factor made = {.from = FROM_OBSERVED, .heads = j->heads, .givens = j->givens};
    uint32_t first = j->members.at[0], last = j->members.at[j->members.count - 1];
    Factor *moved = memory_new(later->count + 1, sizeof *moved);
    size_t next = 0, waiting = 0, to = first;
    for (uint32_t i = first; i <= last; i++) {
        if (next < j->members.count && j->members.at[next] == i) {
            factor_clear(&r->factors.at[i]);
            next++;
        } else if (waiting < later->count && later->at[waiting] == i) {
            moved[waiting++] = r->factors.at[i];
        } else {
            r->factors.at[to++] = r->factors.at[i];
        }
    }
    if (made.heads.count > 0)
        r->factors.at[to++] = made;
    else
        factor_clear(&made);
    for (size_t i = 0; i < waiting; i++)
        r->factors.at[to++] = moved[i];
    for (size_t i = last + 1; i < r->factors.count; i++)
        r->factors.at[to++] = r->factors.at[i];
    r->factors.count = to;
    memory_free(moved);
    j->heads = j->givens = (WireList){0};
}

/* The members become one factor, which no longer has the head `without`; if that is lawful. */
static bool
merge(Recipe *r, Joint *j, uint32_t without, Rewriter *w)
{
    WireList later = {0};
    bool may = is_joint(r, j, w) && find_later(r, j, &later);
    if (may) {
        Factor f = {.heads = j->heads, .givens = j->givens};
        remove_value(&f.heads, without);
        shorten(&f, w);
        j->heads = f.heads;
        j->givens = f.givens;
        remove_value(&r->bound, without);
        replace(r, j, &later);
    }
    array_clear(&later);
    return may;
}

/* ---- eliminate ---- */

/* The factors that mention z; false when one is of a recipe. */
static bool
find_members(const Recipe *r, uint32_t z, WireList *members)
{
    for (uint32_t i = 0; i < r->factors.count; i++) {
        const Factor *f = &r->factors.at[i];
        if (!wires_has(&f->heads, z) && !wires_has(&f->givens, z))
            continue;
        if (f->from != FROM_OBSERVED)
            return false;
        array_push(members, i);
    }
    return members->count <= JOINT_MOST;
}

/* One more member where it gives what the joint is given.  False: there is none. */
static bool
grow(const Recipe *r, Joint *j)
{
    WireList grown = {0};
    for (uint32_t i = 0; i < r->factors.count; i++) {
        const Factor *f = &r->factors.at[i];
        bool in = wires_has(&j->members, i);
        for (size_t k = 0; !in && f->from == FROM_OBSERVED && k < f->heads.count; k++)
            in = wires_has(&j->givens, f->heads.at[k]);
        if (in)
            array_push(&grown, i);
    }
    bool more = grown.count > j->members.count && grown.count <= JOINT_MOST;
    if (more)
        array_set(&j->members, &grown);
    array_clear(&grown);
    return more;
}

static bool
eliminate(Recipe *r, uint32_t z, Rewriter *w)
{
    Joint j = {0};
    bool done = false;
    if (find_members(r, z, &j.members))
        for (int grown = 0; !(done = merge(r, &j, z, w)) && grown < GROWTH_MOST; grown++)
            if (!grow(r, &j))
                break;
    joint_clear(&j);
    return done;
}

/* The factor with the head z becomes P(others | givens) P(z | others, givens), if it has others. */
static bool
put_last(Recipe *r, uint32_t z, Rewriter *w)
{
    size_t at = 0;
    while (!wires_has(&r->factors.at[at].heads, z))
        at++;
    Factor *f = &r->factors.at[at], last = {.from = FROM_OBSERVED};
    if (f->heads.count == 1)
        return false;
    array_push(&last.heads, z);
    array_set(&last.givens, &f->givens);
    remove_value(&f->heads, z);
    for (size_t i = 0; i < f->heads.count; i++)
        array_push(&last.givens, f->heads.at[i]);
    shorten(f, w);
    shorten(&last, w);
    array_push(&r->factors, (Factor){0});
    f = r->factors.at + at + 1;
    memmove(f + 1, f, (r->factors.count - at - 2) * sizeof *f);
    *f = last;
    return true;
}

/* Eliminates z behind some of its readers: z is joined with those, put last among the joint's
 * heads, and eliminated with the other readers. */
static bool
eliminate_behind(Recipe *r, uint32_t z, const WireList *members, uint32_t some, Rewriter *w)
{
    Recipe tried = {0};
    Joint j = {0};
    recipe_set(&tried, r);
    array_push(&j.members, members->at[0]);
    for (uint32_t i = 1; i < members->count; i++)
        if (some >> i & 1)
            array_push(&j.members, members->at[i]);
    bool done =
        merge(&tried, &j, UINT32_MAX, w) && put_last(&tried, z, w) && eliminate(&tried, z, w);
    if (done)
        recipe_swap(r, &tried);
    recipe_clear(&tried);
    joint_clear(&j);
    return done;
}

/* Tries to eliminate z at other places: in the order of the factors it stands before all its
 * readers, but another order may allow more. */
static bool
eliminate_elsewhere(Recipe *r, uint32_t z, Rewriter *w)
{
    WireList members = {0};
    bool done = false;
    if (find_members(r, z, &members) && members.count <= REVERSAL_MOST)
        for (uint32_t some = 0; !done && some + 2 < UINT32_C(1) << members.count; some += 2)
            done = eliminate_behind(r, z, &members, some, w);
    array_clear(&members);
    return done;
}

static bool
eliminate_each(Recipe *r, bool (*law)(Recipe *r, uint32_t z, Rewriter *w), Rewriter *w)
{
    bool changed = false;
    for (size_t i = r->bound.count; i > 0; i--)
        if (i <= r->bound.count && !w->stopped)
            changed |= law(r, r->bound.at[i - 1], w);
    return changed;
}

static bool
eliminate_all(Recipe *r, Rewriter *w)
{
    bool changed = false;
    while (eliminate_each(r, eliminate, w) || eliminate_each(r, eliminate_elsewhere, w))
        changed = true;
    return changed;
}

/* ---- join ---- */

/* P(A | G), P(B | H): H in A and G, and they have to do with each other: H reads A, or H is G. */
static bool
may_join(const Factor *a, const Factor *b)
{
    bool reads = false;
    for (size_t i = 0; i < b->givens.count; i++) {
        bool head = wires_has(&a->heads, b->givens.at[i]);
        if (!head && !wires_has(&a->givens, b->givens.at[i]))
            return false;
        reads |= head;
    }
    return reads || a->givens.count == b->givens.count;
}

/* The bound variables of the factor get the side's bit. */
static void
take_side(const Factor *f, const Map *bound, Map *sides, uint64_t side)
{
    for (int givens = 0; givens < 2; givens++) {
        const WireList *list = givens ? &f->givens : &f->heads;
        for (size_t i = 0; i < list->count; i++) {
            uint64_t of = 0;
            if (!map_find(bound, list->at[i], NULL))
                continue;
            (void)map_find(sides, list->at[i], &of);
            map_set_at(sides, list->at[i], of | side);
        }
    }
}

/* How many variables of the factor have a side, and how many of these only one. */
static void
count_sides(const Factor *f, const Map *sides, size_t *any, size_t *one)
{
    *any = *one = 0;
    for (int givens = 0; givens < 2; givens++) {
        const WireList *list = givens ? &f->givens : &f->heads;
        for (size_t i = 0; i < list->count; i++) {
            uint64_t of = 0;
            *any += map_find(sides, list->at[i], &of);
            *one += of == 1 || of == 2;
        }
    }
}

/* Do sums stay as narrow when the two factors become one?  They do when every other factor that
 * mentions a bound variable of the two mentions all the bound variables that only one of them does.
 */
static bool
have_one_scope(const Recipe *r, uint32_t a, uint32_t b)
{
    Map bound = {0}, sides = {0};
    size_t any, one, of_a, of_b;
    map_add_wires(&bound, &r->bound);
    take_side(&r->factors.at[a], &bound, &sides, 1);
    take_side(&r->factors.at[b], &bound, &sides, 2);
    count_sides(&r->factors.at[a], &sides, &any, &of_a);
    count_sides(&r->factors.at[b], &sides, &any, &of_b);
    bool yes = true;
    for (uint32_t i = 0; yes && i < r->factors.count; i++) {
        count_sides(&r->factors.at[i], &sides, &any, &one);
        yes = i == a || i == b || any == 0 || one == of_a + of_b;
    }
    map_clear(&bound);
    map_clear(&sides);
    return yes;
}

static bool
join_pair(Recipe *r, uint32_t a, uint32_t b, Rewriter *w)
{
    const Factor *f = &r->factors.at[a], *g = &r->factors.at[b];
    if (f->from != FROM_OBSERVED || g->from != FROM_OBSERVED || !may_join(f, g) ||
        !have_one_scope(r, a, b))
        return false;
    Joint j = {0};
    array_push(&j.members, a);
    array_push(&j.members, b);
    bool joined = merge(r, &j, UINT32_MAX, w);
    joint_clear(&j);
    return joined;
}

/* One of the factors before b joined with it. */
static bool
join_with(Recipe *r, uint32_t b, const uint32_t *component, Rewriter *w)
{
    bool joined = false;
    for (uint32_t a = 0; !joined && a < b; a++)
        joined = component[a] == component[b] && join_pair(r, a, b, w);
    return joined;
}

static bool
join_all(Recipe *r, Rewriter *w)
{
    bool changed = false;
    if (r->factors.count > JOIN_MOST)
        return false;
    for (uint32_t b = 1; b < r->factors.count && !w->stopped;) {
        uint32_t *component = find_components(r);
        bool joined = false;
        while (!joined && b < r->factors.count)
            joined = join_with(r, b++, component, w);
        b = joined ? 1 : b;
        changed |= joined;
        memory_free(component);
    }
    return changed;
}

/* ---- all of them ---- */

/* Trying to eliminate each bound variable means to scan all the factors for it. */
static bool
can_afford(const Recipe *r, const Rewriter *w)
{
    uint64_t size = 0, bound = r->bound.count;
    for (size_t i = 0; i < r->factors.count; i++)
        size += r->factors.at[i].heads.count + r->factors.at[i].givens.count;
    return bound * size <= SCANS && w->left > 0;
}

static bool
prune(Recipe *r)
{
    size_t bound = r->bound.count;
    recipe_marginal(r, r, &r->heads);
    return r->bound.count < bound;
}

bool
recipe_rewrite(Recipe *r, Rewriter *w)
{
    bool changed = prune(r);
    bool afford = can_afford(r, w);
    if (afford) {
        changed |= shorten_all(r, w);
        changed |= prune(r);
        changed |= eliminate_all(r, w);
        changed |= join_all(r, w);
    }
    changed |= chain(r, !afford || r->factors.count > JOIN_MOST);
    changed |= prune(r);
    w->stopped |= !budget_step(w->budget, r->factors.count + 1);
    return changed;
}

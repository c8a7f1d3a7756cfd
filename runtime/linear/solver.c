/* solver.c -- see solver.h.  The one file that knows cddlib; with CATGUT_NO_CDD (`make CDD=no`)
 * nothing is solved.
 *
 * The library is loaded when it is first needed and stays, so that nothing is paid at start-up.  It
 * has state of its own (constants, scratch space): the constants are set by whoever finds them
 * unset, and one thread at a time is in it.  It prints nothing in the ways that are taken here and
 * never ends the program, but it does not look whether it got memory: so the budget is asked before
 * it is called, and the system, for what it takes at once.  GMP looks, for its numbers.
 *
 * Programs are solved by dd_LPSolve0, which unlike dd_LPSolve does not guess a basis with doubles.
 * Corners are found by its double description, one inequality at a time as in its own
 * dd_DoubleDescription, so that the budget can be looked at in between. */
#include "linear/solver.h"

#ifdef CATGUT_NO_CDD

void
solver_release(void)
{
}

LinearResult
solver_maximise(mpq_t *y, mpq_t *multiplier, const Halfspaces *h, const mpq_t *objective, Budget *b)
{
    (void)y;
    (void)multiplier;
    (void)h;
    (void)objective;
    (void)b;
    return LINEAR_ABSENT;
}

LinearResult
solver_corners(SolverTaker *take, void *to, const Halfspaces *h, uint32_t most, Budget *b)
{
    (void)take;
    (void)to;
    (void)h;
    (void)most;
    (void)b;
    return LINEAR_ABSENT;
}

#else

#include "base/library.h"
#include "base/memory.h"
#include "base/saturate.h"

#include <pthread.h>
#include <stdlib.h>

#define GMPRATIONAL
#include <cddlib/setoper.h>
/* The order matters. */
#include <cddlib/cdd.h>

/* Two that its header leaves out. */
void dd_DDInit(dd_ConePtr cone);
void dd_InitialDataSetup(dd_ConePtr cone);

#define EACH_FUNCTION(use)                                                                         \
    use(dd_set_global_constants) use(dd_CreateLPData) use(dd_LPSolve0) use(dd_FreeLPData)          \
        use(dd_CreatePolyhedraData) use(dd_ConeDataLoad) use(dd_DDInit) use(dd_FindInitialRays)    \
            use(dd_InitialDataSetup) use(dd_SelectNextHalfspace) use(dd_AddNewHalfspace2)          \
                use(dd_FreePolyhedra) use(set_addelem)

typedef struct Cdd {
#define USE(name) __typeof__(&name) name;
    EACH_FUNCTION(USE)
#undef USE
} Cdd;

static LinearResult
find_functions(Cdd *cdd)
{
    static const char *const names[] = {"libcddgmp.so.0", "libcddgmp.so", "libcddgmp.dylib", NULL};
    void *library = library_open(names);
    if (!library)
        return LINEAR_MISSING;
    const __mpq_struct *one = LIBRARY_FIND(library, dd_one);
    bool found = one != NULL;
#define USE(name) found = (*(void **)&cdd->name = LIBRARY_FIND(library, name)) && found;
    EACH_FUNCTION(USE)
#undef USE
    if (!found)
        return LINEAR_MISSING;
    if (mpq_sgn(one) == 0)
        cdd->dd_set_global_constants();
    return LINEAR_SOLVED;
}
#undef EACH_FUNCTION

/* A fraction without its digits, and what malloc adds to its three parts. */
enum { NUMBER_BYTES = 32 + 3 * 16 };

static uint64_t
longest_bytes(const Halfspaces *h)
{
    uint64_t longest = 0;
    for (size_t i = 0; i < h->number.count; i++) {
        uint64_t bytes = rational_bytes(&h->number.at[i]);
        longest = bytes > longest ? bytes : longest;
    }
    return longest;
}

/* The table, and a basis of it turned round, whose numbers may be as long as a row. */
static uint64_t
table_bytes(const Halfspaces *h)
{
    uint64_t width = h->width + 3, longest = longest_bytes(h);
    uint64_t table = saturate_times(saturate_times(h->count + 3, width), NUMBER_BYTES + longest);
    uint64_t basis = saturate_times(width * width, NUMBER_BYTES + saturate_times(width, longest));
    return saturate_plus(table, basis);
}

/* Has the system what the library takes for so many tables, before it counts? */
static void
try_tables(const Halfspaces *h, unsigned tables)
{
    uint64_t width = h->width + 3;
    uint64_t cells = saturate_plus(saturate_times(h->count + 3, width), width * width);
    memory_try((size_t)saturate_times(cells, tables * NUMBER_BYTES));
}

/* ---- programs */

/* In its form: s - a.y >= 0 for each row, the objective as the last one. */
static dd_LPPtr
make_program(const Cdd *cdd, const Halfspaces *h, const mpq_t *objective)
{
    dd_rowrange rows = (dd_rowrange)h->count + 1;
    dd_LPPtr lp = cdd->dd_CreateLPData(dd_LPmax, dd_Rational, rows, (dd_colrange)h->width + 1);
    lp->Homogeneous = dd_FALSE;
    for (size_t i = 0; i < h->count; i++) {
        const __mpq_struct *from = halfspaces_at(h, i);
        mpq_set(lp->A[i][0], &from[0]);
        for (uint32_t k = 1; k <= h->width; k++)
            mpq_neg(lp->A[i][k], &from[k]);
    }
    for (uint32_t k = 0; k < h->width; k++)
        mpq_set(lp->A[h->count][k + 1], objective[k]);
    return lp;
}

/* It lists the dual solution by columns of its last basis, each of which belongs to a row. */
static void
read_program(mpq_t *y, mpq_t *multiplier, const dd_LPType *lp, const Halfspaces *h)
{
    for (uint32_t k = 0; k < h->width; k++)
        mpq_set(y[k], lp->sol[k + 1]);
    for (size_t i = 0; i < h->count; i++)
        mpq_set_ui(multiplier[i], 0, 1);
    for (long k = 1; k < lp->d; k++) {
        long row = lp->nbindex[k + 1];
        if (row > 0 && (size_t)row <= h->count)
            mpq_abs(multiplier[row - 1], lp->dsol[k]);
    }
}

static LinearResult
maximise(mpq_t *y, mpq_t *multiplier, const Halfspaces *h, const mpq_t *objective, Budget *b)
{
    Cdd cdd;
    LinearResult result = find_functions(&cdd);
    if (result != LINEAR_SOLVED)
        return result;
    if (!budget_step(b, 1 + h->count) || !budget_allows(b, saturate_times(2, table_bytes(h))))
        return LINEAR_STOPPED;
    try_tables(h, 2);
    dd_LPPtr lp = make_program(&cdd, h, objective);
    dd_ErrorType error = dd_NoError;
    cdd.dd_LPSolve0(lp, dd_DualSimplex, &error);
    if (error != dd_NoError)
        result = LINEAR_UNPROVED;
    else if (lp->LPS == dd_Optimal)
        read_program(y, multiplier, lp, h);
    else if (lp->LPS == dd_Inconsistent || lp->LPS == dd_StrucInconsistent)
        result = LINEAR_INFEASIBLE;
    else
        result = LINEAR_UNPROVED;
    cdd.dd_FreeLPData(lp);
    return result;
}

/* ---- corners */

static dd_PolyhedraPtr
make_polyhedron(const Cdd *cdd, const Halfspaces *h)
{
    dd_PolyhedraPtr p =
        cdd->dd_CreatePolyhedraData((dd_rowrange)h->count, (dd_colrange)h->width + 1);
    p->representation = dd_Inequality;
    p->homogeneous = dd_FALSE;
    for (size_t i = 0; i < h->count; i++) {
        const __mpq_struct *from = halfspaces_at(h, i);
        mpq_set(p->A[i][0], &from[0]);
        for (uint32_t k = 1; k <= h->width; k++)
            mpq_neg(p->A[i][k], &from[k]);
        p->EqualityIndex[i + 1] = i < h->equal;
    }
    return p;
}

/* May one more inequality be added?  Rays and edges between them may double. */
static LinearResult
check_step(const dd_ConeType *cone, const Halfspaces *h, uint64_t table, uint32_t most, Budget *b)
{
    uint64_t rays = (uint64_t)cone->RayCount, edges = (uint64_t)cone->EdgeCount;
    uint64_t ray = (uint64_t)(h->width + 2) * (NUMBER_BYTES + 16) + h->count / 8 + 128;
    if (rays > most)
        return LINEAR_MANY;
    uint64_t more = 2 * (rays * ray + edges * 48);
    uint64_t bytes = saturate_plus(saturate_times(4, table), more);
    if (!budget_step(b, 1 + rays) || !budget_allows(b, bytes))
        return LINEAR_STOPPED;
    memory_try((size_t)more);
    return LINEAR_SOLVED;
}

/* As its own loop, with looks at the budget. */
static LinearResult
add_halfspaces(const Cdd *cdd, dd_ConePtr cone, const Halfspaces *h, uint32_t most, Budget *b)
{
    uint64_t table = table_bytes(h);
    for (; cone->Iteration <= cone->m && cone->CompStatus == dd_InProgress; cone->Iteration++) {
        LinearResult result = check_step(cone, h, table, most, b);
        if (result != LINEAR_SOLVED)
            return result;
        dd_rowrange next = 0;
        cdd->dd_SelectNextHalfspace(cone, cone->WeaklyAddedHalfspaces, &next);
        cdd->dd_AddNewHalfspace2(cone, next);
        cdd->set_addelem(cone->AddedHalfspaces, next);
        cdd->set_addelem(cone->WeaklyAddedHalfspaces, next);
    }
    return check_step(cone, h, table, most, b);
}

/* Pairs that were kept for inequalities that never came; the library forgets them. */
static void
free_edges(dd_ConePtr cone)
{
    for (dd_rowrange i = 0; i <= cone->m; i++)
        while (cone->Edges[i]) {
            dd_AdjacencyPtr first = cone->Edges[i];
            cone->Edges[i] = first->Next;
            free(first);
        }
}

static LinearResult
find_corners(SolverTaker *take, void *to, const Halfspaces *h, uint32_t most, Budget *b)
{
    Cdd cdd;
    LinearResult result = find_functions(&cdd);
    if (result != LINEAR_SOLVED)
        return result;
    if (!budget_allows(b, saturate_times(4, table_bytes(h))))
        return LINEAR_STOPPED;
    try_tables(h, 4);
    dd_PolyhedraPtr p = make_polyhedron(&cdd, h);
    dd_ConePtr cone = cdd.dd_ConeDataLoad(p);
    dd_boolean found = dd_FALSE;
    cdd.dd_DDInit(cone);
    cdd.dd_FindInitialRays(cone, &found);
    if (found && cone->LinearityDim == 0) {
        cdd.dd_InitialDataSetup(cone);
        result = add_halfspaces(&cdd, cone, h, most, b);
    } else {
        result = LINEAR_UNPROVED;
    }
    if (result == LINEAR_SOLVED && cone->FeasibleRayCount != cone->RayCount)
        result = LINEAR_UNPROVED;
    for (dd_RayPtr ray = cone->FirstRay; ray && result == LINEAR_SOLVED; ray = ray->Next)
        take(to, (const mpq_t *)ray->Ray);
    free_edges(cone);
    cdd.dd_FreePolyhedra(p);
    return result;
}

/* ---- one at a time */

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER; /* around all that the library does */
static _Thread_local bool held;

static void
hold(void)
{
    pthread_mutex_lock(&one);
    held = true;
}

void
solver_release(void)
{
    if (held)
        pthread_mutex_unlock(&one);
    held = false;
}

LinearResult
solver_maximise(mpq_t *y, mpq_t *multiplier, const Halfspaces *h, const mpq_t *objective, Budget *b)
{
    hold();
    LinearResult result = maximise(y, multiplier, h, objective, b);
    solver_release();
    return result;
}

LinearResult
solver_corners(SolverTaker *take, void *to, const Halfspaces *h, uint32_t most, Budget *b)
{
    hold();
    LinearResult result = find_corners(take, to, h, most, b);
    solver_release();
    return result;
}

#endif

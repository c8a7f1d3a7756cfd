#!/usr/bin/env python3
"""fits.py -- tests of random models on random tallies, worked out a second time.

    python3 tests/law/fits.py --catgut build/catgut --count 100 --seed 1

A model is random, and so is the tally, with empty cells.  Each independence that `test` names is held
against separation by moralisation (causal/), so that nothing is tested that the model does not imply;
G^2, its degrees of freedom and its p-value are found by their definitions, with logarithms and the
incomplete gamma function as series in decimal arithmetic of 60 digits; Holm's correction and the
verdict follow.  All digits have to be the same.  What is said to explain a failure is put into the
model: it must not be implied any more, there must be no cycle, and no candidate may be missing.

The kernel of a Verma constraint is found by its definition with dual numbers (estimates.py), Wald's
statistic with fractions, its rank by Gaussian elimination.  Instruments are found by trying all sets
in the graph where the arrows out of X are cut, and each sum of the instrumental inequality one by one.

Every third tally is that of a model with hidden causes, exactly: then all that is implied holds, so each
statistic is 0, and each sum at most 1.

`--first N --count 1` gives case N back, `--print` shows scripts and answers.  Prints `N passed, N
failed`.  Exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import copy
import itertools
import os
import random
import sys
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

import estimates  # noqa: E402 (after the line above)
from causal import graphs, program  # noqa: E402

D = Context(prec=60, rounding=ROUND_HALF_EVEN)


def gamma_tail(freedom, x):
    """P(chi-square > x) = 1 - the series of the lower incomplete gamma function: the series of
    Abramowitz & Stegun 6.5.29, which is not the sum that Catgut uses."""
    a, h = D.divide(Decimal(freedom), Decimal(2)), D.divide(x, Decimal(2))
    precise = Context(prec=60 + int(h) + 20, rounding=ROUND_HALF_EVEN)
    term = precise.divide(Decimal(1), a)
    total, n = term, 0
    while term > precise.multiply(total, Decimal(10) ** -(precise.prec + 5)):
        n += 1
        term = precise.divide(precise.multiply(term, h), precise.add(a, Decimal(n)))
        total = precise.add(total, term)
    power = precise.exp(precise.subtract(precise.multiply(a, precise.ln(h)), h))
    lower = precise.divide(precise.multiply(total, power), gamma(a, precise))
    return precise.subtract(Decimal(1), lower)


def gamma(a, precise):
    """Of a half or a whole number."""
    result = Decimal(1) if a == int(a) else precise.sqrt(pi(precise))
    at = Decimal(1) if a == int(a) else Decimal("0.5")
    while at < a:
        result = precise.multiply(result, at)
        at += 1
    return result


def pi(precise):
    """16 arctan(1/5) - 4 arctan(1/239) (Machin)."""
    def arctan(n):
        term = precise.divide(Decimal(1), Decimal(n))
        total, k, sign = term, 1, Decimal(-1)
        while abs(term) > Decimal(10) ** -(precise.prec + 5):
            term = precise.divide(term, Decimal(n * n))
            k += 2
            total = precise.add(total, precise.divide(term.copy_sign(sign), Decimal(k)))
            sign = -sign
        return total
    return precise.subtract(precise.multiply(Decimal(16), arctan(5)),
                            precise.multiply(Decimal(4), arctan(239)))


def table_of(tally, v, of, given):
    """{stratum: {(row, column): count}}"""
    place = {name: i for i, name in enumerate(tally.names)}
    strata = {}
    for cell, n in tally.counts.items():
        def part(names):
            return tuple(cell[place[x]] for x in names)
        cells = strata.setdefault(part(given), {})
        key = (part([v]), part(of))
        cells[key] = cells.get(key, 0) + n
    return strata


def statistic(strata):
    """G^2, and its degrees of freedom; 0 exactly where every O N = R C."""
    total, freedom, exact = Decimal(0), 0, True
    for cells in strata.values():
        rows, columns, n = {}, {}, sum(cells.values())
        for (r, c), count in cells.items():
            rows[r] = rows.get(r, 0) + count
            columns[c] = columns.get(c, 0) + count
        freedom += (len(rows) - 1) * (len(columns) - 1)
        for r in rows:
            for c in columns:
                o = cells.get((r, c), 0)
                exact = exact and o * n == rows[r] * columns[c]
                if o:
                    ratio = D.divide(Decimal(o * n), Decimal(rows[r] * columns[c]))
                    total = D.add(total, D.multiply(Decimal(2 * o), D.ln(ratio)))
    return Decimal(0) if exact else total, freedom


def with_edge(m, text):
    changed = copy.deepcopy(m)
    if " <-> " in text:
        changed.arcs.append(tuple(text.split(" <-> ")))
    else:
        cause, effect = text.split(" -> ")
        changed.parents[effect].append(cause)
    return changed


def is_acyclic(m):
    try:
        m.nodes()
        return True
    except AssertionError:
        return False


def all_edges(m):
    for a, b in itertools.permutations(m.observed(), 2):
        if a not in m.parents[b]:
            yield f"{a} -> {b}"
    for a, b in itertools.combinations(m.observed(), 2):
        yield f"{a} <-> {b}"


def same_edge(text):
    """Both spellings of a common cause are one."""
    return " <-> ".join(sorted(text.split(" <-> "))) if " <-> " in text else text


def implied(m, one):
    return graphs.separated(m.dag(), one["of"], [one["variable"]], one["given"])


def wrong_repairs(m, failed, named):
    wanted = set()
    for edge in all_edges(m):
        changed = with_edge(m, edge)
        if is_acyclic(changed) and not any(implied(changed, one) for one in failed):
            wanted.add(same_edge(edge))
    named = {same_edge(e) for e in named}
    return [f"repairs {sorted(named)}, wanted {sorted(wanted)}"] if named != wanted else []


# ---- Verma constraints ----------------------------------------------------------------------------


def factor(g, comb, c):
    """What c is given in the comb: its component so far, and the parents of that."""
    before = [u for u in g.order if u in comb and g.order.index(u) <= g.order.index(c)]
    part = next(p for p in g.components(before) if c in p)
    return sorted((part | set().union(*(g.pa[u] for u in part))) - {c})


def conditional(tally, v, given, at):
    return tally.marginal([v] + given, [at[u] for u in [v] + given]) / \
        tally.marginal(given, [at[u] for u in given])


def product(tally, factors, at):
    """Zero times undefined is zero."""
    result, undefined = estimates.Dual(1), False
    for v, given in factors:
        try:
            result = result * conditional(tally, v, given, at)
        except estimates.Undefined:
            undefined = True
    if undefined and result.value:
        raise estimates.Undefined()
    return estimates.Dual(0) if undefined else result


class Kernel:
    """P(v | the rest of kept, inputs) in the comb, all but kept discarded."""

    def __init__(self, m, one):
        g = m.project()
        self.v = one["variable"]
        self.factors = [(c, factor(g, set(one["comb"]), c)) for c in one["comb"]]
        self.kept = one["kept"]
        needed, last = set(self.kept), None
        while needed != last:  # what is discarded and read by nobody sums to one
            last = set(needed)
            needed |= {u for c, given in self.factors if c in needed for u in given}
        self.factors = [(c, given) for c, given in self.factors if c in needed]
        self.summed = [c for c, _ in self.factors if c not in self.kept]
        read = {u for _, given in self.factors for u in given} - set(one["comb"])
        self.givens = sorted((set(self.kept) | read) - {self.v})
        self.free = [u for u in self.givens if u in one["of"]]
        self.may = [u for u in self.givens if u not in one["of"]]

    def row(self, tally, at):
        masses = []
        for label in "01":
            total = estimates.Dual(0)
            for values in itertools.product("01", repeat=len(self.summed)):
                total = total + product(tally, self.factors,
                                        {**at, self.v: label, **dict(zip(self.summed, values))})
            masses.append(total)
        return masses[0] / (masses[0] + masses[1])

    def differences(self, tally):
        """And how many rows are undefined."""
        found, undefined = [], 0
        for may in itertools.product("01", repeat=len(self.may)):
            rows = []
            for free in itertools.product("01", repeat=len(self.free)):
                at = {**dict(zip(self.may, may)), **dict(zip(self.free, free))}
                try:
                    rows.append(self.row(tally, at))
                except estimates.Undefined:
                    undefined += 1
            found += [r - rows[0] for r in rows[1:]]
        return found, undefined


def covariance(a, b, tally):
    def mean(f):
        return sum(Fraction(n, tally.rows) * f(c) for c, n in tally.counts.items())
    both = mean(lambda c: a.by.get(c, 0) * b.by.get(c, 0))
    return (both - mean(lambda c: a.by.get(c, 0)) * mean(lambda c: b.by.get(c, 0))) / tally.rows


def solve(matrix, right):
    """x with matrix x = right, by Gauss; and the rank."""
    rows = [list(row) + [r] for row, r in zip(matrix, right)]
    pivots, size = [], len(matrix)
    for column in range(size):
        at = next((i for i in range(len(pivots), size) if rows[i][column]), None)
        if at is None:
            continue
        top = len(pivots)
        rows[top], rows[at] = rows[at], rows[top]
        rows[top] = [x / rows[top][column] for x in rows[top]]
        for i in range(size):
            if i != top and rows[i][column]:
                times = rows[i][column]
                rows[i] = [x - times * y for x, y in zip(rows[i], rows[top])]
        pivots.append(column)
    x = [Fraction(0)] * size
    for i, column in enumerate(pivots):
        x[column] = rows[i][size]
    return x, len(pivots)


def wald(differences, tally):
    """The statistic, its degrees of freedom, and what it is blind to: the differences that stay out
    where each is taken in if it has a spread of its own."""
    taken, blind = [], 0
    whole = [[covariance(a, b, tally) for b in differences] for a in differences]
    for k, one in enumerate(differences):
        trial = taken + [k]
        if solve([[whole[i][j] for j in trial] for i in trial], [Fraction(0)] * len(trial))[1] == \
                len(trial):
            taken = trial
            continue
        x, _ = solve([[whole[i][j] for j in taken] for i in taken], [whole[i][k] for i in taken])
        blind += one.value != sum(t * differences[i].value for t, i in zip(x, taken))
    values = [differences[i].value for i in taken]
    x, _ = solve([[whole[i][j] for j in taken] for i in taken], values)
    return sum((a * b for a, b in zip(x, values)), Fraction(0)), len(taken), blind


def judge_verma(m, tally, one):
    differences, undefined = Kernel(m, one).differences(tally)
    statistic_, freedom, blind = wald(differences, tally)
    found = (one["freedom"], one["undefined"], one["blind"])
    if found != (freedom, undefined, blind):
        return [f"freedom, undefined, blind {found}, wanted {(freedom, undefined, blind)}"], None
    if not freedom:
        return ["tested without freedom"] if "p" in one else [], None
    g = estimates.decimal_of(statistic_)
    p = gamma_tail(freedom, g) if statistic_ else Decimal(1)
    rough = one["thinnest"] < max(10, 2 * freedom)
    return wrong_digits(one, g, p), None if rough else p


# ---- instruments ----------------------------------------------------------------------------------


def subsets(of):
    return itertools.chain(*(itertools.combinations(of, k) for k in range(len(of) + 1)))


def instruments(m):
    """{(z, x, y): the sets given which z is an instrument}"""
    g, dag, found = m.project(), m.dag(), {}
    for x, y in itertools.permutations(g.order, 2):
        if x not in g.ancestors([y]) or not any({x, y} <= part for part in g.components()):
            continue
        below = {v for v in g.order if x in g.ancestors([v])}
        cut = {v: parents - {x} for v, parents in dag.items()}
        for z in set(g.order) - below - {y}:
            others = sorted(set(g.order) - {z, y})
            if any(separated_by(dag, z, y, s) for s in subsets(others)):
                continue
            sets = [w for w in subsets(sorted(set(g.order) - below - {z}))
                    if separated_by(cut, z, y, w) and not separated_by(dag, z, x, w)]
            if sets:
                found[z, x, y] = sets
    return found


def separated_by(dag, a, b, given):
    return graphs.separated(dag, [a], [b], given)


def sums(tally, z, x, y, given):
    """The sums of the inequality as shares of arms: for each stratum, x and choice of arms, pairs of
    a count and the rows of its arm."""
    for w in itertools.product("01", repeat=len(given)):
        at = dict(zip(given, w))
        counts = {k: count(tally, {**at, **dict(zip((z, x, y), k))})
                  for k in itertools.product("01", repeat=3)}
        rows = {a: sum(n for k, n in counts.items() if k[0] == a) for a in "01"}
        if not all(rows.values()):
            continue
        for label, a, b in itertools.product("01", repeat=3):
            pairs = [(counts[a, label, "0"], rows[a]), (counts[b, label, "1"], rows[b])]
            yield a != b, pairs if a != b else [(pairs[0][0] + pairs[1][0], rows[a])]


def count(tally, at):
    place = {name: i for i, name in enumerate(tally.names)}
    return sum(n for c, n in tally.counts.items() if all(c[place[v]] == u for v, u in at.items()))


def score(pairs):
    """Squared, of a sum above one: the pooled test of two shares."""
    (a, m), (b, n) = pairs
    over = Fraction(a, m) + Fraction(b, n) - 1
    if over <= 0:
        return Fraction(0)
    pooled = Fraction(a + n - b, m + n)
    return over ** 2 / (pooled * (1 - pooled) * (Fraction(1, m) + Fraction(1, n)))


def judge_instrument(m, tally, one):
    key = one["instrument"], one["cause"], one["effect"]
    sets = instruments(m).get(key, [])
    given = tuple(sorted(one["given"]))
    if given not in sets or any(set(w) < set(given) for w in sets):
        return [f"no instrument, or too many given: {one}"], None
    each = list(sums(tally, *key, one["given"]))
    if not each:
        return ["tested without two arms"] if "p" in one else [], None
    largest = max(sum(Fraction(n, rows) for n, rows in pairs) for _, pairs in each)
    count_ = sum(many for many, _ in each)
    squared = max(score(pairs) for many, pairs in each if many)
    if (Fraction(one["largest"]), one["sums"], one["most"]) != (largest, count_, count_ // 2):
        return [f"largest {largest} of {count_} sums: {one}"], None
    p = D.multiply(gamma_tail(1, estimates.decimal_of(squared)), Decimal(count_ // 2) / 2) if squared \
        else Decimal(1)
    p = min(Decimal(1), p)
    return wrong_digits(one, D.sqrt(estimates.decimal_of(squared)), p), p


# ---- each test, and all ---------------------------------------------------------------------------


def wrong_digits(one, number, p):
    return [f"{name} {one[name]} is not {wanted} rounded"
            for name, wanted in [("statistic", number), ("p", p)]
            if not estimates.same_digits(one[name], wanted)]


def judge_independence(m, tally, one):
    wrong = [] if implied(m, one) else [f"not implied: {one}"]
    g, freedom = statistic(table_of(tally, one["variable"], one["of"], one["given"]))
    if one["freedom"] != freedom:
        return wrong + [f"{freedom} degrees of freedom, not {one['freedom']}"], None
    if not freedom:
        return wrong + (["tested without freedom"] if "p" in one else []), None
    p = gamma_tail(freedom, g) if g else Decimal(1)
    return wrong + wrong_digits(one, g, p), p


JUDGES = {"G^2": judge_independence, "Wald": judge_verma, "score": judge_instrument}


def wrong_truth(m, tests):
    """Of the rows of the model itself."""
    return [f"implied, and does not hold: {one}" for one in tests
            if one.get("statistic", "0") != "0" or Fraction(one.get("largest", 0)) > 1]


def judge(m, tally, true, answers):
    found = answers[0] if answers else {}
    if found.get("kind") != "test" or found["rows"] != tally.rows:
        return [f"no test: {found}"]
    wrong, p_values = wrong_truth(m, found["tests"]) if true else [], []
    named = {(one["instrument"], one["cause"], one["effect"]) for one in found["tests"]
             if one["by"] == "score"}
    if named != set(instruments(m)):
        wrong.append(f"instruments {named}, wanted {set(instruments(m))}")
    for one in found["tests"]:
        faults, p = JUDGES[one["by"]](m, tally, one)
        wrong += faults
        p_values.append(p)
    if wrong:
        return wrong
    wrong += [f"it counts: {one}" for one, p in zip(found["tests"], p_values)
              if (p is None) != ("adjusted" not in one)]
    order = sorted((p, i) for i, p in enumerate(p_values) if p is not None)
    most = Decimal(0)
    for rank, (p, i) in enumerate(order):
        one = found["tests"][i]
        most = min(Decimal(1), max(most, D.multiply(p, Decimal(len(order) - rank))))
        if not estimates.same_digits(one["adjusted"], most):
            wrong.append(f"adjusted {one['adjusted']} is not {most} rounded")
        if one["fails"] != (most < Decimal("0.05")):
            wrong.append(f"adjusted {most}, and fails is {one['fails']}")
        if one["fails"] and one["by"] == "G^2":
            wrong += wrong_repairs(m, [one], one["repairs"])
    fails = any(one.get("fails") for one in found["tests"])
    failed = [one for one in found["tests"] if one.get("fails") and one["by"] == "G^2"]
    if len(failed) > 1:
        wrong += wrong_repairs(m, failed, found["repairs"])
    verdict = "rejected" if fails else "not rejected" if order else "nothing to test"
    return wrong + ([f"verdict {found['verdict']}, wanted {verdict}"]
                    if found["verdict"] != verdict else [])


def true_tally(rng, m):
    """The observed state of a random functor: tables in quarters, as counts."""
    nodes = m.nodes()
    tables = {n: {at: rng.randint(1, 3) for at in itertools.product("01", repeat=len(m.inputs(n)))}
              for n in nodes}
    counts = {}
    for values in itertools.product("01", repeat=len(nodes)):
        at = dict(zip(nodes, values))
        weight = 1
        for n in nodes:
            one = tables[n][tuple(at[u] for u in m.inputs(n))]
            weight *= one if at[n] == "1" else 4 - one
        cell = tuple(at[v] for v in m.observed())
        counts[cell] = counts.get(cell, 0) + weight
    return estimates.Tally(m.observed(), counts)


def chain(rng):
    """With hidden causes of those that are not neighbours, and a few arrows more: such a shape often
    has Verma constraints."""
    m = graphs.Model()
    names = ["A", "B", "C", "D", "E"][:rng.choice([4, 4, 4, 5])]
    for i, v in enumerate(names):
        more = [u for u in names[:max(i - 1, 0)] if rng.random() < 0.1]
        m.add(v, more + names[max(i - 1, 0):i])
    m.arcs = [(a, b) for a, b in itertools.combinations(names, 2)
              if rng.random() < (0.1 if names.index(b) == names.index(a) + 1 else 0.5)]
    return m


def make_case(seed, number):
    rng = random.Random(f"{seed} {number}")
    m = chain(rng) if number % 2 else estimates.random_model(rng)
    names = m.observed()
    true = number % 3 == 2
    tally = true_tally(rng, m) if true else estimates.random_tally(rng, names)
    wires = " * ".join(f"({v} : Bit)" for v in names)
    setup = m.source("m") + f"state w : {wires} = {tally.kets()}\n"
    return program.Case(setup, [f"test m from w of {tally.rows} rows"],
                        lambda answers: judge(m, tally, true, answers))


def run(options):
    catgut = program.Program(options.catgut, per_run=1)
    passed = failed = 0
    tests = dict.fromkeys(JUDGES, 0)
    for number in range(options.first, options.first + options.count):
        case = make_case(options.seed, number)
        answers = catgut.ask(estimates.HEAD, [case])[0]
        if options.print:
            print(case.setup + "\n".join(case.lines))
            print(*answers, sep="\n")
        wrong = case.judge(answers)
        for one in (one for a in answers for one in a.get("tests", []) if "p" in one):
            tests[one["by"]] += 1
        passed += not wrong
        failed += bool(wrong)
        for why in wrong:
            print(f"case {number}: {why}\n{case.setup}" + "\n".join(case.lines))
    print(f"  {tests} in {options.count} models")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not all(tests.values()) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    if not os.path.exists(options.catgut):
        print(f"skipped: there is no {options.catgut}")
        return 77
    return run(options)


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""fits.py -- tests of random models on random tallies, worked out a second time.

    python3 tests/law/fits.py --catgut build/catgut --count 100 --seed 1

A model is random, and so is the tally, with empty cells.  Each independence that `test` names is held
against separation by moralisation (causal/), so that nothing is tested that the model does not imply;
G^2, its degrees of freedom and its p-value are found by their definitions, with logarithms and the
incomplete gamma function as series in decimal arithmetic of 60 digits; Holm's correction and the
verdict follow.  All digits have to be the same.  What is said to explain a failure is put into the
model: it must not be implied any more, there must be no cycle, and no candidate may be missing.

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


def judge_one(m, tally, one):
    """What is wrong with a test, and its p-value; None: it cannot be tested."""
    wrong = [] if implied(m, one) else [f"not implied: {one}"]
    g, freedom = statistic(table_of(tally, one["variable"], one["of"], one["given"]))
    if one["freedom"] != freedom:
        return wrong + [f"{freedom} degrees of freedom, not {one['freedom']}"], None
    if not freedom:
        return wrong + (["tested without freedom"] if "p" in one else []), None
    p = gamma_tail(freedom, g) if g else Decimal(1)
    for name, number in [("statistic", g), ("p", p)]:
        if not estimates.same_digits(one[name], number):
            wrong.append(f"{name} {one[name]} is not {number} rounded")
    return wrong, p


def judge(m, tally, answers):
    found = answers[0] if answers else {}
    if found.get("kind") != "test" or found["rows"] != tally.rows:
        return [f"no test: {found}"]
    wrong, p_values = [], []
    for one in found["tests"]:
        faults, p = judge_one(m, tally, one)
        wrong += faults
        p_values.append(p)
    if wrong:
        return wrong
    order = sorted((p, i) for i, p in enumerate(p_values) if p is not None)
    most = Decimal(0)
    for rank, (p, i) in enumerate(order):
        one = found["tests"][i]
        most = min(Decimal(1), max(most, D.multiply(p, Decimal(len(order) - rank))))
        if not estimates.same_digits(one["adjusted"], most):
            wrong.append(f"adjusted {one['adjusted']} is not {most} rounded")
        if one["fails"] != (most < Decimal("0.05")):
            wrong.append(f"adjusted {most}, and fails is {one['fails']}")
        if one["fails"]:
            wrong += wrong_repairs(m, [one], one["repairs"])
    failed = [one for one in found["tests"] if one.get("fails")]
    if len(failed) > 1:
        wrong += wrong_repairs(m, failed, found["repairs"])
    verdict = "rejected" if failed else "not rejected" if order else "nothing to test"
    return wrong + ([f"verdict {found['verdict']}, wanted {verdict}"]
                    if found["verdict"] != verdict else [])


def make_case(seed, number):
    rng = random.Random(f"{seed} {number}")
    m = estimates.random_model(rng)
    names = m.observed()
    tally = estimates.random_tally(rng, names)
    wires = " * ".join(f"({v} : Bit)" for v in names)
    setup = m.source("m") + f"state w : {wires} = {tally.kets()}\n"
    return program.Case(setup, [f"test m from w of {tally.rows} rows"],
                        lambda answers: judge(m, tally, answers))


def run(options):
    catgut = program.Program(options.catgut, per_run=1)
    passed = failed = tests = 0
    for number in range(options.first, options.first + options.count):
        case = make_case(options.seed, number)
        answers = catgut.ask(estimates.HEAD, [case])[0]
        if options.print:
            print(case.setup + "\n".join(case.lines))
            print(*answers, sep="\n")
        wrong = case.judge(answers)
        tests += sum(len(a.get("tests", [])) for a in answers)
        passed += not wrong
        failed += bool(wrong)
        for why in wrong:
            print(f"case {number}: {why}\n{case.setup}" + "\n".join(case.lines))
    print(f"  {tests} independences in {options.count} models")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not tests else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=120)
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

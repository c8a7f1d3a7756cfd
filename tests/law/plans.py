#!/usr/bin/env python3
"""plans.py -- effects of plans, states that lack variables, and what is worth measuring.

Random models with hidden causes.  Some variables get plans, do(X := k(Z)), with random tables; some get
values; some are known.  The oracle goes by the definition: the plan is a mechanism in the place of
X's own, and truncated factorisation of the whole model, hidden causes included, says what happens.
- *identified*: what Catgut finds from the observed state alone, by its formula and by the estimand
  as a value, must be that, exactly;
- the verdict is compared with ID (Shpitser & Pearl 2006), asked for all that the answer depends on
  after the plans, at once, with everything else done;
- *not identifiable* is held against ranks (--ranks): where the effect is no function of the observed
  state near a random interpretation, its differential is no combination of that state's.  No
  theory of identification is needed to believe this;
- a state that lacks variables is one of the model in which these are hidden;
- worth(...) must be all minimal sets among all subsets of the hidden causes.

  plans.py                 a sample (what `make check` runs)
  plans.py --count N       N models; --seed S, --first I
  plans.py --decided N     N effects of plans that tell by their tables, by ranks
  plans.py --ranks N       N effects that are not identifiable, by ranks

Prints `N passed, N failed`; for a failure a script that shows it.  Exit status 1 when one failed, 77
when there is no catgut.
"""

import argparse
import itertools
import os
import random
import sys
from fractions import Fraction

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

import identify  # noqa: E402 (after the line above)
from causal import effects, graphs, program, tables  # noqa: E402

HEAD = "type Bit = {0, 1}\ntype One = {0}\ntype Gene\ntype Germ\n"


# ---- surgery ------------------------------------------------------------------------------------


class Planned(graphs.Model):
    """The model with plans, {vertex: what its plan reads}; what is done reads nothing."""

    def __init__(self, model, plans, done):
        super().__init__()
        self.vertices, self.latent, self.arcs = model.vertices, model.latent, model.arcs
        self.types, self.single, self.plans = model.types, model.single, {**plans, **{v: [] for v in done}}
        self.parents = {v: self.plans.get(v, model.parents[v]) for v in model.vertices}

    def inputs(self, node):
        return self.plans[node] if node in self.plans else super().inputs(node)


class Hidden(graphs.Model):
    """The model in which these are latent."""

    def __init__(self, model, hidden):
        super().__init__()
        self.vertices, self.arcs, self.parents = model.vertices, model.arcs, model.parents
        self.types, self.single = model.types, model.single
        self.latent = model.latent | set(hidden)


def is_known(model, plans, y, x, z):
    """Can P(y | do(x), plans, z) be known from what `model` shows?"""
    after, before = Planned(model, plans, x).project(), model.project()
    x, z = effects.exchange(set(y), set(x), set(z), after)
    up = after.without_into(x).ancestors(set(y) | z)
    needed = up - x - (set(plans) - x)
    try:
        if needed:
            effects.identify(needed, set(before.order) - needed, effects.Joint(before.order), before)
    except effects.Hedge:
        return False
    return True


# ---- random questions ---------------------------------------------------------------------------


def random_plans(rng, model, done):
    """Some vertices, and for each what it may listen to without a cycle: that goes through nothing done."""
    observed, plans = model.observed(), {}
    free = [v for v in observed if v not in done]
    for v in rng.sample(free, min(len(free) - 1, rng.choice([1, 1, 1, 2, 2, 3]))):
        reads = rng.sample([u for u in observed if u != v], rng.choice([0, 1, 1, 2, 2]) % len(observed))
        trial = {**plans, v: reads}
        try:
            Planned(model, trial, done).nodes()
        except AssertionError:
            trial[v] = []
        plans = trial
    return plans


def random_done(rng, model):
    observed = model.observed()
    return [v for v in observed if rng.random() < 0.12][:len(observed) - 1]


def random_question(rng, model, plans, x):
    """y and z; what is planned may be asked for, too."""
    left = [v for v in model.observed() if v not in x and (v not in plans or rng.random() < 0.2)]
    left = left or [v for v in model.observed() if v not in x]
    rng.shuffle(left)
    y = [left.pop() for _ in range(min(len(left), rng.choice([1, 1, 1, 2])))]
    z = [v for v in left if rng.random() < 0.15]
    return y, z


def plan_table(rng, model, v, reads, zeros):
    labels = {u: ["0"] if u in model.single else ["0", "1"] for u in [v] + reads}
    return {given: tables.random_row(rng, labels[v], zeros)
            for given in itertools.product(*(labels[u] for u in reads))}


def is_function(rows):
    return all(len(row) == 1 for row in rows.values())


def has_alike(rows):
    return any(a == b for a, b in itertools.combinations(rows.values(), 2))


def row_source(row):
    return " + ".join(f"{w}|{label}>" for label, w in row.items() if w)


def plan_source(name, model, v, reads, rows):
    if not reads:
        return f"state {name} : {model.types[v]} = {row_source(rows[()])}\n"
    of = " * ".join(model.types[u] for u in reads)
    body = "\n".join(f"  {','.join(given)} -> {row_source(row)}" for given, row in rows.items())
    return f"channel {name} : {of} -> {model.types[v]} = {{\n{body}\n}}\n"


def question(y, x, z, calls):
    done = [graphs.word(v) for v in x] + calls
    given = ([f"do({', '.join(done)})"] if done else []) + ([graphs.words(z)] if z else [])
    return f"P({graphs.words(y)}{' | ' + ', '.join(given) if given else ''})"


class Asked:
    """One effect of plans, with everything that is known about it."""

    decided = False  # is it asked, too, what follows from the tables of the plans?

    def __init__(self, rng, model, name):
        self.model, self.x = model, random_done(rng, model)
        self.plans = random_plans(rng, model, self.x)
        self.y, self.z = random_question(rng, model, self.plans, self.x)
        self.rows = {v: self.plan_rows(rng, v, reads) for v, reads in self.plans.items()}
        calls, self.setup = [], ""
        for i, (v, reads) in enumerate(self.plans.items()):
            plan = f"k{name}_{i}"
            calls.append(f"{graphs.word(v)} := {plan}" + (f"({graphs.words(reads)})" if reads else ""))
            self.setup += plan_source(plan, model, v, reads, self.rows[v])
        self.calls = calls
        self.text = question(self.y, self.x, self.z, calls)
        self.f = tables.random_interpretation(rng, model, 0)
        self.known = is_known(model, self.plans, self.y, self.x, self.z)

    def plan_rows(self, rng, v, reads):
        """A table that tells no more than the shape does: no function, and no two rows are alike."""
        while True:
            rows = plan_table(rng, self.model, v, reads, 0.15)
            if v in self.model.single or not (is_function(rows) or has_alike(rows)):
                return rows

    def effect_under(self, f):
        after = tables.Interpretation(Planned(self.model, self.plans, self.x))
        after.labels = f.labels
        after.rows = {**f.rows, **self.rows}
        return after.effect(self.y, self.x, self.z)

    def truth(self):
        return self.effect_under(self.f)

    def fault_of_rows(self, answer):
        rows, right = program.rows_of(answer), self.truth()
        if rows is None or set(rows) != set(right) and list(rows.values()) != [None]:
            return f"no answer: {answer}"
        for given, row in rows.items():
            wanted = right.get(given)
            if wanted is not None and (row is None or {k: p for k, p in wanted.items() if p} !=
                                       {k: p for k, p in row.items() if p}):
                return f"{identify.render(rows)}, should be {identify.render(right)}"
        return ""


# ---- witnesses ----------------------------------------------------------------------------------


class Refused:
    """How many witnesses were not built."""
    count = of = 0


def fault_of_witness(a, answers):
    Refused.of += 1
    if answers and answers[0].get("code") == "E134":
        Refused.count += 1
        return ""
    shown = [x["text"] for x in answers if x.get("kind") == "functor"][-2:]
    if len(shown) != 2:
        return f"no witness: {answers}"
    f, g = (tables.read_functor(text, a.model, identify.TYPES) for text in shown)
    told = "\n" + "\n".join(shown)
    if not f.is_positive() or not g.is_positive():
        return "a witness is not positive" + told
    if f.state().weights() != g.state().weights():
        return "the witnesses look different" + told
    return "the witnesses act alike" + told if a.effect_under(f) == a.effect_under(g) else ""


# ---- cases --------------------------------------------------------------------------------------


def effect_case(rng, model, name):
    a = Asked(rng, model, name)
    for _ in range(rng.choice([0, 4])):  # more often one that is not known
        a = Asked(rng, model, name) if a.known else a
    m = f"m{name}"
    setup = model.source(m) + a.setup + f"state w{name} of {m} = {a.f.state().kets()}\n"
    lines = [f"identify {a.text} in {m}", f"show {a.text} in {m} from w{name}",
             f"identify e{name} = {a.text} in {m}", f"show e{name}(w{name})"]
    if not a.known:
        lines += [f"witness f{name}, g{name} = {a.text} in {m}", f"show f{name}", f"show g{name}"]

    def judge(answers):
        known = [x.get("status") == "identified" for x in answers[:1]]
        if not answers or answers[0].get("kind") != "identify" or known != [a.known]:
            return [f"{answers[:1]}, should be {'' if a.known else 'not '}identifiable"] * 3
        if not a.known:
            wrong = [x for x in answers[1:4] if x.get("code") not in ("E125", "E174")]
            return [f"{wrong}, should be refused" if wrong or len(answers) < 5 else "",
                    fault_of_witness(a, answers[4:])]
        if len(answers) != 4:
            return [f"{len(answers)} answers: {answers}"] * 3
        return ["" if answers[0].get("checked", 0) >= 100 else f"not checked: {answers[0]}",
                a.fault_of_rows(answers[1]), a.fault_of_rows(answers[3])]
    return program.Case(setup, lines, judge)


def lacking_case(rng, model, name):
    """The same from a state without some variables that are not asked about."""
    a = Asked(rng, model, name)
    m, spoken = f"m{name}", set(a.y + a.x + a.z + list(a.plans) + sum(a.plans.values(), []))
    lacking = [v for v in model.observed() if v not in spoken and rng.random() < 0.6]
    kept = [v for v in model.observed() if v not in lacking]
    known = is_known(Hidden(model, lacking), a.plans, a.y, a.x, a.z)
    setup = model.source(m) + a.setup + f"state w{name} of {m} = {a.f.state().kets()}\n" + \
        f"let v{name} = P({graphs.words(kept)}) in w{name}\n"
    lines = [f"show {a.text} in {m} from v{name}", f"explain {a.text} in {m} from v{name}"]

    def judge(answers):
        if len(answers) != 2:
            return [f"{len(answers)} answers: {answers}"]
        status = answers[1].get("status")
        if status != ("identified" if known else "not identifiable"):
            return [f"{answers[1]}, should be {'' if known else 'not '}identifiable"]
        if known:
            return [a.fault_of_rows(answers[0])]
        wanted = "E267" if a.known else "E125"
        return ["" if answers[0].get("code") == wanted else f"{answers[0]}, should be {wanted}"]
    return program.Case(setup, lines, judge)


def worth_case(rng, model, name):
    a = Asked(rng, model, name)
    if rng.random() < 0.5:
        a.plans, a.setup = {}, ""
        a.y, a.x, a.z = identify.random_effect(rng, model)
        a.text = program.question(a.y, a.x, a.z)
    right = graphs.minimal_sets(model.hidden(), lambda some: is_known(
        model.observing(some), a.plans, a.y, a.x, a.z))
    m = f"m{name}"

    def judge(answers):
        if len(answers) != 2 or answers[0].get("kind") != "sets":
            return [f"no sets: {answers}"] * 2
        found = sorted(sorted(s) for s in answers[0]["value"])
        told = [f"were {graphs.braces(s) if len(s) > 1 else '{' + graphs.words(s) + '}'} observed"
                for s in answers[0]["value"] if s]
        text = " ".join(answers[1].get("text", "").split())
        left_out = [t for t in told[:10] if " ".join(t.split()) not in text]
        return ["" if found == sorted(right) else f"{found}, should be {sorted(right)}",
                f"{answers[1]} lacks {left_out}" if left_out else ""]
    return program.Case(model.source(m) + a.setup,
                        [f"show worth({a.text}) in {m}", f"explain worth({a.text}) in {m}"], judge)


# ---- ranks --------------------------------------------------------------------------------------

PRIME = 2 ** 61 - 1


class Point:
    """A value modulo a prime, with its derivatives by the parameters: sparse."""

    def __init__(self, value, slopes=None):
        self.value, self.slopes = value % PRIME, slopes or {}

    def __add__(self, other):
        slopes = dict(self.slopes)
        for k, s in other.slopes.items():
            slopes[k] = (slopes.get(k, 0) + s) % PRIME
        return Point(self.value + other.value, slopes)

    def __mul__(self, other):
        slopes = {k: s * other.value % PRIME for k, s in self.slopes.items()}
        for k, s in other.slopes.items():
            slopes[k] = (slopes.get(k, 0) + s * self.value) % PRIME
        return Point(self.value * other.value, slopes)


def random_points(rng, model, width):
    """A parameter for each entry of each row but the last."""
    labels = {n: ["0"] if n in model.single else
              [str(i) for i in range(width if model.is_hidden(n) else 2)] for n in model.nodes()}
    rows, count = {}, 0
    for n in model.nodes():
        rows[n] = {}
        for given in itertools.product(*(labels[p] for p in model.inputs(n))):
            last, row = Point(1), {}
            for label in labels[n][:-1]:
                row[label] = Point(rng.randrange(PRIME), {count: 1})
                last += Point(-1) * row[label]
                count += 1
            row[labels[n][-1]] = last
            rows[n][given] = row
    return labels, rows


def joint(model, labels, rows, wanted):
    """The state of the wanted vertices, latents summed as soon as nobody reads them."""
    order = model.nodes()
    last = {n: max([i for i, c in enumerate(order) if n == c or n in model.inputs(c)]) for n in order}
    live, worlds = [], {(): Point(1)}
    for i, n in enumerate(order):
        reads = [live.index(p) for p in model.inputs(n)]
        after = live + [n]
        keep = [k for k, v in enumerate(after) if v in wanted or last[v] > i]
        more = {}
        for values, p in worlds.items():
            for label, weight in rows[n][tuple(values[k] for k in reads)].items():
                whole = values + (label,)
                key = tuple(whole[k] for k in keep)
                more[key] = more[key] + p * weight if key in more else p * weight
        worlds, live = more, [after[k] for k in keep]
    place = [live.index(v) for v in wanted]
    return {tuple(values[k] for k in place): p for values, p in worlds.items()}


def reduce_row(row, basis):
    row = {k: s for k, s in row.items() if s}
    for pivot, other in basis:
        factor = row.get(pivot, 0)
        if factor:
            for k, s in other.items():
                row[k] = (row.get(k, 0) - factor * s) % PRIME
            row = {k: s for k, s in row.items() if s}
    return row


def add_row(row, basis):
    """Does it add to the rank?"""
    row = reduce_row(row, basis)
    if not row:
        return False
    pivot = next(iter(row))
    inverse = pow(row[pivot], -1, PRIME)
    basis.append((pivot, {k: s * inverse % PRIME for k, s in row.items()}))
    return True


def any_row(rng, labels):
    row = {label: Point(rng.randrange(PRIME)) for label in labels}
    *others, end = row
    row[end] = Point(1 - sum(row[label].value for label in others))
    return row


def planned_points(rng, a, labels):
    """The tables of the plans: those of functions as they are, the others any; where it is asked for
    what plans make use of, rows that are alike stay alike."""
    plans = {}
    for v, reads in a.plans.items():
        alike, plans[v] = {}, {}
        for given in itertools.product(*(labels[u] for u in reads)):
            key = tuple(sorted(a.rows[v][given].items())) if a.decided else given
            alike[key] = alike.get(key) or any_row(rng, labels[v])
            if a.decided and is_function(a.rows[v]):
                alike[key] = {label: Point(int(label in a.rows[v][given])) for label in labels[v]}
            plans[v][given] = alike[key]
    return plans


def depends_on_more(rng, a, width):
    """Is the effect, at a random interpretation, more than a function of the observed state?"""
    model, planned = a.model, Planned(a.model, a.plans, a.x)
    labels, rows = random_points(rng, model, width)
    basis = []
    for p in joint(model, labels, rows, model.observed()).values():
        add_row(p.slopes, basis)
    plans = planned_points(rng, a, labels)
    for xs in itertools.product(*(labels[v] for v in a.x)):
        done = {v: {given: {label: Point(int(label == value)) for label in labels[v]}
                    for given in itertools.product(*(labels[u] for u in planned.inputs(v)))}
                for v, value in zip(a.x, xs)}
        whole = joint(planned, labels, {**rows, **plans, **done}, a.y + a.z)
        for zs in itertools.product(*(labels[v] for v in a.z)):
            below = Point(0)
            for values, p in whole.items():
                if values[len(a.y):] == zs:
                    below += p
            if not below.value:
                continue
            inverse = pow(below.value, -1, PRIME)
            for values, p in whole.items():
                if values[len(a.y):] != zs:
                    continue
                ratio = p.value * inverse % PRIME  # d(p / q) = (dp - (p / q) dq) / q
                slope = p + Point(-ratio) * Point(below.value, below.slopes)
                if reduce_row(slope.slopes, basis):
                    return True
    return False


def ask_ranks(seed, count):
    """How many of so many unknown effects are seen to be more than the observed state tells, and how
    many known ones are: those would be mistakes."""
    seen = unknown = known = wrong = number = 0
    while unknown < count:
        rng = random.Random(f"ranks {seed} {number}")
        number += 1
        model = identify.random_model(rng, 3, 4)
        if len(model.nodes()) > 8:
            continue
        a = Asked(rng, model, str(number))
        if a.known and known < unknown:
            known += 1
            wrong += depends_on_more(rng, a, 2)
        elif not a.known:
            unknown += 1
            seen += any(depends_on_more(rng, a, width) for width in (2, 3))
    print(f"ranks: {seen} of {unknown} unknown effects are seen to be, {wrong} of {known} known ones")
    return seen * 100 >= unknown * 97 and not wrong


# ---- plans by their tables ----------------------------------------------------------------------


class Decided(Asked):
    """One whose plans are functions, or make no use of something; more often with conditions."""
    decided = True

    def __init__(self, rng, model, name):
        super().__init__(rng, model, name)
        left = [v for v in model.observed() if v not in self.x]
        rng.shuffle(left)
        self.y = [left.pop()]
        self.z = [v for v in left if rng.random() < rng.choice([0.2, 0.6])]
        self.text = question(self.y, self.x, self.z, self.calls)

    def plan_rows(self, rng, v, reads):
        rows = plan_table(rng, self.model, v, reads, rng.choice([0, 1, 1]))
        idle = [rng.random() < 0.25 for _ in reads]
        return {given: rows[tuple("0" if i else label for i, label in zip(idle, given))]
                for given in rows}

    def is_odd(self):
        """A plan that is declared as one label is a value, and values are read past."""
        return not self.plans or any(not reads and is_function(self.rows[v])
                                     for v, reads in self.plans.items())


def decided_case(rng, model, name):
    """A hedge stands where ranks see that the observed state is not all; else there is a number."""
    a = Decided(rng, model, name)
    if a.is_odd():
        return None
    m = f"m{name}"
    setup = model.source(m) + a.setup + f"state w{name} of {m} = {a.f.state().kets()}\n"

    def judge(answers):
        if len(answers) != 2:
            return [f"{len(answers)} answers: {answers}"]
        if answers[0].get("status") == "identified":
            return ["" if answers[0].get("checked", 0) >= 100 else f"not checked: {answers[0]}",
                    a.fault_of_rows(answers[1])]
        hidden = any(depends_on_more(rng, a, width) for width in (2, 3))
        if answers[0].get("code") == "E331":
            return [f"{answers[0]}, and it is not known" if hidden else ""]
        return ["" if hidden else f"{answers[0]}, and nothing hidden is seen to matter"]
    return program.Case(setup, [f"identify {a.text} in {m}", f"show {a.text} in {m} from w{name}"],
                        judge)


# ---- the whole ----------------------------------------------------------------------------------


def make_cases(seed, numbers):
    cases = []
    for number in numbers:
        rng = random.Random(f"plans {seed} {number}")
        model = identify.random_model(rng, 3, 5)
        if len(model.nodes()) > 9:
            continue
        kind = (effect_case, effect_case, lacking_case, worth_case)[number % 4]
        if kind is worth_case and len(model.hidden()) > 5:
            kind = effect_case
        cases.append(kind(rng, model, str(number)))
    return cases


def make_decided(seed, count):
    cases, number = [], 0
    while len(cases) < count:
        rng = random.Random(f"decided {seed} {number}")
        number += 1
        model = identify.random_model(rng, 3, 4)
        case = decided_case(rng, model, f"d{number}") if len(model.nodes()) <= 7 else None
        if case:
            cases.append(case)
    return cases


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    args.add_argument("--count", type=int, default=240)
    args.add_argument("--first", type=int, default=0)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--decided", type=int, default=300)
    args.add_argument("--ranks", type=int, default=20)
    args.add_argument("--show", type=int, default=3, help="so many failures are printed")
    args = args.parse_args()
    if not os.access(args.catgut, os.X_OK):
        print(f"no catgut at {args.catgut}")
        return 77
    cases = make_cases(args.seed, range(args.first, args.first + args.count))
    cases += make_decided(args.seed, args.decided)
    passed = failed = 0
    for case, answers in zip(cases, program.Program(args.catgut).ask(HEAD, cases)):
        faults = case.judge(answers)
        wrong = [f for f in faults if f]
        passed += len(faults) - len(wrong)
        failed += len(wrong)
        if wrong and args.show:
            args.show -= 1
            print(HEAD + case.setup + "\n".join(case.lines) + "\n---- " + "\n---- ".join(wrong))
    good = ask_ranks(args.seed, args.ranks)
    print(f"witnesses: {Refused.of - Refused.count} of {Refused.of}")
    for good in (good, Refused.count * 100 <= 200 + Refused.of * 3):
        passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""identify.py -- what can be known of an effect, worked out a second time, from outside.

Catgut is asked by scripts; the oracle (causal/) knows the papers and the definitions, and shares
nothing with it.  For an effect P(y | do(x), z) in a model with hidden causes
- the verdict is compared with ID and IDC (Shpitser & Pearl 2006) on the projection computed here, and
  for P(all others | do(x)) with the child criterion of Tian & Pearl 2002 as well;
- the criterion it names is held against its definition, and against those preferred to it;
- a hedge is checked by the definition, and so is what is said to help if it were observed;
- *identified* is tried on random interpretations: the estimand at work on the observed state alone, and
  the formula as it is printed, must be truncated factorisation, exactly, and undefined only where a
  conditional is;
- *not identifiable* is tried on the witness: its two functors, as printed, must be positive, agree
  on what is seen and differ on what is done.
No theory is needed to believe the last two.  Separation, adjustment and front doors are compared with
their definitions, by moralisation and path by path.

  identify.py                 the public cases and a sample of all else (what `make check` runs)
  identify.py --four          all 49,152 single effects on four ordered vertices
  identify.py --random N      N random models, 4 to 7 observed vertices; --first I, --seed S
  identify.py --public        the cases of public_*.txt only

Prints `N passed, N failed`; for a failure a script that shows it, and both answers.  Exit status 1
when one failed, 77 when there is no catgut.
"""

import argparse
import itertools
import os
import random
import re
import sys
import time

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import effects, formulas, graphs, program, tables  # noqa: E402 (after the line above)

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = "type Bit = {0, 1}\ntype One = {0}\ntype Gene\ntype Germ\n"
TYPES = {"Bit": ["0", "1"], "One": ["0"], "Gene": None, "Germ": None}


def render(x):
    return f"{x}" if not isinstance(x, dict) else \
        "{" + ", ".join(f"{','.join(k)}: {render_row(v)}" for k, v in sorted(x.items())) + "}"


def render_row(row):
    return "undefined" if row is None else \
        " + ".join(f"{p}|{','.join(k)}>" for k, p in sorted(row.items()) if p)


# ---- questions ----------------------------------------------------------------------------------


def verdict_of(model, y, x, z):
    """An expression, or None."""
    try:
        return effects.identify_conditional(set(y), set(x), set(z), model.project())
    except effects.Hedge:
        return None


def fault_of_verdict(answer, model, y, x, z, expected):
    if answer.get("kind") != "identify":
        return f"no verdict: {answer}"
    identified = answer.get("status") == "identified"
    if identified != expected:
        return f"{answer}, should be {'' if expected else 'not '}identifiable"
    if identified:
        ok = answer.get("formula") and answer.get("latex") and answer.get("diagram")
        if not ok or not isinstance(answer.get("checked"), int):
            return f"a part is missing: {answer}"
        return fault_of_criterion(answer, model, y, x, z)
    hedge = answer.get("hedge") or {}
    large, small = hedge.get("large"), hedge.get("small")
    if not large or not small or \
            not effects.is_hedge(model.project(), y, x, z, large, small):
        return f"{answer['hedge'] if 'hedge' in answer else answer} is not a hedge"
    return fault_of_help(answer.get("would help"), model, y, x, z)


SMALL_DAG = 9  # vertices, where all sets and all paths can be walked through


def fault_of_criterion(answer, model, y, x, z):
    """Of no adjustment, back door and front door the first that there is, by a smallest set; with
    conditions a back door is only checked."""
    told, by, dag = answer.get("criterion"), answer.get("by"), model.dag()
    if told not in ("no adjustment", "back door", "front door", "general") or \
            bool(by) != (told in ("back door", "front door")) or set(by) & set(y + z):
        return f"no criterion: {answer}"
    if told != "general" and "for any" in answer["formula"]:
        return f"a free variable: {answer}"
    if len(dag) > SMALL_DAG or z:
        return ""
    x = graphs.relevant(dag, x, y)
    back, front = graphs.adjustment(model, x, y), graphs.front_doors(model, x, y) if x else []
    if not x or [] in back:
        right, sets = "no adjustment", [[]]
    elif back:
        right, sets = "back door", back
    elif front:
        right, sets = "front door", front
    else:
        right, sets = "general", [[]]
    least = min(len(s) for s in sets)
    if told != right or sorted(by) not in [s for s in sets if len(s) == least]:
        return f"{told} by {by}, should be {right} by one of {sets}"
    return ""


def fault_of_help(told, model, y, x, z):
    """Each set of latents must make the effect identifiable when it is observed, and no single latent that
    does so may be missing."""
    if told is None:
        return "nothing is said about what would help"
    for some in told:
        if not set(some) <= set(model.hidden()) or \
                verdict_of(model.observing(some), y, x, z) is None:
            return f"observing {some} would not help"
    single = [[v] for v in model.hidden() if verdict_of(model.observing([v]), y, x, z) is not None]
    if single and sorted(told) != sorted(single):
        return f"{told} would help, but so would each of {single}"
    return ""


class Truth:
    """Truncated factorisation, for the question as it is asked and as IDC asks it."""

    def __init__(self, model, y, x, z, f):
        self.y, self.x, self.z = y, x, z
        self.rows = f.effect(y, x, z)
        done, seen = effects.exchange(set(y), set(x), set(z), model.project())
        self.further = tables.exchanged(f, y, x, z, done, seen)
        for given, row in self.rows.items():
            assert row is None or row == self.further[given], "rule 2"
        self.omega = f.state()
        self.positive = self.omega.is_positive()

    def allows(self, given, row):
        """Undefined only where the conditional is or, where omega is not positive, for want of support:
        then a zero factor is a zero only if the other factors are defined."""
        right = self.rows[given]
        if row is None:
            return right is None or not self.positive
        if right is None:
            right = self.further[given]
        return right is not None and \
            {k: p for k, p in right.items() if p} == {k: p for k, p in row.items() if p}

    def fault(self, rows):
        if list(rows) == [()] and rows[()] is None and (self.x or self.z) and not self.positive:
            return ""  # undefined as a whole
        if set(rows) != set(self.rows):
            return f"rows {sorted(rows)}, should be {sorted(self.rows)}"
        if all(self.allows(given, row) for given, row in rows.items()):
            return ""
        return f"{render(rows)}, should be {render(self.rows)}"


def fault_of_estimand(answer, truth):
    rows = program.rows_of(answer)
    return truth.fault(rows) if rows is not None else f"no state, no channel: {answer}"


def fault_of_formula(text, truth):
    try:
        rows = formulas.effect_of(text, truth.y, truth.x, truth.z, truth.omega)
    except ValueError as e:
        return f"{e}, in {text}"
    fault = truth.fault(rows)
    return fault and f"{text} is {fault}"


def fault_of_witness(answers, model, y, x, z):
    if answers and answers[0].get("code") == "E134" and \
            any(TYPES[model.types[v]] is not None for v in model.latent):
        return ""  # a latent with few values may make more identifiable than the shape says
    shown = [a["text"] for a in answers if a.get("kind") == "functor"][-2:]
    if len(shown) != 2:
        return f"no witness: {answers}"
    try:
        f, g = (tables.read_functor(text, model, TYPES) for text in shown)
    except (ValueError, StopIteration, IndexError, KeyError) as e:
        return f"{type(e).__name__} {e} in\n" + "\n".join(shown)
    told = "\n" + "\n".join(shown)
    if not f.is_positive() or not g.is_positive():
        return "a witness is not positive" + told
    if f.labels != g.labels:
        observed = model.observed()
        if [f.labels[v] for v in observed] != [g.labels[v] for v in observed]:
            return "the witnesses differ in what can be observed" + told
    if f.state().weights() != g.state().weights():
        return "the witnesses look different" + told
    if f.effect(y, x, z) == g.effect(y, x, z):
        return "the witnesses act alike" + told
    return ""


class Questions:
    """Cases in the making, each with a declaration of its model."""

    def __init__(self):
        self.cases = []
        self.count = 0

    def add(self, model, lines, judge, setup=""):
        name = f"m{self.count}"
        self.count += 1
        text = [q.replace("@", name) for q in lines]
        self.cases.append(program.Case(model.source(name) + setup.replace("@", name), text, judge))

    def add_verdicts(self, model, asked):
        """Several of one model: (y, x, z, expected)."""
        def judge(answers):
            if len(answers) != len(asked):
                return [f"{len(answers)} answers: {answers}"]
            return [fault_of_verdict(a, model, *q) for a, q in zip(answers, asked)]
        self.add(model, [f"identify {program.question(y, x, z)} in @" for y, x, z, _ in asked], judge)

    def add_estimand(self, model, y, x, z, f):
        """The verdict, the formula as printed, and the estimand at work."""
        truth = Truth(model, y, x, z, f)

        def judge(answers):
            if len(answers) != 2:
                return [f"{len(answers)} answers: {answers}"]
            fault = fault_of_verdict(answers[0], model, y, x, z, True)
            if fault:
                return [fault, "", ""]
            return ["", fault_of_formula(answers[0]["formula"], truth),
                    fault_of_estimand(answers[1], truth)]
        asked = program.question(y, x, z)
        self.add(model, [f"identify {asked} in @", f"show {asked} in @ from w@"], judge,
                 f"state w@ of @ = {truth.omega.kets()}\n")

    def add_witness(self, model, y, x, z):
        def judge(answers):
            if not answers:
                return ["no answers"]
            return [fault_of_verdict(answers[0], model, y, x, z, False),
                    fault_of_witness(answers[1:], model, y, x, z)]
        asked = program.question(y, x, z)
        self.add(model, [f"identify {asked} in @", f"witness f@, g@ = {asked} in @", "show f@",
                         "show g@"], judge)

    def add_shown(self, model, text, kind, expected):
        """`show text in m` is this value of this kind."""
        def judge(answers):
            if len(answers) != 1 or answers[0].get("kind") != kind:
                return [f"{answers}, should be {expected}"]
            value = answers[0].get("value")
            if kind == "sets":
                value = sorted(sorted(s) for s in value or [])
            return ["" if value == expected else f"{value}, should be {expected}"]
        self.add(model, [f"show {text} in @"], judge)

    def add_effect(self, rng, model, y, x, z, expected=None, tables_too=True):
        """The verdict, and what can be done without a theory."""
        if expected is None:
            expected = verdict_of(model, y, x, z) is not None
        if not tables_too:
            self.add_verdicts(model, [(y, x, z, expected)])
        elif expected:
            f = tables.random_interpretation(rng, model, 0.15 if rng.random() < 0.3 else 0)
            self.add_estimand(model, y, x, z, f)
        else:
            self.add_witness(model, y, x, z)


class Tally:
    def __init__(self, show):
        self.passed = self.failed = 0
        self.show = show
        self.reported = {}

    def judge(self, what, catgut, questions):
        start = time.time()
        answers = program.Program(catgut).ask(HEAD, questions.cases)
        asked, bad = 0, 0
        for case, given in zip(questions.cases, answers):
            faults = case.judge(given)
            wrong = [f for f in faults if f]
            asked += len(faults)
            bad += len(wrong)
            for fault in wrong:
                self.report(what, case, fault)
        self.passed += asked - bad
        self.failed += bad
        print(f"{what}: {asked} asked, {bad} wrong, {time.time() - start:.1f} s", flush=True)

    def report(self, what, case, fault):
        self.reported[what] = self.reported.get(what, 0) + 1
        if self.reported[what] <= self.show:
            print(f"---- {what}\n{HEAD}{case.setup}" + "\n".join(case.lines) +
                  f"\n---- {fault}", flush=True)


# ---- models on four vertices ----------------------------------------------------------------------


def four(number):
    """One of the 4,096: six bits for the arrows, six for the arcs."""
    m = graphs.Model()
    names = ["A", "B", "C", "D"]
    pairs = list(itertools.combinations(names, 2))
    for v in names:
        m.add(v, [a for i, (a, b) in enumerate(pairs) if b == v and number >> i & 1])
    m.arcs = [pair for i, pair in enumerate(pairs) if number >> (6 + i) & 1]
    return m


def pairs_of(m):
    return itertools.permutations(m.observed(), 2)


def ask_four(tally, catgut, numbers):
    """Verdicts of all effects of one vertex on another, and on all others."""
    unknown = 0
    questions = Questions()
    for number in numbers:
        m = four(number)
        asked = [([y], [x], [], verdict_of(m, [y], [x], []) is not None) for x, y in pairs_of(m)]
        unknown += sum(not q[3] for q in asked)
        g = m.project()
        asked += [([v for v in m.observed() if v != x], [x], [], effects.child_criterion(g, x))
                  for x in m.observed()]
        questions.add_verdicts(m, asked)
    tally.judge("four vertices, verdicts", catgut, questions)
    print(f"  {12 * len(numbers)} single effects, {unknown} of them not identifiable by ID")


def ask_four_tables(tally, catgut, rng, numbers, pairs_each=12):
    """And what can be tried."""
    questions = Questions()
    for number in numbers:
        m = four(number)
        for x, y in rng.sample(list(pairs_of(m)), pairs_each):
            questions.add_effect(rng, m, [y], [x], [])
    tally.judge("four vertices, estimands and witnesses", catgut, questions)


# ---- random models --------------------------------------------------------------------------------

NAMES = ["X", "Y", "Z", "W", "A", "B", "C", "D", "S", "T", "V1", "V2", "R", "R'", "R''"]


def random_model(rng, least=4, most=7):
    m = graphs.Model()
    observed = rng.sample(NAMES, rng.randint(least, most))
    latents = rng.sample(["U", "H", "L", "G0"], rng.choice([0, 0, 1, 1, 2, 3]))
    order = observed + latents
    rng.shuffle(order)
    # Latents soon, or they have no children.
    order.sort(key=lambda v: rng.random() * (0.7 if v in latents else 1))
    density = rng.choice([0.25, 0.4, 0.55])
    parents = {v: [p for p in order[:i] if rng.random() < density] for i, v in enumerate(order)}
    declared = order if rng.random() < 0.7 else rng.sample(order, len(order))
    for v in declared:
        reads = parents[v] if rng.random() < 0.5 else rng.sample(parents[v], len(parents[v]))
        kind = rng.choice(["Gene", "Germ", "Bit", "Bit"]) if v in latents else "Bit"
        if rng.random() < 0.03:
            kind = "One"
            m.single.add(v)
        m.add(v, reads, v in latents, kind)
    arc_density = rng.choice([0.0, 0.15, 0.3, 0.45])
    ends = order if rng.random() < 0.1 else [v for v in order if v in observed]
    m.arcs = [tuple(rng.sample(pair, 2)) for pair in itertools.combinations(ends, 2)
              if rng.random() < arc_density]
    rng.shuffle(m.arcs)
    return m


def random_effect(rng, m):
    left = m.observed()
    rng.shuffle(left)
    sizes = [rng.choice([1, 1, 1, 2]), rng.choice([1, 1, 1, 2, 2, 0]), rng.choice([0, 0, 1, 1, 2])]
    y, x, z = [], [], []
    for some, size in zip((y, x, z), sizes):
        some += [left.pop() for _ in range(min(size, len(left)))]
    return y, x, z


def is_small(m):
    """The worlds to walk through stay few."""
    return len(m.observed()) <= 7 and len(m.nodes()) <= 16


def ask_random(tally, catgut, seed, numbers, effects_each=3):
    questions, shapes = Questions(), Questions()
    for number in numbers:
        rng = random.Random(f"{seed} {number}")
        m = random_model(rng)
        for _ in range(effects_each):
            y, x, z = random_effect(rng, m)
            questions.add_effect(rng, m, y, x, z, tables_too=is_small(m))
        x = rng.choice(m.observed())
        others = [v for v in m.observed() if v != x]
        questions.add_verdicts(m, [(others, [x], [], effects.child_criterion(m.project(), x))])
        for _ in range(4):
            add_shapes(rng, shapes, m)
    tally.judge("random models, effects", catgut, questions)
    tally.judge("random models, shapes", catgut, shapes)


def add_shapes(rng, questions, m):
    y, x, z = random_effect(rng, m)
    x = x or [v for v in m.observed() if v not in y + z][:1]
    if not x:
        return
    dag = m.dag()
    given = f" | {graphs.words(z)}" if z else ""
    questions.add_shown(m, f"independent({graphs.braces(y)}, {graphs.braces(x)}{given})",
                        "bool", graphs.separated(dag, y, x, z))
    if len(dag) > 9:
        return
    arrow = f"{graphs.braces(x)} -> {graphs.braces(y)}"
    questions.add_shown(m, f"adjusts({{{graphs.words(z)}}}, {arrow})", "bool",
                        graphs.adjusts(dag, x, y, z))
    questions.add_shown(m, f"adjustment({arrow})", "sets",
                        sorted(graphs.adjustment(m, x, y)))
    questions.add_shown(m, f"frontdoor({arrow})", "sets", sorted(graphs.front_doors(m, x, y)))


# ---- public cases ---------------------------------------------------------------------------------


def lines_of(name):
    """verdict ; question ; graph ; source"""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            if line and not line.startswith("#"):
                parts = line.split(" ; ")
                assert len(parts) == 4, f"{name}:{number}: {line}"
                yield f"{name}:{number}", *parts


def names_in(text):
    return [v for v in re.split(r"[{},\s]+", text) if v]


def read_effect(text):
    inside = re.fullmatch(r"P\((.*)\)", text).group(1)
    y, _, given = inside.partition("|")
    done = re.search(r"do\(([^)]*)\)", given)
    rest = given.replace(done.group(0), "") if done else given
    return names_in(y), names_in(done.group(1)) if done else [], names_in(rest)


def read_independence(text):
    inside = re.fullmatch(r"independent\((.*)\)", text).group(1)
    sides, _, given = inside.partition("|")
    a, b = re.fullmatch(r"\s*(\{[^}]*\}|[^,{]+),\s*(\{[^}]*\}|[^,{]+)\s*", sides).groups()
    return names_in(a), names_in(b), names_in(given)


def read_arrow(text):
    x, y = text.split("->")
    return names_in(x), names_in(y)


def read_sets(text):
    return [] if text == "none" else \
        sorted(sorted(names_in(s)) for s in re.findall(r"\{([^}]*)\}", text))


def agree(place, told, known):
    """A public verdict that the oracle denies would be a mistake of this file, or of the public."""
    assert told == known, f"{place}: the file says {told}, the oracle {known}"


def public_effects(rng):
    questions = Questions()
    for place, verdict, question, graph, _ in lines_of("public_effects.txt"):
        m = graphs.read_graph(graph)
        y, x, z = read_effect(question)
        agree(place, verdict == "yes", verdict_of(m, y, x, z) is not None)
        questions.add_effect(rng, m, y, x, z, verdict == "yes", is_small(m))
    return questions


def public_separation():
    questions = Questions()
    for place, verdict, question, graph, _ in lines_of("public_separation.txt"):
        m = graphs.read_graph(graph)
        agree(place, verdict == "yes", graphs.separated(m.dag(), *read_independence(question)))
        questions.add_shown(m, question, "bool", verdict == "yes")
    return questions


def public_adjustment():
    questions = Questions()
    for place, verdict, question, graph, _ in lines_of("public_adjustment.txt"):
        m = graphs.read_graph(graph)
        name, inside = re.fullmatch(r"(\w+)\((.*)\)", question).groups()
        if name == "adjusts":
            z, arrow = re.fullmatch(r"\{([^}]*)\},(.*)", inside).groups()
            x, y = read_arrow(arrow)
            agree(place, verdict == "yes", graphs.adjusts(m.dag(), x, y, names_in(z)))
            questions.add_shown(m, question, "bool", verdict == "yes")
        else:
            x, y = read_arrow(inside)
            agree(place, read_sets(verdict), sorted(graphs.adjustment(m, x, y)))
            questions.add_shown(m, question, "sets", read_sets(verdict))
    return questions


MODEL_ITEM = re.compile(r"(latent )?(\w+) *: *\w+(?: <- (.*))?|(\w+) <-> (\w+)")


def classics():
    """The models of stdlib/classics.diag, each with what the comments above it claim."""
    with open(os.path.join(HERE, "../../stdlib/classics.diag"), encoding="utf-8") as f:
        lines = f.read().split("\n")
    claims, m = [], None
    for line in lines:
        if line.startswith("#   P("):
            claims.append(line[4:])
        elif line.startswith("#       "):
            claims[-1] += " " + line[8:]
        elif line.startswith("model "):
            m = graphs.Model()
        elif line == "}":
            yield claims, m
            claims, m = [], None
        elif m is not None:
            hidden, v, parents, a, b = MODEL_ITEM.fullmatch(line.strip()).groups()
            if a:
                m.arcs.append((a, b))
            else:
                m.add(v, parents.split(", ") if parents else [], bool(hidden),
                      "Gene" if hidden else "Bit")


def public_classics(rng):
    """A claim is `P(...) = formula`, or `P(...) is identifiable`, or `... is not identifiable`."""
    questions = Questions()
    for claims, m in classics():
        for claim in claims:
            asked, says, rest = re.fullmatch(r"(P\(.*?\)+) (=|is) (.*)", claim).groups()
            y, x, z = read_effect(asked)
            known = verdict_of(m, y, x, z) is not None
            agree(claim, rest != "not identifiable", known)
            if says == "=":
                f = tables.random_interpretation(rng, m)
                agree(claim, formulas.effect_of(rest, y, x, z, f.state()), f.effect(y, x, z))
            questions.add_effect(rng, m, y, x, z, known, is_small(m))
    return questions


def ask_public(tally, catgut):
    tally.judge("claims of classics.diag", catgut, public_classics(random.Random(1)))
    tally.judge("public effects", catgut, public_effects(random.Random(1)))
    tally.judge("public separation", catgut, public_separation())
    tally.judge("public adjustment", catgut, public_adjustment())


# ---- the oracle's own test --------------------------------------------------------------------------


def check_oracle():
    """Formulas of ID are truncated factorisation; separation is independence, adjustment is what it
    says, on random interpretations; and the bow has a hedge."""
    bow = graphs.read_graph("X -> Y, X <-> Y")
    assert verdict_of(bow, ["Y"], ["X"], []) is None
    assert effects.is_hedge(bow.project(), ["Y"], ["X"], [], ["X", "Y"], ["Y"])
    assert not effects.is_hedge(bow.project(), ["Y"], ["X"], [], ["X", "Y"], ["X"])
    for text in ["X -> Z -> Y, X <-> Y", "W -> R -> X -> Y, W <-> X, W <-> Y",
                 "Z2 -> X -> Z1 -> Y, Z2 -> Z1, Z2 -> Z3 -> Y, Z2 <-> X, Z2 <-> Y, X <-> Z3, X <-> Y"]:
        m = graphs.read_graph(text)
        f = tables.random_interpretation(random.Random(1), m)
        assert tables.evaluate(verdict_of(m, ["Y"], ["X"], []), ["Y"], ["X"], [], f.state()) == \
            f.effect(["Y"], ["X"], []), text
    # A descendant of the way, beside it.
    way = graphs.read_graph("X -> M -> Y, M -> D").dag()
    assert not graphs.adjusts(way, ["X"], ["Y"], ["D"]) and graphs.adjusts(way, ["X"], ["Y"], [])
    for number in range(60):
        rng = random.Random(number)
        m = random_model(rng, 4, 5)
        if len(m.nodes()) > 11 or m.single:
            continue
        f = tables.random_interpretation(rng, m)
        seen = f.state()
        y, x, z = random_effect(rng, m)
        formula = verdict_of(m, y, x, z)
        if formula is not None:
            assert tables.evaluate(formula, y, x, z, seen) == f.effect(y, x, z), number
        if not x:
            continue
        independent = all(
            seen.marginal(y + x + z, a + b + c) * seen.marginal(z, c)
            == seen.marginal(y + z, a + c) * seen.marginal(x + z, b + c)
            for a, b, c in itertools.product(*(list(itertools.product("01", repeat=len(s)))
                                               for s in (y, x, z))))
        assert graphs.separated(m.dag(), y, x, z) == independent, number
        assert graphs.adjusts(m.dag(), x, y, z) == adjusts_by_number(f, seen, x, y, z), number


def adjusts_by_number(f, seen, x, y, z):
    truth = f.effect(y, x, [])
    for xs, row in truth.items():
        for ys, p in row.items():
            total = sum(seen.marginal(z, zs) * seen.marginal(y + x + z, ys + xs + zs)
                        / seen.marginal(x + z, xs + zs)
                        for zs in itertools.product("01", repeat=len(z)))
            if total != p:
                return False
    return True


# ---- the program ------------------------------------------------------------------------------------


def read_arguments():
    a = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    a.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    a.add_argument("--quick", action="store_true", help="what happens when nothing else is said")
    a.add_argument("--four", action="store_true", help="every model on four ordered vertices")
    a.add_argument("--random", type=int, metavar="N", help="so many random models")
    a.add_argument("--public", action="store_true", help="only the public cases")
    a.add_argument("--first", type=int, default=0, help="the number of the first random model")
    a.add_argument("--seed", default="1")
    a.add_argument("--show", type=int, default=3, help="how many failures of a kind to print")
    return a.parse_args()


def main():
    arguments = read_arguments()
    check_oracle()
    catgut = arguments.catgut
    if not os.access(catgut, os.X_OK):
        print(f"no {catgut} to ask")
        return 77
    tally = Tally(arguments.show)
    rng = random.Random(arguments.seed)
    if arguments.four:
        for at in range(0, 4096, 256):
            ask_four(tally, catgut, range(at, at + 256))
            ask_four_tables(tally, catgut, rng, range(at, at + 256))
    elif arguments.random is not None:
        for at in range(arguments.first, arguments.first + arguments.random, 100):
            end = min(at + 100, arguments.first + arguments.random)
            ask_random(tally, catgut, arguments.seed, range(at, end))
    else:
        ask_public(tally, catgut)
        if not arguments.public:
            ask_four(tally, catgut, rng.sample(range(4096), 60))
            ask_four_tables(tally, catgut, rng, rng.sample(range(4096), 80), 1)
            ask_random(tally, catgut, arguments.seed, range(60))
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Questions in the manner of CLadder (Jin et al. 2023), answered by a language model's tools.

    python3 tests/law/cladder.py --catgut build/catgut --count 1000 --seed 1

Ten types of questions over the usual graphs, with made-up stories and random numbers.  Each is
asked as a language model would ask it: TABLE says by which tool and in which words.  All go through
one process of `catgut --mcp`.  The numbers and the yes or no are held against an oracle that knows
the whole model, hidden causes too: it goes through everything that the mechanisms could have done,
with fractions, in all worlds of the question at once.  Whether a set adjusts it finds by the
formula, with numbers that are not special.

`--first N --count 1` gives question N back, `--print` shows each story with its call.  Prints
`N passed, N failed`.  Exit status 1 when one failed, 77 when there is no catgut, or it reads no JSON.
"""

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
from fractions import Fraction

# Of each variable its parents; U is never seen.
GRAPHS = {
    "confounding": {"V": "", "X": "V", "Y": "VX"},
    "mediation": {"X": "", "M": "X", "Y": "XM"},
    "chain": {"X": "", "M": "X", "Y": "M"},
    "fork": {"V": "", "X": "V", "Y": "V"},
    "collider": {"X": "", "Y": "", "C": "XY"},
    "arrowhead": {"X": "", "V": "", "M": "XV", "Y": "XVM"},
    "diamond": {"X": "", "M": "X", "N": "X", "Y": "MN"},
    "diamond cut": {"V": "", "X": "V", "M": "V", "Y": "XM"},
    "front door": {"U": "", "X": "U", "M": "X", "Y": "UM"},
    "instrument": {"Z": "", "U": "", "X": "ZU", "Y": "XU"},
}
ALL = list(GRAPHS)
SEEN = [g for g in ALL if "U" not in GRAPHS[g]]
MEDIATED = ["mediation", "arrowhead", "diamond"]

# type: graphs; tool; what it is asked, of the model m and what says its numbers; how it is put.
TABLE = {
    "marginal": (ALL, "ask", "P(Y = 1) {where}", "Is {Y} {more} likely than not, overall?"),
    "correlation": (ALL, "ask", "P(Y = 1 | X = 1) - P(Y = 1 | X = 0) {where}",
                    "Where we find {X}, do we find {Y} {more} often?"),
    "exp_away": (["collider"], "ask", "P(Y = 1 | X = 1, C = 1) - P(Y = 1 | C = 1) {where}",
                 "Among cases with {C}, does learning of {X} make {Y} {more} likely?"),
    "ate": (ALL, "ask", "TE(X -> Y, 0 -> 1) {where}",
            "If everybody were made to have {X}, would {Y} become {more} frequent?"),
    "collider_bias": (["collider"], "ask",
                      "P(Y = 1 | X = 1, C = 1) - P(Y = 1 | X = 0, C = 1) {where}",
                      "Looking only at cases with {C}, do {X} and {Y} go {together}?"),
    "ett": ([g for g in SEEN if g != "collider"] + ["front door"], "ask",
            "ETT(X -> Y, 0 -> 1) {where}",
            "For those who have {X}: would {Y} be {less} likely, had they not had it?"),
    "nde": (MEDIATED, "ask", "NDE(X -> Y, 0 -> 1) {where}",
            "Leaving what lies between as it would be without {X}, does {X} make {Y} {more} likely?"),
    "nie": (MEDIATED, "ask", "NIE(X -> Y, 0 -> 1) {where}",
            "Only by what lies between, does {X} make {Y} {more} likely?"),
    "backadj": (ALL, "separated", "adjusts({{{set}}}, X -> Y) in m",
                "To learn what {X} does to {Y}, may we compare cases {stratified}?"),
    "det-counterfactual": (SEEN, "ask", "P(Y[X = {other}] = 1 | {facts}) {where}",
                           "{known} Would there be {Y} if {X} had been the other way?"),
}
THINGS = ["rain", "a late train", "good sleep", "a full shop", "a new fertilizer", "tall wheat",
          "a warm winter", "a song on the radio", "a broken valve", "low pressure", "a free seat",
          "long training", "a red label", "a quick reply", "night work", "strong tea"]


# ---- the oracle ----

class World:
    """A model with numbers: of each variable, for each row of its parents, how likely a 1 is."""

    def __init__(self, graph, rng, kind):
        certain = kind == "det-counterfactual"
        whole = 10 ** 6 if kind == "backadj" else 100  # no formula holds by accident
        self.graph = GRAPHS[graph]
        self.rows = {v: {row: Fraction(rng.randint(0, 1)) if certain and parents
                         else Fraction(rng.randint(1, whole - 1), whole)
                         for row in itertools.product((0, 1), repeat=len(parents))}
                     for v, parents in self.graph.items()}

    def each(self, worlds, noise=None, values=None):
        """Every way in which these worlds can come out together, with its probability.  A world
        is what is done: a variable's value, or (k, M), what M is in world k.  What a mechanism does
        with a row is one for all worlds; it is thrown when it is first needed."""
        values = values if values is not None else [dict() for _ in worlds]
        noise = noise if noise is not None else {}
        for k, done in enumerate(worlds):
            for v, parents in self.graph.items():
                if v in values[k]:
                    continue
                if v in done:
                    d = done[v]
                    now = values[d[0]][d[1]] if isinstance(d, tuple) else d
                    yield from self.set_to(worlds, noise, values, k, v, now, Fraction(1))
                    return
                key = (v, tuple(values[k][p] for p in parents))
                if key in noise:
                    yield from self.set_to(worlds, noise, values, k, v, noise[key], Fraction(1))
                    return
                for now in (0, 1):
                    p = self.rows[v][key[1]] if now else 1 - self.rows[v][key[1]]
                    if p:
                        noise[key] = now
                        yield from self.set_to(worlds, noise, values, k, v, now, p)
                        del noise[key]
                return
        yield [dict(w) for w in values], Fraction(1)

    def set_to(self, worlds, noise, values, k, v, now, p):
        values[k][v] = now
        for outcome, q in self.each(worlds, noise, values):
            yield outcome, p * q
        del values[k][v]

    def p(self, worlds, event, given=lambda w: True):
        both = some = Fraction(0)
        for w, p in self.each(worlds):
            if given(w):
                some += p
                both += p * event(w)
        return both / some

    def p_seen(self, event, given=lambda w: True):
        return self.p([{}], lambda w: event(w[0]), lambda w: given(w[0]))

    def effect(self, given=lambda w: True):
        return self.p([{}, {"X": 1}, {"X": 0}], lambda w: w[1]["Y"] - w[2]["Y"], given)

    def adjusts(self, names):
        """Does the formula of adjustment give the effect, for these numbers?"""
        for x in (0, 1):
            total = Fraction(0)
            for z in itertools.product((0, 1), repeat=len(names)):
                def is_z(w, z=z):
                    return all(w[n] == b for n, b in zip(names, z))
                total += self.p_seen(is_z) * self.p_seen(lambda w: w["Y"],
                                                         lambda w: is_z(w) and w["X"] == x)
            if total != self.p([{"X": x}], lambda w: w[0]["Y"]):
                return False
        return True


# ---- a question ----

class Question:
    def __init__(self, kind, rng):
        graphs, self.tool, self.ask, self.put = TABLE[kind]
        self.kind, self.name = kind, rng.choice(graphs)
        self.graph = GRAPHS[self.name]
        self.hidden = "U" in self.graph
        self.world = World(self.name, rng, kind)
        self.things = dict(zip(self.graph, rng.sample(THINGS, len(self.graph))))
        self.things["U"] = "something nobody measured"
        self.up = rng.random() < .5
        others = [v for v in self.graph if v not in "XYU"]
        self.set = rng.sample(others, rng.randint(0, len(others)))
        self.facts = {v: int(rng.random() < .5) for v, p in self.graph.items() if not p}
        self.x = self.world.p([self.facts], lambda w: w[0]["X"]) \
            if kind == "det-counterfactual" else None

    # -- as it is told

    def story(self):
        words = {v: self.things[v] for v in self.things}
        arrows = [f"{words[p]} has a direct influence on {words[v]}"
                  for v, parents in self.graph.items() for p in parents]
        told = "; ".join(arrows) + ". " + self.told_numbers()
        known = "Suppose that " + " and that ".join(
            f"there {'is' if b else 'is no'} {words[v]}" for v, b in self.facts.items()) + "."
        fill = dict(words, more="more" if self.up else "less", less="less" if self.up else "more",
                    together="together" if self.up else "apart", known=known,
                    stratified="by " + " and ".join(words[v] for v in self.set) + ", group by group"
                    if self.set else "without looking at anything else")
        return told[0].upper() + told[1:] + self.put.format(**fill)

    def told_numbers(self):
        graph, rows = self.numbers()
        text = ""
        for v, parents in graph.items():
            for row, p in rows[v].items():
                where = " and ".join(("with " if b else "without ") + self.things[u]
                                     for u, b in zip(parents, row))
                text += f"{self.things[v].capitalize()}: in {p} of " + \
                    (f"the cases {where}. " if parents else "all cases. ")
        return text

    # -- as it is asked

    def numbers(self):
        """A functor of what is known: of hidden causes, only what they leave to be seen."""
        rows = self.world.rows
        if not self.hidden:
            return self.graph, rows
        graph = {v: "".join(u for u in list(self.graph)[:k] if u != "U")
                 for k, v in enumerate(self.graph) if v != "U"}
        rows = {}
        for v, parents in graph.items():
            rows[v] = {row: self.world.p_seen(
                lambda w: w[v], lambda w: all(w[p] == b for p, b in zip(parents, row)))
                for row in itertools.product((0, 1), repeat=len(parents))}
        return graph, rows

    def script(self):
        def model(name, graph):
            return f"model {name} {{ " + "  ".join(
                ("latent " if v == "U" else "") + v + " : Bit" +
                (" <- " + ", ".join(parents) if parents else "")
                for v, parents in graph.items()) + " }\n"

        def state(p):
            return f"{1 - p}|0> + {p}|1>"
        graph, rows = self.numbers()
        text = "type Bit = {0, 1}\n" + model("m", self.graph)
        text += model("known", graph) if self.hidden else ""
        text += f"functor F : {'known' if self.hidden else 'm'} {{\n"
        for v, parents in graph.items():
            table = "  ".join(",".join(map(str, row)) + " -> " + state(p)
                              for row, p in rows[v].items())
            text += f"  {v} = " + (f"{{ {table} }}" if parents else state(rows[v][()])) + "\n"
        return text + "}\n" + ("let seen = F(known)\n" if self.hidden else "")

    def call(self):
        where = "in m from seen" if self.hidden and self.kind in ("ate", "ett") else \
            "in seen" if self.hidden else "in m with F"
        other = 1 - int(self.x) if self.x is not None else 0
        facts = ", ".join(f"{v} = {b}" for v, b in self.facts.items())
        asked = self.ask.format(where=where, set=", ".join(self.set), other=other, facts=facts)
        if self.is_bounded():  # no number is to be had: what the data leave open
            return "run", {"script": self.script() + "bounds P(Y = 1 | do(X = 1)) - "
                                                     "P(Y = 1 | do(X = 0)) in m from seen\n"}
        return self.tool, {"script": self.script(), "question": asked}

    def is_bounded(self):
        return self.kind == "ate" and self.name == "instrument"

    # -- as it is answered

    def due(self):
        w, kind = self.world, self.kind
        if kind == "marginal":
            return w.p_seen(lambda v: v["Y"])
        if kind == "correlation":
            return w.p_seen(lambda v: v["Y"], lambda v: v["X"]) - \
                w.p_seen(lambda v: v["Y"], lambda v: not v["X"])
        if kind == "exp_away":
            return w.p_seen(lambda v: v["Y"], lambda v: v["X"] and v["C"]) - \
                w.p_seen(lambda v: v["Y"], lambda v: v["C"])
        if kind == "collider_bias":
            return w.p_seen(lambda v: v["Y"], lambda v: v["X"] and v["C"]) - \
                w.p_seen(lambda v: v["Y"], lambda v: not v["X"] and v["C"])
        if kind == "ate":
            return w.effect()
        if kind == "ett":
            return w.effect(lambda v: v[0]["X"])
        between = [v for v in "MN" if v in self.graph]
        if kind == "nde":
            return w.p([{"X": 0}, {"X": 1, **{m: (0, m) for m in between}}],
                       lambda v: v[1]["Y"] - v[0]["Y"])
        if kind == "nie":
            return w.p([{"X": 1}, {"X": 0}, {"X": 0, **{m: (0, m) for m in between}}],
                       lambda v: v[2]["Y"] - v[1]["Y"])
        if kind == "backadj":
            return w.adjusts(self.set)
        facts = self.facts
        return w.p([{}, {"X": 1 - int(self.x)}], lambda v: v[1]["Y"],
                   lambda v: all(v[0][u] == b for u, b in facts.items()))

    def said(self, value):
        """Yes or no, of a number, exact or as a decimal: who asks may look at that alone."""
        if self.kind == "det-counterfactual":
            return bool(value)
        middle = Fraction(1, 2) if self.kind == "marginal" else 0
        return value > middle if self.up else value < middle

    def check(self, result):
        answer = result["structuredContent"]["results"][-1]
        due = self.due()
        if result["isError"]:
            return False
        if self.is_bounded():
            low, high = (Fraction(answer[k]["value"]) for k in ("lower", "upper"))
            return answer["sharp"] and low <= due <= high
        if answer["kind"] == "bool":
            return answer["value"] is due
        return Fraction(answer["value"]) == due and \
            self.said(Fraction(answer["decimal"])) == self.said(due)


# ---- the server ----

def ask_all(catgut, questions):
    lines = [{"jsonrpc": "2.0", "id": "open", "method": "initialize",
              "params": {"protocolVersion": "2025-06-18", "capabilities": {},
                         "clientInfo": {"name": "cladder", "version": "1"}}}]
    for k, q in enumerate(questions):
        tool, arguments = q.call()
        lines.append({"jsonrpc": "2.0", "id": k, "method": "tools/call",
                      "params": {"name": tool, "arguments": arguments}})
    done = subprocess.run([catgut, "--mcp"], input="\n".join(map(json.dumps, lines)) + "\n",
                          text=True, capture_output=True, timeout=600)
    if done.returncode == 2:
        print("skipped:", done.stderr.strip())
        sys.exit(77)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return {a["id"]: a["result"] for a in answers if "result" in a}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--print", action="store_true")
    o = parser.parse_args()
    if not os.path.exists(o.catgut):
        print("skipped: no", o.catgut)
        return 77
    kinds = list(TABLE)
    questions = [Question(kinds[i % len(kinds)], random.Random(f"{o.seed} {i}"))
                 for i in range(o.first, o.first + o.count)]
    results = ask_all(o.catgut, questions)
    passed = failed = 0
    for k, q in enumerate(questions):
        ok = k in results and q.check(results[k])
        passed += ok
        failed += not ok
        if o.print or not ok:
            tool, arguments = q.call()
            print("" if ok else "failed: ", f"question {o.first + k}, {q.kind}, {q.name}: ",
                  q.story(), sep="")
            print(f"{tool}:\n{arguments['script']}{arguments.get('question', '')}")
            print(results[k]["content"][0]["text"] if k in results else "no answer", q.due())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

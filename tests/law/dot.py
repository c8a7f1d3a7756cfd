#!/usr/bin/env python3
"""dot.py -- pictures for Graphviz, read by its grammar, and by `dot` where there is one.

Of random models each edge must be a wire of the model: who reads whose wire, in a picture of the
model, of it after surgery beside it, and of its graph.  Of combs the frame must hold all but the
outputs, and only that.  All classic models and odd names are read as well.

    python3 tests/law/dot.py --catgut build/catgut --count 40 --seed 1

Prints `N passed, N failed`, counting pictures; 77 without catgut.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import pictures  # noqa: E402 (after the line above)
import tikz  # noqa: E402

TOKEN = re.compile(r'\s*(?:(?P<string>"(?:[^"\\]|\\.)*")|(?P<word>[A-Za-z_]\w*|-?\d+(?:\.\d+)?)'
                   r'|(?P<sign>->|[{}\[\];,=]))')


class Graph:
    """digraph ID { statement ... }, as https://graphviz.org/doc/info/lang.html has it."""

    def __init__(self, text):
        self.tokens, at = [], 0
        text = re.sub(r"// written by Catgut\n$", "", text).rstrip()
        while at < len(text):
            m = TOKEN.match(text, at)
            assert m, "no token: %r" % text[at:at + 30]
            self.tokens.append(m.group().strip())
            at = m.end()
        self.at, self.nodes, self.edges, self.clusters = 0, {}, [], {}
        self.take("digraph")
        self.name = self.identifier()
        self.statements([])
        assert self.peek() is None, "%r behind the graph" % self.peek()

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted=None):
        token = self.peek()
        assert token is not None and (wanted is None or token == wanted), (
            "found %r, wanted %r" % (token, wanted))
        self.at += 1
        return token

    def identifier(self):
        token = self.take()
        assert token[0] == '"' or re.fullmatch(r"\w[\w.]*|-?\d[\d.]*", token), token
        return re.sub(r"\\(.)", r"\1", token[1:-1]) if token[0] == '"' else token

    def attributes(self):
        found = {}
        while self.peek() == "[":
            self.take()
            while self.peek() != "]":
                name = self.identifier()
                self.take("=")
                found[name] = self.identifier()
                if self.peek() in (",", ";"):
                    self.take()
            self.take()
        return found

    def statements(self, inside):
        self.take("{")
        while self.peek() != "}":
            self.statement(inside)
            if self.peek() == ";":
                self.take()
        self.take()

    def statement(self, inside):
        if self.peek() == "subgraph":
            self.take()
            name = self.identifier()
            self.clusters[name] = set()
            self.statements(inside + [name])
            return
        first = self.identifier()
        if self.peek() == "=":
            self.take()
            self.identifier()
        elif self.peek() == "->":
            self.take()
            second = self.identifier()
            self.edges.append((first, second, self.attributes()))
            for cluster in inside:
                self.clusters[cluster] |= {first, second}
        else:
            attributes = self.attributes()
            if first not in ("edge", "node", "graph"):
                self.nodes[first] = attributes
                for cluster in inside:
                    self.clusters[cluster].add(first)


def readers(graph, look):
    """{label: who reads its wire}, outputs as `out`; what was cut does not read."""
    mine = {n: a for n, a in graph.nodes.items() if n[1:].startswith("%d_" % look)}
    out = {}
    for a, b, attributes in graph.edges:
        assert a in graph.nodes and b in graph.nodes, (a, b)
        if a in mine and "tee" not in attributes.get("arrowhead", ""):
            out.setdefault(a, []).append(b)
    found = {}
    for node, attributes in mine.items():
        if attributes["shape"] in ("point", "plaintext", "underline"):
            continue
        to, end = list(out.get(node, [])), []
        while to:
            n = to.pop()
            shape = graph.nodes[n]["shape"]
            if shape == "point":
                to += out.get(n, [])
            elif shape != "underline":
                end.append("out" if shape == "plaintext" else graph.nodes[n]["label"])
        found[attributes["label"].split(" = ")[0]] = sorted(x.split(" = ")[0] for x in end)
    return found


def check_model(catgut, rng, folder):
    """Pictures of a model; how many are wrong."""
    model = pictures.random_model(rng)
    name = rng.choice(model)[0]
    after = [(v, latent, [] if v == name else parents) for v, latent, parents in model]
    script = pictures.source(model) + "draw m, cut(m, %s) as dot" % name
    graph = None
    try:
        graph = Graph(pictures.run(catgut, script, folder))
        latent = {v for v, hidden, _ in model if hidden}
        assert readers(graph, 0) == pictures.readers(model), "before"
        assert readers(graph, 1) == pictures.readers(after), "after"
        dashed = {}
        for n, a in graph.nodes.items():
            if n.startswith("n0") and a["shape"] in ("box", "triangle"):
                dashed[a["label"]] = "dashed" in a.get("style", "")
        assert dashed == {v: hidden for v, hidden, _ in model}, "latent: %s" % dashed
    except AssertionError as e:
        print("FAILED: %s\n%s\n%s" % (e, script, graph and (graph.nodes, graph.edges)))
        return 1
    return 0


COMB = """type Bit = {0, 1}
state w : (A : Bit) * (X : Bit) * (Z : Bit) * (Y : Bit) * (B : Bit) = uniform
let f, t = comb(w, X -> Z)
let g, u, v = comb(w, A -> X, Z -> Y)
"""


def check_combs(catgut, folder):
    failed = 0
    for what in ("f as dot", "f as dot up", "g as dot"):
        text = pictures.run(catgut, COMB + "draw " + what, folder)
        graph = Graph(text)
        outputs = {n for n, a in graph.nodes.items() if a["shape"] == "plaintext"}
        frames = [c for c in graph.clusters if "frame" in c]
        holes = [n for n, a in graph.nodes.items() if a.get("label") == "hole"] if frames else []
        inside = graph.clusters[frames[0]] if frames else set()
        if len(frames) != 1 or not holes or inside != set(graph.nodes) - outputs or not outputs:
            print("FAILED: draw %s\n%s" % (what, text))
            failed += 1
    return failed, 3


def check_all(catgut, folder):
    """What tikz.py draws, as DOT.  `dot` must read each, and say nothing."""
    script, count = tikz.script()
    script = re.sub(r"\nplot .*", "", re.sub(r'to "t(\d+)\.tex"', r'to "t\1.dot"', script))
    pictures.run(catgut, script, folder)
    failed = 0
    for i in range(count):
        with open(os.path.join(folder, "t%d.dot" % i), encoding="utf-8") as f:
            text = f.read()
        said = ""
        try:
            for part in re.split(r"(?<=^}\n)(?=digraph)", text, flags=re.M):
                Graph(part)
            if shutil.which("dot"):
                done = subprocess.run(["dot", "-Tsvg", "-o", os.devnull], input=text, text=True,
                                      capture_output=True, check=False)
                said = done.stderr if done.returncode or "syntax" in done.stderr else ""
        except AssertionError as e:
            said = str(e)
        if said:
            print("FAILED: t%d.dot: %s\n%s" % (i, said, text))
            failed += 1
    return failed, count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    catgut = os.path.abspath(options.catgut)
    if not os.path.exists(catgut):
        print("%s is not there" % options.catgut)
        return 77
    with tempfile.TemporaryDirectory() as folder:
        failed, count = check_combs(catgut, folder)
        more, n = check_all(catgut, folder)
        failed, count = failed + more, count + n
        for i in range(options.count):
            failed += check_model(catgut, random.Random("%d/%d" % (options.seed, i)), folder)
            count += 1
    print("%d passed, %d failed" % (count - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

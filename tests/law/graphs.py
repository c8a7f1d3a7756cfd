#!/usr/bin/env python3
"""Random causal graphs, written for other programs and read again, and their texts held against
readers that share nothing with the program.

    python3 tests/law/graphs.py --catgut build/catgut --count 1000 --seed 1

Three laws:

  back    a model that is exported and imported again is the same model, in every format that is
          read; what stands in the file is the same graph to a reader of another make (for GML
          networkx, where it is there).  A name that a format cannot say is refused, and no other.
  text    a text of dagitty or Graphviz, in a layout as odd as the grammar allows, is the graph that
          its groups and chains mean by definition; one with a circle or an edge without a direction
          is refused.

Prints `N passed, N failed`, counting models and texts.  `--first K --count 1` repeats one, `--print`
shows it.
"""

import argparse
import csv
import os
import random
import re
import subprocess
import sys
import tempfile
import types
import urllib.parse

try:
    import networkx
except ImportError:
    networkx = None

NAMES = ["X", "Y", "Z", "a b", 'say "x"', "back\\slash", "ends\\", 'mixed\\"', 'two\\\\"', "größe", "α",
         "変数", "🙂", "graph", "node", "edge", "subgraph", "strict", "dag", "o", "l", "u", "latent",
         "from", "state", "1", "-1", "2.5", ".5", "x.1", "a;b", "a,b", "a|b", "a:b", "[a]", "{a}", "#a",
         "a#b", "//a", "/*a", "a->b", "<b>", "&amp;", "&", "a&#65;b", " a", "a ", "it's", "~", "A~B",
         "a+b", "a=b", "U1", "U2", "!x", "%", "_", "a_b", "tab\there", "line\nend", "bell\x07", "''"]
KEYWORDS = set("""type state channel function box let diagram show draw plot check model functor use
functionalise identify explain bounds witness import export to of as in with from not latent return
repaired within""".split())
EXACT = {"dagitty": "dag", "dot": "dot", "gml": "gml", "edges": "edges"}
WRITTEN = dict(EXACT, lavaan="lav", bnlearn="R", pgmpy="py")


# ---- names ------------------------------------------------------------------------------------


def quoted(name):
    if re.fullmatch(r"[^\W\d][\w']*", name) and name not in KEYWORDS and name != "_":
        return name
    shown = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\x{ord(m[0]):02x}", shown) + '"'


def can_say(word, name):
    """Has the format a way to write this name?  By the grammars of the formats."""
    if word == "gml":
        return True
    if re.search(r"[\x00-\x1f\x7f]", name):
        return False
    if word == "dagitty":
        return not name.endswith("\\") and name not in ("graph", "node")
    if word == "dot":  # pairs of backslashes stay, a single one before a quote is lost
        return not re.search(r'(?<!\\)(?:\\\\)*\\("|$)', name)
    if word == "lavaan":
        plain = re.fullmatch(r"[A-Za-z.\u0080-\U0010ffff][\w.\u0080-\U0010ffff]*", name)
        return bool(plain) and not re.fullmatch(r"[.\deE]+", name) or name == "E"
    if word == "bnlearn":
        return not set(name) & set("[]|:")
    return True


# ---- graphs -----------------------------------------------------------------------------------


class Graph:
    """Vertices in order, each with its parents in order; pairs with two heads, and with none, in
    order."""

    def __init__(self, names=()):
        self.parents = {v: [] for v in names}
        self.latent = set()
        self.both, self.lines = [], []

    def form(self):
        """What counts where the order does not."""
        return ({v: sorted(p) for v, p in self.parents.items()}, self.latent,
                sorted(sorted(e) for e in self.both), sorted(sorted(e) for e in self.lines))

    def is_class(self):
        """May lines stand in it?  It may still have no member."""
        pairs = [frozenset(e) for e in self.lines]
        pairs += [frozenset((p, v)) for v in self.parents for p in self.parents[v]]
        return not self.both and len(set(pairs)) == len(pairs)

    def source(self, name):
        lines = [f"model {name} {{"]
        for v, parents in self.parents.items():
            causes = " <- " + ", ".join(map(quoted, parents)) if parents else ""
            lines.append(f"  {'latent ' if v in self.latent else ''}{quoted(v)} : T{causes}")
        lines += [f"  {quoted(a)} <-> {quoted(b)}" for a, b in self.both]
        return "\n".join(lines) + "\n}\n"


def random_graph(rng):
    names = rng.sample(NAMES, rng.randint(1, 7))
    if rng.random() < 0.5:
        names = [f"V{i}" if rng.random() < 0.7 else n for i, n in enumerate(names)]
    order = rng.sample(names, len(names))
    g = Graph(names)
    for i, v in enumerate(order):
        g.parents[v] = [p for p in rng.sample(order[:i], i) if rng.random() < 0.4]
    g.latent = {v for v in names if rng.random() < 0.2}
    pairs = [(a, b) for i, a in enumerate(names) for b in names[:i] if rng.random() < 0.15]
    g.both = [p if rng.random() < 0.5 else p[::-1] for p in rng.sample(pairs, len(pairs))]
    return g


def unquoted(text):
    def one(m):
        return {"n": "\n", "t": "\t"}.get(m[1]) or (chr(int(m[2], 16)) if m[2] else m[1])
    if not text.startswith('"'):
        return text
    return re.sub(r"\\(?:x([0-9a-f]{2})|(.))", lambda m: one((None, m[2] or "x", m[1])), text[1:-1])


def shown_graph(text):
    """The model that `show` prints."""
    g, word = Graph(), r'("(?:[^"\\]|\\.)*"|[^\s",]+)'
    for line in text.splitlines()[1:-1]:
        pair = re.fullmatch(rf"  {word} <-> {word}", line)
        if pair:
            g.both.append((unquoted(pair[1]), unquoted(pair[2])))
            continue
        line_of = re.fullmatch(rf"  {word} -- {word}", line)
        if line_of:
            g.lines.append((unquoted(line_of[1]), unquoted(line_of[2])))
            continue
        vertex = re.fullmatch(rf"  (latent )?{word} +: +\S+(?: +<- (.*))?", line)
        name = unquoted(vertex[2])
        g.parents[name] = [unquoted(p) for p in re.findall(word, vertex[3] or "")]
        if vertex[1]:
            g.latent.add(name)
    return g


# ---- readers of another make ------------------------------------------------------------------


def read_dot(text, graphviz):
    """What this program writes, by line: a vertex, or an edge, perhaps with brackets."""
    g = Graph()
    for line in text[: text.rindex("}")].splitlines()[1:]:
        line, _, attributes = line.strip().rstrip(";").rpartition(" [") if line.rstrip(";").endswith(
            "]") else (line.strip().rstrip(";"), "", "")
        word = r'("(?:\\\\|\\"|[^"])*"|\w+)' if graphviz else r'("(?:\\"|[^"])*"|\w+)'
        edge = re.fullmatch(rf"{word} (<?->) {word}", line)

        def plain(x):
            return x[1:-1].replace('\\"', '"') if x.startswith('"') else x
        if not edge:
            g.parents.setdefault(plain(line), [])
            if attributes:
                g.latent.add(plain(line))
        elif edge[2] == "<->" or attributes == "dir=both]":
            g.both.append((plain(edge[1]), plain(edge[3])))
        else:
            g.parents[plain(edge[3])].append(plain(edge[1]))
    return g


def read_edges(path):
    g = Graph()
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            a, b, kind = row["from"], row["to"], row.get("kind") or ""
            for v in filter(None, (a, b)):
                g.parents.setdefault(v, [])
            if kind == "latent":
                g.latent.add(a)
            elif kind == "<->":
                g.both.append((a, b))
            elif b:
                g.parents[b].append(a)
    return g


def read_gml(path):
    read = networkx.read_gml(path)
    g = Graph(read.nodes)
    g.latent = {v for v, data in read.nodes(data=True) if data.get("latent")}
    for a, b, data in read.edges(data=True):
        if data.get("dir") == "both":
            g.both.append((a, b))
        else:
            g.parents[b].append(a)
    return g


def read_lavaan(text):
    g = Graph()
    for line in text.splitlines()[:-1]:  # the last is the mark
        left, sign, right = re.fullmatch(r"(\S+) (~~|=~|~) (.*)", line).groups()
        for v in [left] + right.split(" + "):
            g.parents.setdefault(v, [])
        if sign == "~~" and left != right:
            g.both.append((left, right))
        elif sign == "=~":
            g.latent.add(left)
            for v in right.split(" + "):
                g.parents[v].append(left)
        elif sign == "~":
            g.parents[left] += right.split(" + ")
    return g


def read_bnlearn(text):
    string = re.search(r"model2network\('(.*)'\)", text)[1]
    string = re.sub(r"\\(.)", r"\1", string)
    g = Graph()
    for vertex in re.findall(r"\[([^]]*)\]", string):
        name, _, parents = vertex.partition("|")
        g.parents[name] = parents.split(":") if parents else []
    return g


def read_pgmpy(text):
    """Runs the script with a stand-in for the class."""
    g = Graph()

    class Stand:
        def add_nodes_from(self, nodes, latent=False):
            g.parents.update({v: [] for v in nodes})
            g.latent.update(nodes if latent else [])

        def add_edges_from(self, edges):
            for a, b in edges:
                g.parents[b].append(a)
    module = types.ModuleType("pgmpy.base")
    module.DAG = Stand
    sys.modules["pgmpy"], sys.modules["pgmpy.base"] = types.ModuleType("pgmpy"), module
    exec(compile(text, "exported.py", "exec"), {})
    return g


def with_vertices(g):
    """The graph without A <-> B: a hidden vertex U1, U2, ... stands for each."""
    new, number = Graph(g.parents), 0
    new.parents = {v: list(p) for v, p in g.parents.items()}
    new.latent = set(g.latent)
    for a, b in g.both:
        number += 1
        while f"U{number}" in g.parents:
            number += 1
        new.parents[f"U{number}"] = []
        new.latent.add(f"U{number}")
        new.parents[a].append(f"U{number}")
        new.parents[b].append(f"U{number}")
    return new


def hidden_in_lavaan(g):
    """Without those that act on nothing: they are observed there."""
    new = Graph()
    new.parents, new.both = g.parents, g.both
    new.latent = {v for v in g.latent if any(v in p for p in g.parents.values())}
    return new


def judge_file(g, word, path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    if word == "dagitty" or word == "dot":
        read = read_dot(text, word == "dot")
    elif word == "edges":
        read = read_edges(path)
    elif word == "lavaan":
        read, g = read_lavaan(text), hidden_in_lavaan(g)
    elif word == "bnlearn":
        read, g = read_bnlearn(text), with_vertices(g)
        g.latent = set()
    elif word == "pgmpy":
        read, g = read_pgmpy(text), with_vertices(g)
    else:
        if not networkx or any(re.search(r"[\x00-\x1f\x7f]|&", v) for v in g.parents):
            return
        if len({frozenset((p, v)) for v in g.parents for p in g.parents[v]} |
               {frozenset(e) for e in g.both}) < sum(map(len, g.parents.values())) + len(g.both):
            return  # two edges between the same ends: a graph of networkx has one
        read = read_gml(path)
    assert read.form() == g.form(), f"{word}: the file says another graph"
    if word in EXACT and word != "gml":
        assert (read.parents, read.both) == (g.parents, g.both), f"{word}: another order"


# ---- the first law ----------------------------------------------------------------------------


def run(catgut, folder, script, *options):
    path = os.path.join(folder, "script.diag")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(script)
    done = subprocess.run([catgut, *options, "script.diag"], capture_output=True, cwd=folder,
                          check=False)
    return done.stdout.decode(), done.stderr.decode()


def judge_back(g, catgut, folder):
    script = "type T\n" + g.source("m")
    for word, suffix in WRITTEN.items():
        script += f'export m to "{word}.{suffix}" as {word}\n'
    for word, suffix in WRITTEN.items():
        path = os.path.join(folder, f"{word}.{suffix}")
        if os.path.exists(path):
            os.remove(path)
    _, err = run(catgut, folder, script, "-k")
    script, said = "type T\n" + g.source("m") + "show m\n", []
    for word, suffix in WRITTEN.items():
        can = all(can_say(word, v) for v in g.parents)
        path = os.path.join(folder, f"{word}.{suffix}")
        assert os.path.exists(path) == can, f"{word}: can say all names: {can}\n{err}"
        refused = f" as {word}\n" in err
        assert can or refused, f"{word}: nothing is said"
        if not can:
            continue
        judge_file(g, word, path)
        if word not in ("bnlearn", "pgmpy"):
            said.append(word)
            script += f'import "{word}.{suffix}" as {word} from {word} of T\nshow {word}\n'
    out, err = run(catgut, folder, script)
    assert not err, err
    models = re.findall(r"^model (?:.|\n)*?^}\n", out, re.M)
    assert len(models) == len(said) + 1, out
    assert shown_graph(models[0]).parents == g.parents, "the model itself"
    for word, text in zip(said, models[1:]):
        if word in EXACT:
            assert text == models[0].replace("model m {", f"model {word} {{"), f"{word}: back\n{text}"
        else:
            assert shown_graph(text).form() == hidden_in_lavaan(g).form(), f"{word}: back\n{text}"


# ---- the second law ---------------------------------------------------------------------------


class Writer:
    """A text of dagitty, and the edges that it means."""

    def __init__(self, rng, graphviz):
        self.rng, self.graphviz = rng, graphviz
        self.seen, self.edges, self.bad = [], [], None
        self.lines = graphviz  # may they stand in it?

    def blank(self, needed=False):
        choices = ["", "", " ", "\n", "\t", " /* a -> b */ ", " // c -> d\n", "\n# e -> f\n"]
        return self.rng.choice(choices[2:] if needed else choices)

    def vertex(self):
        v = self.rng.choice(list("abcdefmnpqrstv") + ["f x", 'g"', "h\\i", "ö", "1.5"])
        if v not in self.seen:
            self.seen.append(v)
        if v == "1.5" and self.rng.random() < 0.5:
            return [v], v
        text = '"' + v.replace('"', '\\"') + '"'
        if len(v) > 1 and self.rng.random() < 0.2 and '"' not in v:
            text = f'"{v[:1]}"{self.blank()}+{self.blank()}"{v[1:]}"'
        elif re.fullmatch(r"[a-z]", v) and self.rng.random() < 0.7:
            text = v
        return [v], text

    def group(self, depth):
        """Several statements in braces; the vertices of all of them."""
        named, text = [], "{" + self.blank()
        if self.graphviz and self.rng.random() < 0.3:
            text = "subgraph" + self.blank(True) + "cluster" + self.blank(True) + text
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            names, part = self.statement(depth + 1)
            named += names
            text += part + self.rng.choice([";", "\n", " ", ", "])
        return list(dict.fromkeys(named)), text + "}"

    def operand(self, depth):
        return self.group(depth) if depth < 3 and self.rng.random() < 0.3 else self.vertex()

    def statement(self, depth):
        named, text = self.operand(depth)
        before, length = named, self.rng.choice([0, 1, 1, 1, 2, 3])
        chain = []
        for _ in range(length):
            sign = self.rng.choice(["->", "->", "->", "<-", "<->"] + ["--"] * (self.rng.random() < 0.03))
            after, part = self.operand(depth)
            text += self.blank(True) + sign + self.blank(True) + part
            chain.append((before, sign, after))
            before, named = after, named + after
        turned = False
        if length and self.graphviz and self.rng.random() < 0.2:
            text += " [dir=back]"
            turned = True
        elif self.rng.random() < 0.2 and len(named) == 1:
            text += self.rng.choice([' [pos="1,2"]', " [x = 1, label = \"a ] b\"]", " []"])
        for left, sign, right in chain:
            for u in left:
                for v in right:
                    sign_here = "<-" if turned and sign == "->" else sign
                    self.edges.append((v, "->", u) if sign_here == "<-" else (u, sign_here, v))
        return named, text

    def write(self):
        head = self.rng.choice(["digraph", "strict digraph g", 'DIGRAPH "a b"'] if self.graphviz else
                               ["dag", "dag ", "DAG", "pdag", "dag name", 'dag "a b"', ""])
        self.lines = self.lines or head == "pdag"
        body = "".join(self.statement(0)[1] + self.rng.choice([";", "\n", " \n", " ; "])
                       for _ in range(self.rng.randint(1, 3)))
        return f"{head}{{{self.blank()}{body}}}{self.blank()}" if head else body

    def graph(self):
        """What it means; None: it should be refused."""
        g = Graph(self.seen)
        for u, sign, v in self.edges:
            if u == v or (sign == "--" and not self.lines):
                return None
            if sign == "--" and frozenset((u, v)) not in map(frozenset, g.lines):
                g.lines.append((u, v))
            if sign == "->" and u not in g.parents[v]:
                g.parents[v].append(u)
            if sign == "<->" and frozenset((u, v)) not in map(frozenset, g.both):
                g.both.append((u, v))
        free = dict(g.parents)
        while any(not set(p) & set(free) for p in free.values()):
            free = {v: p for v, p in free.items() if set(p) & set(free)}
        return None if free else g


def judge_text(rng, catgut, folder, shown):
    graphviz = rng.random() < 0.4
    writer = Writer(rng, graphviz)
    text = writer.write()
    if not graphviz and "{" not in text and not re.search("[-<>@]", text):
        text = "dag {" + text + "}"  # without an arrow and braces a text is refused
    if shown:
        print(text)
    with open(os.path.join(folder, "text.txt"), "w", encoding="utf-8", newline="") as file:
        file.write(text)
    word = "dot" if graphviz else "dagitty"
    out, err = run(catgut, folder, f'type T\nimport "text.txt" as m from {word} of T\nshow m\n')
    wanted = writer.graph()
    if wanted is None:
        assert re.search(r"\[E22[67]\]", err) and err.count("error:") == 1, f"not refused\n{err}"
        return
    if wanted.lines and (not wanted.is_class() or "[E305]" in err):
        assert re.search(r"\[E30[578]\]", err) and err.count("error:") == 1, f"not refused\n{err}"
        return
    assert not err, err
    models = re.findall(r"^model (?:.|\n)*?^}\n", out, re.M)
    assert shown_graph(models[0]).form() == wanted.form(), f"another graph\n{out}"


# ---- the third law ----------------------------------------------------------------------------

WORDS = ["a", "b", "a b", "b a", "c", "c c", "x.1", "ö", "50%", "E", "a b c", "it's", "1"]
TEXTS = 20  # in a run


def encoded(rng, name):
    """With some of its letters as bytes in hexadecimal, and a per cent sign always."""
    form = rng.choice(["%%%02x", "%%%02X"])
    return "".join("".join(form % b for b in c.encode()) if c == "%" or rng.random() < 0.2 else c
                   for c in name)


def old_text(rng):
    """A text, and the names of its variables in order, and the latent ones."""
    names = rng.sample(WORDS, rng.randint(1, 6))
    latent = {v for v in names if rng.random() < 0.2}
    lines = []
    for v in names:
        roles = ("U" if v in latent else "") + rng.choice(["", "E", "O", "A"]) or rng.choice("12")
        bare = len(v.split()) == 1 and v not in latent and rng.random() < 0.2
        place = rng.choice([" @0.5,-1.25", ""])
        lines.append(encoded(rng, v) + ("" if bare else rng.choice([" ", "\t"]) + roles + place))
    rest, n = [], len(names)
    if rng.random() < 0.2:
        cells = [[int(i < k and rng.random() < 0.5) for k in range(n)] for i in range(n)]
        rest = [" ".join(map(str, row)) for row in cells]
    else:
        order = rng.sample(names, n)
        for _ in range(rng.randint(1, 7)):
            at = rng.randrange(n)
            effects = [v for v in order[at + 1:] if rng.random() < 0.5]
            if rng.random() < 0.2:
                effects.append(rng.choice(names + ["d"]))
            parts = [encoded(rng, v) + rng.choice(["", "", " @1,2"]) for v in effects]
            rest.append(" ".join([encoded(rng, order[at])] + parts))
    end = rng.choice(["\n", "\r\n"])
    return end.join(lines + [""] + rest) + rng.choice(["", end]), names, latent


def old_graph(text, names, latent):
    """What it means; None: it should be refused."""
    g = Graph(names)
    g.latent = latent
    lists = re.split(r"\r?\n[ \t]*\r?\n", text, maxsplit=1)[1].strip()
    arrows = []

    def take(words):
        """As few words as are a name, and whether there are some."""
        for k in range(1, len(words) + 1):
            if urllib.parse.unquote(" ".join(words[:k])) in names:
                name = urllib.parse.unquote(" ".join(words[:k]))
                del words[:k]
                return name
        return None

    if re.fullmatch(r"[\s01]+", lists):
        cells = lists.split()
        if len(cells) != len(names) ** 2:
            return None
        arrows = [(u, v) for u, v in zip([u for u in names for _ in names], names * len(names))]
        arrows = [e for e, cell in zip(arrows, cells) if int(cell)]
    else:
        for line in lists.splitlines():
            words = line.split()
            first = take(words)
            if first is None:
                return None
            while words:
                effect = take(words)
                if effect is None or effect == first:
                    return None
                if (effect, first) in arrows:
                    arrows.remove((effect, first))
                    g.both.append((effect, first))
                elif (first, effect) not in arrows:
                    arrows.append((first, effect))
                if words and words[0][0] == "@":
                    del words[0]
    g.both = [tuple(p) for p in dict.fromkeys(frozenset(e) for e in g.both)]
    for u, v in arrows:
        g.parents[v].append(u)
    free = dict(g.parents)
    while any(not set(p) & set(free) for p in free.values()):
        free = {v: p for v, p in free.items() if set(p) & set(free)}
    return None if free else g


def judge_old(rng, catgut, folder, shown):
    texts = [old_text(rng) for _ in range(TEXTS)]
    script = "type T\n"
    for i, (text, _, _) in enumerate(texts):
        if shown:
            print(text, end="\n====\n")
        with open(os.path.join(folder, f"{i}.dagitty"), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        script += f'import "{i}.dagitty" as m{i} of T\nshow m{i}\n'
    with open(os.path.join(folder, "old.diag"), "w", encoding="utf-8") as file:
        file.write(script)
    ran = subprocess.run([catgut, "-k", "old.diag"], cwd=folder, capture_output=True, timeout=60)
    models = {shown_name(m): shown_graph(m).form()
              for m in re.findall(r"^model (?:.|\n)*?^}\n", ran.stdout.decode(), re.M)}
    for i, text in enumerate(texts):
        wanted = old_graph(*text)
        assert models.get(f"m{i}") == (wanted and wanted.form()), f"another graph\n{text[0]}"


def shown_name(model):
    return model.split()[1]


# ---- the program ------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--count", type=int, default=200 if fewer else 1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--print", action="store_true")
    options = parser.parse_args()
    catgut = os.path.abspath(options.catgut)
    if not os.path.exists(catgut):
        print("there is no", options.catgut)
        return 77
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(options.first, options.first + options.count):
            for law in ("back", "text") + ("old",) * (i % TEXTS == 0):
                rng = random.Random(f"{options.seed} {i} {law}")
                try:
                    if law == "back":
                        g = random_graph(rng)
                        if options.print:
                            print(g.source("m"))
                        judge_back(g, catgut, folder)
                    elif law == "old":
                        judge_old(rng, catgut, folder, options.print)
                    else:
                        judge_text(rng, catgut, folder, options.print)
                    passed += 1
                except Exception as wrong:
                    failed += 1
                    print(f"{law} {i}: {type(wrong).__name__}: {wrong}")
    if not networkx:
        print("without networkx no other reader has seen the files in GML")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

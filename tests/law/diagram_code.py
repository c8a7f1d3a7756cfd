"""diagram_code.py -- random diagrams, exported for DisCoPy and Chyp, and read back by readers of those.

A diagram is a list of boxes with the wires that each reads, inputs, and outputs; it is written as a block of
Catgut, exported, and what the files say must be the same list.  The program for DisCoPy is read as a syntax
tree of Python, and its wires and types followed; the term of Chyp is evaluated layer by layer, with
permutations as Chyp has them (output i is input p[i]), and each of its rules must hold where all boxes are
functions: both sides are the same terms of the inputs."""

import argparse
import ast
import os
import random
import re
import subprocess
import sys
import tempfile
from itertools import product

TYPES = ["A", "B", "C"]


class Diagram:
    def __init__(self, rng):
        self.boxes = []  # name, input types, output types
        self.functions = set()  # those that are deterministic
        for i in range(rng.randint(1, 4)):
            kinds = [[rng.choice(TYPES) for _ in range(rng.randint(*r))] for r in ((0, 3), (1, 2))]
            name = rng.choice([f"f{i}", f'"box {i}"', f"copy{i}", f"g{i}", f"µ{i}"])
            self.boxes.append((name, *kinds))
            if rng.random() < 0.5:
                self.functions.add(i)
        self.inputs = [rng.choice(TYPES) for _ in range(rng.randint(0, 3))]
        wires = list(self.inputs)
        self.uses = []
        for _ in range(rng.randint(0, 7)):
            box = rng.randrange(len(self.boxes))
            _, dom, cod = self.boxes[box]
            choices = [[w for w, t in enumerate(wires) if t == want] for want in dom]
            if all(choices):
                self.uses.append((box, [rng.choice(c) for c in choices],
                                  list(range(len(wires), len(wires) + len(cod)))))
                wires += cod
        self.wires = wires
        count = rng.randint(0, 4) if wires else 0
        self.outputs = [rng.randrange(len(wires)) for _ in range(count)]

    def source(self):
        text = "".join(f"type {t} = {{0, 1}}\n" for t in TYPES)
        for i, (name, dom, cod) in enumerate(self.boxes):
            arrow = " * ".join(dom or ["1"]) + " -> " + " * ".join(cod)
            ket = "|" + ",".join("0" for _ in cod) + ">"
            rows = "  ".join(",".join(key) + f" -> {ket}" for key in product("01", repeat=len(dom)))
            if i in self.functions and dom:
                text += f"function {name} : {arrow} = {{ {rows} }}\n"
            else:
                text += f"box {name} : {arrow}\n"
        ends = ", ".join(f"w{i} : {t}" for i, t in enumerate(self.inputs))
        text += f"diagram d({ends}) {{\n"
        for box, reads, made in self.uses:
            call = self.boxes[box][0] + "(" + ", ".join(f"w{r}" for r in reads) + ")"
            text += f"  {', '.join(f'w{m}' for m in made)} <- {call}\n"
        returns = ", ".join(f"o{k} = w{w}" for k, w in enumerate(self.outputs)) or "()"
        return text + f"  return {returns}\n}}\n"

    def name(self, box):
        return self.boxes[box][0]

    def uses_by_name(self):
        return [(self.name(b), reads, made) for b, reads, made in self.uses]


# ---- DisCoPy

def read_discopy(text):
    types, boxes, body = {}, {}, None
    for line in ast.parse(text).body:
        if isinstance(line, ast.FunctionDef):
            body = line
        elif isinstance(line, ast.Assign):
            call = line.value
            if call.func.id == "Ty":
                types[line.targets[0].id] = call.args[0].value
            else:
                boxes[line.targets[0].id] = (call.args[0].value, *(type_of(x, types)
                                                                   for x in call.args[1:]))
    dom, cod = (type_of(x, types) for x in body.decorator_list[0].args)
    number = {a.arg: i for i, a in enumerate(body.args.args)}
    wires, uses = list(dom), []
    for line in body.body[:-1]:
        call = line.value
        name, box_dom, box_cod = boxes[call.func.id]
        reads = [number[a.id] for a in call.args]
        assert [wires[r] for r in reads] == box_dom, f"types of {name}"
        target = line.targets[0]
        made = [t.id for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
        assert len(made) == len(box_cod)
        for m in made:
            number[m] = len(number)
        wires += box_cod
        uses.append((name, reads, [number[m] for m in made]))
    value = body.body[-1].value
    outputs = [number[x.id] for x in (value.elts if isinstance(value, ast.Tuple) else [value])]
    assert [wires[o] for o in outputs] == cod, "types of the outputs"
    return dom, uses, outputs


def type_of(node, types):
    if isinstance(node, ast.BinOp):
        return type_of(node.left, types) + type_of(node.right, types)
    return [] if isinstance(node, ast.Call) else [types[node.id]]


# ---- Chyp

TOKEN = re.compile(r"\s*(?:#[^\n]*\s*)*([A-Za-z_][A-Za-z_.0-9]*|[0-9]+|[;*(),=:\[\]]|->)")


def parse_term(words):
    """seq over par over atoms; a term is ("seq", ...), ("par", ...), ("sw", p) or a name."""
    def atom():
        word = words.pop(0)
        if word == "(":
            inner = seq()
            assert words.pop(0) == ")"
            return inner
        if word == "sw":
            if words and words[0] == "[":
                words.pop(0)
                p = [int(words.pop(0))]
                while words.pop(0) == ",":
                    p.append(int(words.pop(0)))
                assert sorted(p) == list(range(len(p)))
                return ("sw", p)
            return ("sw", [1, 0])
        return word

    def many(one, mark, kind):
        parts = [one()]
        while words and words[0] == mark:
            words.pop(0)
            parts.append(one())
        return parts[0] if len(parts) == 1 else (kind, *parts)

    def par():
        return many(atom, "*", "par")

    def seq():
        return many(par, ";", "seq")

    return seq()


def arity(term, gens):
    if isinstance(term, str):
        return {"id": (1, 1), "id0": (0, 0)}.get(term) or gens[term]
    if term[0] == "sw":
        return len(term[1]), len(term[1])
    sizes = [arity(t, gens) for t in term[1:]]
    if term[0] == "par":
        return sum(a for a, _ in sizes), sum(b for _, b in sizes)
    for (_, made), (wanted, _) in zip(sizes, sizes[1:]):
        assert made == wanted, f"{made} wires meet {wanted}"
    return sizes[0][0], sizes[-1][1]


def evaluate(term, wires, gens, uses, fresh):
    if isinstance(term, str):
        if term in ("id", "id0"):
            return wires
        if term == "copy":
            return wires * 2
        if term == "discard":
            return []
        if fresh is None:
            return [(term, k, tuple(wires)) for k in range(gens[term][1])]
        made = [next(fresh) for _ in range(gens[term][1])]
        uses.append((term, wires, made))
        return made
    if term[0] == "sw":
        return [wires[i] for i in term[1]]
    if term[0] == "seq":
        for part in term[1:]:
            wires = evaluate(part, wires, gens, uses, fresh)
        return wires
    out, at = [], 0
    for part in term[1:]:
        need = arity(part, gens)[0]
        out += evaluate(part, wires[at:at + need], gens, uses, fresh)
        at += need
    return out


def read_chyp(text):
    gens, called = {}, {}
    for name, dom, cod, said in re.findall(
            r"^gen (\S+) : (\d+) -> (\d+)(?:  # ([^\n]*))?$", text, re.M):
        assert name not in gens
        gens[name], called[name] = (int(dom), int(cod)), said or name
    for left, right in re.findall(r"^rule \S+ : (.*?) = (.*)$", text, re.M):
        both = [parse_term(TOKEN.findall(side)) for side in (left, right)]
        sizes = [arity(side, gens) for side in both]
        assert sizes[0] == sizes[1], f"{left} = {right}: {sizes}"
        made = [evaluate(side, list(range(sizes[0][0])), gens, None, None) for side in both]
        assert made[0] == made[1], f"{left} = {right}"
    term = parse_term(TOKEN.findall(text[text.index("let diagram =") + 13:]))
    inputs, _ = arity(term, gens)
    uses = []
    fresh = iter(range(inputs, 10 ** 6))
    outputs = evaluate(term, list(range(inputs)), gens, uses, fresh)
    return inputs, [(called[n], reads, made) for n, reads, made in uses], outputs


# ---- the judge

def judge(seed, catgut, folder):
    d = Diagram(random.Random(seed))
    script = d.source() + 'export d to "d.py"\nexport d to "d.chyp"\n'
    with open(os.path.join(folder, "d.diag"), "w", encoding="utf-8") as file:
        file.write(script)
    run = subprocess.run([catgut, "d.diag"], cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"{run.stderr[:400]}\n{script}"
    texts = {}
    for end in ("py", "chyp"):
        with open(os.path.join(folder, "d." + end), encoding="utf-8") as file:
            texts[end] = file.read()
    dom, uses, outputs = read_discopy(texts["py"])
    assert dom == d.inputs and uses == d.uses_by_name() and outputs == d.outputs, \
        f"DisCoPy: {uses} {outputs}\n{script}"
    count, uses, outputs = read_chyp(texts["chyp"])
    assert count == len(d.inputs) and uses == d.uses_by_name() and outputs == d.outputs, \
        f"Chyp: {uses} {outputs}\n{script}"
    return len(uses)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    passed = failed = boxes = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(args.seed, args.seed + args.count):
            try:
                boxes += judge(seed, os.path.abspath(args.catgut), folder)
                passed += 1
            except AssertionError as wrong:
                print(f"seed {seed}: {wrong}")
                failed += 1
    print(f"{boxes} boxes")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()

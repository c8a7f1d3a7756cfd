#!/usr/bin/env python3
"""formula_lines.py -- long formulas as people get them say what those for programs say.

Napkins stacked up to sixteen high, and models near them, declared in the order of the arrows or in
another one, with hidden causes as vertices or as arrows with two heads.  What is printed is read
with nothing but what the reference says of it: lines that go on are put together, `A, ..., Z`
becomes the observed variables from A to Z in the order of the script, and a recipe without inputs
gets those behind its `where`.  Then it must be the text of `"formula"` in JSON, to the letter, and
each conditional of the LaTeX must be that of the text.  Lines have at most 92 columns, and sixteen
storeys with names of up to ten letters are a screenful.

Prints `N passed, N failed`; exit status 1 when one failed, 77 when there is no catgut.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

WIDTH, SCREEN, MARK = 92, 42, 7000001
OTHERS, LEAST_SHORT = 600, 60
NAME = r"""(?:"(?:[^"\\]|\\.)*"|[^\W\d][\w]*)'*"""
CALL = re.compile(rf"\b(Q\d+|P)\(((?:{NAME}|[,;| ])*)\)")


class Case:
    """A model, its observed variables in the order in which it declares them, and a question."""

    def __init__(self, name, arrows, causes, question, dice):
        """Arrows and hidden causes are pairs of places in the list of names."""
        hidden, turned = dice.random() < 0.5, dice.random() < 0.5
        lines, parents = [], [[name[a] for a, b in arrows if b == i] for i in range(len(name))]
        for k, ends in enumerate(causes if hidden else []):
            for end in ends:
                parents[end].append(f"U{k}")
        for n, of in zip(name, parents):
            lines.append((n, f"{n} : Bit" + (" <- " + ", ".join(of) if of else "")))
        for k in range(len(causes) if hidden else 0):
            lines.insert(dice.randrange(len(lines)), (None, f"latent U{k} : Bit"))
        at = dice.randrange(len(lines)) if turned else 0
        lines = lines[at:] + lines[:at]
        both = [f"{name[a]} <-> {name[b]}" for a, b in causes if not hidden]
        body = "\n".join("  " + text for _, text in lines)
        ends = "  ".join(both)
        self.script = f"model M {{\n{body}\n  {ends}\n}}\nidentify {question} in M\n"
        self.order = [n for n, _ in lines if n]
        self.screen = not turned and max(map(len, name)) <= 10


def tower(height, spell, dice):
    count = 2 * height + 2
    name = [spell(i) for i in range(count)]
    arrows = [(i, i + 1) for i in range(count - 1)]
    causes = [(i, i + d) for i in range(0, 2 * height - 1, 2) for d in (2, 3)]
    return Case(name, arrows, causes, f"P({name[-1]} | do({name[-2]}))", dice)


def near_tower(spell, dice):
    """A tower with a few other arrows and causes, asked for another effect."""
    height = dice.randrange(4, 9)
    count = 2 * height + 2 + dice.randrange(3)
    name = [spell(i) for i in range(count)]
    arrows = [(i, i + 1) for i in range(count - 1)]
    causes = [(i, i + d) for i in range(0, 2 * height - 1, 2) for d in (2, 3)]
    for pairs in arrows, causes:
        for _ in range(dice.randrange(3)):
            pairs[dice.randrange(len(pairs))] = tuple(sorted(dice.sample(range(count), 2)))
    done = dice.randrange(count - 3, count - 1)
    last = dice.randrange(done + 1, count)
    known = f", {name[dice.randrange(done)]}" if dice.random() < 0.2 else ""
    heads = ", ".join(name[dice.randrange(done + 1, last + 1):last + 1])
    case = Case(name, sorted(set(arrows)), causes, f"P({heads} | do({name[done]}){known})", dice)
    case.screen = False
    return case


def primes(name):
    return len(name) - len(name.rstrip("'"))


class Reader:
    """Lists and calls in full, by the order of the script and what stands behind `where`."""

    def __init__(self, order):
        self.order, self.inputs = order, {}

    def between(self, first, last):
        a, b = (self.order.index(x.rstrip("'")) for x in (first, last))
        if b - a < 3 or primes(first) != primes(last):
            raise ValueError(f"{first}, ..., {last} is no list")
        return ", ".join(x + "'" * primes(first) for x in self.order[a:b + 1])

    def lists(self, text):
        return re.sub(rf"({NAME}), \.\.\., ({NAME})", lambda m: self.between(*m.groups()), text)

    def call(self, name, arguments):
        inputs = "" if ";" in arguments else self.inputs.get(name, "")
        return f"{name}({arguments}{'; ' if inputs else ''}{inputs})"

    def formula(self, lines):
        lines = [self.lists(line) for line in lines]
        for line in lines[1:]:
            head = re.match(r"  where (Q\d+)\([^;]*?(?:; (.*?))?\) = ", line)
            self.inputs[head.group(1)] = head.group(2) or ""
        return "\n".join(CALL.sub(lambda m: self.call(*m.groups()), line) for line in lines)


def unfolded(lines):
    """The formula's lines between the question and what follows, without the margin."""
    result = [lines[1][len("  = "):]]
    for line in lines[2:]:
        if line.startswith("      where "):
            result.append(line[len("    "):])
        elif line.startswith("        "):
            glue = "  " if line.lstrip().startswith("for any ") else " "
            result[-1] += glue + line.lstrip()
    return result


def as_text(latex):
    """Names and bars of LaTeX as in text; the rest stays."""
    latex = re.sub(r"\\mathrm\{(.*?)\}", r"\1", latex).replace("\\_", "_")
    latex = re.sub(r"Q_\{(\d+)\}", r"Q\1", latex)
    latex = re.sub(r"\b([a-z])_\{(\w+)\}", r"\1_\2", re.sub(r"\b([A-Z])_\{(\d+)\}", r"\1\2", latex))
    return latex.replace("\\mid", "|").replace("\\ldots", "...")


def ask(catgut, options, cases):
    """What is printed for each, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "cases.diag")
        with open(path, "w", encoding="utf-8") as f:
            f.write("type Bit = {0, 1}\n")
            for i, case in enumerate(cases):
                f.write(re.sub(r"\bM\b", f"M{i}", case.script) + f"show {MARK}\n")
        text = subprocess.run([catgut, "-k", *options, path], capture_output=True, check=False,
                              text=True).stdout
    parts = re.split(rf"^.*\b{MARK}\b.*\n", text, flags=re.M)
    if len(parts) != len(cases) + 1:
        raise ValueError(f"{len(cases)} questions and {len(parts) - 1} answers")
    return [part.rstrip("\n").split("\n") for part in parts[:-1]]


def faults(case, lines, answer):
    wanted = answer["formula"]
    if "..." in wanted:
        yield "JSON is not in full"
    reader = Reader(case.order)
    read = reader.formula(unfolded(lines))
    if read != wanted:
        yield f"read as\n{read}\nand not\n{wanted}"
    widest = max((x for x in lines if x.startswith(("  = ", "      "))), key=len)
    if len(widest) > WIDTH:
        yield f"a line of {len(widest)} columns: {widest}"
    if case.screen and len(lines) > SCREEN:
        yield f"{len(lines)} lines"
    if '"' not in case.order[0]:
        latex = reader.lists(as_text(answer["latex"]))
        if [reader.call(*x) for x in CALL.findall(latex)] != \
                [f"{q}({x})" for q, x in CALL.findall(wanted)]:
            yield f"LaTeX says\n{answer['latex']}\nand text\n{wanted}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not os.path.exists(options.catgut):
        print(f"no {options.catgut}")
        return 77
    dice = random.Random(options.seed)
    spellings = [lambda i: f"v_A{i}", lambda i: f"Z{i}", lambda i: f'"so long {i}"',
                 lambda i: f"blood_pressure_{i}"]
    cases = [tower(height, spell, dice) for height in range(1, 17) for spell in spellings]
    cases += [near_tower(dice.choice(spellings), dice) for _ in range(OTHERS)]
    passed = failed = short = 0
    for case, lines, full in zip(cases, ask(options.catgut, [], cases),
                                 ask(options.catgut, ["--json"], cases)):
        answer = json.loads(full[0])
        if answer["status"] != "identified":
            continue
        wrong = list(faults(case, lines, answer))
        short += "..." in "".join(lines)
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for fault in wrong:
            print(f"{case.script}{fault}\n")
    if short < LEAST_SHORT:
        print(f"only {short} formulas have a list kept short")
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""format.py -- `catgut --format` against what it promises, on scripts and on scripts put in disorder.

Every lesson, the library and the golden scripts, then random scripts: statements of those, their
blanks, line ends and comments changed at random.  What is laid out has the same tokens and the same
tree, and is not changed by being laid out again; its comments are there, in order; no line ends in a
blank and no two empty lines follow each other.  What cannot be read is refused, as running it
refuses it, and nothing is printed.  No fraction is torn.  Lessons and library are laid out already.

    format.py [--catgut PROGRAM] [--rounds N] [--seed N]
"""
import argparse
import glob
import os
import random
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PARTS = re.compile(r'"""(?s:.*?)"""|"(?:\\.|[^"\\\n])*"|#[^\n]*|[^\S\n]+|\n|\|[\w\s,\'"-]*>|\w+|.')


class Tester:
    def __init__(self, program):
        self.program = program
        self.count = 0

    def run(self, text, *options):
        done = subprocess.run([self.program, *options, "-"], input=text.encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def tokens(self, text):
        """Without their places; a token may have line ends inside."""
        status, out, _ = self.run(text, "--stage=tokens")
        assert status == 0
        return re.sub(r"^\d+:\d+ ", "", out, flags=re.M)

    def check(self, text, name):
        """Whether it could be read."""
        status, out, said = self.run(text, "--format")
        tree_status, tree, wrong = self.run(text, "--stage=ast")
        self.count += 1
        if tree_status != 0:
            assert (status, out) == (tree_status, "") and said and said.split("\n")[0] == \
                wrong.split("\n")[0], (name, said, wrong)
            return False
        assert (status, said) == (0, ""), (name, said)
        assert self.run(out, "--format")[1] == out, name + ": not the same again"
        assert self.run(out, "--stage=ast")[1] == tree, name + ": another tree"
        assert self.tokens(out) == self.tokens(text), name + ": other tokens"
        assert comments(out) == comments(text), name + ": other comments"
        whole = [len(re.findall(r"\w/(?=\w)", x)) for x in (text, out)]
        assert whole[0] == whole[1], name + ": a fraction is torn, or put together"
        bare = re.sub(r'"""(?s:.*?)"""', '""', out)
        assert not re.search(r"[ \t\r]\n|\n\n\n|\t|^\n|\n\n\Z", bare), name + ": untidy"
        assert out == "" or out.endswith("\n"), name
        return True


def comments(text):
    return [p.rstrip() for p in PARTS.findall(text) if p.startswith("#")]


def statements(text):
    """Pieces that begin at a line that is not indented; those of goldens that fail are welcome."""
    return re.split(r"\n(?=[a-z]+ [^\n]*)", text)


def disorder(text, r):
    """The same with other blanks and line ends, some of which may make it wrong."""
    out = []
    parts = PARTS.findall(text)
    tidy = r.random() < 0.3
    for i, part in enumerate(parts):
        if part.isspace() and part != "\n" and not tidy and r.random() < 0.5:
            part = r.choice([" ", "  ", "     ", "\t", " \t "])
        elif part == "\n":
            part = r.choice(["\n"] * 8 + ["\n\n\n", "\r\n", "  \n", "\n    ", " # so it goes\n"])
        elif part in "{}()+=:,;" and r.random() < 0.1:
            part = r.choice([part + " ", " " + part, part + "\n", part + " # why\n\n\t"])
        elif r.random() < 0.002:
            part = r.choice(["", "\n", part + part, " "])
        out.append(part)
    return "".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default=os.environ.get("CATGUT", "build/catgut"))
    parser.add_argument("--rounds", type=int, default=15 if os.environ.get("TEST_MODE") == "asan" else 60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    t = Tester(given.catgut)
    r = random.Random(given.seed)
    ours = sorted(glob.glob(ROOT + "/examples/*.diag") + glob.glob(ROOT + "/stdlib/*.diag"))
    others = sorted(glob.glob(ROOT + "/tests/golden/*.diag"))
    texts = {}
    for path in ours + others:
        with open(path, newline="", encoding="utf-8", errors="surrogateescape") as file:
            texts[path] = file.read()
    for path in ours:
        assert t.run(texts[path], "--format")[1] == texts[path], path + ": not laid out"
    whole = []
    for path in r.sample(others, len(others) * given.rounds // 240) + r.sample(ours, 8):
        try:
            if t.check(texts[path], path):
                whole.append(path)
        except UnicodeError:
            continue
    pool = [s for path in ours + whole for s in statements(texts[path])]
    good = 0
    for i in range(given.rounds):
        text = "\n".join(disorder(s, r) for s in r.sample(pool, 25 if i % 2 else 6))
        good += t.check(text, "round %d of seed %d" % (i, given.seed))
    print("%d scripts, %d of %d random ones can be read" % (t.count, good, given.rounds))
    assert good >= given.rounds // 4


if __name__ == "__main__":
    sys.exit(main())

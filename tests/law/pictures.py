#!/usr/bin/env python3
"""Random models, drawn by Catgut and read back from the picture: who reads whose wire must be what
the model says.

    python3 tests/law/pictures.py --catgut build/catgut --count 60 --seed 1

The reader of text follows lines from cell to cell, the reader of SVG strokes from end to end; they
know what a box, a dot and a label look like, and nothing of how a picture is made.  Each picture
must also fit 80 columns, or say that it does not.  One is drawn as PNG and PDF, too.  Prints `N passed, N failed`, counting pictures,
and for a failure the script and the picture.  Exit status 1 when one failed, 77 without catgut.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True  # a folder of Python's own would stand among the tests

from causal import enough  # noqa: E402 (after the line above)

# ---- models -----------------------------------------------------------------------------------


def random_model(rng):
    """[(name, latent, parents)], each after its parents."""
    n = rng.randint(1, 11)
    names = ["%s%s" % (c, rng.choice(["", "1", "long"])) for c in "ABCDEFGHIJKLM"[:n]]
    model = []
    for i, name in enumerate(names):
        parents = rng.sample(names[:i], min(i, rng.choice([0, 1, 1, 2, 2, 3])))
        model.append((name, rng.random() < 0.2, parents))
    return model


def source(model):
    lines = ["type B = {0, 1}", "model m {"]
    for name, latent, parents in model:
        lines.append("  %s%s : B%s" % ("latent " if latent else "", name,
                                       " <- " + ", ".join(parents) if parents else ""))
    return "\n".join(lines + ["}"]) + "\n"


def readers(model):
    """{name: who reads its wire}, outputs as `out`."""
    found = {}
    for name, latent, _ in model:
        found[name] = sorted([child for child, _, parents in model if name in parents] +
                             ([] if latent else ["out"]))
    return found


# ---- text -------------------------------------------------------------------------------------

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
ARMS = {"│": [UP, DOWN], "─": [LEFT, RIGHT], "╭": [DOWN, RIGHT], "╮": [DOWN, LEFT],
        "╰": [UP, RIGHT], "╯": [UP, LEFT]}
DASHED, SOLID = "╎╌", "│─"
UNDASHED = str.maketrans(DASHED, SOLID)


class Text:
    """The wires of a text picture: cells that lines join."""

    def __init__(self, lines):
        self.drawn = {(r, c): x for r, line in enumerate(lines) for c, x in enumerate(line)}
        self.cells = {at: x.translate(UNDASHED) for at, x in self.drawn.items()}
        self.parent = {}
        self.boxes()
        for at, glyph in self.cells.items():
            if at not in self.inside:
                for arm in self.arms(at):
                    self.join_towards(at, arm)

    def boxes(self):
        """Boxes: (label, in-ports, out-ports); the cells that belong to them."""
        self.found, self.inside = [], set()
        for (r, c), glyph in sorted(self.cells.items()):
            if glyph != "┌":
                continue
            end = c + 1
            while self.cells[r, end] != "┐":
                assert self.cells[r, end] in "─┴", "the top of a box is broken"
                end += 1
            assert self.cells[r + 1, c] == self.cells[r + 1, end] == "│", "a box without sides"
            assert self.cells[r + 2, c] == "└" and self.cells[r + 2, end] == "┘", "no bottom"
            label = "".join(self.cells[r + 1, x] for x in range(c + 1, end)).strip()
            tops = [x for x in range(c, end) if self.cells[r, x] == "┴"]
            bottoms = [x for x in range(c, end) if self.cells[r + 2, x] == "┬"]
            self.found.append((label, [(r - 1, x) for x in tops], [(r + 3, x) for x in bottoms]))
            for x in range(c, end + 1):
                for y in range(r, r + 3):
                    assert (y, x) not in self.inside, "two boxes overlap"
                    self.inside.add((y, x))

    def arms(self, at):
        glyph = self.cells.get(at, " ")
        if at in self.inside:
            return []
        if glyph in "┼●":
            return [UP, DOWN, LEFT, RIGHT]
        return ARMS.get(glyph, [])

    def node(self, at, arm):
        """A crossing is two nodes, everything else one."""
        return (at, arm in (UP, DOWN)) if self.cells[at] == "┼" else at

    def root(self, node):
        while self.parent.get(node, node) != node:
            node = self.parent[node]
        return node

    def join_towards(self, at, arm):
        other = at[0] + arm[0], at[1] + arm[1]
        back = -arm[0], -arm[1]
        if back in self.arms(other):
            a, b = self.root(self.node(at, arm)), self.root(self.node(other, arm))
            self.parent[a] = b

    def wire(self, at, arm):
        """The wire that enters the cell from this side."""
        return self.root(self.node(at, arm))

    def label_around(self, at):
        line = [self.cells.get((at[0], c), " ") for c in range(400)]
        first, last = at[1], at[1]
        while first > 0 and line[first - 1] != " ":
            first -= 1
        while line[last + 1] != " ":
            last += 1
        return "".join(line[first:last + 1]), first


def check_dashes(t, source_of, latent):
    """What is latent has dashes, its box and its wire, and nothing else has."""
    for at, glyph in t.drawn.items():
        if glyph in DASHED + SOLID and at not in t.inside:
            name = source_of[t.wire(at, UP if glyph in "│╎" else LEFT)]
            assert (glyph in DASHED) == (name in latent), "dashes of %s" % name
    for label, tops, _ in t.found:
        r, c = tops[0] if tops else (0, 0)
        while tops and t.drawn[r + 2, c] not in DASHED + SOLID:
            c -= 1
        assert not tops or (t.drawn[r + 2, c] in DASHED) == (label in latent), "box of %s" % label


def text_readers(lines, latent, done=None):
    """{name: who reads its wire}; `done`: what is an input, if anything is."""
    t = Text(lines)
    source_of, found, said = {}, {}, set()
    ends = []  # (cell, name): a wire that ends in an output without a row of its own
    for label, _, bottoms in t.found:
        found[label] = []
        assert len(bottoms) == 1, "a box of a model has one wire"
        at = bottoms[0]
        if t.arms(at):
            source_of[t.wire(at, UP)] = label
        else:
            ends.append((at, label))
    for (r, c), glyph in t.cells.items():
        if glyph in "△▲":
            label = "".join(t.cells.get((r, x), " ") for x in range(c + 2, 400)).split(" ")[0]
            found[label] = []
            at = r + 1, c
            if t.arms(at):
                source_of[t.wire(at, UP)] = label
    for at in t.cells:  # an input: a wire that begins below a name
        above = at[0] - 1, at[1]
        if at in t.inside or UP not in t.arms(at) or t.arms(above) or above in t.inside:
            continue
        if done and t.cells.get(above, " ") != " " and t.label_around(above)[0] == done:
            source_of[t.wire(at, UP)] = done
            found[done] = []
    for label, tops, _ in t.found:
        for at in tops:
            assert t.arms(at), "nothing comes into %s" % label
            found[source_of[t.wire(at, DOWN)]].append(label)
    for at, glyph in t.cells.items():
        below = at[0] + 1, at[1]
        if at in t.inside or DOWN not in t.arms(at) or t.arms(below) or below in t.inside:
            continue
        under = t.cells.get(below, " ")
        if under == "⏚" or (glyph in "●┼" and under in " └┘─┬┴╱╲△▲"):
            continue
        name = source_of[t.wire(at, UP)]
        label, first = t.label_around(below)
        assert label == name, "the wire of %s ends in %s" % (name, label)
        if (below[0], first) not in said:  # a wide label may stand under two dots of its wire
            found[name].append("out")
        said.add((below[0], first))
    for at, name in ends:
        if t.cells.get(at, " ") != "⏚":
            assert t.label_around(at)[0] == name, "below %s stands another name" % name
            found[name].append("out")
    check_dashes(t, source_of, latent)
    return {name: sorted(who) for name, who in found.items()}


# ---- SVG --------------------------------------------------------------------------------------


def numbers(text):
    return [int(x) for x in re.findall(r"-?\d+", text)]


def svg_readers(text):
    root = xml.fromstring(text)
    tag = "{http://www.w3.org/2000/svg}"
    assert root.find(tag + "title").text and root.find(tag + "desc").text, "no title"
    boxes = [[int(e.get(k)) for k in ("x", "y", "width", "height")]
             for e in root.iter(tag + "rect") if e.get("x")]
    labels = [(e.text, int(e.get("x")), int(e.get("y"))) for e in root.iter(tag + "text")]
    dots = {(int(e.get("cx")), int(e.get("cy"))): (int(e.get("cx")), int(e.get("cy")))
            for e in root.iter(tag + "circle")}
    triangles = [numbers(e.get("d")) for e in root.iter(tag + "path")
                 if e.get("class").startswith("a")]
    strokes = []
    for e in root.iter(tag + "path"):
        if e.get("class").startswith("l"):
            d = numbers(e.get("d"))
            strokes.append(((d[0], d[1]), (d[-2], d[-1])))

    def box_label(box):
        x, y, w, h = box
        inside = [t for t, tx, ty in labels if x < tx < x + w and y < ty < y + h]
        assert len(inside) == 1, "a box has one label, not %s" % inside
        return inside[0]

    def source_at(at):
        for box in boxes:
            if box[0] < at[0] < box[0] + box[2] and at[1] == box[1] + box[3]:
                return box_label(box)
        for t in triangles:
            if (t[0] + t[2]) // 2 == at[0] and t[1] == at[1]:
                near = [(tx, text) for text, tx, ty in labels
                        if abs(ty - (t[1] + t[5]) / 2) < 10 and tx > at[0]]
                return min(near)[1]
        return None

    def reader_at(at):
        for box in boxes:
            if box[0] < at[0] < box[0] + box[2] and at[1] == box[1]:
                return box_label(box)
        if any(tx == at[0] and 0 < ty - at[1] < 20 for _, tx, ty in labels):
            return "out"
        return None

    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = (a[0] + a[2] < b[0] or b[0] + b[2] < a[0] or a[1] + a[3] < b[1] or
                     b[1] + b[3] < a[1])
            assert apart, "two boxes overlap"
    # Strokes that share an end in a dot, or go on where another stops, are one wire.
    parent = {}

    def find(x):
        while parent.get(x, x) != x:
            x = parent[x]
        return x

    for a, b in strokes:
        parent[find(a)] = find(b)
    found = {box_label(b): [] for b in boxes}
    name_of = {}
    for a, _ in strokes:
        if source_at(a):
            name_of[find(a)] = source_at(a)
            found.setdefault(source_at(a), [])
    for a, b in strokes:
        who = reader_at(b)
        if who:
            found[name_of[find(b)]].append(who)
    assert all(a in dots or source_at(a) or any(a == d for _, d in strokes)
               or a[1] == b[1] for a, b in strokes), "a stroke begins nowhere"
    return {name: sorted(who) for name, who in found.items()}


# ---- from bottom to top ------------------------------------------------------------------------

TURNED = str.maketrans("┌└┐┘╭╰╮╯┬┴△▽▲▼╤", "└┌┘┐╰╭╯╮┴┬▽△▼▲⏚")


def turn_text(lines):
    return [line.translate(TURNED) for line in reversed(lines)]


def turn_svg(text):
    """The picture upside down, texts as they are."""
    root = xml.fromstring(text)
    height = int(root.get("height"))
    for e in root.iter():
        if e.get("height") and e.get("y"):
            e.set("y", str(height - int(e.get("y")) - int(e.get("height"))))
        elif e.get("y"):
            by = 8 if "quiet" in e.get("class") else 10  # from a text's middle, twice
            e.set("y", str(height - int(e.get("y")) + by))
        if e.get("cy"):
            e.set("cy", str(height - int(e.get("cy"))))
        if e.get("d"):
            turned = [re.sub(r"([-0-9.]+) ([-0-9.]+)", lambda p: "%s %s" % (
                p.group(1), ("%g" % (height - float(p.group(2))))), step)
                      for step in re.findall("[MLCZ][^MLCZ]*", e.get("d"))]
            e.set("d", "".join(turned))
    xml.register_namespace("", "http://www.w3.org/2000/svg")
    return xml.tostring(root, encoding="unicode")


def check_up(catgut, model, folder):
    """What is drawn up is what is drawn down, upside down."""
    script = source(model)
    try:
        down, up = (run(catgut, script + how, folder) for how in ("draw m", "draw m up"))
        if "◁" not in down and "left out" not in down and "cut off" not in down:
            compare(turn_text(up.splitlines()), down.splitlines())
        compare(svg_readers(turn_svg(run(catgut, script + "draw m as svg up", folder))),
                readers(model))
        graph = turn_svg(run(catgut, script + "draw m as graph svg up", folder))
        compare(svg_graphs(graph, 1), svg_graphs(run(catgut, script + "draw m as graph svg",
                                                     folder), 1))
        compare([(-a, -b) for a, b in bends_of_tikz(run(catgut, script + "draw m tikz up", folder))],
                bends_of_tikz(run(catgut, script + "draw m as tikz", folder))[::-1])
    except (AssertionError, KeyError, ValueError) as e:
        print("FAILED (up): %s\n%s" % (e, script))
        return 1
    return 0


# ---- causal graphs in SVG ----------------------------------------------------------------------


def curve(d):
    """Points along a path, and the points by which its ends are drawn."""
    points, corners = [], []
    for op, rest in re.findall(r"([MLC])([^MLC]*)", d):
        n = numbers(rest)
        ends = list(zip(n[::2], n[1::2]))
        if op == "C":
            a = points[-1]
            for i in range(1, 21):
                t = i / 20
                w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3)
                points.append(tuple(sum(k * p[c] for k, p in zip(w, [a] + ends))
                                    for c in (0, 1)))
        elif points:
            a, b = points[-1], ends[0]
            points += [tuple(a[c] + (b[c] - a[c]) * i / 20 for c in (0, 1)) for i in range(1, 21)]
        else:
            points.append(ends[0])
        corners += ends
    return points, corners


def off_line(a, b, p):
    """How far p is from the line through a and b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    return abs(dx * (p[1] - a[1]) - dy * (p[0] - a[0])) / (dx * dx + dy * dy) ** 0.5


class Vertex:
    def __init__(self, e):
        x, y, self.w, self.h = (int(e.get(k)) for k in ("x", "y", "width", "height"))
        self.x, self.y = x + self.w / 2, y + self.h / 2
        self.latent = "latent" in e.get("class")
        assert self.latent == (" d" in e.get("class")), "what is latent is dashed"

    def depth(self, p):
        """How far p is inside: a rectangle that ends in two half discs."""
        flat = (self.w - self.h) / 2
        dx, dy = max(abs(p[0] - self.x) - flat, 0), p[1] - self.y
        return self.h / 2 - (dx * dx + dy * dy) ** 0.5

    def depth_of_text(self, p):
        """The same, with the text right of it, where what was cut ends."""
        dx, dy = p[0] - self.x - self.w / 2 - 7 - 9 * len(self.text), abs(p[1] - self.y) - 15
        if not self.text or p[0] < self.x:
            return self.depth(p)
        return max(self.depth(p), -(max(dx, 0) ** 2 + max(dy, 0) ** 2) ** 0.5)


def svg_graphs(text, looks):
    """Of each picture, side by side: arrows, hidden causes, what was cut, and the latents."""
    root = xml.fromstring(text)
    tag = "{http://www.w3.org/2000/svg}"
    vertices = [Vertex(e) for e in root.iter(tag + "rect") if e.get("x")]
    labels = [(e.text, int(e.get("x")), int(e.get("y"))) for e in root.iter(tag + "text")]
    assert len({(v.w, v.h) for v in vertices}) == 1, "vertices of several sizes"
    for i, v in enumerate(vertices):
        v.look = i * looks // len(vertices)
        near = [t for t, x, y in labels if abs(y - 5 - v.y) < 3 and
                (abs(x - v.x) < 2 or x - v.x - v.w / 2 == 7)]
        v.name, v.text = near[0], "".join(near[1:])
        assert near[1:] in ([], ["= uniform"]), "beside a vertex stands %s" % near
    paths = [(e.get("class").split(), e.get("d")) for e in root.iter(tag + "path")]
    heads = [[float(x) for x in re.findall(r"-?[0-9.]+", d)] for c, d in paths if c[0] == "s"]
    crosses = {}
    for c, d in paths:
        n = numbers(d)
        if c == ["l", "cut"]:
            middle = (n[0] + n[2]) / 2, (n[1] + n[3]) / 2
            crosses[middle] = crosses.get(middle, 0) + 1
    assert all(n % 2 == 0 for n in crosses.values()), "half a cross"
    found = [(set(), set(), set(), {v.name for v in vertices if v.latent and v.look == k})
             for k in range(looks)]

    def end_at(corners, points, used, cut):
        """The vertex at the first of these points: the line aims at its middle."""
        depth = Vertex.depth_of_text if cut else Vertex.depth
        v = max(vertices, key=lambda v: depth(v, points[0]))
        assert -3 < depth(v, points[0]) < 2, "an arrow ends nowhere"
        assert cut or off_line(corners[0], corners[1], (v.x, v.y)) < 4, "an arrow misses %s" % v.name
        head = [h for h in heads if h[0] == points[0][0] and h[1] == points[0][1]
                and ((h[2] + h[4]) / 2 - h[0]) * (corners[1][0] - corners[0][0]) +
                ((h[3] + h[5]) / 2 - h[1]) * (corners[1][1] - corners[0][1]) > 0
                and off_line(points[0], ((h[2] + h[4]) / 2, (h[3] + h[5]) / 2), (v.x, v.y)) < 4]
        used += head
        return v, head

    used = []
    for c, d in paths:
        if c[0] != "l" or (c[1:] == ["cut"]):
            continue
        points, corners = curve(d)
        a, tail = end_at(corners, points, used, "cut" in c)
        b, head = end_at(corners[::-1], points[::-1], used, "cut" in c)
        for v in vertices:
            assert v in (a, b) or max(v.depth(p) for p in points) < 1, "an arrow runs into %s" % v.name
        assert a.look == b.look, "an arrow from picture to picture"
        to = found[a.look]
        if "cut" in c:
            assert c[2] == "c" and not head and not tail, "an arrow that was cut has a head"
            near = [x for x in crosses for p in (points[0], points[-1])
                    if (x[0] - p[0]) ** 2 + (x[1] - p[1]) ** 2 < 400]
            assert near, "nothing marks what was cut"
            to[2].add(tuple(sorted((a.name, b.name))))
        elif tail:
            assert head and c[1:] == ["latent", "d"], "a hidden cause has two heads"
            to[1].add(tuple(sorted((a.name, b.name))))
        else:
            assert head, "an arrow without a head"
            to[0].add((a.name, b.name))
    assert all(h in used for h in heads), "a head without an arrow"
    return found


def bends_of_svg(text):
    """How far below and above its ends each curve has its control points, in centimetres."""
    found = []
    for d in re.findall(r'<path class="l[^"]*" d="([^"]*)"', text):
        y = 0
        for op, rest in re.findall(r"([MLC])([^MLC]*)", d):
            n = numbers(rest)
            if op == "C":
                assert y <= n[1] <= n[3] + 1 and n[3] <= n[5], "a wire rises"
                found.append((n[1] - y, n[5] - n[3]))
            y = n[-1]
    return sorted((a / 50, b / 50) for a, b in found)


def bends_of_tikz(text):
    return sorted((-float(a), float(b)) for a, b in
                  re.findall(r"\.\. controls \+\(0,([-0-9.]+)\) and \+\(0,([-0-9.]+)\) \.\.", text))


# ---- running ----------------------------------------------------------------------------------


def run(catgut, script, folder):
    env = dict(os.environ, LC_ALL="C.UTF-8", HOME=folder)
    env.pop("NO_COLOR", None)
    done = subprocess.run([catgut, "-e", script], cwd=folder, env=env, capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def compare(found, wanted):
    assert found == wanted, "read: %s\nwanted: %s" % (found, wanted)


def order_of(lines, names):
    """The boxes of a picture from top to bottom and from left to right: rows of names."""
    rows = {}
    for label, tops, _ in Text(lines).found:
        if label in names and tops:
            rows.setdefault(tops[0][0], []).append((tops[0][1], label))
    return [[label for _, label in sorted(row)] for _, row in sorted(rows.items())]


class Read:
    """How many pictures of surgery there were, and how many were read."""
    asked = beside = alone = 0


def check_alone(before, after, latent, name, done, wanted):
    """What surgery made, drawn alone: its boxes stand in the same order as before."""
    if any("left out" in line or "◁" in line or "◀" in line for line in before + after):
        return
    Read.alone += 1
    compare(text_readers(after, latent - {name}, done), wanted)
    boxes = {label for label, _, _ in Text(after).found} - {name}
    compare(order_of(after, boxes), order_of(before, boxes))


def check_surgery(catgut, model, folder, word):
    """Before and after a cut, or do, side by side: both must be read back, and what was left alone
    must stand in the same place.  So it must where each is drawn alone.  The number of failures."""
    name = model[len(model) // 2][0]
    after = [(v, latent, [] if v == name else parents) for v, latent, parents in model]
    script = source(model) + "draw m, %s(m, %s)" % (word, name)
    text = ""
    try:
        text = run(catgut, script, folder)
        lines = text.splitlines()
        middle = lines[0].find(word + "(m")
        Read.asked += 1
        if middle <= 0 or "left out" in text or "◁" in text or "◀" in text:
            return 0
        Read.beside += 1
        left = [line[:middle].rstrip() for line in lines[2:]]
        right = [line[middle:] for line in lines[2:]]
        latent = {v for v, is_latent, _ in model if is_latent}
        compare(text_readers(left, latent), readers(model))
        done = name if word == "do" else None
        compare(text_readers(right, latent - {name}, done), readers(after))
        alone = [run(catgut, source(model) + "draw " + what, folder).splitlines()
                 for what in ("m", "%s(m, %s)" % (word, name))]
        check_alone(alone[0], alone[1], latent, name, done, readers(after))
        left, right = ([line.translate(UNDASHED) for line in lines] for lines in (left, right))
        for a, b in zip(left, right) if word == "cut" else []:
            for at in range(max(len(a), len(b))):
                x, y = (a + " " * 99)[at], (b + " " * 99)[at]
                assert x == y or "│" not in (x, y) or name in (a + b) or x in "└┘┌┐│ ⏚▲┬", (
                    "%r became %r" % (x, y))
    except (AssertionError, KeyError, ValueError) as e:
        print("FAILED (surgery): %s\n%s\n%s" % (e, script, text))
        return 1
    return 0


def check_graph(catgut, model, rng, folder):
    """The causal graph, with hidden common causes, before and after a cut."""
    names = [name for name, _, _ in model]
    arcs = {tuple(sorted(rng.sample(names, 2))) for _ in range(rng.randint(0, 3))
            if len(names) > 1}
    arcs = {arc for arc in arcs if not any(latent for name, latent, _ in model if name in arc)}
    name = rng.choice(names)
    script = source(model)[:-2] + "".join("  %s <-> %s\n" % arc for arc in arcs) + "}\n"
    arrows = {(p, v) for v, _, parents in model for p in parents}
    latent = {v for v, is_latent, _ in model if is_latent}
    try:
        run(catgut, script + 'draw m as graph to "g.svg"\ndraw m, cut(m, %s) as graph to "s.svg"\n'
            'draw cut(m, %s) as graph to "c.svg"' % (name, name), folder)
        whole = (arrows, arcs, set(), latent)
        gone, gone_arcs = ({a for a in arrows if a[1] == name}, {a for a in arcs if name in a})
        cut = (arrows - gone, arcs - gone_arcs,
               {tuple(sorted(a)) for a in gone} | gone_arcs, latent - {name})
        for file, wanted in (("g", [whole]), ("s", [whole, cut]), ("c", [cut])):
            with open(os.path.join(folder, file + ".svg"), encoding="utf-8") as f:
                found = svg_graphs(f.read(), len(wanted))
            assert found == wanted, "%s.svg\nread:   %s\nwanted: %s" % (file, found, wanted)
    except (AssertionError, KeyError, ValueError) as e:
        print("FAILED (graph): %s\n%s" % (e, script))
        return 1
    return 0


def check(catgut, model, rng, folder):
    """The pictures of one model; the number of those that are right."""
    text, failed = "", 0
    script = source(model)
    wanted = readers(model)
    try:
        text = run(catgut, script + "draw m", folder)
        assert all(len(line) <= 80 for line in text.splitlines()), "wider than 80 columns"
        if "cut off" not in text and "◁" not in text:
            latent = {v for v, is_latent, _ in model if is_latent}
            compare(text_readers(text.splitlines(), latent), wanted)
    except (AssertionError, KeyError, ValueError) as e:
        print("FAILED (text): %s\n%s%s" % (e, script, text))
        failed += 1
    try:
        run(catgut, script + 'draw m to "m.svg"', folder)
        with open(os.path.join(folder, "m.svg"), encoding="utf-8") as f:
            text = f.read()
        # a latent that nobody reads has no label of its own to be found by in SVG
        compare(svg_readers(text), wanted)
        compare(bends_of_tikz(run(catgut, script + "draw m as tikz", folder)), bends_of_svg(text))
    except (AssertionError, KeyError, ValueError) as e:
        print("FAILED (svg): %s\n%s" % (e, script))
        failed += 1
    return (failed + check_up(catgut, model, folder) + check_graph(catgut, model, rng, folder) +
            check_surgery(catgut, model, folder, "cut") +
            check_surgery(catgut, model, folder, "do"))


def check_images(catgut, folder):
    """PNG and PDF are what they should be, and the same each time; the number of failures."""
    script = source([("A", False, []), ("Bé", True, ["A"]), ("C", False, ["A", "Bé"])])
    env = dict(os.environ, LC_ALL="C.UTF-8", HOME=folder)
    # the library that finds fonts keeps what it found
    env["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    draws = ['draw m, cut(m, C) to "%s%d.%s"' % ("m", i, kind) for i in range(2)
             for kind in ("png", "pdf")]
    done = subprocess.run([catgut, "-e", script + "\n".join(draws)], cwd=folder, env=env,
                          capture_output=True, text=True)
    if "PNG and PDF need cairo" in done.stderr:
        return 0
    failed = 0
    for kind, magic in (("png", b"\x89PNG\r\n"), ("pdf", b"%PDF-1.")):
        files = []
        for i in range(2):
            path = os.path.join(folder, "m%d.%s" % (i, kind))
            files.append(open(path, "rb").read() if os.path.exists(path) else b"")
        wide = kind == "pdf" or int.from_bytes(files[0][16:20], "big") >= 1600
        if not wide or not files[0].startswith(magic) or files[0] != files[1] or len(files[0]) < 2000:
            print("FAILED (%s): %d bytes, %s\n%s" % (kind, len(files[0]), files[0][:8], done.stderr))
            failed += 1
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catgut", default="build/catgut")
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--count", type=int, default=20 if fewer else 80)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    catgut = os.path.abspath(options.catgut)
    if not os.path.exists(catgut):
        print("%s is not there" % options.catgut)
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(options.first, options.first + options.count):
            rng = random.Random("%d/%d" % (options.seed, i))
            model = random_model(rng)
            bad = check(catgut, model, rng, folder)
            if bad:
                print("--seed %d --first %d --count 1" % (options.seed, i))
            failed += bad
        failed += check_images(catgut, folder)
    failed += enough.lacking(Read.asked, side_by_side=(Read.beside, 40), alone=(Read.alone, 40))
    print("%d passed, %d failed" % (6 * options.count + 2 - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Networks in the formats of other programs, written and read in the plainest way.

A Net knows its variables, their labels and parents, and of each the rows by the parents' labels: for
each label a text that is a decimal.  Every writer has a reader that undoes it; none of them shares
anything with Catgut."""

import ast
import itertools
import re
import xml.etree.ElementTree as tree
from fractions import Fraction


class Net:
    def __init__(self, names=None, labels=None, parents=None, rows=None):
        self.names = names or []
        self.labels = labels or {}
        self.parents = parents or {}
        self.rows = rows or {}

    def keys(self, name):
        """The rows of a variable: the first parent slowest."""
        return list(itertools.product(*(self.labels[p] for p in self.parents[name])))

    def add_table(self, name, parents, numbers, child_slowest=False):
        """A table from a list of numbers, in the order that is said."""
        self.parents[name] = parents
        keys, labels = self.keys(name), self.labels[name]
        assert len(numbers) == len(keys) * len(labels), f"{name}: {len(numbers)} numbers"
        if child_slowest:
            rows = [[numbers[k * len(keys) + i] for k in range(len(labels))]
                    for i in range(len(keys))]
        else:
            rows = [numbers[i * len(labels):(i + 1) * len(labels)] for i in range(len(keys))]
        self.rows[name] = dict(zip(keys, rows))

    def numbers(self, name, child_slowest=False):
        rows = [self.rows[name][key] for key in self.keys(name)]
        if child_slowest:
            return [row[k] for k in range(len(self.labels[name])) for row in rows]
        return [p for row in rows for p in row]

    def exact(self, name):
        return {key: [Fraction(p) for p in row] for key, row in self.rows[name].items()}

    def same(self, other, ordered=True):
        mine, theirs = (n.names if ordered else sorted(n.names) for n in (self, other))
        assert mine == theirs, f"variables: {mine}, {theirs}"
        for name in self.names:
            assert self.labels[name] == other.labels[name], f"labels of {name}"
            assert self.parents[name] == other.parents[name], f"parents of {name}"
            assert self.exact(name) == other.exact(name), f"rows of {name}"

    def nameless(self):
        """As UAI's format knows it."""
        number = {name: f"x{i}" for i, name in enumerate(self.names)}
        bare = Net([number[name] for name in self.names])
        for name in self.names:
            bare.labels[number[name]] = [str(k) for k in range(len(self.labels[name]))]
        for name in self.names:
            bare.add_table(number[name], [number[p] for p in self.parents[name]],
                           self.numbers(name))
        return bare

    def marginal(self, name):
        """P(name = its last label), by going through everything."""
        total = Fraction(0)
        for world in itertools.product(*(self.labels[v] for v in self.names)):
            at = dict(zip(self.names, world))
            if at[name] != self.labels[name][-1]:
                continue
            p = Fraction(1)
            for v in self.names:
                row = self.rows[v][tuple(at[q] for q in self.parents[v])]
                p *= Fraction(row[self.labels[v].index(at[v])])
            total += p
        return total


# ---- XMLBIF

def write_xmlbif(net, old=False):
    root = tree.Element("BIF", {} if old else {"VERSION": "0.3"})
    network = tree.SubElement(root, "NETWORK")
    for name in net.names:
        variable = tree.SubElement(network, "VARIABLE", {} if old else {"TYPE": "nature"})
        tree.SubElement(variable, "NAME").text = name
        if old:
            tree.SubElement(variable, "TYPE").text = "discrete"
        for label in net.labels[name]:
            tree.SubElement(variable, "VALUE" if old else "OUTCOME").text = label
    for name in reversed(net.names):
        table = tree.SubElement(network, "PROBABILITY" if old else "DEFINITION")
        tree.SubElement(table, "FOR").text = name
        for parent in net.parents[name]:
            tree.SubElement(table, "GIVEN").text = parent
        tree.SubElement(table, "TABLE").text = "\n".join(net.numbers(name, old))
    return tree.tostring(root, encoding="unicode")


def read_xmlbif(text):
    net, network = Net(), tree.fromstring(text).find("NETWORK")
    for variable in network.findall("VARIABLE"):
        name = variable.find("NAME").text
        net.names.append(name)
        net.labels[name] = [x.text for x in variable.findall("OUTCOME")]
    for table in network.findall("DEFINITION"):
        net.add_table(table.find("FOR").text, [x.text for x in table.findall("GIVEN")],
                      table.find("TABLE").text.split())
    return net


# ---- GeNIe

def write_xdsl(net):
    root = tree.Element("smile", {"version": "1.0", "id": "n"})
    nodes = tree.SubElement(root, "nodes")
    for name in net.names:
        node = tree.SubElement(nodes, "cpt", {"id": name})
        for label in net.labels[name]:
            tree.SubElement(node, "state", {"id": label})
        if net.parents[name]:
            tree.SubElement(node, "parents").text = " ".join(net.parents[name])
        tree.SubElement(node, "probabilities").text = " ".join(net.numbers(name))
    return tree.tostring(root, encoding="unicode")


def read_xdsl(text):
    net, nodes, seen = Net(), tree.fromstring(text).find("nodes"), set()
    for node in nodes:
        name = node.get("id")
        net.names.append(name)
        net.labels[name] = [x.get("id") for x in node.findall("state")]
    for node in nodes:
        parents = node.find("parents")
        parents = [] if parents is None else parents.text.split()
        assert seen.issuperset(parents), f"{node.get('id')} stands before a parent"
        seen.add(node.get("id"))
        net.add_table(node.get("id"), parents, node.find("probabilities").text.split())
    return net


# ---- Hugin

def nested(numbers, sizes):
    if not sizes:
        return numbers[0]
    each = len(numbers) // sizes[0]
    return "(" + " ".join(nested(numbers[i * each:(i + 1) * each], sizes[1:])
                          for i in range(sizes[0])) + ")"


def hugin_text(label):
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_hugin(net, flat=False):
    text = "net { }\n"
    for name in reversed(net.names):
        bar = " | " + " ".join(net.parents[name]) if net.parents[name] else ""
        sizes = [len(net.labels[p]) for p in net.parents[name]] + [len(net.labels[name])]
        data = "(" + " ".join(net.numbers(name)) + ")" if flat else nested(net.numbers(name), sizes)
        text += f"potential ({name}{bar}) {{ data = {data}; }} % {name}\n"
    for name in net.names:
        states = " ".join(hugin_text(label) for label in net.labels[name])
        text += f'node {name} {{ label = "{len(name)}; "; states = ({states}); }}\n'
    return text


HUGIN = re.compile(r'\s+|%[^\n]*|"((?:\\["\\]|[^"])*)"|([(){}=;|])|([^\s(){}=;|"%]+)')


def read_hugin(text):
    net, tables = Net(), []
    for head, body in re.findall(r"^(\S.*?)\n\{\n(.*?)\}\n", text, re.S | re.M):
        if head.startswith("node "):
            name = head[5:]
            net.names.append(name)
            states = body[body.index("(") + 1:body.rindex(")")]
            net.labels[name] = [re.sub(r'\\(["\\])', r"\1", m[1]) for m in HUGIN.finditer(states)
                                if m[1] is not None]
        elif head.startswith("potential "):
            words = head[11:-1].split()
            tables.append((words[0], words[2:], body))
    for name, parents, body in tables:
        data = body[body.index("=") + 1:body.rindex(";")]
        sizes = [len(net.labels[p]) for p in parents] + [len(net.labels[name])]
        numbers = re.findall(r"[^\s()]+", data)
        net.add_table(name, parents, numbers)
        shape = re.sub(r"\s+", "", re.sub(r"[^\s()]+", "n", data))
        wanted = re.sub(r"\s+", "", re.sub(r"[^\s()]+", "n", nested(numbers, sizes)))
        assert shape == wanted, f"brackets of {name}: {shape}"
    return net


# ---- UAI

def write_uai(net):
    lines = ["BAYES", str(len(net.names)), " ".join(str(len(net.labels[v])) for v in net.names),
             str(len(net.names))]
    order = list(reversed(net.names))
    for name in order:
        scope = [str(net.names.index(v)) for v in net.parents[name] + [name]]
        lines.append(f"{len(scope)} {' '.join(scope)}")
    for name in order:
        numbers = net.numbers(name)
        lines += ["", str(len(numbers)), " ".join(numbers)]
    return "\n".join(lines) + "\n"


def read_uai(text):
    words = iter(text.split())
    assert next(words) == "BAYES"
    count = int(next(words))
    net = Net([f"x{i}" for i in range(count)])
    for name in net.names:
        net.labels[name] = [str(k) for k in range(int(next(words)))]
    scopes = []
    for _ in range(int(next(words))):
        scopes.append([net.names[int(next(words))] for _ in range(int(next(words)))])
    for scope in scopes:
        numbers = [next(words) for _ in range(int(next(words)))]
        net.add_table(scope[-1], scope[:-1], numbers)
    assert next(words, None) is None
    return net


# ---- programs

def number(node):
    """A number, or the quotient of two, as it is written."""
    if isinstance(node, ast.BinOp):
        return str(Fraction(node.left.value, node.right.value))
    return node


def read_pgmpy(text):
    """What the calls of a program for pgmpy say; it is not run."""
    net, edges = Net(), {}
    for line in ast.parse(text).body:
        if not isinstance(line, ast.Expr):
            continue
        call = line.value
        what = call.func.attr
        if what == "add_node":
            net.names.append(call.args[0].value)
        elif what == "add_edge":
            edges.setdefault(call.args[1].value, []).append(call.args[0].value)
        else:
            cpd = call.args[0]
            name, size, values = cpd.args
            name, more = name.value, {k.arg: k.value for k in cpd.keywords}
            states = ast.literal_eval(more["state_names"])
            parents = ast.literal_eval(more.get("evidence", ast.parse("[]").body[0].value))
            assert edges.get(name, []) == parents and size.value == len(states[name])
            assert ast.literal_eval(more.get("evidence_card", ast.parse("[]").body[0].value)) == [
                len(states[p]) for p in parents]
            net.labels.update({v: states[v] for v in states if v not in net.labels})
            assert all(net.labels[v] == states[v] for v in states)
            columns = [[ast.get_source_segment(text, x) for x in row.elts] for row in values.elts]
            net.add_table(name, parents, [p for row in columns for p in row], True)
    return net


R_TOKEN = re.compile(r'\s+|"((?:[^"\\]|\\.)*)"|([(),=])|([^\s(),="]+)')


def read_r(text):
    """Calls and constants of R as nested lists of (name or None, value)."""
    tokens = [(m[1] is not None, m[1] if m[1] is not None else m[2] or m[3])
              for m in R_TOKEN.finditer(text) if m[0].strip()]
    at = 0

    def value():
        nonlocal at
        is_text, word = tokens[at]
        at += 1
        if is_text:
            return ast.literal_eval('"' + word + '"')
        if at < len(tokens) and tokens[at] == (False, "("):
            at += 1
            items = []
            while tokens[at] != (False, ")"):
                name = None
                if at + 1 < len(tokens) and tokens[at + 1] == (False, "="):
                    name = value_name()
                items.append((name, value()))
                if tokens[at] == (False, ","):
                    at += 1
            at += 1
            return (word, items)
        return word

    def value_name():
        nonlocal at
        is_text, word = tokens[at]
        at += 2
        return ast.literal_eval('"' + word + '"') if is_text else word

    return value()


def read_bnlearn(text):
    net = Net()
    found = read_r(text[text.index("empty.graph"):])
    net.names = [x for _, x in found[1][0][1][1]]
    arcs = {}
    if "arcs(graph)" in text:
        listed = read_r(text[text.index("matrix("):])
        ends = [x for _, x in listed[1][0][1][1]]
        for first, second in zip(ends[::2], ends[1::2]):
            arcs.setdefault(second, []).append(first)
    fit = dict(read_r(text[text.index("custom.fit"):])[1])
    tables = []
    for name, (_, array) in fit["dist"][1]:
        array = [x for x in array]
        numbers = [x for _, x in array[0][1][1]]
        dims = [int(x) for _, x in dict(array[1:])["dim"][1]]
        names = [(n, [x for _, x in v[1]]) for n, v in dict(array[1:])["dimnames"][1]]
        assert [len(labels) for _, labels in names] == dims and names[0][0] == name
        net.labels[name] = names[0][1]
        tables.append((name, names[1:], numbers, dims))
    for name, parents, numbers, dims in tables:
        assert arcs.get(name, []) == [p for p, _ in parents]
        assert all(net.labels[p] == labels for p, labels in parents)
        rows = []
        for index in itertools.product(*(range(d) for d in dims[1:] + dims[:1])):
            index = index[-1:] + index[:-1]
            place, step = 0, 1
            for i, d in zip(index, dims):
                place += i * step
                step *= d
            rows.append(numbers[place])
        net.add_table(name, [p for p, _ in parents], rows)
    return net

#!/usr/bin/env python3
"""States from the rows of a real PostgreSQL, against the same rows in SQLite, in a CSV file, and
counted in Python.

    python3 tests/law/postgres.py --catgut build/catgut --rows 1000000 --seed 1

Servers of its own are started on loopback, in a temporary folder (causal/postgres.py).  One has a
million rows; every count that comes back is compared.  Another keeps no rows but a table that is
partitioned over two more (postgres_fdw), which count for it, each its own: the same answers.  Then
one is killed while it counts, and a session goes on; questions are interrupted, and no query stays
behind; rows that come in during a statement are not seen by it; names and labels that look like SQL
do nothing; and the password of all these connections is in nothing that was ever printed.

Prints `N passed, N failed`.  Exit status 1 when one failed, 77 when PostgreSQL or its ODBC driver
is not there.
"""

import argparse
import collections
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

from causal import engines, postgres

HEAD = """type Smoking = {smoker, nonsmoker}
type Tar     = {tar, clean}
type Cancer  = {cancer, healthy}
type Ill     = {true, false}
type Age     = {0..89}
type Dose    = {0.1, 0.5, 2}
type Gene
model lung {
  latent H : Gene
  S : Smoking <- H
  T : Tar     <- S
  C : Cancer  <- H, T
}
model wide { S : Smoking  T : Tar  C : Cancer  age : Age  ill : Ill  dose : Dose  S <-> age
             ill <-> T  C <-> dose }
"""
COLUMNS = ["S", "T", "C", "age", "ill", "dose", "site"]
KINDS = ["text", "text", "text", "integer", "boolean", "double precision", "text"]
EFFECT = "P(C | do(S)) in lung from "


class Bench:
    """Catgut, all that it has printed, and how many checks went well."""

    def __init__(self, catgut):
        self.catgut, self.printed, self.passed, self.failed = catgut, [], 0, 0

    def check(self, good, why):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(f"FAILED: {why}", flush=True)

    def run(self, text, *options):
        """Status, and what it prints."""
        ran = subprocess.run([self.catgut, "--allow-odbc", *options, "-"], input=text, text=True,
                             capture_output=True, check=False)
        self.printed += [ran.stdout, ran.stderr]
        return ran.returncode, ran.stdout + ran.stderr

    def ask(self, text):
        """The answers, as JSON has them."""
        status, said = self.run(text, "--json")
        self.check(status == 0, f"status {status}: {said[:2000]}")
        return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


class Session:
    """A conversation, a statement at a time."""

    def __init__(self, bench):
        self.bench = bench
        self.process = subprocess.Popen([bench.catgut, "--allow-odbc", "-i"], text=True, bufsize=1,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.number = 1000000

    def say(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def hear(self):
        """What it says to all that was said so far: up to a number that it is asked for."""
        self.number += 1
        self.say(f"show {self.number}")
        said = ""
        for line in self.process.stdout:
            if line.strip().endswith(str(self.number)):
                break
            said += line
        self.bench.printed.append(said)
        return said

    def end(self):
        self.process.stdin.close()
        return self.process.wait()


def question(source, name, block=""):
    string, table = source
    return f'import "{string}"{f" table {chr(34)}{table}{chr(34)}" if table else ""} as {name}{block}\n'


# ---- the rows


def random_rows(seed, count):
    """Few kinds of rows, many of each; some values are missing."""
    rng = random.Random(seed)
    kinds = [(s, t, c) for s in ("smoker", "nonsmoker") for t in ("tar", "clean", "")
             for c in ("cancer", "healthy")]
    weights = [rng.randint(1, 30) for _ in kinds]
    for (s, t, c), age, ill, dose in zip(
            rng.choices(kinds, weights, k=count), rng.choices(range(90), k=count),
            rng.choices(["true", "false"], k=count), rng.choices(["0.1", "0.5", "2", ""], k=count)):
        yield s, t, c, age, ill, dose, '"; DROP TABLE visits; --'


def write_rows(folder, name, seed, count):
    path = os.path.join(folder, f"{name}.csv")
    counts = collections.Counter()
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(COLUMNS)
        for row in random_rows(seed, count):
            out.writerow(row)
            counts[row[:6]] += 1
    with open(path, encoding="utf-8", newline="") as f:
        rows = csv.reader(f)
        next(rows)
        engines.write_sqlite(os.path.join(folder, f"{name}.db"), "visits",
                             list(zip(COLUMNS, ["TEXT"] * 7)),
                             ([x or None for x in row] for row in rows))
    return path, counts


def create(schema="med", name="visits"):
    return (f"CREATE TABLE {schema}.{name} (" +
            ", ".join(f'"{c}" {k}' for c, k in zip(COLUMNS, KINDS)) + ")")


def load(cluster, path, table, which=""):
    with open(path, encoding="utf-8") as f:
        cluster.psql(f"COPY {table} FROM STDIN WITH (FORMAT csv, HEADER) {which}", stdin=f)


# ---- what is compared


def labels_of(counts, columns):
    """{labels: rows} of some columns, without the rows that miss one of those of all columns."""
    at = [COLUMNS.index(c) for c in columns]
    result = collections.Counter()
    for row, n in counts.items():
        result[tuple(str(row[i]) for i in at)] += n
    return result


def present(counts, columns):
    at = [COLUMNS.index(c) for c in columns]
    return {row: n for row, n in counts.items() if all(row[i] != "" for i in at)}


def counts_of(answer, total):
    """{labels: rows} as an answer says it."""
    return {tuple(e["labels"]): Fraction(e["p"]) * total for e in answer.get("entries", [])}


SCOPES = [["S"], ["S", "T", "C"], ["age", "C"], ["ill", "S"], ["dose", "age"], ["T", "ill", "dose"],
          ["S", "T", "C", "age", "ill", "dose"]]
WIDE = ["S", "T", "C", "age", "ill", "dose"]


def compare(bench, counts, sources):
    """Each count, in each source, against Python's; and the states, and an effect, as equal."""
    here = present(counts, WIDE)
    total = sum(here.values())
    lines, judges = [HEAD], []
    for i, source in enumerate(sources):
        lines.append(question(source, f"w{i}", " of wide { missing drop }"))
        judges.append(lambda a: a.get("rows") == total and
                      a.get("dropped") == sum(counts.values()) - total)
        for scope in SCOPES:
            lines.append(f"show P({', '.join(scope)}) in w{i}\n")
            wanted = labels_of(here, scope)
            judges.append(lambda a, wanted=wanted: counts_of(a, total) == wanted)
        lines.append(question(source, f"v{i}", " of lung { missing drop }"))
        judges.append(lambda a: a.get("rows") == sum(present(counts, ["S", "T", "C"]).values()))
        lines.append(f"check {EFFECT}v0 == {EFFECT}v{i}\n")
        judges.append(lambda a: a.get("value") is True)
    answers = bench.ask("".join(lines))
    bench.check(len(answers) == len(judges), f"{len(answers)} answers, not {len(judges)}")
    for answer, judge, line in zip(answers, judges, lines[1:]):
        bench.check(judge(answer), f"{line[:60]}: {str(answer)[:600]}")


def plan_of(bench, source, asked, block=" of lung { missing drop }"):
    status, said = bench.run(HEAD + question(source, "w", block) + asked, "--stage=plan")
    bench.check(status == 0, said)
    return [line for line in said.splitlines() if line.startswith("SELECT")]


# ---- one after the other


def test_counts(bench, server, path, counts):
    server.psql("CREATE SCHEMA med", create())
    load(server, path, "med.visits")
    compare(bench, counts, [(path, None), (path.replace(".csv", ".db"), "visits"),
                            (server.odbc(), "med.visits")])
    source = (server.odbc(), "med.visits")
    plan = plan_of(bench, source, f"show {EFFECT}w")
    bench.check(len(plan) == 1 and 'GROUP BY t."S", t."T", t."C"' in plan[0], plan)
    status, said = bench.run(question((server.odbc(), "visit"), "w"))
    bench.check(status == 1 and "[E220]" in said and "`med.visits`" in said, said)


def test_weights(bench, server, counts):
    few = labels_of(present(counts, ["S", "T", "C"]), ["S", "T", "C"])
    rows = ", ".join(f"('{s}', '{t}', '{c}', {n})" for (s, t, c), n in few.items())
    server.psql('CREATE TABLE med.sums ("S" text, "T" text, "C" text, n numeric)',
                f"INSERT INTO med.sums VALUES {rows}")
    source = (server.odbc(), "med.sums")
    answers = bench.ask(HEAD + question(source, "w", " of lung { weight n }") + "show w\n")
    bench.check(counts_of(answers[-1], sum(few.values())) == few, answers)
    for odd in ("1.5", "-1", "NULL", "'NaN'"):
        server.psql(f"INSERT INTO med.sums VALUES ('smoker', 'tar', 'cancer', {odd})")
        status, said = bench.run(HEAD + question(source, "w", " of lung { weight n }"))
        bench.check(status == 1 and "[E215]" in said, said)
        server.psql("DELETE FROM med.sums WHERE n IS NULL OR n = 'NaN' OR n < 0 OR n <> FLOOR(n)")


def test_names(bench, server):
    evil = 'x"; DROP TABLE med.visits; --'
    twice = evil.replace('"', '""')
    text = evil.replace('"', '\\"')
    server.psql(f'CREATE TABLE med."{twice}" ("{twice}" text, "größe" text)',
                f"INSERT INTO med.\"{twice}\" VALUES ('{evil}', 'käse'), ('''); DROP', 'x'), "
                f"('{evil}', NULL), ('', 'x')")
    answers = bench.ask(f'import "{server.odbc()}" table "med.{text}" as w '
                        f'{{ X = "{text}"  Y = "größe"  missing drop }}\nshow w\n')
    bench.check(counts_of(answers[-1], 2) == {(evil, "käse"): 1, ("'); DROP", "x"): 1}, answers)
    bench.check(server.psql("SELECT count(*) > 0 FROM med.visits") == "t\n", "no visits left")


def test_servers(bench, folder, path, counts):
    """The rows of smokers on one machine, the others on another."""
    front, backs = folder.cluster("front"), [folder.cluster("back1"), folder.cluster("back2")]
    front.psql("CREATE EXTENSION postgres_fdw", "CREATE SCHEMA med",
               create() + ' PARTITION BY LIST ("S")',
               "ALTER DATABASE postgres SET enable_partitionwise_aggregate = on")
    for i, (back, label) in enumerate(zip(backs, ("smoker", "nonsmoker"))):
        back.psql("CREATE SCHEMA med", create())
        load(back, path, "med.visits", f"WHERE \"S\" = '{label}'")
        back.psql("ANALYZE")
        front.psql(f"CREATE SERVER back{i} FOREIGN DATA WRAPPER postgres_fdw OPTIONS "
                   f"(host '127.0.0.1', port '{back.port}', dbname 'postgres')",
                   f"CREATE USER MAPPING FOR cat SERVER back{i} OPTIONS (user 'cat', "
                   f"password '{back.password}')",
                   f"CREATE FOREIGN TABLE med.part{i} PARTITION OF med.visits "
                   f"FOR VALUES IN ('{label}') SERVER back{i} OPTIONS (table_name 'visits')")
    source = (front.odbc(), "med.visits")
    compare(bench, counts, [(path, None), source])
    for query in plan_of(bench, source, f"show {EFFECT}w"):
        said = front.psql(f"EXPLAIN VERBOSE {query}")
        remote = [line for line in said.splitlines() if "Remote SQL" in line]
        bench.check(len(remote) == 2 and all("GROUP BY" in line for line in remote), said)


GATE = """CREATE FUNCTION med.pass(pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF current_query() LIKE pattern THEN
    PERFORM pg_advisory_lock_shared(42);
    PERFORM pg_advisory_unlock_shared(42);
  END IF;
  RETURN true;
END $$"""


class Gate:
    """Closed as long as it is entered: queries of a view wait for it."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.holder = subprocess.Popen(
            [self.server.folder.bin + "/psql", "-qAtX"], env=self.server.environment(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.holder.stdin.write("SELECT pg_advisory_lock(42);\nSELECT 'held';\n")
        self.holder.stdin.flush()
        while "held" not in self.holder.stdout.readline():
            pass
        return self

    def __exit__(self, *_):
        try:
            self.holder.stdin.close()
        except BrokenPipeError:
            pass  # the server has been killed, and psql with it
        self.holder.stdout.close()
        self.holder.wait()

    def waiting(self):
        return int(self.server.psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' "
                                    "AND NOT granted"))


def make_gates(server):
    server.psql(GATE,
                "CREATE TABLE med.few AS SELECT * FROM med.visits LIMIT 1000",
                "CREATE VIEW med.slow AS SELECT * FROM med.few WHERE med.pass('%')",
                "CREATE VIEW med.half AS SELECT * FROM med.few WHERE med.pass('%GROUPING SETS%')")


def test_stopping(bench, server, script):
    """^C and --max-time end the query in the engine too."""
    with Gate(server) as gate:
        status, said = bench.run(script, "--max-time", "1s")
        bench.check(status == 3 and "time" in said, f"status {status}: {said}")
        postgres.wait(lambda: gate.waiting() == 0)
        process = subprocess.Popen([bench.catgut, "--allow-odbc", "-e", script], text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        postgres.wait(lambda: gate.waiting() > 0)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[0]
        bench.printed.append(said)
        bench.check(process.returncode == 130, f"status {process.returncode}: {said}")
        postgres.wait(lambda: gate.waiting() == 0)


def test_snapshot(bench, server):
    """The second query of a statement does not see what came in after the first began."""
    missing = " OR ".join(f'"{c}" IS NULL' for c in WIDE)
    whole = int(server.psql(f"SELECT count(*) FROM med.few WHERE NOT ({missing})"))
    session = Session(bench)
    with Gate(server) as gate:
        session.say(HEAD + question((server.odbc(), "med.half"), "w", " of wide { missing drop }"))
        postgres.wait(lambda: gate.waiting() > 0)
        server.psql("INSERT INTO med.few SELECT * FROM med.few")
    said = session.hear()
    told = [int(x) for x in said.replace(";", " ").split() if x.isdigit()]
    bench.check(told == [whole, 1000 - whole], f"{said}, should be {whole} rows")
    bench.check(session.end() == 0, "the session ends badly")


def test_killed(bench, server):
    session = Session(bench)
    session.say(HEAD + question((server.odbc(), "med.slow"), "w", " of lung { missing drop }"))
    said = session.hear()
    bench.check("rows of" in said and "error" not in said, said)
    with Gate(server) as gate:
        session.say(f"show {EFFECT}w")
        postgres.wait(lambda: gate.waiting() > 0)
        server.kill()
        said = session.hear()
    bench.check(said.count("error:") == 1 and "[E221]" in said and "closed the connection" in said,
                said)
    session.say("show 1/2 + 1/3")
    session.say(f"show {EFFECT}w")
    said = session.hear()
    bench.check("5/6" in said and said.count("error:") == 1 and "[E221]" in said, said)
    server.start()
    session.say(f"show {EFFECT}w")
    said = session.hear()
    bench.check("cancer>" in said and "error:" not in said, said)
    bench.check(session.end() in (0, 2), "the session ends badly")


def test_limits(bench, server):
    server.psql("CREATE VIEW med.many AS SELECT x::text AS a FROM generate_series(1, 50000) x")
    status, said = bench.run(question((server.odbc(), "med.many"), "w"), "--max-memory", "1M")
    bench.check(status == 3 and "[E217]" in said, f"status {status}: {said}")


def test_silence(bench, folder, source):
    """No password, in whatever way it is asked; nor in a page."""
    text = HEAD + question(source, "w", " of lung { missing drop }") + "show P(S) in w\nshow nothing\n"
    page = os.path.join(os.environ.get("SCRATCH", folder.path), "page.html")
    for options in (["--json"], ["--stage=tokens"], ["--stage=ast"], ["--stage=diagram"],
                    ["--stage=plan"], ["-k"], ["--report", page]):
        bench.run(text, *options)
    bench.run(text.replace("PWD=", "PWD=wrong"))
    with open(page, encoding="utf-8") as f:
        bench.printed.append(f.read())
    for cluster in folder.clusters:
        bench.check(not any(cluster.password in said for said in bench.printed), "a password")


def run_all(bench, folder, options):
    path, counts = write_rows(folder.scratch, "visits", options.seed, options.rows)
    server = folder.cluster("main")
    clock = [time.monotonic()]

    def lap(what):
        clock.append(time.monotonic())
        print(f"{what}: {clock[-1] - clock[-2]:.1f} s", flush=True)

    test_counts(bench, server, path, counts)
    lap("counts")
    test_weights(bench, server, counts)
    test_names(bench, server)
    make_gates(server)
    slow = (server.odbc(), "med.slow")
    test_stopping(bench, server, HEAD + question(slow, "w", " of lung { missing drop }"))
    test_snapshot(bench, server)
    test_limits(bench, server)
    lap("weights, names, stopping, snapshot, limits")
    test_killed(bench, server)
    lap("killed")
    test_servers(bench, folder, *write_rows(folder.scratch, "few", options.seed, options.rows // 10))
    lap("several servers")
    test_silence(bench, folder, (server.odbc(), "med.few"))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--seed", type=int, default=1)
    fewer = os.environ.get("TEST_MODE") == "asan"
    parser.add_argument("--rows", type=int, default=100000 if fewer else 1000000)
    return parser.parse_args()


def main():
    options = read_arguments()
    if not os.access(options.catgut, os.X_OK):
        print(f"{options.catgut} is not there")
        return 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # no server stays behind
    bench = Bench(options.catgut)
    said = bench.run('import "odbc:Driver=/no/driver" table t as w')[1]
    if "built without" in said or "not on this machine" in said:
        print(said.splitlines()[0])
        return 77
    try:
        with postgres.Folder() as folder, tempfile.TemporaryDirectory() as scratch:
            folder.scratch = scratch
            run_all(bench, folder, options)
    except postgres.Missing as what:
        print(what)
        return 77
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main())

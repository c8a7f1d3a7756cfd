#!/usr/bin/env python3
"""The effect from many rows in PostgreSQL, and the time that its SQL takes by itself.

    python3 tests/bench/postgres.py --catgut build/catgut --rows 10000000

Starts a server of its own in a temporary folder.  `SQL` is the query that --stage=plan shows, run
by psql, as psql's \\timing has it; `effect` is the whole statement, as it is waited for, in a
session that has imported the table.  Each is the least of five.  The effect is to take no more than
1.3 times the SQL.
"""

import argparse
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "law"))
from causal import postgres  # noqa: E402
import postgres as law  # noqa: E402

RUNS = 5
ROWS = """CREATE UNLOGGED TABLE med.visits AS
SELECT CASE WHEN h & 3 = 0 THEN 'nonsmoker' ELSE 'smoker' END AS "S",
       CASE WHEN h & 28 < 9 THEN 'clean' ELSE 'tar' END AS "T",
       CASE WHEN h & 96 = 0 THEN 'cancer' ELSE 'healthy' END AS "C", (h >> 8) % 90 AS age
FROM (SELECT hashint8(x) & 2147483647 AS h FROM generate_series(1, {}) x) r"""


def time_sql(server, query):
    said = server.psql("\\timing on", *[query] * RUNS)
    return min(float(line.split()[1]) for line in said.splitlines() if line.startswith("Time:"))


def time_effect(bench, source):
    session = law.Session(bench)
    session.say(law.HEAD)
    best = float("inf")
    for i in range(RUNS):
        session.say(law.question(source, f"w{i}", " of lung"))
        session.hear()
        start = time.monotonic()
        session.say(f"show {law.EFFECT}w{i}")
        said = session.hear()
        best = min(best, 1000 * (time.monotonic() - start))
        assert "cancer>" in said, said
    session.end()
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--catgut", default="build/catgut")
    parser.add_argument("--rows", type=int, default=10000000)
    options = parser.parse_args()
    try:
        with postgres.Folder() as folder:
            server = folder.cluster("main")
            server.psql("CREATE SCHEMA med", ROWS.format(options.rows))
            server.psql("VACUUM ANALYZE med.visits")
            bench, source = law.Bench(options.catgut), (server.odbc(), "med.visits")
            query, = law.plan_of(bench, source, f"show {law.EFFECT}w", " of lung")
            sql, effect = time_sql(server, query), time_effect(bench, source)
            print(query)
            print(f"{options.rows} rows: SQL {sql:.0f} ms, effect {effect:.0f} ms, "
                  f"ratio {effect / sql:.2f}")
    except (postgres.Missing, subprocess.CalledProcessError) as what:
        print(f"skipped: {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

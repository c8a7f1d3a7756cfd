"""Databases for tests: files of SQLite, and which ways catgut has to them."""

import glob
import os
import sqlite3
import subprocess


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def write_sqlite(path, table, columns, rows):
    """A new file with one table of these (name, type)."""
    if os.path.exists(path):
        os.remove(path)
    with sqlite3.connect(path) as db:
        db.execute(f"CREATE TABLE {quoted(table)} "
                   f"({', '.join(f'{quoted(name)} {kind}' for name, kind in columns)})")
        db.executemany(f"INSERT INTO {quoted(table)} VALUES ({', '.join('?' * len(columns))})", rows)
    db.close()


def sqlite_driver():
    """The file of SQLite's ODBC driver, or None."""
    return (glob.glob("/usr/lib/*/odbc/libsqlite3odbc.so") + [None])[0]


def refusal(catgut, name, table):
    """Why catgut cannot read a table that is there, or an empty text."""
    ran = subprocess.run([catgut, "--allow-odbc", "-e", f'import "{name}" table {table} as w'],
                         capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else (ran.stderr.splitlines() or ["it says nothing"])[0]


def sqlite_kinds(catgut, folder):
    """How SQLite's files can be read here, of "sqlite" and "odbc", and why not in the other way."""
    path = os.path.join(folder, "probe.db")
    write_sqlite(path, "t", [("x", "TEXT")], [["a"]])
    kinds, why = [], []
    driver = sqlite_driver()
    for kind, name in (("sqlite", path), ("odbc", f"odbc:Driver={driver};Database={path}")):
        said = refusal(catgut, name, "t") if kind == "sqlite" or driver else \
            "libsqliteodbc is not installed"
        if said and "built without" not in said and "not installed" not in said:
            raise RuntimeError(said)
        if said:
            why.append(f"{kind}: {said}")
        else:
            kinds.append(kind)
    return kinds, why

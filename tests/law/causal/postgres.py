"""PostgreSQL for tests: clusters in a temporary folder, each a server on a loopback port."""

import contextlib
import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time


class Missing(Exception):
    """What is not installed, or cannot be done here."""


def programs():
    """The folder of PostgreSQL's programs, the newest there is."""
    found = [f for f in glob.glob("/usr/lib/postgresql/*/bin") if os.path.exists(f + "/initdb")]
    if not found:
        raise Missing("postgresql is not installed")
    return max(found, key=lambda f: float(f.split("/")[-2]))


def driver():
    found = glob.glob("/usr/lib/*/odbc/psqlodbcw.so")
    if not found:
        raise Missing("odbc-postgresql is not installed")
    return found[0]


def someone():
    """How to be nobody important: the server does not run as root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        except KeyError:
            pass
    raise Missing("PostgreSQL does not run as root, and there is no user postgres or nobody")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
            "wal_level": "minimal", "max_wal_senders": "0", "autovacuum": "off",
            "listen_addresses": "127.0.0.1", "max_wal_size": "4GB", "shared_buffers": "64MB"}


class Folder:
    """Where clusters live; gone at the end, with their servers."""

    def __enter__(self):
        self.bin, self.someone = programs(), someone()
        self.driver = driver()
        self.path = tempfile.mkdtemp(prefix="catgut-postgres-")
        if self.someone:
            os.chown(self.path, self.someone["user"], self.someone["group"])
        self.clusters = []
        return self

    def __exit__(self, *_):
        for cluster in self.clusters:
            cluster.kill()
        shutil.rmtree(self.path, ignore_errors=True)

    def cluster(self, name):
        cluster = Cluster(self, os.path.join(self.path, name))
        self.clusters.append(cluster)
        cluster.start()
        return cluster


class Cluster:
    def __init__(self, folder, path):
        self.folder, self.path, self.server = folder, path, None
        self.password = secrets.token_hex(8)
        self.port = free_port()
        with open(path + ".password", "w", encoding="ascii") as f:
            f.write(self.password + "\n")
        self.call("initdb", "-D", path, "--no-sync", "-E", "UTF8", "--no-locale", "-U", "cat",
                  "--auth=scram-sha-256", f"--pwfile={path}.password", stdout=subprocess.DEVNULL)

    def call(self, program, *words, **how):
        return subprocess.run([f"{self.folder.bin}/{program}", *words], check=True, cwd="/",
                              **self.folder.someone, **how)

    def start(self):
        words = [f"--{k}={v}" for k, v in SETTINGS.items()]
        with open(self.path + ".log", "ab") as log:
            # In a group of its own, whose processes can all be killed.
            self.server = subprocess.Popen(
                [self.folder.bin + "/postgres", "-D", self.path, "-p", str(self.port), "-k",
                 self.folder.path, *words], cwd="/", stdout=log, stderr=log,
                start_new_session=True, **self.folder.someone)
        wait(lambda: subprocess.run([self.folder.bin + "/pg_isready", "-q", "-h", "127.0.0.1",
                                     "-p", str(self.port)], check=False).returncode == 0)

    def kill(self):
        """All its processes, at once."""
        if not self.server:
            return
        own = self.server.pid
        for line in subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True,
                                   check=True).stdout.splitlines():
            pid, parent = map(int, line.split())
            if parent == own:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.server.kill()
        self.server.wait()
        self.server = None

    def environment(self):
        return dict(os.environ, PGHOST="127.0.0.1", PGPORT=str(self.port), PGUSER="cat",
                    PGDATABASE="postgres", PGPASSWORD=self.password)

    def psql(self, *statements, stdin=None):
        """The rows of the last one, as text."""
        words = [w for s in statements for w in ("-c", s)]
        return subprocess.run([self.folder.bin + "/psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *words],
                              env=self.environment(), stdin=stdin, capture_output=True, text=True,
                              check=True).stdout

    def odbc(self):
        """A connection string."""
        return (f"odbc:Driver={self.folder.driver};Server=127.0.0.1;Port={self.port};"
                f"Database=postgres;UID=cat;PWD={self.password}")


def wait(true):
    """Until it is; never much longer than others have patience."""
    patience = float(os.environ.get("PATIENCE", 600))
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)

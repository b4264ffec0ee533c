"""Debian's PostgreSQL, started for the tests, and databases that begin as another stood."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import URL

from store.postgresql_place import place_of

WITHOUT = "The rings on PostgreSQL cannot run. It is missing (Debian: apt-get install postgresql)."
_INSTALLED = Path("/usr/lib/postgresql")
_USER = "samrad"
_QUICK = (
    *(
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "wal_level=minimal",
        "max_wal_senders=0",
    ),
    *("autovacuum=off", "jit=off", "shared_buffers=32MB", "max_connections=60", "listen_addresses="),
)
"""For the tests' speed: nothing that they keep needs to outlive the machine."""


def find_postgresql(environment: Mapping[str, str]) -> Path:
    """The folder of its programs, the newest first. Without it the test is skipped; with CI set it fails."""
    versions = sorted(_INSTALLED.glob("*/bin"), key=lambda found: int(found.parent.name), reverse=True)
    if named := shutil.which("postgres"):
        versions.append(Path(named).parent)
    for folder in versions:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    if environment.get("CI"):
        pytest.fail(WITHOUT, pytrace=False)
    pytest.skip(WITHOUT)


@dataclass
class Server:
    """A cluster at work. ``folder`` holds its data and its socket."""

    programs: Path
    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    numbers: Iterator[int] = field(default_factory=count)
    connections: "list[psycopg.Connection[tuple[object, ...]]]" = field(default_factory=list)

    def place(self, database: str) -> URL:
        return place_of(f"postgresql://{_USER}@/{database}?host={self.folder}")

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Closed when the server is stopped."""
        made = psycopg.connect(host=str(self.folder), user=_USER, dbname=database, autocommit=True)
        self.connections.append(made)
        return made

    def do(self, words: str) -> None:
        """One statement of who keeps the databases."""
        if not self.connections:
            self.connect()
        self.connections[0].execute(words.encode(), prepare=False)

    def new(self, template: str = "template0", more: str = "") -> str:
        """A database that begins as ``template`` stands; nobody may be connected to that one."""
        name = f"{template.partition('_')[0]}_{next(self.numbers)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template} {more or 'STRATEGY file_copy'}")
        return name

    def drop(self, name: str) -> None:
        self.do(f"DROP DATABASE {name} WITH (FORCE)")

    def start(self, *settings: str) -> None:
        """Until it takes connections."""
        given = [part for setting in (*_QUICK, *settings) for part in ("-c", setting)]
        where = ["-D", str(self.folder / "data"), "-k", str(self.folder)]
        self.process = subprocess.Popen(  # noqa: S603 - Debian's own program
            [self.programs / "postgres", *where, *given],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            user=_who(),
        )
        said = []
        assert self.process.stderr
        for line in self.process.stderr:
            said.append(line.decode())
            if b"ready to accept connections" in line:
                break
        assert self.process.poll() is None, "".join(said)
        # Read on, so that it never waits for room to complain in.
        Thread(target=self.process.stderr.read, name="postgresql-log", daemon=True).start()

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """At once, with nothing written; SIGINT for an orderly end."""
        while self.connections:
            self.connections.pop().close()
        if self.process:
            self.process.send_signal(how)
            self.process.wait()
            if self.process.stderr:
                self.process.stderr.close()
        self.process = None


@contextmanager
def serving(programs: Path, *settings: str) -> Iterator[Server]:
    """A new cluster, gone when the block ends."""
    # Not under pytest's folder: it is root's alone, and PostgreSQL refuses to be root.
    folder = Path(tempfile.mkdtemp(prefix="samrad-pg-"))
    server = Server(programs, folder)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        asked = [
            "-D",
            str(folder / "data"),
            "-U",
            _USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(  # noqa: S603 - Debian's own program
            [programs / "initdb", *asked], check=True, stdout=subprocess.DEVNULL, cwd=folder, user=_who()
        )
        server.start(*settings)
        yield server
    finally:
        server.stop()
        with suppress(FileNotFoundError):
            shutil.rmtree(folder)


def _who() -> str | None:
    """Root hands it over to the user that Debian's package has made."""
    return "postgres" if os.geteuid() == 0 else None


@dataclass
class Standing:
    """A database as it stands, and others that begin so: used by one test after another, and restored."""

    server: Server
    database: str
    free: "list[Copy]" = field(default_factory=list)

    @contextmanager
    def copied(self) -> Iterator[URL]:
        """A database that begins as this one stands."""
        copy = self.free.pop() if self.free else Copy.of(self)
        yield self.server.place(copy.database)
        copy.restore()
        self.free.append(copy)

    def going_on(self) -> str:
        """A database of one's own to go on from here."""
        return self.server.new(self.database)


_FILLED = """SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
AND pg_relation_size(oid) > 0"""
_COUNTED = """SELECT s.relname, t.relname, a.attname FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'a' JOIN pg_class t ON t.oid = d.refobjid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE s.relkind = 'S'"""


@dataclass
class Copy:
    """``again``: the words that lay in what stood there, after all has been taken away."""

    database: str
    keeper: "psycopg.Connection[tuple[object, ...]]"
    again: str

    @classmethod
    def of(cls, start: Standing) -> "Copy":
        """Dropping and making a database takes 40 ms; restoring one takes a few."""
        database = start.server.new(start.database)
        keeper = start.server.connect(database)
        filled = [str(name) for (name,) in keeper.execute(_FILLED.encode())]
        words = ["CREATE SCHEMA laid", "SET lock_timeout = 5000", "SET session_replication_role = replica"]
        words += [f'CREATE TABLE laid."{name}" AS TABLE public."{name}"' for name in filled]
        keeper.execute("; ".join(words).encode(), prepare=False)
        again = [f'INSERT INTO public."{name}" SELECT * FROM laid."{name}"' for name in filled]  # noqa: S608 - names of our tables
        again += [
            f'SELECT setval(\'"{numbers}"\', coalesce(max("{column}"), 0) + 1, false) FROM public."{table}"'  # noqa: S608 - the same
            for numbers, table, column in keeper.execute(_COUNTED.encode())
        ]
        return cls(database, keeper, "; ".join(again))

    def restore(self) -> None:
        filled = ", ".join(f'"{name}"' for (name,) in self.keeper.execute(_FILLED.encode()))
        if filled:
            self.keeper.execute(f"TRUNCATE {filled} CASCADE; {self.again}".encode(), prepare=False)

"""Servers from one process that has everything loaded: ``python -m tests.faults.nursery``.

It reads a line of JSON for each server, {"ahead": seconds, "log": file, "settings": {SAMRAD_…}}, and answers
with its process id. The server is ``samrad serve`` with a clock that goes so far ahead of the machine's.
"""

import importlib
import json
import os
import signal
import sys
import traceback
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import Clock, system_clock
from bot.serve import serve
from domain.workdays import STOCKHOLM

_LOADED_LATER = (
    "apscheduler.schedulers.asyncio",
    "apscheduler.triggers.interval",
    "bot.cards.card",
    "holidays",
    "knowledge.handbook",
    "store.postgresql_engine",
)


def moved(ahead: timedelta) -> Clock:
    def clock() -> datetime:
        return (system_clock() + ahead).astimezone(STOCKHOLM)

    return clock


def main() -> None:
    for name in _LOADED_LATER:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for who is killed
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _serves(json.loads(line))
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _serves(asked: dict[str, Any]) -> None:
    """In the child; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(Path(asked["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.environ.update(asked["settings"])
    try:
        serve(local_chat=False, clock=moved(timedelta(seconds=asked["ahead"])))
    except BaseException:  # noqa: BLE001 - the end of a process of its own
        traceback.print_exc()
        os._exit(70)
    os._exit(0)


if __name__ == "__main__":
    main()

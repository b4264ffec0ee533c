"""Chromium, and what else the browser ring needs of the machine: looked for in one place."""

import shutil
from collections.abc import Mapping

import pytest

from bot.local.playground import PlaygroundMissing, node, program

CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def find_chromium(environment: Mapping[str, str]) -> str:
    """The path of Chromium.

    When it, or something that the local chat needs, is missing: one skip line, or a failure with CI set.
    """
    chromium = shutil.which("chromium", path=environment.get("PATH", ""))
    lacking = [] if chromium else ["Chromium is missing (Debian: apt-get install chromium)."]
    try:
        node()
        program()
    except PlaygroundMissing as missing:
        lacking.append(str(missing))
    if chromium and not lacking:
        return chromium
    line = f"The browser ring cannot run. {' '.join(lacking)}"
    if environment.get("CI"):
        pytest.fail(line, pytrace=False)
    pytest.skip(line)

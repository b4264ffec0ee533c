"""Docs that cannot lie: the glossary's names are in the code, the README's settings and commands exist."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.cli import app
from bot.packaging import Developer
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGES = (
    "bot", "counties", "dialogs", "domain", "figures", "forms", "knowledge", "manifest", "reports",
    "scheduler", "store", "web",
)  # fmt: skip


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def code() -> str:
    files = (
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".toml"}
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_the_glossarys_code_names_are_in_the_code(code: str) -> None:
    rows = [row.split("|") for row in read("GLOSSARY.md").splitlines() if row.startswith("| ")][1:]
    names = [name.split(".")[-1] for row in rows for name in re.findall(r"`([^`]+)`", row[2])]
    assert len(names) >= 40
    assert set(names) - _named(code) == set()


def _named(code: str) -> set[str]:
    """What a class, function, field, constant or key of the files is called."""
    shapes = (r"(?:class|def) (\w+)", r"^\s*(\w+)\s*[:=]", r"\"([^\"\n]+)\"")
    return {name for shape in shapes for name in re.findall(shape, code, re.MULTILINE)}


def test_every_setting_of_the_readme_exists() -> None:
    """All of them are in docs/settings.md: see test_settings."""
    told = set(re.findall(r"`(?:SAMRAD)?(_[A-Z_]+)`", read("README.md")))
    own = {f"_{name.upper()}" for name in Settings.model_fields}
    developer = {f"_DEVELOPER_{name.upper()}" for name in Developer.model_fields}
    short = {f"_{name.upper()}" for name in Developer.model_fields}
    assert told
    assert told - own - developer - short == set()


def test_every_command_is_in_the_readme() -> None:
    commands = getattr(get_command(app), "commands")  # noqa: B009 - typer's group has them, its type does not say
    assert [name for name in commands if f"`samrad {name}" not in read("README.md")] == []


def test_every_dependency_has_its_line_in_the_readme() -> None:
    pinned = re.findall(
        r'^  "([a-zA-Z0-9-]+)', read("pyproject.toml").split("[dependency-groups]")[0], re.MULTILINE
    )
    told = read("README.md").casefold()
    assert [name for name in pinned if name.casefold() not in told] == []


@pytest.mark.parametrize("lock", ["requirements/run.txt", "requirements/dev.txt", "requirements/node.txt"])
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = read(lock)
    assert re.findall(r"https?://|--index-url|--find-links", text) == []
    assert text.count("--hash=sha256:") > text.count("==")


def test_npms_lock_holds_no_addresses() -> None:
    assert '"resolved"' not in read("package-lock.json")
    assert "omit-lockfile-registry-resolved=true" in read(".npmrc")

"""A command that was typed wrongly: one line in Swedish that says what, and which help to look at."""

import re
from typing import Any

import pytest
import typer

from bot.cli import app
from tests.cli.samrad import Samrad

WRONG = [
    ("blah", "blah är inget kommando.", ""),
    ("serv", "serv är inget kommando. Menade du serve?", ""),
    ("db uppgrade", "uppgrade är inget kommando. Menade du upgrade?", "db"),
    ("db --", "Kommandot saknas.", "db"),
    ("db upgrade --dry-runn", "--dry-runn finns inte. Menade du --dry-run?", "db upgrade"),
    ("db upgrade -x", "-x finns inte.", "db upgrade"),
    ("--okänd", "--okänd finns inte.", ""),
    ("people --okänd list", "--okänd finns inte.", "people"),
    ("people add", "ID saknas.", "people add"),
    ("people add sara Sara", "ROLL saknas.", "people add"),
    ("db move", "--to saknas.", "db move"),
    ("db restore --replace", "FIL saknas.", "db restore"),
    ("db move --to", "--to saknar sitt värde: skriv det efter --to.", "db move"),
    ("db upgrade --dry-run=1", "--dry-run skrivs utan värde.", "db upgrade"),
    (
        "db check nu då",
        "”nu då” är för mycket. Ord med mellanslag emellan skrivs inom citattecken.",
        "db check",
    ),
    (
        "draft --format rtf",
        "--format är fel: ”rtf” finns inte; välj något av docx, pdf, html, alla.",
        "draft",
    ),
    ("verify 2026Q3 Fyrbodal ett abc", "VERSION är fel: skriv ett heltal.", "verify"),
    (f"verify 2026Q3 Fyrbodal {'9' * 5_000} abc", "VERSION är fel: skriv ett heltal.", "verify"),
    ("law add fil --read igår", "--read är fel: skriv en dag, till exempel 2026-09-01.", "law add"),
    ("law search", "ORD saknas.", "law search"),
    ("verify", "KVARTAL saknas.", "verify"),
    ("handbook import mapp", "--by saknas.", "handbook import"),
]
"""Every kind of error that Typer has for the commands there are."""

ENGLISH = re.compile(
    r"\b(missing|argument|option|such|did you|invalid|value|unexpected|got|try)\b", re.IGNORECASE
)


@pytest.mark.parametrize(("words", "said", "command"), WRONG)
def test_what_is_wrong_and_which_help_shows_it(samrad: Samrad, words: str, said: str, command: str) -> None:
    line = samrad(*words.split()).refused
    where = " ".join(f"samrad {command}".split())
    assert line == f"samrad: {said} Skriv {where} --help, så visas vad som finns."
    assert not ENGLISH.search(line.replace(words, ""))
    assert samrad(*command.split(), "--help").code == 0


def test_it_is_so_from_the_shell(samrad: Samrad) -> None:
    """In processes of their own: what was typed is read there, too."""
    for words, said, command in (WRONG[2], WRONG[8], WRONG[13]):
        line = samrad.apart(*words.split()).refused
        assert line == f"samrad: {said} Skriv samrad {command} --help, så visas vad som finns."


def test_no_word_that_must_be_there_is_called_by_its_english_name() -> None:
    def lacking(command: Any, path: str) -> list[str]:  # noqa: ANN401 - a command of Typer's
        below = getattr(command, "commands", {}).items()
        own = [
            f"{path} {one.name}"
            for one in command.params
            if one.param_type_name == "argument" and not one.metavar
        ]
        return own + [found for name, one in below for found in lacking(one, f"{path} {name}")]

    assert lacking(typer.main.get_command(app), "samrad") == []


def test_a_word_with_a_line_end_makes_no_second_line(samrad: Samrad) -> None:
    assert "två rader är inget kommando." in samrad("två\nrader").refused
    assert "är för mycket." in samrad("db", "check", "a\nb").refused

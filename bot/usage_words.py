"""What is said of a command that was typed wrongly. Typer's own words are in English.

Its errors have no public names but those of their classes, and not all of them know their command: that is
found in what was typed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from textwrap import shorten
from typing import Any

_LISTED = re.compile(r"'(.*)' is not one of (.+?)\.?$", re.DOTALL)
_MOST = 100
"""Characters of what was typed that are quoted."""
_EXTRA = re.compile(r" \((.*)\)", re.DOTALL)


def told(wrong: Any, program: Any, words: Sequence[str]) -> str:  # noqa: ANN401 - Typer's error and command have no public types
    """A line for ``wrong``, which came of ``words``: what is wrong, and which help shows how it is done."""
    path = _path(program, words)
    of_kind = _OF_KIND.get(type(wrong).__name__)
    names, rest = _commands(_command(program, path)), words[len(path) :]
    what = of_kind(wrong) if of_kind else _no_command(names, rest) if names else _too_many(wrong)
    return " ".join(f"{what} Skriv {' '.join(('samrad', *path))} --help, så visas vad som finns.".split())


def _path(program: Any, words: Sequence[str]) -> list[str]:  # noqa: ANN401 - a command of Typer's
    """The words that name a command, from the first on."""
    path: list[str] = []
    for word in words:
        if word not in _commands(_command(program, path)):
            break
        path.append(word)
    return path


def _command(program: Any, path: Sequence[str]) -> Any:  # noqa: ANN401 - a command of Typer's
    for name in path:
        program = _commands(program)[name]
    return program


def _commands(command: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a command of Typer's
    """Those below it; none below one that does something itself."""
    found: Mapping[str, Any] = getattr(command, "commands", {})
    return found


def _no_command(names: Iterable[str], rest: Sequence[str]) -> str:
    typed = next((word for word in rest if not word.startswith("-")), "")
    if not typed:
        return "Kommandot saknas."
    return f"{typed} är inget kommando.{_meant(get_close_matches(typed, sorted(names), n=1))}"


def _meant(near: Sequence[str]) -> str:
    return f" Menade du {' eller '.join(near)}?" if near else ""


def _missing(wrong: Any) -> str:  # noqa: ANN401 - an error of Typer's
    return f"{_named(wrong.param)} saknas."


def _no_option(wrong: Any) -> str:  # noqa: ANN401 - an error of Typer's
    near = get_close_matches(wrong.option_name, sorted(wrong.possibilities or ()), n=1)
    return f"{wrong.option_name} finns inte.{_meant(near)}"


def _option_use(wrong: Any) -> str:  # noqa: ANN401 - an error of Typer's
    if "does not take a value" in wrong.message:
        return f"{wrong.option_name} skrivs utan värde."
    return f"{wrong.option_name} saknar sitt värde: skriv det efter {wrong.option_name}."


def _bad_value(wrong: Any) -> str:  # noqa: ANN401 - an error of Typer's
    """Its cause is an error of pydantic's, whose kinds have names."""
    name = _named(wrong.param)
    if listed := _LISTED.search(wrong.message):
        choices = listed[2].replace("'", "")
        return f"{name} är fel: {_quoted(listed[1])} finns inte; välj något av {choices}."
    if "does not match the formats" in wrong.message:
        return f"{name} är fel: skriv en dag, till exempel 2026-09-01."
    kinds = {one["type"] for one in getattr(wrong.__cause__, "errors", list)()}
    is_number = any(kind.startswith("int_") for kind in kinds)
    return f"{name} är fel: {'skriv ett heltal' if is_number else 'värdet går inte att använda'}."


def _too_many(wrong: Any) -> str:  # noqa: ANN401 - an error of Typer's
    if extra := _EXTRA.search(wrong.message):
        return f"{_quoted(extra[1])} är för mycket. Ord med mellanslag emellan skrivs inom citattecken."
    return "Kommandot går inte att läsa."


def _quoted(typed: str) -> str:
    return f"”{shorten(typed, _MOST, placeholder=' …')}”"


def _named(param: Any) -> str:  # noqa: ANN401 - a parameter of Typer's
    """As it is typed: an option by its name, another by the word that stands for it in the help."""
    is_option = param.param_type_name == "option"
    return str(param.opts[0] if is_option else param.metavar or param.name.upper()).strip("[]")


_OF_KIND: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _option_use,
    "BadParameter": _bad_value,
}

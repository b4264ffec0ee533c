"""One TOML file of a county, read strictly."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from counties import toml_flaws
from domain.errors import BadSetting

Read = TypeVar("Read", bound=BaseModel)


class Strict(BaseModel):
    """A part of a file: a name that is not known is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_file(path: Path, model: type[Read]) -> Read:
    """Raise BadSetting naming the file and, on a line for each mistake, the place and what is wrong."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        raise refused(path, (_line(one, model) for one in error.errors())) from error
    except tomllib.TOMLDecodeError as error:
        raise refused(path, [toml_flaws.told(error)]) from error
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise refused(path, [f"rad {row}: tecknen går inte att läsa. Spara filen som UTF-8."]) from error
    except FileNotFoundError as error:
        raise refused(path, ["filen finns inte. Skriv den, eller lägg tillbaka den."]) from error
    except OSError as error:
        raise refused(path, ["filen går inte att öppna. Se till att boten får läsa den."]) from error


def refused(path: Path, lines: Iterable[str]) -> BadSetting:
    """What is said of a county's file that cannot be used: a line for each mistake."""
    return BadSetting("\n".join((f"{path.parent.name}/{path.name} kan inte läsas:", *lines)))


def meant(word: str, known: Iterable[str]) -> str:
    """How a line on an unknown word ends: with the one that is most like it, if any is."""
    near = get_close_matches(word, known, n=1)
    return f"; menade du {near[0]}?" if near else "."


def _line(error: ErrorDetails, model: type[BaseModel]) -> str:
    """As in "section 2: titel är ingen inställning här; menade du title?"."""
    place, wrong = error["loc"], str(error.get("input"))
    if error["type"] == "value_error":
        return _at(place, str(error["ctx"]["error"]))
    table, last = place[:-1], place[-1] if place else 0
    if not isinstance(last, str):
        return _at(place, f"värdet {wrong} går inte att använda: {_wanted(error)}")
    if error["type"] == "extra_forbidden":
        return _at(table, f"{last} är ingen inställning här{meant(last, _settings(model, table))}")
    if error["type"] == "missing":
        return _at(table, f"{last} saknas.")
    return _at(table, f"{last} kan inte vara {wrong}: {_wanted(error)}")


def _at(place: tuple[int | str, ...], words: str) -> str:
    """Tables of a list by their number from 1."""
    told = " ".join(str(part + 1) if isinstance(part, int) else part for part in place)
    return f"{told}: {words}" if told else words


def _wanted(error: ErrorDetails) -> str:
    known: Mapping[str, str] = _WANTED
    found = known.get(error["type"], "värdet har fel form.")
    return found.format(**{key: value for key, value in error.get("ctx", {}).items() if key != "error"})


_WANTED = {
    "string_type": "skriv en text inom citattecken.",
    "string_pattern_mismatch": "det ska se ut som {pattern}.",
    "int_type": "skriv ett heltal.",
    "int_parsing": "skriv ett heltal.",
    "int_from_float": "skriv ett heltal.",
    "bool_type": "skriv true eller false.",
    "bool_parsing": "skriv true eller false.",
    "date_type": "skriv ett datum, till exempel 2026-12-10.",
    "date_from_datetime_parsing": "skriv ett datum, till exempel 2026-12-10.",
    "date_parsing": "skriv ett datum, till exempel 2026-12-10.",
    "tuple_type": "skriv en lista inom hakparentes.",
    "frozen_set_type": "skriv en lista inom hakparentes.",
    "dict_type": "skriv en tabell.",
    "model_type": "skriv en tabell.",
    "greater_than_equal": "det minsta är {ge}.",
    "less_than_equal": "det största är {le}.",
}


def _settings(model: type[BaseModel], place: tuple[int | str, ...]) -> Iterator[str]:
    """The names that may stand in the table at ``place``."""
    there: Any = model
    for name in (part for part in place if isinstance(part, str)):
        there = _named(there).get(name)
    return iter(_named(there))


def _named(model: Any) -> dict[str, Any]:  # noqa: ANN401 - a field's type may be anything
    """By the name in the file, the model that stands there: of a list, that of each of its tables."""
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        return {}
    return {field.alias or name: _model(field.annotation) for name, field in model.model_fields.items()}


def _model(annotation: Any) -> Any:  # noqa: ANN401 - a field's type may be anything
    return next(iter(getattr(annotation, "__args__", ())), annotation)

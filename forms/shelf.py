"""The questionnaires on their shelf: one TOML file a version, made ready for one unit."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from pydantic import ValidationError

from domain.county import Figure, FocusArea, Respondent
from domain.errors import NotFound, SamradError
from domain.form import Form
from domain.rounds import FormRef
from forms import written
from forms.making import Making

FOLDER = Path(__file__).parent
_NAME = re.compile(r"^(?P<id>[a-z_]+)\.(?P<version>\d+)\.toml$")


class BadForm(SamradError):
    """A form file cannot be used; the words name the file and the place."""


@lru_cache(maxsize=512)  # made at every turn: a unit's form does not change while it is open
def form(
    ref: FormRef,
    respondent: Respondent,
    areas: tuple[FocusArea, ...],
    figures: tuple[Figure, ...] = (),
    folder: Path = FOLDER,
) -> Form:
    """The form version ``ref``, with the unit's members and the year's areas in it.

    ``figures`` are the published numbers: each stands at its question, those of a member (an agency's
    sub-region) in the member's block.

    Raises NotFound for a version that is not there and BadForm for a file that cannot be used.
    """
    members = {unit.id for unit in respondent.members}
    beside = {(one.unit if one.unit in members else "", one.key): one for one in figures}
    return Making(read(ref, folder), respondent, areas, beside).form()


def read(ref: FormRef, folder: Path = FOLDER) -> written.File:
    """The file of a version as it is written. Raises NotFound and BadForm as ``form`` does."""
    return _read(path_of(ref, folder))


def path_of(ref: FormRef, folder: Path = FOLDER) -> Path:
    """Where a version stands. Raises NotFound for one that is not there."""
    path = folder / f"{ref.id}.{ref.version}.toml"
    if not path.is_file():
        raise NotFound(f"Formuläret {ref.id} finns inte i version {ref.version}.")
    return path


@cache
def _read(path: Path) -> written.File:
    try:
        return written.File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadForm(f"{path.name}: {error}") from error


def newest(form_id: str, folder: Path = FOLDER) -> FormRef:
    """The highest version of a form; a new round is pinned to it. Raises NotFound as ``versions``."""
    return versions(form_id, folder)[-1]


def versions(form_id: str, folder: Path = FOLDER) -> list[FormRef]:
    """Every version of a form, the oldest first. Raises NotFound for a form that is not there."""
    found = (_NAME.match(path.name) for path in folder.iterdir())
    numbers = sorted(int(one["version"]) for one in found if one and one["id"] == form_id)
    if not numbers:
        raise NotFound(f"Formuläret {form_id} finns inte.")
    return [FormRef(form_id, number) for number in numbers]

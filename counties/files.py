"""One TOML file of a county, read strictly."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.errors import BadSetting

Read = TypeVar("Read", bound=BaseModel)


class Strict(BaseModel):
    """A part of a file: a name that is not known is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_file(path: Path, model: type[Read]) -> Read:
    """Raise BadSetting naming the file and the place when it cannot be used."""
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadSetting(f"{path.parent.name}/{path.name} kan inte läsas: {error}") from error

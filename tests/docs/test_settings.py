"""docs/settings.md says what each setting is without a value, and no more settings than there are."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.packaging import Developer
from bot.settings import Settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
ROW = re.compile(r"^\| `SAMRAD_([A-Z_]+)` \| (.+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """The default of each, in the words of the table."""
    return {name.lower(): default for name, _, default in ROW.findall(DOCS.read_text(encoding="utf-8"))}


def test_every_setting_has_its_row_and_no_row_is_of_none(told: dict[str, str]) -> None:
    assert set(told) == set(Settings.model_fields)


def written(default: Any) -> str:  # noqa: ANN401 - whatever a field holds
    """As somebody would write it in the environment."""
    if isinstance(default, tuple):
        return ",".join(default)
    if isinstance(default, bool):
        return str(default).lower()
    return str(default)


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_the_default_is_the_one_of_the_code(name: str, told: dict[str, str]) -> None:
    default = getattr(Settings(), name)
    if default in ("", None, (), SecretStr("")):
        assert not told[name].startswith("`"), "there is no value that it has by itself: say so in words"
    else:
        assert told[name] == f"`{written(default)}`"


def test_the_developers_names_are_told(told: dict[str, str]) -> None:
    words = DOCS.read_text(encoding="utf-8")
    assert told
    assert all(f"SAMRAD_DEVELOPER_{name.upper()}" in words for name in Developer.model_fields)

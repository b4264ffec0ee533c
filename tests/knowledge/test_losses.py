"""The paragraphs and numbers that an answer no longer says."""

import pytest

from knowledge.losses import lost


@pytest.mark.parametrize(
    ("before", "after", "gone"),
    [
        ("Högst två månader (10 § förordningen 2016:39).", "Snart (förordningen 2016:39).", ("10 §", "två")),
        ("Det står i 5 och 9 §§ lagen.", "Det står i 9 § lagen.", ("5 §",)),
        ("Se 8 a § lagen (2016:38).", "Se 8 § lagen (2016:39).", ("8 a §", "2016:38")),
        ("Högst 24 månader och 1 500 kronor.", "Högst 24 månader.", ("1 500",)),
        ("Två månader, enligt 10 §.", "Enligt 10 § två månader.", ()),
        ("Ja.", "Högst två månader (10 §).", ()),
        ("", "", ()),
    ],
)
def test_what_is_gone_is_told_once(before: str, after: str, gone: tuple[str, ...]) -> None:
    assert lost(before, after) == gone

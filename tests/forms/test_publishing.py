"""What a unit lets stand in the report."""

import pytest

from domain.answers import Value
from domain.form import Form
from forms.publishing import text_is_public

SOME: dict[str, Value] = {"publishable": "DELVIS", "withheld": ["lage", "medskick"]}


@pytest.mark.parametrize(
    ("answers", "key", "public"),
    [
        ({"publishable": "PUBLIK"}, "headline", True),
        ({"publishable": "ENDAST_LST"}, "headline", False),
        ({}, "headline", False),
        (SOME, "headline", False),
        (SOME, "area.boende.events", True),
        (SOME, "handover.0.title", False),
        (SOME, "theme_request", False),
        (SOME, "deepen_democracy.0.democracy_actions", True),
        ({"publishable": "DELVIS"}, "headline", True),
        (SOME, "no_such_question", False),
        ({"publishable": "PUBLIK", "withheld": ["lage"]}, "headline", True),
    ],
)
def test_a_text_is_public_only_with_a_yes(
    forms: dict[str, Form], answers: dict[str, Value], key: str, *, public: bool
) -> None:
    assert text_is_public(forms["delregionalt_samrad"], answers, key) is public


def test_what_can_be_withheld_are_cards_of_the_form(forms: dict[str, Form]) -> None:
    form = forms["delregionalt_samrad"]
    (question,) = [one for one in form.card("kontroll").questions() if one.key == "withheld"]
    assert {choice.value for choice in question.choices} <= {card.key for card in form.cards}


def test_a_municipalitys_words_are_never_public_by_themselves(forms: dict[str, Form]) -> None:
    assert not text_is_public(forms["kommun"], {"headline": "Vi söker bostäder."}, "headline")

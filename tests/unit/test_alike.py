"""Which raised issues speak of the same thing: measured on labelled ones, and rule by rule."""

from itertools import combinations

import pytest

from domain.alike import Group, groups, shared
from domain.raised import Content
from tests.unit.raised_alike import LATER, TUNED, Themed

Labelled = list[tuple[str, bool, bool]]
"""Two titles; whether they are alike; whether they are found to be."""


def _judged(those: tuple[Themed, ...]) -> Labelled:
    return [
        (f"{a.title} | {b.title}", theme == other, shared(a, b).is_enough)
        for (theme, a), (other, b) in combinations(those, 2)
    ]


def _measured(pairs: Labelled) -> tuple[float, float, str]:
    """Precision, recall, and in words what was wrong."""
    right = sum(alike and found for _, alike, found in pairs)
    precision = right / max(1, sum(found for *_, found in pairs))
    recall = right / sum(alike for _, alike, _ in pairs)
    wrong = [f"{'merged' if found else 'missed'}: {words}" for words, alike, found in pairs if alike != found]
    words = "\n".join([f"precision {precision:.2f}, recall {recall:.2f} over {len(pairs)} pairs", *wrong])
    return precision, recall, words


@pytest.mark.parametrize("those", [TUNED, LATER], ids=["made on", "looked at later"])
def test_what_is_alike_is_mostly_found_and_nothing_else_is_merged(those: tuple[Themed, ...]) -> None:
    pairs = _judged(those)
    assert sum(alike for _, alike, _ in pairs) >= 14
    precision, recall, words = _measured(pairs)
    assert precision == 1, words
    assert recall >= 0.7, words


def test_groups_of_all_that_is_raised_at_once_hardly_ever_hold_two_themes() -> None:
    """A hundred and twenty issues at once are three times a full quarter's."""
    everything = (*TUNED, *LATER)
    together = {
        pair
        for group in groups([content for _, content in everything])
        for pair in combinations(group.places, 2)
    }
    pairs = [
        (f"{one.title} | {other.title}", theme == theirs, (first, second) in together)
        for (first, (theme, one)), (second, (theirs, other)) in combinations(enumerate(everything), 2)
    ]
    precision, recall, words = _measured(pairs)
    assert precision >= 0.95, words
    assert recall >= 0.7, words


def issue(title: str, body: str = "", area: str = "", to: str = "") -> Content:
    return Content(title, body, area=area, addressee=to)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Hälsoundersökningen dröjer", "Alla får inte hälsoundersökning", True),
        ("Hälsoundersökningen dröjer", "Hälsokommunikationen når inte ut", False),
        ("Tolkbrist vid läkarbesök", "Tolkar saknas vid läkarbesök", True),
        ("Reglerna tolkas olika", "Tolkar saknas", False),
        ("Kommunerna behöver stöd", "Stöd till kommunerna behövs", False),
        ("Bostäder saknas", "Bostad för alla", False),
        ("", "", False),
    ],
)
def test_one_long_word_or_two_make_titles_alike_but_not_words_that_everybody_uses(
    one: str, other: str, *, alike: bool
) -> None:
    assert shared(issue(one, area="halsa"), issue(other, area="halsa")).is_enough == alike


def test_the_same_words_in_another_area_need_more_in_common() -> None:
    one, other = "Läxhjälp på biblioteket", "Läxhjälp vid bibliotek"
    assert shared(issue(one, area="arbete"), issue(other, area="arbete")).is_enough
    assert shared(issue(one, area="arbete"), issue(other)).is_enough
    apart = shared(issue("Läxhjälp ihop", "Bibliotek", "arbete"), issue("Läxhjälp", "Bibliotek", "demokrati"))
    assert not apart.is_enough


def test_the_same_title_is_enough_when_it_is_telling() -> None:
    assert shared(issue("Utbildningsplikten"), issue("Utbildningsplikt")).is_enough
    assert not shared(issue("Boende"), issue("Boendet")).is_enough


def test_an_addressee_in_common_tips_the_scale() -> None:
    one, other = ("Körkort för vuxna", "Teoriprov"), ("Körkort", "Kostnaden")
    assert not shared(issue(*one), issue(*other)).is_enough
    near = (issue("Handledare", "Praktik"), issue("Praktik", "Handledare"))
    assert not shared(*near).is_enough
    addressed = (
        issue("Handledare", "Praktik", "arbete", "Almi"),
        issue("Praktik", "Handledare", "arbete", "almi "),
    )
    assert shared(*addressed).is_enough


def test_three_hang_together_when_each_is_like_another_and_the_words_in_common_are_named() -> None:
    those = [
        issue("Hälsoundersökningen dröjer", "Kallelsen kommer efter ett halvår.", "halsa"),
        issue("Lågt valdeltagande", "", "demokrati"),
        issue("Kallelse till hälsoundersökning", "", "halsa"),
        issue("Kallelser på fler språk", "Hälsoundersökningar missas.", "halsa"),
    ]
    assert groups(those) == [
        Group((0, 2, 3), ("hälsoundersökning", "kallelse"), ("hälsoundersökning", "kallelse"))
    ]


def test_alone_nothing_is_a_group() -> None:
    assert groups([]) == []
    assert groups([issue("Hälsoundersökningen dröjer")]) == []


def test_it_does_not_matter_who_is_first() -> None:
    for (_, one), (_, other) in combinations(TUNED[:40], 2):
        assert shared(one, other) == shared(other, one)

from datetime import date, datetime, timedelta

import pytest

from domain.county import Council, County, FocusArea, OrgUnit, UnitKind
from domain.form import Form
from domain.material import Contribution, Material
from domain.rounds import Round
from store.store import Store
from store.submissions import Save

WEST, EAST, NORTH = (
    Council(OrgUnit(key, key.capitalize(), UnitKind.SUB_REGION), "", ()) for key in ("väst", "öst", "norr")
)
OLD = FocusArea("gammal", "Gammalt område", date(2024, 1, 1), date(2026, 9, 29))
NEW = FocusArea("ny", "Nytt område", date(2026, 9, 30))
COUNTY = County("lan", "Länet", "99", "Länsstyrelsen", "Lägesrapport", (WEST, EAST, NORTH), (), (OLD, NEW))
FORMS = {council.id: Form("lägesrapport", 2, f"För {council.name}", ()) for council in COUNTY.councils}
WRITTEN = date(2026, 10, 20)
SECOND = timedelta(seconds=1)


@pytest.fixture
def answered(open_round: Store, autumn: Round) -> Store:
    """Väst on the last second and once more, öst a second late, norr not at all."""
    for unit, request, revision, at in (
        ("väst", "v1", 0, autumn.due),
        ("väst", "v2", 1, autumn.due + 2 * SECOND),
        ("öst", "ö1", 0, autumn.due + SECOND),
    ):
        save = Save("2026Q3", unit, "läge", {"status": request}, request, "d", revision, "anna", "Anna")
        open_round.submissions.submit(save, 2, at)
    return open_round


def gathered(store: Store, round_: Round, cut_off: datetime) -> Material:
    return store.material(COUNTY, round_, FORMS, cut_off, WRITTEN)


def parts(material: Material) -> list[tuple[str, object, bool]]:
    return [
        (part.council.id, part.submission and part.submission.answers["status"], part.on_time)
        for part in material.contributions
    ]


def test_the_latest_version_counts_and_the_first_decides_what_was_on_time(
    answered: Store, autumn: Round
) -> None:
    material = gathered(answered, autumn, autumn.draft_at)
    assert parts(material) == [("väst", "v2", True), ("öst", "ö1", False), ("norr", None, False)]
    assert material.missing == (Contribution(NORTH, FORMS["norr"], None, on_time=False),)


def test_nothing_after_the_cut_off_is_in_it(answered: Store, autumn: Round) -> None:
    material = gathered(answered, autumn, autumn.due)
    assert parts(material) == [("väst", "v1", True), ("öst", None, False), ("norr", None, False)]


def test_it_carries_what_it_was_asked_for(answered: Store, autumn: Round) -> None:
    material = gathered(answered, autumn, autumn.draft_at)
    assert (material.county, material.round, material.written) == (COUNTY, autumn, WRITTEN)
    assert material.cut_off == autumn.draft_at
    assert [part.form.title for part in material.contributions] == ["För Väst", "För Öst", "För Norr"]


def test_the_focus_areas_are_those_that_the_forms_asked_about(answered: Store, autumn: Round) -> None:
    assert gathered(answered, autumn, autumn.draft_at).areas == (OLD,)

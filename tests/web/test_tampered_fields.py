"""What a page says of itself when it comes back: whose, which unit and round the link says, never a field.

Each hidden field is changed alone. Whatever is made of the rest, nobody else's answers are touched.
"""

import pytest

from dialogs.refilling import OTHER_FORM
from domain.proposals import ProposalStatus
from domain.report_life import ReportStatus
from store.submissions import Save
from tests.conversations.answers import MEETING
from tests.web.browsing import Browser
from tests.web.drafting import ANNA, Drafting
from tests.web.house import COMPLETE, FIA, SAM, STINA, House
from tests.web.report_browsing import Reader
from tests.web.test_form import boxes, filled_in
from tests.web.test_report_steps import accepted
from tests.web.upkeep import BO, CIVIC, EVA, LIMIT, Upkeep

OWN, ROUND = "fyrbodal", "2026Q3"

CHANGES = [
    ("unit", "skaraborg"),
    ("unit", "uddevalla"),
    ("unit", "finns_inte"),
    ("unit", ""),
    ("round", "2026Q2"),
    ("round", "2027Q1"),
    ("round", ""),
    ("form", "delregionalt_samrad.1"),
    ("form", "kommun.1"),
    ("form", "x" * 5_000),
    ("card", "kontroll"),
    ("card", "../motet"),
    ("card", ""),
    ("revision", "999"),
    ("revision", "-1"),
    ("revision", "9" * 40),
    ("step", "999"),
    ("request", "stinas"),
    ("request", ""),
    ("person", "stina"),
    ("by", "stina"),
    ("q.unit", "skaraborg"),
    ("q.refused.headline", "x"),
    ("q.conflict.headline", "x"),
    ("q.headline", "Hör till ett annat kort."),
    ("q.goto", "kontroll"),
]


BESIDE = [
    ("unit", "skaraborg"),
    ("round", "2026Q2"),
    ("card", "motet"),
    ("card", "nytt_medskick"),
    ("request", "stinas"),
]


@pytest.fixture
def house(house: House) -> House:
    """Fia has a round behind her, and Stina has begun on her own answer in this one."""
    house.answered_last_quarter(COMPLETE)
    words = {"headline": "Stinas ord."}
    house.store.submissions.save(
        Save(house.round, "skaraborg", "lage", words, "stinas", "x", 0, STINA.id, STINA.name), house.clock()
    )
    return house


def others(house: House) -> list[object]:
    """All that is kept for other units, and for the own one in other rounds."""
    store = house.store
    units = [unit.id for unit in house.county.units()]
    kept: list[object] = [store.raised.open_for(*(unit for unit in units if unit != OWN))]
    for round_ in store.rounds.all():
        for unit in units:
            if (round_.key, unit) != (ROUND, OWN):
                history = store.submissions.history(round_.key, unit)
                kept.append((history, store.submissions.versions(round_.key, unit)))
                kept.append(store.lives.of(round_.key, unit))
    return kept


def with_field(form: list[tuple[str, str]], name: str, value: str) -> list[tuple[str, str]]:
    return [*(one for one in form if one[0] != name), (name, value)]


async def test_a_card_writes_to_the_links_own_unit_and_round_alone(browser: Browser, house: House) -> None:
    before = others(house)
    for name, value in CHANGES:
        house.seconds += 60.0  # so that nobody is asked to wait
        await browser.open(house.token(FIA))
        await browser.go(f"{browser.address}/kort/motet")
        await browser.post(with_field(browser.form("save", boxes(MEETING)), name, value))
        assert browser.status < 500, (name, value)
        assert others(house) == before, (name, value)
        draft = house.store.submissions.draft(ROUND, OWN)
        assert draft is None or set(draft.answers) <= {*MEETING, "endorsement"}, (name, value)
    assert {one.by for one in house.store.submissions.history(ROUND, OWN)} == {FIA.id}
    assert house.broken == []


@pytest.mark.parametrize("value", ["delregionalt_samrad.1", "kommun.1"])
async def test_another_version_of_the_form_saves_nothing_and_gives_the_words_back(
    browser: Browser, house: House, value: str
) -> None:
    await browser.open(house.token(FIA))
    assert browser.page.fields["form"] == house.round.form("delregionalt_samrad").key
    page = await browser.post(with_field(browser.form("save", boxes(MEETING)), "form", value))
    assert house.store.submissions.draft(ROUND, OWN) is None
    assert OTHER_FORM in page.text
    assert page.fields["q.council_date"] == MEETING["council_date"]
    await browser.press("save")
    assert house.store.submissions.draft(ROUND, OWN)


async def test_a_summary_sends_in_what_is_saved_for_the_links_own_unit(
    browser: Browser, house: House
) -> None:
    before = others(house)
    await filled_in(browser, house.token(FIA))
    seen = house.store.submissions.draft(ROUND, OWN)
    assert seen
    for name, value in (("unit", "skaraborg"), ("round", "2026Q2"), ("revision", "1"), ("step", "999")):
        await browser.post(with_field(browser.form("confirm"), name, value))
        assert browser.status < 500, (name, value)
        assert house.store.submissions.versions(ROUND, OWN) == [], (name, value)
        await browser.go(f"/formular/{browser.address.split('/')[2]}/granska")
    await browser.post(with_field(browser.form("confirm"), "form", "kommun.1"))
    (sent,) = house.store.submissions.versions(ROUND, OWN)
    assert (sent.by, sent.answers) == (FIA.id, seen.answers)
    assert sent.form_version == house.round.form("delregionalt_samrad").version
    assert others(house) == before


@pytest.mark.parametrize("room", ["medskick", "anstand", "inget", "kort/mote"])
async def test_the_rooms_beside_the_form_are_the_links_own(browser: Browser, house: House, room: str) -> None:
    before = others(house)
    given = dict.fromkeys(("title", "body", "why", "headline"), "Kommuntalen kommer för sent för budgeten.")
    for name, value in BESIDE:
        await browser.open(house.token(FIA))
        page = await browser.go(f"{browser.address}/{room}")
        if "form" not in [one.tag for one in page.root.all()]:
            break  # what was asked for stands: there is nothing more to send
        press = next(one for one in page.presses if one in {"send", "save"})
        form = browser.form(press, {key: said for key, said in given.items() if f"q.{key}" in page.fields})
        await browser.post(with_field(form, name, value))
        assert browser.status < 500, (name, value)
        assert others(house) == before, (name, value)
    assert house.broken == []


async def test_a_form_goes_to_the_address_of_its_own_link_alone(
    browser: Browser, other: Browser, house: House
) -> None:
    """With every field of the other's page, the guard too."""
    before = others(house)
    await browser.open(house.token(FIA))
    await other.open(house.token(STINA))
    theirs = other.form("save", boxes(MEETING))
    await browser.post(theirs)
    assert browser.status == 403
    assert others(house) == before
    assert house.store.submissions.draft(ROUND, OWN) is None


class TestTheHandbook:
    @pytest.mark.parametrize("name", ["key", "q.key", "number"])
    async def test_the_address_says_which_answer(self, keeping: Browser, upkeep: Upkeep, name: str) -> None:
        await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
        form = with_field(keeping.form("save", {"short": "Evas text."}), name, CIVIC)
        await keeping.post(form)
        assert {one.key for one in upkeep.store.proposals.open()} <= {LIMIT}

    async def test_a_proposal_of_another_answer_is_not_replaced(
        self, keeping: Browser, upkeep: Upkeep
    ) -> None:
        theirs = upkeep.proposed(BO, CIVIC, short="Bos text.")
        await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
        form = with_field(keeping.form("save", {"short": "Evas text."}), "replaces", str(theirs.id))
        await keeping.post(form)
        assert keeping.status == 409
        assert [one.id for one in upkeep.store.proposals.open()] == [theirs.id]

    @pytest.mark.parametrize("base", ["999999", "x"])
    async def test_a_base_that_is_made_up_publishes_nothing(
        self, keeping: Browser, upkeep: Upkeep, base: str
    ) -> None:
        first = upkeep.published(BO, SAM, short="Bos text.")
        await keeping.open_handbook(upkeep.handbook_token(EVA), f"/svar/{LIMIT}/andra")
        await keeping.post(with_field(keeping.form("save", {"short": "Evas text."}), "base", base))
        assert keeping.status < 500
        assert upkeep.store.proposals.standing(LIMIT) == first.id
        for one in upkeep.store.proposals.open():
            assert (one.by, one.status) == (EVA.id, ProposalStatus.PROPOSED)

    async def test_nobody_publishes_the_own_proposal_by_asking(
        self, keeping: Browser, upkeep: Upkeep
    ) -> None:
        own = upkeep.proposed(EVA, short="Evas text.")
        await keeping.open_handbook(upkeep.handbook_token(EVA), f"/forslag/{own.id}")
        press = next(iter(keeping.page.presses))
        await keeping.post(with_field(keeping.form(press), "press", "publish"))
        assert keeping.status in {400, 409}
        assert upkeep.store.proposals.standing(LIMIT) is None


class TestTheReport:
    @pytest.mark.parametrize(
        ("name", "value"),
        [("section", "councils"), ("seen", "999"), ("base", "Något annat."), ("by", "anna")],
    )
    async def test_a_text_goes_to_the_section_of_the_address_with_its_writer(
        self, reader: Reader, drafting: Drafting, name: str, value: str
    ) -> None:
        drafting.writes(ANNA, "outlook", "Annas ord.")
        edits = drafting.store.reports.edits
        before = edits(drafting.round.key)
        await reader.enter("utkast", drafting.draft_token(SAM), "/avsnitt/summary")
        await reader.send("/avsnitt/summary", "save", {"q.words": "Sams ord.", name: value})
        assert reader.status < 500
        after = edits(drafting.round.key)
        assert {key: edit for key, edit in after.items() if key != "summary"} == before
        assert "summary" not in after or after["summary"].by == SAM.id

    async def test_a_decision_is_about_a_version_that_there_is(
        self, reader: Reader, drafting: Drafting
    ) -> None:
        drafting.sent_to_check()
        accepted(drafting)
        for version in ("0", "2", ""):
            await reader.enter("utkast", drafting.draft_token(SAM), "/steg/besluta")
            await reader.send("/steg/besluta", "do", {"version": version})
            assert reader.status in {400, 409}, version
            assert drafting.store.report_life.of(drafting.round.key).status is ReportStatus.CHECK

    async def test_a_unit_answers_the_fact_check_for_itself_alone(
        self, reader: Reader, drafting: Drafting
    ) -> None:
        drafting.sent_to_check()
        await reader.enter("granska", drafting.check_token(FIA))
        await reader.send("/stammer", "accept", {"unit": "skaraborg", "person": "stina", "round": "2026Q2"})
        assert drafting.store.report_life.of(drafting.round.key).accepted == {OWN}

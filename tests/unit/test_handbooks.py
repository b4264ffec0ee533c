"""The handbook of a county: its places, what was published over the entries, and what has been amended."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import asking, handbooks
from counties.reading import read_county
from domain.county import County
from domain.people import Person, Role
from domain.proposals import Decision, NewProposal, Proposal, ProposalStatus
from knowledge.entries import StatuteSource, shipped
from knowledge.markdown import as_markdown
from knowledge.proposing import with_variant
from knowledge.statute_book import StatuteBook
from knowledge.statute_text import parse
from store.store import Store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVA, SARA = Person("eva", "Eva", Role.EXPERT, "bosattning"), Person("sara", "Sara", Role.COORDINATOR)
DEADLINE = next(entry for entry in shipped() if entry.key == "bosattning_tidsfrist")
_SETTLEMENT = """Förordning (2016:39) om mottagande för bosättning

Utfärdad:  2016-02-04

Ändring införd:  t.o.m. SFS 2024:319

1 § Påhittad text om vad förordningen handlar om.

10 § Påhittad text om en frist. Förordning (2024:319).
"""
WORDS = "när går klockan ut för inflyttning"


@pytest.fixture(scope="module")
def county() -> County:
    return read_county("vastra_gotaland").county


@pytest.fixture
def book(tmp_path: Path) -> StatuteBook:
    return StatuteBook(tmp_path / "law.db")


def proposal(key: str, markdown: str) -> Proposal:
    return Proposal(1, key, "bosattning", markdown, ProposalStatus.PUBLISHED, "eva", "Eva", NOW)


def test_the_municipalities_of_the_county_are_its_places(county: County) -> None:
    places = {place.name: place for place in handbooks.places(county)}
    assert len(places) == 49
    assert (places["Åmål"].code, places["Åmål"].sub_region, places["Åmål"].county) == (
        "1492",
        "Fyrbodal",
        "Västra Götaland",
    )
    assert not {"Kungsbacka", "Varberg"} & set(places)
    keys = {entry.key for entry in shipped()}
    assert {place.entry for place in places.values()} <= keys


def test_where_a_municipality_belongs_is_answered_from_the_county(county: County, book: StatuteBook) -> None:
    finding = handbooks.load(county, (), book).find("Vilken delregion hör Vara till?")
    assert finding.answer.startswith(
        "Vara hör till delregionen Skaraborg i Västra Götalands län och har kommunkod 1470."
    )


def test_what_was_published_answers(county: County, book: StatuteBook) -> None:
    published = proposal(DEADLINE.key, as_markdown(with_variant(DEADLINE, WORDS)))
    finding = handbooks.load(county, [published], book).find(WORDS)
    assert (finding.outcome, finding.entry) == ("answer", DEADLINE.key)


def test_a_published_text_that_cannot_be_read_is_left_out_and_told(
    county: County, book: StatuteBook, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = proposal(DEADLINE.key, "+++\nkey = 1\n+++\nTrasigt.\n")
    loaded = handbooks.load(county, [broken], book)
    assert loaded.entries[DEADLINE.key] == DEADLINE
    assert "handbook.unreadable" in capsys.readouterr().err


LAW = """\
Lag (2099:1) om rådhusklockor

Utfärdad:  2099-01-10

Ändring införd:  t.o.m. SFS {amended}

1 § {text} {note}
"""


def law(amended: str, text: str, note: str) -> str:
    return LAW.format(amended=amended, text=text, note=note)


def test_an_amendment_of_a_cited_paragraph_is_told_as_soon_as_it_is_read(book: StatuteBook) -> None:
    source = StatuteSource(law="2099:1", paragraphs=("1",), as_of=date(2099, 3, 1))
    changed = handbooks.changed_in(book)
    assert changed(source) is None, "no statute has been read"
    book.add(parse(law("2099:1", "Klockan slår tolv.", "")), "fil", date(2099, 3, 1))
    assert changed(source) is None
    book.add(parse(law("2099:7", "Klockan slår ett.", "Lag (2099:7).")), "fil", date(2099, 6, 1))
    assert changed(source) == "2099:7"
    assert changed(source.model_copy(update={"as_of": date(2099, 7, 1)})) is None


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path))
    return tmp_path


def test_samrad_ask_answers_as_the_bot_does(var: Path) -> None:
    assert "kommunkod 1470" in next(asking.ask_one("Vilken kommunkod har Vara?", as_json=False))
    assert not list(var.iterdir()), "asking leaves no database behind"
    store = Store.open(var / "samrad.db")
    new = NewProposal(DEADLINE.key, "bosattning", as_markdown(with_variant(DEADLINE, WORDS)))
    kept = store.proposals.propose(new, EVA, NOW)
    store.proposals.decide(kept.id, Decision(ProposalStatus.PUBLISHED, SARA.id, SARA.name, NOW))
    store.close()
    assert next(asking.ask_one(WORDS, as_json=False)).startswith("Högst två månader")


def test_a_newer_act_than_the_one_read_is_told_though_only_the_newest_text_is_there(
    county: County, book: StatuteBook
) -> None:
    book.add(parse(_SETTLEMENT), "fil", date(2026, 11, 20))
    told = handbooks.load(county, (), book).find(DEADLINE.question).answer
    assert told.startswith("Observera: 10 § förordningen (2016:39) har ändrats genom SFS 2024:319")

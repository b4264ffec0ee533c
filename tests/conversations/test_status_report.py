"""The report's draft at the coordinators' desk: renewed, written in, kept; nobody's words are lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Thread

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dialogs import report_acts, status_report
from dialogs.desk import Desk
from dialogs.status_report import BadText, Typed
from domain.errors import Conflict, NotAllowed, NotFound
from domain.report_versions import VersionHead
from domain.rounds import Round
from reports.composing import Standing
from reports.document import DRAFT, WATERMARK, Document, Facts
from reports.section_text import text_of
from reports.writers import Format
from tests.conversations.report_office import UNTIL, Office

MINE = "Läget är ansträngt i hela länet.\n\nTre frågor tas upp."


@pytest.fixture
def office(desk: Desk, round_: Round, opened: datetime) -> Office:
    made = Office(desk, round_, opened)
    made.answers("fyrbodal", headline="Två boenden har stängt, och det har gått fort.")
    made.answers("skaraborg")
    return made


def kept(office: Office, number: int) -> Document:
    return status_report.document(office.desk, office.round, number)


def text(document: Document, section: str) -> str:
    return next(text_of(one) for one in document.sections if one.key == section)


def facts(document: Document) -> dict[str, str]:
    (those,) = (
        block for section in document.sections for block in section.blocks if isinstance(block, Facts)
    )
    return {item.lead: item.sentences[0].text for item in those.items}


def test_nothing_is_kept_while_nobody_has_answered(desk: Desk, round_: Round, opened: datetime) -> None:
    empty = Office(desk, round_, opened)
    with pytest.raises(NotFound, match="Inget svar har kommit in än"):
        empty.renews()
    assert empty.versions == []


def test_a_draft_is_a_version_and_the_same_draft_is_no_new_one(office: Office) -> None:
    first = office.renews()
    assert (first.number, first.why, first.by_name) == (1, "nytt utkast", "Sara Samordnare (påhittad)")
    office.days(1)
    assert office.renews() == first, "nothing has changed but the time"
    office.answers("sjuharad")
    assert office.renews().number == 2
    assert "Sjuhärad" in text(kept(office, 2), "councils")
    assert text(kept(office, 1), "responses") != text(kept(office, 2), "responses"), "as it was seen"


def test_what_a_person_writes_stands_in_the_report(office: Office) -> None:
    head = office.writes("summary", MINE)
    assert head.why == "Kvartalet i korthet: redigerat"
    assert text(kept(office, head.number), "summary") == MINE
    assert office.part("summary").standing is Standing.EDITED


def test_a_late_answer_never_takes_a_persons_words(office: Office) -> None:
    office.writes("councils", MINE)
    office.answers("sjuharad", overall_status="1", status_reason="Två boenden stängde på en vecka.")
    head = office.renews()
    part = office.part("councils")
    assert (part.standing, part.shown) == (Standing.CHANGED_UNDER, MINE)
    assert part.edit
    assert part.edit.base != part.generated, "what is under it now stands beside what it was written over"
    assert text(kept(office, head.number), "councils") == MINE
    assert "Sjuhärad" in text(kept(office, head.number), "summary"), "what nobody wrote in is renewed"


def test_saving_again_does_not_hide_that_the_answers_have_changed(office: Office) -> None:
    office.writes("councils", MINE)
    office.answers("sjuharad")
    office.writes("councils", f"{MINE} Ett ord till.")
    part = office.part("councils")
    assert (part.standing, part.shown) == (Standing.CHANGED_UNDER, f"{MINE} Ett ord till.")
    office.saves(replace(office.typed("councils", MINE), read=True))
    assert office.part("councils").standing is Standing.EDITED, "who says that it was read has read it"


def test_time_that_passes_is_no_change_under_an_edit(office: Office) -> None:
    office.writes("responses", MINE)
    office.days(1)
    assert office.part("responses").standing is Standing.EDITED
    office.answers("sjuharad")
    assert office.part("responses").standing is Standing.CHANGED_UNDER


def test_a_section_whose_answers_have_changed_is_treated_before_it_goes_on(office: Office) -> None:
    office.renews()
    office.checks()
    office.writes("councils", MINE)
    office.answers("sjuharad")
    office.renews()
    with pytest.raises(NotAllowed, match="som är redigerat: Läget i delregionerna"):
        office.checks()
    office.days(30)
    with pytest.raises(NotAllowed, match="som är redigerat: Läget i delregionerna") as told:
        office.decides()
    assert f"utkast {office.round.key}" in str(told.value), "the way there"
    status_report.keep_mine(office.desk, office.round, office.author(), "councils", office.seen("councils"))
    assert office.decides().decided


def test_whose_answers_came_after_the_decided_version_is_noted_with_the_decision(office: Office) -> None:
    office.renews()
    office.checks(until=office.now.date())
    office.days(1)
    office.answers("sjuharad")
    decided = office.decides(words="Läst.").decided
    assert decided
    assert decided.words == "Läst. Svar från Sjuhärad kom efter version 1 och är inte med."


def test_what_was_shown_is_what_is_sent_and_published(office: Office) -> None:
    office.renews()
    office.writes("summary", MINE)
    with pytest.raises(Conflict, match="version 2"):
        report_acts.send_to_check(office.desk, office.round, office.author(), UNTIL, seen=1)
    office.is_decided()
    with pytest.raises(Conflict, match="Det är version 2 som är beslutad, inte version 1"):
        report_acts.publish(office.desk, office.round, office.author(), seen=1)
    assert office.life.edition == 0


def test_what_a_unit_gave_as_background_is_written_nowhere(office: Office) -> None:
    secret = "Hemvändarenheten planerar ett besök på Storgatan"
    office.answers("fyrbodal", note_to_lst=secret)
    with pytest.raises(BadText, match="som Fyrbodal har lämnat bara som underlag"):
        office.writes("councils", f"{MINE} {secret}.")
    office.is_decided()
    office.publishes()
    with pytest.raises(BadText, match="som Fyrbodal har lämnat bara som underlag"):
        report_acts.correct(office.desk, office.round, office.author(), f"Fel: {secret}.")
    assert office.life.edition == 1


def test_my_text_is_kept_over_the_new_answers(office: Office) -> None:
    office.writes("councils", MINE)
    office.answers("sjuharad")
    status_report.keep_mine(office.desk, office.round, office.author(), "councils", office.seen("councils"))
    part = office.part("councils")
    assert (part.standing, part.shown) == (Standing.EDITED, MINE)
    assert part.edit
    assert (part.edit.number, part.edit.base) == (2, part.generated)


def test_the_generated_text_is_taken_back_and_mine_stays_in_the_history(office: Office) -> None:
    office.writes("councils", MINE)
    office.answers("sjuharad")
    take = status_report.take_generated
    take(office.desk, office.round, office.author(), "councils", office.seen("councils"))
    part = office.part("councils")
    assert (part.standing, part.shown, part.edit) == (Standing.GENERATED, part.generated, None)
    history = office.desk.store.reports.history(office.round.key, "councils")
    assert [one.words for one in history] == [MINE, None]
    before = office.versions
    take(office.desk, office.round, office.author(), "councils", office.seen("councils"))
    assert office.versions == before, "taking it once more changes nothing"


def test_the_generated_text_sent_back_as_it_was_is_no_edit(office: Office) -> None:
    generated = office.part("summary").generated
    through_a_browser = generated.replace("\u00a0", " ").replace("\n", "\r\n")
    office.writes("summary", through_a_browser)
    assert office.desk.store.reports.edits(office.round.key) == {}
    office.writes("summary", MINE)
    office.writes("summary", generated)
    assert office.part("summary").standing is Standing.GENERATED


def test_the_same_words_saved_twice_are_one_edit(office: Office) -> None:
    office.writes("summary", MINE)
    versions = office.versions
    office.writes("summary", MINE)
    assert office.versions == versions


def test_the_second_to_save_is_told_who_was_first(office: Office) -> None:
    hers, his = office.typed("summary", MINE), office.typed("summary", "Sams text.")
    office.saves(hers)
    with pytest.raises(Conflict, match=r"Sara Samordnare \(påhittad\) ändrade avsnittet") as told:
        office.saves(his, "samordnare_2")
    assert "Inget av ditt är sparat" in str(told.value)
    assert office.part("summary").shown == MINE
    office.saves(replace(his, seen=1), "samordnare_2")
    assert office.part("summary").shown == "Sams text."


def test_two_who_write_in_different_sections_at_once_are_both_heard(office: Office) -> None:
    typed = [office.typed(key, f"Text i {key}.") for key in ("summary", "councils", "responses", "areas")]
    told: list[VersionHead | Exception] = []

    def save(one: Typed) -> None:
        try:
            told.append(office.saves(one))
        except Conflict as error:
            told.append(error)

    threads = [Thread(target=save, args=(one,)) for one in typed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(one, VersionHead) for one in told), told
    latest = kept(office, office.versions[0].number)
    assert [text(latest, one.section) for one in typed] == [one.words for one in typed]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Kontakta 19900101-2385 om saken.", "ser ut som ett personnummer"),
        ("Skriv till anna@kommun.se.", "ser ut som en e-postadress"),
        ("[[Tabell: Något annat]]", "finns inte i avsnittet"),
        ("ord " * 10_000, "korta den"),
        ("#### För djup", "Rubriken"),
    ],
)
def test_what_cannot_stand_in_the_report_is_refused_with_what_to_do(
    office: Office, words: str, why: str
) -> None:
    with pytest.raises(BadText, match=why):
        office.writes("summary", words)
    assert office.versions == []
    assert office.desk.store.reports.edits(office.round.key) == {}


def test_the_cover_takes_the_contact_and_its_number(office: Office) -> None:
    words = "| Diarienummer: 123-2026\n| Kontaktperson: Anna Ek, anna.ek@lst.se"
    head = office.writes("cover", words)
    document = kept(office, head.number)
    assert facts(document)["Kontaktperson"] == "Anna Ek, anna.ek@lst.se"
    assert document.properties.record == "123-2026"
    with pytest.raises(BadText, match="personnummer"):
        office.writes("cover", "| Kontaktperson: 19900101-2385")


def test_signs_that_are_no_text_are_left_out(office: Office) -> None:
    head = office.writes("summary", "Läget\x00 är\x1b bra.\r\rMer.\ud83d")
    assert text(kept(office, head.number), "summary") == "Läget är bra.\n\nMer.?"


def test_only_coordinators_write(office: Office) -> None:
    for who in ("fyrbodal", "beslutsfattare", "medlem"):
        with pytest.raises(NotAllowed, match="bara samordnaren"):
            office.renews(who)
        with pytest.raises(NotAllowed, match="bara samordnaren"):
            office.writes("summary", MINE, who)
    with pytest.raises(NotFound, match="inget sådant avsnitt"):
        office.saves(Typed("okänt", MINE, "", 0))
    with pytest.raises(NotFound, match="ingen egen text"):
        status_report.keep_mine(office.desk, office.round, office.author(), "summary", 0)


def test_a_text_is_tried_without_being_kept(office: Office) -> None:
    typed = office.typed("summary", MINE)
    document = status_report.tried(office.desk, office.round, office.author(), typed)
    assert text(document, "summary") == MINE
    assert office.versions == []
    bad = replace(typed, words="Ring 070-123 45 67.")
    with pytest.raises(BadText):
        status_report.tried(office.desk, office.round, office.author(), bad)


def test_a_version_is_marked_as_far_as_the_report_has_come(office: Office) -> None:
    office.renews()
    draft = kept(office, 1)
    assert (draft.watermark, draft.properties.version) == (WATERMARK, "utkast 1")
    assert draft.status.startswith(DRAFT)
    assert facts(draft)["Version"] == "Utkast 1, inte fastställt"
    office.is_decided()
    decided = kept(office, 1)
    assert (decided.watermark, decided.properties.version) == ("", "1")
    assert decided.status.startswith("Beslutad 14 november 2026")
    assert "Påhittade personer" in decided.status, "what a reader must know stays"
    assert (facts(decided)["Status"], facts(decided)["Version"]) == ("Beslutad 14 november 2026", "Utgåva 1")
    assert DRAFT not in decided.properties.subject
    report_acts.take_back(office.desk, office.round, office.author("beslutsfattare"), "Fel siffra.")
    assert kept(office, 1) == draft


def test_while_it_is_decided_nobody_writes_in_it(office: Office) -> None:
    office.is_decided()
    with pytest.raises(NotAllowed, match="ta tillbaka beslutet, och skriv varför"):
        office.writes("summary", MINE)
    with pytest.raises(NotAllowed, match="ta tillbaka beslutet, och skriv varför"):
        office.renews()
    office.publishes()
    with pytest.raises(NotAllowed, match="öppna den för rättelse"):
        office.writes("summary", MINE)


def test_a_version_is_made_into_a_file_with_its_own_name(office: Office) -> None:
    office.renews()
    made = status_report.made(office.desk, office.round, 1, Format.WORD)
    assert (made.name, made.content[:2]) == ("lagesrapport-2026Q3-utkast-1.docx", b"PK")
    office.is_decided()
    decided = status_report.made(office.desk, office.round, 1, Format.WORD)
    assert decided.name == "lagesrapport-2026Q3.docx"
    with pytest.raises(NotFound, match="ingen version 9"):
        status_report.made(office.desk, office.round, 9, Format.WORD)


def test_of_a_published_version_the_frozen_file_is_handed_out(office: Office) -> None:
    office.is_decided()
    office.publishes()
    frozen = office.desk.store.report_life.files(office.round.key, 1)
    for file in frozen:
        wanted = Format(file.name.rpartition(".")[2])
        made = status_report.made(office.desk, office.round, office.versions[0].number, wanted)
        assert (made.name, sha256(made.content).hexdigest()) == (file.name, file.sha256)


class Hands:
    """What happens to a report, and the words that are then expected in each section; None: the generated."""

    def __init__(self, office: Office) -> None:
        self.office = office
        edits = office.desk.store.reports.edits(office.round.key)
        self.expected = {key: edit.words for key, edit in edits.items()}

    def save(self, section: str) -> None:
        words = f"Text {self.office.now:%H.%M} i {section}."
        self.office.writes(section, words)
        self.expected[section] = words

    def late_answer(self, _section: str) -> None:
        headline = f"Klockan {self.office.now:%H.%M} stängde ännu ett boende i delregionen."
        self.office.answers("fyrbodal", headline=headline)

    def renew(self, _section: str) -> None:
        self.office.renews()

    def keep_mine(self, section: str) -> None:
        if self.expected.get(section):
            office = self.office
            seen = office.seen(section)
            status_report.keep_mine(office.desk, office.round, office.author(), section, seen)

    def take_generated(self, section: str) -> None:
        office = self.office
        if section in self.expected:
            seen = office.seen(section)
            status_report.take_generated(office.desk, office.round, office.author(), section, seen)
            self.expected[section] = None

    def save_what_was_opened_long_ago(self, section: str) -> None:
        if section in self.expected:
            with pytest.raises(Conflict):
                self.office.saves(Typed(section, "För sent.", "", 0), "samordnare_2")

    def all_stands(self) -> None:
        """On the page and in the version that is kept."""
        latest = kept(self.office, self.office.renews().number)
        for key, words in self.expected.items():
            part = self.office.part(key)
            assert part.shown == (part.generated if words is None else words)
            assert words is None or text(latest, key) == words


ACTS = (
    Hands.save,
    Hands.late_answer,
    Hands.renew,
    Hands.keep_mine,
    Hands.take_generated,
    Hands.save_what_was_opened_long_ago,
)
acts = st.tuples(st.sampled_from(ACTS), st.sampled_from(["summary", "councils"]))


@settings(
    max_examples=5,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(acts, min_size=5, max_size=10))
def test_whatever_comes_in_between_the_latest_words_of_each_section_stand(
    office: Office, tried: list[tuple[Callable[[Hands, str], None], str]]
) -> None:
    """One office for all: what earlier examples left behind is one more thing that came in between."""
    hands = Hands(office)
    for act, section in tried:
        office.now += timedelta(minutes=1)
        act(hands, section)
    hands.all_stands()

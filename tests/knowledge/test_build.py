"""What the build refuses: nothing in the shipped handbook, and each kind of fault in a made-up entry."""

from collections.abc import Sequence
from datetime import date

import pytest

from knowledge.building import faults
from knowledge.entries import DocumentSource, Entry, StatuteSource, shipped

TODAY = date(2026, 11, 22)
READ = date(2026, 2, 12)

CLOCK = Entry(
    key="radhusklocka",
    question="Hur ofta ska rådhusklockan ställas?",
    variants=("rådhusklocka ställa", "när ställs klockan på rådhuset", "klockans ställning"),
    topics=("klockor",),
    short="En gång om året (5 § bosättningslagen).",
    details="Det görs på våren.",
    sources=(StatuteSource(law="2016:38", paragraphs=("5",), as_of=READ),),
    confidence="confirmed",
    valid_from=date(2016, 3, 1),
    owner="samrad",
    review=date(2027, 3, 1),
)
BRIDGE = CLOCK.model_copy(
    update={
        "key": "vindbrygga",
        "question": "Vem fäller ner vindbryggan till borgen?",
        "variants": ("vindbrygga nedfällning", "borgens brygga", "vem sköter vindbryggan"),
        "short": "Borgens portvakt.",
        "details": "",
    }
)


def found(*entries: Entry, today: date = TODAY) -> list[tuple[str, str]]:
    return [(fault.field, fault.words) for fault in faults(entries, today)]


def one(said: Sequence[tuple[str, str]]) -> tuple[str, str]:
    ((field, words),) = said
    return field, words


def test_the_shipped_handbook_has_no_faults() -> None:
    assert faults(shipped(), TODAY) == []


def test_two_sound_entries_have_no_faults() -> None:
    assert found(CLOCK, BRIDGE) == []


def test_an_entry_without_a_source_is_refused() -> None:
    field, words = one(found(CLOCK.model_copy(update={"sources": ()})))
    assert (field, words) == ("sources", "Svaret saknar källa. Ange minst en paragraf eller ett dokument.")


def test_background_alone_is_no_source() -> None:
    source = StatuteSource(law="2016:38", paragraphs=("5",), as_of=READ, background=True)
    field, words = one(found(CLOCK.model_copy(update={"sources": (source,)})))
    assert field == "sources"
    assert words.startswith("Alla källor är bara bakgrund.")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            StatuteSource(law="2016:38", paragraphs=("5", "99"), as_of=READ),
            "99 § bosättningslagen (2016:38): den finns inte",
        ),
        (StatuteSource(law="2010:1122", paragraphs=("3 a",), as_of=READ), "3 a § förordningen"),
        (
            StatuteSource(law="2010:800", chapter="29", paragraphs=("77",), as_of=READ),
            "29 kap. 77 § skollagen (2010:800): den är inte läst än.",
        ),
    ],
)
def test_a_paragraph_that_is_not_in_the_list_is_refused(source: StatuteSource, words: str) -> None:
    field, said = one(found(CLOCK.model_copy(update={"sources": (source,)})))
    assert field == "sources"
    assert said.startswith(words)


def test_a_repealed_paragraph_may_be_told_of_as_repealed() -> None:
    gone = StatuteSource(law="2010:1122", paragraphs=("3 a",), as_of=READ)
    entry = CLOCK.model_copy(update={"sources": (gone,), "short": "Nej, paragrafen är upphävd."})
    assert found(entry) == []


def test_a_review_that_is_overdue_needs_a_flag() -> None:
    assert found(CLOCK, today=date(2027, 3, 1)) == [], "the day itself is in time"
    field, words = one(found(CLOCK, today=date(2027, 3, 2)))
    assert field == "review"
    assert words.startswith("Svaret skulle ha granskats senast 2027-03-01.")
    flagged = CLOCK.model_copy(update={"flag": "Lagen ändras till sommaren."})
    assert found(flagged, today=date(2027, 3, 2)) == []


def test_a_question_that_two_entries_have_is_refused_at_both() -> None:
    other = BRIDGE.model_copy(update={"variants": ("RÅDHUSKLOCKA, ställa?", *BRIDGE.variants)})
    said = found(CLOCK, other)
    assert [field for field, _ in said] == ["variants", "variants"]
    assert said[1][1].startswith(
        "”RÅDHUSKLOCKA, ställa?” står redan under ”Hur ofta ska rådhusklockan ställas?”."
    )


def test_a_question_that_is_stopped_is_refused() -> None:
    stopped = CLOCK.model_copy(
        update={"variants": (*CLOCK.variants, "Min klient Anna Ek, vad har hon rätt till?")}
    )
    field, words = one(found(stopped))
    assert field == "variants"
    assert "stoppas innan handboken söks" in words


def test_a_question_longer_than_is_read_is_refused() -> None:
    field, words = one(found(CLOCK.model_copy(update={"variants": (*CLOCK.variants, "klocka " * 90)})))
    assert field == "variants"
    assert "är längre än 500 tecken" in words


def test_an_entry_that_its_own_question_does_not_lead_to_is_refused() -> None:
    others = [
        BRIDGE.model_copy(
            update={
                "key": f"vindbrygga_{number}",
                "question": f"Vem fäller ner vindbryggan till borgen dag {number}?",
                "variants": tuple(f"{each} {number}" for each in BRIDGE.variants),
            }
        )
        for number in range(1, 5)
    ]
    lost = CLOCK.model_copy(update={"question": "Vindbryggan till borgen fäller ner vem?"})
    said = [one for one in found(lost, *others) if "leder i stället till" in one[1]]
    field, words = one(said)
    assert field == "question"
    assert words.startswith("Orden i frågan leder i stället till ”Vem fäller ner vindbryggan till borgen dag")


def test_a_related_key_that_nobody_has_is_refused() -> None:
    assert found(CLOCK.model_copy(update={"related": ("vindbrygga",)}), BRIDGE) == []
    field, words = one(found(CLOCK.model_copy(update={"related": ("vindbro",)}), BRIDGE))
    assert (field, words) == ("related", "Inget svar har nyckeln vindbro. Rätta den eller ta bort den.")


@pytest.mark.parametrize("law", ["1994:137", "1994:361", "2022:1008"])
def test_an_answer_on_the_old_reception_acts_is_uncertain_and_names_the_new_one(law: str) -> None:
    source = StatuteSource(law=law, paragraphs=("1",), as_of=READ)
    sure = CLOCK.model_copy(update={"sources": (source,)})
    assert [field for field, _ in found(sure)] == ["confidence", "reservation"]
    unsure = sure.model_copy(update={"confidence": "uncertain", "reservation": "Lagen kan ha ändrats."})
    assert [field for field, _ in found(unsure)] == ["reservation"]
    told = unsure.model_copy(update={"reservation": "En ny mottagandelag gäller sedan den 1 oktober 2026."})
    assert found(told) == []
    in_text = unsure.model_copy(
        update={"details": "Sedan den 1 oktober 2026 gäller den nya mottagandelagen."}
    )
    assert found(in_text) == []


def test_the_old_reception_acts_may_be_background() -> None:
    source = StatuteSource(law="1994:137", paragraphs=("1",), as_of=READ, background=True)
    assert found(CLOCK.model_copy(update={"sources": (*CLOCK.sources, source)})) == []


@pytest.mark.parametrize(("field", "most"), [("short", 60), ("details", 120)])
def test_an_answer_that_nobody_reads_on_a_phone_is_refused(field: str, most: int) -> None:
    assert found(CLOCK.model_copy(update={field: "ord " * most})) == []
    named, words = one(found(CLOCK.model_copy(update={field: "ord " * (most + 1)})))
    assert named == field
    assert words.endswith(f"har {most + 1} ord. Korta till högst {most}.")


def test_a_document_is_source_enough() -> None:
    document = DocumentSource(document="Klockboken", publisher="Rådhuset", year=2022)
    assert found(CLOCK.model_copy(update={"sources": (document,)})) == []


def test_every_fault_carries_its_entrys_key() -> None:
    broken = BRIDGE.model_copy(update={"sources": ()})
    assert [fault.key for fault in faults([CLOCK, broken], TODAY)] == ["vindbrygga"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (StatuteSource(law="2099:1234", as_of=READ), "SFS 2099:1234 är inte läst."),
        (StatuteSource(law="2016:38", paragraphs=("5",), as_of=date(2099, 1, 1)), "kan inte vara läst"),
    ],
)
def test_a_statute_nobody_knows_and_a_reading_to_come_are_refused(source: StatuteSource, words: str) -> None:
    said = found(CLOCK.model_copy(update={"sources": (source,)}))
    assert any(field == "sources" and words in told for field, told in said), said


def test_a_review_years_away_is_refused() -> None:
    field, words = one(found(CLOCK.model_copy(update={"review": date(2036, 1, 1)})))
    assert (field, words) == ("review", "Svaret ska granskas inom tre år. Ange en tidigare dag.")


def test_another_entrys_question_is_not_found_first() -> None:
    taken = "Vem bestämmer länstalet och vem bestämmer kommuntalet?"
    entries = [e.model_copy(update={"question": taken}) if e.key == "medskick" else e for e in shipped()]
    assert [fault.field for fault in faults(entries, TODAY) if fault.key == "medskick"] == ["question"]

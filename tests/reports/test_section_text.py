"""A section as text and back: what nobody touched is as it was, and what somebody wrote says so."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import (
    EDITING,
    METHOD,
    ROUND,
    Block,
    BulletList,
    Callout,
    Cell,
    Facts,
    Heading,
    Paragraph,
    Section,
    Sentence,
    Source,
    Table,
    statements,
)
from reports.draft import draft
from reports.section_reading import edited, problems
from reports.section_text import text_of
from reports.writable import lines
from tests.reports.quarter_three import CALM, STRAINED, late, material, part

DRAFTED = draft(material(part("fyrbodal", STRAINED), part("gr", None), late("sjuharad", CALM)))
ANNA = Source(EDITING, label="Anna Andersson", version=3)
SKARABORG, FYRBODAL = Source("Skaraborg", "2.3", version=1), Source("Fyrbodal", "2.3", version=1)
TABLE = Table("Siffror", ("A", "B"), ((Cell("1", (ROUND,)), Cell("2", (ROUND,))),), (1, 1))


def section(*blocks: Block) -> Section:
    return Section("summary", (Heading("Kvartalet i korthet", 1), *blocks))


def paragraph(*texts: str, source: Source = SKARABORG, lead: str = "") -> Paragraph:
    return Paragraph(tuple(Sentence(text, (source,)) for text in texts), lead)


@pytest.mark.parametrize("drafted", DRAFTED.sections, ids=[one.key for one in DRAFTED.sections])
def test_a_drafted_section_that_nobody_touched_comes_back_as_it_was(drafted: Section) -> None:
    assert problems(drafted, text_of(drafted)) == ()
    assert edited(drafted, text_of(drafted), ANNA) == drafted


def test_the_text_reads_as_a_person_would_write_it() -> None:
    made = section(
        paragraph("Läget är gott.", "Fler kom."),
        Heading("Begränsningar", 2),
        BulletList((paragraph("Ett.", lead="Hinder."), paragraph("Två."))),
        Callout((paragraph("I en ruta.\nNy rad."),)),
        TABLE,
        TABLE,
    )
    assert text_of(made) == (
        "Läget är gott. Fler kom.\n\n## Begränsningar\n\n- **Hinder.** Ett.\n- Två.\n\n"
        "> I en ruta.\nNy rad.\n\n[[Tabell: Siffror]]\n\n[[Tabell: Siffror (2)]]"
    )


def test_a_changed_sentence_says_who_wrote_it_and_what_it_is_made_of() -> None:
    made = section(paragraph("Mottagandet fungerar i stort i hela Skaraborg.", "Fler kom."))
    words = "Mottagandet fungerar i stort, i nästan hela Skaraborg. Fler kom. Helt nytt om annat."
    [_, changed] = edited(made, words, ANNA).blocks
    assert changed == Paragraph(
        (
            Sentence("Mottagandet fungerar i stort, i nästan hela Skaraborg.", (ANNA, SKARABORG)),
            Sentence("Fler kom.", (SKARABORG,)),
            Sentence("Helt nytt om annat.", (ANNA,)),
        )
    )


def test_a_sentence_that_several_have_said_keeps_its_own_source_when_the_first_is_taken_away() -> None:
    same = "Svaret är oförändrat."
    made = section(paragraph(same, lead="Skaraborg."), paragraph(same, source=FYRBODAL, lead="Fyrbodal."))
    assert edited(made, f"**Fyrbodal.** {same}", ANNA).blocks[1:] == (
        paragraph(same, source=FYRBODAL, lead="Fyrbodal."),
    )


def test_a_table_is_the_one_of_today_wherever_it_was_moved() -> None:
    made = section(paragraph("Före."), TABLE, paragraph("Efter."))
    renewed = section(paragraph("Före."), replace(TABLE, header=("A", "Nytt")), paragraph("Efter."))
    words = "Efter.\n\n[[Tabell: Siffror]]\n\nFöre."
    assert edited(made, words, ANNA).blocks[2] == TABLE
    assert edited(renewed, words, ANNA).blocks[2] == replace(TABLE, header=("A", "Nytt"))


def test_no_words_leave_the_section_out() -> None:
    assert edited(section(paragraph("Före.")), " \n ", ANNA) == Section("summary", ())


def test_the_cover_takes_the_facts_that_a_person_writes_and_no_others() -> None:
    facts = Facts((paragraph("Utkast", lead="Status"), paragraph("Tilldelas", lead="Diarienummer")))
    cover = Section("cover", (Callout((paragraph("Påhittat."),)), facts))
    assert text_of(cover) == "> Påhittat.\n\n| Diarienummer: Tilldelas"
    changed = edited(cover, "> Påhittat.\n\n| Diarienummer: 851-1-2026\n| Status: Fastställd", ANNA)
    assert [one.text for one in statements(changed.blocks)] == ["Påhittat.", "Utkast", "851-1-2026"]
    assert edited(cover, "Bara text.", ANNA).blocks[0] == facts
    [problem] = problems(cover, "| Status: Fastställd")
    assert problem.endswith("med namnet Diarienummer, Kontaktperson eller Ansvarig chef.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("# För stor", "Rubriken ”För stor” ska ha ##"),
        ("### Utan övre", "Rubriken ”Utan övre” ska ha ##"),
        ("[[Tabell: Finns inte]]", "”[[Tabell: Finns inte]]” finns inte i avsnittet."),
        ("[Tabell: Siffror]", "”[Tabell: Siffror]” ska ha två hakparenteser på var sida"),
        ("[[Tabell: Siffror]", "”[[Tabell: Siffror]” ska ha två hakparenteser på var sida"),
        ("#Rubrik", "”#Rubrik”: skriv ett mellanslag efter tecknen"),
        ("* punkt", "”* punkt”: skriv ett bindestreck"),
        ("| a | b |", "Tabeller kan inte skrivas här."),
        ("Det är en **viktig** fråga", "”Det är en **viktig** fråga”: fetstil går bara i början"),
        ("**Läget**. Gott", "”**Läget**. Gott”: fetstil går bara i början"),
        (
            "Se [länk](https://example.org)",
            "”Se [länk](https://example.org)”: en länk går inte att skriva så.",
        ),
        ("| Diarienummer: 123-2026", "”| Diarienummer: 123-2026” går inte att läsa. Rader som börjar med |"),
        ("x" * 30_001, "Texten är 30\u00a0001 tecken. Ett avsnitt får ha högst 30\u00a0000: korta den."),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(words: str, told: str) -> None:
    [problem] = problems(section(TABLE), words)
    assert problem.startswith(told)


_TEXTS = st.text(
    alphabet=st.sampled_from("ab .#->|[]*\\\n\t\u00a0\u2028:åÅ1”") | st.characters(), min_size=1, max_size=30
)
_PARAGRAPHS = st.builds(
    lambda texts, lead: Paragraph(tuple(Sentence(text, (SKARABORG,)) for text in texts), lead),
    st.lists(_TEXTS.filter(lambda text: bool(lines(text))), min_size=1, max_size=3),
    st.sampled_from(["", "Samlat läge.", "Hur * går det?"]),
)
_BLOCKS = st.lists(
    st.one_of(
        _PARAGRAPHS,
        st.builds(BulletList, st.lists(_PARAGRAPHS, min_size=1, max_size=3).map(tuple)),
        st.builds(Callout, st.lists(_PARAGRAPHS, min_size=1, max_size=3).map(tuple)),
        st.builds(Heading, st.sampled_from(["Hinder", "Ett # till"]), st.just(2)),
        st.just(TABLE),
    ),
    min_size=1,
    max_size=6,
)


@given(_BLOCKS)
def test_whatever_people_have_answered_comes_back_as_it_was(blocks: list[Block]) -> None:
    made = section(*blocks)
    assert problems(made, text_of(made)) == ()
    assert edited(made, text_of(made), ANNA) == made


@given(_BLOCKS, _TEXTS, st.integers(0, 5))
def test_words_put_in_anywhere_change_no_other_paragraph(blocks: list[Block], words: str, place: int) -> None:
    made = section(*blocks)
    chunks = text_of(made).split("\n\n")
    plain = "Nytt stycke " + " ".join(words.split()).replace("[[", "")
    read = edited(made, "\n\n".join([*chunks[:place], plain, *chunks[place:]]), ANNA)
    kept = [block for block in read.blocks if block in made.blocks]
    assert kept == list(made.blocks)
    assert len(read.blocks) == len(made.blocks) + 1


@given(_BLOCKS, st.text(max_size=200))
def test_no_text_breaks_the_reading(blocks: list[Block], words: str) -> None:
    problems(section(*blocks), words)
    read = edited(section(*blocks), words, METHOD)
    assert all(one.sources for one in statements(read.blocks))

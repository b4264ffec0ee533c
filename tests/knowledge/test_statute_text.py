"""A published statute text, paragraph by paragraph: what is one, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.statute_head import StatuteError
from knowledge.statute_text import LONGEST, NOT_YET, Statute, Wording, in_order, parse
from tests.knowledge.invented_law import CHAPTERS, HEAD, INCOMPLETE, TITLE, WHOLE


def wording(statute: Statute, label: str, chapter: str | None = None) -> list[Wording]:
    return [each for each in statute.wordings if (each.chapter, each.label) == (chapter, label)]


def test_the_head_says_which_statute_it_is_and_how_far_it_is_amended() -> None:
    head = parse(WHOLE).head
    assert (head.number, head.title, head.issued) == ("2099:1", TITLE, date(2099, 1, 10))
    assert (head.amended_to, head.read_on, head.complete) == ("2099:7", None, True)


def test_the_other_published_form_of_the_head_is_read_too() -> None:
    head = parse(CHAPTERS).head
    assert (head.number, head.amended_to, head.repealed_on) == ("2099:2", "2100:3", date(2101, 1, 1))


def test_a_wrapped_line_is_no_paragraph() -> None:
    statute = parse(WHOLE)
    assert [each.label for each in statute.wordings] == ["1", "2", "2 a", "2 a", "3", "4"]
    first, _, _ = wording(statute, "1")[0].text.partition("\n\n")
    assert first == (
        "Denna lag gäller klockor som hänger i rådhus enligt 2 § andra stycket och 4 § tornlagen (2098:9)."
    )


def test_headings_belong_to_no_paragraph() -> None:
    statute = parse(WHOLE)
    assert wording(statute, "1")[0].text.endswith("2. ett urverk. Lag (2099:4).")
    assert not any("innehåll" in each.text or "Avgifter" in each.text for each in statute.wordings)


def test_a_table_belongs_to_its_paragraph_and_keeps_its_rows() -> None:
    assert wording(parse(WHOLE), "4")[0].text.endswith("Slag   \tBelopp\nTimme  \t10\nKvart  \t5")


def test_each_wording_keeps_its_days() -> None:
    old, new = wording(parse(WHOLE), "2 a")
    assert (old.valid_from, old.valid_to, old.text) == (
        None,
        date(2100, 1, 1),
        "Klockan får slå varje kvart.",
    )
    assert (new.valid_from, new.valid_to, new.note) == (date(2100, 1, 1), None, "2099:7")
    assert old.holds_on(date(2099, 12, 31))
    assert not old.holds_on(date(2100, 1, 1))
    assert new.holds_on(date(2100, 1, 1))


def test_a_mark_may_say_by_which_act() -> None:
    assert wording(parse(WHOLE), "4")[0].valid_to == date(2101, 1, 1)


def test_a_day_that_the_government_decides_is_not_yet() -> None:
    (later,) = wording(parse(CHAPTERS), "2", "2")
    assert later.valid_from == NOT_YET
    assert later.text == "Klockan slår två gånger."


def test_a_repealed_paragraph_is_only_its_line() -> None:
    statute = parse(WHOLE)
    assert [each.label for each in statute.wordings if each.gone] == ["3"]


def test_transitional_rules_and_appendices_stand_apart() -> None:
    statute = parse(WHOLE)
    assert statute.transitional.startswith("Övergångsbestämmelser\n\n2099:1\n\n1. Denna lag")
    assert statute.appendix == "Bilaga\n\nFörteckning över klockor"


def test_paragraphs_are_counted_anew_in_each_chapter() -> None:
    places = [(each.chapter, each.label) for each in parse(CHAPTERS).wordings]
    assert places == [("1", "1"), ("2", "1"), ("2", "2"), ("4", "1")]


def test_an_incomplete_copy_is_taken_with_a_mark() -> None:
    statute = parse(INCOMPLETE)
    assert (statute.head.complete, statute.head.read_on) == (False, date(2099, 5, 4))
    assert [(each.chapter, each.label) for each in statute.wordings] == [
        (None, "1"),
        (None, "2"),
        (None, "5"),
    ]
    assert statute.wordings[-1].text == "Ett torn ses till."
    assert "träder i kraft" in statute.transitional


def test_a_heading_at_the_end_of_a_line_is_cut_off() -> None:
    text = f"{HEAD}\n1 § Tornet är högt. Lag (2099:4). Tillsyn\n\n2 § Tornet ses till.\n"
    assert parse(text).wordings[0].text == "Tornet är högt. Lag (2099:4)."


def test_the_latest_act_in_a_text_is_known_from_its_paragraphs_when_the_head_does_not_say() -> None:
    text = WHOLE.replace("Ändring införd:  t.o.m. SFS 2099:7", "")
    assert parse(text).newest_note == "2099:7"
    assert parse(f"{TITLE}\n\n1 § Ordet.\n").newest_note == "2099:1"


def test_line_breaks_and_kinds_of_dashes_are_no_change_of_words() -> None:
    rewrapped = WHOLE.replace("rådhus enligt\n2 § andra", "rådhus\nenligt 2 § andra")
    assert parse(rewrapped).digest == parse(WHOLE).digest == parse(WHOLE.replace("\n", "\r\n")).digest
    assert Wording(None, "1", "3–5 §§").digest == Wording(None, "1", "3-5\n§§").digest


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ingen rad har både titel och nummer"),
        ("En inköpslista\n\n1 § Ägg.", "ingen rad har både titel och nummer"),
        (HEAD, "Inga paragrafer finns i texten till SFS 2099:1"),
        ("x" * (LONGEST + 1), "längre än"),
    ],
)
def test_what_is_no_statute_is_told_of_by_name(text: str, said: str) -> None:
    with pytest.raises(StatuteError, match=said):
        parse(text)


def test_numbers_are_in_order_of_year_and_then_of_number() -> None:
    numbers = ["2024:188", "2024:99", "1905:38 s.1", "2025:7"]
    assert sorted(numbers, key=in_order) == ["1905:38 s.1", "2024:99", "2024:188", "2025:7"]


PIECES = st.sampled_from(
    ["1 §", "2 a § ", " §§", "/", "/Träder i kraft I:2100-13-40/", "/Upphör att gälla U:", "20 kap. ", "\n",
     "\n\n", "Bilaga", "Övergångsbestämmelser", "(2099:1)", "Lag (2099:1) om", "Läst: 2099-99-99", "\t",
     "   ", "OBS ofullständig", "Har upphävts", "\x00", "\u2028", "å", "."]
)  # fmt: skip


@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    for tried in (text, HEAD + "\n" + text):
        try:
            statute = parse(tried)
        except StatuteError:
            continue
        assert statute.wordings
        assert statute.newest_note
        assert all(each.label and each.digest for each in statute.wordings)

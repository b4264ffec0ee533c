"""Every number in the report follows from the sources that are stated for it: recomputed, not read again."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from reports.composing import Options, composed
from reports.document import EDITING, Cell, Chart, Document
from reports.picture_steps import UNSURE
from tests.reports.recomputing import Check
from tests.reports.recomputing_change import used, why_another
from tests.reports.recomputing_material import Rich
from tests.reports.recomputing_raw import Given
from tests.reports.recomputing_text import NUMBER, Said, left, names, number
from tests.reports.recomputing_values import CHANGE

SEEDS = (1, 2)
"""Two counties: where a sub-region did not answer a year ago, where an agency has nothing to report."""


@cache
def made(seed: int) -> tuple[Check, Document]:
    material = Rich(seed).material()
    document = composed(material, options=Options(english=True)).document
    return Check.of(material, document), document


def check(seed: int) -> Check:
    return made(seed)[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_follows_from_the_sources_that_are_stated_for_it(seed: int) -> None:
    found = [f"{numbers} in {said}" for said, numbers in check(seed).lacking]
    assert found == []


def test_many_numbers_are_checked() -> None:
    numbers = [one for seed in SEEDS for said in check(seed).said for one in left(said.text)]
    assert len(numbers) > 2500


@pytest.mark.parametrize(("in_table", "least"), [(True, 2000), (False, 700)], ids=["tables", "sentences"])
def test_a_number_that_is_changed_is_found_out(*, in_table: bool, least: int) -> None:
    one = check(SEEDS[0])
    there = [said for said in one.said if said.in_table is in_table]
    changed = [said.saying(text) for said in there for text in changes(said.text)]
    missed = [said for said in changed if not one.unexplained(said)]
    share = 1 - len(missed) / len(changed)
    assert len(changed) > least
    assert share >= 0.95, f"{share:.1%} of {len(changed)} found out; not {[str(one) for one in missed[:10]]}"


def changes(text: str) -> Iterator[str]:
    """The text with one of its numbers another: one more, a tenth more, two digits swapped."""
    for found in re.finditer(NUMBER, text):
        told = found[0]
        value = number(told)
        tenth = max(1, round(value / 10))
        swapped = re.sub(r"(\d)(\d)", r"\2\1", told, count=1)
        for other in dict.fromkeys((written(value + 1), written(value + tenth), swapped)):
            if other != told:
                yield text[: found.start()] + other + text[found.end() :]


def written(value: float) -> str:
    return f"{value:,.10g}".replace(",", "\u00a0").replace(".", ",")


@pytest.mark.parametrize("seed", SEEDS)
def test_a_number_whose_source_is_another_units_is_found_out(seed: int) -> None:
    """Each cell of a sub-region with the sources of the one in the row below."""
    one = check(seed)
    cells = [said for said in one.said if said.in_table and "siffror per delregion" in said.caption.lower()]
    rows = {(said.caption, said.name, said.place): said for said in cells}
    moved = [
        (said, other)
        for said in cells
        for other in (rows.get((said.caption, "Göteborgsregionen", said.place)),)
        if said.name == "Skaraborg" and said.place and other and left(said.text) and said.text != other.text
    ]
    missed = [said for said, other in moved if not one.unexplained(other.saying(said.text))]
    assert len(moved) > 10
    assert missed == []


@pytest.mark.parametrize("seed", SEEDS)
def test_every_stated_source_is_there_in_the_version_that_is_stated(seed: int) -> None:
    raw = check(seed).raw
    stated = {one for said in check(seed).said if said.section != "references" for one in said.sources}
    assert {one for one in stated if not raw.stands(one)} == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_source_is_a_question_that_nobody_has_answered(seed: int) -> None:
    empty = [
        f"{source.unit} {source.number} {source.label}: {said}"
        for said in check(seed).said
        for source in said.sources
        if (source.number or source.label)
        and not source.as_of
        and not source.unit.startswith(EDITING)
        and not any(_is_answered(check(seed), one) for one in check(seed).raw.given((source,)))
    ]
    assert empty == []


def _is_answered(one: Check, given: Given) -> bool:
    answers = one.raw.answers(given.unit, given.quarter) or {}
    key = given.question.key
    return any(name in answers for name in (key, f"{key}~state"))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_in_the_annex_is_a_source_that_nothing_rests_on(seed: int) -> None:
    document = made(seed)[1]
    assert [str(one) for one in document.references if one.origin not in check(seed).listed.origins] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_of_every_change_fit_the_two_numbers(seed: int) -> None:
    """By size; a percentage from twenty up alone; nothing over a break."""
    told = [said for said in check(seed).said if CHANGE.search(said.text)]
    assert len(told) > 80
    assert [str(said) for said, _ in check(seed).lacking if said in told] == []
    assert [said.text for said in told if _shares_of_few(said.text)] == []


def _shares_of_few(text: str) -> bool:
    """Whether a percentage stands beside a number below twenty."""
    found = re.search(rf"\u00a0%, från ({NUMBER}) till ({NUMBER})", text)
    return found is not None and min(map(number, found.groups())) < 20


@pytest.mark.parametrize("seed", SEEDS)
def test_a_figure_shows_the_numbers_of_its_table(seed: int) -> None:
    for chart in charts(made(seed)[1]):
        shown = {number for series in chart.drawing.series for number in series.values if number is not None}
        table = [cell.text for row in chart.table.rows for cell in row]
        told = {number(found) for text in table for found in re.findall(NUMBER, text)}
        assert {abs(one) for one in shown} - told <= {0.0, UNSURE}, chart.caption
        spoken = {number(one) for one in re.findall(NUMBER, re.sub(r"[Kk]vartal \d \d{4}", "", chart.alt))}
        named = " ".join((*table, chart.caption, chart.table.caption, *chart.table.header))
        rest = {one for one in spoken - told if f"{one:g}" not in re.findall(r"\d+", named)}
        assert rest <= {float(len(chart.drawing.series))}, chart.alt


@pytest.mark.parametrize("seed", SEEDS)
def test_a_figure_marks_every_break_between_its_quarters(seed: int) -> None:
    one, document = made(seed)
    chart = received(document)
    quarters = [one.raw.quarters.get(row[0].text, one.raw.now) for row in chart.table.rows]
    tracks = {(given.unit, given.question) for row in chart.table.rows for given in drawn(one, chart, row)}
    assert tracks
    for unit, question in tracks:
        parted = [at for at, then in enumerate(quarters) if why_another(one.raw, unit, question, then)]
        assert all(any(mark > at for mark in chart.drawing.breaks) for at in parted), (unit, question.key)


def drawn(one: Check, chart: Chart, row: tuple[Cell, ...]) -> Iterator[Given]:
    """The answers that the row rests on, of the sub-regions that the figure says it is of."""
    for given in one.raw.given(row[0].sources):
        if re.search(rf"alla kvartal: [^.]*{given.unit}", chart.notes[0].text):
            yield given


@pytest.mark.parametrize("seed", SEEDS)
def test_the_words_of_a_figure_compare_nothing_over_a_break(seed: int) -> None:
    chart = received(made(seed)[1])
    last = max(chart.drawing.breaks)
    since = [row[0].text for row in chart.table.rows[last:]]
    told = re.search(r"streckad linje före ([^.]*) visar", chart.alt)
    assert told is not None
    assert names(told[1]) == [chart.table.rows[place][0].text for place in chart.drawing.breaks]
    compared = re.findall(r"kvartal \d \d{4} \(", chart.alt)
    assert all(one.removesuffix(" (") in since for one in compared)


def test_what_is_parted_into_quarters_names_both_quarters_that_it_is_made_of() -> None:
    lacking = [
        str(said)
        for seed in SEEDS
        for said in check(seed).said
        if CHANGE.search(said.text) and not PAST_ONLY.search(said.text) and lacks_a_quarter(check(seed), said)
    ]
    assert lacking == []


PAST_ONLY = re.compile(r"har (?:rättats|ändrats) från")
"""What tells of an answer as it was given, and parts nothing."""


def lacks_a_quarter(one: Check, said: Said) -> bool:
    given = one.raw.given(said.sources)
    there = {(each.question.key, each.quarter) for each in given}
    led = re.search(r"kvartal \d \d{4}", said.lead)
    compared = {one.raw.now, one.raw.quarters[led[0]] if led else one.raw.now.previous}
    needed = {
        (each.question.key, at)
        for each in given
        if each.quarter in compared
        for at in used(each.question, each.quarter)
    }
    return not needed <= there


def received(document: Document) -> Chart:
    return next(one for one in charts(document) if "Mottagna per kvartal" in one.caption)


def charts(document: Document) -> list[Chart]:
    return [block for block in document.blocks if isinstance(block, Chart)]

"""What a county's report.toml names is there to be named; a misspelt name is told of, never passed over."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from bot.clock import system_clock
from bot.compose import compose
from bot.connector import Connector
from bot.county_names import must_be_known
from bot.drafting import Wanted, write_draft
from bot.settings import read_settings
from bot.tokens import no_token
from counties.reading import FOLDER, CountyBook, read_county
from domain.errors import BadSetting

KEY = "vastra_gotaland"
Written = Callable[..., CountyBook]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The county with other words in its report.toml."""

    def changed(**words: str) -> CountyBook:
        path = Path(copytree(FOLDER / KEY, tmp_path / KEY, dirs_exist_ok=True)) / "report.toml"
        text = path.read_text(encoding="utf-8")
        for was, now in words.items():
            assert was in text
            text = text.replace(was, now, 1)
        path.write_text(text, encoding="utf-8")
        return read_county(KEY, tmp_path)

    return changed


def refused(book: CountyBook) -> list[str]:
    with pytest.raises(BadSetting) as found:
        must_be_known(book)
    first, *lines = str(found.value).splitlines()
    assert first == "vastra_gotaland/report.toml kan inte läsas:"
    return lines


def test_the_county_that_ships_names_nothing_else() -> None:
    must_be_known(read_county(KEY))


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ("quota_current =", "quota_curent =", "quota_curent {none}; menade du quota_current?"),
        ("miv =", "migrationsverket =", "migrationsverket {none}."),
        ("deepen_work =", "deepen_wrok =", "deepen_wrok {none}; menade du deepen_work?"),
        ('af = "areas.arbete"', 'af = "areas.arbte"', "af {under} areas.arbte; menade du areas.arbete?"),
        ('vgr = "areas.halsa"', 'vgr = "councils"', "vgr {under} councils."),
        ('vgr = "areas.halsa"', 'vgr = "presence.halsa"', "vgr {under} presence.halsa; menade du presence?"),
    ],
)
def test_a_name_or_a_place_that_is_none_is_told_of_with_what_was_meant(
    written: Written, was: str, now: str, line: str
) -> None:
    none, under = "är varken en aktör, en fråga eller en frågegrupp", "kan inte stå under"
    [said] = refused(written(**{was: now}))
    assert said == f"placed: {line.format(none=none, under=under)}"


def test_a_lead_of_no_question_is_told_of(written: Written) -> None:
    [said] = refused(written(**{"democracy_actions =": "democracy_action ="}))
    assert said == "lead: democracy_action är ingen fråga; menade du democracy_actions?"


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        (
            '["received_total_ytd"',
            '["received_totl_ytd"',
            "1 keys: received_totl_ytd {none} received_total_ytd?",
        ),
        ('"est_workstudy90"', '"est_workstudy"', "3 spread: est_workstudy {none} est_workstudy90?"),
        (
            "foreign_born_employed =",
            "foreign_born =",
            "4 names: foreign_born {unused} foreign_born_employed?",
        ),
    ],
)
def test_a_theme_takes_questions_and_published_numbers_and_names_those_that_it_has(
    written: Written, was: str, now: str, line: str
) -> None:
    none = "är varken en fråga eller ett publicerat tal; menade du"
    unused = "står varken i keys eller spread; menade du"
    assert f"theme {line.format(none=none, unused=unused)}" in refused(written(**{was: now}))


def test_every_wrong_name_has_its_line_in_one_error(written: Written) -> None:
    book = written(
        **{"fc_low =": "fc_lw =", '"housing_deficit_n"': '"housing_deficits_n"', "est_workstudy90 =": "x ="}
    )
    assert [line.split()[:3] for line in refused(book)] == [
        ["placed:", "fc_lw", "är"],
        ["theme", "2", "keys:"],
        ["theme", "3", "names:"],
    ]


def test_groups_and_blocks_of_questions_have_names_too(written: Written) -> None:
    must_be_known(written(**{"[placed]": '[placed]\nhandover = "presence"\narea = "outlook"\n'}))


def test_the_bot_does_not_start_and_no_draft_is_written(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(**{"af =": "arbetsformedling ="})
    monkeypatch.setenv("SAMRAD_VAR", str(tmp_path / "var"))
    for module in ("compose", "drafting"):
        monkeypatch.setattr(f"bot.{module}.read_county", partial(read_county, folder=tmp_path))
    settings = read_settings()
    with pytest.raises(BadSetting, match="placed: arbetsformedling är varken"):
        compose(settings, system_clock, Connector(settings.origins, no_token))
    with pytest.raises(BadSetting, match="placed: arbetsformedling är varken"):
        write_draft("K3", tmp_path, Wanted())

"""Västra Götaland as data, and what a county's files may not get wrong."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from counties.reading import FOLDER, CountyBook, nearest_thursday, read_county
from domain.county import UnitKind
from domain.errors import BadSetting
from domain.people import ANSWERING, Role
from domain.quarter import Quarter
from forms import shelf


def test_the_county_has_forty_nine_municipalities_and_two_guests(book: CountyBook) -> None:
    members = [unit for unit in book.county.units() if unit.kind is UnitKind.MUNICIPALITY]
    assert sum(member.in_county for member in members) == 49
    assert sorted(member.name for member in members if not member.in_county) == ["Kungsbacka", "Varberg"]
    assert len({member.code for member in members}) == len({member.name for member in members}) == 51
    for member in members:
        assert member.code
        assert member.code.startswith("14" if member.in_county else "13")


def test_four_councils_with_their_members_and_leaders(book: CountyBook) -> None:
    councils = {council.id: (len(council.members), council.led_by) for council in book.county.councils}
    assert councils == {
        "skaraborg": (15, "Länsstyrelsen"),
        "fyrbodal": (14, "Länsstyrelsen"),
        "sjuharad": (9, "Länsstyrelsen"),
        "goteborgsregionen": (13, "Göteborgsregionens kommunalförbund (GR)"),
    }


def test_units_are_found_by_their_id_and_an_unknown_one_raises(book: CountyBook) -> None:
    assert book.county.unit("1492").name == "Åmål"
    assert book.county.unit("1492").parent == "fyrbodal"
    assert book.county.unit("af").kind is UnitKind.AGENCY
    for unknown in ("1384x", "", "Åmål"):
        with pytest.raises(KeyError):
            book.county.unit(unknown)
    with pytest.raises(KeyError):
        book.county.council("1492")


def test_four_focus_areas_hold_since_2022(book: CountyBook) -> None:
    assert len(book.county.areas_in(Quarter(2026, 3))) == 4
    assert book.county.areas_in(Quarter(2021, 4)) == ()


def test_the_assumed_council_is_a_thursday_of_the_quarter_after(book: CountyBook) -> None:
    dates = [book.council_date(Quarter(2026, 4)), *(book.council_date(Quarter(2027, n)) for n in (1, 2, 3))]
    assert dates == [date(2027, 3, 18), date(2027, 6, 10), date(2027, 9, 30), date(2027, 12, 9)]
    assert nearest_thursday(date(2027, 1, 3)) == date(2026, 12, 31)


def test_every_invented_person_has_a_place_and_names_of_their_own(book: CountyBook) -> None:
    people = {person.id: person for person in book.invented.people}
    assert all(person.invented and person.name.endswith("(påhittad)") for person in people.values())
    for person in people.values():
        assert (person.unit is not None) is (person.role in {*ANSWERING, Role.EXPERT}), person.id
        assert person.unit is None or person.groups or book.county.respondent(person.unit).unit.form, (
            person.id
        )
    asked_first = {person.unit for person in people.values() if person.role in {Role.REPORTER, Role.LEADER}}
    assert asked_first == {*(one.id for one in book.county.reporting()), "1495", "1440"}
    assert book.invented.by_name["lst"].role is Role.COORDINATOR
    assert len([person for person in people.values() if person.coordinates]) == 2
    assert [one.id for one in people.values() if one.decides] == ["beslutsfattare"]
    assert book.invented.by_name["chefen"].decides


def test_the_leader_outside_lansstyrelsen_leads_one_council_and_coordinates_none(book: CountyBook) -> None:
    gun = next(person for person in book.invented.people if person.id == "goteborgsregionen")
    assert [council.id for council in book.county.councils if gun.leads(council.id)] == ["goteborgsregionen"]
    assert not gun.coordinates


def test_the_county_waits_for_four_councils_and_three_agencies(book: CountyBook) -> None:
    assert [one.id for one in book.county.reporting()] == [
        "skaraborg", "fyrbodal", "sjuharad", "goteborgsregionen", "af", "miv", "vgr",
    ]  # fmt: skip
    forms = {one.id: one.unit.form for one in book.county.reporting()}
    assert forms["fyrbodal"] == "delregionalt_samrad"
    assert [forms[agency] for agency in ("af", "miv", "vgr")] == [
        "arbetsformedlingen",
        "migrationsverket",
        "vastra_gotalandsregionen",
    ]


def test_every_unit_that_can_be_asked_has_a_form_on_the_shelf(book: CountyBook) -> None:
    asked = [unit for unit in book.county.units() if unit.form]
    assert {unit.form for unit in asked} == set(book.county.form_ids())
    assert {unit.form for unit in asked if unit.kind is UnitKind.MUNICIPALITY} == {"kommun"}
    for unit in asked:
        respondent = book.county.respondent(unit.id)
        areas = book.county.areas_in(Quarter(2026, 3))
        assert shelf.form(shelf.newest(unit.form), respondent, areas).cards, unit.id


def test_a_form_speaks_of_members_sub_regions_or_nobody(book: CountyBook) -> None:
    assert len(book.county.respondent("fyrbodal").members) == 14
    assert [unit.id for unit in book.county.respondent("af").members] == [
        council.id for council in book.county.councils
    ]
    assert book.county.respondent("1492").members == ()


@pytest.mark.parametrize(
    ("unit", "title"),
    [
        ("fyrbodal", "Delregionalt samråd Fyrbodal"),
        ("af", "Arbetsförmedlingen"),
        ("1492", "Kommunens inspel: Åmål"),
    ],
)
def test_a_respondent_is_called_by_what_it_sends_in(book: CountyBook, unit: str, title: str) -> None:
    assert book.county.respondent(unit).title == title


def test_a_municipality_sits_in_one_council_and_an_agency_in_none(book: CountyBook) -> None:
    for council in book.county.councils:
        assert book.county.council_of(council.id) == council
        for member in council.members:
            assert book.county.council_of(member.id) == council
    assert book.county.council_of("af") is None
    with pytest.raises(KeyError):
        book.county.respondent("1384x")


def test_an_unknown_county_is_told_which_there_are() -> None:
    for key in ("skane", "", "../vastra_gotaland/invented"):
        with pytest.raises(BadSetting, match=r"SAMRAD_COUNTY=.*det länet finns inte\. .*vastra_gotaland"):
            read_county(key)


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ('key = "vastra_gotaland"', 'nyckel = "vastra_gotaland"', "nyckel"),
        ('quiet_days = ["12-24", "01-06"]', 'quiet_days = ["24-12", "01-06"]', "quiet_days"),
        ('3 = "12-09"\n', "", "assumed_council_dates"),
        ('3 = "12-09"', '3 = "9 december"', "assumed_council_dates"),
        ("\n[council_dates]", "\n[council_dates]\n2026K3 = 2026-12-10", "council_dates"),
        ("\n[council_dates]", '\n[council_dates]\n2026Q3 = "december"', "council_dates"),
        ("\n[council_dates]", "\n[council_dates", r"rad \d+, kolumn 15: \] saknas efter tabellens namn"),
        ('key = "asyl"', 'key = "bosattning"', "samma id står för två: bosattning"),
        ('key = "asyl"', 'key = "fyrbodal"', "samma id står för två: fyrbodal"),
        ('key = "asyl"', 'nyckel = "asyl"', "nyckel"),
    ],
)
def test_a_wrong_county_file_is_refused_by_name_and_place(
    tmp_path: Path, right: str, wrong: str, place: str
) -> None:
    path = copied(tmp_path)
    written = path.read_text(encoding="utf-8")
    assert right in written
    path.write_text(written.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(BadSetting, match=rf"(?s)^vastra_gotaland/county\.toml kan inte läsas:\s.*{place}"):
        read_county("vastra_gotaland", tmp_path)


def test_a_county_file_saved_in_another_encoding_is_refused_by_name(tmp_path: Path) -> None:
    path = copied(tmp_path)
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(BadSetting, match=r"^vastra_gotaland/county\.toml kan inte läsas:\nrad 1: .*UTF-8\.$"):
        read_county("vastra_gotaland", tmp_path)


def test_a_date_that_is_set_goes_before_the_assumed(tmp_path: Path) -> None:
    path = copied(tmp_path)
    written = path.read_text(encoding="utf-8")
    dated = written.replace("\n[council_dates]", "\n[council_dates]\n2026Q4 = 2027-03-25")
    path.write_text(dated, encoding="utf-8")
    book = read_county("vastra_gotaland", tmp_path)
    assert book.council_date(Quarter(2026, 4)) == date(2027, 3, 25)
    assert book.council_date(Quarter(2027, 1)) == date(2027, 6, 10)


def copied(folder: Path) -> Path:
    return Path(copytree(FOLDER / "vastra_gotaland", folder / "vastra_gotaland")) / "county.toml"

"""Pictures of the report's figures: the same bytes, grey alone, whatever somebody has called their unit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from reports.document import Drawing, Drawn, Series
from reports.picture import png, svg
from reports.picture_steps import UNSURE

QUARTERS = tuple(f"K{number} {year}" for year in (2025, 2026) for number in range(1, 5))
STEPS = ("1 – mycket ansträngt", "2 – ansträngt", "3 – fungerar i huvudsak", "4 – gott", "5 – mycket gott")
TENTHS = ("Lägsta", "10:e percentilen", "Median", "90:e percentilen", "Högsta")
PARTS = (
    Series("Efter anvisning", (120, 98, None, 140, 133, 80, 1095, 101)),
    Series("Ordnat bostad själva", (60, 70, None, 12, 88, None, 70, 64)),
)
WAITS = (
    Series("Migrationsverket: från beslut", (60, 62, 70, 75, 61, 55, 50, 42.5)),
    Series("Arbetsförmedlingen: från tillstånd", (40, 42, 39, None, 45, 44, None, None)),
)
JUDGED = (
    Series("Boende", (1, 3, None, 5)),
    Series("Boende", (-1, 0, None, 1)),
    Series("Hälsa", (2, 2, 2, 2)),
    Series("Hälsa", (None, UNSURE, 0, 0)),
)
PICTURES = {
    Drawn.STACKED: Drawing(Drawn.STACKED, QUARTERS, PARTS, "Personer per kvartal", (5,)),
    Drawn.LINES: Drawing(Drawn.LINES, QUARTERS, WAITS, "Dagar, median", (3,)),
    Drawn.STEPS: Drawing(
        Drawn.STEPS, ("Skaraborg", "Fyrbodal", "Sjuhärad", "Göteborgsregionen"), JUDGED, "", steps=STEPS
    ),
    Drawn.INTERVAL: Drawing(
        Drawn.INTERVAL, ("Lägre", "Plan", "Högre"), (Series("Prognos", (8000, 9500, 13000)),), "Asylsökande"
    ),
    Drawn.SPREAD: Drawing(
        Drawn.SPREAD,
        TENTHS,
        (Series("Länet", (5, 18.5, 36, 55, 90)), Series("Skaraborg", (10, None, 33, None, 70))),
        "procent",
    ),
}
every_kind = pytest.mark.parametrize("drawing", PICTURES.values(), ids=[kind.name for kind in PICTURES])


def elements(drawing: Drawing) -> Iterator[tuple[str, Element]]:
    for one in fromstring(svg(drawing)).iter():  # noqa: S314 - our own
        yield one.tag.rpartition("}")[2], one


def test_there_is_a_picture_of_every_kind() -> None:
    assert set(PICTURES) == set(Drawn)


@every_kind
def test_letters_are_outlines_and_nothing_is_fetched(drawing: Drawing) -> None:
    """An SVG with text needs its font where it is shown, and there is none."""
    content = svg(drawing)
    assert not {"text", "image", "script", "foreignObject", "metadata"} & {
        tag for tag, _ in elements(drawing)
    }
    assert b"<!" not in content
    references = {
        value for _, one in elements(drawing) for name, value in one.items() if name.endswith("href")
    }
    assert references
    assert all(value.startswith("#") for value in references)


@every_kind
def test_every_reference_leads_to_what_is_in_the_file(drawing: Drawing) -> None:
    known = {one.get("id") for _, one in elements(drawing)}
    for _, one in elements(drawing):
        for name, value in one.items():
            assert not name.endswith("href") or value[1:] in known


@every_kind
def test_a_picture_is_a_column_wide(drawing: Drawing) -> None:
    (root,) = [one for tag, one in elements(drawing) if tag == "svg"]
    assert float(root.get("width", "").removesuffix("pt")) == pytest.approx(16 / 2.54 * 72, abs=0.01)
    with Image.open(BytesIO(png(drawing))) as picture:
        assert picture.width == pytest.approx(16 / 2.54 * 200, abs=1)
        assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)


@every_kind
def test_a_picture_is_grey(drawing: Drawing) -> None:
    """What colour alone tells is lost on paper and to some eyes."""
    with Image.open(BytesIO(png(drawing))) as picture:
        red, green, blue = picture.convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def bitmap(drawing: Drawing) -> bytes:
    with Image.open(BytesIO(png(drawing))) as picture:
        return picture.tobytes()


@pytest.mark.parametrize("kind", [Drawn.STACKED, Drawn.LINES])
def test_a_gap_is_no_zero(kind: Drawn) -> None:
    zero = Drawing(kind, QUARTERS[:3], (Series("a", (5, 0, 7)),), "b")
    gap = Drawing(kind, QUARTERS[:3], (Series("a", (5, None, 7)),), "b")
    assert bitmap(zero) != bitmap(gap)


@pytest.mark.parametrize("kind", [Drawn.STACKED, Drawn.LINES])
def test_a_break_is_marked(kind: Drawn) -> None:
    whole = Drawing(kind, QUARTERS[:3], (Series("a", (5, 6, 7)),), "b")
    assert bitmap(whole) != bitmap(Drawing(kind, whole.categories, whole.series, "b", (1,)))
    assert bitmap(whole) == bitmap(Drawing(kind, whole.categories, whole.series, "b", (0, 3, 9)))


DRAW = """
from tests.reports.test_picture import PICTURES
from reports.picture import png, svg
from hashlib import sha256
print(sha256(svg(PICTURES["intervall"]) + png(PICTURES["intervall"])).hexdigest(), end="")
"""


def test_it_is_the_same_on_a_machine_without_a_home_and_with_settings_of_its_own(tmp_path: Path) -> None:
    """Nothing is said either: no folder that cannot be made, no list of fonts that is built."""
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder")
    (tmp_path / "matplotlibrc").write_text("font.family: serif\nlines.linewidth: 9\nfont.size: 30\n")
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("MPL", "XDG", "MATPLOTLIB"))
    }
    root = str(Path(__file__).parents[2])
    surroundings |= {"HOME": str(nowhere), "PYTHONPATH": root, "PYTHONHASHSEED": "7"}
    ran = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "error", "-c", DRAW],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    one = PICTURES[Drawn.INTERVAL]
    here = sha256(svg(one) + png(one)).hexdigest()
    assert (ran.stdout, ran.stderr) == (here, "")


def test_many_threads_draw_the_same() -> None:
    some = [PICTURES[Drawn.INTERVAL], PICTURES[Drawn.SPREAD]] * 2
    with ThreadPoolExecutor(16) as threads:
        # What has been drawn is kept: this draws anew.
        drawn = [*threads.map(svg.__wrapped__, some), *threads.map(png.__wrapped__, some)]
    assert drawn == [*map(svg, some), *map(png, some)]


NAMES = st.one_of(
    st.text(max_size=40), st.sampled_from(("$x$", "\\frac{", "😀" * 30, "שלום", "ب" * 200, "a" * 5000))
)
VALUES = st.one_of(st.none(), st.integers(0, 200_000), st.floats(0, 1000), st.floats())


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    categories = draw(st.lists(NAMES, max_size=6))
    numbers = st.lists(VALUES, min_size=len(categories), max_size=len(categories)).map(tuple)
    return Drawing(
        draw(st.sampled_from(Drawn)),
        tuple(categories),
        tuple(draw(st.lists(st.builds(Series, NAMES, numbers), max_size=4))),
        draw(NAMES),
        tuple(draw(st.lists(st.integers(-1, 7), max_size=3))),
        tuple(draw(st.lists(NAMES, max_size=6))),
    )


@settings(max_examples=8, deadline=None)
@given(drawings())
@example(
    Drawing(Drawn.STEPS, ("$\\", ""), (Series("\x00\ud800\ufffe", (1, float("inf"))),) * 3, "", steps=("_^",))
)
@example(Drawing(Drawn.LINES, ("a",), (Series("-->", (1e300,)), Series("]]>&<", (-5,))), "\u202e$", (1,)))
def test_no_name_and_no_number_breaks_a_picture(drawing: Drawing) -> None:
    """Warnings are errors here."""
    fromstring(svg(drawing))  # noqa: S314 - our own
    assert png(drawing).startswith(b"\x89PNG")

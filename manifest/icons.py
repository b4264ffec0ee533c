"""The app's two icons, drawn: a round table with four seats, one for each council; one of them has the word.

Write them anew with `python -m manifest.icons`. A shape is a distance in pixels to its edge (negative
inside), and a pixel is covered as far as that edge reaches into it: soft edges with nothing but arithmetic.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
COLOR = "color.png"
OUTLINE = "outline.png"


class Colour(NamedTuple):
    red: int
    green: int
    blue: int
    alpha: int = 255


GROUND = Colour(0x0B, 0x3C, 0x5D)
WHITE = Colour(0xFF, 0xFF, 0xFF)
THE_WORD = Colour(0xFF, 0xC8, 0x3D)

ACCENT = f"#{GROUND.red:02X}{GROUND.green:02X}{GROUND.blue:02X}"


@dataclass(frozen=True)
class Mark:
    """A table with four seats in the middle of a square; all in pixels. `gap` parts the table from a seat."""

    side: int
    table: float
    edge: float
    seat: float
    gap: float

    @cached_property
    def seats(self) -> tuple[tuple[float, float], ...]:
        """The middles of the seats; the first has the word."""
        middle, away = self.side / 2, self.table * sqrt(0.5)
        near, far = middle - away, middle + away
        return (far, near), (far, far), (near, far), (near, near)

    def table_cover(self, x: float, y: float) -> float:
        """How much of the pixel with this middle the table covers, 0 to 1."""
        middle = self.side / 2
        ring = _covered(abs(_distance(x, y, middle, middle) - self.table) - self.edge / 2)
        if not ring:
            return 0.0
        return ring * (
            1 - max(_covered(_distance(x, y, *seat) - self.seat - self.gap) for seat in self.seats)
        )

    def seat_covers(self, x: float, y: float) -> tuple[float, ...]:
        """The same for each seat."""
        return tuple(_covered(_distance(x, y, *seat) - self.seat) for seat in self.seats)


COLOR_MARK = Mark(side=192, table=52, edge=9, seat=16, gap=7)
OUTLINE_MARK = Mark(side=32, table=11, edge=2, seat=3.5, gap=1.5)


def color() -> bytes:
    """The PNG of 192 x 192 pixels, opaque to its corners (Teams rounds them)."""

    def pixel(x: float, y: float) -> Colour:
        mixed = _mix(GROUND, WHITE, COLOR_MARK.table_cover(x, y))
        for seat, cover in zip((THE_WORD, WHITE, WHITE, WHITE), COLOR_MARK.seat_covers(x, y), strict=True):
            mixed = _mix(mixed, seat, cover)
        return mixed

    return _png(COLOR_MARK.side, pixel)


def outline() -> bytes:
    """The PNG of 32 x 32 pixels, white on nothing: only the alpha differs."""

    def pixel(x: float, y: float) -> Colour:
        cover = max(OUTLINE_MARK.table_cover(x, y), *OUTLINE_MARK.seat_covers(x, y))
        return WHITE._replace(alpha=round(255 * cover))

    return _png(OUTLINE_MARK.side, pixel)


def _distance(x: float, y: float, to_x: float, to_y: float) -> float:
    return sqrt((x - to_x) ** 2 + (y - to_y) ** 2)


def _covered(distance: float) -> float:
    return min(1.0, max(0.0, 0.5 - distance))


def _mix(below: Colour, above: Colour, cover: float) -> Colour:
    if not cover:
        return below
    return Colour(*(round(under + (over - under) * cover) for under, over in zip(below, above, strict=True)))


def _png(side: int, pixel: Callable[[float, float], Colour]) -> bytes:
    """A square RGBA picture, 8 bits a channel, no filter: the smallest PNG that the format allows."""
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(column + 0.5, row + 0.5)) for column in range(side))
        for row in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


if __name__ == "__main__":
    (HERE / COLOR).write_bytes(color())
    (HERE / OUTLINE).write_bytes(outline())

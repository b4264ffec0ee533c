"""The committed icons are the drawn ones, and such as Teams takes."""

from io import BytesIO

from PIL import Image

from manifest import icons


def opened(png: bytes) -> Image.Image:
    """The picture. Pixels are compared, not bytes: how well they are packed differs between machines."""
    return Image.open(BytesIO(png)).convert("RGBA")


def committed(name: str) -> Image.Image:
    return opened((icons.HERE / name).read_bytes())


def pixels(picture: Image.Image) -> set[tuple[int, int, int, int]]:
    raw = picture.tobytes()
    return {(raw[at], raw[at + 1], raw[at + 2], raw[at + 3]) for at in range(0, len(raw), 4)}


def test_the_committed_icons_are_the_drawn_ones() -> None:
    again = "draw them again: python -m manifest.icons"
    assert committed(icons.COLOR).tobytes() == opened(icons.color()).tobytes(), again
    assert committed(icons.OUTLINE).tobytes() == opened(icons.outline()).tobytes(), again


def test_the_colour_icon_is_192_pixels_square_and_opaque() -> None:
    icon = committed(icons.COLOR)
    assert icon.size == (192, 192)
    assert {alpha for *_, alpha in pixels(icon)} == {255}


def test_the_colour_icon_keeps_its_corners_free_for_rounding() -> None:
    icon = committed(icons.COLOR)
    assert pixels(icon.crop((0, 0, 192, 24))) == {tuple(icons.GROUND)}
    assert pixels(icon.crop((0, 168, 192, 192))) == {tuple(icons.GROUND)}


def test_the_outline_icon_is_32_pixels_square_and_white_on_nothing() -> None:
    icon = committed(icons.OUTLINE)
    assert icon.size == (32, 32)
    found = pixels(icon)
    assert {tuple(colour) for *colour, _ in found} == {(255, 255, 255)}
    assert {0, 255} <= {alpha for *_, alpha in found}


def test_one_of_four_seats_has_the_word() -> None:
    icon = committed(icons.COLOR)
    seats = [icon.getpixel((round(x), round(y))) for x, y in icons.COLOR_MARK.seats]
    assert seats == [tuple(icons.THE_WORD), *[tuple(icons.WHITE)] * 3]

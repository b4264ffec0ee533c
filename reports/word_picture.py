"""A chart in Word: its picture, and in words what it shows for those who do not see it."""

from io import BytesIO
from itertools import count
from typing import Final

from docx.parts.document import DocumentPart

from reports.document import Chart
from reports.picture import png
from reports.word_xml import Xml, drawn, run_of
from reports.writable import writable

_EMU: Final = 635
"""In a twentieth of a point."""

_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


class Pictures:
    """Lays pictures into a file, each with a number of its own."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._numbers = count(part.next_id)

    def run(self, chart: Chart, width: int) -> Xml:
        """The chart's picture in a run; smaller when it is wider than ``width``, in twentieths of a point."""
        held, image = self._part.get_or_add_image(BytesIO(png(chart.drawing)))
        across = min(image.width, width * _EMU)
        size = {"cx": str(across), "cy": str(image.height * across // image.width)}
        number = str(next(self._numbers))
        told = drawn(
            "wp:docPr",
            id=number,
            name=f"Figur {number}",
            descr=writable(chart.alt),
            title=writable(chart.caption),
        )
        inline = drawn(
            "wp:inline",
            drawn("wp:extent", **size),
            told,
            drawn("wp:cNvGraphicFramePr", drawn("a:graphicFrameLocks", noChangeAspect="1")),
            drawn("a:graphic", drawn("a:graphicData", _picture(held, number, size), uri=_PICTURE)),
            distT="0",
            distB="0",
            distL="0",
            distR="0",
        )
        return run_of(drawn("w:drawing", inline))


def _picture(held: str, number: str, size: dict[str, str]) -> Xml:
    named = drawn("pic:cNvPr", id=number, name=f"figur-{number}.png")
    frame = drawn("a:xfrm", drawn("a:off", x="0", y="0"), drawn("a:ext", **size))
    return drawn(
        "pic:pic",
        drawn("pic:nvPicPr", named, drawn("pic:cNvPicPr")),
        drawn("pic:blipFill", drawn("a:blip", **{"r:embed": held}), drawn("a:stretch", drawn("a:fillRect"))),
        drawn("pic:spPr", frame, drawn("a:prstGeom", prst="rect")),
    )

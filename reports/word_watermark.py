"""The word that lies across every page of a draft, as Word's own watermarks do."""

from typing import Final

from reports.word_xml import Xml, drawn, element, run_of

_NAME: Final = "PowerPlusWaterMarkObject"
"""What Word looks for when somebody chooses Remove watermark."""

_WORD_ART: Final = "#_x0000_t136"
_FIRST: Final = 2049
_ACROSS: Final = 420
"""How long the word is, in points: the diagonal of what an A4's margins leave."""


def watermark(text: str, number: int) -> Xml:
    """A run with the word, grey and aslant behind the text; ``number``: of the page's kind, from 1.

    Decoration: its alt text is empty, and the header's own words say the same to those who listen.
    """
    height = _ACROSS * 2 // max(len(text), 4)
    stands = (
        f"position:absolute;margin-left:0;margin-top:0;width:{_ACROSS}pt;height:{height}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = drawn(
        "v:shape",
        drawn("v:fill", opacity=".5"),
        drawn("v:textpath", style='font-family:"Arial";font-size:1pt', string=text),
        drawn("w10:wrap", anchorx="margin", anchory="margin"),
        **{"id": f"{_NAME}{number}", "o:spid": f"_x0000_s{_FIRST + number}", "type": _WORD_ART},
        **{"alt": "", "style": stands, "o:allowincell": "f", "fillcolor": "#d0d0d0", "stroked": "f"},
    )
    return run_of(element("w:pict", _kind(), shape))


def _kind() -> Xml:
    """Word's kind of shape for text along a path, as every watermark of its own declares it."""
    return drawn(
        "v:shapetype",
        drawn(
            "v:formulas",
            *(
                drawn("v:f", eqn=equation)
                for equation in (
                    "sum #0 0 10800",
                    "prod #0 2 1",
                    "sum 21600 0 @1",
                    "sum 0 0 @2",
                    "sum 21600 0 @3",
                    "if @0 @3 0",
                    "if @0 21600 @1",
                    "if @0 0 @2",
                    "if @0 @4 21600",
                    "mid @5 @6",
                    "mid @8 @5",
                    "mid @7 @8",
                    "mid @6 @7",
                    "sum @6 0 @5",
                )
            ),
        ),
        drawn("v:path", textpathok="t", **{"o:connecttype": "custom"}),
        drawn("v:textpath", on="t", fitshape="t"),
        **{"id": "_x0000_t136", "coordsize": "21600,21600", "o:spt": "136", "adj": "10800"},
        path="m@7,l@8,m@5,21600l@6,21600e",
    )

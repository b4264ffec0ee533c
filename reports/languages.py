"""Which words of a section in another language are in the document's own: the titles that it quotes."""

from collections.abc import Iterator

from reports.quotations import spans

_BEGINS, _ENDS = "“", "”"
"""Around what an English section has taken from the Swedish as it stands."""


def in_languages(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The text of a section in parts; whether each is in the document's language and not in ``language``.

    ``language``: the section's, "" for the document's own. The parts come to the text, with the marks around
    what is quoted in the section's language.
    """
    if not language:
        yield text, False
        return
    at = 0
    for start, end in spans(text):
        if text[start] == _BEGINS and text[end - 1] == _ENDS:
            yield text[at : start + 1], False
            yield text[start + 1 : end - 1], True
            at = end - 1
    if at < len(text):
        yield text[at:], False

"""``samrad ask``: one question, or a file of them."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bot import handbooks
from bot.own_database import own_if_there
from bot.settings import read_settings
from counties.reading import read_county
from domain.errors import SamradError
from knowledge.handbook import Finding, Handbook
from knowledge.statute_book import FILE, StatuteBook
from store.store import Store


class BadQuestion(SamradError):
    """There is nothing to ask, or a line of the file cannot be read."""


def ask_one(question: str, *, as_json: bool) -> Iterator[str]:
    """The answer as text, or as one line of JSON. Raises BadQuestion for an empty question."""
    if not question.strip():
        raise BadQuestion('Skriv en fråga, till exempel: samrad ask "Vem beslutar om kommuntal?"')
    finding = _handbook().find(question)
    if as_json:
        yield _line(finding)
        return
    yield finding.answer
    for suggestion in finding.suggestions:
        yield f"  – {suggestion}"


def ask_batch(path: Path) -> Iterator[str]:
    """A JSON line for each line of the file. Raises BadQuestion with the line's number."""
    handbook = _handbook()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadQuestion(f"{path.name} är ingen text i UTF-8. Spara om filen som UTF-8.") from None
    # On line feeds alone: others that Unicode calls line ends may stand in JSON as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            asked = _read(line, f"{path.name}, rad {number}")
            yield _line(handbook.find(asked["question"]), asked["id"])


def _handbook() -> Handbook:
    """As the bot has it; what was published is read from its database, which is not made when missing."""
    settings = read_settings()
    county, book = read_county(settings.county).county, StatuteBook(settings.var / FILE)
    place = own_if_there(settings)
    if not place:
        return handbooks.load(county, (), book)
    with closing(Store.open(place)) as store:
        return handbooks.load(county, store.proposals.published().values(), book)


def _read(line: str, where: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        raise BadQuestion(f"{where}: raden är inte JSON som går att läsa.") from None
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("question"), str):
        raise BadQuestion(f'{where}: skriv {{"id": "1", "question": "…"}}.')
    return asked


def _line(finding: Finding, key: object = None) -> str:
    told = {
        "outcome": finding.outcome,
        "entry": finding.entry,
        "answer": finding.answer,
        "confidence": finding.confidence,
        "sources": finding.sources,
        "suggestions": finding.suggestions,
        "score": round(finding.score, 4),
    }
    line = json.dumps(told if key is None else {"id": key, **told}, ensure_ascii=False)
    # Half a character in an id goes back as it came, written as JSON's own escape.
    return line.encode("utf-8", "backslashreplace").decode()

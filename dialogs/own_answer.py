"""granska rapporten, synpunkt, stämmer: who has contributed reads the own part of the draft and answers."""

import re

from dialogs import orders, own_part, report_acts, rights
from dialogs.desk import Desk
from dialogs.dialog import Command, Dialog
from dialogs.own_part import Part, part_of, remarks
from dialogs.passages import Passage
from dialogs.report_acts import Remarked
from dialogs.round_words import names_quarter, round_in
from dialogs.status_report import Author
from domain import swedish
from domain.errors import NotFound
from domain.messages import Button, Message, Turn
from domain.people import ANSWERING, Person, Role

COMMAND = Command(
    says="granska rapporten",
    title_en="check the report",
    description="Läs det i lägesrapporten som bygger på era uppgifter, och säg till om något är fel",
    description_en="Read what the report says from your answers, and tell if something is wrong",
    roles=ANSWERING,
    menu=False,
    in_report=True,
)

_READ = re.compile(
    r"(?:(?:granska|kontrollera|check)\s+(?:rapporten|utkastet|lägesrapporten|the report)|"
    r"(?:(?:granska|kontrollera|läs|visa)\s+)?(?:vår|min|er) del"
    r"(?: (?:av|i) (?:läges)?(?:rapporten|utkastet))?)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_REVIEW = re.compile(r"(?:faktagranska|granska)\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_REMARK = re.compile(
    r"(?:ny\s+|en\s+|lämna\s+(?:en\s+)?)?(?:synpunkt|anmärkning|anmärk|remark)\b(?P<where>[^:]*)"
    r"(?::(?P<words>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_ACCEPT = re.compile(
    r"(?:det |allt |uppgifterna )?(?:stämmer|godtar|vi godtar|godta)(?: (?:uppgifterna|bra|allt))?\b"
    r"(?P<rest>[^:]*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(r"(?:\b(?:om|på|till|stycke(?:t)?|nr|nummer)\s+)*(?P<number>\d{1,4})\b", re.IGNORECASE)

_VAGUE = re.compile(
    r"(?:det |detta |siffran |uppgiften |texten )?(?:(?:är|var|blev) (?:helt )?(?:fel|felaktigt?|konstigt?)|"
    r"stämmer (?:inte|ej)|fel|felaktigt?)(?: här| siffra)?[.!]*",
    re.IGNORECASE,
)
"""Says that it is wrong, and not how it should be."""

_QUOTED = 120


def wants(turn: Turn, desk: Desk) -> bool:
    """Said by someone who answers for a unit. A coordinator who does means it when the unit is asked."""
    person, text = turn.person, turn.text.strip()
    if turn.action or person is None or not any(True for _ in person.answers_for()):
        return False
    if person.coordinates and not _is_asked(text, turn, person, desk):
        return False
    if _READ.fullmatch(text) or _REMARK.fullmatch(text):
        return True
    return _may_be_meant(text, turn, person, desk)


def _may_be_meant(text: str, turn: Turn, person: Person, desk: Desk) -> bool:
    """Words that mean other things as well: they mean the report while the person is asked to check it.

    "Granska" from a leader is else of the municipalities; "stämmer" answers many questions.
    """
    if reviewed := _REVIEW.fullmatch(text):
        if not any(one.role is Role.LEADER for one in person.assignments):
            return True
        named, _ = rights.unit_at_start(reviewed["rest"].strip(), desk)
        return (named is None or named in person.answers_for()) and _is_asked(text, turn, person, desk)
    said = _ACCEPT.fullmatch(text)
    return said is not None and (names_quarter(text) or _is_asked(text, turn, person, desk))


def _is_asked(words: str, turn: Turn, person: Person, desk: Desk) -> bool:
    try:
        round_, _ = round_in(words, turn, desk)
    except NotFound:
        return False
    asked = desk.store.report_life.of(round_.key).asked
    return any(unit in asked for unit in person.answers_for())


def answer(turn: Turn, desk: Desk) -> Message:
    rights.personal(turn)
    person, text = rights.known(turn, desk), turn.text.strip()
    if remark := _REMARK.fullmatch(text):
        return _remarked(remark, person, turn, desk)
    reads = _READ.fullmatch(text) or _REVIEW.fullmatch(text)
    if reads:
        return own_part.shown(reads["rest"], person, turn, desk)
    accepted = _ACCEPT.fullmatch(text)
    return _accepted(accepted["rest"] if accepted else "", person, turn, desk)


def _remarked(said: re.Match[str], person: Person, turn: Turn, desk: Desk) -> Message:
    part, where = part_of(said["where"], person, turn, desk)
    place, words = _placed(where, said["words"] or "")
    passage = next((one for one in part.passages if one.number == place), None)
    if passage is None or not words:
        raise NotFound(_how_to_remark(part, place))
    orders.must_be_clean(words)
    if _has_said(part, passage, words, desk):
        return Message("Den synpunkten har jag redan. Samordnaren har fått veta det.")
    remarked = Remarked(part.unit, passage.section, passage.quote, words)
    report_acts.remark(desk, part.round, Author(person, turn.at), remarked)
    about = swedish.shortened(passage.quote, _QUOTED)
    instead = _instead(part, place) if _VAGUE.fullmatch(words) else ""
    return Message(
        f"Jag har tagit emot er synpunkt på stycke {place}, ”{about}”. Samordnaren får veta det, och du får "
        f"veta vad som gjordes.{instead}",
        buttons=(
            Button("Visa er del", f"granska rapporten {part.round.key} {part.name}"),
            Button("Resten stämmer", f"stämmer {part.round.key} {part.name}"),
        ),
    )


def _placed(where: str, words: str) -> tuple[int, str]:
    """The paragraph's number, 0 for none, and what is said of it; the colon may be left out."""
    if number := _PLACE.fullmatch(where.strip()):
        return int(number["number"]), words.strip()
    if number := _PLACE.match(where.strip()):
        said = (where.strip()[number.end() :].strip(" ,."), words.strip())
        return int(number["number"]), ": ".join(filter(None, said))
    return 0, words.strip()


def _how_to_remark(part: Part, place: int) -> str:
    example = "synpunkt 4: siffran ska vara 12"
    if place and not 0 < place <= len(part.passages):
        return (
            f"Det finns inget stycke {place} hos er. Er del har {len(part.passages)} stycken. Skriv ”granska "
            f"rapporten {part.round.key} {part.name}” för att se dem."
        )
    return f"Skriv vilket stycke det gäller och hur det ska vara, till exempel: {example}."


def _instead(part: Part, place: int) -> str:
    return (
        " Skriv gärna också hur det ska stå i stället, till exempel: "
        f"synpunkt {part.round.key} {part.name} {place}: siffran ska vara 12."
    )


def _has_said(part: Part, passage: Passage, words: str, desk: Desk) -> bool:
    return any(
        one.words == words and one.quote == passage.quote.strip() and not one.settled
        for one in remarks(part, desk)
    )


def _accepted(words: str, person: Person, turn: Turn, desk: Desk) -> Message:
    part, rest = part_of(words, person, turn, desk)
    if rest.strip(" .!?"):  # "stämmer inte" is no yes
        raise NotFound(_how_to_remark(part, 0))
    report_acts.accept(desk, part.round, Author(person, turn.at), part.unit)
    left = [one for one in remarks(part, desk) if not one.settled]
    more = " Era synpunkter står kvar, och du får veta vad som gjordes med dem." if left else ""
    return Message(f"Tack! {part.name} har godtagit det som står om er i lägesrapporten.{more}")


DIALOG = Dialog(wants, answer, COMMAND)

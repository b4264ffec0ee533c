"""A unit's answers as the report reads them: words for choices, texts that may be shown, their sources."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from domain.answers import STATE, Submission, Value
from domain.form import Choice, Form, Question
from domain.material import Contribution
from domain.swedish import alphabetical
from forms.publishing import text_is_public
from reports import telling
from reports.document import Source
from reports.past import question_in
from reports.swedish import TRENDS, inside

_ITEM = re.compile(r"^(?P<group>[a-z_]+)\.(?P<index>\d+)\.")

_MOST_ITEMS = 99

JUDGED = ("1", "2", "3", "4", "5")
"""The steps of the status scale, from the most strained."""

TEXTS = ("headline", "outlook", "status_reason", "theme_request", "presence_change", "site_changes")
AREA_TEXTS = ("events", "gender_note", "obstacles_other")
GROUPS = ("handover", "good_practice", "inventory")


@dataclass(frozen=True)
class Reading:
    """One received contribution. An unanswered key reads as nothing: "", () or None, never as zero."""

    part: Contribution
    submission: Submission

    @cached_property
    def questions(self) -> dict[str, Question]:
        """By key those of the form, and of as many items of its groups as are answered."""
        return _questions(self.part.form, self.submission)

    @property
    def name(self) -> str:
        return self.part.respondent.name

    @property
    def cancelled(self) -> bool:
        """No meeting: nobody took part in it and nothing was endorsed at it, whatever else is filled in."""
        return self.choice("council_held") == "NEJ_INSTALLT"

    @property
    def own_judgement(self) -> bool:
        """Whether the answers are the coordinator's own, not those of the meeting."""
        return self.choice("endorsement") == "SAMORDNARES_BEDOMNING"

    def keeps(self, key: str) -> bool:
        """Whether the unit lets its text be background only; its choices are still reported."""
        return not text_is_public(self.part.form, self.submission.answers, key)

    @property
    def withholds_texts(self) -> bool:
        """Whether there is any text that the report would have held, had the unit let it."""
        return any(
            (key in TEXTS or key.endswith(AREA_TEXTS) or key.startswith(GROUPS)) and self.keeps(key)
            for key in self.submission.answers
        )

    @property
    def withholds_some(self) -> bool:
        """Whether it lets other texts be shown."""
        return self.choice("publishable") == "DELVIS"

    def unchanged_since(self, *keys: str) -> str:
        """The quarter that an answer under ``keys`` stands from, such as kvartal 2 2026; "" for new ones."""
        return next(filter(None, (telling.carried_from(self.submission.answers, key) for key in keys)), "")

    def value(self, key: str) -> Value | None:
        found = self.submission.answers.get(key)
        return None if found in ("", []) else found

    def choice(self, key: str) -> str:
        """The stored value of a choice, such as FORSAMRAT; "" when unanswered."""
        return str(self.value(key) or "")

    def label(self, key: str) -> str:
        """The words of a choice as they read inside a sentence, such as strukturellt problem."""
        value = self.choice(key)
        question = self.questions.get(key)
        return inside(question.label_of(value) if question else value) if value else ""

    def labels(self, key: str) -> tuple[str, ...]:
        """The words of several choices. A value that the form does not list is treated as a text."""
        value = self.value(key)
        question = self.questions.get(key)
        listed = {choice.value for choice in question.choices} if question else set()
        values = value if isinstance(value, list) else [str(value or "")]
        return tuple(
            inside(question.label_of(one) if question else one)
            for one in values
            if one and (one in listed or not self.keeps(key))
        )

    def text(self, key: str) -> str:
        """The unit's own words, trimmed; "" when unanswered or not to be shown."""
        value = self.value(key)
        return "" if value is None or self.keeps(key) else str(value).strip()

    def trend(self, key: str) -> str:
        """Symbol and word, such as ↓ försämrat; "" when unanswered."""
        return TRENDS.get(self.choice(key), self.label(key))

    def municipalities(self, key: str) -> tuple[str, ...]:
        """Names of the municipalities of a list or a single choice, in alphabetical order."""
        value = self.value(key)
        names = {member.id: member.name for member in self.part.respondent.members}
        chosen = value if isinstance(value, list) else [str(value or "")]
        return tuple(alphabetical(names.get(one, one) for one in chosen if one))

    def items(self, group: str) -> tuple[int, ...]:
        """The indexes of a group's items that have any answer."""
        found = (_ITEM.match(key) for key in self.submission.answers)
        return tuple(sorted({int(item["index"]) for item in found if item and item["group"] == group}))

    def source(self, *keys: str) -> tuple[Source, ...]:
        """The answers under ``keys``, those that there are; a key without its question stands for itself.

        That a number is missing, or is the published one, is an answer too.
        """
        return tuple(
            self._one_source(key)
            for key in keys
            if self.value(key) is not None or self.value(key + STATE) is not None
        )

    def _one_source(self, key: str) -> Source:
        question = self.questions.get(key) or question_in(self.part.form, key)
        number, label = (question.number, question.label) if question else ("", key)
        return Source(self.name, number, label, self.submission.version, self.submission.at)

    def whole(self) -> Source:
        """The submission as such: that it came, and when."""
        return Source(self.name, "", "", self.submission.version, self.submission.at)


def read(parts: Iterable[Contribution]) -> tuple[Reading, ...]:
    """Those of the contributions that have been received, in their order."""
    return tuple(Reading(part, part.submission) for part in parts if part.submission)


def _questions(form: Form, submission: Submission) -> dict[str, Question]:
    counts: dict[str, int] = {}
    for key in submission.answers:
        if item := _ITEM.match(key):
            counts[item["group"]] = max(
                counts.get(item["group"], 0), min(int(item["index"]), _MOST_ITEMS) + 1
            )
    return {question.key: question for card in form.cards for question in card.questions(counts)}


def status_scale(readings: tuple[Reading, ...], key: str) -> tuple[Choice, ...]:
    """The steps as the form words them, from the lowest; the bare value where no form has the question."""
    questions = [reading.questions[key] for reading in readings if key in reading.questions]
    return tuple(Choice(step, inside(questions[0].label_of(step)) if questions else step) for step in JUDGED)

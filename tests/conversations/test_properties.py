"""Whatever people do with one council's answer, in any order: nothing that was told as saved is lost."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from counties.reading import CountyBook, read_county
from dialogs.desk import Desk
from domain.answers import Answers, Submission
from domain.fingerprint import fingerprint
from domain.life import Act, Life, Status, why_locked
from domain.messages import Account, Action, FormPage, Message
from domain.people import Person, Role
from domain.quarter import Quarter
from domain.rounds import Round, plan
from domain.workdays import STOCKHOLM
from forms import shelf
from forms.filled import CONFLICT, REFUSED, plain, raw
from knowledge.handbook import Handbook
from tests.conversations.answers import CARDS, CONTROL
from tests.conversations.chat import Chat
from tests.laying import Start, filled

UNIT = "fyrbodal"
FRIDA = Person("frida", "Frida Fyrbodal (påhittad)", Role.REPORTER, UNIT, invented=True)
WRITERS = ("fyrbodal", "frida", "fyrbodal_ersattare", "samordnare")
COORDINATORS = ("samordnare", "samordnare_2")
FIXED = {Status.APPROVED, Status.LOCKED}
OPENED = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)

ISSUE = {
    "body": "Det finns inga lediga lägenheter för stora familjer.",
    "kind": "UPPDRAG",
    "area": "boende",
    "level": "REGIONAL",
    "outcome": "Ett gemensamt möte med bostadsbolagen.",
    "urgency": "2",
}
"""What a medskick says besides its title."""

# Without shrinking, which takes minutes over real dialogs: a failure tells all its steps as they were taken.
QUICK = settings(
    max_examples=5, stateful_step_count=20, deadline=None, database=None, phases=[Phase.generate]
)

writers = st.sampled_from(WRITERS)
fields = st.fixed_dictionaries(
    {},
    optional={
        "council_held": st.sampled_from(["JA", "NEJ_INSTALLT", "NEJ", ""]),
        "council_date": st.sampled_from(["2026-11-05", "2026-11-04", "i förrgår", ""]),
        "overall_status": st.sampled_from(["1", "2", "3", "9", ""]),
        "overall_trend": st.sampled_from(["OFORANDRAT", "FORBATTRAT", ""]),
        "headline": st.sampled_from(["Kort.", "", *(f"Text nummer {n} om läget just nu." for n in range(3))]),
        "outlook": st.sampled_from(["", *(f"Utblick nummer {n}." for n in range(3))]),
        "area.boende.events": st.sampled_from(["", "En händelse i boendet.", "En annan händelse."]),
    },
)
typed_answers = st.sampled_from(
    ["2.1: 2", "2.1: nio", "2.3: En skriven rad om läget just nu.", "1.2: 4 november"]
)


@cache
def book() -> CountyBook:
    return read_county("vastra_gotaland")


def planned() -> Round:
    forms = [shelf.newest(form_id) for form_id in book().county.form_ids()]
    return plan(Quarter(2026, 3), date(2026, 12, 10), forms)


def no_handbook() -> Handbook:
    raise AssertionError("nobody asked a question")


def said(answers: Answers, key: str) -> str:
    """What stands under the key, if only words that could not be read."""
    value = answers.get(key, answers.get(REFUSED + key))
    return "" if value is None else raw(value)


def aside(answers: Answers, key: str) -> list[str]:
    kept = answers.get(CONFLICT + key, [])
    return kept[1::2] if isinstance(kept, list) else [str(kept)]


def titles(answers: Answers) -> set[str]:
    """Every title of a medskick, wherever it stands."""
    keys = {plain(key) for key in answers if plain(key).startswith("handover.") and key.endswith(".title")}
    return {words for key in keys for words in (said(answers, key), *aside(answers, key)) if words}


class OneAnswer(RuleBasedStateMachine):
    """Two reporters, a deputy and two coordinators at one form, while time goes on."""

    def __init__(self, empty: Start, folder: Path) -> None:
        super().__init__()
        self.open = ExitStack()
        self.store = self.open.enter_context(filled(empty, folder)).store
        self.round = planned()
        self.store.rounds.create(self.round, "samordnare", OPENED)
        people = [*book().invented.people, FRIDA]
        for person in people:
            self.store.people.enroll(person, Account("t", person.id))
        desk = Desk(self.store, book().county, no_handbook)
        self.chats = {who: Chat(desk, Account("t", who), OPENED) for who in (*WRITERS, *COORDINATORS)}
        self.pages: dict[str, list[FormPage]] = {who: [] for who in self.chats}
        self.last: dict[str, Action] = {}
        self.sent: list[Submission] = []
        self.raised = 0
        self.cards = [card.key for card in desk.form(self.round, desk.county.respondent(UNIT)).cards]

    def teardown(self) -> None:
        self.open.close()

    # What people do.

    @initialize(full=st.booleans())
    def all_have_the_form_before_them(self, full: bool) -> None:  # noqa: FBT001 - a rule's parameter
        """And somebody has filled in all of it, or an answer that is sent in would seldom be reached."""
        for number, values in enumerate(CARDS if full else (), start=1):
            self.opens_a_card("fyrbodal", number)
            self.saves("fyrbodal", self.pages["fyrbodal"][-1], values, "save")
        for who in WRITERS:
            for number in (1, 2):
                self.opens_a_card(who, number)

    @rule(who=writers, card=st.sampled_from([2, 1, 3]))
    def opens_a_card(self, who: str, card: int) -> None:
        before = self.answers()
        if not self.pages[who]:
            self.say(who, "rapportera Fyrbodal")
        for page in self.pages[who][-1:]:
            key = self.cards[card - 1]
            data = {"round": page.round, "unit": page.unit, "card": key, "revision": str(page.revision)}
            self.deliver(who, Action("goto", page.request, {**data, "group": key}))
        assert self.answers() == before

    @rule(who=writers, given=fields, card=st.sampled_from([2, 1, 3]), verb=st.sampled_from(["save", "back"]))
    def saves_the_card_as_it_stands_now(self, who: str, given: dict[str, str], card: int, verb: str) -> None:
        self.opens_a_card(who, card)
        self.saves(who, self.pages[who][-1], given, verb)

    @rule(who=writers, given=fields, back=st.integers(1, 4), verb=st.sampled_from(["save", "goto"]))
    def saves_a_card_that_was_shown_earlier(
        self, who: str, given: dict[str, str], back: int, verb: str
    ) -> None:
        self.saves(who, self.pages[who][-min(back, len(self.pages[who]))], given, verb)

    @rule(who=writers)
    def delivers_the_same_card_again(self, who: str) -> None:
        if who in self.last:
            before = self.state()
            self.deliver(who, self.last[who])
            assert self.state() == before

    @rule(who=writers, back=st.integers(1, 4))
    def raises_an_issue(self, who: str, back: int) -> None:
        """On a card that may be older than what others have added since."""
        cards = [page for page in self.pages[who] if page.card.key == "medskick"]
        if not cards:
            self.opens_a_card(who, 5)
            cards = self.pages[who][-1:]
        page = cards[-min(back, len(cards))]
        if page.card.key != "medskick":  # it could not be opened any more
            return
        place = min(sum(f"handover.{n}.title" in page.values for n in range(9)), 2)
        title = f"Medskick nummer {self.raised} från {who}"
        written_over = {page.values.get(f"handover.{place}.title", "")}
        written_over |= {line.partition(": ")[2] for line in page.beside.get(f"handover.{place}.title", ())}
        before = self.answers()
        self.raised += 1
        item = {f"handover.{place}.{key}": value for key, value in {**ISSUE, "title": title}.items()}
        self.press(who, page, "add", {**item, "has_handover": "JA"}, "handover")
        if self.answers() != before:
            assert titles(before) - written_over | {title} <= titles(self.answers())

    @rule(who=writers, words=typed_answers)
    def types_an_answer(self, who: str, words: str) -> None:
        before, locked = self.answers(), self.locked()
        self.say(who, words if who != "samordnare" else f"Fyrbodal {words}")
        after = self.answers()
        changed = {plain(key) for key in (*before, *after) if before.get(key) != after.get(key)}
        assert changed <= ({"overall_status", "headline", "council_date"} if not locked else set())
        assert len(changed) <= 1

    @rule(who=writers)
    def settles_what_is_in_conflict(self, who: str) -> None:
        for page in [page for page in self.pages[who][-1:] if page.explain]:
            picks = [one for asked in page.explain.values() for one in asked if one.key.endswith("~pick")]
            self.saves(who, page, {pick.key: pick.choices[-1].value for pick in picks}, "save")

    @rule(who=writers, approver=st.none() | st.sampled_from(COORDINATORS))
    def sends_it_in_and_someone_may_approve(self, who: str, approver: str | None) -> None:
        """After having put right, card by card, what stands in the way."""
        for _ in range(6):
            self.opens_a_card(who, 6)
            if self.pages[who][-1].card.key == "kontroll":
                self.saves(who, self.pages[who][-1], CONTROL, "send")
            wrong = self.pages[who][-1]
            if wrong.card.key == "kontroll":
                break
            self.settles_what_is_in_conflict(who)
            values = CARDS[wrong.card.number - 1] if wrong.card.key != "medskick" else {}
            self.saves(who, self.pages[who][-1], values, "save")
        self.confirms(who)
        if approver:
            self.say(approver, "godkänn Fyrbodal")

    @rule(who=writers)
    def confirms(self, who: str) -> None:
        chat = self.chats[who]
        if chat.summed:
            before = self.answers()
            told = self.deliver(who, chat.confirmation())
            assert self.answers() == before
            if told.panel and told.panel.title == "Kvitto":
                latest = self.store.submissions.latest(self.round.key, UNIT)
                facts = dict(told.panel.facts)
                assert latest
                assert (facts["Version"], facts["Fingeravtryck"]) == (
                    str(latest.version),
                    fingerprint(latest),
                )

    @rule(who=st.sampled_from(COORDINATORS), what=st.sampled_from(["godkänn", "lås", "godkänn", "granska"]))
    def reviews(self, who: str, what: str) -> None:
        self.say(who, f"{what} Fyrbodal")

    @rule(who=st.sampled_from(COORDINATORS), what=st.sampled_from(["återsänd", "öppna igen"]))
    def sends_back(self, who: str, what: str) -> None:
        self.say(who, f"{what} Fyrbodal: se över läget i 2.1")

    @rule(who=st.sampled_from(COORDINATORS))
    def opens_it_for_three_days(self, who: str) -> None:
        until = (self.now + timedelta(days=3)).date()
        self.say(who, f"öppna igen Fyrbodal till {until}: se över läget i 2.1")

    @rule(day=st.sampled_from(["22 november", "25 november"]))
    def more_time_is_asked_for_and_given(self, day: str) -> None:
        self.say("fyrbodal", f"anstånd till {day}, samrådet hålls sent")
        self.say("samordnare", "bevilja anstånd Fyrbodal")

    @rule(who=st.sampled_from(["fyrbodal", "frida", "fyrbodal_ersattare"]))
    def has_nothing_to_report(self, who: str) -> None:
        self.say(who, "inget att rapportera: samrådet är inställt och inget har hänt")

    @rule(hours=st.sampled_from([1, 1, 1, 24, 24, 6 * 24]))
    def time_goes_on(self, hours: int) -> None:
        for chat in self.chats.values():
            chat.now += timedelta(hours=hours)

    # How it is done and looked at.

    @property
    def now(self) -> datetime:
        return self.chats["samordnare"].now

    def answers(self) -> Answers:
        draft = self.store.submissions.draft(self.round.key, UNIT)
        return draft.answers if draft else {}

    def life(self) -> Life:
        return self.store.lives.of(self.round.key, UNIT)

    def locked(self) -> str:
        return why_locked(self.life(), self.round, self.now)

    def state(self) -> tuple[object, ...]:
        submissions = self.store.submissions
        history = submissions.history(self.round.key, UNIT)
        return history, submissions.versions(self.round.key, UNIT), self.life(), self.store.audit.lines()

    def say(self, who: str, text: str) -> Message:
        return self.take(who, lambda chat: chat.say(text))

    def deliver(self, who: str, action: Action) -> Message:
        return self.take(who, lambda chat: chat.deliver(action))

    def take(self, who: str, turn: Callable[[Chat], Message]) -> Message:
        """Take the turn; what is locked stays as it was, whatever the turn, and everybody is answered."""
        locked = self.locked()
        history = self.state()[:2] if locked else ()
        told = turn(self.chats[who])
        assert told.text or told.page or told.summary or told.panel
        if locked:
            assert self.state()[:2] == history, locked
        if told.page:
            self.pages[who].append(told.page)
        return told

    def press(
        self, who: str, page: FormPage, verb: str, values: Mapping[str, str], group: str = ""
    ) -> Message:
        data = {
            "round": page.round,
            "unit": page.unit,
            "card": page.card.key,
            "revision": str(page.revision),
            "group": group,
        }
        action = Action(verb, page.request, data, {**page.values, **values})
        count = self.revision()
        told = self.deliver(who, action)
        if self.revision() > count:  # a card that was refused is new when it comes again
            self.last[who] = action
        return told

    def saves(self, who: str, page: FormPage, given: Mapping[str, str], verb: str) -> None:
        """Save the card, and look at every question of the form, on the card or not."""
        before, locked, count = self.answers(), self.locked(), self.revision()
        asked = {question.key for question in page.card.questions(dict(page.items))}
        asked |= {question.key for questions in page.explain.values() for question in questions}
        filled = {key: value for key, value in given.items() if key in asked}
        told = self.press(who, page, verb, filled, "lage" if verb == "goto" else "")
        if locked:
            assert told.text or told.panel or verb == "goto"  # to look at another card is always free
            return
        assert told.page or told.summary
        if self.revision() > count:  # else the very same card had come before
            self.look_over(page, filled, before)

    def look_over(self, page: FormPage, filled: Mapping[str, str], before: Answers) -> None:
        after = self.answers()
        keys = {plain(key) for key in (*before, *after, *filled)}
        for key in {key for key in keys if "~" not in key and not key.startswith("handover.")}:
            shown, wanted = page.values.get(key, ""), filled.get(key, page.values.get(key, ""))
            kept = {said(after, key), *aside(after, key)}
            picked = bool(filled.get(f"{key}~pick"))
            if key in filled and wanted != shown and wanted and not picked:
                assert wanted in kept, key
            if wanted == shown and not picked and said(before, key):
                assert said(after, key) == said(before, key), key
            if said(before, key) not in {"", shown}:  # somebody else has written since the card was shown
                assert said(before, key) in kept, key
            if not picked and not (wanted and wanted != shown):
                assert set(aside(before, key)) <= set(aside(after, key)), key

    def revision(self) -> int:
        return len(self.store.submissions.history(self.round.key, UNIT))

    # What always holds.

    @invariant()
    def versions_are_added_and_never_changed(self) -> None:
        versions = self.store.submissions.versions(self.round.key, UNIT)
        assert versions[: len(self.sent)] == self.sent
        assert [one.version for one in versions] == list(range(1, len(versions) + 1))
        assert (self.life().version or 0) == len(versions)
        self.sent = versions

    @invariant()
    def nothing_sent_in_holds_a_choice_or_words_that_could_not_be_read(self) -> None:
        for sent in self.sent:
            assert not [key for key in sent.answers if key.startswith((CONFLICT, REFUSED))]

    @invariant()
    def nobody_approves_their_own_and_nothing_is_approved_twice(self) -> None:
        approved, sender = False, ""
        for step in self.store.lives.steps(self.round.key, UNIT):
            if step.action in {Act.SUBMIT, Act.NOTHING}:
                assert not approved
                sender = step.by
            if step.action is Act.APPROVE:
                assert not approved
                assert step.by in COORDINATORS
                assert step.by != sender
            approved = (approved or step.action is Act.APPROVE) and step.action is not Act.REOPEN
        assert approved is (self.life().status in FIXED)

    @invariant()
    def every_change_has_its_line_in_the_audit_log(self) -> None:
        subject = f"{self.round.key}/{UNIT}"
        told = [line.what for line in self.store.audit.lines(subject) if line.subject == subject]
        steps = self.store.lives.steps(self.round.key, UNIT)
        saved = self.revision() - sum(step.action is Act.SUBMIT for step in steps)
        assert told.count("sparade") == saved
        written = [f"{step.action}" + (f" version {step.version}" if step.version else "") for step in steps]
        assert [line for line in told if line != "sparade"] == written


def test_nothing_that_was_told_as_saved_is_lost(empty_store: Start, tmp_path: Path) -> None:
    def machine() -> OneAnswer:
        return OneAnswer(empty_store, tmp_path)

    run_state_machine_as_test(machine, settings=QUICK)  # type: ignore[arg-type]  # whatever makes one will do

"""A button says what it is for; who may do it is looked at anew, whatever seal the card had."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dialogs import reception
from dialogs.desk import Desk
from dialogs.door import VERBS
from domain.messages import RENEW, Account, Action, Message, Turn
from domain.rounds import Round
from forms import evaluating, raising
from tests.conversations.answers import MEETING
from tests.conversations.chat import Chat

WORDS = {"title": "Sena tal", "body": "De kommer för sent.", "kind": "INFORMATION", "area": "boende"}
CARDS = ("motet", "kontroll", "mote", raising.CARD, evaluating.CARD, "finns_inte", "")
STRANGERS = ("skaraborg", "af", "ale", "ingen alls")
"""Another council's reporter, an agency's, a municipality's of another council, and somebody unknown."""


def kept(desk: Desk, round_: Round) -> list[object]:
    """All that the buttons of cards can change."""
    units = [unit.id for unit in desk.county.units()]
    drafts = [desk.store.submissions.draft(round_.key, unit) for unit in units]
    versions = [desk.store.submissions.versions(round_.key, unit) for unit in units]
    raised = desk.store.raised.open_for(*units)
    return [drafts, versions, raised, desk.store.evaluations.of(round_.key)]


def pressed(chat: Chat, action: Action, *, personal: bool = True) -> Message:
    turn = Turn(chat.account, chat.now, action=action, personal=personal)
    return reception.answer(turn, chat.desk)


def action(verb: str, card: str, round_: Round) -> Action:
    data = {"unit": "fyrbodal", "round": round_.key, "card": card, "revision": "0", "group": "handover"}
    return Action(verb, f"r-{verb}-{card}", data, {**MEETING, **WORDS})


@pytest.mark.parametrize("who", STRANGERS)
def test_who_has_no_part_in_the_unit_does_nothing_with_any_button(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round, who: str
) -> None:
    before = kept(desk, round_)
    for verb in VERBS:
        for card in CARDS:
            message = pressed(chat_as(who), action(verb, card, round_))
            assert not message.page or message.page.unit != "fyrbodal", (verb, card)
            assert not message.summary, (verb, card)
    assert kept(desk, round_) == before


@pytest.mark.parametrize("who", ["fyrbodal", "samordnare"])
def test_in_a_channel_no_button_does_anything_for_anyone(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round, who: str
) -> None:
    before = kept(desk, round_)
    for verb in VERBS:
        for card in CARDS:
            message = pressed(chat_as(who), action(verb, card, round_), personal=False)
            assert message == Message(message.text), (verb, card)
    assert kept(desk, round_) == before


def test_a_card_that_is_made_anew_saves_nothing_for_its_owner(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round
) -> None:
    before = kept(desk, round_)
    for card in CARDS:
        pressed(chat_as("fyrbodal"), action(RENEW, card, round_))
    assert kept(desk, round_) == before


@pytest.mark.parametrize("verb", ["", "approve", "publish", "delete", "SAVE", "save ", "s\u0430ve"])
def test_a_verb_that_no_button_has_does_nothing(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round, verb: str
) -> None:
    before = kept(desk, round_)
    for card in CARDS:
        pressed(chat_as("fyrbodal"), action(verb, card, round_))
    assert kept(desk, round_) == before


def test_who_it_is_comes_from_the_account_and_never_from_the_card(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round
) -> None:
    fia = chat_as("fyrbodal")
    forged = action("save", "motet", round_)
    said = {"person": "samordnare", "by": "samordnare", "account": "aad-samordnare", "from": "aad-samordnare"}
    pressed(fia, replace(forged, data={**forged.data, **said}, values={**MEETING, **said}))
    (saved,) = desk.store.submissions.history(round_.key, "fyrbodal")
    assert (saved.by, saved.on_behalf) == ("fyrbodal", False)


def test_the_same_account_in_another_tenant_is_nobody(
    chat_as: Callable[[str], Chat], desk: Desk, round_: Round
) -> None:
    fia = chat_as("fyrbodal")
    other = replace(fia, account=Account("22222222-2222-2222-2222-222222222222", fia.account.id))
    pressed(other, action("save", "motet", round_))
    assert desk.store.submissions.draft(round_.key, "fyrbodal") is None

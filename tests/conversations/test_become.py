"""In the local mode a person becomes another of the invented people."""

from dataclasses import replace
from datetime import datetime

import pytest

from counties.reading import CountyBook
from dialogs.desk import Desk
from domain.messages import Account
from tests.conversations.chat import Chat, page


@pytest.fixture
def local(desk: Desk, book: CountyBook, opened: datetime) -> Chat:
    return Chat(
        replace(desk, invented=book.invented.by_name), Account("lokal", "du", "Du"), opened, local=True
    )


def test_one_becomes_a_reporter_and_then_the_coordinator(local: Chat) -> None:
    assert local.say("rapportera").text.startswith("Säg först vem du är")
    assert (
        local.say("jag är Fyrbodal").text == "Nu är du Fia Fyrbodal (påhittad), uppgiftslämnare för Fyrbodal."
    )
    assert page(local.say("rapportera")).unit == "fyrbodal"
    assert local.say("Jag är samordnare").text == "Nu är du Sara Samordnare (påhittad), samordnare."
    assert local.say("utkast").text.startswith("Inget svar har kommit in än")


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("jag är sjuhärad", "sjuharad"),
        ("jag är GR", "goteborgsregionen"),
        ("JAG ÄR SJUHARAD", "sjuharad"),
        ("jag är Fia Fyrbodal", "fyrbodal"),
    ],
)
def test_names_are_taken_whatever_their_case_and_accents(local: Chat, words: str, unit: str) -> None:
    local.say(words)
    assert page(local.say("rapportera")).unit == unit


def test_a_name_that_is_not_there_is_met_with_those_that_are(local: Chat) -> None:
    told = local.say("jag är kungen").text
    assert told.startswith("Den personen finns inte här.")
    assert "Fia Fyrbodal" in told


def test_a_turn_that_is_not_local_changes_nobody(local: Chat) -> None:
    elsewhere = replace(local, local=False)
    elsewhere.say("jag är samordnare")
    assert elsewhere.say("utkast").file is None

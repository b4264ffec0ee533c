"""Last quarter beside the question, one tap for what has not changed, and published figures confirmed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.answers import Value
from domain.county import Figure
from domain.quarter import Quarter
from domain.rounds import Round, plan
from store.store import Store
from store.submissions import Save
from tests.conversations.answers import HEADLINE
from tests.conversations.chat import Chat, facts, page

ChatAs = Callable[[str], Chat]

BEFORE: dict[str, Value] = {
    "overall_status": "3",
    "overall_trend": "OFORANDRAT",
    "headline": HEADLINE,
    "area.boende.status": "2",
}
SAME = "Oförändrat sedan kvartal 2 2026"


@pytest.fixture(autouse=True)
def _last_quarter(store: Store, round_: Round) -> None:
    """Fyrbodal answered in the round before."""
    spring = plan(Quarter(2026, 2), date(2026, 9, 10), round_.forms)
    store.rounds.create(spring, "samordnare", spring.opens)
    save = Save(spring, "fyrbodal", "lage", BEFORE, "r", "d", 0, "fyrbodal", "Fia")
    store.submissions.submit(save, spring.form("delregionalt_samrad"), spring.opens)


def at_card(chat: Chat, number: int) -> Chat:
    page(chat.say("rapportera"))
    page(chat.say(f"kort {number}"))
    return chat


def test_last_quarters_answer_stands_beside_the_question_and_is_not_filled_in(chat_as: ChatAs) -> None:
    shown = at_card(chat_as("fyrbodal"), 2).page()
    assert shown.beside["headline"] == (f"Kvartal 2 2026: {HEADLINE}",)
    assert "headline" not in shown.values
    assert shown.same == {"overall_status", "headline"}


def test_one_tap_takes_over_all_that_is_unanswered(chat_as: ChatAs) -> None:
    fia = at_card(chat_as("fyrbodal"), 2)
    again = page(fia.press("same", {"overall_status": "4"}))
    assert again.notice.startswith("Förra kvartalets svar gäller nu här.")
    told = facts(fia.say("visa svar"))
    assert told["2.1 Hur är det samlade läget?"].startswith("4")
    assert told["2.3 Vad är viktigast just nu?"] == f"{HEADLINE} (oförändrat sedan kvartal 2 2026)"


def test_one_question_is_taken_over_by_itself(chat_as: ChatAs) -> None:
    fia = at_card(chat_as("fyrbodal"), 2)
    page(fia.press("same", group="headline"))
    told = facts(fia.say("visa svar"))
    assert [name for name, words in told.items() if "oförändrat sedan" in words] == [
        "2.3 Vad är viktigast just nu?"
    ]


def test_words_that_cannot_be_read_give_way_to_last_quarters_answer(chat_as: ChatAs) -> None:
    fia = at_card(chat_as("fyrbodal"), 2)
    again = page(fia.press("same", {"headline": "Kort."}, group="headline"))
    assert (again.problems, again.values["headline"]) == ((), HEADLINE)


def test_a_word_changed_and_it_is_no_longer_unchanged(chat_as: ChatAs) -> None:
    fia = at_card(chat_as("fyrbodal"), 2)
    page(fia.press("same"))
    page(fia.press("save", {"headline": HEADLINE + " Dock inte i Åmål."}))
    told = facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"]
    assert told == HEADLINE + " Dock inte i Åmål."


def test_what_others_answered_meanwhile_is_not_taken_over_again(chat_as: ChatAs) -> None:
    fia, folke = (at_card(chat_as(who), 2) for who in ("fyrbodal", "fyrbodal_ersattare"))
    new = "Det viktigaste är att sfi startar i tid i alla kommuner."
    page(fia.press("save", {"headline": new}))
    page(folke.press("same"))
    assert facts(fia.say("visa svar"))["2.3 Vad är viktigast just nu?"].startswith(new)


def test_the_quarter_before_the_last_is_not_what_unchanged_means(
    chat_as: ChatAs, store: Store, round_: Round
) -> None:
    """Skaraborg answered a year ago and not since: there is nothing to take over."""
    old = plan(Quarter(2025, 3), date(2025, 12, 11), round_.forms)
    store.rounds.create(old, "samordnare", old.opens)
    save = Save(old, "skaraborg", "lage", BEFORE, "s", "d", 0, "skaraborg", "Siv")
    store.submissions.submit(save, old.form("delregionalt_samrad"), old.opens)
    shown = at_card(chat_as("skaraborg"), 2).page()
    assert (shown.same, dict(shown.beside)) == (frozenset(), {})


class TestPublishedFigures:
    @pytest.fixture(autouse=True)
    def _published(self, store: Store, opened: datetime) -> None:
        self.store = store
        self.publish(240, opened)

    def publish(self, value: int, at: datetime) -> None:
        quota = Figure("fyrbodal", "quota_current", value, "Migrationsverket", date(2026, 9, 1), at)
        self.store.figures.keep([quota], "samordnare", at)

    def quota(self, chat: Chat) -> str:
        told = facts(chat.say("visa svar"))
        return next(words for name, words in told.items() if "Kommuntal" in name)

    def test_the_figure_stands_with_source_and_day_and_is_confirmed_with_all(self, chat_as: ChatAs) -> None:
        fia = at_card(chat_as("fyrbodal"), 4)
        (line,) = fia.page().beside["quota_current"]
        assert line.startswith("Publicerat: 240 personer per år (Migrationsverket, avser 2026-09-01, hämtad")
        page(fia.press("save", {"figures_confirm": "STAMMER"}))
        assert self.quota(fia) == "240 personer per år (publicerad uppgift, bekräftad)"

    def test_a_figure_corrected_later_is_as_it_was_confirmed_until_it_is_confirmed_again(
        self, chat_as: ChatAs, opened: datetime
    ) -> None:
        fia = at_card(chat_as("fyrbodal"), 4)
        page(fia.press("save", {"figures_confirm": "STAMMER"}))
        self.publish(250, opened.replace(day=12))
        later = fia.at(opened.replace(day=12))
        assert self.quota(later) == "240 personer per år (publicerad uppgift, bekräftad)"
        asked = page(later.say("kort 4"))
        assert asked.values["quota_current~state"] == "STAMMER"
        assert any("250" in line for line in asked.beside["quota_current"])

    def test_a_figure_that_deviates_wants_the_own_number(self, chat_as: ChatAs) -> None:
        fia = at_card(chat_as("fyrbodal"), 4)
        page(fia.press("save", {"figures_confirm": "VET_EJ", "quota_current~state": "AVVIKER"}))
        asked = replace(page(fia.say("kort 4")))
        page(fia.press("save", {"quota_current": "188"}))
        assert asked.values["quota_current~state"] == "AVVIKER"
        assert self.quota(fia).startswith("188 personer per år")

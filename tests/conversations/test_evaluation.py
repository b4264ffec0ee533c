"""Three questions when a round is over, to those who took part."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.life import Act, Move
from domain.rounds import Round
from store.store import Store
from tests.conversations.chat import Chat, facts, page, panel

ChatAs = Callable[[str], Chat]

AFTER = datetime.fromisoformat("2026-12-17T10:00:00+01:00")
ANSWERS = {"worked": "4", "worth": "DELVIS", "better": "Fler exempel i formuläret."}


@pytest.fixture
def over(chat_as: ChatAs, store: Store, round_: Round, opened: datetime) -> ChatAs:
    """Fyrbodal, Sjuhärad and Skara took part; the regional council has met."""
    for unit, who in (("fyrbodal", "fyrbodal"), ("sjuharad", "sjuharad"), ("1495", "skara"), ("af", "af")):
        store.lives.take(round_, unit, Move(Act.NOTHING, who, who, opened, "Inget har hänt sedan sist."))
    return lambda who: chat_as(who).at(AFTER)


def test_who_took_part_answers_on_a_card(over: ChatAs, store: Store) -> None:
    chat = over("fyrbodal")
    shown = page(chat.say("utvärdera K3"))
    assert [question.label for question in shown.card.questions()][:2] == [
        "Hur fungerade omgången för dig?",
        "Var arbetet rimligt i förhållande till nyttan?",
    ]
    thanks = chat.press("send", ANSWERS)
    assert panel(thanks).title == "Tack för dina svar!"
    assert facts(thanks)["Hur fungerade omgången för dig?"] == "4 – Bra"
    assert store.evaluations.of("2026Q3") == {"fyrbodal": ANSWERS}


def test_the_same_can_be_typed_and_changed(over: ChatAs, store: Store) -> None:
    chat = over("fyrbodal")
    assert panel(chat.say("utvärdera: bra; delvis; fler exempel")).title == "Tack för dina svar!"
    assert panel(chat.say("utvärdera: 2; nej")).title == "Tack för dina svar!"
    assert store.evaluations.of("2026Q3") == {"fyrbodal": {"worked": "2", "worth": "NEJ"}}
    assert page(chat.say("utvärdering")).values["worked"] == "2"


def test_what_is_missing_or_cannot_be_read_is_told_and_nothing_is_kept(over: ChatAs, store: Store) -> None:
    chat = over("fyrbodal")
    chat.say("utvärdera")
    problems = page(chat.press("send", {"better": "Ring 19121212-1212"})).problems
    assert {problem.key for problem in problems} == {"worked", "worth", "better"}
    assert "19121212" not in str(chat.page().values)
    assert store.evaluations.of("2026Q3") == {}


def test_who_took_no_part_is_not_asked(over: ChatAs) -> None:
    assert (
        over("miv").say("utvärdera K3").text
        == "Frågorna går till dem som svarade i omgången för kvartal 3 2026."
    )


def test_before_the_round_is_over_and_long_after_there_are_no_questions(
    over: ChatAs, opened: datetime
) -> None:
    assert over("fyrbodal").at(opened).say("utvärdera K3").text.startswith("Omgången pågår.")
    late = over("fyrbodal").at(AFTER + timedelta(days=30))
    assert "kunde besvaras till och med" in late.say("utvärdera K3").text


def test_the_coordinator_sees_the_sum_without_names_and_words_only_of_three(over: ChatAs) -> None:
    assert panel(over("samordnare").say("utvärdering K3")).paragraphs == (
        "Ingen av 4 som deltog har svarat.",
    )
    for who, words in (("fyrbodal", "5; ja; kortare"), ("sjuharad", "4; ja; fler exempel")):
        over(who).say(f"utvärdera: {words}")
    few = over("samordnare").say("utvärdering K3")
    assert "2 av 4 som deltog har svarat." in panel(few).paragraphs[0]
    assert "kortare" not in str(panel(few))
    over("skara").say("utvärdera: 4; vet inte")
    summed = facts(over("samordnare").say("utvärdering K3"))
    assert summed["Hur fungerade omgången för dig?"].startswith("5 – Mycket bra: 1, 4 – Bra: 2")
    assert summed["Vad skulle göra nästa omgång bättre?"] == "”fler exempel” / ”kortare”"
    assert "Fyrbodal" not in str(summed)


@pytest.mark.parametrize("words", ["vad är en utvärdering?", "hur görs utvärderingen?"])
def test_a_question_about_evaluation_is_a_question(over: ChatAs, words: str) -> None:
    assert over("fyrbodal").say(words).page is None

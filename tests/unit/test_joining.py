"""Two or three people at one card: whatever each changed is in what comes of it."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.answers import COMMENT, FIGURE, SAME, STATE, WHY, Answers, Standing, Value
from domain.form import Card, Choice, Group, Kind, Question
from forms import checking, joining
from forms.filled import CONFLICT, REFUSED, plain
from forms.joining import join

STATUS = Question(
    "status", "1.1", "Läge", Kind.CHOICE, choices=tuple(Choice(n, f"{n} – läge {n}") for n in "123")
)
TEXT = Question("text", "1.2", "Vad är viktigast?", Kind.TEXT)
NUMBER = Question("number", "1.3", "Hur många?", Kind.NUMBER, may_lack=True)
HAS = Question(
    "has",
    "1.4",
    "Finns medskick?",
    Kind.CHOICE,
    default="NEJ",
    choices=(Choice("JA", "Ja"), Choice("NEJ", "Nej")),
)
ITEMS = Group(
    "item",
    "1.5",
    "Medskick",
    "Lägg till",
    3,
    (Question("title", "", "Rubrik", Kind.TEXT), Question("body", "", "Text", Kind.TEXT)),
)
CARD = Card("card", 1, "Kort", "", (STATUS, TEXT, NUMBER, HAS, ITEMS))

ASIDE = CONFLICT + "text"
HELD: Answers = {"text": "Annas", ASIDE: ["Bo", "Bos"]}
"""What Anna wrote holds, what Bo wrote stands aside."""

MOST = settings(max_examples=150, deadline=None, database=None)

words = st.sampled_from(["a", "b", "c", "d"])
singles = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from("123"),
        "text": words,
        "number": st.integers(0, 3),
        NUMBER.key + STATE: st.sampled_from([Standing.NOT_READY.value, Standing.OTHER_REASON.value]),
        REFUSED + "text": words,
        REFUSED + "number": words,
    },
)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Value]:
    """A card's answers as a save leaves them: an answer or refused words, items closed up."""
    given: dict[str, Value] = {k: value for k, value in draw(singles).items() if isinstance(value, str | int)}
    for key in ("text", "number"):
        if REFUSED + key in given:
            given.pop(key, None)
    for place, title in enumerate(draw(st.lists(words, max_size=ITEMS.most))):
        kept = REFUSED if draw(st.booleans()) else ""
        given[f"{kept}item.{place}.title"] = title
        given[f"item.{place}.body"] = f"om {title}"
    return given


def values(given: Mapping[str, object]) -> Iterator[str]:
    """Everything that somebody has written, wherever it stands."""
    for value in given.values():
        yield from (str(part) for part in value) if isinstance(value, list) else (str(value),)


def single(key: str) -> bool:
    return not plain(key).startswith("item.")


def said(given: Answers, key: str) -> str:
    value = given.get(key, given.get(REFUSED + key))
    return "" if value is None else str(value)


@MOST
@given(base=answers(), mine=answers(), theirs=answers())
def test_every_value_that_either_changed_is_an_answer_or_stands_aside(
    base: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value]
) -> None:
    joined = join(CARD, base, mine, theirs, "Bo").answers
    for key in {plain(key) for key in (*mine, *theirs) if single(key)}:
        there = {said(joined, key), *values({"aside": joined.get(CONFLICT + key, [])})}
        for own in (mine, theirs):
            if said(own, key) != said(base, key):
                assert said(own, key) in there, key


@MOST
@given(base=answers(), mine=answers(), theirs=answers())
def test_what_only_one_has_changed_is_as_that_one_left_it(
    base: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value]
) -> None:
    joined = join(CARD, base, mine, theirs, "Bo").answers
    for key in {plain(key) for key in (*base, *mine, *theirs) if single(key)}:
        forms = [(one.get(key), one.get(REFUSED + key)) for one in (base, mine, theirs, joined)]
        before, my, their, became = forms
        if my == before:
            assert became == their, key
        elif their == before:
            assert became == my, key


@MOST
@given(base=answers(), mine=answers(), theirs=answers())
def test_whoever_saves_first_nobodys_words_are_lost(
    base: dict[str, Value], mine: dict[str, Value], theirs: dict[str, Value]
) -> None:
    one_way = join(CARD, base, mine, theirs, "Bo").answers
    other_way = join(CARD, base, theirs, mine, "Bo").answers
    for key in {plain(key) for key in (*mine, *theirs) if single(key)}:
        found = [
            {said(way, key), *values({"aside": way.get(CONFLICT + key, [])})} - {"", "Bo"}
            for way in (one_way, other_way)
        ]
        assert found[0] == found[1], key


@MOST
@given(old=st.lists(words, max_size=3), mine=st.lists(words, max_size=3), theirs=st.lists(words, max_size=3))
def test_items_that_both_add_are_all_kept_while_there_is_room(
    old: list[str], mine: list[str], theirs: list[str]
) -> None:
    def items(titles: list[str], who: str) -> dict[str, Value]:
        new = [f"{title} från {who}" for title in titles[: ITEMS.most - len(old)]]
        return {
            f"item.{place}.{part}": f"{part} {title}"
            for place, title in enumerate([*old, *new])
            for part in ("title", "body")
        }

    ours, others = items(mine, "mig"), items(theirs, "dem")
    joined = join(CARD, items([], ""), ours, others, "Bo").answers
    assert {*values(ours), *values(others)} <= set(values(joined))
    titles = [key for key in joined if key.startswith("item.") and key.endswith(".title")]
    places = {int(plain(key).split(".")[1]) for key in joined}
    assert places == set(range(len(titles)))
    if len(ours) + len(others) - 2 * len(old) <= 2 * ITEMS.most:
        assert not [key for key in joined if key.startswith(CONFLICT)]
    for place in places:
        title, body = joined[f"item.{place}.title"], joined[f"item.{place}.body"]
        assert str(title).removeprefix("title") == str(body).removeprefix("body")


@MOST
@given(base=answers(), mine=answers())
def test_with_nobody_else_at_it_the_card_is_what_was_filled_in(
    base: dict[str, Value], mine: dict[str, Value]
) -> None:
    assert join(CARD, base, mine, base, "Bo") == joining.Joined(mine, ())


def test_what_both_wrote_alike_is_no_conflict() -> None:
    assert join(CARD, {}, {"text": "lika"}, {"text": "lika"}, "Bo") == joining.Joined({"text": "lika"}, ())


def test_the_text_that_was_there_first_holds_and_the_other_stands_aside_with_its_writer() -> None:
    joined = join(CARD, {}, {"text": "Bos"}, {"text": "Annas"}, "Bo")
    assert joined == joining.Joined({"text": "Annas", ASIDE: ["Bo", "Bos"]}, ("text",))


def test_a_third_text_stands_beside_the_second() -> None:
    second = join(CARD, {}, {"text": "Bos"}, {"text": "Annas"}, "Bo").answers
    third = join(CARD, {}, {"text": "Cillas"}, second, "Cilla").answers
    assert third == {"text": "Annas", ASIDE: ["Bo", "Bos", "Cilla", "Cillas"]}
    assert joining.beside(CARD, third) == {
        "text": ("Bo skrev samtidigt: Bos", "Cilla skrev samtidigt: Cillas")
    }
    (pick,) = joining.picks(CARD, third)
    assert [choice.label for choice in pick.choices] == [
        "Det som står nu: Annas", "Bo: Bos", "Cilla: Cillas", "Alla texterna, efter varandra",
    ]  # fmt: skip
    taken = [
        joining.chosen(CARD, third, {"text": "Annas", pick.key: choice.value})["text"]
        for choice in pick.choices
    ]
    assert taken == ["Annas", "Bos", "Cillas", "Annas\n\nBos\n\nCillas"]


def test_a_writer_who_comes_again_with_other_words_takes_none_of_the_first_away() -> None:
    """Both were told to be saved: on a full list they may be two items that wait for a place."""
    second = join(CARD, {}, {"text": "Bos"}, {"text": "Annas"}, "Bo").answers
    again = join(CARD, {}, {"text": "Bos andra"}, second, "Bo").answers
    assert again[ASIDE] == ["Bo", "Bos", "Bo", "Bos andra"]
    assert join(CARD, {}, {"text": "Bos"}, again, "Bo").answers == again


def test_words_that_could_not_be_read_do_not_hide_what_another_has_answered() -> None:
    joined = join(CARD, {}, {REFUSED + "number": "tolv"}, {"number": 7}, "Bo").answers
    assert joined == {"number": 7, CONFLICT + "number": ["Bo", "tolv"]}


def test_a_default_that_nobody_chose_gives_way_to_what_another_has_said() -> None:
    assert join(CARD, {}, {"has": "NEJ"}, {"has": "JA"}, "Bo") == joining.Joined({"has": "JA"}, ())


def test_an_emptied_answer_that_another_has_changed_is_asked_about() -> None:
    joined = join(CARD, {"text": "gammalt"}, {}, {"text": "Annas"}, "Bo").answers
    assert joined == {"text": "Annas", ASIDE: ["Bo", ""]}
    (pick,) = joining.picks(CARD, joined)
    assert [choice.label for choice in pick.choices] == ["Det som står nu: Annas", "Bo: inget svar"]


def test_refused_words_of_a_new_item_go_with_the_item() -> None:
    mine: dict[str, Value] = {REFUSED + "item.0.title": "Bo", "item.0.body": "Bos text"}
    theirs: dict[str, Value] = {"item.0.title": "Annas", "item.0.body": "Annas text"}
    assert join(CARD, {}, mine, theirs, "Bo").answers == {
        "item.0.title": "Annas",
        "item.0.body": "Annas text",
        REFUSED + "item.1.title": "Bo",
        "item.1.body": "Bos text",
    }


def test_an_item_taken_away_leaves_no_empty_place_before_what_another_added() -> None:
    base: dict[str, Value] = {"item.0.title": "a", "item.1.title": "b"}
    joined = join(CARD, base, {"item.0.title": "b"}, {**base, "item.2.title": "c"}, "Bo").answers
    assert joined == {"item.0.title": "b", "item.1.title": "c"}


def test_a_choice_is_told_in_words_and_not_by_its_code() -> None:
    joined = join(CARD, {}, {"status": "3"}, {"status": "1"}, "Bo").answers
    (pick,) = joining.picks(CARD, joined)
    assert [choice.label for choice in pick.choices] == ["Det som står nu: 1 – läge 1", "Bo: 3 – läge 3"]
    assert joining.beside(CARD, joined) == {"status": ("Bo skrev samtidigt: 3 – läge 3",)}


def test_two_reasons_for_a_missing_number_are_chosen_between_at_the_number() -> None:
    key = "number" + STATE
    joined = join(CARD, {}, {key: Standing.NOT_READY}, {key: Standing.OTHER_REASON}, "Bo").answers
    assert [problem.key for problem in checking.missing_on(CARD, joined)] == [key]
    ((owner, pick),) = joining.by_question(joining.picks(CARD, joined)).items()
    assert owner == "number"
    assert pick[0].choices[1].label == "Bo: Uppgift saknas: inte klar än"


def test_two_explanations_of_one_warning_are_both_kept_without_a_question() -> None:
    key = "number" + COMMENT
    joined = join(CARD, {}, {key: "Ny rutin."}, {key: "Sjukdom."}, "Bo")
    assert joined == joining.Joined({key: "Sjukdom.\n\nNy rutin."}, ())
    reason = "number" + WHY
    assert join(CARD, {}, {reason: "ANNAT"}, {reason: "VAXLING"}, "Bo").answers == {reason: "VAXLING"}


@pytest.mark.parametrize("mark", [SAME, FIGURE])
def test_what_only_follows_from_an_answer_is_never_in_conflict(mark: str) -> None:
    joined = join(CARD, {}, {"number" + mark: "2026Q1"}, {"number" + mark: "2026Q2"}, "Bo")
    assert joined == joining.Joined({"number" + mark: "2026Q2"}, ())


class TestSettling:
    def settled(self, after: Mapping[str, Value], fields: Mapping[str, str]) -> dict[str, Value]:
        return joining.settled(CARD, HELD, after, fields)

    def test_a_choice_settles(self) -> None:
        after: Answers = {"text": "Bos", ASIDE: ["Bo", "Bos"], "text~pick": "VAR"}
        assert self.settled(after, {"text~pick": "VAR"}) == {"text": "Bos"}

    def test_a_new_text_settles(self) -> None:
        assert self.settled({**HELD, "text": "nytt"}, {"text": "nytt"}) == {"text": "nytt"}

    def test_a_card_saved_as_it_stands_settles_nothing(self) -> None:
        assert self.settled(HELD, {"text": "Annas"}) == HELD

    @pytest.mark.parametrize("after", [{}, {REFUSED + "text": "!"}], ids=["emptied", "not to be read"])
    def test_an_emptied_field_does_not_throw_away_what_another_wrote(self, after: dict[str, Value]) -> None:
        kept: Answers = {**after, ASIDE: ["Bo", "Bos"]}
        assert self.settled(kept, {"text": ""}) == kept

    def test_who_settles_and_who_knows_nothing_of_it_do_not_undo_each_other(self) -> None:
        settled_by_anna = join(CARD, HELD, {"text": "Bos"}, HELD, "Anna").answers
        assert settled_by_anna == {"text": "Bos"}
        late = join(CARD, HELD, {**HELD, "status": "2"}, settled_by_anna, "Cilla").answers
        assert late == {"text": "Bos", "status": "2"}


def test_two_people_of_the_same_name_both_stand_aside_and_only_the_name_is_shown() -> None:
    one, other = joining.writer("bo-1", "Bo Ek"), joining.writer("bo-2", "Bo Ek")
    second = join(CARD, {}, {"text": "den enes"}, {"text": "Annas"}, one).answers
    third = join(CARD, {}, {"text": "den andres"}, second, other).answers
    assert third[ASIDE] == ["Bo Ek <bo-1>", "den enes", "Bo Ek <bo-2>", "den andres"]
    (pick,) = joining.picks(CARD, third)
    assert [choice.label for choice in pick.choices[1:3]] == ["Bo Ek: den enes", "Bo Ek: den andres"]
    told = joining.beside(CARD, third)["text"]
    assert told == ("Bo Ek skrev samtidigt: den enes", "Bo Ek skrev samtidigt: den andres")
    later = join(CARD, {}, {"text": "den enes andra"}, third, one).answers
    assert later[ASIDE] == [
        "Bo Ek <bo-1>", "den enes", "Bo Ek <bo-2>", "den andres", "Bo Ek <bo-1>", "den enes andra",
    ]  # fmt: skip

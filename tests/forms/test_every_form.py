"""What holds for every form file: what a person who edits one may not break."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counties.reading import CountyBook
from domain.answers import STATE, WHY
from domain.county import Figure, FigureState
from domain.form import Form, Kind, Question, Severity
from domain.quarter import Quarter
from domain.trends import Direction
from forms import checking, shelf
from forms.rules import EVERYWHERE
from forms.shelf import FOLDER

CHOOSING = {Kind.CHOICE, Kind.SEVERAL}


def asked(form: Form) -> Iterator[Question]:
    """Every question with one item of each group, without companions."""
    for card in form.cards:
        for question in card.questions({group.key: 1 for group in card.groups}):
            if not question.key.endswith(STATE):
                yield question


def test_no_form_lies_on_the_shelf_untested(forms: dict[str, Form]) -> None:
    assert {path.name.split(".")[0] for path in FOLDER.glob("*.toml")} == set(forms)


def test_so_many_answers_are_required(forms: dict[str, Form]) -> None:
    """A new required answer is a burden on somebody: it is to be weighed, not slipped in."""
    required = {key: len(checking.missing(form, {})) for key, form in forms.items()}
    assert required == {
        "delregionalt_samrad": 16,
        "arbetsformedlingen": 16,
        "migrationsverket": 19,
        "vastra_gotalandsregionen": 8,
        "kommun": 3,
    }


def test_the_seventeenth_of_a_council_is_asked_when_there_is_a_figure_to_confirm(book: CountyBook) -> None:
    """Nobody can say that all figures hold when none is published; and no other question changes number."""
    respondent, areas = book.county.respondent("fyrbodal"), book.county.areas_in(Quarter(2026, 3))
    ref = shelf.newest("delregionalt_samrad")
    figure = Figure("fyrbodal", "enrolled_total", 745, "Migrationsverket", date(2026, 9, 30))
    withdrawn = replace(figure, value=None, state=FigureState.WITHDRAWN)
    without, gone, published = (
        {
            one.key: one.number
            for one in shelf.form(ref, respondent, areas, figures).card("siffror").questions()
        }
        for figures in ((), (withdrawn,), (figure,))
    )
    confirming = {"figures_confirm", "figures_comment"}
    assert set(published) - set(without) == {*confirming, "enrolled_total~state"} - set(without)
    assert not confirming & {*without, *gone}
    assert all(published[key] == number for key, number in without.items())
    assert len(checking.missing(shelf.form(ref, respondent, areas, (figure,)), {})) == 17


def test_a_running_total_says_that_it_is_one(each: Form) -> None:
    """Development is told of the quarter's own part of it."""
    assert all(one.since_new_year == ("hittills i år" in one.label) for one in asked(each))


def test_every_number_of_a_council_can_be_said_to_be_missing(forms: dict[str, Form]) -> None:
    numbers = [one for one in asked(forms["delregionalt_samrad"]) if one.kind is Kind.NUMBER]
    assert all(one.may_lack for one in numbers if "." not in one.key)


def test_only_some_numbers_have_a_good_direction(forms: dict[str, Form]) -> None:
    """More people received is neither good nor bad."""
    good = {one.key: one.good_when for form in forms.values() for one in asked(form) if one.good_when}
    assert good["est_work90"] is Direction.UP
    assert good["sfi_wait_weeks"] is Direction.DOWN
    assert not [key for key in good if "received" in key or "enrolled" in key]


def test_numbers_and_keys_are_unique(each: Form) -> None:
    groups = [group for card in each.cards for group in card.groups]
    for names in (
        [question.key for question in asked(each)] + [group.key for group in groups],
        [question.number for question in asked(each)] + [group.number for group in groups],
        [card.key for card in (*each.cards, *each.views)],
    ):
        assert Counter(names).most_common(1)[0][1] == 1


def test_a_key_can_be_told_from_what_is_kept_beside_it(each: Form) -> None:
    for question in asked(each):
        assert not question.key.startswith(("refused.", "conflict.", "followup.")), question.key
        assert "~" not in question.key, question.key
        assert question.key.replace(".", "").replace("_", "").isalnum(), question.key


def test_a_number_begins_with_that_of_its_card(each: Form) -> None:
    for card in each.cards:
        for question in card.questions({group.key: 1 for group in card.groups}):
            assert question.number.startswith(f"{card.number}."), question.key


def test_every_condition_looks_at_a_question_and_at_answers_it_can_have(each: Form) -> None:
    choices = {question.key: {choice.value for choice in question.choices} for question in asked(each)}
    groups = [group for card in each.cards for group in card.groups]
    conditions = [condition for question in asked(each) for condition in question.required_if]
    conditions += [condition for group in groups for condition in group.required_if]
    for condition in conditions:
        assert set(condition.values) <= choices[condition.question], condition


def test_defaults_are_among_the_choices(each: Form) -> None:
    for question in asked(each):
        assert not question.default or question.default in {choice.value for choice in question.choices}


def test_choices_are_told_apart_and_survive_a_comma_list(each: Form) -> None:
    for question in asked(each):
        assert bool(question.choices) is (question.kind in CHOOSING), question.key
        assert len({choice.value for choice in question.choices}) == len(question.choices), question.key
        assert len({choice.label for choice in question.choices}) == len(question.choices), question.key
        assert not any("," in choice.value for choice in question.choices), question.key


def test_labels_and_hints_are_short_swedish(each: Form) -> None:
    for question in asked(each):
        assert 4 <= len(question.label) <= 90, question.label
        assert question.label[0].isupper(), question.label
        assert question.label.endswith("?") or question.label[-1].isalnum(), question.label
        assert len(question.hint) <= 90, question.hint
        assert not question.hint or question.hint[-1] in ".?", question.hint
        assert not question.elsewhere or question.elsewhere[-1] == ".", question.elsewhere


def test_texts_and_numbers_have_limits(each: Form) -> None:
    for question in asked(each):
        if question.kind is Kind.TEXT:
            assert question.limits.most, question.key
        if question.kind is Kind.NUMBER:
            assert question.limits.least == 0, question.key
            assert question.limits.most, question.key
            assert question.unit, question.key


def test_decimals_are_for_shares_and_times_alone(each: Form) -> None:
    """Half a person is a slip of the finger (V02)."""
    for question in asked(each):
        if question.limits.decimals:
            assert question.unit in {"procent", "veckor"}, question.key
        assert question.unit != "procent" or question.limits.most == 100, question.key


def test_a_required_number_can_be_lacking(forms: dict[str, Form]) -> None:
    """Nobody is to make up a number, or write 0, only to be let through."""
    for form in forms.values():
        for question in asked(form):
            if question.kind is Kind.NUMBER and question.required:
                assert question.may_lack, question.key


def test_who_answers_reads_that_it_is_voluntary(forms: dict[str, Form]) -> None:
    assert all(form.duty.startswith("Det är frivilligt att svara.") for form in forms.values())


def test_a_warning_offers_ready_reasons_and_the_last_is_another(each: Form) -> None:
    for rule in (*each.rules, *EVERYWHERE):
        values = [reason.value for reason in rule.reasons]
        assert bool(values) is (rule.severity is Severity.WARNING), rule.id
        assert not values or (values[-1] == "ANNAT" and len(values) > 1), rule.id
        assert rule.words[-1] in ".?}", rule.id


def test_a_rule_shows_at_a_question_that_is_there(each: Form) -> None:
    items = {group.key: group.most for card in each.cards for group in card.groups}
    keys = {question.key for card in each.cards for question in card.questions(items)}
    for rule in each.rules:
        assert set(rule.keys) <= keys, rule.id
        assert not any(key.endswith(WHY) for key in rule.keys), rule.id


def test_a_municipality_is_done_on_one_card(forms: dict[str, Form]) -> None:
    form = forms["kommun"]
    assert [part.key for card in form.cards for part in card.parts] == [
        "overall_status",
        "overall_trend",
        "headline",
        "handover",
    ]
    assert form.cards[0].groups[0].most == 1


def test_an_agency_is_asked_for_each_sub_region(forms: dict[str, Form]) -> None:
    keys = {question.key: question for question in asked(forms["arbetsformedlingen"])}
    for unit in ("skaraborg", "fyrbodal", "sjuharad", "goteborgsregionen"):
        assert keys[f"member.{unit}.est_stock_women"].standing
    assert keys["member.fyrbodal.est_stock"].label.startswith("Fyrbodal: ")
    assert keys["presence_change"].nothing == "Inget har ändrats"

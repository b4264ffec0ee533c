import re

import pytest

from knowledge.entries import read_entries
from knowledge.handbook import Handbook

_LISTED = [(entry.key, question) for entry in read_entries() for question in entry.questions]
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) 20\d\d\."


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return Handbook.load()


@pytest.mark.parametrize(("key", "question"), _LISTED)
def test_every_entry_is_found_by_its_own_questions(handbook: Handbook, key: str, question: str) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.entry) == ("answer", key)


def test_listed_questions_rank_their_entry_first_by_their_words_too(handbook: Handbook) -> None:
    astray = [question for key, question in _LISTED if handbook.ranked(question).first != key]
    assert len(astray) <= 0.01 * len(_LISTED), astray


def test_listed_questions_without_dots_are_found_as_well(handbook: Handbook) -> None:
    plain = str.maketrans("åäöÅÄÖ", "aaoAAO")
    for key, question in _LISTED:
        assert handbook.find(question.translate(plain)).entry == key


def _mistyped(question: str) -> str:
    """The longest word with two letters in its middle swapped, as fingers do."""
    longest = max(re.findall(r"\w+", question), key=len)
    at = len(longest) // 2
    return question.replace(longest, longest[: at - 1] + longest[at] + longest[at - 1] + longest[at + 1 :], 1)


def test_a_slip_of_the_finger_seldom_hides_and_hardly_ever_misleads(handbook: Handbook) -> None:
    found = [(key, handbook.find(_mistyped(question))) for key, question in _LISTED]
    assert sum(finding.entry == key for key, finding in found) >= 0.72 * len(found)
    helped = [f.entry == key or handbook.entries[key].question in f.suggestions for key, f in found]
    assert sum(helped) >= 0.95 * len(found)
    astray = [finding.entry for key, finding in found if finding.entry not in {key, None}]
    assert len(astray) <= 0.01 * len(found), astray


@pytest.mark.parametrize("entry", read_entries(), ids=lambda entry: entry.key)
def test_an_answer_ends_with_its_source_and_date_and_holds_its_reservation(
    handbook: Handbook, entry: object
) -> None:
    key = next(each for each in handbook.entries.values() if each == entry).key
    finding = handbook.find(handbook.entries[key].question)
    last = finding.answer.splitlines()[-1]
    assert last.startswith("Källa: ")
    assert re.search(rf"(?:{_MONTH}|, 20\d\d\.)$", last)
    assert (handbook.entries[key].reservation or "") in finding.answer
    assert finding.confidence == handbook.entries[key].confidence
    assert ("Osäkert: " in finding.answer) == (finding.confidence == "uncertain")
    assert finding.sources


def test_a_paragraph_named_outright_is_found(handbook: Handbook) -> None:
    finding = handbook.find("Vad säger 5 § bosättningslagen?")
    assert (finding.outcome, finding.entry, finding.score) == ("answer", "bosattning_skyldighet", 1.0)
    assert finding.sources[0] == "SFS 2016:38 5 §"
    assert (
        "Källa: 5, 6 och 9 §§ bosättningslagen (2016:38). Lydelse läst per februari 2026." in finding.answer
    )
    assert handbook.find("2017:820 15 §").entry == "etablering_tid"
    assert handbook.find("20 kap. 28 § skollagen").entry == "roller"


def test_a_paragraph_that_no_entry_cites_is_not_answered_from_the_one_next_to_it(handbook: Handbook) -> None:
    finding = handbook.find("2017:820 14 §")
    assert (finding.outcome, finding.entry, finding.sources) == ("unknown", None, ())
    assert "inget svar som bygger på 14 § förordningen (2017:820)" in finding.answer
    assert handbook.find("Vad säger 20 kap. 29 § skollagen?").outcome == "unknown"


def test_a_statute_that_no_entry_cites_is_said_to_be_missing(handbook: Handbook) -> None:
    finding = handbook.find("Vad får kommunen enligt 2010:1122 för en nyanländ?")
    assert finding.outcome == "unknown"
    assert "förordningen (2010:1122)" in finding.answer


def test_a_paragraph_without_its_law_is_asked_about(handbook: Handbook) -> None:
    finding = handbook.find("Vad säger 5 §?")
    assert finding.outcome == "unknown"
    assert finding.answer.startswith("Vilken lag eller förordning menar du?")


def test_the_ambiguous_etableringslagen_is_answered_for_both(handbook: Handbook) -> None:
    for question in ("Vad menas med etableringslagen?", "Vem ansvarar enligt 4 § etableringslagen?"):
        finding = handbook.find(question)
        assert finding.outcome == "answer"
        assert "2017:584" in finding.answer
        assert "2010:197" in finding.answer
        assert "är upphävd" in finding.answer


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Vad säger 2010:197 om etableringsplan?", "2017:584"),
        ("Gäller 2010:409 ännu?", "2017:820"),
        ("7 § lagen (2010:197)", "2017:584"),
        ("Är förordning 2010:408 ersatt?", "2016:39"),
        ("Är 2010:407 upphävd?", "2017:819"),
    ],
)
def test_a_repealed_rule_gets_what_replaced_it(handbook: Handbook, question: str, now: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome == "answer"
    assert now in finding.answer
    assert "upphävd" in finding.answer


@pytest.mark.parametrize(
    "question",
    [
        "Gäller bosättningslagen fortfarande?",
        "Har bosättningslagen ersatts av en ny lag?",
        "När kommer den nya bosättningslagen?",
        "Finns det en ny lag om bosättning?",
        "Is the Settlement Act still in force?",
    ],
)
def test_whether_the_settlement_act_applies_is_answered_as_uncertain(
    handbook: Handbook, question: str
) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.confidence) == ("answer", "uncertain")
    assert "prop. 2025/26:215" in finding.answer
    assert "inte bekräftat" in finding.answer
    assert "SFS 2016:38" in finding.sources


def test_a_residence_permit_is_not_taken_for_the_word_still(handbook: Handbook) -> None:
    finding = handbook.find("Vilket uppehållstillstånd krävs enligt bosättningslagen?")
    assert "prop. 2025/26:215, beslutad den 26" not in finding.answer


def test_lma_is_never_given_as_law_in_force(handbook: Handbook) -> None:
    status = handbook.find("Gäller LMA fortfarande?")
    assert (status.outcome, status.confidence) == ("answer", "uncertain")
    assert "1 oktober 2026" in status.answer
    assert "inte lästa" in status.answer
    assert status.answer.splitlines()[-1].startswith("Källa: ")
    amount = handbook.find("Vad är dagersättningen enligt LMA?")
    assert amount.outcome == "unknown"
    assert "1 oktober 2026" in amount.answer


def test_a_question_in_between_gets_at_most_three_suggestions_that_can_be_picked(handbook: Handbook) -> None:
    finding = handbook.find("maxtid i etableringsprogrammet")
    assert finding.outcome == "suggest"
    assert finding.answer.startswith("Menade du …?")
    assert 1 <= len(finding.suggestions) <= 3
    assert all(handbook.find(each).outcome == "answer" for each in finding.suggestions)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Hur många timmar sfi ska kommunen ge?", "sfi"),
        ("Hur snabbt ska boende ordnas vid tillfälligt skydd?", "tillfälligt skydd"),
        ("Hur stor är schablonersättningen?", "statlig ersättning"),
        ("Vilken kommunkod har Trollhättan?", "kommunkoder"),
    ],
)
def test_a_topic_next_door_is_unknown_and_named(handbook: Handbook, question: str, topic: str) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.entry) == ("unknown", None)
    assert finding.answer.startswith("Det vet jag inte.")
    assert topic in finding.answer
    assert "Fråga gärna samordnaren" in finding.answer


@pytest.mark.parametrize(
    "question", ["", "  ", "hej", "Hur lagar man köttbullar?", "💙", "asdf qwer", "Hur mår du?"]
)
def test_what_is_no_question_for_the_handbook_is_unknown(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome == "unknown"
    assert finding.answer.startswith("Det vet jag inte.")


@pytest.mark.parametrize(
    "question",
    [
        "Vilka är med i laget?",
        "Vad heter du?",
        "Vad är syftet med livet?",
        "Vem har ansvaret för vägen?",
        "hur många månader är man föräldraledig",
        "Vilken roll spelar Ibsen?",
    ],
)
def test_words_shared_without_a_subject_of_ours_are_no_answer(handbook: Handbook, question: str) -> None:
    assert handbook.find(question).outcome in {"suggest", "unknown"}


def test_a_single_case_is_stopped_with_where_to_turn(handbook: Handbook) -> None:
    finding = handbook.find("Min klient ska anvisas, måste kommunen ta emot?")
    assert (finding.outcome, finding.entry, finding.sources) == ("stopped", None, ())
    assert "Migrationsverket" in finding.answer


def test_personal_data_is_stopped_and_not_repeated(handbook: Handbook) -> None:
    finding = handbook.find("Måste kommunen ta emot 850412-1234?")
    assert finding.outcome == "stopped"
    assert "850412" not in finding.answer


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Can our municipality refuse people who are assigned to us?", "bosattning_skyldighet"),
        ("Who decides the municipal quota?", "lanstal_kommuntal"),
        ("Who is responsible for the establishment programme?", "etableringsprogrammet"),
    ],
)
def test_some_questions_in_english_are_understood(handbook: Handbook, question: str, key: str) -> None:
    assert handbook.find(question).entry == key


def test_the_same_question_gets_the_same_answer(handbook: Handbook) -> None:
    question = "hur länge får man gå i etableringen"
    assert handbook.find(question) == handbook.find(question)

"""What the handbook answers, and what it does not: a wrong answer about the law is worse than none."""

import re

import pytest

from knowledge.entries import shipped
from knowledge.handbook import Handbook
from knowledge.statutes import named_in

_LISTED = [(entry.key, question) for entry in shipped() for question in entry.questions]
_MONTH = r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december) 20\d\d\."
_NO_DOTS = str.maketrans("åäöÅÄÖ", "aaoAAO")


def test_every_entry_is_found_by_its_own_questions(handbook: Handbook) -> None:
    astray = [
        (key, question, found.outcome, found.entry)
        for key, question in _LISTED
        if ((found := handbook.find(question)).outcome, found.entry) != ("answer", key)
    ]
    assert astray == []


def test_listed_questions_rank_their_entry_first_by_their_words_too(handbook: Handbook) -> None:
    asked = [(key, question) for key, question in _LISTED[::9] if not named_in(question).statutes]
    astray = [question for key, question in asked if handbook.ranked(question).first != key]
    assert len(astray) <= 0.015 * len(asked), astray


def test_listed_questions_without_dots_are_found_as_well(handbook: Handbook) -> None:
    asked = [(key, question.translate(_NO_DOTS)) for key, question in _LISTED[::9]]
    assert [key for key, question in asked if handbook.find(question).entry != key] == []


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry.key)
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
    assert len(finding.links) >= len({source.law for source in handbook.entries[key].statutes})


def test_a_paragraph_named_outright_is_found(handbook: Handbook) -> None:
    finding = handbook.find("Vad säger 5 § bosättningslagen?")
    assert (finding.outcome, finding.entry, finding.score) == ("answer", "bosattning_skyldighet", 1.0)
    assert finding.sources[0] == "SFS 2016:38 5 §"
    assert finding.law == "2016:38"
    assert (
        "bosättningslagen (2016:38)",
        "https://data.riksdagen.se/dokument/sfs-2016-38.html",
    ) in finding.links
    assert handbook.find("2017:820 15 §").entry == "etablering_tid"
    assert handbook.find("2017:820 14 §").entry == "utbildningsplikt"
    assert (
        handbook.find("10 a § förordningen om mottagande för bosättning").entry == "bosattning_ej_utnyttjad"
    )
    assert "SFS 2010:800 20 kap. 29 §" in handbook.find("Vad säger 20 kap. 29 § skollagen?").sources


def test_a_paragraph_that_no_entry_cites_is_not_answered_from_the_one_next_to_it(handbook: Handbook) -> None:
    finding = handbook.find("8 § bosättningslagen")
    assert (finding.outcome, finding.entry, finding.sources) == ("unknown", None, ())
    assert "inget svar som bygger på 8 § bosättningslagen (2016:38)" in finding.answer
    assert finding.law == "2016:38"


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("Vilka grupper ska i första hand få en kommunplats enligt 7 §?", "bosattning_prioritet"),
        ("Vad kan man använda §37-pengar till?", "paragraf_37_medel"),
    ],
)
def test_a_paragraph_without_its_law_is_known_by_the_words_around_it(
    handbook: Handbook, question: str, key: str
) -> None:
    assert handbook.find(question).entry == key


def test_a_paragraph_alone_is_asked_about(handbook: Handbook) -> None:
    finding = handbook.find("Vad säger 5 §?")
    assert finding.outcome == "unknown"
    assert finding.answer.startswith("Vilken lag eller förordning menar du?")


def test_the_ambiguous_etableringslagen_is_answered_for_both(handbook: Handbook) -> None:
    for question in ("Vad menas med etableringslagen?", "Vem ansvarar enligt 4 § etableringslagen?"):
        finding = handbook.find(question)
        assert finding.outcome == "answer"
        assert "2017:584" in finding.answer
        assert "2010:197" in finding.answer
        assert "upphäv" in finding.answer


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Vad säger 2010:197 om etableringsplan?", "2017:584"),
        ("Gäller 2010:409 ännu?", "2017:820"),
        ("7 § lagen (2010:197)", "2017:584"),
        ("Är förordning 2010:408 ersatt?", "2016:39"),
        ("Är 2010:407 upphävd?", "2017:819"),
        ("gäller gamla socialtjänstlagen 2001:453", "2025:400"),
    ],
)
def test_a_repealed_rule_gets_what_replaced_it(handbook: Handbook, question: str, now: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome == "answer"
    assert now in finding.answer
    assert re.search("upphäv|ersat", finding.answer)


@pytest.mark.parametrize(
    "question",
    [
        "Gäller bosättningslagen fortfarande?",
        "Har bosättningslagen ersatts av en ny lag?",
        "När kommer den nya bosättningslagen?",
        "Finns det en ny lag om bosättning?",
        "Gäller bosättningslagen än?",
        "är prop 2025/26:215 antagen",
    ],
)
def test_whether_the_settlement_act_applies_is_answered_as_uncertain(
    handbook: Handbook, question: str
) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.confidence) == ("answer", "uncertain")
    assert "prop. 2025/26:215" in finding.answer.lower()
    assert "bekräfta" in finding.answer


@pytest.mark.parametrize(
    "question",
    [
        "Gäller LMA fortfarande?",
        "Är asylmottagandelagen i kraft?",
        "Vilken myndighet har huvudansvaret för asylboenden?",
        "Vad är dagersättningen enligt LMA?",
        "Är samhällsintroduktionen obligatorisk nu?",
        "8 a § LMA",
        "2022:1008 6 §",
        "Hur snabbt ska boende ordnas vid tillfälligt skydd?",
        "Vem anvisar ensamkommande barn till en kommun?",
        "Får asylsökande bo hos släktingar och ändå få dagersättning?",
    ],
)
def test_on_reception_an_answer_says_that_a_new_act_applies(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert (finding.outcome, finding.confidence) == ("answer", "uncertain")
    assert "mottagandelag" in finding.answer
    assert "1 oktober 2026" in finding.answer


@pytest.mark.parametrize(
    "question",
    [
        "Får asylsökande gå på kommunens badhus?",
        "Vad kostar ett LMA-kort?",
        "Vilken busslinje går till asylboendet i Borås?",
    ],
)
def test_on_reception_what_is_not_known_says_that_a_new_act_applies(
    handbook: Handbook, question: str
) -> None:
    finding = handbook.find(question)
    assert finding.outcome in {"unknown", "suggest"}
    assert "En ny mottagandelag gäller sedan den 1 oktober 2026" in finding.answer


@pytest.mark.parametrize(
    "question",
    [
        "Vad säger kommunallagen om anvisningar?",
        "Har lagen om medborgarskap ersatts?",
        "är lagen om offentlighet och sekretess upphävd",
        "kan du skriva en dikt om integration",
        "skriv en saga om samverkan",
        "Vad är kommuntalet för Tibro 2027?",
        "Hur ansöker man om svenskt medborgarskap?",
    ],
)
def test_what_no_entry_says_is_not_answered_from_the_one_nearest(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome in {"unknown", "suggest"}
    assert finding.entry is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Vilken delregion hör Tibro till?", "Tibro hör till delregionen Skaraborg"),
        ("Vad har Trollhättan för kommunkod?", "kommunkod 1488"),
        ("vilket kommunalförbund hör lilla edet till", "Lilla Edet hör till delregionen Göteborgsregionen"),
        ("Ligger Åmåls kommun i Fyrbodal?", "Åmål hör till delregionen Fyrbodal"),
        ("Which sub-region does Borås belong to?", "Borås hör till delregionen Sjuhärad"),
        ("vara kommunkod", "kommunkod"),
    ],
)
def test_a_municipality_is_known_by_name(handbook: Handbook, question: str, told: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome == "answer"
    assert told in finding.answer
    assert "Källa: " in finding.answer


@pytest.mark.parametrize(
    "question",
    ["Vad kostar hyran i Borås?", "Hur många nyanlända ska Vara ta emot?", "Vilka hotell finns i Borås?"],
)
def test_a_municipality_in_another_question_is_not_answered_with_its_code(
    handbook: Handbook, question: str
) -> None:
    assert "kommunkod" not in handbook.find(question).answer


@pytest.mark.parametrize(
    ("question", "word", "others"),
    [
        ("Hur lång frist gäller vid en anvisning?", "anvisning", 1),
        ("Kan man överklaga en anvisning?", "anvisning", 1),
    ],
)
def test_an_ambiguous_word_is_told_apart_or_asked_about(
    handbook: Handbook, question: str, word: str, others: int
) -> None:
    finding = handbook.find(question)
    assert finding.outcome in {"answer", "suggest"}
    assert len(finding.suggestions) >= others
    assert finding.outcome == "suggest" or f"Ordet ”{word}” kan betyda flera saker." in finding.answer
    assert all(handbook.find(each).outcome == "answer" for each in finding.suggestions)


def test_a_question_in_between_gets_at_most_three_suggestions_that_can_be_picked(handbook: Handbook) -> None:
    finding = handbook.find("regler anvisade pengar kommun")
    assert finding.outcome == "suggest"
    assert finding.answer.startswith("Menade du …?")
    assert 1 <= len(finding.suggestions) <= 3
    assert all(handbook.find(each).outcome == "answer" for each in finding.suggestions)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "  ",
        "hej",
        "Hur lagar man köttbullar?",
        "💙",
        "asdf qwer",
        "Hur mår du?",
        "vad är klockan",
        "Hur blir vädret i Borås imorgon?",
        "Vem har ansvaret för vägen?",
        "Vilken roll spelar Ibsen?",
        "Vad är syftet med livet?",
    ],
)
def test_what_is_no_question_for_the_handbook_is_not_answered(handbook: Handbook, question: str) -> None:
    finding = handbook.find(question)
    assert finding.outcome in {"unknown", "suggest"}
    assert finding.entry is None


def test_what_is_not_known_leads_to_an_expert(handbook: Handbook) -> None:
    finding = handbook.find("Hur lagar man köttbullar?")
    assert finding.answer.startswith("Det vet jag inte.")
    assert finding.answer.endswith("Du kan fråga en sakkunnig i stället.")


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
        ("Who decides the municipal quota?", "lanstal_kommuntal"),
        ("Who is responsible for the establishment programme?", "etablering_program"),
        ("Is the Settlement Act still in force?", "bosattning_ny_lag"),
        ("How many hours of Swedish for immigrants per week?", "sfi_timmar"),
    ],
)
def test_some_questions_in_english_are_understood(handbook: Handbook, question: str, key: str) -> None:
    assert handbook.find(question).entry == key


def test_the_same_question_gets_the_same_answer(handbook: Handbook) -> None:
    question = "hur länge får man gå i etableringen"
    assert handbook.find(question) == handbook.find(question)


def test_most_answers_are_short_enough_for_a_phone(handbook: Handbook) -> None:
    lengths = sorted(len(handbook.find(e.question).answer.split()) for e in handbook.entries.values())
    assert lengths[len(lengths) // 2] <= 160


def test_a_source_that_has_changed_since_it_was_read_is_told() -> None:
    handbook = Handbook.load(changed=lambda source: "2027:1" if source.law == "2016:38" else None)
    told = handbook.find("Vad säger 5 § bosättningslagen?").answer
    assert "5, 6 och 9 §§ bosättningslagen (2016:38) har ändrats genom SFS 2027:1" in told
    assert "har ändrats genom SFS 2027:1" not in handbook.find("Vem har rätt till sfi?").answer

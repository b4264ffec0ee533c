"""A proposed entry: out of a reply, changed field by field, and held against the handbook."""

from datetime import date

import pytest

from knowledge.drafting import Reply, drafted
from knowledge.entries import Entry, shipped
from knowledge.handbook import Handbook
from knowledge.last_read import LastRead
from knowledge.proposing import NotAnEntry, changed, differences, in_words, made, problems, with_variant
from knowledge.source_lines import NotRead

TODAY = date(2026, 11, 22)
ENTRIES = {entry.key: entry for entry in shipped()}
READ = LastRead(ENTRIES)
DEADLINE = ENTRIES["bosattning_tidsfrist"]
ASKED = "får kommunen väga in sin bostadskö när en nyanländ anvisas?"


def reply(words: str, **more: str) -> Reply:
    return Reply(ASKED, words, "bosattning", TODAY, **more)


def draft(words: str, named: str = "") -> Entry:
    made_of = drafted(reply(words), named, READ)
    assert made_of
    return made_of


def faults_of(error: pytest.ExceptionInfo[NotAnEntry]) -> dict[str, str]:
    return {fault.field: fault.words for fault in error.value.faults}


def test_a_reply_with_a_paragraph_is_a_whole_entry() -> None:
    one = draft("Nej, skyldigheten gäller ändå enligt 5 § bosättningslagen.")
    assert (one.key, one.question) == (
        "kommunen_vaga_bostadsko_nyanland",
        "Får kommunen väga in sin bostadskö när en nyanländ anvisas?",
    )
    (source,) = one.statutes
    assert (source.law, source.paragraphs) == ("2016:38", ("5",))
    assert source.as_of < TODAY, "the day when the handbook read it, not the day of the reply"
    assert one.variants == (one.question,), "no words are put together that nobody says"
    assert (one.confidence, one.owner, one.review) == ("uncertain", "bosattning", date(2027, 5, 23))
    assert one.reservation == (
        "Svaret kommer från en sakkunnig den 22 november 2026 och är inte jämfört ord för ord med lagtexten."
    )
    assert problems(one, Handbook(list(ENTRIES.values())), TODAY) == []


def test_a_reply_without_a_source_is_no_entry() -> None:
    assert drafted(reply("Nej."), "", READ) is None
    assert drafted(reply("Nej, enligt 5 §."), "", READ) is None, "5 § of what?"


def test_what_the_expert_names_goes_before_what_the_reply_names() -> None:
    one = draft("Nej, enligt 5 § bosättningslagen.", "10 § 2016:39")
    assert [source.law for source in one.statutes] == ["2016:39"]


def test_a_reply_with_a_paragraph_that_nobody_has_read_asks_when_it_was() -> None:
    with pytest.raises(NotRead) as asked:
        draft("Ja, enligt 99 § 2016:39.")
    assert asked.value.line == "99 § 2016:39, läst 2026-11-22"
    one = draft("Ja, enligt 99 § 2016:39.", "99 § 2016:39, läst 2026-11-20\n5 § 2016:38")
    dated, undated = one.statutes
    assert (dated.law, str(dated.as_of)) == ("2016:39", "2026-11-20")
    assert (undated.law, undated.as_of < TODAY) == ("2016:38", True)


def test_paragraphs_are_gathered_statute_by_statute() -> None:
    one = draft("Se 5 och 9 §§ bosättningslagen, 10 § bosättningsförordningen och 20 kap. 24 § skollagen.")
    assert [(source.law, source.chapter, source.paragraphs) for source in one.statutes] == [
        ("2016:38", None, ("5", "9")),
        ("2016:39", None, ("10",)),
        ("2010:800", "20", ("24",)),
    ]


def test_the_first_sentences_are_the_short_answer_and_the_rest_the_details() -> None:
    long = (
        "Så här är det. " + "Kommunen gör många saker i ordning. " * 12 + "Se 2 kap. 1 § socialtjänstlagen."
    )
    one = draft(f"{long}\n\nEtt stycke till.", "5 § 2016:38")
    assert len(one.short.split()) <= 60
    assert one.short.endswith("ordning.")
    assert one.details.endswith("Se 2 kap. 1 § socialtjänstlagen.\n\nEtt stycke till.")
    assert f"{one.short} {one.details}".split() == f"{long} Ett stycke till.".split()


def test_a_reply_too_long_to_be_an_answer_is_told() -> None:
    with pytest.raises(NotAnEntry) as error:
        draft("Se 5 § 2016:38 för det. " + "Så här är det. " * 400)
    assert faults_of(error) == {"details": "Fältet ”mer” är för långt."}


def test_a_draft_on_the_old_reception_act_says_that_there_is_a_new_one() -> None:
    one = draft("Det var Migrationsverket, enligt 13 § LMA.")
    assert one.reservation
    assert "En ny mottagandelag gäller sedan den 1 oktober 2026" in one.reservation


def test_a_draft_is_put_beside_the_entry_that_was_doubted() -> None:
    one = drafted(reply("Nej, 5 § 2016:38.", beside="bosattning_tidsfrist"), "", READ)
    assert one
    assert (one.related, one.topics) == (("bosattning_tidsfrist",), DEADLINE.topics[:1])


def test_a_draft_never_takes_a_key_that_is_there() -> None:
    first = draft("Nej, 5 § 2016:38.")
    second = drafted(reply("Nej, 5 § 2016:38."), "", LastRead(ENTRIES | {first.key: first}))
    assert second
    assert second.key == f"{first.key}_2"


@pytest.mark.parametrize("asked", ["Är det så?", "???", "§", "och då?"])
def test_a_question_of_no_matter_still_makes_a_draft(asked: str) -> None:
    one = drafted(Reply(asked, "Nej, 5 § 2016:38.", "bosattning", TODAY), "", READ)
    assert one
    assert one.key
    assert one.variants == (one.question,)


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.key)
def test_fields_in_words_make_the_same_entry(one: Entry) -> None:
    assert made(in_words(one), READ) == one
    assert differences(one, one) == []


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.key)
def test_every_shipped_answer_can_be_asked_for_in_several_ways(one: Entry) -> None:
    assert len(one.variants) >= 3


def test_a_variant_is_added_last() -> None:
    one = with_variant(DEADLINE, "  när går   klockan ut ")
    assert one.variants == (*DEADLINE.variants, "när går klockan ut")
    assert differences(DEADLINE, one) == ["Sätt att fråga, nytt: när går klockan ut"]


@pytest.mark.parametrize("words", ["", "  ", "!?", "TIDSFRIST, anvisning kommun"])
def test_a_variant_that_says_nothing_new_is_refused(words: str) -> None:
    with pytest.raises(NotAnEntry):
        with_variant(DEADLINE, words)


def test_differences_are_told_field_by_field() -> None:
    one = changed(DEADLINE, "short", "Två månader (10 § förordningen 2016:39).", READ)
    one = changed(one, "related", "bosattning_skyldighet, bosattning_hushall", READ)
    one = changed(one, "details", f"{DEADLINE.details}\n\nEtt stycke till.", READ)
    one = changed(one, "sources", "10 § 2016:39, läst 2026-11-20", READ)
    told = differences(DEADLINE, one)
    assert told[0].startswith("Kort svar: Två månader (10 § förordningen 2016:39). (förut: Högst två månader")
    assert told[1:4] == [
        "Mer, nytt: Ett stycke till.",
        "Källor, nytt: 10 § 2016:39, läst 2026-11-20",
        "Källor, borttaget: 10 § 2016:39, läst 2024-05-31, lydelse t.o.m. SFS 2017:925",
    ]
    assert "Hör ihop med, nytt: bosattning_hushall" in told
    assert "Hör ihop med, borttaget: tillfalligt_skydd_tidsfrist" in told


def test_another_order_is_a_difference_too() -> None:
    turned = DEADLINE.model_copy(update={"variants": DEADLINE.variants[::-1]})
    assert differences(DEADLINE, turned) == ["Sätt att fråga: ny ordning"]


@pytest.mark.parametrize(
    ("field", "said", "words"),
    [
        ("short", " ", "Fältet ”kort svar” är tomt."),
        ("question", "", "Fältet ”fråga” är tomt."),
        ("variants", "", "Skriv minst ett sätt att fråga, gärna flera, på varsin rad."),
        ("sources", "", "Svaret saknar källa. Ange minst en paragraf eller ett dokument."),
        ("review", "snart", "Fältet ”granskas senast” ska ha ett datum, till exempel 2027-01-15."),
        ("confidence", "nja", "Fältet ”säkerhet” ska vara bekräftat eller osäkert."),
        ("owner", "Åsa och Bo", "Fältet ”grupp” har fel form."),
        ("reservation", "", "Ett osäkert svar måste säga vad som är osäkert. Skriv ett förbehåll."),
    ],
)
def test_a_field_that_makes_no_entry_is_told_at_its_field(field: str, said: str, words: str) -> None:
    with pytest.raises(NotAnEntry) as error:
        changed(DEADLINE, field, said, READ)
    assert faults_of(error) == {field: words}


def test_all_fields_that_are_wrong_are_told_at_once() -> None:
    with pytest.raises(NotAnEntry) as error:
        made({**in_words(DEADLINE), "short": "", "review": "", "sources": "5 §"}, READ)
    assert set(faults_of(error)) == {"short", "review", "sources"}


def test_a_field_that_may_be_empty_is_left_out() -> None:
    one = changed(DEADLINE, "confidence", "Bekräftat", READ)
    assert changed(one, "reservation", "", READ).reservation is None


def test_a_problem_of_a_proposal_is_that_of_the_build() -> None:
    handbook = Handbook(list(ENTRIES.values()))
    one = with_variant(DEADLINE, "Vilka kommuner ingår i Fyrbodal?")
    assert [(fault.key, fault.field) for fault in problems(one, handbook, TODAY)] == [
        ("bosattning_tidsfrist", "variants")
    ]
    assert problems(DEADLINE, handbook, TODAY) == [], "only the proposed entry is looked at"

"""How an answer stands is told rightly: who did what, what can be done, what is over; nothing is lost."""

from collections.abc import Callable
from datetime import datetime

from tests.conversations.answers import CARDS, CONTROL, HEADLINE, SITUATION
from tests.conversations.chat import Chat, facts, page, panel
from tests.conversations.test_review import sent_in

ChatAs = Callable[[str], Chat]

WHY = "samrådet är inställt och inget har hänt"
OVERDUE = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
CLOSED = datetime.fromisoformat("2026-11-27T10:00:00+01:00")


def approve(chat_as: ChatAs, unit: str = "Fyrbodal", who: str = "samordnare") -> str:
    sara = chat_as(who)
    shown = sara.say(f"granska {unit}")
    return sara.say(next(button.says for button in shown.buttons if button.title == "Godkänn")).text


def all_said(chat: Chat, words: str) -> str:
    message = chat.say(words)
    shown = message.panel
    return " ".join((message.text, *(shown.paragraphs if shown else ()), *dict(shown.facts if shown else ())))


def test_nothing_to_report_is_approved_as_what_it_is(chat_as: ChatAs) -> None:
    chat_as("af").say("rapportera")
    chat_as("af").say("2.1: 3")
    chat_as("af").say(f"inget att rapportera: {WHY}")
    assert "Att granska: Arbetsförmedlingen." in panel(chat_as("samordnare").say("status")).paragraphs
    told = approve(chat_as, "Arbetsförmedlingen")
    assert told == "Arbetsförmedlingen: ”inget att rapportera” är godkänt. Uppgiftslämnaren får veta det."
    status = chat_as("samordnare").say("status")
    assert panel(status).paragraphs[0] == (
        "0 av 4 delregioner och 0 av 3 aktörer har lämnat in, 1 har inget att rapportera, 1 är godkänd."
    )
    assert facts(status)["Arbetsförmedlingen"] == (
        f"Inget att rapportera: {WHY}. Godkänt av Sara Samordnare (påhittad) 11 november."
    )


def test_the_review_names_who_sent_in_and_who_approved(chat_as: ChatAs) -> None:
    sara = chat_as("samordnare")
    page(sara.say("rapportera för Fyrbodal"))
    for values in CARDS:
        page(sara.press("save", values))
    sara.send(CONTROL)
    approve(chat_as, who="samordnare_2")
    told = panel(chat_as("samordnare").say("granska Fyrbodal")).paragraphs
    assert told[0].startswith(
        "Inlämnad av Sara Samordnare (påhittad) (för enhetens räkning) 11 november 2026"
    )
    assert "Godkänd av" in told[0]
    assert "Sara" not in told[0].partition("Godkänd av")[2]
    chat_as("samordnare").say("öppna igen Fyrbodal: 2.1 ska rättas")
    opened = panel(chat_as("samordnare").say("granska Fyrbodal")).paragraphs[0]
    assert "Öppnad igen av Sara Samordnare (påhittad)" in opened
    assert opened.endswith(": 2.1 ska rättas.")
    assert "Återsänd" not in opened


def test_the_review_tells_how_to_return_to_lock_and_to_open_again(chat_as: ChatAs) -> None:
    sent_in(chat_as("fyrbodal"))
    sara = chat_as("samordnare")
    assert (
        "Skriv ”återsänd Fyrbodal: …” och vad som ska ändras."
        in panel(sara.say("granska Fyrbodal")).paragraphs
    )
    approve(chat_as)
    after = " ".join(panel(sara.say("granska Fyrbodal")).paragraphs)
    assert "Skriv ”öppna igen Fyrbodal: …”" in after
    assert "Lås det när det inte ska ändras mer." in after


def test_what_is_approved_opens_to_read_and_says_whom_to_ask(chat_as: ChatAs) -> None:
    sent_in(chat_as("fyrbodal"))
    approve(chat_as)
    shown = chat_as("fyrbodal").say("rapportera")
    assert shown.page is None
    assert panel(shown).paragraphs[0].startswith("Svaret är godkänt och kan inte ändras.")
    assert "Sara Samordnare (påhittad)" in panel(shown).paragraphs[1]
    assert facts(shown)["2.3 Vad är viktigast just nu?"].startswith(HEADLINE)


def test_what_is_closed_opens_to_read(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    fia.say("2.1: 3")
    shown = fia.at(CLOSED).say("rapportera")
    assert panel(shown).paragraphs[0].startswith("Inlämningstiden har gått ut.")
    assert "2.1 Hur är läget i samrådet?" in facts(shown) or "2.1" in str(facts(shown))


def test_what_was_written_before_the_lock_comes_back(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    sent_in(fia)
    page(fia.say("kort 2"))
    written = fia.action("save", {**SITUATION, "headline": f"Nytt läge. {HEADLINE}", "overall_status": "4"})
    approve(chat_as)
    back = fia.deliver(written)
    assert panel(back).title == "Svaren på kortet sparades inte"
    assert panel(back).paragraphs[0].startswith("Svaret är godkänt")
    assert facts(back)["2.3 Vad är viktigast just nu?"] == f"Nytt läge. {HEADLINE}"
    assert len(facts(back)) == 2


def test_what_was_written_before_the_closing_comes_back(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    page(fia.say("rapportera"))
    page(fia.say("kort 2"))
    late = fia.at(CLOSED)
    back = late.press("save", SITUATION)
    assert panel(back).paragraphs[0].startswith("Inlämningstiden har gått ut.")
    assert facts(back)["2.3 Vad är viktigast just nu?"] == HEADLINE


def test_a_card_that_was_saved_and_comes_again_after_the_lock_is_not_called_unsaved(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    sent_in(fia)
    page(fia.say("kort 2"))
    again = fia.action("save", {**SITUATION, "overall_status": "4"})
    page(fia.deliver(again))
    fia.say("lämna in")
    fia.say("bekräfta")
    approve(chat_as)
    assert "sparades inte" not in panel(fia.deliver(again)).title


def test_with_an_extension_its_day_is_the_last_day_everywhere(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    fia.say("anstånd till 24 november, samrådet hålls först den 20")
    chat_as("samordnare").say("bevilja anstånd Fyrbodal")
    assert page(fia.say("rapportera")).notice.startswith("Svara senast 24 november 2026.")
    assert facts(fia.say("status"))["Sista svarsdag"] == "24 november 2026"


def test_a_municipality_is_asked_to_answer_before_its_council_meets(chat_as: ChatAs) -> None:
    chat_as("fyrbodal").say("möte 17 november")
    notice = page(chat_as("samordnare").say("rapportera för Åmål")).notice
    assert notice.startswith("Svara gärna före samrådet 17 november.")
    told = panel(chat_as("samordnare").say("status Åmål")).paragraphs
    assert "Samrådet hålls 17 november. Svara gärna före det." in told
    overdue = chat_as("samordnare").at(OVERDUE)
    assert "Försenad" not in str(overdue.say("status Åmål"))


def test_what_was_returned_and_never_came_back_is_late(chat_as: ChatAs) -> None:
    sent_in(chat_as("fyrbodal"))
    sara = chat_as("samordnare")
    assert "Försenad" not in facts(sara.at(OVERDUE).say("status"))["Fyrbodal"]
    sara.say("återsänd Fyrbodal: Se över 2.3")
    assert facts(sara.say("status"))["Fyrbodal"] == "Återsänd. Redo att lämnas in."
    assert facts(sara.at(OVERDUE).say("status"))["Fyrbodal"].endswith("Försenad.")
    over = facts(sara.at(CLOSED).say("status"))["Fyrbodal"]
    assert over == "Återsänd, inte inlämnad igen. Försenad. Version 1 är den som finns med."


def test_a_return_stands_by_itself_and_opens_at_the_question_that_it_names(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    sent_in(fia)
    chat_as("samordnare").say("återsänd Fyrbodal: Se över 2.3, och sedan 1.2")
    shown = page(fia.say("rapportera"))
    first, *rest = shown.notice.split("\n\n")
    assert first == "Återsänd av Sara Samordnare (påhittad): Se över 2.3, och sedan 1.2"
    assert rest[0].startswith("Lämna in igen senast 19 november 2026.")
    assert shown.card.title == "Samlat läge"
    assert first in shown.beside["headline"]
    page(fia.press("save"))
    assert page(fia.say("rapportera")).card.title == "Insatsområden"


def test_what_is_opened_at_the_reporters_own_wish_is_not_called_returned(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    sent_in(fia)
    approve(chat_as)
    chat_as("samordnare").say("öppna igen Fyrbodal: Ni bad om att få ändra kort 4")
    shown = page(fia.say("rapportera"))
    assert shown.notice.startswith("Öppnad igen av Sara Samordnare (påhittad): Ni bad om")
    assert shown.card.title == "Siffror att bekräfta"
    assert "Återsänd" not in all_said(fia, "status")
    assert facts(chat_as("samordnare").say("status"))["Fyrbodal"].startswith("Öppnad igen.")


def test_nothing_to_report_is_told_when_the_form_is_opened(chat_as: ChatAs) -> None:
    fia = chat_as("fyrbodal")
    fia.say(f"inget att rapportera: {WHY}")
    assert page(fia.say("rapportera")).notice.startswith("Ni har angett att det inte finns något")


def test_a_medskick_is_sent_by_a_button_that_says_so(chat_as: ChatAs) -> None:
    assert page(chat_as("fyrbodal").say("medskick")).sends == "Skicka medskicket"

"""Proposals on the handbook's page: what each would change, and who publishes or rejects it."""

from datetime import timedelta

import pytest

from domain.people import Person
from domain.proposals import ProposalStatus
from tests.web.browsing import Browser
from tests.web.house import NOW, SAM
from tests.web.upkeep import BO, CIVIC, EVA, LIMIT, ULF, Upkeep


async def test_a_proposal_shows_what_it_changes_and_is_published_by_somebody_else(
    keeping: Browser, upkeep: Upkeep
) -> None:
    proposal = upkeep.proposed(EVA, short="Högst en månad från beslutet.")
    page = await keeping.open_handbook(upkeep.handbook_token(BO), "/forslag")
    assert "Ett förslag väntar på beslut." in page.text
    page = await keeping.go(f"{keeping.address}/{proposal.id}")
    (before, after) = page.root.all("div", class_="side")
    assert "två" in next(before.all("del")).text
    assert "en" in next(after.all("ins")).text
    assert "Samordnaren eller Sakkunniga i bosättning avgör." in page.text
    page = await keeping.press("publish", {"words": "Stämmer."})
    assert "Publicerat av Bo Berg " in page.text
    kept = upkeep.store.proposals.get(proposal.id)
    assert kept
    assert (kept.status, kept.decided_by, kept.decided_words) == (
        ProposalStatus.PUBLISHED,
        "bo",
        "Stämmer.",
    )
    assert upkeep.desk.handbook.find("tidsfrist anvisning kommun").answer.startswith("Högst en månad")
    assert not any(page.root.all("form"))


async def test_nobody_publishes_the_own_proposal_but_takes_it_back(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    page = await keeping.open_handbook(upkeep.handbook_token(EVA), "/forslag/1")
    assert "publish" not in page.presses
    assert "Samordnaren eller Sakkunniga i bosättning avgör. Du kan ta tillbaka eller ändra." in page.text
    forged = [(name, "publish" if name == "press" else value) for name, value in keeping.form("reject")]
    page = await keeping.post(forged)
    assert keeping.status == 409
    assert "någon annan" in page.one(role="alert").text
    assert [one.text for one in page.root.all("button", name="press")] == ["Ta tillbaka"]
    await keeping.press("reject", {"words": "Tänkte fel."})
    kept = upkeep.store.proposals.get(1)
    assert kept
    assert kept.status is ProposalStatus.REJECTED


@pytest.mark.parametrize("person", [ULF], ids=["of another group"])
async def test_an_expert_of_another_group_reads_but_does_not_decide(
    keeping: Browser, upkeep: Upkeep, person: Person
) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    page = await keeping.open_handbook(upkeep.handbook_token(person), "/forslag/1")
    assert page.presses == []
    assert "Samordnaren eller Sakkunniga i bosättning avgör. Du kan ändra." in page.text


async def test_a_rejection_needs_a_reason_and_keeps_what_was_written(
    keeping: Browser, upkeep: Upkeep
) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    page = await keeping.press("reject")
    assert keeping.status == 409
    assert "Fyll i Kommentar: skriv varför." in page.one(role="alert").text
    assert "Fyll i Kommentar: skriv varför." in page.beside("words")
    assert "”" not in page.one(role="alert").text, "no words of the chat on the page"
    page = await keeping.press("reject", {"words": "Fråga 850709-9805 om det."})
    assert keeping.status == 409
    assert page.fields["q.words"] == "Fråga 850709-9805 om det."
    page = await keeping.press("reject", {"words": "Paragrafen säger två."})
    assert "Paragrafen säger två." in page.text
    assert "Avvisat" in page.text


async def test_what_is_not_sound_is_not_published(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Ja. " * 70)
    page = await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    assert "publish" not in page.presses
    assert "Korta till högst 60." in page.text
    forged = [(name, "publish" if name == "press" else value) for name, value in keeping.form("reject")]
    await keeping.post(forged)
    assert keeping.status == 409
    assert upkeep.store.proposals.published() == {}


async def test_of_two_who_decide_the_second_is_told(
    keeping: Browser, keeping_too: Browser, upkeep: Upkeep
) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    await keeping_too.open_handbook(upkeep.handbook_token(BO), "/forslag/1")
    await keeping.press("publish")
    page = await keeping_too.press("reject", {"words": "Nej."})
    assert keeping_too.status == 409
    assert "redan publicerat av Sam Ordnare" in page.text
    assert not any(page.root.all("form"))


async def test_a_newer_version_stops_an_older_proposal(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    upkeep.published(BO, SAM, short="Högst tre månader.")
    page = await keeping.press("publish")
    assert keeping.status == 409
    assert "En nyare version av svaret publicerades" in page.one(role="alert").text
    assert "publish" not in page.presses
    assert upkeep.desk.handbook.entries[LIMIT].short == "Högst tre månader."


async def test_a_new_answer_is_shown_whole(keeping: Browser, upkeep: Upkeep) -> None:
    entry = upkeep.desk.handbook.entries[CIVIC]
    upkeep.proposed_new(ULF, entry.model_copy(update={"key": "so_igen", "question": "Vem gör vad på SO?"}))
    page = await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    assert page.heading == "Förslag 1: Vem gör vad på SO?"
    assert "Ett nytt svar" in page.text
    assert "so_igen" in page.text


async def test_what_to_know_before_a_decision_is_told(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Så fort som möjligt.")
    upkeep.proposed(BO, short="Högst två månader (10 § förordningen 2016:39).")
    page = await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    assert "10 §, två och 2016:39 stod i det korta svaret förut, inte nu." in page.text
    assert "Bo Berg har också ett förslag på samma svar: förslag 2." in page.text


async def test_an_older_version_is_proposed_again_with_one_press(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.published(EVA, SAM, short="Högst en månad.")
    upkeep.published(EVA, SAM, short="Högst tre månader.")
    page = await keeping.open_handbook(upkeep.handbook_token(BO), f"/svar/{LIMIT}")
    assert [one.text for one in page.root.all("button", name="press")] == [
        "Återställ till förslag 1",
        "Återställ till ursprunget",
    ]
    forged = [(name, "9x" if name == "press" else value) for name, value in keeping.form("1")]
    await keeping.post(forged)
    assert keeping.status == 400
    await keeping.open_handbook(upkeep.handbook_token(BO), f"/svar/{LIMIT}")
    page = await keeping.press("1")
    assert keeping.address.endswith("/forslag/3")
    assert "Återställt till förslag 1." in page.text
    entry = upkeep.published_now(SAM)
    assert entry.short == "Högst en månad."
    page = await keeping.open_handbook(upkeep.handbook_token(BO), f"/svar/{LIMIT}")
    await keeping.press("ursprunget")
    assert upkeep.published_now(SAM).short.startswith("Högst två månader")


async def test_a_decision_after_the_links_time_is_not_made(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    upkeep.clock.set(NOW + timedelta(hours=13))
    page = await keeping.press("publish", {"words": "Stämmer."})
    assert (keeping.status, page.heading) == (409, "Inget sparades")
    assert "Stämmer." in page.text
    assert upkeep.store.proposals.published() == {}


async def test_a_press_that_is_none_of_ours_is_refused(keeping: Browser, upkeep: Upkeep) -> None:
    upkeep.proposed(EVA, short="Högst en månad.")
    await keeping.open_handbook(upkeep.handbook_token(SAM), "/forslag/1")
    form = [(name, "delete" if name == "press" else value) for name, value in keeping.form("reject")]
    await keeping.post(form)
    assert keeping.status == 400
    assert [one.id for one in upkeep.store.proposals.open()] == [1]
    assert upkeep.broken == []

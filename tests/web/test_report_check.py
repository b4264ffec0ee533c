"""The fact check: a unit reads its own part and nothing else, says that it is right, or what is not."""

from datetime import date, timedelta

from dialogs import report_acts
from tests.web.drafting import FIAS, STINAS, Drafting
from tests.web.house import FIA, NOW, SAM, STINA
from tests.web.report_browsing import Reader
from tests.web.test_report_editing import EVIL


async def at(reader: Reader, drafting: Drafting) -> None:
    """Fia has opened her link to the check."""
    drafting.sent_to_check()
    await reader.enter("granska", drafting.check_token(FIA))


def remarked(drafting: Drafting) -> list[tuple[str, str]]:
    return [(one.quote, one.words) for one in drafting.store.report_life.remarks(drafting.round.key)]


def passage(reader: Reader, words: str) -> str:
    """What a remark on the passage that says ``words`` is sent with."""
    found = [one for one in reader.page.root.all("div", class_="passage") if words in one.text]
    return found[0].attributes["id"].removeprefix("plats-")


async def test_a_unit_reads_what_rests_on_its_own_answer_alone(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    text = reader.page.text
    assert reader.page.heading == "Faktagranska: Fyrbodal"
    assert FIAS in text
    assert STINAS not in text
    assert "Skaraborg" not in text
    assert "Svara senast 18 november 2026." in text
    assert "Svarar ni inte räknas det som att ni har godtagit uppgifterna." in text
    assert next(reader.page.root.all("p", class_="watermark")).text == "Arbetsmaterial"
    ids = [one.attributes["id"] for one in reader.page.root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))


async def test_every_paragraph_takes_a_remark_and_no_heading_does(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    for one in reader.page.root.all("div", class_="passage"):
        heading = any(any(one.all(tag)) for tag in ("h2", "h3", "h4"))
        assert any(one.all("form")) != heading


async def test_a_remark_is_tied_to_its_paragraph(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    page = await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": "Det var tre."})
    assert reader.fragment == f"plats-{where}"
    ((quote, words),) = remarked(drafting)
    assert FIAS in quote
    assert words == "Det var tre."
    assert "Synpunkt 1 från Fyrbodal, Fia Fyrbodal" in page.text
    assert "En synpunkt lämnad" in page.one(id=f"plats-{where}").text
    assert "Resten stämmer" in page.text


async def test_who_has_a_remark_that_waits_and_accepts_the_rest_is_told_so(
    reader: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": "Det var tre."})
    page = await reader.send("/stammer", "accept")
    assert "Ni har lämnat en synpunkt. Resten stämmer. Samordnaren svarar på synpunkten." in page.text
    assert "allt stämmer" not in page.text


async def test_what_came_of_a_remark_is_told(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": "Det var tre."})
    report_acts.settle(drafting.desk, 1, drafting.author(SAM), "Rättat till tre.")
    page = await reader.reload()
    outcome = next(page.root.all("p", class_="outcome")).text
    assert outcome == "Avslutad av Sam Ordnare 11 november 2026 kl. 10.30. Rättat till tre."


async def test_a_remark_without_words_is_asked_for_at_its_field(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    page = await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": " "})
    assert reader.status == 409
    assert "Skriv vad som inte stämmer" in page.beside(f"synpunkt-{where}")
    assert [link.attributes["href"] for link in page.one(role="alert").all("a")] == [f"#f-synpunkt-{where}"]
    assert remarked(drafting) == []


async def test_a_remark_that_names_somebody_is_given_back(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    words = "Fråga 850709-9805."
    page = await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": words})
    assert reader.status == 409
    assert page.one(id=f"f-synpunkt-{where}").raw.strip() == words
    assert remarked(drafting) == []


async def test_a_passage_that_is_not_the_units_is_refused(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    await at(reader, drafting)
    await reader_too.enter("granska", drafting.check_token(STINA))
    for where in ("", "hittapa", "councils-0000000000", passage(reader_too, STINAS)):
        await reader.enter("granska", drafting.check_token(FIA))
        await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": "Fel."})
        assert reader.status == 400
    assert remarked(drafting) == []


async def test_a_unit_accepts_and_is_thanked(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    page = await reader.send("/stammer", "accept")
    assert "Ni har svarat att allt stämmer. Tack!" in page.text
    assert drafting.store.report_life.of(drafting.round.key).accepted == {"fyrbodal"}
    assert ("/stammer", "accept") not in reader.posts


async def test_accepting_twice_is_told_and_changes_nothing(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    report_acts.accept(drafting.desk, drafting.round, drafting.author(FIA), "fyrbodal")
    page = await reader.send("/stammer", "accept")
    assert reader.status == 409
    assert "redan godtagna" in page.one(role="alert").text


async def test_after_its_last_day_it_is_only_read(reader: Reader, drafting: Drafting) -> None:
    await at(reader, drafting)
    where = passage(reader, FIAS)
    sent = reader.filled("/synpunkt", "remark") | {"passage": where, f"q.synpunkt-{where}": "Det var tre."}
    drafting.clock.set(NOW + timedelta(days=8))
    page = await reader.send("/synpunkt", "remark", sent)
    assert reader.status == 409
    assert "Det var tre." in page.text, "what was written is given back"
    page = await reader.reload()
    await reader.at("")
    assert reader.posts == []
    assert "Ni lämnade inga synpunkter, så uppgifterna räknas som godtagna." in reader.page.text
    assert remarked(drafting) == []


async def test_before_it_is_sent_there_is_nothing_to_read(reader: Reader, drafting: Drafting) -> None:
    drafting.renewed()
    address = drafting.reports.check(FIA, "fyrbodal", drafting.round, NOW + timedelta(days=2), NOW)
    page = await reader.enter("granska", address.rpartition("/")[2])
    assert FIAS not in page.text
    assert "Det finns inget att granska nu." in page.text


async def test_who_was_not_asked_reads_nothing(reader: Reader, drafting: Drafting) -> None:
    drafting.sent_to_check(date(2026, 11, 20))
    until = NOW + timedelta(days=9)
    mallory = drafting.store.people.get("mallory")
    assert mallory
    token = drafting.reports.check(mallory, "sjuharad", drafting.round, until, NOW).rpartition("/")[2]
    page = await reader.enter("granska", token)
    assert "Det finns inget att granska nu." in page.text
    assert FIAS not in page.text
    assert reader.posts == []


async def test_everything_typed_is_shown_as_text(
    reader: Reader, reader_too: Reader, drafting: Drafting
) -> None:
    drafting.submits(FIA, {"headline": EVIL})
    await at(reader, drafting)
    where = passage(reader, "onerror")
    await reader.send("/synpunkt", "remark", {"passage": where, f"q.synpunkt-{where}": EVIL})
    await reader_too.enter("utkast", drafting.draft_token(SAM), "/synpunkter")
    for one in (reader, reader_too):
        assert one.status == 200
        assert "<img src=x" not in one.html
        assert "<script>alert" not in one.html

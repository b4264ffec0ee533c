"""The report's versions and edits: all is kept, the second to write is told so, nothing is overwritten."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread

import pytest

from domain.errors import Conflict, NotAllowed
from domain.report_life import ReportAct, ReportLife, ReportMove, step
from domain.report_versions import Edited, SectionEdit, VersionDraft, VersionHead, digest
from store.reports import Overtaken
from store.store import Store

ROUND = "2026Q3"


def version(at: datetime, content: str = "{}", edits: int = 0) -> VersionDraft:
    return VersionDraft(ROUND, content, at, "sara", "Sara", at, "nytt utkast", edits)


def edit(
    at: datetime, number: int = 1, words: str | None = "Vi ser tre saker.", section: str = "summary"
) -> Edited:
    written = SectionEdit(section, number, "Läget är ansträngt.", words, "sara", "Sara", at)
    return Edited(written, number - 1)


def test_a_version_is_there_whole_with_who_kept_it_and_why(open_round: Store, now: datetime) -> None:
    content = '{"åäö": "' + "Läget är ansträngt. " * 1000 + '"}'
    head = open_round.reports.keep(version(now, content))
    assert (head.number, head.by_name, head.why, head.cut_off) == (1, "Sara", "nytt utkast", now)
    assert head.digest == digest(content)
    assert open_round.reports.version(ROUND, 1) == (head, content)
    assert open_round.reports.version(ROUND, 2) is None
    assert open_round.reports.versions("2026Q4") == []


def test_versions_are_numbered_and_the_latest_comes_first(open_round: Store, now: datetime) -> None:
    for number in (1, 2, 3):
        open_round.reports.keep(version(now, f'"{number}"'))
    assert [one.number for one in open_round.reports.versions(ROUND)] == [3, 2, 1]
    found = open_round.reports.version(ROUND, 2)
    assert found
    assert found[1] == '"2"', "an earlier version is as it was"


def test_the_same_content_is_no_new_version(open_round: Store, now: datetime) -> None:
    first = open_round.reports.keep(version(now))
    again = open_round.reports.keep(version(now + timedelta(hours=1)))
    assert again == first
    assert len(open_round.reports.versions(ROUND)) == 1


def test_an_edit_and_the_version_it_makes_are_kept_together(open_round: Store, now: datetime) -> None:
    reports = open_round.reports
    reports.keep(version(now, '"före"'))
    reports.keep(version(now, '"efter"', edits=1), edit(now))
    assert reports.edits(ROUND) == {"summary": edit(now).edit}
    with pytest.raises(Overtaken, match="i samma stund"):
        reports.keep(version(now, '"annat"', edits=1), edit(now, section="reception"))
    assert list(reports.edits(ROUND)) == ["summary"], "the edit went with the version that was not kept"
    assert reports.edit_count(ROUND) == 1


def test_the_latest_edit_counts_and_the_others_are_its_history(open_round: Store, now: datetime) -> None:
    reports = open_round.reports
    for number, words in enumerate(("Ett.", None, "Tre."), start=1):
        reports.keep(version(now, f'"{number}"', edits=number), edit(now, number, words))
    assert reports.edits(ROUND)["summary"].words == "Tre."
    assert [one.words for one in reports.history(ROUND, "summary")] == ["Ett.", None, "Tre."]
    assert reports.history(ROUND, "cover") == []


def test_who_comes_second_is_told_whose_change_was_first(open_round: Store, now: datetime) -> None:
    reports = open_round.reports
    reports.keep(version(now, '"1"', edits=1), edit(now))
    bos = replace(edit(now, words="Bos text.").edit, by="bo", by_name="Bo")
    with pytest.raises(
        Conflict, match=r"Sara ändrade avsnittet 1 oktober 2026 kl\. 12\.00, efter att du"
    ) as told:
        reports.keep(version(now, '"2"', edits=2), Edited(bos, 0))
    assert not isinstance(told.value, Overtaken), "composing anew would not help"
    assert reports.edits(ROUND)["summary"].words == "Vi ser tre saker."
    assert len(reports.versions(ROUND)) == 1


def test_of_many_at_once_one_is_first_and_the_others_are_told(open_round: Store, now: datetime) -> None:
    told: list[VersionHead | Conflict] = []

    def write(words: str) -> None:
        try:
            told.append(open_round.reports.keep(version(now, f'"{words}"', edits=1), edit(now, words=words)))
        except Conflict as error:
            told.append(error)

    threads = [Thread(target=write, args=(f"Text {number}.",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(one, VersionHead) for one in told) == 1
    assert open_round.reports.edit_count(ROUND) == 1


def test_what_is_decided_is_not_written_in(open_round: Store, now: datetime) -> None:
    reports, life = open_round.reports, open_round.report_life
    head = reports.keep(version(now))
    until = now + timedelta(days=1)
    for act, at in ((ReportAct.SEND_TO_CHECK, now), (ReportAct.DECIDE, until + timedelta(days=1))):
        before = life.of(ROUND)
        move = ReportMove(act, "sara", "Sara", at, head.number, until=until, asked=("skaraborg",))
        life.step(ROUND, step(before, move), seen=before.number)
    with pytest.raises(NotAllowed, match="ta tillbaka beslutet"):
        reports.keep(version(now, '"senare"', edits=1), edit(now))
    assert reports.edits(ROUND) == {}
    assert isinstance(life.of(ROUND), ReportLife)


def test_every_change_leaves_its_line(open_round: Store, now: datetime) -> None:
    reports = open_round.reports
    reports.keep(version(now))
    reports.keep(version(now, '"2"', edits=1), edit(now))
    reports.keep(version(now, '"3"', edits=2), edit(now, 2, None))
    lines = [
        (line.who, line.what, line.subject, line.why) for line in open_round.audit.lines(f"{ROUND}/rapport")
    ]
    assert lines == [
        ("sara", "sparade version 1", "2026Q3/rapport/1", "nytt utkast"),
        ("sara", "skrev text", "2026Q3/rapport/avsnitt/summary", "summary, ändring 1"),
        ("sara", "sparade version 2", "2026Q3/rapport/2", "nytt utkast"),
        ("sara", "tog tillbaka den skrivna texten", "2026Q3/rapport/avsnitt/summary", "summary, ändring 2"),
        ("sara", "sparade version 3", "2026Q3/rapport/3", "nytt utkast"),
    ]


def test_all_is_there_after_a_restart(open_round: Store, reopened: Store, now: datetime) -> None:
    head = open_round.reports.keep(version(now, '"1"', edits=1), edit(now))
    assert reopened.reports.versions(ROUND) == [head]
    assert reopened.reports.edits(ROUND) == {"summary": edit(now).edit}

"""The command line as it is used: over what it prints and how it ends."""

import json
import socket
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from dialogs import reception
from domain.report_versions import Edited, SectionEdit, VersionDraft
from store.store import Store
from tests.cli.samrad import Samrad


def test_ask_answers_with_source_and_date(samrad: Samrad) -> None:
    told = samrad.apart("ask", "Vem beslutar om kommuntal?")
    assert told.code == 0
    assert "Källa:" in told.out


def test_ask_batch_writes_a_line_for_each_question(samrad: Samrad) -> None:
    asked = samrad.folder / "asked.jsonl"
    questions = [
        {"id": "a", "question": "Vem beslutar om kommuntal?"},
        {"id": 2, "question": "Vad blir det för väder?"},
    ]
    asked.write_text("\n".join(json.dumps(one) for one in questions) + "\n\n", encoding="utf-8")
    told = [json.loads(line) for line in samrad("ask", "--batch", str(asked)).out.splitlines()]
    assert [one["id"] for one in told] == ["a", 2]
    assert [one["outcome"] for one in told] == ["answer", "unknown"]
    assert told[0]["sources"]
    assert all(source.startswith(("SFS ", "dokument: ")) for source in told[0]["sources"])
    assert set(told[0]) == {
        "id", "outcome", "entry", "answer", "confidence", "sources", "suggestions", "score",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask",), "Skriv en fråga"),
        (("ask", "--batch", "saknas.jsonl"), "saknas.jsonl"),
        (("draft", "blah"), "är inget kvartal"),
        (("draft",), "Spela upp ett kvartal"),
        (("play", "--quarter", "sommar"), "är inget kvartal"),
        (("play", "--quarter", "2000Q1"), "har inga insatsområden för kvartal 1 2000"),
        (("draft", "K9\nfoo"), "är inget kvartal"),
        (("blah",), "blah"),
        (("ask", "--okänd"), "--okänd"),
    ],
)
def test_an_error_is_one_clear_line_and_exit_code_two(
    samrad: Samrad, words: tuple[str, ...], told: str
) -> None:
    ended = samrad(*words)
    assert ended.code == 2
    assert told in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'{"id": 1, "question": "x"}\n' + b"[" * 200_000])
def test_a_file_that_cannot_be_read_is_one_line(samrad: Samrad, content: bytes) -> None:
    asked = samrad.folder / "asked.jsonl"
    asked.write_bytes(content)
    ended = samrad("ask", "--batch", str(asked))
    assert ended.code == 2
    assert "asked.jsonl" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


@pytest.mark.parametrize("words", [("draft",), ("export",), ("chat",)])
def test_a_database_that_is_none_is_one_line(samrad: Samrad, words: tuple[str, ...]) -> None:
    (samrad.folder / "var").mkdir()
    (samrad.folder / "var" / "samrad.db").write_bytes(b"not a database at all, but long enough" * 100)
    ended = samrad(*words)
    assert ended.code == 2
    assert "samrad.db" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_database_that_is_damaged_further_in_is_named(samrad: Samrad) -> None:
    samrad("chat", said="jag är Fyrbodal\n")
    database = samrad.folder / "var" / "samrad.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + bytes(range(256)) * ((len(whole) - 4096) // 256))
    ended = samrad("chat", said="rapportera\n")
    assert ended.code == 2
    assert f"Databasen {database} är skadad" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_an_export_that_cannot_be_written_is_named(samrad: Samrad) -> None:
    samrad("chat", said="hej\n")
    assert samrad("export", "--out", "out").code == 0
    (made,) = (samrad.folder / "out").iterdir()
    made.unlink()
    made.mkdir()
    ended = samrad("export", "--out", "out")
    assert ended.code == 2
    assert made.name in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_played_draft_that_has_no_place_is_told_of_before_the_play(samrad: Samrad) -> None:
    (samrad.folder / "taken").write_text("en fil")
    ended = samrad("play", "--out", "taken")
    assert (ended.code, ended.out) == (2, "")
    assert "taken finns redan och är ingen mapp" in ended.err


def test_a_port_that_is_taken_is_told_of(samrad: Samrad) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = samrad.apart("serve", SAMRAD_PORT=port)
    assert ended.code == 2
    assert ended.err.strip() == f"samrad: Porten {port} är upptagen. Sätt SAMRAD_PORT."


def test_what_json_may_hold_comes_back_as_it_came(samrad: Samrad) -> None:
    """A line end of Unicode's inside a question, and half a character as an id."""
    asked = samrad.folder / "asked.jsonl"
    asked.write_text('{"id": "\\ud800", "question": "Vad är\u2028kommuntal?"}\n', encoding="utf-8")
    (told,) = samrad.apart("ask", "--batch", str(asked)).out.splitlines()
    assert json.loads(told)["id"] == "\ud800"


def test_without_out_the_file_lies_with_the_rest(samrad: Samrad) -> None:
    assert samrad("manifest").code == 0
    assert (samrad.folder / "var" / "out" / "samrad-teams.zip").is_file()


def test_a_line_that_is_not_json_is_named(samrad: Samrad) -> None:
    asked = samrad.folder / "asked.jsonl"
    asked.write_text('{"id": 1, "question": "Vad är kommuntal?"}\nhej\n', encoding="utf-8")
    ended = samrad("ask", "--batch", str(asked))
    assert ended.code == 2
    assert "asked.jsonl, rad 2" in ended.err


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"SAMRAD_HOST": "0.0.0.0"}, "SAMRAD_APP_ID"),  # noqa: S104 - it must be refused
        ({"SAMRAD_PORT": "hej"}, "SAMRAD_PORT är fel: skriv ett heltal\n"),
        ({"SAMRAD_PORT": "-1"}, "SAMRAD_PORT är fel: skriv ett heltal som är minst 0\n"),
        ({"SAMRAD_HOST": "☃..x"}, "SAMRAD_HOST är fel: skriv ett värdnamn"),
        ({"SAMRAD_COUNTY": "skane"}, "SAMRAD_COUNTY"),
        ({"SAMRAD_HOST": "a" * 64 + ".se"}, "SAMRAD_HOST"),
        ({"SAMRAD_APP_ID": "5a3d0000-0000-4000-8000-00000000b001"}, "SAMRAD_TENANTS"),
    ],
)
def test_a_bad_setting_stops_the_start_and_is_named(
    samrad: Samrad, settings: dict[str, str], named: str
) -> None:
    ended = samrad("serve", **settings)
    assert ended.code == 2
    assert named in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_the_chat_in_the_terminal_is_the_same_bot(samrad: Samrad) -> None:
    told = samrad.apart("chat", said="jag är Fyrbodal\nrapportera\n2.1: 3\nsluta\n").out
    assert "Nu är du Fia Fyrbodal (påhittad)" in told
    assert "Kort 1 av 6: Mötet" in told
    assert "2.1 Hur är det samlade läget? 3 – Fungerar i huvudsak. Sparat." in told


def test_the_manifest_has_the_commands_of_the_dialogs(samrad: Samrad) -> None:
    told = samrad("manifest", "--out", "app")
    assert told.code == 0
    with zipfile.ZipFile(samrad.folder / "app" / "samrad-teams.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
    titles = [command["title"] for command in manifest["bots"][0]["commandLists"][0]["commands"]]
    assert titles == [command.says for command in reception.commands() if command.menu]
    assert len(titles) <= 10


def test_a_draft_is_written_in_every_format_asked_for(samrad: Samrad) -> None:
    samrad("chat", said="hej\n")
    told = samrad("draft", "--format", "html", "--format", "pdf", "--format", "html", "--out", "out")
    first, *paths = told.out.splitlines()
    assert first.startswith("Utkastet för kvartal ")
    assert first.endswith(":")
    assert [Path(path).suffix for path in paths] == [".pdf", ".html"]
    assert all((samrad.folder / path).stat().st_size for path in paths)
    assert samrad("draft", "--format", "alla", "--internal", "--english", "--out", "all").code == 0
    names = sorted(path.name for path in (samrad.folder / "all").iterdir())
    assert [name.partition("-")[0] for name in names] == ["internt"] * 3 + ["lagesrapport"] * 3
    assert [Path(name).suffix for name in names] == [".docx", ".html", ".pdf"] * 2


def test_a_draft_has_what_a_coordinator_wrote(samrad: Samrad) -> None:
    samrad("chat", said="hej\n")
    with closing(Store.open(samrad.folder / "var" / "samrad.db")) as store:
        round_ = store.rounds.latest()
        assert round_
        edit = SectionEdit("summary", 1, "", "Samordnarens egna ord.", "sam", "Sam", round_.due)
        draft = VersionDraft(round_.key, "{}", round_.due, "sam", "Sam", round_.due, "redigerad", 1)
        store.reports.keep(draft, Edited(edit, 0))
    assert samrad("draft", "--format", "html", "--out", "out").code == 0
    (made,) = (samrad.folder / "out").iterdir()
    assert "Samordnarens egna ord." in made.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "settings", "told"),
    [
        (("--format", "rtf"), {}, "rtf"),
        (("--template", "saknas.docx"), {}, "saknas.docx"),
        ((), {"SAMRAD_WORD_TEMPLATE": "egen mall.docx"}, "egen mall.docx"),
    ],
)
def test_a_draft_that_cannot_be_written_is_told_of_in_one_line(
    samrad: Samrad, words: tuple[str, ...], settings: dict[str, str], told: str
) -> None:
    samrad("chat", said="hej\n")
    ended = samrad("draft", *words, **settings)
    assert ended.code == 2
    assert told in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert not (samrad.folder / "var" / "out").exists()

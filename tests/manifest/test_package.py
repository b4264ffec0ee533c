"""The package is what Teams takes: by Microsoft's schemas, and by what those do not say."""

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from manifest.icons import COLOR, OUTLINE
from manifest.package import ENGLISH, MANIFEST, MOST_COMMANDS, AppFacts, BadFact, Command, build
from tests.manifest import schemas

APP = AppFacts(
    app_id="0f3a1c52-7d64-4a51-9d5e-2b8f5a6c7e01",
    bot_id="7c9e6679-7425-40de-944b-e07fc1f90ae7",
    version="1.2.3",
    developer_name="Länsstyrelsen i Exempellän",
    website_url="https://samrad.example.se",
    privacy_url="https://samrad.example.se/personuppgifter",
    terms_of_use_url="https://samrad.example.se/villkor",
    valid_domains=("samrad.example.se",),
)
COMMANDS = (
    Command("rapportera", "report", "Lämna kvartalets svar", "Send in the quarter's answers"),
    Command("hjälp", "help", "Visa vad jag kan hjälpa till med", "Show what I can help with"),
)


def contents(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read(name: str, app: AppFacts = APP, commands: tuple[Command, ...] = COMMANDS) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(contents(build(app, commands))[name])
    return document


def complaints(schema: dict[str, Any], document: dict[str, Any]) -> list[str]:
    found = Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).iter_errors(document)
    return [f"{list(error.absolute_path)}: {error.message}" for error in found]


def at(document: Any, path: str) -> Any:  # noqa: ANN401 - whatever JSON holds at a path
    """What stands at a path as localisation files write it: bots[0].commandLists[0].commands[1].title."""
    for step in re.findall(r"[^.\[\]]+", path):
        document = document[int(step)] if step.isdecimal() else document[step]
    return document


def many(count: int) -> tuple[Command, ...]:
    return tuple(
        Command(f"kommando {n}", f"command {n}", "Gör något", "Does something") for n in range(count)
    )


def test_four_files_lie_at_the_root_and_weigh_little() -> None:
    package = build(APP, COMMANDS)
    assert list(contents(package)) == [MANIFEST, ENGLISH, COLOR, OUTLINE]
    assert len(package) < 100_000


def test_the_same_facts_give_the_same_bytes() -> None:
    assert build(APP, COMMANDS) == build(replace(APP), tuple(COMMANDS))


def test_the_manifest_keeps_to_the_newest_schema() -> None:
    document = read(MANIFEST, commands=many(MOST_COMMANDS))
    assert schemas.newest().name == f"v{document['manifestVersion']}"
    schema = schemas.read("MicrosoftTeams.schema.json")
    assert complaints(schema, document) == []


def test_the_schema_would_complain() -> None:
    schema = schemas.read("MicrosoftTeams.schema.json")
    assert complaints(schema, read(MANIFEST) | {"accentColor": "blue"})
    assert complaints(schema, read(MANIFEST) | {"unknown": 1})


def test_the_english_strings_keep_to_their_schema() -> None:
    schema = schemas.read("MicrosoftTeams.Localization.schema.json")
    strings = read(ENGLISH, commands=many(MOST_COMMANDS))
    assert complaints(schema, strings) == []
    # Draft 4 overlooks what stands beside a $ref, and there the lengths stand.
    longest = {key: rule["maxLength"] for key, rule in schema["properties"].items() if "maxLength" in rule}
    assert len(longest) == 4
    assert {key for key, most in longest.items() if not 0 < len(strings[key]) <= most} == set()


def test_without_the_schemas_it_fails_and_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="run scripts/test"):
        schemas.newest(tmp_path / "node_modules")


def test_both_name_the_schema_that_they_keep_to() -> None:
    version = schemas.newest().name
    for name in (MANIFEST, ENGLISH):
        assert f"/teams/{version}/" in read(name)["$schema"]


def test_swedish_is_the_language_and_english_the_other() -> None:
    assert read(MANIFEST)["localizationInfo"] == {
        "defaultLanguageTag": "sv",
        "additionalLanguages": [{"languageTag": "en", "file": ENGLISH}],
    }


def test_every_english_string_has_a_swedish_one_and_every_command_both() -> None:
    document, strings = read(MANIFEST), read(ENGLISH)
    paths = {path for path in strings if path != "$schema"}
    assert paths == {
        "name.short",
        "name.full",
        "description.short",
        "description.full",
        *(
            f"bots[0].commandLists[0].commands[{n}].{field}"
            for n in (0, 1)
            for field in ("title", "description")
        ),
    }
    assert all(isinstance(at(document, path), str) for path in paths)
    assert at(document, "bots[0].commandLists[0].commands[1].title") == "hjälp"
    assert strings["bots[0].commandLists[0].commands[1].title"] == "help"


def test_it_is_for_one_person_and_for_a_team() -> None:
    (bot,) = read(MANIFEST)["bots"]
    assert bot["botId"] == APP.bot_id
    assert bot["scopes"] == ["personal", "team"]
    assert [commands["scopes"] for commands in bot["commandLists"]] == [["personal", "team"]]


def test_the_files_that_the_manifest_names_are_in_the_package() -> None:
    document, package = read(MANIFEST), contents(build(APP, COMMANDS))
    named = [
        *document["icons"].values(),
        *(more["file"] for more in document["localizationInfo"]["additionalLanguages"]),
    ]
    assert set(named) <= set(package)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(APP, app_id="samrad"), "App-id ska vara ett GUID"),
        (replace(APP, bot_id=""), "Bot-id ska vara ett GUID"),
        (replace(APP, version="1.0"), "Versionen ska vara tre tal"),
        (
            replace(APP, developer_name="Länsstyrelsen i ett län med långt namn"),
            "Utvecklarens namn ska vara 1–32",
        ),
        (replace(APP, website_url="samrad.example.se"), "Utvecklarens webbplats ska vara en adress"),
        (replace(APP, privacy_url="http://samrad.example.se"), "Sidan om personuppgifter ska vara en adress"),
        (replace(APP, terms_of_use_url=""), "Sidan med användningsvillkor ska vara en adress"),
        (replace(APP, valid_domains=("https://samrad.example.se",)), "En giltig domän ska vara ett värdnamn"),
    ],
)
def test_a_wrong_fact_is_named_with_what_to_write(wrong: AppFacts, told: str) -> None:
    with pytest.raises(BadFact, match=told):
        build(wrong, COMMANDS)


def test_twelve_commands_are_the_most() -> None:
    build(APP, many(12))
    for count in (0, 13):
        with pytest.raises(BadFact, match=f"1–12 kommandon, inte {count}"):
            build(APP, many(count))


def test_two_commands_cannot_have_the_same_name_in_either_language() -> None:
    for twin in (Command("HJÄLP", "aid", "", ""), Command("stöd", "Help", "", "")):
        with pytest.raises(BadFact, match="ett eget namn"):
            build(APP, (*COMMANDS, twin))

"""Microsoft's own schemas for the manifest, as the npm package @microsoft/app-manifest ships them."""

import json
from pathlib import Path
from typing import Any

import pytest

SCHEMAS = Path(__file__).parents[2] / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"


def newest(schemas: Path = SCHEMAS) -> Path:
    """The folder of the newest released version."""
    if not schemas.is_dir():
        pytest.fail(
            "The manifest's schemas are missing: run scripts/test, which fetches them with npm.",
            pytrace=False,
        )
    released = [
        folder for folder in schemas.iterdir() if folder.name.removeprefix("v").replace(".", "").isdigit()
    ]
    return max(released, key=lambda folder: [int(part) for part in folder.name.removeprefix("v").split(".")])


def read(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((newest() / name).read_text(encoding="utf-8"))
    return schema

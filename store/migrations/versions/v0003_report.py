"""The report: its kept versions, edits, life, remarks and published files, and the links to its pages."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _versions()
    _steps()
    _remarks()
    _files()
    _links()


def _text(name: str, *, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=null, primary_key=key)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, primary_key=key, autoincrement=False)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, Instant, nullable=null)


def _of_round(*, key: bool = True) -> sa.Column[str]:
    return sa.Column("round", sa.String, sa.ForeignKey("rounds.key"), nullable=False, primary_key=key)


def _said() -> list[sa.Column[object]]:
    return [
        sa.Column("by", sa.String, nullable=False),
        sa.Column("by_name", sa.String, nullable=False),
        _moment("at"),
    ]


def _versions() -> None:
    op.create_table(
        "report_versions",
        _of_round(),
        _number("number", key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _text("digest"),
        _number("edits"),
        _moment("cut_off"),
        _text("why"),
        *_said(),
    )
    op.create_table(
        "report_edits",
        _of_round(),
        _text("section", key=True),
        _number("number", key=True),
        _text("base"),
        _text("words", null=True),
        *_said(),
    )


def _steps() -> None:
    op.create_table(
        "report_steps",
        _of_round(),
        _number("number", key=True),
        _word("act"),
        _word("status"),
        sa.Column("version", sa.Integer),
        _text("unit"),
        _text("words"),
        _moment("until", null=True),
        sa.Column("asked", sa.JSON, nullable=False),
        *_said(),
    )


def _remarks() -> None:
    op.create_table(
        "report_remarks",
        sa.Column("id", sa.Integer, primary_key=True),
        _of_round(key=False),
        *map(_text, ("unit", "section", "quote", "words")),
        _number("version"),
        *_said(),
    )
    op.create_index("ix_report_remarks_round", "report_remarks", ["round"])
    op.create_table(
        "report_settled",
        sa.Column(
            "remark",
            sa.Integer,
            sa.ForeignKey("report_remarks.id"),
            primary_key=True,
            autoincrement=False,
        ),
        _text("words"),
        *_said(),
    )


def _files() -> None:
    op.create_table(
        "report_files",
        _of_round(),
        _number("edition", key=True),
        _text("name", key=True),
        *map(_text, ("media_type", "sha256")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        _moment("at"),
    )


def _links() -> None:
    op.create_table(
        "report_links",
        _text("id", key=True),
        _word("purpose"),
        sa.Column("person", sa.String, sa.ForeignKey("people.id"), nullable=False),
        _of_round(key=False),
        _text("what"),
        _moment("expires"),
        _moment("revoked", null=True),
        _moment("at"),
    )
    op.create_index("ix_report_links_person", "report_links", ["person"])

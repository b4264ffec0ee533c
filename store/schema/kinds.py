"""What a column may hold, and the names of keys and constraints."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import JSON, DateTime, Dialect, Enum, Integer, MetaData
from sqlalchemy.types import TypeDecorator

from domain.workdays import STOCKHOLM


class Instant(TypeDecorator[datetime]):
    """A moment: kept in UTC, handed back in Swedish time. A naive datetime raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same for every dialect
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value!r} is naive; hand in an aware datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the same for every dialect
        if value is None:
            return None
        # SQLite keeps no zone; PostgreSQL hands back an aware value.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(STOCKHOLM)


class Number(TypeDecorator[int]):
    """A whole number that fits in four bytes. One that does not fit finds nothing."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the same for every dialect
        return value if value is None or -_HALF <= value < _HALF else None


_HALF = 2**31


def words(kinds: type[StrEnum]) -> Enum:
    """Kept as the Swedish word; a new member needs no migration."""
    return Enum(kinds, native_enum=False, length=40, values_callable=lambda them: [one.value for one in them])


def json_value() -> JSON:
    return JSON(none_as_null=True)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

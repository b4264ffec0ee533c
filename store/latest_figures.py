"""The queries for the numbers that hold on a day. Built once for each count of units, and then reused."""

from functools import cache
from typing import Any

from sqlalchemy import CTE, Date, Select, String, and_, bindparam, func, select

from store.schema import figures


def _asked(count: int) -> CTE:
    """The units that are asked for, once each."""
    first, *others = (select(bindparam(f"unit_{at}", type_=String).label("unit")) for at in range(count))
    return first.union(*others).cte("asked") if others else first.cte("asked")


def _pairs(count: int) -> CTE:
    """Each unit with each of its keys, found by jumping from key to key: years of numbers cost nothing."""
    asked = _asked(count)
    first = select(func.min(figures.c.key)).where(figures.c.unit == asked.c.unit).scalar_subquery()
    pairs = select(asked.c.unit, first.label("key")).cte("pairs", recursive=True)
    following = (
        select(func.min(figures.c.key))
        .where(figures.c.unit == pairs.c.unit, figures.c.key > pairs.c.key)
        .scalar_subquery()
    )
    return pairs.union_all(select(pairs.c.unit, following).where(pairs.c.key.is_not(None)))


@cache
def every_key(count: int) -> Select[Any]:
    """Of ``count`` units (``unit_0`` …), each key's number on the day ``on``."""
    return _latest(_pairs(count))


@cache
def one_key(count: int) -> Select[Any]:
    """Of ``count`` units, the number under ``key`` on the day ``on``."""
    return _latest(select(_asked(count).c.unit, bindparam("key", type_=String).label("key")).cte("pairs"))


def _latest(pairs: CTE) -> Select[Any]:
    """For each pair the last reading of the last day up to and with ``on``."""
    then, again = figures.alias("then"), figures.alias("again")
    day = (
        select(func.max(then.c.as_of))
        .where(
            then.c.unit == pairs.c.unit,
            then.c.key == pairs.c.key,
            then.c.as_of <= bindparam("on", type_=Date),
        )
        .scalar_subquery()
    )
    read = (
        select(func.max(again.c.fetched))
        .where(again.c.unit == pairs.c.unit, again.c.key == pairs.c.key, again.c.as_of == figures.c.as_of)
        .scalar_subquery()
    )
    here = and_(figures.c.unit == pairs.c.unit, figures.c.key == pairs.c.key, figures.c.as_of == day)
    return (
        select(figures)
        .select_from(pairs.join(figures, and_(here, figures.c.fetched == read)))
        .order_by(figures.c.unit, figures.c.key)
    )

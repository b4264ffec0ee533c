"""Reading one field of an activity when nothing in it can be trusted to be there, or to be of its type."""

import re
from collections.abc import Mapping
from typing import Any

from domain.messages import fits

CHANNEL = "msteams"

TEXT_LIMIT = 10_000
"""Characters of a message, and of one field of a card; the rest is cut off."""

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, save tab and line feed
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"  # what turns or hides text
    "\ud800-\udfff]"  # halves of characters, which no database takes
)


def part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under ``name``; empty when it is something else."""
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def parts(of: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in the list under ``name``, without whatever else is in it."""
    found = of.get(name)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def identifier(given: object) -> str:
    """``given`` when it can be an id, else empty: an id is never mended."""
    return given if isinstance(given, str) and fits(given) else ""


def clean(given: object) -> str:
    """Text without control characters, no-break spaces as spaces, cut at the limit and trimmed."""
    if not isinstance(given, str):
        return ""
    text = given[: 2 * TEXT_LIMIT].replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _UNPRINTABLE.sub("", text)[:TEXT_LIMIT].strip()


NO_TENANT = "?"
"""Stands for a tenant that is named with something that is no id: it is on nobody's list."""

_TENANT = {"tenantid", "tenant_id", "tenant"}
"""What it is called, in whatever letters: Teams sends tenantId, Microsoft's SDKs write tenantID."""


def tenants(activity: Mapping[str, Any]) -> tuple[str, ...]:
    """Every tenant that the activity names for itself, in small letters, the conversation's first.

    What is inside a card's values or an attachment says nothing of where the activity comes from. Nor does
    what a shared channel tells of others: whose team it is (channelData.team, ownerTenantId, hostTenantId),
    and where those who were added are at home.
    """
    holders = (part(activity, "conversation"), part(activity, "channelData"), activity)
    return tenants_of(*holders, part(activity, "from"), part(activity, "recipient"))


def tenants_of(*holders: Mapping[str, Any]) -> tuple[str, ...]:
    """The tenants that these objects name, in small letters."""
    named = (value for holder in holders for name, value in holder.items() if name.casefold() in _TENANT)
    return tuple(filter(None, map(_tenant, named)))


def _tenant(named: object) -> str:
    """Empty when nothing is named."""
    if isinstance(named, dict):
        named = next((value for name, value in named.items() if name.casefold() == "id"), None)
    return "" if named is None or named == "" else identifier(named).lower() or NO_TENANT

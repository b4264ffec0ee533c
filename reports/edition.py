"""What a version is called where nothing beside it says what the number stands for."""

from reports.document import Properties


def edition(properties: Properties) -> str:
    """Utgåva 1 of a published report; a draft's own words, such as "utkast 4"; empty without a version."""
    version = properties.version
    return f"Utgåva {version}" if version.isdecimal() else version

"""Office files that are the same bytes for the same content."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNIX = 3
_READABLE = 0o600 << 16


def steady(package: bytes, made: datetime) -> bytes:
    """The zip ``package`` with every entry dated ``made`` (aware, 1980 or later), its order kept."""
    moment = made.astimezone(UTC)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    written = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            dated = ZipInfo(entry.filename, stamp)
            dated.compress_type = ZIP_DEFLATED
            dated.create_system = _UNIX
            dated.external_attr = _READABLE
            target.writestr(dated, source.read(entry))
    return written.getvalue()

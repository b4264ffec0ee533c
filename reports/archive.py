"""The archive package of a quarter's report: published files, data, metadata, log, and checksums of all."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath

from domain.errors import SamradError
from domain.report_life import KeptFile
from reports.archive_about import dublin_core, info, metadata
from reports.archive_bag import Bag, zipped
from reports.archive_columns import columns
from reports.archive_data import internal_data, log, open_data, register
from reports.archive_parts import FormFile, Parts, must_be_published
from reports.archive_readme import readme


class Altered(SamradError):
    """A published file, or a form, is no longer what it was; its words name the file."""


def archive_name(parts: Parts) -> str:
    """Without ending: arkiv-lagesrapport-2026Q3, with -intern for one that is for the authority alone."""
    return f"arkiv-lagesrapport-{parts.round.key}{'-intern' if parts.internal else ''}"


def archive(parts: Parts) -> bytes:
    """The package as a zip in BagIt 1.0. Same parts, same bytes.

    Raises NotFound for a report that is not published, Altered when a file fails its checksum.
    """
    must_be_published(parts.life, parts.round)
    payload = _each_once(_payload(parts))
    payload |= {
        "metadata/metadata.json": metadata(parts, payload),
        "metadata/dublin-core.xml": dublin_core(parts, payload),
        "README.txt": readme(parts, payload),
    }
    return zipped(Bag(archive_name(parts), payload, info(parts)), parts.made)


def _payload(parts: Parts) -> Iterator[tuple[str, bytes]]:
    for file in parts.files:
        yield f"rapport/utgava-{file.edition}/{_plain(file.name)}", _unaltered(file)
    yield from _under("oppna-data", open_data(parts))
    yield "underlag/inlamningar.json", register(parts)
    for form in parts.forms:
        yield f"underlag/formular/{form.name}", _as_asked(form)
    yield "logg/handelser.csv", log(parts)
    yield "metadata/kolumner.csv", columns(parts)
    if parts.internal:
        yield from _under("internt", internal_data(parts))


def _each_once(files: Iterator[tuple[str, bytes]]) -> dict[str, bytes]:
    """By path. ValueError for two of one path: one would be lost."""
    found: dict[str, bytes] = {}
    for path, content in files:
        if path in found:
            raise ValueError(f"two files at {path}")
        found[path] = content
    return found


def _under(folder: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    return ((f"{folder}/{name}", content) for name, content in files.items())


def _unaltered(file: KeptFile) -> bytes:
    if sha256(file.content).hexdigest() != file.sha256:
        raise Altered(
            f"Filen {file.name} i utgåva {file.edition} stämmer inte med kontrollsumman från publiceringen. "
            "Arkivera inget förrän den har återställts från en säkerhetskopia."
        )
    return file.content


def _as_asked(form: FormFile) -> bytes:
    if sha256(form.content).hexdigest() != form.sha256:
        raise Altered(
            f"Formuläret {form.name} är inte som det var när frågorna ställdes. Lägg tillbaka filen som den "
            "var, och arkivera sedan."
        )
    return form.content


def _plain(name: str) -> str:
    """A name that stays in its folder whatever it was."""
    return PurePosixPath(name.replace("\\", "/")).name or "namnlos"

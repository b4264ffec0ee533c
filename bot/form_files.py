"""The questionnaires in use: that their files are as they were, and what is noted of consultation."""

from collections.abc import Iterable, Iterator

from domain.errors import BadSetting, NotFound
from domain.rounds import FormRef
from forms import versions
from store.store import Store


def must_be_unchanged(store: Store) -> None:
    """Raise BadSetting when the file of a version that a round has used is another now."""
    for ref, digest in store.form_versions.used().items():
        try:
            now = versions.digest(ref)
        except NotFound:
            raise BadSetting(
                f"forms/{ref.id}.{ref.version}.toml saknas, men en omgång använder den. Lägg tillbaka den."
            ) from None
        if now != digest:
            raise BadSetting(
                f"forms/{ref.id}.{ref.version}.toml har ändrats sedan en omgång började använda den. "
                f"Lägg tillbaka filen som den var, och skriv ändringen i version {ref.version + 1}."
            )


def without_consultation(refs: Iterable[FormRef]) -> Iterator[str]:
    """One line for each questionnaire whose file has no record of consultation (SFS 1982:668)."""
    return (versions.consultation_words(ref) for ref in refs if versions.consultation(ref) is None)

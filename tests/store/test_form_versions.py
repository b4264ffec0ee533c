"""A used version of a questionnaire is known by its digest from then on."""

from datetime import datetime

from domain.rounds import FormRef
from domain.workdays import STOCKHOLM
from store.store import Store

NOW = datetime(2026, 11, 11, 10, 30, tzinfo=STOCKHOLM)
KOMMUN = FormRef("kommun", 1)


def test_the_first_use_counts(store: Store) -> None:
    assert store.form_versions.used() == {}
    store.form_versions.note(KOMMUN, "abc", NOW)
    store.form_versions.note(KOMMUN, "xyz", NOW)
    store.form_versions.note(FormRef("kommun", 2), "def", NOW)
    assert store.form_versions.used() == {KOMMUN: "abc", FormRef("kommun", 2): "def"}

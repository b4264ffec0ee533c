"""The longest ids that the door lets in can be kept in every key, whichever engine."""

from datetime import datetime
from random import Random

from domain.delivery import Address, Closed, Reason
from domain.messages import ID_BYTES, Account, fits
from domain.people import Person, Role
from store.store import Store
from tests.store.saving import card

_DRAW = Random(7)  # noqa: S311 - the same letters each time
_ONE = "".join(chr(_DRAW.randint(0x20000, 0x2A000)) for _ in range(ID_BYTES // 4))
_LOWERED = "".join(_DRAW.choice("ȺȾ") for _ in range(ID_BYTES // 2)).lower()
"""Two bytes in capitals, three in small letters: no id grows more by being made small."""


def test_every_key_has_room_for_them(open_round: Store, now: datetime) -> None:
    store = open_round
    assert fits(_ONE)
    assert len(_LOWERED.encode()) == ID_BYTES * 3 // 2
    for account in (Account(_ONE, _ONE, "Anna"), Account(_LOWERED, _LOWERED, "Anna")):
        chat = Address(account, "https://kanal.example/", _ONE, _ONE)
        store.people.enroll(Person("anna", "Anna Ek", Role.REPORTER, "skaraborg"), account)
        store.addresses.remember(chat, now)
        assert store.addresses.of_person("anna") == chat
        store.closures.close(chat, Closed("Blocked", Reason.BLOCKED, "så", now))
        assert store.closures.is_closed(account)
    assert store.inbound.note(f"{_ONE} {'0' * 32}", _ONE, now)
    assert store.submissions.save(card(_ONE, 0), now).draft.revision == 1

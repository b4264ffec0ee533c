"""Where people have written from lately."""

from datetime import datetime, timedelta

from domain.delivery import Address
from domain.messages import Account
from store.store import Store

AGAIN = timedelta(minutes=10)


class Heard:
    """Remembers where people write from; the same address again within ``AGAIN`` is not written again.

    One that was marked or forgotten since is, also when another replica did that: whoever writes is reached
    there.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: dict[tuple[str, str], tuple[Address, datetime]] = {}

    def note(self, address: Address, at: datetime) -> None:
        who = (address.account.tenant, address.account.id)
        before = self._last.get(who)
        lately = before and before[0] == address and timedelta() <= at - before[1] < AGAIN
        if lately and self._stands(address):
            return
        self._store.addresses.remember(address, at)
        self._last[who] = (address, at)

    def _stands(self, address: Address) -> bool:
        return self._store.addresses.has(address) and not self._store.closures.is_closed(address.account)

    def forget(self, account: Account, at: datetime) -> None:
        self._store.addresses.forget(account, at)
        self._last.pop((account.tenant, account.id), None)

"""An e-mail address, checked before anything is sent to it or from it."""

import re

_LONGEST = 254
_LONGEST_NAME = 64
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"(?=.*[A-Za-z])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}")


def mailbox(words: str) -> str:
    """The address as it goes out: one mailbox, no name beside it, the host in the letters of the net.

    Raise ValueError, without the words, for anything else.
    """
    name, at, host = words.strip().rpartition("@")
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        at = ""
    if not (at and len(name) <= _LONGEST_NAME and _NAME.fullmatch(name) and _HOST.fullmatch(host)):
        raise ValueError("skriv en e-postadress, till exempel fia@kommun.example")
    if len(found := f"{name}@{host}") > _LONGEST:
        raise ValueError(f"skriv en e-postadress som är högst {_LONGEST} tecken")
    return found

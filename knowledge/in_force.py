"""Whether a question only asks if a statute still applies, or what changed on a day: nothing else is in it.

"Gäller LMA fortfarande?" has nothing left when its statute and the words of applying are taken away.
"Gäller LMA-kortet fortfarande?" has a card left, and that is another question.
"""

import re
from collections.abc import Iterable

from knowledge.index import is_function_word, words
from knowledge.statutes import Named, Statute, known_statutes
from knowledge.words import Patterns, plain

_ASKS = frozenset(
    plain(
        """
        gäller gälla gällande ännu fortfarande upphävd upphävt upphävts upphävs upphävdes upphör upphört
        upphörde ersatt ersatts ersätts ersätter ersattes bytts byts avskaffad avskaffas avskaffats kraft
        ikraft träder trätt trädde börjar började ny nya nytt antagen antagits antogs kommer kom
        still force repealed replaced apply applies new used
        """
    ).split()
)
_BESIDE = frozenset(
    plain(
        """
        lag lagen lagar förordning förordningen gammal gamla riksdagen regeringen sverige finns blivit idag
        dag datum år längre 2025 2026 2027 2028 act law ordinance into come comes came been
        """
    ).split()
)
_CHANGED = frozenset(
    plain(
        """
        ändrades ändras ändrats ändring ändringar lagändring lagändringar nytt ny nya gäller hände händer kom
        trädde kraft regler reglerna lag lagen asyl asylsökande mottagande mottagandet oktober 1 2026 datum
        egentligen changed new happened october 1st date seekers asylum
        """
    ).split()
)
_THE_DAY = re.compile(
    r"\b1(?:st)? okt(?:ober)?\b|\b1(?:st)? october\b|\boctober 1\b|\b2026 10 01\b|\bokt\w* 2026\b"
)


def only_asks_if_in_force(named: Named) -> bool:
    """True when a statute is named and all the rest is about its applying."""
    left = _content(named.rest)
    return bool(named.statutes) and _asks(named.rest) and not left - _ASKS - _BESIDE


def asks_what_changed_that_day(question: str) -> bool:
    """True for a question about the day the new reception act came, and about nothing besides it."""
    asked = plain(question)
    return _THE_DAY.search(asked) is not None and not _content(asked) - _CHANGED


def asked_of_a_successor(question: str) -> Statute | None:
    """The statute whose proposed successor a question is about."""
    asked = plain(question)
    return next((each for each, patterns in _successors() if patterns.within(asked)), None)


def _successors() -> Iterable[tuple[Statute, Patterns]]:
    return ((each, Patterns(each.successor)) for each in known_statutes().values() if each.successor)


def _asks(rest: str) -> bool:
    return bool(_ASKS.intersection(plain(rest).split())) or words(rest)[-1:] == ["an"]


def _content(text: str) -> set[str]:
    return {word for word in plain(text).split() if not is_function_word(word)}

"""Whether a question only asks if a statute still applies: nothing else is in it.

"Gäller LMA fortfarande?" has nothing left when its statute and the words of applying are taken away.
"Gäller LMA-kortet fortfarande?" has a card left, and that is another question.
"""

from knowledge.index import is_function_word, words
from knowledge.statutes import Named
from knowledge.words import plain

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


def only_asks_if_in_force(named: Named) -> bool:
    """True when a statute is named and all the rest is about its applying."""
    left = _content(named.rest)
    return bool(named.statutes) and _asks(named.rest) and not left - _ASKS - _BESIDE


def _asks(rest: str) -> bool:
    return bool(_ASKS.intersection(plain(rest).split())) or words(rest)[-1:] == ["an"]


def _content(text: str) -> set[str]:
    return {word for word in plain(text).split() if not is_function_word(word)}

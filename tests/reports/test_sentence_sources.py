"""A new sentence has the sources of the own sentence that it is most like; the first of those alike."""

from reports.document import EDITING, Paragraph, Sentence, Source
from reports.sentence_sources import Sentences

ANNA = Source(EDITING, label="Anna Andersson", version=3)
SKARABORG, FYRBODAL = Source("Skaraborg", "2.3", version=1), Source("Fyrbodal", "2.3", version=1)
OWN = Paragraph((Sentence("Fler barn kom.", (SKARABORG,)), Sentence("Fler barn kom hit.", (FYRBODAL,))))


def test_the_one_with_most_words_in_common_is_told() -> None:
    (said,) = Sentences((OWN,), ANNA).read("Många fler barn kom hit.")
    assert said.sources == (ANNA, FYRBODAL)


def test_of_two_alike_the_first_is_told_and_of_none_none() -> None:
    twice = Paragraph((Sentence("Fler kom.", (SKARABORG,)), Sentence("Fler kom.", (FYRBODAL,))))
    assert Sentences((twice,), ANNA).read("Fler kom hit.")[0].sources == (ANNA, SKARABORG)
    assert Sentences((twice,), ANNA).read("Något annat.")[0].sources == (ANNA,)
    assert Sentences((twice,), ANNA).read("…")[0].sources == (ANNA,)

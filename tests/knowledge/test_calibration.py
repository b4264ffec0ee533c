from functools import cache

import pytest

from knowledge.calibrate import MOST_NEAR, MOST_OFF, MOST_WRONG, Case, choose, left_out, tally
from knowledge.handbook import Handbook
from knowledge.sureness import SURENESS


@cache
def _cases() -> list[Case]:
    return left_out(Handbook.load())


def test_the_sureness_in_use_is_the_one_that_calibration_chooses() -> None:
    """Nearly: which sentence of a long question counts depends on the sureness in use itself."""
    chosen = choose(_cases())
    asked = "run python -m knowledge.calibrate and look at what it prints"
    assert chosen.weights == pytest.approx(SURENESS.weights, abs=0.5), asked
    assert (chosen.answer, chosen.suggest) == pytest.approx((SURENESS.answer, SURENESS.suggest), abs=0.04), (
        asked
    )


def test_it_costs_no_more_than_may_be_paid() -> None:
    count = tally(_cases(), SURENESS)
    assert count.wrong <= MOST_WRONG * (count.right + count.wrong), str(count)
    assert count.near <= MOST_NEAR * count.near_misses, str(count)
    assert count.off <= MOST_OFF * count.off_topic, str(count)
    assert count.right >= 0.75 * count.in_scope, str(count)

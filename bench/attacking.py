"""``python -m bench.attacking [YEARS] [SEED]``: somebody reads many years' reports and looks for few people.

The years and the attacker are those of tests/reports/test_report_suppression.py, more of them than the suite
has time for: municipalities with many small numbers, two quarters with up to three editions of each.
"""

import sys
from time import process_time

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.reports.test_report_suppression import Out, attack, years

_YEARS, _SEED = 50, 1


def main(many: int, begun: int) -> int:
    """Write what was found and how long it took; 1 when anything could be worked out."""
    found: list[str] = []

    @seed(begun)
    @settings(
        max_examples=many,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(out=years())
    def each(out: Out) -> None:
        found.extend(attack(out))

    start = process_time()
    each()
    for one in found:
        print(one)
    print(f"{many} years from seed {begun}: {len(found)} found, {process_time() - start:.0f} s of CPU")
    return 1 if found else 0


if __name__ == "__main__":
    given_ = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given_ + [_YEARS, _SEED][len(given_) :])))

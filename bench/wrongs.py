"""Faults put in the code on purpose, each to be found: ``python -m bench.wrongs [--kills N] [--seed N]``."""

import argparse
import subprocess
import sys

from tests.faults.wrongs import WRONGS


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", default="60")
    words.add_argument("--seed", default="1")
    asked = words.parse_args()
    missed = []
    for wrong in WRONGS:
        ended = subprocess.run(  # noqa: S603 - our own command
            [
                *(sys.executable, "-m", "bench.kills", "--wrong", wrong),
                *("--kills", asked.kills, "--seed", asked.seed),
            ],
            check=False,
            capture_output=True,
            text=True,
        )
        print(f"{wrong}: {ended.stdout.strip().splitlines()[-1] if ended.stdout else ended.stderr}")
        if ended.returncode != 1:
            missed.append(wrong)
    if missed:
        print(f"NOT FOUND: {', '.join(missed)}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

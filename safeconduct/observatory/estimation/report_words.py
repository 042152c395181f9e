"""A report in the words of whoever reads it: the same figures as page and as paper, in any language."""

from safeconduct.observatory import charts
from safeconduct.observatory.blocks import Block, Chart, Notice, Page, Points, Say, Section, Table, Text
from safeconduct.observatory.estimation import assumptions
from safeconduct.observatory.estimation.report import Report, Sentence
from safeconduct.observatory.estimation.results import Estimate, Flag, Interval
from safeconduct.observatory.words import gettext_noop as _

METHODS = {
    "independence": _("Independence: lists have nothing to do with each other"),
    "stepwise": _("Stepwise: pairs of lists that clearly depend on each other"),
    "best BIC": _("Best model by BIC"),
    "averaging": _("Average over decomposable graphs"),
    "thresholding": _("Bayesian thresholding"),
    "latent classes": _("Latent classes"),
    "two lists": _("Two lists (Chapman)"),
}
FLAGS = {
    Flag.LIMIT_UNSTABLE: _("A limit hangs on very few of the simulated tables."),
    Flag.BCA_DEGENERATE: _("All simulated tables lie on one side, so plain percentile limits are given."),
    Flag.BOOTSTRAP_FAILURES: _("More than one in twenty simulated tables had no answer."),
    Flag.NO_ACCELERATION: _("The interval could not be corrected for skewness."),
    Flag.BIMODAL: _("Two different answers explain the lists almost equally well."),
    Flag.NOT_CONVERGED: _("Chains of draws disagree; the answer is withheld."),
    Flag.CONDITIONAL: _("The interval does not allow for the choice of the model and is too short."),
    Flag.ILLUSTRATIVE: _("Rests on independence alone; an illustration."),
}
CHANGES = {
    "without": _("without {about}"),
    "merged": _("{about} as one list"),
    "up_to": _("up to {about}"),
    "threshold": _("threshold {about}"),
}
NOT_ESTIMABLE = _("This cannot be estimated from these lists.")


def page(report: Report, *, say: Say = str, lang: str = "en", rtl: bool = False) -> Page:
    """Write a report as blocks; `say` translates one marked sentence."""
    blocks: list[Block] = [
        *_headline(report, say),
        *_methods(report, say, rtl=rtl),
        *_sensitivity(report, say, rtl=rtl),
    ]
    blocks += [*_consistency(report, say), Section(say(_("What this stands on")))]
    blocks.append(Points([say(each) for each in assumptions.ASSUMPTIONS]))
    return Page(
        say(_("How many people, seen and unseen: an estimate")), blocks, lang, rtl, _footer(report, say)
    )


def filled(sentence: Sentence, say: Say) -> str:
    told = {name: f"{value:,}" if isinstance(value, int) else value for name, value in sentence.told.items()}
    return say(sentence.words).format(**told)


def _headline(report: Report, say: Say) -> list[Block]:
    table, headline = report.table, report.headline
    seen = say(_("{seen} people are on the {lists} lists, {overlapping} of them on two or more.")).format(
        seen=f"{table.seen:,}", lists=table.size, overlapping=f"{table.overlapping:,}"
    )
    if headline.low is None or headline.high is None:
        reason = filled(headline.reason, say) if headline.reason else ""
        return [Text(say(NOT_ESTIMABLE), lead=True), Notice(reason), Text(seen)]
    told = {"low": f"{headline.low:,}", "high": f"{headline.high:,}"}
    return [
        Text(say(_("Estimate: between {low} and {high} people in all.")).format(**told), lead=True),
        Text(say(assumptions.RANGE_MEANS).format(**told)),
        Text(seen),
    ]


def _methods(report: Report, say: Say, *, rtl: bool) -> list[Block]:
    rows = [_charted(each, report, say) for each in report.estimates]
    says = say(
        _("What each method says. Thin line: holds 95 times in 100; thick line: 80 times; dot: the figure.")
    )
    head = [
        say(each)
        for each in (_("Method"), _("Figure"), _("Range, 95 in 100"), _("Range, 80 in 100"), _("To know"))
    ]
    lines = [
        [
            say(METHODS.get(each.name, each.name)),
            "–" if each.point is None else f"{round(each.point):,}",
            _range(each.ci95),
            _range(each.ci80),
            say(each.reason) if each.reason else " ".join(say(FLAGS[flag]) for flag in each.flags),
        ]
        for each in report.estimates
    ]
    blocks: list[Block] = [Section(say(_("Methods side by side")))]
    if any(row.get("point") is not None for row in rows):
        blocks.append(Chart(charts.ranges(rows, title=says, people=say(_("people in all")), rtl=rtl), says))
    blocks.append(Table(say(_("Methods and what they say, in people")), head, lines))
    if report.disagreement:
        words = _(
            "The methods disagree. Do not publish one of their figures alone; publish the range and say why."
        )
        blocks.append(Notice(say(words)))
    return blocks


def _charted(each: Estimate, report: Report, say: Say) -> dict[str, object]:
    row: dict[str, object] = {
        "name": say(METHODS.get(each.name, each.name)).split(":")[0],
        "point": each.point,
    }
    if each.ci95:
        row |= {"low95": each.ci95.low, "high95": each.ci95.high}
    if each.ci80:
        row |= {"low80": each.ci80.low, "high80": each.ci80.high}
    return row | {"chosen": each.name == report.headline.basis}


def _range(interval: Interval | None) -> str:
    # A range stays in its order in both directions of writing.
    return "–" if interval is None else f"\u2066{round(interval.low):,} – {round(interval.high):,}\u2069"


def _sensitivity(report: Report, say: Say, *, rtl: bool) -> list[Block]:
    if not report.sensitivity:
        return []
    rows = [
        {
            "about": say(CHANGES[each.kind]).format(about=each.about),
            "method": say(METHODS.get(each.method, each.method)).split(":")[0],
            "point": each.point,
        }
        for each in report.sensitivity
    ]
    says = say(
        _(
            "How the figure moves when one list is left out, two are put together, or lists are added one by one."
        )
    )
    head = [say(each) for each in (_("Change"), _("Method"), _("Figure"))]
    lines = [
        [
            str(r["about"]),
            str(r["method"]),
            "–" if r["point"] is None else f"{round(float(str(r['point']))):,}",
        ]
        for r in rows
    ]
    shown = [row for row in rows if row["point"] is not None]
    blocks: list[Block] = [Section(say(_("How much hangs on one list")))]
    if shown:
        blocks.append(Chart(charts.dots(shown, title=says, people=say(_("people in all")), rtl=rtl), says))
    return [*blocks, Table(says, head, lines)]


def _consistency(report: Report, say: Say) -> list[Block]:
    if not report.consistency:
        return []
    words = _(
        "For each list, the people on it were estimated from the other lists alone. Their number is known, so this "
        "shows how far such an estimate can be off."
    )
    head = [
        say(each)
        for each in (
            _("List"),
            _("Method"),
            _("Known"),
            _("Figure"),
            _("Range, 95 in 100"),
            _("Holds the truth"),
        )
    ]
    lines = [
        [
            k.left_out,
            say(METHODS.get(k.method, k.method)).split(":")[0],
            f"{k.known:,}",
            "–" if k.point is None else f"{round(k.point):,}",
            _range(Interval(k.low, k.high)) if k.low is not None and k.high is not None else "–",
            "–" if k.covered is None else say(_("yes") if k.covered else _("no")),
        ]
        for k in report.consistency
    ]
    return [
        Section(say(_("A check against known numbers"))),
        Text(say(words)),
        Table(say(_("Known and estimated")), head, lines),
    ]


def _footer(report: Report, say: Say) -> list[str]:
    made = say(
        _(
            "Made with Safe Conduct {version}, seed {seed}, up to {most} simulated tables, in {seconds} seconds."
        )
    )
    told = {
        "version": report.version,
        "seed": report.seed,
        "most": f"{report.most:,}",
        "seconds": round(report.seconds),
    }
    return [made.format(**told), say(_("Digest of the lists: {digest}")).format(digest=report.table.digest)]

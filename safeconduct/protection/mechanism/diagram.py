"""The ten regions as diagrams and tables, for `docs/mechanism.md`. Run as a module it prints that page."""

from collections.abc import Iterator

from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.mechanism.declared import (
    Effect,
    Ends,
    Lifts,
    Moves,
    Owes,
    RegionTable,
    Runs,
    Schedules,
    Transition,
    Watches,
)
from safeconduct.protection.titles import ROLE_TITLES

HEAD = """\
# The referral mechanism

Generated from the table in `safeconduct/protection/mechanism`.
Do not edit: run `python -m safeconduct.protection.mechanism.diagram > docs/mechanism.md`.

Ten regions run side by side for one person in one country.
Each begins in its first state; a step leads from one state to another when its safeguards are met.
A step that stays where it is appears as an arrow from a state to itself.
What a step brings about is part of the table: *does* another step, *owes* something, *runs* or *ends* a time.
A paper in brackets is owed afterwards, because help does not wait for it.
"""


def mermaid(table: RegionTable) -> str:
    """Return one region as a Mermaid state diagram: text that many readers of Markdown draw."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_plain(state.title)}" as {state.id}' for state in table.states]
    lines.append(f"    [*] --> {table.initial}")
    for step in table.transitions:
        lines += [
            f"    {source} --> {step.leads_to(source)}: {_plain(step.title)}" for source in step.sources
        ]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Leave out what means something to Mermaid."""
    return text.replace('"', "").replace(":", ",").replace(";", ",")


def document() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(_section(table) for table in REGIONS.values())])


def _section(table: RegionTable) -> str:
    states = "\n".join(f"| {state.title} | `{state.id}` | {state.meaning} |" for state in table.states)
    steps = "\n".join(_row(table, step) for step in table.transitions)
    return f"""\
## {table.title}

`{table.region}`: {len(table.states)} states, {len(table.transitions)} steps.

```mermaid
{mermaid(table)}
```

| State | Code | Meaning |
|---|---|---|
{states}

| Step | From | To | Who | Safeguards asked | Papers | What follows |
|---|---|---|---|---|---|---|
{steps}
"""


def _row(table: RegionTable, step: Transition) -> str:
    titles = {state.id: state.title for state in table.states}
    papers = ", ".join(f"({each})" if step.protects else each for each in step.documents)
    cells = (
        f"{step.title} `{step.event}`",
        "; ".join(titles[each] for each in step.sources),
        titles.get(step.target, "the same"),
        ", ".join(ROLE_TITLES[each] for each in step.by),
        ", ".join(step.safeguards),
        papers,
        "; ".join(said for effect in step.effects for said in _follows(effect)),
    )
    return f"| {' | '.join(cells)} |"


def _follows(effect: Effect) -> Iterator[str]:
    match effect:
        case Moves(events, when):
            yield f"does {' or '.join(f'`{each}`' for each in events)}{_when(when)}"
        case Owes(what, safeguard, to, when=when):
            yield f"owes: {what} ({ROLE_TITLES[to]}, {safeguard}){_when(when)}"
        case Runs(clock, safeguard, _kind, then):
            after = f", then `{then}`" if then else ""
            yield f"runs: {clock} ({safeguard}){after}"
        case Ends(clock):
            yield f"ends: {clock}"
        case Schedules():
            yield "owes: the next contact of the follow-up"
        case Lifts(safeguards):
            yield f"lifts: what is owed under {', '.join(safeguards)}"
        case Watches(what):
            yield f"watches: {what}"


def _when(fact: str) -> str:
    return f" when {fact.replace('_', ' ')}" if fact else ""


if __name__ == "__main__":
    print(document(), end="")

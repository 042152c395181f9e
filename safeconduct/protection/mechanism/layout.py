"""Where each state of a region stands in its picture, and how the arrows run between them. Pure arithmetic.

States stand in layers from the start downwards. Arrows that go back are turned round while layers are found, so
that every arrow runs down; one that skips layers passes through a free place in each. Places in a layer are put
near those they are tied to, then moved apart. A step from many states is drawn once, as an arrow from outside.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.protection.mechanism.declared import RegionTable, Transition

BOX_WIDTH, BOX_HEIGHT = 172, 66
ACROSS, DOWN = 36, 74  # free space between two boxes, and between two layers
THIN = 26  # the room of an arrow that passes between boxes
EDGE = 24
FROM_MANY = 4  # from so many states on, a step is drawn as one arrow from outside
SWEEPS = 12

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """One state, with the middle of its box."""

    state: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow: the points it passes, from its start to its tip, and the steps it stands for."""

    points: tuple[tuple[float, float], ...]
    steps: tuple[str, ...]
    backwards: bool = False

    @property
    def outline(self) -> str:
        """Return the arrow as an svg path: bends between the layers, straight past the boxes."""
        (x, y), *rest = self.points
        said = [f"M{x:.0f} {y:.0f}"]
        for to_x, to_y in rest:
            half = (y + to_y) / 2
            said.append(f"C{x:.0f} {half:.0f} {to_x:.0f} {half:.0f} {to_x:.0f} {to_y:.0f}")
            x, y = to_x, to_y
        return "".join(said)

    @property
    def middle(self) -> tuple[float, float]:
        """Return where its number stands: halfway along its first bend."""
        (x, y), (to_x, to_y) = self.points[:2]
        return (x + to_x) / 2, (y + to_y) / 2


@dataclass(frozen=True, slots=True)
class Stub:
    """Steps that come from many states, or stay in one: a mark at the box instead of an arrow."""

    x: float
    y: float
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A region as drawn: its size and everything on it, in units of the page's pixels."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    from_many: tuple[Stub, ...]
    staying: tuple[Stub, ...]


def picture(table: RegionTable) -> Picture:
    """Lay out one region. The same table always gives the same picture."""
    drawn, many, stay = _sorted_out(table.transitions)
    down = _downwards(table.initial, [state.id for state in table.states], drawn)
    layers, chains = _layers([state.id for state in table.states], down)
    _order(layers, chains)
    place = _places(layers, chains)
    height = EDGE * 2 + len(layers) * BOX_HEIGHT + (len(layers) - 1) * DOWN
    level = {name: at for at, layer in enumerate(layers) for name in layer}
    middle = {
        name: (x, EDGE + BOX_HEIGHT / 2 + level[name] * (BOX_HEIGHT + DOWN)) for name, x in place.items()
    }
    boxes = tuple(Box(state.id, *middle[state.id]) for state in table.states)
    return Picture(
        width=max(x + _width(name) / 2 for name, x in place.items()) + EDGE,
        height=height,
        boxes=boxes,
        arrows=_arrows(drawn, down, chains, middle),
        from_many=_stubs(many, middle, side=-1),
        staying=_stubs(stay, middle, side=1),
    )


def _sorted_out(
    transitions: Iterable[Transition],
) -> tuple[dict[Pair, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Part the steps: arrows between two states, steps from many states, steps that stay where they are."""
    drawn: dict[Pair, list[str]] = defaultdict(list)
    many: dict[str, list[str]] = defaultdict(list)
    stay: dict[str, list[str]] = defaultdict(list)
    for step in transitions:
        moving = [source for source in step.sources if step.leads_to(source) != source]
        for source in step.sources:
            if source not in moving:
                stay[source].append(step.event)
        if len(moving) >= FROM_MANY:
            many[step.target].append(step.event)
            continue
        for source in moving:
            drawn[source, step.leads_to(source)].append(step.event)
    return drawn, many, stay


def _downwards(initial: str, states: Sequence[str], drawn: Iterable[Pair]) -> dict[Pair, bool]:
    """Tell for each arrow whether it goes back, walking from the start depth first."""
    following: dict[str, list[str]] = defaultdict(list)
    for source, target in drawn:
        following[source].append(target)
    back: dict[Pair, bool] = {}
    open_, seen = set(), set()

    def walk(state: str) -> None:
        seen.add(state)
        open_.add(state)
        for target in following[state]:
            back[state, target] = target in open_
            if target not in seen:
                walk(target)
        open_.discard(state)

    for state in (initial, *states):
        if state not in seen:
            walk(state)
    return back


def _layers(
    states: Sequence[str], back: dict[Pair, bool]
) -> tuple[list[list[str]], dict[Pair, tuple[str, ...]]]:
    """Give every state a layer below all that lead to it, and every long arrow a place in each layer it crosses."""
    above: dict[str, set[str]] = defaultdict(set)
    for (source, target), goes_back in back.items():
        upper, lower = (target, source) if goes_back else (source, target)
        above[lower].add(upper)
    level: dict[str, int] = {}

    def depth(state: str) -> int:
        if state not in level:
            level[state] = 1 + max((depth(each) for each in sorted(above[state])), default=-1)
        return level[state]

    layers: list[list[str]] = [[] for _ in range(1 + max(depth(state) for state in states))]
    for state in states:
        layers[level[state]].append(state)
    chains: dict[Pair, tuple[str, ...]] = {}
    for (source, target), goes_back in back.items():
        upper, lower = (target, source) if goes_back else (source, target)
        between = [f"{source}>{target}>{at}" for at in range(level[upper] + 1, level[lower])]
        for at, name in enumerate(between, start=level[upper] + 1):
            layers[at].append(name)
        chains[source, target] = (upper, *between, lower)
    return layers, chains


def _tied(chains: dict[Pair, tuple[str, ...]]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for chain in chains.values():
        for upper, lower in pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    return above, below


def _order(layers: list[list[str]], chains: dict[Pair, tuple[str, ...]]) -> None:
    """Order each layer so that few arrows cross: by the middle of its neighbours, down and up in turn."""
    above, below = _tied(chains)
    for sweep in range(SWEEPS):
        tied = above if sweep % 2 == 0 else below
        walk = layers if sweep % 2 == 0 else layers[::-1]
        position = {name: at for layer in layers for at, name in enumerate(layer)}
        for layer in walk:
            middle = {name: _mean([position[each] for each in tied[name]], position[name]) for name in layer}
            layer.sort(key=lambda name, middle=middle: middle[name])  # type: ignore[misc]
            position.update({name: at for at, name in enumerate(layer)})


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _width(name: str) -> float:
    return THIN if ">" in name else BOX_WIDTH


def _places(layers: Sequence[Sequence[str]], chains: dict[Pair, tuple[str, ...]]) -> dict[str, float]:
    """Return the middle of each place across: near its neighbours, never over another."""
    above, below = _tied(chains)
    place: dict[str, float] = {}
    for layer in layers:
        at = 0.0
        for name in layer:
            place[name] = at + _width(name) / 2
            at += _width(name) + ACROSS
    for sweep in range(SWEEPS * 4):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            tied = above if sweep % 2 == 0 else below
            wanted = [_mean([place[each] for each in tied[name]], place[name]) for name in layer]
            place.update(zip(layer, _apart(layer, wanted), strict=True))
    left = min(x - _width(name) / 2 for name, x in place.items()) - EDGE
    return {name: x - left for name, x in place.items()}


def _apart(layer: Sequence[str], wanted: Sequence[float]) -> list[float]:
    """Move places apart as little as possible: once from the start, once from the end, and the middle of both."""
    room = [(_width(one) + _width(other)) / 2 + ACROSS for one, other in pairwise(layer)]
    first = list(wanted)
    for at in range(1, len(first)):
        first[at] = max(first[at], first[at - 1] + room[at - 1])
    last = list(wanted)
    for at in range(len(last) - 2, -1, -1):
        last[at] = min(last[at], last[at + 1] - room[at])
    return [(one + other) / 2 for one, other in zip(first, last, strict=True)]


def _arrows(
    drawn: dict[Pair, list[str]],
    back: dict[Pair, bool],
    chains: dict[Pair, tuple[str, ...]],
    middle: dict[str, tuple[float, float]],
) -> tuple[Arrow, ...]:
    """Run each arrow from the edge of one box to the edge of the next, each at its own place along the edge."""
    ends: dict[tuple[str, bool], list[tuple[float, Pair]]] = defaultdict(list)
    for (source, target), goes_back in back.items():
        upper, lower = (target, source) if goes_back else (source, target)
        chain = chains[source, target]
        ends[upper, True].append((middle[chain[1]][0], (source, target)))
        ends[lower, False].append((middle[chain[-2]][0], (source, target)))
    port: dict[tuple[str, Pair], float] = {}
    for (state, _is_upper), at_edge in ends.items():
        at_edge.sort()
        step = BOX_WIDTH / (len(at_edge) + 1)
        for at, (_x, pair) in enumerate(at_edge, start=1):
            port[state, pair] = middle[state][0] - BOX_WIDTH / 2 + at * step
    arrows = []
    for pair, steps in drawn.items():
        goes_back = back[pair]
        upper, lower = (pair[1], pair[0]) if goes_back else pair
        chain = chains[pair]
        points = [
            (port[upper, pair], middle[upper][1] + BOX_HEIGHT / 2),
            *_through(chain[1:-1], middle),
            (port[lower, pair], middle[lower][1] - BOX_HEIGHT / 2),
        ]
        arrows.append(Arrow(tuple(points[::-1] if goes_back else points), tuple(steps), goes_back))
    return tuple(arrows)


def _through(chain: Sequence[str], middle: dict[str, tuple[float, float]]) -> list[tuple[float, float]]:
    """Pass straight down past the boxes of each layer between."""
    points = []
    for name in chain:
        x, y = middle[name]
        points += [(x, y - BOX_HEIGHT / 2), (x, y + BOX_HEIGHT / 2)]
    return points


def _stubs(
    steps: dict[str, list[str]], middle: dict[str, tuple[float, float]], *, side: int
) -> tuple[Stub, ...]:
    return tuple(
        Stub(middle[state][0] + side * BOX_WIDTH / 2, middle[state][1], tuple(events))
        for state, events in steps.items()
    )

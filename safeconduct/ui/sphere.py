"""The sphere of protection as a picture: one segment for each part, drawn on the server.

The shape says the same as the colour: what holds is a thick segment, what is open a thinner one,
what is broken stands apart from the ring, what is not needed is a thin line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from safeconduct.ui.shapes import Segment, Tone

CENTRE = 100.0
GAP = 2.0  # half the space between two segments, in units of the 200 wide picture
INNER_AND_OUTER = {
    Tone.GOOD: (52.0, 88.0),
    Tone.WAITING: (52.0, 70.0),
    Tone.DANGER: (64.0, 98.0),
    Tone.PLAIN: (52.0, 70.0),
    Tone.QUIET: (52.0, 57.0),
}


@dataclass(frozen=True, slots=True)
class Arc:
    """One segment and the outline that draws it."""

    segment: Segment
    outline: str


def _point(radius: float, angle: float) -> str:
    return f"{CENTRE + radius * cos(angle):.1f} {CENTRE + radius * sin(angle):.1f}"


def outline(place: int, places: int, inner: float, outer: float) -> str:
    """Return the svg path of segment `place` of `places`, starting at the top, clockwise."""
    start, end = (2 * pi * (place + step) / places - pi / 2 for step in (0, 1))
    at_outer, at_inner = GAP / outer, GAP / inner
    return (
        f"M{_point(outer, start + at_outer)}A{outer} {outer} 0 0 1 {_point(outer, end - at_outer)}"
        f"L{_point(inner, end - at_inner)}A{inner} {inner} 0 0 0 {_point(inner, start + at_inner)}Z"
    )


def arcs(segments: Sequence[Segment]) -> list[Arc]:
    """Return what to draw for each segment. Needs at least three to look like a ring."""
    places = max(len(segments), 3)
    return [
        Arc(segment, outline(place, places, *INNER_AND_OUTER[segment.tone]))
        for place, segment in enumerate(segments)
    ]

"""Charts drawn on the server: a Vega-Lite specification in, a picture out. A sentence and a table stand beside."""

from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert

Spec = dict[str, Any]
Row = Mapping[str, object]

INK, QUIET, ACCENT, WARM = "#22303c", "#6b7780", "#1f6f6b", "#b4632d"
FONT = "Noto Sans, Noto Sans Arabic, Noto Sans Khmer, sans-serif"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
LOOK: Spec = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK, "titleColor": QUIET, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        "domain": False, "ticks": False, "gridColor": "#e6e9eb", "labelPadding": 8,
    },
}  # fmt: skip


def svg(spec: Spec) -> str:
    """Draw a specification as SVG. Nothing is fetched: data stands in the specification."""
    return vl_convert.vegalite_to_svg({"$schema": SCHEMA, "config": LOOK, **spec})


def png(spec: Spec, scale: float = 2) -> bytes:
    """Draw a specification as PNG, for reports that cannot hold SVG."""
    return vl_convert.vegalite_to_png({"$schema": SCHEMA, "config": LOOK, **spec}, scale=scale)


def _people(rows: Sequence[Row], *fields: str, rtl: bool) -> Spec:
    """Return a log scale a little wider than what is shown on it."""
    shown = [float(str(row[name])) for row in rows for name in fields if row.get(name) is not None]
    domain = [min(shown) * 0.9, max(shown) * 1.1] if shown else [1, 10]
    return {"type": "log", "nice": False, "domain": domain, "reverse": rtl}


def ranges(rows: Sequence[Row], *, title: str, people: str, rtl: bool = False) -> Spec:
    """One line a method: the 95 % range thin, the 80 % range thick, the figure a dot. A log scale of people.

    Each row: `name`, `point`, and where known `low95`, `high95`, `low80`, `high80`; `chosen` marks the headline.
    """
    y = {
        "field": "name",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"orient": "right" if rtl else "left", "labelLimit": 260},
    }
    scale = _people(rows, "point", "low95", "high95", rtl=rtl)
    x = {"type": "quantitative", "title": people, "scale": scale, "axis": {"format": ",d", "tickCount": 6}}
    colour = {"condition": {"test": "datum.chosen", "value": ACCENT}, "value": QUIET}
    return {
        "description": title,
        "width": 460,
        "height": {"step": 34},
        "data": {"values": [dict(row) for row in rows]},
        "layer": [
            {
                "transform": [{"filter": "isValid(datum.low95)"}],
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "low95"},
                    "x2": {"field": "high95"},
                    "color": colour,
                },
            },
            {
                "transform": [{"filter": "isValid(datum.low80)"}],
                "mark": {"type": "rule", "strokeWidth": 7, "opacity": 0.45},
                "encoding": {
                    "y": y,
                    "x": {**x, "field": "low80"},
                    "x2": {"field": "high80"},
                    "color": colour,
                },
            },
            {
                "transform": [{"filter": "isValid(datum.point)"}],
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"y": y, "x": {**x, "field": "point"}, "color": colour},
            },
        ],
    }


def dots(rows: Sequence[Row], *, title: str, people: str, rtl: bool = False) -> Spec:
    """One line a change (`about`), one dot a method (`method`): how far the figure (`point`) moves."""
    return {
        "description": title,
        "width": 460,
        "height": {"step": 24},
        "data": {"values": [dict(row) for row in rows]},
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 0.9},
        "encoding": {
            "y": {"field": "about", "type": "nominal", "sort": None, "title": None,
                  "axis": {"orient": "right" if rtl else "left", "labelLimit": 260}},
            "x": {"field": "point", "type": "quantitative", "title": people,
                  "scale": _people(rows, "point", rtl=rtl), "axis": {"format": ",d", "tickCount": 6}},
            "color": {"field": "method", "type": "nominal", "title": None, "scale": {"range": [ACCENT, WARM, QUIET]},
                      "legend": {"orient": "top"}},
            "shape": {"field": "method", "type": "nominal", "title": None},
        },
    }  # fmt: skip

"""The styles hold their promises: no left or right, enough contrast, little weight."""

import gzip
import re
from pathlib import Path

import pytest

import safeconduct.ui

STYLES = Path(safeconduct.ui.__file__).parent / "static" / "ui"
FILES = sorted(STYLES.glob("*.css"))
WEIGHT_LIMIT = 8 * 1024  # bytes as they are sent, all styles together: well inside 60 KB for a first visit

PHYSICAL = re.compile(
    r"""(?x)
    (?:^|[;{\s])(?:
        (?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b
      | (?:left|right|top|bottom)\s*:
      | float\s*: | clear\s*:
      | text-align\s*:\s*(?:left|right)
      | border-(?:top|bottom)-(?:left|right)-radius
    )"""
)
FOUR_SIDES = re.compile(
    r"(?:^|[;{\s])(?:margin|padding|inset|border-width|border-radius)\s*:\s*"
    r"([^;}\s]+)\s+([^;}\s]+)\s+([^;}\s]+)\s+([^;}\s]+)\s*[;}]"
)
FORBIDDEN = {
    "spread letters": re.compile(r"letter-spacing"),
    "all capitals": re.compile(r"text-transform\s*:\s*uppercase|small-caps"),
    "broken words": re.compile(r"word-break\s*:\s*break-all"),
    "a fixed height": re.compile(r"(?:^|[;{\s])(?:max-)?height\s*:"),
    "a foreign address": re.compile(r"https?://|@import|url\((?!\"fonts/)"),
    "slanted emphasis": re.compile(r"font-style\s*:\s*italic"),
}


def rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def uneven(css: str) -> list[tuple[str, ...]]:
    """Return the four-sided values whose second and fourth side, right and left, differ."""
    while "(" in css:
        css = re.sub(r"\([^()]*\)", "", css)
    return [sides for sides in FOUR_SIDES.findall(css) if sides[1] != sides[3]]


def tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});", rules(STYLES / "tokens.css")))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_rule_speaks_of_left_and_right(path):
    assert PHYSICAL.findall(rules(path)) == []
    assert uneven(rules(path)) == []


def test_the_lint_sees_what_it_forbids():
    assert PHYSICAL.search("a { margin-left: 1px }")
    assert PHYSICAL.search("a{left:0}")
    assert PHYSICAL.search("a { text-align: right }")
    assert not PHYSICAL.search("a { margin-inline-start: 1px; text-align: end }")
    assert uneven("a { padding: 1px 2px 3px 4px; }")
    assert not uneven("a { padding: 1px clamp(1px, 2vw, calc(3px + 1vw)) 3px; }")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_rule_harms_other_scripts_or_reaches_out(path, what):
    assert FORBIDDEN[what].findall(rules(path)) == []


def test_only_print_overrules():
    assert [path.name for path in FILES if "!important" in rules(path)] == ["print.css"]


def test_all_styles_together_are_light():
    assert sum(len(gzip.compress(path.read_bytes())) for path in FILES) <= WEIGHT_LIMIT


GROUNDS = {
    "ink": "paper sheet quiet-soft wait-soft danger-soft accent-soft",
    "ink-soft": "paper sheet quiet-soft wait-soft accent-soft",
    "accent": "paper sheet quiet-soft wait-soft accent-soft on-accent",
    "accent-deep": "accent-soft on-accent sheet paper",
    "wait": "paper sheet wait-soft accent-soft",
    "danger": "paper sheet danger-soft",
    "on-accent": "accent accent-deep danger ink",
}
TEXT_ON_GROUND = [(text, ground) for text, grounds in GROUNDS.items() for ground in grounds.split()]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(text, ground):
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    assert contrast(tokens()[text], tokens()[ground]) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"),
    [
        ("edge", "sheet"),
        ("edge", "paper"),
        ("edge", "quiet-soft"),
        ("wait-mark", "sheet"),
        ("wait-mark", "paper"),
        ("danger", "sheet"),
        ("accent", "sheet"),
        ("focus", "paper"),
        ("focus", "halo"),
    ],
)
def test_edges_and_pictures_can_be_seen(edge, ground):
    """WCAG 2.2, 1.4.11: 3 to 1."""
    assert contrast(tokens()[edge], tokens()[ground]) >= 3


def test_every_property_in_use_is_declared():
    declared = set(re.findall(r"--([a-z0-9-]+):", rules(STYLES / "tokens.css")))
    used = {name for path in FILES for name in re.findall(r"var\(--([a-z0-9-]+)\)", rules(path))}
    assert used - declared == set()
    assert declared - used == set()


def test_tall_scripts_get_taller_lines():
    line = next(line for line in rules(STYLES / "tokens.css").splitlines() if "--leading: 1.7" in line)
    assert all(f":lang({code})" in line for code in ("km", "my", "lo", "th", "ur"))

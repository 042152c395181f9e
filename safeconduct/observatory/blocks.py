"""A report as blocks of text, tables and charts, to be written as a web page or as PDF from the same content."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.observatory.charts import Spec

Say = Callable[[str], str]
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True)
class Section:
    title: str


@dataclass(frozen=True)
class Text:
    words: str
    lead: bool = False


@dataclass(frozen=True)
class Notice:
    """What must be known before a figure is used."""

    words: str


@dataclass(frozen=True)
class Points:
    lines: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A caption, one head, rows of words; the first column names the row."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Chart:
    """A picture with the sentence that says what it shows; its figures stand in a table beside it."""

    spec: Spec
    says: str


Block = Section | Text | Notice | Points | Table | Chart


@dataclass(frozen=True)
class Page:
    """A whole report in one language. `lang` is its ISO 639 code; `rtl` when it is written from right to left."""

    title: str
    blocks: Sequence[Block]
    lang: str = "en"
    rtl: bool = False
    footer: Sequence[str] = field(default_factory=tuple)

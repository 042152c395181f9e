"""The four sets of ILO and European Commission indicators (2009) as frozen data.

Both sexual sets are not yet compared with their source and say so in every result that uses them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from safeconduct.protection.screening.catalogue import ROWS
from safeconduct.protection.words import gettext_noop as _

RULESET = "ilo-ec-2009"
RULESET_VERSION = "1.0"


class Strength(StrEnum):
    """How much one indicator weighs in its set."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Dimension(StrEnum):
    """The six dimensions of the ILO sets, in their order."""

    DECEPTIVE_RECRUITMENT = "deceptive_recruitment"
    COERCIVE_RECRUITMENT = "coercive_recruitment"
    RECRUITMENT_VULNERABILITY = "recruitment_vulnerability"
    EXPLOITATION = "exploitation"
    COERCION_DESTINATION = "coercion_destination"
    VULNERABILITY_DESTINATION = "vulnerability_destination"


MEANS_DIMENSIONS = tuple(dimension for dimension in Dimension if dimension is not Dimension.EXPLOITATION)

DIMENSION_NAMES: Mapping[Dimension, str] = MappingProxyType(
    {
        Dimension.DECEPTIVE_RECRUITMENT: _("Deceived at recruitment"),
        Dimension.COERCIVE_RECRUITMENT: _("Forced at recruitment"),
        Dimension.RECRUITMENT_VULNERABILITY: _("Vulnerability abused at recruitment"),
        Dimension.EXPLOITATION: _("Exploited"),
        Dimension.COERCION_DESTINATION: _("Forced at the place of exploitation"),
        Dimension.VULNERABILITY_DESTINATION: _("Vulnerability abused at the place of exploitation"),
    }
)


class Kind(StrEnum):
    """The kind of exploitation a set asks about. Ask everyone about both."""

    LABOUR = "labour"
    SEXUAL = "sexual"


class SetName(StrEnum):
    """One of the four sets: who, and which kind of exploitation."""

    ADULT_LABOUR = "adult_labour"
    CHILD_LABOUR = "child_labour"
    ADULT_SEXUAL = "adult_sexual"
    CHILD_SEXUAL = "child_sexual"

    @property
    def kind(self) -> Kind:
        return Kind.LABOUR if self in {SetName.ADULT_LABOUR, SetName.CHILD_LABOUR} else Kind.SEXUAL

    @property
    def for_children(self) -> bool:
        return self in {SetName.CHILD_LABOUR, SetName.CHILD_SEXUAL}


class Basis(StrEnum):
    """Where a strength comes from."""

    CONFIRMED_TRANSCRIPTION = "transcription+counts"
    TRANSCRIPTION = "transcription"
    REMARK = "transcription (side remark) + knowledge"
    KNOWLEDGE = "knowledge"


class Confidence(StrEnum):
    """How sure the project is of a strength."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign that a worker may notice or hear about, with its weight in one set.

    `label` is marked for translation. `verified` is true only where a transcription was read and an
    independent source agrees.
    """

    id: str
    key: str
    label: str
    dimension: Dimension
    strength: Strength
    verified: bool
    basis: Basis
    confidence: Confidence


@dataclass(frozen=True)
class IndicatorSet:
    """One set: its indicators by id, and whether it was compared with the source.

    `verified` is false for a set whose strengths still await comparison with the ILO paper.
    """

    name: SetName
    title: str
    verified: bool
    basis: Basis
    confidence: Confidence
    indicators: Mapping[str, Indicator]

    def in_dimension(self, dimension: Dimension) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators.values() if one.dimension is dimension)


UNVERIFIED = _(
    "These indicators were rebuilt from memory. Nobody has compared them yet with the lists of the ILO "
    "(WCMS_105023 and WCMS_105036)."
)

_PREFIXES = dict(zip(("DR", "CR", "RV", "EX", "CD", "DV"), Dimension, strict=True))
_LETTERS = {"s": Strength.STRONG, "m": Strength.MEDIUM, "w": Strength.WEAK}
_TITLES = {
    SetName.ADULT_LABOUR: _("Adults, labour exploitation"),
    SetName.CHILD_LABOUR: _("Children, labour exploitation"),
    SetName.ADULT_SEXUAL: _("Adults, sexual exploitation"),
    SetName.CHILD_SEXUAL: _("Children, sexual exploitation"),
}
_SOURCES = {
    SetName.ADULT_LABOUR: (True, Basis.CONFIRMED_TRANSCRIPTION, Confidence.HIGH),
    SetName.CHILD_LABOUR: (False, Basis.TRANSCRIPTION, Confidence.MEDIUM),
    SetName.ADULT_SEXUAL: (False, Basis.KNOWLEDGE, Confidence.LOW),
    SetName.CHILD_SEXUAL: (False, Basis.KNOWLEDGE, Confidence.LOW),
}
# The transcription gives these two as medium, recollection of the ILO list as weak.
_DOUBTED = {(SetName.ADULT_LABOUR, "RV08"), (SetName.ADULT_LABOUR, "RV09")}
# The transcription of the labour sets mentions these strengths of the sexual sets in passing.
_REMARKED = {(SetName.ADULT_SEXUAL, "CD06"), (SetName.CHILD_SEXUAL, "EX03"), (SetName.CHILD_SEXUAL, "CD06")}


def _sureness(name: SetName, id_: str) -> tuple[bool, Basis, Confidence]:
    if (name, id_) in _REMARKED:
        return True, Basis.REMARK, Confidence.MEDIUM
    verified, basis, confidence = _SOURCES[name]
    if (name, id_) in _DOUBTED:
        return False, basis, Confidence.MEDIUM
    return verified, basis, confidence


def _set(column: int, name: SetName) -> IndicatorSet:
    chosen = {}
    for id_, key, letters, label in ROWS:
        letter = letters[column]
        if letter == "-":
            continue
        dimension, strength = _PREFIXES[id_[:2]], _LETTERS[letter]
        chosen[id_] = Indicator(id_, key, label, dimension, strength, *_sureness(name, id_))
    verified, basis, confidence = _SOURCES[name]
    return IndicatorSet(name, _TITLES[name], verified, basis, confidence, MappingProxyType(chosen))


SETS: Mapping[SetName, IndicatorSet] = MappingProxyType(
    {name: _set(column, name) for column, name in enumerate(SetName)}
)
IDS = frozenset(row[0] for row in ROWS)


def set_for(kind: Kind, *, child: bool) -> IndicatorSet:
    """Return the set for a kind of exploitation: the child's set whenever the child rule holds."""
    return SETS[_SET_NAMES[kind, child]]


_SET_NAMES = {(name.kind, name.for_children): name for name in SetName}

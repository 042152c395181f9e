"""What trafficking is under each instrument: the acts, means and purposes it names.

The Palermo Protocol is the floor; the others differ where `Regime` says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from safeconduct.protection.screening.indicators import MEANS_DIMENSIONS, Dimension
from safeconduct.protection.words import Check
from safeconduct.protection.words import gettext_noop as _

_PALERMO_ACTS = {
    "recruitment": _("Recruited"),
    "transportation": _("Transported"),
    "transfer": _("Handed on"),
    "harbouring": _("Housed or kept"),
    "receipt": _("Taken in"),
}
_EU_ACTS = {"exchange_or_transfer_of_control": _("Control over the person exchanged or handed on")}
_US_ACTS = {
    "obtaining": _("Obtained"),
    "provision": _("Provided to others"),
    "patronising": _("Sexual services bought"),
    "soliciting": _("Sexual services solicited"),
    "advertising": _("Advertised for sexual services"),
    "maintaining": _("Maintained for sexual services"),
}
ACTS: Mapping[str, str] = MappingProxyType({**_PALERMO_ACTS, **_EU_ACTS, **_US_ACTS})

MEANS: Mapping[str, str] = MappingProxyType(
    {
        "threat": _("Threat"),
        "force": _("Force"),
        "coercion": _("Another form of coercion"),
        "abduction": _("Abduction"),
        "fraud": _("Fraud"),
        "deception": _("Deception"),
        "abuse_of_power": _("Abuse of power"),
        "abuse_of_vulnerability": _("Abuse of a position of vulnerability"),
        "payments_to_controller": _("Payment or benefit to somebody who controls the person"),
    }
)
# Means that break a will, as opposed to those that mislead it or use its weakness.
COERCIVE_MEANS = frozenset({"threat", "force", "coercion", "abduction", "payments_to_controller"})

_LABOUR_PURPOSES = {
    "forced_labour_or_services": _("Forced labour or services"),
    "slavery": _("Slavery"),
    "practices_similar_to_slavery": _("A practice similar to slavery, such as debt bondage or serfdom"),
    "servitude": _("Servitude"),
}
SEXUAL_PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "sexual_exploitation": _("Sexual exploitation"),
        "exploitation_of_prostitution": _("Exploitation of prostitution"),
        "other_sexual_exploitation": _("Another form of sexual exploitation"),
    }
)
_EU_2011_PURPOSES = {
    "forced_begging": _("Forced begging"),
    "forced_criminality": _("Exploitation of criminal activities"),
}
_EU_2024_PURPOSES = {
    "surrogacy": _("Exploitation of surrogacy"),
    "forced_marriage": _("Forced marriage"),
    "illegal_adoption": _("Illegal adoption"),
}
_ORGANS = {"organ_removal": _("Removal of organs")}
PURPOSES: Mapping[str, str] = MappingProxyType(
    {**SEXUAL_PURPOSES, **_LABOUR_PURPOSES, **_ORGANS, **_EU_2011_PURPOSES, **_EU_2024_PURPOSES}
)
OTHER_PURPOSE = _("Another form of exploitation")

# Everyday codes and the words of the CTDC data set for the same means.
SAME_MEANS: Mapping[str, str] = MappingProxyType(
    {
        "threats": "threat",
        "physical_force": "force",
        "violence": "force",
        "psychological_coercion": "coercion",
        "debt_bondage": "coercion",
        "confinement": "coercion",
        "isolation": "coercion",
        "restricts_movement": "coercion",
        "withholds_documents": "coercion",
        "false_promises": "deception",
        "abuse_of_position_of_vulnerability": "abuse_of_vulnerability",
    }
)
# Purposes that are against the person's will by their own meaning (ILO C29 Art 2(1) for forced labour).
AGAINST_THE_WILL = frozenset({*_LABOUR_PURPOSES, *_EU_2011_PURPOSES, "forced_marriage"})

# Everyday codes for the same purpose.
SAME_PURPOSE: Mapping[str, str] = MappingProxyType(
    {
        "forced_labour": "forced_labour_or_services",
        "forced_labor": "forced_labour_or_services",
        "labour_exploitation": "forced_labour_or_services",
        "prostitution": "exploitation_of_prostitution",
        "debt_bondage": "practices_similar_to_slavery",
        "serfdom": "practices_similar_to_slavery",
        "servile_marriage": "forced_marriage",
        "domestic_servitude": "servitude",
        "begging": "forced_begging",
        "criminal_activities": "forced_criminality",
        "exploitation_of_criminal_activities": "forced_criminality",
        "exploitation_of_surrogacy": "surrogacy",
    }
)


@dataclass(frozen=True, slots=True)
class Regime:
    """One legal definition of trafficking. Lists are codes of this module.

    `open_purposes`: the instrument names a minimum, so other purposes count.
    `child_needs_means_for`: purposes for which even a child's case needs means.
    `dimensions`: the ILO dimensions that speak to the means of this regime.
    """

    key: str
    title: str
    article: str
    acts: frozenset[str]
    means: frozenset[str]
    purposes: frozenset[str]
    check: Check
    open_purposes: bool = True
    child_needs_means_for: frozenset[str] = frozenset()
    dimensions: tuple[Dimension, ...] = MEANS_DIMENSIONS


_MINIMUM = frozenset({*SEXUAL_PURPOSES, *_LABOUR_PURPOSES, *_ORGANS})
_LABOUR = frozenset(_LABOUR_PURPOSES)
_ALL_MEANS = frozenset(MEANS)
_FIVE_ACTS = frozenset(_PALERMO_ACTS)

PALERMO = Regime(
    "palermo",
    _("UN Trafficking in Persons Protocol, 2000"),
    "Art 3",
    _FIVE_ACTS,
    _ALL_MEANS,
    _MINIMUM,
    Check.READ_SECONDARY,
)
COE_197 = Regime(
    "coe_197",
    _("Council of Europe Convention CETS 197, 2005"),
    "Art 4",
    _FIVE_ACTS,
    _ALL_MEANS,
    _MINIMUM,
    Check.KNOWLEDGE,
)
ACTIP = Regime(
    "actip",
    _("ASEAN Convention against Trafficking in Persons, 2015"),
    "Art 2",
    _FIVE_ACTS,
    _ALL_MEANS,
    _MINIMUM,
    Check.KNOWLEDGE,
)
EU_2011_36 = Regime(
    "eu_2011_36",
    _("Directive 2011/36/EU"),
    "Art 2",
    _FIVE_ACTS | frozenset(_EU_ACTS),
    _ALL_MEANS,
    _MINIMUM | frozenset(_EU_2011_PURPOSES),
    Check.KNOWLEDGE,
)
EU_2024_1712 = Regime(
    "eu_2024_1712",
    _("Directive 2011/36/EU as amended by Directive (EU) 2024/1712"),
    "Art 2",
    EU_2011_36.acts,
    _ALL_MEANS,
    EU_2011_36.purposes | frozenset(_EU_2024_PURPOSES),
    Check.READ_SECONDARY,
)
# Threats count as coercion and deception as fraud; vulnerability and payments are not means of their own.
US_TVPA = Regime(
    "us_tvpa",
    _("United States, Trafficking Victims Protection Act"),
    "22 USC 7102; 18 USC 1589-1592",
    _FIVE_ACTS | frozenset(_US_ACTS),
    frozenset({"threat", "force", "coercion", "abduction", "fraud", "deception"}),
    frozenset(SEXUAL_PURPOSES) | _LABOUR,
    Check.READ_SECONDARY,
    open_purposes=False,
    child_needs_means_for=_LABOUR,
    dimensions=(
        Dimension.DECEPTIVE_RECRUITMENT,
        Dimension.COERCIVE_RECRUITMENT,
        Dimension.COERCION_DESTINATION,
    ),
)
REGIMES: Mapping[str, Regime] = MappingProxyType(
    {one.key: one for one in (PALERMO, COE_197, ACTIP, EU_2011_36, EU_2024_1712, US_TVPA)}
)
# A first screen must not miss anybody whom one of the instruments protects (design default).
WIDEST = Regime(
    "widest",
    _("All instruments together, for screening"),
    "",
    frozenset(ACTS),
    _ALL_MEANS,
    frozenset(PURPOSES),
    Check.KNOWLEDGE,
)


def purpose_code(code: str) -> str:
    """Return the one code used here for a purpose; an unlisted purpose keeps its own."""
    return SAME_PURPOSE.get(code, code)


def means_code(code: str) -> str:
    """Return the one code used here for a means."""
    return SAME_MEANS.get(code, code)

"""Act, means and purpose: the three elements of trafficking, per legal regime, each yes, no or unknown.

A child needs no means (Palermo Protocol Art 3(c)); consent does not matter once any means was used, and never
for a child (Art 3(b)). No element asks for a border, a journey or an irregular entry: harbouring and receipt
need none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from safeconduct.protection.screening.answers import Account, Answers, Heard
from safeconduct.protection.screening.dimensions import Standing
from safeconduct.protection.screening.indicators import DIMENSION_NAMES, Dimension, SetName, Strength
from safeconduct.protection.screening.regimes import (
    ACTS,
    MEANS,
    OTHER_PURPOSE,
    PALERMO,
    PURPOSES,
    SEXUAL_PURPOSES,
    Regime,
)
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as _


class Element(StrEnum):
    """The three parts of the definition."""

    ACT = "act"
    MEANS = "means"
    PURPOSE = "purpose"


# Exploitation in themselves, whatever the dimension rule says (design default on Palermo Art 3(a) and (c)).
COMMERCIAL_USE = "commercial_sexual_use_of_child"
COERCED_SERVICES = "sexual_services_under_coercion"
IN_ITSELF = {
    COMMERCIAL_USE: _("A child was used for sexual services for money or benefit"),
    COERCED_SERVICES: _("Sexual services under coercion"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What speaks for a finding: a code, its name, and the answer behind it (none for a whole dimension).

    `strength`, `dimension` and `set` are given for an indicator only.
    """

    code: str
    label: str
    heard: Heard | None = None
    strength: Strength | None = None
    dimension: Dimension | None = None
    set: SetName | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One element: yes, no or unknown, with what speaks for it."""

    answer: Answer
    evidence: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Elements:
    """The three elements under one regime. `means_needed` is false where the child rule drops means."""

    regime: Regime
    act: Shown
    means: Shown
    purpose: Shown
    means_needed: bool

    @property
    def met(self) -> Answer:
        """Yes when every needed element is there, no when one of them is known not to be, else unknown."""
        needed = [self.act.answer, self.purpose.answer]
        if self.means_needed:
            needed.append(self.means.answer)
        if Answer.NO in needed:
            return Answer.NO
        return Answer.UNKNOWN if Answer.UNKNOWN in needed else Answer.YES


Standings = Mapping[Dimension, Standing]


def elements(account: Account, standings: Standings, regime: Regime = PALERMO) -> Elements:
    """Say for each element whether it is there under a regime, from answers and dimensions together."""
    return Elements(
        regime,
        act=_act(account, regime),
        means=_means(account, standings, regime),
        purpose=_purpose(account, standings, regime),
        means_needed=_means_needed(account, regime),
    )


def in_itself(account: Account) -> dict[str, Heard]:
    """Return the answers about exploitation that needs no further sign."""
    return {
        COMMERCIAL_USE: account.commercial_sexual_use_of_child,
        COERCED_SERVICES: account.sexual_services_under_coercion,
    }


def _act(account: Account, regime: Regime) -> Shown:
    proofs = _present(account.acts, ACTS, regime.acts)
    return _shown(proofs, ruled_out=_all_absent(account.acts, regime.acts))


def _means(account: Account, standings: Standings, regime: Regime) -> Shown:
    positive = [d for d in regime.dimensions if standings[d] is Standing.POSITIVE]
    proofs = _present(account.means, MEANS, regime.means) + [Proof(d, DIMENSION_NAMES[d]) for d in positive]
    closed = all(standings[d] is Standing.NEGATIVE for d in regime.dimensions)
    return _shown(proofs, ruled_out=closed and _all_absent(account.means, regime.means))


def _purpose(account: Account, standings: Standings, regime: Regime) -> Shown:
    # "At a minimum": an open list counts every purpose that somebody named.
    counts = regime.purposes | frozenset(account.purposes) if regime.open_purposes else regime.purposes
    proofs = _present(account.purposes, PURPOSES, counts)
    special = in_itself(account)
    proofs += _present(special, IN_ITSELF, frozenset(special))
    exploited = standings[Dimension.EXPLOITATION]
    if exploited is Standing.POSITIVE:
        proofs.append(Proof(Dimension.EXPLOITATION, DIMENSION_NAMES[Dimension.EXPLOITATION]))
    closed = exploited is Standing.NEGATIVE and _all_absent(special, frozenset(special))
    return _shown(proofs, ruled_out=closed and _all_absent(account.purposes, regime.purposes))


def _means_needed(account: Account, regime: Regime) -> bool:
    if not account.child_rule:
        return True
    if not regime.child_needs_means_for:
        return False
    sexual = [account.purposes.get(code) for code in SEXUAL_PURPOSES] + list(in_itself(account).values())
    return not any(heard is not None and heard.answer is Answer.YES for heard in sexual)


def _present(answers: Answers, labels: Mapping[str, str], counts: frozenset[str]) -> list[Proof]:
    return [
        Proof(code, labels.get(code, OTHER_PURPOSE), heard)
        for code, heard in answers.items()
        if code in counts and heard.answer is Answer.YES
    ]


def _all_absent(answers: Answers, codes: frozenset[str]) -> bool:
    return all(code in answers and answers[code].answer is Answer.NO for code in codes)


def _shown(proofs: list[Proof], *, ruled_out: bool) -> Shown:
    if proofs:
        return Shown(Answer.YES, tuple(proofs))
    return Shown(Answer.NO if ruled_out else Answer.UNKNOWN)

"""Each reason behind a result, in words, with the answers it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safeconduct.protection.screening.answers import Account, AgeStatus
from safeconduct.protection.screening.dimensions import Standing, Tallies, Weighed
from safeconduct.protection.screening.elements import Elements, Proof, in_itself
from safeconduct.protection.screening.grounds import Ground
from safeconduct.protection.screening.indicators import DIMENSION_NAMES, MEANS_DIMENSIONS, Dimension, Strength
from safeconduct.protection.screening.regimes import COERCIVE_MEANS
from safeconduct.protection.words import Answer
from safeconduct.protection.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a sentence marked for translation with the values of `told` as its gaps, and its proofs."""

    because: str
    evidence: tuple[Proof, ...] = ()
    told: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Seen:
    """What reasons may point at."""

    account: Account
    tallies: Tallies
    elements: Elements
    indicators: tuple[Proof, ...]

    def in_dimensions(self, *dimensions: Dimension) -> tuple[Proof, ...]:
        return tuple(proof for proof in self.indicators if proof.dimension in dimensions)

    def positive(self) -> tuple[Dimension, ...]:
        """Return the dimensions of means that are positive in any set."""
        found = {d for (_set, d), tally in self.tallies.items() if tally.standing is Standing.POSITIVE}
        return tuple(d for d in MEANS_DIMENSIONS if d in found)


SENTENCES: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.WORKER_CONCERN: _("The worker is concerned. That is enough to ask for a closer look."),
        Ground.COMMERCIAL_USE: _(
            "Any sexual use of a child for money or benefit is exploitation in itself. "
            "Consent does not matter."
        ),
        Ground.COERCED_SERVICES: _("Sexual services under coercion are exploitation in themselves."),
        Ground.CHILD_PURPOSE: _(
            "Somebody who is, was then or may be under eighteen is exploited. "
            "No means of control needs to be shown, and consent does not matter."
        ),
        Ground.CHILD_SIGN: _(
            "Somebody who is, was then or may be under eighteen shows a sign of exploitation."
        ),
        Ground.MEANS_AND_PURPOSE: _(
            "There are means of control and exploitation. "
            "Once there are means, an earlier yes does not matter."
        ),
        Ground.NAMED_EXPLOITATION: _("A form of exploitation was named, and control cannot be excluded."),
        Ground.MEANS_DIMENSION: _("The signs of control or deception add up."),
        Ground.STRONG_INDICATOR: _("One strong sign of control or deception is enough for a closer look."),
        Ground.COERCION: _("Coercion was used, and exploitation is seen or cannot be excluded."),
    }
)

NOT_ENOUGH = _("What is known is not enough to refer and not enough to rule it out. Ask on when it is safe.")
NOTHING_LEFT_TO_ASK = _(
    "What is known is not enough to rule it out, and the person does not want to say more. Do not ask again; "
    "offer a full assessment at the person's own pace."
)
WITHOUT_MEANS = _("There are signs of poor working conditions. No means of control is seen or still unknown.")
CHILD_IN_NEED = _(
    "A child needs protection, though nothing known or unknown points to exploitation by others."
)
HARDSHIP = _("There are signs of hardship on the way. Nothing known or unknown points to exploitation.")
NOTHING_SEEN = _(
    "Nothing is indicated on what is known. This is not a decision about the person, "
    "and the worker can always refer."
)
URGENT = _("The person is in danger now. Safety comes before any question.")
GUARDIAN_FIRST = _(
    "The child rule applies. Before a guardian is there, "
    "ask only about identity, age, language and immediate needs."
)


def seen(account: Account, weighed: tuple[Weighed, ...], tallies: Tallies, found: Elements) -> Seen:
    """Gather every present indicator with its strength, once, in the strongest set that asks about it."""
    best: dict[str, Proof] = {}
    order = list(Strength)
    for one, name, heard, answer in weighed:
        if answer is not Answer.YES:
            continue
        known = best.get(one.id)
        if known is None or order.index(one.strength) < order.index(known.strength or Strength.WEAK):
            best[one.id] = Proof(one.id, one.label, heard, one.strength, one.dimension, name)
    return Seen(account, tallies, found, tuple(best.values()))


def why(ground: Ground, view: Seen) -> Reason:
    """Return the reason for a ground with the answers it rests on."""
    return Reason(SENTENCES[ground], _EVIDENCE[ground](view))


def _concern(view: Seen) -> tuple[Proof, ...]:
    return (Proof("worker_concern", _("The worker's concern"), view.account.worker_concern),)


def _special(ground: Ground) -> Callable[[Seen], tuple[Proof, ...]]:
    def evidence(view: Seen) -> tuple[Proof, ...]:
        return tuple(proof for proof in view.elements.purpose.evidence if proof.code == ground) or (
            Proof(ground, SENTENCES[ground], in_itself(view.account)[ground]),
        )

    return evidence


def _purpose_named(view: Seen) -> tuple[Proof, ...]:
    return tuple(proof for proof in view.elements.purpose.evidence if proof.heard is not None)


def _purpose(view: Seen) -> tuple[Proof, ...]:
    return _purpose_named(view) + view.in_dimensions(Dimension.EXPLOITATION)


def _named_means(view: Seen) -> tuple[Proof, ...]:
    return tuple(proof for proof in view.elements.means.evidence if proof.heard is not None)


def _means_and_purpose(view: Seen) -> tuple[Proof, ...]:
    return (
        *view.elements.act.evidence,
        *_named_means(view),
        *view.in_dimensions(*view.positive()),
        *_purpose(view),
    )


def _positive_means(view: Seen) -> tuple[Proof, ...]:
    return tuple(
        proof
        for dimension in view.positive()
        for proof in (Proof(dimension, DIMENSION_NAMES[dimension]), *view.in_dimensions(dimension))
    )


def _strong(view: Seen) -> tuple[Proof, ...]:
    return tuple(
        proof for proof in view.in_dimensions(*MEANS_DIMENSIONS) if proof.strength is Strength.STRONG
    )


def _coercion(view: Seen) -> tuple[Proof, ...]:
    coercive = tuple(proof for proof in _named_means(view) if proof.code in COERCIVE_MEANS)
    return coercive + view.in_dimensions(Dimension.EXPLOITATION)


_EVIDENCE: Mapping[Ground, Callable[[Seen], tuple[Proof, ...]]] = MappingProxyType(
    {
        Ground.WORKER_CONCERN: _concern,
        Ground.COMMERCIAL_USE: _special(Ground.COMMERCIAL_USE),
        Ground.COERCED_SERVICES: _special(Ground.COERCED_SERVICES),
        Ground.CHILD_PURPOSE: _purpose,
        Ground.CHILD_SIGN: lambda view: view.in_dimensions(Dimension.EXPLOITATION),
        Ground.MEANS_AND_PURPOSE: _means_and_purpose,
        Ground.NAMED_EXPLOITATION: _purpose_named,
        Ground.MEANS_DIMENSION: _positive_means,
        Ground.STRONG_INDICATOR: _strong,
        Ground.COERCION: _coercion,
    }
)


def not_referred(view: Seen, *, may_still: bool, askable: bool) -> Reason:
    """Return the reason why nothing is referred yet, with everything that is present."""
    evidence = (*view.elements.act.evidence, *_named_means(view), *_purpose_named(view), *view.indicators)
    if may_still:
        return Reason(NOT_ENOUGH if askable else NOTHING_LEFT_TO_ASK, evidence)
    if not evidence:
        return Reason(NOTHING_SEEN)
    if view.account.child_rule:
        return Reason(CHILD_IN_NEED, evidence)
    exploited = view.in_dimensions(Dimension.EXPLOITATION) or _purpose_named(view)
    return Reason(WITHOUT_MEANS if exploited else HARDSHIP, evidence)


def age_reason(age: AgeStatus) -> Reason | None:
    """Return the reminder that comes with the child rule; an adult exploited as a child needs no guardian."""
    if age.child_rule and age is not AgeStatus.CHILD_THEN:
        return Reason(GUARDIAN_FIRST)
    return None

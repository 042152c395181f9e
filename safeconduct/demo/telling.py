"""Tell a story while it is played: one calm line a step, and every refusal with its reason."""

import textwrap
from collections.abc import Callable, Mapping
from datetime import timedelta

from safeconduct.accounts.models import Worker
from safeconduct.casework.services import NotAllowed
from safeconduct.casework.views import words
from safeconduct.demo import driver, hands
from safeconduct.demo.journey import Journey
from safeconduct.protection.finding import Finding
from safeconduct.protection.mechanism.may import DOCUMENTS
from safeconduct.protection.words import Role

Print = Callable[[str], None]
WIDTH = 100
REASONS_SHOWN = 3  # of one refusal; the rest is counted


class NotRefused(Exception):
    """The story tells of a refusal, and the step was let through: a fault of ours, never of the reader."""


class Telling:
    """A story on its way. `refusals` counts those that were explained."""

    def __init__(self, journey: Journey, write: Print) -> None:
        self.journey, self.write, self.refusals = journey, write, 0

    def note(self, sentence: str) -> None:
        """Tell something that is no step."""
        day = f"{self.journey.now:%d %b %Y}"
        for line in textwrap.wrap(sentence, WIDTH - 15, initial_indent="", subsequent_indent=""):
            self.write(f"  {day:<13}{line}")
            day = ""

    def after(self, **later: float) -> None:
        """Let days pass in which everybody does what is owed."""
        self.journey.wait(timedelta(**later))

    def step(self, event: str, sentence: str) -> None:
        """Take a step, with all that it asks for, and tell it."""
        step = driver.go(self.journey, event)
        self.note(sentence)
        region = event.partition(".")[0]
        self._aside(f"Now: {words.state(region, step.state)}.")

    def ready(self, event: str) -> None:
        """Make true what a step asks for, without taking it."""
        driver.make_true(self.journey, event, self._role(event, None), [])

    def paper(
        self,
        type_id: str,
        event: str,
        sentence: str,
        change: Mapping[str, object] | None = None,
        **by: object,
    ) -> None:
        """File a paper and tell it."""
        role, worker = by.get("role"), by.get("by")
        self.journey.file(
            type_id,
            event,
            change,
            role=role if isinstance(role, Role) else None,
            by=worker if isinstance(worker, Worker) else None,
        )
        self.note(sentence)

    def refused(
        self,
        event: str,
        sentence: str,
        *,
        role: Role | None = None,
        evidence: Mapping[str, object] | None = None,
        second: Worker | None = None,
    ) -> tuple[Finding, ...]:
        """Try a step that is refused as the case stands, and tell why. Raises NotRefused."""
        self.note(sentence)
        try:
            self.journey.move(event, self._role(event, role), evidence=evidence, second=second)
        except NotAllowed as refused:
            self._explain(refused.findings)
            return refused.findings
        raise NotRefused(event)

    def _explain(self, findings: tuple[Finding, ...]) -> None:
        self.refusals += 1
        told = [each for each in findings if each.safeguard != DOCUMENTS] or list(findings)
        for finding in told[:REASONS_SHOWN]:
            known = finding.safeguard if finding.safeguard.startswith(("SG-", "INV-")) else "table of steps"
            self._aside(f"Refused: {words.because(finding)} ({known})")
        more = len(told) - REASONS_SHOWN
        if more > 0:
            self._aside("and one more reason" if more == 1 else f"and {more} more reasons")

    def _aside(self, text: str) -> None:
        indent = " " * 19
        first = " " * 17
        for line in textwrap.wrap(
            text, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False
        ):
            self.write(line)

    def _role(self, event: str, role: Role | None) -> Role:
        return role or hands.doer(event, child=self.journey.moment(event).child)

"""Build what the rules may see of a case, from its documents and events and nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from django.db.models import F

from safeconduct.accounts.models import Worker
from safeconduct.casework.interviews import begun
from safeconduct.casework.models import Assignment, Case, Clock, DocumentVersion, Event, Override
from safeconduct.protection.country import profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.case_management import CONSENT, lapsed, reaches_origin
from safeconduct.protection.documents.declared import Filed
from safeconduct.protection.documents.proofs import prove
from safeconduct.protection.facts import CaseFacts, Fact
from safeconduct.protection.safeguards.case_management import LEAD_CHANGES_A_YEAR
from safeconduct.protection.words import Region

YEAR = timedelta(days=365)
PROCEEDINGS = frozenset({"REPORTED", "INVESTIGATION", "PROSECUTION"})
CLAIMS_RUNNING = frozenset({"FILED", "AWARDED", "RECOVERING"})


Hand = Mapping[str, object]


@dataclass(frozen=True)
class Read:
    """What was looked up of a case: papers and what they and interviews prove, people, departures, hands."""

    current: Sequence[DocumentVersion]
    proven: Mapping[str, Fact]
    people: Sequence[Assignment]
    lead_within_cap: bool | None
    departures: Sequence[Override]
    hands: tuple[Hand, ...]


@dataclass(frozen=True)
class Standing:
    """A case at one moment: its facts, and what they were read from."""

    case: Case
    facts: CaseFacts
    clocks: Sequence[Clock]
    read: Read

    @cached_property
    def filed(self) -> Collection[str]:
        return frozenset(each.document.type_id for each in self.current)

    @property
    def current(self) -> Sequence[DocumentVersion]:
        return self.read.current

    @property
    def people(self) -> Sequence[Assignment]:
        return self.read.people

    def in_force(self, event: str) -> frozenset[str]:
        """Name the safeguards set aside for this event: by two people, still running, not reversed in review."""
        return frozenset(
            each.safeguard
            for each in self.read.departures
            if each.event == event
            and each.outcome == Override.Outcome.IN_FORCE
            and each.ends_at > self.facts.now
            and each.review != Override.Review.REVERSED
        )


def standing(case: Case, now: datetime) -> Standing:
    """Read a case in a fixed number of queries, however long its story."""
    current = current_versions(case)
    filed = [_as_filed(version) for version in current]
    people = list(Assignment.objects.filter(case=case).select_related("worker").order_by("since"))
    lead = _lead(case, people)
    departures = list(Override.objects.filter(case=case))
    hands = Event.objects.filter(case=case, by__isnull=False).order_by()
    read = Read(
        current=current,
        proven={**prove(DOCUMENTS, _still_speaking(case, filed), now), **begun(case, current, departures)},
        people=people,
        lead_within_cap=None if lead is None else within_cap(lead.worker),
        departures=departures,
        hands=tuple(hands.values("role", name=F("by__login")).distinct()),
    )
    return _standing(case, now, read)


def after(at: Standing, event: Event, now: datetime) -> Standing:
    """Read on after an event, looking up again only what it can have changed.

    Papers and departures stay as they are; people change with the life of a case alone, and what an agreement
    is worth with the asylum region (INV-05) and with the child region (SG-CH-08).
    """
    if event.region in (Region.LIFECYCLE, Region.ASYLUM, Region.CHILD):
        return standing(at.case, now)
    hand = {"role": str(event.role), "name": event.by.login} if event.by else None
    hands = at.read.hands if hand is None or hand in at.read.hands else (*at.read.hands, hand)
    return _standing(at.case, now, replace(at.read, hands=hands))


def _standing(case: Case, now: datetime, read: Read) -> Standing:
    clocks = list(Clock.objects.filter(case=case).order_by("starts"))
    from_events = _from_events(case, read, now, clocks)
    facts = CaseFacts(
        states=case.states,
        facts={**read.proven, **{name: Fact(value, "events") for name, value in from_events.items()}},
        country=profile(case.country),
        now=now,
        reasonable_grounds_at=case.reasonable_grounds_at,
        first_contact_at=case.first_contact_at,
    )
    return Standing(case, facts, clocks, read)


def current_versions(case: Case) -> list[DocumentVersion]:
    """Return each document's newest version; two where two people wrote on one base and nobody has settled it."""
    settled = DocumentVersion.objects.filter(document__case=case, settles__isnull=False).values("settles")
    return list(
        DocumentVersion.objects.filter(document__case=case, followers__isnull=True)
        .exclude(id__in=settled)
        .select_related("document", "by")
        .order_by("filed_at", "version")
    )


def _as_filed(version: DocumentVersion) -> Filed:
    return Filed(
        version.document.type_id, version.document.number, version.version, version.filed_at, version.coded
    )


def _still_speaking(case: Case, filed: list[Filed]) -> list[Filed]:
    """Let agreements lapse that count no more.

    Those that reach the state of origin, once fear was voiced after them (INV-05); and all that were given for a
    child, once the child is grown: the young adult is asked anew (SG-CH-08).
    """
    if case.asylum != "NOT_RAISED":
        voiced = _last_at(case, "asylum.voice_fear")
        filed = [lapsed(f) if voiced and reaches_origin(f) and f.at < voiced else f for f in filed]
    if case.child == "ADULT_CONTINUES":
        grown = _last_at(case, "child.turn_18")
        filed = [lapsed(f) if grown and f.type_id == CONSENT.id and f.at < grown else f for f in filed]
    return filed


def _last_at(case: Case, event: str) -> datetime | None:
    story = Event.objects.filter(case=case, event=event).order_by("-position")
    return story.values_list("at", flat=True).first()


def _from_events(case: Case, read: Read, now: datetime, clocks: Sequence[Clock]) -> dict[str, object]:
    latest = {clock.name: clock for clock in clocks}
    appeal_over = _appeal_over(case, read.proven, latest, now)
    reflection = latest.get("reflection")
    pending = case.criminal_case in PROCEEDINGS or case.charges in {"ALLEGED", "REVIEW"}
    values: dict[str, object] = {
        "child": case.child_mode,
        "asylum": case.asylum,
        "claims": _claims(case, read.proven),
        "proceedings_pending": pending or case.claims in CLAIMS_RUNNING,
        "appeal_over": appeal_over,
        "remedies_used_up": case.identification == "NOT_IDENTIFIED" and appeal_over,
        "reflection_over": None if reflection is None else reflection.due <= now,
        "override_open": any(
            each.reviewed_at is None and each.outcome != Override.Outcome.REFUSED for each in read.departures
        ),
        "break_glass_open": False,  # nobody can open a file by emergency yet, so none waits for review
        **_people(case, read, now),
    }
    return {name: value for name, value in values.items() if value is not None}


def _lead(case: Case, people: Sequence[Assignment]) -> Assignment | None:
    here = (row for row in people if row.country == case.country and row.kind == Assignment.Kind.LEAD)
    return next((row for row in here if row.until is None), None)


def _people(case: Case, read: Read, now: datetime) -> dict[str, object]:
    rows = [row for row in read.people if row.country == case.country]
    changes = _changes(sorted((row for row in rows if row.kind == Assignment.Kind.LEAD), key=_began), now)
    return {
        "lead_named": _lead(case, read.people) is not None,
        "lead_changes_year": changes,
        "lead_changed_often": changes > LEAD_CHANGES_A_YEAR,
        "lead_within_cap": read.lead_within_cap,
        "next_lead_named": any(row.kind == Assignment.Kind.NEXT_LEAD and row.until is None for row in rows),
        "hands": read.hands,
    }


def _began(row: Assignment) -> datetime:
    return row.since


def _changes(leads: Sequence[Assignment], now: datetime) -> int:
    """Count changes to somebody else within a year; the first lead, and one who leads on, are no change."""
    return sum(
        1 for before, row in pairwise(leads) if row.worker_id != before.worker_id and row.since > now - YEAR
    )


def within_cap(worker: Worker) -> bool:
    """Tell whether this worker leads no more open cases than the cap allows (SG-CM-01)."""
    leads = Assignment.objects.filter(worker=worker, kind=Assignment.Kind.LEAD, until__isnull=True)
    return leads.exclude(case__lifecycle="CLOSED").count() <= worker.caseload_cap


def _appeal_over(case: Case, known: Mapping[str, Fact], clocks: dict[str, Clock], now: datetime) -> bool:
    """Tell whether no appeal is left. A decision that nobody is known to have received can still be appealed."""
    if case.identification != "NOT_IDENTIFIED":
        return False
    last = Event.objects.filter(case=case, region="identification").order_by("-position").first()
    if last is not None and last.event == "identification.appeal_refused":
        return True
    appeal, received = clocks.get("appeal"), known.get("decision_served_d")
    return appeal is not None and appeal.due <= now and received is not None


def _claims(case: Case, known: Mapping[str, Fact]) -> str | None:
    """Put the claims region in the departure gate's words; not looked at is unknown (section 8)."""
    match case.claims:
        case "FILED" | "AWARDED" | "RECOVERING" | "PAID" | "REFUSED":
            return "filed"
        case "NOT_PURSUED":
            return "waived_after_advice"
        case "ASSESSED":
            stated = known.get("claims")
            return str(stated.value) if stated else None
        case _:
            return None

"""One case on its way, played through the real doors: papers, steps, people, and time that passes."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from safeconduct.accounts.models import Worker
from safeconduct.casework import queries, services
from safeconduct.casework.access import NOTED_FOR
from safeconduct.casework.facts import Standing, standing
from safeconduct.demo import hands, sound
from safeconduct.demo.cast import Cast
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.mechanism.may import Decision
from safeconduct.protection.titles import ROLE_TITLES
from safeconduct.protection.words import Role

_TEAM = Role.IDENTIFICATION_TEAM
A_MOMENT = timedelta(minutes=2)  # each act takes a little, so that papers have an order
PART = {Role.IDENTIFICATION_TEAM: "team", Role.IDENTIFICATION_LEAD: "team", Role.REVIEWER: "reviewer"}
OTHER_COUNTRY = "XB"
UPKEEP = {
    "D13": "identification.decide_identified"
}  # a decision is only ever written for the step it tells of


class Journey:
    """A case that is played. Everything goes through the doors of the case file; `now` is the story's clock.

    `seed` makes the keys of all writes, so that a story told twice is written once. `young`: the person is under
    18. `careful`: while time passes, what is owed by then is done. `ahead`: events that come later by themselves,
    so nothing that is made true takes them before.
    """

    def __init__(
        self,
        cast: Cast,
        start: datetime,
        *,
        seed: str,
        young: bool = False,
        manager: str = "amaru",
        careful: bool = False,
        ahead: Collection[str] = (),
    ) -> None:
        self.cast, self.now, self.seed, self.young, self.careful = cast, start, seed, young, careful
        self.ahead = list(ahead)
        self.done = 0
        self.manager = cast.named(manager)
        self.case = services.open_case(
            by=cast.named("lucia"), now=start, op_id=self.key("open"), lead=self.manager
        )
        self.here = {(self.manager.pk, Role.CASE_MANAGER)}

    def key(self, what: str) -> UUID:
        self.done += 1
        return uuid5(NAMESPACE_OID, f"{self.seed} {self.done} {what}")

    def worker(self, role: Role) -> Worker | None:
        return hands.worker(self.cast, role, self.manager)

    def at(self) -> Standing:
        """Read the case as it stands now."""
        self.case.refresh_from_db()
        return standing(self.case, self.now)

    def state(self, region: str) -> str:
        self.case.refresh_from_db()
        return self.case.states[region]

    # papers

    def newest(self, type_id: str) -> Any:
        """Return the newest version of a type of paper, or None."""
        found = [each for each in self.at().current if each.document.type_id == type_id]
        return found[-1] if found else None

    def said(self, type_id: str, field: str) -> object:
        newest = self.newest(type_id)
        return None if newest is None else newest.coded.get(field)

    def moment(self, event: str) -> sound.Moment:
        return sound.Moment(self.at().facts, event, self.young, OTHER_COUNTRY, self.said)

    def file(
        self,
        type_id: str,
        event: str,
        change: Mapping[str, object] | None = None,
        *,
        role: Role | None = None,
        by: Worker | None = None,
    ) -> str:
        """File a sound paper for a step, with `change` in it, and return what happened in one line."""
        role = role or hands.writer(type_id, event)
        worker = by or self.worker(role)
        if worker is None:
            raise LookupError(role)
        values = sound.values(type_id, self.moment(event)) | dict(change or {})
        self.bring(worker, Role.CASE_MANAGER if worker == self.manager else role)
        services.file_document(
            self.case.pk,
            type_id,
            values,
            by=worker,
            role=role,
            now=self.now,
            op_id=self.key(f"file {type_id}"),
            base=self._base(type_id),
        )
        self.now += A_MOMENT
        return f"{DOCUMENTS[type_id].title} ({type_id}), {self._by(worker, role)}"

    def _base(self, type_id: str) -> UUID | None:
        """Return the version that a new one is written on: an open matter of its type, or the only paper of it."""
        found = [each for each in self.at().current if each.document.type_id == type_id]
        if DOCUMENTS[type_id].many:
            found = [each for each in found if self._waits(type_id, each.coded)]
        return found[-1].pk if found else None

    @staticmethod
    def _waits(type_id: str, coded: Mapping[str, object]) -> bool:
        """Tell whether a paper of which a case holds many still waits for its answer or its end."""
        match type_id:
            case "D26":
                return coded.get("answer") == "waiting"
            case "D35":
                return coded.get("standing") not in {"safe", "stood_down"}
            case "D38":
                return coded.get("kind") == "complaint" and coded.get("standing") == "received"
            case _:
                return False

    def opinions(self, event: str) -> list[str]:
        """Let each member of the identification team file an opinion of their own."""
        against = event == "identification.decide_not_identified"
        told = []
        for member, worker in self.cast.team():
            opinion = {
                "profession": member.profession,
                "agency": member.place.agency,
                "state_member": "no" if member.profession in {"ngo", "lawyer"} else "yes",
                "opinion": "not_identified" if against else "identified",
                "conflict_declared": "yes",
            }
            line = self.file("D13", "opinion", {"team_opinions": [opinion]}, role=_TEAM, by=worker)
            told.append(f"{line} ({member.profession.replace('_', ' ')})")
        return told

    def sign(self, event: str) -> str:
        """Write the decision under the opinions that are on file."""
        return self.file("D13", event)

    # steps

    def ask(self, event: str, role: Role, second: Worker | None = None) -> Decision:
        worker = self.worker(role)
        return services.ask(self.case, event, by=worker, role=role, now=self.now, second=second, at=self.at())

    def move(
        self,
        event: str,
        role: Role,
        *,
        second: Worker | None = None,
        evidence: Mapping[str, object] | None = None,
    ) -> str:
        """Take a step, and return who took it in one line. Raises NotAllowed."""
        worker = self.worker(role)
        if worker is not None:
            self.bring(worker, Role.CASE_MANAGER if worker == self.manager else role)
        if second is not None:
            self.bring(second, Role.REVIEWER)
        services.move(
            self.case.pk,
            event,
            by=worker,
            role=role,
            now=self.now,
            op_id=self.key(event),
            evidence=evidence or {},
            second=second,
        )
        if event == "lifecycle.accept_transfer":
            self._taken_over()
        if event == "lifecycle.close":
            self.here.clear()  # everybody's part has ended
        self.now += A_MOMENT
        return "by itself" if worker is None else self._by(worker, role)

    def _taken_over(self) -> None:
        """Whoever led has no part any more; the one who was named leads on."""
        self.here.discard((self.manager.pk, Role.CASE_MANAGER))
        leads = [each.worker for each in self.at().people if each.kind == "lead" and each.until is None]
        self.manager = leads[0]
        self.here.add((self.manager.pk, Role.CASE_MANAGER))

    def bring(self, worker: Worker, role: Role) -> None:
        """Give a worker a part in the case before they act in it."""
        if (worker.pk, role) in self.here:
            return
        kind = PART.get(role, "contributor")
        services.assign(
            self.case.pk,
            worker,
            kind,
            role,
            by=self.manager,
            reason="has a task in this case",
            now=self.now,
            op_id=self.key("assign"),
        )
        self.here.add((worker.pk, role))

    def next_lead(self) -> str:
        """Name another case manager as the next lead."""
        worker = self.cast.named("tomas")
        services.offer_lead(
            self.case.pk,
            worker,
            by=self.manager,
            reason="works where the person moves to",
            now=self.now,
            op_id=self.key("offer"),
        )
        return f"{worker.display_name} was named as the next lead"

    @staticmethod
    def _by(worker: Worker, role: Role) -> str:
        title = ROLE_TITLES[role].lower()
        noted = "noted by " if role in NOTED_FOR else ""
        return f"{title}, {noted}{worker.display_name}" if noted else f"{worker.display_name}, {title}"

    # time

    def wait(self, for_: timedelta) -> None:
        self.wait_until(self.now + for_)

    def wait_until(self, then: datetime) -> None:
        """Let time pass; what falls due on the way happens in its order, by the system."""
        if self.careful:
            self.do_what_is_owed(then)
        for _ in range(100):
            due = [clock.due for clock in queries.running_clocks(self.case).values() if clock.then]
            ahead = min((each for each in due if each <= then), default=None)
            if ahead is None:
                break
            self.now = max(self.now, ahead + A_MOMENT)
            services.let_time_pass(self.now)
        self.now = max(self.now, then)

    def clock_for(self, event: str) -> datetime | None:
        """Return when the system will do an event by itself, if a clock runs towards it."""
        running = queries.running_clocks(self.case).values()
        return min((clock.due for clock in running if clock.then == event), default=None)

    def wait_for_task(self, settled_by: str) -> None:
        """Let time pass until the next task that this event settles is due."""
        owed = queries.owed_by(self.case, self.now + timedelta(days=3 * 365))
        due = [task.due_at for task in owed if task.settled_by == settled_by]
        if due:
            self.wait_until(min(due) - timedelta(hours=2))

    def do_what_is_owed(self, until: datetime) -> int:
        """Write the papers and settle the tasks that are due by a moment. What only a step settles waits for it."""
        done = 0
        for task in queries.owed_by(self.case, until):
            if task.settled_by:
                continue
            if task.document:
                self.file(task.document, UPKEEP.get(task.document, "keeping.up"))
            else:
                services.settle_task(
                    task.pk, by=self.manager, role=Role.CASE_MANAGER, now=self.now, op_id=self.key("settle")
                )
            done += 1
        return done

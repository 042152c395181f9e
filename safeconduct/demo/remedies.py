"""What makes a refused step possible: for each safeguard the papers, the people or the time it asks for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from safeconduct.demo import hands
from safeconduct.demo.journey import Journey
from safeconduct.protection.documents.declared import moment
from safeconduct.protection.documents.readings import day
from safeconduct.protection.finding import Finding
from safeconduct.protection.safeguards.return_ import THINKING_TIME_H
from safeconduct.protection.vocabulary import FACTS

Told = list[str]
Remedy = Callable[[Journey, str, Finding], Told]

# The papers that prove what a safeguard asks; where the step matters, a pair of both comes first.
PAPERS: Mapping[str | tuple[str, str], Sequence[str]] = {
    "SG-CM-02": ("D10",),
    "SG-CM-03": ("D10",),
    ("SG-CM-03", "identification.start_screening"): ("D01",),
    "SG-CM-04": ("D01", "D11"),
    "SG-CM-06": ("D02",),
    "SG-CM-07": ("D16",),
    ("SG-CM-07", "identification.resume"): ("D09",),
    "SG-ID-01": ("D03",),
    "SG-ID-05": ("D13",),
    "SG-ID-06": ("D03",),
    "SG-ID-07": ("D03",),
    "SG-ID-09": ("D26",),
    "SG-ID-10": ("D13",),
    "SG-ID-11": ("D13",),
    ("SG-ID-11", "stay.refuse_stay"): ("D15",),
    "SG-DP-01": ("D09",),
    "SG-DP-04": ("D26",),
    "SG-DP-05": ("D36",),
    "SG-DP-06": ("D02",),
    "SG-PR-01": ("D07",),
    "SG-PR-05": ("D07", "D08"),
    ("SG-PR-05", "assistance.decline"): ("D18",),
    "SG-PR-07": ("D08",),
    "SG-PR-08": ("D08",),
    "SG-PR-09": ("D22",),
    "SG-PR-10": ("D02",),
    ("SG-PR-10", "stay.lift_bar"): ("D02", "D27"),
    "SG-PR-11": ("D08",),
    "SG-CH-01": ("D20",),
    "SG-CH-03": ("D18",),
    ("SG-CH-03", "child.determine"): ("D19",),
    ("SG-CH-03", "child.implement"): ("D19",),
    ("SG-CH-03", "return.clear_gate"): ("D19",),
    ("SG-CH-03", "return.depart"): ("D19",),
    "SG-CH-04": ("D18",),
    ("SG-CH-04", "child.determine"): ("D19",),
    "SG-CH-05": ("D19", "D27"),
    "SG-CH-06": ("D18",),
    "SG-CH-07": ("D18",),
    "SG-CH-08": ("D16",),
    "SG-CH-09": ("D30",),
    "SG-ST-01": ("D14",),
    "SG-ST-02": ("D37",),
    "SG-ST-03": ("D15",),
    "SG-ST-04": ("D16",),
    "SG-RT-02": ("D27",),
    "SG-RT-03": ("D28",),
    "SG-RT-04": ("D26",),
    "SG-RT-05": ("D29",),
    ("SG-RT-05", "return.arrive"): ("D32",),
    "SG-RT-06": ("D32",),
    "SG-RT-07": ("D33",),
    "SG-RT-08": ("D35",),
    "SG-JU-02": ("D36",),
    "SG-JU-03": ("D07",),
    "SG-JU-04": ("D37",),
    "SG-JU-05": ("D10",),
    "SG-LT-01": ("D16",),
    "SG-LT-02": ("D16",),
    "SG-LT-03": ("D38",),
}


def papers(journey: Journey, event: str, finding: Finding) -> Told:
    """File what the safeguard asks for; for one that is not listed, what proves the facts it misses."""
    asked = PAPERS.get((finding.safeguard, event)) or PAPERS.get(finding.safeguard)
    if asked is None:
        known = [FACTS[name].documents[:1] for name in finding.missing if name in FACTS]
        asked = tuple(dict.fromkeys(one[0] for one in known if one))
    return [journey.file(type_id, event) for type_id in asked]


def missing_paper(journey: Journey, event: str, finding: Finding) -> Told:
    type_id = str(finding.told["document"])
    if type_id in REMEDIES:
        return REMEDIES[type_id](journey, event, finding)
    return [journey.file(type_id, event)]


def team(journey: Journey, event: str, _finding: Finding) -> Told:
    """Let the team give its opinions where a team decides, then sign."""
    decides = event.startswith("identification.decide_")
    return [*(journey.opinions(event) if decides else []), journey.sign(event)]


def appoint_guardian(journey: Journey, event: str, _finding: Finding) -> Told:
    """Let a guardian accept; the step itself is left to whoever takes it later."""
    told = [journey.file("D17", event)]
    if journey.state("child") == "CHILD_TREATED" and "child.appoint_guardian" not in (event, *journey.ahead):
        role = hands.doer("child.appoint_guardian", child=False)
        told.append(f"Guardian appointed, {journey.move('child.appoint_guardian', role)}")
    return told


def lead(journey: Journey, event: str, _finding: Finding) -> Told:
    offered = [journey.next_lead()] if event == "lifecycle.offer_transfer" else []
    return [*offered, journey.file("D06", event)]


def free_wish(journey: Journey, event: str, _finding: Finding) -> Told:
    """Advice first, then time to think, then the wish; before departure the wish once more."""
    told = []
    if journey.said("D24", "legal_advice_at") is None:
        told.append(journey.file("D24", event))
    advised = moment(journey.said("D24", "legal_advice_at"))
    thinking = timedelta(hours=THINKING_TIME_H + 1)
    signs_now = event == "return.request_return" or journey.said("D25", "signed_at") is None
    if advised and signs_now and journey.now - advised < thinking:
        journey.wait_until(advised + thinking)
        told.append(f"{THINKING_TIME_H} hours passed between legal advice and signature")
    return [*told, journey.file("D25", event)]


def period_over(journey: Journey, event: str, finding: Finding) -> Told:
    """Wait for the end of the period; a certificate that is too short is written anew instead."""
    if event != "stay.end_reflection":
        return [journey.file("D12", event)]
    least = day(finding.told.get("least"))
    for _ in range(30):  # the clock goes on by a week each time it runs out before the period is over
        due = journey.clock_for(event)
        if due is None or (least is not None and journey.now.date() > least):
            break
        journey.wait_until(due + timedelta(days=1))
    return [f"time passed until {journey.now.date()}: the recovery and reflection period is over"]


def lawyers(journey: Journey, event: str, _finding: Finding) -> Told:
    told = [journey.file("D21", event)]
    if event in {"return.clear_gate", "return.depart"}:
        there = {"country_role": "other_country", "country": "Marawan"}
        told.append(journey.file("D21", event, there))
    return told


def second_person(journey: Journey, event: str, _finding: Finding) -> Told:
    first = journey.worker(hands.doer(event, child=False))
    worker = hands.second_person(journey.cast, first)
    return [f"a second person from another agency looked at it: {worker.display_name}"]


def schedule(journey: Journey, event: str, finding: Finding) -> Told:
    """Make each agreed contact when it is due, until the schedule is done."""
    if event != "return.schedule_done":
        return papers(journey, event, finding)
    told = []
    role = hands.doer("return.contact_done", child=False)
    for _ in range(12):
        if journey.at().facts.yes("monitoring_schedule_done"):
            break
        journey.wait_for_task("return.contact_done")
        told.append(journey.file("D34", "return.contact_done"))
        journey.move("return.contact_done", role)
    return told


MOST_ALERTS = 20  # open in one case; more would be a fault of the story
# Which papers settle which of the twelve lines of closing (referral mechanism, section 11).
CLOSING: Mapping[int, Sequence[str]] = {
    1: ("D39",), 3: ("D39",), 4: ("D16", "D39"), 5: ("D39",), 6: ("D36", "D39"), 8: ("D39",),
    9: ("D38",), 10: ("D40",), 12: ("D39",),
}  # fmt: skip


def close(journey: Journey, event: str, finding: Finding) -> Told:
    """Settle each open line; danger must be low twice, on two days."""
    criteria = finding.told.get("criteria")
    lines = criteria if isinstance(criteria, tuple) else (1, 7) if journey.newest("D35") else (1,)
    told = []
    if 2 in lines:
        told.append(journey.file("D07", event))
        journey.wait(timedelta(days=7))
        told.append(journey.file("D07", event))
    while 7 in lines and journey.at().facts.yes("alert_open") and len(told) < MOST_ALERTS:
        told.append(journey.file("D35", event))
    wanted = dict.fromkeys(paper for line in lines for paper in CLOSING.get(line, ()))
    return [*told, *(journey.file(type_id, event) for type_id in wanted)]


REMEDIES: Mapping[str, Remedy] = {
    "documents": missing_paper,
    "D13": team,
    "D17": appoint_guardian,
    "D25": free_wish,
    "INV-08": appoint_guardian,
    "SG-CM-01": lead,
    "SG-CH-02": appoint_guardian,
    "SG-GV-01": second_person,
    "SG-ID-03": team,
    "SG-ID-05": team,
    "SG-ID-10": team,
    "SG-ID-11": team,
    "SG-JU-01": lawyers,
    "SG-LT-04": close,
    "SG-PR-02": period_over,
    "SG-RT-01": free_wish,
    "SG-RT-07": schedule,
}
TAKES_TIME = frozenset({"SG-RT-01", "SG-PR-02", "SG-RT-07", "SG-LT-04"})


def remedy(journey: Journey, event: str, finding: Finding) -> Told:
    """Do what one finding asks for and tell it; nothing when there is nothing that anybody could do."""
    if "guardian_appointed" in finding.missing:
        return appoint_guardian(journey, event, finding)
    if finding.safeguard == "SG-ID-11" and event == "stay.refuse_stay":
        return papers(journey, event, finding)
    return REMEDIES.get(finding.safeguard, papers)(journey, event, finding)

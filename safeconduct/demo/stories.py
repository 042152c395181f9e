"""The main job on real input: the published cases, then three invented people, told while they are played.

Told twice, everything is there once: each part is written whole or not at all, and found again by its key.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction

from safeconduct.casework import services
from safeconduct.casework.services.once import first_result
from safeconduct.demo import fisher, homecoming, published, schoolgirl
from safeconduct.demo.cast import Cast
from safeconduct.demo.journey import Journey
from safeconduct.demo.telling import Print, Telling
from safeconduct.protection.titles import ROLE_TITLES

REFUSALS_AT_LEAST = 12  # explained in three stories


@dataclass(frozen=True)
class Story:
    """One invented person's way: its key, its title, how long it lasts, and how it is told."""

    key: str
    title: str
    lasts: timedelta
    tell: Callable[[Telling], None]
    young: bool = False


STORIES = (
    Story("fisher", fisher.TITLE, fisher.LASTS, fisher.tell),
    Story("schoolgirl", schoolgirl.TITLE, schoolgirl.LASTS, schoolgirl.tell, young=True),
    Story("homecoming", homecoming.TITLE, homecoming.LASTS, homecoming.tell),
)


@dataclass
class Told:
    """What came out: refusals explained, and how the published cases were screened."""

    refusals: int = 0
    referable: int = 0
    referred: int = 0
    others: int = 0
    others_referred: int = 0
    new: bool = False

    @property
    def as_promised(self) -> bool:
        """Tell whether each referable case was referred, and told stories explained enough refusals."""
        enough = self.refusals >= REFUSALS_AT_LEAST or not self.new
        return self.referred == self.referable and self.others_referred <= 1 and enough


def tell(cast: Cast, now: datetime, write: Print) -> Told:
    """Play what is not there yet, in front of the reader."""
    told = Told()
    _published(cast, now, write, told)
    for story in STORIES:
        _story(story, cast, now, write, told)
    services.let_time_pass(now)
    return told


def _there(seed: str, cast: Cast) -> bool:
    """Tell whether the case with this seed was opened before."""
    key = uuid5(NAMESPACE_OID, f"{seed} 1 open")
    return first_result(key, "open_case", cast.named("lucia")) is not None


def _published(cast: Cast, now: datetime, write: Print, told: Told) -> None:
    cases = published.screened()
    told.referable = sum(one.referable for one in cases)
    told.referred = sum(one.referable and one.referred for one in cases)
    told.others = len(cases) - told.referable
    told.others_referred = sum(one.referred and not one.referable for one in cases)
    if _there(f"published {cases[0].case.id}", cast):
        write(f"The {len(cases)} published court cases are here already.")
        return
    told.new = True
    write(f"{len(cases)} published court cases, screened on what the person could have told")
    with transaction.atomic():
        for number, one in enumerate(cases):
            write(f"  {one.case.name}, {one.case.court} ({one.case.citation})")
            write(f"      {_came_to(one, cast, now, number)}")
    write(
        f"  {told.referred} of the {told.referable} referable cases were referred, "
        f"and {told.others_referred} of the other {told.others}."
    )


def _came_to(one: published.Screened, cast: Cast, now: datetime, number: int) -> str:
    if not one.referred:
        return one.result.recommendation.value.replace("_", " ")
    at = now - published.BETWEEN * (number + 1)
    journey = published.open_case(one, cast, at, number)
    case = journey.at().case
    return f"referred, opened as {case.number} “{case.alias}”, removal barred"


def _story(story: Story, cast: Cast, now: datetime, write: Print, told: Told) -> None:
    write("")
    if _there(story.key, cast):
        write(f"{story.title}: this story is here already.")
        return
    told.new = True
    write(story.title)
    with transaction.atomic():
        journey = Journey(cast, now - story.lasts, seed=story.key, young=story.young, careful=True)
        case = journey.at().case
        write(f"  The case is {case.number}, its working alias “{case.alias}”. All names are invented.")
        telling = Telling(journey, write)
        story.tell(telling)
        if journey.now < now:
            journey.wait_until(now)
    told.refusals += telling.refusals


def sign_ins(cast: Cast, password: str, secret: str, code: str) -> list[str]:
    """Return the lines that tell how to sign in as each of the cast."""
    from safeconduct.demo.cast import KEEPERS, MEMBERS

    rows = [
        f"  {member.login:<14}{member.name:<16}{ROLE_TITLES[member.role].lower()}, {member.place.agency}"
        + (" (supervises)" if member.supervises else "")
        for member in MEMBERS
        if member.login in cast.workers
    ]
    rows += [f"  {login:<14}{name:<16}keeps accounts" for login, name in KEEPERS if login in cast.keepers]
    return [
        "Sign in as one of the cast. Begin with amaru, who leads the three cases:",
        *rows,
        f"Password: {password}",
        f"Second factor: {code} now; for an authenticator app the secret is {secret}",
        "A fresh code: ./run run --code",
    ]

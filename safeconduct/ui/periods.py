"""How much time is left, in words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.ui.shapes import Tone

SOON_DAYS = 3  # design default: the last three days are said more strongly
BY_THE_HOUR = timedelta(days=1)  # design default: nearer than a day, hours are counted


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Words first ("12 days left"), then the day ("until 3 March") or the time."""

    words: str
    day: str
    tone: Tone

    def __str__(self) -> str:
        return _("{time_left}, {day}").format(time_left=self.words, day=self.day)


def day_and_month(day: date, today: date) -> str:
    """Write a day as the active language does; the year only when it is another one."""
    return date_format(day, "DATE_FORMAT" if day.year != today.year else "MONTH_DAY_FORMAT")


def time_left(until: date, now: date) -> TimeLeft:
    """Say how much time remains, rounded down, or how much has passed since.

    A day lasts until its end. When both are moments (datetime) less than a day apart, hours are counted.
    """
    if isinstance(until, datetime) and isinstance(now, datetime) and abs(until - now) < BY_THE_HOUR:
        return _hours_left(until, now)
    last, today = _day(until), _day(now)
    days = (last - today).days
    shown = day_and_month(last, today)
    if days < 0:
        words = ngettext("{days} day late", "{days} days late", -days).format(days=-days)
        return TimeLeft(words, _("since {day}").format(day=shown), Tone.DANGER)
    if days == 0:
        return TimeLeft(_("Ends today"), shown, Tone.WAITING)
    words = ngettext("{days} day left", "{days} days left", days).format(days=days)
    tone = Tone.WAITING if days <= SOON_DAYS else Tone.PLAIN
    return TimeLeft(words, _("until {day}").format(day=shown), tone)


def due_words(until: date, now: date) -> TimeLeft:
    """Say when something is due: late, by the hour, today, tomorrow, or the day."""
    left = time_left(until, now)
    last, today = _day(until), _day(now)
    days = (last - today).days
    if left.tone is Tone.DANGER or (isinstance(until, datetime) and isinstance(now, datetime) and days < 1):
        return left
    shown = day_and_month(last, today)
    if days == 0:
        return TimeLeft(_("Due today"), shown, Tone.WAITING)
    if days == 1:
        return TimeLeft(_("Due tomorrow"), shown, Tone.PLAIN)
    return TimeLeft(_("Due {day}").format(day=shown), "", Tone.QUIET)


def _day(moment: date) -> date:
    return localdate(moment) if isinstance(moment, datetime) else moment


def _hours_left(until: datetime, now: datetime) -> TimeLeft:
    hours = int(abs(until - now) / timedelta(hours=1))
    clock = time_format(localtime(until), "TIME_FORMAT")
    if until < now:
        words = (
            ngettext("{hours} hour late", "{hours} hours late", hours)
            if hours
            else _("Less than an hour late")
        )
        return TimeLeft(words.format(hours=hours), _("since {time}").format(time=clock), Tone.DANGER)
    words = (
        ngettext("{hours} hour left", "{hours} hours left", hours) if hours else _("Less than an hour left")
    )
    return TimeLeft(words.format(hours=hours), _("until {time}").format(time=clock), Tone.WAITING)

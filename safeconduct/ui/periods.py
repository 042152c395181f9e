"""How much time is left, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct.ui.shapes import Tone

SOON_DAYS = 3  # design default: the last three days are said more strongly


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Words first ("12 days left"), then the day ("until 3 March")."""

    words: str
    day: str
    tone: Tone

    def __str__(self) -> str:
        return _("{time_left}, {day}").format(time_left=self.words, day=self.day)


def day_and_month(day: date, today: date) -> str:
    """Write a day as the active language does; the year only when it is another one."""
    return date_format(day, "DATE_FORMAT" if day.year != today.year else "MONTH_DAY_FORMAT")


def time_left(until: date, today: date) -> TimeLeft:
    """Say how many whole days remain until the end of `until`, or how many have passed since."""
    days = (until - today).days
    shown = day_and_month(until, today)
    if days < 0:
        words = ngettext("{days} day late", "{days} days late", -days).format(days=-days)
        return TimeLeft(words, _("since {day}").format(day=shown), Tone.DANGER)
    if days == 0:
        return TimeLeft(_("Ends today"), shown, Tone.WAITING)
    words = ngettext("{days} day left", "{days} days left", days).format(days=days)
    tone = Tone.WAITING if days <= SOON_DAYS else Tone.PLAIN
    return TimeLeft(words, _("until {day}").format(day=shown), tone)


def due_words(until: date, today: date) -> TimeLeft:
    """Say when something is due: late, today, tomorrow, or the day."""
    days = (until - today).days
    if days < 0:
        return time_left(until, today)
    shown = day_and_month(until, today)
    if days == 0:
        return TimeLeft(_("Due today"), shown, Tone.WAITING)
    if days == 1:
        return TimeLeft(_("Due tomorrow"), shown, Tone.PLAIN)
    return TimeLeft(_("Due {day}").format(day=shown), "", Tone.QUIET)

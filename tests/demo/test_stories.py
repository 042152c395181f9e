"""The main job on real input: published cases and three stories, told while they are played, and once only."""

from datetime import UTC, datetime

import pytest

from safeconduct.demo.cast import gather

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def told(db: None):
    """Tell everything once and return what came out with the lines."""
    from safeconduct.demo import stories

    cast = gather(NOW.date(), sign_in=False)
    lines: list[str] = []
    return cast, stories.tell(cast, NOW, lines.append), lines


def test_everything_is_told_once_and_leaves_sound_cases(told):
    from safeconduct.casework import queries
    from safeconduct.casework.models import Case, Event, Task
    from safeconduct.demo import stories
    from safeconduct.protection.mechanism.invariants import UNDER_PROTECTION

    cast, result, lines = told
    text = "\n".join(lines)

    # The published cases: all that should be referred are, and at most one more.
    assert (result.referred, result.referable) == (21, 21)
    assert result.others_referred <= 1
    assert "21 of the 21 referable cases were referred" in text

    # Refusals, each with its reason and the safeguard that gave it.
    assert result.refusals >= stories.REFUSALS_AT_LEAST
    reasons = [line for line in lines if "Refused: " in line]
    assert len(reasons) >= result.refusals
    for safeguard in ("SG-ID-01", "SG-ID-02", "SG-PR-09", "SG-ID-03", "SG-DP-01", "SG-LT-04", "SG-RT-01",
                      "SG-RT-02", "SG-RT-03", "SG-RT-04", "SG-RT-05", "SG-CH-02", "SG-CH-03", "INV-08"):  # fmt: skip
        assert safeguard in text, safeguard
    assert result.as_promised

    # What stands at the end.
    fisher, girl, woman = Case.objects.order_by("opened_at")[:3]
    assert (fisher.claims, fisher.lifecycle, fisher.stay) == ("PAID", "CLOSED", "TEMPORARY_STAY")
    assert (girl.identification, girl.child) == ("IDENTIFIED", "BIA_DONE")
    assert (woman.stay, woman.return_state) == ("TEMPORARY_STAY", "NOT_CONSIDERED")
    returned = {event.event for event in queries.timeline(woman, shown=500)}
    assert {"return.depart", "return.arrive", "return.danger_sign", "return.way_back"} <= returned
    for case in Case.objects.all():
        assert case.identification in UNDER_PROTECTION
        assert case.stay not in {"UNSET", "BAR_LIFTED"}
    assert not Event.objects.filter(at__gt=NOW).exists()
    late = Task.objects.filter(case__in=(fisher, girl), done_at__isnull=True, due_at__lt=NOW)
    assert [task.what for task in late] == []

    # Told again, nothing is written twice.
    counts = Case.objects.count(), Event.objects.count()
    again: list[str] = []
    second = stories.tell(cast, NOW, again.append)
    assert (Case.objects.count(), Event.objects.count()) == counts
    assert (second.refusals, second.new, second.as_promised) == (0, False, True)
    assert sum("here already" in line for line in again) == 4


def test_the_words_are_plain_and_nobody_is_called_what_we_do_not_say():
    import inspect

    from safeconduct.demo import fisher, homecoming, schoolgirl

    text = " ".join(inspect.getsource(each) for each in (fisher, homecoming, schoolgirl)).lower()
    for banned in ("client", "illegal", "prostitute", "subject", "failed to", "her fault", "his fault"):
        assert banned not in text, banned


def test_a_story_that_tells_of_a_refusal_fails_when_there_is_none(db):
    from safeconduct.demo.journey import Journey
    from safeconduct.demo.telling import NotRefused, Telling

    journey = Journey(gather(NOW.date(), sign_in=False), NOW, seed="let through")
    with pytest.raises(NotRefused):
        Telling(journey, lambda _line: None).refused("identification.self_report", "Nobody believed it.")

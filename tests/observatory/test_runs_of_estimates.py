"""The run of an estimate: one at a time, taken again when its process died, the same figures each time."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone

from safeconduct.audit.models import Leaf
from safeconduct.observatory import queries, running, services
from safeconduct.observatory.access import Hidden
from safeconduct.observatory.estimation import estimate
from safeconduct.observatory.estimation.report_kept import OtherTable, keep, read_kept
from safeconduct.observatory.estimation.table import BadTable, from_counts, read_text
from safeconduct.observatory.models import Study
from safeconduct.observatory.running import run_next
from safeconduct.vault import services as vault

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 400


@pytest.fixture
def kosovo(root):
    return (root / "tests/observatory/data/Kosovo.csv").read_text()


@pytest.fixture
def ask(rapporteur, kosovo):
    """Return a way to load lists: those of Kosovo, unless others are given."""

    def asked(lists=kosovo, by=rapporteur, now=None):
        told = services.Asked("Kosovo", "1999", "Kosovo", "People killed", lists)
        return services.ask(told, by=by, now=now or timezone.now(), op_id=uuid4(), most=MOST)

    return asked


@pytest.fixture
def quick(monkeypatch):
    """Let each run say at once which study it is about, and estimate nothing."""
    ran = []

    def estimated(study, _token):
        ran.append(study.title)
        return "{}"

    monkeypatch.setattr(running, "_estimated", estimated)
    return ran


def test_the_report_of_a_run_is_that_of_the_estimation_itself(ask, kosovo, rapporteur):
    study = ask()
    Study.objects.update(seed=1)
    call_command("estimates_due", verbosity=0)
    study.refresh_from_db()
    assert (study.state, study.attempts) == (Study.State.DONE, 1)
    assert b"best BIC" not in bytes(study.report)
    told = queries.report_of(study, by=rapporteur)
    same = estimate(read_text(kosovo), seed=1, most=MOST)
    assert told.headline == same.headline
    assert told.estimates[2].ci95 == same.estimates[2].ci95
    assert told.consistency == same.consistency
    assert not run_next()


def test_a_report_that_was_kept_is_read_the_same():
    table = from_counts(
        "123", {("1",): 30, ("2",): 20, ("3",): 40, ("1", "2"): 12, ("1", "3"): 8, ("2", "3"): 5}
    )
    report = estimate(table, seed=3, most=MOST)
    again = read_kept(keep(report), table)
    assert keep(again) == keep(report)
    assert (again.headline, again.disagreement) == (report.headline, report.disagreement)
    other = from_counts("12", {("1",): 30, ("2",): 20, ("1", "2"): 12})
    with pytest.raises(OtherTable):
        read_kept(keep(report), other)


def test_who_waits_longest_is_run_first(ask, quick):
    later, first = ask(), ask(now=timezone.now() - timedelta(hours=1))
    assert run_next()
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.state, later.state) == (Study.State.DONE, Study.State.QUEUED)


def test_a_run_whose_process_died_is_taken_again_and_a_living_one_is_not(ask, quick):
    study, now = ask(), timezone.now()
    Study.objects.update(state="running", attempts=1, taken_by=uuid4(), alive_at=now)
    assert not run_next()
    Study.objects.update(alive_at=now - running.GONE_AFTER - timedelta(seconds=1))
    assert run_next()
    study.refresh_from_db()
    assert (study.state, study.attempts) == (Study.State.DONE, 2)


def test_a_run_that_died_three_times_is_given_up(ask, quick):
    study = ask()
    gone = timezone.now() - timedelta(hours=1)
    Study.objects.update(state="running", attempts=running.MOST_ATTEMPTS, taken_by=uuid4(), alive_at=gone)
    assert not run_next()
    study.refresh_from_db()
    assert study.state == Study.State.FAILED
    assert quick == []


def test_a_run_that_another_process_took_over_keeps_no_report(ask, monkeypatch):
    study = ask()

    def overtaken(_study, _token):
        Study.objects.update(taken_by=uuid4())
        return "{}"

    monkeypatch.setattr(running, "_estimated", overtaken)
    assert run_next()
    study.refresh_from_db()
    assert (study.state, study.report) == (Study.State.RUNNING, None)


def test_lists_that_break_the_run_stop_that_study_alone(ask, monkeypatch):
    study = ask()

    def breaks(_study, _token):
        raise ArithmeticError

    monkeypatch.setattr(running, "_estimated", breaks)
    assert run_next()
    study.refresh_from_db()
    assert study.state == Study.State.FAILED
    assert not run_next()


def test_the_run_tells_how_far_it_is(ask, monkeypatch):
    study = ask()
    monkeypatch.setattr(running, "TELL_EVERY", 0.05)
    token = uuid4()
    Study.objects.update(state="running", taken_by=token, alive_at=timezone.now())
    with running._Alive(study.pk, token) as alive:
        alive.hear("best BIC", 250, 400)
        alive.ended.wait(0.5)
    study.refresh_from_db()
    assert (study.stage, study.done, study.total) == ("best BIC", 250, 400)


def test_bad_lists_leave_nothing_behind(ask):
    with pytest.raises(BadTable):
        ask("police,shelter\n1,2\n")
    assert not Study.objects.exists()
    assert not Leaf.objects.filter(action="estimate.ask").exists()


def test_nobody_else_loads_lists(ask, case_manager):
    with pytest.raises(Hidden):
        ask(by=case_manager)


def test_without_its_key_nobody_reads_a_study_again(ask, rapporteur):
    study = ask()
    vault.shred(study.pk)
    with pytest.raises(vault.CannotOpen):
        queries.table_of(study, by=rapporteur)


def test_a_page_simulates_as_much_as_the_command_line():
    from safeconduct.observatory import services
    from safeconduct.observatory.estimation import estimating

    assert services.MOST == estimating.MOST

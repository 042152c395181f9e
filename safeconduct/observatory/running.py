"""The run of a study in a process of its own: taken, kept alive, ended, and taken again when its process died."""

import logging
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from safeconduct.observatory import queries
from safeconduct.observatory.models import Study
from safeconduct.observatory.services import DOMAIN
from safeconduct.vault import services as vault

log = logging.getLogger(__name__)

TELL_EVERY = 1.0  # seconds between two words of progress
GONE_AFTER = timedelta(seconds=60)  # without a word: the process has died, the study is taken again
MOST_ATTEMPTS = 3  # lists that end every process are not tried for ever


def run_next() -> bool:
    """Take the study that waits longest and run it. Return whether there was one."""
    _give_up()
    taken = _take()
    if taken is None:
        return False
    study, token = taken
    try:
        report = _estimated(study, token)
    except Exception:  # whatever the lists did: the reader is told, and the next study has its turn
        log.exception("A study stopped without a result.")
        _mine(study.pk, token).update(state=Study.State.FAILED, ended_at=timezone.now())
        return True
    _finish(study, token, report)
    return True


def _take() -> tuple[Study, UUID] | None:
    """Claim a study with one update, so that of two processes one has it."""
    gone = timezone.now() - GONE_AFTER
    open_to_take = Q(state=Study.State.QUEUED) | Q(state=Study.State.RUNNING, alive_at__lt=gone)
    waiting = Study.objects.filter(open_to_take, attempts__lt=MOST_ATTEMPTS).order_by("asked_at", "id")
    token = uuid4()
    for study_id in waiting.values_list("pk", flat=True)[:10]:
        claimed = Study.objects.filter(open_to_take, pk=study_id).update(
            state=Study.State.RUNNING, taken_by=token, alive_at=timezone.now(), attempts=F("attempts") + 1,
            stage="", done=0, total=0,
        )  # fmt: skip
        if claimed:
            return Study.objects.get(pk=study_id), token
    return None


def _give_up() -> None:
    """Say of a study whose process died again and again that it has no result."""
    gone = timezone.now() - GONE_AFTER
    died = Study.objects.filter(state=Study.State.RUNNING, alive_at__lt=gone, attempts__gte=MOST_ATTEMPTS)
    died.update(state=Study.State.FAILED, ended_at=timezone.now())


def _estimated(study: Study, token: UUID) -> str:
    from safeconduct.observatory.estimation.estimating import estimate
    from safeconduct.observatory.estimation.report_kept import keep

    table = queries.table_of(study, by=None)
    with _Alive(study.pk, token) as alive:
        return keep(estimate(table, seed=study.seed, most=study.most, told=alive.hear))


def _finish(study: Study, token: UUID, report: str) -> None:
    """Keep the report, unless another process has taken the study meanwhile."""
    with transaction.atomic():
        sealed = vault.seal(study.pk, study.pk, "report", report, domain=DOMAIN)
        _mine(study.pk, token).update(state=Study.State.DONE, report=sealed, ended_at=timezone.now())


def _mine(study_id: UUID, token: UUID) -> QuerySet[Study]:
    return Study.objects.filter(pk=study_id, taken_by=token, state=Study.State.RUNNING)


@dataclass
class _Word:
    stage: str = ""
    done: int = 0
    total: int = 0


class _Alive:
    """Says every second, from a thread of its own, that the run lives and how far it is.

    The run itself is silent for long stretches; it must not look dead in them.
    """

    def __init__(self, study_id: UUID, token: UUID) -> None:
        self.study_id, self.token, self.word = study_id, token, _Word()
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._tell, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_wrong: object) -> None:
        self.ended.set()
        self.thread.join()

    def hear(self, stage: str, done: int, total: int) -> None:
        self.word = _Word(stage, min(done, total), total)

    def _tell(self) -> None:
        while not self.ended.wait(TELL_EVERY):
            word = self.word
            try:
                _mine(self.study_id, self.token).update(
                    alive_at=timezone.now(), stage=word.stage, done=word.done, total=word.total
                )
            except DatabaseError:  # busy or away: said the next time
                connection.close()
        connection.close()

"""The vault's doors: a key for each case, sealing and opening fields, shredding, the hourly budget."""

import os
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from safeconduct.vault import keys, sealing
from safeconduct.vault.keys import CannotOpen, mac, sign, signed
from safeconduct.vault.models import CaseKey, CaseOpened

__all__ = [
    "BudgetSpent",
    "CannotOpen",
    "CaseFile",
    "NotYetSealable",
    "mac",
    "new_case_key",
    "new_epoch",
    "open_case",
    "open_sealed",
    "seal",
    "seal_to_people",
    "shred",
    "sign",
    "signed",
]

HOUR = timedelta(hours=1)
CACHED_CASES, CACHED_SECONDS = 200, 60.0


class NotYetSealable(Exception):
    """The text may only be kept sealed to named people, and that is not possible yet. It was not stored."""


class BudgetSpent(Exception):
    """This worker has opened as many different cases in the last hour as anybody's work asks for."""


def new_case_key(case_id: UUID) -> None:
    """Make the first key of a case, in the transaction that opens the case."""
    _add_key(case_id, 1)


def new_epoch(case_id: UUID) -> int:
    """Make a new key for what is sealed from now on and return its number; what was sealed stays readable."""
    latest = CaseKey.objects.filter(case_id=case_id).aggregate(Max("epoch"))["epoch__max"]
    if latest is None:
        raise CannotOpen("This case has no key.")
    _add_key(case_id, latest + 1)
    return int(latest) + 1


def seal(case_id: UUID, row_id: UUID, field: str, text: str, *, domain: str = "case") -> bytes:
    """Seal a text with the case's newest key, bound to its row and field."""
    epoch = CaseKey.objects.filter(case_id=case_id).aggregate(Max("epoch"))["epoch__max"]
    if epoch is None:
        raise CannotOpen("This case has no key.")
    return sealing.seal(_case_key(case_id, epoch), epoch, sealing.Place(domain, case_id, row_id, field), text)


def open_case(case_id: UUID, *, by: Any) -> "CaseFile":
    """Count the case against the worker's hourly budget once, then open as many fields as the page needs.

    `by` is the worker or their id; None only where the node itself reads, for example to verify.
    Raises BudgetSpent.
    """
    worker_id = getattr(by, "pk", by)
    if worker_id is not None:
        _spend(worker_id, case_id)
    return CaseFile(case_id)


def open_sealed(
    case_id: UUID, row_id: UUID, field: str, sealed: bytes, *, by: Any, domain: str = "case"
) -> str:
    """Open one field. Raises CannotOpen when shredded, changed or moved, BudgetSpent over the budget."""
    return open_case(case_id, by=by).open(row_id, field, sealed, domain=domain)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case whose sealed fields may be opened in this request."""

    case_id: UUID

    def open(self, row_id: UUID, field: str, sealed: bytes, *, domain: str = "case") -> str:
        whole = bytes(sealed)
        key = _case_key(self.case_id, sealing.epoch_of(whole))
        return sealing.open_sealed(key, sealing.Place(domain, self.case_id, row_id, field), whole)


def shred(case_id: UUID) -> int:
    """Delete all keys of a case. Nothing sealed with them can be read again; returns how many there were."""
    _cache.forget(case_id)
    CaseOpened.objects.filter(case_id=case_id).delete()
    deleted, _ = CaseKey.objects.filter(case_id=case_id).delete()
    return deleted


def seal_to_people(text: str, people: object) -> NoReturn:  # noqa: ARG001 — what it will take once it can
    """Refuse: a shelter address or new identity is not kept until it can be sealed to named people."""
    raise NotYetSealable("C4 is refused until it can be sealed to people")


@dataclass
class _Cache:
    """Unwrapped case keys for a minute, in this process only; never printed."""

    kept: OrderedDict[tuple[str, UUID, int], tuple[float, bytes]] = field(
        default_factory=OrderedDict, repr=False
    )

    def get(self, where: tuple[str, UUID, int]) -> bytes | None:
        until, key = self.kept.get(where, (0.0, b""))
        return key if until > time.monotonic() else None

    def put(self, where: tuple[str, UUID, int], key: bytes) -> None:
        self.kept[where] = (time.monotonic() + CACHED_SECONDS, key)
        self.kept.move_to_end(where)
        while len(self.kept) > CACHED_CASES:
            self.kept.popitem(last=False)

    def forget(self, case_id: UUID) -> None:
        for where in [where for where in list(self.kept) if where[1] == case_id]:
            self.kept.pop(where, None)


_cache = _Cache()


def _add_key(case_id: UUID, epoch: int) -> None:
    wrapped = keys.wrap(os.urandom(32), _bound(case_id, epoch))
    CaseKey.objects.create(case_id=case_id, epoch=epoch, wrapped=wrapped)


def _case_key(case_id: UUID, epoch: int) -> bytes:
    # The database's name is part of the place: two databases of one process are two nodes.
    where = (str(settings.DATABASES["default"]["NAME"]), case_id, epoch)
    key = _cache.get(where)
    if key is None:
        row = CaseKey.objects.filter(case_id=case_id, epoch=epoch).first()
        if row is None:
            raise CannotOpen("This case has no such key: it was shredded, or never opened here.")
        key = keys.unwrap(bytes(row.wrapped), _bound(case_id, epoch))
        _cache.put(where, key)
    return key


def _bound(case_id: UUID, epoch: int) -> bytes:
    return f"case key {case_id} {epoch}".encode()


def _spend(worker_id: UUID, case_id: UUID) -> None:
    now = timezone.now()
    lately = CaseOpened.objects.filter(worker_id=worker_id, at__gt=now - HOUR)
    cases = set(lately.values_list("case_id", flat=True))
    if case_id in cases:
        return
    if len(cases) >= settings.CASES_OPENED_PER_HOUR:
        raise BudgetSpent("As many cases were opened in the last hour as the budget allows.")
    CaseOpened.objects.filter(worker_id=worker_id, at__lt=now - 24 * HOUR).delete()
    CaseOpened.objects.create(worker_id=worker_id, case_id=case_id, at=now)

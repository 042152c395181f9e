"""The doors of the case file. Everything that changes a case goes through one of these."""

from safeconduct.casework.services.assign import assign, offer_lead, withdraw_assignment
from safeconduct.casework.services.draft import drop_draft, keep_draft
from safeconduct.casework.services.file_document import file_document
from safeconduct.casework.services.intend import acting, ask_act, intend
from safeconduct.casework.services.move import NotAllowed, ask, asked_by, move
from safeconduct.casework.services.open_case import open_case
from safeconduct.casework.services.override import ask_override, decide_override, review_override
from safeconduct.casework.services.take_back import take_back
from safeconduct.casework.services.task import SettledOtherwise, settle_task
from safeconduct.casework.services.time_passes import let_time_pass

__all__ = [
    "NotAllowed",
    "SettledOtherwise",
    "acting",
    "ask",
    "ask_act",
    "ask_override",
    "asked_by",
    "assign",
    "decide_override",
    "drop_draft",
    "file_document",
    "intend",
    "keep_draft",
    "let_time_pass",
    "move",
    "offer_lead",
    "open_case",
    "review_override",
    "settle_task",
    "take_back",
    "withdraw_assignment",
]

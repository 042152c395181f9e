"""The forty document types of a case, in order. Each module holds one phase."""

from safeconduct.protection.documents import (
    after_return,
    case_management,
    children,
    closing,
    contact,
    first_assistance,
    identification,
    interview,
    justice,
    plan,
    return_,
    stay,
)
from safeconduct.protection.documents.declared import DocumentType

_PHASES = (
    contact, identification, interview, case_management, plan, first_assistance, stay, children,
    return_, after_return, justice, closing,
)  # fmt: skip

DOCUMENTS: dict[str, DocumentType] = {
    document.id: document
    for document in sorted((each for phase in _PHASES for each in phase.TYPES), key=lambda each: each.id)
}

"""The forty document types of a case, in order. Each module holds one phase."""

from importlib import import_module
from importlib.util import find_spec

from safeconduct.protection.documents.declared import DocumentType

_PHASES = (
    "contact", "identification", "interview", "case_management", "plan",
    "first_assistance", "stay", "children",
    "return_", "after_return", "justice", "closing",
)  # fmt: skip


def _declared() -> dict[str, DocumentType]:
    found: dict[str, DocumentType] = {}
    for phase in _PHASES:
        name = f"{__name__}.{phase}"
        if find_spec(name) is not None:
            for document in import_module(name).TYPES:
                found[document.id] = document
    return dict(sorted(found.items()))


DOCUMENTS: dict[str, DocumentType] = _declared()

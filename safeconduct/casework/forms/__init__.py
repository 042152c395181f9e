"""Forms generated from the declarations of documents, and the way back: values in words."""

from safeconduct.casework.forms.document_form import DocumentForm
from safeconduct.casework.forms.saying import Section, differences, sections
from safeconduct.casework.forms.typed import Typed, as_data, typed_from, typed_in_form

__all__ = [
    "DocumentForm",
    "Section",
    "Typed",
    "as_data",
    "differences",
    "sections",
    "typed_from",
    "typed_in_form",
]

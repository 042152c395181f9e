"""A form generated from the declaration of a document. The declaration's own check decides what is sound."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from safeconduct.casework.forms.fields import input_for, value_of
from safeconduct.casework.forms.typed import as_data, row_key, rows_key
from safeconduct.protection.documents.checked import EMPTY, MOST_ROWS, NEEDED, Problem, check
from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind

# What the rules say is filled in when the document is filed; nobody types it.
COMPUTED = {"D03": frozenset({"recommendation", "rules_version"})}
BLANK_ROWS = 1  # entries shown empty at first; more come with "Add another"


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of the page: a single input, or a field with several entries."""

    name: str
    field: forms.BoundField | None = None
    title: str = ""
    help: str = ""
    entries: tuple[tuple[forms.BoundField, ...], ...] = ()
    rows_key: str = ""
    more: bool = False


class DocumentForm(forms.Form):
    """`typed` is what was typed so far. `quiet` shows it without judging it, as when a draft is taken up again."""

    def __init__(
        self, document: DocumentType, typed: Mapping[str, object], zone: tzinfo, *, quiet: bool = False
    ) -> None:
        super().__init__(as_data(typed), label_suffix="")
        self.document, self.quiet = document, quiet
        self.values: dict[str, object] = {}
        for field in self.asked:
            if field.kind is FieldKind.ROWS:
                for number in range(self._shown(field)):
                    for column in field.columns:
                        key = row_key(field.name, number, column.name)
                        self.fields[key] = input_for(column, zone, in_row=True)
            else:
                self.fields[field.name] = input_for(field, zone)

    def _shown(self, field: Field) -> int:
        typed = str(self.data.get(rows_key(field.name), ""))
        return min(max(int(typed) if typed.isdecimal() else 0, BLANK_ROWS), MOST_ROWS)

    @property
    def asked(self) -> tuple[Field, ...]:
        computed = COMPUTED.get(self.document.id, frozenset())
        return tuple(field for field in self.document.fields if field.name not in computed)

    @property
    def parts(self) -> Iterator[Part]:
        """Yield the pieces of the page in the order of the declaration."""
        for field in self.asked:
            if field.kind is not FieldKind.ROWS:
                yield Part(field.name, self[field.name])
                continue
            shown = self._shown(field)
            entries = tuple(
                tuple(self[row_key(field.name, number, column.name)] for column in field.columns)
                for number in range(shown)
            )
            key = rows_key(field.name)
            yield Part(field.name, None, _(field.label), _(field.help), entries, key, shown < MOST_ROWS)

    @property
    def row_counts(self) -> Iterator[tuple[str, int]]:
        for field in self.document.fields:
            if field.kind is FieldKind.ROWS:
                yield rows_key(field.name), self._shown(field)

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean(self) -> dict[str, object]:
        plain = [field for field in self.asked if field.kind is not FieldKind.ROWS]
        self.values = self._read({field.name: field for field in plain})
        self._judge(replace(self.document, fields=tuple(plain)), self.values, {})
        for field in self.document.fields:
            if field.kind is FieldKind.ROWS:
                self._clean_rows(field)
        return self.cleaned_data

    def _clean_rows(self, field: Field) -> None:
        rows = []
        for number in range(self._shown(field)):
            keys = {column.name: row_key(field.name, number, column.name) for column in field.columns}
            row = self._read({keys[column.name]: column for column in field.columns})
            named = {name: row[key] for name, key in keys.items() if key in row}
            if named:
                rows.append(named)
                self._judge(replace(self.document, fields=field.columns), named, keys)
        if rows:
            self.values[field.name] = rows
        elif field.needed:
            self.add_error(row_key(field.name, 0, field.columns[0].name), _("Fill in at least one entry."))

    def _read(self, fields: Mapping[str, Field]) -> dict[str, object]:
        read = {key: value_of(field, self.cleaned_data.get(key)) for key, field in fields.items()}
        return {key: value for key, value in read.items() if value not in EMPTY}

    def _judge(self, document: DocumentType, values: Mapping[str, object], keys: Mapping[str, str]) -> None:
        for problem in check(document, values):
            key = keys.get(problem.field, problem.field)
            if key not in self.errors:
                self.add_error(key, _said(problem))


def _said(problem: Problem) -> str:
    """Say what is wrong; what is only missing is named by its question, as in every other form."""
    if problem.because == NEEDED:
        return str(forms.Field.default_error_messages["required"])
    return _(problem.because)

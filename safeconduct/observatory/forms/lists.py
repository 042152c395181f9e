"""The form that loads lists: a file or pasted text, and what all lists tell of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import CharField, FileField, Form, TextInput
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeconduct.ui.widgets import LargeText

MOST_BYTES = 1_000_000  # of a file or a pasted text
NO_TEXT = gettext_lazy("The file is no text in UTF-8. Save it as CSV in UTF-8.")
TOO_LARGE = gettext_lazy(
    "This is larger than one million letters. Count people with the same lists in one line."
)


class ListsForm(Form):
    """What somebody loads. The text of a file is put where text is pasted: there it can be mended and sent again."""

    title = CharField(
        label=gettext_lazy("What is this estimate called?"),
        max_length=120,
        widget=TextInput({"class": "wide"}),
    )
    period = CharField(
        label=gettext_lazy("Which period do all lists tell of?"),
        help_text=gettext_lazy("For example: January 2023 to December 2024."),
        max_length=120,
        widget=TextInput({"class": "wide"}),
    )
    territory = CharField(
        label=gettext_lazy("Which territory?"),
        help_text=gettext_lazy("The country, or the part of it that every list covers."),
        max_length=120,
        widget=TextInput({"class": "wide"}),
    )
    definition = CharField(
        label=gettext_lazy("Who is counted?"),
        help_text=gettext_lazy(
            "The definition that every list uses: presumed or identified, of what age, of which exploitation. Lists "
            "with different definitions cannot be put together."
        ),
        max_length=600,
        widget=LargeText({"rows": 3}),
    )
    file = FileField(
        label=gettext_lazy("Lists as a CSV file"),
        help_text=gettext_lazy(
            "Or paste them below. The file is sealed; nobody without this role can open it."
        ),
        required=False,
        max_length=200,
    )
    lists = CharField(
        label=gettext_lazy("Lists as text"),
        help_text=gettext_lazy(
            "The first line names the lists, with commas between. Then 1 for on the list, 0 for not. "
            "A column “count” says how many people a line stands for; without it each line is one person. "
            "No names, no numbers of cases."
        ),
        required=False,
        strip=False,
        widget=LargeText({"rows": 10, "spellcheck": "false", "autocomplete": "off", "dir": "ltr"}),
    )

    def __init__(self, data: QueryDict | None = None, file: "UploadedFile[Any] | None" = None) -> None:
        self.unreadable = ""
        if data is not None and file is not None:
            data = data.copy()
            text, self.unreadable = _text_of(file)
            if not self.unreadable:
                data["lists"] = text
        super().__init__(data)

    def clean_file(self) -> None:
        if self.unreadable:
            raise ValidationError(self.unreadable)

    def clean_lists(self) -> str:
        text = str(self.cleaned_data["lists"]).replace("\r\n", "\n")
        if len(text) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        return text

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "lists" in told and not told["lists"].strip() and not self.unreadable:
            self.add_error("lists", _("Choose a CSV file, or paste the lists here."))
        return told


def _text_of(file: "UploadedFile[Any]") -> tuple[str, str]:
    """Return what a file says, or why it cannot be read."""
    if file.size is None or file.size > MOST_BYTES:
        return "", str(TOO_LARGE)
    try:
        return file.read().decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", str(NO_TEXT)

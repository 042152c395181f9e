"""Any Django form in our look: label, hint, error, summary. Set FORM_RENDERER to this Renderer's path."""

from django.forms import BoundField, Field
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import CheckboxSelectMultiple, MultiWidget, RadioSelect
from django.utils.translation import gettext as _


class FirstControlField(BoundField):
    """A field that knows where a link from the error summary must lead."""

    @property
    def first_control(self) -> str:
        """Return the id of the first input: groups number theirs from 0."""
        grouped = isinstance(self.field.widget, RadioSelect | CheckboxSelectMultiple | MultiWidget)
        return f"{self.auto_id}_0" if grouped else str(self.auto_id)

    @property
    def error_words(self) -> list[str]:
        """Return what to do about each error; "This field is required" becomes the question's name."""
        # Isolated, so that a label in another direction keeps its own punctuation.
        plain = str(Field.default_error_messages["required"])
        # What a tag beside the label says is for whoever fills in the form, not part of its name.
        label = str(self.label).partition(" <span")[0]
        needed = _("“{label}” needs an answer.").format(label=f"\u2068{label}\u2069")
        return [needed if words == plain else str(words) for words in self.errors]


class Renderer(DjangoTemplates):
    """Finds Django's widget templates and ours without adding django.forms to the installed apps."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = FirstControlField

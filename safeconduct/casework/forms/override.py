"""Ask to depart from a safeguard: why, and for how long."""

from django.forms import CharField, Form, IntegerField, NumberInput
from django.utils.translation import gettext_lazy

from safeconduct.casework.services.override import LONGEST
from safeconduct.ui.widgets import LargeText


class DepartureForm(Form):
    """The written reason that a second person will judge, and the end."""

    reason = CharField(
        label=gettext_lazy("Why is it better for the person to go on without this protection?"),
        help_text=gettext_lazy(
            "What would happen otherwise, what you tried, how the person is kept safe meanwhile. "
            "Leave out names and the story. It is sealed; the second person reads it."
        ),
        widget=LargeText,
        max_length=4000,
    )
    days = IntegerField(
        label=gettext_lazy("For how many days?"),
        help_text=gettext_lazy("At most 30. Then the safeguard holds again by itself."),
        min_value=1,
        max_value=LONGEST.days,
        widget=NumberInput({"inputmode": "numeric"}),
    )

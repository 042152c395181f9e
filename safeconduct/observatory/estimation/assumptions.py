"""What every estimate stands on, in words for whoever decides on it (multiple systems estimation, section 1)."""

from safeconduct.observatory.words import gettext_noop as _

ASSUMPTIONS = (
    _("All lists tell of the same people: the same period, the same territory, the same definition."),
    _(
        "Each person was recognised on every list they are on. A link that was missed makes the estimate too high, "
        "a wrong one too low."
    ),
    _("Nobody is on a list who does not belong there. Such entries make the estimate too high."),
    _("People are alike in their chance to be listed, or differ only as the model allows."),
    _(
        "What holds among the people seen holds for those nobody has met. No data can show whether it does; "
        "whether all lists at once depend on each other can never be known."
    ),
)

TOO_FEW = _(
    "Only {seen} people are on any list, {overlapping} of them on two or more. At least {least} and {least_overlap} "
    "are needed before anything can be said."
)
NO_MODEL = _(
    "No model has an answer: too many pairs of lists share nobody. A list that overlaps with {lists} would help."
)
NO_OVERLAP = _("No list shares anybody with another, so nothing limits how many people there may be.")
TOO_WIDE = _(
    "The answers reach from {low} to {high} people. A range so wide says only that there is too little overlap; more "
    "people on two lists would narrow it."
)
TWO_LISTS = _(
    "With two lists, only independence can be assumed, and nothing can check it. The figure is an illustration, "
    "no estimate to publish. A third list is needed."
)
RANGE_MEANS = _(
    "If the assumptions hold, the true number lies between {low} and {high} in 19 of 20 such studies. The range "
    "allows for chance and for choosing the model; it does not allow for lists that break the assumptions."
)

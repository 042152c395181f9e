"""A name inside a sentence of another direction leaves the order of the sentence alone."""

from django.template import Context, Template

from safeconduct.ui.bidi import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolated


def test_a_name_is_set_apart_and_nothing_is_added_to_none():
    assert isolated("Amaru Vela") == f"{FIRST_STRONG_ISOLATE}Amaru Vela{POP_ISOLATE}"
    assert isolated("") == ""


def test_a_page_sets_a_name_apart_and_still_escapes_it():
    template = Template(
        "{% load ui i18n %}{% blocktranslate with who=name|isolated %}by {{ who }}{% endblocktranslate %}"
    )
    assert template.render(Context({"name": "<b>"})) == f"by {isolated('&lt;b&gt;')}"

"""The words of the pages in other languages: sound, compiled, honest about who has read them."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

LOCALE = Path(__file__).resolve().parent.parent / "safeconduct/locale"
LANGUAGES = ("ar", "km")
GAP = re.compile(r"\{[a-z_0-9]*\}|%\([a-z_]+\)[sd]")


def entries(language):
    """Yield original and translation of every entry that is translated, from the catalogue itself."""
    text = (LOCALE / language / "LC_MESSAGES/django.po").read_text()
    for entry in text.split("\n\n")[1:]:
        said = {
            key: "".join(re.findall(r'"(.*)"', lines))
            for key, lines in re.findall(
                r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:".*"\n?)+)', entry, re.MULTILINE
            )
        }
        for key, translation in said.items():
            if key.startswith("msgstr") and translation:
                yield said["msgid"] + said.get("msgid_plural", ""), translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_invents_a_gap(language):
    for original, translation in entries(language):
        assert set(GAP.findall(translation)) <= set(GAP.findall(original)), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language):
    with (LOCALE / language / "LC_MESSAGES/django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for original, translation in entries(language):
        if "\\" not in original and "\\" not in translation and compiled.gettext(original) != original:
            assert compiled.gettext(original) == translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_a_native_reader_is_awaited(language):
    text = (LOCALE / language / "LC_MESSAGES/django.po").read_text()
    assert "X-Awaits-Native-Reader: yes" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_catalogue_waits_for_a_translator(language):
    text = (LOCALE / language / "LC_MESSAGES/django.po").read_text()
    assert re.findall(r'^msgstr ""\n(?:\n|\Z)', text, re.MULTILINE) == []
    assert "#, fuzzy" not in text

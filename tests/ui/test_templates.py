"""Every template renders, says its language and direction, and carries no style or script of its own."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

import safeconduct
import safeconduct.ui
from safeconduct.ui.views import PAGES, gallery

PRODUCT = Path(safeconduct.__file__).parent
OURS = Path(safeconduct.ui.__file__).parent / "templates"
EVERY_TEMPLATE = sorted(PRODUCT.glob("**/templates/**/*.html"))
ERROR_PAGES = ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html", "503.html")

INLINE = {
    "a style": re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE),
    "a handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign address": re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
}


def show(query: str = "") -> str:
    return gallery(RequestFactory().get("/gallery/" + query)).content.decode()


@pytest.mark.parametrize("path", EVERY_TEMPLATE, ids=lambda path: str(path.relative_to(PRODUCT)))
@pytest.mark.parametrize("what", INLINE)
def test_no_template_carries_anything_inline(path, what):
    assert INLINE[what].findall(path.read_text()) == []


@pytest.mark.parametrize("path", sorted(OURS.glob("**/*.html")), ids=lambda path: str(path.relative_to(OURS)))
def test_every_template_can_be_read(path):
    assert get_template(str(path.relative_to(OURS)))


def test_every_component_is_in_the_gallery_and_in_the_list():
    """A component nobody can see or look up will be written twice."""
    shown = "".join((OURS / "ui/gallery").joinpath(name).read_text() for name in _gallery_files())
    listed = (PRODUCT.parent / "docs/components.md").read_text()
    by_page = {"navigation", "language_switch", "print_footer", "logo", "error_summary", "question"}
    for name in _tags():
        assert f"{{% {name} " in listed or f"{{% {name} %}}" in listed, name
        assert name in by_page or f"{{% {name} " in shown or f"{{% {name} %}}" in shown, name


def _gallery_files() -> list[str]:
    return [path.name for path in (OURS / "ui/gallery").glob("*.html")]


def _tags() -> list[str]:
    from safeconduct.ui.templatetags.ui import register

    return list(register.tags)


@pytest.mark.parametrize("page", ["", *PAGES])
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("km", "ltr")])
def test_a_page_says_its_language_and_direction(page, language, direction):
    with translation.override(language):
        written = show(f"?page={page}")
    assert f'<html lang="{language}" dir="{direction}">' in written


@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_page_has_one_title_a_way_past_the_top_and_a_main_part(page):
    written = show(f"?page={page}")
    assert written[: written.index("</head>")].count("<title>") == 1
    assert re.search(r"<title>\s*\S.* – Safe Conduct</title>", written)
    assert written.index('class="skip" href="#main"') < written.index("<header")
    assert written.count('<main id="main"') == 1
    assert "<h1" in written


def test_the_gallery_can_be_turned_round_without_translating():
    assert '<html lang="en" dir="rtl">' in show("?dir=rtl")


def test_a_component_gives_no_id_twice():
    found = re.findall(r'\sid="([^"]+)"', show())
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_nothing_from_the_request(name):
    """The page for 500 is drawn when everything else has failed."""
    written = render_to_string(name)
    assert '<html lang="en" dir="ltr">' in written
    assert written.count("<h1>") == 1
    assert "{%" not in written
    for blame in ("invalid", "illegal", "Oops", "sorry", "!</"):
        assert blame not in written


@pytest.mark.parametrize("language", ["ar", "km"])
def test_an_error_page_speaks_the_readers_language(language):
    with translation.override(language):
        assert f'<html lang="{language}"' in render_to_string("404.html")


def test_the_frame_of_a_page_is_light():
    """Frame and styles leave room for the page itself: 60 KB first, 30 KB after."""
    frame = len(render_to_string("404.html").encode())
    styles = sum(path.stat().st_size for path in (OURS.parent / "static/ui").iterdir() if path.is_file())
    assert frame < 6 * 1024
    assert frame + styles < 40 * 1024
    assert max(len(show(f"?page={page}").encode()) for page in PAGES) < 30 * 1024


def test_the_language_switch_names_languages_in_themselves_and_sends_by_post():
    written = show()
    assert re.search(r'<form method="post" action="[^"]*language[^"]*">', written)
    assert re.search(r'<button type="submit" name="language" value="ar" lang="ar" dir="rtl">العربي', written)
    assert re.search(r'<button type="submit" name="language" value="km" lang="km" dir="ltr">\s*ខ្មែរ', written)

"""Khmer is drawn on every machine: by its own font where it has one, by ours where it has none."""

import os
import shutil
import subprocess

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_KHMER_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><glob>*hmer*</glob></rejectfont></selectfont>
</fontconfig>"""

# Where a font is missing, every letter is the same empty box.
LETTERS_DIFFER = """async () => {
  await document.fonts.ready;
  const drawn = letter => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    pen.font = "40px " + getComputedStyle(document.querySelector("h1")).fontFamily;
    pen.fillText(letter, 20, 60);
    return canvas.toDataURL();
  };
  return new Set(["\u1780", "\u1781", "\u1798"].map(drawn)).size === 3;
}"""

LEADING = """() => {
  const { lineHeight, fontSize } = getComputedStyle(document.body);
  return parseFloat(lineHeight) / parseFloat(fontSize);
}"""


@pytest.fixture(params=[True, False], ids=["with a font", "without one"])
def machine(request, chromium, tmp_path):
    """A browser, and whether its machine has a font for Khmer."""
    if request.param:
        listed = subprocess.run(["fc-list", ":lang=km"], check=True, capture_output=True)
        yield chromium, bool(listed.stdout)
        return
    conf = tmp_path / "fonts.conf"
    conf.write_text(NO_KHMER_FONTS)
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
        env={**os.environ, "FONTCONFIG_FILE": str(conf)},
    )
    yield browser, False
    browser.close()


@pytest.mark.parametrize(("language", "wanted"), [("km", True), ("en", False)])
def test_khmer_is_drawn_and_its_font_is_fetched_only_where_it_is_missing(
    machine, language, wanted, live_server
):
    browser, has_font = machine
    window = browser.new_context(base_url=live_server.url)
    window.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
    page, fetched = window.new_page(), []
    page.on("request", lambda request: fetched.append(request.url) if "woff2" in request.url else None)
    page.goto("/accounts/login/")
    if wanted:
        assert page.evaluate(LETTERS_DIFFER)
        assert page.evaluate(LEADING) >= 1.69  # marks collide when lines stand closer
    assert len(fetched) == (1 if wanted and not has_font else 0)
    window.close()

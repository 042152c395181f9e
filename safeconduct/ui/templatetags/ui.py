"""The components as template tags. `{% load ui %}`; the list with examples is docs/components.md."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.timezone import now
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from safeconduct.ui.bidi import isolated
from safeconduct.ui.periods import due_words, time_left
from safeconduct.ui.shapes import Bar, Check, Due, Entry, Link, Refusal, Row, Segment, Task, Tone
from safeconduct.ui.sphere import arcs

register = template.Library()
register.filter("isolated", isolated)
Shown = dict[str, Any]
SPHERE_KEYS = {
    Tone.GOOD: gettext_lazy("In place"),
    Tone.WAITING: gettext_lazy("Under way"),
    Tone.DANGER: gettext_lazy("Alarm"),
    Tone.QUIET: gettext_lazy("Not begun, or not needed"),
}


def _component(name: str, shown: Shown) -> str:
    return render_to_string(f"ui/components/{name}.html", shown)


# --- going somewhere -----------------------------------------------------------------------------


@register.inclusion_tag("ui/components/button.html")
def button(text: str, href: str = "", kind: str = "main", name: str = "", value: str = "") -> Shown:
    """Name the act: "Send the referral". Kinds: main, quiet, danger. With `href` it is a link."""
    return {"text": text, "href": href, "kind": kind, "name": name, "value": value}


@register.simple_block_tag
def buttons(content: str) -> str:
    """Set buttons and links side by side."""
    return _component("buttons", {"content": content})


@register.inclusion_tag("ui/components/back.html")
def back(href: str, text: str = "") -> Shown:
    return {"href": href, "text": text or _("Back")}


@register.inclusion_tag("ui/components/navigation.html")
def navigation(links: Sequence[Link]) -> Shown:
    return {"links": links}


@register.inclusion_tag("ui/components/section_links.html")
def section_links(links: Sequence[Link], label: str = "", strip: bool = False) -> Shown:
    """Links to the parts of one thing, all shown; no tabs that hide. `strip` keeps many in one row on a phone."""
    return {"links": links, "label": label or _("On this page"), "strip": strip}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: template.RequestContext, page: Page[Any], label: str = "") -> Shown:
    """Earlier and later pages of a Django `Page`; keeps the filters in the address."""
    return {"page": page, "label": label or _("Pages"), "request": context.get("request")}


@register.inclusion_tag("ui/components/language_switch.html", takes_context=True)
def language_switch(context: template.Context) -> Shown:
    """Every language named in itself, sent by POST so that it works without script."""
    languages = [_language(code, str(name)) for code, name in settings.LANGUAGES]
    current = _language(get_language() or settings.LANGUAGE_CODE, "")
    return {"languages": languages, "current": current, "request": context.get("request")}


def _language(code: str, name: str) -> Shown:
    own_name = name or {code: str(own) for code, own in settings.LANGUAGES}.get(code, "")
    try:
        told = get_language_info(code)
    except KeyError:
        return {
            "code": code,
            "name": own_name or code,
            "dir": "rtl" if code in settings.LANGUAGES_BIDI else "ltr",
        }
    return {"code": code, "name": own_name or told["name_local"], "dir": "rtl" if told["bidi"] else "ltr"}


# --- saying something ----------------------------------------------------------------------------


@register.simple_block_tag
def notice(content: str, kind: str = "information", title: str = "", live: bool = False) -> str:
    """Kinds: information, done, warning, danger. `live` announces it after a change."""
    hidden = {"warning": _("Warning:"), "danger": _("Danger:")}.get(kind, "")
    return _component(
        "notice", {"content": content, "kind": kind, "title": title, "live": live, "hidden": hidden}
    )


@register.inclusion_tag("ui/components/refusal.html")
def refusal(refusals: Sequence[Refusal], title: str = "") -> Shown:
    """Why something cannot happen yet, and who or what can change that."""
    return {"refusals": refusals, "title": title or _("This cannot happen yet")}


@register.inclusion_tag("ui/components/checks.html")
def checks(rows: Sequence[Check]) -> Shown:
    """A list of safeguards with what each one came to."""
    return {"rows": rows}


@register.inclusion_tag("ui/components/status.html")
def status(text: str, tone: str = Tone.PLAIN) -> Shown:
    """A status in words. Tones: plain, good, waiting, danger, quiet."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/components/tag.html")
def tag(text: str, tone: str = Tone.PLAIN) -> Shown:
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/components/clock.html")
def clock(until: date, label: str = "", today: date | None = None) -> Shown:
    """ "12 days left, until 3 March"."""
    return {"label": label, "until": until, "left": time_left(until, today or now())}


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, what: str = "") -> Shown:
    """ "142 of 3,000 rows read" with the bar below it."""
    shown = {
        name: number_format(number, force_grouping=True)
        for name, number in (("done", done), ("total", total))
    }
    return {"done": done, "total": total, "what": what, "shown": shown}


@register.simple_block_tag
def nothing_here(content: str, title: str) -> str:
    """An empty state that says what will appear here and how it comes."""
    return _component("nothing_here", {"content": content, "title": title})


@register.simple_block_tag
def result(content: str, title: str, reference: str = "") -> str:
    """What happened, with a reference that can be said aloud; the content says what happens next."""
    return _component("result", {"content": content, "title": title, "reference": reference})


@register.simple_block_tag
def interruption(content: str, title: str) -> str:
    """One statement before something that cannot be undone; the content holds the way on and the way back."""
    return _component("interruption", {"content": content, "title": title})


@register.simple_block_tag
def passage(content: str, lang: str) -> str:
    """A passage in another language, with its direction."""
    return _component("passage", {"content": content, "language": _language(lang, "")})


# --- showing what is known -----------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, title: str = "", level: int = 2, anchor: str = "", tone: str = "") -> str:
    """A sheet with a heading. Tone `quiet` sits on the ground, `danger` has a red edge."""
    return _component(
        "card", {"content": content, "title": title, "level": level, "anchor": anchor, "tone": tone}
    )


@register.inclusion_tag("ui/components/summary.html")
def summary(rows: Sequence[Row]) -> Shown:
    return {"rows": rows}


@register.inclusion_tag("ui/components/task_list.html")
def task_list(tasks: Sequence[Task]) -> Shown:
    return {"tasks": tasks}


@register.inclusion_tag("ui/components/due_list.html")
def due_list(dues: Sequence[Due], today: date | None = None) -> Shown:
    """What must happen, the most urgent first (the caller sorts)."""
    day = today or now()
    return {"dues": [(due, due_words(due.until, day) if due.until else None) for due in dues]}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Sequence[Entry]) -> Shown:
    return {"entries": entries}


@register.simple_block_tag
def table(content: str, caption: str, hide_caption: bool = False) -> str:
    """A table that scrolls inside its own box. The content is `<thead>` and `<tbody>`."""
    return _component("table", {"content": content, "caption": caption, "hide_caption": hide_caption})


@register.simple_block_tag
def disclosure(content: str, title: str, opened: bool = False) -> str:
    return _component("disclosure", {"content": content, "title": title, "opened": opened})


@register.inclusion_tag("ui/components/sphere.html")
def sphere(segments: Sequence[Segment], title: str = "", words: bool = True) -> Shown:
    """The ring as a picture and, unless `words` is false, the same in words below it."""
    drawn = {each.tone for each in segments}
    keys = [(tone, said) for tone, said in SPHERE_KEYS.items() if tone in drawn]
    return {"arcs": arcs(segments), "title": title or _("Sphere of protection"), "words": words, "keys": keys}


@register.inclusion_tag("ui/components/case_name.html")
def case_name(alias: str, number: str, href: str = "") -> Shown:
    """Alias and number of a case, each kept whole and in its own direction."""
    return {"alias": alias, "number": number, "href": href}


@register.inclusion_tag("ui/components/case_bar.html")
def case_bar(bar: Bar) -> Shown:
    return {"bar": bar}


@register.inclusion_tag("ui/components/name_reveal.html", takes_context=True)
def name_reveal(context: template.Context, action: str, name: str = "") -> Shown:
    """Names are hidden until asked for. `action` is the address that shows them and writes down who asked."""
    return {"action": action, "name": name, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/components/print_footer.html", takes_context=True)
def print_footer(context: template.Context) -> Shown:
    return {"printed_by": context.get("signed_in_as", "")}


@register.inclusion_tag("ui/components/logo.html")
def logo() -> Shown:
    return {}


# --- asking --------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> Shown:
    """The same words as at the fields, each a link to its field. `{{ form }}` brings its own."""
    return {"form": form, "fields": [field for field in form if field.errors]}


@register.simple_tag
def question(form: BaseForm) -> str:
    """Render a form whose first field's label is the page's heading."""
    fields = list(form)
    asked = [
        field.render(context={"field": field, "heading": place == 0}) for place, field in enumerate(fields)
    ]
    return render_to_string("ui/components/question.html", {"form": form, "asked": asked})


@register.inclusion_tag("ui/components/filter_bar.html")
def filter_bar(form: BaseForm, clear: str = "") -> Shown:
    """A GET form whose answers live in the address. `clear` is the address without filters."""
    return {"form": form, "clear": clear}

"""The documents and the declarations keep to each other: nothing without its source, no link into nowhere.

The examples of CONTRIBUTING are run as they stand there.
"""

import inspect
import re
import subprocess
import tomllib
import types
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from unittest import mock

import pytest

from safeconduct.protection import country
from safeconduct.protection.country import catalogue, load_all, profile
from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.facts import Act, Actor, CaseFacts, Fact
from safeconduct.protection.mechanism import REGIONS, START, TRANSITIONS
from safeconduct.protection.mechanism.declared import Owes, Runs
from safeconduct.protection.safeguards import SAFEGUARDS
from safeconduct.protection.safeguards.sources import INSTRUMENTS, SEEDS
from safeconduct.protection.sourced import Sourced
from safeconduct.protection.words import Role

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@cache
def written():
    """Every tracked page in Markdown, and those about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@cache
def what_tests_say():
    """What the tests say, without this file."""
    return "\n".join(
        path.read_text()
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if path != Path(__file__).resolve()
    )


def name(path):
    return path.relative_to(ROOT).as_posix()


# Declarations and their sources


def test_eighty_safeguards_have_eighty_functions():
    assert len(SAFEGUARDS) == 80
    assert len({each.answer for each in SAFEGUARDS.values()}) == 80


@pytest.mark.parametrize("key", SAFEGUARDS)
def test_a_safeguard_has_a_function_with_a_meaning_a_test_and_a_source(key):
    found = SAFEGUARDS[key]
    assert found.id == key
    assert inspect.getdoc(found.answer)
    assert found.instruments
    assert all(each.name in INSTRUMENTS and each.article for each in found.instruments)
    assert all(each.title in SEEDS and each.place for each in found.seeds)
    assert found.due.basis
    assert key in what_tests_say() or re.search(rf"\b{found.answer.__name__}\b", what_tests_say())


@pytest.mark.parametrize("key", SAFEGUARDS)
def test_a_safeguard_is_asked_by_a_step_or_names_the_acts_that_will_ask_it(key):
    asked = any(key in each.safeguards for each in TRANSITIONS.values())
    assert asked or SAFEGUARDS[key].acts


@pytest.mark.parametrize("key", TRANSITIONS)
def test_what_a_step_asks_for_exists(key):
    step = TRANSITIONS[key]
    assert set(step.safeguards) <= set(SAFEGUARDS)
    assert set(step.documents) <= set(DOCUMENTS)
    assert step.meaning
    for effect in step.effects:
        if isinstance(effect, Owes | Runs):
            assert effect.safeguard in SAFEGUARDS
        if isinstance(effect, Owes):
            assert not effect.document or effect.document in DOCUMENTS
            assert effect.hours is None or effect.basis


@pytest.mark.parametrize("region", REGIONS, ids=str)
def test_the_table_of_a_region_says_where_it_comes_from(region):
    told = import_module(f"safeconduct.protection.mechanism.{region}{'_' * (region == 'return')}").__doc__
    assert re.search(r"referral mechanism, (section \d+, )?region [A-J]\b", told)


def test_forty_document_types_are_declared_once_each_with_a_source():
    assert list(DOCUMENTS) == [f"D{number:02}" for number in range(1, 41)]
    assert [key for key, each in DOCUMENTS.items() if not each.source] == []
    declared = "\n".join(
        path.read_text() for path in (ROOT / "safeconduct/protection/documents").glob("*.py")
    )
    assert [key for key in DOCUMENTS if len(re.findall(rf'\bid="{key}"', declared)) != 1] == []


def sourced_in(value):
    """Every sourced value inside a profile, however deep."""
    if isinstance(value, Sourced):
        yield value
        yield from sourced_in(value.value)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from sourced_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from sourced_in(getattr(value, field))


@pytest.mark.parametrize("iso2", load_all())
def test_each_value_of_a_country_names_sources_of_the_catalogue(iso2):
    found = list(sourced_in(load_all()[iso2]))
    assert len(found) >= 12
    for each in found:
        assert set(each.source) <= set(catalogue().sources)
        assert each.source or not each.known


# Pages

LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PARTS = ("Context", "Decision", "Consequences")
# Written in pieces, so as not to be found in this file.
UNWANTED = re.compile(
    "|".join(
        (
            r"/(?:home|Users|work|root|tmp)/[A-Za-z0-9_.-]+",
            "py" + r"pi\.org",
            "python" + r"hosted",
            "registry" + r"\.npm",
            r"\bAI\b",
            r"\bL" + r"LM\b",
            r"\bcod" + r"ing agent",
            r"\bassis" + r"tant\b",
            r"\bissue #?\d",
            r"\bthis ses" + r"sion\b",
            r"\bTO" + "DO\b",
            r"\bTB" + "D\b",
            r"\blorem\b",
        )
    )
)


def prose(text):
    return FENCED.sub("", text)


def anchors(path):
    """The places of a page that can be linked to."""
    heads = re.findall(r"^#+ (.+)$", prose(path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", written(), ids=name)
def test_each_link_and_picture_of_a_page_is_there(page):
    broken = []
    for _picture, target in LINK.findall(prose(page.read_text())):
        where, _, anchor = target.partition("#")
        if where.startswith(("http://", "https://", "mailto:")):
            continue
        found = (page.parent / where).resolve() if where else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", written(), ids=name)
def test_a_page_speaks_of_the_project_alone(page):
    assert UNWANTED.findall(page.read_text()) == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda page: page.stem)
def test_a_decision_says_status_context_decision_and_consequences(page):
    text = page.read_text()
    number = int(page.stem[:4])
    assert text.startswith(f"# {number}. ")
    assert re.search(r"^Status: (accepted|replaced by .+), \d{1,2} \w+ \d{4}$", text, re.MULTILINE)
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert tuple(head for head in heads if head in PARTS) == PARTS


def test_decisions_are_numbered_without_a_gap_and_listed_in_the_first():
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(page.stem[:4]) for page in files] == list(range(1, len(files) + 1))
    listed = files[0].read_text()
    assert [page.name for page in files[1:] if f"({page.name})" not in listed] == []


def test_pictures_in_the_text_are_described():
    mute = [name(page) for page in written() if re.search(r"!\[\s*\]\(", page.read_text())]
    assert mute == []


def test_each_picture_is_named_for_page_language_and_width_and_its_page_is_listed():
    named = re.compile(r"([a-z0-9-]+)\.(?:en|ar|km)\.\d{3,4}\.png")
    listed = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/pictures.md").read_text(), re.MULTILINE))
    strange = []
    for picture in (ROOT / "docs/pictures").glob("*.png"):
        of = named.fullmatch(picture.name)
        if of is None or of[1] not in listed:
            strange.append(picture.name)
    assert strange == []


def types_named(text):
    """The document types that a text names; `D01 to D04` are four."""
    for first, last in re.findall(r"\bD(\d\d)(?: to D(\d\d))?", text):
        yield from (f"D{number:02}" for number in range(int(first), int(last or first) + 1))


@pytest.mark.parametrize(
    ("page", "role"),
    [
        ("first-responder", Role.FIRST_RESPONDER),
        ("identification-team", Role.IDENTIFICATION_TEAM),
        ("focal-point", Role.FOCAL_POINT),
    ],
)
def test_the_page_of_a_role_names_the_documents_that_it_reads(page, role):
    text = (ROOT / f"docs/roles/{page}.md").read_text()
    read = {key for key, each in DOCUMENTS.items() if role in each.readers}
    assert set(types_named(text)) == read


def test_a_case_manager_reads_all_but_what_the_person_thinks_of_the_help():
    unread = {key for key, each in DOCUMENTS.items() if Role.CASE_MANAGER not in each.readers}
    assert set(types_named((ROOT / "docs/roles/case-manager.md").read_text())) == unread == {"D38"}


def test_every_setting_of_a_node_is_explained_to_its_keeper():
    read = (ROOT / "safeconduct/hosting/environment.py").read_text()
    told = (ROOT / "docs/operate.md").read_text()
    settings = set(re.findall(r"SAFECONDUCT_[A-Z_]+[A-Z]", read))
    assert len(settings) >= 8
    assert sorted(each for each in settings if f"`{each}`" not in told) == []


def test_every_command_is_in_the_first_page():
    from safeconduct.cli import COMMANDS

    told = (ROOT / "README.md").read_text()
    assert [each for each in COMMANDS if f"`./run {each}" not in told] == []


def test_the_package_and_the_licence_say_the_same():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    licence = (ROOT / "LICENSE").read_text()
    assert package["license"] == "AGPL-3.0-or-later"
    assert licence.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "Version 3, 19 November 2007" in licence
    assert licence.rstrip().endswith("<https://www.gnu.org/licenses/>.")
    assert len(licence.splitlines()) == 661


# The examples of CONTRIBUTING


def blocks(head):
    """The fenced examples under one heading, in order: language, file, content."""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    part = text.split(f"\n## {head}\n", 1)[1].split("\n## ", 1)[0]
    return [
        (language, re.match(r"# (\S+)\n", content)[1], content) for language, content in FENCED.findall(part)
    ]


def run_python(head):
    """Run the Python examples under a heading, each file as a module of its own. Return the modules."""
    modules = {}
    for language, file, content in blocks(head):
        if language == "python":
            assert (ROOT / file).parent.is_dir(), file
            modules[file] = types.ModuleType(Path(file).stem)
            exec(compile(content, f"CONTRIBUTING.md, {file}", "exec"), modules[file].__dict__)
    return modules


def run_tests(module):
    """Call each test with what the tests of safeguards offer. Return how many there were."""
    offers = {"case": a_case, "act": an_act, "ask": lambda key, case, act: SAFEGUARDS[key].ask(case, act)}
    found = [each for told, each in vars(module).items() if told.startswith("test_")]
    for each in found:
        each(**{wanted: offers[wanted] for wanted in inspect.signature(each).parameters})
    return len(found)


def a_case(states=MappingProxyType({}), **facts):
    known = {told: Fact(value, "D99 version 1", NOW) for told, value in facts.items()}
    return CaseFacts({**START, **states}, known, profile("XA"), NOW)


def an_act(event, **evidence):
    return Act(event, Actor(Role.CASE_MANAGER, "Case manager", "Harbour House"), None, evidence)


def test_the_country_of_contributing_works_as_told():
    (_, file, content), *_ = [each for each in blocks("A country") if each[0] == "toml"]
    code = Path(file).stem.upper()
    added = country.parse(tomllib.loads(content), file=Path(file).name, sources=catalogue().sources)
    assert code == added.iso2
    assert code not in load_all()
    with mock.patch.object(country, "load_all", return_value={**load_all(), code: added}):
        assert sum(map(run_tests, run_python("A country").values())) >= 2
    assert code not in load_all()


def test_the_safeguard_of_contributing_works_as_told():
    with mock.patch.dict(SAFEGUARDS):
        modules = run_python("A safeguard")
        assert len(SAFEGUARDS) == 81
        assert sum(map(run_tests, modules.values())) >= 3
    assert len(SAFEGUARDS) == 80


def test_the_document_type_of_contributing_works_as_told():
    declared, tests = run_python("A document type").values()
    with mock.patch.dict(DOCUMENTS, {each.id: each for each in declared.TYPES}):
        assert len(DOCUMENTS) == 41
        assert run_tests(tests) >= 3
    assert len(DOCUMENTS) == 40

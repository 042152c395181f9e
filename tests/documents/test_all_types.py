"""What holds for each of the forty document types."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.protection.documents import DOCUMENTS
from safeconduct.protection.documents.checked import check, split
from safeconduct.protection.documents.declared import DocumentType, Field, FieldKind, Filed
from safeconduct.protection.documents.proofs import prove
from safeconduct.protection.safeguards.conditions import CLOSED_PLACES
from safeconduct.protection.safeguards.data_messages import PART_OF
from safeconduct.protection.safeguards.identification_decision import TEAM
from safeconduct.protection.safeguards.protection_reflection import NARROW_GROUNDS
from safeconduct.protection.screening import regimes
from safeconduct.protection.vocabulary import FACTS, Kind
from safeconduct.protection.words import DataClass, Role

NOW = datetime(2031, 5, 20, 9, 30, tzinfo=UTC)
TYPES = list(DOCUMENTS.values())
HTCDS = json.loads((Path(__file__).parent / "htcds_codes.json").read_text())

SEALED_TO_PEOPLE = {
    "D07.safe_address",
    "D28.safe_address",
    "D30.code_word",
    "D33.code_word",
    "D35.safe_place",
    "D37.witness_protection",
}
IMMIGRATION_READS = {"D05", "D12", "D15"}
POLICE_NEVER_READ = {"D07", "D08", "D16", "D18", "D34"}


def each_field(document: DocumentType) -> list[Field]:
    return [inner for field in document.fields for inner in (field, *field.columns)]


EVERY_FIELD = [(document, field) for document in TYPES for field in each_field(document)]


def test_the_forty_types_are_declared_once_and_in_order():
    assert list(DOCUMENTS) == [f"D{number:02}" for number in range(1, 41)]
    assert all(document.id == name for name, document in DOCUMENTS.items())
    assert len({document.title for document in TYPES}) == 40


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
def test_a_type_says_what_it_is_for_and_where_it_comes_from(document):
    assert document.purpose.endswith(".")
    assert document.source
    assert document.authors
    assert document.readers
    names = [field.name for field in document.fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
def test_little_is_needed_to_file_a_paper(document):
    assert sum(field.needed for field in document.fields) <= 2


def test_every_field_asks_in_sentence_case_and_says_how_confidential_it_is():
    for document, field in EVERY_FIELD:
        assert field.label, (document.id, field.name)
        assert field.label[0].isupper() or field.label[0].isdigit(), (document.id, field.name)
        assert field.data_class in DataClass
        assert field.name.isidentifier()


def test_only_named_fields_are_sealed_to_people_and_none_of_them_is_needed():
    sealed = {
        (f"{document.id}.{field.name}", field.needed)
        for document, field in EVERY_FIELD
        if field.data_class is DataClass.SEALED
    }
    assert sealed == {(name, False) for name in SEALED_TO_PEOPLE}


def test_what_is_written_in_own_words_is_sealed_and_tells_what_to_leave_out():
    for document, field in EVERY_FIELD:
        if field.kind is FieldKind.TEXT:
            assert field.data_class in {DataClass.IDENTITY, DataClass.SEALED}, (document.id, field.name)
            assert field.help, (document.id, field.name)


def test_rows_are_as_confidential_as_their_most_confidential_column():
    for document, field in EVERY_FIELD:
        if field.kind is FieldKind.ROWS:
            assert field.columns, (document.id, field.name)
            assert field.data_class == max(column.data_class.value for column in field.columns)


def test_choices_exist_and_their_codes_differ():
    for document, field in EVERY_FIELD:
        codes = [choice.code for choice in field.choices]
        assert len(codes) == len(set(codes)), (document.id, field.name)
        assert bool(codes) == (field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}), (document.id, field.name)


def test_fields_and_codes_of_the_case_data_standard_exist_in_it():
    for document, field in EVERY_FIELD:
        if field.htcds:
            assert field.htcds in HTCDS["fields"], (document.id, field.name)
        for choice in field.choices:
            if choice.htcds and field.htcds:
                assert choice.htcds in HTCDS["fields"][field.htcds], (document.id, field.name, choice.code)


def test_nobody_is_asked_for_a_full_account():
    for document, field in EVERY_FIELD:
        if field.kind is FieldKind.TEXT:
            assert not field.needed, (document.id, field.name)


def test_immigration_reads_three_types_and_the_police_no_therapy_or_shelter_paper():
    assert {each.id for each in TYPES if Role.IMMIGRATION in each.readers} == IMMIGRATION_READS
    assert not {each.id for each in TYPES if Role.POLICE in each.readers} & POLICE_NEVER_READ


def test_only_four_roles_learn_of_an_asylum_referral():
    assert set(DOCUMENTS["D23"].readers) == {
        Role.LAWYER, Role.CASE_MANAGER, Role.GUARDIAN, Role.ASYLUM_AUTHORITY,
    }  # fmt: skip


def test_no_paper_is_read_by_a_clock():
    for document in TYPES:
        assert Role.SYSTEM not in document.readers, document.id


def test_the_identification_team_with_its_police_member_reads_no_paper_the_police_may_not():
    team = {each.id for each in TYPES if Role.IDENTIFICATION_TEAM in each.readers}
    assert not team & POLICE_NEVER_READ


def test_every_fact_is_proven_by_exactly_the_papers_that_its_entry_lists():
    proving = {name: set() for name in FACTS}
    for document in TYPES:
        for proof in document.proofs:
            assert proof.fact in FACTS, (document.id, proof.fact)
            proving[proof.fact].add(document.id)
    assert proving == {name: set(fact.documents) for name, fact in FACTS.items()}


def test_a_type_proves_each_fact_once():
    for document in TYPES:
        facts = [proof.fact for proof in document.proofs]
        assert len(facts) == len(set(facts)), document.id


def test_no_paper_proves_nothing():
    assert prove(DOCUMENTS, [], NOW) == {}


# What a paper says by having been filed at all: nothing held yet, an alert that is open, no answer from abroad.
SAID_BY_FILING = {
    "D09": {"consented_purposes": []},
    "D10": {"interview_count": 0},
    "D24": {"return_options_count": 0},
    "D25": {"withdrawn": False},
    "D26": {"verification_answered": False},
    "D27": {"risk_inputs_both_countries": False},
    "D28": {"assurance_items": 0},
    "D35": {"alert_open": True, "made_safe": False},
    "D36": {"claims_assessed": False},
    "D38": {"complaint_open": False},
}


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
@pytest.mark.parametrize("said", ["unknown", "not_asked", "declined"])
def test_answers_that_say_nothing_prove_nothing(document, said):
    values = {field.name: said for field in document.fields if field.kind is FieldKind.ANSWER}
    expected = SAID_BY_FILING.get(document.id, {})
    for name, value in proved(document, [values]).items():
        assert FACTS[name].kind is Kind.ROWS or expected.get(name, "nothing") == value, name


def answered(field: Field):
    """Generate sound values of one field."""
    days = st.dates(date(2029, 1, 1), date(2033, 1, 1)).map(str)
    codes = st.sampled_from([choice.code for choice in field.choices]) if field.choices else st.none()
    return {
        FieldKind.LINE: st.sampled_from(["Oak", "Elm"]),
        FieldKind.TEXT: st.sampled_from(["One sentence.", "Another sentence."]),
        FieldKind.ANSWER: st.sampled_from(["yes", "no", "unknown", "not_asked", "declined"]),
        FieldKind.CHOICE: codes,
        FieldKind.CHOICES: st.lists(codes, unique=True, min_size=1, max_size=4),
        FieldKind.DAY: days,
        FieldKind.MOMENT: days.map(lambda day: f"{day}T10:00:00+07:00"),
        FieldKind.NUMBER: st.integers(0, 40),
        FieldKind.ROWS: st.lists(
            st.fixed_dictionaries(
                {column.name: answered(column) for column in field.columns if column.needed},
                optional={column.name: answered(column) for column in field.columns if not column.needed},
            ),
            min_size=1,
            max_size=3,
        ),
    }[field.kind]


def papers(document: DocumentType):
    """Generate up to three papers of one type, soundly filled in; fields sealed to people stay empty."""
    open_fields = [field for field in document.fields if field.data_class is not DataClass.SEALED]
    one = st.fixed_dictionaries(
        {field.name: answered(field) for field in open_fields if field.needed},
        optional={field.name: answered(field) for field in open_fields if not field.needed},
    )
    return st.lists(one, min_size=1, max_size=3)


def proved(document: DocumentType, filled: list[dict[str, object]]) -> dict[str, object]:
    filed = [
        Filed(document.id, number, 1, NOW - timedelta(hours=9 - number), values)
        for number, values in enumerate(filled)
    ]
    return {name: fact.value for name, fact in prove(DOCUMENTS, filed, NOW).items()}


def held_as_declared(kind: Kind, value: object) -> bool:
    match kind:
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Kind.WORD:
            return isinstance(value, str) and value != ""
        case Kind.DAY:
            return isinstance(value, str) and bool(datetime.fromisoformat(value))
        case Kind.WORDS:
            return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
        case Kind.ROWS:
            return isinstance(value, list | tuple) and all(isinstance(each, dict) for each in value)


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
def test_a_sound_paper_proves_facts_of_the_declared_kind(document):
    @settings(max_examples=25, deadline=None)
    @given(papers(document))
    def holds(filled):
        for values in filled:
            assert check(document, values) == ()
        for name, value in proved(document, filled).items():
            assert held_as_declared(FACTS[name].kind, value), (name, value)

    holds()


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
def test_what_the_rules_see_does_not_change_when_sealed_fields_stay_shut(document):
    @settings(max_examples=25, deadline=None)
    @given(papers(document))
    def holds(filled):
        shut = [split(document, values)[0] for values in filled]
        opened = proved(document, filled)
        seen = proved(document, shut)
        assert set(seen) == set(opened)
        for name in seen:
            assert FACTS[name].kind is Kind.ROWS or seen[name] == opened[name], name

    holds()


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=True),
    st.text(max_size=12),
    st.sampled_from(["yes", "no", "2031-05-20", "0001-01-01", "9999-12-31T23:59:59+00:00", "granted", "LOW"]),
    st.lists(
        st.one_of(st.none(), st.text(max_size=4), st.dictionaries(st.text(max_size=4), st.none(), max_size=2))
    ),
    st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2),
)


def odd(field: Field):
    if field.kind is not FieldKind.ROWS:
        return ODD
    row = st.fixed_dictionaries({}, optional={column.name: ODD for column in field.columns})
    return st.one_of(ODD, st.lists(st.one_of(row, ODD), max_size=3))


@pytest.mark.parametrize("document", TYPES, ids=lambda each: each.id)
def test_whatever_was_stored_reading_it_never_fails(document):
    one = st.fixed_dictionaries({}, optional={field.name: odd(field) for field in document.fields})

    @settings(max_examples=40, deadline=None)
    @given(st.lists(one, min_size=1, max_size=3))
    def holds(filled):
        assert set(proved(document, filled)) <= set(FACTS)

    holds()


def codes_of(type_id: str, name: str) -> set[str]:
    return {choice.code for choice in DOCUMENTS[type_id].named(name).choices}


def test_papers_and_rules_use_the_same_codes():
    assert codes_of("D03", "acts") <= set(regimes.ACTS)
    assert codes_of("D03", "means") == set(regimes.MEANS)
    unlisted = {"child_labour", "forced_military", "other"}
    assert {regimes.purpose_code(code) for code in codes_of("D03", "purposes")} - unlisted <= set(
        regimes.PURPOSES
    )
    assert set(PART_OF.values()) <= codes_of("D09", "fields")
    assert set(TEAM) <= {choice.code for choice in DOCUMENTS["D13"].named("team_opinions").columns[0].choices}
    assert set(CLOSED_PLACES) <= codes_of("D07", "place_kind")
    assert set(NARROW_GROUNDS) <= codes_of("D12", "reflection_early_end")

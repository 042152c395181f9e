"""The CTDC layout in and out, and the way there from the codes of case standards."""

import pytest

from safeconduct.observatory.disclosure import crosswalk, ctdc
from safeconduct.observatory.disclosure.domain import BadDomain
from safeconduct.observatory.disclosure.people import BadData, from_rows


def written(tmp_path, *rows, names=ctdc.NAMES):
    file = tmp_path / "people.csv"
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_the_layout_has_27_columns_with_public_lists():
    declared = ctdc.domain(range(2020, 2026))
    assert len(declared.names) == 27 == len(set(declared.names))
    assert len(ctdc.COUNTRIES) == len(set(ctdc.COUNTRIES)) == 249
    assert declared.columns[declared.place("meansThreats")].codes == ("1", "")
    assert all(column.source for column in declared.columns)
    with pytest.raises(BadDomain):
        ctdc.domain([2001])


def test_what_is_written_is_read_back(tmp_path):
    told = {"yearOfRegistration": "2024", "gender": "Man", "ageBroad": "48+", "isForcedLabour": "1"}
    people = ctdc.read(written(tmp_path, told, {"citizenship": "KHM"}), [2024, 2025])
    out = tmp_path / "out.csv"
    ctdc.write(people, out)
    assert out.read_text(encoding="utf-8").splitlines()[0] == ",".join(ctdc.NAMES)
    assert list(ctdc.read(out, [2024, 2025]).rows()) == list(people.rows())


def test_names_and_bands_of_other_copies_are_understood(tmp_path):
    names = [name.replace("sectorOf", "typeOf") for name in ctdc.NAMES]
    row = {"typeOfLabourAgriculture": "1.0", "ageBroad": "09--17"}
    (person,) = ctdc.read(written(tmp_path, row, names=names), [2024]).rows()
    told = dict(zip(ctdc.NAMES, person, strict=True))
    assert (told["sectorOfLabourAgriculture"], told["ageBroad"]) == ("1", "9--17")


@pytest.mark.parametrize(
    "row", [{"meansThreats": "0"}, {"meansThreats": "-99"}, {"citizenship": "KH"}, {"ageBroad": "17"}]
)
def test_a_code_of_another_layout_is_refused(tmp_path, row):
    with pytest.raises(BadData, match="is not in the declared list"):
        ctdc.read(written(tmp_path, row), [2024])


def test_a_broken_file_is_refused(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    for file in (empty, written(tmp_path), written(tmp_path, names=ctdc.NAMES[1:])):
        with pytest.raises(BadData):
            ctdc.read(file, [2024])
    uneven = written(tmp_path, {})
    uneven.write_text(uneven.read_text(encoding="utf-8") + "1,2\n", encoding="utf-8")
    with pytest.raises(BadData, match="as many values"):
        ctdc.read(uneven, [2024])
    with pytest.raises(BadData, match="27 columns"):
        ctdc.write(from_rows([{"a": "1"}], ctdc.Domain((ctdc.Column("a", ("1",)),))), tmp_path / "x.csv")


@pytest.mark.parametrize(
    ("years", "band"), [(0, "0--8"), (8, "0--8"), (17, "9--17"), (18, "18--20"), (90, "48+")]
)
def test_an_age_has_its_band(years, band):
    assert ctdc.age_band(years) == band
    assert ctdc.age_band(None) == ctdc.month_band(None) == ""
    with pytest.raises(ValueError, match="no age"):
        ctdc.age_band(-1)


def test_a_time_has_its_band():
    assert [ctdc.month_band(m) for m in (0, 12, 13, 24, 25)] == ["0--12", "0--12", "13--24", "13--24", "25+"]
    with pytest.raises(ValueError, match="less than no time"):
        ctdc.month_band(-1)


def test_every_code_leads_into_the_layout():
    declared = ctdc.domain([2024])
    for standard in crosswalk.STANDARDS:
        assert crosswalk.sources(standard)
        for mapped in crosswalk.table(standard).values():
            for column in mapped.columns:
                assert mapped.value in declared.columns[declared.place(column)].codes, mapped
            assert mapped.columns or mapped.lost or mapped.code.endswith("99")


def test_a_case_of_either_standard_becomes_a_row_that_says_what_it_lost(tmp_path):
    said = [("prs_Gender", "Feminine"), ("vic_MethodsOfControl", "ThreatsLawEnforcement"),
            ("vic_TypeOfExploitation", "Servitude"), ("vic_RelationshipToTrafficker", "Acquainted")]  # fmt: skip
    row, lost = crosswalk.row("htcds", said, yearOfRegistration="2024", citizenship="PHL")
    told = {name: value for name, value in row.items() if value}
    assert told == {
        "yearOfRegistration": "2024", "gender": "Woman", "citizenship": "PHL", "meansThreats": "1",
        "isForcedLabour": "1", "sectorOfLabourDomesticWork": "1", "recruiterRelationOther": "1",
    }  # fmt: skip
    assert len(lost) == 2
    assert from_rows([row], ctdc.domain([2024])).size == 1
    row, _lost = crosswalk.row("ic-tip", [("sex", "1"), ("purpose", "PUR-1"), ("age band", "9-17")])
    assert (row["gender"], row["isSexualExploit"], row["ageBroad"]) == ("Man", "1", "9--17")


def test_codes_that_contradict_or_are_unknown():
    row, lost = crosswalk.row("ic-tip", [("sex", "1"), ("sex", "2")])
    assert row["gender"] == ""
    assert "contradict" in lost[-1]
    with pytest.raises(BadData, match="has no code"):
        crosswalk.row("htcds", [("prs_Gender", "Purple")])
    with pytest.raises(BadData, match="no standard"):
        crosswalk.row("xyz", [("a", "b")])
    with pytest.raises(BadData, match="no column"):
        crosswalk.row("htcds", [], name="A")


def test_the_dictionary_can_say_where_a_column_comes_from():
    assert "vic_MethodsOfControl WithholdsNecessities" in crosswalk.codes_of("htcds", "meansDenyBasicNeeds")

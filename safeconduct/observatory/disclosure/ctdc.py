"""The layout in which the Counter-Trafficking Data Collaborative publishes one row a person: 27 columns.

A flag is 1 or blank, and blank means “not recorded”, never “no”. Source of the layout: CTDC, global synthetic dataset
(columns of 2024); places: ISO 3166-1, three letters.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from safeconduct.observatory.disclosure.domain import BadDomain, Column, Domain
from safeconduct.observatory.disclosure.people import BadData, PeopleTable, from_rows

SOURCE = "CTDC global synthetic dataset"
FIRST_YEAR = 2002  # of the published file
GENDERS = ("Woman", "Man", "Trans/Transgender/NonConforming")
AGES = ("0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "39--47", "48+")
MONTHS = ("0--12", "13--24", "25+")
MEANS = (
    "meansDebtBondageEarnings", "meansThreats", "meansAbusePsyPhySex", "meansFalsePromises", "meansDrugsAlcohol",
    "meansDenyBasicNeeds", "meansExcessiveWorkHours", "meansWithholdDocs",
)  # fmt: skip
TYPES = ("isForcedLabour", "isSexualExploit", "isOtherExploit")
SECTORS = (
    "sectorOfLabourAgriculture", "sectorOfLabourConstruction", "sectorOfLabourDomesticWork",
    "sectorOfLabourHospitality", "sectorOfSexProstitution", "sectorOfSexPornography",
)  # fmt: skip
RECRUITERS = (
    "recruiterRelationIntimatePartner", "recruiterRelationFriend", "recruiterRelationFamily",
    "recruiterRelationOther",
)  # fmt: skip
FLAGS = (*MEANS, *TYPES, *SECTORS, *RECRUITERS)
NAMES = (
    "yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation", "traffickMonths", *FLAGS,
)  # fmt: skip
OLD_AGES = {"00--08": "0--8", "09--17": "9--17"}  # in some copies of the file
WRITTEN_BY_PROGRAMS = {"1.0": "1"}  # a whole column of 1 and blank becomes broken numbers in many programs

COUNTRIES = tuple(  # a list is easier to compare with the standard as a block
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR
    BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL
    COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK
    FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV
    HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG
    MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN
    PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE
    SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO
    TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """.split()  # noqa: SIM905
)


def domain(years: Iterable[int]) -> Domain:
    """Return the 27 columns with their public lists. `years` are those that the release is about, from 2002.

    Raises BadDomain without years.
    """
    listed = tuple(str(year) for year in sorted(set(years)) if year >= FIRST_YEAR)
    if not listed:
        raise BadDomain(f"Say which years the release is about, from {FIRST_YEAR}.")
    lists = {
        "yearOfRegistration": (listed, "years of the release"),
        "gender": (GENDERS, SOURCE),
        "ageBroad": (AGES, SOURCE),
        "citizenship": (COUNTRIES, "ISO 3166-1"),
        "CountryOfExploitation": (COUNTRIES, "ISO 3166-1"),
        "traffickMonths": (MONTHS, SOURCE),
        **dict.fromkeys(FLAGS, (("1",), SOURCE)),
    }
    return Domain(tuple(Column(name, (*codes, ""), "", source) for name, (codes, source) in lists.items()))


def age_band(years: int | None) -> str:
    """Return the band of an age in whole years; blank when it is not known. Raises ValueError below 0 or over 130."""
    if years is None:
        return ""
    if not 0 <= years <= 130:
        raise ValueError(f"{years} is no age of a person.")
    return next(
        band for band, most in zip(AGES, (8, 17, 20, 23, 26, 29, 38, 47, 130), strict=True) if years <= most
    )


def month_band(months: int | None) -> str:
    """Return the band of how long exploitation lasted, in whole months; blank when it is not known."""
    if months is None:
        return ""
    if months < 0:
        raise ValueError("Nobody is exploited for less than no time.")
    return MONTHS[0] if months <= 12 else MONTHS[1] if months <= 24 else MONTHS[2]


def read(path: Path | str, years: Iterable[int], *, person: str | None = None) -> PeopleTable:
    """Read a file in this layout, with either names of the sectors. Raises BadData with the row, OSError."""
    return read_into(domain(years), path, person=person)


def read_into(declared: Domain, path: Path | str, *, person: str | None = None) -> PeopleTable:
    """Read the same where the lists are declared already."""
    try:
        with Path(path).open(newline="", encoding="utf-8-sig") as file:
            rows = list(csv.reader(file, strict=True))
    except (UnicodeDecodeError, csv.Error) as strange:
        raise BadData("The file is no CSV in UTF-8. Save it as CSV in UTF-8.") from strange
    if not rows:
        raise BadData("The file is empty. Give it a header and one row for each person.")
    header = [_name(name) for name in rows[0]]
    if len(set(header)) != len(header):
        raise BadData("Two columns of the file have the same name.")
    uneven = next((n for n, row in enumerate(rows[1:], 1) if row and len(row) != len(header)), None)
    if uneven is not None:
        raise BadData(f"Row {uneven} does not have as many values as the header.")
    told = (dict(zip(header, map(_code, row), strict=True)) for row in rows[1:] if row)
    return from_rows(told, declared, person=person)


def write(people: PeopleTable, path: Path | str) -> None:
    """Write people, as a rule synthetic ones, in the order of the layout. Raises BadData for other columns."""
    if people.domain.names != NAMES:
        raise BadData("These are not the 27 columns of the layout.")
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        write_rows(file, people.domain.names, people.rows())


def write_rows(file: Iterable[str], names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a header and rows as CSV, one line a row."""
    writer = csv.writer(file, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerow(names)
    writer.writerows(rows)


def _name(written: str) -> str:
    name = written.strip()
    for new in ("Labour", "Sex"):
        if name.startswith(f"typeOf{new}"):
            return f"sectorOf{new}{name.removeprefix(f'typeOf{new}')}"
    return name


def _code(written: str) -> str:
    word = written.strip()
    return OLD_AGES.get(word, WRITTEN_BY_PROGRAMS.get(word, word))

"""The diagrams say what the table says, and no picture runs over its own boxes or edge."""

from pathlib import Path

import pytest

from safeconduct.protection.mechanism import REGIONS
from safeconduct.protection.mechanism.diagram import document, mermaid
from safeconduct.protection.mechanism.layout import BOX_HEIGHT, BOX_WIDTH, picture

TABLES = [pytest.param(table, id=region.value) for region, table in REGIONS.items()]


def test_the_page_in_docs_is_what_the_table_says_today(root: Path):
    kept = (root / "docs" / "mechanism.md").read_text(encoding="utf-8")
    assert kept == document(), (
        "stale: run python -m safeconduct.protection.mechanism.diagram > docs/mechanism.md"
    )


def test_all_ten_regions_are_drawn():
    assert len(REGIONS) == 10
    assert document().count("```mermaid") == 10


@pytest.mark.parametrize("table", TABLES)
def test_the_text_names_every_state_and_every_way_between_two(table):
    lines = mermaid(table).splitlines()
    ways = [line for line in lines if " --> " in line and "[*]" not in line]
    assert f"    [*] --> {table.initial}" in lines
    assert len(ways) == sum(len(step.sources) for step in table.transitions)
    for state in table.states:
        assert any(line.endswith(f'" as {state.id}') for line in lines)


@pytest.mark.parametrize("table", TABLES)
def test_the_table_in_words_has_a_line_for_every_step(table):
    text = document()
    for step in table.transitions:
        assert f"`{step.event}` |" in text


@pytest.mark.parametrize("table", TABLES)
def test_every_state_has_one_box_inside_the_picture(table):
    laid = picture(table)
    assert sorted(box.state for box in laid.boxes) == sorted(state.id for state in table.states)
    for box in laid.boxes:
        assert BOX_WIDTH / 2 <= box.x <= laid.width - BOX_WIDTH / 2
        assert BOX_HEIGHT / 2 <= box.y <= laid.height - BOX_HEIGHT / 2


@pytest.mark.parametrize("table", TABLES)
def test_no_box_covers_another(table):
    boxes = picture(table).boxes
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT, (one, other)


@pytest.mark.parametrize("table", TABLES)
def test_every_step_is_somewhere_in_the_picture(table):
    laid = picture(table)
    shown = {step for mark in (*laid.arrows, *laid.from_many, *laid.staying) for step in mark.steps}
    assert shown == {step.event for step in table.transitions}


@pytest.mark.parametrize("table", TABLES)
def test_an_arrow_begins_at_the_box_it_leaves_and_ends_at_the_box_it_reaches(table):
    laid = picture(table)
    boxes = {box.state: box for box in laid.boxes}
    steps = {step.event: step for step in table.transitions}
    for arrow in laid.arrows:
        start, tip = (_box_at(point, boxes) for point in (arrow.points[0], arrow.points[-1]))
        for event in arrow.steps:
            assert start in steps[event].sources
            assert steps[event].leads_to(start) == tip


@pytest.mark.parametrize("table", TABLES)
def test_a_long_arrow_passes_beside_the_boxes_not_through_them(table):
    laid = picture(table)
    for arrow in laid.arrows:
        for x, y in arrow.points[1:-1]:
            for box in laid.boxes:
                inside = abs(x - box.x) < BOX_WIDTH / 2 and abs(y - box.y) <= BOX_HEIGHT / 2
                assert not inside, (arrow.steps, box.state)


def test_the_same_table_gives_the_same_picture():
    for table in REGIONS.values():
        assert picture(table) == picture(table)


def _box_at(point, boxes):
    """Return the state whose upper or lower edge the point touches."""
    x, y = point
    for state, box in boxes.items():
        if abs(x - box.x) <= BOX_WIDTH / 2 and abs(abs(y - box.y) - BOX_HEIGHT / 2) < 0.01:
            return state
    raise AssertionError(f"{point} touches no box")

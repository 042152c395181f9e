"""Compiled code is kept, and never outlives the source of anything that was compiled into it."""

from safeconduct.observatory.compiled import store


def test_any_change_of_a_source_asks_for_new_code(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "outer.py").write_text("calls()")
    (inner / "called.py").write_text("return 1")
    before = store(tmp_path)
    assert store(tmp_path) == before
    (inner / "called.py").write_text("return 2")
    assert store(tmp_path) != before


def test_code_stands_beside_its_sources(tmp_path):
    (tmp_path / "outer.py").write_text("")
    assert store(tmp_path).parent == tmp_path / "__pycache__"

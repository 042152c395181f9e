from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.vault import sealing
from safeconduct.vault.keys import CannotOpen

KEY = bytes(range(32))
PLACE = sealing.Place("case", UUID(int=1), UUID(int=2), "name")
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(texts)
def test_what_is_sealed_opens_in_its_place_and_nowhere_shows(text):
    sealed = sealing.seal(KEY, 1, PLACE, text)
    assert sealing.open_sealed(KEY, PLACE, sealed) == text
    assert len(text) < 4 or text.encode() not in sealed


@pytest.mark.parametrize(
    "elsewhere",
    [
        sealing.Place("audit", PLACE.case_id, PLACE.row_id, PLACE.field),
        sealing.Place("case", uuid4(), PLACE.row_id, PLACE.field),
        sealing.Place("case", PLACE.case_id, uuid4(), PLACE.field),
        sealing.Place("case", PLACE.case_id, PLACE.row_id, "address"),
    ],
)
def test_a_field_moved_elsewhere_does_not_open(elsewhere):
    sealed = sealing.seal(KEY, 1, PLACE, "Sora")
    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, elsewhere, sealed)


@given(st.data())
def test_no_changed_byte_goes_unnoticed(data):
    sealed = bytearray(sealing.seal(KEY, 1, PLACE, "Sora"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, PLACE, bytes(sealed))


@given(st.binary(max_size=200))
def test_bytes_that_were_never_sealed_are_refused_without_another_error(noise):
    with pytest.raises(CannotOpen):
        sealing.open_sealed(KEY, PLACE, noise)


@given(st.integers(0, 31), st.integers(32, 255))
def test_lengths_tell_only_short_or_long(short, long):
    sizes = {len(sealing.seal(KEY, 1, PLACE, "x" * short)), len(sealing.seal(KEY, 1, PLACE, ""))}
    assert sizes == {5 + 12 + 32 + 16}
    assert len(sealing.seal(KEY, 1, PLACE, "x" * long)) == 5 + 12 + 256 + 16


def test_the_place_is_bound_as_canonical_json():
    place = sealing.Place("case", UUID(int=1), UUID(int=2), "ឈ្មោះ")
    assert place.bound(3).decode() == (
        '["enc/1","case","00000000-0000-0000-0000-000000000001",'
        '"00000000-0000-0000-0000-000000000002","ឈ្មោះ",3]'
    )


def test_the_epoch_is_in_the_header():
    assert sealing.epoch_of(sealing.seal(KEY, 70_000, PLACE, "")) == 70_000

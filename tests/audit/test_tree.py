"""Hashes and roots against the test vectors of Certificate Transparency, and against the definition."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from safeconduct.audit import tree

# Inputs and roots published with the RFC 6962 reference implementation.
INPUTS = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def grown(leaves):
    frontier = []
    for size, leaf in enumerate(leaves):
        frontier = tree.grow(frontier, size, leaf)
    return frontier


def by_definition(leaves):
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return tree.node_hash(by_definition(leaves[:half]), by_definition(leaves[half:]))


def test_roots_are_those_published_for_certificate_transparency():
    leaves = [tree.leaf_hash(content) for content in INPUTS]
    assert [tree.root(grown(leaves[: size + 1])).hex() for size in range(8)] == ROOTS


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_growing_leaf_by_leaf_gives_the_root_of_the_definition(leaves):
    frontier = grown(leaves)
    assert tree.root(frontier) == by_definition(leaves)
    assert tree.split(b"".join(frontier)) == frontier
    assert len(frontier) == len(leaves).bit_count()

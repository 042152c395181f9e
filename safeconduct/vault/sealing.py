"""Field format 1: `0x01 | epoch u32 | nonce 12 | AES-256-GCM ciphertext and tag`. Pure: bytes in, bytes out.

The field is bound to its place: moved to another case, row or field it does not open.
Plain text is padded with 0x80 00.. so that its length tells little: to 32 bytes when short, else to 256 and
multiples of it.
"""

import json
import os
import struct
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeconduct.vault.keys import NONCE_BYTES, CannotOpen

FORMAT = 1
HEADER = struct.Struct(">BI")
SHORT, STEP = 32, 256
TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field lives. All parts are immutable ids or words owned by the code."""

    domain: str
    case_id: UUID
    row_id: UUID
    field: str

    def bound(self, epoch: int) -> bytes:
        """Return the place as canonical JSON (RFC 8785).

        For a flat list of strings and one whole number what `json.dumps` writes with tight separators and
        unescaped letters is already that canonical form; no library is needed.
        """
        parts = ["enc/1", self.domain, str(self.case_id), str(self.row_id), self.field, epoch]
        return json.dumps(parts, separators=(",", ":"), ensure_ascii=False).encode()


def seal(key: bytes, epoch: int, place: Place, text: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return (
        HEADER.pack(FORMAT, epoch)
        + nonce
        + AESGCM(key).encrypt(nonce, pad(text.encode()), place.bound(epoch))
    )


def epoch_of(sealed: bytes) -> int:
    """Return the epoch named in the header; the key is chosen by it, never by trying."""
    if len(sealed) < HEADER.size + NONCE_BYTES + SHORT + TAG_BYTES:
        raise CannotOpen("Sealed bytes are too short.")
    version, epoch = HEADER.unpack_from(sealed)
    if version != FORMAT:
        raise CannotOpen("Sealed bytes are not of format 1.")
    return int(epoch)


def open_sealed(key: bytes, place: Place, sealed: bytes) -> str:
    epoch = epoch_of(sealed)
    nonce, rest = sealed[HEADER.size : HEADER.size + NONCE_BYTES], sealed[HEADER.size + NONCE_BYTES :]
    try:
        return unpad(AESGCM(key).decrypt(nonce, rest, place.bound(epoch))).decode()
    except (InvalidTag, ValueError):
        raise CannotOpen("Sealed bytes do not open with this key in this place.") from None


def pad(plain: bytes) -> bytes:
    marked = plain + b"\x80"
    size = SHORT if len(marked) <= SHORT else -(-len(marked) // STEP) * STEP
    return marked.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    plain, mark, _ = padded.rpartition(b"\x80")
    if not mark:
        raise ValueError("no padding")
    return plain

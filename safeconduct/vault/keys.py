"""The node's keys while it runs, and what is done with them. Keys never leave this package.

Nothing here is kept with `lru_cache`: a cache that others can read or print is a second copy of the key.
"""

import hmac
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from safeconduct.vault import keyfile
from safeconduct.vault.derive import derive

NONCE_BYTES = 12  # NIST SP 800-38D, 5.2.1.1
CASE_KEK = "kek/1"  # the key that wraps case keys; a new number when it is renewed


class CannotOpen(Exception):
    """Sealed bytes do not open: another key, another place, or changed. Says nothing of their content."""


def mac(purpose: str, data: bytes) -> bytes:
    """Return the 32-byte HMAC-SHA256 of the data under the key of one code-owned purpose."""
    return hmac.digest(_key(f"mac/{purpose}"), data, sha256)


def sign(purpose: str, data: bytes) -> bytes:
    """Return the Ed25519 signature (RFC 8032) of the data with the key of one code-owned purpose."""
    return _signing_key(purpose).sign(data)


def signed(purpose: str, data: bytes, signature: bytes) -> bool:
    """Tell whether the signature is this node's for the data."""
    try:
        _signing_key(purpose).public_key().verify(signature, data)
    except InvalidSignature:
        return False
    return True


def wrap(material: bytes, bound_to: bytes) -> bytes:
    """Seal a case key with the key that wraps case keys, bound to the case and epoch it belongs to."""
    return _seal(CASE_KEK, material, bound_to)


def unwrap(wrapped: bytes, bound_to: bytes) -> bytes:
    return _open(CASE_KEK, wrapped, bound_to)


def seal_secret(purpose: str, text: str) -> str:
    """Seal a secret of the service itself, such as that of a second factor, as printable text."""
    return urlsafe_b64encode(_seal(f"secret/{purpose}", text.encode(), purpose.encode())).decode()


def open_secret(purpose: str, sealed: str) -> str:
    return _open(f"secret/{purpose}", urlsafe_b64decode(sealed), purpose.encode()).decode()


def _signing_key(purpose: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_key(f"sign/{purpose}"))


def _seal(purpose: str, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(purpose)).encrypt(nonce, plain, bound_to)


def _open(purpose: str, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(_key(purpose)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        raise CannotOpen("Sealed bytes do not open with this key in this place.") from None


class _Held:
    """The derived keys of this process, by key file, so that a page does not read the file for each field."""

    __slots__ = ("derived", "path", "root")

    def __init__(self) -> None:
        self.path: str | None = None
        self.root: keyfile.RootKey | None = None
        self.derived: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "<keys>"


_held = _Held()


def _key(purpose: str) -> bytes:
    path = str(settings.KEY_FILE)
    if _held.root is None or _held.path != path:
        _held.root, _held.path, _held.derived = keyfile.read(settings.KEY_FILE), path, {}
    key = _held.derived.get(purpose)
    if key is None:
        key = _held.derived[purpose] = derive(_held.root, purpose)
    return key

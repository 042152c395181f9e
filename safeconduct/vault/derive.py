"""One key per purpose from the root key (HKDF-SHA256, RFC 5869), so that no key serves twice."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safeconduct.vault.keyfile import KEY_BYTES, RootKey


def derive(root: RootKey, purpose: str) -> bytes:
    """Return the 32-byte key of one code-owned purpose, such as `kek/1` or `audit`."""
    info = f"safeconduct/1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(root.material)

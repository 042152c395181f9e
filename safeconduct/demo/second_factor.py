"""The cast's second factor at this moment (RFC 6238), for whoever tries the product without a phone at hand."""

import base64
import hashlib
import hmac
import struct
import time

TOTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - everybody may know it: development only
STEP, DIGITS = 30, 6  # seconds and length, as authenticator apps expect


def code_now(secret: str = TOTP_SECRET, at: float | None = None) -> str:
    """Return the code of a secret at a moment, in seconds since 1970."""
    counter = int((time.time() if at is None else at) // STEP)
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    place = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"

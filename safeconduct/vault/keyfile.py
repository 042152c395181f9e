"""The root key: one file that only the service's own user may read, kept apart from the database.

One line: `safeconduct-root-key/1 <origin> <64 hexadecimal digits>`. The origin says where the key was made;
a key made on first use for development never opens a production node.
"""

import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

FORMAT = "safeconduct-root-key/1"
KEY_BYTES = 32  # AES-256 and HKDF-SHA256 both take 32 bytes
OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFileRefused(Exception):
    """The key file cannot be trusted or read. The message names the file, never its content."""


@dataclass(frozen=True, slots=True)
class RootKey:
    """The node's root key and where it was made; the key itself never shows in a representation."""

    origin: str
    material: bytes = field(repr=False)

    @property
    def for_development(self) -> bool:
        return self.origin == "development"


def make(path: Path, origin: str) -> None:
    """Write a new root key to a file that must not exist yet, readable by its owner alone."""
    line = f"{FORMAT} {origin} {secrets.token_hex(KEY_BYTES)}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> RootKey:
    """Return the root key; refuse a file that is missing, readable by others, or not a key."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as problem:
        raise KeyFileRefused(f"The key file {path} cannot be read.") from problem
    with os.fdopen(descriptor) as file:
        # The open file is asked, not the path, so that nobody can swap it in between.
        if os.fstat(file.fileno()).st_mode & OPEN_TO_OTHERS:
            raise KeyFileRefused(f"The key file {path} is open to other users: chmod 600 it.")
        words = file.read(400).split()
    return _parse(words, path)


def _parse(words: list[str], path: Path) -> RootKey:
    problem = f"The key file {path} is not a {FORMAT} file."
    if len(words) != 3 or words[0] != FORMAT:
        raise KeyFileRefused(problem)
    try:
        material = bytes.fromhex(words[2])
    except ValueError:
        raise KeyFileRefused(problem) from None
    if len(material) != KEY_BYTES:
        raise KeyFileRefused(problem)
    return RootKey(words[1], material)

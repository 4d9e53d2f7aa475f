"""manifest.json: every file of an edition with its hash (contract, section 5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def write_manifest(files: Mapping[str, bytes], about: Mapping[str, object]) -> bytes:
    """The edition, what it was made with, and every file with its sha256."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return (json.dumps({**about, "files": hashes}, ensure_ascii=False, indent=2) + "\n").encode()

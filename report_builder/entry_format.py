"""What an entry of the store looks like: a record as MessagePack, behind a checksum.

A file names no classes: msgspec fills the fields of the kind that is asked for, so that reading one
runs no code but that of our own records.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, TypeVar

from msgspec import msgpack

from report_builder.problems import Fault

Kind = TypeVar("Kind")
_MARK = b"report-builder 1"
_HEAD = len(_MARK) + sha256().digest_size


def sealed(key: str, record: object) -> tuple[bytes, bytes]:
    """The head and the content of an entry. Raises ValueError for text that no file can hold."""
    content = _encoder.encode(record)
    return _head(key, type(record), content), content


def unsealed(key: str, kind: type[Kind], entry: bytes) -> Kind | None:
    """The record in an entry; None unless it is whole, and was kept by that key as that kind."""
    content = memoryview(entry)[_HEAD:]
    if entry[:_HEAD] != _head(key, kind, content):
        return None
    if kind not in _decoders:
        _decoders[kind] = msgpack.Decoder(kind, dec_hook=_from_plain)
    record: Kind = _decoders[kind].decode(content)
    return record


def _head(key: str, kind: type, content: bytes | memoryview) -> bytes:
    """The mark of our entries, and a checksum of the key, the kind and the content."""
    checksum = sha256(f"{key}\n{kind.__module__}.{kind.__qualname__}\n".encode())
    checksum.update(content)
    return _MARK + checksum.digest()


def _to_plain(thing: object) -> object:
    """What msgspec does not know itself."""
    match thing:
        case Fault():
            return [thing.code, thing.message, thing.hint]
        case Mapping():
            return dict(thing)
    raise TypeError(f"cannot be kept: {type(thing).__name__}")


def _from_plain(kind: type, plain: Any) -> object:
    if kind is Fault:
        return Fault(*plain)
    raise TypeError(f"cannot be kept: {kind.__name__}")


_encoder = msgpack.Encoder(enc_hook=_to_plain)
_decoders: dict[type, msgpack.Decoder[Any]] = {}

"""One request over a connection that is checked, timed and measured.

reads nothing of Crosswire's but its own helpers; a helper of :mod:`crosswire.ingest.fetch`. The host's addresses are
resolved here, each is checked, and the connection is made to the address that was checked: a name that is resolved
anew, and differently, changes nothing (DNS rebinding). TLS still asks for a certificate of the host's name.
"""

import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore2
from httpcore2 import SyncBackend

from crosswire.base.errors import ItemFailed
from crosswire.ingest.addresses import Resolver, refusal

_CHUNK = 65_536
_ENCODINGS = {"gzip": 31, "x-gzip": 31, "deflate": 47}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request, in bytes and seconds. ``wire`` bounds what comes over the network, headers and interim
    answers included; ``body`` what it unpacks to; ``total`` the time from the first connection to the last byte;
    ``silence`` the time in which nothing comes."""

    wire: int = 16 * 1024 * 1024
    body: int = 32 * 1024 * 1024
    headers: int = 32 * 1024
    total: float = 60.0
    silence: float = 15.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """A server's answer: headers by lower-case name (the last of several), the body unpacked."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire: int


class _Meter:
    """Counts what comes in and watches the clock; a breach is an ItemFailed."""

    def __init__(self, limits: Limits, stopped: Callable[[], bool]) -> None:
        self.limits, self._stopped, self.wire = limits, stopped, 0
        self._end = time.monotonic() + limits.total

    def left(self) -> float:
        """Seconds that may be waited for the next bytes."""
        if self._stopped():
            raise ItemFailed("stopped", "the fetching was stopped.")
        left = self._end - time.monotonic()
        if left <= 0:
            raise ItemFailed("too-slow", f"it took longer than {self.limits.total:g} seconds.")
        return min(left, self.limits.silence)

    def count(self, data: bytes) -> bytes:
        self.wire += len(data)
        if self.wire > self.limits.wire:
            raise ItemFailed("too-large", f"more than {size(self.limits.wire)} came.")
        return data


class _Stream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream, meter: _Meter) -> None:
        self._inner, self._meter = inner, meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.count(self._inner.read(max_bytes, self._meter.left()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._meter.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._meter.left()), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, meter: _Meter, resolver: Resolver, allow_private: bool) -> None:
        self._meter, self._resolver, self._allow_private = meter, resolver, allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        failed: Exception | None = None
        for address in self._addresses(host, port):
            try:
                return _Stream(SyncBackend().connect_tcp(address, port, self._meter.left()), self._meter)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore2.ConnectError("no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """The host's addresses; one that is not public refuses them all."""
        try:
            found = self._resolver(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise ItemFailed("no-such-host", f"the host {host} is not known ({error}); check the address.") from error
        if not found:
            raise ItemFailed("no-such-host", f"the host {host} has no address; check the address.")
        for address in found if not self._allow_private else ():
            if why := refusal(address):
                raise ItemFailed("private-address", f"the host {host} stands at {address} ({why}); it is not asked.")
        return found[:4]


def exchange(
    url: str,
    *,
    headers: dict[str, str],
    limits: Limits,
    resolver: Resolver,
    tls: ssl.SSLContext,
    allow_private: bool,
    stopped: Callable[[], bool],
    post: bytes | None = None,
) -> Answered:
    """One GET (a POST of ``post``, where it is given), without following anything. Raises ItemFailed with what went
    wrong as its reason."""
    meter = _Meter(limits, stopped)
    backend = _Backend(meter, resolver, allow_private)
    fields = [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=tls, network_backend=backend, max_connections=1) as pool,
            pool.stream("GET" if post is None else "POST", _encoded(url), headers=fields, content=post) as response,
        ):
            received = _headers(response.headers, limits)
            body = b"" if response.status in (204, 304) else _body(response.iter_stream(), received, limits)
            return Answered(response.status, received, body, meter.wire)
    except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError) as error:
        raise _failure(error, limits) from error
    except httpcore2.UnsupportedProtocol as error:
        raise ItemFailed("not-a-web-address", "only http and https addresses are read.") from error


def size(count: int) -> str:
    """A number of bytes for a reader: "16 MB", "900 KB"."""
    return f"{count / 1048576:.3g} MB" if count >= 1048576 else f"{count / 1024:.3g} KB"


def _encoded(url: str) -> bytes:
    """The address as it goes over the wire: the host in IDNA, the path percent-encoded."""
    import httpx2

    try:
        return str(httpx2.URL(url)).encode("ascii")
    except (httpx2.InvalidURL, UnicodeError, ValueError) as error:
        raise ItemFailed("not-a-web-address", f"this is no address of the web ({error}).") from error


def _headers(found: Iterable[tuple[bytes, bytes]], limits: Limits) -> dict[str, str]:
    rows = list(found)
    if sum(len(name) + len(value) for name, value in rows) > limits.headers or len(rows) > 200:
        raise ItemFailed("giant-headers", f"its headers are larger than {size(limits.headers)}.")
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in rows}


def _body(chunks: Iterator[bytes], headers: dict[str, str], limits: Limits) -> bytes:
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return _joined(chunks, limits)
    if coding not in _ENCODINGS:
        raise ItemFailed("unknown-encoding", f'it is packed as "{coding[:40]}", which was not asked for.')
    try:
        return _joined(_unpacked(chunks, _ENCODINGS[coding]), limits)
    except zlib.error as error:
        raise ItemFailed("broken-response", f"it cannot be unpacked ({error}).") from error


def _joined(chunks: Iterator[bytes], limits: Limits) -> bytes:
    whole = bytearray()
    for chunk in chunks:
        whole += chunk
        if len(whole) > limits.body:
            raise ItemFailed("too-large", f"it unpacks to more than {size(limits.body)}.")
    return bytes(whole)


def _unpacked(chunks: Iterator[bytes], wbits: int) -> Iterator[bytes]:
    """The chunks unpacked, at most 64 KB at a time, so that a bomb is met while it is small."""
    opener, first = zlib.decompressobj(wbits), True
    for chunk in chunks:
        if first and wbits == _ENCODINGS["deflate"] and (chunk[0] & 0x0F) != 8:
            opener = zlib.decompressobj(-15)  # "deflate" without its zlib header, as some servers send it
        first, waiting = False, chunk
        while waiting and not opener.eof:
            yield opener.decompress(waiting, _CHUNK)
            waiting = opener.unconsumed_tail
    yield opener.flush()
    if not opener.eof and not first:
        raise ItemFailed("broken-response", "its packed body ends in the middle.")


def _failure(error: Exception, limits: Limits) -> ItemFailed:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, TimeoutError):
            why = getattr(cause, "verify_message", "") or getattr(cause, "reason", "") or "handshake failed"
            return ItemFailed("tls", f"no secure connection could be made ({why}).")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.ConnectTimeout | httpcore2.ConnectError):
        return ItemFailed("no-connection", f"no connection could be made ({error or 'it took too long'}).")
    if isinstance(error, httpcore2.TimeoutException):
        return ItemFailed("too-slow", f"nothing came for {limits.silence:g} seconds, or it took longer than allowed.")
    if "too long" in str(error).lower() or "receive buffer" in str(error).lower():
        return ItemFailed("giant-headers", "its headers are larger than is read.")
    return ItemFailed("broken-response", f"its answer is broken ({str(error)[:120] or type(error).__name__}).")

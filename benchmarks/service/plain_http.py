"""HTTP as cheap as it gets: requests are bytes made beforehand, of answers only status and length are read."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit


def request(method: str, path: str, *, body: object = None, **headers: str) -> bytes:
    """A request on a connection that stays open; names of headers are written with underscores."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: service", f"Content-Length: {len(content)}"]
    if content:
        lines.append("Content-Type: application/json")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


class Connection:
    """One connection, one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, url: str) -> "Connection":
        """A connection to a service by its URL."""
        place = urlsplit(url)
        return cls(*await asyncio.open_connection(place.hostname, place.port))

    async def ask(self, wanted: bytes) -> tuple[int, bytes]:
        """Status and body of the answer."""
        self._writer.write(wanted)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"content-length:")
        length = 0 if at < 0 else int(lower[at + 15 : lower.index(b"\r", at)])
        return int(head[9:12]), await self._reader.readexactly(length)

    def close(self) -> None:
        """End it."""
        self._writer.close()


async def ask_once(url: str, method: str, path: str, *, body: object = None, **headers: str) -> tuple[int, Any]:
    """Status and body, which is JSON, of one request on a connection of its own."""
    connection = await Connection.to(url)
    try:
        status, content = await connection.ask(request(method, path, body=body, **headers))
    finally:
        connection.close()
    return status, json.loads(content) if content else None

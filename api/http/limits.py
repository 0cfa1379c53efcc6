"""The largest body that a request may have, counted while it arrives: a header may be absent, or lie."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import problem_response


class BodyLimit:
    """Middleware that refuses a body by its length where that is told, and else once it has grown too long."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a body of at most so many bytes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        told = request.headers.get("content-length", "")
        if told.isdecimal() and int(told) > self.most:
            refused = problem_response(
                request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, kind="too-large", title="Too large", detail=self._told
            )
            await refused(scope, receive, send)
            return
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self.most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, self._told)
            return message

        await self.app(scope, counted, send)

    @property
    def _told(self) -> str:
        return f"A request's body may have {self.most} bytes. Send it in parts."

"""Around every request: only what the pages need is there, and every response carries the policy."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.web.navigation import PAGES
from rag.web.receiving import with_whole_characters

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # Gradio sets its theme and sizes in style attributes
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
# Gradio also answers uploads, a file server, a proxy, run history and an API by name. The pages
# use none of them.
PATHS = (
    "/config",
    "/enquiry-letter",
    "/enquiry.js",
    "/favicon.ico",
    "/gradio_api/cancel",
    "/gradio_api/info",
    "/gradio_api/queue/data",
    "/gradio_api/queue/join",
    "/gradio_api/startup-events",
    "/page.js",
    "/theme.css",
    *(page.address for page in PAGES),
)
FOLDERS = (
    "/assets/",
    "/static/",
    "/gradio_api/heartbeat/",
    "/page-pictures/",
    "/enquiry-replies/",
    "/answers/",
)
MCP_FOLDER = "/gradio_api/mcp/"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
REQUEST_BYTES = 1_000_000
"""A question of 20,000 characters, each written \\uXXXX, has an eighth of it."""
LARGER_BYTES = {"/enquiry-letter": 10_000_000}
"""Where a file is sent."""


class Guard:
    """ASGI middleware that turns away what the pages do not use, and adds the headers.

    Served on a loopback address, it answers only to loopback host names: otherwise a page elsewhere
    could reach it by pointing its own name at this machine.
    """

    def __init__(self, app: ASGIApp, host: str, *, mcp: bool = False) -> None:
        self._app = app
        self._mcp = mcp
        self._hosts = LOOPBACK if host in LOOPBACK else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        scope = without_page(scope)
        refusal = self._refusal(scope)
        if scope["method"] == "POST" and scope["path"] not in LARGER_BYTES:
            receive = with_whole_characters(receive)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if self._hosts and host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("no such host here", 421)
        is_mcp = self._mcp and is_mcp_path(scope["path"])
        if not (is_mcp or is_used(scope["path"])):
            return PlainTextResponse("not found", 404)
        if scope["method"] not in ("GET", "HEAD", "POST") and not (
            is_mcp and scope["method"] == "DELETE"  # ends an MCP session
        ):
            return PlainTextResponse("method not allowed", 405)
        if scope["method"] == "POST":
            length = headers.get("content-length", "")
            if not length.isdecimal():
                return PlainTextResponse("a length is needed", 411)
            if int(length) > LARGER_BYTES.get(scope["path"], REQUEST_BYTES):
                return PlainTextResponse("too large", 413)
        return None


def without_page(scope: Scope) -> Scope:
    """A request below a page ("/quote-check/config") made one below the root, for that page.

    Gradio writes a page's configuration into its HTML as a script, which the policy refuses; its
    client then looks for everything below the page's own address (gradio 6.31).
    """
    for page in PAGES:
        if page.path and scope["path"].startswith(f"{page.address}/"):
            path = scope["path"].removeprefix(page.address)
            query = f"page={page.path}".encode() if path == "/config" else scope["query_string"]
            return {**scope, "path": path, "raw_path": path.encode(), "query_string": query}
    return scope


def is_used(path: str) -> bool:
    """Whether the pages ask for a path."""
    return path == "" or path in PATHS or path.startswith(FOLDERS)


def is_mcp_path(path: str) -> bool:
    """Whether a path belongs to the MCP server."""
    return path == MCP_FOLDER.rstrip("/") or path.startswith(MCP_FOLDER)


def host_name(host: str) -> str:
    """The name of a Host header, without its port or the brackets of an IPv6 address."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()

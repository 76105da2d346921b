"""Serves the pages: Gradio mounted in FastAPI, behind the guard, run by uvicorn."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

from rag import offline  # noqa: F401 - before Gradio is imported, or it looks up names

import gradio as gr  # isort: skip
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, PlainTextResponse, Response

from rag.errors import BadSetting
from rag.settings import Settings
from rag.web import (
    answer_files,
    ask,
    enquiry,
    enquiry_routes,
    page_pictures,
    programs,
    quote_check,
    signatures,
)
from rag.web.desk import Desk
from rag.web.enquiry_desk import EnquiryDesk
from rag.web.enquiry_opening import LibraryEnquiryDesk
from rag.web.enquiry_work import EnquiryWork
from rag.web.guarding import Guard
from rag.web.keeping import Keeping
from rag.web.opening import AssistantDesk
from rag.web.programs import Programs
from rag.web.work import Work

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent
HANDLERS_AT_ONCE = 30
HANDLERS_WAITING = 1_000
SCRIPTS = ("page.js", "enquiry.js")
SECONDS_TO_FINISH = 3
"""What questions under way get after SIGTERM."""
MCP_MISSING = (
    "setting mcp: the package mcp is not installed: "
    "pip install 'chapter-and-verse[mcp]', or set mcp to false"
)
SYSTEM_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")


def serve(settings: Settings) -> None:
    """Serves the pages until it is told to stop; opens or makes the index meanwhile."""
    logging.getLogger("uvicorn.error").addFilter(_is_worth_a_line)
    with suppress(KeyboardInterrupt):
        asyncio.run(run(AssistantDesk(settings), settings))


async def run(desk: Desk, settings: Settings) -> None:
    """Serves the pages over a desk until it is told to stop.

    The application is made inside the loop: outside, Gradio makes loops it never closes.
    """
    work = Work(desk, Keeping.of(settings.store))
    config = uvicorn.Config(
        application(work, settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    await _Server(config, work).serve()


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """All but the streams to open pages that end with the server: uvicorn calls those faults."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


class _Server(uvicorn.Server):
    """Says where the pages are, and begins to open the index, once the port is its own."""

    def __init__(self, config: uvicorn.Config, work: Work) -> None:
        super().__init__(config)
        self._work = work

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Tells whoever waits for an answer, before the connections close."""
        self._work.stopping.set()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Binds the port. Ends the program where it is taken."""
        await super().startup(sockets)
        if self.started:
            print(
                f"Chapter & Verse: http://{_shown_host(self.config.host)}:{self.config.port}",
                flush=True,
            )
            self._work.desk.prepare()


def _shown_host(host: str) -> str:
    return f"[{host}]" if ":" in host else host


# Gradio 6.31 counts all events anew, with pandas, after each one, for a page that is switched off.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)


def application(work: Work, settings: Settings, enquiries: EnquiryDesk | None = None) -> FastAPI:
    """The pages over a desk and what it keeps, as an ASGI application."""
    letters = enquiries or LibraryEnquiryDesk(work.desk, settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    if settings.mcp and find_spec("mcp") is None:
        raise BadSetting(MCP_MISSING)
    app.add_middleware(Guard, host=settings.host, mcp=settings.mcp)
    for name in SCRIPTS:
        app.add_api_route(f"/{name}", _script(name), include_in_schema=False)
    app.add_api_route(page_pictures.ROUTE, page_pictures.route(work.desk), include_in_schema=False)
    app.add_api_route(answer_files.ROUTE, answer_files.route(work), include_in_schema=False)
    signatures.remember()
    page = ask.page(work, settings.question_characters)
    quote_check.add_to(page, work.desk)
    enquiry.add_to(page, EnquiryWork(work.desk, letters))
    enquiry_routes.add_to(app, letters)
    programs.add_to(page, Programs(work.desk, settings.question_characters))
    # Gradio 6.31 has 40 handlers under way at once, of all pages together, unless launched with more:
    # whoever waits in the desk's line would hold up everything else, and others would not be in it.
    page.max_threads = HANDLERS_WAITING
    page.queue(
        max_size=HANDLERS_WAITING, default_concurrency_limit=HANDLERS_AT_ONCE, api_open=False
    )
    with warnings.catch_warnings():
        # Gradio 6.31 warns that several pages cannot be rendered by the server, asked for or not.
        warnings.filterwarnings("ignore", message="SSR mode is not supported")
        _mount(app, page, settings)
    if settings.mcp:
        if not page.mcp_server:
            raise BadSetting(f"setting mcp: {page.mcp_error or 'the MCP server did not start'}")
        programs.speak_json(page)
    return app


def _mount(app: FastAPI, page: gr.Blocks, settings: Settings) -> None:
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=settings.mcp,
        pwa=False,
        app_kwargs={
            "docs_url": None,
            "redoc_url": None,
            "openapi_url": None,
            "exception_handlers": {KeyError: _unknown},
        },
        theme=gr.themes.Base(font=SYSTEM_FONTS, font_mono=("ui-monospace", "monospace")),
        css_paths=[FOLDER / "page.css", FOLDER / "enquiry.css"],
        head="".join(f'<script src="/{name}" defer></script>' for name in SCRIPTS),
    )


def _unknown(request: Request, error: Exception) -> Response:
    """Gradio 6.31 looks up a handler by the number sent, and fails where there is none."""
    log.warning("a request to %s named %s, which is not there", request.url.path, error)
    return PlainTextResponse("no such handler here", 404)


def _script(name: str) -> Callable[[], FileResponse]:
    return lambda: FileResponse(FOLDER / name, media_type="text/javascript")

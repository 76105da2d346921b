"""What other programs send as JSON, made text that can be sent back, stored and searched."""

from __future__ import annotations

import json

from starlette.types import Message, Receive

from rag.web.escaping import sound


def with_whole_characters(receive: Receive) -> Receive:
    """Receives a request's body in one piece, half characters (surrogates) in its JSON replaced.

    JSON can write half a character, which no encoding can: Gradio 6.31 takes it, and ends the stream
    of the session's events when it has to send it back.
    """
    body = bytearray()

    async def receive_whole() -> Message:
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return message
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                return {**message, "body": mended(bytes(body)), "more_body": False}

    return receive_whole


def mended(body: bytes) -> bytes:
    """A body without half characters; as it is where it has none or is no JSON."""
    try:
        text = json.dumps(json.loads(body), ensure_ascii=False)
    except (ValueError, RecursionError):
        return body
    whole = sound(text)
    return body if whole == text else whole.encode()

"""Start a Firefox for Playwright, and stand between the two.

Playwright sets the colour scheme of whatever it opens, also when none is wished; Debian's Firefox
does not have that command, and its refusal would be the end. So this one is answered here. With
a wish in it, it goes through and is refused: no test may believe in a scheme that is not there.

`python bridge.py /usr/bin/firefox-esr …` says where it listens, as the browser would.
"""

import asyncio
import json
import re
import sys
from collections.abc import Sequence
from functools import partial

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import Server, ServerConnection, serve

LISTENING = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
UNKNOWN = "emulation.setMediaFeaturesOverride"
NO_WISH = {"prefers-color-scheme": None}
# Both ends are on this machine: what they say may be long, and needs neither packing nor pings.
listen = partial(serve, max_size=None, compression=None, ping_interval=None)
call = partial(connect, max_size=None, compression=None, ping_interval=None)


async def run(command: Sequence[str]) -> int:
    """Pass on what the browser says, but for its address, until it ends."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr is not None
    async for line in firefox.stderr:
        told = LISTENING.search(line)
        sys.stderr.buffer.write(await opened(f"{told[1].decode()}/session") if told else line)
        sys.stderr.flush()
    return await firefox.wait()


async def opened(firefox: str) -> bytes:
    server = await listen(partial(between, firefox), "127.0.0.1", 0)
    return f"WebDriver BiDi listening on ws://127.0.0.1:{port(server)}\n".encode()


def port(server: Server) -> int:
    found: int = next(iter(server.sockets)).getsockname()[1]
    return found


async def between(place: str, playwright: ServerConnection) -> None:
    async with call(place) as firefox:
        await asyncio.gather(ask(playwright, firefox), answer(firefox, playwright))


async def ask(playwright: ServerConnection, firefox: ClientConnection) -> None:
    async for message in playwright:
        granted = grant(message)
        await (playwright.send(granted) if granted else firefox.send(message))
    await firefox.close()


async def answer(firefox: ClientConnection, playwright: ServerConnection) -> None:
    async for message in firefox:
        await playwright.send(message)
    await playwright.close()


def grant(message: str | bytes) -> str | None:
    """Return the answer to what needs no Firefox."""
    asked = json.loads(message)
    if asked["method"] != UNKNOWN or asked["params"]["features"] != NO_WISH:
        return None
    return json.dumps({"type": "success", "id": asked["id"], "result": {}})


if __name__ == "__main__":
    sys.exit(asyncio.run(run(sys.argv[1:])))

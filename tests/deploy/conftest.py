from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.deploy.proxy import Proxy, StartProxy
from tests.loud import Loud
from tests.services import nginx


@pytest.fixture
def start_proxy(loud: Loud, tmp_path: Path) -> Iterator[StartProxy]:
    """Start nginx in front of nodes, with changes of what is shipped."""
    with ExitStack() as stack:

        def start(*nodes: int, changes: dict[str, str] | None = None) -> Proxy:
            made = nginx.server(nodes, tmp_path / "nginx.log", changes=changes)
            return Proxy(stack.enter_context(loud.started("nginx", made)))

        yield start

import socket

import pytest

from tests.services import ports


def test_a_port_is_kept_for_the_server_of_who_asked() -> None:
    port = ports.free()

    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind(("127.0.0.1", port))
    assert not ports.answers(port)
    # As servers do, this one says that it may share an address.
    with socket.create_server(("127.0.0.1", port)):
        assert ports.answers(port)

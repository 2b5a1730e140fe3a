import socket

import pytest
from pytest_socket import SocketConnectBlockedError

from tests.services import ports


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_no_test_speaks_to_the_world() -> None:
    with socket.socket() as outside, pytest.raises(SocketConnectBlockedError):
        outside.connect(("192.0.2.1", 80))


def test_loopback_may_be_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert ports.answers(server.getsockname()[1])

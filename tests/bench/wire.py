"""One client's connection. The library's own would cost more than some of the servers do."""

import socket

PATIENCE_SECONDS = 120


class Wire:
    """Is kept open from request to request, unless the server wants it otherwise."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open: socket.socket | None = None

    def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a whole request, and return status and body."""
        connection = self.open or self.connected()
        connection.sendall(request)
        head = b""
        while b"\r\n\r\n" not in head:
            head += received(connection)
        head, _, body = head.partition(b"\r\n\r\n")
        told = head.lower()
        length = int(told.partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(body) < length:
            body += received(connection)
        if b"connection: close" in told:
            self.close()
        return int(head.split(b" ", 2)[1]), body

    def connected(self) -> socket.socket:
        self.open = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS)
        self.open.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.open

    def close(self) -> None:
        if self.open is not None:
            self.open.close()
        self.open = None


def received(connection: socket.socket) -> bytes:
    some = connection.recv(65_536)
    if not some:
        raise ConnectionError("the server hung up in the middle of an answer")
    return some

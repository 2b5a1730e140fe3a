import socket


def free() -> int:
    """Name a loopback port for a server that a test starts; nobody else is given it meanwhile."""
    holder = socket.socket()
    # Lets a server that says the same listen beside the holder, who never listens.
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    port: int = holder.getsockname()[1]
    # The kernel gives a port that is held to nobody who asks for any: this one stays held
    # until the process ends.
    holder.detach()
    return port


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

"""Whether the address is free on which the system is to be served."""

import socket

import click


def check_free(host: str, port: int) -> None:
    """Raise ``ClickException`` when somebody serves there already, or when the host is not ours.

    The web server's processes share their address, so the system alone would let a second server
    share it too, and requests would go to either.
    """
    try:
        family, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"地址 {host} 端口 {port} 不能使用（{error.strerror}）。请停止占用它的程序，"
            f"或换一个端口，如 --port {port + 1}。\n"
            f"Port {port} of {host} cannot be used. Stop what uses it, or choose another port, "
            f"such as --port {port + 1}."
        ) from error

"""A real mail server on this machine's loop-back that can be told to misbehave."""

import socket
import socketserver
import threading
from contextlib import contextmanager


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail (`taken`: recipient and source of each) and answers RCPT with what stands in `answers`, if anything.

    `answers` is used up one by one; `always` is the answer when it is empty. The answer `drop` closes the line after
    the mail was taken but before that is said.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.taken: list[tuple[str, bytes]] = []
        self.answers: list[str] = []
        self.always = "250 ok"

    @property
    def port(self) -> int:
        return self.server_address[1]


class _Talk(socketserver.StreamRequestHandler):
    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        self.say("220 test")
        answer = recipient = ""
        while line := self.rfile.readline():
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                answer = self.server.answers.pop(0) if self.server.answers else self.server.always
                recipient = line.decode().partition("<")[2].partition(">")[0]
                self.say("250 ok" if answer == "drop" else answer)
            elif verb == b"DATA":
                self.say("354 go on")
                source = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.taken.append((recipient, source))
                if answer == "drop":
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                self.say("250 taken")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@contextmanager
def mail_server():
    """A running `MailServer`."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

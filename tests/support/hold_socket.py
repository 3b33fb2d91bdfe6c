"""use: hold_socket.py PORT NOTIFY_LOG COMMAND…

A service manager in small, for tests: listens at PORT, passes the socket to COMMAND (LISTEN_FDS), writes what it is
told through NOTIFY_SOCKET to a file, and starts COMMAND anew for each line that it reads. Ends with its input.
"""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading


def listen_for_words(path, log):
    receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    receiver.bind(path)

    def work():
        with open(log, "a", encoding="utf-8", buffering=1) as file:
            while True:
                file.write(receiver.recv(4096).decode() + "\n")

    threading.Thread(target=work, daemon=True).start()


def start(command, listener, notify):
    # The shell tells the server its own number, which is not known before it runs.
    script = 'export LISTEN_PID=$$; exec "$@"'
    environment = dict(os.environ, LISTEN_FDS="1", LISTEN_FDNAMES="http", NOTIFY_SOCKET=notify)
    return subprocess.Popen(["sh", "-c", script, "sh", *command], env=environment, pass_fds=[3],
                            preexec_fn=lambda: os.dup2(listener.fileno(), 3), stdout=subprocess.DEVNULL)


def stop(process):
    process.send_signal(signal.SIGTERM)
    if process.wait() != 0:
        print(f"the server ended with {process.returncode}", file=sys.stderr)


def main():
    port, log, *command = sys.argv[1:]
    listener = socket.create_server(("127.0.0.1", int(port)), backlog=1024)
    with tempfile.TemporaryDirectory() as folder:
        notify = os.path.join(folder, "notify")
        listen_for_words(notify, log)
        process = start(command, listener, notify)
        for _ in sys.stdin:
            stop(process)
            process = start(command, listener, notify)
        stop(process)


main()

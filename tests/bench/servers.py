"""The servers that are measured: this project's, Debian's nginx, and the bare epoll loop that is the physical limit."""
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

PATIENCE = 120  # seconds until a server must answer


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as error:
        return error.code == 304  # of the bare loop, which says the same to everybody
    except OSError:
        return False


class Server:
    """A process that answers at `url`; ends with the `with` block."""

    def __init__(self, name: str, command: list[str], port: int, path: str, ready: str = ""):
        self.name, self.port, self.url = name, port, f"http://127.0.0.1:{port}{path}"
        began = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ready_url = f"http://127.0.0.1:{port}{ready or path}"
        while not answers(ready_url):
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise SystemExit(f"bench: {name} does not answer at {ready_url}: {' '.join(command)}")
            time.sleep(0.002)
        self.seconds_to_first_answer = time.monotonic() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def pids(self) -> list[int]:
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid, *map(int, children.split())]

    def cpu_seconds(self) -> float:
        """User and system time of the process and its children."""
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> dict[str, float]:
        """Megabytes: all resident, and what of it is the process's own (not mapped files)."""
        total = {"VmRSS": 0, "RssAnon": 0}
        for pid in self.pids():
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in total:
                    total[name] += int(rest.split()[0])
        return {name: kilobytes / 1024 for name, kilobytes in total.items()}

    def connections_by_thread(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/task"))


def smartmove(program: str, data: str, path: str = "/", *flags: str, name: str = "smartmove") -> Server:
    port = free_port()
    command = [program, "serve", "--data", data, "--port", str(port), "--log-level", "warn", *flags]
    return Server(name, command, port, path, "/healthz")


def bare(program: str, answer: pathlib.Path, *flags: str, name: str = "bare") -> Server:
    port = free_port()
    return Server(name, [program, str(port), str(answer), *flags], port, "/")


NGINX = """
user {user} {user};
daemon off;
pid {work}/nginx.pid;
error_log {work}/nginx.log crit;
worker_processes 2;
{affinity}
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  {file_cache}
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port} reuseport;
    root {root};
    default_type text/html;
    gzip_static on;
    {headers}
  }}
}}
"""

FILE_CACHE = "open_file_cache max=1000 inactive=1h; open_file_cache_valid 1h;"


def nginx(work: pathlib.Path, root: pathlib.Path, path: str, headers: str, affinity: bool = False,
          file_cache: bool = True, name: str = "nginx") -> Server:
    """nginx as it is best on these files: sendfile, open files kept, compressed files beside."""
    port = free_port()
    work = work / name.replace(" ", "-")
    work.mkdir(exist_ok=True)
    config = work / "nginx.conf"
    user = "root" if os.geteuid() == 0 else os.environ.get("USER", "nobody")
    config.write_text(NGINX.format(user=user, work=work, root=root, port=port, headers=headers,
                                   affinity="worker_cpu_affinity auto;" if affinity else "",
                                   file_cache=FILE_CACHE if file_cache else ""))
    return Server(name, ["nginx", "-p", str(work), "-c", str(config)], port, path)

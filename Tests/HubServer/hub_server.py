#!/usr/bin/env python3
"""A model hub on this machine, for tests: what the real one answers when files of a model are asked for.

    hub_server.py SCENARIO.json LOG.jsonl

Two servers run on free ports: the hub at 127.0.0.1 and, as another host, the store of large files at localhost. The first
line on stdout names them: {"hub": "http://127.0.0.1:1234", "store": "http://localhost:5678"}. Every request is written to
LOG.jsonl as one JSON object per line. The process ends when its standard input does, so that it never outlives a test.

The scenario (read again whenever the file changes):

    {"repositories": {"org/name": {"commits": {"<40 hex digits>": "FOLDER"}, "refs": {"main": "<40 hex digits>"},
                                   "access": "public" | "gated" | "private"}},
     "renamed": {"name": "org/name"},
     "large": ["*.safetensors", "*.gguf"],         which files lie in the store
     "token": "hf_…",                               opens gated and private repositories
     "refuses_unknown_tokens": true,                401 for any other token, of public repositories too, as the hub does
     "rate": 5000000,                               bytes a second that the store sends over one connection
     "faults": [{"server": "hub" | "store", "method": "GET", "path": "part of the path", "skip": 0, "times": 1,
                 "do": "cut", "after": 1000}]}

Faults: redirect (to the address `to`, where HUB stands for the hub's own), cut (close the connection after so many
bytes), corrupt (one byte changed), status (answer `status` with `headers` and `body`), changed (another file of the same
size, under another ETag), slow (`delay` seconds before the body), ignore-range (200
and the whole file), wrong-range (a part that was not asked for), drop-header (`name` is left out), set-header (`name`,
`value`), long-header (a line of 64 KiB), compressed (says it is).
"""

import fnmatch
import hashlib
import json
import mmap
import os
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Scenario:
    """The scenario file as it is now."""

    def __init__(self, path):
        self.path, self.text, self.lock = path, None, threading.Lock()
        self.hashes = {}

    def now(self):
        with self.lock:
            with open(self.path, encoding="utf-8") as file:
                text = file.read()
            if text != self.text:
                self.text, self.data = text, json.loads(text)
                for fault in self.data.get("faults", []):
                    fault["left"] = fault.get("times", 1)
                    fault["wait"] = fault.get("skip", 0)
            return self.data

    def fault(self, server, method, path):
        faults = self.now().get("faults", [])
        with self.lock:
            for fault in faults:
                if fault.get("server", server) != server or fault.get("method", method) != method:
                    continue
                if fault.get("path", "") not in path or fault["left"] == 0:
                    continue
                if fault["wait"] > 0:
                    fault["wait"] -= 1
                    continue
                fault["left"] -= 1
                return fault
        return None

    def is_large(self, name):
        return any(fnmatch.fnmatch(name, pattern) for pattern in self.now().get("large", ["*.safetensors", "*.gguf"]))

    def digests(self, path):
        """SHA-256 of the bytes, and SHA-1 as git's blob."""
        status = os.stat(path)
        key = (path, status.st_mtime_ns, status.st_size)
        if status.st_size > 2 << 30:
            # Nobody fetches such a file whole here: its hash only has to be its own.
            return hashlib.sha256(repr(key).encode()).hexdigest(), hashlib.sha1(repr(key).encode()).hexdigest()
        if key not in self.hashes:
            sha256, git = hashlib.sha256(), hashlib.sha1(b"blob %d\0" % status.st_size)
            with open(path, "rb") as file:
                while chunk := file.read(1 << 20):
                    sha256.update(chunk)
                    git.update(chunk)
            self.hashes[key] = (sha256.hexdigest(), git.hexdigest())
        return self.hashes[key]


def files_of(folder):
    names = []
    for parent, _, files in os.walk(folder):
        names += [os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/") for name in files]
    return sorted(names)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Set by main: which server this is, its scenario, log and the other server's address.
    role = scenario = log = log_lock = addresses = None

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.handle_request()

    def do_GET(self):
        self.handle_request()

    def handle_request(self):
        try:
            self.answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the asker had enough

    def answer(self):
        url = urllib.parse.urlsplit(self.path)
        self.current_fault = self.scenario.fault(self.role, self.command, self.path) or {}
        if self.current_fault.get("do") == "status":
            fault = self.current_fault
            self.reply(fault["status"], dict(fault.get("headers", {})), fault.get("body", "on demand").encode())
        elif self.current_fault.get("do") == "redirect":
            self.reply(302, {"Location": self.current_fault["to"].replace("HUB", self.addresses["hub"])})
        elif self.role == "store":
            self.answer_store(urllib.parse.unquote(url.path))
        else:
            self.answer_hub(url.path)

    def note(self, status):
        """Writes the request down before it is answered: whoever has the answer finds it in the log."""
        entry = {
            "server": self.role, "method": self.command, "path": self.path, "status": status,
            "authorization": self.headers.get("Authorization"), "range": self.headers.get("Range"),
            "if_range": self.headers.get("If-Range"),
            "agent": self.headers.get("User-Agent"),
        }
        with self.log_lock:
            self.log.write(json.dumps(entry) + "\n")
            self.log.flush()

    # The hub

    def answer_hub(self, path):
        parts = [urllib.parse.unquote(part) for part in path.strip("/").split("/")]
        if parts == [""]:
            return self.reply(200, {}, b"a model hub\n")
        if parts[:3] == ["api", "resolve-cache", "models"] and len(parts) >= 7:
            return self.answer_file("/".join(parts[3:5]), parts[5], "/".join(parts[6:]), is_cached_route=True)
        if parts[:2] == ["api", "models"]:
            return self.answer_api(parts[2:])
        if "resolve" in parts[1:3]:
            at = parts.index("resolve", 1)
            repository = "/".join(parts[:at])
            target = self.scenario.now().get("renamed", {}).get(repository)
            if target:
                rest = path.strip("/").split("/")[at:]
                return self.reply(307, {"Location": "/" + "/".join([target] + rest)})
            return self.answer_file(repository, parts[at + 1], "/".join(parts[at + 2 :]))
        self.reply(404, {})

    def repository(self, name):
        """The repository's record; answers itself, and returns None, where the asker may not see it."""
        record = self.scenario.now().get("repositories", {}).get(name)
        token = self.scenario.now().get("token")
        shown = self.headers.get("Authorization")
        is_allowed = token is not None and shown == f"Bearer {token}"
        if shown and not is_allowed and self.scenario.now().get("refuses_unknown_tokens"):
            self.reply(401, {"X-Error-Message": "Invalid credentials in Authorization header"})
            return None
        access = (record or {}).get("access", "public")
        if record is None or (access == "private" and not is_allowed):
            status = 404 if self.headers.get("Authorization") else 401
            self.reply(status, {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"})
            return None
        if access == "gated" and not is_allowed:
            status = 403 if self.headers.get("Authorization") else 401
            self.reply(status, {"X-Error-Code": "GatedRepo", "X-Error-Message": f"Access to model {name} is restricted."})
            return None
        return record

    def commit(self, record, revision):
        commits = record["commits"]
        if revision in commits:
            return revision
        if revision in record.get("refs", {}):
            return record["refs"][revision]
        self.reply(404, {"X-Error-Code": "RevisionNotFound", "X-Error-Message": f"Invalid rev id: {revision}"})
        return None

    def answer_file(self, name, revision, file, is_cached_route=False):
        record = self.repository(name)
        commit = record and self.commit(record, revision)
        if not commit:
            return
        path = os.path.join(record["commits"][commit], file)
        if file not in files_of(record["commits"][commit]):
            fields = {"X-Repo-Commit": commit, "X-Error-Code": "EntryNotFound", "X-Error-Message": "Entry not found"}
            return self.reply(404, fields)
        sha256, git = self.scenario.digests(path)
        size = os.path.getsize(path)
        if self.scenario.is_large(file):
            location = f"{self.addresses['store']}/repos/{urllib.parse.quote(path, safe='')}?X-Signature=secret"
            fields = {
                "X-Repo-Commit": commit, "X-Linked-Size": str(size), "X-Linked-Etag": f'"{sha256}"',
                "Location": location, "Accept-Ranges": "bytes",
            }
            return self.reply(302, fields, f"Found. Redirecting to {location}".encode())
        if not is_cached_route:
            quoted = urllib.parse.quote(file)
            fields = {
                "X-Repo-Commit": commit, "Location": f"/api/resolve-cache/models/{name}/{commit}/{quoted}?etag=%22{git}%22",
                "ETag": f'"{git}"', "X-Linked-Size": str(size), "Accept-Ranges": "bytes",
            }
            return self.reply(307, fields, b"Temporary Redirect")
        self.reply_file(path, {"X-Repo-Commit": commit, "ETag": f'"{git}"'})

    def answer_api(self, parts):
        data = self.scenario.now()
        for length in (2, 1):
            name, rest = "/".join(parts[:length]), parts[length:]
            if name in data.get("renamed", {}) and (not rest or rest[0] in ("revision", "tree")):
                return self.reply(307, {"Location": "/" + "/".join(["api", "models", data["renamed"][name], *rest])})
            if not rest or rest[0] in ("revision", "tree"):
                break
        record = self.repository(name)
        commit = record and self.commit(record, rest[1] if len(rest) > 1 else "main")
        if not commit:
            return
        folder = record["commits"][commit]
        names = record.get("listed", files_of(folder))
        if rest[:1] == ["tree"]:
            body = [self.tree_entry(folder, file) for file in names]
        else:
            body = {
                "_id": "0", "id": name, "modelId": name, "sha": commit, "private": False, "gated": False, "tags": [],
                "downloads": 0, "likes": 0, "siblings": [{"rfilename": file} for file in names],
            }
        self.reply(200, {"Content-Type": "application/json"}, json.dumps(body).encode())

    def tree_entry(self, folder, file):
        path = os.path.join(folder, file)
        sha256, git = self.scenario.digests(path)
        entry = {"type": "file", "path": file, "size": os.path.getsize(path), "oid": git}
        if self.scenario.is_large(file):
            entry["lfs"] = {"oid": sha256, "size": entry["size"], "pointerSize": 134}
        return entry

    # The store of large files

    def answer_store(self, path):
        prefix = "/repos/"
        if not path.startswith(prefix) or "X-Signature=secret" not in self.path:
            return self.reply(403, {}, b"<Error>AccessDenied</Error>")
        # The signature carries the right to read: a token here would be one that leaked.
        path = path[len(prefix) :]
        self.reply_file(path, {"ETag": '"of-the-store"'})

    # Answers

    def reply_file(self, path, fields):
        with open(path, "rb") as file:
            # Mapped, for sparse files of many gigabytes.
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.path.getsize(path) else b"")
        fields["Accept-Ranges"] = "bytes"
        status, start, end, fault = 200, 0, len(content), self.current_fault.get("do")
        if fault == "changed":
            content, fields["ETag"] = bytes(byte ^ 0xFF for byte in content), '"of-another-file"'
        asked = self.headers.get("Range")
        if self.headers.get("If-Range", fields.get("ETag")) != fields.get("ETag"):
            asked = None  # a part of another file is of no use
        if asked and asked.startswith("bytes=") and fault != "ignore-range":
            first, last = asked[len("bytes=") :].split("-")
            start, end = int(first), min(end, int(last) + 1) if last else end
            if start >= len(content):
                return self.reply(416, {"Content-Range": f"bytes */{len(content)}"})
            if fault == "wrong-range":
                start = max(0, start - 7)
            status = 206
            fields["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
        self.reply(status, fields, content[start:end])

    def reply(self, status, fields, body=b""):
        fault = self.current_fault
        kind = fault.get("do")
        if kind == "drop-header":
            fields = {name: value for name, value in fields.items() if name != fault["name"]}
        if kind == "set-header":
            fields = {**fields, fault["name"]: fault["value"]}
        if kind == "long-header":
            fields = {**fields, "X-Long": "a" * 65536}
        if kind == "compressed":
            fields = {**fields, "Content-Encoding": "gzip"}
        if kind == "corrupt" and body:
            middle = len(body) // 2
            body = bytes(body[:middle]) + bytes([body[middle] ^ 0x20]) + bytes(body[middle + 1 :])
        self.note(status)
        if kind == "slow" and not fault.get("after"):
            time.sleep(fault["delay"])
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        if kind in ("cut", "slow"):
            self.wfile.write(body[: fault.get("after", 0)])
            self.wfile.flush()
            if kind == "cut":
                self.close_connection = True
                return
            time.sleep(fault["delay"])
            body = body[fault.get("after", 0) :]
        self.write_at_rate(body)

    def write_at_rate(self, body):
        """Sends `body`, no faster than the scenario lets one connection of the store be."""
        rate = self.scenario.now().get("rate") if self.role == "store" else None
        if not rate:
            self.wfile.write(body)
            return
        start, step = time.monotonic(), max(1, rate // 50)
        for offset in range(0, len(body), step):
            self.wfile.write(body[offset : offset + step])
            time.sleep(max(0, start + (offset + step) / rate - time.monotonic()))


def main():
    scenario = Scenario(sys.argv[1])
    scenario.now()
    log, lock, addresses, servers = open(sys.argv[2], "a", encoding="utf-8"), threading.Lock(), {}, {}
    for role, host in (("hub", "127.0.0.1"), ("store", "localhost")):
        members = {"role": role, "scenario": scenario, "log": log, "log_lock": lock, "addresses": addresses}
        server = ThreadingHTTPServer(("127.0.0.1", 0), type(role, (Handler,), members))
        server.daemon_threads = True
        addresses[role] = f"http://{host}:{server.server_address[1]}"
        servers[role] = server
    for server in servers.values():
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps(addresses), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What the explorer's server can do: neighbour queries beside the command's, and a minute of requests.

    Benchmarks/explorer.py EMBEDSCOPE MODEL [--seconds 60] [--rate 1000] [--share 0.05]

Prints the size of the page and of the map's data, the time of a neighbour query at the server and within `embedscope neighbors`
(the difference of many words and one, so that opening the model is not in it), and, at a fixed rate of requests of which a share
asks for neighbours, the times of the answers, the server's memory before and after, and the client's share of a processor.
"""

import argparse
import asyncio
import json
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import tempfile
import time
import urllib.request


def memory(pid):
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024


class Server:
    def __init__(self, tool, model, cache):
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        self.process = subprocess.Popen(
            [tool, "explore", model, "--port", "0", "--no-open"], stdout=subprocess.PIPE, text=True, env=environment)
        self.port = int(re.search(r":(\d+)", self.process.stdout.readline()).group(1))

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path):
        with urllib.request.urlopen(self.url(path)) as answer:
            return answer.read()

    def study(self, name, values):
        """The key of a study's result, once it is there."""
        request = urllib.request.Request(
            self.url(f"/api/studies/{name}"), json.dumps({"models": [0], "values": values}).encode(),
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            started = json.load(answer)
        while "result" not in started or started["result"] is None:
            time.sleep(0.1)
            started = json.loads(self.get(f"/api/jobs/{started.get('job', started.get('id'))}.json"))
            if started["state"] in ("failed", "cancelled"):
                raise SystemExit(f"{name}: {started['error']}")
        return started["result"].split("/")[-1]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(10)


def sizes(server, page):
    """Bytes of the page, and of what the map needs."""
    files = sum(os.path.getsize(os.path.join(page, name)) for name in os.listdir(page))
    key = server.study("project", {"method": ["pca"]})
    paths = ["/api/explorer.json", "/api/results.json", "/api/models/0/tokens.txt", "/api/models/0/colors/position.json",
             "/api/models/0/colors/position.bin"]
    paths += [f"/api/results/{key}/{name}" for name in ("map.json", "points.bin", "labels.bin", "label-widths.bin")]
    data = {path: len(server.get(path)) for path in paths}
    print(f"page {files:,} bytes, data of the map {sum(data.values()):,} bytes, together {(files + sum(data.values())) / 1e6:.2f} MB")


def queries(tool, model, server, rows):
    """Milliseconds of a neighbour query: at the server, and within the command."""
    ids = random.Random(1).sample(range(rows), 200)

    def command(count):
        chosen = [word for id in ids[:count] for word in ("--id", str(id))]
        start = time.perf_counter()
        subprocess.run([tool, "neighbors", model, *chosen, "--json"], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    ours, theirs = [], []
    for _ in range(5):
        start = time.perf_counter()
        for id in ids[:50]:
            server.get(f"/api/models/0/neighbors.json?id={id}&k=10&metric=cosine&corrected=0")
        ours.append((time.perf_counter() - start) / 50)
        one = [command(1) for _ in range(3)]
        alone = [command(2) for _ in range(3)]
        theirs.append(min(alone) - min(one))
    whole = statistics.median(ours) * 1000
    print(f"a neighbour query: {whole:.2f} ms at the server, request and answer included; "
          f"a second word costs `neighbors` {statistics.median(theirs) * 1000:.2f} ms")


async def client(port, paths, times, start, rate, numbers):
    """Sends the requests of `numbers`, each at its time, over one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    loop = asyncio.get_running_loop()
    for number in numbers:
        due = start + number / rate
        if due > loop.time():
            await asyncio.sleep(due - loop.time())
        path, kind = paths(number)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"{path}: {head[:60]}")
        await reader.readexactly(int(re.search(rb"(?i)content-length: (\d+)", head).group(1)))
        times[kind].append(loop.time() - due)
    writer.close()


async def load(server, rows, seconds, rate, share):
    chance = random.Random(2)
    kinds = [chance.random() < share for _ in range(seconds * rate)]
    ids = [chance.randrange(rows) for _ in kinds]

    def paths(number):
        if kinds[number]:
            return f"/api/models/0/neighbors.json?id={ids[number]}&k=10&metric=cosine&corrected=0", "neighbours"
        return f"/api/models/0/rows/{ids[number]}.bin", "rows"

    times = {"neighbours": [], "rows": []}
    connections = 64
    loop = asyncio.get_running_loop()
    start = loop.time() + 0.2
    await asyncio.gather(*(
        client(server.port, paths, times, start, rate, range(place, len(kinds), connections)) for place in range(connections)))
    return times, loop.time() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("model")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--share", type=float, default=0.05)
    options = parser.parse_args()
    print(subprocess.run([options.tool, "--version"], capture_output=True, text=True).stdout.strip(), os.cpu_count(), "cores")
    with tempfile.TemporaryDirectory() as cache:
        server = Server(options.tool, options.model, cache)
        try:
            rows = json.loads(server.get("/api/explorer.json"))["models"][0]["rows"]
            sizes(server, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Sources/Explorer/Page"))
            queries(options.tool, options.model, server, rows)
            before = memory(server.process.pid)
            usage = resource.getrusage(resource.RUSAGE_SELF)
            times, took = asyncio.run(load(server, rows, options.seconds, options.rate, options.share))
            after = resource.getrusage(resource.RUSAGE_SELF)
            share = (after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime) / took
            count = sum(len(kind) for kind in times.values())
            print(f"{count:,} requests in {took:.1f} s, {count / took:,.0f} a second (asked: {options.rate:,})")
            for kind, values in times.items():
                values.sort()
                print(f"{kind}: {len(values):,}, median {values[len(values) // 2] * 1000:.1f} ms, "
                      f"99 % {values[len(values) * 99 // 100] * 1000:.1f} ms after their time")
            print(f"the server's memory: {before:.0f} MB before, {memory(server.process.pid):.0f} MB after; "
                  f"the client took {share * 100:.0f} % of a core")
        finally:
            print("stopped with status", server.stop())


if __name__ == "__main__":
    main()

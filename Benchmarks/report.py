"""The whole report against Python: embedscope, the notebook's way, and a lean Python, in turn, in one run.

Prints wall time and peak memory (the operating system's own accounting of each finished process, children included) as
median of the runs, and ratios pair by pair. Timing decides nothing: there is no exit code for slow.

usage: report.py EMBEDSCOPE PYTHON GPT2_FOLDER BERT_FOLDER [RUNS]
"""

import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent


def run(command, log):
    """Seconds and peak resident bytes of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HF_HUB_OFFLINE": "1"})
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}; see {log.name}")
    return seconds, usage.ru_maxrss * (1 if platform.system() == "Darwin" else 1024)


def version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main(embedscope, python, gpt2, bert, runs=5):
    work = pathlib.Path(tempfile.mkdtemp(prefix="embedscope-bench-"))
    scripts = {"the notebook's way": "notebook.py", "lean Python": "lean.py"}
    commands = {"embedscope report": [embedscope, "report", gpt2, bert, "--out", str(work / "report")]}
    for name, script in scripts.items():
        commands[name] = [python, str(HERE / script), gpt2, bert, str(work / script)]
    probe = "import transformers, matplotlib, numpy; print(transformers.__version__, matplotlib.__version__, numpy.__version__)"
    transformers, matplotlib, numpy = version([python, "-c", probe]).split()[-3:]
    print(f"{version([embedscope, '--version'])}; {version([python, '--version'])}, transformers {transformers}, "
          f"matplotlib {matplotlib}, numpy {numpy}; {os.cpu_count()} cores, {platform.machine()}")
    for name, command in commands.items():
        print(f"  {name}: {' '.join(command)}")
    print(f"one warm-up, then {runs} runs of each in turn; every cache of embedscope's own is empty: it has none\n")
    results = {name: [] for name in commands}
    imshow = []
    for number in range(int(runs) + 1):
        for name, command in commands.items():
            with open(work / "output.log", "w+", encoding="utf-8") as log:
                seconds, memory = run(command, log)
                log.seek(0)
                part = [line for line in log if line.startswith("heatmap seconds: ")]
            if number:
                results[name].append((seconds, memory))
                imshow += [float(line.split()[-1]) / seconds for line in part]
    ours = results["embedscope report"]
    print(f"{'':22}{'seconds':>10}{'ratio':>9}{'peak MB':>10}{'ratio':>9}")
    for name, values in results.items():
        seconds = statistics.median(v[0] for v in values)
        memory = statistics.median(v[1] for v in values)
        ratio = statistics.median(v[0] / o[0] for v, o in zip(values, ours))
        share = statistics.median(v[1] / o[1] for v, o in zip(values, ours))
        print(f"{name:22}{seconds:>10.3f}{ratio:>9.1f}{memory / 1e6:>10.0f}{share:>9.1f}")
    print(f"\nOf the notebook's time, {statistics.median(imshow):.0%} goes into one figure: imshow of the two whole matrices. "
          "A picture that is reduced first, as lean Python has it, needs no such time.")
    shutil.rmtree(work)


if len(sys.argv) not in (5, 6):
    sys.exit(__doc__)
main(*sys.argv[1:])

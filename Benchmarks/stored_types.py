#!/usr/bin/env python3
"""How long the statistics of all rows take by how a matrix is stored, beside F16, and beside a C loop on the same mapped file.

    python3 Benchmarks/stored_types.py ANALYSIS_TIMING PYTHON MODEL_FOLDER

The matrix of the model (whose rows are multiples of 256 values) is written in each type into a temporary folder. Times are the best of
nine rounds in which every type has its turn, on all cores. The C loop converts and adds up halves or bfloat16s where the file is
mapped, on as many threads, compiled here by `cc -O3 -march=native -ffast-math`.
Limits: F16 and BF16 at 70 % of the loop's speed, or twice that of the release before; Q8_0, Q4_K, Q6_K and MLX's 4 bits at half of
F16's rows a second.
"""

import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

LOOP = r"""
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#if defined(__F16C__)
#include <immintrin.h>
#endif

static const uint8_t *data;
static size_t count, threads;
static int is_half;

static void *add_up(void *argument) {
    const size_t part = (size_t)argument, first = count / threads * part, end = part + 1 == threads ? count : first + count / threads;
    const uint16_t *stored = (const uint16_t *)data;
    double *total = malloc(sizeof *total);
    *total = 0;
    for (size_t start = first; start < end; start += 4096) {
        const size_t stop = start + 4096 < end ? start + 4096 : end;
        float sum = 0;
        size_t i = start;
#if defined(__F16C__)
        // Not every compiler finds the instruction by itself.
        __m256 sums[4] = {0};
        for (; is_half && i + 32 <= stop; i += 32)
            for (int k = 0; k < 4; k++)
                sums[k] = _mm256_add_ps(sums[k], _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(stored + i + 8 * k))));
        for (int k = 0; k < 32; k++) sum += ((const float *)sums)[k];
#endif
        if (is_half)
            for (; i < stop; i++) sum += (float)((const _Float16 *)stored)[i];
        else
            for (; i < stop; i++) {
                const uint32_t bits = (uint32_t)stored[i] << 16;
                float value;
                memcpy(&value, &bits, 4);
                sum += value;
            }
        *total += sum;
    }
    return total;
}

int main(int argc, char **argv) {
    const int file = open(argv[1], O_RDONLY);
    struct stat info;
    fstat(file, &info);
    const size_t offset = strtoull(argv[2], 0, 10);
    count = strtoull(argv[3], 0, 10), threads = strtoull(argv[4], 0, 10), is_half = argv[5][0] == 'F';
    data = (const uint8_t *)mmap(0, info.st_size, PROT_READ, MAP_PRIVATE, file, 0) + offset;
    double best = 1e9, sink = 0;
    for (int round = 0; round < 9; round++) {
        struct timespec start, end;
        pthread_t all[256];
        clock_gettime(CLOCK_MONOTONIC, &start);
        for (size_t t = 0; t < threads; t++) pthread_create(&all[t], 0, add_up, (void *)t);
        for (size_t t = 0; t < threads; t++) { double *total; pthread_join(all[t], (void **)&total); sink += *total; }
        clock_gettime(CLOCK_MONOTONIC, &end);
        const double seconds = end.tv_sec - start.tv_sec + 1e-9 * (end.tv_nsec - start.tv_nsec);
        if (seconds < best) best = seconds;
    }
    printf("%.9f %g\n", best, sink);
}
"""

MAKE = r"""
import json, pathlib, sys

import gguf
import mlx.core as mx
import numpy as np
import torch
from safetensors.torch import save_file

sys.path[:0] = [sys.argv[1] + "/cases", sys.argv[1] + "/parity"]
from llama_cpp import library
from quantised_types import quantized
from whole_models import matrix

values = np.ascontiguousarray(matrix(sys.argv[2]))
target = pathlib.Path(sys.argv[3])
base = "model.embed_tokens"


def folder(name, **fields):
    path = target / name
    path.mkdir()
    known = {"model_type": "llama", "vocab_size": values.shape[0], "hidden_size": values.shape[1]}
    (path / "config.json").write_text(json.dumps(known | fields))
    return path


for name, kind in [("F32", torch.float32), ("F16", torch.float16), ("BF16", torch.bfloat16), ("F8_E4M3", torch.float8_e4m3fn)]:
    save_file({base + ".weight": torch.from_numpy(values).to(kind)}, folder(name) / "model.safetensors")
ggml = library()
for name in sys.argv[4].split():
    writer = gguf.GGUFWriter(folder(name) / "model.gguf", "llama")
    kind = gguf.GGMLQuantizationType[name]
    writer.add_tensor("token_embd.weight", quantized(ggml, values, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    (target / name / "config.json").unlink()
for bits, scales in [(4, "bfloat16"), (4, "float16"), (8, "bfloat16"), (6, "bfloat16")]:
    parts = zip(["weight", "scales", "biases"], mx.quantize(mx.array(values).astype(getattr(mx, scales)), 64, bits))
    path = folder(f"MLX-{bits}-{scales}", quantization={"group_size": 64, "bits": bits})
    mx.save_safetensors(str(path / "model.safetensors"), {f"{base}.{name}": part for name, part in parts})
print(values.shape[0], values.shape[1])
"""

GGUF = "Q8_0 Q4_0 Q5_0 Q4_K Q5_K Q6_K IQ4_XS IQ3_S MXFP4"


def run(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def loop_seconds(work, model, rows, columns, kind):
    """What the C loop takes for the one tensor of a safetensors file."""
    path = work / model / "model.safetensors"
    with open(path, "rb") as file:
        offset = 8 + int.from_bytes(file.read(8), "little")
    return float(run([work / "loop", path, str(offset), str(rows * columns), str(os.cpu_count()), kind]).split()[0])


def main(tool, python, model):
    scripts = str(pathlib.Path(__file__).resolve().parents[1] / "Scripts")
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        rows, columns = map(int, run([python, "-c", MAKE, scripts, model, folder, GGUF]).split())
        (work / "loop.c").write_text(LOOP)
        run(["cc", "-O3", "-march=native", "-ffast-math", "-pthread", work / "loop.c", "-o", work / "loop"])
        names = sorted(path.name for path in work.iterdir() if path.is_dir())
        limits = {name: loop_seconds(work, name, rows, columns, name) for name in ("F16", "BF16")}
        lines = run([tool, "statistics", *[str(work / name) for name in names]]).splitlines()
        seconds = {name: json.loads(line)["statistics"] for name, line in zip(names, lines)}
        print(f"{model}: {rows} x {columns}; {os.cpu_count()} cores, {platform.machine()}; statistics of all rows")
        for name in sorted(names, key=seconds.get):
            rate = rows / seconds[name]
            print(f"  {name:16} {1e3 * seconds[name]:8.2f} ms  {rate / 1e6:8.2f} million rows/s  "
                  f"{seconds['F16'] / seconds[name]:5.2f} of F16's", end="")
            if name in ("F16", "BF16"):
                # Before and after, because a busy machine changes from one to the other.
                limit = min(limits[name], loop_seconds(work, name, rows, columns, name))
                print(f"; the C loop {1e3 * limit:.2f} ms: {limit / seconds[name]:.0%} of its speed", end="")
            print(flush=True)


if len(sys.argv) != 4:
    sys.exit(__doc__)
main(*sys.argv[1:])

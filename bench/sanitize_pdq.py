"""Fuzz native/pdq.cpp under AddressSanitizer and UndefinedBehaviorSanitizer.

Run: .venv/bin/python bench/sanitize_pdq.py [PICTURES]   (a compiler with both; builds out/asan)

Builds the native module with the sanitizers, starts again with their library loaded, and hashes
pictures of random shapes, the narrowest and those around each step of the box's width included.
"""

import os
import subprocess
import sys
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "out" / "asan"
FLAGS = "-fsanitize=address,undefined -fno-sanitize-recover=undefined -O1 -g"


def build() -> None:
    path = f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"
    nanobind = subprocess.check_output([sys.executable, "-m", "nanobind", "--cmake_dir"], text=True)
    options = (
        *("-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_CXX_FLAGS={FLAGS}"),
        *(f"-Dnanobind_DIR={nanobind.strip()}", f"-DPython_EXECUTABLE={sys.executable}"),
    )
    for command in (
        ["cmake", "-S", str(ROOT), "-B", str(BUILD), *options],
        ["cmake", "--build", str(BUILD)],
    ):
        subprocess.run(command, check=True, env=os.environ | {"PATH": path}, stdout=sys.stderr)


def sanitizer(name: str) -> str:
    return subprocess.check_output(["c++", f"-print-file-name={name}"], text=True).strip()


def fuzz(pictures: int) -> None:
    module = next(BUILD.glob("_native*.so"))
    loader = ExtensionFileLoader("_native", str(module))
    spec = spec_from_file_location("_native", module, loader=loader)
    assert spec
    native = module_from_spec(spec)
    loader.exec_module(native)
    random = np.random.default_rng(20)
    steps = [5, 6, 63, 64, 65, 127, 128, 129, 255, 256, 257, 384, 385, 1023, 1025]
    for _ in range(pictures):
        height, width = (
            int(random.choice(steps)) if random.random() < 0.5 else int(random.integers(5, 700))
            for _ in range(2)
        )
        shape = (height, width, *[(), (1,), (3,), (4,)][random.integers(4)])
        scale = int(random.choice([1, 1, 2, 3, 8, 64]))
        hashes, quality = native.pdq_hashes(random.integers(0, 256, shape, np.uint8), scale)
        assert len(hashes) == 256
        assert 0 <= quality <= 100
    print(f"{pictures} pictures hashed under the sanitizers, nothing found")


if __name__ == "__main__":
    count = sys.argv[1] if len(sys.argv) > 1 else "500"
    if "LD_PRELOAD" in os.environ:
        fuzz(int(count))
    else:
        build()
        libraries = " ".join(map(sanitizer, ("libasan.so", "libubsan.so", "libstdc++.so")))
        environment = {"LD_PRELOAD": libraries, "ASAN_OPTIONS": "detect_leaks=0"}
        subprocess.run([sys.executable, __file__, count], check=True, env=os.environ | environment)

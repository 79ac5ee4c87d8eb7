"""Runs WebAssembly on wasmtime through its Python package, for the comparison.

wasmtime_peer.py kernel FILE N SECONDS LEAST                        calls the export `run`, a line for each call
wasmtime_peer.py program FILE [--dir HOST::GUEST]... [--] [ARG]...  runs a program for WASI 0.1
wasmtime_peer.py call FILE FUNCTION ARGUMENT                        calls a function of a component
wasmtime_peer.py instances FILE COUNT                               instances of one module that stay alive
wasmtime_peer.py probe                                              the engine's version
"""

import importlib.metadata
import sys
import time

from wasmtime import Config, Engine, ExitTrap, Linker, Module, Store, WasiConfig


def engine():
    config = Config()
    for proposal in ("wasm_gc", "wasm_function_references", "wasm_exceptions"):
        try:
            setattr(config, proposal, True)
        except AttributeError:
            pass  # an older wasmtime: kernels that need it are reported as failing
    return Engine(config)


def kernel(file, n, seconds, least):
    store = Store(engine())
    instance = Linker(store.engine).instantiate(store, Module.from_file(store.engine, file))
    run = instance.exports(store)["run"]
    start = time.monotonic()
    calls = 0
    while calls < least or time.monotonic() - start < seconds:
        cpu = time.thread_time_ns()
        wall = time.perf_counter_ns()
        result = run(store, n)
        wall = time.perf_counter_ns() - wall
        print("call", wall, time.thread_time_ns() - cpu, result)
        calls += 1


def wasi_store(shared, arguments, directories):
    wasi = WasiConfig()
    wasi.argv = arguments
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    for host, guest in directories:
        wasi.preopen_dir(host, guest)
    store = Store(shared)
    store.set_wasi(wasi)
    return store


def program(file, rest):
    directories = []
    while rest and rest[0] == "--dir":
        directories.append(rest[1].split("::"))
        rest = rest[2:]
    if rest and rest[0] == "--":
        rest = rest[1:]
    store = wasi_store(engine(), ["wasm", *rest], directories)
    linker = Linker(store.engine)
    linker.define_wasi()
    instance = linker.instantiate(store, Module.from_file(store.engine, file))
    try:
        instance.exports(store)["_start"](store)
    except ExitTrap as end:
        return end.code
    return 0


def call(file, name, argument):
    # Not in every wasmtime, which the report says then.
    from wasmtime.component import Component, Linker as ComponentLinker

    store = Store(engine())
    component = Component.from_file(store.engine, file)
    instance = ComponentLinker(store.engine).instantiate(store, component)
    print(instance.get_func(store, name)(store, argument))


def resident():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    return 0


def instances(file, count):
    shared = engine()
    module = Module.from_file(shared, file)
    alive = []

    def make():
        store = wasi_store(shared, ["wasm"], [])
        linker = Linker(shared)
        linker.define_wasi()
        alive.append((store, linker.instantiate(store, module)))

    make()
    before = resident()
    start = time.perf_counter()
    for _ in range(count):
        make()
    print("seconds", time.perf_counter() - start)
    print("bytes", max(0, resident() - before) // count)


def main():
    mode, *rest = sys.argv[1:]
    if mode == "kernel":
        kernel(rest[0], *(int(number) for number in rest[1:]))
    elif mode == "program":
        return program(rest[0], rest[1:])
    elif mode == "call":
        call(*rest)
    elif mode == "instances":
        instances(rest[0], int(rest[1]))
    elif mode == "probe":
        print("wasmtime", importlib.metadata.version("wasmtime"), "in Python", sys.version.split()[0])
    else:
        raise ValueError(f"unknown mode {mode}")
    return 0


try:
    sys.exit(main())
except Exception as error:  # whatever it is, the report should say it
    print("failed:", str(error).replace("\n", " "), file=sys.stderr)
    sys.exit(1)

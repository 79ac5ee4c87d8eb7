// Runs WebAssembly on node (V8), for the comparison:
//   node peer.mjs kernel FILE N SECONDS LEAST                 calls the export `run`, a line for each call
//   node peer.mjs program FILE [--dir HOST::GUEST]... [--] [ARGUMENT]...   runs a program for WASI 0.1
//   node peer.mjs call FILE FUNCTION ARGUMENT                  calls a function of what jco made of a component
//   node peer.mjs instances FILE COUNT                         instances of one module that stay alive
//   node peer.mjs probe                                        the engine's version
import { readFileSync } from "node:fs";
import process from "node:process";
import { pathToFileURL } from "node:url";

async function kernel(file, n, seconds, least) {
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {});
  const run = instance.exports.run;
  // The thread's own time where this node can tell it; else that of the process, whose other threads are idle at peak.
  const cpuUsage = process.threadCpuUsage ?? process.cpuUsage;
  const cpu = () => {
    const usage = cpuUsage.call(process);
    return usage.user + usage.system;
  };
  const start = performance.now();
  for (let calls = 0; calls < least || performance.now() - start < seconds * 1000; calls++) {
    const cpuBefore = cpu();
    const before = process.hrtime.bigint();
    const result = run(n);
    const wall = process.hrtime.bigint() - before;
    console.log(`call ${wall} ${Math.round((cpu() - cpuBefore) * 1000)} ${result}`);
    // Lets V8 install what its background threads have compiled.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function program(file, rest) {
  const preopens = {};
  while (rest[0] === "--dir") {
    const [host, guest] = rest[1].split("::");
    preopens[guest] = host;
    rest = rest.slice(2);
  }
  if (rest[0] === "--") {
    rest = rest.slice(1);
  }
  const { WASI } = await import("node:wasi");
  const wasi = new WASI({ version: "preview1", args: [file, ...rest], env: {}, preopens, returnOnExit: true });
  const module = await WebAssembly.compile(readFileSync(file));
  const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
  process.exitCode = wasi.start(instance);
}

async function call(file, name, argument) {
  const component = await import(pathToFileURL(file));
  console.log(component[name](argument));
}

async function instances(file, count) {
  const { WASI } = await import("node:wasi");
  const module = await WebAssembly.compile(readFileSync(file));
  const alive = [];
  const make = async () => {
    const wasi = new WASI({ version: "preview1", args: [file], env: {}, returnOnExit: true });
    alive.push(await WebAssembly.instantiate(module, wasi.getImportObject()));
  };
  await make();
  const memory = process.memoryUsage().rss;
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    await make();
  }
  console.log(`seconds ${Number(process.hrtime.bigint() - start) / 1e9}`);
  console.log(`bytes ${Math.max(0, process.memoryUsage().rss - memory) / count}`);
}

const [mode, file, ...rest] = process.argv.slice(2);
try {
  switch (mode) {
    case "kernel":
      await kernel(file, ...rest.map(Number));
      break;
    case "program":
      await program(file, rest);
      break;
    case "call":
      await call(file, ...rest);
      break;
    case "instances":
      await instances(file, Number(rest[0]));
      break;
    case "probe":
      console.log(`node ${process.versions.node}, V8 ${process.versions.v8}`);
      break;
    default:
      throw new Error(`unknown mode ${mode}`);
  }
} catch (error) {
  console.error(`failed: ${error}`);
  process.exitCode = 1;
}

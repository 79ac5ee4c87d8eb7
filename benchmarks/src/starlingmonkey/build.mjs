// Makes a component that answers in JavaScript on StarlingMonkey, and what engines without components need of it:
//   node --experimental-import-meta-resolve build.mjs JCO DIRECTORY
// JCO is the command of npm's @bytecodealliance/jco, whose modules are used. Into DIRECTORY come answer.component.wasm, its core module
// answer.core.wasm and answer.js, which runs that on V8.
import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const features = ["stdio", "random", "clocks", "http", "fetch-event"];
const [jco, directory] = process.argv.slice(2);
const command = pathToFileURL(await realpath(jco));
const module = (name) => import(import.meta.resolve(name, command));
const source = (name) => readFile(new URL(name, import.meta.url), "utf8");

const { componentize } = await module("@bytecodealliance/componentize-js");
const { transpile } = await module("@bytecodealliance/jco");
const { component } = await componentize(await source("answer.js"), {
  witWorld: await source("answer.wit"),
  worldName: "answer",
  disableFeatures: features,
});
const { files } = await transpile(component, { name: "answer" });
const made = {
  ...files,
  "package.json": JSON.stringify({ type: "module" }),
  "answer.component.wasm": component,
};
// All of it or nothing, however this ends.
const unfinished = `${directory}.unfinished`;
await mkdir(unfinished, { recursive: true });
for (const [name, contents] of Object.entries(made)) {
  await writeFile(path.join(unfinished, name), contents);
}
await rename(unfinished, directory);
// componentize-js keeps the process alive.
process.exit(0);

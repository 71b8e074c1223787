// node run.mjs SPEC: run one Python program in an isolate beside Cloudflare's simulators, as the JSON file SPEC says.
//
// SPEC: {mounts, path, environ, program, bindings, consumers, compatibilityDate, vars}. `program` is a file in the isolate that
// defines `main(host)`, which may wait with run_sync or asyncio.run; `host` has env, heap() and next_batch(milliseconds). The
// text that main gives is printed as the last line.

import { readFileSync } from "node:fs";

import { heap, open } from "./isolate.mjs";
import { simulate } from "./platform.mjs";

const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));
const waiting = [];
const takers = [];

// A batch waits here until Python takes it, and Miniflare waits until Python says that it is done with it.
function consume(batch) {
  return new Promise((resolve, reject) => {
    const held = { batch, done: resolve, failed: (text) => reject(new Error(text)) };
    const taker = takers.shift();
    if (taker) taker(held);
    else waiting.push(held);
  });
}

function nextBatch(milliseconds) {
  const held = waiting.shift();
  if (held) return Promise.resolve(held);
  return new Promise((resolve) => {
    const take = (found) => {
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => {
      takers.splice(takers.indexOf(take), 1);
      resolve(undefined);
    }, milliseconds);
    takers.push(take);
  });
}

const platform = await simulate(spec, consume);
const python = await open({ ...spec, stdout: (line) => process.stdout.write(`${line}\n`), stderr: (line) => process.stderr.write(`${line}\n`) });
const host = { env: platform.env, heap: () => heap(python), next_batch: nextBatch };
let status = 0;
try {
  python.globals.set("_program", spec.program);
  const main = python.runPython("import runpy; runpy.run_path(_program)['main']");
  const found = await main.callPromising(host);
  process.stdout.write(`\n${found}\n`);
} catch (error) {
  console.error(String(error.message ?? error));
  status = 1;
}
await platform.close();
process.exit(status);

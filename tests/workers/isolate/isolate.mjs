// The Python that Workers run (Pyodide), with what workerd gives it: the SDK's two helper modules, a Worker's env and
// its ctx. One call of `open` is one isolate.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { loadPyodide, version } from "pyodide";

const COMPILED = new URL("../../../.wrangler/compiled/", import.meta.url);
const START = { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" };
const BYTECODE = "/bytecode-of-the-host";

// The memory of a Pyodide that has just started, from which isolates begin, as they do in workerd: a tenth of a start.
async function started() {
  const kept = new URL(`pyodide-${version}.memory`, COMPILED);
  if (!existsSync(kept)) {
    const memory = (await loadPyodide({ env: START, _makeSnapshot: true })).makeMemorySnapshot();
    const whole = new URL(`${process.pid}.memory`, COMPILED);
    mkdirSync(COMPILED, { recursive: true });
    writeFileSync(whole, memory);
    renameSync(whole, kept);
  }
  return new Uint8Array(readFileSync(kept));
}

/**
 * `mounts` is a list of [folder on the host, folder in the isolate]; `path` is put before the standard library's;
 * `bytecode`, where there is one, is the folder on the host in which compiled modules are kept for the isolates that come
 * later. The answer is Pyodide itself.
 */
export async function open({ mounts, path, bytecode, environ = {}, stdout, stderr }) {
  const python = await loadPyodide({ _loadSnapshot: await started(), stdout, stderr });
  python.globals.set("_environ", python.toPy({ ...START, ...environ }));
  python.runPython("import os, random; os.environ.update(_environ); random.seed(); del _environ");
  for (const [from, to] of [...mounts, ...(bytecode ? [[bytecode, BYTECODE]] : [])]) {
    python.FS.mkdirTree(to);
    python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, to);
  }
  python.registerJsModule("_cloudflare_compat_flags", { python_workflows_implicit_dependencies: true });
  python.registerJsModule("_pyodide_entrypoint_helper", {
    cloudflareWorkersModule: {},
    cloudflareSocketsModule: {},
    doAnImport: (name) => import(name),
    patchWaitUntil() {},
    patch_env_helper() {
      throw new Error("patch_env is not simulated");
    },
  });
  python.globals.set("_path", python.toPy(path));
  python.runPython("import sys; sys.path[:0] = _path; del _path");
  if (bytecode) python.runPython(`sys.pycache_prefix, sys.dont_write_bytecode = "${BYTECODE}", False`);
  return python;
}

/** What the isolate's WebAssembly memory has grown to, in bytes; it never shrinks. */
export function heap(python) {
  return python._module.HEAP8.length;
}

// One Worker in an isolate of its own: its entry and what it vendors, nothing else of the checkout.

import { heap, open } from "./isolate.mjs";

const SESSION = "/session";

export class Worker {
  /**
   * `entry` is the folder of entry.py, `vendored` the Worker's python_modules; `env` is its bindings and variables. Workers vendor
   * the same packages at the same place, so that with `bytecode` each is compiled once; an entry lies where no other does.
   */
  static async load({ name, entry, vendored }, env, say, bytecode) {
    const path = [`${SESSION}/${name}`, `${SESSION}/vendored`];
    const python = await open({
      mounts: [
        [entry, path[0]],
        [vendored, path[1]],
      ],
      path,
      bytecode,
      stdout: (line) => say(name, line),
      stderr: (line) => say(name, line),
    });
    const bare = heap(python);
    const began = process.cpuUsage();
    python.runPython("import warnings; warnings.filterwarnings('ignore', 'Pillow could not be imported')");
    const module = python.pyimport("entry");
    const spent = process.cpuUsage(began);
    return new Worker(name, python, module, env, { bare, imported: heap(python), import_ms: milliseconds(spent) });
  }

  constructor(name, python, module, env, measured) {
    Object.assign(this, { name, python, module, env });
    this.measured = { ...measured, calls: 0, cpu_ms: 0, longest_cpu_ms: 0 };
  }

  queue(batch) {
    return this.#call((instance) => instance.queue(batch, undefined, undefined));
  }

  scheduled(cron, scheduledTime) {
    return this.#call((instance) => instance.scheduled({ cron, scheduledTime }, undefined, undefined));
  }

  /** workerd hands a Worker the SDK's Request, and takes the JavaScript response out of the SDK's where it is one. */
  async fetch(request) {
    const { Request } = this.python.pyimport("workers");
    const answer = await this.#call((instance) => instance.fetch(Request(request)));
    return answer.js_object ?? answer;
  }

  get heap() {
    return heap(this.python);
  }

  async #call(event) {
    const instance = this.module.Default({ waitUntil() {} }, this.env);
    const began = process.cpuUsage();
    try {
      return await event(instance);
    } finally {
      const spent = milliseconds(process.cpuUsage(began));
      this.measured.calls += 1;
      this.measured.cpu_ms += spent;
      this.measured.longest_cpu_ms = Math.max(this.measured.longest_cpu_ms, spent);
      this.measured.heap = this.heap;
      instance.destroy();
    }
  }
}

function milliseconds({ user, system }) {
  return Math.round((user + system) / 1000);
}

// Miniflare's own D1, R2 and Queues as a Worker's `env`. workerd's bindings cannot leave workerd, so each class here has the
// name of one (workers-runtime-sdk tells a binding by it) and passes what it is given to the relay, which calls the binding
// with it. (Miniflare's own proxies of R2 ask workerd again for every attribute of an object, and hold Node up meanwhile.)

import { encode } from "./values.js";

class D1PreparedStatement {
  constructor(call, sql, params) {
    this.call = call;
    this.told = { sql, params };
  }
  bind(...params) {
    return new D1PreparedStatement(this.call, this.told.sql, params.map(encode));
  }
  run() {
    return this.call(false, [this.told]);
  }
}

class D1DatabaseSession {
  constructor(call) {
    this.call = call;
  }
  prepare(sql) {
    return new D1PreparedStatement(this.call, sql);
  }
  batch(statements) {
    return this.call(
      true,
      statements.map((each) => each.told),
    );
  }
}

class D1Database extends D1DatabaseSession {
  constructor(relayed, session) {
    super(relayed(session));
    this.relayed = relayed;
  }
  withSession(from) {
    return new D1DatabaseSession(this.relayed(from ?? "first-unconstrained"));
  }
}

/** The D1 binding of that name, through the relay that `call` reaches. */
function d1(binding, call) {
  return new D1Database((session) => async (batch, statements) => (await call({ binding, session, batch, statements })).found);
}

// A call of a method by its name; bytes go and come behind the JSON.
function method(binding, call) {
  return async (name, ...args) => {
    const at = args.findIndex((each) => each instanceof ArrayBuffer || ArrayBuffer.isView(each));
    const bytes = at < 0 ? undefined : args[at];
    return call({ binding, method: name, args: args.map((each) => (each === bytes ? null : encode(each))), bytesAt: at }, bytes);
  };
}

class R2Checksums {
  constructor(told) {
    for (const [name, hex] of Object.entries(told)) this[name] = new Uint8Array(Buffer.from(hex, "hex")).buffer;
  }
}

class HeadResult {
  constructor({ checksums, uploaded, ...plain }) {
    Object.assign(this, plain, { checksums: new R2Checksums(checksums), uploaded: new Date(uploaded) });
  }
}

class GetResult extends HeadResult {
  #bytes;
  constructor(told, bytes) {
    super(told);
    this.#bytes = bytes;
  }
  async arrayBuffer() {
    return new Uint8Array(this.#bytes).buffer;
  }
}

class R2Bucket {
  constructor(call) {
    this.call = call;
  }
  async get(...args) {
    const { found, bytes } = await this.call("get", ...args);
    return found && new GetResult(found, bytes);
  }
  async head(...args) {
    const { found } = await this.call("head", ...args);
    return found && new HeadResult(found);
  }
  async put(...args) {
    const { found } = await this.call("put", ...args);
    return found && new HeadResult(found);
  }
  async delete(...args) {
    await this.call("delete", ...args);
  }
  async list(...args) {
    const { found } = await this.call("list", ...args);
    return { ...found, objects: found.objects.map((each) => new HeadResult(each)) };
  }
}

class WorkerQueue {
  constructor(call) {
    this.call = call;
  }
  async send(...args) {
    return (await this.call("send", ...args)).found;
  }
  async sendBatch(...args) {
    return (await this.call("sendBatch", ...args)).found;
  }
}

class MessageBatch {
  constructor(queue, messages) {
    this.queue = queue;
    this.messages = messages;
  }
}

// As in workerd, the first of ack and retry counts.
class QueueMessage {
  #settled = null;
  constructor({ id, timestamp, body, attempts }) {
    this.id = id;
    this.timestamp = new Date(timestamp);
    this.body = body;
    this.attempts = attempts;
  }
  ack() {
    this.#settled ??= { ack: true };
  }
  retry(options) {
    this.#settled ??= { retry: options ?? {} };
  }
  get settled() {
    return this.#settled;
  }
}

/** The env of a Worker: `kinds` is binding name to d1, r2 or queue; `vars` are its variables and secrets. */
export function envOf(kinds, vars, call) {
  const make = {
    d1: (name) => d1(name, call),
    r2: (name) => new R2Bucket(method(name, call)),
    queue: (name) => new WorkerQueue(method(name, call)),
  };
  const bound = Object.entries(kinds).map(([name, kind]) => [name, make[kind](name)]);
  return Object.fromEntries([...bound, ...Object.entries(vars)]);
}

export function batchOf(queue, messages) {
  return new MessageBatch(
    queue,
    messages.map((each) => new QueueMessage(each)),
  );
}

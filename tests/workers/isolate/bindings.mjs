// Miniflare's own D1, R2 and Queues as a Worker's `env`. workerd's bindings cannot leave workerd, so each class here has the
// name of one (workers-runtime-sdk tells a binding by it) and passes on what it is given: D1's statements to the relay, which
// calls the binding with them; R2 and Queues to Miniflare's proxies.

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
  return new D1Database((session) => async (batch, statements) => {
    const { found, name, message } = await call({ binding, session, batch, statements });
    if (found === undefined) throw Object.assign(new Error(message), { name });
    return found;
  });
}

class R2Bucket {
  constructor(real) {
    this.real = real;
  }
  get(...args) {
    return this.real.get(...args);
  }
  head(...args) {
    return this.real.head(...args);
  }
  put(...args) {
    return this.real.put(...args);
  }
  delete(...args) {
    return this.real.delete(...args);
  }
  list(...args) {
    return this.real.list(...args);
  }
}

class WorkerQueue {
  constructor(real) {
    this.real = real;
  }
  send(...args) {
    return this.real.send(...args);
  }
  sendBatch(...args) {
    return this.real.sendBatch(...args);
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
export function envOf(real, kinds, vars, call) {
  const make = { d1: (name) => d1(name, call), r2: (name) => new R2Bucket(real[name]), queue: (name) => new WorkerQueue(real[name]) };
  const bound = Object.entries(kinds).map(([name, kind]) => [name, make[kind](name)]);
  return Object.fromEntries([...bound, ...Object.entries(vars)]);
}

export function batchOf(queue, messages) {
  return new MessageBatch(
    queue,
    messages.map((each) => new QueueMessage(each)),
  );
}

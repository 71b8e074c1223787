// Cloudflare's simulators for one Worker or one test: D1 databases, buckets and queues, in memory.

import { readFileSync } from "node:fs";
import http from "node:http";
import { Miniflare, convertV4MiniflareOptions } from "miniflare";

import { batchOf, envOf } from "./bindings.mjs";

const modules = ["relay.js", "values.js"].map((path) => ({
  type: "ESModule",
  path,
  contents: readFileSync(new URL(`./${path}`, import.meta.url), "utf8"),
}));

// One call of the relay: JSON on a line and then bytes, both ways, over a kept line, because Node's fetch and Miniflare's own take
// twice as long.
function caller(url) {
  const agent = new http.Agent({ keepAlive: true });
  const call = (asked, bytes) =>
    new Promise((resolve, reject) => {
      const request = http.request(url, { method: "POST", agent }, async (answer) => {
        const body = Buffer.concat(await answer.toArray());
        const end = body.indexOf("\n");
        const { name, message, ...told } = JSON.parse(body.toString("utf8", 0, end));
        if (name !== undefined) reject(Object.assign(new Error(message), { name }));
        else resolve({ ...told, bytes: body.subarray(end + 1) });
      });
      // While Python computes for seconds, the simulator hangs up on an idle line; nothing was asked on it then.
      request.on("error", (error) => (request.reusedSocket && error.code === "ECONNRESET" ? resolve(call(asked, bytes)) : reject(error)));
      request.write(`${JSON.stringify(asked)}\n`);
      request.end(bytes && Buffer.from(bytes.buffer ?? bytes, bytes.byteOffset, bytes.byteLength));
    });
  return call;
}

/**
 * `bindings` is binding name to {kind: d1|r2|queue, name}; `consumers` is queue name to Miniflare's consumer options.
 * `consume(batch)` is given a MessageBatch and returns when its messages are settled.
 */
export async function simulate({ bindings, consumers = {}, compatibilityDate, vars = {} }, consume) {
  const of = (kind, make) =>
    Object.fromEntries(Object.entries(bindings).filter(([, each]) => each.kind === kind).map(([binding, { name }]) => [binding, make(name)]));
  const simulator = new Miniflare(
    convertV4MiniflareOptions({
      modules,
      compatibilityDate,
      d1Databases: of("d1", (name) => name),
      r2Buckets: of("r2", (name) => name),
      queueProducers: of("queue", (name) => ({ queueName: name })),
      queueConsumers: consumers,
      serviceBindings: {
        HOST: async (request) => {
          const { queue, messages } = await request.json();
          const batch = batchOf(queue, messages);
          try {
            await consume(batch);
          } catch (error) {
            return new Response(String(error), { status: 500 });
          }
          return Response.json(batch.messages.map((each) => each.settled));
        },
      },
    }),
  );
  const kinds = Object.fromEntries(Object.entries(bindings).map(([binding, { kind }]) => [binding, kind]));
  const env = envOf(kinds, vars, caller(await simulator.ready));
  return { env, close: () => simulator.dispose() };
}

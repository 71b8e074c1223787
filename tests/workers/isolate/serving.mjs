// node serving.mjs SPEC: one Worker in an isolate, served over HTTP on loopback between Cloudflare's simulators.
//
// SPEC: {worker, bindings, consumers, compatibilityDate, statements}. `worker` is {name, entry, vendored, vars}; `statements` go to D1
// first. The port is printed. `/-/sent` gives the bodies that reached the queues, `/-/measured` what the Worker took.

import { readFileSync } from "node:fs";
import http from "node:http";

import { simulate } from "./platform.mjs";
import { Worker } from "./worker.mjs";

const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));
const sent = [];
const platform = await simulate(spec, async (batch) => {
  for (const message of batch.messages) {
    sent.push(message.body);
    message.ack();
  }
});
for (let at = 0; at < spec.statements.length; at += 50) {
  await platform.env.DB.batch(spec.statements.slice(at, at + 50).map((sql) => platform.env.DB.prepare(sql)));
}
const worker = await Worker.load(spec.worker, { ...platform.env, ...spec.worker.vars }, (name, line) => process.stdout.write(`${line}\n`));
const own = { "/-/sent": () => sent, "/-/measured": () => ({ ...worker.measured, heap: worker.heap }) };

/** A body comes as the network brings it. */
function* pieces(body) {
  for (let at = 0; at < body.length; at += 65_536) yield new Uint8Array(body.subarray(at, at + 65_536));
}

// One request at a time, so that the CPU it takes is its own.
let turn = Promise.resolve();

http
  .createServer(async (asked, answer) => {
    const body = Buffer.concat(await asked.toArray());
    if (asked.url in own) {
      answer.end(JSON.stringify(own[asked.url]()));
      return;
    }
    turn = turn.then(async () => {
      const given = await worker.fetch(
        new Request(`http://${asked.headers.host}${asked.url}`, {
          method: asked.method,
          headers: Object.entries(asked.headers).filter(([name]) => !["connection", "content-length", "transfer-encoding"].includes(name)),
          body: body.length ? ReadableStream.from(pieces(body)) : undefined,
          duplex: "half",
        }),
      );
      answer.writeHead(given.status, Object.fromEntries(given.headers));
      answer.end(Buffer.from(await given.arrayBuffer()));
    });
    turn = turn.catch((error) => answer.destroy(error));
    await turn;
  })
  .listen(0, "127.0.0.1", function () {
    process.stdout.write(`listening ${this.address().port}\n`);
  });

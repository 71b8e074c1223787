// node pipeline.mjs SPEC: all Workers of SPEC, each in an isolate of its own, between Cloudflare's simulators.
//
// SPEC: {workers, bytecode, bindings, consumers, consumes, compatibilityDate, statements, first, fire, afterwards, wanted, now, work}. `workers` is a list of {name,
// entry, vendored, vars}; `consumes` is queue to Worker; `statements` go to D1 first, in batches; `first` is asked before anything fires; `fire` is {worker, cron, at},
// `afterwards` a list of more; each is over when no row is left of the query `wanted`. Then D1's tables, the bucket's objects, what each Worker took and,
// for each of `first` and `ask` ({worker, path, method, headers, body}), what it answered, are written to the folder `work`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { simulate } from "./platform.mjs";
import { Worker } from "./worker.mjs";

const spec = JSON.parse(readFileSync(process.argv[2], "utf8"));

if (spec.now !== undefined) {
  // Both platforms live through the same moments, so that what they publish bears the same dates.
  const Real = Date;
  const ahead = spec.now - Real.now();
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      super(...(given.length ? given : [Real.now() + ahead]));
    }
    static now() {
      return Real.now() + ahead;
    }
  };
}

const workers = {};
// One event at a time, so that the CPU it takes is its own.
let turn = Promise.resolve();
function inTurn(event) {
  const next = turn.then(event);
  turn = next.catch(() => {});
  return next;
}

const platform = await simulate(spec, (batch) => inTurn(() => workers[spec.consumes[batch.queue]].queue(batch)));
const say = (name, line) => process.stdout.write(`${name}\t${line}\n`);
const of = (sql, ...params) => (params.length ? platform.env.DB.prepare(sql).bind(...params) : platform.env.DB.prepare(sql));

for (let at = 0; at < spec.statements.length; at += 50) {
  await platform.env.DB.batch(spec.statements.slice(at, at + 50).map(({ sql, params }) => of(sql, ...params)));
}
for (const each of spec.workers) {
  workers[each.name] = await Worker.load(each, { ...platform.env, ...each.vars }, say, spec.bytecode);
}
const answers = {};
async function ask(asked) {
  for (const { worker, path, ...options } of asked ?? []) {
    const answer = await inTurn(() => workers[worker].fetch(new Request(`https://peptalk.test${path}`, options)));
    const body = Buffer.from(await answer.arrayBuffer()).toString("base64");
    answers[`${worker} ${path}`] = { status: answer.status, type: answer.headers.get("content-type"), body };
  }
}
await ask(spec.first);
const deadline = performance.now() + spec.seconds * 1000;
for (const { worker, cron, at } of [spec.fire, ...(spec.afterwards ?? [])].filter(Boolean)) {
  await inTurn(() => workers[worker].scheduled(cron, at));
  while ((await of(spec.wanted).run()).results.length > 0) {
    if (performance.now() > deadline) throw new Error(`not settled within ${spec.seconds} s: ${JSON.stringify((await of(spec.wanted).run()).results)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

await ask(spec.ask);

const tables = {};
for (const { name } of (await of("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*'").run()).results) {
  tables[name] = (await of(`SELECT * FROM "${name}"`).run()).results;
}
mkdirSync(join(spec.work, "objects"));
const objects = {};
for (let cursor; ; ) {
  const page = await platform.env.FILES.list({ cursor });
  for (const { key } of page.objects) {
    objects[key] = String(Object.keys(objects).length);
    writeFileSync(join(spec.work, "objects", objects[key]), Buffer.from(await (await platform.env.FILES.get(key)).arrayBuffer()));
  }
  if (!page.truncated) break;
  cursor = page.cursor;
}
const measured = Object.fromEntries(Object.entries(workers).map(([name, worker]) => [name, { ...worker.measured, heap: worker.heap }]));
writeFileSync(join(spec.work, "found.json"), JSON.stringify({ tables, objects, answers, measured }));
await platform.close();
process.exit(0);

// The Worker inside Miniflare that Python's calls and batches pass through.
//
// fetch: a call of the D1 binding, with the statements and parameters as they came from Python, or of a method of another
// binding. Both ways go a line of JSON and then bytes: an object's. The binding says what it thinks of them.
// queue: the consumer of every queue; it hands each batch to the host, where Python settles it, and does what the host says.
// A host that throws makes the batch come again, as a Worker's own throw does.

import { decode } from "./values.js";

async function statements({ binding, session, batch, statements }, env) {
  const database = session ? env[binding].withSession(session) : env[binding];
  const prepared = statements.map(({ sql, params }) => {
    const statement = database.prepare(sql);
    return params ? statement.bind(...params.map(decode)) : statement;
  });
  const found = batch ? await database.batch(prepared) : await prepared[0].run();
  return { found, bookmark: session ? database.getBookmark() : null };
}

async function method({ binding, method, args, bytesAt }, bytes, env) {
  const found = await env[binding][method](...args.map((each, at) => (at === bytesAt ? bytes : decode(each))));
  return { found: found ?? null };
}

// An object's head in JSON.
function told({ key, version, size, etag, httpEtag, checksums, uploaded, httpMetadata, customMetadata }) {
  return { key, version, size, etag, httpEtag, checksums: checksums.toJSON(), uploaded: +uploaded, httpMetadata, customMetadata };
}

async function r2({ method: name, ...rest }, bytes, env) {
  const { found } = await method({ method: name, ...rest }, bytes, env);
  if (found?.objects) return { found: { ...found, objects: found.objects.map(told) } };
  return { found: found && told(found), bytes: name === "get" && found ? await found.arrayBuffer() : undefined };
}

const METHODS_OF_R2 = ["get", "head", "put", "delete", "list"];

export default {
  async fetch(request, env) {
    const body = new Uint8Array(await request.arrayBuffer());
    const end = body.indexOf(10);
    const asked = JSON.parse(new TextDecoder().decode(body.subarray(0, end)));
    try {
      const answer = METHODS_OF_R2.includes(asked.method) ? r2 : asked.method ? method : (it) => statements(it, env);
      const { bytes, ...given } = await answer(asked, body.slice(end + 1), env);
      return new Response(new Blob([`${JSON.stringify(given)}\n`, bytes ?? ""]));
    } catch (error) {
      return new Response(`${JSON.stringify({ name: error.name, message: error.message })}\n`);
    }
  },

  async queue(batch, env) {
    const messages = batch.messages.map(({ id, timestamp, body, attempts }) => ({ id, timestamp: +timestamp, body, attempts }));
    const answer = await env.HOST.fetch("http://host/", { method: "POST", body: JSON.stringify({ queue: batch.queue, messages }) });
    if (!answer.ok) throw new Error(await answer.text());
    const settled = await answer.json();
    batch.messages.forEach((message, at) => {
      if (settled[at]?.ack) message.ack();
      else if (settled[at]?.retry) message.retry(settled[at].retry);
    });
  },
};

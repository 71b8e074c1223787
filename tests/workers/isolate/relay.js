// The Worker inside Miniflare that Python's calls and batches pass through.
//
// fetch: a call of the D1 binding, with the statements and parameters as they came from Python; D1 says what it thinks of them.
// queue: the consumer of every queue; it hands each batch to the host, where Python settles it, and does what the host says.
// A host that throws makes the batch come again, as a Worker's own throw does.

import { decode } from "./values.js";

export default {
  async fetch(request, env) {
    const { binding, session, batch, statements } = await request.json();
    try {
      const database = session ? env[binding].withSession(session) : env[binding];
      const prepared = statements.map(({ sql, params }) => {
        const statement = database.prepare(sql);
        return params ? statement.bind(...params.map(decode)) : statement;
      });
      const found = batch ? await database.batch(prepared) : await prepared[0].run();
      return Response.json({ found, bookmark: session ? database.getBookmark() : null });
    } catch (error) {
      return Response.json({ name: error.name, message: error.message });
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

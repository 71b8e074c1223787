// The dev loop's front door: one wrangler dev hands plain requests to its first Worker only. This one passes them on as
// the custom domains of a deployment would, and fires crons, which the simulator never does by itself.
export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const fired = url.pathname.match(/^\/__fire\/(\w+)$/);
    if (fired) {
      const worker = env[fired[1]];
      if (!worker) return new Response(`no Worker ${fired[1]}\n`, { status: 404 });
      const cron = url.searchParams.get("cron") ?? "";
      const { outcome } = await worker.scheduled({ cron, scheduledTime: new Date() });
      return new Response(`${outcome}\n`, { status: outcome === "ok" ? 200 : 500 });
    }
    return (env[url.hostname.split(".")[0]] ?? env.site).fetch(request);
  },
};

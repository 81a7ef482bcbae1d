/** Stands between GitHub and the bot's replicas: each delivery goes to those that the test chooses. */
import { createServer, request as httpRequest } from "node:http";
import { onTestFinished } from "vitest";

export interface Balancer {
  /** What GitHub delivers to. */
  readonly url: string;
  /** How many deliveries came. */
  readonly count: number;
  /** Addresses that the next delivery goes to, all at once; none: it is refused as when nobody listens. */
  choose: (event: string) => readonly string[];
}

export async function startBalancer(): Promise<Balancer> {
  let count = 0;
  const server = createServer(async (incoming, outgoing) => {
    count += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const targets = balancer.choose(String(incoming.headers["x-github-event"]));
    const statuses = await Promise.all(
      targets.map((target) => forward(`${target}${incoming.url}`, incoming.headers, body)),
    );
    outgoing.writeHead(statuses[0] ?? 502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the balancer has no port");
  const balancer: Balancer = {
    url: `http://127.0.0.1:${address.port}`,
    get count() {
      return count;
    },
    choose: () => [],
  };
  return balancer;
}

function forward(url: string, headers: Readonly<Record<string, unknown>>, body: Buffer): Promise<number> {
  return new Promise((resolve) => {
    const given = Object.entries(headers).filter(([name]) => !["host", "connection"].includes(name));
    const options = { method: "POST", agent: false, headers: Object.fromEntries(given) as Record<string, string> };
    const outgoing = httpRequest(url, options, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 502));
      answer.on("error", () => resolve(502));
    });
    outgoing.on("error", () => resolve(502));
    outgoing.end(body);
  });
}

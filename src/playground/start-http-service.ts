import { createServer, type IncomingHttpHeaders } from "node:http";

export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
}

export interface HttpService {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  /** What was asked so far, in order. */
  readonly requests: readonly ServiceRequest[];
  close(): Promise<void>;
}

/** Never answered: to try what a client does with a service that hangs. */
export const noAnswer = Symbol("no answer");

export type Answer = (request: ServiceRequest) => ServiceAnswer | typeof noAnswer;

/** Starts a simulated service as a real HTTP server on a free loopback port. */
export async function startHttpService(answer: Answer): Promise<HttpService> {
  const requests: ServiceRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
    const text = (await incoming.setEncoding("utf8").toArray()).join("");
    const { method = "GET", headers } = incoming;
    const request = { method, path: url.pathname, query: url.searchParams, headers, text };
    requests.push(request);
    const given = answer(request);
    if (given === noAnswer) return;
    const isText = typeof given.body === "string";
    outgoing.writeHead(given.status, {
      "content-type": isText ? "text/plain" : "application/json",
      ...given.headers,
    });
    outgoing.end(given.body === undefined ? "" : isText ? given.body : JSON.stringify(given.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the service has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { BearerCredentialHandler, HttpClient } from "../../src/action/http-client.ts";

async function serve(statuses: readonly number[]) {
  const asked: (string | undefined)[] = [];
  const left = [...statuses];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.headers.authorization);
    outgoing.writeHead(left.shift() ?? 200, { "content-type": "application/json" });
    outgoing.end('{"value":"oidc"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/token`;
  return { url, asked, client: new HttpClient("test", [new BearerCredentialHandler("t")]) };
}

describe("HttpClient.getJson()", () => {
  it("sends the bearer token and gives the JSON", async () => {
    const { url, asked, client } = await serve([]);
    expect(await client.getJson(url)).toEqual({ statusCode: 200, result: { value: "oidc" } });
    expect(asked).toEqual(["Bearer t"]);
  });

  it("tries a server fault again", async () => {
    const { url, client, asked } = await serve([502, 503]);
    expect(await client.getJson(url)).toMatchObject({ statusCode: 200 });
    expect(asked).toHaveLength(3);
  });

  it.each([[[403]], [[500, 500, 500]]])("rejects with the status after %o", async (statuses) => {
    const { url, client } = await serve(statuses);
    await expect(client.getJson(url)).rejects.toMatchObject({ statusCode: statuses.at(-1) });
  });
});

import { expect, test } from "vitest";
import { parse } from "yaml";
import { createAuthority } from "../../src/playground/certificates/authority.ts";
import { formatTalosconfig } from "../../src/playground/talosconfig.ts";

test("formatTalosconfig() writes contexts with base64 PEM and the key under Talos' label", () => {
  const authority = createAuthority();
  const client = authority.issueClient({ roles: ["os:admin"] });
  const main = { name: "main", endpoints: ["192.168.5.201:50000"], authority: authority.certificate, client };
  const spare = { ...main, name: "spare", nodes: ["192.168.5.202"] };
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const credentials = {
    ca: base64(authority.certificate),
    crt: base64(client.certificate),
    key: base64(client.talosKey),
  };
  expect(parse(formatTalosconfig([main, spare]))).toEqual({
    context: "main",
    contexts: {
      main: { endpoints: ["192.168.5.201:50000"], ...credentials },
      spare: { endpoints: ["192.168.5.201:50000"], nodes: ["192.168.5.202"], ...credentials },
    },
  });
  expect(parse(formatTalosconfig([main, spare], "spare")).context).toBe("spare");
});

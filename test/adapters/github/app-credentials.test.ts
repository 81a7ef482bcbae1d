import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAppCredentials } from "../../../src/adapters/github/app-credentials.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString();
const ed25519 = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("readAppCredentials()", () => {
  test.each([
    { form: "the .pem file's text", PRIVATE_KEY: pem },
    { form: "the text with written line ends", PRIVATE_KEY: pem.replaceAll("\n", "\\n") },
    { form: "base64 of it", PRIVATE_KEY: Buffer.from(pem).toString("base64") },
  ])("reads a key given as $form", async ({ PRIVATE_KEY }) => {
    expect(await readAppCredentials({ APP_ID: "7", PRIVATE_KEY })).toEqual({ appId: 7, privateKey: pem });
  });

  test("reads a key from its file", async () => {
    const PRIVATE_KEY_PATH = join(await temporaryFolder({ "app.pem": pem }), "app.pem");
    expect(await readAppCredentials({ APP_ID: "7", PRIVATE_KEY_PATH })).toEqual({ appId: 7, privateKey: pem });
  });

  test("gives nothing where no App is named", async () => {
    expect(await readAppCredentials({})).toBeUndefined();
    expect(await readAppCredentials({ APP_ID: "", PRIVATE_KEY: "" })).toBeUndefined();
  });

  test.each([
    { what: "no number", environment: { APP_ID: "Iv1.abc", PRIVATE_KEY: pem } },
    { what: "no number at all", environment: { PRIVATE_KEY: pem } },
    { what: "no key", environment: { APP_ID: "7" } },
    { what: "a key that is none", environment: { APP_ID: "7", PRIVATE_KEY: "hunter2hunter2" } },
    { what: "a key of another kind", environment: { APP_ID: "7", PRIVATE_KEY: ed25519 } },
    { what: "a file that is not there", environment: { APP_ID: "7", PRIVATE_KEY_PATH: "/nonexistent/app.pem" } },
  ])("refuses $what without quoting it", async ({ environment }) => {
    const refused: unknown = await readAppCredentials(environment).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "credential_invalid" });
    expect(String(refused)).not.toMatch(/hunter2|BEGIN/);
  });
});

import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { BotOptions } from "../../../src/bot/options/bot-options.ts";
import { optionTable } from "../../../src/bot/options/option-table.ts";
import { readOptions } from "../../../src/bot/options/read-options.ts";
import { formatProblems, formatUsage } from "../../../src/bot/options/usage.ts";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" });
const secret = "3f9a1c77e0b2458d96c4aa10d2f7e8b35c6d";
const complete = { APP_ID: "7", PRIVATE_KEY: pem, WEBHOOK_SECRET: secret };

const noFile = (): never => {
  throw new Error("there is no file");
};

function optionsOf(environment: NodeJS.ProcessEnv, readFile: (path: string) => string = noFile): BotOptions {
  const read = readOptions(environment, readFile);
  if (read.kind === "problems") throw new Error(formatProblems(read.problems));
  return read.options;
}

function problemsOf(environment: NodeJS.ProcessEnv): string {
  const read = readOptions(environment, noFile);
  return read.kind === "problems" ? formatProblems(read.problems) : "";
}

describe("readOptions()", () => {
  it("needs three and has defaults for the rest", () => {
    expect(optionsOf(complete)).toMatchObject({
      appId: 7,
      webhookSecrets: [secret],
      webhookPath: "/api/github/webhooks",
      host: "127.0.0.1",
      port: 3000,
      apiUrl: "https://api.github.com",
      serverUrl: "https://github.com",
      logLevel: "info",
      redisUrl: undefined,
      settingsPath: ".github/talos-chatops.yaml",
    });
  });

  it.each([
    { form: "PEM", key: pem },
    { form: "PEM in one line", key: pem.replaceAll("\n", "\\n") },
    { form: "base64", key: Buffer.from(pem).toString("base64") },
    { form: "PKCS#8", key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() },
  ])("takes the private key as $form", ({ key }) => {
    const options = optionsOf({ ...complete, PRIVATE_KEY: key });
    expect(createPrivateKey(options.privateKey).equals(privateKey)).toBe(true);
  });

  it("takes the private key from a file", () => {
    const files: Readonly<Record<string, string>> = { "/run/key.pem": pem };
    const options = optionsOf({ ...complete, PRIVATE_KEY: "", PRIVATE_KEY_PATH: "/run/key.pem" }, (path) => {
      const text = files[path];
      return text ?? noFile();
    });
    expect(createPrivateKey(options.privateKey).equals(privateKey)).toBe(true);
  });

  it("takes a former secret while it is being replaced", () => {
    const former = secret.split("").reverse().join("");
    expect(optionsOf({ ...complete, WEBHOOK_SECRET_PREVIOUS: former }).webhookSecrets).toEqual([secret, former]);
  });

  it.each([
    {
      where: { GHE_HOST: "git.example.com" },
      apiUrl: "https://git.example.com/api/v3",
      serverUrl: "https://git.example.com",
    },
    { where: { GHE_HOST: "acme.ghe.com" }, apiUrl: "https://api.acme.ghe.com", serverUrl: "https://acme.ghe.com" },
    { where: { GHE_HOST: "github.com" }, apiUrl: "https://api.github.com", serverUrl: "https://github.com" },
    {
      where: { GITHUB_API_URL: "https://git.example.com/api/v3/" },
      apiUrl: "https://git.example.com/api/v3",
      serverUrl: "https://git.example.com",
    },
    {
      where: { GITHUB_API_URL: "https://api.acme.ghe.com" },
      apiUrl: "https://api.acme.ghe.com",
      serverUrl: "https://acme.ghe.com",
    },
    {
      where: { GITHUB_API_URL: "http://127.0.0.1:8080" },
      apiUrl: "http://127.0.0.1:8080",
      serverUrl: "http://127.0.0.1:8080",
    },
  ])("finds GitHub by $where", ({ where, apiUrl, serverUrl }) => {
    expect(optionsOf({ ...complete, ...where })).toMatchObject({ apiUrl, serverUrl });
  });

  it.each([
    { name: "WEBHOOK_SECRET", value: undefined },
    { name: "WEBHOOK_SECRET", value: "development" },
    { name: "WEBHOOK_SECRET", value: "only-31-bytes-of-a-secret-00001" },
    { name: "WEBHOOK_SECRET", value: "a".repeat(64) },
    { name: "WEBHOOK_SECRET", value: "replace-me-with-openssl-rand-hex-32-please" },
    { name: "WEBHOOK_SECRET", value: "<the secret of the webhook goes in here>" },
    { name: "WEBHOOK_SECRET_PREVIOUS", value: "short-5ec2e7" },
    { name: "APP_ID", value: undefined },
    { name: "APP_ID", value: "Iv1.8a61f9b3a7aba766" },
    { name: "APP_ID", value: "0x17" },
    { name: "PRIVATE_KEY", value: undefined },
    { name: "PRIVATE_KEY", value: "-----BEGIN NOTHING-----" },
    { name: "PRIVATE_KEY", value: String(elliptic) },
    { name: "PORT", value: "65536" },
    { name: "PORT", value: "http" },
    { name: "HOST", value: "a b" },
    { name: "GHE_HOST", value: "https://git.example.com" },
    { name: "GITHUB_API_URL", value: "http://git.example.com/api/v3" },
    { name: "GITHUB_API_URL", value: "https://me@git.example.com" },
    { name: "LOG_LEVEL", value: "loud" },
    { name: "REDIS_URL", value: "https://redis.example.com" },
    { name: "SETTINGS_PATH", value: "../outside.yaml" },
    { name: "WEBHOOK_PATH", value: "hooks" },
  ])("refuses $name = $value by its name, never by its value", ({ name, value }) => {
    const problems = problemsOf({ ...complete, [name]: value });
    expect(problems).toMatch(new RegExp(`^error: ${name} .+\nhint: .+\n$`));
    expect(problems).not.toContain(value ?? secret);
  });

  it("tells everything that is wrong at once", () => {
    const problems = problemsOf({ PORT: "x" });
    for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET", "PORT"]) {
      expect(problems).toContain(`error: ${name} `);
    }
  });

  it("names a key file that cannot be read", () => {
    expect(problemsOf({ ...complete, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "/nowhere.pem" })).toContain(
      "error: PRIVATE_KEY_PATH ",
    );
  });
});

describe("formatUsage()", () => {
  it("names every option", () => {
    const usage = formatUsage();
    expect(optionTable.filter(({ name }) => !usage.includes(name))).toEqual([]);
  });
});

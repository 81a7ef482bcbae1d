import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as kubernetes from "@kubernetes/client-node";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { webhookPath } from "../../src/app-needs.ts";
import { optionTable } from "../../src/bot/options/option-table.ts";
import { readOptions } from "../../src/bot/options/read-options.ts";
import { renderChart } from "../support/render-chart.ts";

const chart = "deploy/charts/talos-chatops-bot";
const folder = "deploy/kubernetes";

function readObjects(path: string): readonly Record<string, unknown>[] {
  return parseAllDocuments(readFileSync(path, "utf8")).map((document) => document.toJS());
}

const plain = readObjects(`${folder}/bot.yaml`);
const everything = renderChart(chart, "talos-chatops-bot", {
  env: { LOG_LEVEL: "debug" },
  ingress: { enabled: true, className: "nginx" },
  serviceMonitor: { enabled: true },
  networkPolicy: { from: [{ namespaceSelector: { matchLabels: { app: "ingress" } } }] },
});

const byKind = (objects: readonly Record<string, unknown>[]) =>
  objects.toSorted((left, right) => String(left["kind"]).localeCompare(String(right["kind"])));

/** The fields that the official client knows of a type, by its name. */
function fieldsOf(type: string): ReadonlyMap<string, string> | undefined {
  const model: unknown = Reflect.get(kubernetes, type);
  if (typeof model !== "function" || !("getAttributeTypeMap" in model)) return undefined;
  const { getAttributeTypeMap } = model;
  if (typeof getAttributeTypeMap !== "function") return undefined;
  const fields: readonly { readonly baseName: string; readonly type: string }[] = getAttributeTypeMap.call(model);
  return new Map(fields.map(({ baseName, type: of }) => [baseName, of]));
}

/** Paths of fields that are not of their type. */
function strangersIn(value: unknown, type: string, path: string): readonly string[] {
  const item = /^(?:Array|Set)<(.+)>$/.exec(type)?.[1];
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((one, index) => strangersIn(one, item, `${path}[${index}]`));
  }
  const fields = fieldsOf(type);
  if (fields === undefined) {
    const isFit = type === "string" || type === "number" || type === "boolean" ? typeof value === type : true;
    return isFit ? [] : [`${path} is no ${type}`];
  }
  if (typeof value !== "object" || value === null) return [`${path} is no ${type}`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const of = fields.get(key);
    return of === undefined ? [`${path}.${key}`] : strangersIn(inner, of, `${path}.${key}`);
  });
}

describe("deploy/kubernetes and the chart", () => {
  test("make the same objects", () => {
    expect(byKind(renderChart(chart, "talos-chatops-bot"))).toEqual(byKind(plain));
  });

  test.each(
    [...plain, ...everything, ...readObjects(`${folder}/secret.example.yaml`)].filter(
      ({ kind }) => kind !== "ServiceMonitor",
    ),
  )("have only fields that Kubernetes knows: $kind", (object) => {
    expect(strangersIn(object, `V1${String(object["kind"])}`, String(object["kind"]))).toEqual([]);
  });

  test("know the plain service monitor", () => {
    expect(everything.find(({ kind }) => kind === "ServiceMonitor")).toEqual(
      readObjects(`${folder}/service-monitor.yaml`)[0],
    );
  });

  test("ask the server for pages that it has, at the port that it listens on", () => {
    const server = readFileSync("src/bot/http/create-http-server.ts", "utf8");
    const deployment = JSON.stringify(plain);
    const asked = [...deployment.matchAll(/"path":"([^"]+)","port":"http"/g)].map(([, path]) => path);
    expect(new Set(asked)).toEqual(new Set(["/healthz", "/readyz"]));
    for (const page of [...asked, "/metrics"]) expect(server).toContain(`"${page}"`);
    expect(plain[0]).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                env: expect.arrayContaining([{ name: "PORT", value: "3000" }]),
                ports: [{ name: "http", containerPort: 3000 }],
              },
            ],
          },
        },
      },
    });
    expect(readFileSync("deploy/Dockerfile", "utf8")).toMatch(/PORT=3000[\s\S]*EXPOSE 3000\n[\s\S]*\/healthz/);
    const ingress = everything.find(({ kind }) => kind === "Ingress");
    expect(JSON.stringify(ingress)).toContain(`"path":"${webhookPath}","pathType":"Exact"`);
  });

  test("give the bot more time to stop than it takes", () => {
    const [, within = ""] = /stopWithinMs = ([\d_]+)/.exec(readFileSync("src/bot/start-bot.ts", "utf8")) ?? [];
    const [, grace = ""] = /"terminationGracePeriodSeconds":(\d+)/.exec(JSON.stringify(plain)) ?? [];
    const [, pause = ""] = /"sleep":\{"seconds":(\d+)\}/.exec(JSON.stringify(plain)) ?? [];
    expect(Number(grace) - Number(pause)).toBeGreaterThan(Number(within.replaceAll("_", "")) / 1000);
  });

  test("run as the user of the image, who is not root and writes nowhere", () => {
    const text = JSON.stringify(plain);
    expect(text).toContain('"runAsUser":65532');
    expect(text).toContain('"readOnlyRootFilesystem":true');
    expect(text).toContain('"automountServiceAccountToken":false');
    expect(readFileSync("deploy/Dockerfile", "utf8")).toContain("\nUSER 65532:65532\n");
  });

  test.each(readdirSync("deploy/charts"))("carry the version of the package: %s", (name) => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(parse(readFileSync(`deploy/charts/${name}/Chart.yaml`, "utf8"))).toMatchObject({
      version,
      appVersion: version,
    });
    expect(parse(readFileSync(`deploy/charts/${name}/values.yaml`, "utf8")).image.tag).toBe(version);
    expect(JSON.stringify(plain)).toContain(`talos-chatops-bot:${version}"`);
  });
});

describe(".env.example", () => {
  const text = readFileSync(".env.example", "utf8");
  const lines = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));

  test("names every option of the bot, and no other", () => {
    expect(lines.map(({ name }) => name).toSorted()).toEqual(optionTable.map(({ name }) => name).toSorted());
  });

  test("has a placeholder that the bot refuses, also in the example of the Secret", () => {
    const [secret] = readObjects(`${folder}/secret.example.yaml`);
    const PRIVATE_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const placeholder = lines.find(({ name }) => name === "WEBHOOK_SECRET")?.value;
    expect(secret).toMatchObject({ stringData: { WEBHOOK_SECRET: placeholder } });
    const environment = { APP_ID: "7", PRIVATE_KEY, WEBHOOK_SECRET: placeholder };
    const noFile = () => {
      throw new Error("no file");
    };
    expect(readOptions(environment, noFile)).toMatchObject({
      kind: "problems",
      problems: [{ name: "WEBHOOK_SECRET" }],
    });
    const secretOf64 = { WEBHOOK_SECRET: "0123456789abcdef".repeat(4) };
    expect(readOptions({ ...environment, ...secretOf64 }, noFile)).toMatchObject({ kind: "options" });
  });

  test("is never committed filled in", () => {
    expect(readFileSync(".gitignore", "utf8").split("\n")).toContain(".env");
  });
});

/**
 * Takes from GitHub's OpenAPI description what the simulated GitHub serves, for the tests that hold both sides by it. To be
 * run when a route is added there:
 *
 *     npm pack @octokit/openapi && tar xzf octokit-openapi-*.tgz
 *     node scripts/extract-openapi.ts package/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { appRoutes, openRoutes, routes } from "../src/playground/github/routes/index.ts";

type Json = Readonly<Record<string, unknown>>;

interface Operation {
  readonly parameters: readonly Json[];
  readonly body?: { readonly isRequired: boolean; readonly schema: unknown };
  /** Status → schema of the JSON; null where there is none. */
  readonly answers: Readonly<Record<string, unknown>>;
}

const prose = ["description", "example", "examples", "title", "discriminator", "deprecated", "externalDocs", "default"];
const target = "test/support/github-api/openapi-subset.json";
const [, , path] = process.argv;
if (path === undefined) throw new Error("usage: node scripts/extract-openapi.ts <api.github.com.json>");
const description: { readonly info: Json; readonly paths: Readonly<Record<string, Json>>; readonly components: Json } =
  JSON.parse(readFileSync(path, "utf8"));

const served = [...routes, ...appRoutes, ...openRoutes].filter(({ path: route }) => route !== "/graphql");
const operations = Object.fromEntries(
  served.map((route) => {
    const { method, template } = findOperation(route);
    return [`${method} ${template}`, readOperation(asJson(description.paths[template]?.[method.toLowerCase()]))];
  }),
);
const subset = {
  source: "https://github.com/octokit/openapi, generated/api.github.com.json",
  version: description.info["version"],
  licence: "MIT",
  operations,
  schemas: collectSchemas(operations),
};
writeFileSync(target, `${JSON.stringify(subset)}\n`);
console.log(`${target}: ${Object.keys(operations).length} operations, ${Object.keys(subset.schemas).length} schemas`);

function findOperation({ method, path: route }: { readonly method: string; readonly path: string }) {
  const shape = (text: string) => text.replace(/\{[^}]*\}|:[^/]+|\*[^/]+/g, "*");
  const template = Object.keys(description.paths).find(
    (known) => shape(known) === shape(route) && description.paths[known]?.[method.toLowerCase()] !== undefined,
  );
  if (template === undefined) throw new Error(`GitHub has no ${method} ${route}`);
  return { method, template };
}

function readOperation(operation: Json): Operation {
  const parameters = asList(operation["parameters"]).map((parameter) => asJson(resolve(parameter)));
  const request = operation["requestBody"] === undefined ? undefined : asJson(resolve(operation["requestBody"]));
  const answers = Object.entries(asJson(operation["responses"])).map(([status, answer]) => [
    status,
    convert(schemaOf(asJson(resolve(answer)))) ?? null,
  ]);
  const body = request && schemaOf(request);
  return {
    parameters: parameters.map(({ name, in: place, required, schema }) => ({
      name,
      in: place,
      required: required === true,
      schema: convert(schema),
    })),
    ...(request && body !== undefined && { body: { isRequired: request["required"] === true, schema: convert(body) } }),
    answers: Object.fromEntries(answers),
  };
}

function schemaOf(content: Json): unknown {
  const media = asJson(content["content"] ?? {});
  const json = media["application/json"] ?? Object.entries(media).find(([type]) => type.includes("json"))?.[1];
  return json === undefined ? undefined : asJson(json)["schema"];
}

/** All that the operations refer to, and what that refers to. */
function collectSchemas(from: unknown): Readonly<Record<string, unknown>> {
  const known = asJson(description.components["schemas"]);
  const found: Record<string, unknown> = {};
  const queue = references(from);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (name in found) continue;
    found[name] = convert(known[name]);
    queue.push(...references(found[name]));
  }
  return Object.fromEntries(Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function references(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"#\/schemas\/([^"]+)"/g)].map(([, name = ""]) => name);
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a type; `oneOf`, whose cases overlap in places, becomes `anyOf`. */
function convert(schema: unknown, isName = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => convert(item));
  if (typeof schema !== "object" || schema === null) return schema;
  const { nullable, ...rest }: Json = { ...schema };
  const entries = Object.entries(isName ? schema : rest).flatMap(([key, value]): [string, unknown][] => {
    if (!isName && (prose.includes(key) || key.startsWith("x-"))) return [];
    if (key === "$ref" && typeof value === "string")
      return [[key, value.replace("#/components/schemas/", "#/schemas/")]];
    if (!isName && key === "oneOf") return [["anyOf", convert(value)]];
    return [[key, convert(value, !isName && key === "properties")]];
  });
  const converted = Object.fromEntries(entries);
  return !isName && nullable === true ? allowNull(converted) : converted;
}

function allowNull(schema: Json): Json {
  if (typeof schema["type"] !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = Array.isArray(schema["enum"]) ? { enum: [...new Set([...schema["enum"], null])] } : {};
  return { ...schema, type: [schema["type"], "null"], ...values };
}

function resolve(value: unknown): unknown {
  const reference = asJson(value)["$ref"];
  if (typeof reference !== "string") return value;
  const [, , kind = "", name = ""] = reference.split("/");
  return asJson(description.components[kind])[name];
}

function asJson(value: unknown): Json {
  if (typeof value !== "object" || value === null) throw new Error("the description is not as expected");
  return { ...value };
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

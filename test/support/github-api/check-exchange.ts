/** GitHub's OpenAPI description, as far as the simulated GitHub serves it; scripts/extract-openapi.ts takes it out. */
import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import type { Exchange } from "../../../src/playground/github/exchange-observers.ts";

type Json = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: Json;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly isRequired: boolean; readonly schema: Json };
  readonly answers: Readonly<Record<string, Json | null>>;
}

interface Subset {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Json;
}

const file = new URL("openapi-subset.json", import.meta.url);
const subset: Subset = JSON.parse(readFileSync(file, "utf8"));

/** Where GitHub itself differs from its description. */
const knownDifferences = [
  // A range of times, by the syntax of searches.
  /: created must match format "date-time"/,
  // What is not set is an empty text.
  /(target|log|environment)_url must match format "uri" .*""$/,
  // Sent, but not described.
  /additional properties \{"additionalProperty":"(status|custom_properties|can_admins_bypass|client_id)"\}/,
  // Described as a user and an enterprise at once.
  /^GET \/app\/installations: 200\/\d+\/account /,
  // The repository of a fork is gone when that is deleted.
  /pulls.*head\/(repo|user) must be object .*null$/,
];

const ajv = new Ajv({
  strict: false,
  // Both save time: the description is large, and well-formed since it was published.
  validateSchema: false,
  inlineRefs: false,
  allErrors: true,
  verbose: true,
  formats: { uri: isUri, "date-time": isTime, email: true, int64: true, "repo.nwo": true },
});
// Only what is referred to is compiled.
ajv.addSchema({ schemas: closeAll(subset.schemas), parts: subset.schemas, $id: "github" }, "github");
const compiled = new Map<string, ValidateFunction>();

/**
 * What of a request or its answer GitHub's description does not know. A request that was refused may be wrong: tests try that;
 * the refusal itself has to fit.
 */
export function checkExchange(exchange: Exchange): readonly string[] {
  const url = new URL(exchange.path, "http://github.test");
  if (url.pathname === "/graphql") return [];
  const found = findOperation(exchange.method, url.pathname);
  const isRefused = exchange.status >= 400;
  if (found === undefined) return isRefused ? [] : [`GitHub has no ${exchange.method} ${url.pathname}`];
  const complaints = [
    ...(isRefused ? [] : checkParameters(found, url)),
    ...(isRefused ? [] : checkBody(found, exchange.request)),
    ...checkAnswer(found, exchange),
  ];
  return complaints
    .map((complaint) => `${found.name}: ${complaint}`)
    .filter((complaint) => !knownDifferences.some((known) => known.test(complaint)));
}

/** Whether GitHub has an operation at this address. */
export function isDescribed(method: string, path: string): boolean {
  return findOperation(method, path) !== undefined;
}

interface Found {
  readonly name: string;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

const templates = Object.entries(subset.operations).map(([name, operation]) => {
  const [method = "", path = ""] = name.split(" ");
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, parameter = ""]) => parameter);
  // A ref, a path and a comparison may hold slashes; they are the last.
  const pattern = path
    .replace(/[.]/g, "\\.")
    .replace(/\{(ref|path|basehead)\}$/, "(.+)")
    .replace(/\{[^}]+\}/g, "([^/]+)");
  return { name, operation, method, names, pattern: new RegExp(`^${pattern}$`) };
});

/** One without parameters comes first: `/app/hook/config` is no `/app/hook/{id}`. */
function findOperation(method: string, path: string): Found | undefined {
  const fitting = templates
    .filter((template) => template.method === method && template.pattern.test(path))
    .toSorted((one, other) => one.names.length - other.names.length);
  const [best] = fitting;
  if (best === undefined) return undefined;
  const values = best.pattern.exec(path)?.slice(1) ?? [];
  const parameters = best.names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]);
  return { name: best.name, operation: best.operation, parameters: Object.fromEntries(parameters) };
}

function checkParameters({ name, operation, parameters }: Found, url: URL): readonly string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === "query");
  const unknown = [...url.searchParams.keys()].filter((key) => !known.some((parameter) => parameter.name === key));
  const checked = operation.parameters.flatMap((parameter) => {
    if (parameter.in === "header") return [];
    const value = parameter.in === "path" ? parameters[parameter.name] : url.searchParams.get(parameter.name);
    if (value === undefined || value === null)
      return parameter.required ? [`the parameter ${parameter.name} is missing`] : [];
    const where = `${name}/parameters/${parameter.in}/${parameter.name}`;
    return check(where, parameter.schema, coerce(value, parameter.schema));
  });
  return [...unknown.map((key) => `the query has no ${key}`), ...checked];
}

/** Everything in an address is text. */
function coerce(value: string, { type, anyOf }: Json): unknown {
  const types = [type, ...(Array.isArray(anyOf) ? anyOf.map((one: Json) => one["type"]) : [])].flat();
  if ((types.includes("integer") || types.includes("number")) && /^-?\d+$/.test(value)) return Number(value);
  if (types.includes("boolean") && (value === "true" || value === "false")) return value === "true";
  return types.includes("array") ? value.split(",") : value;
}

function checkBody({ name, operation: { body } }: Found, text: string): readonly string[] {
  if (text === "") return body?.isRequired ? ["the body is missing"] : [];
  const value: unknown = JSON.parse(text);
  if (body === undefined) return isEmpty(value) ? [] : ["there is a body"];
  return check(`${name}/body`, body.schema, value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

const basicError = { $ref: "#/schemas/basic-error" };

function checkAnswer({ name, operation }: Found, { status, answer }: Exchange): readonly string[] {
  const schema = operation.answers[String(status)];
  if (schema === undefined && status < 400) return [`GitHub never answers ${status}`];
  if (schema === null && status < 400) return answer === undefined || isEmpty(answer) ? [] : [`${status} has no body`];
  if (answer === undefined) return [`the answer ${status} lacks its body`];
  return check(`${name}/${schema ? status : "error"}`, schema ?? basicError, answer);
}

function check(where: string, schema: Json, value: unknown): readonly string[] {
  const validate = compiled.get(where) ?? ajv.compile(absolute(schema));
  compiled.set(where, validate);
  if (validate(value)) return [];
  const place = where.split("/").at(-1);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params, data }) =>
      `${place}${instancePath} ${message} ${JSON.stringify(params)}, is ${JSON.stringify(data).slice(0, 60)}`,
  );
}

/** References are to the whole subset. */
function absolute(schema: Json): Json {
  return JSON.parse(JSON.stringify(closeOne(schema)).replaceAll('"$ref":"#/', '"$ref":"github#/'));
}

function closeAll(schemas: Json): Json {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closeOne(schema)]));
}

/** What the description does not name is no field; where it combines descriptions of one object, none of them is complete. */
function closeOne(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closeOne);
  if (typeof schema !== "object" || schema === null) return schema;
  const given: Json = { ...schema };
  const isPart = "properties" in given && ["allOf", "anyOf"].some((combination) => combination in given);
  const entries = Object.entries(given).map(([key, value]): [string, unknown] => {
    if (key === "properties" && typeof value === "object" && value !== null) return [key, closeAll({ ...value })];
    return [key, key === "allOf" || (key === "anyOf" && isPart) ? openParts(value) : closeOne(value)];
  });
  const isOpen = isPart || !("properties" in given) || "additionalProperties" in given;
  return { ...Object.fromEntries(entries), ...(!isOpen && { additionalProperties: false }) };
}

/** What they refer to is no complete object either. */
function openParts(parts: unknown): unknown {
  const open = (part: Json): Json =>
    typeof part["$ref"] === "string" ? { ...part, $ref: part["$ref"].replace("#/schemas/", "#/parts/") } : part;
  return Array.isArray(parts) ? parts.map(open) : parts;
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

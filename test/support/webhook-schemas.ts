/** GitHub's published schemas of webhook payloads, so that the simulated GitHub cannot drift from the real one. */
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import type { World } from "../../src/playground/github/world.ts";

type Json = Readonly<Record<string, unknown>>;

const published: { readonly definitions: Json } = createRequire(import.meta.url)(
  "@octokit/webhooks-schemas/schema.json",
);

/** What GitHub sends since the schemas were published; each is in its documentation. */
const recentFields = new Set(["user_view_type", "client_id"]);
const recentEvents = ["deployment_protection_rule"];

const ajv = new Ajv({
  strict: false,
  // Both save seconds: the schema is large, and meta-valid since it was published.
  validateSchema: false,
  inlineRefs: false,
  allErrors: true,
  formats: { uri: isUri, "uri-template": isUri, "date-time": isTime },
});
ajv.addSchema(withRecentEvents(published), "webhooks");
const compiled = new Map<string, ValidateFunction>();

/**
 * What is wrong with a payload, by GitHub's schema for this event and action: fields that are missing, unknown or of another
 * type. Empty where nothing is.
 */
export function checkPayload(event: string, payload: Json): readonly string[] {
  const { action } = payload;
  const name = `${event}$${typeof action === "string" ? action : "event"}`;
  if (!(name in published.definitions)) return [`GitHub has no webhook ${name}`];
  const validate = compiled.get(name) ?? ajv.compile({ $ref: `webhooks#/definitions/${name.replace("$", "%24")}` });
  compiled.set(name, validate);
  if (validate(withoutRecentFields(payload))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    return `${name}${instancePath} ${message} ${JSON.stringify(params)}`;
  });
}

/** @throws Error where anything that was sent to an App is not as GitHub's schema has it; call it at the end of each journey */
export function checkDeliveries({ state }: World): void {
  const deliveries = [...state.apps.values()].flatMap((app) => app.deliveries);
  const complaints = deliveries.flatMap(({ event, body }) => checkPayload(event, JSON.parse(body)));
  if (complaints.length > 0) throw new Error(`GitHub sends no such webhooks:\n${complaints.join("\n")}`);
}

function withoutRecentFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRecentFields);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !recentFields.has(name));
  return Object.fromEntries(entries.map(([name, field]) => [name, withoutRecentFields(field)]));
}

/** The lists of events that an App may subscribe to. */
function withRecentEvents(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_name, field: unknown) => {
    const isEvents = Array.isArray(field) && field.includes("deployment_review") && field.includes("check_run");
    return isEvents ? [...new Set([...field, ...recentEvents])] : field;
  });
}

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

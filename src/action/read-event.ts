/** The event that started the run, as the runner hands it over; read without any library, for most events end here. */
import { readFileSync } from "node:fs";

export type Fields = Readonly<Record<string, unknown>>;

export interface RunEvent {
  /** `push`, `issue_comment` … */
  readonly name: string;
  readonly payload: Fields;
  /** The commit that the workflow runs on. */
  readonly sha: string;
  /** The ref that the workflow runs on, `refs/heads/main`. */
  readonly ref: string;
}

/** Without a readable payload the event has none, and then is not for us. */
export function readEvent(environment: NodeJS.ProcessEnv): RunEvent {
  return {
    name: environment["GITHUB_EVENT_NAME"] ?? "",
    payload: readPayload(environment["GITHUB_EVENT_PATH"]),
    sha: environment["GITHUB_SHA"] ?? "",
    ref: environment["GITHUB_REF"] ?? "",
  };
}

/** A field that is an object; empty when it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readPayload(path: string | undefined): Fields {
  if (path === undefined || path === "") return {};
  try {
    return fieldsOf(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return {};
  }
}

import { type Document, isMap, isPair, isScalar, type LineCounter, type Node, type Pair } from "yaml";
import type * as z from "zod/mini";
import { type SourceLocation, UserError } from "../errors.ts";
import { nearestName } from "../nearest-name.ts";
import { settingsSchema } from "./settings-schema.ts";

/** A parsed settings file, able to say where in it something stands. */
export interface SettingsDocument {
  readonly path: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

export type SettingsPath = readonly PropertyKey[];

type Issue = z.core.$ZodIssue;

interface Problem {
  readonly path: SettingsPath;
  readonly message: string;
  readonly hint?: string;
  /** The key itself is wrong, not its value. */
  readonly atKey?: boolean;
}

/** Turns what the schema found into one error about the first problem, with its line and column. */
export function settingsProblem(source: SettingsDocument, issues: readonly Issue[]): UserError {
  // A misspelt key explains why the right one is missing.
  const rank = ({ code }: Issue) => (code === "unrecognized_keys" ? 0 : 1);
  const problems = [...issues].sort((a, b) => rank(a) - rank(b)).flatMap((issue) => describe(source, issue));
  const [first, ...others] = problems;
  if (first === undefined) throw new Error("a refused settings file must have an issue");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return settingsError(source, { ...first, message: `${first.message}${more}` });
}

/** An error about the settings at a path; `message` continues "Cannot use FILE: PATH". */
export function settingsError(source: SettingsDocument, problem: Problem): UserError {
  const place = problem.path.length === 0 ? "" : `${formatSettingsPath(problem.path)} `;
  return new UserError(`Cannot use ${source.path}: ${place}${problem.message}`, {
    code: "settings_invalid",
    location: locate(source, problem.path, problem.atKey === true),
    ...(problem.hint !== undefined && { hint: problem.hint }),
  });
}

function describe(source: SettingsDocument, issue: Issue): readonly Problem[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path, key]));
    case "invalid_key":
      return [{ path: issue.path, message: messageOf(issue.issues[0]) ?? "is no valid name", atKey: true }];
    case "invalid_type":
      return [wrongType(source, issue)];
    case "invalid_value":
      return [wrongChoice(source, issue)];
    default:
      return [{ path: issue.path, message: messageOf(issue) ?? "is not valid" }];
  }
}

function wrongChoice(source: SettingsDocument, { path, values }: z.core.$ZodIssueInvalidValue): Problem {
  const choices = values.map(String);
  const nearest = nearestName(String(source.document.getIn([...path])), choices);
  return {
    path,
    message: `must be one of ${choices.join(", ")}`,
    ...(nearest !== undefined && { hint: `Did you mean ${nearest}?` }),
  };
}

/** Schemas without words of their own say only this. */
function messageOf(issue: Issue | undefined): string | undefined {
  return issue === undefined || issue.message === "Invalid input" ? undefined : issue.message;
}

function unknownKey(path: SettingsPath): Problem {
  const known = knownKeys(path.slice(0, -1));
  const nearest = nearestName(String(path.at(-1)), known);
  const hint = nearest === undefined ? `Known here: ${known.join(", ")}.` : `Did you mean ${nearest}?`;
  return { path, message: "is no known setting", hint, atKey: true };
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false",
};

function wrongType(source: SettingsDocument, issue: z.core.$ZodIssueInvalidType): Problem {
  const value = source.document.getIn([...issue.path]);
  if (value === undefined) return { path: issue.path, message: "is missing" };
  const message = `must be ${typeNames[issue.expected] ?? issue.expected}`;
  const isPlain = issue.expected === "string" && ["boolean", "number"].includes(typeof value);
  return {
    path: issue.path,
    message,
    ...(isPlain && { hint: `Write it in quotes: ${JSON.stringify(String(value))}.` }),
  };
}

/** The keys that the schema knows in the map at a path. */
function knownKeys(path: SettingsPath): readonly string[] {
  let schema: z.core.$ZodType | undefined = settingsSchema;
  for (const step of path) schema = schema && inside(bare(schema), step);
  const def = schema && bare(schema)._zod.def;
  return def !== undefined && "shape" in def ? Object.keys(def.shape as object) : [];
}

function inside(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
  // zod types a definition by its subclass; which one this is only its fields tell
  const def = schema._zod.def as unknown as {
    shape?: Record<PropertyKey, z.core.$ZodType>;
    valueType?: z.core.$ZodType;
    element?: z.core.$ZodType;
  };
  return def.shape?.[step] ?? def.valueType ?? def.element;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as unknown as { innerType?: z.core.$ZodType };
  return def.innerType === undefined ? schema : bare(def.innerType);
}

function locate(source: SettingsDocument, path: SettingsPath, atKey: boolean): SourceLocation {
  const offset = offsetOf(source.document, path, atKey);
  if (offset === undefined) return { file: source.path };
  const { line, col } = source.lines.linePos(offset);
  return { file: source.path, line, column: col };
}

/** Where the value, or else the key, or else the nearest enclosing key stands. */
function offsetOf(document: Document.Parsed, path: SettingsPath, atKey: boolean): number | undefined {
  const keys = path.filter((step) => typeof step !== "symbol");
  const value = document.getIn(keys, true) as Node | undefined;
  if (!atKey && isScalar(value) && value.range) return value.range[0];
  for (let length = keys.length; length > 0; length--) {
    const range = keyAt(document, keys.slice(0, length))?.range;
    if (range) return range[0];
  }
  return document.contents?.range[0];
}

function keyAt(document: Document.Parsed, path: readonly (string | number)[]): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (!isMap(parent)) return document.getIn(path, true) as Node | undefined;
  const pair: Pair | undefined = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === last,
  );
  return pair?.key as Node | undefined;
}

/** `clusters.main.config.patches[0]` */
export function formatSettingsPath(path: SettingsPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

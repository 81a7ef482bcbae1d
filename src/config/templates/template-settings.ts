/** `.minijinja.toml` at the repository's root: what minijinja-cli reads from the file that $MINIJINJA_CONFIG_FILE names. */
import { parse, TomlError } from "smol-toml";
import * as z from "zod/mini";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import { type Note, UserError } from "../../errors.ts";
import type { WhitespaceRules } from "./syntax/tokenizer.ts";
import type { AutoEscape } from "./values/escape.ts";

export interface TemplateSettings extends WhitespaceRules {
  readonly autoescape: AutoEscape | "auto";
  /** End the output with a newline. */
  readonly newline: boolean;
  /** Whether templates may include others; if not, none is found. */
  readonly include: boolean;
  /** Refuse undefined values. */
  readonly strict: boolean;
  /** Python's methods on strings, lists and maps. */
  readonly pyCompat: boolean;
  /** Top-level names. */
  readonly definitions: Readonly<Record<string, string>>;
  /** What a person should know about these settings. */
  readonly notes: readonly Note[];
}

const path = ".minijinja.toml";

const flag = z.boolean("must be true or false");
const text = z.string("must be a text");
const texts = z.record(z.string(), text, "must be a table");

const settingsFile = z.object({
  autoescape: z.optional(z.enum(["auto", "html", "json", "none"], "must be auto, html, json or none")),
  newline: z._default(flag, true),
  include: z._default(flag, true),
  strict: z._default(flag, false),
  env: z.optional(flag),
  "trim-blocks": z._default(flag, false),
  "lstrip-blocks": z._default(flag, false),
  "py-compat": z._default(flag, false),
  defines: z._default(texts, {}),
  format: z.optional(text),
  "expr-out": z.optional(text),
  fuel: z.optional(z.int("must be a whole number").check(z.nonnegative("must not be negative"))),
  "safe-paths": z.optional(z.array(text, "must be a list")),
  syntax: z._default(texts, {}),
});

const known = new Set(Object.keys(settingsFile.shape));

const defaultSyntax: Readonly<Record<string, string>> = {
  "block-start": "{%",
  "block-end": "%}",
  "variable-start": "{{",
  "variable-end": "}}",
  "comment-start": "{#",
  "comment-end": "#}",
  "line-statement-prefix": "",
  "line-comment-prefix": "",
};

/** Reads the file; without one, minijinja-cli's defaults. Throws UserError `settings_invalid`. */
export async function readTemplateSettings(
  files: RepositoryFiles,
  options: { readonly signal?: AbortSignal } = {},
): Promise<TemplateSettings> {
  const source = await files.read(path, options);
  const table = source === undefined ? {} : parseTable(source);
  const checked = z.safeParse(settingsFile, table);
  if (!checked.success) throw invalid(firstProblem(checked.error));
  const file = checked.data;
  refuseCustomSyntax(file.syntax);
  return {
    autoescape: file.autoescape ?? "auto",
    newline: file.newline,
    include: file.include,
    strict: file.strict,
    pyCompat: file["py-compat"],
    trimBlocks: file["trim-blocks"],
    lstripBlocks: file["lstrip-blocks"],
    definitions: file.defines,
    notes: [...notesOnKeys(table), ...notesOnValues(file, source !== undefined)],
  };
}

function parseTable(text: string): Record<string, unknown> {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw invalid(error.message.split("\n")[0] ?? "not TOML", error.line, error.column);
  }
}

function firstProblem({ issues: [issue] }: z.core.$ZodError): string {
  return issue === undefined ? "it is not valid" : `${issue.path.join(".")} ${issue.message}`;
}

function invalid(problem: string, line?: number, column?: number): UserError {
  return new UserError(`Cannot read ${path}: ${problem}`, {
    code: "settings_invalid",
    location: { file: path, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
  });
}

function refuseCustomSyntax(syntax: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(syntax)) {
    if (defaultSyntax[name] === value) continue;
    throw new UserError(`Cannot use ${path}: other delimiters (syntax.${name}) are not supported`, {
      code: "template_unsupported",
      location: { file: path },
    });
  }
}

function notesOnKeys(table: Readonly<Record<string, unknown>>): readonly Note[] {
  const unknown = Object.keys(table).filter((key) => !known.has(key));
  return unknown.map((key) => ({
    code: "template_setting_unknown",
    severity: "warning",
    message: `${path}: the key "${key}" is unknown; minijinja-cli ignores it too`,
    location: { file: path },
  }));
}

function notesOnValues(file: z.infer<typeof settingsFile>, exists: boolean): readonly Note[] {
  const notes: Note[] = [];
  const add = (code: string, message: string, hint: string) =>
    notes.push({
      code,
      severity: "info",
      message: `${path}: ${message}`,
      hint,
      ...(exists ? { location: { file: path } } : {}),
    });
  if (file.autoescape === undefined) {
    add(
      "template_autoescape_unset",
      "autoescape is not set, so values in *.yaml.j2 and *.json.j2 are written as JSON: strings come out quoted",
      'Set autoescape = "none" for the plain values',
    );
  }
  if (file.env === false) {
    add(
      "template_env_ignored",
      "env = false is ignored",
      "ENV holds the variables declared in the settings, nothing else",
    );
  }
  if (file["safe-paths"] !== undefined) {
    add("template_safe_paths_ignored", "safe-paths is ignored", "Includes are confined to the template folders anyway");
  }
  if (file.fuel !== undefined && file.fuel > 0) {
    add("template_fuel_ignored", "fuel is ignored", "Templates have limits of their own here");
  }
  return notes;
}

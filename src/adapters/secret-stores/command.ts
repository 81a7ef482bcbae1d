import { delimiter, isAbsolute, resolve, sep } from "node:path";
import type { SecretLookup, SecretReference, SecretStore } from "../../config/secrets/secret-store.ts";
import { UserError } from "../../errors.ts";
import { readAnswer, writeRequest } from "./exchange-references.ts";
import { missing } from "./find-values.ts";
import { type ProgramResult, runProgram } from "./run-program.ts";

export interface CommandStoreOptions {
  readonly scheme: string;
  /** Program and arguments, as the settings of the default branch have them. */
  readonly command: readonly string[];
  /** The repository's folder, in which the program runs. No program is started from inside of it. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names of further variables that the program gets. */
  readonly variables: readonly string[];
  readonly maxBytes?: number;
}

const defaultMaxBytes = 4 * 1024 * 1024;
const always = [
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TMPDIR",
  "XDG_CONFIG_HOME",
  "XDG_RUNTIME_DIR",
  "SystemRoot",
  "USERPROFILE",
];

/**
 * Pipes references through a program of the user's. It gets them on stdin, each on its own line between two boundary lines
 * of random letters, and gives back either that text with the references replaced (`op inject`), or one JSON object in
 * which a reference's path is a path of keys (`sops decrypt --output-type json FILE`).
 *
 * @throws UserError `settings_invalid` for a program whose path is relative or inside of the repository: what a pull request
 * can change must not run.
 */
export function createCommandStore(options: CommandStoreOptions): SecretStore {
  const [program, ...programArguments] = options.command;
  if (program === undefined || !isTrusted(program, options.root)) throw untrusted(options.scheme, program);
  const run = (input: string, signal: AbortSignal) =>
    runProgram(program, programArguments, {
      input,
      signal,
      environment: environmentOf(options),
      directory: options.root,
      maxBytes: options.maxBytes ?? defaultMaxBytes,
    });
  return {
    scheme: options.scheme,
    read: (references, { signal }) => readAll(options.scheme, program, run, references, signal),
  };
}

const defaultPath = "/usr/local/bin:/usr/bin:/bin";

/** After so many references without a single value, the program is broken and not a reference. */
const maxFailures = 5;

type Run = (input: string, signal: AbortSignal) => Promise<ProgramResult>;

function isTrusted(program: string, root: string): boolean {
  if (!program.includes("/") && !program.includes("\\")) return program !== "";
  return isAbsolute(program) && !isInside(root, program);
}

function isInside(root: string, path: string): boolean {
  const folder = resolve(root);
  const file = resolve(path);
  return file === folder || file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function untrusted(scheme: string, program: string | undefined): UserError {
  return new UserError(
    `Cannot use secrets.commands.${scheme}: ${program || "an empty name"} is no program outside of the repository`,
    {
      code: "settings_invalid",
      hint: "Name a program that is on the PATH, or give its absolute path.",
    },
  );
}

/** Neither tokens of the job nor folders of the repository reach the program. */
function environmentOf({ scheme, root, environment, variables }: CommandStoreOptions): Record<string, string> {
  const prefix = `${scheme.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_`;
  const wanted = new Set([...always, ...variables]);
  const passed = Object.entries(environment).filter(([name]) => wanted.has(name) || name.startsWith(prefix));
  const folders = (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !isInside(root, folder));
  return {
    ...Object.fromEntries(passed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    // an empty PATH would mean the current folder, which is the repository
    PATH: folders.length === 0 ? defaultPath : folders.join(delimiter),
  };
}

async function readAll(
  scheme: string,
  program: string,
  run: Run,
  references: readonly SecretReference[],
  signal: AbortSignal,
): Promise<readonly SecretLookup[]> {
  const all = await readOnce(run, references, signal);
  if (all.kind === "done") return all.lookups;
  if (references.length === 1) throw programFailed(scheme, program, all.reason);
  return readEach(scheme, program, run, references, signal, all.reason);
}

/** One reference that does not exist fails the program as a whole; asked one by one, it can be named. */
async function readEach(
  scheme: string,
  program: string,
  run: Run,
  references: readonly SecretReference[],
  signal: AbortSignal,
  reason: string,
): Promise<readonly SecretLookup[]> {
  const lookups: SecretLookup[] = [];
  for (const reference of references) {
    const one = await readOnce(run, [reference], signal);
    lookups.push(
      one.kind === "done"
        ? (one.lookups[0] ?? missing("the program left it out"))
        : missing(`${program} failed: ${one.reason}`),
    );
    if (lookups.length === maxFailures && lookups.every(({ kind }) => kind === "missing")) break;
  }
  if (lookups.some(({ kind }) => kind === "found")) return lookups;
  throw programFailed(scheme, program, reason);
}

function programFailed(scheme: string, program: string, reason: string): UserError {
  return new UserError(`Cannot read ${scheme}:// secrets with ${program}: ${reason}`, {
    code: "secret_store_failed",
    hint: "Run the program by hand; only a few environment variables reach it (secrets.commandEnvironment adds more).",
  });
}

type Reading =
  | { readonly kind: "done"; readonly lookups: readonly SecretLookup[] }
  | { readonly kind: "failed"; readonly reason: string };

async function readOnce(run: Run, references: readonly SecretReference[], signal: AbortSignal): Promise<Reading> {
  const { request, boundary } = writeRequest(references);
  const result = await run(request, signal);
  if (result.kind === "failed") return result;
  const lookups = readAnswer(result.output, references, boundary);
  if (lookups !== undefined) return { kind: "done", lookups };
  return { kind: "failed", reason: "its output is neither its input with values in it nor a JSON object" };
}

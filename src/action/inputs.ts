/** The action's inputs and outputs; action.yml says the same, and a contract test holds the two together. */
import * as z from "zod/mini";
import { UserError } from "../errors.ts";

const flag = z.pipe(
  z.enum(["true", "false"], { error: "must be true or false" }),
  z.transform((text) => text === "true"),
);

const text = z.string();

/** Input name → how its text is read. */
export const inputSchemas = {
  "github-token": text.check(z.minLength(1, "must not be empty")),
  "team-token": text,
  mode: z.enum(["auto", "plan", "drift"], { error: "must be auto, plan or drift" }),
  phase: z.enum(["plan", "operate"], { error: "must be plan or operate" }),
  request: text,
  "plan-digest": text,
  cluster: text,
  nodes: text,
  "config-path": text.check(z.minLength(1, "must not be empty")),
  talosconfig: text,
  root: text,
  comment: flag,
  check: flag,
  "fail-on-changes": flag,
  "fail-on-unreachable": flag,
} as const;

/** What an input is when the workflow does not give it; the token comes from the workflow run. */
export const inputDefaults: Readonly<Record<Exclude<InputName, "github-token">, string>> = {
  "team-token": "",
  mode: "auto",
  phase: "plan",
  request: "",
  "plan-digest": "",
  cluster: "",
  nodes: "all",
  "config-path": ".github/talos-chatops.yaml",
  talosconfig: "",
  root: "",
  comment: "true",
  check: "true",
  "fail-on-changes": "false",
  "fail-on-unreachable": "false",
};

export const outputNames = [
  "changed",
  "nodes",
  "reboot",
  "digest",
  "result",
  "operate",
  "requests",
  "outcome",
] as const;

export type InputName = keyof typeof inputSchemas;
export type OutputName = (typeof outputNames)[number];

export interface Inputs {
  readonly token: string;
  /** Reads who is in a team; the workflow's own token may not. */
  readonly teamToken: string | undefined;
  readonly mode: "auto" | "plan" | "drift";
  readonly phase: "plan" | "operate";
  /** Of phase operate: one of the plan phase's requests, as JSON. */
  readonly request: string | undefined;
  /** Of phase operate: the digest that was approved. */
  readonly planDigest: string | undefined;
  /** Undefined: all of them. */
  readonly cluster: string | undefined;
  readonly selectors: readonly string[];
  readonly settingsPath: string;
  /** A path or the text itself; undefined: looked for where talosctl looks. */
  readonly talosconfig: string | undefined;
  /** A folder to read from instead of the API. */
  readonly root: string | undefined;
  readonly comment: boolean;
  readonly check: boolean;
  readonly failOnChanges: boolean;
  readonly failOnUnreachable: boolean;
}

/**
 * Reads the inputs from the environment, where the runner puts them as `INPUT_<NAME>`.
 *
 * @throws UserError `input_invalid` which names the input, never its value.
 */
export function readInputs(environment: NodeJS.ProcessEnv): Inputs {
  const read = <Name extends InputName>(name: Name): z.output<(typeof inputSchemas)[Name]> => {
    const given = environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? "";
    const fallback = name === "github-token" ? "" : inputDefaults[name as keyof typeof inputDefaults];
    const result = z.safeParse(inputSchemas[name], given === "" ? fallback : given);
    if (result.success) return result.data as z.output<(typeof inputSchemas)[Name]>;
    throw new UserError(`Cannot read the input ${name}: it ${result.error.issues[0]?.message ?? "is not valid"}`, {
      code: "input_invalid",
      hint: "Correct it under `with:` in the workflow.",
    });
  };
  return {
    token: read("github-token"),
    teamToken: read("team-token") || undefined,
    mode: read("mode"),
    phase: read("phase"),
    request: read("request") || undefined,
    planDigest: read("plan-digest") || undefined,
    cluster: read("cluster") || undefined,
    selectors: read("nodes")
      .split(/[\s,]+/)
      .filter((word) => word !== ""),
    settingsPath: read("config-path"),
    talosconfig: read("talosconfig") || undefined,
    root: read("root") || undefined,
    comment: read("comment"),
    check: read("check"),
    failOnChanges: read("fail-on-changes"),
    failOnUnreachable: read("fail-on-unreachable"),
  };
}

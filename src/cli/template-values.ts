import { UserError } from "../errors.ts";
import type { CommandCall } from "./command.ts";

/** `--env NAME=value`, or `--env NAME` for the value in the environment of this process. */
export function readEnvironment({ options, environment }: CommandCall): Readonly<Record<string, string>> {
  const pairs = options.list("env").map((given): readonly [string, string] => {
    const [name, value] = split(given, "--env", "NAME=value");
    return [name, value ?? environment[name] ?? missing(name)];
  });
  return Object.fromEntries(pairs);
}

/** `--define name=value` */
export function readDefinitions({ options }: CommandCall): Readonly<Record<string, string>> {
  const pairs = options.list("define").map((given): readonly [string, string] => {
    const [name, value] = split(given, "--define", "name=value");
    return [name, value ?? unusable(given, "--define", "name=value")];
  });
  return Object.fromEntries(pairs);
}

function split(given: string, option: string, form: string): readonly [string, string | undefined] {
  const place = given.indexOf("=");
  const name = place === -1 ? given : given.slice(0, place);
  if (name === "") return unusable(given, option, form);
  return [name, place === -1 ? undefined : given.slice(place + 1)];
}

function unusable(given: string, option: string, form: string): never {
  throw new UserError(`Cannot use ${option} ${JSON.stringify(given)}`, {
    code: "input_invalid",
    hint: `Write it as ${form}.`,
  });
}

function missing(name: string): never {
  throw new UserError(`Cannot take ${name} from the environment: it is not set`, {
    code: "input_invalid",
    hint: `Give it a value: --env ${name}=value.`,
  });
}

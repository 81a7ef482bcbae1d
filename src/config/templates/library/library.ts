import type { Value } from "../values/value.ts";
import type { Arguments } from "./arguments.ts";
import type { Host } from "./host.ts";

/** A filter, test or function: takes its arguments one after the other, and `end()`s them. */
export type LibraryFunction = (args: Arguments, host: Host) => Value;

export type Library = ReadonlyMap<string, LibraryFunction>;

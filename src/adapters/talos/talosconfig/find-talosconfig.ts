/** Where a talosconfig may lie, in the order in which `talosctl` looks, and reading the first one that exists. */
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { UserError } from "../../../errors.ts";

/** Mounted into pods that have a Talos service account (https://docs.siderolabs.com/talos/, Talos API access from Kubernetes). */
const inClusterPath = "/var/run/secrets/talos.dev/config";

/** What decides where to look; a door fills it from its flags and its environment. */
export interface TalosconfigSearch {
  /** Named by the person: then no other place is tried. */
  readonly path?: string | undefined;
  /** `$TALOSCONFIG`: one path. */
  readonly TALOSCONFIG?: string | undefined;
  /** `$TALOS_HOME`: a folder, ignored unless absolute. */
  readonly TALOS_HOME?: string | undefined;
  /** The person's home folder. */
  readonly home?: string | undefined;
  /** Instead of `/var/run/secrets/talos.dev/config`. */
  readonly inClusterPath?: string | undefined;
}

export interface FoundTalosconfig {
  readonly path: string;
  readonly text: string;
}

/** The paths to try, first to last. */
export function talosconfigPlaces(search: TalosconfigSearch): readonly string[] {
  if (isGiven(search.path)) return [search.path];
  const folder = talosFolder(search);
  return [
    ...(isGiven(search.TALOSCONFIG) ? [search.TALOSCONFIG] : []),
    ...(folder === undefined ? [] : [join(folder, "config")]),
    search.inClusterPath ?? inClusterPath,
  ];
}

/**
 * Reads the first talosconfig that exists.
 * @throws UserError `talosconfig_invalid` naming every place tried, or the file that cannot be read
 */
export async function findTalosconfig(search: TalosconfigSearch): Promise<FoundTalosconfig> {
  const places = talosconfigPlaces(search);
  for (const path of places) {
    const text = await readIfPresent(path);
    if (text !== undefined) return { path, text };
  }
  throw new UserError(`Cannot find a talosconfig: there is no file at ${places.map(describePlace).join(", ")}`, {
    code: "talosconfig_invalid",
    hint: "Set TALOSCONFIG to the path of the file that `talosctl gen config` wrote.",
  });
}

/** Instead of a path people give the file's text, or base64 of it, and that holds a key. */
function describePlace(path: string): string {
  const isPath = path.length <= 200 && !/[{}\n]|: |[^/]{80}/.test(path);
  return isPath ? path : "what was given, which is no path";
}

function talosFolder({ TALOS_HOME, home }: TalosconfigSearch): string | undefined {
  if (isGiven(TALOS_HOME) && isAbsolute(TALOS_HOME)) return TALOS_HOME;
  return isGiven(home) ? join(home, ".talos") : undefined;
}

const reasons: Readonly<Record<string, string>> = { EISDIR: "it is a folder", EACCES: "it may not be read by you" };

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    const reason = reasons[code] ?? code;
    throw new UserError(`Cannot read the talosconfig ${describePlace(path)}: ${reason}`, {
      code: "talosconfig_invalid",
      hint: "Name the file that `talosctl gen config` wrote.",
      cause: error,
    });
  }
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== "";

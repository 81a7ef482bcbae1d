import { existsSync } from "node:fs";
import { type TalosconfigSearch, talosconfigPlaces } from "../adapters/talos/talosconfig/find-talosconfig.ts";
import type { RunContext } from "./run-context.ts";

export type TalosconfigSource = TalosconfigSearch | { readonly text: string };

/** The talosconfig of the run: the input's, or where talosctl looks; undefined where there is none. */
export function findTalosconfig({ inputs, environment }: RunContext): TalosconfigSource | undefined {
  const { talosconfig } = inputs;
  // A path has no line breaks, a talosconfig's text has many.
  if (talosconfig?.includes("\n")) return { text: talosconfig };
  if (talosconfig !== undefined) return { path: talosconfig };
  const search = {
    TALOSCONFIG: environment["TALOSCONFIG"],
    TALOS_HOME: environment["TALOS_HOME"],
    home: environment["HOME"],
  };
  return talosconfigPlaces(search).some((place) => existsSync(place)) ? search : undefined;
}

import type { Note } from "../../errors.ts";
import { nearestName } from "../../nearest-name.ts";
import { type ConfigDocument, documentKey, formatDocumentId, type MachineConfig } from "../machine-config.ts";
import { atLeast } from "../talos-version.ts";
import { documentKinds, kindsOf } from "./document-kinds.ts";
import { finding } from "./finding.ts";

/** Kinds of which only one document may bear a name, as both describe the same thing. */
const rivals: readonly (readonly string[])[] = [
  "Bond Bridge DummyLink Link VLAN VRF Veth Wireguard".split(" ").map((name) => `${name}Config`),
  ["ExistingVolumeConfig", "UserVolumeConfig"],
  ["HCloudVIPConfig", "Layer2VIPConfig"],
];

/** Kinds that the Talos version does not know, missing names, repeated and rival documents. */
export function checkDocuments(config: MachineConfig, talosVersion: string): readonly Note[] {
  return [
    ...config.documents.flatMap((document) => checkKind(document, talosVersion)),
    ...config.documents.flatMap((document) => checkName(document)),
    ...repeated(config, ({ id }) => documentKey(id), "document_duplicate", "stands twice in the configuration"),
    ...repeated(config, rivalKey, "document_conflict", "conflicts with another document of the same name"),
  ];
}

function checkKind({ id, root, origin }: ConfigDocument, talosVersion: string): readonly Note[] {
  if (id.kind === undefined) return [];
  const written = root.entries.get("kind") ?? { ...(origin && { origin }) };
  if (id.apiVersion !== "v1alpha1") {
    const hint = "Write apiVersion: v1alpha1.";
    return [
      finding("error", "document_api_version", `${formatDocumentId(id)} has no known apiVersion`, { written, hint }),
    ];
  }
  const known = documentKinds.get(id.kind);
  if (known !== undefined && atLeast(talosVersion, known.since)) return [];
  if (known !== undefined) {
    const message = `${id.kind} needs Talos ${known.since}, the configuration is for ${talosVersion}`;
    const hint = "Upgrade Talos first, or write it the older way in the v1alpha1 document.";
    return [finding("error", "document_kind_too_new", message, { written, hint })];
  }
  const nearest = nearestName(id.kind, kindsOf(talosVersion));
  const hint = nearest === undefined ? "Look for the kind in the Talos documentation." : `Did you mean ${nearest}?`;
  return [
    finding("error", "document_kind_unknown", `${id.kind} is no kind of document that Talos knows`, { written, hint }),
  ];
}

function checkName({ id, origin }: ConfigDocument): readonly Note[] {
  const known = id.kind === undefined ? undefined : documentKinds.get(id.kind);
  if (known?.named !== true || id.name !== undefined) return [];
  const at = { written: { ...(origin && { origin }) }, hint: "Give it a name: key." };
  return [finding("error", "document_name_missing", `A ${known.kind} document has no name`, at)];
}

function rivalKey({ id }: ConfigDocument): string | undefined {
  const group = rivals.findIndex((kinds) => kinds.includes(id.kind ?? ""));
  return group < 0 ? undefined : JSON.stringify([group, id.name ?? ""]);
}

/** A note on each document whose key an earlier one has. */
function repeated(
  config: MachineConfig,
  keyOf: (document: ConfigDocument) => string | undefined,
  code: string,
  reason: string,
): readonly Note[] {
  const first = new Map<string, ConfigDocument>();
  return config.documents.flatMap((document) => {
    const key = keyOf(document);
    if (key === undefined) return [];
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, document);
      return [];
    }
    const { id, origin } = document;
    if (code === "document_conflict" && documentKey(before.id) === documentKey(id)) return [];
    const message = `${formatDocumentId(id)} ${reason} (${formatDocumentId(before.id)})`;
    return [finding("error", code, message, { written: { ...(origin && { origin }) }, hint: "Keep one of the two." })];
  });
}

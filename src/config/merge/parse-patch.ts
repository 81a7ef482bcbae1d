import type { ParseOptions } from "../tree/parse-yaml.ts";
import { parseYaml } from "../tree/parse-yaml.ts";
import type { ConfigPatch } from "./config-patch.ts";
import { patchError } from "./merge-error.ts";
import { readJsonPatch } from "./read-json-patch.ts";
import { readPatchDocument } from "./read-patch-document.ts";

/**
 * Reads a patch: YAML documents are a strategic merge patch, one list of operations (JSON or YAML) is RFC 6902.
 * An empty text is a patch that changes nothing.
 *
 * @throws UserError `config_invalid` for broken YAML, `patch_failed` for what is no patch.
 */
export function parsePatch(text: string, options: ParseOptions): ConfigPatch {
  const { file } = options;
  const documents = parseYaml(text, options);
  const [first] = documents;
  if (first?.kind === "list" && documents.length === 1) return readJsonPatch(first, file);
  return {
    kind: "strategic",
    file,
    documents: documents.flatMap((node) => {
      if (node.kind === "map") return readPatchDocument(node, file);
      const found = node.kind === "list" ? "a list beside other documents" : "a plain value";
      throw patchError(
        { file, origin: node.origin },
        `found ${found}`,
        "A patch is a map, or one list of JSON patch operations.",
      );
    }),
  };
}

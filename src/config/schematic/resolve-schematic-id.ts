import { UserError } from "../../errors.ts";
import { isSchematicId } from "../image-reference.ts";
import type { ImageFactory } from "./image-factory.ts";
import type { ParseSchematicOptions } from "./parse-schematic.ts";
import { schematicId } from "./schematic-id.ts";

export interface ResolveSchematicOptions extends ParseSchematicOptions {
  /** Asked only for a schematic whose id cannot be computed here. */
  readonly factory?: ImageFactory;
  readonly signal: AbortSignal;
}

/**
 * Gives the id of a rendered schematic, always 64 hex digits.
 *
 * @throws UserError `schematic_invalid` for a schematic that a factory would refuse, and for one beyond computing here when
 * there is no factory to ask; `factory_failed` for an answer that is no id.
 */
export async function resolveSchematicId(text: string, options: ResolveSchematicOptions): Promise<string> {
  const { file, factory, signal } = options;
  const computed = schematicId(text, options);
  if (computed.kind === "computed") return computed.id;
  if (factory === undefined) {
    throw new UserError(`Cannot compute the id of the schematic ${file}: ${computed.reason}`, {
      code: "schematic_invalid",
      hint: "Only an image factory knows the id of such a schematic, and none may be asked here. Write the value in a simpler form.",
      location: { file },
    });
  }
  const id = await factory.submit(text, { signal });
  if (isSchematicId(id)) return id;
  throw new UserError(`Cannot use the image factory's answer for ${file}: it is no schematic id`, {
    code: "factory_failed",
    hint: "Check that the factory setting is the address of an image factory.",
  });
}

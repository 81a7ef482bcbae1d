import type { RepositoryFiles } from "../cluster/repository-files.ts";
import type { RenderContext } from "./render-node.ts";
import { readTemplateSettings } from "./templates/template-settings.ts";

/** What rendering the nodes of one revision needs; the template settings are that revision's own. */
export async function openRenderContext(
  files: RepositoryFiles,
  ports: Pick<RenderContext, "signal" | "factory" | "clock">,
): Promise<RenderContext> {
  const templates = await readTemplateSettings(files, { signal: ports.signal });
  return { ...ports, files, templates, parsedBases: new Map() };
}

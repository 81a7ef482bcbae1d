import type { RenderOptions } from "../../../src/config/templates/render-template.ts";
import { renderTemplate } from "../../../src/config/templates/render-template.ts";
import type { TemplateSettings } from "../../../src/config/templates/template-settings.ts";

/** The settings of the repositories this is made for. */
export const plainSettings: TemplateSettings = {
  autoescape: "none",
  newline: false,
  include: true,
  strict: false,
  pyCompat: false,
  trimBlocks: true,
  lstripBlocks: true,
  definitions: {},
  notes: [],
};

export interface Setup extends Partial<Omit<RenderOptions, "files">> {
  /** Files beside the template, which is `main.j2`. */
  readonly others?: Readonly<Record<string, string>>;
}

export function renderText(source: string, setup: Setup = {}): ReturnType<typeof renderTemplate> {
  const { others = {}, ...options } = setup;
  const texts = new Map(Object.entries({ ...others, "main.j2": source }));
  const files = {
    revision: "working-tree",
    read: async (path: string) => texts.get(path),
    list: async () => [...texts.keys()],
  };
  return renderTemplate("main.j2", { files, environment: {}, settings: plainSettings, ...options });
}

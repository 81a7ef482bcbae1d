import type { TemplateSettings } from "./template-settings.ts";
import type { AutoEscape } from "./values/escape.ts";

/** What minijinja-cli makes of a template's name when autoescape is left to it. */
export function autoescapeFor(name: string, { autoescape }: Pick<TemplateSettings, "autoescape">): AutoEscape {
  if (autoescape !== "auto") return autoescape;
  const extension = name.replace(/\.j2$/, "").split(".").at(-1) ?? "";
  if (["htm", "html", "xml", "xhtml"].includes(extension)) return "html";
  return ["json", "json5", "yml", "yaml"].includes(extension) ? "json" : "none";
}

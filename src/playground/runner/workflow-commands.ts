/**
 * What a step prints for the runner: `::warning file=a,title=b::message`.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import type { Annotation } from "../github/state.ts";

export interface StepOutput {
  /** As the log page shows it: commands carried out, masked values starred. */
  readonly log: string;
  /** The first ten of each level. */
  readonly annotations: readonly Annotation[];
}

const command = /^\s*::([\w-]+)(?: ([^:]*))?::(.*)$/;
const levels = { notice: "notice", warning: "warning", error: "failure" } as const;
const maxOfLevel = 10;

/** Commands are carried out instead of shown, and masks hold from where they are given. */
export function readStepOutput(output: string): StepOutput {
  const masks: string[] = [];
  const lines: string[] = [];
  const annotations: Annotation[] = [];
  let resume: string | undefined;
  for (const [index, line] of output.split("\n").entries()) {
    const [, name, properties = "", value = ""] = command.exec(line) ?? [];
    if (resume !== undefined) {
      if (name === resume) resume = undefined;
      else lines.push(line);
    } else if (name === "stop-commands") resume = value;
    else if (name === "add-mask") masks.push(unescapeData(value));
    else if (name === "warning" || name === "error" || name === "notice") {
      lines.push(`${name}: ${unescapeData(value)}`);
      annotations.push(readAnnotation(levels[name], { properties, value, line: index + 1 }));
    } else if (name === undefined) lines.push(line);
  }
  const hide = (text: string) =>
    masks.reduce((shown, mask) => (mask === "" ? shown : shown.replaceAll(mask, "***")), text);
  return { log: hide(lines.join("\n")), annotations: firstOfLevel(annotations).map((one) => hideIn(one, hide)) };
}

function firstOfLevel(annotations: readonly Annotation[]): readonly Annotation[] {
  return Object.values(levels).flatMap((level) =>
    annotations.filter(({ annotation_level }) => annotation_level === level).slice(0, maxOfLevel),
  );
}

function hideIn(annotation: Annotation, hide: (text: string) => string): Annotation {
  return { ...annotation, title: hide(annotation.title ?? ""), message: hide(annotation.message ?? "") };
}

function readAnnotation(
  level: string,
  { properties, value, line }: { readonly properties: string; readonly value: string; readonly line: number },
): Annotation {
  const given = new Map(
    properties.split(",").map((property) => {
      const at = property.indexOf("=");
      return [property.slice(0, at).trim(), unescapeProperty(property.slice(at + 1))];
    }),
  );
  const number = (name: string) => Number.parseInt(given.get(name) ?? "", 10) || undefined;
  const file = given.get("file") ?? "";
  // Without a file it stands at its line of the log.
  const start = file === "" ? line : (number("line") ?? 1);
  return {
    path: file === "" ? ".github" : file,
    start_line: start,
    end_line: file === "" ? line : (number("endLine") ?? start),
    start_column: number("col") ?? null,
    end_column: number("endColumn") ?? null,
    annotation_level: level,
    title: given.get("title") ?? "",
    message: unescapeData(value),
    raw_details: "",
  };
}

function unescapeData(text: string): string {
  return text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
}

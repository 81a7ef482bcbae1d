/** The names that templates expect to be given, each with the first file that uses it. */
export interface TemplateNames {
  /** Seen as `ENV.NAME`. */
  readonly environment: ReadonlyMap<string, string>;
  /** Seen as `NAME`, and set by no template. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** Looks for names by their form: good enough to propose settings that a person then reads. */
export function findTemplateNames(texts: ReadonlyMap<string, string>): TemplateNames {
  const environment = new Map<string, string>();
  const definitions = new Map<string, string>();
  for (const [file, text] of texts) {
    const code = codeOf(text);
    for (const name of environmentNames(code)) if (!environment.has(name)) environment.set(name, file);
    for (const name of freeNames(code)) if (!definitions.has(name)) definitions.set(name, file);
  }
  return { environment, definitions };
}

/** Expressions and statements, without the strings in them unless these are keys. */
function codeOf(text: string): readonly string[] {
  const live = text.replace(/\{#[\s\S]*?#\}/g, "").replace(/\{%-?\s*raw\b[\s\S]*?endraw\s*-?%\}/g, "");
  return [...live.matchAll(/\{\{([\s\S]*?)\}\}|\{%([\s\S]*?)%\}/g)].map((match) => match[1] ?? match[2] ?? "");
}

function environmentNames(code: readonly string[]): readonly string[] {
  return code.flatMap((part) =>
    [...part.matchAll(/\bENV\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*["']([^"']+)["']\s*\])/g)].map(
      (match) => match[1] ?? match[2] ?? "",
    ),
  );
}

const words = new Set(
  "and or not in is if elif else endif for endfor set endset true false none True False None ENV loop range dict namespace now debug recursive with endwith do macro endmacro call endcall filter endfilter block endblock include import from as extends autoescape endautoescape raw endraw break continue".split(
    " ",
  ),
);

function freeNames(code: readonly string[]): readonly string[] {
  const bound = new Set(code.flatMap(boundNames));
  return code.flatMap((part) => {
    const bare = part.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''").replace(/^[-+]|[-+]$/g, "");
    return [...bare.matchAll(/(?<![.\w|])(?<!\|\s*)(?<!\bis\s+(?:not\s+)?)([A-Za-z_]\w*)\b(?!\s*(?:\(|=(?!=)|:))/g)]
      .map((match) => match[1] ?? "")
      .filter((name) => !words.has(name) && !bound.has(name));
  });
}

function boundNames(part: string): readonly string[] {
  const match = /^[-+]?\s*(?:set|for|macro)\s+([\w\s,()]+?)\s*(?:=|\bin\b|$)/.exec(part);
  return match?.[1]?.match(/[A-Za-z_]\w*/g) ?? [];
}

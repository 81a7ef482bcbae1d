/** The bot's environment file: `NAME=value` on a line of its own each, as Docker, systemd and Node read them. */
export type EnvValues = Readonly<Record<string, string>>;

/** What a file says of a name; undefined where it says nothing, and for a line that is commented out. */
export function readEnvValue(text: string, name: string): string | undefined {
  const line = text.split(/\r?\n/).findLast((candidate) => nameOf(candidate) === name);
  const value = line?.slice(line.indexOf("=") + 1).trim();
  return value === undefined || value === "" ? undefined : value;
}

/** Replaces the lines of the names, and adds those that are missing; every other line stays as it is. */
export function setEnvValues(text: string, values: EnvValues): string {
  const open = new Map(Object.entries(values));
  const lines = text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
  const replaced = lines.flatMap((line) => {
    const name = nameOf(line);
    if (name === undefined || !(name in values)) return [line];
    const value = open.get(name);
    open.delete(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return `${[...replaced, ...[...open].map(([name, value]) => `${name}=${value}`)].join("\n")}\n`;
}

function nameOf(line: string): string | undefined {
  return /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line)?.[1];
}

import { createHash } from "node:crypto";

/** `20261123-084026-upgrade-1f3c`: sorts by time, and is another for another run. */
export function operationId(commandName: string, startedAt: number, identity: string): string {
  const [date = "", time = ""] = new Date(startedAt)
    .toISOString()
    .replaceAll(/[-:]|\.\d+Z/g, "")
    .split("T");
  const hash = createHash("sha256").update(`${identity} ${startedAt} ${commandName}`).digest("hex");
  return `${date}-${time}-${commandName.replaceAll(" ", "-")}-${hash.slice(0, 4)}`;
}

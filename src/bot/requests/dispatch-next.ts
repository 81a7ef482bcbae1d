import { readDefaultBranch } from "../../adapters/github/commits.ts";
import type { StoredRequest } from "../../chatops/request-record.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";
import { advanceRequests } from "./advance-requests.ts";
import { isFrom, listKnownRequests, sourceOf } from "./known-requests.ts";

/**
 * A request was concluded: those that its comment holds behind it go on, or are ended. Call it after every conclusion, also
 * when it was concluded before; it goes by how the requests stand.
 *
 * @throws UserError `github_failed` for what passes: deliver the event again
 */
export async function dispatchNext(
  { record, sha }: StoredRequest,
  event: Pick<BotEvent, "github" | "log">,
  parts: BotParts,
): Promise<void> {
  const { github } = event;
  const { appId, signal } = parts;
  if (record.risk === "read" || record.origin.kind !== "comment") return;
  const source = sourceOf(record.origin);
  const read = async () =>
    (await listKnownRequests(github, { shas: [sha], appId }, { signal })).filter((request) => isFrom(source, request));
  const waits = (await read()).some(({ runId, status }) => runId === undefined && status !== "completed");
  if (!waits) return;
  const { name: branch, sha: settingsSha } = await readDefaultBranch(github, { signal });
  const place = { sha: settingsSha, nodesSha: settingsSha, path: parts.settingsPath };
  const { bot } = await parts.settings.read(github, place, { signal });
  if (bot?.appId !== appId) return;
  await advanceRequests({ read, whose: () => "found", workflow: bot.workflow, branch }, event, parts);
}

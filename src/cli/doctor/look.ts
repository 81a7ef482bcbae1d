import { UserError } from "../../errors.ts";
import { type Area, type Finding, findingsOf } from "./finding.ts";

/** What could not be looked at is a finding as well; an interruption and a bug are not. */
export async function look(area: Area, work: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // what it hints at is for a workflow's own token
    const hint = error.code === "github_failed" ? "Check the token, and that it may read this repository." : error.hint;
    const place = error.location?.line === undefined ? "" : ` (line ${error.location.line})`;
    return [findingsOf(area).error(error.code, `${error.message}${place}`, hint)];
  }
}

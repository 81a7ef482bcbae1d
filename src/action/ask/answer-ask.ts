/** Answers a comment or a dispatch for people who may ask; strangers are met with silence. */
import { judgeStanding, type Standing } from "../../chatops/judge-standing.ts";
import type { Settings } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { Ask } from "../choose-task.ts";
import type { Posting } from "../posting.ts";
import type { RunContext } from "../run-context.ts";
import { type Asking, openAsking } from "./asking.ts";

/** Nothing is posted, and no reaction made, before it is known that the person may be answered. */
export async function answerAsk(ask: Ask, posting: Posting, run: RunContext): Promise<Asking> {
  const asking = openAsking(ask, posting, run);
  const standing = await findStanding(asking, run);
  if (standing === "stranger") {
    run.log.info("Whoever asks may ask for nothing here: no answer");
    return asking;
  }
  const { answerCommands, refuseAll } = await import("./answer-commands.ts");
  await (standing === "allowed" ? answerCommands(asking, run) : refuseAll(asking, run));
  return asking;
}

async function findStanding(asking: Asking, run: RunContext): Promise<Standing> {
  const { ask } = asking;
  // What an earlier run handed over is judged by the record of it in the cluster.
  if (ask.kind === "dispatch" && ask.byProgram) return "allowed";
  // The bot let the person in; whoever may not any more is told so by the command.
  if (ask.kind === "request") return "allowed";
  const settings = await readOrNone(asking, run);
  const rights = await Promise.all((settings?.clusters ?? []).map((cluster) => asking.rightsOf(ask.author, cluster)));
  const role = rights[0]?.person.role ?? (await readOwnRole(asking, run));
  const isPublic = settings === undefined || (await asking.target()).defaultBranch?.isPublic !== false;
  return judgeStanding(settings && rights, { role, isPublic });
}

/** Settings that cannot be read are a problem to tell those who can repair them. */
async function readOrNone(asking: Asking, { log }: RunContext): Promise<Settings | undefined> {
  try {
    return await asking.settings();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.failure(error);
    return undefined;
  }
}

async function readOwnRole({ ask }: Asking, { github, signal }: RunContext) {
  const { readRole } = await import("../../adapters/github/person.ts");
  return readRole(github, ask.author, { signal });
}

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openAsking
} from "./chunk-4FGIBLZY.mjs";
import "./chunk-LBEMVSUN.mjs";
import "./chunk-SVFC2DHW.mjs";
import "./chunk-MTNBNKJH.mjs";
import {
  decidePermission
} from "./chunk-SRCCXFC4.mjs";
import "./chunk-4CHBWOXG.mjs";
import "./chunk-UAHXZIYU.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-NZWP2ZM7.mjs";
import "./chunk-YB6JIVX2.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-2YYTUAHC.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/action/ask/answer-ask.ts
async function answerAsk(ask, posting, run) {
  const asking = openAsking(ask, posting, run);
  const standing = await findStanding(asking, run);
  if (standing === "stranger") {
    run.log.info("Whoever asks may ask for nothing here: no answer");
    return asking;
  }
  const { answerCommands, refuseAll } = await import("./answer-commands-JMOBAHDQ.mjs");
  await (standing === "allowed" ? answerCommands(asking, run) : refuseAll(asking, run));
  return asking;
}
async function findStanding(asking, run) {
  if (asking.ask.kind === "dispatch" && asking.ask.byProgram) return "allowed";
  const settings = await readOrNone(asking, run);
  const rights = await Promise.all((settings?.clusters ?? []).map((cluster) => asking.rights(cluster)));
  const help = { name: "help" };
  if (rights.some(({ person, rules }) => decidePermission(help, person, rules, []).kind === "allowed"))
    return "allowed";
  const role = rights[0]?.person.role ?? await readOwnRole(asking, run);
  if (settings === void 0)
    return role === "write" || role === "maintain" || role === "admin" ? "allowed" : "stranger";
  const isPublic = (await asking.target()).defaultBranch?.isPublic !== false;
  return role === "none" || role === "read" && isPublic ? "stranger" : "known";
}
async function readOrNone(asking, { log }) {
  try {
    return await asking.settings();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.failure(error);
    return void 0;
  }
}
async function readOwnRole({ ask }, { github, signal }) {
  const { readRole } = await import("./person-PVNZ7KCE.mjs");
  return readRole(github, ask.author, { signal });
}
export {
  answerAsk
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  openAsking
} from "./chunk-TLKZVPHW.mjs";
import "./chunk-6WJDWC3Z.mjs";
import "./chunk-ZFYVKNR2.mjs";
import "./chunk-GHCTDYZA.mjs";
import {
  decidePermission
} from "./chunk-ZU77IRHX.mjs";
import "./chunk-2I6D34FF.mjs";
import "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-GPGF2YYJ.mjs";
import "./chunk-DFHZRWSO.mjs";
import "./chunk-4A32ZLFE.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/chatops/judge-standing.ts
function judgeStanding(rights, { role, isPublic }) {
  if (rights === void 0) return isWriter(role) ? "allowed" : "stranger";
  if (rights.some(mayAskForAnything)) return "allowed";
  return role === "none" || role === "read" && isPublic ? "stranger" : "known";
}
function isWriter(role) {
  return role === "write" || role === "maintain" || role === "admin";
}
function mayAskForAnything({ person, rules }) {
  return decidePermission({ name: "help" }, person, rules, []).kind === "allowed";
}

// src/action/ask/answer-ask.ts
async function answerAsk(ask, posting, run) {
  const asking = openAsking(ask, posting, run);
  const standing = await findStanding(asking, run);
  if (standing === "stranger") {
    run.log.info("Whoever asks may ask for nothing here: no answer");
    return asking;
  }
  const { answerCommands, refuseAll } = await import("./answer-commands-X37EVTTL.mjs");
  await (standing === "allowed" ? answerCommands(asking, run) : refuseAll(asking, run));
  return asking;
}
async function findStanding(asking, run) {
  const { ask } = asking;
  if (ask.kind === "dispatch" && ask.byProgram) return "allowed";
  if (ask.kind === "request") return "allowed";
  const settings = await readOrNone(asking, run);
  const rights = await Promise.all((settings?.clusters ?? []).map((cluster) => asking.rightsOf(ask.author, cluster)));
  const role = rights[0]?.person.role ?? await readOwnRole(asking, run);
  const isPublic = settings === void 0 || (await asking.target()).defaultBranch?.isPublic !== false;
  return judgeStanding(settings && rights, { role, isPublic });
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
  const { readRole } = await import("./person-YGBFBNKF.mjs");
  return readRole(github, ask.author, { signal });
}
export {
  answerAsk
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  oweNote,
  tellNote
} from "./chunk-KQJEINSS.mjs";
import {
  performAsk
} from "./chunk-E72L3CY3.mjs";
import {
  endingOfError
} from "./chunk-EHJ44W4B.mjs";
import {
  reportRefusal
} from "./chunk-XKDZO5EP.mjs";
import {
  realPace
} from "./chunk-YX7YZCZS.mjs";
import {
  resolveTarget
} from "./chunk-6WJDWC3Z.mjs";
import {
  readDefaultBranch
} from "./chunk-ZFYVKNR2.mjs";
import "./chunk-RKQ2ARUM.mjs";
import {
  checkSource,
  parseRecord,
  requestKey
} from "./chunk-O4HNACUG.mjs";
import {
  checkRun,
  requestOrigin
} from "./chunk-2ATDXXQU.mjs";
import "./chunk-QGCTBLZE.mjs";
import "./chunk-QR4OKCLH.mjs";
import {
  askAgain
} from "./chunk-2I6D34FF.mjs";
import {
  readSettings
} from "./chunk-2HBHYJGO.mjs";
import "./chunk-KUWCWAVS.mjs";
import "./chunk-5GYLAGCH.mjs";
import "./chunk-GPGF2YYJ.mjs";
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";
import {
  writePhaseOutcome
} from "./chunk-GIMCZORU.mjs";
import {
  writeOutputs,
  writeSummary
} from "./chunk-5P53UJAG.mjs";
import "./chunk-VDWMSX5A.mjs";
import "./chunk-VIPBB5UX.mjs";
import "./chunk-U4VPTFFU.mjs";
import "./chunk-ATF5OZLF.mjs";
import "./chunk-657ERBJW.mjs";
import {
  setFailed
} from "./chunk-MTTRY2YG.mjs";
import "./chunk-AJEPGMKD.mjs";
import "./chunk-A7HESRIH.mjs";
import "./chunk-MGR2BVBE.mjs";
import {
  renderErrorComment
} from "./chunk-G4LSGC3P.mjs";
import {
  visibleText
} from "./chunk-OGDUSKOQ.mjs";
import "./chunk-2VMUWDUH.mjs";
import "./chunk-KDJSGY6L.mjs";
import "./chunk-AAERJ74F.mjs";
import "./chunk-WN6776VT.mjs";
import "./chunk-UYJFSMS7.mjs";
import "./chunk-HDXGC2FX.mjs";
import "./chunk-DEN2UECT.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/adapters/github/request-store.ts
async function readRequest(github, id, { signal }) {
  return attempt({ what: "read the request", needs: "checks: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.checks.get({
        ...github.at,
        check_run_id: id,
        request: { signal }
      });
      return toStored(data);
    } catch (error) {
      if (failureStatus(error) === 404) return void 0;
      throw error;
    }
  });
}
async function listRequests(github, { sha, appId }, { signal }) {
  const found = await attempt(
    { what: "read the requests", needs: "checks: read" },
    async () => (await github.octokit()).paginate((await github.octokit()).rest.checks.listForRef, {
      ...github.at,
      ref: sha,
      app_id: appId,
      // "latest" hides the older of two with the same name.
      filter: "all",
      per_page: 100,
      request: { signal }
    })
  );
  return found.flatMap((check) => toStored(check) ?? []).filter((request) => request.appId === appId).toSorted((a, b) => a.id - b.id);
}
function toStored(check) {
  const record = parseRecord(check.output.text);
  if (record === void 0 || check.app === null) return void 0;
  const key = requestKey(record.origin);
  if (check.external_id !== key || check.head_sha !== record.headSha) return void 0;
  return {
    id: check.id,
    url: check.html_url ?? "",
    appId: check.app.id,
    ...check.app.slug !== void 0 && { appLogin: `${check.app.slug}[bot]` },
    sha: check.head_sha,
    key,
    record,
    runId: runIdOf(check.details_url),
    status: statusOf(check.status),
    conclusion: check.conclusion ?? void 0,
    shown: { title: check.output.title ?? "", summary: check.output.summary ?? "" }
  };
}
function runIdOf(url) {
  const id = /\/actions\/runs\/([1-9]\d{0,15})$/.exec(url ?? "")?.[1];
  return id === void 0 ? void 0 : Number(id);
}
function statusOf(status) {
  return status === "completed" || status === "in_progress" ? status : "queued";
}

// src/action/request/open-request.ts
async function openRequest(task, pace, run) {
  let own;
  try {
    const branch = await readDefaultBranch(run.github, { signal: run.signal });
    const appId = await readAppId(branch, run);
    const stored = await readGenuine(task.requestId, appId, run);
    if (task.kind === "dispatch") return { kind: "opened", ask: { ...task, request: { stored, appId } } };
    refusePerson(task);
    if (isOwn(stored, run)) own = stored;
    checkRun({ defaultBranch: branch }, run);
    own ??= await waitUntilBound(task.requestId, appId, pace, run);
    await checkStanding(own, appId, pace, run);
    const ask = askOf(own, appId);
    await resolveTarget(run.github, ask, { signal: run.signal });
    await checkSource(own.record, run);
    return { kind: "opened", ask };
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof UserError)) throw error;
    return { kind: "refused", error, ...own && { stored: own } };
  }
}
async function readAppId({ sha }, { filesAt, inputs, signal }) {
  const { bot } = await readSettings(filesAt(sha), { path: inputs.settingsPath, signal });
  if (bot !== void 0) return bot.appId;
  throw unknown("the settings name no bot", "Add `bot:` with the number of its App to the settings.");
}
async function readGenuine(id, appId, { github, signal }) {
  const stored = await readRequest(github, id, { signal });
  if (stored?.appId === appId) return stored;
  throw unknown(stored === void 0 ? "there is none of this number" : "it is not the bot's");
}
function refusePerson({ byProgram }) {
  if (!byProgram) throw unknown("a person started this run", "Give the command as a comment on the pull request.");
}
function isOwn({ runId }, { environment }) {
  return runId !== void 0 && String(runId) === environment["GITHUB_RUN_ID"];
}
var bindingMs = 6e4;
var lookEveryMs = 2e3;
async function waitUntilBound(id, appId, pace, run) {
  const deadline = pace.now() + bindingMs;
  while (pace.now() < deadline) {
    const stored = await readGenuine(id, appId, run);
    if (isOwn(stored, run)) return stored;
    await pace.sleep(lookEveryMs, run.signal);
  }
  throw unknown("the bot started another run for it", "Only that run carries it out; this one does nothing.");
}
async function checkStanding(own, appId, pace, run) {
  const { github, signal } = run;
  const { expiresAt } = own.record;
  if (own.status === "completed") throw expired("it is concluded already");
  if (pace.now() >= Date.parse(expiresAt)) throw expired(`it was good until ${expiresAt}`);
  const requests = await listRequests(github, { sha: own.sha, appId }, { signal });
  const first = requests.find(({ key }) => key === own.key);
  if (first?.id !== own.id) throw unknown("the same command was written down before", "That one is carried out.");
}
function askOf(stored, appId) {
  const { command, pullRequest, requester } = stored.record;
  const commands = [{ text: command, line: 1 }];
  return { kind: "request", request: { stored, appId }, number: pullRequest, author: requester, commands };
}
function unknown(reason, hint) {
  return new UserError(`Cannot go by the request: ${reason}`, {
    code: "request_unknown",
    ...hint !== void 0 && { hint }
  });
}
function expired(reason) {
  return new UserError(`Cannot go by the request: ${reason}`, {
    code: "request_expired",
    hint: askAgain
  });
}

// src/action/request/perform-request.ts
async function performRequest(task, posting, run) {
  const about = { request: task.requestId, phase: run.inputs.phase };
  oweNote(about);
  let ending;
  try {
    ending = await perform(task, posting, run);
  } catch (error) {
    tellNote(about, endingOfError(error, run));
    throw error;
  }
  tellNote(about, ending);
}
async function perform(task, posting, run) {
  const opening = await openRequest(task, realPace, run);
  if (opening.kind === "refused") return refuse(opening, posting, run);
  return performAsk(opening.ask, posting, run);
}
async function refuse({ error, stored }, posting, run) {
  const { environment, inputs, log, redactor, report } = run;
  log.failure(error);
  if (stored === void 0) await writeSummary(renderErrorComment(redactor.error(error), report), environment);
  else {
    const { command, cluster, pullRequest } = stored.record;
    const key = `refusal ${requestOrigin(stored)}`;
    await reportRefusal(error, { command, cluster, number: pullRequest, key }, posting, run);
  }
  if (inputs.phase === "operate") await writePhaseOutcome({ state: "refused", error }, posting.problems, run);
  else {
    writeOutputs({ operate: "false", requests: "[]" });
    setFailed(visibleText([error, ...posting.problems].map(({ message }) => message).join("\n")));
  }
  return endingOfError(error, run);
}
export {
  performRequest
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readHeld
} from "./chunk-RKQ2ARUM.mjs";
import {
  readUntoldText,
  untoldState
} from "./chunk-ATF5OZLF.mjs";
import {
  readHeldText
} from "./chunk-657ERBJW.mjs";
import {
  notice,
  saveState
} from "./chunk-MTTRY2YG.mjs";
import {
  _enum,
  _positive,
  _regex,
  int,
  literal,
  number,
  object,
  optional,
  string
} from "./chunk-HDXGC2FX.mjs";

// src/chatops/run-note.ts
var schema = object({
  version: literal(1),
  /** Id of the request's check run. */
  request: int().check(_positive()),
  phase: _enum(["plan", "operate"]),
  /**
   * Of phase plan: `answered`, `planned` (something is to be carried out), `nothing-to-do`, `refused`, `failed`.
   * Of phase operate: `succeeded`, `failed`, `refused`, `cancelled`, `handed-over`.
   */
  outcome: _enum([
    "answered",
    "planned",
    "nothing-to-do",
    "refused",
    "failed",
    "succeeded",
    "cancelled",
    "handed-over"
  ]),
  /** Stable reason code of what was refused or has failed. */
  code: optional(string().check(_regex(/^[a-z][a-z0-9_-]{0,63}$/))),
  /** Of the plan. */
  digest: optional(string().check(_regex(/^[0-9a-f]{64}$/))),
  /** Of a plan that is to be carried out: who has to agree. */
  approval: optional(_enum(["environment", "comment", "none"])),
  /** Of phase operate: the operation's id. */
  operation: optional(string().check(_regex(/^[0-9A-Za-z-]{1,64}$/)))
});
var runNoteTitle = "talos-chatops";
function formatRunNote(note) {
  return JSON.stringify(note);
}

// src/action/request/run-notes.ts
var schema2 = object({ request: number(), phase: _enum(["plan", "operate"]) });
function oweNote(about) {
  saveState(untoldState, JSON.stringify(about));
}
function tellNote(about, ending) {
  saveState(untoldState, "");
  notice(formatRunNote({ version: 1, ...about, ...ending }), { title: runNoteTitle });
}
function tellInterrupted(environment) {
  const about = schema2.parse(JSON.parse(readUntoldText(environment)));
  const { operation } = readHeldText(environment) === "" ? {} : readHeld(environment);
  const outcome = about.phase === "operate" ? "cancelled" : "failed";
  tellNote(about, { outcome, code: "interrupted", ...operation !== void 0 && { operation } });
}

export {
  oweNote,
  tellNote,
  tellInterrupted
};

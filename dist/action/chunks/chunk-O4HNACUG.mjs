import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readComment
} from "./chunk-2ATDXXQU.mjs";
import {
  formatCommand,
  parseCommand
} from "./chunk-QGCTBLZE.mjs";
import {
  askAgain
} from "./chunk-2I6D34FF.mjs";
import {
  findCommandLines
} from "./chunk-U4VPTFFU.mjs";
import {
  $ZodISODate,
  $ZodISODateTime,
  $ZodISODuration,
  $ZodISOTime,
  $constructor,
  ZodMiniStringFormat,
  _enum,
  _isoDate,
  _isoDateTime,
  _isoDuration,
  _isoTime,
  _minLength,
  _positive,
  _regex,
  discriminatedUnion,
  int,
  literal,
  optional,
  safeParse,
  strictObject,
  string
} from "./chunk-HDXGC2FX.mjs";
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";
import {
  __export
} from "./chunk-NTXQJOUO.mjs";

// src/action/request/check-source.ts
async function checkSource({ origin: origin2, command, ...record }, run) {
  if (origin2.kind !== "comment") return;
  const { askedAt, requester, pullRequest } = record;
  const place = {
    commentId: origin2.commentId,
    number: origin2.number,
    pullRequest,
    author: requester.id,
    since: askedAt
  };
  const parsed = await readSaid(place, run);
  if (parsed?.kind === "command" && formatCommand(parsed.command) === command) return;
  throw changed("it does not say that any more");
}
async function readSaid(place, { github, signal }) {
  const comment = await readComment(github, place.commentId, { signal });
  if (comment === void 0) throw changed("it was deleted");
  if (comment.edited) throw changed("it was edited");
  if (comment.author.id !== place.author) throw changed("it is somebody else's");
  if (comment.number !== place.pullRequest) throw changed("it is not on this pull request");
  if (Date.parse(comment.createdAt) < Date.parse(place.since)) throw changed("it is older than what it is said of");
  const line = findCommandLines(comment.body)[place.number - 1];
  return line && parseCommand(line.text);
}
function changed(reason) {
  return new UserError(`Cannot go by the comment: ${reason}`, {
    code: "comment_changed",
    hint: askAgain
  });
}

// node_modules/zod/v4/mini/iso.js
var iso_exports = {};
__export(iso_exports, {
  ZodMiniISODate: () => ZodMiniISODate,
  ZodMiniISODateTime: () => ZodMiniISODateTime,
  ZodMiniISODuration: () => ZodMiniISODuration,
  ZodMiniISOTime: () => ZodMiniISOTime,
  date: () => date,
  datetime: () => datetime,
  duration: () => duration,
  time: () => time
});
var ZodMiniISODateTime = /* @__PURE__ */ $constructor("ZodMiniISODateTime", (inst, def) => {
  $ZodISODateTime.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function datetime(params) {
  return _isoDateTime(ZodMiniISODateTime, params);
}
var ZodMiniISODate = /* @__PURE__ */ $constructor("ZodMiniISODate", (inst, def) => {
  $ZodISODate.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function date(params) {
  return _isoDate(ZodMiniISODate, params);
}
var ZodMiniISOTime = /* @__PURE__ */ $constructor("ZodMiniISOTime", (inst, def) => {
  $ZodISOTime.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function time(params) {
  return _isoTime(ZodMiniISOTime, params);
}
var ZodMiniISODuration = /* @__PURE__ */ $constructor("ZodMiniISODuration", (inst, def) => {
  $ZodISODuration.init(inst, def);
  ZodMiniStringFormat.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function duration(params) {
  return _isoDuration(ZodMiniISODuration, params);
}

// src/chatops/request-record.ts
var sha = string().check(_regex(/^[0-9a-f]{40,64}$/));
var id = int().check(_positive());
var time2 = iso_exports.datetime();
var origin = discriminatedUnion("kind", [
  strictObject({
    kind: literal("comment"),
    commentId: id,
    /** Which of the comment's commands, from 1. */
    number: id
  }),
  strictObject({
    kind: literal("label"),
    label: string().check(_minLength(1)),
    /** GitHub's own entry of who put it on: there is one for each time. */
    eventId: id
  })
]);
var schema = strictObject({
  version: literal(1),
  /** In its canonical form, without `/talos`. */
  command: string().check(_minLength(1)),
  risk: _enum(["read", "change", "destroy"]),
  /** Left out for what reads several. */
  cluster: optional(string().check(_minLength(1))),
  pullRequest: id,
  /** The commit that was the pull request's head when the request arrived. */
  headSha: sha,
  requester: strictObject({ id, login: string().check(_minLength(1)) }),
  origin,
  /** When GitHub took the comment or label in. */
  askedAt: time2,
  /** From then on no run may begin to carry it out. */
  expiresAt: time2
});
function requestKey(origin2) {
  return origin2.kind === "comment" ? `comment-${origin2.commentId}-${origin2.number}` : `label-${origin2.eventId}`;
}
function parseRecord(text) {
  const result = safeParse(schema, readJsonBlock(text));
  return result.success ? result.data : void 0;
}
function readJsonBlock(text) {
  const block = /```json\n(.*)\n```/.exec(text ?? "")?.[1];
  try {
    return block === void 0 ? void 0 : JSON.parse(block);
  } catch {
    return void 0;
  }
}

export {
  iso_exports,
  requestKey,
  parseRecord,
  readJsonBlock,
  checkSource,
  readSaid,
  changed
};

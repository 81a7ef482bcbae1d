import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UserError
} from "./chunk-2H5RZE4B.mjs";

// src/chatops/refusals.ts
var askAgain = "Give the command again, as a new comment.";
var askSomebody = "Ask whoever looks after this repository: `permissions` in the settings of its default branch say who may ask for what.";
function notAllowed(command, cluster, reason) {
  return new UserError(`You may not ask for ${command} on ${cluster}. ${reason}`, {
    code: "permission_denied",
    hint: askSomebody
  });
}
function notAllowedAnything() {
  return new UserError("You may not ask for anything here", { code: "permission_denied", hint: askSomebody });
}
function fromFork(number) {
  return new UserError(`Cannot change a cluster from #${number ?? ""}: it comes from a fork`, {
    code: "fork_refused",
    hint: "Push the change to a branch of this repository. `/talos diff` compares it without touching a node."
  });
}
function headMoved(number) {
  const what = number === void 0 ? "another commit is the newest" : `#${number} was pushed to since`;
  return new UserError(`Cannot go by the command: ${what}`, {
    code: "head_moved",
    hint: "Look at the new commit, then give the command again."
  });
}
function commitDiffers(number, headSha) {
  const head = number === void 0 ? "the newest commit" : `the head of #${number}`;
  return new UserError(`Cannot go by the command: ${head} is another commit`, {
    code: "head_moved",
    hint: `It is ${headSha.slice(0, 12)} now. Look at it, then give the command again.`
  });
}
function commentEdited() {
  return new UserError("Cannot go by the command: its comment was edited", { code: "comment_changed", hint: askAgain });
}
function commentDeleted() {
  return new UserError("Cannot go by the command: its comment was deleted", { code: "comment_changed" });
}

export {
  askAgain,
  notAllowed,
  notAllowedAnything,
  fromFork,
  headMoved,
  commitDiffers,
  commentEdited,
  commentDeleted
};

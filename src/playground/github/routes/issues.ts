import { presentComment, presentIssue, presentLabel } from "../present.ts";
import {
  type Answer,
  type Call,
  invalid,
  issueOf,
  mayWriteTo,
  Refusal,
  type Route,
  repositoryOf,
  requiredText,
  textOf,
} from "../route.ts";
import type { Comment, Issue } from "../state.ts";
import { createComment, createIssue } from "../world.ts";

const read = ["issues=read", "pull_requests=read"];
const write = ["issues=write", "pull_requests=write"];

/** Issues, the comments on them and on pull requests, labels. */
export const issueRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/issues", needs: ["issues=read"], handle: listIssues },
  { method: "POST", path: "/repos/:owner/:repo/issues", needs: ["issues=write"], handle: openIssue },
  { method: "GET", path: "/repos/:owner/:repo/issues/comments/:comment", needs: read, handle: readComment },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/comments/:comment", needs: write, handle: editComment },
  { method: "DELETE", path: "/repos/:owner/:repo/issues/comments/:comment", needs: write, handle: deleteComment },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number", needs: read, handle: readIssue },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/:number", needs: write, handle: editIssue },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number/comments", needs: read, handle: listComments },
  { method: "POST", path: "/repos/:owner/:repo/issues/:number/comments", needs: write, handle: addComment },
  { method: "POST", path: "/repos/:owner/:repo/issues/:number/labels", needs: write, handle: addLabels },
  { method: "DELETE", path: "/repos/:owner/:repo/issues/:number/labels/:label", needs: write, handle: removeLabel },
];

// GitHub's limit for a body; longer ones are refused.
const maxBodyLength = 65_536;

function placeOf(call: Call) {
  return { apiUrl: call.apiUrl, repository: repositoryOf(call) };
}

function listIssues(call: Call): Answer {
  const place = placeOf(call);
  const state = call.query.get("state") ?? "open";
  const labels = (call.query.get("labels") ?? "").split(",").filter((label) => label !== "");
  const issues = [...place.repository.issues.values()]
    .filter((issue) => state === "all" || issue.state === state)
    .filter((issue) => labels.every((label) => issue.labels.has(label)))
    .toReversed();
  return { list: issues.map((issue) => presentIssue(place, issue)) };
}

function openIssue(call: Call): Answer {
  const place = placeOf(call);
  const issue = createIssue(call.state, place.repository, {
    user: call.token.actor,
    title: requiredText(call, "title", "Issue"),
    body: limited(textOf(call, "body") ?? "", "Issue"),
  });
  label(call, issue, call.body["labels"]);
  return { status: 201, body: presentIssue(place, issue) };
}

function readIssue(call: Call): Answer {
  return { status: 200, body: presentIssue(placeOf(call), issueOf(call)) };
}

function editIssue(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  issue.title = textOf(call, "title") ?? issue.title;
  issue.body = limited(textOf(call, "body") ?? issue.body, "Issue");
  const state = textOf(call, "state");
  if (state !== undefined && state !== "open" && state !== "closed") throw invalid("Issue", "state", "invalid");
  if (state !== undefined && state !== issue.state) {
    issue.state = state;
    issue.stateReason = state === "open" ? "reopened" : (textOf(call, "state_reason") ?? "completed");
    issue.closedAt = state === "closed" ? now(call) : null;
  }
  issue.updatedAt = now(call);
  return { status: 200, body: presentIssue(placeOf(call), issue) };
}

function listComments(call: Call): Answer {
  const place = placeOf(call);
  const issue = issueOf(call);
  return { list: issue.comments.map((comment) => presentComment(place, issue, comment)) };
}

function addComment(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  const body = limited(requiredText(call, "body", "IssueComment"), "IssueComment");
  const { actor, app } = call.token;
  const comment = createComment(call.state, { user: actor, body, ...(app !== undefined && { app }) });
  issue.comments.push(comment);
  issue.updatedAt = comment.createdAt;
  return { status: 201, body: presentComment(placeOf(call), issue, comment) };
}

function commentOf(call: Call): { readonly issue: Issue; readonly comment: Comment } {
  const id = Number(call.parameters["comment"]);
  for (const issue of repositoryOf(call).issues.values()) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return { issue, comment };
  }
  throw new Refusal(404, "Not Found");
}

function readComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  return { status: 200, body: presentComment(placeOf(call), issue, comment) };
}

function editComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  mayWriteTo(call, issue);
  comment.body = limited(requiredText(call, "body", "IssueComment"), "IssueComment");
  comment.updatedAt = now(call);
  return { status: 200, body: presentComment(placeOf(call), issue, comment) };
}

function deleteComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  mayWriteTo(call, issue);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  return { status: 204 };
}

function addLabels(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  label(call, issue, call.body["labels"]);
  return { status: 200, body: presentLabels(call, issue) };
}

function removeLabel(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  if (!issue.labels.delete(call.parameters["label"] ?? "")) throw new Refusal(404, "Label does not exist");
  return { status: 200, body: presentLabels(call, issue) };
}

function presentLabels(call: Call, issue: Issue) {
  const place = placeOf(call);
  return [...issue.labels].map((name) => presentLabel(place, place.repository.labels.get(name)));
}

/** A label that the repository does not know yet is made on the way, as GitHub does. */
function label(call: Call, issue: Issue, names: unknown): void {
  if (!Array.isArray(names)) return;
  const { labels } = repositoryOf(call);
  for (const name of names) {
    if (typeof name !== "string") throw invalid("Label", "name", "invalid");
    if (!labels.has(name)) labels.set(name, { id: call.state.nextId(), name, color: "ededed" });
    issue.labels.add(name);
  }
}

function limited(body: string, resource: string): string {
  if (body.length <= maxBodyLength && Buffer.byteLength(body) <= 4 * maxBodyLength) return body;
  throw new Refusal(422, "Validation Failed", {
    details: {
      errors: [
        { resource, code: "unprocessable", field: "data", message: "Body is too long (maximum is 65536 characters)" },
      ],
    },
  });
}

function now(call: Call): string {
  return call.state.now().toISOString();
}

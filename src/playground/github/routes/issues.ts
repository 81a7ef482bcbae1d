import { addComment, deleteComment, editComment, type Thread } from "../comments.ts";
import { addLabel, editIssue, openIssue, removeLabel, setIssueState } from "../issues.ts";
import { presentComment, presentIssue, presentIssueEvent, presentLabel } from "../present-issue.ts";
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

const read = ["issues=read", "pull_requests=read"];
const write = ["issues=write", "pull_requests=write"];

/** Issues, the comments on them and on pull requests, labels. */
export const issueRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/issues", needs: ["issues=read"], handle: listIssues },
  { method: "POST", path: "/repos/:owner/:repo/issues", needs: ["issues=write"], handle: postIssue },
  { method: "GET", path: "/repos/:owner/:repo/issues/comments/:comment", needs: read, handle: readComment },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/comments/:comment", needs: write, handle: patchComment },
  { method: "DELETE", path: "/repos/:owner/:repo/issues/comments/:comment", needs: write, handle: dropComment },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number", needs: read, handle: readIssue },
  { method: "PATCH", path: "/repos/:owner/:repo/issues/:number", needs: write, handle: patchIssue },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number/comments", needs: read, handle: listComments },
  { method: "POST", path: "/repos/:owner/:repo/issues/:number/comments", needs: write, handle: postComment },
  { method: "GET", path: "/repos/:owner/:repo/issues/:number/events", needs: ["issues=read"], handle: listEvents },
  { method: "POST", path: "/repos/:owner/:repo/issues/:number/labels", needs: write, handle: postLabels },
  { method: "DELETE", path: "/repos/:owner/:repo/issues/:number/labels/:label", needs: write, handle: dropLabel },
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

function postIssue(call: Call): Answer {
  const place = placeOf(call);
  const issue = openIssue(call.state, place.repository, {
    user: call.token.actor,
    title: requiredText(call, "title", "Issue"),
    body: limited(textOf(call, "body") ?? "", "Issue"),
  });
  addLabels(call, issue);
  return { status: 201, body: presentIssue(place, issue) };
}

function readIssue(call: Call): Answer {
  return { status: 200, body: presentIssue(placeOf(call), issueOf(call)) };
}

function patchIssue(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  const [title, body] = [textOf(call, "title"), textOf(call, "body")];
  const to = textOf(call, "state");
  if (to !== undefined && to !== "open" && to !== "closed") throw invalid("Issue", "state", "invalid");
  const thread = threadOf(call, issue);
  const sender = call.token.actor;
  editIssue(call.state, thread, { title, body: body && limited(body, "Issue"), sender });
  const reason = textOf(call, "state_reason");
  if (to !== undefined) setIssueState(call.state, thread, { to, sender, ...(reason !== undefined && { reason }) });
  return { status: 200, body: presentIssue(placeOf(call), issue) };
}

function threadOf(call: Call, issue: Issue): Thread {
  return { repository: repositoryOf(call), issue };
}

function listComments(call: Call): Answer {
  const place = placeOf(call);
  const issue = issueOf(call);
  return { list: issue.comments.map((comment) => presentComment(place, issue, comment)) };
}

function listEvents(call: Call): Answer {
  const place = placeOf(call);
  return { list: issueOf(call).events.map((event) => presentIssueEvent(place, event)) };
}

function postComment(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  const body = limited(requiredText(call, "body", "IssueComment"), "IssueComment");
  const { actor: user, app } = call.token;
  const comment = addComment(call.state, threadOf(call, issue), { user, body, ...(app && { app }) });
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

function patchComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  mayWriteTo(call, issue);
  const body = limited(requiredText(call, "body", "IssueComment"), "IssueComment");
  editComment(call.state, threadOf(call, issue), comment, body, call.token.actor);
  return { status: 200, body: presentComment(placeOf(call), issue, comment) };
}

function dropComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  mayWriteTo(call, issue);
  deleteComment(call.state, threadOf(call, issue), comment, call.token.actor);
  return { status: 204 };
}

function postLabels(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  addLabels(call, issue);
  return { status: 200, body: presentLabels(call, issue) };
}

function dropLabel(call: Call): Answer {
  const issue = issueOf(call);
  mayWriteTo(call, issue);
  const isRemoved = removeLabel(call.state, threadOf(call, issue), call.parameters["label"] ?? "", call.token.actor);
  if (!isRemoved) throw new Refusal(404, "Label does not exist");
  return { status: 200, body: presentLabels(call, issue) };
}

function presentLabels(call: Call, issue: Issue) {
  const place = placeOf(call);
  return [...issue.labels].map((name) => presentLabel(place, place.repository.labels.get(name)));
}

function addLabels(call: Call, issue: Issue): void {
  const names: readonly unknown[] = Array.isArray(call.body["labels"]) ? call.body["labels"] : [];
  for (const name of names) {
    if (typeof name !== "string") throw invalid("Label", "name", "invalid");
    addLabel(call.state, threadOf(call, issue), name, call.token.actor);
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

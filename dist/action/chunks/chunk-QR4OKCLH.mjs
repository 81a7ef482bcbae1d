import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attempt,
  failureStatus,
  mayHaveHappened
} from "./chunk-4A32ZLFE.mjs";

// src/adapters/github/identity.ts
var actionsBot = { login: "github-actions[bot]" };
var known = /* @__PURE__ */ new WeakMap();
function readIdentity(github, options) {
  const asked = known.get(github) ?? askViewer(github, options.signal);
  known.set(github, asked);
  return asked;
}
function isAuthor(identity, author) {
  if (author === null) return false;
  return identity.id === author.id || identity.login === author.login;
}
async function askViewer(github, signal) {
  try {
    const answer = await (await github.octokit()).graphql("{ viewer { login databaseId } }", {
      request: { signal, retries: 1 }
    });
    return parseViewer(answer) ?? actionsBot;
  } catch {
    signal.throwIfAborted();
    return actionsBot;
  }
}
function parseViewer(answer) {
  if (typeof answer !== "object" || answer === null || !("viewer" in answer)) return void 0;
  const { viewer } = answer;
  if (typeof viewer !== "object" || viewer === null || !("login" in viewer)) return void 0;
  if (typeof viewer.login !== "string") return void 0;
  const id = "databaseId" in viewer && typeof viewer.databaseId === "number" ? viewer.databaseId : void 0;
  return { login: viewer.login, ...id !== void 0 && { id } };
}

// src/adapters/github/own-comments.ts
function commentMarker(key, part) {
  return `${markerStart(key)}${part} -->`;
}
async function listOwnComments(github, target, { signal }) {
  const identity = await readIdentity(github, { signal });
  const found = await attempt(
    { what: "read the comments", needs: "pull-requests: write" },
    async () => (await github.octokit()).paginate(
      (await github.octokit()).rest.issues.listComments,
      { ...github.at, issue_number: target.number, per_page: 100, request: { signal } },
      ({ data }) => data.flatMap(({ id, body = "", html_url, user }) => {
        const part = markedPart(body, target.key);
        return part !== void 0 && user && isAuthor(identity, user) ? [{ id, body, url: html_url, part }] : [];
      })
    )
  );
  return found.toSorted((a, b) => a.id - b.id);
}
function markerStart(key) {
  return `<!-- talos-chatops ${encodeURIComponent(key)} `;
}
function markedPart(body, key) {
  const start = markerStart(key);
  if (!body.startsWith(start)) return void 0;
  const part = /^([1-9]\d{0,3}) -->/.exec(body.slice(start.length))?.[1];
  return part === void 0 ? void 0 : Number(part);
}

// src/adapters/github/sticky-comment.ts
var step = { what: "post the comment", needs: "pull-requests: write" };
async function publishStickyComment(github, comment, options) {
  const bodies = comment.parts.map((text, index) => `${commentMarker(comment.key, index + 1)}
${text}`);
  const before = await listOwnComments(github, comment, options);
  const missing = bodies.filter((_, index) => !before.some(({ part }) => part === index + 1));
  for (const body of missing) await createOnce(github, comment, { body, options });
  const now = missing.length === 0 ? before : await listOwnComments(github, comment, options);
  const kept = bodies.map((_, index) => now.find(({ part }) => part === index + 1));
  const surplus = now.filter((own) => !kept.includes(own));
  const stale = kept.flatMap((own, index) => {
    const body = bodies[index];
    return own && body !== void 0 && !sameText(own.body, body) ? [{ id: own.id, body }] : [];
  });
  for (const { id, body } of stale) await update(github, { id, body }, options);
  for (const own of surplus) await remove(github, own, options);
  return {
    url: kept[0]?.url ?? "",
    created: missing.length,
    updated: stale.length,
    deleted: surplus.length
  };
}
async function removeStickyComment(github, target, options) {
  for (const own of await listOwnComments(github, target, options)) await remove(github, own, options);
}
async function createOnce(github, comment, { body, options }) {
  const create = async (retries) => (await github.octokit()).rest.issues.createComment({
    ...github.at,
    issue_number: comment.number,
    body,
    request: { signal: options.signal, retries }
  });
  await attempt(step, async () => {
    try {
      await create(0);
    } catch (error) {
      if (!mayHaveHappened(error)) throw error;
      const now = await listOwnComments(github, comment, options);
      if (!now.some((own) => sameText(own.body, body))) await create(2);
    }
  });
}
async function update(github, { id, body }, { signal }) {
  await attempt(
    step,
    async () => (await github.octokit()).rest.issues.updateComment({ ...github.at, comment_id: id, body, request: { signal } })
  );
}
async function remove(github, { id }, { signal }) {
  await attempt({ ...step, what: "remove a comment part" }, async () => {
    try {
      await (await github.octokit()).rest.issues.deleteComment({ ...github.at, comment_id: id, request: { signal } });
    } catch (error) {
      if (failureStatus(error) !== 404) throw error;
    }
  });
}
function sameText(one, other) {
  const plain = (text) => text.replaceAll("\r\n", "\n").trim();
  return plain(one) === plain(other);
}

export {
  readIdentity,
  isAuthor,
  commentMarker,
  listOwnComments,
  publishStickyComment,
  removeStickyComment
};

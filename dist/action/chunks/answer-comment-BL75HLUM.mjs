import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attempt,
  failureStatus
} from "./chunk-MH6N5TMP.mjs";
import "./chunk-2H5RZE4B.mjs";
import "./chunk-NTXQJOUO.mjs";

// src/adapters/github/permission.ts
async function readPermission(github, person, { signal }) {
  return attempt({ what: "look up the commenter's permission", needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getCollaboratorPermissionLevel({
        ...github.at,
        username: person.login,
        request: { signal }
      });
      return data.user?.id === person.id ? parsePermission(data.permission) : "none";
    } catch (error) {
      if (failureStatus(error) === 404) return "none";
      throw error;
    }
  });
}
function parsePermission(permission) {
  return permission === "admin" || permission === "write" || permission === "read" ? permission : "none";
}

// src/action/answer-comment.ts
async function answerComment(task, posting, run) {
  const permission = await readPermission(run.github, task.author, { signal: run.signal });
  if (permission !== "write" && permission !== "admin") {
    run.log.info("The commenter has no write permission: no answer");
    return [];
  }
  const { answerCommands } = await import("./answer-commands-R4CUGP55.mjs");
  return answerCommands(task, posting, run);
}
export {
  answerComment
};

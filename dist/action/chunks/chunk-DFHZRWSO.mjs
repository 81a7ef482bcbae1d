import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";

// src/adapters/github/person.ts
async function readRole(github, person, { signal }) {
  return attempt({ what: "look up the person's permission", needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.getCollaboratorPermissionLevel({
        ...github.at,
        username: person.login,
        request: { signal }
      });
      return data.user?.id === person.id ? parseRole(data.role_name, data.permission) : "none";
    } catch (error) {
      if (failureStatus(error) === 404) return "none";
      throw error;
    }
  });
}
async function findUserId(github, login, { signal }) {
  return attempt({ what: `look up the user ${login}`, needs: "metadata: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.users.getByUsername({
        username: login,
        request: { signal }
      });
      return data.id;
    } catch (error) {
      if (failureStatus(error) === 404) return void 0;
      throw error;
    }
  });
}
async function isTeamMember(github, team, login, { signal }) {
  const [org = "", slug = ""] = team.split("/");
  return attempt({ what: `look up the members of ${team}`, needs: "members: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.teams.getMembershipForUserInOrg({
        org,
        team_slug: slug,
        username: login,
        request: { signal }
      });
      return data.state === "active";
    } catch (error) {
      if (failureStatus(error) === 404) return false;
      throw error;
    }
  });
}
var roles = /* @__PURE__ */ new Set(["read", "triage", "write", "maintain", "admin"]);
function parseRole(name, permission) {
  return isRole(name) ? name : isRole(permission) ? permission : "none";
}
function isRole(word) {
  return roles.has(word);
}

export {
  readRole,
  findUserId,
  isTeamMember
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  resolveTarget
} from "./chunk-6WJDWC3Z.mjs";
import {
  connectGitHub
} from "./chunk-GHCTDYZA.mjs";
import {
  readSettings
} from "./chunk-2HBHYJGO.mjs";
import {
  findUserId,
  isTeamMember,
  readRole
} from "./chunk-DFHZRWSO.mjs";

// src/adapters/github/connect-people.ts
function connectPeople(github, { teams = github } = {}) {
  return {
    role: (person, waiting) => readRole(github, person, waiting),
    userId: (login, waiting) => findUserId(github, login, waiting),
    // GitHub tells the members of teams by login only, which may be another person's by now.
    isTeamMember: async (team, { id, login }, waiting) => await isTeamMember(teams, team, login, waiting) && await findUserId(github, login, waiting) === id
  };
}

// src/chatops/resolve-permissions.ts
async function resolvePermissions(rules, identity, people, waiting) {
  const logins = unique(rules.flatMap(({ users = [] }) => users));
  const teams = unique(rules.flatMap((rule) => rule.teams ?? []));
  const [role, ids, memberships] = await Promise.all([
    people.role(identity, waiting),
    Promise.all(logins.map(async (login) => [login, await people.userId(login, waiting)])),
    Promise.all(teams.map((team) => people.isTeamMember(team, identity, waiting)))
  ]);
  const idOf = new Map(ids);
  return {
    person: { ...identity, role, teams: teams.filter((_, index) => memberships[index]) },
    rules: rules.map((rule) => ({
      ...rule,
      ...rule.users !== void 0 && {
        userIds: rule.users.map((login) => idOf.get(login)).filter((id) => id !== void 0)
      }
    }))
  };
}
function unique(texts) {
  return [...new Set(texts)];
}

// src/action/ask/asking.ts
function openAsking(ask, posting, run) {
  const { filesAt, github, inputs, signal } = run;
  const target = once(() => resolveTarget(github, ask, { signal }));
  const files = async () => filesAt((await target()).sha);
  const rights = /* @__PURE__ */ new Map();
  const people = connectPeople(github, { teams: openTeams(run) });
  return {
    ask,
    posting,
    outcomes: [],
    requests: [],
    endings: [],
    target,
    files,
    settings: once(async () => {
      const { settingsSha, trusted } = await target();
      const trustedFiles = filesAt(settingsSha);
      const nodesFrom = trusted ? await files() : trustedFiles;
      return readSettings(trustedFiles, { path: inputs.settingsPath, nodesFrom, signal });
    }),
    rightsOf(person, cluster) {
      const key = `${person.id} ${cluster.name}`;
      const found = rights.get(key) ?? resolvePermissions(cluster.permissions, person, people, { signal });
      rights.set(key, found);
      return found;
    }
  };
}
function openTeams({ environment, inputs, log, redactor }) {
  if (inputs.teamToken === void 0) return void 0;
  redactor.learnValue(inputs.teamToken);
  log.hide(inputs.teamToken);
  return connectGitHub({
    token: inputs.teamToken,
    apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
    repository: environment["GITHUB_REPOSITORY"] ?? "",
    log
  });
}
function once(work) {
  let made;
  return () => {
    made ??= work();
    return made;
  };
}

export {
  openAsking
};

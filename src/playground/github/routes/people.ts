import { nodeId, presentUser } from "../present.ts";
import { type Answer, type Call, Refusal, type Route, repositoryOf } from "../route.ts";
import type { User } from "../state.ts";

/** People, the teams they are in, and when a branch was pushed to by whom. */
export const peopleRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/users/:username",
    needs: [],
    handle: (call) => ({ status: 200, body: presentProfile(userOf(call), call.apiUrl) }),
  },
  // No permission of a workflow's own token covers an organisation's members.
  {
    method: "GET",
    path: "/orgs/:org/teams/:team/memberships/:username",
    needs: ["members=read"],
    handle: readMembership,
  },
  { method: "GET", path: "/repos/:owner/:repo/activity", needs: ["contents=read"], handle: listActivity },
];

function userOf({ state, parameters }: Call): User {
  const wanted = parameters["username"]?.toLowerCase();
  const user = [...state.users.values()].find(({ login }) => login.toLowerCase() === wanted);
  if (user === undefined) throw new Refusal(404, "Not Found");
  return user;
}

function presentProfile(user: User, apiUrl: string) {
  return {
    ...presentUser(user, apiUrl),
    name: user.login,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: "2024-01-01T00:00:00Z",
    updated_at: "2024-01-01T00:00:00Z",
  };
}

function readMembership(call: Call): Answer {
  const { org = "", team: slug = "" } = call.parameters;
  const team = call.state.teams.get(`${org}/${slug}`);
  const user = userOf(call);
  if (!team?.members.has(user.id)) throw new Refusal(404, "Not Found");
  const url = `${call.apiUrl}/organizations/${team.organization.id}/team/${team.id}/memberships/${user.login}`;
  return { status: 200, body: { url, role: "member", state: "active" } };
}

function listActivity(call: Call): Answer {
  const { activity } = repositoryOf(call);
  const wanted = call.query.get("ref");
  const ref = wanted === null || wanted.startsWith("refs/") ? wanted : `refs/heads/${wanted}`;
  const found = activity.filter((entry) => ref === null || entry.ref === ref);
  return {
    list: found.map(({ id, before, after, timestamp, type, actor, ...entry }) => ({
      id,
      node_id: nodeId("Push", id),
      before,
      after,
      ref: entry.ref,
      timestamp,
      activity_type: type,
      actor: presentUser(actor, call.apiUrl),
    })),
  };
}

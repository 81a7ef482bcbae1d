import { presentUser } from "../present.ts";
import { presentRepository } from "../present-repository.ts";
import { type Call, coarseRole, Refusal, type Route, repositoryOf } from "../route.ts";

/** Repositories and who may do what in them. */
export const repositoryRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/repos/:owner/:repo",
    needs: ["metadata=read"],
    handle: (call) => ({
      status: 200,
      body: {
        ...presentRepository({ apiUrl: call.apiUrl, repository: repositoryOf(call) }),
        network_count: 0,
        subscribers_count: 0,
      },
    }),
  },
  {
    method: "GET",
    path: "/repos/:owner/:repo/collaborators/:username/permission",
    needs: ["metadata=read"],
    handle: readPermission,
  },
];

function readPermission(call: Call) {
  const repository = repositoryOf(call);
  const user = call.state.users.get(call.parameters["username"] ?? "");
  if (user === undefined || user.type !== "User")
    throw new Refusal(404, `${call.parameters["username"]} is not a user`);
  // Everybody may read a public repository.
  const role = repository.roles.get(user.id) ?? (repository.isPrivate ? "none" : "read");
  const permission = coarseRole(role);
  const may = (...permissions: readonly string[]) => permissions.includes(permission);
  return {
    status: 200,
    body: {
      permission,
      role_name: role,
      user: {
        ...presentUser(user, call.apiUrl),
        permissions: {
          admin: may("admin"),
          maintain: role === "maintain" || may("admin"),
          push: may("write", "admin"),
          triage: role === "triage" || may("write", "admin"),
          pull: may("read", "write", "admin"),
        },
        role_name: role,
      },
    },
  };
}

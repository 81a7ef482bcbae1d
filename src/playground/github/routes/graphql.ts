import { type Answer, type Call, type Route, textOf } from "../route.ts";

/** The one query in use: who the token is. */
export const graphqlRoutes: readonly Route[] = [{ method: "POST", path: "/graphql", needs: [], handle: query }];

function query(call: Call): Answer {
  const asked = (textOf(call, "query") ?? "").replace(/\s+/g, " ").trim();
  if (asked !== "{ viewer { login databaseId } }") {
    return {
      status: 200,
      body: { errors: [{ type: "NOT_SUPPORTED", message: "The simulated GitHub knows only viewer." }] },
    };
  }
  const { login, id } = call.token.actor;
  return { status: 200, body: { data: { viewer: { login, databaseId: id } } } };
}

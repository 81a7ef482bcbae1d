import { randomBytes } from "node:crypto";
import { createApp, installationAt, mintToken } from "../apps.ts";
import { presentApp, presentInstallation } from "../present-app.ts";
import { presentRepository } from "../present-repository.ts";
import { type Answer, type AppCall, type AppRoute, findRepository, type OpenRoute, Refusal, textOf } from "../route.ts";
import type { App, Installation, Repository, TokenPermissions } from "../state.ts";

/** What an App asks about itself, and tokens for its installations. */
export const ownAppRoutes: readonly AppRoute[] = [
  { method: "GET", path: "/app", handle: (call) => ({ status: 200, body: presentOwn(call) }) },
  { method: "GET", path: "/app/installations", handle: listInstallations },
  { method: "GET", path: "/app/installations/:installation", handle: readInstallation },
  { method: "POST", path: "/app/installations/:installation/access_tokens", handle: createToken },
  { method: "GET", path: "/repos/:owner/:repo/installation", handle: findInstallation },
];

/** The last step of the manifest flow: https://docs.github.com/en/apps/sharing-github-apps */
export const manifestRoutes: readonly OpenRoute[] = [
  { method: "POST", path: "/app-manifests/:code/conversions", handle: convertManifest },
];

export const publicAppRoutes: readonly OpenRoute[] = [{ method: "GET", path: "/apps/:slug", handle: readApp }];

const manifestLifetimeMs = 3_600_000;

function readApp({ state, parameters, apiUrl }: Pick<AppCall, "state" | "parameters" | "apiUrl">): Answer {
  const app = state.apps.get(parameters["slug"] ?? "");
  if (app === undefined) throw new Refusal(404, "Not Found");
  return { status: 200, body: presentApp(app, apiUrl) };
}

function presentOwn(call: AppCall) {
  return { ...presentApp(call.app, call.apiUrl), installations_count: installationsOf(call).length };
}

function installationsOf({ state, app }: AppCall): readonly Installation[] {
  return [...state.installations.values()].filter((installation) => installation.app === app);
}

function listInstallations(call: AppCall): Answer {
  return { list: installationsOf(call).map((installation) => presentInstallation(installation, call.apiUrl)) };
}

function installationOf(call: AppCall): Installation {
  const id = Number(call.parameters["installation"]);
  const found = installationsOf(call).find((installation) => installation.id === id);
  if (found === undefined) throw new Refusal(404, "Not Found");
  return found;
}

function readInstallation(call: AppCall): Answer {
  return { status: 200, body: presentInstallation(installationOf(call), call.apiUrl) };
}

function findInstallation(call: AppCall): Answer {
  const repository = findRepository(call);
  const found = repository && installationAt(call.state, call.app, repository);
  if (found === undefined) throw new Refusal(404, "Not Found");
  return { status: 200, body: presentInstallation(found, call.apiUrl) };
}

function createToken(call: AppCall): Answer {
  const installation = installationOf(call);
  const permissions = wantedPermissions(installation.app, call.body["permissions"]);
  const repositories = wantedRepositories(call, installation);
  const token = mintToken(call.state, installation, {
    ...(permissions && { permissions }),
    ...(repositories && { repositories: new Set(repositories.map(({ id }) => id)) }),
  });
  const { apiUrl } = call;
  const body = {
    token: token.value,
    expires_at: token.expiresAt.replace(".000Z", "Z"),
    permissions: token.permissions,
    repository_selection: "selected",
    ...(repositories && {
      repositories: repositories.map((repository) => presentRepository({ apiUrl, repository })),
    }),
  };
  return { status: 201, body };
}

/** @throws Refusal 422 for more than the App has */
function wantedPermissions(app: App, wanted: unknown): TokenPermissions | undefined {
  if (typeof wanted !== "object" || wanted === null) return undefined;
  const entries = Object.entries(wanted).map(([name, access]: [string, unknown]) => {
    const has = app.permissions[name];
    const isCovered = (access === "read" && has !== undefined) || (access === "write" && has === "write");
    if (!isCovered) throw new Refusal(422, "The permissions requested are not granted to this installation.");
    return [name, access] as const;
  });
  return Object.fromEntries(entries);
}

/** @throws Refusal 422 for repositories that the App is not installed on */
function wantedRepositories(call: AppCall, installation: Installation): readonly Repository[] | undefined {
  const { repositories: names, repository_ids: ids } = call.body;
  const wanted: readonly unknown[] = [...(Array.isArray(names) ? names : []), ...(Array.isArray(ids) ? ids : [])];
  if (wanted.length === 0) return undefined;
  const installed = call.state.repositories.filter(({ id }) => installation.repositories.has(id));
  return wanted.map((one) => {
    const found = installed.find(({ id, name }) => id === one || name === one);
    if (found !== undefined) return found;
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  });
}

function convertManifest(call: Omit<AppCall, "app">): Answer {
  const { state, apiUrl } = call;
  const code = call.parameters["code"] ?? "";
  const manifest = state.manifests.get(code);
  const age = manifest && state.now().getTime() - Date.parse(manifest.confirmedAt);
  if (manifest === undefined || age === undefined || age > manifestLifetimeMs) throw new Refusal(404, "Not Found");
  state.manifests.delete(code);
  const app = createApp(state, { ...readManifest(manifest.text), owner: manifest.owner });
  const secrets = {
    client_secret: randomBytes(20).toString("hex"),
    webhook_secret: app.webhookSecret,
    pem: app.privateKey,
  };
  return { status: 201, body: { ...presentApp(app, apiUrl), ...secrets } };
}

function readManifest(text: Readonly<Record<string, unknown>>) {
  const hook = text["hook_attributes"];
  const url = typeof hook === "object" && hook !== null && "url" in hook ? hook.url : undefined;
  const name = textOf({ body: text }, "name") ?? "an app";
  const permissions: unknown = text["default_permissions"];
  const events: unknown = text["default_events"];
  return {
    name,
    slug: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    // GitHub makes one, which people do not see on the way.
    webhookSecret: randomBytes(32).toString("hex"),
    ...(typeof url === "string" && { webhookUrl: url }),
    permissions: readPermissions(permissions),
    events: Array.isArray(events) ? events.filter((event) => typeof event === "string") : [],
  };
}

function readPermissions(value: unknown): TokenPermissions {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([name, access]: [string, unknown]) =>
      access === "read" || access === "write" ? [[name, access] as const] : [],
    ),
  );
}

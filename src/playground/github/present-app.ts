/** Apps and installations in the words of GitHub's REST API and webhooks. */
import { nodeId, presentUser, webUrl } from "./present.ts";
import type { App, Installation } from "./state.ts";

export function presentApp(app: App, apiUrl: string) {
  const htmlUrl = `${webUrl(apiUrl)}/apps/${app.slug}`;
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId("Integration", app.id),
    owner: presentUser(app.owner, apiUrl),
    name: app.name,
    description: null,
    external_url: htmlUrl,
    html_url: htmlUrl,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: [...app.events],
  };
}

export function presentInstallation(installation: Installation, apiUrl: string) {
  const { id, app, account, createdAt } = installation;
  return {
    id,
    client_id: app.clientId,
    account: presentUser(account, apiUrl),
    repository_selection: "selected" as const,
    access_tokens_url: `${apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${apiUrl}/installation/repositories`,
    html_url: `${webUrl(apiUrl)}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type === "Organization" ? ("Organization" as const) : ("User" as const),
    permissions: app.permissions,
    events: [...app.events],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

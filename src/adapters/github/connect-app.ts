/** GitHub as the App itself sees it: what it may, where it is installed, how its webhook does. */
import type { AppCredentials } from "./app-credentials.ts";
import { connectGitHub, type GitHub } from "./connect-github.ts";
import type { GitHubConnection } from "./github-connection.ts";
import { attempt } from "./github-error.ts";

/** Signs in for ten minutes, without asking anybody. `at` is the repository that is asked about. */
export async function connectApp(
  { appId, privateKey }: AppCredentials,
  connection: Omit<GitHubConnection, "token">,
): Promise<GitHub> {
  const { createAppAuth } = await import("@octokit/auth-app");
  const { token } = await createAppAuth({ appId, privateKey })({ type: "app" });
  return connectGitHub({ ...connection, token });
}

/** @throws UserError `github_failed` */
export async function setWebhookSecret(
  app: GitHub,
  secret: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  await attempt({ what: "set the webhook's secret", needs: "metadata: read" }, async () =>
    (await app.octokit()).rest.apps.updateWebhookConfigForApp({ secret, request: { signal } }),
  );
}

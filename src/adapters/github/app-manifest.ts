/** The last step of GitHub's App manifest flow: the code that it redirects with becomes an App's credentials. */
import { UserError } from "../../errors.ts";
import type { GitHubLog } from "./github-connection.ts";
import { attempt, failureStatus } from "./github-error.ts";

export interface CreatedApp {
  readonly appId: number;
  readonly slug: string;
  /** Web address of the App's page. */
  readonly url: string;
  /** PEM. */
  readonly privateKey: string;
  /** Undefined where GitHub made none. */
  readonly webhookSecret: string | undefined;
}

/**
 * Exchanges the code, once: GitHub shows the private key only here, and the code is good for an hour.
 *
 * @throws UserError `input_invalid` for a code that GitHub does not know or knows no more, `github_failed`
 */
export async function convertManifest(
  { apiUrl, log }: { readonly apiUrl: string; readonly log: GitHubLog },
  code: string,
  { signal }: { readonly signal: AbortSignal },
): Promise<CreatedApp> {
  const { createClient } = await import("./create-client.ts");
  // nobody is signed in yet: the code is the credential
  const client = createClient({ token: "", apiUrl, repository: "", log, paced: false });
  return attempt({ what: "create the GitHub App", needs: "metadata: read" }, async () => {
    try {
      const { data } = await client.rest.apps.createFromManifest({ code, request: { signal, retries: 0 } });
      return {
        appId: data.id,
        slug: data.slug ?? "",
        url: data.html_url,
        privateKey: data.pem,
        webhookSecret: data.webhook_secret ?? undefined,
      };
    } catch (error) {
      const status = failureStatus(error);
      if (status !== 404 && status !== 422) throw error;
      throw new UserError("Cannot create the GitHub App: GitHub does not know the code any more", {
        code: "input_invalid",
        hint: "Start the set-up again: a code counts once, and for an hour.",
        cause: error,
      });
    }
  });
}

/** A GitHub App as GitHub has it: what it asks for, where it is installed, how its webhook does. All asked with the App's own key. */
import { type Asked, askOrUnknown } from "./ask-or-unknown.ts";
import type { GitHub } from "./connect-github.ts";
import { attempt } from "./github-error.ts";

interface Options {
  readonly signal: AbortSignal;
}

/** Permission → `read` or `write`, and names of events. */
export interface Grants {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface App extends Grants {
  readonly id: number;
  readonly slug: string;
  /** Web address of its settings, as far as GitHub tells. */
  readonly url: string;
}

export interface Installation extends Grants {
  readonly id: number;
  readonly suspended: boolean;
  /** On every repository of the account, also later ones. */
  readonly onAll: boolean;
  /** Web address of its settings. */
  readonly url: string;
}

export interface Webhook {
  /** Empty where none is set. */
  readonly url: string;
  readonly hasSecret: boolean;
  readonly sendsJson: boolean;
  readonly verifiesTls: boolean;
}

export interface Deliveries {
  /** Different ones, redeliveries counted once. */
  readonly count: number;
  /** Those that no attempt got an answer below 400 for. */
  readonly failed: readonly { readonly event: string; readonly status: number }[];
}

/** @throws UserError `github_failed`, also for a key that is not the App's */
export async function readApp(app: GitHub, { signal }: Options): Promise<App> {
  return attempt({ what: "look at the GitHub App", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.getAuthenticated({ request: { signal } });
    // GitHub answers null only where nobody is signed in
    if (data === null) throw new Error("GitHub knows no App of this key");
    const { id, slug = "", html_url: url, events } = data;
    return { id, slug, url, permissions: given(data.permissions), events };
  });
}

/** @throws UserError `github_failed` */
export async function readInstallation(app: GitHub, { signal }: Options): Promise<Asked<Installation>> {
  return askOrUnknown("look for the App's installation", async () => {
    const { data } = await (await app.octokit()).rest.apps.getRepoInstallation({ ...app.at, request: { signal } });
    return {
      id: data.id,
      suspended: data.suspended_at !== null,
      onAll: data.repository_selection === "all",
      url: data.html_url,
      permissions: given(data.permissions),
      events: data.events,
    };
  });
}

/** @throws UserError `github_failed` */
export async function readWebhook(app: GitHub, { signal }: Options): Promise<Webhook> {
  return attempt({ what: "look at the App's webhook", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.getWebhookConfigForApp({ request: { signal } });
    return {
      url: data.url ?? "",
      // GitHub shows asterisks
      hasSecret: (data.secret ?? "") !== "",
      sendsJson: data.content_type === "json",
      verifiesTls: String(data.insecure_ssl ?? "0") === "0",
    };
  });
}

/** The youngest hundred since then; GitHub keeps three days. */
export async function readDeliveries(
  app: GitHub,
  { since, signal }: Options & { readonly since: Date },
): Promise<Deliveries> {
  return attempt({ what: "list the App's deliveries", needs: "metadata: read" }, async () => {
    const { rest } = await app.octokit();
    const { data } = await rest.apps.listWebhookDeliveries({ per_page: 100, request: { signal } });
    const attempts = data.filter(({ delivered_at }) => Date.parse(delivered_at) >= since.getTime());
    const failed = new Map<string, { event: string; status: number }>();
    // the youngest first: the oldest attempt speaks last
    for (const { guid, event, status_code: status } of attempts) {
      if (!failed.has(guid)) failed.set(guid, { event, status });
    }
    const count = failed.size;
    for (const { guid, status_code: status } of attempts) if (status >= 200 && status < 400) failed.delete(guid);
    return { count, failed: [...failed.values()] };
  });
}

/** A token for this one repository, good for an hour, that may read and nothing else. */
export async function createReadingToken(
  app: GitHub,
  { id, permissions }: Pick<Installation, "id" | "permissions">,
  { signal }: Options,
): Promise<string> {
  return attempt({ what: "sign in as the App's installation", needs: "metadata: read" }, async () => {
    const { data } = await (await app.octokit()).rest.apps.createInstallationAccessToken({
      installation_id: id,
      repositories: [app.at.repo],
      permissions: Object.fromEntries(Object.keys(permissions).map((name) => [name, "read"])),
      request: { signal },
    });
    return data.token;
  });
}

function given(permissions: object): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(permissions).filter(([, access]) => typeof access === "string"));
}

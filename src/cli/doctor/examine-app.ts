/** The bot's App, asked with its own key. */
import {
  createReadingToken,
  type Installation,
  readApp,
  readDeliveries,
  readInstallation,
  readWebhook,
} from "../../adapters/github/app-state.ts";
import type { GitHub } from "../../adapters/github/connect-github.ts";
import type { Finding } from "./finding.ts";
import { judgeApp, judgeDeliveries, judgeInstallation, judgeWebhook } from "./judge-app.ts";
import { look } from "./look.ts";
import type { Reach } from "./open-reach.ts";

export interface ExaminedApp {
  readonly findings: (settingsApp: number | undefined) => Promise<readonly Finding[]>;
  /** The repository by the installation's token, where it is installed. */
  readonly github: GitHub | undefined;
}

const dayMs = 86_400_000;

/** Signs in first: where nobody gave a token, the installation's is good for reading the repository. */
export async function examineApp(
  { app, byToken, repository }: Reach,
  { signal, now }: { readonly signal: AbortSignal; readonly now: Date },
): Promise<ExaminedApp> {
  if (app === undefined) return { findings: async () => [], github: undefined };
  const { github } = app;
  let installation: Installation | undefined;
  let installed: GitHub | undefined;
  const early = await look("app", async () => {
    const found = repository === undefined ? undefined : await readInstallation(github, { signal });
    if (found?.kind === "found") installation = found.value;
    if (installation !== undefined && !installation.suspended) {
      installed = byToken(await createReadingToken(github, installation, { signal }));
    }
    return found === undefined || repository === undefined
      ? []
      : judgeInstallation(found, await readApp(github, { signal }), repository);
  });
  const findings = async (settingsApp: number | undefined) => {
    if (early.some(({ code }) => code === "github_failed")) return early;
    const late = await look("app", async () => {
      const [state, webhook, deliveries] = await Promise.all([
        readApp(github, { signal }),
        readWebhook(github, { signal }),
        readDeliveries(github, { signal, since: new Date(now.getTime() - dayMs) }),
      ]);
      return [...judgeApp(state, settingsApp), ...judgeWebhook(webhook, state), ...judgeDeliveries(deliveries, state)];
    });
    return [...early, ...late];
  };
  return { findings, github: installed };
}

import type { App, Deliveries, Grants, Installation, Webhook } from "../../adapters/github/app-state.ts";
import type { Asked } from "../../adapters/github/ask-or-unknown.ts";
import { eventNeeds, permissionNeeds, webhookPath } from "../../app-needs.ts";
import { type Finding, findingsOf } from "./finding.ts";

const { ok, unknown, warning, error } = findingsOf("app");

/** Whether the App has what it needs, and nothing more. */
export function judgeApp(app: App, settingsApp: number | undefined): readonly Finding[] {
  const problems = judgeGrants(app, "app", `Change it at ${app.url}/permissions`);
  return [
    ...(settingsApp !== undefined && settingsApp !== app.id
      ? [
          error(
            "app_other",
            `The settings name App ${settingsApp} as the bot, and the key is that of App ${app.id} (${app.slug}): its requests are refused`,
            `Set \`bot.appId\` to ${app.id} on the default branch, or use the other App's key.`,
          ),
        ]
      : []),
    ...(problems.length === 0 ? [ok("app_fit", `${app.slug} has the permissions and events that it needs`)] : problems),
  ];
}

function judgeGrants({ permissions, events }: Grants, prefix: string, mend: string): readonly Finding[] {
  const isEnough = (given: string | undefined, access: string) =>
    given === access || given === "admin" || (given === "write" && access === "read");
  const lacking = permissionNeeds.filter(({ name, access }) => !isEnough(permissions[name], access));
  const unheard = eventNeeds.filter(({ name }) => !events.includes(name));
  const extra = Object.entries(permissions).filter(([name, access]) => {
    const need = permissionNeeds.find((candidate) => candidate.name === name);
    return need === undefined || (access !== need.access && isEnough(access, need.access));
  });
  return [
    ...lacking.map(({ name, access, why }) =>
      error(
        `${prefix}_permission`,
        `The App lacks the permission ${name}: ${access} (${why})`,
        `${mend}, then accept it where it is installed.`,
      ),
    ),
    ...unheard.map(({ name, why }) =>
      error(`${prefix}_event`, `The App does not hear ${name} (${why})`, `${mend}: Subscribe to events.`),
    ),
    ...extra.map(([name, access]) =>
      warning(`${prefix}_excess`, `The App has the permission ${name}: ${access}, which it does not need`, `${mend}.`),
    ),
  ];
}

export function judgeInstallation(asked: Asked<Installation>, app: App, repository: string): readonly Finding[] {
  if (asked.kind !== "found") {
    const install = `Install it: ${app.url}/installations/new`;
    return [error("installation_missing", `${app.slug} is not installed on ${repository}`, install)];
  }
  const installation = asked.value;
  if (installation.suspended) {
    const message = `The installation of ${app.slug} on ${repository} is suspended`;
    return [error("installation_suspended", message, `Unsuspend it at ${installation.url}`)];
  }
  const lags = permissionNeeds.some(
    ({ name }) => app.permissions[name] !== undefined && installation.permissions[name] !== app.permissions[name],
  );
  return [
    ok("installation_found", `${app.slug} is installed on ${repository}`),
    ...(lags
      ? [
          error(
            "installation_lags",
            "The App asks for permissions that nobody has accepted yet",
            `Accept them at ${installation.url}`,
          ),
        ]
      : []),
    ...(installation.onAll
      ? [
          warning(
            "installation_wide",
            `${app.slug} is installed on all repositories of the account, also later ones`,
            `Choose "Only select repositories" at ${installation.url}`,
          ),
        ]
      : []),
  ];
}

/** Of the address only the host is shown: the rest may hold a secret of a proxy. */
export function judgeWebhook({ url, hasSecret, sendsJson, verifiesTls }: Webhook, app: App): readonly Finding[] {
  const mend = `Change it at ${app.url}: Webhook`;
  const address = URL.parse(url);
  if (address === null) {
    return [
      error(
        "webhook_missing",
        "The App has no webhook address: the bot hears nothing",
        `${mend}, https://<the bot's address>${webhookPath}`,
      ),
    ];
  }
  const problems = [
    ...(address.protocol === "https:"
      ? []
      : [error("webhook_plain", `The webhook of ${address.host} is not encrypted`, `${mend}: use https.`)]),
    ...(verifiesTls
      ? []
      : [
          error(
            "webhook_unverified",
            `GitHub does not check the certificate of ${address.host}`,
            `${mend}: Enable SSL verification.`,
          ),
        ]),
    ...(hasSecret
      ? []
      : [
          error(
            "webhook_secret",
            "The webhook has no secret: the bot refuses every delivery",
            `${mend} secret: the bot's WEBHOOK_SECRET, at least 32 bytes.`,
          ),
        ]),
    ...(sendsJson
      ? []
      : [error("webhook_form", "The webhook does not send JSON", `${mend}: Content type application/json.`)]),
  ];
  return problems.length === 0
    ? [ok("webhook_fit", `The webhook of ${address.host} is encrypted and signed`)]
    : problems;
}

export function judgeDeliveries({ count, failed }: Deliveries, app: App): readonly Finding[] {
  if (count === 0) {
    const message = "GitHub has delivered nothing in the last day";
    return [unknown("deliveries_none", message, "Comment `/talos help` on a pull request, and look again.")];
  }
  if (failed.length === 0) return [ok("deliveries_fit", `The bot has taken the last ${count} deliveries`)];
  const answers = [
    ...new Set(failed.map(({ event, status }) => `${event} ${status === 0 ? "without an answer" : status}`)),
  ];
  const message = `${failed.length} of the last ${count} deliveries failed: ${answers.slice(0, 5).join(", ")}`;
  const hint = `See ${app.url}/advanced. 400 is a wrong secret, 503 a bot that is stopping; those of three days are delivered again by the bot.`;
  return [
    failed.length === count ? error("deliveries_failing", message, hint) : warning("deliveries_failed", message, hint),
  ];
}

/** An event as one App gets it: the JSON that is sent, and the headers beside it. */
import { createHmac, randomUUID } from "node:crypto";
import { installationAt } from "../apps.ts";
import { commonFields } from "../event-fields.ts";
import { nodeId, presentUser } from "../present.ts";
import type { App, Delivery, Installation, State, WorldEvent } from "../state.ts";

export interface Recipient {
  readonly app: App;
  /** Undefined for what happens to the installation itself. */
  readonly installation: Installation | undefined;
}

/** The Apps that hear of an event: installed where it happened, and subscribed to it or meant by it. */
export function recipientsOf(state: State, event: WorldEvent): readonly Recipient[] {
  return [...state.apps.values()].flatMap((app): readonly Recipient[] => {
    const isMeant = event.onlyFor === undefined ? app.events.includes(event.event) : event.onlyFor === app;
    if (!isMeant || app.webhookUrl === undefined) return [];
    if (event.repository === undefined) return [{ app, installation: undefined }];
    const installation = installationAt(state, app, event.repository);
    return installation === undefined ? [] : [{ app, installation }];
  });
}

/** Not yet sent: its outcome is open. */
export function composeDelivery(
  state: State,
  event: WorldEvent,
  { app, installation }: Recipient,
  apiUrl: string,
): Delivery {
  const payload = composePayload(event, installation, apiUrl);
  const guid = randomUUID();
  const body = JSON.stringify(payload);
  return {
    id: state.nextId(),
    guid,
    deliveredAt: state.now().toISOString(),
    isRedelivery: false,
    event: event.event,
    action: event.action ?? null,
    installationId: installation?.id ?? idOf(payload["installation"]),
    repositoryId: event.repository?.id ?? null,
    url: app.webhookUrl ?? "",
    headers: headersOf(app, { event: event.event, guid, body }, apiUrl),
    body,
    outcome: undefined,
  };
}

/** The same event once more, signed with the secret of now and sent to the address of now. */
export function composeRedelivery(state: State, app: App, earlier: Delivery, apiUrl: string): Delivery {
  return {
    ...earlier,
    id: state.nextId(),
    deliveredAt: state.now().toISOString(),
    isRedelivery: true,
    url: app.webhookUrl ?? "",
    headers: headersOf(app, earlier, apiUrl),
    outcome: undefined,
  };
}

function composePayload(event: WorldEvent, installation: Installation | undefined, apiUrl: string) {
  const { repository, action, sender } = event;
  const common = repository ? commonFields({ apiUrl, repository }, sender) : { sender: presentUser(sender, apiUrl) };
  const payload: Readonly<Record<string, unknown>> = {
    ...(action !== undefined && { action }),
    ...event.payload(apiUrl),
    ...common,
    ...(installation && {
      installation: { id: installation.id, node_id: nodeId("IntegrationInstallation", installation.id) },
    }),
  };
  return payload;
}

function headersOf(
  { id, hookId, webhookSecret }: App,
  { event, guid, body }: Pick<Delivery, "event" | "guid" | "body">,
  apiUrl: string,
): Readonly<Record<string, string>> {
  const sign = (algorithm: string) => createHmac(algorithm, webhookSecret).update(body).digest("hex");
  return {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/5a0c1e7",
    "X-GitHub-Delivery": guid,
    "X-GitHub-Event": event,
    "X-GitHub-Hook-ID": String(hookId),
    "X-GitHub-Hook-Installation-Target-ID": String(id),
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    "X-Hub-Signature": `sha1=${sign("sha1")}`,
    "X-Hub-Signature-256": `sha256=${sign("sha256")}`,
    ...(apiUrl.endsWith("/api/v3") && { "X-GitHub-Enterprise-Host": new URL(apiUrl).host }),
  };
}

function idOf(installation: unknown): number | null {
  const isObject = typeof installation === "object" && installation !== null && "id" in installation;
  return isObject && typeof installation.id === "number" ? installation.id : null;
}

import { type Answer, type AppCall, type AppRoute, Refusal, textOf } from "../route.ts";
import type { App, Delivery } from "../state.ts";

const deliveries = "/app/hook/deliveries";

/** An App's webhook: where it goes, and the log of what was sent there. */
export const appHookRoutes: readonly AppRoute[] = [
  { method: "GET", path: "/app/hook/config", handle: ({ app }) => ({ status: 200, body: presentConfig(app) }) },
  { method: "PATCH", path: "/app/hook/config", handle: changeConfig },
  { method: "GET", path: deliveries, handle: listDeliveries },
  { method: "GET", path: `${deliveries}/:delivery`, handle: readDelivery },
  { method: "POST", path: `${deliveries}/:delivery/attempts`, handle: redeliver },
];

const dayMs = 24 * 3_600_000;

function presentConfig({ webhookUrl }: App) {
  const url = webhookUrl === undefined ? {} : { url: webhookUrl };
  return { ...url, content_type: "json", insecure_ssl: "0", secret: "********" };
}

function changeConfig(call: AppCall): Answer {
  const { app } = call;
  app.webhookUrl = textOf(call, "url") ?? app.webhookUrl;
  app.webhookSecret = textOf(call, "secret") ?? app.webhookSecret;
  return { status: 200, body: presentConfig(app) };
}

/** GitHub forgets a delivery after three days, an Enterprise Server after seven; one under way is not in the log yet. */
function keptDeliveries({ app, state, apiUrl }: AppCall): readonly Delivery[] {
  const oldest = state.now().getTime() - (apiUrl.endsWith("/api/v3") ? 7 : 3) * dayMs;
  return app.deliveries.filter(({ outcome, deliveredAt }) => outcome && Date.parse(deliveredAt) >= oldest);
}

function listDeliveries(call: AppCall): Answer {
  const { query, apiUrl } = call;
  const size = Math.min(100, Math.max(1, Number(query.get("per_page") ?? "30")));
  const cursor = query.get("cursor");
  const newest = cursor === null ? Number.POSITIVE_INFINITY : readCursor(cursor);
  const status = query.get("status");
  const found = keptDeliveries(call)
    .filter(({ id }) => id <= newest)
    .filter((delivery) => status === null || (status === "success") === isSuccess(delivery));
  const next = found[size];
  const links = new URLSearchParams(query);
  if (next) links.set("cursor", `v1_${next.id}`);
  return {
    status: 200,
    headers: next ? { link: `<${apiUrl}${deliveries}?${links}>; rel="next"` } : {},
    body: found.slice(0, size).map(presentItem),
  };
}

function readCursor(cursor: string): number {
  const id = Number(/^v1_(\d+)$/.exec(cursor)?.[1]);
  if (Number.isNaN(id)) throw new Refusal(400, "Invalid cursor");
  return id;
}

function isSuccess({ outcome }: Delivery): boolean {
  return outcome !== undefined && outcome.statusCode >= 200 && outcome.statusCode < 400;
}

function deliveryOf(call: AppCall): Delivery {
  const id = Number(call.parameters["delivery"]);
  const found = keptDeliveries(call).find((delivery) => delivery.id === id);
  if (found === undefined) throw new Refusal(404, "Not Found");
  return found;
}

function readDelivery(call: AppCall): Answer {
  const delivery = deliveryOf(call);
  const { url, headers, body, outcome } = delivery;
  return {
    status: 200,
    body: {
      ...presentItem(delivery),
      url,
      request: { headers, payload: JSON.parse(body) },
      response: { headers: outcome?.headers ?? null, payload: outcome?.body ?? null },
    },
  };
}

function redeliver(call: AppCall): Answer {
  call.webhooks.redeliver(call.app, deliveryOf(call));
  return { status: 202, body: {} };
}

function presentItem(delivery: Delivery) {
  const { id, guid, deliveredAt, isRedelivery, event, action, installationId, repositoryId, outcome } = delivery;
  return {
    id,
    guid,
    delivered_at: deliveredAt,
    redelivery: isRedelivery,
    duration: outcome?.durationSeconds ?? 0,
    status: outcome?.status ?? "",
    status_code: outcome?.statusCode ?? 0,
    event,
    action,
    installation_id: installationId,
    repository_id: repositoryId,
    throttled_at: null,
  };
}

import { type HttpService, type ServiceAnswer, type ServiceRequest, startHttpService } from "../start-http-service.ts";

export interface ConnectField {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly section?: { readonly id: string };
}

export interface ConnectItem {
  readonly id: string;
  readonly title: string;
  readonly sections?: readonly { readonly id: string; readonly label: string }[];
  readonly fields: readonly ConnectField[];
}

export interface ConnectVault {
  readonly id: string;
  readonly name: string;
  readonly items: readonly ConnectItem[];
}

export interface ConnectOptions {
  readonly token: string;
  readonly vaults: readonly ConnectVault[];
}

/** A simulated 1Password Connect server: vaults, items by title, and items with their fields. */
export async function startConnect(options: ConnectOptions): Promise<HttpService> {
  return startHttpService((request) => answer(request, options));
}

function answer(request: ServiceRequest, { token, vaults }: ConnectOptions): ServiceAnswer {
  if (request.headers.authorization !== `Bearer ${token}`) {
    return { status: 401, body: { status: 401, message: "Invalid token signature" } };
  }
  if (request.path === "/v1/vaults") return { status: 200, body: vaults.map(({ id, name }) => ({ id, name })) };
  const [, vaultId, itemId] = /^\/v1\/vaults\/([^/]+)\/items(?:\/([^/]+))?$/.exec(request.path) ?? [];
  const vault = vaults.find(({ id }) => id === vaultId);
  if (vault === undefined) return { status: 404, body: { status: 404, message: "vault not found" } };
  if (itemId === undefined) return { status: 200, body: listItems(vault, request.query.get("filter")) };
  const item = vault.items.find(({ id }) => id === itemId);
  return item === undefined
    ? { status: 404, body: { status: 404, message: "item not found" } }
    : { status: 200, body: { ...item, vault: { id: vault.id } } };
}

function listItems(vault: ConnectVault, filter: string | null): readonly unknown[] {
  const title = /^title eq "(.*)"$/.exec(filter ?? "")?.[1]?.toLowerCase();
  return vault.items
    .filter((item) => title === undefined || item.title.toLowerCase() === title)
    .map(({ id, title: name }) => ({ id, title: name, vault: { id: vault.id } }));
}

import type { SecretLookup, SecretReference, SecretStore } from "../../config/secrets/secret-store.ts";
import { UserError } from "../../errors.ts";
import type { Fetch } from "../../fetch-retrying.ts";
import { missing } from "./find-values.ts";
import { field, type JsonServiceOptions, requestJson, textField } from "./request-json.ts";

export interface OnePasswordOptions {
  /** Address of the Connect server. */
  readonly host: string;
  /** Asked for at every read; throws a UserError when there is none. */
  readonly token: () => string;
  readonly fetch?: Fetch;
  readonly timeoutMs?: number;
  readonly retryDelayMs?: number;
}

/**
 * `op://vault/item/field` and `op://vault/item/section/field`, through a 1Password Connect server
 * (https://developer.1password.com/docs/connect/api-reference). Names are compared without regard to case; ids do as well.
 */
export function createOnePasswordStore({ host, token, ...rest }: OnePasswordOptions): SecretStore {
  const service: JsonServiceOptions = { name: "1Password Connect", baseUrl: host, ...rest };
  return {
    scheme: "op",
    read: async (references, { signal }) => {
      const session = new Session(service, token(), signal);
      return Promise.all(references.map((reference) => lookUp(session, reference)));
    },
  };
}

async function lookUp(session: Session, { path }: SecretReference): Promise<SecretLookup> {
  if (path.includes("?"))
    return missing("attributes are not supported; read it with a program, as secrets.commands.op");
  const parts = path.split("/");
  const [vaultName, itemName] = parts;
  const fieldName = parts.at(-1);
  const isWhole = vaultName && itemName && fieldName && parts.every((part) => part !== "");
  if (!isWhole || parts.length < 3 || parts.length > 4) {
    return missing("it is not of the form op://vault/item/field or op://vault/item/section/field");
  }
  const vault = await session.vault(vaultName);
  if (typeof vault !== "string") return vault;
  const item = await session.item(vault, itemName);
  return item.kind === "item" ? fieldOf(item.body, parts.length === 4 ? parts[2] : undefined, fieldName) : item;
}

type Item = { readonly kind: "item"; readonly body: unknown } | Extract<SecretLookup, { kind: "missing" }>;

/** Each vault and item is asked for once. */
class Session {
  private readonly service: JsonServiceOptions;
  private readonly token: string;
  private readonly signal: AbortSignal;
  private vaults: Promise<readonly unknown[]> | undefined;
  private readonly items = new Map<string, Promise<Item>>();

  constructor(service: JsonServiceOptions, token: string, signal: AbortSignal) {
    this.service = service;
    this.token = token;
    this.signal = signal;
  }

  async vault(name: string): Promise<string | SecretLookup> {
    this.vaults ??= this.get("/v1/vaults").then(list);
    const found = (await this.vaults).filter((vault) => isNamed(vault, "name", name));
    const id = textField(found[0], "id");
    if (id === undefined) return missing(`there is no vault ${name} that the token may read`);
    return found.length === 1 ? id : missing(`several vaults are called ${name}; write the vault's id`);
  }

  item(vault: string, name: string): Promise<Item> {
    const key = `${vault}/${name.toLowerCase()}`;
    const known = this.items.get(key) ?? this.readItem(vault, name);
    this.items.set(key, known);
    return known;
  }

  private async readItem(vault: string, name: string): Promise<Item> {
    const id = /^[a-z0-9]{26}$/.test(name) ? name : await this.findItem(vault, name);
    if (typeof id !== "string") return id;
    const body = await this.get(`/v1/vaults/${vault}/items/${id}`);
    return body === undefined ? none(`there is no item ${name} in the vault`) : { kind: "item", body };
  }

  private async findItem(vault: string, name: string): Promise<string | Extract<Item, { kind: "missing" }>> {
    const found = list(await this.get(`/v1/vaults/${vault}/items?filter=${encodeURIComponent(`title eq "${name}"`)}`));
    const id = textField(found[0], "id");
    if (id === undefined) return none(`there is no item ${name} in the vault`);
    return found.length === 1 ? id : none(`several items are called ${name}; write the item's id`);
  }

  /** Undefined for 404. */
  private async get(path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}` };
    const { status, body } = await requestJson(this.service, { path, headers, signal: this.signal });
    if (status === 200) return body;
    if (status === 404) return undefined;
    const host = new URL(this.service.baseUrl).host;
    throw new UserError(`Cannot read secrets from 1Password Connect at ${host}: it answers with ${status}`, {
      code: "secret_store_failed",
      hint: "Check $OP_CONNECT_TOKEN, and that it may read the vault.",
    });
  }
}

function none(reason: string): Extract<Item, { kind: "missing" }> {
  return { kind: "missing", reason };
}

function list(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body : [];
}

function isNamed(body: unknown, key: string, name: string): boolean {
  return textField(body, key)?.toLowerCase() === name.toLowerCase() || textField(body, "id") === name;
}

/** Without a section in the reference, a field outside of all sections goes before one inside. */
function fieldOf(item: unknown, section: string | undefined, name: string): SecretLookup {
  const named = list(field(item, "fields")).filter((one) => isNamed(one, "label", name));
  const outside = named.filter((one) => field(one, "section") === undefined);
  const candidates =
    section === undefined
      ? outside.length > 0
        ? outside
        : named
      : named.filter((one) => isInSection(item, one, section));
  if (candidates.length > 1) return missing(`the item has several fields ${name}; write the section or the field's id`);
  const value = textField(candidates[0], "value");
  if (candidates.length === 0)
    return missing(`the item has no field ${section === undefined ? name : `${section}/${name}`}`);
  return value === undefined ? missing(`the field ${name} is empty`) : { kind: "found", value };
}

function isInSection(item: unknown, one: unknown, section: string): boolean {
  const id = textField(field(one, "section"), "id");
  const described = list(field(item, "sections")).find((candidate) => textField(candidate, "id") === id);
  return id !== undefined && (id === section || isNamed(described ?? field(one, "section"), "label", section));
}

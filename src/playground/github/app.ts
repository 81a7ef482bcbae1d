/** GitHub Apps, where they are installed, and what was sent to them. */
import type { User } from "./people.ts";

/** What a token may do, by GitHub's names: `contents`, `issues`, `pull_requests`, `checks`, `metadata` … */
export type TokenPermissions = Readonly<Record<string, "read" | "write">>;

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: User;
  /** Who acts when the App does: `<slug>[bot]`. */
  readonly bot: User;
  readonly clientId: string;
  /** PEM. */
  readonly privateKey: string;
  readonly permissions: TokenPermissions;
  /** The webhooks it is subscribed to. */
  readonly events: readonly string[];
  readonly createdAt: string;
  readonly hookId: number;
  webhookSecret: string;
  /** Nothing is sent until there is one. */
  webhookUrl: string | undefined;
  /** The youngest first. */
  readonly deliveries: Delivery[];
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: User;
  /** Repository ids. */
  readonly repositories: Set<number>;
  readonly createdAt: string;
  /** Its tokens share one. */
  readonly quota: Quota;
}

/** Requests of the hour that runs. */
export interface Quota {
  used: number;
  /** Unix seconds. */
  resetsAt: number;
}

/** One attempt to send an event to an App. */
export interface Delivery {
  readonly id: number;
  /** The same for every attempt at an event. */
  readonly guid: string;
  readonly deliveredAt: string;
  readonly isRedelivery: boolean;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON as it was sent. */
  readonly body: string;
  /** Undefined while it is under way. */
  outcome: DeliveryOutcome | undefined;
}

export interface DeliveryOutcome {
  readonly durationSeconds: number;
  /** `OK`, `failed to connect to host` … */
  readonly status: string;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

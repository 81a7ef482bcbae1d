import type { GitHub } from "./connect-github.ts";

/** Whose name stands under what the token writes. */
export interface Identity {
  readonly login: string;
  readonly id?: number;
}

// Of the token that every workflow run gets; brackets cannot be part of a person's login.
const actionsBot: Identity = { login: "github-actions[bot]" };

const known = new WeakMap<GitHub, Promise<Identity>>();

/**
 * The token's own identity, asked once. GraphQL's `viewer` is the only place where an installation token can ask; where
 * it is closed, the workflow's own bot is assumed, which at worst means a second comment instead of an updated one.
 */
export function readIdentity(github: GitHub, options: { readonly signal: AbortSignal }): Promise<Identity> {
  const asked = known.get(github) ?? askViewer(github, options.signal);
  known.set(github, asked);
  return asked;
}

/** Whether the author (of a comment, an issue) is the identity: numeric ids where both are known. */
export function isAuthor(identity: Identity, author: { readonly login: string; readonly id: number } | null): boolean {
  if (author === null) return false;
  return identity.id === author.id || identity.login === author.login;
}

async function askViewer(github: GitHub, signal: AbortSignal): Promise<Identity> {
  try {
    const answer: unknown = await (await github.octokit()).graphql("{ viewer { login databaseId } }", {
      request: { signal, retries: 1 },
    });
    return parseViewer(answer) ?? actionsBot;
  } catch {
    signal.throwIfAborted();
    return actionsBot;
  }
}

function parseViewer(answer: unknown): Identity | undefined {
  if (typeof answer !== "object" || answer === null || !("viewer" in answer)) return undefined;
  const { viewer } = answer;
  if (typeof viewer !== "object" || viewer === null || !("login" in viewer)) return undefined;
  if (typeof viewer.login !== "string") return undefined;
  const id = "databaseId" in viewer && typeof viewer.databaseId === "number" ? viewer.databaseId : undefined;
  return { login: viewer.login, ...(id !== undefined && { id }) };
}

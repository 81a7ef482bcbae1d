/** Who asks: an installation or a workflow run by its token, an App by its signed one, or nobody. */
import { Refusal } from "./route.ts";
import type { App, State, Token } from "./state.ts";
import { verifyAppToken } from "./verify-app-token.ts";

export type Caller =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "app"; readonly app: App }
  | { readonly kind: "nobody" };

/** @throws Refusal 401 for a token that is unknown, expired or not signed by the App */
export function authenticate(state: State, text: string): Caller {
  if (text === "") return { kind: "nobody" };
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return { kind: "app", app: verifyAppToken(state, text) };
  const token = state.tokens.get(text);
  if (token === undefined || isExpired(state, token)) throw new Refusal(401, "Bad credentials");
  return { kind: "token", token };
}

function isExpired(state: State, { expiresAt }: Token): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= state.now().getTime();
}

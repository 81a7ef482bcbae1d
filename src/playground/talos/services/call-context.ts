/** What a service knows of a call beside its request. */
import { type ContextKey, createContextKey, type HandlerContext } from "@connectrpc/connect";
import { notAuthorized } from "../server/authorize.ts";

export const callerRolesKey: ContextKey<readonly string[]> = createContextKey<readonly string[]>([]);

export function isAdmin(context: HandlerContext): boolean {
  return context.values.get(callerRolesKey).includes("os:admin");
}

/** For calls whose right depends on more than their name. */
export function requireAdmin(context: HandlerContext): void {
  if (!isAdmin(context)) throw notAuthorized();
}

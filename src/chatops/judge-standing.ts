import { decidePermission } from "./decide-permission.ts";
import type { Person, RepositoryRole, ResolvedRule } from "./permission.ts";

/**
 * Whether somebody is answered. `known`: a person who was let into the repository (into a public one: with more than
 * everybody's right to read), but may ask for nothing. They are told so; an answer to everybody would let anybody make us
 * talk.
 */
export type Standing = "allowed" | "known" | "stranger";

/** What a decision about a person needs in one cluster. */
export interface Rights {
  readonly person: Person;
  readonly rules: readonly ResolvedRule[];
}

/**
 * @param rights for each cluster; undefined where the settings cannot be read, which is told to those who can repair them
 * @param repository the person's role in it, and whether everybody can read it
 */
export function judgeStanding(
  rights: readonly Rights[] | undefined,
  { role, isPublic }: { readonly role: RepositoryRole | "none"; readonly isPublic: boolean },
): Standing {
  if (rights === undefined) return isWriter(role) ? "allowed" : "stranger";
  if (rights.some(mayAskForAnything)) return "allowed";
  return role === "none" || (role === "read" && isPublic) ? "stranger" : "known";
}

function isWriter(role: RepositoryRole | "none"): boolean {
  return role === "write" || role === "maintain" || role === "admin";
}

function mayAskForAnything({ person, rules }: Rights): boolean {
  return decidePermission({ name: "help" }, person, rules, []).kind === "allowed";
}

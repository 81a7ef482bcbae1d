/**
 * Whether a pull request comes from outside the repository: unless both numeric ids are known and equal. A deleted fork has
 * no head repository at all, and the flag `fork` says something else (a repository can itself be a fork).
 */
export function isFork(headRepositoryId: unknown, baseRepositoryId: unknown): boolean {
  return typeof headRepositoryId !== "number" || headRepositoryId !== baseRepositoryId;
}

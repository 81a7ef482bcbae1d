import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/adapters/github/is-fork.ts
function isFork(headRepositoryId, baseRepositoryId) {
  return typeof headRepositoryId !== "number" || headRepositoryId !== baseRepositoryId;
}

export {
  isFork
};

import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/adapters/github/connect-github.ts
function connectGitHub(connection) {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client;
  const load = async () => (await import("./create-client-E7FWOUJT.mjs")).createClient(connection);
  return {
    octokit: () => {
      client ??= load();
      return client;
    },
    at: { owner, repo }
  };
}

export {
  connectGitHub
};

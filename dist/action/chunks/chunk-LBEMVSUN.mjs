import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/adapters/github/connect-github.ts
function connectGitHub(connection) {
  const [owner = "", repo = ""] = connection.repository.split("/");
  let client;
  const load = async () => (await import("./create-client-7U57JSXF.mjs")).createClient(connection);
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

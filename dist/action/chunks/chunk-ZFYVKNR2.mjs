import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attempt,
  failureStatus
} from "./chunk-4A32ZLFE.mjs";

// src/adapters/github/commits.ts
async function readDefaultBranch(github, { signal }) {
  const step = { what: "find the default branch", needs: "contents: read" };
  const { data } = await attempt(
    step,
    async () => (await github.octokit()).rest.repos.get({ ...github.at, request: { signal } })
  );
  const name = data.default_branch;
  const branch = await attempt(
    step,
    async () => (await github.octokit()).rest.git.getRef({ ...github.at, ref: `heads/${name}`, request: { signal } })
  );
  return { name, sha: branch.data.object.sha, isPublic: !data.private };
}
async function readMergeBase(github, { base, head }, { signal }) {
  return attempt({ what: "find where the branches parted", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.compareCommitsWithBasehead({
        ...github.at,
        basehead: `${base}...${head}`,
        per_page: 1,
        request: { signal }
      });
      return data.merge_base_commit.sha;
    } catch (error) {
      if (failureStatus(error) === 404) return base;
      throw error;
    }
  });
}
async function isAncestor(github, { commit, of }, options) {
  return commit === of || await readMergeBase(github, { base: of, head: commit }, options) === commit;
}
async function listChangedFiles(github, number, { signal }) {
  const files = await attempt(
    { what: "list the changed files", needs: "pull-requests: read" },
    async () => (await github.octokit()).paginate((await github.octokit()).rest.pulls.listFiles, {
      ...github.at,
      pull_number: number,
      per_page: 100,
      request: { signal }
    })
  );
  return files.flatMap(({ filename, previous_filename }) => [
    filename,
    ...previous_filename ? [previous_filename] : []
  ]);
}

export {
  readDefaultBranch,
  readMergeBase,
  isAncestor,
  listChangedFiles
};

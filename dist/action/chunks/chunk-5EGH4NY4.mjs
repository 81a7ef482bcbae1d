import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  attempt
} from "./chunk-4A32ZLFE.mjs";

// src/adapters/github/react.ts
async function reactToComment(github, reaction, { signal }) {
  await attempt(
    { what: "react to the comment", needs: "pull-requests: write" },
    async () => (await github.octokit()).rest.reactions.createForIssueComment({
      ...github.at,
      comment_id: reaction.commentId,
      content: reaction.content,
      request: { signal }
    })
  );
}

export {
  reactToComment
};

import { createHmac, randomUUID } from "node:crypto";
import { createRequire } from "node:module";

interface Examples {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

// Its types do not fit how it is loaded.
const all: readonly Examples[] = createRequire(import.meta.url)("@octokit/webhooks-examples");

export interface BenchDelivery {
  readonly event: string;
  readonly body: string;
  readonly signature: string;
}

/** Nine of ten are comments that are not for the bot, the others jobs of other workflows; in the sizes that GitHub sends. */
export function createDeliveries(secret: string): () => BenchDelivery & { readonly id: string } {
  const comment = sign("issue_comment", exampleOf("issue_comment", "created"), secret);
  const job = sign("workflow_job", exampleOf("workflow_job", "completed"), secret);
  let count = 0;
  return () => {
    count += 1;
    return { ...(count % 10 === 0 ? job : comment), id: randomUUID() };
  };
}

function exampleOf(event: string, action: string): object {
  const { examples = [] } = all.find(({ name }) => name === event) ?? {};
  const found = examples.find((example) => example["action"] === action && "repository" in example);
  if (found === undefined) throw new Error(`there is no example of ${event} ${action}`);
  const job = found["workflow_job"];
  // a job of the default branch would have to be asked about, once
  return typeof job === "object" ? { ...found, workflow_job: { ...job, head_branch: "some-branch" } } : found;
}

function sign(event: string, payload: object, secret: string): BenchDelivery {
  const body = JSON.stringify(payload);
  return { event, body, signature: `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
}

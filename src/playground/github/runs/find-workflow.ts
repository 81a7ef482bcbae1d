import type { Repository } from "../state.ts";
import { workflowId } from "./present-run.ts";
import { readWorkflowFile, type WorkflowFile } from "./workflow-file.ts";

const folder = ".github/workflows/";

/** @param named By the name of its file or by its id; GitHub knows those on the default branch */
export function findWorkflow(repository: Repository, named: string): WorkflowFile | undefined {
  const sha = repository.branches.get(repository.defaultBranch) ?? "";
  const path = /^\d+$/.test(named) ? findById(repository, sha, Number(named)) : `${folder}${named}`;
  return path === undefined ? undefined : readWorkflowFile(repository, sha, path);
}

function findById(repository: Repository, sha: string, id: number): string | undefined {
  const paths = Object.keys(repository.objects.files(sha)).filter((path) => path.startsWith(folder));
  return paths.find((path) => workflowId(repository, path) === id);
}

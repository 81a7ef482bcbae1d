/** What all commands of one comment (or dispatch) have in common: each looked up at most once. */
import { connectGitHub, type GitHub } from "../../adapters/github/connect-github.ts";
import { connectPeople } from "../../adapters/github/connect-people.ts";
import type { Identity, Person, ResolvedRule } from "../../chatops/permission.ts";
import { resolvePermissions } from "../../chatops/resolve-permissions.ts";
import type { RunNote } from "../../chatops/run-note.ts";
import type { Cluster, Settings } from "../../cluster/cluster.ts";
import { readSettings } from "../../cluster/read-settings.ts";
import type { RepositoryFiles } from "../../cluster/repository-files.ts";
import type { Ask } from "../choose-task.ts";
import type { OperationRequest } from "../operate/operation-request.ts";
import type { Posting } from "../posting.ts";
import type { ClusterOutcome } from "../report-cluster.ts";
import { resolveTarget, type Target } from "../resolve-target.ts";
import type { RunContext } from "../run-context.ts";

export interface Asking {
  readonly ask: Ask;
  readonly posting: Posting;
  /** The plans that were made. */
  readonly outcomes: ClusterOutcome[];
  /** What is to be carried out once it is approved. */
  readonly requests: OperationRequest[];
  /** What came of commands besides an answer. */
  readonly endings: PhaseEnding[];
  /** The pinned commit. */
  target(): Promise<Target>;
  /** Its files, never a folder's: what is approved has to be a commit. */
  files(): Promise<RepositoryFiles>;
  /** The default branch's. */
  settings(): Promise<Settings>;
  /** What a person is here, and the rules that say what they may. */
  rightsOf(person: Identity, cluster: Cluster): Promise<Rights>;
}

/** How a phase ended, for the bot; see `RunNote`. */
export type PhaseEnding = Omit<RunNote, "version" | "request" | "phase">;

export interface Rights {
  readonly person: Person;
  readonly rules: readonly ResolvedRule[];
}

export function openAsking(ask: Ask, posting: Posting, run: RunContext): Asking {
  const { filesAt, github, inputs, signal } = run;
  const target = once(() => resolveTarget(github, ask, { signal }));
  const files = async () => filesAt((await target()).sha);
  const rights = new Map<string, Promise<Rights>>();
  const people = connectPeople(github, { teams: openTeams(run) });
  return {
    ask,
    posting,
    outcomes: [],
    requests: [],
    endings: [],
    target,
    files,
    settings: once(async () => {
      const { settingsSha, trusted } = await target();
      const trustedFiles = filesAt(settingsSha);
      // A fork does not say which nodes there are.
      const nodesFrom = trusted ? await files() : trustedFiles;
      return readSettings(trustedFiles, { path: inputs.settingsPath, nodesFrom, signal });
    }),
    rightsOf(person, cluster) {
      const key = `${person.id} ${cluster.name}`;
      const found = rights.get(key) ?? resolvePermissions(cluster.permissions, person, people, { signal });
      rights.set(key, found);
      return found;
    },
  };
}

/** The workflow's own token may not read who is in a team. */
function openTeams({ environment, inputs, log, redactor }: RunContext): GitHub | undefined {
  if (inputs.teamToken === undefined) return undefined;
  redactor.learnValue(inputs.teamToken);
  log.hide(inputs.teamToken);
  return connectGitHub({
    token: inputs.teamToken,
    apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
    repository: environment["GITHUB_REPOSITORY"] ?? "",
    log,
  });
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work();
    return made;
  };
}

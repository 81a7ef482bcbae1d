/** What all commands of one comment or label have in common: commits, settings and rights, each looked up at most once. */
import { type DefaultBranch, readDefaultBranch } from "../../adapters/github/commits.ts";
import { connectPeople } from "../../adapters/github/connect-people.ts";
import { type PullRequest, readPullRequest } from "../../adapters/github/pull-request.ts";
import { judgeStanding, type Rights, type Standing } from "../../chatops/judge-standing.ts";
import type { Identity, People } from "../../chatops/permission.ts";
import { resolvePermissions } from "../../chatops/resolve-permissions.ts";
import type { Cluster, Settings } from "../../cluster/cluster.ts";
import { UserError } from "../../errors.ts";
import type { BotEvent, BotParts } from "../bot-parts.ts";

export interface Hearing {
  readonly asker: Identity;
  readonly standing: Standing;
  readonly defaultBranch: DefaultBranch;
  /** Its head is the commit that everything asked for now is about. */
  readonly pull: PullRequest;
  /** By the default branch's newest commit; an error where they cannot be read. */
  readonly settings: Settings | UserError;
  /** Of each cluster in the settings, by its name. */
  readonly rights: ReadonlyMap<string, Rights>;
}

/** @throws UserError `github_failed` */
export async function openHearing(
  work: { readonly number: number; readonly asker: Identity },
  { github }: Pick<BotEvent, "github">,
  parts: BotParts,
): Promise<Hearing> {
  const { signal } = parts;
  const [defaultBranch, pull] = await Promise.all([
    readDefaultBranch(github, { signal }),
    readPullRequest(github, work.number, { signal }),
  ]);
  const { asker } = work;
  const people = connectPeople(github);
  const [role, settings] = await Promise.all([
    people.role(asker, { signal }),
    readOrRefuse(
      parts.settings.read(
        github,
        {
          sha: defaultBranch.sha,
          // A fork does not say which nodes there are.
          nodesSha: pull.fork ? defaultBranch.sha : pull.headSha,
          path: parts.settingsPath,
        },
        { signal },
      ),
    ),
  ]);
  const known = rememberAnswers({ ...people, role: async () => role });
  const rightsIn = async ({ name, permissions }: Cluster) =>
    [name, await resolvePermissions(permissions, asker, known, { signal })] as const;
  const rights = settings instanceof UserError ? [] : await Promise.all(settings.clusters.map(rightsIn));
  const ofClusters = settings instanceof UserError ? undefined : rights.map(([, right]) => right);
  const standing = judgeStanding(ofClusters, { role, isPublic: defaultBranch.isPublic });
  return { asker, standing, defaultBranch, pull, settings, rights: new Map(rights) };
}

/** Several clusters may name the same people: each is looked up once. */
function rememberAnswers({ isTeamMember, role, userId }: People): People {
  const ids = new Map<string, ReturnType<People["userId"]>>();
  const members = new Map<string, ReturnType<People["isTeamMember"]>>();
  return {
    role,
    userId: (login, waiting) => {
      const found = ids.get(login) ?? userId(login, waiting);
      ids.set(login, found);
      return found;
    },
    isTeamMember: (team, person, waiting) => {
      const found = members.get(team) ?? isTeamMember(team, person, waiting);
      members.set(team, found);
      return found;
    },
  };
}

/** Settings that cannot be used are told to whoever can repair them; that GitHub failed is another matter. */
async function readOrRefuse(read: Promise<Settings>): Promise<Settings | UserError> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UserError && error.code !== "github_failed") return error;
    throw error;
  }
}

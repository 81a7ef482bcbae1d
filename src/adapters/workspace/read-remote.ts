import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Remote {
  /** `github.com` */
  readonly host: string;
  /** `owner/name` */
  readonly repository: string;
}

/** Where a folder's Git repository is fetched from (`origin`); undefined without one, and where its address names no repository. */
export async function readRemote(folder: string): Promise<Remote | undefined> {
  const text = await run("git", ["--no-optional-locks", "-C", folder, "config", "--get", "remote.origin.url"], {
    maxBuffer: 64 * 1024,
  }).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
  return parseRemote(text);
}

/** `https://github.com/owner/name.git`, `git@github.com:owner/name.git`, `ssh://git@github.com/owner/name`. */
export function parseRemote(address: string): Remote | undefined {
  const [, host, owner, name] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/]*@)?([A-Za-z0-9.-]+)(?::\d+)?[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(
      address,
    ) ?? [];
  if (host === undefined || owner === undefined || name === undefined) return undefined;
  return { host: host.toLowerCase(), repository: `${owner}/${name}` };
}

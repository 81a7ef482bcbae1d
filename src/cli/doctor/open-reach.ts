/** What of GitHub can be asked: the repository by a token, and the App by its key. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type AppCredentials, readAppCredentials } from "../../adapters/github/app-credentials.ts";
import { connectApp } from "../../adapters/github/connect-app.ts";
import { connectGitHub, type GitHub } from "../../adapters/github/connect-github.ts";
import { readRemote } from "../../adapters/workspace/read-remote.ts";
import { UserError } from "../../errors.ts";
import type { CommandCall } from "../command.ts";

export interface Reach {
  /** `owner/name`; undefined where nobody names one. */
  readonly repository: string | undefined;
  /** By the person's own token. */
  readonly github: GitHub | undefined;
  readonly app: { readonly github: GitHub; readonly credentials: AppCredentials } | undefined;
  /** By a token of the App's installation. */
  readonly byToken: (token: string) => GitHub;
}

const publicApi = "https://api.github.com";

/** @throws UserError `input_invalid`, `credential_invalid` */
export async function openReach(call: CommandCall, root: string): Promise<Reach> {
  const { environment, output } = call;
  const { repository, apiUrl } = await findRepository(call, root);
  const log = { warn: (message: string) => output.say(`note: ${message}`) };
  const connection = { apiUrl, repository: repository ?? "", log, paced: false };
  const token = await readToken(call);
  const { APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH } = environment;
  const credentials = await readAppCredentials({ APP_ID, PRIVATE_KEY, PRIVATE_KEY_PATH });
  return {
    repository,
    github: repository === undefined || token === undefined ? undefined : connectGitHub({ ...connection, token }),
    app: credentials && { credentials, github: await connectApp(credentials, connection) },
    byToken: (value) => connectGitHub({ ...connection, token: value }),
  };
}

/** A token goes to no server but GitHub's, unless the person names one. */
async function findRepository({ options, environment }: CommandCall, root: string) {
  const given = options.text("repository");
  const apiUrl = environment["GITHUB_API_URL"] || publicApi;
  if (!isSafe(apiUrl)) {
    throw new UserError("Cannot ask GitHub: GITHUB_API_URL is not an address that tokens may be sent to", {
      code: "input_invalid",
      hint: "It begins with https://, such as https://github.example.com/api/v3.",
    });
  }
  if (given !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(given)) {
    throw new UserError(`Cannot look at the repository ${JSON.stringify(given)}: it is not written as owner/name`, {
      code: "input_invalid",
      hint: "Such as --repository acme/home-ops.",
    });
  }
  if (given !== undefined) return { repository: given, apiUrl };
  const remote = await readRemote(root);
  const isKnown = remote !== undefined && (remote.host === "github.com" || new URL(apiUrl).host.endsWith(remote.host));
  return { repository: isKnown ? remote.repository : undefined, apiUrl };
}

/** Encrypted, or not out of this machine. */
function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === "https:" || (url?.protocol === "http:" && /^(127\.0\.0\.1|localhost)$/.test(url.hostname));
}

async function readToken({ options, environment, directory }: CommandCall): Promise<string | undefined> {
  const path = options.text("tokenFile");
  if (path === undefined) return environment["GITHUB_TOKEN"] || undefined;
  const text = await readFile(resolve(directory, path), "utf8").catch(() => "");
  const token = text.trim();
  if (/^[\w.-]{1,1000}$/.test(token)) return token;
  throw new UserError(`Cannot use the token of ${path}: there is no file with one line that is a token`, {
    code: "input_invalid",
    hint: "Write the token, and nothing else, into a file that only you may read.",
  });
}

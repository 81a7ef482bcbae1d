/** The number and the private key of a GitHub App, from the environment. */
import { readFile } from "node:fs/promises";
import { UserError } from "../../errors.ts";
import { parsePrivateKey } from "./private-key.ts";

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}

/** Names of environment variables, as Probot has them. */
export interface AppEnvironment {
  readonly APP_ID?: string | undefined;
  /** PEM, its line ends also written as `\n`; or base64 of it, which fits into one line. */
  readonly PRIVATE_KEY?: string | undefined;
  /** Of a file that holds the PEM. */
  readonly PRIVATE_KEY_PATH?: string | undefined;
}

/**
 * @returns undefined where the environment names no App
 * @throws UserError `credential_invalid` which names the variable and never quotes it
 */
export async function readAppCredentials(environment: AppEnvironment): Promise<AppCredentials | undefined> {
  const { APP_ID = "", PRIVATE_KEY = "", PRIVATE_KEY_PATH = "" } = environment;
  if (APP_ID === "" && PRIVATE_KEY === "" && PRIVATE_KEY_PATH === "") return undefined;
  if (!/^[1-9][0-9]{0,14}$/.test(APP_ID)) {
    throw invalid("APP_ID is not the number of a GitHub App", "It is called App ID on the App's page.");
  }
  if (PRIVATE_KEY === "" && PRIVATE_KEY_PATH === "") {
    throw invalid(
      "APP_ID is given without a key",
      "Set PRIVATE_KEY_PATH to the .pem file that GitHub gave you, or PRIVATE_KEY to its text.",
    );
  }
  const name = PRIVATE_KEY === "" ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY";
  const text = PRIVATE_KEY === "" ? await readKeyFile(PRIVATE_KEY_PATH) : PRIVATE_KEY;
  return { appId: Number(APP_ID), privateKey: checkKey(name, text) };
}

async function readKeyFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    throw invalid(`the file of PRIVATE_KEY_PATH cannot be read (${code})`, "Name the .pem file of the App.", cause);
  }
}

function checkKey(name: string, text: string): string {
  const key = parsePrivateKey(text);
  if (key.kind === "key") return key.pem;
  const reason = key.kind === "not-rsa" ? `the key of ${name} is no RSA key` : `${name} holds no private key`;
  throw invalid(reason, "Make a new key on the App's page, Private keys, and use the .pem file as it is.");
}

function invalid(reason: string, hint: string, cause?: unknown): UserError {
  return new UserError(`Cannot sign in as the GitHub App: ${reason}`, { code: "credential_invalid", hint, cause });
}

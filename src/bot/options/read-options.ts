/** The environment of the process comes in; what the bot is to do, or everything that is wrong with it, goes out. */
import * as z from "zod/mini";
import { webhookPath } from "../../app-needs.ts";
import { type BotOptions, logLevels, type OptionProblem } from "./bot-options.ts";
import { type OptionName, optionTable } from "./option-table.ts";
import { readPrivateKey } from "./read-private-key.ts";
import { findAddresses, isAddress } from "./server-address.ts";
import { findSecretProblem } from "./webhook-secret.ts";

export type ReadOptions =
  | { readonly kind: "options"; readonly options: BotOptions }
  | { readonly kind: "problems"; readonly problems: readonly OptionProblem[] };

/** @param readFile Gives the text of a file or throws. */
export function readOptions(environment: NodeJS.ProcessEnv, readFile: (path: string) => string): ReadOptions {
  const given = Object.fromEntries(optionTable.map(({ name }) => [name, environment[name]?.trim() || undefined]));
  const result = schema.safeParse(given);
  const key = readPrivateKey(given["PRIVATE_KEY"], given["PRIVATE_KEY_PATH"], readFile);
  if (!result.success || key.kind === "problem") {
    const problems = (result.error?.issues ?? []).map((issue) => toProblem(String(issue.path[0]), issue.message));
    return {
      kind: "problems",
      problems: [...problems, ...(key.kind === "problem" ? [toProblem(...key.problem)] : [])],
    };
  }
  const { data } = result;
  return {
    kind: "options",
    options: {
      appId: data.APP_ID,
      privateKey: key.pem,
      webhookSecrets: [data.WEBHOOK_SECRET, data.WEBHOOK_SECRET_PREVIOUS].filter((secret) => secret !== undefined),
      webhookPath: data.WEBHOOK_PATH,
      host: data.HOST,
      port: data.PORT,
      ...findAddresses(data.GITHUB_API_URL, data.GHE_HOST),
      logLevel: data.LOG_LEVEL,
      redisUrl: data.REDIS_URL,
      settingsPath: data.SETTINGS_PATH,
    },
  };
}

const text = z.string("is missing");

const wholeNumber = (least: number, most: number) =>
  z.pipe(
    text.check(
      z.refine((value) => /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most, {
        error: `is not a whole number from ${least} to ${most}`,
      }),
    ),
    z.transform(Number),
  );

const matching = (pattern: RegExp, error: string) => text.check(z.regex(pattern, error));

const secret = text.check((context) => {
  const problem = findSecretProblem(context.value);
  if (problem !== undefined) context.issues.push({ code: "custom", message: problem, input: context.value });
});

const schema = z.object({
  APP_ID: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  WEBHOOK_SECRET: secret,
  WEBHOOK_SECRET_PREVIOUS: z.optional(secret),
  WEBHOOK_PATH: z._default(matching(/^\/[\w./-]*$/, 'is not a path that begins with "/"'), webhookPath),
  HOST: z._default(matching(/^[\w.:%-]+$/, "is not an address to listen on"), "127.0.0.1"),
  PORT: z._default(wholeNumber(0, 65_535), 3000),
  GHE_HOST: z.optional(matching(/^[A-Za-z0-9.-]+(:\d{1,5})?$/, "is not the name of a host")),
  GITHUB_API_URL: z.optional(
    text.check(z.refine(isAddress, { error: "is not an address the bot may send its tokens to" })),
  ),
  LOG_LEVEL: z._default(z.enum(logLevels, "is not a level"), "info"),
  REDIS_URL: z.optional(matching(/^rediss?:\/\/\S+$/, "is not an address of Redis")),
  SETTINGS_PATH: z._default(
    matching(/^(?!\/)(?!.*\.\.)\S+\.ya?ml$/, "is not the path of a YAML file in a repository"),
    ".github/talos-chatops.yaml",
  ),
}) satisfies z.ZodMiniType<unknown, Partial<Record<OptionName, unknown>>>;

function toProblem(name: string, problem: string): OptionProblem {
  const hint = optionTable.find((row) => row.name === name)?.hint ?? "";
  return { name, problem, hint };
}

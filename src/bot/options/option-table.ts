/** The environment variables of the bot: the names that users of Probot know, and few of its own. For `--help` and messages. */
export interface OptionRow {
  readonly name: string;
  /** What it is, for the list of `--help`. */
  readonly about: string;
  /** Where to get it, or what it must look like. */
  readonly hint: string;
}

const defaultHint = "Leave it out for the default.";

export const optionTable = [
  {
    name: "APP_ID",
    about: "number of the GitHub App",
    hint: 'Take the "App ID" from the App\'s settings page on GitHub.',
  },
  {
    name: "PRIVATE_KEY",
    about: "private key of the App: PEM, also with \\n for line ends, or in base64",
    hint: "Generate one on the App's settings page and give the file's content, or its path in PRIVATE_KEY_PATH.",
  },
  {
    name: "PRIVATE_KEY_PATH",
    about: "file of the private key, instead of PRIVATE_KEY",
    hint: "Give the path of the .pem file that GitHub let you download; the bot's user must be able to read it.",
  },
  {
    name: "WEBHOOK_SECRET",
    about: "secret of the App's webhook, 32 bytes or more",
    hint: "Make one with `openssl rand -hex 32` and set the same on the App's settings page.",
  },
  {
    name: "WEBHOOK_SECRET_PREVIOUS",
    about: "the former secret, while it is being replaced",
    hint: "Leave it out unless the webhook's secret is being replaced right now.",
  },
  { name: "WEBHOOK_PATH", about: "path of the webhook (/api/github/webhooks)", hint: 'It begins with "/".' },
  { name: "HOST", about: "address to listen on (127.0.0.1); 0.0.0.0 in a container", hint: defaultHint },
  { name: "PORT", about: "port to listen on (3000)", hint: "Give a number from 0 to 65535." },
  {
    name: "GHE_HOST",
    about: "host of a GitHub Enterprise Server, or of a GitHub Enterprise Cloud on ghe.com",
    hint: "Give the host alone, such as github.example.com.",
  },
  {
    name: "GITHUB_API_URL",
    about: "address of GitHub's REST interface, instead of GHE_HOST (https://api.github.com)",
    hint: "Give an address that begins with https://; http:// is for this machine's own only.",
  },
  { name: "LOG_LEVEL", about: "debug, info (default), warn or error", hint: "Give debug, info, warn or error." },
  {
    name: "REDIS_URL",
    about: "where replicas share their budget of requests to GitHub; needs the package ioredis",
    hint: "Give an address that begins with redis:// or rediss://.",
  },
  {
    name: "SETTINGS_PATH",
    about: "settings file in each repository (.github/talos-chatops.yaml)",
    hint: "Give a path from the repository's root.",
  },
] as const satisfies readonly OptionRow[];

export type OptionName = (typeof optionTable)[number]["name"];

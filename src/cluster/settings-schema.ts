/** The form of `.github/talos-chatops.yaml`. The JSON Schema for editors is generated from this. */
import * as z from "zod/mini";
import { permissionNames } from "../chatops/permission.ts";

const described = z.describe;

const nameRule = "must be a name of letters, digits, dots, dashes and underscores";
const name = z.string().check(z.regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, nameRule));

const reserved = new Set(["all", "controlplane", "workers"]);

const nodeName = name.check(
  z.refine((text) => !reserved.has(text), "must not be all, controlplane or workers: these words choose nodes"),
);

const addressPattern = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
const addressRule = "must be a host name or an IP address, without port and without prefix length";
const address = z.string().check(z.regex(addressPattern, addressRule));

/** Inside the repository, with no placeholder but `{node}` and `{role}`. */
const pathPattern = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\\)([^{}?]|\{node\}|\{role\})+$/;
const patchPattern = new RegExp(pathPattern.source.replace(/\$$/, "\\??$"));

const pathRule = "must be a path below the repository's root; {node} and {role} are its only placeholders";
const path = z.string().check(z.regex(pathPattern, pathRule));
const patchPath = z.string().check(z.regex(patchPattern, pathRule));

const texts = z.record(z.string().check(z.minLength(1)), z.string());

const url = z.string().check(z.regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, "must be an http or https URL"));

const role = z.enum(["controlplane", "worker"]);

const node = z.strictObject({
  address: z.optional(
    address.check(described("Host name or IP address of the Talos API. Left out: read from the node's patch.")),
  ),
  role: z.optional(role.check(described("Left out: read from machine.type of the node's patch, or from {role}."))),
  variables: z.optional(texts.check(described("Template variables of this node, over those of the cluster."))),
});

const config = z.strictObject({
  base: path.check(described("Template of the machine config that all nodes share.")),
  patches: z.optional(
    z
      .array(patchPath)
      .check(
        described(
          "Templates of the patches over the base, in order. {node} and {role} are filled in; a trailing ? allows a missing file.",
        ),
      ),
  ),
  schematic: z.optional(path.check(described("Template of the image factory schematic."))),
  roleNames: z.optional(
    z
      .strictObject({ controlplane: z.optional(name), worker: z.optional(name) })
      .check(described("What {role} stands for in paths, where a file or folder is not called as the role is.")),
  ),
  variables: z.optional(
    texts.check(
      described("What templates see as ENV.*, and nothing else of the environment. Values are templates over node."),
    ),
  ),
  definitions: z.optional(
    texts.check(described("Top-level names in templates, as -D gives them. Values are templates over node.")),
  ),
  strict: z.optional(
    z.boolean().check(described("Refuse undefined names in templates; .minijinja.toml decides unless told.")),
  ),
});

const variable = z
  .string()
  .check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable, without $"));

const secrets = z.strictObject({
  akeyless: z.optional(
    z
      .strictObject({
        gateway: z.optional(url.check(described("API address, https://api.akeyless.io unless told."))),
        accessId: z.optional(z.string().check(described("Left out: $AKEYLESS_ACCESS_ID."))),
        accessType: z.optional(
          z.enum(["api_key", "github"]).check(described("github: with the job's OIDC token, no stored key.")),
        ),
        audience: z.optional(z.string().check(described("Of the job's OIDC token; GitHub's default unless told."))),
      })
      .check(described("ak:// references.")),
  ),
  onepassword: z.optional(
    z
      .strictObject({ host: url.check(described("Address of the 1Password Connect server.")) })
      .check(described("op:// references.")),
  ),
  file: z.optional(
    z
      .strictObject({
        directory: z.string().check(z.minLength(1), described("Folder that holds one file per secret.")),
      })
      .check(described("file:// references.")),
  ),
  environment: z.optional(
    z
      .array(variable)
      .check(described("Names of the environment variables that env:// references may read; no others.")),
  ),
  commands: z.optional(
    z
      .record(
        z.string().check(z.regex(/^[a-z][a-z0-9+.-]*$/, "must be a scheme such as op or sops")),
        z.array(z.string()).check(z.minLength(1, "must name a program")),
      )
      .check(
        described("A program per scheme, with its arguments: the references go in on stdin, the values come out."),
      ),
  ),
  commandEnvironment: z.optional(
    z
      .array(variable)
      .check(
        described(
          "Names of environment variables that these programs get, besides PATH, HOME and those that begin with the scheme (OP_… for op).",
        ),
      ),
  ),
});

const durationRule = "must be a duration such as 90s or 10m";
const duration = z.string().check(z.regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, durationRule));

const selector = z.strictObject({
  matchLabels: z.optional(z.record(z.string(), z.string())),
  matchExpressions: z.optional(
    z.array(
      z.strictObject({
        key: z.string(),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: z.optional(z.array(z.string())),
      }),
    ),
  ),
});

const nonEmpty = z.string().check(z.minLength(1, "must not be empty"));

const check = z.strictObject({
  apiVersion: nonEmpty.check(described("Of the objects, such as ceph.rook.io/v1.")),
  kind: nonEmpty.check(described("Of the objects, such as CephCluster.")),
  name: z.optional(nonEmpty.check(described("Of one object. Left out: all of the namespace, or of the cluster."))),
  namespace: z.optional(nonEmpty),
  labelSelector: z.optional(selector.check(described("Only objects with these labels; not together with name."))),
  expr: z
    .string()
    .check(described("CEL expression that has to be true of every object; it sees object, self and status.")),
  timeout: z.optional(duration.check(described("How long to wait for it between two nodes, 10m unless told."))),
  description: z.optional(z.string().check(described("What reports call the check."))),
});

const approvals = z.strictObject({
  change: z.optional(z.enum(["environment", "comment", "none"])),
  destroy: z.optional(z.enum(["environment", "comment"])),
});

const permission = z.strictObject({
  commands: z.optional(
    z
      .array(z.enum(permissionNames))
      .check(
        z.minLength(1, "must name a command"),
        described("Names of commands, or the risks read, change and destroy. Left out: all commands."),
      ),
  ),
  nodes: z.optional(role.check(described("Only for commands on nodes of this role."))),
  role: z.optional(
    z.enum(["read", "triage", "write", "maintain", "admin"]).check(described("Least role in the repository.")),
  ),
  users: z.optional(z.array(z.string().check(z.minLength(1))).check(described("Login names."))),
  teams: z.optional(
    z.array(z.string().check(z.regex(/^[^/\s]+\/[^/\s]+$/, "must be organisation/team"))).check(described("Teams.")),
  ),
});

const snapshots = z.strictObject({
  directory: z.optional(
    z.string().check(z.minLength(1), described("Folder that outlives the run. Left out: the run's temporary folder.")),
  ),
  recipients: z.optional(
    z
      .array(z.string().check(z.regex(/^age1[0-9a-z]+$/, "must be an age recipient, age1…")))
      .check(described("age recipients that snapshots are encrypted to. Needed for public repositories.")),
  ),
  beforeControlPlanes: z.optional(
    z.boolean().check(described("Take a snapshot before the first control plane is touched, true unless told.")),
  ),
});

const operations = z.strictObject({
  lockNamespace: z.optional(name.check(described("Namespace of the Lease that is the lock, kube-system unless told."))),
  drainTimeout: z.optional(duration.check(described("How long a node may take to drain, 10m unless told."))),
  rebootTimeout: z.optional(duration.check(described("How long a node may take to be back, 15m unless told."))),
  installTimeout: z.optional(
    duration.check(described("How long pulling an image and writing it may take, each; 15m unless told.")),
  ),
});

const cluster = z.strictObject({
  context: z.optional(z.string().check(described("Context of the talosconfig; its active one unless told."))),
  environment: z.optional(z.string().check(described("GitHub environment that guards writes."))),
  talosVersion: z.optional(
    z
      .string()
      .check(
        z.regex(/^v?\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$/, "must be a version such as v1.13.8"),
        described("Talos version whose rules for patches count; read from the install image unless told."),
      ),
  ),
  config,
  nodes: z.optional(
    z
      .record(nodeName, z.nullable(node))
      .check(described("All nodes of the cluster. Left out: one for each file that matches a patch path with {node}.")),
  ),
  factory: z.optional(url.check(described("Image factory, https://factory.talos.dev unless told."))),
  secrets: z.optional(secrets.check(described("How secret references are looked up."))),
  checks: z.optional(z.array(check).check(described("Extra health gates."))),
  approvals: z.optional(approvals.check(described("Who has to agree, by the risk of a command."))),
  permissions: z.optional(
    z
      .array(permission)
      .check(
        described(
          "Who may ask for what; the first rule that is about a command decides. Left out: write may read and change, admin may destroy.",
        ),
      ),
  ),
  snapshots: z.optional(snapshots.check(described("Where etcd snapshots go."))),
  operations: z.optional(operations.check(described("Limits of operations."))),
});

const bot = z.strictObject({
  appId: z
    .int()
    .check(
      z.positive("must be the number of a GitHub App"),
      described("Number of the bot's GitHub App: runs accept requests of no other."),
    ),
  workflow: z.optional(
    z
      .string()
      .check(
        z.regex(/^[A-Za-z0-9._-]+\.ya?ml$/, "must be the name of a file in .github/workflows"),
        described("File in .github/workflows that the bot starts, talos-chatops.yaml unless told."),
      ),
  ),
  expires: z.optional(
    duration.check(
      described("How long after it was asked a request may still begin to be carried out, 24h unless told."),
    ),
  ),
});

export const settingsSchema = z.strictObject({
  clusters: z.record(name, cluster).check(described("One entry for each Talos cluster of the repository.")),
  bot: z.optional(bot.check(described("The bot, where one listens to this repository."))),
});

export type RawSettings = z.infer<typeof settingsSchema>;
export type RawCluster = z.infer<typeof cluster>;

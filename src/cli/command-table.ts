/** Every command of the CLI: how it is called, what help says of it, and the module that does it, loaded when called. */
import type { CommandSpec, OptionSpec } from "./command-spec.ts";
import { globalOptions } from "./global-options.ts";
import { operationCommands } from "./operation-commands.ts";

const outputOption = { flags: "-o, --output <file>", description: "write to a file instead of stdout" };
const nodesDescription = "names, globs, all, controlplane, workers, <cluster>/<node>; all unless told";
const templateOptions: readonly OptionSpec[] = [
  {
    flags: "-D, --define <name=value>",
    description: "a name that the template sees, as text",
    repeatable: true,
  },
  {
    flags: "-e, --env <name=value>",
    description: "a value of ENV; a name alone takes it from the environment",
    repeatable: true,
  },
];

export const commandTable: readonly CommandSpec[] = [
  {
    name: "render",
    summary: "print the machine config that the repository describes for a node",
    description:
      "Renders the node's templates, merges its patches, looks its secrets up, and prints the config with every secret masked.",
    args: [{ name: "<node>", description: "a node's name, or <cluster>/<node>" }],
    options: [
      { flags: "--show-secrets", description: "print secrets as they are" },
      { flags: "--keep-references", description: "leave references such as ak://… as written; needs no secret store" },
      outputOption,
    ],
    examples: [
      { line: "render talos-m01", does: "the config, secrets masked" },
      { line: "render talos-m01 --keep-references", does: "the same without asking a secret store" },
      { line: "render talos-m01 --show-secrets -o talos-m01.yaml", does: "a file fit for talosctl apply-config" },
    ],
    load: () => import("./commands/render.ts"),
  },
  {
    name: "diff",
    summary: "compare what the repository describes with what the nodes run",
    description:
      "Compares by meaning: order of keys, comments and spellings of one value are no difference. Changes nothing.\nExit code: 0 when nothing differs, 2 when something does, 1 for an error.",
    args: [{ name: "[nodes...]", description: nodesDescription }],
    options: [
      {
        flags: "--base <folder|revision>",
        description:
          "compare with another folder or Git revision instead of the nodes; asks neither nodes nor secret stores",
      },
      { flags: "--offline", description: "short for --base HEAD: what is not committed yet" },
    ],
    examples: [
      { line: "diff", does: "every node of the only cluster" },
      { line: "diff workers talos-m01", does: "some nodes" },
      { line: "diff --base main", does: "this working tree against branch main, without touching anything" },
      { line: "diff --json | jq .nodes", does: "for a script" },
    ],
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "status",
    summary: "show what the nodes run and how they are",
    description:
      "Version, schematic, state and etcd membership of each node, what the repository wants instead, and who holds the cluster's lock.\nExit code: 0 when the nodes are well, 2 when one is not, 1 for an error.",
    args: [{ name: "[nodes...]", description: nodesDescription }],
    options: [],
    examples: [
      { line: "status", does: "every node" },
      { line: "status workers", does: "some of them" },
    ],
    load: () => import("./commands/status.ts"),
  },
  {
    name: "health",
    summary: "judge whether the cluster is well",
    description:
      "Nodes, etcd, Kubernetes, disruption budgets, the credential, and the checks of the settings.\nExit code: 0 when nothing is in the way of working on it, 2 when something is, 1 for an error.",
    args: [],
    options: [],
    examples: [
      { line: "health", does: "everything that is judged" },
      { line: "health --json | jq .findings", does: "for a script" },
    ],
    load: () => import("./commands/health.ts"),
  },
  {
    name: "etcd status",
    summary: "show etcd's members, leader, alarms and lag",
    description:
      "As each control plane sees it; members that do not agree are told.\nExit code: 0 when etcd is well, 2 when it is not, 1 for an error.",
    args: [],
    options: [],
    examples: [{ line: "etcd status", does: "every member" }],
    load: () => import("./commands/etcd-status.ts"),
  },
  {
    name: "validate",
    summary: "check settings, templates and configs without asking a node or a secret store",
    description: "Renders and checks every node. Exit code: 0 when all is well (warnings allowed), 1 otherwise.",
    args: [{ name: "[nodes...]", description: nodesDescription }],
    options: [{ flags: "--strict", description: "count warnings as errors" }],
    examples: [
      { line: "validate", does: "everything" },
      { line: "validate --root examples/talos-v1.13 --strict", does: "another repository, warnings count" },
    ],
    load: () => import("./commands/validate.ts"),
  },
  {
    name: "schematic",
    summary: "print a node's schematic id and installer image",
    description:
      "Computes the image factory's id of a schematic. With --compare, says what differs (exit code 2), or that nothing does.",
    args: [{ name: "<node|file>", description: "a node's name, or a schematic file or template" }],
    options: [{ flags: "--compare <node|file>", description: "another schematic to compare with" }, ...templateOptions],
    examples: [
      { line: "schematic talos-m01", does: "id and image" },
      { line: "schematic talos-m01 --compare talos-m02", does: "why two nodes have different images" },
      { line: "schematic talos/schematic.yaml.j2 -e IS_NVIDIA=true", does: "of a template" },
    ],
    load: () => import("./commands/schematic.ts"),
  },
  {
    name: "template",
    summary: "render one template, as minijinja-cli does",
    description: "Honours .minijinja.toml at the root. The template sees no environment but what --env gives it.",
    args: [{ name: "<file>", description: "the template; - for stdin" }],
    options: [...templateOptions, { flags: "--strict", description: "refuse undefined names" }, outputOption],
    examples: [
      { line: "template talos/machineconfig.yaml.j2 -e IS_CONTROLLER=true", does: "with ENV.IS_CONTROLLER" },
      { line: "template talos/cluster.yaml.j2 -D schematic=376567988ad3", does: "with a definition" },
    ],
    load: () => import("./commands/template.ts"),
  },
  {
    name: "patch",
    summary: "apply patches to a machine config, as talosctl machineconfig patch does",
    description: "Strategic merge patches and JSON patches, in order. Prints the patched config.",
    args: [{ name: "<base>", description: "the machine config; - for stdin" }],
    options: [
      { flags: "-p, --patch <patch>", description: "a patch, or @file to read it from a file", repeatable: true },
      {
        flags: "--talos-version <version>",
        description: "version whose rules count; read from the install image unless told",
      },
      outputOption,
    ],
    examples: [
      { line: "patch base.yaml -p @node.yaml", does: "one patch from a file" },
      { line: `patch base.yaml -p '{"machine": {"type": "worker"}}' -p @labels.yaml`, does: "two patches, one inline" },
    ],
    load: () => import("./commands/patch.ts"),
  },
  {
    name: "redact",
    summary: "print a machine config, a log or any text with its secrets masked",
    description:
      "A machine config is masked by what its fields mean; other text by what looks like a secret. Equal secrets get equal masks.",
    args: [{ name: "[file]", description: "stdin unless told" }],
    options: [],
    examples: [
      { line: "redact controlplane.yaml", does: "a config to show to others" },
      { line: "redact < machined.log", does: "a log" },
    ],
    load: () => import("./commands/redact.ts"),
  },
  ...operationCommands,
  {
    name: "doctor",
    summary: "check the set-up: settings, workflow, environments, runners, App, talosconfig",
    description:
      "Looks from outside at everything that operating from pull requests needs, and says of each finding how to mend it. Changes nothing.\nExit code: 0 when nothing has to be mended (warnings allowed), 1 otherwise.",
    args: [],
    options: [
      { flags: "--repository <owner/name>", description: "on GitHub; that of the remote origin unless told" },
      { flags: "--token-file <file>", description: "a token that may read the repository; $GITHUB_TOKEN unless told" },
      { flags: "--offline", description: "ask no node" },
      { flags: "--strict", description: "count warnings as errors" },
    ],
    examples: [
      { line: "doctor", does: "everything that can be looked at with what is at hand" },
      { line: "doctor --repository acme/home-ops --offline", does: "GitHub and the credential, no node" },
      { line: `doctor --json | jq '.findings[] | select(.severity == "error")'`, does: "for a script" },
    ],
    load: () => import("./commands/doctor.ts"),
  },
  {
    name: "completion",
    summary: "print a script that completes commands in a shell",
    description: "Completes commands, flags and their values.",
    args: [{ name: "<shell>", description: "bash, zsh or fish", choices: ["bash", "zsh", "fish"] }],
    options: [],
    examples: [
      { line: "completion bash", does: "to be sourced in ~/.bashrc" },
      { line: "completion zsh", does: "to be written to a file _talos-chatops of the fpath" },
    ],
    load: async () => (await import("./commands/completion.ts")).completionOf(commandTable, globalOptions),
  },
  {
    name: "init",
    summary: "write the settings file from the repository's layout",
    description:
      "Knows one base with a patch per node, with or without role folders, layers per role, and schematics. Read through what it writes.",
    args: [],
    options: [
      { flags: "--force", description: "replace an existing settings file" },
      { flags: "--dry-run", description: "print the file instead of writing it" },
    ],
    examples: [
      { line: "init --dry-run", does: "have a look first" },
      { line: "init", does: "write .github/talos-chatops.yaml" },
    ],
    load: () => import("./commands/init.ts"),
  },
  {
    name: "version",
    summary: "print the version",
    description: "Prints the version of talos-chatops and of Node.js.",
    args: [],
    options: [],
    examples: [],
    load: () => import("./commands/version.ts"),
  },
];

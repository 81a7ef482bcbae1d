import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandTable } from "../../src/chatops/command-table.ts";
import { formatCommand } from "../../src/chatops/format-command.ts";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import { riskOf } from "../../src/chatops/risk-of.ts";
import { arbitraryCommand } from "../support/arbitrary-command.ts";

const consents = { dryRun: false, acceptDowntime: false, allowExtensionChange: false, withoutLock: false };

function refusalOf(line: string) {
  const parsed = parseCommand(line);
  if (parsed.kind === "command") throw new Error(`${line} was accepted`);
  return parsed;
}

describe("parseCommand()", () => {
  it.each([
    { line: "/talos", command: { name: "help" } },
    { line: "/talos help", command: { name: "help" } },
    { line: "/talos help etcd snapshot", command: { name: "help", topic: "etcd snapshot" } },
    { line: "/talos help plan", command: { name: "help", topic: "diff" } },
    { line: "whoami", command: { name: "whoami" } },
    { line: "/talos diff", command: { name: "diff", nodes: [] } },
    { line: "/talos plan all", command: { name: "diff", nodes: ["all"] } },
    { line: "/talos  diff a,b  main/c d*", command: { name: "diff", nodes: ["a", "b", "main/c", "d*"] } },
    { line: "/talos diff a/x b/y", command: { name: "diff", nodes: ["a/x", "b/y"] } },
    { line: "diff @ABCDEF0 m1", command: { name: "diff", nodes: ["m1"], commit: "abcdef0" } },
    { line: "etcd status @0123456789abcdef", command: { name: "etcd status", commit: "0123456789abcdef" } },
    { line: "can etcd status", command: { name: "can", line: "etcd status" } },
    { line: "can /talos plan --cluster b x @abcdef0", command: { name: "can", line: "diff x --cluster b @abcdef0" } },
    { line: "can reset m1 --no-reboot", command: { name: "can", line: "reset m1 --no-reboot" } },
    { line: "approve", command: { name: "approve" } },
    { line: "approve 3F9A1C2E", command: { name: "approve", plan: "3f9a1c2e" } },
    {
      line: 'reject 3f9a1c --reason "not now" --cluster b',
      command: { name: "reject", plan: "3f9a1c", reason: "not now", cluster: "b" },
    },
    { line: "lock --reason @abcdef0", command: { name: "lock", reason: "@abcdef0" } },
    { line: "diff --cluster=home m1", command: { name: "diff", nodes: ["m1"], cluster: "home" } },
    { line: "/talos render main/talos-m01", command: { name: "render", node: "main/talos-m01" } },
    { line: "/talos etcd status", command: { name: "etcd status" } },
    { line: "apply all", command: { name: "apply", nodes: ["all"], mode: "auto", ...consents } },
    {
      line: "apply a a,b --mode=try --for 1m30s",
      command: { name: "apply", nodes: ["a", "b"], mode: "try", revertAfterSeconds: 90, ...consents },
    },
    {
      line: "upgrade --version 1.13.9 all --dry-run",
      command: { name: "upgrade", nodes: ["all"], version: "v1.13.9", stage: false, ...consents, dryRun: true },
    },
    {
      line: "upgrade m1 --image ghcr.io/x/installer:v1.13.9 --stage --allow-extension-change",
      command: {
        name: "upgrade",
        nodes: ["m1"],
        image: "ghcr.io/x/installer:v1.13.9",
        stage: true,
        ...consents,
        allowExtensionChange: true,
      },
    },
    { line: "upgrade-k8s 1.34.1", command: { name: "upgrade-k8s", version: "v1.34.1", ...consents } },
    { line: "snapshot --without-lock", command: { name: "etcd snapshot", ...consents, withoutLock: true } },
    { line: `lock --reason "a \\"b\\" c"`, command: { name: "lock", reason: 'a "b" c' } },
    { line: "lock --reason=“Wartung, kurz”", command: { name: "lock", reason: "Wartung, kurz" } },
    { line: "lock --reason don't", command: { name: "lock", reason: "don't" } },
    {
      line: "reset main/m1 --confirm m1 --partitions EPHEMERAL,u-data --no-graceful --no-reboot",
      command: {
        name: "reset",
        node: "main/m1",
        confirm: "m1",
        partitions: ["EPHEMERAL", "u-data"],
        graceful: false,
        reboot: false,
        ...consents,
      },
    },
    {
      line: "shutdown m1 --dry-run",
      command: { name: "shutdown", node: "m1", force: false, ...consents, dryRun: true },
    },
  ])("reads $line", ({ line, command }) => {
    expect(parseCommand(line)).toMatchObject({ kind: "command" });
    expect(parseCommand(line)).toHaveProperty("command", command);
  });

  it.each([
    { line: "/talos upgrde all", code: "command_unknown", at: "upgrde", nearest: "upgrade" },
    { line: "/talos DIFF", code: "command_unknown", at: "DIFF", nearest: "diff" },
    { line: "/talos kubernetes", code: "command_unknown", at: "kubernetes" },
    { line: "/talos bootstrap", code: "command_unknown", at: "bootstrap" },
    { line: "/talos etcd", code: "command_unknown", at: "etcd", nearest: "etcd status" },
    { line: "/talos etcd snapsot", code: "command_unknown", at: "etcd snapsot", nearest: "etcd snapshot" },
    { line: "/talos help aply", code: "command_unknown", at: "aply", nearest: "apply" },
    { line: "/talos apply", code: "argument_missing", at: "apply" },
    { line: "/talos render", code: "argument_missing", at: "render" },
    { line: "/talos upgrade-k8s", code: "argument_missing", at: "upgrade-k8s" },
    { line: "/talos render a b", code: "argument_surplus", at: "b" },
    { line: "/talos lock --reason new switch", code: "argument_surplus", at: "switch" },
    { line: "/talos render a,b", code: "value_invalid", at: "a,b" },
    { line: "/talos rollback all", code: "value_invalid", at: "all" },
    { line: "/talos rollback main/m*", code: "value_invalid", at: "main/m*" },
    { line: "/talos diff $(id)", code: "value_invalid", at: "$(id)" },
    { line: "/talos diff ok,../../etc", code: "value_invalid", at: "../../etc" },
    { line: "/talos diff a/b/c", code: "value_invalid", at: "a/b/c" },
    { line: "/talos diff --json", code: "flag_unknown", at: "--json" },
    { line: "/talos upgrade all --verison=1.2.3", code: "flag_unknown", at: "--verison", nearest: "--version" },
    { line: "/talos upgrade all -version 1.2.3", code: "flag_unknown", at: "-version", nearest: "--version" },
    { line: "/talos reboot all --mode powercyle", code: "value_invalid", at: "powercyle", nearest: "powercycle" },
    { line: "/talos reboot all --mode", code: "value_missing", at: "--mode" },
    { line: "/talos upgrade all --version --stage", code: "value_missing", at: "--version" },
    { line: "/talos upgrade all --version latest", code: "value_invalid", at: "latest" },
    { line: "/talos upgrade all --version v1.13", code: "value_invalid", at: "v1.13" },
    { line: "/talos upgrade all --image ghcr.io/x/installer", code: "value_invalid", at: "ghcr.io/x/installer" },
    { line: "/talos upgrade all --image ghcr.io/UPPER/x:1", code: "value_invalid", at: "ghcr.io/UPPER/x:1" },
    { line: "/talos upgrade all --stage=yes", code: "value_invalid", at: "--stage=yes" },
    { line: "/talos upgrade all --stage --stage", code: "flag_repeated", at: "--stage" },
    { line: "/talos upgrade all --version 1.2.3 --image a/b:c", code: "flag_conflict", at: "--version" },
    { line: "/talos apply all --for 5m", code: "flag_conflict", at: "--for" },
    { line: "/talos apply all --mode try --for soon", code: "value_invalid", at: "soon" },
    { line: "/talos apply all --mode try --for 0s", code: "value_invalid", at: "0s" },
    { line: "/talos apply a/x b/y", code: "flag_conflict", at: "b/y" },
    { line: "/talos apply a/x --cluster b", code: "flag_conflict", at: "a/x" },
    { line: "/talos reset m1 --confirm m1 --partitions BOOT", code: "value_invalid", at: "BOOT" },
    { line: "/talos reset m1 --confirm m1 --partitions STAET", code: "value_invalid", at: "STAET", nearest: "STATE" },
    { line: "/talos diff @xyz", code: "value_invalid", at: "@xyz" },
    { line: "/talos diff @abcdef", code: "value_invalid", at: "@abcdef" },
    { line: "/talos diff @", code: "value_invalid", at: "@" },
    { line: "/talos diff @abcdef0 m1 @abcdef1", code: "argument_surplus", at: "@abcdef1" },
    { line: '/talos diff "@abcdef0"', code: "value_invalid", at: '"@abcdef0"' },
    { line: "/talos help @abcdef0", code: "argument_surplus", at: "@abcdef0" },
    { line: "/talos unlock @abcdef0", code: "argument_surplus", at: "@abcdef0" },
    { line: "/talos approve @abcdef0", code: "argument_surplus", at: "@abcdef0" },
    { line: "/talos approve talos-m01", code: "value_invalid", at: "talos-m01" },
    { line: "/talos approve 3f9a1", code: "value_invalid", at: "3f9a1" },
    { line: "/talos approve 3f9a1c 3f9a1d", code: "argument_surplus", at: "3f9a1d" },
    { line: "/talos reject --raeson x", code: "flag_unknown", at: "--raeson", nearest: "--reason" },
    { line: "/talos can", code: "argument_missing", at: "can" },
    { line: "/talos can /talos", code: "argument_missing", at: "can" },
    { line: "/talos can can diff", code: "value_invalid", at: "can" },
    { line: "/talos can upgrde all", code: "command_unknown", at: "upgrde", nearest: "upgrade" },
    { line: "/talos can reboot all --mode powercyle", code: "value_invalid", at: "powercyle", nearest: "powercycle" },
    { line: "/talos can reset m1 --confirm m2", code: "confirmation_wrong", at: "m2", nearest: "m1" },
    { line: "/talos can diff @abcdef0 @abcdef1", code: "argument_surplus", at: "@abcdef1" },
    { line: "/talos reset m1 --confirm m2", code: "confirmation_wrong", at: "m2", nearest: "m1" },
    { line: "/talos reset m1", code: "confirmation_missing", at: "m1" },
    { line: `/talos lock --reason "a`, code: "quote_open", at: `"a` },
    { line: `/talos lock --reason "a"b`, code: "quote_open", at: `"` },
    { line: `/talos lock --reason ""`, code: "value_invalid", at: `""` },
    { line: `/talos lock --reason "a\u202eb"`, code: "value_invalid", at: `"a\u202eb"` },
  ])("points at what is wrong in $line", ({ line, code, at, nearest }) => {
    const { problem } = refusalOf(line);
    expect(problem.code).toBe(code);
    expect(line.slice(problem.offset, problem.offset + problem.length)).toBe(at);
    expect(problem.nearest).toBe(nearest);
  });

  it("says what to type when a node has to be named again", () => {
    expect(parseCommand("/talos reset main/m1 --no-reboot")).toMatchObject({
      kind: "unconfirmed",
      command: { name: "reset", node: "main/m1" },
      problem: { hint: "Type: /talos reset main/m1 --no-reboot --confirm m1" },
    });
  });

  it("refuses a line that is too long to be meant", () => {
    expect(parseCommand(`/talos diff ${"a ".repeat(3_000)}`)).toMatchObject({ problem: { code: "line_too_long" } });
  });

  it("tells where each selector stands", () => {
    const line = "/talos diff m1,m2  main/m3";
    expect(parseCommand(line)).toMatchObject({
      selectors: [
        { selector: "m1", offset: 12, length: 2 },
        { selector: "m2", offset: 15, length: 2 },
        { selector: "main/m3", offset: 19, length: 7 },
      ],
    });
  });

  it.each(commandTable.flatMap(({ name, examples }) => examples.map(({ line }) => ({ name, line }))))(
    "reads the example of its own help: $line",
    ({ name, line }) => {
      expect(parseCommand(`/talos ${line}`)).toMatchObject({ kind: "command", command: { name } });
    },
  );

  it("knows every alias", () => {
    for (const { name, aliases } of commandTable) {
      for (const alias of aliases) expect(parseCommand(`help ${alias}`)).toMatchObject({ command: { topic: name } });
    }
  });
});

/** Lines that come near to being commands, so that properties reach every branch. */
const fragment = fc.constantFrom(
  ...commandTable.flatMap(({ name, flags }) => [name, ...flags.map((flag) => `--${flag.name}`)]),
  ...[
    "/talos",
    "all",
    "m1",
    "main/m1",
    "--confirm",
    "--confirm=m1",
    "--mode=try",
    "--for",
    "5m",
    "v1.2.3",
    "\u00a0",
    "=",
    ",",
  ],
  ...[
    '"',
    "'",
    "“x y”",
    "\\",
    "--",
    "-",
    "--dry-run",
    "--cluster",
    "a/b/c",
    "*",
    "@abcdef0",
    "@x",
    "\n",
    "💥",
    "\ud800",
  ],
);
const nearCommand = fc
  .array(fc.oneof(fragment, fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 9 })
  .map((parts) => parts.join(" "));
const anyLine = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), nearCommand);

describe("the command language", () => {
  it("never throws, and points into the line", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const parsed = parseCommand(line);
        const { offset, length } = parsed.kind === "command" ? { offset: 0, length: 0 } : parsed.problem;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset + length).toBeLessThanOrEqual(line.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads every command back from its canonical form", () => {
    fc.assert(
      fc.property(arbitraryCommand, (command) => {
        expect(parseCommand(formatCommand(command))).toMatchObject({ kind: "command" });
        expect(parseCommand(`/talos ${formatCommand(command)}`)).toHaveProperty("command", command);
      }),
      { numRuns: 1_000 },
    );
  });

  it("has one canonical form for each command", () => {
    const commands = nearCommand.map(parseCommand).filter((parsed) => parsed.kind !== "problem");
    fc.assert(
      fc.property(commands, ({ command }) => {
        const text = formatCommand(command);
        const again = parseCommand(text);
        expect(again).toHaveProperty("command", command);
      }),
      { numRuns: 300 },
    );
  });

  it("gives nothing that destroys as ready unless the node was named again", () => {
    const destroying = fc
      .tuple(fc.constantFrom("reset", "shutdown"), nearCommand)
      .map(([name, rest]) => parseCommand(`${name} ${rest}`));
    fc.assert(
      fc.property(fc.oneof(destroying, anyLine.map(parseCommand)), (parsed) => {
        const isReady = parsed.kind === "command" && riskOf(parsed.command) === "destroy";
        const { node = "", confirm = "-" } = isReady ? (parsed.command as { node?: string; confirm?: string }) : {};
        expect(!isReady || confirm === node || node.endsWith(`/${confirm}`)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

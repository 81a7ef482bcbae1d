/** Commands as the parser can give them, for properties. */
import fc from "fast-check";
import type { Command } from "../../src/chatops/command.ts";
import { commandNames, commandTable } from "../../src/chatops/command-table.ts";
import { formatCommand } from "../../src/chatops/format-command.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?$/).filter((text) => !groups.includes(text));
const groups = ["all", "controlplane", "workers"];
const selector = fc.oneof(name, fc.constantFrom(...groups), fc.constantFrom("talos-m*", "?1", "*"));
const selectors = fc.uniqueArray(selector, { minLength: 1, maxLength: 4 });
const version = fc
  .tuple(fc.nat(40), fc.nat(40), fc.constantFrom("", "-rc.1", "-beta.0"))
  .map(([a, b, c]) => `v1.${a}.${b}${c}`);
const image = fc.constantFrom(
  "ghcr.io/siderolabs/installer:v1.13.9",
  `factory.talos.dev/metal-installer/${"ab".repeat(32)}:v1.13.9`,
  `localhost:5000/a/b@sha256:${"0".repeat(64)}`,
);
const reason = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() !== "" && text.length <= 200 && !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text));

const flags = { dryRun: fc.boolean(), withoutLock: fc.boolean() };
const noConsent = { acceptDowntime: fc.constant(false), allowExtensionChange: fc.constant(false) };
const downtime = { ...flags, acceptDowntime: fc.boolean(), allowExtensionChange: fc.constant(false) };
const some = <T>(value: fc.Arbitrary<T>, key: string) =>
  fc.oneof(
    fc.constant({}),
    value.map((one) => ({ [key]: one })),
  );
const commit = fc.stringMatching(/^[0-9a-f]{7,64}$/);
const byCommit = new Set(commandTable.filter(({ goesByCommit }) => goesByCommit).map((entry) => entry.name));
const command = (
  kind: Command["name"],
  fields: Record<string, fc.Arbitrary<unknown>>,
  ...more: fc.Arbitrary<object>[]
) =>
  fc
    .tuple(
      fc.record(fields),
      some(name, "cluster"),
      byCommit.has(kind) ? some(commit, "commit") : fc.constant({}),
      ...more,
    )
    .map((parts) => Object.assign({ name: kind }, ...parts) as Command); // the test that parses it is the proof

const confirmed = (kind: "reset" | "shutdown", fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .tuple(name, fc.boolean(), command(kind, { ...downtime, ...fields }))
    .map(
      ([node, isTyped, rest]): Command =>
        Object.assign({}, rest, { node }, isTyped ? { confirm: node } : { dryRun: true }),
    );

const plan = fc.stringMatching(/^[0-9a-f]{6,64}$/);

/** But `can`, which holds another one. */
const arbitraryPlain: fc.Arbitrary<Command> = fc.oneof(
  command("help", {}, some(fc.constantFrom(...commandNames), "topic")),
  ...(["whoami", "health", "etcd status", "unlock", "continue", "abort"] as const).map((one) => command(one, {})),
  ...(["status", "diff"] as const).map((one) => command(one, { nodes: fc.oneof(fc.constant([]), selectors) })),
  ...(["render", "schematic"] as const).map((one) => command(one, { node: name })),
  command("lock", {}, some(reason, "reason")),
  command("approve", {}, some(plan, "plan")),
  command("reject", {}, some(plan, "plan"), some(reason, "reason")),
  command("apply", { ...downtime, nodes: selectors, mode: fc.constantFrom("auto", "no-reboot", "staged") }),
  command(
    "apply",
    { ...downtime, nodes: selectors, mode: fc.constant("try") },
    some(fc.integer({ min: 1, max: 86_400 }), "revertAfterSeconds"),
  ),
  command("reboot", { ...downtime, nodes: selectors, mode: fc.constantFrom("default", "powercycle") }),
  command(
    "upgrade",
    { ...downtime, allowExtensionChange: fc.boolean(), nodes: selectors, stage: fc.boolean() },
    fc.oneof(some(version, "version"), some(image, "image")),
  ),
  command("upgrade-k8s", { ...flags, ...noConsent, version }),
  command("etcd snapshot", { ...flags, ...noConsent }),
  command("rollback", { ...downtime, node: name }),
  confirmed("reset", {
    partitions: fc.uniqueArray(fc.constantFrom("STATE", "EPHEMERAL", "META", "u-local"), { minLength: 1 }),
    graceful: fc.boolean(),
    reboot: fc.boolean(),
  }),
  confirmed("shutdown", { force: fc.boolean() }),
);

export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: arbitraryPlain, weight: 9 },
  { arbitrary: arbitraryPlain.map((asked): Command => ({ name: "can", line: formatCommand(asked) })), weight: 1 },
);

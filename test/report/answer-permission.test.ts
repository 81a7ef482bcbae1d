import { describe, expect, it } from "vitest";
import type { Command } from "../../src/chatops/command.ts";
import { parseCommand } from "../../src/chatops/parse-command.ts";
import type { Person } from "../../src/chatops/permission.ts";
import { readSettings } from "../../src/cluster/read-settings.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { answerCan, answerRights } from "../../src/report/answer-permission.ts";
import { renderAnswers } from "../../src/report/render-answers.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { userError } from "../support/user-error.ts";
import { expectGolden } from "./expect-golden.ts";

const settings = `clusters:
  main:
    environment: talos-main
    config: { base: talos/base.yaml.j2 }
    nodes:
      talos-m01: { address: 192.0.2.1, role: controlplane }
      talos-w01: { address: 192.0.2.2, role: worker }
    approvals: { change: environment, destroy: comment }
    permissions:
      - { commands: [upgrade], nodes: controlplane, users: [hubot], teams: [acme/infra] }
      - { commands: [destroy], role: admin }
      - { role: write }
`;
const { clusters } = await readSettings(memoryFiles({ ".github/talos-chatops.yaml": settings }));
const [cluster = expect.unreachable()] = clusters;
const redactor = createRedactor({ key: new Uint8Array(32) });

function commandOf(line: string): Command {
  const parsed = parseCommand(line);
  if (parsed.kind === "problem") throw new Error(line);
  return parsed.command;
}

function answer(line: string, more: Partial<Person> = {}) {
  const person: Person = { id: 1, login: "alice", role: "write", teams: ["acme/infra"], ...more };
  const rules = cluster.permissions.map((rule) => ({ ...rule, ...(rule.users && { userIds: [2] }) }));
  const given = { person, rules };
  return {
    command: redactor.text(`/talos ${line === "" ? "whoami" : `can ${line}`}`),
    answer: line === "" ? answerRights(cluster, given, redactor) : answerCan(commandOf(line), cluster, given, redactor),
  };
}

const context = { revision: undefined };

describe("answerCan()", () => {
  it("tells the rule, the person's standing, whom it lets and which approval it takes", () => {
    const answers = [
      answer("upgrade all"),
      answer("upgrade talos-m01", { login: "bob", role: "maintain", teams: [] }),
      answer("reset talos-w01"),
      answer("status"),
      answer("lock", { role: "none", teams: [] }),
      answer("help"),
      answer("continue"),
      answer("approve"),
      answer(""),
    ];
    expectGolden("answers-permission.md", renderAnswers(answers, context).join("\n"));
  });

  it("refuses nodes that there are not", () => {
    expect(userError(() => answer("reboot talos-m09")).code).toBe("node_unknown");
  });

  it("keeps names from being markup or a mention", () => {
    const hostile = "x|@acme/admins</td> <!-- `";
    const [text = ""] = renderAnswers([answer("status", { login: hostile, teams: [hostile] })], context);
    expect(text).not.toMatch(/@acme|<\/td>|<!--|[^\\]\|@/);
  });
});

import { describe, expect, test } from "vitest";
import { createRedactor } from "../../../src/redaction/create-redactor.ts";
import { composeEtcd, composeHealth, composeStatus } from "../../../src/report/health/compose-health.ts";
import {
  renderEtcdTerminal,
  renderHealthTerminal,
  renderStatusTerminal,
} from "../../../src/report/health/render-health-terminal.ts";
import { etcdStatusJson, healthJson, statusJson } from "../../../src/report/health/status-json.ts";
import { renderAnswers } from "../../../src/report/render-answers.ts";
import { expectGolden } from "../expect-golden.ts";
import { ailing, report, well } from "./cluster-cases.ts";

const plain = { color: false, width: 100 };
const composers = { status: composeStatus, health: composeHealth, "etcd status": composeEtcd };
const redactor = createRedactor({ key: new Uint8Array(32) });
const context = { revision: "1".repeat(40), runUrl: "https://github.com/acme/home-ops/actions/runs/1" };

describe.each([
  { name: "well", observation: well },
  { name: "ailing", observation: ailing },
])("a cluster that is $name", ({ name, observation }) => {
  const told = report(observation);

  test("renderStatusTerminal(), renderHealthTerminal(), renderEtcdTerminal()", () => {
    const texts = [
      renderStatusTerminal(told, plain),
      renderHealthTerminal(told, plain),
      renderEtcdTerminal(told, plain),
    ];
    expectGolden(`health-${name}.txt`, texts.join("\n----\n\n"));
  });

  test("renderAnswers()", () => {
    const commands = ["status", "health", "etcd status"] as const;
    const answers = commands.map((command) => ({
      command: redactor.text(`/talos ${command}`),
      answer: { kind: "pieces" as const, pieces: composers[command](told) },
    }));
    expectGolden(`health-${name}.md`, renderAnswers(answers, context).join("\n"));
  });

  test("statusJson(), healthJson(), etcdStatusJson()", () => {
    const results = [statusJson(told), healthJson(told), etcdStatusJson(told)];
    expectGolden(`health-${name}.json`, `${JSON.stringify(results, null, 2)}\n`);
  });
});

describe("reports of health", () => {
  test("colour states and findings on a terminal", () => {
    const text = renderStatusTerminal(report(ailing), { color: true, width: 100 });
    expect(text).toContain("\u001b[31munreachable");
    expect(text).toContain("\u001b[33mready, other version");
  });

  test("keep what a node says from being markup, a mention or a workflow command", () => {
    const hostile = "x` @acme/admins </details> | ::error::hi\u001b[31m\n::warning::y";
    const observation = {
      ...well,
      nodes: well.nodes.map(({ node, reading }) =>
        reading.kind === "read"
          ? {
              node,
              reading: {
                ...reading,
                facts: {
                  ...reading.facts,
                  ...{ version: hostile, ready: false, unmetConditions: [{ name: hostile, reason: hostile }] },
                  services: [{ id: hostile, state: hostile, healthy: false }],
                },
              },
            }
          : { node, reading },
      ),
    };
    const told = report(observation);
    const commands = ["status", "health", "etcd status"] as const;
    const answers = commands.map((command) => ({
      command: redactor.text("/talos"),
      answer: { kind: "pieces" as const, pieces: composers[command](told) },
    }));
    const [part = ""] = renderAnswers(answers, context);
    const outside = part.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/@acme|<\/details>|<!--/);
    expect(outside).not.toContain("\u001b");
    const terminal = renderStatusTerminal(told, plain) + renderHealthTerminal(told, plain);
    expect(terminal).not.toContain("\u001b");
    expect(terminal).not.toMatch(/^\s*::(error|warning)::/m);
  });
});

import { describe, expect, it } from "vitest";
import { parseMachineConfig } from "../../src/config/parse-machine-config.ts";
import { UserError } from "../../src/errors.ts";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { type AnsweredCommand, renderAnswers } from "../../src/report/render-answers.ts";
import { expectGolden } from "./expect-golden.ts";

const redactor = createRedactor({ key: new Uint8Array(32) });
const context = { revision: "1".repeat(40), runUrl: "https://github.com/acme/home-ops/actions/runs/1" };

function configOf(yaml: string): AnsweredCommand["answer"] {
  const config = parseMachineConfig(yaml, { file: "x.yaml" });
  redactor.learn(config);
  const documents = config.documents.map(({ root, id }) => redactor.tree(root, id));
  return { kind: "config", node: redactor.text("talos-m01"), documents };
}

function answer(command: string, one: AnsweredCommand["answer"]): AnsweredCommand {
  return { command: redactor.text(command), answer: one };
}

const unknown = new UserError("Cannot find a node", { code: "node_unknown", hint: "Did you mean talos-m01?" });

describe("renderAnswers()", () => {
  it("says what a person may, and what was done", () => {
    const rights = {
      everywhere: ["status", "diff"],
      controlPlanes: [],
      workers: ["reboot"],
      approvals: [
        {
          risk: "change",
          approval: { kind: "environment", environment: redactor.text("talos|main"), byAnother: false },
        },
        { risk: "destroy", approval: { kind: "comment", byAnother: true } },
      ],
    } as const;
    const who = {
      login: redactor.text("alice"),
      role: "write",
      teams: [redactor.text("acme/infra")],
      cluster: redactor.text("main"),
    };
    const nothing = { everywhere: [], controlPlanes: [], workers: [], approvals: [] };
    const answers = [
      answer("/talos whoami", { kind: "rights", ...who, rights }),
      answer("/talos whoami", { kind: "rights", ...who, rights: nothing }),
      answer("/talos abort", { kind: "said", message: redactor.text("Nothing is running. @acme/admins <b>") }),
    ];
    expectGolden("answers-rights.md", renderAnswers(answers, { ...context, revision: undefined }).join("\n"));
  });

  it("renders every kind of answer", () => {
    const schematic = { id: redactor.text("a".repeat(64)), file: redactor.text("talos/schematic.yaml.j2") };
    const image = redactor.text("factory.talos.dev/metal-installer/x:v1.11.5");
    const answers = [
      answer("/talos help", { kind: "help" }),
      answer("/talos render talos-m01", configOf("machine:\n  type: worker\n  token: abcdef.0123456789abcdef\n")),
      answer("/talos schematic a", { kind: "schematic", node: redactor.text("a"), schematic, image }),
      answer("/talos schematic b", { kind: "schematic", node: redactor.text("b") }),
      answer("/talos help apply", { kind: "help", topic: "apply" }),
      answer("/talos rendr a", {
        kind: "problem",
        problem: {
          code: "command_unknown",
          message: "No such command",
          place: { offset: 7, length: 5 },
          nearest: redactor.text("render"),
        },
      }),
      answer("/talos reset a", {
        kind: "problem",
        problem: {
          code: "confirmation_missing",
          message: "Not confirmed",
          hint: redactor.text("Type: /talos reset a --confirm a"),
        },
      }),
      answer("/talos render c", { kind: "error", error: redactor.error(unknown) }),
      answer("/talos render d", { kind: "error", error: redactor.error(new TypeError("hunter2")) }),
    ];
    const parts = renderAnswers(answers, context);
    expect(parts).toHaveLength(1);
    expect(parts[0]).not.toMatch(/abcdef\.0123456789abcdef|hunter2/);
    expectGolden("answers.md", parts.join("\n"));
  });

  it("keeps foreign text from being markup or a mention", () => {
    const hostile = "x` @acme/admins </details> <!-- | ```";
    const place = { offset: 14, length: hostile.length };
    const problem = { code: "value_invalid", message: "m", place, nearest: redactor.text(hostile) } as const;
    const [part = ""] = renderAnswers([answer(`/talos render ${hostile}`, { kind: "problem", problem })], context);
    // All of it stands inside of inline code, which a longer run of backticks fences.
    const outside = part.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(outside).not.toMatch(/@acme|<\/details>|<!--/);
  });

  it("splits a long configuration into parts that are valid by themselves, and says what is left out", () => {
    const sysctls = Array.from({ length: 12_000 }, (_, index) => `    net.x${index}: "${"v".repeat(20)}"`).join("\n");
    const parts = renderAnswers([answer("/talos render a", configOf(`machine:\n  sysctls:\n${sysctls}\n`))], context);
    expect(parts).toHaveLength(4);
    for (const part of parts) {
      expect(part.length).toBeLessThan(65_000);
      expect((part.match(/^```/gm) ?? []).length % 2).toBe(0);
    }
    expect(parts.at(-1)).toContain("Too long for 4 comments");
  });

  it("cuts a line that no comment could hold, openly", () => {
    const [part = ""] = renderAnswers(
      [answer("/talos render a", configOf(`machine:\n  network:\n    hostname: ${"h".repeat(70_000)}\n`))],
      context,
    );
    expect(part.length).toBeLessThan(5_000);
    expect(part).toContain("characters more");
  });
});

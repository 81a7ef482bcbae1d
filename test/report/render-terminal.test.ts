// UPDATE_GOLDENS=1 vitest run test/report rewrites the golden files.
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/redaction/create-redactor.ts";
import { renderTerminal } from "../../src/report/render-terminal.ts";
import { invalidNode, plan, unchangedNode } from "../support/plans.ts";
import { cases, safePlan } from "./cases.ts";
import { expectGolden } from "./expect-golden.ts";

describe("renderTerminal()", () => {
  it.each([
    "no-change",
    "shared-changes",
    "secret-changed",
    "reboot-and-upgrade",
    "unreachable-and-invalid",
    "hostile",
  ])("shows %s without colour", (name) =>
    expectGolden(`${name}.txt`, renderTerminal(safePlan(name), { color: false, width: 100 })),
  );

  it("says once what is wrong with several nodes", () => {
    const broken = ["a", "b"].map((name) => invalidNode(name, "Cannot render x", { hint: "Mend it." }));
    const redactor = createRedactor({ key: new Uint8Array(32) });
    const text = renderTerminal(redactor.plan(plan([...broken, unchangedNode("c")])), { color: false, width: 100 });
    expect(text).toContain("a, b: Cannot render x\n  hint: Mend it.\n");
    expect(text.match(/Cannot render/g)).toHaveLength(1);
  });

  it("colours lines as git does", () => {
    const text = renderTerminal(safePlan("one-node"), { color: true, width: 100 });
    expect(text).toContain('\u001b[31m-vm.nr_hugepages: "1024"\u001b[39m');
    expect(text).toContain('\u001b[32m+vm.nr_hugepages: "2048"\u001b[39m');
    expect(text).toContain("\u001b[36m@@ machine.sysctls @@ talos/machineconfig.yaml.j2:27\u001b[39m");
  });

  it("leaves no control character and no workflow command of foreign text", () => {
    const text = renderTerminal(safePlan("hostile"), { color: false, width: 80 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e]/);
    expect(text).not.toMatch(/^\s*::/m);
    expect(text).not.toContain("##[");
  });

  it("names what it was given once: equal plans give equal text", () => {
    const render = () => {
      const redactor = createRedactor({ key: new Uint8Array(32) });
      const plan = cases["shared-changes"];
      return plan === undefined ? "" : renderTerminal(redactor.plan(plan), { color: false, width: 80 });
    };
    expect(render()).toBe(render());
  });
});

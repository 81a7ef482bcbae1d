import { describe, expect, it } from "vitest";
import { readStepOutput } from "../../../src/playground/runner/workflow-commands.ts";

describe("readStepOutput()", () => {
  it("makes annotations of notices, warnings and errors", () => {
    const { annotations } = readStepOutput(
      ["hello", "::notice title=a%3A b%2C c%25::one%0Atwo", "::error file=a.yaml,line=3,endLine=4,col=2::bad"].join(
        "\n",
      ),
    );
    expect(annotations).toEqual([
      {
        path: ".github",
        start_line: 2,
        end_line: 2,
        start_column: null,
        end_column: null,
        annotation_level: "notice",
        title: "a: b, c%",
        message: "one\ntwo",
        raw_details: "",
      },
      expect.objectContaining({
        path: "a.yaml",
        start_line: 3,
        end_line: 4,
        start_column: 2,
        annotation_level: "failure",
        title: "",
        message: "bad",
      }),
    ]);
  });

  it("keeps ten of each level", () => {
    const lines = Array.from({ length: 12 }, (_, index) => [`::notice::n${index}`, `::warning::w${index}`]).flat();
    const { annotations } = readStepOutput(lines.join("\n"));
    const of = (level: string) => annotations.filter(({ annotation_level }) => annotation_level === level);
    expect([of("notice").length, of("warning").length, of("failure").length]).toEqual([10, 10, 0]);
    expect(of("notice").at(-1)?.message).toBe("n9");
  });

  it("hides masked values in what it publishes", () => {
    const { log, annotations } = readStepOutput("::add-mask::hunter2\nit is hunter2\n::notice title=hunter2::hunter2");
    expect(log).toBe("it is ***\nnotice: ***");
    expect(annotations).toMatchObject([{ title: "***", message: "***" }]);
  });

  it("takes nothing for a command between stop-commands and its token", () => {
    const { log, annotations } = readStepOutput("::stop-commands::x1\n::error::no\n::x1::\n::error::yes");
    expect(log).toBe("::error::no\nerror: yes");
    expect(annotations.map(({ message }) => message)).toEqual(["yes"]);
  });
});

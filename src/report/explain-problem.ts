import type { CommandProblem } from "../chatops/parsed-command.ts";
import type { Redactor } from "../redaction/create-redactor.ts";
import type { SafeAnswer } from "./render-answers.ts";

/** Why a line is no command, as an answer: the line with the word at fault, unless redaction has moved it. */
export function explainProblem(line: string, problem: CommandProblem, redactor: Pick<Redactor, "text">): SafeAnswer {
  const { code, message, offset, length, nearest, hint } = problem;
  const isMoved = redactor.text(line) !== line;
  return {
    kind: "problem",
    problem: {
      code,
      message,
      ...(!isMoved && { place: { offset, length } }),
      ...(nearest !== undefined && { nearest: redactor.text(nearest) }),
      ...(hint !== undefined && { hint: redactor.text(hint) }),
    },
  };
}

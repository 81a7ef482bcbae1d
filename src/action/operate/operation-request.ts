/** What the plan phase hands to the operate phase for one command: an element of the output `requests`. */
import * as z from "zod/mini";
import { UserError } from "../../errors.ts";

const schema = z.object({
  /** Which of the comment's commands, from 1. */
  number: z.int().check(z.positive()),
  /** In its canonical form. */
  command: z.string().check(z.minLength(1)),
  cluster: z.string().check(z.minLength(1)),
  /** Empty where the settings ask for no approval. */
  environment: z.string(),
  /** The commit that is applied. */
  sha: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)),
  /** What was shown for approval. */
  digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** For naming what changed since; left out where there are too many. */
  parts: z.optional(z.record(z.string(), z.string())),
});

export type OperationRequest = z.output<typeof schema>;

/** An environment variable, as which inputs arrive, holds 128 KiB. */
const maxPartsLength = 60_000;

export function toRequest(request: OperationRequest): OperationRequest {
  const { parts, ...rest } = request;
  return parts === undefined || JSON.stringify(parts).length > maxPartsLength ? rest : request;
}

/** @throws UserError `input_invalid` */
export function parseRequest(text: string | undefined): OperationRequest {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  throw new UserError("Cannot read the input request: it is not what phase plan gave", {
    code: "input_invalid",
    hint: "Hand it on as the example workflow does, one element of the output requests at a time.",
  });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

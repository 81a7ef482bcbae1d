/** An answer in, what was asked for out. */
import * as z from "zod/mini";
import { ApiFailure } from "./api-failure.ts";
import type { ApiAnswer } from "./send-request.ts";

/**
 * The body of a good answer.
 *
 * @throws ApiFailure when the server says no, or answers what nobody understands
 */
export function readAnswer<Schema extends z.ZodMiniType>(answer: ApiAnswer, schema: Schema): z.infer<Schema> {
  expectGood(answer);
  const result = schema.safeParse(answer.body);
  if (result.success) return result.data;
  throw new ApiFailure({
    kind: "refused",
    message: "Kubernetes answers in a form that is not known here",
    hint: "Its version may be newer than this program: look for an update.",
  });
}

/** @throws ApiFailure when the server says no */
export function expectGood(answer: ApiAnswer): void {
  if (answer.status >= 200 && answer.status < 300) return;
  const { reason } = readStatus(answer);
  if (answer.status === 403) {
    throw new ApiFailure({
      kind: "refused",
      message: "Kubernetes does not allow it (HTTP 403)",
      hint: "The kubeconfig that a control plane hands out is an administrator's: an admission rule may refuse it.",
    });
  }
  const told = reason === undefined ? `HTTP ${answer.status}` : `HTTP ${answer.status}, ${reason}`;
  throw new ApiFailure({
    kind: "refused",
    message: `Kubernetes refuses (${told})`,
    hint: "Look at the API server's log: talosctl logs -k kube-apiserver.",
  });
}

const statusSchema = z.object({
  reason: z.optional(z.string()),
  details: z.optional(
    z.object({
      retryAfterSeconds: z.optional(z.number()),
      causes: z.nullish(z.array(z.object({ reason: z.optional(z.string()), message: z.optional(z.string()) }))),
    }),
  ),
});

export interface Status {
  /** One of the API's own words, `NotFound`. */
  readonly reason?: string;
  readonly retryAfterSeconds?: number;
  readonly causes: readonly { readonly reason?: string | undefined; readonly message?: string | undefined }[];
}

/** What an error answer tells, in the form that all of Kubernetes' have (`kind: Status`). */
export function readStatus({ body, retryAfterSeconds }: ApiAnswer): Status {
  const parsed = statusSchema.safeParse(body);
  const { reason, details } = parsed.success ? parsed.data : {};
  const retry = details?.retryAfterSeconds ?? retryAfterSeconds;
  return {
    ...(reason !== undefined && /^[A-Z][A-Za-z]{1,40}$/.test(reason) ? { reason } : {}),
    ...(retry === undefined ? {} : { retryAfterSeconds: retry }),
    causes: details?.causes ?? [],
  };
}

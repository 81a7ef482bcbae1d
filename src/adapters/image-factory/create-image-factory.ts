import type { ImageFactory } from "../../config/schematic/image-factory.ts";
import { UserError } from "../../errors.ts";
import { describeFailure, type Fetch, fetchRetrying, type RetryOptions, readText } from "../../fetch-retrying.ts";
import { hasManifest } from "./has-manifest.ts";

export interface ImageFactoryOptions {
  /** `https://factory.talos.dev` */
  readonly url: string;
  readonly fetch?: Fetch;
  /** For each attempt, 2 minutes unless told: a factory builds an image when its manifest is first asked for. */
  readonly timeoutMs?: number;
  readonly retryDelayMs?: number;
}

const maxBytes = 64 * 1024;

/** An image factory over HTTP (https://github.com/siderolabs/image-factory). Errors are UserErrors `factory_failed`. */
export function createImageFactory(options: ImageFactoryOptions): ImageFactory {
  const base = new URL(options.url);
  const request = { timeoutMs: 120_000, ...dropUndefined(options.timeoutMs, options.retryDelayMs, options.fetch) };
  return {
    submit: (schematic, { signal }) => submit(base, schematic, { ...request, signal }),
    hasImage: (reference, { signal }) => hasManifest(base, reference, { ...request, signal }),
  };
}

function dropUndefined(timeoutMs: number | undefined, delayMs: number | undefined, fetch: Fetch | undefined) {
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(delayMs !== undefined && { delayMs }),
    ...(fetch !== undefined && { fetch }),
  };
}

type Request = RetryOptions;

async function submit(base: URL, schematic: string, request: Request): Promise<string> {
  const { status, text } = await post(base, schematic, request).catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    throw failed(base, describeFailure(error, request.timeoutMs), error);
  });
  if (status === 400) {
    throw new UserError(`Cannot submit the schematic: the image factory ${base.host} refuses it`, {
      code: "factory_failed",
      hint: "Check the names of its fields and extensions.",
    });
  }
  if (status !== 200 && status !== 201) throw failed(base, `it answers with ${status}`);
  const id = readId(text);
  if (id === undefined) throw failed(base, "its answer holds no schematic id");
  return id;
}

async function post(base: URL, schematic: string, request: Request) {
  const url = `${base.href.replace(/\/+$/, "")}/schematics`;
  const headers = { "content-type": "application/yaml" };
  const answer = await fetchRetrying(url, { method: "POST", body: schematic, headers, redirect: "error" }, request);
  return { status: answer.status, text: await readText(answer, maxBytes) };
}

function readId(text: string | undefined): string | undefined {
  try {
    const body: unknown = JSON.parse(text ?? "");
    const id = typeof body === "object" && body !== null && "id" in body ? body.id : undefined;
    return typeof id === "string" && /^[0-9a-f]{64}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

function failed(base: URL, reason: string, cause?: unknown): UserError {
  return new UserError(`Cannot submit the schematic to the image factory ${base.host}: ${reason}`, {
    code: "factory_failed",
    hint: "Check that the factory setting is right and that it can be reached from here.",
    cause,
  });
}

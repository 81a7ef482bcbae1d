/** Asks Kubernetes a question: of the server that answered last, of the others when it does not. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RequestContext } from "@kubernetes/client-node";
import { ApiFailure } from "./api-failure.ts";
import type { CallLimits } from "./call-limits.ts";
import {
  classifyCredentialFailure,
  classifyTries,
  type FailedTry,
  isBroken,
  isRefusedCredential,
} from "./classify-failure.ts";
import type { Access, Credentials, Server } from "./credentials.ts";
import { type ApiAnswer, sendRequest } from "./send-request.ts";

export interface CallOptions {
  readonly signal: AbortSignal;
  /** An answer that says "not now" and is meant for the caller: it is not asked again. */
  readonly isFinal?: (answer: ApiAnswer) => boolean;
  /** Less than the usual time for a question. */
  readonly withinMs?: number;
}

/**
 * Any question may reach a server twice: it is asked again when a connection breaks or a server is not ready. So what
 * writes has to be guarded, by a resource version, a uid or a name that can exist but once.
 *
 * @returns the answer, whatever its status is
 * @throws ApiFailure, or the signal's reason
 */
export type CallApi = (request: RequestContext, options: CallOptions) => Promise<ApiAnswer>;

const rounds = 3;
const firstPauseMs = 200;
const maxPauseMs = 5_000;
/** Not now, or not here: said by a server that is starting, stopping, overloaded or without etcd's leader. */
const transientStatuses: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

export function createCallApi({
  credentials,
  limits,
}: {
  readonly credentials: Credentials;
  readonly limits: CallLimits;
}): CallApi {
  /** Label of the server that answered last: it is asked first. */
  let preferred = "";
  return async (request, { signal, isFinal = () => false, withinMs = limits.questionMs }) => {
    const deadline = AbortSignal.timeout(withinMs);
    const question: Question = {
      request,
      limits,
      signal: AbortSignal.any([signal, deadline]),
      isSettled: (answer) => !transientStatuses.has(answer.status) || isFinal(answer),
    };
    try {
      return await askWithCredential(question);
    } catch (error) {
      signal.throwIfAborted();
      throw deadline.aborted ? outOfTime(withinMs) : error;
    }
  };

  async function askWithCredential(question: Question): Promise<ApiAnswer> {
    const access = await accessFor(question);
    const outcome = await askServers(question, access);
    if (!isUnknownToThem(outcome)) return unwrap(outcome);
    credentials.renew(access);
    const again = await askServers(question, await accessFor(question));
    if (isUnknownToThem(again)) throw notAccepted();
    return unwrap(again);
  }

  async function accessFor({ signal }: Question): Promise<Access> {
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    try {
      signal.throwIfAborted();
      return await Promise.race([credentials.access(), promise]);
    } catch (error) {
      throw classifyCredentialFailure(error);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  async function askServers(question: Question, { servers, headers }: Access): Promise<Outcome> {
    let outcome = await askEach(question, servers, headers);
    for (let round = 1; round < rounds && "answer" in outcome && !question.isSettled(outcome.answer); round++) {
      await sleep(pauseBefore(round, outcome.answer), undefined, { signal: question.signal });
      outcome = await askEach(question, servers, headers);
    }
    return outcome;
  }

  /** @returns the first answer that settles it; else one that says "not now", which is more than none */
  async function askEach(question: Question, servers: readonly Server[], headers: Access["headers"]): Promise<Outcome> {
    const tries: FailedTry[] = [];
    let unsettled: Outcome | undefined;
    for (const server of inOrder(servers)) {
      const tried = await askServer(question, server, headers);
      if ("error" in tried) {
        tries.push(tried);
        continue;
      }
      preferred = server.label;
      if (question.isSettled(tried.answer)) return tried;
      unsettled = tried;
    }
    // A cluster that is away is not waited for here: whoever asks knows how long it may take.
    return unsettled ?? { tries, limits: question.limits };
  }

  function inOrder(servers: readonly Server[]): readonly Server[] {
    return servers.toSorted((a, b) => Number(b.label === preferred) - Number(a.label === preferred));
  }
}

interface Question {
  readonly request: RequestContext;
  readonly limits: CallLimits;
  readonly signal: AbortSignal;
  readonly isSettled: (answer: ApiAnswer) => boolean;
}

type Outcome = { readonly answer: ApiAnswer } | { readonly tries: readonly FailedTry[]; readonly limits: CallLimits };

async function askServer(
  { request, ...options }: Question,
  server: Server,
  headers: Access["headers"],
): Promise<{ readonly answer: ApiAnswer } | FailedTry> {
  const attempt = async () => ({ answer: await sendRequest(server, request, { ...options, headers }) });
  const failed = (error: unknown): FailedTry => {
    options.signal.throwIfAborted();
    return { server, error };
  };
  // A connection that was kept may have died unnoticed; the second one is new.
  return attempt().catch((error: unknown) => (isBroken(error) ? attempt().catch(failed) : failed(error)));
}

function isUnknownToThem(outcome: Outcome): boolean {
  if ("answer" in outcome) return outcome.answer.status === 401;
  return outcome.tries.some(({ error }) => isRefusedCredential(error));
}

function unwrap(outcome: Outcome): ApiAnswer {
  if ("answer" in outcome) return outcome.answer;
  throw classifyTries(outcome.tries, outcome.limits);
}

function pauseBefore(round: number, { headers: { "retry-after": seconds = "" } }: ApiAnswer): number {
  const asked = /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : 0;
  return Math.min(maxPauseMs, Math.max(asked, firstPauseMs * 2 ** (round - 1)));
}

const outOfTime = (withinMs: number): ApiFailure =>
  new ApiFailure({
    kind: "timeout",
    message: `Kubernetes gives no answer within ${withinMs / 1000} s`,
    hint: "The API server may be overloaded, or etcd slow: see status.",
  });

const notAccepted = (): ApiFailure =>
  new ApiFailure({
    kind: "credential",
    message: "Kubernetes does not accept the certificate of the kubeconfig, not even a new one",
    hint: "Compare the clocks of the control planes and of this machine, and the cluster's certificate authorities.",
  });

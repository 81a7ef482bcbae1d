/**
 * Asks Kubernetes through the API classes of its official client. They come from its generated part: the front door of
 * the client is thrice that, with streams and ways to sign in that nobody needs here.
 */
import {
  ApisApi,
  CoordinationV1Api,
  CoreV1Api,
  PolicyV1Api,
  ResponseContext,
  ServerConfiguration,
  VersionApi,
  wrapHttpLibrary,
} from "@kubernetes/client-node/dist/gen/index.js";
import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";
import { ApiFailure } from "./api-failure.ts";
import type { CallApi, CallOptions } from "./call-api.ts";
import { PlainObjects } from "./plain-objects.ts";
import { PlainPods } from "./plain-pods.ts";
import { expectGood, unknownForm } from "./refusal.ts";

/** They refuse by a Refusal, and throw ApiFailure when there is no answer. */
export interface Apis {
  readonly core: CoreV1Api;
  readonly coordination: CoordinationV1Api;
  readonly policy: PolicyV1Api;
  readonly version: VersionApi;
  readonly groups: ApisApi;
  readonly objects: PlainObjects;
}

export type Question<Answer> = (apis: Apis) => Promise<Answer>;

/** Stands for whichever server will be asked. */
const baseServer = new ServerConfiguration("https://kubernetes", {});

/** Who we are in `managedFields`. */
export const fieldManager = "talos-chatops";

/**
 * Makes a patch a merge patch (RFC 7386): what is named becomes so, what is null is taken out. With a resource version
 * in it the server refuses it (409) when the object is another by now.
 */
export const asMergePatch = setHeaderOptions("Content-Type", PatchStrategy.MergePatch);

/**
 * Lets the client ask what `question` says; `call` sends its requests.
 *
 * @throws Refusal when the server says no, ApiFailure when there is no answer or none that can be read; the signal's
 *   reason
 */
export async function ask<Answer>(call: CallApi, question: Question<Answer>, options: CallOptions): Promise<Answer> {
  try {
    return await question(createApis(call, options));
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    options.signal.throwIfAborted();
    throw unknownForm(error);
  }
}

function createApis(call: CallApi, options: CallOptions): Apis {
  const httpApi = wrapHttpLibrary({
    async send(request) {
      const { status, headers, text } = expectGood(await call(request, options));
      const binary = async () => Buffer.from(text);
      return new ResponseContext(status, { ...headers }, { text: async () => text, binary, stream: () => null });
    },
  });
  // Not made by createConfiguration(), which brings the client's own fetch: one more megabyte.
  const configuration = { baseServer, httpApi, middleware: [], authMethods: {} };
  return {
    core: new CoreV1Api(configuration, undefined, new PlainPods()),
    coordination: new CoordinationV1Api(configuration),
    policy: new PolicyV1Api(configuration),
    version: new VersionApi(configuration),
    groups: new ApisApi(configuration),
    objects: new PlainObjects(configuration),
  };
}

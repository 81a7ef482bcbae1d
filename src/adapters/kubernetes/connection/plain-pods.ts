/** The longest list of a cluster, without the client's own reader. */
import type { V1PodList } from "@kubernetes/client-node";
import { CoreV1ApiResponseProcessor } from "@kubernetes/client-node/dist/gen/apis/CoreV1Api.js";
import { HttpInfo, type ResponseContext } from "@kubernetes/client-node/dist/gen/http/http.js";

/**
 * Gives pods as they are in JSON, where dates are text. The client goes through every field that a pod can have: for
 * 3,000 of them that takes 0.3 to 0.5 s, thrice as long as parsing them, and nothing else happens meanwhile.
 */
export class PlainPods extends CoreV1ApiResponseProcessor {
  override async listPodForAllNamespacesWithHttpInfo(response: ResponseContext): Promise<HttpInfo<V1PodList>> {
    const { httpStatusCode, headers, body } = response;
    const { metadata, items } = JSON.parse(await body.text());
    return new HttpInfo(httpStatusCode, headers, body, { items, metadata: { _continue: metadata?.continue } });
  }
}

/** The probe that health asks. */
import type { KubernetesReading } from "../../../health/observation.ts";
import type { KubernetesProbe } from "../../../health/probes.ts";
import { ApiFailure, doing } from "../connection/api-failure.ts";
import type { CallApi } from "../connection/call-api.ts";
import { findResources } from "./find-resources.ts";
import { observe } from "./observe.ts";

export function createProbe(call: CallApi): KubernetesProbe {
  return {
    async observe(waiting): Promise<KubernetesReading> {
      try {
        return { kind: "read", facts: await observe(call, waiting) };
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        return { kind: "problem", problem: error.problem };
      }
    },
    resources: (query, waiting) =>
      doing(`look for ${query.kind} (${query.apiVersion})`, () => findResources(call, query, waiting)),
  };
}

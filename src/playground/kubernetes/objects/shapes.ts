/** What the server and the simulated cluster know of the built-in kinds; everything else in an object is left as it is. */
import { z } from "zod";
import type { Json } from "./json.ts";
import type { KubeObject } from "./kube-object.ts";

const labels = z.record(z.string(), z.string());

const selector = z.looseObject({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});

const metadata = z.looseObject({
  name: z.string().default(""),
  namespace: z.string().default(""),
  uid: z.string().default(""),
  generation: z.number().default(0),
  creationTimestamp: z.string().default(""),
  deletionTimestamp: z.string().optional(),
  deletionGracePeriodSeconds: z.number().optional(),
  labels: labels.default({}),
  annotations: labels.default({}),
  ownerReferences: z
    .array(
      z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        name: z.string(),
        uid: z.string(),
        controller: z.boolean().optional(),
      }),
    )
    .default([]),
  finalizers: z.array(z.string()).default([]),
});

const condition = z.looseObject({
  type: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  lastTransitionTime: z.string().nullish(),
});

const taint = z.looseObject({
  key: z.string(),
  value: z.string().optional(),
  effect: z.enum(["NoSchedule", "PreferNoSchedule", "NoExecute"]),
});

const toleration = z.looseObject({
  key: z.string().optional(),
  operator: z.string().optional(),
  value: z.string().optional(),
  effect: z.string().optional(),
  tolerationSeconds: z.number().optional(),
});

const podSpec = z.looseObject({
  nodeName: z.string().optional(),
  containers: z.array(z.looseObject({ name: z.string(), image: z.string().default("") })).min(1),
  tolerations: z.array(toleration).default([]),
  nodeSelector: labels.default({}),
  terminationGracePeriodSeconds: z.number().int().min(0).default(30),
  hostNetwork: z.boolean().default(false),
});

export const podSchema = z.looseObject({
  metadata,
  spec: podSpec,
  status: z
    .looseObject({
      phase: z.string().default("Pending"),
      reason: z.string().optional(),
      hostIP: z.string().optional(),
      conditions: z.array(condition).default([]),
      containerStatuses: z.array(z.looseObject({ name: z.string(), restartCount: z.number().default(0) })).default([]),
    })
    .prefault({}),
});

export const nodeSchema = z.looseObject({
  metadata,
  spec: z.looseObject({ unschedulable: z.boolean().default(false), taints: z.array(taint).default([]) }).prefault({}),
  status: z
    .looseObject({
      conditions: z.array(condition).default([]),
      nodeInfo: z.looseObject({ kubeletVersion: z.string().default(""), bootID: z.string().default("") }).prefault({}),
    })
    .prefault({}),
});

const podTemplate = z.looseObject({
  metadata: z.looseObject({ labels: labels.default({}), annotations: labels.default({}) }).prefault({}),
  spec: podSpec,
});

export const workloadSchema = z.looseObject({
  metadata,
  spec: z.looseObject({ replicas: z.number().int().min(0).default(1), selector, template: podTemplate }),
});

export const budgetSchema = z.looseObject({
  metadata,
  spec: z.looseObject({
    minAvailable: z.union([z.number().int().min(0), z.string().regex(/^\d+%$/)]).optional(),
    maxUnavailable: z.union([z.number().int().min(0), z.string().regex(/^\d+%$/)]).optional(),
    selector: selector.nullish(),
    unhealthyPodEvictionPolicy: z.enum(["IfHealthyBudget", "AlwaysAllow"]).default("IfHealthyBudget"),
  }),
  status: z
    .looseObject({
      disruptionsAllowed: z.number().default(0),
      currentHealthy: z.number().default(0),
      desiredHealthy: z.number().default(0),
      expectedPods: z.number().default(0),
      observedGeneration: z.number().default(0),
      disruptedPods: z.record(z.string(), z.string()).default({}),
      conditions: z.array(condition).default([]),
    })
    .prefault({}),
});

/** Six digits, or the server cannot read it: JavaScript's own `toISOString` has three. */
const microTime = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$/);

export const leaseSchema = z.looseObject({
  metadata,
  spec: z
    .looseObject({
      holderIdentity: z.string().nullish(),
      leaseDurationSeconds: z.number().int().positive().nullish(),
      acquireTime: microTime.nullish(),
      renewTime: microTime.nullish(),
      leaseTransitions: z.number().int().min(0).nullish(),
    })
    .prefault({}),
});

export const definitionSchema = z.looseObject({
  metadata,
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({
      kind: z.string(),
      plural: z.string(),
      singular: z.string().optional(),
      shortNames: z.array(z.string()).default([]),
      categories: z.array(z.string()).default([]),
    }),
    scope: z.enum(["Namespaced", "Cluster"]),
    versions: z
      .array(
        z.looseObject({
          name: z.string(),
          served: z.boolean(),
          storage: z.boolean(),
          subresources: z.looseObject({ status: z.looseObject({}).optional() }).optional(),
        }),
      )
      .min(1),
  }),
});

export type Pod = z.infer<typeof podSchema>;
export type KubeNode = z.infer<typeof nodeSchema>;
export type Budget = z.infer<typeof budgetSchema>;
export type Toleration = z.infer<typeof toleration>;
export type Taint = z.infer<typeof taint>;
export type Condition = z.infer<typeof condition>;

const views = new WeakMap<KubeObject, unknown>();

/** The object as its schema reads it, defaults filled in. Objects in the store were checked when they came in. */
export function viewAs<T extends z.ZodType>(schema: T, object: KubeObject): z.infer<T> {
  const known = views.get(object);
  if (known !== undefined) return known as z.infer<T>; // an object has one kind, and so one schema
  const view = schema.parse(object);
  views.set(object, view);
  return view;
}

export const isReady = ({ status }: { readonly status: { readonly conditions: readonly Condition[] } }): boolean =>
  status.conditions.some(({ type, status: state }) => type === "Ready" && state === "True");

/** Plain data that our own code put together, as JSON. */
export const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

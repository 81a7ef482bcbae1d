/** The errors of an API server, as the `Status` objects in which they reach a client. */
import type { JsonObject } from "./json.ts";

export interface StatusCause {
  /** A machine-readable word: `DisruptionBudget`, `FieldManagerConflict`, `FieldValueRequired`. */
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface Failure {
  readonly code: number;
  /** Left out where the server does not know one. */
  readonly reason?: string;
  readonly message: string;
  readonly details?: StatusDetails;
}

export class StatusError extends Error {
  override readonly name = "StatusError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** How errors name a resource: `leases.coordination.k8s.io`, `pods`. */
export interface ResourceName {
  readonly group: string;
  readonly plural: string;
}

export interface KindName {
  readonly group: string;
  readonly kind: string;
}

const qualify = (group: string, name: string): string => (group === "" ? name : `${name}.${group}`);

const named = ({ group, plural }: ResourceName, name: string): StatusDetails => ({
  ...(name !== "" && { name }),
  ...(group !== "" && { group }),
  kind: plural,
});

export const notFound = (resource: ResourceName, name: string): StatusError =>
  new StatusError({
    code: 404,
    reason: "NotFound",
    message: `${qualify(resource.group, resource.plural)} "${name}" not found`,
    details: named(resource, name),
  });

/** There is no such resource, or no such path. */
export const unknownResource = (): StatusError =>
  new StatusError({
    code: 404,
    reason: "NotFound",
    message: "the server could not find the requested resource",
    details: {},
  });

export const alreadyExists = (resource: ResourceName, name: string): StatusError =>
  new StatusError({
    code: 409,
    reason: "AlreadyExists",
    message: `${qualify(resource.group, resource.plural)} "${name}" already exists`,
    details: named(resource, name),
  });

const modifiedMeanwhile = "the object has been modified; please apply your changes to the latest version and try again";

export const conflict = (resource: ResourceName, name: string, problem = modifiedMeanwhile): StatusError =>
  new StatusError({
    code: 409,
    reason: "Conflict",
    message: `Operation cannot be fulfilled on ${qualify(resource.group, resource.plural)} "${name}": ${problem}`,
    details: named(resource, name),
  });

export const applyConflict = (message: string, causes: readonly StatusCause[]): StatusError =>
  new StatusError({ code: 409, reason: "Conflict", message, details: { causes } });

/** A field that is wrong; `type` is FieldValueRequired, FieldValueInvalid, FieldValueForbidden … */
export interface FieldProblem {
  readonly type: string;
  readonly field: string;
  readonly message: string;
}

export function invalid({ group, kind }: KindName, name: string, problems: readonly FieldProblem[]): StatusError {
  const texts = problems.map(({ field, message }) => `${field}: ${message}`);
  const list = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  return new StatusError({
    code: 422,
    reason: "Invalid",
    message: `${qualify(group, kind)} "${name}" is invalid: ${list}`,
    details: {
      ...(name !== "" && { name }),
      ...(group !== "" && { group }),
      kind,
      causes: problems.map(({ type, field, message }) => ({ reason: type, message, field })),
    },
  });
}

export const badRequest = (message: string): StatusError =>
  new StatusError({ code: 400, reason: "BadRequest", message });

export const unauthorized = (): StatusError =>
  new StatusError({ code: 401, reason: "Unauthorized", message: "Unauthorized" });

export function forbidden(resource: ResourceName, name: string, problem: string): StatusError {
  const qualified = qualify(resource.group, resource.plural);
  const subject = name === "" ? qualified : `${qualified} "${name}"`;
  return new StatusError({
    code: 403,
    reason: "Forbidden",
    message: `${subject} is forbidden: ${problem}`,
    details: named(resource, name),
  });
}

export const methodNotAllowed = (): StatusError =>
  new StatusError({
    code: 405,
    reason: "MethodNotAllowed",
    message: "the server does not allow this method on the requested resource",
    details: {},
  });

export const unsupportedMediaType = (accepted: readonly string[]): StatusError =>
  new StatusError({
    code: 415,
    reason: "UnsupportedMediaType",
    message: `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`,
    details: {},
  });

export const tooManyRequests = (message: string, details: StatusDetails): StatusError =>
  new StatusError({ code: 429, reason: "TooManyRequests", message, details });

/** What a watch or a page refers to has been compacted away. */
export const expired = (message: string): StatusError => new StatusError({ code: 410, reason: "Expired", message });

/** An error that the server has no reason for, like those of etcd. */
export const internal = (message: string): StatusError => new StatusError({ code: 500, message });

/** The error as the body of an answer. */
export function toStatus({ code, reason, message, details }: Failure): JsonObject {
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message,
    ...(reason !== undefined && { reason }),
    ...(details !== undefined && { details: JSON.parse(JSON.stringify(details)) as JsonObject }), // a plain copy of plain data
    code,
  };
}

/** Whether the server keeps an object: its names, its labels, and what its kind's schema asks for. */
import type { z } from "zod";
import type { KubeObject } from "../objects/kube-object.ts";
import type { ResourceKind } from "../objects/resource-kind.ts";
import { badRequest, type FieldProblem, invalid } from "../objects/status-error.ts";

/** @throws StatusError 422 for values, 400 for a document of the wrong types */
export function validateObject(kind: ResourceKind, object: KubeObject): void {
  const problems = [...nameProblems(kind, object), ...labelProblems(object), ...schemaProblems(kind, object)];
  if (problems.length > 0) throw invalid(kind, object.metadata.name, problems);
}

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const labelText =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomainText =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function nameProblems(kind: ResourceKind, { metadata }: KubeObject): readonly FieldProblem[] {
  const { name } = metadata;
  const field = "metadata.name";
  if (name === "")
    return [{ type: "FieldValueRequired", field, message: "Required value: name or generateName is required" }];
  const [pattern, text, longest] =
    kind.naming === "label" ? ([label, labelText, 63] as const) : ([subdomain, subdomainText, 253] as const);
  // Names of access rules have no such form: `system:node`.
  if (kind.group === "rbac.authorization.k8s.io") return [];
  if (name.length > longest) {
    return [
      {
        type: "FieldValueInvalid",
        field,
        message: `Invalid value: "${name}": must be no more than ${longest} characters`,
      },
    ];
  }
  return pattern.test(name) ? [] : [{ type: "FieldValueInvalid", field, message: `Invalid value: "${name}": ${text}` }];
}

const qualifiedName = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

function labelProblems({ metadata }: KubeObject): readonly FieldProblem[] {
  const field = "metadata.labels";
  const keys = Object.keys(metadata.labels ?? {}).filter((key) => !qualifiedName.test(key));
  const values = Object.values(metadata.labels ?? {}).filter((value) => !labelValue.test(value));
  const annotations = Object.keys(metadata.annotations ?? {}).filter((key) => !qualifiedName.test(key.toLowerCase()));
  return [
    ...keys.map((key) => problem(field, key, "name part must consist of alphanumeric characters, '-', '_' or '.'")),
    ...values.map((value) =>
      problem(
        field,
        value,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.'",
      ),
    ),
    ...annotations.map((key) =>
      problem("metadata.annotations", key, "name part must consist of alphanumeric characters, '-', '_' or '.'"),
    ),
  ];
}

const problem = (field: string, value: string, message: string): FieldProblem => ({
  type: "FieldValueInvalid",
  field,
  message: `Invalid value: ${JSON.stringify(value)}: ${message}`,
});

function schemaProblems(kind: ResourceKind, object: KubeObject): readonly FieldProblem[] {
  const result = kind.schema?.safeParse(object);
  if (result === undefined || result.success) return [];
  return result.error.issues.map((issue) => fieldProblem(kind, object, issue));
}

/** What is missing is invalid; what has the wrong type cannot even be read. */
function fieldProblem(kind: ResourceKind, object: KubeObject, issue: z.core.$ZodIssue): FieldProblem {
  const field = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .slice(1);
  const value = issue.path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
    object,
  );
  if (value === undefined) return { type: "FieldValueRequired", field, message: "Required value" };
  const unreadable = issue.code === "invalid_type" || issue.code === "invalid_union" || field.endsWith("Time");
  if (unreadable) {
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: cannot read ${JSON.stringify(value)} as ${field}`,
    );
  }
  return { type: "FieldValueInvalid", field, message: `Invalid value: ${JSON.stringify(value)}: ${issue.message}` };
}

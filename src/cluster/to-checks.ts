import type { HealthCheck } from "./cluster.ts";
import { type SettingsDocument, settingsError } from "./settings-problem.ts";
import type { RawCluster } from "./settings-schema.ts";

type RawCheck = NonNullable<RawCluster["checks"]>[number];

/**
 * The checks of a cluster, their expressions parsed once to say now what is wrong with them.
 *
 * @throws UserError `settings_invalid`
 */
export async function toChecks(
  source: SettingsDocument,
  cluster: string,
  raw: readonly RawCheck[] = [],
): Promise<readonly HealthCheck[]> {
  if (raw.length === 0) return [];
  // few settings have checks: the parser is loaded for those
  const { parseExpression } = await import("./check-expression.ts");
  return raw.map((check, index) => {
    const path = ["clusters", cluster, "checks", index];
    if (check.name !== undefined && check.labelSelector !== undefined) {
      const message = "must not be given together with name";
      throw settingsError(source, { path: [...path, "labelSelector"], message, atKey: true });
    }
    const parsed = parseExpression(check.expr);
    if (parsed.kind === "invalid") {
      const { reason, line, column } = parsed;
      const place =
        column === undefined ? "" : ` (${line === 1 ? "" : `line ${line}, `}column ${column} of the expression)`;
      const hint = "It is CEL over object, self and status: status.ceph.health in ['HEALTH_OK']";
      throw settingsError(source, {
        path: [...path, "expr"],
        message: `is no usable expression: ${reason}${place}`,
        hint,
      });
    }
    return toCheck(check);
  });
}

function toCheck({
  apiVersion,
  kind,
  name,
  namespace,
  labelSelector,
  expr,
  timeout,
  description,
}: RawCheck): HealthCheck {
  return {
    apiVersion,
    kind,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(labelSelector !== undefined && { labelSelector: toSelector(labelSelector) }),
    expr,
    ...(timeout !== undefined && { timeout }),
    ...(description !== undefined && { description }),
  };
}

function toSelector({
  matchLabels,
  matchExpressions,
}: NonNullable<RawCheck["labelSelector"]>): NonNullable<HealthCheck["labelSelector"]> {
  return {
    ...(matchLabels !== undefined && { matchLabels }),
    ...(matchExpressions !== undefined && {
      matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
        key,
        operator,
        ...(values !== undefined && { values }),
      })),
    }),
  };
}

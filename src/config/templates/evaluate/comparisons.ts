import type { Comparison } from "../syntax/nodes.ts";
import type { Meter } from "../template-limits.ts";
import { compare, equals } from "../values/compare.ts";
import { contains } from "../values/member.ts";
import type { Value } from "../values/value.ts";

export function compareValues(type: Comparison, left: Value, right: Value, meter: Meter): boolean {
  switch (type) {
    case "==":
      return equals(left, right, meter);
    case "!=":
      return !equals(left, right, meter);
    case "<":
      return compare(left, right, meter) < 0;
    case "<=":
      return compare(left, right, meter) <= 0;
    case ">":
      return compare(left, right, meter) > 0;
    case ">=":
      return compare(left, right, meter) >= 0;
    case "in":
      return contains(right, left, meter);
    case "not in":
      return !contains(right, left, meter);
    default:
      return type satisfies never;
  }
}

import { describe, expect, test } from "vitest";
import { judgeAccess } from "../../../src/health/gates/gate-access.ts";
import { observedCluster } from "../../support/observed-cluster.ts";

const { nodes } = observedCluster(["talos-m01", "talos-m02"], {
  facts: { "talos-m02": { virtualAddresses: ["10.0.0.10", "fd00::10"] } },
});

const judge = (endpoints: readonly string[], daysLeft = 100) =>
  judgeAccess({ endpoints, daysLeft, roles: ["os:admin"] }, nodes).map(({ code, verdict }) => `${verdict} ${code}`);

describe("judgeAccess()", () => {
  test.each([["10.0.0.10"], ["10.0.0.10:50000"], ["https://10.0.0.10"], ["[fd00::10]:50000"], ["fd00::10"]])(
    "knows the virtual IP in %s",
    (endpoint) => {
      expect(judge(["10.0.0.1", endpoint])).toEqual(["warn virtual_ip_endpoint"]);
    },
  );

  test("knows other addresses as others", () => {
    expect(judge(["10.0.0.1", "10.0.0.100", "fd00::1", "talos.default"])).toEqual([]);
  });

  test.each([
    [0, ["warn credential_expiring"]],
    [13, ["warn credential_expiring"]],
    [14, []],
  ])("with %i days left", (days, expected) => {
    expect(judge([], days)).toEqual(expected);
  });

  test("says nothing of a certificate that Talos renews", () => {
    expect(judgeAccess({ endpoints: [], daysLeft: 0, shortLived: true, roles: ["os:reader"] }, nodes)).toEqual([]);
  });
});

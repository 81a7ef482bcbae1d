/** What control planes do for their etcd. */
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { NodeControl } from "../../../operation/node-control.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { NodeOperation, Perform } from "./perform.ts";

type Etcd = Pick<NodeControl, "forfeitLeadership" | "removeMember">;

/** Both may be repeated: who does not lead has nothing to give away, and who is gone stays gone. */
export function createEtcd({ perform }: { readonly perform: Perform }): Etcd {
  return {
    forfeitLeadership: async (node, waiting) => {
      if (node.role === "controlplane") await perform(node, forfeit, waiting);
    },
    removeMember: (via, memberId, waiting) => perform(via, remove(via, memberId), waiting),
  };
}

const forfeit: NodeOperation<void> = {
  action: "move the leadership of etcd off",
  roles: ["os:admin"],
  refusals: [
    {
      ...{ code: Code.Unknown, as: "operation_refused" },
      message: "cannot hand it over: etcd does not answer, or no other member could take it",
      hint: "Look at the members: talosctl etcd status.",
    },
  ],
  run: async (transport, options) => {
    try {
      await createClient(MachineService, transport).etcdForfeitLeadership({}, options);
    } catch (error) {
      // A single member has nobody to hand it to.
      if (!(error instanceof ConnectError && /only one member/.test(error.rawMessage))) throw error;
    }
  },
};

const remove = (via: Node, memberId: string): NodeOperation<void> => ({
  action: "remove a member of etcd",
  roles: ["os:admin"],
  refusals: [
    {
      ...{ code: Code.Unknown, as: "operation_refused" },
      message: "cannot remove it: too few members would be left, or etcd does not answer",
      hint: "Look at the members: talosctl etcd members.",
    },
  ],
  run: async (transport, options) => {
    const request = { memberId: parseId(via, memberId) };
    try {
      await createClient(MachineService, transport).etcdRemoveMemberByID(request, options);
    } catch (error) {
      if (!(error instanceof ConnectError && error.code === Code.NotFound)) throw error;
    }
  },
});

function parseId({ name }: Node, id: string): bigint {
  if (/^[0-9a-f]{1,16}$/i.test(id)) return BigInt(`0x${id}`);
  throw new UserError(`Cannot remove a member of etcd through ${name}: its id is no hexadecimal number`, {
    code: "operation_refused",
  });
}

/** The administrator's kubeconfig, as a control plane makes it. */
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createClient } from "@connectrpc/connect";
import type { Node } from "../../../cluster/cluster.ts";
import { UserError } from "../../../errors.ts";
import type { Waiting } from "../../../health/probes.ts";
import { MachineService } from "../proto/machine/machine_pb.ts";
import type { Perform } from "./perform.ts";
import { readTarFile } from "./read-tar-file.ts";

/** Real ones have some five kilobytes. */
const maxBytes = 1024 * 1024;
const unpack = promisify(gunzip);

/** @throws UserError `node_failed` for an answer that is none */
export function fetchKubeconfig(
  node: Node,
  { perform, signal }: Waiting & { readonly perform: Perform },
): Promise<string> {
  return perform(
    node,
    {
      action: "fetch the kubeconfig",
      roles: ["os:admin"],
      run: async (transport, options) => {
        const packed: Uint8Array[] = [];
        let length = 0;
        for await (const { bytes } of createClient(MachineService, transport).kubeconfig({}, options)) {
          packed.push(bytes);
          length += bytes.length;
          if (length > maxBytes) throw unreadable(node);
        }
        return readKubeconfig(node, Buffer.concat(packed));
      },
    },
    { signal },
  );
}

async function readKubeconfig(node: Node, packed: Uint8Array): Promise<string> {
  try {
    const archive = await unpack(packed, { maxOutputLength: maxBytes });
    return new TextDecoder("utf-8", { fatal: true }).decode(readTarFile(archive, "kubeconfig"));
  } catch {
    // The cause could quote the file.
    throw unreadable(node);
  }
}

const unreadable = ({ name }: Node): UserError =>
  new UserError(`Cannot fetch the kubeconfig of ${name}: its answer is no archive with a kubeconfig`, {
    code: "node_failed",
  });

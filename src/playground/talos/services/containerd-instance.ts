import { Code, ConnectError } from "@connectrpc/connect";
import {
  type ContainerdInstance,
  ContainerDriver as Driver,
  ContainerdNamespace as Namespace,
} from "../../../adapters/talos/proto/common/common_pb.ts";
import type { ImageInstance } from "../state/image-store.ts";

/** Which of the machine's image stores a request means; the default of a message that is left out is refused. */
export function toInstance(request: ContainerdInstance | undefined): ImageInstance {
  const { driver, namespace } = request ?? { driver: Driver.CONTAINERD, namespace: Namespace.NS_UNKNOWN };
  const store = toStore(namespace);
  if (driver === Driver.CRI) return store;
  if (store === "system") return "inmem";
  throw new ConnectError("cannot use CRI namespace with containerd driver", Code.InvalidArgument);
}

function toStore(namespace: Namespace): "cri" | "system" {
  if (namespace === Namespace.NS_CRI) return "cri";
  if (namespace === Namespace.NS_SYSTEM) return "system";
  throw new ConnectError("invalid containerd namespace NS_UNKNOWN", Code.InvalidArgument);
}

/** Of the calls before ImageService, which know namespaces only. */
export function toLegacyInstance(namespace: Namespace): ImageInstance {
  if (namespace === Namespace.NS_CRI) return "cri";
  if (namespace === Namespace.NS_SYSTEM) return "system";
  throw new ConnectError("invalid namespace NS_UNKNOWN", Code.InvalidArgument);
}

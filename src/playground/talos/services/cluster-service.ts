/** cluster.ClusterService/HealthCheck: lines of text about every check, for clients that show them. Written without generated code. */
import type { Http2ServerResponse } from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import { endWithError, frame, lengthDelimited } from "../server/grpc-wire.ts";
import type { Machine } from "../state/machine.ts";

export const healthCheckPath = "/cluster.ClusterService/HealthCheck";

interface Check {
  readonly name: string;
  passes(machine: Machine): boolean;
}

const serves = (id: string) => (machine: Machine) => {
  const service = machine.services.find((candidate) => candidate.id === id);
  return service === undefined || (service.state === "Running" && service.healthy !== false);
};

const checks: readonly Check[] = [
  { name: "etcd to be healthy", passes: serves("etcd") },
  { name: "apid to be ready", passes: serves("apid") },
  { name: "kubelet to be healthy", passes: serves("kubelet") },
  { name: "all nodes to finish boot sequence", passes: (machine) => machine.ready },
];

/** Ends well when every machine of the cluster passes every check; this one waits for nothing. */
export function answerHealthCheck(machine: Machine, response: Http2ServerResponse): void {
  const failure = machine.role === "worker" ? notHere() : runChecks(machine, response);
  if (failure === undefined) {
    response.addTrailers({ "grpc-status": "0" });
    response.end();
  } else endWithError(response, failure);
}

function runChecks(machine: Machine, response: Http2ServerResponse): ConnectError | undefined {
  response.writeHead(200, { "content-type": "application/grpc" });
  const say = (text: string) => response.write(frame(lengthDelimited(2, Buffer.from(text))));
  const members = machine.cluster.machines.filter((member) => !member.inMaintenance);
  for (const { name, passes } of checks) {
    say(`waiting for ${name}: ...`);
    const failed = members.filter((member) => !passes(member)).map((member) => member.name);
    if (failed.length > 0) return new ConnectError(`waiting for ${name}: not so on ${failed.join(", ")}`, Code.Unknown);
    say(`waiting for ${name}: OK`);
  }
  return undefined;
}

const notHere = () => new ConnectError("health check is only available on control plane nodes", Code.Unimplemented);

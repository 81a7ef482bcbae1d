/** The checks of a decoded configuration that a node of any version makes, as far as they concern what a repository changes. */
import { isMap, isSeq, type YAMLMap } from "yaml";
import { isAtLeast, type VersionProfile } from "../version-profile.ts";
import { InvalidConfigError, type ParsedConfig } from "./parse-config.ts";

/** Throws one error with everything that is wrong, joined as Talos joins it. */
export function validateConfig({ root }: ParsedConfig, profile: VersionProfile): void {
  if (root === undefined) return;
  const problems = findProblems(root);
  if (problems.length === 0) return;
  const text = joinProblems(problems);
  throw new InvalidConfigError(isAtLeast(profile, "1.12") ? joinProblems([`v1alpha1.Config: ${text}`]) : text);
}

function joinProblems(problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
  return `${count} occurred:\n${problems.map((problem) => `\t* ${problem}\n`).join("")}\n`;
}

function findProblems(root: YAMLMap): readonly string[] {
  const [machine, cluster] = [root.get("machine"), root.get("cluster")];
  if (!isMap(machine)) return ["machine instructions are required"];
  return [
    ...(isMap(cluster) ? clusterProblems(cluster) : ["cluster instructions are required"]),
    ...(hasAuthority(machine) || hasAcceptedAuthorities(machine)
      ? []
      : ["issuing CA or some accepted CAs are required (.machine.ca, machine.acceptedCAs)"]),
    ...roleProblems(machine),
  ];
}

function clusterProblems(cluster: YAMLMap): readonly string[] {
  const endpoint = cluster.getIn(["controlPlane", "endpoint"]);
  return isSet(endpoint) ? [] : ["cluster controlplane endpoint is required"];
}

function roleProblems(machine: YAMLMap): readonly string[] {
  const type = machine.get("type");
  const hasKey = isSet(machine.getIn(["ca", "key"]));
  switch (isSet(type) ? type : "worker") {
    case "init":
    case "controlplane":
      if (!hasAuthority(machine)) return ["issuing CA is required (.machine.ca)"];
      return hasKey ? [] : ["issuing CA key is required for controlplane nodes (.machine.ca.key)"];
    case "worker":
      return hasKey ? ["issuing Talos API CA key is not allowed on non-controlplane nodes (.machine.ca)"] : [];
    default:
      return [`unknown machine type ${JSON.stringify(type)}`];
  }
}

const hasAuthority = (machine: YAMLMap): boolean => isMap(machine.get("ca"));

function hasAcceptedAuthorities(machine: YAMLMap): boolean {
  const accepted = machine.get("acceptedCAs");
  return isSeq(accepted) && accepted.items.length > 0;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
